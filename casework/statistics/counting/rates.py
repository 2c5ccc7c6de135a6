"""Rounding and rates: one place for percent, half up by default, null on an empty denominator."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Literal

FEW = 10
"""Of fewer cases no percentage says anything: their counts stand alone."""
Rounding = Literal["half_up", "truncate"]
_MODES = {"half_up": ROUND_HALF_UP, "truncate": ROUND_DOWN}


def rounded(value: Decimal, places: int = 2, rounding: Rounding = "half_up") -> Decimal:
    """The value with that many decimals."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=_MODES[rounding])


BY_INHABITANTS = "per_10000"
PER: dict[str, int] = {"percent": 100, "per_application": 1, BY_INHABITANTS: 10_000}
"""Unit of a rate -> of how many of its denominator it speaks."""


def rate(
    unit: str, numerator: Decimal | int, denominator: Decimal | int, places: int = 2, rounding: Rounding = "half_up"
) -> Decimal | None:
    """numerator / denominator in a unit of `PER`; None where the denominator is zero."""
    if denominator == 0:
        return None
    return rounded(Decimal(numerator) * PER[unit] / Decimal(denominator), places, rounding)


def percent(
    numerator: Decimal | int, denominator: Decimal | int, places: int = 2, rounding: Rounding = "half_up"
) -> Decimal | None:
    """numerator / denominator as a percentage; None where the denominator is zero."""
    return rate("percent", numerator, denominator, places, rounding)


def number(value: Decimal | int | None) -> int | float | None:
    """A value for JSON: whole numbers without a decimal point."""
    if value is None or isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def plain(value: Decimal | int | None) -> int | str | None:
    """A number without a float: whole ones as they are, others as their decimal text (`"52.73"`)."""
    if value is None or isinstance(value, int):
        return value
    if value == value.to_integral_value():
        return int(value)
    return f"{value.normalize():f}"


def unplain(value: int | str | None) -> Decimal | int | None:
    """A number as it was before it became plain."""
    return Decimal(value) if isinstance(value, str) else value
