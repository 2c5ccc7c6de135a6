"""What the declarations of tables share: columns, totals, and the check that rows add up."""

from __future__ import annotations

from collections.abc import Iterable

from casework.statistics.model import (
    ACCEPTED,
    COHORT,
    CONCLUDED,
    COUNT,
    RECEIVED,
    SHARE,
    Across,
    Check,
    Column,
    Label,
    Row,
)

TOTAL = Label("合计", "total")
COUNT_COLUMN = Column("count", Label("件数", "cases"), measure=COUNT, unit="case")
SHARE_COLUMN = Column("share", Label("占比", "share"), measure=SHARE, unit="percent")
VALUE = Column("value", Label("数值", "value"))
EACH_ORGAN = Label(
    "含下级时是各机关之和：一个机关告知、转送、提级给另一机关的，各计一次；不重复计的件数见T1、T2",
    "over a subtree it is the sum of what its organs report: what one passed to another counts with each of them; T1 "
    "and T2 tell how many there are without that",
)
"""Why T10 and T11 count a case of two organs twice: they add up what each organ reports."""
ANY_BASIS = (ACCEPTED, RECEIVED, CONCLUDED, COHORT)


def across(columns: Iterable[str]) -> Across:
    """Columns that sum to the column total."""
    return Across("columns", Label("各列之和=合计", "sum of columns = total"), tuple(columns), {"": ("total",)})


def sum_check(rows: Iterable[Row], what: Label, columns: str = "count") -> Check:
    """Rows that are neither children nor apart add up to the total."""
    parts = tuple(row.key for row in rows if not row.child and not row.apart and row.key != "total")
    return Check("total", what, parts, ("total",), columns)
