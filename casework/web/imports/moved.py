"""What an import would move in the tables, year by year, as its page shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from casework.imports.preview import Moved
from casework.law.words.languages import spoken
from casework.statistics.counting.rates import unplain
from casework.statistics.words.numbers import number_words
from casework.web.shell.formatting import change_words


class MovedCell(NamedTuple):
    """A cell in words: what it counts, both values, the change."""

    words: str
    before: str
    after: str
    change: str


class MovedTable(NamedTuple):
    """A table with the cells that move."""

    title: str
    cells: Sequence[MovedCell]


class MovedYear(NamedTuple):
    """A year with its tables, how many of their numbers move, and whether no other has more."""

    year: int
    moving: int
    most: bool
    tables: Sequence[MovedTable]


def moved_years(found: Iterable[Moved], language: str) -> list[MovedYear]:
    """The moved cells by year and table, in the order in which they were found."""
    cells = list(found)
    most = max(Counter(each.year for each in cells).values(), default=0)
    years = []
    for year, of_year in groupby(cells, key=lambda each: each.year):
        tables = []
        for (key, title), of_table in groupby(of_year, key=lambda each: (each.table, each.title)):
            tables.append(MovedTable(f"{key} {spoken(title, language)}", [_cell(each, language) for each in of_table]))
        moving = sum(len(table.cells) for table in tables)
        years.append(MovedYear(year, moving, moving == most, tables))
    return years


def _cell(moved: Moved, language: str) -> MovedCell:
    before, after = unplain(moved.before), unplain(moved.after)
    sign = "%" if moved.unit == "percent" else ""
    was, shows = (number_words(value, moved.unit) + (sign if value is not None else "") for value in (before, after))
    return MovedCell(spoken(moved.words, language), was, shows, change_words(after, before))
