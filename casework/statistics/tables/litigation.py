"""行政应诉: instances and results, appearances, after reconsideration (L1-L3)."""

from __future__ import annotations

from casework.law.litigation import STANDINGS
from casework.law.names import InstanceLevel
from casework.statistics.bases import INSTANCES
from casework.statistics.conditions import (
    END,
    START,
    After,
    Before,
    Condition,
    Is,
    NotBefore,
    Stands,
    UpTo,
)
from casework.statistics.model import (
    COUNT,
    OWN,
    RECEIVED,
    Check,
    Column,
    Label,
    Row,
    Table,
)
from casework.statistics.sets import (
    INSTANCES_CLOSED,
    INSTANCES_HEARD,
    INSTANCES_RECEIVED,
)
from casework.statistics.tables.parts import TOTAL, across
from casework.statistics.words import CARRIED_OVER
from casework.statistics.words import STANDINGS as STANDINGS_SAID
from casework.vocabulary import Vocabulary


def _instance(key: str, zh: str, en: str, *conditions: Condition) -> Row:
    return Row(key, Label(zh, en), INSTANCES, {"": conditions})


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
                Before("received_on", START), NotBefore("closed_on", START),
            ),
            _instance("received", "收到", "received", *INSTANCES_RECEIVED),
            *[
                _instance(code, label.zh, label.en, *INSTANCES_CLOSED, Is("result", code))
                for code, label in results.items()
            ],
            _instance("closed", "审结", "closed", *INSTANCES_CLOSED),
            _instance("open", "期末未结", "open at the end", UpTo("received_on", END), After("closed_on", END)),
        ),
        checks=(
            Check(
                "instance_balance",
                Label("上期结转+收到=审结+期末未结", "carried over + received = closed + open at the end"),
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
