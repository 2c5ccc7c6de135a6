"""附带审查: each document by itself (Act (2023) art. 13, 56-60; 2017 Act art. 7, 26, 27).

Several may be reviewed in one case.
Competence decides the way. A competent organ asks the issuer (58) and decides; another passes the document on and waits
for the reply (56, 57, 60). Where it was not said whether the organ is competent, the first act of either way says it.
An act names its `document`; without a name it means the earliest review that waits for it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from casework.law.facts import DocumentReview
from casework.law.keys import PastDate
from casework.law.life import Life, review_of
from casework.law.names import Act, Edition, ReviewFinding, SuspensionGround

Waits = Callable[[DocumentReview], bool]


def open_document_review(
    life: Life, *, on: date, competent: bool | None = None, document: str = "", own_motion: bool = False
) -> None:
    """启动附带审查, asked for by the applicant (Act art. 13, 56) or of the organ's own motion (57)."""
    facts = life.facts
    if document and any(review.document == document and review.result_on is None for review in facts.document_reviews):
        life.refuse(
            "document-reviewed",
            _article(life, "56, 57"),
            f"「{document}」正在审查，不能再次启动",
            f"{document} is under review already",
        )
    opened = DocumentReview(on, document, competent, own_motion, _suspended_since(life, on))
    life.say(document_reviews=(*facts.document_reviews, opened))


def _suspended_since(life: Life, on: date) -> date | None:
    """From when the case stands still for a review that is opened while it is suspended for document review.

    From the suspension, where that was for no other document; else from the day of opening.
    """
    for stop in review_of(life).suspensions:
        lasting = stop.on <= on and (stop.until is None or on < stop.until)
        if lasting and stop.ground == SuspensionGround.DOCUMENT_REVIEW:
            return on if any(r.suspended_on == stop.on for r in life.facts.document_reviews) else stop.on
    return None


def suspended_for(life: Life, on: date) -> None:
    """A suspension for document review is that of every review which waits for one (Act art. 39 ¶1(9))."""
    for review in life.facts.document_reviews:
        if review.suspended_on is None and review.result_on is None and review.on <= on:
            life.amend(review, suspended_on=on)


def pass_on_document_review(life: Life, *, on: date, document: str = "", received_on: PastDate | None = None) -> None:
    """转送有权机关 by an organ that is not competent (Act art. 56, 57)."""
    _refuse_receipt(life, received_on, on, "60")
    review = _meant(life, Act.PASS_ON_DOCUMENT_REVIEW, "56, 57", document, on, _may_pass_on)
    if review is not None:
        life.amend(review, competent=False, passed_on=on, transfer_received_on=received_on or on)


def _may_pass_on(review: DocumentReview) -> bool:
    return review.competent is not True and review.passed_on is None and review.result_on is None


def ask_issuer(life: Life, *, on: date, document: str = "", received_on: PastDate | None = None) -> None:
    """通知制定机关书面答复 by a competent organ (Act art. 58)."""
    _refuse_receipt(life, received_on, on, "58")
    review = _meant(life, Act.ASK_ISSUER, "58", document, on, _may_ask)
    if review is not None:
        life.amend(review, competent=True, asked_on=on, question_received_on=received_on or on)


def _may_ask(review: DocumentReview) -> bool:
    return review.competent is not False and review.asked_on is None and review.result_on is None


def _refuse_receipt(life: Life, received_on: date | None, on: date, article: str) -> None:
    if received_on is not None and received_on < on:
        life.refuse(
            "date-order",
            _article(life, article),
            f"收到日期{received_on}早于发出日期{on}",
            f"It was received on {received_on}, before it was sent on {on}",
        )


def issuer_answer(life: Life, *, on: date, document: str = "") -> None:
    """制定机关答复, after it was asked (Act art. 58)."""
    review = _meant(life, Act.ISSUER_ANSWER, "58", document, on, _may_be_answered)
    if review is not None:
        life.amend(review, answered_on=on)


def _may_be_answered(review: DocumentReview) -> bool:
    return review.asked_on is not None and review.answered_on is None


def document_review_reply(life: Life, *, on: date, document: str = "") -> None:
    """受转送机关回复, after the document was passed on (Act art. 60)."""
    review = _meant(life, Act.DOCUMENT_REVIEW_REPLY, "60", document, on, _may_be_replied)
    if review is not None:
        life.amend(review, replied_on=on)


def _may_be_replied(review: DocumentReview) -> bool:
    return review.passed_on is not None and review.replied_on is None


def document_review_result(life: Life, *, on: date, result: ReviewFinding, document: str = "") -> None:
    """附带审查结论: lawful, or stop applying and correct (Act art. 59); after the reply where passed on (60)."""
    review = _meant(life, Act.DOCUMENT_REVIEW_RESULT, "59, 60", document, on, _may_end)
    if review is not None:
        life.amend(review, result=result, result_on=on)


def _may_end(review: DocumentReview) -> bool:
    return review.result_on is None and (review.competent is not False or review.replied_on is not None)


def _meant(life: Life, act: Act, article: str, document: str, on: date, waits: Waits) -> DocumentReview | None:
    """The review that an act means: the named one, else the earliest that waits for it; refused where there is none."""
    named = [r for r in life.facts.document_reviews if document in ("", r.document)]
    for review in named:
        if waits(review) and review.last_on <= on:
            return review
    said = f"「{document}」的" if document else ""
    life.refuse(
        "no-document-review",
        _article(life, article),
        f"到{on}没有{said}附带审查等待「{act.zh}」",
        f"On {on} no document review{f' of {document}' if document else ''} waits for: {act.en}",
    )
    return None


def _article(life: Life, article_2023: str) -> str:
    return article_2023 if life.edition is Edition.E2023 else "26, 27"
