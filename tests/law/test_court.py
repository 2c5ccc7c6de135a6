"""The order of instances and how each may end (行政诉讼法 art. 7, 45, 69-78, 85, 89, 90; 解释 art. 101-123)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casework.law.history import Unlawful
from casework.law.litigation import LOSING_RESULTS, RESULTS, SUBSTANTIVE_RESULTS, before_decision, may_follow
from casework.law.names import Act, InstanceLevel, RecordKind
from casework.law.refusals import ActRefused
from casework.law.terms.others import TERMS_OF
from tests.law.played import POLICE, STRANGER, TOWN, Said, day, record

FIRST, SECOND, RETRIAL = InstanceLevel
SUIT = RecordKind.LITIGATION
COUNTY, CITY, PROVINCE = "县法院", "市中院", "省高院"
COURTS = {FIRST: COUNTY, SECOND: CITY, RETRIAL: PROVINCE}
BEGUN: Said = (
    Act.REGISTER, "2024-01-08",
    {"court": COUNTY, "court_number": "1号", "cause": "行政处罚", "defendants": (POLICE, TOWN)},
)  # fmt: skip


def lived(*steps: tuple[InstanceLevel, str] | tuple[InstanceLevel, str, str]) -> list[Said]:
    """The acts of a dispute whose instances ended so, one every two months; a third item names the court."""
    acts: list[Said] = []
    for n, (level, result, *court) in enumerate(steps):
        year, month = 2024 + n // 5, 1 + 2 * (n % 5)
        where = court[0] if court else COURTS[level]
        opened = {"instance": level, "court": where, "court_number": f"{n}号"}
        acts.append(BEGUN if n == 0 else (Act.OPEN_INSTANCE, f"{year}-{month:02}-20", opened))
        if result:
            acts.append((Act.CLOSE_INSTANCE, f"{year}-{month + 1:02}-20", {"result": result}))
    return acts


def refused(*steps: tuple[InstanceLevel, str] | tuple[InstanceLevel, str, str]) -> ActRefused:
    """Why the last act of such a dispute is refused."""
    acts = lived(*steps)
    with pytest.raises(Unlawful) as caught:
        record(SUIT, *acts)
    assert caught.value.position == len(acts) - 1, caught.value
    return caught.value.refusal


APPEALABLE = [*sorted(SUBSTANTIVE_RESULTS), "not_docketed", "suit_dismissed"]
NOT_APPEALABLE = ["withdrawn_voluntary", "withdrawn_after_change", "deemed_withdrawn", "ended", "mediated"]


@pytest.mark.parametrize("result", APPEALABLE)
def test_a_judgment_and_two_rulings_of_first_instance_can_be_appealed(result):
    record(SUIT, *lived((FIRST, result), (SECOND, "")))


@pytest.mark.parametrize("result", [*NOT_APPEALABLE, "transferred"])
def test_no_second_instance_follows_what_cannot_be_appealed(result):
    refusal = refused((FIRST, result), (SECOND, ""))
    assert (refusal.rule, refusal.article) == ("sequence", "行政诉讼法7, 85, 行诉解释101 ¶2")
    assert RESULTS[result].zh in str(refusal)


@pytest.mark.parametrize("result", sorted(one.code for one in RESULTS.values() if SECOND in one.levels))
def test_after_a_second_instance_there_is_only_a_retrial_unless_it_sent_the_case_back(result):
    first = "suit_dismissed" if result in ("ordered_to_hear", "ruling_upheld") else "dismiss_claims"
    played = record(SUIT, *lived((FIRST, first), (SECOND, result)))
    back = result in ("remanded", "ordered_to_hear")
    assert may_follow(played.facts.instances) == ((FIRST,) if back else (RETRIAL,))
    wrong = RETRIAL if back else FIRST
    assert refused((FIRST, first), (SECOND, result), (wrong, "")).rule == "sequence"
    assert refused((FIRST, first), (SECOND, result), (SECOND, "")).rule == "sequence"


def test_a_new_first_instance_follows_only_a_case_sent_back_or_transferred():
    assert "89" in refused((FIRST, "dismiss_claims"), (FIRST, "")).article
    record(SUIT, *lived((FIRST, "transferred"), (FIRST, "", "邻县法院")))
    record(SUIT, *lived((FIRST, "not_docketed"), (SECOND, "ordered_to_hear"), (FIRST, "")))


def test_a_retrial_sends_back_to_the_court_whose_decision_took_effect():
    of_second = ((FIRST, "dismiss_claims"), (SECOND, "appeal_dismissed"), (RETRIAL, "remanded"))
    record(SUIT, *lived(*of_second, (SECOND, "")))
    record(SUIT, *lived(*of_second, (FIRST, "")))
    assert refused((FIRST, "dismiss_claims"), (RETRIAL, "remanded"), (SECOND, "")).rule == "sequence"
    assert refused(*of_second, (RETRIAL, "")).article == "行政诉讼法90"


def test_a_retrial_by_the_same_court_is_heard_as_a_first_instance_and_can_be_appealed():
    again = record(SUIT, *lived((FIRST, "dismiss_claims"), (RETRIAL, "revoke", COUNTY)))
    assert [term.code for term in TERMS_OF[SUIT].open(again)] == ["appeal_judgment"]
    record(SUIT, *lived((FIRST, "dismiss_claims"), (RETRIAL, "judgment_changed", COUNTY), (SECOND, "")))
    taken_up = record(SUIT, *lived((FIRST, "dismiss_claims"), (RETRIAL, "judgment_changed")))
    assert TERMS_OF[SUIT].open(taken_up) == []
    assert refused((FIRST, "dismiss_claims"), (RETRIAL, "judgment_changed"), (SECOND, "")).rule == "sequence"
    assert refused((FIRST, "dismiss_claims"), (RETRIAL, "revoke")).rule == "result"


def test_what_can_still_be_appealed_has_no_retrial():
    closed: Said = (Act.CLOSE_INSTANCE, "2024-02-20", {"result": "dismiss_claims"})
    retrial = {"instance": RETRIAL, "court": PROVINCE, "court_number": "再1"}
    with pytest.raises(Unlawful) as caught:
        record(SUIT, BEGUN, closed, (Act.OPEN_INSTANCE, "2024-03-06", retrial))
    assert caught.value.refusal.article == "行政诉讼法85, 90"
    record(SUIT, BEGUN, closed, (Act.OPEN_INSTANCE, "2024-03-07", retrial))


@pytest.mark.parametrize("level", InstanceLevel)
def test_each_instance_ends_only_as_the_law_lets_it_end(level):
    before = {FIRST: (), SECOND: ((FIRST, "suit_dismissed"),), RETRIAL: ((FIRST, "suit_dismissed"), (SECOND, "ended"))}
    article = {FIRST: "行政诉讼法69-78", SECOND: "行政诉讼法89", RETRIAL: "行政诉讼法89, 行诉解释122, 123, 124"}
    for code, result in RESULTS.items():
        if level in result.levels:
            record(SUIT, *lived(*before[level], (level, code)))
            continue
        refusal = refused(*before[level], (level, code))
        assert (refusal.rule, refusal.article) == ("result", article[level]), code
        assert all(one.zh in str(refusal) for one in RESULTS.values() if level in one.levels)


def test_a_second_instance_upholds_or_orders_to_hear_only_where_a_ruling_was_appealed():
    for result in ("ordered_to_hear", "ruling_upheld"):
        assert "109" in refused((FIRST, "revoke"), (SECOND, result)).article


def test_a_case_is_remanded_once():
    judged = ((FIRST, "revoke"), (SECOND, "remanded"), (FIRST, "dismiss_claims"))
    assert refused(*judged, (SECOND, "remanded")).article == "行政诉讼法89 ¶2"
    record(SUIT, *lived(*judged[:2], (FIRST, "suit_dismissed"), (SECOND, "remanded")))


def closing(result: str, **keys: object) -> Said:
    return (Act.CLOSE_INSTANCE, "2024-03-20", {"result": result, **keys})


@pytest.mark.parametrize("result", sorted(one.code for one in RESULTS.values() if FIRST in one.levels))
def test_only_a_result_that_may_go_against_an_organ_is_held_against_one(result):
    record(SUIT, BEGUN, closing(result, against_organ=False))
    if result in LOSING_RESULTS or result == "other":
        record(SUIT, BEGUN, closing(result, against_organ=(POLICE,)))
        return
    for against in (True, (POLICE,)):
        with pytest.raises(Unlawful) as caught:
            record(SUIT, BEGUN, closing(result, against_organ=against))
        assert caught.value.refusal.rule == "against-organ"


def test_nothing_goes_against_an_organ_that_is_not_sued():
    with pytest.raises(Unlawful) as caught:
        record(SUIT, BEGUN, closing("revoke", against_organ=(POLICE, STRANGER)))
    assert caught.value.refusal.article == "行政诉讼法26"


def test_a_ruling_is_not_received_before_its_instance():
    with pytest.raises(Unlawful) as caught:
        record(SUIT, BEGUN, closing("revoke", ruling_on="2024-01-05"))
    assert caught.value.refusal.rule == "date-order"


def test_each_first_instance_has_the_term_of_its_own_kind():
    due_of = TERMS_OF[SUIT].last_day
    judged = record(SUIT, BEGUN, closing("revoke"))
    assert (due_of(judged, "appeal_judgment"), due_of(judged, "appeal_ruling")) == (day("2024-04-07"), None)
    ruled = record(SUIT, BEGUN, closing("not_docketed"))
    assert (due_of(ruled, "appeal_judgment"), due_of(ruled, "appeal_ruling")) == (None, day("2024-04-01"))
    for result in NOT_APPEALABLE:
        left = record(SUIT, BEGUN, closing(result))
        assert (due_of(left, "appeal_judgment"), due_of(left, "appeal_ruling")) == (None, None)


@pytest.mark.parametrize(
    ("received", "ended", "due", "lawful"),
    [
        ("2024-04-07", "2024-04-08", "2024-05-06", False),
        ("2024-04-08", "2024-04-08", "2024-05-06", True),  # the day of the decision
        ("2024-04-09", "2024-04-08", "2024-05-06", True),
        ("2024-05-06", None, "2024-05-06", False),  # the last day of the term
        ("2024-05-07", None, "2024-05-06", True),  # no decision in time: 45, second sentence
        ("2024-05-07", "2024-05-20", "2024-05-06", True),  # it came late
        ("2024-05-07", None, None, False),  # not accepted, or the clock stands still
    ],
)
def test_a_suit_names_a_reconsideration_from_its_decision_or_the_end_of_its_term(received, ended, due, lawful):
    given = {"ended_on": day(ended) if ended else None, "due": day(due) if due else None}
    refusal = before_decision(day(received), **given)
    assert (refusal.article if refusal is not None else "") == ("" if lawful else "行政诉讼法45")


def test_the_results_of_the_law_are_those_of_the_list():
    rows = json.loads((Path(__file__).parents[2] / "fixtures" / "classifications.json").read_text(encoding="utf-8"))
    listed = {row["code"]: (row["zh"], row["en"]) for row in rows if row["list"] == "result"}
    assert {code: (one.zh, one.en) for code, one in RESULTS.items()} == listed


# ---- What the defendants file and do, and what the court advises ----

DEFENCE: Said = (Act.FILE_DEFENCE, "2024-01-22")
PERFORM = Act.PERFORM_JUDGMENT


def wrong(*acts: Said) -> ActRefused:
    """Why the last of the acts is refused."""
    with pytest.raises(Unlawful) as caught:
        record(SUIT, *acts)
    assert caught.value.position == len(acts) - 1
    return caught.value.refusal


def test_the_answer_to_a_suit_is_settled_when_every_defendant_has_filed_it():
    of_one: Said = (Act.FILE_DEFENCE, "2024-01-15", {"organ": POLICE})
    assert [term.code for term in TERMS_OF[SUIT].open(record(SUIT, BEGUN, of_one))] == ["litigation_defence"]
    assert TERMS_OF[SUIT].open(record(SUIT, BEGUN, of_one, (Act.FILE_DEFENCE, "2024-01-16", {"organ": TOWN}))) == []
    assert TERMS_OF[SUIT].open(record(SUIT, BEGUN, of_one, DEFENCE)) == []
    assert TERMS_OF[SUIT].open(record(SUIT, BEGUN, DEFENCE)) == []
    evidence: Said = (Act.FILE_EVIDENCE, "2024-01-22")
    assert [term.code for term in TERMS_OF[SUIT].open(record(SUIT, BEGUN, evidence))] == ["litigation_defence"]


def test_a_defence_in_one_instance_answers_no_other():
    appealed = [BEGUN, DEFENCE, *lived((FIRST, "revoke"), (SECOND, ""))[1:]]
    life = record(SUIT, *appealed)
    assert [term.code for term in TERMS_OF[SUIT].open(life)] == ["litigation_defence"]
    assert TERMS_OF[SUIT].last_day(life, "litigation_defence") == day("2024-04-07")  # 清明节 over


@pytest.mark.parametrize("act", [Act.FILE_DEFENCE, Act.FILE_EVIDENCE])
def test_nothing_is_filed_twice_nor_after_the_instance_nor_by_a_stranger(act):
    once: Said = (act, "2024-01-22")
    assert (wrong(BEGUN, once, (act, "2024-01-23")).rule, wrong(BEGUN, once, once).article) == ("state", "行政诉讼法67")
    assert wrong(BEGUN, once, (act, "2024-01-23", {"organ": POLICE})).instead == (Act.CORRECT,)
    assert wrong(BEGUN, (act, "2024-01-22", {"organ": STRANGER})).rule == "not-sued"
    assert wrong(BEGUN, closing("revoke"), (act, "2024-03-21")).rule == "state"
    assert wrong(BEGUN, (act, "2024-01-05")).rule == "date-order"


def test_what_a_judgment_orders_is_performed_after_it_by_those_whom_it_obliges():
    done: Said = (PERFORM, "2024-04-22")
    assert wrong(BEGUN, done).article == "行政诉讼法94"
    assert wrong(BEGUN, closing("dismiss_claims"), done).rule == "obligation"
    assert wrong(BEGUN, closing("pay"), (PERFORM, "2024-03-19")).rule == "state"
    assert wrong(BEGUN, closing("pay"), done, done).article == "行政诉讼法94, 96"
    life = record(SUIT, *lived((FIRST, "pay"), (SECOND, "withdrawn_voluntary")), (PERFORM, "2024-05-06"))
    assert [len(one.performances) for one in life.facts.instances] == [1, 0]  # the appeal withdrawn, the first binds


def test_judicial_advice_is_answered_once_it_was_received_each_by_its_number():
    first: Said = (Act.RECEIVE_ADVICE, "2024-04-01", {"number": "司建1号"})
    second: Said = (Act.RECEIVE_ADVICE, "2024-04-08", {"number": "司建2号"})
    life = record(SUIT, BEGUN, first, second, (Act.ANSWER_ADVICE, "2024-04-22", {"number": "司建2号"}))
    assert [advice.answered_on for advice in life.facts.advice] == [None, day("2024-04-22")]
    oldest = record(SUIT, BEGUN, first, second, (Act.ANSWER_ADVICE, "2024-04-22"))
    assert [advice.answered_on for advice in oldest.facts.advice] == [day("2024-04-22"), None]
    assert wrong(BEGUN, (Act.ANSWER_ADVICE, "2024-04-22")).article == "行政诉讼法96(4)"
    assert wrong(BEGUN, first, (Act.ANSWER_ADVICE, "2024-03-29")).rule == "state"
    unknown = wrong(BEGUN, first, second, (Act.ANSWER_ADVICE, "2024-04-22", {"number": "司建3号"}))
    assert "司建1号、司建2号" in str(unknown)
