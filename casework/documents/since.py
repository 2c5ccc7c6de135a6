"""What counts otherwise now than when a yearly report was taken: the report keeps what was taken, and says so."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from casework.documents.figures import BEFORE, NOW, SIDES, Moment, Taken, day_words, is_rate, known, prose
from casework.documents.language import Bound
from casework.documents.report import Paper
from casework.documents.typed import typed_numbers
from casework.statistics.compute import Report

NONE = "—"
Key = tuple[str, str]
"""Side (now, before) and figure."""


class FigureChanged(NamedTuple):
    """A figure that counts otherwise now."""

    side: str
    key: str
    taken: Taken
    now: Taken

    @property
    def words(self) -> str:
        """收到行政复议申请66，现为67."""
        year = "" if self.side == NOW else "上年"
        label = known()[self.key].label.zh
        return f"{year}{label}{_said(self.key, self.taken)}，现为{_said(self.key, self.now)}"


def sides(bound: Bound) -> list[Key]:
    """The figures behind what stands in a text: a comparison is of both years."""
    return [(NOW, bound.key)] if bound.unit is None else [(NOW, bound.key), (BEFORE, bound.key)]


def used(paper: Paper) -> list[Key]:
    """The figures that stand in the report, those of the year before after their own."""
    wanted = {key for bound in paper.bound.values() for each in bound for key in sides(each)}
    return [(side, key) for key in known() for side in SIDES if (side, key) in wanted]


def changed_figures(paper: Paper, present: Mapping[str, Mapping[str, Taken]]) -> list[FigureChanged]:
    """The figures of the text that count otherwise now."""
    pairs = [(side, key, paper.figures.taken[side][key], present[side][key]) for side, key in used(paper)]
    return [FigureChanged(*pair) for pair in pairs if pair[2].numbers != pair[3].numbers]


def changed_tables(kept: Report, present: Report) -> dict[str, int]:
    """How many cells of each table count otherwise now; a row that only one of them has counts nothing in the other."""
    found = {}
    for key, table in kept.tables.items():
        now = present.tables[key].values
        rows = {row.key for each in (table, present.tables[key]) for row in each.table.rows}
        cells = {cell for cell in (*table.values, *now) if cell[0] in rows}
        many = sum((table.values.get(cell) or 0) != (now.get(cell) or 0) for cell in cells)
        if many:
            found[key] = many
    return found


def notes(paper: Paper, kept: Report, present: Moment) -> list[str]:
    """What a file says of its numbers: of which day and definitions they are, and what has changed since."""
    days = sorted({taken.on for side in paper.figures.taken.values() for taken in side.values()})
    taken = "、".join(day_words(day) for day in days)
    found = [f"正文和各表的数字都于{taken}取数，口径第{paper.draft.definitions}版"]
    figures = [each.words for each in changed_figures(paper, present.figures)]
    if figures:
        found.append(f"取数以后变动、本报告没有采用的数字{len(figures)}项：{'；'.join(figures)}")
    tables = changed_tables(kept, present.report)
    if tables:
        said = "、".join(f"{key}（{many}格）" for key, many in tables.items())
        found.append(f"取数以后变动、本报告没有采用的统计表：{said}")
    typed = typed_numbers(paper)
    if typed:
        wrong = [each.words for each in typed if not each.same]
        said = f"与指标不同的{len(wrong)}项：{'；'.join(wrong)}" if wrong else "都和指标相同"
        found.append(f"正文中手填的数字{len(typed)}项，{said}")
    return found


def _said(key: str, taken: Taken) -> str:
    if taken.value is None:
        return NONE
    if not is_rate(key):
        return prose(taken.value)
    counts = (prose(each or Decimal(0)) for each in (taken.numerator, taken.denominator))
    return f"{prose(taken.value)}%（{'/'.join(counts)}）"
