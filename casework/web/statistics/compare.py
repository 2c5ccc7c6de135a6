"""两种读法并排: one table under two bases or in two periods, and the records that make the difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.errors import FaultyInput, named
from casework.exports.grids import Grid, parts_of
from casework.filters.cells import counted_apart, record_column
from casework.statistics.compute import Counting, TableValue, Value
from casework.statistics.conditions import Window
from casework.statistics.counting.days import year_before
from casework.statistics.model import COUNT, Column, Label, Row
from casework.statistics.records import Listing, listing_of_cell
from casework.statistics.tables import MORE_KEYS, TABLE_KEYS
from casework.statistics.view import TOTALS
from casework.statistics.words.numbers import number_words
from casework.web.shell.access import Visit
from casework.web.shell.asked import FORMAT, OTHER, Question, read_basis, read_page, read_scope, read_window
from casework.web.shell.formatting import change_words, points_words
from casework.web.statistics.behind.lines import ListedRecord, columns_of, grid_of_lines
from casework.web.statistics.behind.records import lines_of, one_page, ordered
from casework.web.statistics.frame.around import basis_choices, choices, facts_of
from casework.web.statistics.frame.described import basis_words, describe_cell, heading_words
from casework.web.statistics.frame.gridded import value_of
from casework.web.statistics.frame.paper import answer, said_of
from casework.web.statistics.tables import Number, cell_url, definition_url, number

KEYS = (*TABLE_KEYS, *MORE_KEYS)
FIRST = "T2"
READING = ("from", "to", "as_of", "basis")
PARAMETERS = ("table", "organ", "subtree", *READING, *[OTHER + name for name in READING])
SIDES = ("one", "other")
FEW_ROWS, PAGE_ROWS = 20, 100


class Both(NamedTuple):
    """Two readings of one scope."""

    one: Question
    other: Question

    def query(self, **more: str) -> str:
        """Both as the query of an address."""
        other = self.other
        said = {
            "other_from": other.window.start.isoformat(),
            "other_to": other.window.end.isoformat(),
            "other_as_of": other.window.as_of.isoformat(),
            "other_basis": other.basis or "own",
        }
        return self.one.query(**said, **more)


class Counted(NamedTuple):
    """A table in one reading, and what its rates are made of: by row in R1, the total in a column of shares."""

    value: TableValue
    denominators: dict[str, Value]

    def base(self, row: Row | None, column: Column) -> Value:
        """Of how many a rate is made; None for what is no rate."""
        if column.measure is not None and column.measure.how == "share":
            counted = next(each.key for each in self.value.table.columns if each.measure is COUNT)
            return self.value.values["total", counted]
        return self.denominators.get(row.key) if row is not None else None


class Pair(NamedTuple):
    """A cell in both readings, and by how much the first is more; it opens the records that make the difference."""

    one: Number
    other: Number
    change: Number
    differs: bool


@dataclass(frozen=True)
class ComparedLine:
    """A row of both readings."""

    label: str
    define: str
    pairs: list[Pair]
    child: bool
    total: bool


@dataclass(frozen=True)
class Side:
    """The records that one reading counts and the other does not, as far as they are shown."""

    key: str
    period: str
    basis: str
    count: str
    lines: list[ListedRecord]
    rest: bool


def compare(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """`/statistics/compare/`: a table in two readings side by side."""
    asked = read_page(request, PARAMETERS, visit)
    key = asked.get("table", FIRST)
    if key not in KEYS:
        raise named("统计表", "table", key, KEYS, where="table")
    both = read_both(asked, visit)
    found = [_counted(question, key, visit) for question in both]
    values = [each.value for each in found]
    columns = values[0].table.columns
    lines = list(_lines(found, columns, both, visit.language))
    context = {
        "key": key,
        "title": values[0].table.title.of(visit.language),
        "keys": [(each, each == key) for each in KEYS],
        "heads": [(heading_words(c, visit.language), definition_url(key, c.key, column=True)) for c in columns],
        "lines": lines,
        "differing": sum(pair.differs for line in lines for pair in line.pairs),
        "readings": named_apart([_reading(q, v.basis, visit) for q, v in zip(both, values, strict=True)]),
        "windows": [question.window for question in both],
        "other_bases": basis_choices(both.other.basis, visit.language),
        **facts_of(both.one, visit),
        **choices(both.one, visit),
        "page": "statistics_compare",
        "page_name": key,
    }
    whole = grid(context)
    rows = [[line.label, *[each.text for pair in line.pairs for each in pair[:3]]] for line in lines]
    context["parts"] = parts_of(whole.heads, rows, together=3)
    return answer(request, asked, "statistics/compare.html", context, [whole])


def grid(context: dict[str, Any]) -> Grid:
    """Both readings as data: three columns a column, and what each reading is in the caption."""
    names = [reading["name"] for reading in context["readings"]]
    heads = [_("Item")]
    for text, _url in context["heads"]:
        heads += [f"{text} · {each}" for each in (*names, _("More or less"))]
    rows = []
    for line in context["lines"]:
        cells = [(value_of(pair.one), value_of(pair.other), pair.change.text) for pair in line.pairs]
        rows.append([line.label, *[value for cell in cells for value in cell]])
    readings = [", ".join((one["period"], one["basis"], one["as_of"])) for one in context["readings"]]
    title = f"{context['key']} {context['title']}"
    return Grid(context["key"], title, heads, rows, [context["organ_name"], *readings])


def read_both(asked: dict[str, str], visit: Visit) -> Both:
    """Both readings; where the other is not said, the same days a year before. Raises FaultyInput and Http404."""
    scope = read_scope(asked, visit)
    year = date(visit.today.year, 1, 1), date(visit.today.year, 12, 31)
    one = _read_one({"from": year[0].isoformat(), "to": year[1].isoformat()} | asked, scope)
    said = {name: asked[OTHER + name] for name in READING if OTHER + name in asked}
    if not said:
        start, end = year_before(one.window.start, one.window.end)
        return Both(one, Question(scope, Window(start, end, end), one.basis))
    same = {"from": one.window.start.isoformat(), "to": one.window.end.isoformat(), "basis": asked.get("basis", "own")}
    if not {"from", "to"} & set(said):
        same["as_of"] = one.window.as_of.isoformat()
    try:
        return Both(one, _read_one(same | said, scope))
    except FaultyInput as problem:
        whole, short = ((f"另一读法：{each.zh}", f"The other reading: {each.en}") for each in (problem, problem.short))
        raise FaultyInput(*whole, short=short, where=OTHER + problem.where) from None


def _read_one(asked: dict[str, str], scope: Any) -> Question:
    return Question(scope, read_window(asked), read_basis(asked))


def _counted(question: Question, key: str, visit: Visit) -> Counted:
    counting = Counting(question.scope, question.window, visit.reference.vocabulary, question.basis)
    value = counting.of_key(key)
    return Counted(value, {row: one.denominator for row, one in value.figures.items() if one.unit == "percent"})


def _reading(question: Question, basis: str, visit: Visit) -> dict[str, str]:
    facts = facts_of(question, visit)
    words = basis_words(basis, visit.language)
    return {"period": facts["period"], "as_of": facts["as_of"], "basis": words}


def named_apart(readings: list[dict[str, str]]) -> list[dict[str, str]]:
    """The readings, each named by what it is asked by alone: its period, its basis or the day of its state."""
    for by in ("period", "basis", "as_of"):
        if readings[0][by] != readings[1][by]:
            return [one | {"name": one[by]} for one in readings]
    return [one | {"name": one["period"]} for one in readings]


def _lines(found: list[Counted], columns: tuple[Column, ...], both: Both, language: str) -> Iterator[ComparedLine]:
    """The rows of both; what only one of them has (a named respondent) counts nothing in the other."""
    values = [each.value for each in found]
    for mine, theirs in _rows(values):
        row = mine or theirs
        assert row is not None  # noqa: S101  # one of the two is always there
        label = row.label.of(language)
        if mine is not None and theirs is not None and mine.key != theirs.key:
            label = f"{label} / {theirs.label.of(language)}"
        pairs = [_pair(found, (mine, theirs), column, both) for column in columns]
        yield ComparedLine(label, definition_url(values[0].table.key, row.key), pairs, row.child, row.key in TOTALS)


def _rows(values: list[TableValue]) -> Iterator[tuple[Row | None, Row | None]]:
    """The rows that belong together: by their key, months by their place in the period."""
    one, other = (value.table.rows for value in values)
    months = [[row for row in rows if row.days] for rows in (one, other)]
    yield from zip_longest(*months)
    theirs = {row.key: row for row in other if not row.days}
    for row in one:
        if not row.days:
            yield row, theirs.pop(row.key, None)
    for row in theirs.values():
        yield None, row


def _pair(counted: list[Counted], rows: tuple[Row | None, Row | None], column: Column, both: Both) -> Pair:
    table, shown, found = counted[0].value.table.key, [], []
    for each, row, question in zip(counted, rows, both, strict=True):
        said = next(one for one in (row, *rows) if one is not None)
        cell = each.value.values.get((said.key, column.key), 0)  # a row that one reading leaves out may have its value
        url = cell_url(question, table, said.key, column.key) if cell or row else ""
        shown.append(number(cell, column.unit or said.unit, url))
        found.append(cell)
    cells = [f"{table}.{row.key}.{column.key}" for row in rows if row is not None]
    more = {"cell": cells[0]} | ({"other_cell": cells[-1]} if cells[-1] != cells[0] else {})
    url = f"{reverse('statistics_compare_records')}?{both.query(**more)}" if any(found) else ""
    bases = [each.base(row, column) for each, row in zip(counted, rows, strict=True)]
    rates = any(base is not None for base in bases)
    change = points_words(*found, *bases) if rates else change_words(*found)
    return Pair(shown[0], shown[1], Number(change, url), differs=found[0] != found[1])


# ---- The records that make a difference


def records(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """`/statistics/compare/records/?cell=T2.uphold.total`: what only one of the readings counts in a cell."""
    asked = read_page(request, (*PARAMETERS[1:], "cell", "other_cell", "side", "page"), visit)
    if "cell" not in asked:
        raise FaultyInput("缺少参数「cell」，写成cell=T2.uphold.total", "The parameter 'cell' is missing", where="cell")
    side = asked.get("side", "")
    if side not in ("", *SIDES):
        raise named("一侧", "side", side, SIDES, where="side")
    both = read_both(asked, visit)
    cells = (asked["cell"], asked.get("other_cell", asked["cell"]))
    listings = [_listing(cell, question, visit) for cell, question in zip(cells, both, strict=True)]
    if listings[0].base.kind != listings[1].base.kind:
        raise FaultyInput(
            f"「{cells[0]}」和「{cells[1]}」数的不是同一种记录",
            f"{cells[0]!r} and {cells[1]!r} do not count records of one kind",
            where="other_cell",
        )
    apart = counted_apart(*listings)
    wanted = [place for place, key in enumerate(SIDES) if side in ("", key)]
    shown = one_page(list(apart[wanted[0]]), asked, PAGE_ROWS) if side and FORMAT not in asked else None
    most = None if FORMAT in asked else FEW_ROWS
    ids = [list(shown.object_list) if shown is not None else list(found)[:most] for found in apart]
    sides = [_side(place, listings[place], ids[place], len(apart[place]), both, visit) for place in wanted]
    context = {
        "words": describe_cell(cells[0], visit.reference.vocabulary, both.one.window, both.one.basis, visit.language),
        "sides": sides,
        "columns": columns_of(listings[0]),
        "shown": shown,
        "query": both.query(**{name: asked[name] for name in ("cell", "other_cell", "side") if name in asked}),
        "back": both.query(table=asked["cell"].split(".")[0]),
        **facts_of(both.one, visit),
    }
    context["page_name"] = cells[0]
    found = [
        grid_of_lines(
            SIDE_WORDS[each.key].of(visit.language), each.lines, context["columns"], said_of(context, each.basis)
        )
        for each in sides
    ]
    return answer(request, asked, "statistics/apart.html", context, found)


SIDE_WORDS = {
    "one": Label("只有前一种读法计入", "Only in the one reading"),
    "other": Label("只有后一种读法计入", "Only in the other reading"),
}


def _listing(cell: str, question: Question, visit: Visit) -> Listing:
    return listing_of_cell(cell, question.scope, question.window, visit.reference.vocabulary, question.basis)


def _side(place: int, listing: Listing, ids: list[int], count: int, both: Both, visit: Visit) -> Side:
    rows = listing.queryset.filter(**{f"{record_column(listing)}__in": ids})
    lines = lines_of(list(ordered(replace(listing, queryset=rows))), listing, visit)
    question = both[place]
    return Side(
        key=SIDES[place],
        period=facts_of(question, visit)["period"],
        basis=basis_words(question.basis or "own", visit.language),
        count=number_words(count),
        lines=lines,
        rest=count > len(ids),
    )
