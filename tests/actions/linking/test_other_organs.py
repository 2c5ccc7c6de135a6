"""Nobody changes another organ's figures: its cases are named by number, and count once it has confirmed them."""

from __future__ import annotations

import pytest

from casework.errors import ActRefused, FaultyInput, NotPermitted
from casework.law.names import RecordKind, Role
from casework.models import Event, Litigation, Reconsideration
from tests.actions.linking.test_linking import sued_on
from tests.factories import broken_rules, events_of, fresh, traces

UNKNOWN = "甲政复〔2024〕999号"


@pytest.fixture
def case(office):
    """A case of 甲县, decided on 31 March 2024."""
    return office.conclude()


def sue_elsewhere(office, number, **keys):
    """A suit that a clerk of 乙县 registers against 乙县, naming a number."""
    sister = {"defendants": ["乙县人民政府"], "actor": office.actor("乙县", Role.CLERK)}
    return office.sue(**{**sister, "after_reconsideration": number, **keys})


def answer(office, suit, said, organ="甲县", roles=Role.CLERK):
    return office.do(suit, "confirm_link", "2024-06-03", actor=office.actor(organ, roles), reconsideration=said)


def to_confirm(office, organ):
    """The suits that wait for an answer of an organ."""
    return list(Litigation.objects.naming(Reconsideration.objects.standing().filter(organ=office[organ])))


# ---- Named by number


def test_a_sister_countys_number_is_taken_unverified_and_moves_nothing_there(office, case):
    before = {**traces(case), "events": None, "numbers": None}
    suit = sue_elsewhere(office, case.number)
    assert {**traces(case), "events": None, "numbers": None} == before
    assert (suit.reconsideration, suit.named, suit.after_reconsideration) == (None, case.number, True)
    assert sued_on(case) == [None]
    assert broken_rules(office) == {}


def test_the_answer_tells_nobody_whether_another_organ_has_a_number(office, case):
    suits = [sue_elsewhere(office, number) for number in (case.number, UNKNOWN)]
    assert len({(s.after_reconsideration, s.role, s.reconsideration_id, s.state, s.version) for s in suits}) == 1
    told = set()
    for suit in suits:
        with pytest.raises(NotPermitted) as refused:
            answer(office, suit, False, organ="乙县")
        told.add(refused.value.zh.replace(suit.named, ""))
    assert len(told) == 1


def test_a_case_to_be_taken_over_is_refused_alike_whether_another_organ_has_it_or_not(office, case):
    told = set()
    for number in (case.number, UNKNOWN):
        with pytest.raises(ActRefused) as refused:
            office.do(
                RecordKind.RECONSIDERATION, "take_over", "2024-04-08", actor=office.actor("乙县"),
                keys={"from": number},
            )  # fmt: skip
        told.add((refused.value.article, refused.value.zh.replace(number, "")))
    assert len(told) == 1


@pytest.mark.parametrize("text", ["ture", "12", "A", "甲政复2024-1"])
def test_what_is_no_number_is_refused(office, text):
    with pytest.raises(FaultyInput, match=text):
        office.sue(after_reconsideration=text)


def test_a_number_of_ones_own_that_no_case_bears_is_refused_as_a_slip(office):
    with pytest.raises(FaultyInput, match="999"):
        office.sue(after_reconsideration=UNKNOWN)


def test_brackets_and_widths_of_a_number_are_no_difference(office, case):
    assert office.sue(after_reconsideration="甲政复[２０２４]1号").reconsideration == case
    assert sue_elsewhere(office, "甲政复（2024） 1号").named == case.number


def test_ones_own_case_is_linked_at_once_and_a_supervisor_links_those_below(office, case):
    assert office.sue(after_reconsideration=case.number).reconsideration == case
    above = office.actor("市", Role.SUPERVISOR)
    assert (
        office.sue(defendants=["甲县人民政府"], actor=above, after_reconsideration=case.number).reconsideration == case
    )
    clerk = office.actor("市", Role.CLERK)
    named = office.sue(defendants=["测试市人民政府"], actor=clerk, after_reconsideration=case.number)
    assert (named.reconsideration, named.named) == (None, case.number)


def test_an_own_case_comes_before_another_organs_of_the_same_number(office, case):
    twin = office.register(number=case.number, actor=office.actor("乙县"))
    twin = office.do(office.do(twin, "accept", "2024-03-04"), "conclude", "2024-04-01", outcome="uphold")
    assert sue_elsewhere(office, case.number).reconsideration == twin


# ---- Confirmed


def test_a_confirmed_suit_counts_from_then_on_with_a_trace_of_the_organ_that_confirmed_it(office, case):
    suit = sue_elsewhere(office, case.number)
    assert to_confirm(office, "甲县") == [suit]
    assert to_confirm(office, "乙县") == []
    suit = answer(office, suit, case.number)
    assert (suit.reconsideration, suit.named, suit.role) == (case, "", "joint")
    assert sued_on(case) == ["2024-05-06"]
    assert events_of(suit)[-1].organ == office["甲县"]
    assert to_confirm(office, "甲县") == []
    assert broken_rules(office) == {}
    office.do(case, "correct", "2024-06-04", fact="outcome", value="alter", reason="录错")
    assert fresh(suit).role == "sole"
    assert broken_rules(office) == {}


def test_a_denied_number_moves_nothing_and_waits_no_more(office, case):
    suit = answer(office, sue_elsewhere(office, case.number), False)
    assert (suit.reconsideration, suit.named, suit.after_reconsideration) == (None, "", True)
    assert sued_on(case) == [None]
    assert to_confirm(office, "甲县") == []
    assert broken_rules(office) == {}


def test_an_organ_takes_its_confirmation_back(office, case):
    suit = answer(office, sue_elsewhere(office, case.number), case.number)
    suit = answer(office, suit, False)
    assert (suit.reconsideration, sued_on(case)) == (None, [None])
    assert broken_rules(office) == {}


def test_a_confirmation_holds_for_the_number_that_was_given_alone(office, case):
    suit = answer(office, sue_elsewhere(office, case.number), case.number)
    sister = office.actor("乙县")
    suit = office.do(
        suit,
        "correct",
        "2024-06-04",
        actor=sister,
        fact="after_reconsideration",
        value="丙政复〔2024〕1号",
        reason="错",
    )
    assert (suit.reconsideration, suit.named) == (None, "丙政复〔2024〕1号")
    assert sued_on(case) == [None]
    assert broken_rules(office) == {}


def test_only_the_case_that_the_suit_names_is_confirmed_and_by_its_organ_alone(office, case):
    other = office.conclude("2024-03-04")
    suit = sue_elsewhere(office, case.number)
    for said in (other.number, True):
        with pytest.raises(ActRefused):
            answer(office, suit, said)
    for organ, roles in (("乙县", Role.SUPERVISOR), ("丙县", Role.CLERK), ("市", Role.CLERK)):
        with pytest.raises(NotPermitted):
            answer(office, suit, False, organ, roles)
    assert answer(office, suit, case.number, "市", Role.SUPERVISOR).reconsideration == case


def test_who_registered_the_suit_cannot_mend_the_answer_of_the_other_organ(office, case):
    suit = answer(office, sue_elsewhere(office, case.number), False)
    own = office.conclude(actor=office.actor("乙县"))
    with pytest.raises(NotPermitted):
        office.do(
            suit, "correct", "2024-06-04", actor=office.actor("乙县"), fact="reconsideration", value=own.number,
            reason="改",
        )  # fmt: skip


def test_nothing_is_confirmed_where_nothing_was_named(office, case):
    for suit in (office.sue(), office.sue(after_reconsideration=case.number)):
        with pytest.raises(ActRefused) as refused:
            answer(office, suit, False)
        assert refused.value.article == "行政诉讼法26"


def test_joint_defendants_both_hold_the_record_and_the_deciding_one_may_link_it_by_correction(office, case):
    both = ["甲县公安局", "甲县人民政府"]
    suit = office.sue(defendants=both, actor=office.actor("甲局", Role.CLERK), after_reconsideration=case.number)
    assert (suit.reconsideration, suit.named) == (None, case.number)
    assert to_confirm(office, "甲县") == [suit]
    suit = office.do(
        suit, "correct", "2024-06-03", actor=office.actor("甲县", Role.CLERK), fact="after_reconsideration",
        value=case.number, reason="本机关的案件",
    )  # fmt: skip
    assert (suit.reconsideration, suit.named) == (case, "")
    assert sued_on(case) == ["2024-05-06"]
    assert broken_rules(office) == {}


# ---- Party


@pytest.mark.parametrize("defendants", [["甲县人民政府"], ["乙县自然资源局", "测试市人民政府"]])
def test_a_suit_in_which_the_own_organ_is_no_party_is_refused(office, defendants):
    before = traces()
    actor = office.actor("丙县")
    with pytest.raises(ActRefused, match="丙县人民政府") as refused:
        office.sue(defendants=defendants, actor=actor)
    assert refused.value.article == "行政诉讼法26"
    assert traces() == before


def test_a_suit_of_an_organ_below_is_for_the_supervisor(office):
    with pytest.raises(NotPermitted):
        office.sue(defendants=["甲县公安局"], actor=office.actor("甲县", Role.CLERK))
    assert office.sue(defendants=["甲县公安局"], actor=office.actor("甲县", Role.SUPERVISOR)).organ == office["甲县"]
    assert office.sue(defendants=["甲县公安局", "甲县人民政府"], actor=office.actor("甲县", Role.CLERK)).pk


def test_the_organ_that_keeps_a_suit_is_not_corrected_out_of_it(office):
    suit = office.sue(defendants=["甲县人民政府", "乙县人民政府"])
    with pytest.raises(ActRefused, match="甲县人民政府"):
        office.do(
            suit, "correct", "2024-06-03", actor=office.actor("乙县"), fact="defendants", value=["乙县人民政府"],
            reason="改",
        )  # fmt: skip
    left = office.do(
        suit, "correct", "2024-06-03", actor=office.actor("乙县"), fact="defendants", value=["甲县人民政府"],
        reason="不是被告",
    )  # fmt: skip
    assert list(left.defendants.all()) == [office["甲县"]]


def test_a_suit_received_before_the_decision_that_it_names_is_refused(office, case):
    with pytest.raises(ActRefused) as refused:
        office.sue("2024-03-30", after_reconsideration=case.number)
    assert refused.value.article == "行政诉讼法45"
    suit = office.sue("2024-03-31", after_reconsideration=case.number)
    assert suit.after_reconsideration
    with pytest.raises(ActRefused, match="行政诉讼法45"):
        office.do(suit, "correct", "2024-06-03", fact="received_on", value="2024-03-30", reason="录错")


# ---- The trail


def test_the_auditor_of_each_organ_reads_every_act_on_its_records_whoever_did_it(office, case):
    suit = answer(office, sue_elsewhere(office, case.number), case.number)
    office.do(case, "correct", "2024-06-04", fact="outcome", value="alter", reason="录错")
    told = {name: Event.objects.told_to([office[name]]) for name in ("甲县", "乙县", "丙县")}
    on_suit = [event.act for event in told["乙县"].of_record(suit).order_by("version")]
    assert on_suit == ["register", "confirm_link", "recompute"]
    assert [event.act for event in told["甲县"].of_record(suit).order_by("version")] == ["confirm_link", "recompute"]
    assert told["甲县"].of_record(case).count() == fresh(case).version
    assert not told["乙县"].of_record(case).exists()
    assert not told["丙县"].exists()


def test_the_auditor_of_a_defendant_reads_the_whole_trail_of_a_joint_suit(office):
    suit = office.sue(defendants=["甲县人民政府", "乙县人民政府"])
    office.do(suit, "hold_hearing", "2024-06-03")
    for organ in ("甲县", "乙县"):
        assert Event.objects.told_to([office[organ]]).of_record(suit).count() == 2
