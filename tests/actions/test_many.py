"""One act for many records: tried on each, done in one go or not at all, once for a form, and struck in one go."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from casework.actions import many
from casework.actions.belongings.desk import sent_before
from casework.actions.many import (
    MANY,
    MOST,
    Choice,
    act_for_many,
    left_out,
    perform_many,
    requests_for,
    strikings,
    tried,
)
from casework.actions.striking import recorded_on
from casework.errors import FaultyInput, NotPermitted, StaleVersion
from casework.filters.reader import Reader
from casework.law.acts import RULES
from casework.law.names import Act, RecordKind, Role, State
from casework.models import Event, Membership, NumberSeries, Person, Submission
from casework.registry import keys_of
from tests.factories import TODAY, broken_rules, fresh

R = RecordKind.RECONSIDERATION
ON = date(2024, 3, 4)
EACH, WHOLE = Choice(), Choice(whole=True)


def person(office, name, *held):
    found = Person.objects.create_user(name)
    for organ, role in held:
        Membership.objects.create(person=found, organ=office[organ], role=role.value)
    return Reader(found, TODAY)


@pytest.fixture
def clerk(office):
    return person(office, "li", ("甲县", Role.CLERK))


def accepting(*cases, on=ON, **keys):
    return requests_for(R, Act.ACCEPT, on, keys, cases)


def states(*cases):
    return [fresh(case).state for case in cases]


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Event, NumberSeries, Submission)]


def three(office):
    """Two that can be accepted, and one between them that was accepted before."""
    return office.register("2024-03-01"), office.accept("2024-03-02"), office.register("2024-03-03")


def test_the_trial_names_what_would_be_refused_with_its_reason_and_writes_nothing(office, clerk):
    cases = three(office)
    before = everything()
    (refusal,) = tried(accepting(*cases), clerk)
    assert refusal.record == cases[1]
    assert refusal.problem.rule == "state"
    assert "受理" in refusal.problem.sentence()
    assert everything() == before


def test_those_that_can_be_are_done_in_one_go_under_one_mark_and_the_refused_one_is_kept_with_its_reason(office, clerk):
    first, accepted, last = three(office)
    outcome = perform_many(accepting(last, accepted, first), uuid4(), reader=clerk, choice=Choice(shown=[accepted.pk]))
    assert [event.reconsideration for event in outcome.done] == [first, last]
    assert {event.together for event in outcome.done} == {outcome.mark}
    assert [refusal.record for refusal in outcome.refused] == [accepted]
    assert states(first, last) == [State.REVIEWING, State.REVIEWING]
    (left,) = left_out(outcome.mark)
    assert left.pk == accepted.pk
    assert left.zh == outcome.refused[0].problem.sentence("zh-hans")
    assert broken_rules(office) == {}


def test_numbers_are_given_in_the_order_of_receipt_whatever_the_order_of_the_ticks(office, clerk):
    office["甲县"].number_at = Act.ACCEPT
    office["甲县"].save()
    cases = [office.register(f"2024-03-0{day}") for day in (1, 2, 3)]
    perform_many(accepting(*reversed(cases), on=date(2024, 3, 5)), uuid4(), reader=clerk, choice=EACH)
    numbers = [fresh(case).number for case in cases]
    assert all(numbers)
    assert numbers == sorted(numbers)


def test_all_or_none_does_nothing_and_spends_no_number_where_one_is_refused(office, clerk):
    cases = three(office)
    before = everything()
    outcome = perform_many(accepting(*cases), uuid4(), reader=clerk, choice=WHOLE)
    assert (outcome.mark, outcome.done) == (None, [])
    assert [refusal.record for refusal in outcome.refused] == [cases[1]]
    assert everything() == before


def test_a_refusal_that_nobody_has_seen_holds_the_others_back(office, clerk):
    cases = [office.register("2024-03-01"), office.register("2024-03-08")]
    before = everything()
    outcome = perform_many(accepting(*cases), uuid4(), reader=clerk, choice=EACH)  # before the second was received
    assert outcome.mark is None
    assert [refusal.record for refusal in outcome.refused] == [cases[1]]
    assert everything() == before


@pytest.mark.parametrize(("choice", "done"), [(EACH, 1), (WHOLE, 0)])
def test_one_that_was_changed_meanwhile_is_refused_and_named_and_the_choice_decides_of_the_others(
    office, clerk, choice, done
):
    seen, other = office.register("2024-03-01"), office.register("2024-03-02")
    office.do(seen, Act.ASSIGN, "2024-03-02", handlers=["张三", "李四"])
    outcome = perform_many(accepting(seen, other), uuid4(), reader=clerk, choice=choice)
    (refusal,) = outcome.refused
    assert refusal.record == seen
    assert isinstance(refusal.problem, StaleVersion)
    assert "确定承办人" in refusal.problem.sentence()
    assert len(outcome.done) == done
    assert states(seen, other) == [State.EXAMINING, State.REVIEWING if done else State.EXAMINING]


def test_a_form_that_is_sent_twice_is_done_once(office, clerk):
    cases, token = [office.register("2024-03-01"), office.register("2024-03-02")], uuid4()
    handlers = {"handlers": ["张三", "李四"]}
    asked = requests_for(R, Act.ASSIGN, ON, handlers, cases)
    first = perform_many(asked, token, reader=clerk, choice=EACH)
    again = requests_for(R, Act.ASSIGN, ON, handlers, [fresh(case) for case in cases])
    assert perform_many(again, token, reader=clerk, choice=EACH).mark == first.mark
    assert Event.objects.filter(act=Act.ASSIGN).count() == 2


def test_the_same_form_sent_twice_at_once_is_done_once_and_both_are_told_the_same(office, clerk, monkeypatch):
    cases, token = [office.register("2024-03-01"), office.register("2024-03-02")], uuid4()
    first = perform_many(accepting(*cases), token, reader=clerk, choice=WHOLE)
    known = [None]  # what the second was told before it waited for the first
    monkeypatch.setattr(many, "sent_before", lambda *sent: known.pop() if known else sent_before(*sent))
    second = perform_many(accepting(*cases), token, reader=clerk, choice=WHOLE)
    assert second.mark == first.mark
    assert [event.pk for event in second.done] == [event.pk for event in first.done]
    assert Event.objects.filter(act=Act.ACCEPT).count() == 2


def test_a_record_of_an_organ_that_the_person_does_not_write_to_is_refused_and_named(office, clerk):
    own, other = (
        office.register("2024-03-01"),
        office.register("2024-03-01", actor=office.actor("乙县"), respondents=["乙县自然资源局"]),
    )
    (refusal,) = tried(accepting(own, other), clerk)
    assert refusal.record == other
    assert isinstance(refusal.problem, NotPermitted)
    outcome = perform_many(accepting(own, other), uuid4(), reader=clerk, choice=Choice(shown=[other.pk]))
    assert [event.reconsideration for event in outcome.done] == [own]
    assert fresh(other).state == State.EXAMINING


def test_a_key_that_cannot_be_read_is_told_once_and_nothing_is_done(office, clerk):
    cases = [office.register("2024-03-01"), office.register("2024-03-02")]
    before = everything()
    with pytest.raises(FaultyInput, match="procedure"):
        perform_many(accepting(*cases, procedure="夜间"), uuid4(), reader=clerk, choice=EACH)
    assert everything() == before


def test_no_record_too_many_and_a_key_of_one_record_are_refused(office, clerk):
    case = office.register("2024-03-01")
    with pytest.raises(FaultyInput, match="没有勾选"):
        perform_many([], uuid4(), reader=clerk, choice=EACH)
    with pytest.raises(FaultyInput, match=f"至多办理{MOST}件，勾选了{MOST + 1}件"):
        perform_many(accepting(*[case] * (MOST + 1)), uuid4(), reader=clerk, choice=EACH)
    with pytest.raises(FaultyInput, match="number"):
        accepting(case, number="甲政复〔2024〕9号")
    with pytest.raises(FaultyInput, match="conclude"):
        act_for_many(R, "conclude")
    assert act_for_many(R, "受理") is Act.ACCEPT


def test_every_act_for_many_is_an_act_of_its_kind_that_begins_no_record_and_knows_the_keys_it_leaves_out():
    for kind, acts in MANY.items():
        for act, apart in acts.items():
            assert not RULES[kind][act].begins
            assert set(apart) <= set(keys_of(kind, act))


# ---- Struck in one go ----


def together(office, reader, *cases):
    """The events of cases accepted in one go, and the same person on the day on which they were recorded."""
    mark = perform_many(accepting(*cases), uuid4(), reader=reader, choice=EACH).mark
    events = list(Event.objects.filter(together=mark))
    return events, Reader(reader.person, recorded_on(events[0]))


def striking(events, reader):
    return list(strikings(events, reader.today, "日期录错", {}))


def test_what_was_done_in_one_go_is_struck_in_one_go(office, clerk):
    cases = [office.register("2024-03-01"), office.register("2024-03-02")]
    events, same_day = together(office, clerk, *cases)
    asked = striking(events, same_day)
    assert tried(asked, same_day) == []
    outcome = perform_many(asked, uuid4(), reader=same_day, choice=EACH)
    assert states(*cases) == [State.EXAMINING, State.EXAMINING]
    assert {event.act for event in outcome.done} == {Act.STRIKE}
    assert outcome.mark not in (None, events[0].together)
    assert broken_rules(office) == {}


def test_what_a_later_act_needs_is_named_before_and_stays(office, clerk):
    cases = [office.register("2024-03-01"), office.register("2024-03-02")]
    events, same_day = together(office, clerk, *cases)
    office.do(fresh(cases[0]), Act.SEND_COPY, "2024-03-06")
    asked = striking(list(Event.objects.filter(together=events[0].together)), same_day)
    (refusal,) = tried(asked, same_day)
    assert refusal.record == cases[0]
    assert "发送副本" in refusal.problem.sentence()
    perform_many(asked, uuid4(), reader=same_day, choice=Choice(shown=[cases[0].pk]))
    assert states(*cases) == [State.REVIEWING, State.EXAMINING]


def test_neither_another_clerk_nor_the_same_one_a_day_later_strikes_it_but_the_supervisor(office, clerk):
    cases = [office.register("2024-03-01"), office.register("2024-03-02")]
    events, same_day = together(office, clerk, *cases)
    colleague = Reader(person(office, "wang", ("甲县", Role.CLERK)).person, same_day.today)
    later = Reader(clerk.person, same_day.today + timedelta(1))
    for reader in (colleague, later):
        refused = tried(striking(events, reader), reader)
        assert [type(refusal.problem) for refusal in refused] == [NotPermitted, NotPermitted]
    head = Reader(person(office, "zhao", ("甲县", Role.SUPERVISOR)).person, later.today)
    assert tried(striking(events, head), head) == []
