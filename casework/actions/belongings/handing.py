"""移交承办 of a desk: the open records of an organ that a colleague handles, tried, then handed over in one go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from django.db import transaction

from casework.actions.actors import needed_hand
from casework.actions.many import Choice, Outcome, Problem, Refusal, perform_many
from casework.actions.reach import check_role
from casework.actions.recording import Request
from casework.errors import CaseworkError, FaultyInput
from casework.filters.fields import Handler
from casework.filters.reader import Reader
from casework.kinds import KINDS
from casework.law.history import Done, Unlawful, do, play, refuse_void
from casework.law.names import OPEN, Act, RecordKind
from casework.law.organs.handing import HANDLED_BY
from casework.law.refusals import ActRefused
from casework.models import Organ, Plan, Staff
from casework.registry import histories

OPEN_STATES: Mapping[RecordKind, frozenset[str]] = {
    kind: frozenset(OPEN) if kind is RecordKind.RECONSIDERATION else frozenset({"open"}) for kind in HANDLED_BY
}


class Handing(NamedTuple):
    """Who gives his desk to whom, from which day on, and why."""

    giver: str
    to: str
    on: date
    reason: str


def in_hand(organ: Organ, kind: RecordKind) -> Any:
    """The open records of a kind that an organ keeps."""
    records = KINDS[kind].model.objects.standing().filter(organ=organ, state__in=OPEN_STATES[kind])
    return records.select_related("organ").order_by("received_on", "pk")


def handled_by(organ: Organ, name: str) -> dict[RecordKind, list[Any]]:
    """The open records of an organ that somebody handles, by kind, the oldest first; kinds without any are left out."""
    found = {kind: list(in_hand(organ, kind).filter(Handler(fact).q(name))) for kind, fact in HANDLED_BY.items()}
    return {kind: records for kind, records in found.items() if records}


def at_work(organ: Organ) -> dict[str, int]:
    """How many open records of an organ each handles, by name."""
    found: dict[str, int] = {}
    for kind, fact in HANDLED_BY.items():
        for said in in_hand(organ, kind).order_by().exclude(**{fact: ""}).values_list(fact, flat=True):
            for name in str(said).split("、"):
                found[name] = found.get(name, 0) + 1
    return dict(sorted(found.items()))


def left_at_work(organ: Organ, day: date) -> list[tuple[Staff, int]]:
    """Those who served the organ up to a day before this one and still handle open records of it, and how many."""
    gone = list(Staff.objects.filter(organ=organ, valid_to__lt=day).order_by("valid_to", "name"))
    many = at_work(organ) if gone else {}
    return [(each, many[each.name]) for each in gone if each.name in many]


def plans_of(records: Mapping[RecordKind, Sequence[Any]]) -> list[Plan]:
    """The standing plans of these records, the earliest first: they go with their records."""
    found: list[Plan] = []
    for kind, held in records.items():
        of_kind = Plan.objects.filter(**{f"{kind.value}__in": [record.pk for record in held]})
        found += of_kind.standing().with_records()
    return sorted(found, key=lambda plan: (plan.on, plan.pk))


# ---- The trial ----


def refused(kind: RecordKind, records: Sequence[Any], handing: Handing, reader: Reader) -> dict[int, Problem]:
    """Why records would not be handed over as they stand, by id; nothing is written."""
    known = histories(kind, [record.pk for record in records])
    tried = {record.pk: _problem(kind, record, known[record.pk], handing, reader) for record in records}
    return {pk: problem for pk, problem in tried.items() if problem is not None}


def _problem(kind: RecordKind, record: Any, history: list[Done], handing: Handing, reader: Reader) -> Problem | None:
    keys = {"giver": handing.giver, "to": handing.to, "reason": handing.reason}
    try:
        actor = needed_hand(record, reader)
        life = play(kind, history, reader.reference.setting_of(record.organ))
        check_role(Act.HAND_OVER, kind, getattr(life.facts, "edition", None), actor)
        refuse_void(life, Act.HAND_OVER, handing.on)
        do(life, kind, Done(Act.HAND_OVER, handing.on, keys))
    except Unlawful:
        return CaseworkError(
            "这条记录的经过前后不合，告诉管理员",
            "The events of this record do not fit together: tell the administrator",
        )
    except (CaseworkError, ActRefused) as problem:
        return problem
    return None


# ---- The doing ----


def hand_over_desk(
    ticked: Sequence[tuple[RecordKind, Any]],
    handing: Handing,
    token: UUID,
    *,
    reader: Reader,
    shown: Sequence[int] = (),
) -> dict[RecordKind, Outcome]:
    """Hand over the ticked records in one transaction and once for a token; what came of those of each kind.

    Those of one kind bear one mark, by which they can be struck together. Raises FaultyInput where none is ticked.
    """
    if not ticked:
        raise FaultyInput("没有勾选记录：先勾选至少一件", "No record is ticked: tick at least one", where="record")
    keys = {"from": handing.giver, "to": handing.to, "reason": handing.reason}
    with transaction.atomic():
        return {
            kind: perform_many(
                [Request(kind, Act.HAND_OVER, handing.on, keys, record) for record in records],
                uuid5(token, kind.value),
                reader=reader,
                choice=Choice(shown=[record.pk for record in records]),
            )
            for kind, records in _by_kind(ticked)
        }


def _by_kind(ticked: Sequence[tuple[RecordKind, Any]]) -> Iterator[tuple[RecordKind, list[Any]]]:
    for kind in HANDLED_BY:
        records = [record for each, record in ticked if each is kind]
        if records:
            yield kind, records


def left_of(outcomes: Mapping[RecordKind, Outcome]) -> list[Refusal]:
    """The records that were not handed over after all: changed meanwhile, or refused since the list was shown."""
    return [refusal for outcome in outcomes.values() for refusal in outcome.refused]
