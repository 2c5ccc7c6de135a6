"""The figures of the yearly report as data (docs/statistics.md): one set, or a rate of two, each with its words."""

from __future__ import annotations

from casework.statistics.figures.indicators import INDICATORS
from casework.statistics.figures.litigation import LITIGATION
from casework.statistics.figures.mediation import MEDIATION
from casework.statistics.figures.reconsideration import RECONSIDERATION
from casework.statistics.model import Figure

FIGURES: dict[str, Figure] = {figure.key: figure for figure in (*RECONSIDERATION, *LITIGATION, *MEDIATION)}
"""All figures of case records by key; those of the work ledger are in `casework.statistics.ledger`."""
KNOWN: dict[str, Figure] = {**FIGURES, **{figure.key: figure for figure in INDICATORS}}
"""The figures of the report and the quality indicators, which no report holds; each opens its list."""

OF_CASES = (
    "reconsideration.received",
    "reconsideration.accepted",
    "reconsideration.concluded",
    "reconsideration.pending",
    "reconsideration.corrected",
    "reconsideration.correction_rate",
    "reconsideration.settlement_rate",
    "reconsideration.late",
)
KEY_FIGURES = (
    *OF_CASES,
    "litigation.received",
    "litigation.appearance_rate",
    "litigation.loss_rate",
    "mediation.received",
    "mediation.success_rate",
)
"""What a supervisor looks at first, in the order of the report."""
COMPARED = (
    *OF_CASES,
    "litigation.appearance_rate",
    "mediation.concluded",
    "mediation.success_rate",
    "reconsideration.per_10000",
)
"""The figures that organs are compared in."""
