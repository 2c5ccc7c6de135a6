"""The acts as data: for each kind of record its from-states, its to-state and its article in each edition.

`to=None` means that the act does not move the state, or that a key of the act names it. Source: domain section 2.
"""

from __future__ import annotations

from typing import NamedTuple

from casework.law.names import ENDED, OPEN, Act, Edition, RecordKind, State

BEGINS: frozenset[State] = frozenset()
ANY = frozenset(State)
INTAKE = frozenset({State.EXAMINING, State.CORRECTING})
REVIEW = frozenset({State.REVIEWING})
REVIEW_OR_SUSPENDED = frozenset({State.REVIEWING, State.SUSPENDED})
EXAMINING = frozenset({State.EXAMINING})
CORRECTING = frozenset({State.CORRECTING})
CORRECTING_OR_ABANDONED = frozenset({State.CORRECTING, State.ABANDONED})
CONCLUDED = frozenset({State.CONCLUDED})
AFTER_ACCEPTANCE = frozenset({State.REVIEWING, State.SUSPENDED, State.CONCLUDED})
LETTERS_ANSWERED = AFTER_ACCEPTANCE | {State.TRANSFERRED}
"""Who issued a letter receives the answer, though a superior took its case over (Act art. 38, 76)."""


class Rule(NamedTuple):
    """One act: where it may be done, where it leads, which article gives it in each edition."""

    act: Act
    sources: frozenset[State]
    to: State | None
    article_2023: str
    article_2017: str
    moves: bool
    begins: bool

    def article(self, edition: Edition) -> str:
        """The article that gives the act in that edition."""
        return self.article_2023 if edition is Edition.E2023 else self.article_2017


def _rule(
    act: Act,
    sources: frozenset[State],
    to: State | None,
    article_2023: str,
    article_2017: str | None = None,
    *,
    moves: bool | None = None,
    begins: bool = False,
) -> Rule:
    earlier = article_2023 if article_2017 is None else article_2017
    return Rule(act, sources, to, article_2023, earlier, to is not None if moves is None else moves, begins)


RECONSIDERATION: dict[Act, Rule] = {
    rule.act: rule
    for rule in (
        _rule(Act.REGISTER, BEGINS, State.EXAMINING, "22, 30, 32", "9, 11, 17", begins=True),
        _rule(Act.TAKE_OVER, BEGINS, State.REVIEWING, "38", "条例31", begins=True),
        _rule(Act.REQUEST_CORRECTION, EXAMINING, State.CORRECTING, "31", "条例29"),
        _rule(Act.EXTEND_CORRECTION, CORRECTING, None, "31", "条例29"),
        _rule(Act.RECEIVE_CORRECTION, CORRECTING_OR_ABANDONED, State.EXAMINING, "31", "条例29"),
        _rule(Act.DEEM_ABANDONED, CORRECTING, State.ABANDONED, "31", "条例29"),
        _rule(Act.ACCEPT, EXAMINING, State.REVIEWING, "30", "17"),
        _rule(Act.DEEM_ACCEPTED, EXAMINING, State.REVIEWING, "30 ¶3", "17 ¶2"),
        _rule(Act.DECLINE, EXAMINING, State.DECLINED, "30 ¶2", "17 ¶1"),
        _rule(Act.REFER, EXAMINING, State.REFERRED, "30 ¶2", "17, 18"),
        _rule(Act.WITHDRAW_EARLY, INTAKE, State.WITHDRAWN_EARLY, "22", "25"),
        _rule(Act.ASSIGN, OPEN, None, "36", "条例32"),
        _rule(Act.SEND_COPY, REVIEW_OR_SUSPENDED, None, "48, 54", "23"),
        _rule(Act.RECEIVE_REPLY, REVIEW_OR_SUSPENDED, None, "48, 54, 70", "23"),
        _rule(Act.JOIN_THIRD_PARTY, REVIEW, None, "16", "10"),
        _rule(Act.WITHDRAW_PARTY, OPEN, None, "41(1)-(3)", "25, 条例42"),
        _rule(Act.REPLACE_PARTY, OPEN, None, "14, 19", "10, 条例22"),
        _rule(Act.HEAR_OPINIONS, REVIEW, None, "49", "22"),
        _rule(Act.INVESTIGATE, REVIEW, None, "45", "条例34"),
        _rule(Act.HOLD_HEARING, REVIEW, None, "50, 51", "条例33"),
        _rule(Act.CONSULT_COMMITTEE, REVIEW, None, "52", "28"),
        _rule(Act.MEDIATE, REVIEW_OR_SUSPENDED, None, "5, 73", "条例50"),
        _rule(Act.EXCLUDE, REVIEW, None, "条例34, 37"),
        _rule(Act.OPEN_DOCUMENT_REVIEW, REVIEW_OR_SUSPENDED, None, "13, 56, 57", "7, 26, 27"),
        _rule(Act.PASS_ON_DOCUMENT_REVIEW, REVIEW_OR_SUSPENDED, None, "56, 57", "26, 27"),
        _rule(Act.ASK_ISSUER, REVIEW_OR_SUSPENDED, None, "58", "26"),
        _rule(Act.ISSUER_ANSWER, REVIEW_OR_SUSPENDED, None, "58", "26"),
        _rule(Act.DOCUMENT_REVIEW_REPLY, REVIEW_OR_SUSPENDED, None, "60", "26"),
        _rule(Act.DOCUMENT_REVIEW_RESULT, REVIEW_OR_SUSPENDED, None, "59", "26"),
        _rule(Act.STAY_EXECUTION, REVIEW_OR_SUSPENDED, None, "42", "21"),
        _rule(Act.CONVERT_PROCEDURE, REVIEW, None, "55"),
        _rule(Act.EXTEND, REVIEW, None, "62", "31"),
        _rule(Act.SUSPEND, REVIEW, State.SUSPENDED, "39", "条例41"),
        _rule(Act.RESUME, frozenset({State.SUSPENDED}), State.REVIEWING, "39", "条例41"),
        _rule(Act.TRANSFER_UP, REVIEW_OR_SUSPENDED, State.TRANSFERRED, "38", "20"),
        _rule(
            Act.REOPEN,
            frozenset({State.DECLINED, State.CONCLUDED}),
            None,
            "35, 行诉解释89",
            "20, 条例31, 条例48 ¶2, 行诉解释89",
            moves=True,
        ),
        _rule(Act.CONCLUDE, REVIEW_OR_SUSPENDED, State.CONCLUDED, "61, 62", "28, 31"),
        _rule(Act.SERVE, ANY, None, "75, 88", "31, 40"),
        _rule(Act.ISSUE_OPINION, AFTER_ACCEPTANCE, None, "76", "条例57 ¶1"),
        _rule(Act.RECORD_FEEDBACK, LETTERS_ANSWERED, None, "76", "条例57 ¶1"),
        _rule(Act.ISSUE_RECOMMENDATION, AFTER_ACCEPTANCE, None, "条例57 ¶2"),
        _rule(Act.SEND_TO_SUPERIOR_DEPARTMENT, CONCLUDED, None, "79 ¶2", "31"),
        _rule(Act.PUBLISH, CONCLUDED, None, "79 ¶1", "31"),
        _rule(Act.RECORD_PERFORMANCE, CONCLUDED, None, "77", "32"),
        _rule(Act.RECORD_ENFORCEMENT, CONCLUDED, None, "78", "33"),
        _rule(Act.SET_ASIDE_LAPSE, ANY, None, "30, 31, 41, 70, 76, 77", "17, 28, 32, 条例29, 42, 57"),
        _rule(Act.CORRECT, ANY, None, ""),
        _rule(Act.VOID, ANY, None, ""),
        _rule(Act.STRIKE, ANY, None, ""),
        _rule(Act.RESTORE, ANY, None, ""),
        _rule(Act.ARCHIVE, ENDED, None, ""),
        _rule(Act.PLAN, OPEN, None, ""),
        _rule(Act.CALL_OFF, ANY, None, ""),
    )
}

LITIGATION: dict[Act, Rule] = {
    rule.act: rule
    for rule in (
        _rule(Act.REGISTER, BEGINS, None, "行政诉讼法67", begins=True, moves=True),
        _rule(Act.OPEN_INSTANCE, ANY, None, "行政诉讼法85, 90"),
        _rule(Act.HOLD_HEARING, ANY, None, "行政诉讼法3 ¶3"),
        _rule(Act.RECORD_APPEARANCE, ANY, None, "行政诉讼法3 ¶3"),
        _rule(Act.CONFIRM_LINK, ANY, None, "行政诉讼法26, 45"),
        _rule(Act.CLOSE_INSTANCE, ANY, None, "行政诉讼法69"),
        _rule(Act.FILE_DEFENCE, ANY, None, "行政诉讼法67"),
        _rule(Act.FILE_EVIDENCE, ANY, None, "行政诉讼法34, 67"),
        _rule(Act.PERFORM_JUDGMENT, ANY, None, "行政诉讼法94, 96"),
        _rule(Act.RECEIVE_ADVICE, ANY, None, "行政诉讼法66, 96(4)"),
        _rule(Act.ANSWER_ADVICE, ANY, None, "行政诉讼法96(4)"),
        _rule(Act.PLAN, ANY, None, ""),
        _rule(Act.CALL_OFF, ANY, None, ""),
        _rule(Act.CORRECT, ANY, None, ""),
        _rule(Act.VOID, ANY, None, ""),
        _rule(Act.STRIKE, ANY, None, ""),
        _rule(Act.RESTORE, ANY, None, ""),
    )
}

MEDIATION: dict[Act, Rule] = {
    rule.act: rule
    for rule in (
        _rule(Act.REGISTER, BEGINS, None, "人民调解法17", begins=True, moves=True),
        _rule(Act.CONCLUDE, ANY, None, "人民调解法26, 28", moves=True),
        _rule(Act.PERFORM, ANY, None, "人民调解法31"),
        _rule(Act.ASK_CONFIRMATION, ANY, None, "人民调解法33"),
        _rule(Act.CONFIRM, ANY, None, "人民调解法33"),
        _rule(Act.PLAN, ANY, None, ""),
        _rule(Act.CALL_OFF, ANY, None, ""),
        _rule(Act.CORRECT, ANY, None, ""),
        _rule(Act.VOID, ANY, None, ""),
        _rule(Act.STRIKE, ANY, None, ""),
        _rule(Act.RESTORE, ANY, None, ""),
    )
}

LEDGER: dict[Act, Rule] = {
    rule.act: rule
    for rule in (
        _rule(Act.RECORD, BEGINS, None, "", begins=True, moves=True),
        _rule(Act.CORRECT, ANY, None, ""),
        _rule(Act.VOID, ANY, None, ""),
        _rule(Act.STRIKE, ANY, None, ""),
        _rule(Act.RESTORE, ANY, None, ""),
    )
}

RULES: dict[RecordKind, dict[Act, Rule]] = {
    RecordKind.RECONSIDERATION: RECONSIDERATION,
    RecordKind.LITIGATION: LITIGATION,
    RecordKind.MEDIATION: MEDIATION,
    RecordKind.LEDGER: LEDGER,
}
