"""Whether the floor gives the same cells and figures as the report."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from casework.statistics.compute import Report, exact
from casework.statistics.counting.rates import percent, rounded
from casework.statistics.model import COHORT, OWN
from casework.vocabulary import shipped_kinds
from tests.performance.counting.floor import Counted


def differences(counted: Counted, report: Report) -> list[str]:
    """Every cell and figure of the report that the floor does not give."""
    found = []
    for key, table in report.tables.items():
        shown = {row.key for row in table.table.rows}
        for (row, column), value in table.values.items():
            if row not in shown:  # a row that counts each case once, where no case comes twice
                continue
            if key in ("W1", "R1"):
                name = row.replace(":", ".") if key == "R1" else f"ledger.{row.replace(':', '.')}"
                expected = figure_of(counted, name, COHORT if key == "R1" else OWN)
            else:
                expected = _cell(counted, key, row, column)
            if _plain(expected) != _plain(value):
                found.append(f"{key}.{row}.{column}: {value}, floor {expected}")
    for key, figure in report.figures.items():
        expected = figure_of(counted, key, OWN)
        if _plain(expected) != _plain(figure.value):
            found.append(f"{key}: {figure.value}, floor {expected}")
    return found


def _plain(value: Any) -> Decimal | None:
    return None if value is None else exact(value)


def _cell(counted: Counted, key: str, row: str, column: str) -> Any:
    if column == "share":
        return percent(counted.cells[key, row, "count"], counted.cells[key, "total", "count"])
    if (key, row) == ("T7", "mean_days"):
        return _mean(counted.figures[OWN])
    return counted.cells[key, row, column]


def _mean(own: Counter[str]) -> Decimal | None:
    return rounded(Decimal(own["days"]) / own["concluded"]) if own["concluded"] else None


def figure_of(counted: Counted, key: str, basis: str) -> Any:
    """A figure from the floor's counts."""
    kind, _, name = key.partition(".")
    if kind == "reconsideration":
        return _case_figure(counted.figures[basis], name, basis)
    if kind == "ledger":
        return _ledger_figure(counted, name)
    return _mediation_figure(counted, name) if kind == "mediation" else _litigation_figure(counted, name)


def _litigation_figure(counted: Counted, name: str) -> Any:
    own, cells = counted.figures[OWN], counted.cells
    rates = {
        "appearance_rate": (cells["L2", "attended", "count"], cells["L2", "heard", "count"]),
        "loss_rate": (own["lost"], own["first_closed"]),
    }
    if name in rates:
        return percent(*rates[name])
    if name in ("lost", "disputes"):
        return own[name]
    tables = {"direct": "L3", "after_reconsideration": "L3", "heard": "L2", "attended": "L2"}
    table = tables.get(name, "L1")
    return cells[table, name, "count" if table == "L2" else "total"]


def _mediation_figure(counted: Counted, name: str) -> Any:
    own, cells = counted.figures[OWN], counted.cells
    if name == "success_rate":
        return percent(cells["M1", "succeeded", "count"], cells["M1", "concluded", "count"])
    if name in ("performed", "judicially_confirmed"):
        return own["performed" if name == "performed" else "confirmed"]
    if name in ("parties", "amount"):
        return cells["M1", "concluded", name]
    return cells["M1", name, "count"]


RATES = {
    "correction_rate": "corrected", "comprehensive_correction_rate": "comprehensively", "uphold_rate": "outcome.uphold",
    "settlement_rate": "settlement", "suit_rate": "sued",
}  # fmt: skip


INFLOW = ("carried_over", "accepted", "reopened", "taken_over")


def _case_figure(into: Counter[str], name: str, basis: str) -> Any:
    if name in RATES:
        return percent(into[RATES[name]], into["concluded"])
    if name == "acceptance_rate":
        return percent(into["accepted_by_then" if basis == OWN else "accepted"], into["received"])
    if name == "conclusion_rate":
        return percent(into["concluded"], sum(into[row] for row in INFLOW))
    if name == "opinion_feedback_rate":
        return percent(into["opinion_answered"], into["opinion_issued"])
    return _mean(into) if name == "mean_days" else into[name]


def _ledger_figure(counted: Counted, name: str) -> Any:
    kind, _, last = name.partition(".")
    for rate in shipped_kinds()[kind].rates:
        if rate.code == last:
            first, _, second = rate.numerator.partition("-")
            top = counted.sums.get(f"{kind}.{first}", 0) - (counted.sums.get(f"{kind}.{second}", 0) if second else 0)
            return percent(top, counted.sums.get(f"{kind}.{rate.denominator}", 0))
    missing = None if shipped_kinds()[kind].quantities[last].adds_up == "mean" else 0
    return counted.quantities.get(name, missing)
