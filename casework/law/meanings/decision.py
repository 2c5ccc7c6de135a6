"""The keys of the acts that end a case of reconsideration, and of those that follow the decision."""

from __future__ import annotations

from collections.abc import Mapping

from casework.law.meanings.meaning import Meaning

DECISION: Mapping[str, Meaning] = {
    "reopen.to": Meaning(
        "恢复到审查还是审理；恢复之日起重新计算期限",
        "back to examination or review; the term begins anew",
        "35",
        "20, 条例31, 条例48 ¶2",
    ),
    "by_order_of": Meaning(
        "哪个上级机关或者法院责令恢复、受理；原来的结果仍留在历史里",
        "which superior or court ordered it; the earlier end stays as history",
        "35",
        "20, 条例31, 条例48 ¶2",
    ),
    "outcome": Meaning(
        "决定的结果，只能一个；撤销、变更、确认违法、责令履行等计入直接纠错",
        "exactly one; revoking, altering, unlawfulness, ordering performance and the like correct the act",
        "61",
        "28",
    ),
    "conclude.how": Meaning(
        "撤回的情形：自愿、和解还是改正后撤回；只用于撤回，没有写明的列为缺漏",
        "how it was withdrawn: voluntarily, settled, after a change; for withdrawals alone, without it a gap is shown",
        "41(1), 74",
        "25, 条例40",
    ),
    "permitted_on": Meaning(
        "准予撤回之日，在受理之日与决定终止之日之间；没有填的列为缺漏",
        "when the withdrawal was permitted, from acceptance to the decision to terminate; without it a gap is shown",
        "41(1), 74",
        "25, 条例38",
    ),
    "conclude.cause": Meaning(
        "终止的法定原因；只用于终止，没有写明的列为缺漏",
        "why it is terminated; for terminations alone, without it a gap is shown",
        "41(2)-(5)",
        "条例42",
    ),
    "redo_ordered": Meaning(
        "是否责令重新作出行政行为；限于撤销（2017年版还有确认违法）",
        "whether the act must be made anew; with revoking alone (2017: unlawfulness too)",
        "64",
        "28, 条例45",
    ),
    "redo_within_days": Meaning(
        "决定书限定的重作日数，只用于责令重作的；没有限定的按法律规定或者60日",
        "days that the decision gives to make it anew, where it orders that; otherwise as the law says, or 60",
        "64",
        "28 ¶1(3), 条例45, 49",
    ),
    "perform_within_days": Meaning(
        "责令多少日内履行；到期没有履行记录的提示责令履行",
        "days to perform; past them without performance a reminder is due",
        "66, 77",
        "32",
    ),
    "procedure_only": Meaning(
        "是否只因违反法定程序而确认违法，不撤销；只用于确认违法",
        "whether a breach of procedure alone made it unlawful; for acts confirmed illegal alone",
        "65 ¶1",
        "28 ¶1(3), 条例45",
    ),
    "compensation_granted": Meaning(
        "决定给予的赔偿，单位元；驳回赔偿请求的填0，要求了赔偿而不填的列为缺漏",
        "compensation granted, in yuan; 0 where the claim is dismissed; left empty, a claim is shown as a gap",
        "72",
        "29",
    ),
    "approved": Meaning(
        "决定由负责人同意还是集体讨论通过；没有批准的列为缺漏",
        "approved by the head or passed collectively; without either a gap is shown",
        "61 ¶1",
        "28",
    ),
    "facts_found": Meaning(
        "决定书认定的事实和证据", "the facts that the decision finds, and by which evidence", "75 ¶1", "31"
    ),
    "reasons": Meaning("决定的理由和依据的条文", "why it was decided so, and by which articles", "75 ¶1", "31"),
    "operative_part": Meaning("决定主文，照决定书写", "the decision itself, in its own words", "75 ¶1", "31"),
    "shelf": Meaning("案卷放在哪里，如柜号、盒号", "where its file stands, as cabinet and box"),
    "serve.to": Meaning(
        "送达给哪个当事人；不填是全部当事人，起诉期限只从申请人自己收到时起算",
        "on which party; empty means all; the term to sue runs only from the applicant's own receipt",
        "75, 88",
        "31, 40",
    ),
    "serve.paper": Meaning(
        "送达的是哪份文书；不填的，结案以后是决定书，结案以前是通知",
        "which paper was served; empty means the decision once the case has ended, a notice before",
        "75, 88",
        "31, 40",
    ),
    "serve.how": Meaning(
        "直接、留置、邮寄、电子、委托、转交或者公告；公告满30日视为送达",
        "in person, left, by post, electronically, through others, or by notice of 30 days",
        "88",
        "40",
    ),
    "serve.note": Meaning(
        "留置的拒收事由和见证人，电子送达的同意和到达，公告的原因和经过",
        "witnesses and why it was refused, consent and arrival online, or why a notice was needed",
        "88",
        "40",
    ),
    "record_feedback.by": Meaning(
        "哪个机关反馈；不填是收到意见书的机关", "which organ answers; empty means the one written to", "76", "条例57 ¶1"
    ),
    "record_feedback.letter": Meaning(
        "答复第几份意见书；不填是最早一份没有反馈的",
        "which opinion letter is answered; empty means the earliest without an answer",
        "76",
        "条例57 ¶1",
    ),
    "issue_opinion.to": Meaning(
        "收意见书的机关；要在60日内报告整改情况", "the organ written to; it reports within 60 days", "76", "条例57 ¶1"
    ),
    "issue_opinion.received_on": Meaning(
        "该机关收到意见书之日；60日的反馈期限自次日起算",
        "when it received the letter; the 60 days for feedback run from the day after",
        "76",
        "条例57 ¶1",
    ),
    "issue_recommendation.to": Meaning(
        "收建议书的机关；建议完善制度、改进执法", "the organ advised to better its rules or practice", "条例57 ¶2"
    ),
    "record_performance.note": Meaning(
        "怎样履行，或者怎样责令、约谈、通报", "how it was performed, or how performance was urged", "77", "32"
    ),
    "ordered_on": Meaning(
        "责令限期履行之日；不履行或者无正当理由拖延的应当责令",
        "when performance within a time was ordered, as it must be where it is refused or put off",
        "77 ¶2",
        "32 ¶2",
    ),
    "talked_on": Meaning("约谈被申请人有关负责人之日", "when the responsible persons were called to a talk", "77 ¶2"),
    "criticised_on": Meaning("通报批评之日", "when the failure was criticised in a circular", "77 ¶2"),
    "performed_on": Meaning(
        "履行完毕之日；四个日期都不填的，按办理日期算履行",
        "when it was performed; with none of the four days the day of the act is the one",
        "77 ¶1",
        "32 ¶1",
    ),
    "record_enforcement.note": Meaning("由谁、怎样强制执行", "who enforces it, and how", "78", "33"),
}
"""The decision and what follows it."""
