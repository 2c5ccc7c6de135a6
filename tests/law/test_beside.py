"""What a key says only beside another is refused where it says nothing."""

from __future__ import annotations

from typing import Any

import pytest

from casework.law.beside import BESIDE
from casework.law.history import Unlawful, play
from casework.law.names import Act, Outcome, RecordKind, TerminatedCause, WithdrawnHow
from casework.law.words.people import AgentPowers
from casework.registry import keys_of
from tests.law.played import APPLICATION, NATIONAL, POLICE, STRANGER, TOWN, complained, done

CASE, SUIT = RecordKind.RECONSIDERATION, RecordKind.LITIGATION
SUED = {"court": "县法院", "court_number": "1号", "cause": "行政处罚", "defendants": (POLICE, TOWN)}
CAME = {"organ": POLICE, "rank": "chief"}
UPHELD, ILLEGAL = {"outcome": Outcome.UPHOLD}, {"outcome": Outcome.CONFIRM_ILLEGAL}
GIVEN_UP = {"outcome": Outcome.WITHDRAWN, "how": WithdrawnHow.VOLUNTARY}
DIED = {"outcome": Outcome.TERMINATED, "cause": TerminatedCause.DEATH}
REVOKED: dict[str, Any] = {"outcome": Outcome.REVOKE}
PERMITTED = "{year}-03-07"
TOLD, NOT_TOLD = {"complained_of": complained(told=True)}, {"complained_of": complained(told=False)}
KNOWN, REASON = {"right_known_on": "2023-01-09"}, {"prior_reason": "自然资源权属"}
JOINS = {"name": "第三人甲"}

EXAMPLES: dict[tuple[RecordKind, Act, str], tuple[dict[str, Any], dict[str, Any]]] = {
    (CASE, Act.REGISTER, "prior_reason"): ({**REASON, "prior_mandatory": True}, REASON),
    (CASE, Act.REGISTER, "right_known_on"): ({**KNOWN, **NOT_TOLD}, {**KNOWN, **TOLD}),
    (CASE, Act.TAKE_OVER, "prior_reason"): ({**REASON, "prior_mandatory": False}, REASON),
    (CASE, Act.TAKE_OVER, "right_known_on"): (KNOWN, {**KNOWN, **TOLD}),
    **{
        (CASE, act, key): ({key: value, "channel": "handed_over"}, {key: value})
        for act in (Act.REGISTER, Act.TAKE_OVER)
        for key, value in (("handed_over_by", "信访局"), ("handed_over_on", PERMITTED))
    },
    (CASE, Act.DECLINE, "organ"): ({"reason": 6, "organ": STRANGER}, {"reason": 4, "organ": STRANGER}),
    (CASE, Act.HEAR_OPINIONS, "how"): ({"how": "电话"}, {"how": "电话", "why_not": "联系不上"}),
    **{
        (CASE, Act.JOIN_THIRD_PARTY, key): ({**JOINS, "agent": "代理人甲", key: value}, {**JOINS, key: value})
        for key, value in (("agent_firm", "某所"), ("agent_powers", AgentPowers.SPECIAL))
    },
    (CASE, Act.HOLD_HEARING, "head_why_not"): (
        {"head_attended": False, "head_why_not": "会议"}, {"head_attended": True, "head_why_not": "会议"},
    ),
    (CASE, Act.CONCLUDE, "how"): (GIVEN_UP, {**UPHELD, "how": WithdrawnHow.SETTLED}),
    (CASE, Act.CONCLUDE, "permitted_on"): (
        {**GIVEN_UP, "permitted_on": PERMITTED}, {**DIED, "permitted_on": PERMITTED},
    ),
    (CASE, Act.CONCLUDE, "cause"): (DIED, {**UPHELD, "cause": TerminatedCause.DEATH}),
    (CASE, Act.CONCLUDE, "redo_within_days"): (
        {**REVOKED, "redo_ordered": True, "redo_within_days": 30}, {**REVOKED, "redo_within_days": 30},
    ),
    (CASE, Act.CONCLUDE, "procedure_only"): ({**ILLEGAL, "procedure_only": True}, {**UPHELD, "procedure_only": True}),
    (SUIT, Act.REGISTER, "prior_reason"): ({**SUED, **REASON, "prior_mandatory": True}, {**SUED, **REASON}),
    (SUIT, Act.RECORD_APPEARANCE, "absence_reason"): (
        {**CAME, "rank": "staff", "absence_reason": "duty"}, {**CAME, "absence_reason": "duty"},
    ),
    (SUIT, Act.RECORD_APPEARANCE, "by_agreement"): (
        {**CAME, "by_agreement": True}, {**CAME, "rank": "staff", "by_agreement": True},
    ),
}  # fmt: skip
"""Act and key -> what else the act says where the key says something, and where it says nothing."""


def begun(kind: RecordKind, act: Act, year: str) -> list[Any]:
    """What comes before the act in a record of that year."""
    if kind is SUIT:
        before = [done(Act.REGISTER, f"{year}-03-01", SUED), done(Act.HOLD_HEARING, f"{year}-03-07")]
    else:
        before = [done(Act.REGISTER, f"{year}-03-01", dict(APPLICATION)), done(Act.ACCEPT, f"{year}-03-07")]
    return before[: {Act.REGISTER: 0, Act.TAKE_OVER: 0, Act.DECLINE: 1}.get(act, 2)]


def acts(kind: RecordKind, act: Act, keys: dict[str, Any], year: str) -> list[Any]:
    """A record of that year that ends with the act."""
    keys = {name: PERMITTED.format(year=year) if value == PERMITTED else value for name, value in keys.items()}
    whole = keys if act not in (Act.REGISTER, Act.TAKE_OVER) or kind is SUIT else {**APPLICATION, **keys}
    return [*begun(kind, act, year), done(act, f"{year}-03-07", whole)]


def refused(kind: RecordKind, act: Act, keys: dict[str, Any], year: str) -> Any:
    """The refusal of the act that ends the record of that year."""
    with pytest.raises(Unlawful) as caught:
        play(kind, acts(kind, act, keys, year), NATIONAL, lenient=False)
    assert caught.value.done.act is act
    return caught.value.refusal


RULES = {(kind, act, rule.key): rule for (kind, act), rules in BESIDE.items() for rule in rules}


def test_each_rule_is_of_a_key_that_the_act_has_and_has_its_example():
    assert set(EXAMPLES) == set(RULES)
    assert [named for named in RULES if named[2] not in keys_of(*named[:2])] == []


@pytest.mark.parametrize("year", ["2023", "2024"])
@pytest.mark.parametrize("named", EXAMPLES, ids=".".join)
def test_a_fact_that_says_nothing_where_it_stands_is_refused_by_the_edition_of_the_case(named, year):
    kind, act, key = named
    kept, idle = EXAMPLES[named]
    assert play(kind, acts(kind, act, kept, year), NATIONAL, lenient=False).broken == []
    refusal = refused(kind, act, idle, year)
    old = kind is CASE and year == "2023"
    assert refusal.rule == "particulars"
    assert refusal.article == (RULES[named].article_2017 if old else RULES[named].article_2023) != ""
    assert "{" not in refusal.zh + refusal.en
    without = {name: value for name, value in idle.items() if name != key}
    assert play(kind, acts(kind, act, without, year), NATIONAL, lenient=False).broken == []


def test_what_is_refused_names_the_value_and_the_outcome_in_the_words_of_the_law():
    refusal = refused(CASE, Act.CONCLUDE, {**UPHELD, "how": WithdrawnHow.SETTLED}, "2024")
    assert refusal.zh == "撤回的情形「和解」只用于撤回，不用于维持"
    assert refusal.en == "How it was withdrawn (settled) is said of withdrawals alone, not of: upheld"


def test_a_head_comes_by_agreement_for_one_of_several_defendants_alone():
    for keys, defendants in (({**CAME, "organ": STRANGER}, (POLICE, TOWN)), (CAME, (POLICE,))):
        sued = done(Act.REGISTER, "2024-03-01", {**SUED, "defendants": defendants})
        came = done(Act.RECORD_APPEARANCE, "2024-03-07", {**keys, "by_agreement": True})
        with pytest.raises(Unlawful) as caught:
            play(SUIT, [sued, done(Act.HOLD_HEARING, "2024-03-07"), came], NATIONAL, lenient=False)
        assert caught.value.refusal.article == "负责人出庭规定3"
