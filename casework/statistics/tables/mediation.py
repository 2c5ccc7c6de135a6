"""人民调解: results, types, bodies and sources (M1-M3)."""

from __future__ import annotations

from casework.law.names import MediationResult
from casework.statistics.conditions import (
    AS_OF,
    After,
    Is,
    Within,
)
from casework.statistics.datasets import MEDIATIONS
from casework.statistics.model import (
    CONCLUDED,
    COUNT,
    RECEIVED,
    ByBasis,
    Check,
    Column,
    Label,
    Measure,
    Row,
    Table,
)
from casework.statistics.sets import MEDIATIONS as MEDIATED
from casework.statistics.sets import (
    MEDIATIONS_CONCLUDED,
    MEDIATIONS_OPEN_AT_END,
    MEDIATIONS_OPEN_AT_START,
    NONE,
    narrowed,
)
from casework.statistics.tables.common import COUNT_COLUMN, SHARE_COLUMN, TOTAL, across, sum_check
from casework.statistics.words.words import CARRIED_OVER, COLUMNS
from casework.vocabulary import Vocabulary


def _mediation(key: str, zh: str, en: str, conditions: ByBasis) -> Row:
    return Row(key, Label(zh, en), MEDIATIONS, conditions)


M1 = Table(
    "M1",
    Label("调解结果", "Mediation by result"),
    CONCLUDED,
    (
        COUNT_COLUMN,
        Column("parties", COLUMNS["parties"], (), Measure("sum", "parties"), "person"),
        Column("amount", COLUMNS["amount"], (), Measure("sum", "amount"), "yuan"),
    ),
    (
        _mediation("carried_over", *CARRIED_OVER, {"": MEDIATIONS_OPEN_AT_START, RECEIVED: NONE}),
        _mediation("received", "收到", "received", {"": (Within("received_on"),)}),
        *[
            _mediation(r.value, r.zh, r.en, narrowed(MEDIATIONS_CONCLUDED, Is("result", r.value)))
            for r in MediationResult
        ],
        _mediation("concluded", "办结", "concluded", MEDIATIONS_CONCLUDED),
        _mediation(
            "open", "期末未结", "open at the end",
            {"": MEDIATIONS_OPEN_AT_END, RECEIVED: (Within("received_on"), After("concluded_on", AS_OF))},
        ),
    ),
    bases=(CONCLUDED, RECEIVED),
    checks=(
        Check(
            "mediation_balance",
            Label("上期结转+收到=各结果+期末未结", "carried over + received = results + open at the end"),
            ("carried_over", "received"), (*[r.value for r in MediationResult], "open"), "count",
        ),
        Check(
            "results", Label("办结=各结果之和", "concluded = sum of results"),
            ("concluded",), tuple(r.value for r in MediationResult),
        ),
    ),
)  # fmt: skip


def m2(vocabulary: Vocabulary) -> Table:
    """M2: by type of dispute."""
    rows = [
        _mediation(code, label.zh, label.en, narrowed(MEDIATED, Is("dispute_type", code)))
        for code, label in vocabulary.labels("dispute_type").items()
    ]
    rows.append(_mediation("total", "合计", "total", MEDIATED))
    check = sum_check(rows, Label("各类型之和=合计", "sum of types = total"))
    title = Label("调解按纠纷类型", "Mediation by type")
    return Table("M2", title, CONCLUDED, (COUNT_COLUMN, SHARE_COLUMN), tuple(rows), (CONCLUDED, RECEIVED), (check,))


def m3(vocabulary: Vocabulary) -> Table:
    """M3: by body and source."""
    rows = [
        _mediation(code, label.zh, label.en, narrowed(MEDIATED, Is("body_kind", code)))
        for code, label in vocabulary.labels("body_kind").items()
    ]
    rows.append(_mediation("total", "合计", "total", MEDIATED))
    columns = [
        Column(
            code,
            Label(x.zh, x.en),
            (Is("source_child" if x.parent else "source", code),),
            COUNT,
            "case",
            child=bool(x.parent),
        )
        for code, x in vocabulary.labels("source").items()
    ]
    sums = (across([column.key for column in columns if not column.child]),)
    columns.append(Column("total", TOTAL, (), COUNT, "case"))
    check = sum_check(rows, Label("各组织之和=合计", "sum of bodies = total"), "")
    title = Label("调解按组织和来源", "Mediation by body and source")
    bases = (CONCLUDED, RECEIVED)
    return Table("M3", title, CONCLUDED, tuple(columns), tuple(rows), bases, (check,), across=sums)
