"""A report as a workbook: one sheet a table, laid out to be printed on A4, and the figures."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from casework.exports.report import figure_data
from casework.law.words.languages import is_chinese
from casework.statistics.compute import Report, TableValue
from casework.statistics.counting.rates import number
from casework.statistics.model import Label
from casework.statistics.sums import Place, sums_of
from casework.statistics.tables import EXTENDED, TABLE_KEYS
from casework.statistics.view import TableView, view_of
from casework.statistics.words.words import unit_words

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FIGURE_COLUMNS = {
    "key": Label("代码", "key"),
    "label": Label("指标", "label"),
    "value": Label("数值", "value"),
    "unit": Label("单位", "unit"),
    "numerator": Label("分子", "numerator"),
    "denominator": Label("分母", "denominator"),
    "definition": Label("口径", "definition"),
}
FIRST_ROW = 4
"""The first row of numbers, from 0: above it stand title, caption and two rows of headings."""
A4 = 9
WIDE, VERY_WIDE = 9, 40
"""From so many columns on a table lies across the page, and goes over two pages."""
LABEL_WIDTH, NUMBER_WIDTH, NARROW = 36, 12, 7
FOOT, UNIT, NOTES = Label("核对", "checks"), Label("单位", "unit"), Label("说明", "notes")
SIDES = (Label("左", "left"), Label("右", "right"), Label("差额", "gap"))
CORNER = {"T9": Label("申请事项\n结案方式", "matter\noutcome"), "T11": Label("栏目\n管理类别", "column\nfield")}
"""Tables read in two directions: what stands above and below the stroke of their corner."""


def sheets_of(tables: list[str] | None) -> list[str]:
    """The tables of a workbook: those asked for, the national form in both layouts."""
    wanted = list(TABLE_KEYS) if tables is None else list(tables)
    if "T11" in wanted and EXTENDED not in wanted:
        wanted.insert(wanted.index("T11") + 1, EXTENDED)
    return wanted


class Style(NamedTuple):
    """The formats of a workbook."""

    title: Any
    caption: Any
    head: Any
    corner: Any
    label: Any
    child: Any
    number: Any
    amount: Any
    percent: Any


def _styles(book: Any) -> Style:
    grid = {"border": 1, "valign": "vcenter"}
    head = {**grid, "bold": True, "align": "center", "text_wrap": True}
    return Style(
        title=book.add_format({"bold": True, "align": "center", "font_size": 16}),
        caption=book.add_format({"align": "left", "text_wrap": True}),
        head=book.add_format(head),
        corner=book.add_format({**head, "align": "right", "diag_type": 2, "diag_border": 1}),
        label=book.add_format(grid),
        child=book.add_format({**grid, "indent": 1}),
        number=book.add_format({**grid, "num_format": "0"}),
        amount=book.add_format({**grid, "num_format": "#,##0.00"}),
        percent=book.add_format({**grid, "num_format": "0.00"}),
    )


def report_xlsx(report: Report, language: str, notes: Iterable[str] = ()) -> bytes:
    """The workbook's bytes; sums are formulas that carry the value counted. `notes` stand on a sheet of their own."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    style = _styles(book)
    for key, value in report.tables.items():
        _Sheet(book.add_worksheet(key), value, style, language).write(report)
    _write_figures(book.add_worksheet("指标" if is_chinese(language) else "figures"), report, style, language)
    said = list(notes)
    if said:
        sheet = book.add_worksheet(NOTES.of(language))
        sheet.set_column(0, 0, LABEL_WIDTH * 3)
        for line, note in enumerate(said):
            sheet.write_string(line, 0, note, style.caption)
    book.close()
    return out.getvalue()


def caption(report: Report, view: TableView, language: str) -> str:
    """What stands below the title of a table: organ, period, basis, day of the state."""
    window, chinese = report.window, is_chinese(language)
    scope = ("（含下级）" if chinese else " (with subtree)") if report.scope.subtree else ""
    words = ("期间", "至", "口径", "状态日") if chinese else ("period", "to", "basis", "as at")
    return (
        f"{report.scope.organ.name}{scope}  {words[0]} {window.start} {words[1]} {window.end}  "
        f"{words[2]} {view.basis_words}  {words[3]} {window.as_of}{f'  {view.apart}' if view.apart else ''}"
    )


class _Sheet:
    """One table on its sheet."""

    def __init__(self, sheet: Any, value: TableValue, style: Style, language: str) -> None:
        self.sheet = sheet
        self.view = view_of(value, language)
        self.sums = sums_of(value)
        self.style = style
        self.language = language
        self.width = 1 + len(self.view.heads) + self.view.unit_column

    def write(self, report: Report) -> None:
        """Title, headings, numbers and checks, and how it is printed."""
        last = max(1, self.width - 1)
        self.sheet.merge_range(0, 0, 0, last, f"{self.view.key} {self.view.title}", self.style.title)
        self.sheet.merge_range(1, 0, 1, last, caption(report, self.view, self.language), self.style.caption)
        self._headings()
        self._rows()
        self._checks(FIRST_ROW + len(self.view.lines) + 1)
        self._page(last)

    def _headings(self) -> None:
        above, below = FIRST_ROW - 2, FIRST_ROW - 1
        corner = CORNER.get(self.view.key.removesuffix("E"))
        text, form = ("", self.style.head) if corner is None else (corner.of(self.language), self.style.corner)
        self.sheet.merge_range(above, 0, below, 0, text, form)
        place = 1
        for run in self.view.runs:
            last = place + len(run) - 1
            if not run[0].heading:
                self.sheet.merge_range(above, place, below, place, run[0].label, self.style.head)
            else:
                if len(run) == 1:
                    self.sheet.write_string(above, place, run[0].heading, self.style.head)
                else:
                    self.sheet.merge_range(above, place, above, last, run[0].heading, self.style.head)
                self.sheet.write_row(below, place, [head.label for head in run], self.style.head)
            place = last + 1
        if self.view.unit_column:
            self.sheet.merge_range(above, place, below, place, UNIT.of(self.language), self.style.head)

    def _rows(self) -> None:
        lines = self.view.lines
        rows = {line.key: place for place, line in enumerate(lines, FIRST_ROW)}
        columns = {head.key: place for place, head in enumerate(self.view.heads, 1)}
        forms = {"yuan": self.style.amount, "percent": self.style.percent}
        for at, line in enumerate(lines, FIRST_ROW):
            self.sheet.write_string(at, 0, line.label, self.style.child if line.child else self.style.label)
            sums = self.sums.get(line.key, {})
            for (key, place), value, unit in zip(columns.items(), line.values, line.units, strict=True):
                found, form = number(value), forms.get(unit or "", self.style.number)
                if found is None:
                    self.sheet.write_blank(at, place, None, form)
                elif key in sums:
                    self.sheet.write_formula(at, place, _sum(sums[key], rows, columns), form, found)
                else:
                    self.sheet.write_number(at, place, found, form)
            if self.view.unit_column:
                self.sheet.write_string(at, self.width - 1, line.unit_words, self.style.label)

    def _checks(self, line: int) -> None:
        if not self.view.checks:
            return
        words = [FOOT, *SIDES]
        self.sheet.write_row(line, 0, [word.of(self.language) for word in words], self.style.head)
        for below, check in enumerate(self.view.checks, line + 1):
            self.sheet.write_string(below, 0, f"{check.label}（{check.column}）", self.style.label)
            self.sheet.write_number(below, 1, number(check.left), self.style.number)
            self.sheet.write_number(below, 2, number(check.right), self.style.number)
            gap = f"={xl_rowcol_to_cell(below, 1)}-{xl_rowcol_to_cell(below, 2)}"
            self.sheet.write_formula(below, 3, gap, self.style.number, number(check.gap))

    def _page(self, last: int) -> None:
        """A4, the headings on each page, its number at the foot; wide tables across."""
        sheet, columns = self.sheet, len(self.view.heads)
        sheet.set_column(0, 0, LABEL_WIDTH if columns < WIDE else LABEL_WIDTH // 2)
        sheet.set_column(1, last, NUMBER_WIDTH if columns < WIDE else NARROW)
        sheet.freeze_panes(FIRST_ROW, 1)
        sheet.set_paper(A4)
        if columns >= WIDE:
            sheet.set_landscape()
        sheet.fit_to_pages(2 if columns >= VERY_WIDE else 1, 0)
        sheet.repeat_rows(0, FIRST_ROW - 1)
        sheet.repeat_columns(0)
        sheet.print_area(0, 0, FIRST_ROW + len(self.view.lines) - 1, last)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.center_horizontally()
        sheet.set_footer("&C&P/&N")


def _sum(added: Iterable[Place], rows: dict[str, int], columns: dict[str, int]) -> str:
    """The formula that adds cells, which stand in one row or in one column."""
    places = sorted((rows[row], columns[column]) for row, column in added)
    ranges = []
    for first, last in runs(places):
        names = dict.fromkeys((xl_rowcol_to_cell(*first), xl_rowcol_to_cell(*last)))
        ranges.append(":".join(names))
    return f"=SUM({','.join(ranges)})"


def runs(places: Iterable[tuple[int, int]]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Rising places of one row or one column as runs without gaps, each by its first and its last place."""
    found: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for place in places:
        if found and sum(place) == sum(found[-1][1]) + 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found


def _write_figures(sheet: Any, report: Report, style: Style, language: str) -> None:
    sheet.write_row(0, 0, [label.of(language) for label in FIGURE_COLUMNS.values()], style.head)
    for line, (name, figure) in enumerate(report.figures.items(), 1):
        data = figure_data(figure, language) | {"key": name, "unit": unit_words(figure.unit, language, name)}
        sheet.write_row(line, 0, [data[column] for column in FIGURE_COLUMNS])
    sheet.set_column(0, 1, LABEL_WIDTH)
    sheet.freeze_panes(1, 0)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P/&N")
