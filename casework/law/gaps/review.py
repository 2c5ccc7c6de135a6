"""Gaps under review, before the decision (Act (2023) art. 36-62; 2017 Act art. 22-31; 条例 art. 32-41)."""

from __future__ import annotations

from collections.abc import Iterator

from casework.law.gaps.gap import MERITS, AsAt, Gap, both, ended, steps
from casework.law.life import Life
from casework.law.names import Edition, Outcome, Procedure
from casework.law.reconsideration.decision import FROM_SUSPENDED
from casework.law.reconsideration.hearings import noticed_on
from casework.law.reconsideration.procedure import SMALL
from casework.law.terms.schedule import Running, converted_reply, copy_from, last_day


def _handlers(life: Life, _at: AsAt) -> Iterator[Gap]:
    facts = life.facts
    if facts.review is not None and len(facts.handlers) < MIN_HANDLERS:
        yield Gap(
            "handlers",
            both(life, "36, 条例32", "条例32"),
            facts.review.opened_on,
            f"承办人{len(facts.handlers)}人，要有2人以上",
            f"Handlers named: {len(facts.handlers)}; there must be two or more",
        )


MIN_HANDLERS = 2


def _copies(life: Life, at: AsAt) -> Iterator[Gap]:
    facts, review = life.facts, life.facts.review
    if review is None:
        return
    for exchange in facts.respondents:
        due = last_day(life, Running("send_copy", copy_from(review, exchange)))
        if due is None or (review.opened_by == "taken_over" and due < review.opened_on):
            continue  # of a case taken over it ran out before the transfer
        if (exchange.sent_on or review.closed_on or at.day) > due:
            yield Gap(
                "copy-late" if exchange.sent_on else "copy-not-sent",
                both(life, "48, 54", "23"),
                due,
                f"副本应在{due}前发送" + (f"，{exchange.sent_on}才发送" if exchange.sent_on else "，没有发送记录"),
                f"The copy was due by {due}" + (f", sent on {exchange.sent_on}" if exchange.sent_on else ", not sent"),
            )


def _replies(life: Life, _at: AsAt) -> Iterator[Gap]:
    """Act art. 48, 54, 70; 2017 Act art. 23 ¶1, 28 ¶1(4): a late reply, and an act upheld without any."""
    review = life.facts.review
    if review is None:
        return
    for exchange in life.facts.respondents:
        fixed = converted_reply(life, review, exchange.received_on)
        due = last_day(life, Running("reply", exchange.received_on, fixed=fixed))
        before = review.opened_by == "taken_over" and exchange.replied_on and exchange.replied_on < review.opened_on
        if due is not None and exchange.replied_on is not None and exchange.replied_on > due and not before:
            yield Gap(
                "reply-late",
                both(life, "48, 54", "23"),
                due,
                f"被申请人应在{due}前提出书面答复，{exchange.replied_on}才答复",
                f"The reply was due by {due} and came on {exchange.replied_on}",
            )
    silent = all(exchange.replied_on is None for exchange in life.facts.respondents)
    if silent and review.decision is not None and review.decision.outcome is Outcome.UPHOLD:
        yield Gap(
            "upheld-without-reply",
            both(life, "70", "28 ¶1(4), 条例46"),
            review.decision.on,
            "被申请人没有提出书面答复，视为没有证据、依据，决定仍维持",
            "There was no reply, so that the act counts as without evidence and ground, and yet it was upheld",
        )


def _opinions(life: Life, _at: AsAt) -> Iterator[Gap]:
    """Act art. 49: opinions are heard in ordinary procedure, or it is recorded why not; an ended case needs none."""
    review = ended(life)
    excused = any(step.particulars.get("why_not") for step in steps(life, "hear_opinions"))
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


def _investigations(life: Life, _at: AsAt) -> Iterator[Gap]:
    for step in steps(life, "investigate"):
        count = step.particulars.get("investigators")
        if isinstance(count, int) and count < MIN_HANDLERS:
            yield Gap(
                "investigators",
                both(life, "45 ¶2", "条例34 ¶2"),
                step.on,
                f"{step.on}调查取证只有{count}人，不得少于2人",
                f"{count} person investigated on {step.on}; there must be two",
            )


def _hearings(life: Life, _at: AsAt) -> Iterator[Gap]:
    """Act art. 51: notice five working days before; the respondent's head attends or says why not."""
    if life.edition is Edition.E2017:
        return
    for step in steps(life, "hold_hearing"):
        last = life.due("hearing_notice", step.on)
        notice = noticed_on(life.facts, step)
        if notice is None or (last is not None and notice > last):
            given = f"{notice}才通知" if notice is not None else "没有通知记录"
            said = f"given on {notice}" if notice is not None else "not recorded"
            yield Gap(
                "hearing-notice",
                "51 ¶1",
                last,
                f"{step.on}的听证应在{last}前通知，{given}",
                f"Notice of the hearing on {step.on} was due by {last}; it was {said}",
            )
        if step.particulars.get("head_attended") is False and not step.particulars.get("head_why_not"):
            yield Gap(
                "head-absent",
                "51 ¶3",
                step.on,
                f"{step.on}的听证被申请人负责人没有参加，也没有说明理由",
                f"The respondent's head did not attend the hearing on {step.on}, nor say why not",
            )


PANEL = (
    ("host", "主持人", "host"),
    ("officers", "两名以上听证员", "two hearing officers"),
    ("recorder", "记录员", "recorder"),
)
"""Who conducts a hearing (Act art. 50 ¶3)."""
MIN_OFFICERS = 2


def _panels(life: Life, _at: AsAt) -> Iterator[Gap]:
    """Act art. 50 ¶3: one host, two or more hearing officers, one recorder."""
    if life.edition is Edition.E2017:
        return
    for step in steps(life, "hold_hearing"):
        officers = step.particulars.get("officers")
        few = not isinstance(officers, list) or len(officers) < MIN_OFFICERS
        lacking = [(zh, en) for key, zh, en in PANEL if (few if key == "officers" else not step.particulars.get(key))]
        if lacking:
            yield Gap(
                "hearing-panel",
                "50 ¶3",
                step.on,
                f"{step.on}的听证没有写明{'、'.join(zh for zh, _ in lacking)}",
                f"The record of the hearing on {step.on} lacks: {', '.join(en for _, en in lacking)}",
            )


def _complex(life: Life, _at: AsAt) -> Iterator[Gap]:
    """Act art. 50 ¶1, 52 ¶2(1): a grave, difficult or complex case is heard and laid before the committee."""
    review = ended(life)
    if review is None or review.decision is None or not life.facts.complex or life.edition is Edition.E2017:
        return
    if review.decision.outcome not in MERITS:
        return
    if review.heard_on is None:
        yield Gap(
            "complex-not-heard",
            "50 ¶1",
            review.decision.on,
            "重大、疑难、复杂的案件没有组织听证",
            "A grave, difficult or complex case was decided without a hearing",
        )
    if review.committee_on is None:
        yield Gap(
            "complex-no-committee",
            "52 ¶2(1)",
            review.decision.on,
            "重大、疑难、复杂的案件没有提请行政复议委员会提出咨询意见",
            "A grave, difficult or complex case was not laid before the reconsideration committee",
        )


def _notices(life: Life, _at: AsAt) -> Iterator[Gap]:
    """Act art. 39 ¶3, 62 ¶1: the parties are told of a suspension and of an extension."""
    review = life.facts.review
    if review is None:
        return
    for suspension in review.suspensions:
        if suspension.told_on is None:
            yield Gap(
                "suspension-not-told",
                both(life, "39 ¶3", "条例41 ¶3"),
                suspension.on,
                f"{suspension.on}中止，没有告知当事人的记录",
                f"The parties were not told of the suspension of {suspension.on}",
            )
    for extension in review.extensions:
        if extension.told_on is None and not extension.inherited:
            yield Gap(
                "extension-not-told",
                both(life, "62 ¶1", "31 ¶1"),
                extension.on,
                f"{extension.on}延期，没有告知当事人的记录",
                f"The parties were not told of the extension of {extension.on}",
            )


def _simplified(life: Life, _at: AsAt) -> Iterator[Gap]:
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
    if review.ground == SMALL and life.facts.application.complained_of.amount is None:
        yield Gap(
            "amount-not-said",
            "53 ¶1(3)",
            review.opened_on,
            "以款额三千元以下适用简易程序，没有写明案件涉及款额",
            "Simplified procedure for an amount of at most 3,000 yuan, and the amount is not recorded",
        )


FINDERS = (
    _handlers,
    _copies,
    _replies,
    _opinions,
    _investigations,
    _hearings,
    _panels,
    _complex,
    _notices,
    _simplified,
)
