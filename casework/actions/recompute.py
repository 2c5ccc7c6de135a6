"""Counting anew what rests on reference data: the one path by which stored derivations change without an act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from casework.actions.recording import Actor
from casework.actions.saving import changes_between, children_of, save_children, save_row
from casework.derivations import Row, case_row
from casework.law.history import play
from casework.law.names import Act, RecordKind
from casework.models import Event, Reconsideration
from casework.reference import Reference
from casework.registry import recorded_acts

KIND = RecordKind.RECONSIDERATION


class Move(NamedTuple):
    """A case whose stored columns changed: fact -> [before, after]."""

    case: Reconsideration
    changes: dict[str, Any]


def recompute(cases: Any, *, today: date, reference: Reference, actor: Actor | None) -> Iterator[Move]:
    """Count every case of a queryset anew; one that changes is saved with an event. Run it in a transaction."""
    for case in cases.select_for_update(of=("self",)).select_related("organ").order_by("pk"):
        life: Any = play(KIND, recorded_acts(case), reference.calendar_of(case.organ))
        row = case_row(life, reference)
        before = {name: getattr(case, name) for name in row}
        changes = changes_between(before, row)
        children = children_of(KIND, life, reference)
        stored = children | {"Phase": _stored_phases(case, children["Phase"])}
        if not changes and stored == children:
            continue
        save_row(case, row, before)
        save_children(KIND, case, life, stored, children)
        Event.objects.create(
            kind=KIND.value,
            organ=actor.organ if actor is not None else case.organ,
            person=actor.person if actor is not None else None,
            act=Act.RECOMPUTE.value,
            on=today,
            changes=changes,
            version=case.version,
            reconsideration=case,
        )
        yield Move(case, changes)


def _stored_phases(case: Reconsideration, derived: list[Row]) -> list[Row]:
    """The phases as the table holds them: of all rows below a case they alone rest on the calendar."""
    columns = list(derived[0]) if derived else []
    return list(case.phases.order_by("position").values(*columns))
