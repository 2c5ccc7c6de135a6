"""The keys of acts of reconsideration from the intake to what follows the decision."""

from __future__ import annotations

from collections.abc import Mapping

from casework.law.meanings.meaning import Meaning

COURSE: Mapping[str, Meaning] = {
    "items": Meaning(
        "需要补正的事项，一次写全；第二次通知只能写新出现的",
        "what is to be corrected, all at once; a second notice may name only what is new",
        "31 ¶1",
        "条例29",
    ),
    "notice_received_on": Meaning(
        "申请人收到补正通知之日；10个工作日的补正期限自次日起算，没有这一天就没有届满之日",
        "when the applicant received the notice; 10 working days run from the day after; without it none end",
        "31 ¶2",
        "条例29",
    ),
    "request_correction.due": Meaning(
        "2017年版由通知确定的补正期限；2023年版法定10个工作日，不填",
        "2017: the last day that the notice fixes; 2023: leave empty, the Act gives 10 working days",
        "31 ¶2",
        "条例29",
    ),
    "extend_correction.due": Meaning(
        "延长后的最后一天，要晚于原期限；到期不补正视为放弃",
        "the new last day, after the old one; unless corrected by then the application counts as abandoned",
        "31 ¶2",
        "条例29",
    ),
    "extend_correction.reason": Meaning(
        "不能按期补正的正当理由；没有正当理由不能延长",
        "the proper reason why it could not be done in time; without one there is no extension",
        "31 ¶2",
        "条例29",
    ),
    "posted_on": Meaning(
        "补正材料寄出之日；在期限内寄出的不算逾期", "when the papers were posted; posted in time is in time", "88", "40"
    ),
    "join_cases.on": Meaning(
        "决定并案审理之日，两案都在审理中；不影响任何一案的期限，各案分别决定、分别计数",
        "when it was decided to review the cases together, both under review; no term changes, each is decided and "
        "counted by itself",
    ),
    "lead": Meaning(
        "主案的案号：本机关审理中的另一案，本身没有并入其他案件；复议法没有规定并案，参照诉讼的合并审理",
        "the number of the leading case: another that the organ has under review, itself joined to none; the Act has "
        "no rule on joinder, this follows that of suits",
        "行政诉讼法27, 行诉解释73",
    ),
    "join_cases.reason": Meaning(
        "为什么并案，如因同一行政行为申请；可以不填",
        "why they are reviewed together, as that they are against one act; may be left empty",
    ),
    "separate_cases.reason": Meaning(
        "为什么分案；可以不填",
        "why it goes on by itself; may be left empty",
    ),
    "procedure": Meaning(
        "普通程序60日，简易程序30日且不能延期", "ordinary: 60 days; simplified: 30, and no extension", "53, 62", "31"
    ),
    "accept.ground": Meaning(
        "适用简易程序的法定情形；普通程序不填", "why simplified procedure applies; empty for ordinary", "53"
    ),
    "handlers": Meaning(
        "办理案件的人，两人以上；只有一人的列为缺漏",
        "who handles the case, two or more; one alone is shown as a gap",
        "36",
        "条例32",
    ),
    "decline.reason": Meaning(
        "受理条件中哪一项不符合；选第6项要写有管辖权的机关",
        "which condition of acceptance fails; item 6 asks for the competent organ",
        "30",
        "17, 条例28",
    ),
    "decline.organ": Meaning(
        "有管辖权的复议机关，只用于第6项；要在决定里告知申请人",
        "the competent organ, for reason 6 alone; the decision tells the applicant",
        "30 ¶2",
        "17",
    ),
    "refer.how": Meaning(
        "2017年版：告知申请人向谁申请，还是7个工作日内转送",
        "2017: told where to apply, or sent on within 7 working days",
        "30 ¶2",
        "17, 18",
    ),
    "refer.organ": Meaning("有权受理的复议机关", "the organ that may accept it", "30 ¶2", "17, 18"),
    "withdraw_early.how": Meaning(
        "受理前为什么结束：撤回或者案前化解；不算结案方式",
        "why it ended before acceptance: withdrawn or settled; it is no outcome",
        "22",
        "25",
    ),
    "respondent": Meaning(
        "哪个被申请人；不选就是全部，各自的期限各自计算",
        "which respondent; none chosen means all, each with its own term",
        "48",
        "23",
    ),
    "send_copy.received_on": Meaning(
        "被申请人收到副本之日；答复期限自次日起算：普通程序10个工作日，简易程序5个工作日",
        "when it received the copy; the reply is due 10 working days later, in simplified procedure 5",
        "48, 54",
        "23",
    ),
    "name": Meaning(
        "参加进来的第三人；不参加不影响审理", "the third party that joins; without it the case goes on", "16", "10"
    ),
    "withdraw_party.party": Meaning(
        "哪个申请人退出；案件继续审理其他申请人的请求，最后一名不能这样退出",
        "which applicant leaves; the case goes on with the others, the last one cannot leave like this",
        "41(1)",
        "25, 条例42",
    ),
    "withdraw_party.ground": Meaning(
        "为什么退出：撤回、死亡、终止；死亡只用于公民",
        "why it leaves: withdrawal, death, end of the entity; death of citizens alone",
        "41",
        "条例42",
    ),
    "withdraw_party.count": Meaning(
        "这一行代表多人的，写退出几人；不填为全部",
        "of a row that stands for several, how many leave; left empty, all",
        "15",
        "条例8",
    ),
    "replace_party.party": Meaning(
        "由别人接替的申请人、第三人，或者错列、职权变更的被申请人",
        "an applicant or third party whose place another takes, or a respondent wrongly named or succeeded",
        "14 ¶2, 19 ¶4",
        "10, 条例22",
    ),
    "replace_party.by": Meaning(
        "接替的人或者机关，可以有几个；写上原来的即为追加，新的被申请人要另发副本",
        "who takes the place, one or several; naming the old one too adds to it; a new respondent gets its copy",
        "14 ¶2, 19 ¶4, 48",
        "10, 条例22",
    ),
    "acting": Meaning(
        "换的是代表人还是代理人：当事人和人数不变；不选是换当事人本身",
        "whether its representative or its agent is another: the party stays; else the party itself is replaced",
        "15, 17",
        "条例8, 10",
    ),
    "hear_opinions.how": Meaning(
        "当面、电话还是互联网听取；意见要记录在案",
        "in person, by telephone or online; what was said is put on record",
        "49",
        "22",
    ),
    "why_not": Meaning(
        "因当事人原因不能听取的，写明原因，可以书面审理",
        "why the parties could not be heard; the case may then be decided on paper",
        "49",
        "22",
    ),
    "investigators": Meaning(
        "参加调查的人数，不少于两人；一人的列为缺漏",
        "how many investigated, two at least; one alone is shown as a gap",
        "45 ¶2",
        "条例34",
    ),
    "notice_on": Meaning(
        "通知当事人听证的日子；离听证不足5个工作日的列为缺漏",
        "when the parties were told; less than 5 working days before is shown as a gap",
        "51 ¶1",
    ),
    "head_attended": Meaning(
        "被申请人的负责人是否参加；不能参加的要说明理由并委托工作人员",
        "whether the respondent's head came; if not, a reason and a delegate are owed",
        "51 ¶3",
    ),
    "head_why_not": Meaning(
        "负责人不能参加的理由和委托的工作人员；没有写明的列为缺漏",
        "why the head could not come and who came instead; without it a gap is shown",
        "51 ¶3",
    ),
    "host": Meaning("听证主持人，一名行政复议人员", "who presides over the hearing", "50 ¶3", "条例33"),
    "officers": Meaning(
        "听证员，两名以上行政复议人员；不足的列为缺漏",
        "the hearing officers, two or more; fewer are shown as a gap",
        "50 ¶3",
        "条例33",
    ),
    "recorder": Meaning("制作听证笔录的记录员", "who keeps the record of the hearing", "50 ¶3", "条例33"),
    "consult_committee.ground": Meaning(
        "为什么提请咨询：重大疑难复杂、专业性强、省级自管案件或者有必要",
        "why the committee is asked: grave, technical, a province's own case, or needed",
        "52 ¶2",
    ),
    "exclude.kind": Meaning(
        "鉴定还是现场勘验；所用时间不计入审理期限",
        "appraisal or inspection; its time does not count in the decision term",
        "条例34, 37",
    ),
    "exclude.from": Meaning(
        "停止计算的第一天；这一天不计入审理期限", "first day that does not count in the decision term", "条例34, 37"
    ),
    "exclude.to": Meaning(
        "恢复计算的那一天；这一天计入审理期限", "the day that counts again in the decision term", "条例34, 37"
    ),
    "competent": Meaning(
        "本机关是否有权处理该文件：有权的30日内处理，无权的7个工作日内转送",
        "whether this organ may deal with the document: 30 days to do so, else 7 working days to pass it on",
        "56, 57",
        "26, 27",
    ),
    "document": Meaning(
        "哪一份文件；一案审查几份文件的写明，不写的指最早等待这一步的那一份",
        "which document; where several are reviewed, say it, else the earliest that waits for this act is meant",
        "56, 57",
        "26, 27",
    ),
    "open_document_review.own_motion": Meaning(
        "复议机关自己认为依据不合法，不是申请人提出的",
        "the organ itself thinks the document unlawful; the applicant did not ask",
        "57",
        "27",
    ),
    "ask_issuer.received_on": Meaning(
        "制定机关收到通知之日；10个工作日的答复期限自次日起算，不填按通知之日",
        "when the issuer received it: 10 working days to answer run from the day after; if left out, from the asking",
        "58",
        "26",
    ),
    "pass_on_document_review.received_on": Meaning(
        "有权机关收到转送之日；60日自次日起算，不填按转送之日",
        "when the competent organ received it: its 60 days run from the day after; if left out, from the passing on",
        "60",
        "26",
    ),
    "document_review_result.result": Meaning(
        "文件是否合法；不合法的停止适用并责令改正",
        "whether the document is lawful; if not it is not applied and must be corrected",
        "59",
        "26",
    ),
    "stay_execution.ground": Meaning(
        "停止执行的法定情形；复议期间原则上不停止执行",
        "why execution stops; as a rule it goes on during reconsideration",
        "42",
        "21",
    ),
    "convert_procedure.approver": Meaning(
        "批准转为普通程序的机构负责人；审理期限改为60日，仍自受理起算",
        "the head who approved it; the term becomes 60 days, still from acceptance",
        "55",
    ),
    "days": Meaning("延长的日数；历次合计不超过30日", "by how many days; 30 at most in all", "62 ¶1", "31"),
    "extend.approver": Meaning(
        "批准人：2023年版为机构负责人，2017年版为机关负责人",
        "who approved: the head of the office (2017: of the organ)",
        "62 ¶1",
        "31",
    ),
    "extend.told_on": Meaning(
        "书面告知当事人延期之日；没有告知的列为缺漏",
        "when the parties were told of the extension; if never, a gap is shown",
        "62 ¶1",
        "31",
    ),
    "suspend.told_on": Meaning(
        "书面告知当事人中止之日；没有告知的列为缺漏",
        "when the parties were told of the suspension; if never, a gap is shown",
        "39 ¶3",
        "条例41",
    ),
    "suspend.ground": Meaning(
        "中止的法定情形；因死亡、丧失能力、组织终止中止满60日的，可以终止",
        "why it is suspended; after 60 days for death, incapacity or an ended entity it may be terminated",
        "39 ¶1, 41(5)",
        "条例41, 42",
    ),
    "transfer_up.organ": Meaning(
        "接过案件的上级复议机关；本机关的记录到此为止",
        "the superior that takes the case; the record here ends",
        "38",
        "20",
    ),
    "set_aside_lapse.lapse": Meaning(
        "时间已经引起、等人确认的后果", "what time alone made due and a person has yet to confirm"
    ),
    "set_aside_lapse.reason": Meaning(
        "为什么暂不确认，例如材料在途；同一期限不再提示",
        "why it is not confirmed, for example papers in transit; it is not proposed again for this term",
    ),
}
"""What happens between receipt and decision."""
