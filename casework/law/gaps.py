"""What the law wants and the record lacks: reported with its article, never refused (domain section 2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from casework.law import jurisdiction
from casework.law.decision import FROM_SUSPENDED
from casework.law.facts import Phase, Step
from casework.law.life import Life
from casework.law.names import Act, Edition, Outcome, Procedure
from casework.law.schedule import ORDERING, schedule


class Gap(NamedTuple):
    """A step that is missing, late or short: its rule, article, the day since which it is so, and a sentence."""

    rule: str
    article: str
    since: date | None
    zh: str
    en: str


def gaps(life: Life, today: date) -> list[Gap]:
    """The gaps of a case as at a day, in the order of the procedure; none of a void record."""
    if life.facts.voided_on is not None:
        return []
    return [gap for find in FINDERS for gap in find(life, today)]


def _both(life: Life, article_2023: str, article_2017: str) -> str:
    return article_2023 if life.edition is Edition.E2023 else article_2017


def _as_recorded(life: Life, _today: date) -> Iterator[Gap]:
    """What was taken as recorded although the law refuses it."""
    for refusal in life.broken:
        yield Gap(f"as-recorded:{refusal.rule}", refusal.article, None, refusal.zh, refusal.en)


def _intake(life: Life, _today: date) -> Iterator[Gap]:
    """2017 Act art. 17 ¶1: a late examination is not refused but reported."""
    facts = life.facts
    due = life.examination_due()
    if life.edition is not Edition.E2017 or due is None:
        return
    days = [life.done_on[act] for act in (Act.ACCEPT, Act.DECLINE, Act.REFER) if act in life.done_on]
    recorded = max(days, default=None)
    if recorded is not None and recorded > due:
        yield Gap(
            "late-examination",
            "17",
            due,
            f"审查期限到{due}，{recorded}才处理",
            f"The examination term ended on {due}; it was dealt with on {recorded}",
        )
    asked = facts.corrections[0].on if facts.corrections else None
    last = life.due("request_correction", facts.received_on)
    if asked is not None and last is not None and asked > last:
        yield Gap(
            "late-correction-notice",
            "条例29",
            last,
            f"补正通知应在{last}前发出，{asked}才发出",
            f"The notice was due by {last} and was given on {asked}",
        )


def _competence(life: Life, _today: date) -> Iterator[Gap]:
    """Act art. 24-28; 2017 Act art. 12-15: each respondent is within the competence of the organ, or it is said why."""
    facts = life.facts
    if facts.began_by == "taken_over" or facts.application.jurisdiction:
        return
    respondents = [exchange.organ for exchange in facts.respondents]
    article = jurisdiction.article(life.edition)
    if jurisdiction.against_itself(life.organs, respondents):
        yield Gap(
            "own-organ",
            article,
            facts.received_on,
            "被申请人是本机关，应当由上一级机关管辖",
            "The respondent is this very organ: its superior is competent",
        )
    for organ in jurisdiction.outside(life.organs, life.edition, respondents):
        name = life.organs.name(organ)
        yield Gap(
            "competence",
            article,
            facts.received_on,
            f"{name}不在本机关管辖范围之内，也没有写明管辖的依据",
            f"{name} is not within the competence of this organ, and no ground of competence is stated",
        )


def _handlers(life: Life, _today: date) -> Iterator[Gap]:
    facts = life.facts
    if facts.review is not None and len(facts.handlers) < MIN_HANDLERS:
        yield Gap(
            "handlers",
            _both(life, "36, 条例32", "条例32"),
            facts.review.opened_on,
            f"承办人{len(facts.handlers)}人，要有2人以上",
            f"{len(facts.handlers)} handlers are named; there must be two or more",
        )


MIN_HANDLERS = 2


def _copies(life: Life, today: date) -> Iterator[Gap]:
    facts, review = life.facts, life.facts.review
    if review is None:
        return
    for running in schedule(life):
        if running.code != "send_copy":
            continue
        due = life.due("send_copy", running.start, simplified=review.procedure is Procedure.SIMPLIFIED)
        if review.opened_by == "taken_over" and due is not None and due < review.opened_on:
            return  # it ran out before the transfer
        for exchange in facts.respondents:
            late_on = exchange.sent_on or review.closed_on or today
            if due is not None and late_on > due:
                yield Gap(
                    "copy-late" if exchange.sent_on else "copy-not-sent",
                    _both(life, "48, 54", "23"),
                    due,
                    f"副本应在{due}前发送" + (f"，{exchange.sent_on}才发送" if exchange.sent_on else "，没有发送记录"),
                    f"The copy was due by {due}"
                    + (f", sent on {exchange.sent_on}" if exchange.sent_on else ", not sent"),
                )
        return


def _ended(life: Life) -> Phase | None:
    """The phase of review that a decision closed."""
    review = life.facts.review
    return review if review is not None and review.decision is not None else None


def _opinions(life: Life, _today: date) -> Iterator[Gap]:
    """Act art. 49: opinions are heard in ordinary procedure, or it is recorded why not; an ended case needs none."""
    review = _ended(life)
    excused = any(step.particulars.get("why_not") for step in _steps(life, "hear_opinions"))
    if review is None or review.decision is None or review.decision.outcome in FROM_SUSPENDED:
        return
    if life.edition is Edition.E2017 or review.procedure is Procedure.SIMPLIFIED:
        return
    if review.opinions_on is None and not excused and review.closed_by == "concluded":
        yield Gap(
            "opinions-not-heard",
            "49",
            review.closed_on,
            "普通程序没有听取意见的记录，也没有写明不能听取的原因",
            "Opinions were not heard in ordinary procedure, nor is it recorded why not",
        )


def _steps(life: Life, act: str) -> list[Step]:
    return [step for step in life.facts.steps if step.act == act]


def _investigations(life: Life, _today: date) -> Iterator[Gap]:
    for step in _steps(life, "investigate"):
        count = step.particulars.get("investigators")
        if isinstance(count, int) and count < MIN_HANDLERS:
            yield Gap(
                "investigators",
                _both(life, "45 ¶2", "条例34 ¶2"),
                step.on,
                f"{step.on}调查取证只有{count}人，不得少于2人",
                f"{count} person investigated on {step.on}; there must be two",
            )


def _hearings(life: Life, _today: date) -> Iterator[Gap]:
    """Act art. 51: notice five working days before; the respondent's head attends or says why not."""
    if life.edition is Edition.E2017:
        return
    for step in _steps(life, "hold_hearing"):
        last = life.due("hearing_notice", step.on)
        notice = step.particulars.get("notice_on")
        if not isinstance(notice, date) or (last is not None and notice > last):
            given = f"{notice}才通知" if isinstance(notice, date) else "没有通知记录"
            said = f"given on {notice}" if isinstance(notice, date) else "not recorded"
            yield Gap(
                "hearing-notice",
                "51 ¶1",
                last,
                f"{step.on}的听证应在{last}前通知，{given}",
                f"Notice of the hearing on {step.on} was due by {last}; it was {said}",
            )
        if step.particulars.get("head_attended") is False:
            yield Gap(
                "head-absent",
                "51 ¶3",
                step.on,
                f"{step.on}的听证被申请人负责人没有参加",
                f"The respondent's head did not attend the hearing on {step.on}",
            )


def _notices(life: Life, _today: date) -> Iterator[Gap]:
    """Act art. 39 ¶3, 62 ¶1: the parties are told of a suspension and of an extension."""
    review = life.facts.review
    if review is None:
        return
    for suspension in review.suspensions:
        if suspension.told_on is None:
            yield Gap(
                "suspension-not-told",
                _both(life, "39 ¶3", "条例41 ¶3"),
                suspension.on,
                f"{suspension.on}中止，没有告知当事人的记录",
                f"The parties were not told of the suspension of {suspension.on}",
            )
    for extension in review.extensions:
        if extension.told_on is None and not extension.inherited:
            yield Gap(
                "extension-not-told",
                _both(life, "62 ¶1", "31 ¶1"),
                extension.on,
                f"{extension.on}延期，没有告知当事人的记录",
                f"The parties were not told of the extension of {extension.on}",
            )


def _simplified(life: Life, _today: date) -> Iterator[Gap]:
    review = life.facts.review
    if review is None or review.opened_by == "taken_over":  # the first organ chose the procedure
        return
    if (review.procedure is Procedure.SIMPLIFIED or review.converted_on is not None) and not review.ground:
        yield Gap(
            "simplified-ground",
            "53",
            review.opened_on,
            "适用简易程序没有写明事由",
            "Simplified procedure without a ground",
        )


def _decision(life: Life, _today: date) -> Iterator[Gap]:
    review = _ended(life)
    if review is None or review.decision is None:
        return
    decision, due = review.decision, life.decision_due(review)
    if due is not None and decision.on > due:
        yield Gap(
            "late-decision",
            _both(life, "62", "31"),
            due,
            f"应在{due}前作出决定，{decision.on}才作出",
            f"The decision was due by {due} and was made on {decision.on}",
        )
    if not decision.approved:
        yield Gap(
            "not-approved",
            _both(life, "61 ¶1", "28 ¶1"),
            decision.on,
            "没有负责人同意或者集体讨论通过的记录",
            "The approval by the head or by collective discussion is not recorded",
        )
    if life.facts.served_on is None:
        yield Gap(
            "not-served",
            _both(life, "75 ¶2, 88 ¶1", "31 ¶3, 40 ¶1"),
            decision.on,
            "没有送达记录",
            "Service is not recorded",
        )


NO_COMPENSATION = frozenset({Outcome.UPHOLD, Outcome.DISMISS_APPLICATION, Outcome.DISMISS_REQUEST, Outcome.TERMINATED})
"""Outcomes beside which the law knows no compensation (Act art. 72 ¶1; 2017 Act art. 29 ¶1)."""


def _ordered(life: Life, _today: date) -> Iterator[Gap]:
    """What a decision orders has to go with its outcome (Act art. 66, 71, 72)."""
    review = _ended(life)
    if review is None or review.decision is None:
        return
    decision = review.decision
    if decision.perform_within_days is not None and decision.outcome not in ORDERING:
        yield Gap(
            "performance-not-ordered",
            _both(life, "66, 71", "28 ¶1(2)"),
            decision.on,
            f"决定写明{decision.perform_within_days}日内履行，但{decision.outcome.zh}不责令履行",
            f"Performance within {decision.perform_within_days} days is recorded with the outcome"
            f" {decision.outcome.en}, which orders none",
        )
    if decision.compensation_granted > 0 and decision.outcome in NO_COMPENSATION:
        yield Gap(
            "compensation-not-due",
            _both(life, "72 ¶1", "29 ¶1"),
            decision.on,
            f"决定给予赔偿，但{decision.outcome.zh}不同时给予赔偿",
            f"Compensation is recorded with the outcome {decision.outcome.en}, beside which there is none",
        )


FINDERS: tuple[Callable[[Life, date], Iterator[Gap]], ...] = (
    _as_recorded,
    _intake,
    _competence,
    _handlers,
    _copies,
    _opinions,
    _investigations,
    _hearings,
    _notices,
    _simplified,
    _decision,
    _ordered,
)
