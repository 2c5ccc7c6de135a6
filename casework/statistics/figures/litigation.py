"""行政应诉: the figures of the yearly report, by instance."""

from __future__ import annotations

from casework.statistics.conditions import Is, SideLost
from casework.statistics.datasets import INSTANCES, PHASES
from casework.statistics.figures.common import Family, compared
from casework.statistics.model import ByBasis, FigureSet, Measure
from casework.statistics.sets import (
    FIRST_CLOSED,
    INSTANCES_CARRIED_OVER,
    INSTANCES_CLOSED,
    INSTANCES_HEARD,
    INSTANCES_OPEN,
    INSTANCES_RECEIVED,
    RECEIVED_CASES,
    narrowed,
)
from casework.statistics.tables.litigation import AFTER_RECONSIDERATION, BY_CHIEF, HEADS_CAME
from casework.statistics.words.words import CARRIED_OVER, both

UNITS = Family("litigation", INSTANCES)
RECEIVED: ByBasis = {"": INSTANCES_RECEIVED}
HEARD: ByBasis = {"": INSTANCES_HEARD}
ATTENDED = narrowed(HEARD, HEADS_CAME)
CHIEF_CAME = narrowed(HEARD, BY_CHIEF)
FIRST: ByBasis = {"": FIRST_CLOSED}
LOST = narrowed(FIRST, SideLost())

LITIGATION = (
    UNITS.count(
        "received",
        "收到应诉案件 | instances received",
        RECEIVED,
        "期内收到起诉状或者上诉状副本的审级 | instances whose copy was received in the period",
    ),
    UNITS.count(
        "carried_over",
        both(CARRIED_OVER),
        {"": INSTANCES_CARRIED_OVER},
        "期间前一日未结的审级 | open on the day before the period",
    ),
    UNITS.count("closed", "审结 | closed", {"": INSTANCES_CLOSED}, "期内审结的审级 | closed in the period"),
    UNITS.count(
        "open",
        "期末未结 | open at the end",
        {"": INSTANCES_OPEN},
        "期末未结的审级 | open at the end",
    ),
    UNITS.count("heard", "开庭 | heard", HEARD, "首次开庭在期内的审级 | first hearing in the period"),
    UNITS.count(
        "attended",
        "负责人出庭 | attended",
        ATTENDED,
        "其中到期末有负责人出庭的（法释〔2020〕3号） | of those, attended by a responsible person by the end",
    ),
    UNITS.rate(
        "appearance_rate", "负责人出庭应诉率 | appearance rate", ATTENDED, HEARD, "负责人出庭/开庭 | attended / heard"
    ),
    UNITS.count(
        "by_chief",
        "正职出庭 | attended by the chief",
        CHIEF_CAME,
        "其中到期末有正职负责人出庭的 | of those heard, attended by the chief by the end",
    ),
    UNITS.rate(
        "chief_rate", "正职出庭率 | chief's appearance rate", CHIEF_CAME, HEARD, "正职出庭/开庭 | by the chief / heard"
    ),
    UNITS.count("lost", "败诉 | lost", LOST, "期内审结的一审中败诉的 | first instances closed in the period and lost"),
    UNITS.rate(
        "loss_rate",
        "败诉率 | loss rate",
        LOST,
        FIRST,
        "败诉/期内审结的一审 | lost / first instances closed in the period",
    ),
    UNITS.count(
        "direct",
        "直接起诉 | direct suits",
        narrowed(RECEIVED, Is(AFTER_RECONSIDERATION, value=False)),
        "期内收到的未经复议的审级 | received in the period, not after reconsideration",
    ),
    UNITS.count(
        "after_reconsideration",
        "复议后起诉 | after reconsideration",
        narrowed(RECEIVED, Is(AFTER_RECONSIDERATION, value=True)),
        "期内收到的经复议的审级 | received in the period, after reconsideration",
    ),
    UNITS.measured(
        "disputes",
        "应诉争议 | disputes",
        RECEIVED,
        Measure("distinct", "litigation"),
        "case",
        "期内收到至少一个审级的争议 | disputes with an instance received in the period",
    ),
    compared(
        "litigation.per_application",
        "诉讼与复议之比 | suits to applications for reconsideration",
        "per_application",
        FigureSet(INSTANCES, narrowed(RECEIVED, Is("level", "first"))),
        FigureSet(PHASES, RECEIVED_CASES),
        "期内收到的一审/期内收到的行政复议申请 | first instances received / applications for reconsideration received",
    ),
)
