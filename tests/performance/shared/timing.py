"""Times that can be compared: what is measured and its floor take turns, and the median of each counts."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Any, NamedTuple

from django.db import connection

Clock = Callable[[], float]
"""Seconds since some moment."""


def milliseconds(work: Callable[[], Any], clock: Clock = time.perf_counter) -> float:
    """How long it takes."""
    start = clock()
    work()
    return (clock() - start) * 1000


def processor() -> Clock:
    """Processor time of this process, and of the server process behind its connection: what others do is not counted.

    The wall's clock where a server's processor time cannot be read, as from another machine.
    """
    if connection.vendor != "postgresql":
        return time.process_time
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    path = Path(f"/proc/{pid}/schedstat")
    if not path.exists():
        return time.perf_counter
    return lambda: time.process_time() + int(path.read_text().split()[0]) / 1e9


class Compared(NamedTuple):
    """Median times in milliseconds, and the median of the ratios of neighbouring turns."""

    found: float
    floor: float
    ratio: float


def in_turns(
    work: Callable[[], Any],
    floor: Callable[[], Any],
    rounds: int,
    warm_up: int = 3,
    clock: Clock = time.perf_counter,
) -> Compared:
    """What is measured and its floor take turns, so that a slow moment hits both; who is first changes too."""
    times: list[tuple[float, float]] = []
    for n in range(rounds + warm_up):
        first, second = (work, floor) if n % 2 else (floor, work)
        took = milliseconds(first, clock), milliseconds(second, clock)
        if n >= warm_up:
            times.append(took if n % 2 else took[::-1])
    found, below = zip(*times, strict=True)
    return Compared(median(found), median(below), median(a / b for a, b in times))


def percentile_95(times: list[float]) -> float:
    """The time that 95 of 100 stay below."""
    return quantiles(times, n=20)[-1]
