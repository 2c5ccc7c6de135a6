"""质量指标: how long each stage took and how often what happened, of the cases concluded in the period.

They stand beside the figures of the report and are no part of it (docs/statistics.md, R1).
"""

from __future__ import annotations

from typing import NamedTuple

from casework.law.terms.terms import TermCode
from casework.statistics.conditions import AS_OF, END, AtMost, Condition, Is, UpTo, Within
from casework.statistics.figures.common import Family, words
from casework.statistics.model import ByBasis, Conditions, Figure, Label, Measure
from casework.statistics.sets import CONCLUDED_WITHIN, LETTERS_ISSUED, narrowed
from casework.statistics.stages import DECISIONS, EXCHANGES, LETTERS

DECIDED = Family("indicator", DECISIONS)
EXCHANGED = Family("indicator", EXCHANGES)
LETTER = Family("indicator", LETTERS)
CONCLUDED: ByBasis = {"": CONCLUDED_WITHIN}
OF_CONCLUDED: Conditions = (Within("concluded_on"),)
SUED = narrowed(CONCLUDED, UpTo("sued_on", END))
ISSUED: ByBasis = {"": LETTERS_ISSUED[""]}


class Stage(NamedTuple):
    """A stage of a case: its days are those from `since` to `column`, or are stored; `term` is the law's limit."""

    key: str
    label: Label
    family: Family
    sets: ByBasis
    measure: tuple[str, str]
    definition: str
    term: TermCode | None

    @property
    def median(self) -> str:
        """The figure of its median days."""
        return f"indicator.{self.key}_median"

    @property
    def mean(self) -> str:
        """The figure of its mean days."""
        return f"indicator.{self.key}_mean"


STAGES = (
    Stage(
        "intake",
        words("收到到受理 | receipt to acceptance"),
        DECIDED,
        narrowed(CONCLUDED, Is("opened_by", "accepted"), UpTo("accepted_on", AS_OF)),
        ("accepted_on", "received_on"),
        "从收到申请到受理的日历天数；恢复审理的、提级接收的不再计；2017年版收到之日就是受理之日"
        " | calendar days from receipt to acceptance; a review that was reopened or taken over is left out;"
        " under the 2017 edition the day of receipt is the day of acceptance",
        TermCode.EXAMINE,
    ),
    Stage(
        "copy",
        words("受理到发送副本 | acceptance to the copy sent"),
        EXCHANGED,
        {"": (*OF_CONCLUDED, UpTo("copy_on", AS_OF))},
        ("copy_on", "accepted_on"),
        "从受理到向每个被申请人发送副本的日历天数，一个被申请人一条"
        " | calendar days from acceptance to the copy sent, one entry a respondent",
        TermCode.SEND_COPY,
    ),
    Stage(
        "reply",
        words("收到副本到答复 | copy received to the reply"),
        EXCHANGED,
        {"": (*OF_CONCLUDED, UpTo("reply_on", AS_OF))},
        ("reply_on", "copy_received_on"),
        "从被申请人收到副本到收到其答复的日历天数，两个日期都有记录的，一个被申请人一条"
        " | calendar days from the copy received by a respondent to its reply, where both days are recorded",
        TermCode.REPLY,
    ),
    Stage(
        "decide",
        words("审理到结案 | review to the decision"),
        DECIDED,
        CONCLUDED,
        ("days", ""),
        "从审理期限起算到结案，扣除停止的天数 | from the start of the term to the decision, less stops",
        TermCode.DECIDE,
    ),
    Stage(
        "serve",
        words("结案到送达 | decision to service"),
        DECIDED,
        narrowed(CONCLUDED, UpTo("served_on", AS_OF)),
        ("served_on", "closed_on"),
        "从结案到现行决定首次送达的日历天数 | calendar days from the decision in force to its first service",
        None,
    ),
)


def _days(stage: Stage) -> tuple[Figure, Figure]:
    """The median and the mean days of a stage."""
    column, since = stage.measure
    zh, en = stage.label
    return (
        stage.family.measured(
            f"{stage.key}_median", f"{zh}：中位天数 | {en}: median days", stage.sets,
            Measure("median", column, since), "day", stage.definition,
        ),
        stage.family.measured(
            f"{stage.key}_mean", f"{zh}：平均天数 | {en}: mean days", stage.sets,
            Measure("mean", column, since), "day", stage.definition,
        ),
    )  # fmt: skip


def _share(key: str, label: str, condition: Condition, definition: str) -> Figure:
    """Of the cases concluded in the period, those that fulfil a condition."""
    return DECIDED.rate(key, label, narrowed(CONCLUDED, condition), CONCLUDED, definition)


RATES = (
    *[
        _share(
            f"within_{days}",
            f"{days}日内审结率 | concluded within {days} days",
            AtMost("days", days),
            f"审理天数不超过{days}日的/审结 | cases that took at most {days} days of review / concluded",
        )
        for days in (30, 60, 90)
    ],
    _share("extension_rate", "延期率 | extension rate", Is("extended", value=True), "延期/审结 | extended / concluded"),
    _share(
        "suspension_rate",
        "中止率 | suspension rate",
        Is("suspended", value=True),
        "中止过/审结 | suspended / concluded",
    ),
    _share("hearing_rate", "听证率 | hearing rate", Is("heard", value=True), "举行听证/审结 | heard / concluded"),
    LETTER.rate(
        "opinion_answered",
        "意见书落实率 | opinion letters answered",
        narrowed(ISSUED, UpTo("answered_on", AS_OF)),
        ISSUED,
        "到状态日已反馈/期内制发的意见书 | answered by the day of the state / issued in the period",
    ),
    DECIDED.rate(
        "suit_rate",
        "复议后起诉率 | suit rate",
        SUED,
        CONCLUDED,
        "到期末有关联一审的/审结 | with a linked first instance received by the end / concluded",
    ),
    DECIDED.rate(
        "suit_lost_rate",
        "起诉后败诉率 | suits lost",
        narrowed(SUED, UpTo("lost_on", END)),
        SUED,
        "关联一审到期末有被告败诉的/已起诉的 | in a linked first instance a defendant lost by the end / sued",
    ),
)

INDICATORS = (
    DECIDED.count("concluded", "审结 | concluded", CONCLUDED, "结案日期在期内的案件 | concluded in the period"),
    *[figure for stage in STAGES for figure in _days(stage)],
    *RATES,
)
