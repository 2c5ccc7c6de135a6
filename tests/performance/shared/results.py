"""What a run found, as a table on the screen and in docs/performance.md."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

BEGIN, END = "<!-- results: written by make bench -->", "<!-- end of results -->"
PAGE = Path(__file__).resolve().parents[3] / "docs" / "performance.md"


class Result(NamedTuple):
    """One goal on one database: what was measured beside what, and whether the goal is met."""

    goal: str
    what: str
    database: str
    found: str
    floor: str
    ratio: float
    limit: str

    @property
    def met(self) -> bool:
        """Whether the ratio keeps the limit, `≤ 1.5` or `≥ 0.2`."""
        sign, number = self.limit.split()
        bound = float(number.replace(",", ""))
        return self.ratio <= bound if sign == "≤" else self.ratio >= bound


HEADINGS = ("Goal", "What", "Database", "Found", "Floor", "Ratio", "Wanted", "Met")


def lines(results: Iterable[Result]) -> list[str]:
    """The table in Markdown."""
    rows = [(*r[:5], _number(r.ratio), r.limit, "yes" if r.met else "**no**") for r in results]
    return [f"| {' | '.join(row)} |" for row in (HEADINGS, ("---",) * len(HEADINGS), *rows)]


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def write(results: Iterable[Result], notes: str) -> None:
    """Put the table in its place in docs/performance.md."""
    text = PAGE.read_text(encoding="utf-8")
    table = "\n".join([BEGIN, notes, "", *lines(results), END])
    replaced = re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: table, text, count=1, flags=re.DOTALL)
    PAGE.write_text(replaced, encoding="utf-8")
