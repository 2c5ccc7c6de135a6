"""Gaps of the incidental review of documents (Act (2023) art. 13, 56-60; 2017 Act art. 7, 26, 27)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from casework.law.facts import DocumentReview
from casework.law.gaps.gap import MERITS, AsAt, Gap, both, ended
from casework.law.life import Life


class Exchange(NamedTuple):
    """A step of a review that has a term: from which day, when it was done, and what it is called."""

    term: str
    start: date | None
    done: date | None
    zh: str
    en: str


OF_THE_ISSUER = ("ask_issuer", "issuer_answer")
ELSEWHERE = ("organ_document_review",)
"""The terms of the organ that the document was passed on to."""


def _exchanges(review: DocumentReview) -> Iterator[Exchange]:
    """The steps that the way of the review asks for, once the organ's competence is known."""
    start = review.suspended_on or review.on
    if review.competent is True:
        asked = review.asked_on or review.result_on
        yield Exchange("ask_issuer", start, asked, "通知制定机关书面答复", "the question to the issuer")
        answered = review.answered_on or review.result_on
        yield Exchange("issuer_answer", review.question_received_on, answered, "制定机关答复", "the issuer's answer")
        yield Exchange("handle_document_review", start, review.result_on, "处理规范性文件", "the handling")
    elif review.competent is False:
        yield Exchange("pass_on_document_review", start, review.passed_on, "转送有权机关", "the passing on")
        received = review.transfer_received_on
        yield Exchange("organ_document_review", received, review.replied_on, "受转送机关回复", "the reply")


def _late(life: Life, at: AsAt) -> Iterator[Gap]:
    """Act art. 56-58, 60; 2017 Act art. 26, 27: what was due within its term and came later, or not at all."""
    phase = life.facts.review
    closed_on = phase.closed_on if phase is not None else None
    for review in life.facts.document_reviews:
        for step in _exchanges(review):
            due = life.due(step.term, step.start)
            article = "58 ¶1" if step.term in OF_THE_ISSUER else "60" if step.term in ELSEWHERE else "56, 57"
            before = review.inherited and due is not None and due < life.facts.received_on  # of another organ
            if due is not None and (step.done or closed_on or at.day) > due and not before:
                yield Gap(
                    "document-review-late",
                    both(life, article, "26, 27"),
                    due,
                    f"附带审查应在{due}前{step.zh}，" + (f"{step.done}才完成" if step.done else "没有记录"),
                    f"In the document review {step.en} was due by {due} and "
                    + (f"came on {step.done}" if step.done else "is not recorded"),
                )


def _unopened(life: Life, _at: AsAt) -> Iterator[Gap]:
    """Act art. 13, 56; 2017 Act art. 7, 26: a review that was asked for is opened before the case is decided."""
    phase = ended(life)
    if phase is None or phase.decision is None or phase.decision.outcome not in MERITS:
        return
    if life.facts.application.document_review and not life.facts.document_reviews:
        yield Gap(
            "document-review-not-opened",
            both(life, "13, 56", "7, 26"),
            phase.decision.on,
            "申请人一并申请审查规范性文件，没有启动附带审查就作出决定",
            "The applicant asked for the review of a document; the case was decided and none was opened",
        )


def _without_result(life: Life, _at: AsAt) -> Iterator[Gap]:
    """Act art. 59, 60; 2017 Act art. 26, 27: the case goes on, or is decided, with the result of the review."""
    phase = life.facts.review
    for review in life.facts.document_reviews if phase is not None else ():
        stops = [stop.until for stop in phase.suspensions if stop.on == review.suspended_on] if phase else []
        went_on = stops[0] if stops else phase.decision.on if phase and phase.decision is not None else None
        result = review.result_on or (review.replied_on if review.competent is False else None)
        if went_on is not None and (result is None or result > went_on):
            yield Gap(
                "document-review-without-result",
                both(life, "59, 60", "26, 27"),
                went_on,
                f"附带审查没有结论，{went_on}就恢复审理或者作出决定",
                f"The case went on or was decided on {went_on} without a result of the document review",
            )


FINDERS = (_unopened, _late, _without_result)
