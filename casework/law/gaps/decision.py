"""Gaps of the decision and of what follows it (Act (2023) art. 61-79; 2017 Act art. 28-31)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from casework.law.gaps.gap import MERITS, AsAt, Gap, both, ended, steps
from casework.law.life import Life
from casework.law.names import Edition, Level, OrganKind, Outcome, ServiceHow
from casework.law.reconsideration.service import rules_on
from casework.law.terms.schedule import ORDERING


def _decision(life: Life, _at: AsAt) -> Iterator[Gap]:
    review = ended(life)
    if review is None or review.decision is None:
        return
    decision, due = review.decision, life.decision_due(review)
    if due is not None and decision.on > due:
        yield Gap(
            "late-decision",
            both(life, "62", "31"),
            due,
            f"应在{due}前作出决定，{decision.on}才作出",
            f"The decision was due by {due} and was made on {decision.on}",
        )
    if not decision.approved:
        yield Gap(
            "not-approved",
            both(life, "61 ¶1", "28 ¶1"),
            decision.on,
            "没有负责人同意或者集体讨论通过的记录",
            "The approval by the head or by collective discussion is not recorded",
        )
    if not life.facts.decision_services:
        yield Gap(
            "not-served",
            both(life, "75 ¶2, 88 ¶1", "31 ¶3, 40 ¶1"),
            decision.on,
            "没有送达记录",
            "Service is not recorded",
        )


GROUNDS: Mapping[Outcome, tuple[str, str, str, str]] = {
    Outcome.WITHDRAWN: ("41(1), 74", "25, 条例38, 40, 42", "撤回的情形", "how it was withdrawn"),
    Outcome.TERMINATED: ("41(2)-(5)", "条例42", "终止的原因", "why it was terminated"),
}
"""Outcomes that the law knows by a ground alone: its articles and what it is called."""


def _ground(life: Life, _at: AsAt) -> Iterator[Gap]:
    """Without its ground an outcome is counted apart from all grounds, and no limit of one is asked for."""
    review = ended(life)
    decision = review.decision if review is not None else None
    if decision is None or decision.outcome not in GROUNDS or decision.detail:
        return
    new, old, zh, en = GROUNDS[decision.outcome]
    yield Gap("outcome-without-ground", both(life, new, old), decision.on, f"没有写明{zh}", f"It is not recorded {en}")


def _noted(life: Life, _at: AsAt) -> Iterator[Gap]:
    """民事诉讼法 art. 89, 95 ¶2 (86, 92 ¶2 until 2021): the file says why a paper was left, or told by notice."""
    for step in steps(life, "serve"):
        how = step.particulars.get("how")
        article = next((said for way, said in rules_on(step.on).noted.items() if way == how), "")
        if article and not step.particulars.get("note"):
            yield Gap(
                "service-not-noted",
                f"{both(life, '88 ¶1', '40 ¶1')}, {article}",
                step.on,
                f"{step.on}的{ServiceHow(str(how)).zh}送达没有记明事由和经过",
                f"The service of {step.on} ({ServiceHow(str(how)).en}) has no note of its reason and course",
            )


NO_COMPENSATION = frozenset({Outcome.UPHOLD, Outcome.DISMISS_APPLICATION, Outcome.DISMISS_REQUEST, Outcome.TERMINATED})
"""Outcomes beside which the law knows no compensation (Act art. 72 ¶1; 2017 Act art. 29 ¶1)."""


def _ordered(life: Life, _at: AsAt) -> Iterator[Gap]:
    """What a decision orders has to go with its outcome (Act art. 66, 71, 72)."""
    review = ended(life)
    if review is None or review.decision is None:
        return
    decision = review.decision
    if decision.perform_within_days is not None and decision.outcome not in ORDERING:
        yield Gap(
            "performance-not-ordered",
            both(life, "66, 71", "28 ¶1(2)"),
            decision.on,
            f"决定写明{decision.perform_within_days}日内履行，但{decision.outcome.zh}不责令履行",
            f"Performance within {decision.perform_within_days} days is recorded with the outcome"
            f" {decision.outcome.en}, which orders none",
        )
    if decision.compensation_granted > 0 and decision.outcome in NO_COMPENSATION:
        yield Gap(
            "compensation-not-due",
            both(life, "72 ¶1", "29 ¶1"),
            decision.on,
            f"决定给予赔偿，但{decision.outcome.zh}不同时给予赔偿",
            f"Compensation is recorded with the outcome {decision.outcome.en}, beside which there is none",
        )


def _permission(life: Life, _at: AsAt) -> Iterator[Gap]:
    """Act art. 41(1), 74; 2017 Act art. 25; 条例 art. 38, 42 ¶1(1): a withdrawal ends the case once it is permitted."""
    review = ended(life)
    decision = review.decision if review is not None else None
    if decision is not None and decision.outcome is Outcome.WITHDRAWN and decision.permitted_on is None:
        yield Gap(
            "withdrawal-not-permitted",
            both(life, "41(1), 74", "25, 条例38, 42"),
            decision.on,
            "以撤回终止，没有准予撤回的记录",
            "The case ended by withdrawal, and it is not recorded when that was permitted",
        )


DECIDES_COMPENSATION = {
    Edition.E2023: MERITS,
    Edition.E2017: frozenset({Outcome.ALTER, Outcome.REVOKE, Outcome.REVOKE_PART, Outcome.CONFIRM_ILLEGAL}),
}
"""Outcomes that decide on the compensation claimed too: granted or dismissed (Act art. 72 ¶1), granted where it is
due (2017 Act art. 29 ¶1)."""


def _left_open(life: Life, _at: AsAt) -> Iterator[Gap]:
    """What a decision had to say and does not (Act art. 66, 72 ¶1; 2017 Act art. 28 ¶1(2), 29 ¶1; 条例 art. 44)."""
    review = ended(life)
    if review is None or review.decision is None:
        return
    decision = review.decision
    claimed = life.facts.application.compensation_claimed
    if claimed and not decision.compensation_decided and decision.outcome in DECIDES_COMPENSATION[life.edition]:
        yield Gap(
            "compensation-not-decided",
            both(life, "72 ¶1", "29 ¶1"),
            decision.on,
            "申请人一并要求赔偿，决定没有写给予多少（驳回的写0）",
            "Compensation was claimed, and the decision does not say how much is granted (0 where it is dismissed)",
        )
    if decision.outcome is Outcome.ORDER_PERFORMANCE and decision.perform_within_days is None:
        yield Gap(
            "order-without-period",
            both(life, "66", "28 ¶1(2), 条例44"),
            decision.on,
            "责令履行没有写明在多少日内履行",
            "Performance is ordered and no period is given for it",
        )


def _copied(life: Life, _at: AsAt) -> Iterator[Gap]:
    """Act art. 79 ¶2: decision and opinion letter go to the superior of a respondent department at the same time."""
    if life.edition is Edition.E2017:
        return
    copied = max((step.on for step in steps(life, "send_to_superior_department")), default=None)
    for zh, en, day in _papers(life):
        if copied is None or copied < day:
            yield Gap(
                "not-copied",
                "79 ¶2",
                day,
                f"被申请人是本级政府的工作部门，{day}{zh}没有抄告其上一级主管部门",
                f"The respondent is a department of this government: {en} on {day} was not copied to its superior",
            )


def _papers(life: Life) -> Iterator[tuple[str, str, date]]:
    """The papers that are copied, each with the day of it: a decision in force, an opinion letter issued."""
    departments = _departments(life)
    review, served_on = ended(life), life.facts.served_on
    if not departments or review is None or review.decision is None:
        return
    if review.decision.outcome in MERITS and served_on is not None:
        yield "生效的决定书", "the decision in force", served_on
    for letter in life.facts.letters:
        if letter.kind == "opinion" and letter.organ in departments:
            yield "制发的意见书", "the opinion letter issued", letter.on


def _departments(life: Life) -> set[int]:
    """The respondents that are departments of the deciding government, one of a county or above (本级工作部门)."""
    own = life.organs.own
    if own is None or own.kind is not OrganKind.GOVERNMENT or own.level is Level.TOWNSHIP:
        return set()
    places = life.organs.places([exchange.organ for exchange in life.facts.respondents])
    return {
        place.id for place in places.values() if place.kind is OrganKind.DEPARTMENT and place.above[-1:] == (own.id,)
    }


def _reopened(life: Life, _at: AsAt) -> Iterator[Gap]:
    """Act art. 35; 条例 art. 48 ¶2: a superior has a dismissal reviewed again, a court anything (解释 art. 89)."""
    phases = life.facts.phases
    orders = {step.on: str(step.particulars.get("by_order_of", "")) for step in steps(life, "reopen")}
    for earlier, phase in pairwise(phases):
        decision = earlier.decision
        if decision is None or phase.opened_by != "reopened" or COURT in orders.get(phase.opened_on, ""):
            continue
        if decision.outcome not in REVIEWED_ON_ORDER[life.edition]:
            yield Gap(
                "reopened-without-court",
                both(life, "35, 行诉解释89", "条例48 ¶2, 行诉解释89"),
                phase.opened_on,
                f"「{decision.outcome.zh}」的决定没有写明法院判决就恢复审理；上级机关只能责令纠正驳回",
                f"A decision to {decision.outcome.en} is reviewed again and no court is named; a superior orders that"
                " only of a dismissal",
            )


def _left(life: Life, _at: AsAt) -> Iterator[Gap]:
    """Act art. 41(1)-(3); 条例 art. 42 ¶1: an applicant leaves by withdrawing, by death or by the end of an entity."""
    for step in steps(life, "withdraw_party"):
        if not step.particulars.get("ground"):
            yield Gap(
                "left-without-ground",
                both(life, "41(1)-(3)", "25, 条例42"),
                step.on,
                f"{step.on}有申请人退出，没有写明是撤回、死亡还是终止",
                f"An applicant left on {step.on}, and it is not recorded whether by withdrawal, death or the end of an"
                " entity",
            )


COURT = "法院"
REVIEWED_ON_ORDER: Mapping[Edition, frozenset[Outcome]] = {
    Edition.E2023: frozenset({Outcome.DISMISS_APPLICATION}),
    Edition.E2017: frozenset({Outcome.DISMISS_APPLICATION, Outcome.DISMISS_REQUEST}),
}
"""What a superior may order to be reviewed again: 驳回申请 (Act art. 35), 驳回行政复议申请 (条例 art. 48)."""

FINDERS = (_left, _decision, _ground, _permission, _noted, _ordered, _left_open, _copied, _reopened)
