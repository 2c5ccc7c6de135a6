"""行政复议: the times that did not count, as a row of cases says them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from casework.imports.columns.cases import COLUMN, COLUMNS
from casework.imports.columns.shape import Said, Wrong, both_or_neither
from casework.law.words.languages import Text
from casework.text.days import written_day

SUSPENSION, CORRECTION, BEFORE_TRANSFER = "suspension", "correction", "before_transfer"
TO = re.compile("~|～|至|到|——?|－|–|--")
"""What stands between two days."""


class Stop(NamedTuple):
    """A time that did not count: the first day, and the day that counts again; the columns that say both."""

    kind: str
    on: date
    until: date | None
    ground: str = ""
    began: str = "stopped_on"
    ended: str = "resumed_on"
    grounded: str = "stop_ground"


def stops(said: Said) -> list[Stop]:
    """The times of a row, in their order: as our own files list them, else its suspensions.

    Raises Wrong where two columns say of the last suspension what cannot both be.
    """
    both_or_neither(COLUMNS, said, "stop", "stopped_on")
    kinds = said.each("stop")
    named = list(_suspended(said))
    if not kinds:
        return sorted(named, key=lambda stop: stop.on)
    listed = [_listed(said, place, kind) for place, kind in enumerate(kinds)]
    last = [stop for stop in listed if stop.kind == SUSPENSION][-1:]
    for stop in named:
        said.use(stop.began, stop.ended, stop.grounded)
        if (stop.on, stop.until) != ((last[0].on, last[0].until) if last else None):
            raise Wrong(
                stop.began,
                stop.on,
                Text(
                    "和停止日期、恢复计算日期里的最近一次中止不一致",
                    "is not the last suspension of stop and stopped_on",
                ),
                Text("两处一致，或者只写一处", "the same in both, or in one"),
            )
    return sorted(listed, key=lambda stop: stop.on)


def _listed(said: Said, place: int, kind: str) -> Stop:
    count = len(said.each("stop"))
    on, until, ground = (said.beside(key, "stop", place, count) for key in ("stopped_on", "resumed_on", "stop_ground"))
    if on is None:
        label = COLUMN["stop"].label
        raise Wrong("stopped_on", "", Text(f"写了{label.zh}，缺这一项", f"{label.en} is given without it"))
    return Stop(kind, on, until, ground or "")


def _suspended(said: Said) -> Iterator[Stop]:
    ons = said.each("suspended_from")
    for place, on in enumerate(ons):
        until, ground = (
            said.beside(key, "suspended_from", place, len(ons)) for key in ("suspended_to", "suspension_ground")
        )
        yield Stop(SUSPENSION, on, until, ground or "", "suspended_from", "suspended_to", "suspension_ground")
    times = said.each("suspended_during")
    for place, time in enumerate(times):
        yield _during(time, said.beside("suspension_ground", "suspended_during", place, len(times)) or "")


def _during(time: str, ground: str) -> Stop:
    """2024-03-01至2024-04-02, or with nothing behind the word where the case is still suspended."""
    parts = [part.strip() for part in TO.split(time)]
    try:
        on, until = written_day(parts[0]), written_day(parts[1]) if len(parts) > 1 and parts[1] else None
        if len(parts) <= 2 and (until is None or on <= until):
            return Stop(SUSPENSION, on, until, ground, "suspended_during", "suspended_during", "suspension_ground")
    except ValueError:
        pass
    raise Wrong(
        "suspended_during",
        time,
        Text("不是起止日期", "is no time from one day to another"),
        Text("2024-03-01至2024-04-02；仍中止的写2024-03-01至", "2024-03-01~2024-04-02, or 2024-03-01~ while it lasts"),
    )
