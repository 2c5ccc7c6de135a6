"""From the options of report and records to scope and window."""

from __future__ import annotations

from typing import Any

from casework.errors import FaultyInput
from casework.management.base import read_option_date
from casework.reference import Reference
from casework.statistics.bases import Scope
from casework.statistics.conditions import Window


def scope_and_window(reference: Reference, options: dict[str, Any]) -> tuple[Scope, Window]:
    """What the options ask for. Raises FaultyInput for an unknown organ, a wrong date, an inverted period."""
    organ = reference.organ(options["organ"], where="--organ")
    start, end = read_option_date(options["start"], "--from"), read_option_date(options["end"], "--to")
    as_of = read_option_date(options["as_of"], "--as-of") if options["as_of"] else end
    return Scope(organ, options["subtree"]), window_of(start, end, as_of)


def window_of(start: Any, end: Any, as_of: Any) -> Window:
    """A window. Raises FaultyInput for an inverted period or a day of the state before it."""
    if end < start:
        raise FaultyInput(
            f"期间倒了：--from {start} 晚于 --to {end}",
            f"The period is inverted: {start} lies after {end}",
            where="--to",
        )
    if as_of < start:
        raise FaultyInput(
            f"状态日--as-of {as_of} 早于期初{start}：要等于或晚于期初",
            f"--as-of {as_of} lies before the period that begins on {start}; it must be that day or later",
            where="--as-of",
        )
    return Window(start, end, as_of)
