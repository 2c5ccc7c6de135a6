"""The field's names: editions, states, acts, outcomes, with their legal terms in both languages.

Every member is a string (its code) that carries `zh`, the Chinese legal term, and `en`.
Sources: 行政复议法 (2017, 2023 editions), 行政复议法实施条例 (2007), 行政诉讼法 (2017), 人民调解法 (2010).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Self


class Name(StrEnum):
    """A code with its legal term; `str(member)` is the code."""

    zh: str
    en: str

    def __new__(cls, code: str, zh: str = "", en: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.zh = zh
        member.en = en
        return member


class Edition(Name):
    """版本: the edition of the Act that binds a case."""

    E2017 = "2017", "2017年版", "2017 edition"
    E2023 = "2023", "2023年版", "2023 edition"


FIRST_DAY_2023 = date(2024, 1, 1)
"""The first day of the 2023 edition (Act art. 90)."""


def edition_on(received_on: date) -> Edition:
    """The edition that binds an application received on that day: our assumption, art. 90 gives its first day alone."""
    return Edition.E2023 if received_on >= FIRST_DAY_2023 else Edition.E2017


class RecordKind(Name):
    """记录种类: the kinds of record that are kept."""

    RECONSIDERATION = "reconsideration", "行政复议", "reconsideration"
    LITIGATION = "litigation", "行政应诉", "litigation"
    MEDIATION = "mediation", "人民调解", "people's mediation"
    LEDGER = "ledger", "工作台账", "work ledger"
    RESPONDENT = "respondent", "被复议", "reconsideration as respondent"


class State(Name):
    """状态 of a reconsideration case."""

    EXAMINING = "examining", "审查中", "under examination"
    CORRECTING = "correcting", "待补正", "awaiting correction"
    REVIEWING = "reviewing", "审理中", "under review"
    SUSPENDED = "suspended", "中止", "suspended"
    CONCLUDED = "concluded", "已审结", "concluded"
    TRANSFERRED = "transferred", "提级移出", "transferred to the superior"
    DECLINED = "declined", "不予受理", "declined"
    REFERRED = "referred", "告知/转送", "told or sent on"
    ABANDONED = "abandoned", "视为放弃", "deemed abandoned"
    WITHDRAWN_EARLY = "withdrawn_early", "受理前撤回/案前化解", "withdrawn before acceptance"


AT_INTAKE = frozenset({State.EXAMINING, State.CORRECTING})
PENDING = frozenset({State.REVIEWING, State.SUSPENDED})
OPEN = AT_INTAKE | PENDING
ENDED = frozenset(State) - OPEN


class Act(Name):
    """行为: the legal acts; each is recorded as one event."""

    REGISTER = "register", "登记", "register"
    REQUEST_CORRECTION = "request_correction", "通知补正", "ask for correction"
    EXTEND_CORRECTION = "extend_correction", "延长补正期限", "extend the correction term"
    RECEIVE_CORRECTION = "receive_correction", "收到补正", "correction received"
    DEEM_ABANDONED = "deem_abandoned", "视为放弃", "deem abandoned"
    ACCEPT = "accept", "受理", "accept"
    DEEM_ACCEPTED = "deem_accepted", "视为受理", "deem accepted"
    DECLINE = "decline", "不予受理", "decline"
    REFER = "refer", "告知/转送", "tell or send on"
    WITHDRAW_EARLY = "withdraw_early", "受理前撤回/案前化解", "withdrawal before acceptance"
    ASSIGN = "assign", "确定承办人", "assign handlers"
    SEND_COPY = "send_copy", "发送副本", "send the copy"
    RECEIVE_REPLY = "receive_reply", "收到答复", "reply received"
    JOIN_THIRD_PARTY = "join_third_party", "第三人参加", "third party joins"
    HEAR_OPINIONS = "hear_opinions", "听取意见", "hear opinions"
    INVESTIGATE = "investigate", "调查取证", "investigate"
    HOLD_HEARING = "hold_hearing", "听证", "hold a hearing"
    CONSULT_COMMITTEE = "consult_committee", "提请复议委员会", "consult the committee"
    MEDIATE = "mediate", "调解", "mediate"
    EXCLUDE = "exclude", "扣除期间", "exclude time"
    OPEN_DOCUMENT_REVIEW = "open_document_review", "启动附带审查", "open a document review"
    PASS_ON_DOCUMENT_REVIEW = "pass_on_document_review", "转送附带审查", "pass on the document review"
    ASK_ISSUER = "ask_issuer", "通知制定机关答复", "ask the issuer"
    ISSUER_ANSWER = "issuer_answer", "制定机关答复", "issuer's answer"
    DOCUMENT_REVIEW_REPLY = "document_review_reply", "附带审查回复", "reply on the document review"
    DOCUMENT_REVIEW_RESULT = "document_review_result", "附带审查结果", "result of the document review"
    STAY_EXECUTION = "stay_execution", "停止执行", "stay of execution"
    CONVERT_PROCEDURE = "convert_procedure", "简易转普通", "convert to ordinary procedure"
    EXTEND = "extend", "延期", "extend"
    SUSPEND = "suspend", "中止", "suspend"
    RESUME = "resume", "恢复", "resume"
    TRANSFER_UP = "transfer_up", "提级审理", "transfer to the superior"
    TAKE_OVER = "take_over", "提级接收", "take over"
    REOPEN = "reopen", "恢复审查/恢复审理", "reopen"
    CONCLUDE = "conclude", "结案", "conclude"
    SERVE = "serve", "送达", "serve"
    ISSUE_OPINION = "issue_opinion", "制发意见书", "issue an opinion letter"
    RECORD_FEEDBACK = "record_feedback", "意见书反馈", "feedback on the opinion letter"
    ISSUE_RECOMMENDATION = "issue_recommendation", "制发建议书", "issue a recommendation"
    SEND_TO_SUPERIOR_DEPARTMENT = "send_to_superior_department", "抄告", "copy to the superior department"
    PUBLISH = "publish", "公开", "publish"
    RECORD_PERFORMANCE = "record_performance", "履行", "performance"
    RECORD_ENFORCEMENT = "record_enforcement", "强制执行", "enforcement"
    WITHDRAW_PARTY = "withdraw_party", "部分申请人撤回", "one of the applicants withdraws"
    JOIN_CASES = "join_cases", "并案审理", "join to another case"
    SEPARATE_CASES = "separate_cases", "分案审理", "separate from the leading case"
    REPLACE_PARTY = "replace_party", "变更当事人", "replace a party"
    SET_ASIDE_LAPSE = "set_aside_lapse", "暂不确认", "set a lapse aside"
    CORRECT = "correct", "更正", "correct a fact"
    VOID = "void", "作废", "void"
    STRIKE = "strike", "撤销误录", "strike an act"
    RESTORE = "restore", "恢复作废", "restore"
    ARCHIVE = "archive", "归档", "archive"
    OPEN_INSTANCE = "open_instance", "进入审级", "open an instance"
    RECORD_APPEARANCE = "record_appearance", "负责人出庭", "appearance"
    CONFIRM_LINK = "confirm_link", "核实复议案号", "confirm the reconsideration"
    CLOSE_INSTANCE = "close_instance", "审级结案", "close the instance"
    FILE_DEFENCE = "file_defence", "提交答辩状", "file the defence"
    FILE_EVIDENCE = "file_evidence", "提交证据", "file the evidence"
    PERFORM_JUDGMENT = "perform_judgment", "履行裁判", "perform the judgment"
    RECEIVE_ADVICE = "receive_advice", "收到司法建议", "judicial advice received"
    ANSWER_ADVICE = "answer_advice", "回复司法建议", "judicial advice answered"
    PERFORM = "perform", "履行协议", "perform the agreement"
    VISIT_BACK = "visit_back", "回访", "visit back"
    ASK_CONFIRMATION = "ask_confirmation", "申请司法确认", "ask for judicial confirmation"
    CONFIRM = "confirm", "司法确认裁定", "ruling on judicial confirmation"
    REPLY = "reply", "提交答复", "reply"
    RECEIVE_OPINION = "receive_opinion", "收到意见书", "opinion letter received"
    ANSWER_OPINION = "answer_opinion", "反馈意见书办理情况", "opinion letter answered"
    PLAN = "plan", "排期", "plan for a day"
    CALL_OFF = "call_off", "取消排期", "call off a plan"
    HAND_OVER = "hand_over", "移交承办", "hand over"
    RECORD = "record", "登记台账", "record an entry"
    RECOMPUTE = "recompute", "重新计算期限", "terms counted anew"
    """No legal act: what rests on the work calendar, or on the decision that a suit names, was counted anew."""


class Outcome(Name):
    """结案方式 (Act art. 33, 41, 63-74)."""

    DISMISS_APPLICATION = "dismiss_application", "驳回申请", "application dismissed"
    DISMISS_REQUEST = "dismiss_request", "驳回请求", "request dismissed"
    UPHOLD = "uphold", "维持", "upheld"
    ALTER = "alter", "变更", "altered"
    REVOKE = "revoke", "撤销", "revoked"
    REVOKE_PART = "revoke_part", "部分撤销", "revoked in part"
    CONFIRM_ILLEGAL = "confirm_illegal", "确认违法", "confirmed illegal"
    CONFIRM_VOID = "confirm_void", "确认无效", "confirmed void"
    ORDER_PERFORMANCE = "order_performance", "责令履行", "performance ordered"
    AGREEMENT_LIABILITY = "agreement_liability", "行政协议责任", "liability under an agreement"
    MEDIATED = "mediated", "调解书", "mediated"
    WITHDRAWN = "withdrawn", "撤回", "withdrawn"
    TERMINATED = "terminated", "终止", "terminated"
    OTHER = "other", "其他", "other"


CORRECTING_OUTCOMES = frozenset({
    Outcome.ALTER, Outcome.REVOKE, Outcome.REVOKE_PART, Outcome.CONFIRM_ILLEGAL, Outcome.CONFIRM_VOID,
    Outcome.ORDER_PERFORMANCE, Outcome.AGREEMENT_LIABILITY,
})  # fmt: skip
"""直接纠错: the outcomes that correct the act complained of."""


class WithdrawnHow(Name):
    """撤回的情形 (Act (2023) art. 41(1), 74)."""

    VOLUNTARY = "voluntary", "自愿撤回", "voluntary"
    SETTLED = "settled", "和解", "settled"
    AFTER_CHANGE = "after_change", "改正后撤回", "after the act was changed"


class TerminatedCause(Name):
    """终止的原因 (Act (2023) art. 41(2)-(5))."""

    DEATH = "death", "申请人死亡", "applicant died"
    ENTITY_ENDED = "entity_ended", "法人或其他组织终止", "entity ended"
    CRIMINAL_MEASURE = "criminal_measure", "采取刑事强制措施", "criminal measure"
    SUSPENDED_60_DAYS = "suspended_60_days", "中止满六十日", "suspended for 60 days"


class PartyGround(Name):
    """部分申请人退出的原因 (Act (2023) art. 41(1)-(3), 74; 条例 art. 42)."""

    VOLUNTARY = "voluntary", "自愿撤回", "voluntary"
    SETTLED = "settled", "和解", "settled"
    AFTER_CHANGE = "after_change", "改正后撤回", "after the act was changed"
    DEATH = "death", "申请人死亡", "applicant died"
    ENTITY_ENDED = "entity_ended", "法人或其他组织终止", "entity ended"
    OTHER = "other", "其他", "other"


CITIZEN = "citizen"
"""公民 in the list applicant_kind; every other kind is a legal person or organisation."""


class Procedure(Name):
    """审理程序 (Act (2023) art. 36)."""

    ORDINARY = "ordinary", "普通程序", "ordinary procedure"
    SIMPLIFIED = "simplified", "简易程序", "simplified procedure"


class Role(Name):
    """角色."""

    CLERK = "clerk", "承办人", "clerk"
    SUPERVISOR = "supervisor", "机构负责人", "supervisor"
    APPROVER = "approver", "机关负责人", "approver"
    REPORT_TEAM = "report_team", "统计报送", "report team"
    AUDITOR = "auditor", "审计员", "auditor"
    ADMINISTRATOR = "administrator", "系统管理员", "administrator"


class Level(Name):
    """行政层级 of an organ."""

    NATION = "nation", "国家", "nation"
    PROVINCE = "province", "省级", "province"
    CITY = "city", "市级", "city"
    COUNTY = "county", "县级", "county"
    TOWNSHIP = "township", "乡级", "township"


class OrganKind(Name):
    """机关性质."""

    GOVERNMENT = "government", "人民政府", "people's government"
    DEPARTMENT = "department", "工作部门", "department"
    STREET_OFFICE = "street_office", "街道办事处", "street office"
    AGENCY = "agency", "派出机构", "agency set up by a department"
    AUTHORISED = "authorised", "授权组织", "authorised organisation"
    VERTICAL = "vertical", "垂直领导机关", "vertically led organ"
    COURT = "court", "人民法院", "court"
    MEDIATION_BODY = "mediation_body", "人民调解委员会", "mediation body"


class InstanceLevel(Name):
    """审级."""

    FIRST = "first", "一审", "first instance"
    SECOND = "second", "二审", "second instance"
    RETRIAL = "retrial", "再审", "retrial"


class DefendantRole(Name):
    """被告地位 of the reconsideration organ (行政诉讼法 art. 26 ¶2)."""

    SOLE = "sole", "单独被告", "sole defendant"
    JOINT = "joint", "共同被告", "joint defendant"


class MediationResult(Name):
    """调解结果 (人民调解法 art. 26)."""

    SUCCEEDED = "succeeded", "成功", "succeeded"
    FAILED = "failed", "不成功", "failed"
    WITHDRAWN = "withdrawn", "撤回", "withdrawn"
    TERMINATED = "terminated", "终止", "terminated"


class AgreementForm(Name):
    """调解协议形式 (人民调解法 art. 28)."""

    ORAL = "oral", "口头", "oral"
    WRITTEN = "written", "书面", "written"


class Ruling(Name):
    """司法确认裁定 (人民调解法 art. 33)."""

    VALID = "valid", "确认有效", "agreement valid"
    REFUSED = "refused", "驳回申请", "refused"


class ReferKind(Name):
    """告知还是转送 (2017 Act art. 17, 18)."""

    TOLD = "told", "告知", "told"
    SENT = "sent", "转送", "sent on"


class ExclusionKind(Name):
    """扣除期间的事由 (条例 art. 34, 37)."""

    APPRAISAL = "appraisal", "鉴定", "appraisal"
    INSPECTION = "inspection", "现场勘验", "on-site inspection"


class Planned(Name):
    """排期事项."""

    HEARING = "hearing", "听证、开庭", "hearing"
    TALK = "talk", "谈话、听取意见", "talk"
    MEDIATION = "mediation", "调解", "mediation"
    INSPECTION = "inspection", "现场勘验、调查", "inspection"
    VISIT = "visit", "走访、回访", "visit"


class ComplainedOf(Name):
    """申请复议的对象."""

    ACT = "act", "行政行为", "administrative act"
    INACTION = "inaction", "不作为", "inaction"


class PartyKind(Name):
    """当事人 of a case by their part in it (Act (2023) art. 14, 16, 19)."""

    APPLICANT = "applicant", "申请人", "the applicant"
    RESPONDENT = "respondent", "被申请人", "the respondent"
    THIRD_PARTY = "third_party", "第三人", "the third party"


class ServiceHow(Name):
    """送达方式 (民事诉讼法 art. 88-95, through Act (2023) art. 88 ¶1 and 2017 Act art. 40 ¶1)."""

    DIRECT = "direct", "直接", "in person"
    LEFT = "left", "留置", "left with witnesses"
    POST = "post", "邮寄", "by post"
    ELECTRONIC = "electronic", "电子", "electronically"
    ENTRUSTED = "entrusted", "委托", "entrusted to another organ"
    FORWARDED = "forwarded", "转交", "forwarded through a unit"
    NOTICE = "notice", "公告", "by public notice"


class ReviewFinding(Name):
    """附带审查结论 (Act (2023) art. 59)."""

    LAWFUL = "lawful", "合法", "lawful"
    UNLAWFUL = "unlawful", "不合法", "unlawful"


class Approval(Name):
    """决定的批准 (Act (2023) art. 61 ¶1)."""

    HEAD = "head", "负责人同意", "approved by the head"
    COLLECTIVE = "collective", "集体讨论通过", "passed collectively"


class SuspensionGround(Name):
    """中止事由 (Act (2023) art. 39 (1)-(10); 条例 art. 41)."""

    DEATH = "death", "申请人死亡", "applicant died"
    INCAPACITY = "incapacity", "丧失行为能力", "applicant lost capacity"
    MISSING = "missing", "下落不明", "applicant missing"
    ENTITY_ENDED = "entity_ended", "法人或其他组织终止", "entity ended"
    FORCE_MAJEURE = "force_majeure", "不可抗力或正当理由", "force majeure"
    MEDIATION = "mediation", "调解和解", "mediation or settlement"
    LEGAL_QUESTION = "legal_question", "法律适用问题", "question of law"
    RELATED_CASE = "related_case", "以其他案件为依据", "depends on another case"
    DOCUMENT_REVIEW = "document_review", "附带审查", "incidental document review"
    OTHER = "other", "其他", "other"


GROUND_NUMBERS: dict[Edition, tuple[SuspensionGround, ...]] = {
    Edition.E2023: tuple(SuspensionGround),
    Edition.E2017: (
        SuspensionGround.DEATH, SuspensionGround.INCAPACITY, SuspensionGround.ENTITY_ENDED, SuspensionGround.MISSING,
        SuspensionGround.FORCE_MAJEURE, SuspensionGround.LEGAL_QUESTION, SuspensionGround.RELATED_CASE,
        SuspensionGround.OTHER,
    ),
}  # fmt: skip
"""The grounds by their number in the edition: Act art. 39 (1)-(10), 条例 art. 41 (1)-(8)."""

MAY_TERMINATE_AFTER_60_DAYS = frozenset(
    {SuspensionGround.DEATH, SuspensionGround.INCAPACITY, SuspensionGround.ENTITY_ENDED}
)
"""Act art. 41(5) through 39 (1), (2), (4); 条例 art. 42 ¶2 through 41 (1)-(3)."""


class LapseRule(Name):
    """逾期后果: what time alone makes due."""

    DEEMED_ACCEPTANCE = "deemed-acceptance", "视为受理", "deemed acceptance"
    DEEMED_ABANDONMENT = "deemed-abandonment", "视为放弃", "deemed abandonment"
    SIXTY_DAYS = "sixty-days-suspended", "中止满六十日", "suspended for 60 days"
    NO_REPLY = "no-reply", "被申请人未答复", "no reply"
    NO_FEEDBACK = "no-feedback", "意见书未反馈", "no feedback"
    NOT_PERFORMED = "not-performed", "未按期履行", "not performed"
