"""How a file is read, as its page offers it: each heading with its column, what was not understood with its codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from casework.errors import FaultyInput, cited
from casework.imports.cells.organs import County
from casework.imports.columns import COLUMNS
from casework.imports.columns.ledger import joined, labels_of_quantities
from casework.imports.columns.shape import Column
from casework.imports.finding import Finding
from casework.imports.mapping import NOTE, SAME, SKIP, ColumnMapping
from casework.imports.values import NO_ORGAN, RANK, WHO_CAME
from casework.kinds.facts import labels_of
from casework.law.names import RecordKind
from casework.law.words.languages import spoken
from casework.models import ImportJob
from casework.reference import ledger_kinds
from casework.text.folding import fold
from casework.web.shell.access import Visit

HEAD, VALUE, CONSTANT = "head", "value", "constant"
"""What the names of the fields begin with: `head:<heading>`, `value:<column>:<value>`, `constant:<column>`."""
PERFORMED, SHEET, DATES, RESEMBLING = "performed", "sheet", "dates", "resembling"
MOST_VALUES = 60
LEFT_EMPTY = ":empty"
"""What is sent for a value that says that nothing is there yet."""
END, PERFORMANCE = "concluded_on", "performed_on"
Choices = list[tuple[str, str]]


class MappingPage:
    """The questions of the page, by what was found in the file."""

    def __init__(self, job: ImportJob, found: Mapping[str, Any], errors: list[Finding], visit: Visit) -> None:
        self.kind, self.organ, self.visit, self.errors = RecordKind(job.kind), job.organ, visit, errors
        self.mapping, self.columns = ColumnMapping.read(self.kind, job.mapping), COLUMNS[self.kind]
        self.found = found.get("heads", [])
        self.names = found.get("sheets", [])
        self.met = set(map(tuple, found.get("met", ())))

    @property
    def places(self) -> Choices:
        """What a heading may be read as."""
        ways = [(NOTE, _("kept as a note")), (SKIP, _("not read"))]
        return ways + [(key, spoken(column.label, self.visit.language)) for key, column in self.columns.items()]

    @property
    def sheets(self) -> Choices:
        """The sheets that can be read alone, where the file has several."""
        if len(self.names) < 2:
            return []
        said = ((name, _("%(sheet)s (hidden)") % {"sheet": name} if hidden else name) for name, hidden in self.names)
        return [("", _("All sheets that hold records")), *said]

    @property
    def from_1904(self) -> bool:
        """Whether numbers that stand for days are counted from 1904."""
        return self.mapping.dates == "1904"

    @property
    def heads(self) -> Iterator[dict[str, Any]]:
        """The headings, each once."""
        seen = set()
        for sheet in self.found:
            for n, column in enumerate(sheet["columns"], 1):
                if column["heading"] not in seen:
                    seen.add(column["heading"])
                    yield column | {"name": f"{HEAD}:{column['heading']}", "n": n, "sheet": sheet["sheet"]}

    @property
    def values(self) -> list[dict[str, Any]]:
        """The values of the file that were not understood, and those that were said, each with the codes of its column;
        where that holds organs, with those that it may mean.
        """
        near = {(e.column, e.value): e.nearest for e in self.errors if e.problem.zh == NO_ORGAN.zh}
        asked = dict.fromkeys(near)
        asked |= {
            (_said_of(e.column), e.value): None for e in self.errors if e.value and self._codes(_said_of(e.column))
        }
        for column, said in self.mapping.values.items():
            asked |= dict.fromkeys((column, value) for value in said if (column, fold(value)) in self.met)
        return [
            {
                "name": f"{VALUE}:{column}:{value}",
                "column": spoken(self.columns[column].label, self.visit.language),
                "value": value,
                "chosen": self._chosen(column, value),
                "codes": self._codes(column),
                "near": [name for name in near.get((column, value), "").split("、") if name],
            }
            for column, value in list(asked)[:MOST_VALUES]
        ]

    def _chosen(self, column: str, value: str) -> str:
        """What was said of a value, as the page sends it; "" where nothing was."""
        said = self.mapping.values.get(column, {})
        return said[value] or LEFT_EMPTY if value in said else ""

    def _holds_organs(self, key: str) -> bool:
        return key in self.columns and self.columns[key].type == "organ"

    @property
    def missing(self) -> list[dict[str, Any]]:
        """The columns that every row needs and no heading gives, to be given one value for all."""
        if not self.found:
            return []
        given = {column["place"] for sheet in self.found for column in sheet["columns"]}
        return [
            {
                "name": f"{CONSTANT}:{column.key}",
                "label": spoken(column.label, self.visit.language),
                "value": self.mapping.constants.get(column.key, ""),
                "codes": self._codes(column.key),
            }
            for column in self.columns.values()
            if column.required and column.key not in given
        ]

    @property
    def asks_performance(self) -> bool:
        """Whether the day of the end may be that of the performance: the file has the one and not the other."""
        given = {column["place"] for sheet in self.found for column in sheet["columns"]}
        return self.kind is RecordKind.MEDIATION and END in given and PERFORMANCE not in given

    @property
    def performed(self) -> bool:
        """Whether it is."""
        return self.mapping.concluded_is_performed

    @property
    def are_same(self) -> bool:
        """Whether rows without a number that look like one record are that record."""
        return self.mapping.resembling == SAME

    def _codes(self, key: str) -> Choices:
        column = self.columns.get(key)
        return codes_of(column, self.visit) if column is not None else []

    def read(self, sent: Mapping[str, str]) -> ColumnMapping:
        """The mapping as it was sent. Raises FaultyInput for what names no column."""
        mapping = ColumnMapping.read(self.kind, self.mapping.dump())
        usual = {column["heading"]: column.get("usual") for sheet in self.found for column in sheet["columns"]}
        for name, text in sent.items():
            what, _sign, rest = name.partition(":")
            if what == HEAD and rest:
                mapping.headings.pop(rest, None)
                if usual.get(rest) != text:
                    mapping.headings[rest] = text
            elif what == VALUE and ":" in rest:
                column, _colon, value = rest.partition(":")
                self._put(mapping.values.setdefault(column, {}), value, self._meant(column, text.strip()))
            elif what == CONSTANT and rest:
                self._put(mapping.constants, rest, text)
            elif what in OF_THE_FILE:
                OF_THE_FILE[what](mapping, text)
        mapping.values = {column: said for column, said in mapping.values.items() if said}
        mapping.check(self.kind)
        return mapping

    def _put(self, kept: dict[str, str], name: str, text: str) -> None:
        kept.pop(name, None)
        if text.strip():
            kept[name] = "" if text == LEFT_EMPTY else text.strip()

    def _meant(self, column: str, text: str) -> str:
        """What a value was said to mean: an organ by its name. Raises FaultyInput where no organ is called so."""
        if not text or not self._holds_organs(column):
            return text
        found = self.visit.reference.organ_or_none(text)
        name = found.name if found else County(self.organ).meant(text)
        if name is None:
            near = "、".join(County(self.organ).near(text))
            zh, en = (f"，相近的有：{near}", f"; near are: {near}") if near else ("", "")
            raise FaultyInput(f"没有机关「{cited(text)}」{zh}", f"There is no organ {cited(text)!r}{en}", where=column)
        return name


def _said_of(column: str) -> str:
    """The column by whose codes a value is said: the rank of who came by that of 出庭情况."""
    return RANK if column in WHO_CAME else column


def _performed(mapping: ColumnMapping, text: str) -> None:
    mapping.concluded_is_performed = text == "yes"


def _sheet(mapping: ColumnMapping, text: str) -> None:
    mapping.sheet = text


def _dates(mapping: ColumnMapping, text: str) -> None:
    mapping.dates = text


def _resembling(mapping: ColumnMapping, text: str) -> None:
    mapping.resembling = text


OF_THE_FILE: Mapping[str, Callable[[ColumnMapping, str], None]] = {
    PERFORMED: _performed,
    SHEET: _sheet,
    DATES: _dates,
    RESEMBLING: _resembling,
}
"""What is said of the file as a whole, by the name of its field."""


def codes_of(column: Column, visit: Visit) -> Choices:
    """The codes of a column that has some, with their words; those in force."""
    if column.type == "kind":
        return [(kind.code, spoken(kind, visit.language)) for kind in ledger_kinds().values()]
    if column.type == "quantity":
        called = labels_of_quantities(ledger_kinds()).items()
        return [(code, spoken(joined(labels), visit.language)) for code, labels in called]
    if column.type != "code":
        return []
    if isinstance(column.codes, str):
        labels = visit.reference.vocabulary.labels(column.codes)
        return [(code, spoken(label, visit.language)) for code, label in labels.items() if label.valid_to is None]
    return [(code, spoken(label, visit.language)) for code, label in labels_of(column.codes).items()]
