"""行政复议 in two directions: outcomes by matter (T9), months beside the same months a year before (T10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from casework.law.names import Outcome
from casework.statistics.conditions import Is
from casework.statistics.counting.days import months_of
from casework.statistics.datasets import MONTHS, PHASES
from casework.statistics.model import CONCLUDED, COUNT, OWN, Check, Column, Conditions, Label, Row, Table
from casework.statistics.sets import (
    ACCEPTED_WITHIN,
    CONCLUDED_WITHIN,
    PENDING_END,
    RECEIVED_WITHIN,
    STAGE_CONCLUDED,
    narrowed,
)
from casework.statistics.tables.common import ANY_BASIS, EACH_ORGAN, TOTAL, across, sum_check
from casework.vocabulary import Vocabulary


def by_code(vocabulary: Vocabulary, name: str, column: str, child: str, heading: Label | None = None) -> list[Column]:
    """One column a code of a list; a code under a heading is a column of its own that is never summed."""
    return [
        Column(
            code,
            Label(label.zh, label.en),
            (Is(child if label.parent else column, code),),
            COUNT,
            "case",
            child=bool(label.parent),
            heading=heading,
        )
        for code, label in vocabulary.labels(name).items()
    ]


def t9(vocabulary: Vocabulary) -> Table:
    """T9: outcomes by matter."""
    columns = by_code(vocabulary, "matter", "matter", "matter_child", Label("申请事项", "matter"))
    rows = [Row(o.value, Label(o.zh, o.en), PHASES, narrowed(STAGE_CONCLUDED, Is("outcome", o.value))) for o in Outcome]
    rows.append(Row("total", TOTAL, PHASES, STAGE_CONCLUDED))
    return Table(
        "T9",
        Label("结案方式与申请事项", "Outcomes by matter"),
        CONCLUDED,
        (*columns, Column("total", TOTAL, (), COUNT, "case")),
        tuple(rows),
        ANY_BASIS,
        (sum_check(rows, Label("各结案方式之和=合计", "sum of outcomes = total"), ""),),
        Label("审结案件按结案方式和申请事项", "concluded cases by outcome and matter"),
        (across(column.key for column in columns if not column.child),),
    )


def _event(key: str, zh: str, en: str, conditions: Conditions) -> Column:
    return Column(key, Label(zh, en), conditions, COUNT, "case", MONTHS, heading=Label("本期", "this period"))


EVENTS = (
    _event("received", "收到", "received", RECEIVED_WITHIN),
    _event("accepted", "受理", "accepted", ACCEPTED_WITHIN),
    _event("concluded", "审结", "concluded", CONCLUDED_WITHIN),
    _event("pending_end", "月末未审结", "pending at the end", PENDING_END[""]),
)
YEAR_BEFORE = Label("上年同期", "the year before")
EARLIER = tuple(replace(each, key=f"previous_{each.key}", earlier=True, heading=YEAR_BEFORE) for each in EVENTS)


@lru_cache(maxsize=16)
def t10(start: date, end: date) -> Table:
    """T10: the months of a period, each beside the same days of the year before."""
    months = [
        Row(f"{first:%Y-%m}", Label(f"{first.year}年{first.month}月", f"{first:%Y-%m}"), MONTHS, {}, days=(first, last))
        for first, last in months_of(start, end)
    ]
    rows = (*months, Row("total", TOTAL, MONTHS, {}))
    columns = (*EVENTS, *EARLIER)
    flows = [column.key for column in columns if not column.key.endswith("pending_end")]
    stocks = [column.key for column in columns if column.key.endswith("pending_end")]
    summed = Label("各月之和=合计", "sum of months = total")
    last = Label("末月月末=期末", "end of the last month = end of the period")
    return Table(
        "T10",
        Label("逐月与上年同期", "By month and year on year"),
        OWN,
        columns,
        rows,
        checks=(
            *[Check("total", summed, tuple(row.key for row in months), ("total",), key) for key in flows],
            *[Check("stock", last, (months[-1].key,), ("total",), key) for key in stocks],
        ),
        definition=Label(
            f"各按自身日期计；期间首尾两月只计期内之日，上年同期取相同之日（二月末日对二月末日）。{EACH_ORGAN.zh}",
            "each by its own date; of the first and the last month the days within the period, of the year before the "
            f"same days (the last of February beside the last of February); {EACH_ORGAN.en}",
        ),
    )
