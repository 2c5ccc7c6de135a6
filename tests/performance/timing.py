"""Times that can be compared: what is measured and its floor take turns, and the median of each counts."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median, quantiles
from typing import Any, NamedTuple


def milliseconds(work: Callable[[], Any]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


class Compared(NamedTuple):
    """Median times in milliseconds, and the median of the ratios of neighbouring turns."""

    found: float
    floor: float
    ratio: float


def in_turns(work: Callable[[], Any], floor: Callable[[], Any], rounds: int, warm_up: int = 3) -> Compared:
    """What is measured and its floor take turns, so that a slow moment hits both; who is first changes too."""
    times: list[tuple[float, float]] = []
    for n in range(rounds + warm_up):
        first, second = (work, floor) if n % 2 else (floor, work)
        took = milliseconds(first), milliseconds(second)
        if n >= warm_up:
            times.append(took if n % 2 else took[::-1])
    found, below = zip(*times, strict=True)
    return Compared(median(found), median(below), median(a / b for a, b in times))


def percentile_95(times: list[float]) -> float:
    """The time that 95 of 100 stay below."""
    return quantiles(times, n=20)[-1]
