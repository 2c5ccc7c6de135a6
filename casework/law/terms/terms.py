"""The terms as data, per edition: article, length, unit, start fact, procedure, and what a lapse means.

"日" of 3, 5, 7 and 10 are working days under the 2023 edition (art. 88 ¶2), only those of 5 and 7 under the
2017 edition (art. 40 ¶2); 条例 art. 29's five days are read as working days too. Other lengths are calendar
days. An article without a law's name is of the Act in the term's own edition; 条例 is the 实施条例 (2007),
解释 the Supreme People's Court's interpretation of 行政诉讼法 (2018).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from casework.law.names import Act, Edition, Name, Procedure
from casework.law.terms.calendar import LawError


class Unit(Name):
    """期间的单位 (民事诉讼法 art. 85 ¶2)."""

    CALENDAR_DAY = "calendar_day", "日", "calendar days"
    WORKING_DAY = "working_day", "个工作日", "working days"
    MONTH = "month", "个月", "months"
    YEAR = "year", "年", "years"


class Start(Name):
    """起算事实: the fact that a term starts from; its own day is not counted (民事诉讼法 art. 85 ¶2)."""

    KNOWN = "known", "知道或者应当知道行政行为", "the act becoming known"
    RIGHT_KNOWN = (
        "right_known",
        "知道或者应当知道复议权利、复议机关和申请期限",
        "right, organ and term becoming known",
    )
    PERFORMANCE_ENDED = "performance_ended", "履行期限届满", "the term of performance ending"
    REQUEST_RAN_OUT = (
        "request_ran_out",
        "收到履行申请满六十日",
        "sixty days having passed since the request was received",
    )
    URGENTLY_REQUESTED = "urgently_requested", "紧急情况下提出请求", "the urgent request"
    REQUESTED = "requested", "收到履行申请", "the request to perform being received"
    ACT_MADE = "act_made", "作出行政行为", "the act being made"
    RECEIVED = "received", "收到申请", "the application being received"
    NOTICE_RECEIVED = "notice_received", "收到补正通知", "the correction notice being received"
    PENALISER_RECEIVED = (
        "penaliser_received",
        "作出处罚的机关收到申请",
        "the penalising organ receiving the application",
    )
    ACCEPTED = "accepted", "受理", "acceptance"
    COPY_RECEIVED = "copy_received", "收到申请书副本", "the copy of the application being received"
    HEARING = "hearing", "举行听证", "the hearing"
    SUSPENDED = "suspended", "中止", "suspension"
    QUESTION_RECEIVED = "question_received", "收到书面通知", "the written question being received"
    TRANSFER_RECEIVED = "transfer_received", "收到转送", "the transfer being received"
    DECISION_SERVED = "decision_served", "送达决定书", "the decision being served"
    LETTER_RECEIVED = "letter_received", "收到行政复议意见书", "the opinion letter being received"
    DECISION_RECEIVED = (
        "decision_received",
        "收到决定书或者复议期限届满",
        "the decision being received or its term having ended",
    )
    SUIT_COPY_RECEIVED = (
        "suit_copy_received",
        "收到起诉状或者上诉状副本",
        "the copy of the complaint or appeal being received",
    )
    JUDGMENT_SERVED = "judgment_served", "判决书送达", "the judgment being served"
    RULING_SERVED = "ruling_served", "裁定书送达", "the ruling being served"
    AGREEMENT_EFFECTIVE = "agreement_effective", "调解协议生效", "the agreement taking effect"


class TermCode(Name):
    """期限: the codes of the terms."""

    APPLY = "apply", "申请期限", "term to apply"
    APPLY_CAP_KNOWN = "apply_cap_known", "未告知时的最长申请期限", "cap on applying, from knowing the act"
    APPLY_CAP_ACT = "apply_cap_act", "最长申请期限", "cap on applying, from the act"
    APPLY_CAP_REAL_ESTATE = "apply_cap_real_estate", "不动产最长申请期限", "cap on applying over real estate"
    EXAMINE = "examine", "审查期限", "term of examination"
    REQUEST_CORRECTION = "request_correction", "通知补正期限", "term to ask for correction"
    CORRECT = "correct", "补正期限", "term of correction"
    PASS_ON_APPLICATION = "pass_on_application", "转送申请期限", "term to pass on the application"
    REFER = "refer", "转送有权机关期限", "term to send on to the competent organ"
    SEND_COPY = "send_copy", "发送副本期限", "term to send the copy"
    REPLY = "reply", "答复期限", "term of reply"
    HEARING_NOTICE = "hearing_notice", "听证通知期限", "last day of the hearing notice"
    DECIDE = "decide", "审理期限", "term of decision"
    HANDLE_DOCUMENT_REVIEW = (
        "handle_document_review",
        "附带审查处理期限",
        "term to handle the document review",
    )
    PASS_ON_DOCUMENT_REVIEW = (
        "pass_on_document_review",
        "附带审查转送期限",
        "term to pass on the document review",
    )
    ASK_ISSUER = "ask_issuer", "通知制定机关期限", "term to ask the issuer"
    ISSUER_ANSWER = "issuer_answer", "制定机关答复期限", "term of the issuer's answer"
    ORGAN_DOCUMENT_REVIEW = (
        "organ_document_review",
        "接受转送机关处理期限",
        "term of the organ it was passed to",
    )
    END_SUSPENSION = "end_suspension", "中止满六十日", "sixty days of suspension"
    REDO = "redo", "重新作出行政行为期限", "term to make the act anew"
    OPINION_FEEDBACK = "opinion_feedback", "意见书反馈期限", "term of feedback on the opinion letter"
    SUE = "sue", "起诉期限", "term to sue"
    LITIGATION_DEFENCE = "litigation_defence", "答辩举证期限", "term of defence and evidence"
    APPEAL_JUDGMENT = "appeal_judgment", "判决上诉期限", "term to appeal a judgment"
    APPEAL_RULING = "appeal_ruling", "裁定上诉期限", "term to appeal a ruling"
    JUDICIAL_CONFIRMATION = (
        "judicial_confirmation",
        "申请司法确认期限",
        "term to ask for judicial confirmation",
    )


class UnknownTerm(LawError):
    """A term that does not exist, or not in that edition or procedure."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term.

    `edition` None: of another law, the same for both; `length` None: fixed case by case; `procedure` None:
    any; `stoppable`: the law lets its clock stop; `extendable`: days by which it may be extended in all;
    `backwards`: counted back from `starts`; `rolls`: a last day that is a rest day moves on (民事诉讼法
    art. 85 ¶3); `lapse`: the act that time alone proposes when it has run out.
    """

    code: TermCode
    edition: Edition | None
    article: str
    length: int | None
    unit: Unit
    starts: Start
    procedure: Procedure | None = None
    stoppable: bool = False
    extendable: int = 0
    backwards: bool = False
    rolls: bool = True
    lapse: Act | None = None

    @property
    def zh(self) -> str:
        """The term's name in Chinese."""
        return self.code.zh

    @property
    def en(self) -> str:
        """The term's name in English."""
        return self.code.en


C = TermCode
OLD, NEW = Edition.E2017, Edition.E2023
DAYS, WORKING, YEARS = Unit.CALENDAR_DAY, Unit.WORKING_DAY, Unit.YEAR
ORDINARY, SIMPLIFIED = Procedure.ORDINARY, Procedure.SIMPLIFIED

TERMS: tuple[Term, ...] = (
    # applying: time lost to force majeure is excluded (2023 art. 20 ¶2; 2017 art. 9 ¶2)
    Term(C.APPLY, NEW, "20 ¶1", 60, DAYS, Start.KNOWN, stoppable=True),
    Term(C.APPLY, OLD, "9 ¶1", 60, DAYS, Start.KNOWN, stoppable=True),
    Term(C.APPLY_CAP_KNOWN, NEW, "20 ¶3", 1, YEARS, Start.KNOWN),
    # the 2017 edition has no cap of its own: the courts' one-year cap, by analogy
    Term(C.APPLY_CAP_KNOWN, OLD, "解释64 ¶1", 1, YEARS, Start.KNOWN),
    Term(C.APPLY_CAP_ACT, NEW, "21", 5, YEARS, Start.ACT_MADE),
    Term(C.APPLY_CAP_REAL_ESTATE, NEW, "21", 20, YEARS, Start.ACT_MADE),
    # intake
    Term(C.EXAMINE, NEW, "30 ¶1", 5, WORKING, Start.RECEIVED, lapse=Act.DEEM_ACCEPTED),
    Term(C.EXAMINE, OLD, "17 ¶1", 5, WORKING, Start.RECEIVED, lapse=Act.DEEM_ACCEPTED),
    Term(C.REQUEST_CORRECTION, NEW, "31 ¶1", 5, WORKING, Start.RECEIVED),
    Term(C.REQUEST_CORRECTION, OLD, "条例29", 5, WORKING, Start.RECEIVED),
    Term(C.CORRECT, NEW, "31 ¶2", 10, WORKING, Start.NOTICE_RECEIVED, lapse=Act.DEEM_ABANDONED),
    Term(C.CORRECT, OLD, "条例29", None, DAYS, Start.NOTICE_RECEIVED, lapse=Act.DEEM_ABANDONED),
    Term(C.PASS_ON_APPLICATION, NEW, "32 ¶2", 5, WORKING, Start.PENALISER_RECEIVED),
    Term(C.REFER, OLD, "18", 7, WORKING, Start.RECEIVED),
    # review
    Term(C.SEND_COPY, NEW, "48", 7, WORKING, Start.ACCEPTED, ORDINARY),
    Term(C.SEND_COPY, NEW, "54 ¶1", 3, WORKING, Start.ACCEPTED, SIMPLIFIED),
    Term(C.SEND_COPY, OLD, "23 ¶1", 7, WORKING, Start.ACCEPTED),
    Term(C.REPLY, NEW, "48", 10, WORKING, Start.COPY_RECEIVED, ORDINARY),
    Term(C.REPLY, NEW, "54 ¶1", 5, WORKING, Start.COPY_RECEIVED, SIMPLIFIED),
    Term(C.REPLY, OLD, "23 ¶1", 10, DAYS, Start.COPY_RECEIVED),  # art. 40 ¶2: only 5 and 7 are working days
    Term(C.HEARING_NOTICE, NEW, "51 ¶1", 5, WORKING, Start.HEARING, backwards=True, rolls=False),
    Term(C.DECIDE, NEW, "62 ¶1", 60, DAYS, Start.ACCEPTED, ORDINARY, stoppable=True, extendable=30),
    Term(C.DECIDE, NEW, "62 ¶2", 30, DAYS, Start.ACCEPTED, SIMPLIFIED, stoppable=True),
    Term(C.DECIDE, OLD, "31 ¶1", 60, DAYS, Start.ACCEPTED, stoppable=True, extendable=30),
    # incidental review of documents
    Term(C.HANDLE_DOCUMENT_REVIEW, NEW, "56, 57", 30, DAYS, Start.SUSPENDED),
    Term(C.HANDLE_DOCUMENT_REVIEW, OLD, "26, 27", 30, DAYS, Start.SUSPENDED),
    Term(C.PASS_ON_DOCUMENT_REVIEW, NEW, "56, 57", 7, WORKING, Start.SUSPENDED),
    Term(C.PASS_ON_DOCUMENT_REVIEW, OLD, "26, 27", 7, WORKING, Start.SUSPENDED),
    Term(C.ASK_ISSUER, NEW, "58 ¶1", 3, WORKING, Start.SUSPENDED),
    Term(C.ISSUER_ANSWER, NEW, "58 ¶1", 10, WORKING, Start.QUESTION_RECEIVED),
    Term(C.ORGAN_DOCUMENT_REVIEW, NEW, "60", 60, DAYS, Start.TRANSFER_RECEIVED),
    Term(C.ORGAN_DOCUMENT_REVIEW, OLD, "26", 60, DAYS, Start.TRANSFER_RECEIVED),
    Term(C.END_SUSPENSION, NEW, "41(5)", 60, DAYS, Start.SUSPENDED),
    Term(C.END_SUSPENSION, OLD, "条例42 ¶2", 60, DAYS, Start.SUSPENDED),
    # afterwards
    Term(C.REDO, NEW, "64 ¶1, 条例49 ¶1", 60, DAYS, Start.DECISION_SERVED),
    Term(C.REDO, OLD, "28 ¶1, 条例49 ¶1", 60, DAYS, Start.DECISION_SERVED),
    Term(C.OPINION_FEEDBACK, NEW, "76", 60, DAYS, Start.LETTER_RECEIVED),
    Term(C.OPINION_FEEDBACK, OLD, "条例57 ¶1", 60, DAYS, Start.LETTER_RECEIVED),
    # other laws: their "日" are calendar days
    Term(C.SUE, None, "行政诉讼法45", 15, DAYS, Start.DECISION_RECEIVED),
    Term(C.LITIGATION_DEFENCE, None, "行政诉讼法67 ¶1, 解释108 ¶2", 15, DAYS, Start.SUIT_COPY_RECEIVED),
    Term(C.APPEAL_JUDGMENT, None, "行政诉讼法85", 15, DAYS, Start.JUDGMENT_SERVED),
    Term(C.APPEAL_RULING, None, "行政诉讼法85", 10, DAYS, Start.RULING_SERVED),
    Term(C.JUDICIAL_CONFIRMATION, None, "人民调解法33 ¶1", 30, DAYS, Start.AGREEMENT_EFFECTIVE),
)
"""All terms; a reader checks them against the laws with a finger."""

UNANSWERED = Term(C.APPLY, None, "条例16 ¶1(2)", 60, DAYS, Start.REQUESTED)
"""The sixty days within which a duty without a term of its own is performed; from their end one may apply."""

DIRECT_SUIT = Term(C.SUE, None, "行政诉讼法46 ¶1", 6, Unit.MONTH, Start.KNOWN)
"""A suit without reconsideration: it binds whoever sues, and is no term of a case."""

TERM_CODES: tuple[str, ...] = tuple(str(code) for code in TermCode)


@cache
def get_term(code: str, edition: Edition, procedure: Procedure = Procedure.ORDINARY) -> Term:
    """The term of that code in that edition and procedure.

    A term of another law is given as of the edition asked for. Raises UnknownTerm for an unknown code, a
    term that the edition lacks, and the simplified procedure in the 2017 edition.
    """
    if code not in TERM_CODES:
        allowed = "、".join(TERM_CODES)
        raise UnknownTerm(f"没有期限“{code}”，可用：{allowed}", f"There is no term {code!r}; allowed: {allowed}")
    if edition is Edition.E2017 and procedure is Procedure.SIMPLIFIED:
        raise UnknownTerm(
            f"2017年版没有简易程序（{code}），只能用 {Procedure.ORDINARY}",
            f"The 2017 edition has no simplified procedure ({code}); allowed: {Procedure.ORDINARY}",
        )
    for term in TERMS:
        if term.code == code and term.edition in (None, edition) and term.procedure in (None, procedure):
            return replace(term, edition=edition)
    others = "、".join(sorted({str(term.edition) for term in TERMS if term.code == code}))
    raise UnknownTerm(
        f"{edition.zh}没有期限“{code}”，此期限只见于：{others}",
        f"The {edition.en} has no term {code!r}; it exists in: {others}",
    )


def terms_of(edition: Edition) -> tuple[Term, ...]:
    """All terms that exist in an edition, those of other laws included."""
    return tuple(term for term in TERMS if term.edition in (None, edition))
