"""并案审理: what may lead whom, what a joinder leaves as it was, and what is refused with nothing changed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from casework.errors import ActRefused, FaultyInput
from casework.law.names import Act, State
from casework.models import Event
from tests.factories import broken_rules, events_of, fresh, traces

STRIKE_ACCEPT = {"target": "accept#1", "reason": "误录"}
STRIKE_SEPARATION = {"target": "separate_cases#1", "reason": "误录"}


@pytest.fixture
def two(office):
    """Two cases of one organ under review, the second received a day later."""
    return office.case_in(State.REVIEWING, "2024-03-04"), office.case_in(State.REVIEWING, "2024-03-05")


def join(office, case, lead, on="2024-03-20", **keys):
    return office.do(case, Act.JOIN_CASES, on, lead=lead if isinstance(lead, str) else lead.number, **keys)


def refused(office, case, act, on="2024-03-20", **keys):
    """What is said of an act that is refused; nothing has changed."""
    before = traces(case)
    with transaction.atomic(), pytest.raises(ActRefused) as refusal:
        office.do(case, act, on, **keys)
    assert traces(case) == before
    return refusal.value


def test_a_case_says_which_leads_it_and_nothing_else_of_it_changes(office, two):
    lead, case = two
    joined = join(office, case, lead, reason="针对同一行为")
    assert (joined.joined_to, joined.joined_on) == (lead, date(2024, 3, 20))
    unchanged = ("state", "number", "next_due_on", "next_term", "accepted_on", "applicants_count")
    assert [getattr(joined, name) for name in unchanged] == [getattr(case, name) for name in unchanged]
    assert [event.act for event in events_of(lead)] == ["register", "accept"]
    assert fresh(lead).version == lead.version
    assert broken_rules(office) == {}


def test_a_case_that_is_separated_may_be_joined_to_another(office, two):
    lead, case = two
    other = office.case_in(State.SUSPENDED, "2024-03-06")
    joined = join(office, case, lead)
    assert "先分案" in refused(office, joined, Act.JOIN_CASES, lead=other.number).zh
    apart = office.do(joined, Act.SEPARATE_CASES, "2024-03-21")
    assert (apart.joined_to, apart.joined_on) == (None, None)
    assert join(office, apart, other, "2024-03-22").joined_to == other
    assert broken_rules(office) == {}


def test_what_cannot_lead_is_named_with_why(office, two):
    lead, case = two
    decided = office.case_in(State.CONCLUDED, "2024-03-04")
    fresh_one = office.register("2024-03-18")
    chained = join(office, office.case_in(State.REVIEWING, "2024-03-04"), lead)
    for wrong, said in (
        (case, ("自己", "itself")),
        (decided, ("不在审理中", "not under review")),
        (fresh_one, ("不在审理中", "not under review")),
        (chained, (f"已经并入{lead.number}", f"joined to {lead.number}")),
    ):
        refusal = refused(office, case, Act.JOIN_CASES, lead=wrong.number)
        assert said[0] in refusal.zh
        assert said[1] in refusal.en
        assert wrong.number in refusal.zh
    leading = refused(office, lead, Act.JOIN_CASES, lead=case.number)
    assert chained.number in leading.zh
    assert "本案是主案" in leading.zh


def test_nobody_is_told_whether_another_organ_has_a_case_of_some_number(office, two):
    _lead, case = two
    others = office.do(office.register("2024-03-04", actor=office.actor("乙县")), Act.ACCEPT, "2024-03-05")
    theirs = refused(office, case, Act.JOIN_CASES, lead=others.number)
    none = refused(office, case, Act.JOIN_CASES, lead="乙政复〔2024〕99号")
    assert theirs.zh.replace(others.number, "N") == none.zh.replace("乙政复〔2024〕99号", "N")
    with pytest.raises(FaultyInput, match="案号"):
        join(office, case, "那一件")


def test_whoever_reaches_both_organs_still_joins_no_cases_of_two(office, two):
    _lead, case = two
    others = office.do(office.register("2024-03-04", actor=office.actor("乙县")), Act.ACCEPT, "2024-03-05")
    refusal = refused(office, case, Act.JOIN_CASES, lead=others.number, actor=office.actor("市"))
    assert "乙县人民政府" in refusal.zh


def test_a_leading_case_is_not_voided_from_under_those_joined_to_it(office, two):
    lead, case = two
    joined = join(office, case, lead)
    assert joined.number in refused(office, lead, Act.VOID, reason="重复登记").zh
    assert joined.number in refused(office, lead, Act.STRIKE, "2024-03-21", keys=STRIKE_ACCEPT).zh
    office.do(joined, Act.SEPARATE_CASES, "2024-03-21")
    office.do(fresh(lead), Act.VOID, "2024-03-22", reason="重复登记")
    assert broken_rules(office) == {}


def test_a_leading_case_that_is_decided_stays_the_one_that_led(office, two):
    lead, case = two
    joined = join(office, case, lead)
    office.do(lead, Act.CONCLUDE, "2024-04-01", outcome="uphold")
    after = office.do(fresh(joined), Act.HEAR_OPINIONS, "2024-04-02")
    assert (after.joined_to, after.state) == (lead, "reviewing")
    assert refused(office, office.case_in(State.REVIEWING), Act.JOIN_CASES, "2024-04-02", lead=lead.number)


def test_a_correction_is_held_to_what_the_joinder_is(office, two):
    lead, case = two
    later = office.case_in(State.REVIEWING, "2024-03-11")
    joined = join(office, case, later)
    to_itself = {"fact": "lead", "value": case.number, "reason": "笔误"}
    assert "自己" in refused(office, joined, Act.CORRECT, "2024-03-25", keys=to_itself).zh
    too_early = {"fact": "join_cases#1.on", "value": "2024-03-08", "reason": "笔误"}  # later was accepted on the 12th
    assert "2024-03-08不在审理中" in refused(office, joined, Act.CORRECT, "2024-03-25", keys=too_early).zh
    with transaction.atomic(), pytest.raises((ActRefused, FaultyInput)):
        office.do(joined, Act.CORRECT, "2024-03-25", fact="lead", value=None, reason="笔误")
    mended = office.do(joined, Act.CORRECT, "2024-03-25", fact="lead", value=lead.number, reason="笔误")
    assert mended.joined_to == lead
    assert broken_rules(office) == {}


def test_a_separation_struck_does_not_make_a_chain(office, two):
    lead, case = two
    apart = office.do(join(office, case, lead), Act.SEPARATE_CASES, "2024-03-21")
    join(office, lead, office.case_in(State.REVIEWING, "2024-03-04"), "2024-03-22")
    refusal = refused(office, apart, Act.STRIKE, "2024-03-23", keys=STRIKE_SEPARATION)
    assert lead.number in refusal.zh


def test_a_restored_case_is_not_joined_to_one_that_leads_no_more(office, two):
    lead, case = two
    voided = office.do(join(office, case, lead), Act.VOID, "2024-03-21", reason="重复登记")
    other = office.case_in(State.REVIEWING, "2024-03-04")
    led = join(office, lead, other, "2024-03-22")
    assert other.number in refused(office, voided, Act.RESTORE, "2024-03-23", reason="并未重复").zh
    office.do(led, Act.SEPARATE_CASES, "2024-03-24")
    office.do(fresh(lead), Act.CONCLUDE, "2024-03-25", outcome="uphold")
    assert office.do(voided, Act.RESTORE, "2024-03-26", reason="并未重复").joined_to == lead


def test_the_mark_of_a_batch_is_letters_and_digits_that_name_nobody(office):
    case = office.register(batch="20240301-ab12")
    assert case.batch == "20240301-ab12"
    events = Event.objects.count()
    for wrong in ("张三等三十人", "x" * 65, "a b"):
        with pytest.raises(FaultyInput, match="1到64个字母"):
            office.register(batch=wrong)
    assert Event.objects.count() == events
