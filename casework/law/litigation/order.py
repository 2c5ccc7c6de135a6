"""审级的次序: which instance may follow, what may end one, and against what an appeal lies.

Sources: 行政诉讼法 (2017) art. 7, 22, 45, 85, 89, 90; 解释 (2018) art. 101, 109, 119, 122, 123.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from casework.law.litigation.results import (
    ANYWHERE,
    FIRST,
    JUDGMENT,
    LOSING_RESULTS,
    OF_LEVEL,
    OF_RULINGS_ALONE,
    RESULTS,
    RETRIAL,
    SECOND,
    CourtResult,
)
from casework.law.litigation.suit import Instance, Suit
from casework.law.names import InstanceLevel
from casework.law.refusals import ActRefused
from casework.law.terms.terms import get_term

UNKNOWN = CourtResult("", "其他", "other", "", ANYWHERE, "", True)
"""A place's own result: the law does not know it, so it holds it to nothing."""
UNTOLD = frozenset({"", "other"})
"""Results that do not tell whether an appeal lies: it is not refused, but no term of it is kept."""

SENT_BACK: dict[InstanceLevel, dict[str, tuple[InstanceLevel, ...]]] = {
    FIRST: {"transferred": (FIRST,)},
    SECOND: {"remanded": (FIRST,), "ordered_to_hear": (FIRST,)},
    RETRIAL: {"remanded": (FIRST, SECOND), "ordered_to_hear": (FIRST,)},
}
"""What follows where the court did not decide itself (行政诉讼法 art. 22, 89; 解释 art. 109, 122, 123)."""

FOLLOWS_ONLY: dict[InstanceLevel, tuple[str, str, str]] = {
    FIRST: (
        "行政诉讼法22, 89, 行诉解释109, 122, 123",
        "只有发回重审、指令审理或者移送之后才有新的一审",
        "A new first instance follows only where the case was sent back or transferred",
    ),
    SECOND: (
        "行政诉讼法7, 85, 行诉解释101 ¶2",
        "只有一审可以上诉的判决、裁定之后才有二审",
        "A second instance follows only a judgment or ruling of first instance that can be appealed",
    ),
    RETRIAL: (
        "行政诉讼法90",
        "只有发生法律效力的裁判之后才有再审",
        "A retrial follows only a judgment or ruling that took effect",
    ),
}


def result_of(code: str) -> CourtResult:
    """A result as the law knows it."""
    return RESULTS.get(code, UNKNOWN)


def procedure_of(instances: Sequence[Instance]) -> InstanceLevel:
    """第一审程序还是第二审程序: by which the last of the instances is heard.

    A retrial of what took effect at first instance is heard by the procedure of first instance where the same court
    hears it again, and can be appealed; where a higher court took it, it is final (解释 art. 119 ¶1).
    """
    last = instances[-1]
    if last.level is not RETRIAL:
        return last.level
    if len(instances) == 1 or instances[-2].court != last.court:
        return SECOND
    return procedure_of(instances[:-1])


def appeal_against(instances: Sequence[Instance]) -> str:
    """The term to appeal against the last of the instances; "" where there is no appeal or it is open.

    行政诉讼法 art. 85; 解释 (2018) art. 101 ¶2: of the rulings only those not to docket and to dismiss the suit.
    """
    last = instances[-1]
    if last.closed_on is None or procedure_of(instances) is not FIRST:
        return ""
    return result_of(last.result).appeal


def may_follow(instances: Sequence[Instance]) -> tuple[InstanceLevel, ...]:
    """The instances that may follow the last one, which is closed."""
    last = instances[-1]
    if last.result in SENT_BACK[last.level]:
        tried = {instance.level for instance in instances}
        return tuple(level for level in SENT_BACK[last.level][last.result] if level is FIRST or level in tried)
    untold = last.result in UNTOLD or last.result not in RESULTS
    if procedure_of(instances) is FIRST and (untold or appeal_against(instances)):
        return (SECOND, RETRIAL)
    return (RETRIAL,)


def refuse_sequence(suit: Suit, level: InstanceLevel, on: date) -> None:
    """Refuse an instance that cannot follow the last one (行政诉讼法 art. 7, 85, 89, 90)."""
    instances = suit.facts.instances
    last, allowed = instances[-1], may_follow(instances)
    if level not in allowed:
        article, zh, en = FOLLOWS_ONLY[level]
        ended = result_of(last.result)
        after = "、".join(one.zh for one in allowed)
        suit.refuse(
            "sequence",
            article,
            f"{zh}；{last.level.zh}以「{ended.zh}」结案，之后可以是{after}",
            f"{en}; the {last.level.en} closed as «{ended.en}» may be followed by "
            f"{' or '.join(one.en for one in allowed)}",
        )
    elif level is RETRIAL:
        _refuse_before_effect(suit, last, on)


def _refuse_before_effect(suit: Suit, last: Instance, on: date) -> None:
    """What can still be appealed has not taken effect (行政诉讼法 art. 85, 90)."""
    code = appeal_against(suit.facts.instances)
    due = suit.general_due(get_term(code, suit.edition), last.ruling_on or last.closed_on) if code else None
    if due is not None and on <= due:
        suit.refuse(
            "sequence",
            "行政诉讼法85, 90",
            f"上诉期限到{due}，裁判还没有发生法律效力，不能再审",
            f"It can be appealed until {due} and has not taken effect: there is no retrial yet",
        )


def refuse_result(suit: Suit, instances: Sequence[Instance], code: str) -> None:
    """Refuse a result that the last of the instances cannot have, `code` being the one that is to be recorded."""
    level, result = instances[-1].level, result_of(code)
    levels = {level, procedure_of(instances)}
    if not levels & set(result.levels):
        known = [one for one in RESULTS.values() if levels & set(one.levels)]
        suit.refuse(
            "result",
            OF_LEVEL[level],
            f"「{result.zh}」不是{level.zh}的结果；{level.zh}的结果有{'、'.join(one.zh for one in known)}",
            f"«{result.en}» is no result of a {level.en}; those are {', '.join(one.en for one in known)}",
        )
    elif level is SECOND:
        _refuse_of_appeal(suit, instances, result)


def _refuse_of_appeal(suit: Suit, instances: Sequence[Instance], result: CourtResult) -> None:
    """What a court of appeal cannot say of what was appealed to it."""
    earlier = instances[:-1]
    if not earlier or appeal_against(earlier) != JUDGMENT:
        return
    if result.code in OF_RULINGS_ALONE:
        suit.refuse(
            "result",
            "行政诉讼法89, 行诉解释109 ¶1",
            f"一审是判决，二审不能「{result.zh}」：只对不予立案、驳回起诉的裁定可以",
            f"«{result.en}» is said only of a ruling not to docket or to dismiss; the first instance gave a judgment",
        )
    before = earlier[-2] if len(earlier) > 1 else None
    if result.code == "remanded" and before is not None and (before.level, before.result) == (SECOND, "remanded"):
        suit.refuse(
            "result",
            "行政诉讼法89 ¶2",
            "已经发回重审过一次，重审判决之后不能再次发回重审",
            "It was remanded once; after the judgment given upon that it cannot be remanded again",
        )


def refuse_against(suit: Suit, code: str, against: bool | tuple[int, ...] | None) -> None:
    """Refuse to hold against a defendant what cannot go against one, or against an organ that is not sued."""
    result = result_of(code)
    if against and not result.against:
        suit.refuse(
            "against-organ",
            "行政诉讼法69",
            f"「{result.zh}」不是对被告不利的裁判，不填「对本机关不利」",
            f"«{result.en}» goes against no defendant: that it goes against the organ has no place beside it",
        )
    if isinstance(against, tuple) and not set(against) <= set(suit.facts.defendants):
        suit.refuse(
            "against-organ", "行政诉讼法26", "裁判不利的机关不是本案被告", "It goes against an organ that is not sued"
        )


def lost(instance: Instance, organ: int) -> bool:
    """败诉: whether a closed first instance went against that organ's part (行政诉讼法 art. 70-78)."""
    if instance.level is not InstanceLevel.FIRST or instance.closed_on is None:
        return False
    if instance.result not in LOSING_RESULTS:
        return False
    if isinstance(instance.against_organ, tuple):
        return organ in instance.against_organ
    return instance.against_organ is not False


def before_decision(received_on: date, *, ended_on: date | None, due: date | None) -> ActRefused | None:
    """Why a suit that names a reconsideration came before there was anything in it to sue over (行政诉讼法 art. 45).

    `received_on` of the suit; `ended_on`: the first day on which the reconsideration ended in any way, None while it is
    open; `due`: the last day of its decision term, None where that is unknown or stands still. On the day of the
    decision and after it a suit may come; once the term has passed without one, a direct suit over the inaction.
    """
    if (ended_on is not None and ended_on <= received_on) or (due is not None and due < received_on):
        return None
    known = f"决定在{ended_on}作出" if ended_on is not None else "复议还没有作出决定"
    known_en = f"it was decided on {ended_on}" if ended_on is not None else "it is not decided"
    return ActRefused(
        "before-decision",
        "行政诉讼法45",
        f"起诉在{received_on}收到，{known}，{f'复议期限到{due}，' if due else ''}不能是经这件复议之后的起诉",
        f"The suit was received on {received_on} and cannot come after this reconsideration: {known_en}"
        f"{f', the term to decide it ends on {due}' if due else ''}",
    )
