"""A report as JSON (docs/statistics.md), text and CSV."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from typing import Any

from casework.law.words.languages import is_chinese
from casework.statistics.compute import DEFINITIONS, FigureValue, Report
from casework.statistics.counting.rates import number
from casework.statistics.view import CheckView, TableView, view_of
from casework.statistics.words.numbers import number_words
from casework.statistics.words.words import unit_words
from casework.vocabulary import places_of

Json = dict[str, Any]


def report_data(report: Report, language: str, made_at: datetime, definitions: str = DEFINITIONS) -> Json:
    """The report as the mapping that command and API print; `made_at` is an aware datetime."""
    return head_data(report, made_at, definitions) | {
        "tables": {key: table_data(view_of(value, language)) for key, value in report.tables.items()},
        "figures": {key: figure_data(value, language) for key, value in report.figures.items()},
    }


def head_data(report: Report, made_at: datetime, definitions: str = DEFINITIONS) -> Json:
    """What was asked, when it was made, and by which definitions."""
    window = report.window
    return {
        "organ": {"code": report.scope.organ.division_code, "name": report.scope.organ.name},
        "subtree": report.scope.subtree,
        "period": {"from": window.start.isoformat(), "to": window.end.isoformat()},
        "basis": report.basis,
        "as_of": window.as_of.isoformat(),
        "generated_at": made_at.isoformat(timespec="seconds"),
        "definitions": definitions,
    }


def table_data(view: TableView) -> Json:
    """One table as a mapping."""
    return {
        "title": view.title,
        "basis": view.basis,
        "columns": [{"key": head.key, "label": head.label, "unit": head.unit} for head in view.heads],
        "rows": [
            {
                "key": line.key,
                "label": line.label,
                "unit": line.unit,
                "values": {head.key: number(value) for head, value in zip(view.heads, line.values, strict=True)},
            }
            for line in view.lines
        ],
        "checks": [check_data(check) for check in view.checks],
    }


def check_data(check: CheckView) -> Json:
    """One identity as a mapping, with its gap."""
    return {
        "id": check.id,
        "label": check.label,
        "holds": check.holds,
        "left": number(check.left),
        "right": number(check.right),
        "gap": number(check.gap),
    }


def figure_data(value: FigureValue, language: str) -> Json:
    """One figure as a mapping."""
    return {
        "label": value.label.of(language),
        "value": number(value.value),
        "unit": value.unit,
        "numerator": number(value.numerator),
        "denominator": number(value.denominator),
        "definition": value.said.of(language),
    }


def report_json(report: Report, language: str, made_at: datetime) -> str:
    """The report as JSON text."""
    return json.dumps(report_data(report, language, made_at), ensure_ascii=False, indent=1) + "\n"


CSV_HEADER = (
    "table",
    "basis",
    "row",
    "row_label",
    "column",
    "column_label",
    "unit",
    "value",
    "numerator",
    "denominator",
)


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def report_csv(report: Report, language: str) -> str:
    """One line a cell, then one a figure."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_HEADER)
    for key, table in report.tables.items():
        view = view_of(table, language)
        for line in view.lines:
            for head, value, unit in zip(view.heads, line.values, line.units, strict=True):
                labels, found = (guarded(line.label), head.key, head.label), number(value)
                writer.writerow([key, view.basis, line.key, *labels, unit, "" if found is None else found, "", ""])
    for name, figure in report.figures.items():
        data = figure_data(figure, language)
        blank = ["" if data[k] is None else data[k] for k in ("value", "numerator", "denominator")]
        writer.writerow(["figure", report.basis or "", name, data["label"], "value", "", data["unit"], *blank])
    return out.getvalue()


def report_text(report: Report, language: str) -> str:
    """The report for a terminal: every table with its basis and checks, then the figures with both counts."""
    chinese = is_chinese(language)
    window, organ = report.window, report.scope.organ.name
    head = f"{organ}  {window.start} — {window.end}"
    if report.scope.subtree:
        head += "（含下级）" if chinese else " (with subtree)"
    if window.as_of != window.end:
        head += f"（状态日{window.as_of}）" if chinese else f" (as at {window.as_of})"
    parts = [head, ""]
    for value in report.tables.values():
        parts += [*_table_lines(view_of(value, language), language), ""]
    parts.append("指标" if chinese else "Figures")
    parts += [f"  {figure_line(value, language)}" for value in report.figures.values()]
    return "\n".join(parts) + "\n"


LABEL_PLACES = 34


def _table_lines(view: TableView, language: str) -> list[str]:
    lines = [f"{view.key} {view.title}（{view.basis_words}）"]
    lines.append(_padded("", LABEL_PLACES) + "".join(_left(head.label, 12) for head in view.heads))
    for group in view.groups:
        if group.apart:
            lines.append(f"  {group.heading}")
        for line in group.lines:
            cells = "".join(_left(number_words(value), 12) for value in line.values)
            lines.append(_padded(("    " if line.child else "  ") + line.label, LABEL_PLACES) + cells)
    if view.checks:
        said = "核对" if is_chinese(language) else "checks"
        lines.append(f"  {said}: {len(view.checks) - len(view.broken)}/{len(view.checks)}")
    lines += [f"  ✕ {check.label}: {check.left} ≠ {check.right} ({check.gap})" for check in view.broken]
    return lines


def _padded(text: str, places: int) -> str:
    return text + " " * max(1, places - places_of(text))


def _left(text: str, places: int) -> str:
    return " " * max(1, places - places_of(text)) + text


def figure_line(value: FigureValue, language: str) -> str:
    """A figure in one line; a rate with both counts."""
    text = number_words(value.value) if value.missing is None else value.missing.of(language)
    if value.denominator is not None and value.value is not None:
        text += unit_words(value.unit, language)
    counts = "" if value.denominator is None else f" ({number(value.numerator)}/{number(value.denominator)})"
    return f"{_padded(value.key, 46)} {_padded(value.label.of(language), 36)} {text}{counts}"
