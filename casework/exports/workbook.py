"""A report as a workbook: one sheet a table, and the figures."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from casework.exports.report import BASES, figure_data
from casework.statistics.compute import Report, TableValue
from casework.statistics.rates import number

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FIGURE_COLUMNS = ("key", "label", "value", "unit", "numerator", "denominator", "definition")


def report_xlsx(report: Report, language: str) -> bytes:
    """The workbook's bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    bold = book.add_format({"bold": True, "bottom": 1})
    window = report.window
    head = f"{report.scope.organ.name} {window.start} — {window.end}"
    for key, value in report.tables.items():
        _write_table(book.add_worksheet(key), head, value, language, bold)
    sheet = book.add_worksheet("指标" if language.startswith("zh") else "figures")
    sheet.write_row(0, 0, FIGURE_COLUMNS, bold)
    for line, (name, figure) in enumerate(report.figures.items(), 1):
        data = figure_data(figure, language)
        sheet.write_row(line, 0, [name, *[data[column] for column in FIGURE_COLUMNS[1:]]])
    sheet.set_column(0, 1, 40)
    book.close()
    return out.getvalue()


def _write_table(sheet: Any, head: str, value: TableValue, language: str, bold: Any) -> None:
    table = value.table
    basis = BASES[value.basis][0 if language.startswith("zh") else 1]
    sheet.write(0, 0, f"{table.key} {table.title.of(language)}")
    sheet.write(1, 0, f"{head}  {basis}")
    sheet.write_row(2, 0, ["", *[column.label.of(language) for column in table.columns]], bold)
    for line, row in enumerate(table.rows, 3):
        cells = [number(value.values[row.key, column.key]) for column in table.columns]
        sheet.write_row(line, 0, [("  " if row.child else "") + row.label.of(language), *cells])
    sheet.set_column(0, 0, 36)
    sheet.freeze_panes(3, 1)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
