"""Gaps of a case as its respondent knows it: the reply and the answer to the opinion letter (Act art. 48, 70, 76)."""

from __future__ import annotations

from collections.abc import Iterator

from casework.law.gaps.gap import AsAt, Gap
from casework.law.names import RecordKind
from casework.law.respondent import Responding, article_of
from casework.law.terms.others import due_of


def _reply(case: Responding, at: AsAt) -> Iterator[Gap]:
    """Act art. 48, 54, 70; 2017 Act art. 23, 28 ¶1(4): in time, or the act counts as one without evidence."""
    facts = case.facts
    due = due_of(RecordKind.RESPONDENT, case, "reply")
    if due is None or (facts.replied_on or facts.concluded_on or at.day) <= due:
        return
    article = article_of(case, "48, 54, 70", "23, 28 ¶1(4)")
    if facts.replied_on is not None:
        yield Gap(
            "own-reply-late",
            article,
            due,
            f"答复应在{due}前提出，{facts.replied_on}才提出",
            f"The reply was due by {due} and was given on {facts.replied_on}",
        )
    else:
        yield Gap(
            "own-reply-missing",
            article,
            due,
            f"答复应在{due}前提出，没有提出的记录",
            f"The reply was due by {due} and is not recorded",
        )


def _feedback(case: Responding, at: AsAt) -> Iterator[Gap]:
    """Act art. 76, 条例 art. 57 ¶1: what was put right is reported within 60 days of the letter."""
    facts = case.facts
    due = due_of(RecordKind.RESPONDENT, case, "opinion_feedback")
    if due is None or (facts.opinion_answered_on or at.day) <= due:
        return
    article = article_of(case, "76", "条例57 ¶1")
    if facts.opinion_answered_on is not None:
        yield Gap(
            "own-feedback-late",
            article,
            due,
            f"意见书办理情况应在{due}前反馈，{facts.opinion_answered_on}才反馈",
            f"The opinion letter was to be answered by {due} and was answered on {facts.opinion_answered_on}",
        )
    else:
        yield Gap(
            "own-feedback-missing",
            article,
            due,
            f"意见书办理情况应在{due}前反馈，没有反馈的记录",
            f"The opinion letter was to be answered by {due}; no answer is recorded",
        )


FINDERS = (_reply, _feedback)
