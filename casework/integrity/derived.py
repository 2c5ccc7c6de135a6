"""What is derived equals what the acts say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from casework.derivations import (
    ROWS,
    Row,
    advice_row,
    appearance_row,
    beside_rows,
    case_children,
    gaps_of,
    hearing_row,
    instance_row,
    joint_reviewer,
    search_row,
    side_row,
    standing_rows,
    stored_row,
)
from casework.integrity.rule import Only, Result, asked, batches, name_of
from casework.kinds import KINDS
from casework.law.history import Done, Unlawful, play
from casework.law.litigation import SuitFacts
from casework.law.names import RecordKind
from casework.models import Litigation, Participant, Plan, Writing
from casework.models.reconsideration import CASE_CHILDREN
from casework.reference import Reference
from casework.registry import histories


class Stored(NamedTuple):
    """A record as it is stored: its row, its events, (of a case) its rows by model name, and those beside it."""

    record: Any
    acts: list[Done]
    children: dict[str, list[Any]]
    beside: dict[str, list[Row]]


def stored_records(kind: RecordKind, only: Only = None, *, locked: bool = False) -> Iterator[Stored]:
    """The records of a kind, read in batches with what belongs to it; `locked` for the transaction that writes them."""
    rows = KINDS[kind].model.objects.select_related("organ")
    for batch in batches(rows.select_for_update(of=("self",)) if locked else rows, asked(only, kind)):
        ids = [record.pk for record in batch]
        acts = histories(kind, ids)
        of_case = kind is RecordKind.RECONSIDERATION
        children = {
            name: _by_owner(model.objects.filter(case__in=ids).order_by("position"), lambda row: row.case_id)
            for name, model in (CASE_CHILDREN.items() if of_case else ())
        }
        beside = _beside_stored(kind, ids)
        for record in batch:
            mine = {name: owned.get(record.pk, []) for name, owned in children.items()}
            yield Stored(record, acts[record.pk], mine, beside[record.pk])


def _by_owner(rows: Iterable[Any], owner: Callable[[Any], int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(owner(row), []).append(row)
    return found


def _beside_stored(kind: RecordKind, ids: list[int]) -> dict[int, dict[str, list[Row]]]:
    """The rows beside records by id and model name, with the columns of the derived ones."""
    found: dict[int, dict[str, list[Row]]] = {pk: {name: [] for name in BESIDE} for pk in ids}
    for name, (model, columns) in BESIDE.items() if kind is not RecordKind.LEDGER else ():
        for row in model.objects.filter(**{f"{kind.value}__in": ids}).order_by("position"):
            found[getattr(row, f"{kind.value}_id")][name].append(_values(row, columns))
    return found


def check_derivations(kind: RecordKind) -> Callable[[Reference, date, Only], Result]:
    """Every stored column of a kind of record equals the facts played from its events."""

    def check(reference: Reference, today: date, only: Only) -> Result:
        result = Result()
        for stored in stored_records(kind, only):
            result.look(name_of(stored.record), _difference(kind, stored, reference, result, today))
        return result

    return check


def _difference(kind: RecordKind, stored: Stored, reference: Reference, result: Result, today: date) -> str:
    if not stored.acts:
        return "没有事件"
    try:
        life: Any = play(kind, stored.acts, reference.setting_of(stored.record.organ))
    except Unlawful as problem:
        return f"「{problem.done.act.zh}」不能重演：{problem}"
    wrong = differing_columns(stored, derived_row(kind, stored, life, reference))
    found = gaps_of(stored.record, life, today, reference) if not wrong else []
    result.gaps += [(name_of(stored.record), gap) for gap in found]
    wrong += differing_tables(kind, stored, life, reference)
    return f"与事实不符：{'、'.join(wrong)}" if wrong else ""


def derived_row(kind: RecordKind, stored: Stored, life: Any, reference: Reference) -> Row:
    """The columns of a record as its facts make them, those that it is found by included."""
    row = ROWS[kind](life, reference)
    return row | search_row(kind, row.get("number", stored.record.number), row, life.facts, reference)


def differing_columns(stored: Stored, row: Row) -> list[str]:
    """The columns of a record that are not what its facts make them."""
    return [name for name, value in row.items() if getattr(stored.record, name) != value]


def differing_tables(kind: RecordKind, stored: Stored, life: Any, reference: Reference) -> list[str]:
    """The tables below a record, by model name, whose rows are not what its facts make them."""
    beside = [
        name
        for name, rows in beside_rows(kind, life.facts).items()
        if stored.beside[name] != [stored_row(name, row) for row in rows]
    ]
    return [*_differing_of_kind(kind, stored, life, reference), *beside]


def _differing_of_kind(kind: RecordKind, stored: Stored, life: Any, reference: Reference) -> list[str]:
    if kind is RecordKind.RECONSIDERATION:
        derived = case_children(life, reference)
        return [name for name, rows in derived.items() if kept_rows(stored, name, rows) != rows]
    if kind is RecordKind.LITIGATION:
        tables = {
            "Instance": _instances_stored(stored.record) == _instances_derived(stored.record, life),
            "Advice": [_values(one, ADVICE_COLUMNS) for one in stored.record.advice.order_by("position")]
            == [advice_row(one) for one in (life.facts.advice if life.facts.voided_on is None else ())],
        }
        return [name for name, equal in tables.items() if not equal]
    if kind is RecordKind.LEDGER:
        kept = {row.quantity: (row.value, row.names) for row in stored.record.quantities.all()}
        named = {name: sorted(set(names)) for name, names in life.facts.names.items()}
        counted = {name: (value, named.get(name, [])) for name, value in life.facts.quantities.items()}
        return [] if kept == counted else ["LedgerQuantity"]
    return []


def kept_rows(stored: Stored, name: str, derived: list[Row]) -> list[Row]:
    """The stored rows of a case in one table, with the columns of the derived ones, all where there are none."""
    return [{key: getattr(row, key) for key in derived[0]} if derived else vars(row) for row in stored.children[name]]


def _values(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _instances_derived(suit: Litigation, life: Any) -> list[Any]:
    """The instances of a dispute as the acts say: their columns, each side's, and who came to each hearing."""
    facts: SuitFacts = life.facts
    reviewer = joint_reviewer(suit, facts.defendants, life.organs)
    return [
        (
            instance_row(instance, facts.defendants),
            {
                organ: (side_row(instance, organ, reviewer), standing_rows(instance, organ))
                for organ in facts.defendants
            },
            [(hearing_row(h), {a.organ: appearance_row(a) for a in h.appearances}) for h in instance.hearings],
        )
        for instance in (facts.instances if facts.voided_on is None else ())
    ]


def _instances_stored(suit: Litigation) -> list[Any]:
    return [
        (
            _values(instance, INSTANCE_COLUMNS),
            {
                side.organ_id: (
                    _values(side, SIDE_COLUMNS),
                    [_values(x, STANDING_COLUMNS) for x in sorted(side.standings.all(), key=lambda x: x.from_on)],
                )
                for side in instance.sides.all()
            },
            [
                (
                    _values(h, HEARING_COLUMNS),
                    {a.organ_id: _values(a, APPEARANCE_COLUMNS) for a in h.appearances.all()},
                )
                for h in sorted(instance.hearings.all(), key=lambda h: h.position)
            ],
        )
        for instance in sorted(suit.instances.all(), key=lambda instance: instance.position)
    ]


INSTANCE_COLUMNS = (
    "level", "court", "court_number", "received_on", "first_heard_on", "closed_on", "result", "ruling_on",
    "defence_on", "evidence_on", "performed_on",
)  # fmt: skip
SIDE_COLUMNS = ("organ_id", "lost", "reviewer", "received_on", "closed_on")
STANDING_COLUMNS = ("from_on", "until_on", "standing")


HEARING_COLUMNS = ("on", "called_again", "at", "room", "panel")
APPEARANCE_COLUMNS = ("rank", "absence_reason", "by_agreement", "appeared", "post")
BESIDE: dict[str, tuple[Any, tuple[str, ...]]] = {
    "Plan": (Plan, ("position", "what", "on", "at", "place", "who", "done_on", "called_off_on")),
    "Writing": (Writing, ("position", "name", "content", "search_guarded")),
    "Participant": (
        Participant,
        ("position", "role", "party_kind", "name", "alike", "count", "telephone", "telephone_index"),
    ),
}
"""The tables beside a record, and their columns that are derived."""
ADVICE_COLUMNS = ("number", "received_on", "answered_on")
