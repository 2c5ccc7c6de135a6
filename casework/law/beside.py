"""What a key says only beside another: a fact that says nothing where it stands is refused ("particulars").

The rules are data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from casework.law.life import Doing
from casework.law.litigation.appearance import HEADS
from casework.law.names import Act, Edition, Name, Outcome, RecordKind
from casework.law.reconsideration.intake import NOT_COMPETENT
from casework.law.words.languages import Text

Keys = Mapping[str, Any]


class Beside(NamedTuple):
    """A key of an act that says something only where `fits` the act's other keys and the facts of the record.

    `said` names the value as {value} and what is allowed; its article in each edition.
    """

    key: str
    fits: Callable[[Keys, Any], bool]
    article_2023: str
    article_2017: str
    said: Text


def _only(outcome: Outcome) -> Callable[[Keys, Any], bool]:
    return lambda keys, _facts: keys["outcome"] is outcome


def _head_of_a_co_defendant(keys: Keys, facts: Any) -> bool:
    return keys["rank"] in HEADS and keys["organ"] in facts.defendants and len(facts.defendants) > 1


REASON = Beside(
    "prior_reason",
    lambda keys, _facts: keys.get("prior_mandatory") is not None,
    "23 ¶1",
    "16, 30 ¶1",
    Text(
        "写了复议前置的理由，没有写明是不是复议前置：写明是或者否，或者不填理由",
        "A reason is given, and not whether reconsideration comes first: say yes or no, or give no reason",
    ),
)
KNOWN = Beside(
    "right_known_on",
    lambda keys, _facts: getattr(keys.get("complained_of"), "told", None) is not True,
    "20 ¶3",
    "条例15 ¶1(5)",
    Text(
        "作出行为时已经告知复议权利的，申请期限不从知道权利之日{value}起算：这一天只用于没有告知的",
        "The right was told with the act, so that no term runs from knowing it on {value}: that day is for those not"
        " told",
    ),
)
HANDED_OVER = tuple(
    Beside(
        key,
        lambda keys, _facts: keys.get("channel") == "handed_over",
        "22",
        "11",
        Text(
            "移送的机关和日期（{value}）只用于渠道为「其他机关移送」的申请",
            "Who handed it over, and when ({value}), is said only of an application that another organ handed over",
        ),
    )
    for key in ("handed_over_by", "handed_over_on")
)

OF_THE_AGENT = tuple(
    Beside(
        key,
        lambda keys, _facts: bool(keys.get("agent")),
        "17 ¶1",
        "条例10",
        Text(
            "没有写代理人，单位和权限（{value}）说的是代理人：写上姓名，或者不填",
            "No agent is named of whom firm and powers ({value}) are said: give the name, or leave them out",
        ),
    )
    for key in ("agent_firm", "agent_powers")
)

BESIDE: Mapping[tuple[RecordKind, Act], tuple[Beside, ...]] = {
    (RecordKind.RECONSIDERATION, Act.REGISTER): (REASON, KNOWN, *HANDED_OVER),
    (RecordKind.RECONSIDERATION, Act.TAKE_OVER): (REASON, KNOWN, *HANDED_OVER),
    (RecordKind.RECONSIDERATION, Act.JOIN_THIRD_PARTY): OF_THE_AGENT,
    (RecordKind.RECONSIDERATION, Act.DECLINE): (
        Beside(
            "organ",
            lambda keys, _facts: keys["reason"] == NOT_COMPETENT,
            "30 ¶2",
            "17 ¶1",
            Text(
                "有管辖权的机关只在以第6项不予受理时写明",
                "The competent organ is named only where the application is declined for reason 6",
            ),
        ),
    ),
    (RecordKind.RECONSIDERATION, Act.HEAR_OPINIONS): (
        Beside(
            "how",
            lambda keys, _facts: not keys.get("why_not"),
            "49",
            "22",
            Text(
                "写了不能听取意见的原因，就没有听取的方式：两项只填一项",
                "It is said why opinions could not be heard, and how they were heard: give one of the two",
            ),
        ),
    ),
    (RecordKind.RECONSIDERATION, Act.HOLD_HEARING): (
        Beside(
            "head_why_not",
            lambda keys, _facts: keys.get("head_attended") is not True,
            "51 ¶3",
            "条例33",
            Text(
                "负责人参加了听证，不填不能参加的理由：理由只用于没有参加的",
                "The head came to the hearing: a reason is given for a head who did not",
            ),
        ),
    ),
    (RecordKind.RECONSIDERATION, Act.CONCLUDE): (
        Beside(
            "how",
            _only(Outcome.WITHDRAWN),
            "74",
            "25, 条例38, 40",
            Text(
                "撤回的情形「{value}」只用于撤回，不用于{outcome}",
                "How it was withdrawn ({value}) is said of withdrawals alone, not of: {outcome}",
            ),
        ),
        Beside(
            "permitted_on",
            _only(Outcome.WITHDRAWN),
            "41(1), 74",
            "25, 条例38",
            Text(
                "准予撤回的日期{value}只用于撤回，不用于{outcome}",
                "The day of permission ({value}) is said of withdrawals alone, not of: {outcome}",
            ),
        ),
        Beside(
            "cause",
            _only(Outcome.TERMINATED),
            "41",
            "条例42",
            Text(
                "终止的原因「{value}」只用于终止，不用于{outcome}",
                "A cause of termination ({value}) is said of terminations alone, not of: {outcome}",
            ),
        ),
        Beside(
            "redo_within_days",
            lambda keys, _facts: bool(keys.get("redo_ordered")),
            "64 ¶1",
            "28 ¶1(3), 条例45",
            Text(
                "没有责令重新作出行政行为，不能限定{value}日内重作",
                "The act is not ordered to be made again: it cannot be ordered within {value} days",
            ),
        ),
        Beside(
            "procedure_only",
            _only(Outcome.CONFIRM_ILLEGAL),
            "65 ¶1",
            "28 ¶1(3), 条例45",
            Text(
                "仅程序违法只用于确认违法，不用于{outcome}",
                "A breach of procedure alone is said of acts confirmed illegal, not of: {outcome}",
            ),
        ),
    ),
    (RecordKind.LITIGATION, Act.REGISTER): (REASON._replace(article_2023="行政诉讼法44 ¶2"),),
    (RecordKind.LITIGATION, Act.RECORD_APPEARANCE): (
        Beside(
            "absence_reason",
            lambda keys, _facts: keys["rank"] not in HEADS,
            "行政诉讼法3 ¶3, 负责人出庭规定8",
            "",
            Text(
                "负责人已经出庭，不填不能出庭的理由：理由只用于工作人员出庭或者无人出庭",
                "A head came: a reason of absence is for an organ for which staff alone or nobody came",
            ),
        ),
        Beside(
            "by_agreement",
            _head_of_a_co_defendant,
            "负责人出庭规定3",
            "",
            Text(
                "协商或者法院确定的出庭，只用于共同被告中一个机关的负责人",
                "Appearance by agreement is said of the head of one of several defendants alone",
            ),
        ),
    ),
}
"""Which keys of an act say nothing beside some of its other keys."""


def refuse_beside(life: Doing[Any], kind: RecordKind, act: Act, keys: Keys) -> None:
    """Refuse the keys that say nothing where they stand."""
    new = life.edition is Edition.E2023
    for rule in BESIDE.get((kind, act), ()):
        value = keys.get(rule.key)
        if value and not rule.fits(keys, life.facts):
            zh, en = (rule.said.of(language).format(**_words(language, value, keys)) for language in ("zh", "en"))
            life.refuse("particulars", rule.article_2023 if new else rule.article_2017, zh, en)


def _words(language: str, value: object, keys: Keys) -> dict[str, object]:
    said = {"value": value, "outcome": keys.get("outcome")}
    return {name: getattr(one, language) if isinstance(one, Name) else one for name, one in said.items()}
