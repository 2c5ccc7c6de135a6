"""行政应诉: instances and results, appearances, after reconsideration (L1-L3)."""

from __future__ import annotations

from collections.abc import Iterable

from casework.law.litigation import STANDINGS
from casework.law.names import InstanceLevel
from casework.statistics.conditions import (
    Condition,
    Is,
    SideLost,
    Stands,
)
from casework.statistics.datasets import INSTANCES
from casework.statistics.model import (
    COUNT,
    OWN,
    RECEIVED,
    Across,
    Check,
    Column,
    Conditions,
    Label,
    Row,
    Table,
)
from casework.statistics.sets import (
    FIRST_CLOSED,
    INSTANCES_CARRIED_OVER,
    INSTANCES_CLOSED,
    INSTANCES_HEARD,
    INSTANCES_OPEN,
    INSTANCES_RECEIVED,
)
from casework.statistics.tables.common import TOTAL, across, sum_check
from casework.statistics.words.words import CARRIED_OVER
from casework.statistics.words.words import STANDINGS as STANDINGS_SAID
from casework.vocabulary import Vocabulary


def _instance(key: str, zh: str, en: str, *conditions: Condition) -> Row:
    return Row(key, Label(zh, en), INSTANCES, {"": conditions})


BALANCE = Label("上期结转+收到=审结+期末未结", "carried over + received = closed + open at the end")


def l1(vocabulary: Vocabulary) -> Table:
    """L1: instances by level and result."""
    results = vocabulary.labels("result")
    return Table(
        "L1",
        Label("应诉案件按审级和结果", "Litigation by instance and result"),
        OWN,
        (
            *[Column(x.value, Label(x.zh, x.en), (Is("level", x.value),), COUNT, "instance") for x in InstanceLevel],
            Column("total", TOTAL, (), COUNT, "instance"),
        ),
        (
            _instance(
                "carried_over", *CARRIED_OVER,
                *INSTANCES_CARRIED_OVER,
            ),
            _instance("received", "收到", "received", *INSTANCES_RECEIVED),
            *[
                _instance(code, label.zh, label.en, *INSTANCES_CLOSED, Is("result", code))
                for code, label in results.items()
            ],
            _instance("closed", "审结", "closed", *INSTANCES_CLOSED),
            _instance("open", "期末未结", "open at the end", *INSTANCES_OPEN),
        ),
        checks=(
            Check(
                "instance_balance",
                BALANCE,
                ("carried_over", "received"), ("closed", "open"),
            ),
            Check("results", Label("审结=各结果之和", "closed = sum of results"), ("closed",), tuple(results)),
        ),
        across=(across(level.value for level in InstanceLevel),),
    )  # fmt: skip


STANDING_LABELS = {
    "chief": ("by_chief", "正职出庭", "by the chief"),
    "deputy": ("by_deputy", "副职出庭", "by a deputy"),
    "other_leader": ("by_other_leader", "其他分管负责人出庭", "by another leader"),
    "staff_only": ("staff_only", *STANDINGS_SAID["staff_only"]),
    "nobody": ("nobody", *STANDINGS_SAID["nobody"]),
}
HEADS_CAME = Stands(STANDINGS[:3])
BY_CHIEF = Stands(STANDINGS[:1])

L2 = Table(
    "L2",
    Label("负责人出庭应诉", "Appearance of responsible persons"),
    OWN,
    (Column("count", Label("件数", "instances"), (), COUNT, "instance"),),
    (
        _instance("heard", "开庭", "heard", *INSTANCES_HEARD),
        _instance("attended", "负责人出庭", "attended by a responsible person", *INSTANCES_HEARD, HEADS_CAME),
        *[
            _instance(key, zh, en, *INSTANCES_HEARD, Stands((standing,)))
            for standing, (key, zh, en) in STANDING_LABELS.items()
        ],
    ),
    checks=(
        Check(
            "attendees",
            Label("开庭=各类出庭之和", "heard = sum by highest attendee"),
            ("heard",),
            tuple(key for key, _, _ in STANDING_LABELS.values()),
        ),
        Check(
            "heads",
            Label("负责人出庭=正职+副职+其他分管负责人", "attended = chief + deputy + other leader"),
            ("attended",),
            ("by_chief", "by_deputy", "by_other_leader"),
        ),
    ),
)

BY_COURT: dict[str, tuple[str, str, Conditions]] = {
    "carried_over": (*CARRIED_OVER, INSTANCES_CARRIED_OVER),
    "received": ("收到", "received", INSTANCES_RECEIVED),
    "closed": ("审结", "closed", INSTANCES_CLOSED),
    "first_closed": ("其中一审", "of them first instances", FIRST_CLOSED),
    "lost": ("一审败诉", "first instances lost", (*FIRST_CLOSED, SideLost())),
    "open": ("期末未结", "open at the end", INSTANCES_OPEN),
    "heard": ("开庭", "heard", INSTANCES_HEARD),
    "attended": ("负责人出庭", "attended by a responsible person", (*INSTANCES_HEARD, HEADS_CAME)),
    "by_chief": ("正职出庭", "by the chief", (*INSTANCES_HEARD, BY_CHIEF)),
}
"""Column of L4 -> its label and what it counts."""

AFTER_RECONSIDERATION = "litigation__after_reconsideration"
L3 = Table(
    "L3",
    Label("复议后起诉与直接起诉", "After reconsideration and direct suits"),
    RECEIVED,
    (
        Column("sole", Label("单独被告", "sole defendant"), (Is("litigation__role", "sole"),), COUNT, "instance"),
        Column("joint", Label("共同被告", "joint defendant"), (Is("litigation__role", "joint"),), COUNT, "instance"),
        Column("total", TOTAL, (), COUNT, "instance"),
    ),
    (
        _instance("direct", "直接起诉", "direct", *INSTANCES_RECEIVED, Is(AFTER_RECONSIDERATION, value=False)),
        _instance(
            "after_reconsideration", "复议后起诉", "after reconsideration",
            *INSTANCES_RECEIVED, Is(AFTER_RECONSIDERATION, value=True),
        ),
        _instance("total", "合计", "total", *INSTANCES_RECEIVED),
    ),
    checks=(
        Check(
            "total", Label("直接+复议后=合计", "direct + after = total"),
            ("direct", "after_reconsideration"), ("total",),
        ),
    ),
    across=(across(("sole", "joint")),),
)  # fmt: skip


def court_key(name: str) -> str:
    """The key of a court's row: keys hold no full stop."""
    return f"{COURT}{name.replace('.', '．')}"


def l4(courts: Iterable[str]) -> Table:
    """L4: what was before each court, with what became of it and who came."""
    rows = [_instance(court_key(name), name, name, Is("court", name)) for name in courts]
    rows.append(_instance("total", *TOTAL))
    return Table(
        "L4",
        Label("应诉案件按法院", "Litigation by court"),
        OWN,
        tuple(
            Column(key, Label(zh, en), conditions, COUNT, "instance") for key, (zh, en, conditions) in BY_COURT.items()
        ),
        tuple(rows),
        checks=(sum_check(rows, Label("各法院之和=合计", "sum of courts = total"), ""),),
        definition=Label(
            "各列按自身日期计：收到、审结、首次开庭；败诉是期内审结的一审。法院按记录所写的名称分",
            "each column by its own date: received, closed, first heard; lost of the first instances closed in the "
            "period. Courts are told apart by the name that was recorded",
        ),
        across=(Across("instance_balance", BALANCE, ("carried_over", "received"), {"": ("closed", "open")}),),
    )


COURT = "court:"
"""Begins the key of a court's row."""
