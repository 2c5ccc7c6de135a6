"""文书: the document that each act leaves in the file, by the names in use for them; the table of contents lists them.

Sources: Act (2023) art. 30-32, 44-79; 条例 (2007); 行政诉讼法 (2017); 人民调解法 (2010) art. 28-33.
"""

from __future__ import annotations

from casework.law.names import Name


class Author(Name):
    """责任者: who made a document."""

    ORGAN = "organ", "本机关", "the organ"
    APPLICANTS = "applicants", "申请人", "the applicants"
    RESPONDENT = "respondent", "被申请人", "the respondent"
    RECIPIENT = "to", "收文机关", "the organ written to"
    ISSUER = "issuer", "制定机关", "the issuer"
    COURT = "court", "人民法院", "the court"
    BODY = "body", "调解组织", "the mediation body"
    PARTIES = "parties", "当事人", "the parties"
    REVIEWER = "reviewer", "复议机关", "the reconsideration organ"


class Paper(Name):
    """文书名称."""

    APPLICATION = "application", "行政复议申请书", "application"
    TAKEN_OVER = "taken_over", "提级审理通知书", "notice of transfer to the superior"
    CORRECTION_NOTICE = "correction_notice", "补正通知书", "notice to correct"
    CORRECTION_EXTENSION = "correction_extension", "延长补正期限通知书", "notice of a longer term to correct"
    CORRECTED_PAPERS = "corrected_papers", "补正材料", "corrected papers"
    ACCEPTANCE = "acceptance", "受理通知书", "notice of acceptance"
    DECLINING = "declining", "不予受理决定书", "decision to decline"
    TELLING = "telling", "告知书", "letter telling where to apply"
    SENDING_ON = "sending_on", "转送函", "letter sending on"
    WITHDRAWAL = "withdrawal", "撤回行政复议申请书", "withdrawal of the application"
    REPLY_NOTICE = "reply_notice", "答复通知书", "notice to reply"
    REPLY = "reply", "行政复议答复书", "reply"
    THIRD_PARTY_NOTICE = "third_party_notice", "第三人参加通知书", "notice to the third party"
    HEARING_NOTICE = "hearing_notice", "听证通知书", "notice of a hearing"
    OPINIONS = "opinions", "听取意见记录", "record of opinions heard"
    INVESTIGATION = "investigation", "调查笔录", "record of an investigation"
    HEARING = "hearing", "听证笔录", "record of a hearing"
    COMMITTEE = "committee", "行政复议委员会咨询意见", "advice of the committee"
    MEDIATION_RECORD = "mediation_record", "调解笔录", "record of mediation"
    STAY = "stay", "停止执行通知书", "notice of stay"
    CONVERSION = "conversion", "转普通程序通知书", "notice of ordinary procedure"
    EXTENSION = "extension", "延期通知书", "notice of extension"
    SUSPENSION = "suspension", "中止通知书", "notice of suspension"
    RESUMPTION = "resumption", "恢复审理通知书", "notice of resumption"
    PASSING_ON = "passing_on", "规范性文件转送函", "letter passing on the document review"
    ISSUER_NOTICE = "issuer_notice", "规范性文件审查通知书", "notice to the issuer"
    ISSUER_ANSWER = "issuer_answer", "制定机关书面答复", "answer of the issuer"
    REVIEW_REPLY = "review_reply", "规范性文件处理意见", "opinion on the document"
    DECISION = "decision", "行政复议决定书", "decision"
    DISMISSAL = "dismissal", "驳回行政复议申请决定书", "decision dismissing the application"
    TERMINATION = "termination", "行政复议终止决定书", "decision to terminate"
    MEDIATION_LETTER = "mediation_letter", "行政复议调解书", "mediation letter"
    PROOF_OF_SERVICE = "proof_of_service", "送达回证", "proof of service"
    OPINION = "opinion", "行政复议意见书", "opinion letter"
    FEEDBACK = "feedback", "意见书办理情况报告", "report on the opinion letter"
    RECOMMENDATION = "recommendation", "行政复议建议书", "recommendation"
    PERFORMANCE_NOTICE = "performance_notice", "责令履行通知书", "notice to perform"
    COPY_TO_SUPERIOR = "copy_to_superior", "抄告函", "letter to the superior department"
    NOTICE_TO_RESPOND = "notice_to_respond", "应诉通知书", "notice to respond"
    SUMMONS = "summons", "传票", "summons"
    JUDGMENT = "judgment", "行政判决书", "judgment"
    RULING = "ruling", "行政裁定书", "ruling"
    COURT_MEDIATION = "court_mediation", "行政调解书", "mediation letter of the court"
    MEDIATION_FORM = "mediation_form", "人民调解受理登记表", "registration form"
    AGREEMENT = "agreement", "人民调解协议书", "mediation agreement"
    ORAL_AGREEMENT = "oral_agreement", "人民调解口头协议登记表", "record of an oral agreement"
    FOLLOW_UP = "follow_up", "人民调解回访记录", "record of a follow-up"
    CONFIRMATION_APPLICATION = "confirmation_application", "司法确认申请书", "application for judicial confirmation"
    CONFIRMATION_RULING = "confirmation_ruling", "司法确认裁定书", "ruling on judicial confirmation"


DECISIONS = frozenset({
    Paper.DECLINING, Paper.TELLING, Paper.SENDING_ON,
    Paper.DECISION, Paper.DISMISSAL, Paper.TERMINATION, Paper.MEDIATION_LETTER,
})  # fmt: skip
"""Papers that end a case, at intake or under review."""

SERVED: tuple[Paper, ...] = (
    Paper.DECISION, Paper.DISMISSAL, Paper.TERMINATION, Paper.MEDIATION_LETTER,
    Paper.ACCEPTANCE, Paper.CORRECTION_NOTICE, Paper.DECLINING, Paper.TELLING, Paper.SENDING_ON,
    Paper.REPLY_NOTICE, Paper.THIRD_PARTY_NOTICE, Paper.STAY, Paper.HEARING_NOTICE, Paper.SUSPENSION,
    Paper.RESUMPTION, Paper.EXTENSION, Paper.CONVERSION, Paper.OPINION, Paper.RECOMMENDATION,
    Paper.PERFORMANCE_NOTICE,
)  # fmt: skip
"""The papers of a case that are served on parties (Act art. 88)."""
