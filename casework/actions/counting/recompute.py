"""Counting anew what rests on reference data: the one path by which stored derivations change without an act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from casework.actions.counting.moves import TermMoved, moved, terms_of
from casework.actions.linking import Trace, decisions, follow_case
from casework.actions.saving import changes_between, children_of, save_children, save_row
from casework.derivations import Row, case_row
from casework.integrity.rule import batches
from casework.law.history import play
from casework.law.names import Act, RecordKind
from casework.models import Event, Person, Phase, Reconsideration
from casework.models.written import insert
from casework.reference import Reference
from casework.registry import histories

KIND = RecordKind.RECONSIDERATION


class Move(NamedTuple):
    """A record whose dates moved: its stored columns as fact -> [before, after], its terms as (code, before, after)."""

    record: Any
    changes: dict[str, Any]
    terms: tuple[TermMoved, ...] = ()


def recompute(
    cases: Any, *, today: date, reference: Reference, person: Person | None = None, was: Reference | None = None
) -> Iterator[Move]:
    """Count every case of a queryset anew; one that changes is saved with an event. Run it in a transaction.

    With the reference data that `was` before, a case is given too whose terms moved and no stored column.
    """
    for batch in batches(cases.select_for_update(of=("self",)).select_related("organ"), None):
        ids = [case.pk for case in batch]
        acts, phases = histories(KIND, ids), stored_phases(ids)
        for case in batch:
            life: Any = play(KIND, acts[case.pk], reference.setting_of(case.organ))
            changes = _saved(case, life, phases.get(case.pk, []), reference, Trace(person, case.organ, today))
            if changes is not None:
                append(case, changes, today, person)
            before: Any = life if was is None else play(KIND, acts[case.pk], was.setting_of(case.organ))
            terms = moved(terms_of(KIND, before), terms_of(KIND, life))
            if changes is not None or terms:
                yield Move(case, changes or {}, terms)


def _saved(
    case: Reconsideration, life: Any, phases: list[Row], reference: Reference, trace: Trace
) -> dict[str, Any] | None:
    """Write what differs from the life of the case; None where nothing does."""
    row = case_row(life, reference)
    before = {name: getattr(case, name) for name in row}
    changes = changes_between(before, row)
    children = children_of(KIND, life, reference)
    names = list(children["Phase"][0]) if children["Phase"] else []
    stored = children | {"Phase": [{name: phase[name] for name in names} for phase in phases]}
    if not changes and stored == children:
        return None
    save_row(case, row, before)
    save_children(KIND, case, life, stored, children)
    if decisions(stored) != decisions(children):
        follow_case(case, trace, reference)
    return changes


def append(record: Any, changes: dict[str, Any], today: date, person: Person | None) -> None:
    """The event that says what counting anew changed."""
    insert(
        Event(
            kind=record.kind,
            organ=record.organ,
            person=person,
            act=Act.RECOMPUTE.value,
            on=today,
            changes=changes,
            version=record.version,
            **{record.kind: record},
        )
    )


def stored_phases(ids: list[int]) -> dict[int, list[Row]]:
    """The phases as the table holds them, by case: of all rows below a case they alone rest on the calendar."""
    found: dict[int, list[Row]] = {}
    for row in Phase.objects.filter(case__in=ids).order_by("position").values():
        found.setdefault(row["case_id"], []).append(row)
    return found
