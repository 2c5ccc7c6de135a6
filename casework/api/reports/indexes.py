"""Which tables and figures there are, each with its address: what a program chooses from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from casework.api.base import Endpoint, Json, Operation, answer
from casework.api.openapi import schemas
from casework.api.pulls import format_of
from casework.api.reports.files import FORM, FORMS, MEDIA, file
from casework.api.resources import PAGES
from casework.exports.statistics import index_grid
from casework.statistics.compute import R1, W1
from casework.statistics.conditions import Window
from casework.statistics.figures import FIGURES
from casework.statistics.figures.alternatives import ALTERNATIVES
from casework.statistics.ledger import ledger_words
from casework.statistics.model import Label, Table
from casework.statistics.tables import MORE_KEYS, TABLE_KEYS, tables_of
from casework.statistics.words.order import report_order
from casework.statistics.words.words import BASES


def _operation(name: str, zh: str, en: str, entry: str) -> Operation:
    return Operation(
        name,
        f"{zh} · {en}",
        "report",
        schemas.thing({"results": schemas.many(schemas.ref(entry))}),
        parameters=(FORM,),
        media=MEDIA,
    )


class Index(Endpoint):
    """An index, as JSON or as a file."""

    row = "api_statistics"
    name = ""

    def get(self, request: Any, **words: Any) -> HttpResponse:
        """All entries, in the order of the report."""
        form = format_of(self.asked(), self.accepted, FORMS)
        entries = list(self.entries())
        self.records = len(entries)
        if form != PAGES:
            return file(form, self.name, index_grid(self.name, entries))
        return answer({"results": entries})

    def entries(self) -> Iterator[Json]:
        """What there is."""
        raise NotImplementedError

    def place(self, name: str, key: str) -> str:
        """The address of one."""
        return self.request.build_absolute_uri(reverse(name, kwargs={"key": key}))


class Tables(Index):
    """`tables/`."""

    name = "tables"
    operations = {"get": _operation("tables", "统计表目录", "The tables that there are", "TableEntry")}

    def entries(self) -> Iterator[Json]:
        """Each table with what it counts; its address takes organ, from and to."""
        tongue = self.sight.language
        today = self.sight.today
        made = tables_of(self.sight.reference.vocabulary, {}, Window(today, today, today)) | {"W1": W1, "R1": R1}
        for table in (made[key] for key in (*TABLE_KEYS, *MORE_KEYS)):
            yield {
                "key": table.key,
                "name": table.title.of(tongue),
                "units": _units(table),
                "basis": table.basis,
                "bases": list(dict.fromkeys((table.basis, *table.bases))),
                "basis_label": BASES[table.basis].of(tongue),
                "url": self.place("api_table", table.key),
            }


def figure_words() -> dict[str, tuple[Label, str, Label]]:
    """Every figure with its label, unit and definition, in the order of the report."""
    found = {key: (each.label, each.unit, each.definition) for key, each in FIGURES.items()} | ledger_words()
    return {key: found[key] for key in report_order(found)}


def _units(table: Table) -> list[str]:
    """The units of its cells, each once; the rows of W1 and R1 are figures."""
    units = [unit for unit in (*[row.unit for row in table.rows], *[each.unit for each in table.columns]) if unit]
    if not table.rows:
        units = [unit for key, (_label, unit, _words) in figure_words().items()
                 if table is R1 or key.startswith("ledger.")]  # fmt: skip
    return list(dict.fromkeys(units))


class Figures(Index):
    """`figures/`."""

    name = "figures"
    operations = {"get": _operation("figures", "指标目录", "The figures that there are", "FigureEntry")}

    def entries(self) -> Iterator[Json]:
        """Each figure with its unit and definition; where it has one, what else may be its denominator."""
        tongue = self.sight.language
        for key, (label, unit, definition) in figure_words().items():
            yield {
                "key": key,
                "name": label.of(tongue),
                "unit": unit,
                "definition": definition.of(tongue),
                "has_denominator": FIGURES[key].denominator is not None if key in FIGURES else unit == "percent",
                "denominators": [each.key for each in ALTERNATIVES.get(key, ())],
                "url": self.place("api_figure", key),
            }
