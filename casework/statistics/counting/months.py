"""Counting over many short windows at once: the days of a column are put in order once, then each window is cut out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from casework.statistics.conditions import END, START, After, Is, UpTo, Window, Within
from casework.statistics.counting.masks import Fold, bounds
from casework.statistics.model import Conditions


def counted_in(fold: Fold, conditions: Conditions, windows: Sequence[Window]) -> list[int]:
    """How many rows fulfil the conditions in each window.

    Beside fixed values the conditions are either one day in the window, or open at its end: opened up to then and
    closed after it, which is how many had opened less how many had closed.
    """
    subset = fold.subset([condition for condition in conditions if isinstance(condition, Is)])
    dated = [condition for condition in conditions if not isinstance(condition, Is)]
    days = [sorted(fold.listed(subset, condition.column)) for condition in dated]
    if len(dated) == 1 and isinstance(dated[0], Within):
        cuts = [(bounds(window)(START), bounds(window)(END)) for window in windows]
        return [max(0, bisect_right(days[0], end) - bisect_left(days[0], start)) for start, end in cuts]
    opened, closed = dated
    if not (isinstance(opened, UpTo) and isinstance(closed, After) and opened.bound == closed.bound == END):
        raise TypeError(f"These are no conditions of a flow or a stock: {dated}")
    ends = [bounds(window)(END) for window in windows]
    return [bisect_right(days[0], end) - bisect_right(days[1], end) for end in ends]
