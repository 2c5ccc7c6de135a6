"""登记簿: a list whole, as a county keeps it on paper: each column that is filled in, in words, and the rows below it.

For people; what programs read back is `casework/exports/bulk.py`, whose codes and names of columns are fixed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import IO, Any

from django.db.models import QuerySet

from casework.exports.columns.others import kinds_of_ledger
from casework.exports.columns.shape import Given, RowReading
from casework.exports.resources import RESOURCES, Resource, rows
from casework.exports.rows import Sheet, Telling, Value, workbook
from casework.exports.titles import TITLES
from casework.kinds import KINDS
from casework.kinds.facts import Triples, labels_of
from casework.law.names import RecordKind
from casework.law.words.languages import Text, is_chinese, spoken
from casework.reference import Reference, ledger_kinds

APART = "；"
"""Between several values of one cell."""
YES, NO = Text("是", "yes"), Text("否", "no")
LONGEST_NAME = 31
"""Characters of the name of a sheet."""
NUMBERS = frozenset(("id", "record", "version", "instance", "hearing"))
"""Columns that number rows for programs."""
BY_CODE: Mapping[str, str | Triples] = {"cause": "matter", "subject": ()}
"""Texts that are kept as a code where they are one of a list: a cause that is a matter, what an entry is about."""
BESIDE: Mapping[str, Mapping[str, Text]] = {
    "applicant_kind": {"legal_person_or_organisation": Text("法人或其他组织", "legal person or organisation")},
    "subject": {
        "decision": Text("重大决策", "major decision"),
        "project": Text("项目", "project"),
        "contract": Text("合同", "contract"),
        "agreement": Text("协议", "agreement"),
        "disclosure_reply": Text("信息公开答复", "reply on disclosure"),
    },
}
"""Codes that stand in no list, with their words."""
Row = tuple[Any, ...]
Say = Callable[[Any, Row], Value]


def register(
    kind: RecordKind,
    queryset: QuerySet[Any],
    reading: RowReading,
    reference: Reference,
    language: str,
    telling: Telling,
) -> IO[bytes]:
    """A workbook in a temporary file: the records in the order of the queryset, then a sheet for each sort of rows
    below them that has any.

    Read twice: first to see in which columns something stands. `telling` is told of the rows of both.
    """
    flat = reading._replace(flat=True)
    ids = queryset.order_by().values("pk")
    sheets = [_sheet(RESOURCES[KINDS[kind].resource], queryset, flat, reference, language, telling)]
    for below in RESOURCES.values():
        if below.below is kind:
            found = below.model.objects.filter(**{f"{below.owner}__in": ids})
            found = found.order_by(f"-{below.owner}__received_on", below.owner, "pk")
            if found.exists():
                sheets.append(_sheet(below, found, flat, reference, language, telling))
    first, *more = sheets
    return workbook(first.heads, first.rows, first.name, *more)


def _sheet(
    resource: Resource,
    queryset: QuerySet[Any],
    reading: RowReading,
    reference: Reference,
    language: str,
    telling: Telling,
) -> Sheet:
    shown = [column.name for column in resource.columns if _for_people(column)]
    columns = resource.chosen(_filled(telling(rows(resource, queryset, reading, shown)), shown) or shown[:1])
    says = [_words_of(column, columns, reference, language) for column in columns]
    title = TITLES[resource.key][0 if is_chinese(language) else 1]
    heads = [column.label.zh if is_chinese(language) else column.label.en for column in columns]
    names = [column.name for column in columns]
    return Sheet(title[:LONGEST_NAME], heads, _said(telling(rows(resource, queryset, reading, names)), says))


def _for_people(column: Given) -> bool:
    """Whether it says something on paper: no number of a row, no address in the interface does."""
    numbers = column.type == "integer" and (column.name in NUMBERS or column.name.endswith("_id"))
    return not numbers and not column.name.endswith("url")


def _filled(found: Iterable[Row], names: Sequence[str]) -> list[str]:
    """Those of the columns in which some row has a value, a no too."""
    waiting = set(range(len(names)))
    for row in found:
        waiting -= {place for place in waiting if str(row[place] if row[place] is not None else "").strip(APART)}
        if not waiting:
            break
    return [name for place, name in enumerate(names) if place not in waiting]


def _said(found: Iterator[Row], says: Sequence[Say]) -> Iterator[list[Value]]:
    for row in found:
        yield [None if value is None else say(value, row) for say, value in zip(says, row, strict=True)]


def _words_of(column: Given, columns: Sequence[Given], reference: Reference, language: str) -> Say:
    """How a value of the column is said: codes and marks in words, days and numbers as they are."""
    if column.type == "boolean":
        return lambda value, _row: (YES if value else NO).of(language)
    if column.name == "quantity":  # each kind of entry calls its quantities in its own words
        kind = [each.name for each in columns].index("kind")
        return lambda value, row: _joined(value, _quantities(row[kind], language))
    labels = labels_written(column, reference, language)
    return (lambda value, _row: _joined(value, labels)) if labels else (lambda value, _row: value)


def _joined(value: Any, labels: Mapping[str, str]) -> str:
    return APART.join(labels.get(code, code) for code in str(value).split(APART))


def _quantities(kind: str, language: str) -> dict[str, str]:
    return {code: spoken(each, language) for code, each in ledger_kinds()[kind].quantities.items()}


def labels_written(column: Given, reference: Reference, language: str) -> dict[str, str]:
    """Code -> the word that stands for it in the column; none for a column that holds no codes."""
    if not column.codes and column.name not in BY_CODE:
        return {}
    codes: Any = kinds_of_ledger() if column.codes == "ledger_kind" else column.codes or BY_CODE[column.name]
    said: Any = reference.vocabulary.labels(codes) if isinstance(codes, str) else labels_of(codes)
    return {code: spoken(label, language) for code, label in {**said, **BESIDE.get(column.name, {})}.items()}
