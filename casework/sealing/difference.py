"""What a seal and the present figures differ in: which numbers, which records, which acts since it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.models import Event
from casework.sealing.canonical import Json

Ref = tuple[str, int]
"""A record: its kind and id."""
EMPTY: Json = {"kind": "", "records": []}
MANY = 500


class Numbered(NamedTuple):
    """A number of a report: its key and words, its value, the sets behind and below it, both counts of a rate."""

    key: str
    zh: str
    en: str
    unit: str | None
    value: int | str | None
    behind: Json = EMPTY
    below: Json = EMPTY
    sides: tuple[int | str | None, ...] = ()


class Difference(NamedTuple):
    """A number that is not what was sealed, with the records that entered it, left it, or count otherwise in it."""

    sealed: Numbered
    present: Numbered
    entered: tuple[Ref, ...]
    left: tuple[Ref, ...]
    altered: tuple[Ref, ...]


def numbers(content: Json) -> Iterator[Numbered]:
    """Every number of a report: the figures, then the cells of the tables."""
    sets = content["sets"]

    def behind(place: int | None) -> Json:
        return EMPTY if place is None else sets[place]

    for figure in content["figures"]:
        words = (figure["label"]["zh"], figure["label"]["en"])
        both = behind(figure["behind"]), behind(figure["below"])
        sides = () if figure["denominator"] is None else (figure["numerator"], figure["denominator"])
        yield Numbered(figure["key"], *words, figure["unit"], figure["value"], *both, sides)
    for table in content["tables"]:
        for row in table["rows"]:
            cells = zip(row["values"], row["behind"], row["below"], row["sides"], strict=True)
            for column, (value, *places, sides) in zip(table["columns"], cells, strict=True):
                key = f"{table['key']}.{row['key']}.{column['key']}"
                words = _cell_words(table, row, column)
                found = behind(places[0]), behind(places[1])
                yield Numbered(key, *words, column["unit"] or row["unit"], value, *found, sides=tuple(sides or ()))


def _cell_words(table: Json, row: Json, column: Json) -> tuple[str, str]:
    said = []
    for language in ("zh", "en"):
        parts = [table["key"], row["label"][language]]
        said.append(" · ".join([*parts, column["label"][language]] if len(table["columns"]) > 1 else parts))
    return said[0], said[1]


def differences(sealed: Json, present: Json) -> list[Difference]:
    """The numbers in which two contents differ, by value or by the records behind them.

    A number that one of them lacks (a respondent that is named no more) counts as nothing there. What came into use
    after the seal, a table, a figure, a row that counts nothing yet, was not reported and is no difference.
    """
    tables = {table["key"] for table in sealed["tables"]}
    before = {one.key: one for one in numbers(sealed)}
    after = {one.key: one for one in numbers(present) if one.key in before or one.key.partition(".")[0] in tables}
    found = []
    for old, new in _pairs(before, after):
        if old[VALUE:] != new[VALUE:]:
            ways = [moved(*sides) for sides in ((old.behind, new.behind), (old.below, new.below))]
            found.append(
                Difference(old, new, *(tuple(sorted({*one, *other})) for one, other in zip(*ways, strict=True)))
            )
    return found


VALUE = Numbered._fields.index("value")


def _pairs(before: dict[str, Numbered], after: dict[str, Numbered]) -> Iterator[tuple[Numbered, Numbered]]:
    """Each number of both; one that only one of them has and that counts nothing is left out."""
    for key in dict.fromkeys([*before, *after]):
        one = before.get(key) or after[key]
        none = one._replace(value=0, behind=EMPTY, below=EMPTY, sides=())
        if (key in before and key in after) or one.behind["records"]:
            yield before.get(key, none), after.get(key, none)


def moved(old: Json, new: Json) -> tuple[tuple[Ref, ...], tuple[Ref, ...], tuple[Ref, ...]]:
    """The records that entered a set, that left it, and that stand in both with other values."""
    kind = old["kind"] or new["kind"]
    before: Counter[int] = Counter(old["records"])
    after: Counter[int] = Counter(new["records"])
    entered, left = after - before, before - after
    altered: set[int] = set()
    if "values" in old and "values" in new:
        was, now = (Counter(zip(one["records"], one["values"], strict=True)) for one in (old, new))
        altered = {record for record, _value in (was - now) + (now - was)} - {*entered, *left}
    return _refs(kind, entered), _refs(kind, left), _refs(kind, altered)


def _refs(kind: str, records: Iterable[int]) -> tuple[Ref, ...]:
    return tuple((kind, record) for record in sorted(records))


def touched(found: Iterable[Difference]) -> list[Ref]:
    """All records that the differences name, each once."""
    return sorted({ref for one in found for ref in (*one.entered, *one.left, *one.altered)})


def acts_since(refs: Iterable[Ref], last_event: int) -> dict[Ref, list[Any]]:
    """The events recorded on records after a seal, in the order of recording."""
    found: dict[Ref, list[Any]] = {ref: [] for ref in refs}
    for kind in RecordKind:
        ids = [record for of, record in found if of == kind.value]
        for first in range(0, len(ids), MANY):
            since = Event.objects.filter(pk__gt=last_event, **{f"{kind.value}__in": ids[first : first + MANY]})
            for event in since.select_related("person", "organ").order_by("pk"):
                found[kind.value, getattr(event, f"{kind.value}_id")].append(event)
    return found


def records_named(refs: Iterable[Ref]) -> dict[Ref, Any]:
    """The records of references; one that is there no more is missing."""
    found: dict[Ref, Any] = {}
    wanted = list(refs)
    for kind, each in KINDS.items():
        ids = [record for of, record in wanted if of == kind.value]
        for first in range(0, len(ids), MANY):
            rows = each.model.objects.select_related("organ").in_bulk(ids[first : first + MANY])
            found |= {(kind.value, pk): record for pk, record in rows.items()}
    return found
