"""Counting anew: whatever is stored against the acts comes right, is told and leaves an event; then nothing is left."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError

from casework.law.names import Act, RecordKind
from casework.models import Event, Hearing, InstanceSide, LedgerQuantity, Phase, Respondent
from casework.models.base import OPEN_END
from tests.factories import Office, broken_rules, day, events_of, fresh
from tests.management.calls import call


def recomputed() -> list[dict[str, Any]]:
    found = call("recompute", "--format", "json").json()
    assert found["problems"] == []
    return found["changed"]


@pytest.fixture
def records(office: Office) -> dict[RecordKind, Any]:
    """One record of each kind; the dispute follows the case, and was heard."""
    case = office.do(office.conclude("2024-03-01", "uphold"), Act.SERVE, "2024-04-01")
    suit = office.sue("2024-04-08", after_reconsideration=case.number)
    suit = office.do(suit, Act.HOLD_HEARING, "2024-05-08")
    return {
        RecordKind.RECONSIDERATION: case,
        RecordKind.LITIGATION: suit,
        RecordKind.MEDIATION: office.mediation("2024-03-01"),
        RecordKind.LEDGER: office.entry("2024-03-01"),
        RecordKind.RESPONDENT: office.response("2024-03-01"),
    }


COLUMNS = {
    RecordKind.RECONSIDERATION: ("served_on", None),
    RecordKind.LITIGATION: ("cause", "别的案由"),
    RecordKind.MEDIATION: ("body", "别的调解委员会"),
    RecordKind.LEDGER: ("received_on", day("2024-03-09")),
    RecordKind.RESPONDENT: ("deciding_organ", "别的机关"),
}


@pytest.mark.parametrize("kind", list(RecordKind))
def test_a_column_changed_by_hand_comes_right_and_is_told_once_with_an_event(office, records, kind):
    record, (name, wrong) = fresh(records[kind]), COLUMNS[kind]
    right = getattr(record, name)
    type(record).objects.filter(pk=record.pk).update(**{name: wrong})
    (told,) = recomputed()
    assert told["record"].startswith(f"{kind.value}:{record.pk}")
    assert list(told["changes"]) == [name]
    assert getattr(fresh(record), name) == right
    event = events_of(record)[-1]
    assert (event.act, event.version, event.changes) == (Act.RECOMPUTE, record.version + 1, told["changes"])
    assert broken_rules(office) == {}
    assert recomputed() == []


def test_rows_below_a_record_come_right_and_are_named(office, records):
    Phase.objects.filter(case=records[RecordKind.RECONSIDERATION], kind="review").update(opened_on=day("2024-03-02"))
    Respondent.objects.filter(case=records[RecordKind.RECONSIDERATION]).delete()
    InstanceSide.objects.update(lost=True)
    Hearing.objects.update(called_again=True)
    LedgerQuantity.objects.update(value=77)
    assert {one["record"].partition(":")[0]: one["anew"] for one in recomputed()} == {
        "reconsideration": ["Respondent", "Phase"],
        "litigation": ["Instance"],
        "ledger": ["LedgerQuantity"],
    }
    assert broken_rules(office) == {}
    assert recomputed() == []


def test_the_day_on_which_a_decision_was_taken_to_court_follows_from_the_suits(records):
    case = records[RecordKind.RECONSIDERATION]
    Phase.objects.filter(case=case).update(sued_on=OPEN_END)
    assert [one["anew"] for one in recomputed()] == [["Phase.sued_on"]]
    assert {str(phase.sued_on) for phase in Phase.objects.filter(case=case).exclude(outcome="")} == {"2024-04-08"}
    assert recomputed() == []


def test_what_a_record_is_found_by_comes_right_and_no_event_repeats_it(records):
    case = records[RecordKind.RECONSIDERATION]
    guarded = fresh(case).search_guarded
    type(case).objects.filter(pk=case.pk).update(search_guarded="")
    said = call("recompute")
    assert fresh(case).search_guarded == guarded
    assert said.out.splitlines() == [f"reconsideration:{case.pk} {case.number}  search_guarded"]
    assert events_of(case)[-1].changes == {}


def test_a_record_whose_acts_cannot_be_played_is_named_and_the_others_come_right(records):
    case, entry = records[RecordKind.RECONSIDERATION], records[RecordKind.LEDGER]
    type(entry).objects.filter(pk=entry.pk).update(received_on=day("2024-03-09"))
    type(case).objects.create(**{
        name: getattr(fresh(case), name)
        for name in [field.attname for field in case._meta.concrete_fields]
        if name not in ("id", "number")
    }, number="没有事件的案件")  # fmt: skip
    with pytest.raises(CommandError) as problem:
        call("recompute")
    assert problem.value.returncode == 1
    assert str(fresh(entry).received_on) == "2024-03-01"
    assert Event.objects.filter(act=Act.RECOMPUTE).count() == 1
