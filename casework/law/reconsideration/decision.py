"""The decision and what follows it (Act (2023) art. 61-79; 2017 Act art. 28-33; 条例 art. 43-59)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from casework.law.facts import Decision, Letter, Phase
from casework.law.keys import ExplicitInt, LetterNumber, Note, OptionalApproval, OrganId, PastDate, Yuan
from casework.law.life import Day, Life, refuse_without_party, review_of
from casework.law.names import (
    MAY_TERMINATE_AFTER_60_DAYS,
    Act,
    Edition,
    LapseRule,
    Outcome,
    State,
    TerminatedCause,
    WithdrawnHow,
)


class OutcomeRule(NamedTuple):
    """An outcome's article in each edition; "" where the edition does not know it."""

    article_2023: str
    article_2017: str
    may_order_redo: frozenset[Edition] = frozenset()


_BOTH = frozenset(Edition)
OUTCOMES: dict[Outcome, OutcomeRule] = {
    Outcome.DISMISS_APPLICATION: OutcomeRule("33", "条例48(2)"),
    Outcome.DISMISS_REQUEST: OutcomeRule("69", "条例48(1)"),
    Outcome.UPHOLD: OutcomeRule("68", "28(1)"),
    Outcome.ALTER: OutcomeRule("63", "28(3), 条例47"),
    Outcome.REVOKE: OutcomeRule("64, 70", "28(3), (4)", _BOTH),
    Outcome.REVOKE_PART: OutcomeRule("64, 70", "28(3), (4)", _BOTH),
    Outcome.CONFIRM_ILLEGAL: OutcomeRule("65, 70", "28(3)", frozenset({Edition.E2017})),
    Outcome.CONFIRM_VOID: OutcomeRule("67, 70", ""),
    Outcome.ORDER_PERFORMANCE: OutcomeRule("66, 70", "28(2)"),
    Outcome.AGREEMENT_LIABILITY: OutcomeRule("71", ""),
    Outcome.MEDIATED: OutcomeRule("73", "条例50"),
    Outcome.WITHDRAWN: OutcomeRule("41(1), 74", "25, 条例38, 40, 42"),
    Outcome.TERMINATED: OutcomeRule("41(2)-(5)", "条例42"),
    Outcome.OTHER: OutcomeRule("61", "28"),
}
FROM_SUSPENDED = frozenset({Outcome.WITHDRAWN, Outcome.TERMINATED})


def conclude(
    life: Life,
    *,
    on: date,
    outcome: Outcome,
    how: WithdrawnHow | None = None,
    permitted_on: PastDate | None = None,
    cause: TerminatedCause | None = None,
    redo_ordered: bool = False,
    redo_within_days: ExplicitInt | None = None,
    perform_within_days: ExplicitInt | None = None,
    procedure_only: bool = False,
    number: str = "",
    compensation_granted: Yuan | None = None,
    approved: OptionalApproval = "",
    facts_found: Note = "",
    reasons: Note = "",
    operative_part: Note = "",
) -> None:
    """结案 with one outcome, late or not (Act art. 33, 41, 61-74); `permitted_on` is the day of 准予撤回.

    The last three are what the decision says (Act art. 75 ¶1).
    """
    phase = review_of(life)
    _check_outcome(life, outcome, redo_ordered=redo_ordered)
    _check_cause(life, cause)
    _check_permission(life, phase, permitted_on, on)
    _check_suspended(life, phase, outcome, cause, on)
    decision = Decision(
        on, outcome, detail=str(how or cause or ""), permitted_on=permitted_on, redo_ordered=redo_ordered,
        redo_within_days=redo_within_days, perform_within_days=perform_within_days, procedure_only=procedure_only,
        number=number, compensation_granted=Decimal(0) if compensation_granted is None else compensation_granted,
        approved=approved, compensation_decided=compensation_granted is not None, facts_found=facts_found,
        reasons=reasons, operative_part=operative_part,
    )  # fmt: skip
    life.amend(review_of(life), decision=decision)
    life.close_phase(on, "concluded")
    life.move(State.CONCLUDED, on)


def _check_outcome(life: Life, outcome: Outcome, *, redo_ordered: bool) -> None:
    rule = OUTCOMES[outcome]
    article = rule.article_2023 if life.edition is Edition.E2023 else rule.article_2017
    if not article:
        life.refuse(
            "edition",
            rule.article_2023,
            f"2017年版没有{outcome.zh}",
            f"The 2017 edition does not know the outcome {outcome.en}",
        )
    if outcome is Outcome.DISMISS_REQUEST and not life.facts.claims_inaction:
        life.refuse(
            "no-inaction-claimed",
            article,
            "申请人没有主张不履行法定职责，不能驳回请求",
            "The applicant does not claim a failure to act: the request cannot be dismissed",
        )
    if outcome is Outcome.AGREEMENT_LIABILITY and "administrative_agreement" not in life.facts.matters:
        life.refuse(
            "no-agreement",
            "71",
            "申请复议的不是行政协议，不能决定承担行政协议责任",
            "The application is not about an administrative agreement: there is no liability under one",
        )
    if redo_ordered and life.edition not in rule.may_order_redo:
        life.refuse(
            "redo",
            "64 ¶1" if life.edition is Edition.E2023 else "28 ¶1(3), 条例45",
            f"以「{outcome.zh}」结案，不能责令重新作出行政行为",
            f"With the outcome {outcome.en} the act cannot be ordered to be made again",
        )


def _check_suspended(life: Life, phase: Phase, outcome: Outcome, cause: TerminatedCause | None, on: date) -> None:
    if life.facts.state is State.SUSPENDED:
        _end_while_suspended(life, phase, outcome, on)
    if cause is TerminatedCause.SUSPENDED_60_DAYS:
        _check_sixty_days(life, phase, on)


def _check_permission(life: Life, phase: Phase, permitted_on: date | None, on: date) -> None:
    """准予撤回 lies within the review, up to its termination (Act art. 41(1); 2017 Act art. 25; 条例 art. 38)."""
    if permitted_on is None:
        return
    article = "41(1), 74" if life.edition is Edition.E2023 else "25, 条例38"
    permitted = Day(permitted_on, "准予撤回之日", "the permission to withdraw")
    life.refuse_order(permitted, Day(phase.opened_on, "受理、开始审理之日", "the beginning of the review"), article)
    life.refuse_order(Day(on, "决定终止之日", "the decision to terminate"), permitted, article)


CRIMINAL_MATTERS = frozenset({"administrative_penalty", "administrative_coercion"})
"""Among them detention and measures that restrain liberty (Act art. 41(4); 条例 art. 42 ¶1(5))."""


def _check_cause(life: Life, cause: TerminatedCause | None) -> None:
    """A cause of termination needs an applicant, or a matter, that it can befall (Act art. 41(2)-(4); 条例 art. 42)."""
    article = "41" if life.edition is Edition.E2023 else "条例42"
    if cause in (TerminatedCause.DEATH, TerminatedCause.ENTITY_ENDED):
        refuse_without_party(life, cause.value, article)
    if cause is TerminatedCause.CRIMINAL_MEASURE and not CRIMINAL_MATTERS & life.facts.matters:
        life.refuse(
            "cause",
            article,
            "只有对行政拘留或者限制人身自由的强制措施不服的，才能因采取刑事强制措施终止",
            "Only a case about detention or restraint of liberty ends for a criminal measure",
        )


def _end_while_suspended(life: Life, phase: Phase, outcome: Outcome, on: date) -> None:
    """Only a withdrawal or a termination ends a case from suspension (Act art. 39, 41)."""
    if outcome not in FROM_SUSPENDED:
        life.refuse(
            "state",
            "39" if life.edition is Edition.E2023 else "条例41",
            f"案件中止，不能以「{outcome.zh}」结案；先恢复审理",
            f"The case is suspended: it cannot end as {outcome.en} before it is resumed",
        )
    life.end_suspension(phase, on)


def _check_sixty_days(life: Life, phase: Phase, on: date) -> None:
    """Act art. 41(5); 条例 art. 42 ¶2: 60 days on a ground that allows it, the ground not gone."""
    article = "41(5)" if life.edition is Edition.E2023 else "条例42 ¶2"
    last = phase.suspensions[-1] if phase.suspensions else None
    standing = life.facts.state is State.SUSPENDED and last is not None
    if not standing or last is None or last.ground not in MAY_TERMINATE_AFTER_60_DAYS:
        life.refuse(
            "sixty-days",
            article,
            "案件没有因申请人死亡、丧失行为能力或者终止而中止",
            "The case is not suspended for death, incapacity or the end of an entity",
        )
        return
    due = life.due("end_suspension", last.on)
    if due is not None and on <= due:
        life.refuse(
            "sixty-days",
            article,
            f"中止未满60日，到{due}为止",
            f"The suspension has not lasted 60 days; they end on {due}",
        )


def reopen(life: Life, *, on: date, to: State, by_order_of: str) -> None:
    """恢复审查、恢复审理、责令受理、重新复议: the earlier end stays as history.

    A superior orders it where an application was not accepted, or dismissed (Act art. 35; 2017 Act art. 20; 条例 art.
    31, 48 ¶2), a court where it set the decision or the refusal aside (行政诉讼法 art. 70, 72; 解释 art. 89, 136).
    """
    if to is State.EXAMINING:
        life.open_phase(Phase("intake", on, "reopened"))
        life.say(examine_from=on)
    elif to is State.REVIEWING:
        earlier = life.facts.review
        accepted_on = earlier.accepted_on if earlier is not None else on
        life.open_phase(Phase("review", on, "reopened", accepted_on=accepted_on, decide_from=on))
    else:
        life.refuse(
            "missing",
            "35" if life.edition is Edition.E2023 else "20, 条例48 ¶2",
            "只能恢复到审查或者审理",
            "A case is reopened to examination or to review",
        )
    life.record("reopen", on, by_order_of=by_order_of)
    life.move(to, on)


def issue_opinion(life: Life, *, on: date, to: OrganId, received_on: PastDate | None = None) -> None:
    """制发行政复议意见书: the 60 days for feedback start when it is received (Act art. 76)."""
    if received_on is not None and received_on < on:
        life.refuse(
            "date-order",
            _opinion_article(life),
            f"收到意见书日期{received_on}早于制发日期{on}",
            f"The letter was received on {received_on}, before it was issued on {on}",
        )
    respondents = [exchange.organ for exchange in life.facts.respondents]
    if to not in respondents and life.organs.is_superior(to):
        life.refuse(
            "superior",
            _opinion_article(life),
            f"{life.organs.name(to)}是本机关的上级，意见书只发给被申请人或者其他下级行政机关",
            f"{life.organs.name(to)} stands above this organ: opinion letters go to respondents and other organs below",
            instead=(Act.ISSUE_RECOMMENDATION,),
        )
    letter = Letter("opinion", to, on, received_on, n=life.times.get(Act.ISSUE_OPINION, 0) + 1)
    life.say(letters=(*life.facts.letters, letter))


def record_feedback(life: Life, *, on: date, by: OrganId | None = None, letter: LetterNumber | None = None) -> None:
    """意见书反馈: answers an opinion letter that had been received (Act art. 76).

    `letter` says which one, `by` which organ answers; the earliest of those without an answer is meant.
    """
    opinions = [each for each in life.facts.letters if each.kind == "opinion"]
    meant = [each for each in opinions if letter in (None, each.n)]
    if letter is not None and not meant:
        known = [str(each.n) for each in opinions]
        life.refuse(
            "no-letter",
            _opinion_article(life),
            f"没有第{letter}份意见书，本案有：{'、'.join(known) or '无'}",
            f"There is no opinion letter {letter}; the case has: {', '.join(known) or 'none'}",
        )
        return
    waiting = [each for each in meant if each.waits_for(on) and by in (None, each.organ)]
    if not waiting:
        life.refuse(
            "no-letter",
            _opinion_article(life),
            f"{on}没有{'该机关' if by is not None else ''}已经收到、等待反馈的意见书",
            f"On {on} no opinion letter that had been received{' by that organ' if by is not None else ''} waits"
            " for feedback",
        )
        return
    life.amend(waiting[0], answered_on=on)


def _opinion_article(life: Life) -> str:
    return "76" if life.edition is Edition.E2023 else "条例57 ¶1"


def issue_recommendation(life: Life, *, on: date, to: OrganId) -> None:
    """制发行政复议建议书 (条例 art. 57 ¶2)."""
    life.say(letters=(*life.facts.letters, Letter("recommendation", to, on)))


def send_to_superior_department(life: Life, *, on: date) -> None:
    """抄告上一级主管部门 (Act art. 79 ¶2)."""
    life.record("send_to_superior_department", on)


def publish(life: Life, *, on: date) -> None:
    """公开决定书 (Act art. 79 ¶1)."""
    life.record("publish", on)


def record_performance(
    life: Life,
    *,
    on: date,
    ordered_on: PastDate | None = None,
    talked_on: PastDate | None = None,
    criticised_on: PastDate | None = None,
    performed_on: PastDate | None = None,
    note: Note = "",
) -> None:
    """履行, or how it was urged: 责令限期履行, 约谈, 通报批评 (Act art. 77; 2017 Act art. 32).

    With none of the four days the act itself is the performance.
    """
    review = review_of(life, on)
    steps = {
        "ordered_on": ordered_on,
        "talked_on": talked_on,
        "criticised_on": criticised_on,
        "performed_on": performed_on,
    }
    given = {name: day for name, day in steps.items() if day is not None} or {"performed_on": on}
    if review.decision is not None:
        for day in given.values():
            _check_step(life, day, review.decision.on, on)
        life.amend(review, decision=review.decision.saying(**given))
    life.record("record_performance", on, **given, note=note)


def _check_step(life: Life, day: date, decided_on: date, on: date) -> None:
    if not decided_on <= day <= on:
        life.refuse(
            "date-order",
            "77" if life.edition is Edition.E2023 else "32",
            f"履行各步骤的日期在决定之日{decided_on}与记录之日{on}之间，{day}不是",
            f"The steps of performance lie between the decision on {decided_on} and {on}, the day of this act; {day}"
            " does not",
        )


def set_aside_lapse(life: Life, *, on: date, lapse: LapseRule, reason: Note) -> None:
    """暂不确认: why a proposal is not confirmed; it is not made again for the same term."""
    life.record("set_aside_lapse", on, lapse=lapse.value, reason=reason)


def archive(life: Life, *, on: date, shelf: str = "") -> None:
    """归档, once for each end of the case; `shelf` is where its file stands."""
    ended, before = life.facts.phases[-1].closed_on, life.facts.archived_on
    if before is not None and (ended is None or ended <= before):
        life.refuse("again", "", f"已于{before}归档", f"It was archived on {before}")
    life.say(archived_on=on, shelf=shelf)
