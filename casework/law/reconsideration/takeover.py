"""提级审理: the superior's own record of a case that it takes over (Act (2023) art. 38).

The facts of the transferred record are copied into the keys of the act when it is recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from casework.law.facts import DocumentReview, Exchange, Exclusion, Extension, Facts, Party, Phase
from casework.law.keys import (
    NOTHING_DONE,
    Application,
    CaseId,
    Number,
    PastDate,
    TakenCopy,
    TakenCourse,
    TakenReview,
    TakenStop,
)
from casework.law.life import Day, Life
from casework.law.names import Edition, Procedure, State, edition_on
from casework.law.reconsideration.intake import refuse_own_respondent
from casework.law.reconsideration.procedure import lawful_procedure
from casework.law.reconsideration.registering import say_claim
from casework.law.reconsideration.review import refuse_days
from casework.law.terms.applying import check_terms
from casework.law.words.languages import Text


def take_over(
    life: Life,
    *,
    on: date,
    application: Application,
    from_: CaseId | None = None,
    received_on: PastDate | None = None,
    filed_on: PastDate | None = None,
    accepted_on: PastDate | None = None,
    procedure: Procedure = Procedure.ORDINARY,
    excluded: tuple[TakenStop, ...] = (),
    extended_days: int = 0,
    exchanged: tuple[TakenCopy, ...] = (),
    reviewed: tuple[TakenReview, ...] = (),
    conducted: TakenCourse = NOTHING_DONE,
    claims_inaction: bool | None = None,
    third_parties: tuple[str, ...] = (),
    number: Number = "",
) -> None:
    """提级接收: the decision term runs on from the first acceptance (our reading of Act art. 38, 62)."""
    facts = Facts(
        edition=edition_on(received := received_on or accepted_on or on),
        received_on=on,
        filed_on=filed_on or received,
        application=application,
        parties=tuple(Party(applicant, on) for applicant in application.applicants),
        respondents=_respondents(application, exchanged),
        third_parties=third_parties,
        number=number,
        complex=application.complex,
        began_by="taken_over",
        taken_from=from_,
        document_reviews=tuple(_review(review) for review in reviewed),
    )
    life.begin(facts)
    say_claim(life, claims_inaction)
    _refuse_disorder(life, (filed_on, received_on, accepted_on, conducted.reopened_on, on), COURSE, "38")
    _refuse_impossible(life, excluded, extended_days)
    _run_on(life, accepted_on or on, procedure, excluded, extended_days)
    _go_on(life, conducted)


def _run_on(
    life: Life, accepted_on: date, procedure: Procedure, excluded: Sequence[TakenStop], extended_days: int
) -> None:
    """The review, whose term runs on with the procedure, the stops and the extensions before the transfer."""
    on = life.facts.received_on
    life.move(State.REVIEWING, on)
    lawful, _ground = lawful_procedure(life, procedure)
    life.open_phase(
        Phase(
            "review",
            on,
            "taken_over",
            accepted_on=accepted_on,
            decide_from=accepted_on,
            procedure=lawful,
            exclusions=tuple(Exclusion("before_transfer", stop.on, stop.until) for stop in excluded),
            extensions=(Extension(on, extended_days, inherited=True),) if extended_days else (),
        )
    )


def _go_on(life: Life, before: TakenCourse) -> None:
    """What was done in the review before the transfer is done: nothing of it is wanting (Act art. 35, 49-52)."""
    phase = life.facts.phase
    decide_from = before.reopened_on or phase.decide_from
    for on, done in ((before.opinions_on, HEARD_OPINIONS), (before.heard_on, HEARD), (before.committee_on, CONSULTED)):
        _refuse_disorder(life, (decide_from, on, phase.opened_on), (BEGAN, done, TAKEN_OVER), "38")
    life.amend(
        phase,
        decide_from=decide_from,
        opinions_on=before.opinions_on,
        heard_on=before.heard_on,
        committee_on=before.committee_on,
    )
    if before.why_not:
        life.record("hear_opinions", phase.opened_on, why_not=before.why_not)


def _refuse_impossible(life: Life, excluded: Sequence[TakenStop], extended_days: int) -> None:
    """What cannot have happened before the transfer either: no record holds it."""
    check_terms(life)
    refuse_own_respondent(life)
    for stop in excluded:
        end, start = Day(stop.until, "停止计算的结束", "the end of a stop"), Day(stop.on, "开始", "its start")
        life.refuse_order(end, start, "39")
    for copy in life.facts.respondents:
        _refuse_disorder(life, (copy.sent_on, copy.received_on, copy.replied_on), EXCHANGE, "48")
    for review in life.facts.document_reviews:
        article = "56, 57, 58, 60" if life.edition is Edition.E2023 else "26, 27"
        asked = (review.on, review.asked_on, review.question_received_on, review.answered_on)
        passed = (review.on, review.passed_on, review.transfer_received_on, review.replied_on, review.result_on)
        _refuse_disorder(life, asked, ASKED, article)
        _refuse_disorder(life, passed, PASSED_ON, article)
    if extended_days:
        refuse_days(life, extended_days, "62 ¶1" if life.edition is Edition.E2023 else "31")


def _respondents(application: Application, exchanged: Sequence[TakenCopy]) -> tuple[Exchange, ...]:
    """The respondents, with the copies sent and the replies received before the transfer."""
    before = {copy.organ: copy for copy in exchanged}
    asked = [before.get(organ, TakenCopy(organ)) for organ in dict.fromkeys(application.respondents)]
    return tuple(Exchange(copy.organ, copy.sent_on, copy.received_on, copy.replied_on) for copy in asked)


TAKEN_OVER = Text("提级接收之日", "taking over")
COURSE = (
    Text("提交日期", "filing"),
    Text("收到申请之日", "receipt of the application"),
    Text("受理之日", "acceptance"),
    Text("恢复审理之日", "reopening the review"),
    TAKEN_OVER,
)
BEGAN = Text("审理开始之日", "the beginning of the review")
HEARD_OPINIONS, HEARD = Text("听取意见之日", "hearing opinions"), Text("听证之日", "the hearing")
CONSULTED = Text("提请复议委员会之日", "consulting the committee")
EXCHANGE = (
    Text("发送副本之日", "sending the copy"),
    Text("收到副本之日", "receipt of the copy"),
    Text("收到答复之日", "receipt of the reply"),
)


OPENED, FOUND = Text("启动附带审查之日", "opening the document review"), Text("作出结论之日", "its result")
ASKED = (
    OPENED,
    Text("通知制定机关之日", "asking the issuer"),
    Text("制定机关收到通知之日", "receipt of the question"),
    Text("制定机关答复之日", "the issuer's answer"),
)
PASSED_ON = (
    OPENED,
    Text("转送有权机关之日", "passing the document on"),
    Text("有权机关收到转送之日", "receipt of the document passed on"),
    Text("受转送机关回复之日", "the reply"),
    FOUND,
)


def _review(taken: TakenReview) -> DocumentReview:
    """附带审查 as it stood at the transfer.

    It goes on as part of the case (Act art. 38, 56-60). That the first organ was not competent binds its superior only
    where the document was passed on.
    """
    said = dict(vars(taken))
    if taken.competent is False and taken.passed_on is None:
        said["competent"] = None
    return DocumentReview(**said, inherited=True, result_inherited=taken.result_on is not None)


def _refuse_disorder(life: Life, days: Sequence[date | None], words: Sequence[Text], article: str) -> None:
    """Refuse a day that lies before one that it must follow; those not known are left out."""
    known = [Day(on, *said) for on, said in zip(days, words, strict=True) if on is not None]
    for earlier, later in pairwise(known):
        life.refuse_order(later, earlier, article)
