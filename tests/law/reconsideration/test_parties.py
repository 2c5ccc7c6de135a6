"""Parties change while a case goes on: applicants leave or are replaced, respondents are replaced or added."""

from __future__ import annotations

from typing import Any

import pytest

from casework.law.history import Unlawful
from casework.law.keys import Applicant, Named
from casework.law.names import Act, PartyGround
from casework.law.terms.schedule import due_of_case
from casework.law.words.people import Acting
from tests.law.played import POLICE, STRANGER, TOWN, Said, case, day

JOINT = (
    Applicant("citizen", "申请人甲"),
    Applicant("citizen", "申请人乙等", count=3),
    Applicant("legal_person", "测试公司"),
)
ACCEPTED: Said = (Act.ACCEPT, "2024-03-05", {"handlers": ("承办人甲", "承办人乙")})


def leaves(on: str, name: str, **keys: Any) -> Said:
    return Act.WITHDRAW_PARTY, on, {"party": Named(name), **keys}


def replaced(on: str, old: Named, *new: Named) -> Said:
    return Act.REPLACE_PARTY, on, {"party": old, "by": new}


def joint(*acts: Said, received: str = "2024-03-01", **keys: Any) -> Any:
    return case(received, *acts, applicants=JOINT, **keys)


def number_on(life: Any, on: str) -> int:
    return sum(applicant.count for applicant in life.facts.applicants_on(day(on)))


def test_whoever_leaves_counts_until_the_day_before_and_the_case_goes_on():
    life = joint(ACCEPTED, leaves("2024-03-20", "申请人甲"), leaves("2024-04-10", "测试公司"))
    assert [number_on(life, on) for on in ("2024-03-19", "2024-03-20", "2024-04-10")] == [5, 4, 3]
    assert [applicant.name for applicant in life.facts.applicants] == ["申请人乙等"]
    assert [(one.applicant.name, one.until, one.ground) for one in life.facts.parties if one.until] == [
        ("申请人甲", day("2024-03-20"), ""),
        ("测试公司", day("2024-04-10"), ""),
    ]


def test_some_of_a_group_leave_and_get_a_row_of_their_own():
    life = joint(leaves("2024-03-04", "申请人乙等", count=2, ground=PartyGround.SETTLED))
    assert number_on(life, "2024-03-04") == 3
    assert [(one.applicant.count, one.until) for one in life.facts.parties] == [
        (1, None), (1, None), (1, None), (2, day("2024-03-04")),
    ]  # fmt: skip


def test_another_takes_the_place_of_one_who_died_from_that_day_on():
    heirs = Named("申请人丙"), Named("申请人丁")
    life = joint(ACCEPTED, replaced("2024-03-20", Named("申请人甲"), *heirs))
    assert [number_on(life, on) for on in ("2024-03-19", "2024-03-20")] == [5, 6]
    assert [(one.applicant.name, one.applicant.kind, one.since) for one in life.facts.parties[3:]] == [
        ("申请人丙", "citizen", day("2024-03-20")),
        ("申请人丁", "citizen", day("2024-03-20")),
    ]


@pytest.mark.parametrize(
    ("received", "article", "act"),
    [("2024-03-01", "41(1)-(3)", ACCEPTED), ("2023-03-01", "25, 条例42", (Act.ACCEPT, "2023-03-02", {}))],
)
def test_the_last_applicant_does_not_leave_like_this(received, article, act):
    first = received[:8] + "20"
    for acts, instead in (((), Act.WITHDRAW_EARLY), ((act,), Act.CONCLUDE)):
        with pytest.raises(Unlawful) as refused:
            case(received, *acts, leaves(first, "申请人甲"))
        found = refused.value.refusal
        assert (found.rule, found.article, found.instead) == ("last-applicant", article, (instead,))
    with pytest.raises(Unlawful):
        joint(leaves(first, "申请人甲"), leaves(first, "测试公司"), leaves(first, "申请人乙等"), received=received)


REFUSED: dict[str, tuple[Said, str]] = {
    "a stranger": (leaves("2024-03-20", "路人"), "no-party"),
    "one who left": (leaves("2024-03-21", "测试公司"), "no-party"),
    "a death of a company": (leaves("2024-03-20", "测试公司", ground=PartyGround.DEATH), "particulars"),
    "the end of a citizen as an entity": (
        leaves("2024-03-20", "申请人甲", ground=PartyGround.ENTITY_ENDED), "particulars"),
    "more of a group than there are": (leaves("2024-03-20", "申请人乙等", count=4), "missing"),
    "before the application": (leaves("2024-02-29", "申请人甲"), "date-order"),
    "replaced by nobody": (replaced("2024-03-20", Named("申请人甲")), "missing"),
    "replaced by another applicant": (replaced("2024-03-20", Named("申请人甲"), Named("测试公司")), "missing"),
    "a respondent by a person": (replaced("2024-03-20", Named("公安局", POLICE), Named("路人")), "missing"),
    "a respondent by another one": (
        replaced("2024-03-20", Named("公安局", POLICE), Named("镇政府", TOWN)), "missing"),
    "a stranger replaced": (replaced("2024-03-20", Named("路人", STRANGER), Named("镇政府", TOWN)), "no-party"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused(name):
    act, rule = REFUSED[name]
    before = (leaves("2024-03-20", "测试公司"),) if name == "one who left" else ()
    with pytest.raises(Unlawful) as refused:
        joint(ACCEPTED, *before, act, respondents=(POLICE, TOWN))
    assert refused.value.refusal.rule == rule


def test_a_respondent_who_takes_the_place_of_another_gets_its_copy_within_its_own_term():
    sent: Said = (Act.SEND_COPY, "2024-03-06", {"received_on": "2024-03-06"})
    changed = replaced("2024-03-20", Named("公安局", POLICE), Named("镇政府", TOWN))
    life = joint(ACCEPTED, sent, changed)
    assert [(e.organ, e.sent_on, e.joined_on) for e in life.facts.respondents] == [(TOWN, None, day("2024-03-20"))]
    assert due_of_case(life, "send_copy") == day("2024-03-29")  # 21, 22, 25 to 29 March


def test_a_respondent_is_added_beside_the_one_that_stays_with_what_was_exchanged():
    sent: Said = (Act.SEND_COPY, "2024-03-06", {"received_on": "2024-03-06"})
    added = replaced("2024-03-20", Named("公安局", POLICE), Named("公安局", POLICE), Named("镇政府", TOWN))
    life = joint(ACCEPTED, sent, added)
    assert [(e.organ, e.sent_on) for e in life.facts.respondents] == [(POLICE, day("2024-03-06")), (TOWN, None)]


def test_a_third_party_is_replaced_by_its_heirs():
    joins: Said = (Act.JOIN_THIRD_PARTY, "2024-03-06", {"name": "第三人甲"})
    life = joint(ACCEPTED, joins, replaced("2024-03-20", Named("第三人甲"), Named("第三人乙"), Named("第三人丙")))
    assert life.facts.third_parties == ("第三人乙", "第三人丙")


def test_who_acts_for_a_third_party_is_named_as_it_joins_replaced_later_and_goes_with_it():
    joins: Said = (Act.JOIN_THIRD_PARTY, "2024-03-06", {"name": "第三人甲", "agent": "代理人甲", "agent_firm": "某所"})
    other: Said = (Act.JOIN_THIRD_PARTY, "2024-03-07", {"name": "第三人乙", "agent": "代理人乙"})
    keys = {"party": Named("第三人甲"), "by": (Named("代理人丙"),), "acting": Acting.AGENT}
    life = joint(ACCEPTED, joins, other, (Act.REPLACE_PARTY, "2024-03-20", keys))
    assert {each.of: (each.agent, each.agent_firm) for each in life.facts.third_party_agents} == {
        "第三人甲": ("代理人丙", ""),
        "第三人乙": ("代理人乙", ""),
    }
    left = joint(ACCEPTED, joins, other, replaced("2024-03-21", Named("第三人甲"), Named("第三人丁")))
    assert [each.of for each in left.facts.third_party_agents] == ["第三人乙"]
    head = {**keys, "acting": Acting.REPRESENTATIVE}
    with pytest.raises(Unlawful) as refused:
        joint(ACCEPTED, joins, (Act.REPLACE_PARTY, "2024-03-20", head))
    assert (refused.value.refusal.rule, refused.value.refusal.article) == ("no-party", "15")


@pytest.mark.parametrize(("received", "article"), [("2024-03-01", "17"), ("2023-03-01", "条例10")])
def test_who_acts_for_a_party_is_replaced_while_the_party_and_the_number_stay(received, article):
    accepted, on = (Act.ACCEPT, received, {}), received[:8] + "20"
    agents = {"party": Named("申请人甲"), "by": (Named("代理人乙"), Named("代理人丙")), "acting": Acting.AGENT}
    head = {"party": Named("公安局", POLICE), "by": (Named("负责人甲"),), "acting": Acting.REPRESENTATIVE}
    life = joint(accepted, (Act.REPLACE_PARTY, on, agents), (Act.REPLACE_PARTY, on, head), received=received)
    assert next((one.name, one.agent) for one in life.facts.applicants) == ("申请人甲", "代理人乙、代理人丙")
    assert (life.facts.respondents[0].organ, life.facts.respondents[0].representative) == (POLICE, "负责人甲")
    assert number_on(life, on) == number_on(life, received) == 5
    three = {**agents, "by": (Named("一"), Named("二"), Named("三"))}
    with pytest.raises(Unlawful) as refused:
        joint(accepted, (Act.REPLACE_PARTY, on, three), received=received)
    assert (refused.value.refusal.rule, refused.value.refusal.article) == ("agents", article)
