"""A number as people read it, on pages, in files and for a terminal alike."""

from __future__ import annotations

from decimal import Decimal

from casework.statistics.counting.rates import rounded

NOTHING = "—"
"""What stands where there is nothing to say."""
SEPARATED_FROM = 10_000


def number_words(value: Decimal | int | float | None, unit: str | None = None) -> str:
    """12,345.60 for yuan, at most two decimals for the rest, separators from ten thousand up; — for none."""
    if value is None:
        return NOTHING
    if isinstance(value, int) and unit != "yuan":
        return f"{value:,}" if abs(value) >= SEPARATED_FROM else str(value)
    number = rounded(Decimal(str(value)))
    if unit == "yuan" and number:
        return f"{number:,.2f}"
    text = f"{number:,.2f}" if abs(number) >= SEPARATED_FROM else f"{number:.2f}"
    return text.rstrip("0").rstrip(".")
