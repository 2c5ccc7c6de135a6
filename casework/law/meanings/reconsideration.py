"""The keys of acts of reconsideration: `act.key`, or `key` where it means the same in every act."""

from __future__ import annotations

from collections.abc import Mapping

from casework.law.meanings.course import COURSE
from casework.law.meanings.decision import DECISION
from casework.law.meanings.meaning import Meaning
from casework.law.meanings.parties import APPLICANT

DATES: Mapping[str, Meaning] = {
    "register.on": Meaning(
        "复议机关收到申请之日；5个工作日的审查期限自次日起算，2024年起收到的适用2023年版",
        "when the organ received the application; 5 working days to examine it run from the day after",
        "30 ¶1",
        "17",
    ),
    "take_over.on": Meaning(
        "上级机关接过案件之日；审理期限接着第一次受理算，不重新开始",
        "when the superior took the case; the decision term runs on from the first acceptance",
        "38",
        "条例31",
    ),
    "request_correction.on": Meaning(
        "发出补正通知之日；要在审查期限内，事项一次写全",
        "when the notice went out: within the term of examination, naming all items at once",
        "31 ¶1",
        "条例29",
    ),
    "receive_correction.on": Meaning(
        "收到补正材料之日；新的审查期限自次日起算",
        "when the corrected papers came; a new term of examination runs from the day after",
        "31 ¶3",
        "条例29",
    ),
    "accept.on": Meaning(
        "决定受理之日；审理期限自次日起算，2017年版自收到申请起算",
        "when it was accepted; the decision term runs from the day after (2017: from receipt)",
        "30 ¶1, 62",
        "17 ¶2",
    ),
    "decline.on": Meaning(
        "决定不予受理之日；审查期限届满后不能再决定，视为受理",
        "when it was declined; after the term of examination it counts as accepted instead",
        "30 ¶2",
        "17",
    ),
    "deem_accepted.on": Meaning(
        "记录在案之日；案件自审查期限届满之日视为受理",
        "when it is put on record; accepted as of the last day of examination",
        "30 ¶3",
        "17 ¶2",
    ),
    "deem_abandoned.on": Meaning(
        "记录在案之日，不倒填；补正期限届满以后才行",
        "when it is put on record, never back-dated; only after the term of correction",
        "31 ¶2",
        "条例29",
    ),
    "send_copy.on": Meaning(
        "发出申请书副本之日；普通程序自受理起7个工作日内，简易程序3个工作日内",
        "when the copy went out: within 7 working days of acceptance, in simplified procedure 3",
        "48, 54",
        "23",
    ),
    "receive_reply.on": Meaning(
        "收到被申请人书面答复之日；逾期没有答复的，视为没有证据、依据",
        "when the reply came; without one the act counts as lacking evidence and ground",
        "48, 70",
        "23, 28",
    ),
    "receive_reply.representative": Meaning(
        "被申请人的法定代表人或者负责人，连同职务", "who heads the respondent, with the post", "48", "23"
    ),
    "receive_reply.agent": Meaning("被申请人委托的代理人", "who acts for the respondent", "17 ¶1", "10"),
    "answer": Meaning(
        "被申请人怎样答复，几句话；全文作附件",
        "what the respondent replies, in brief; the whole is attached",
        "48",
        "23",
    ),
    "hold_hearing.on": Meaning(
        "举行听证之日；要提前5个工作日通知当事人",
        "the day of the hearing; the parties are told 5 working days before",
        "51 ¶1",
    ),
    "extend.on": Meaning(
        "批准延期之日；要在审理期限届满以前",
        "when the extension was approved: on or before the last day of the decision term",
        "62 ¶1",
        "31",
    ),
    "suspend.on": Meaning(
        "中止之日；从这一天起审理期限停止计算",
        "when it was suspended; the decision term stands still from this day",
        "39 ¶1",
        "条例41",
    ),
    "resume.on": Meaning(
        "恢复审理之日；这一天重新计入审理期限",
        "when it was resumed; this day counts again",
        "39 ¶2",
        "条例41",
    ),
    "conclude.on": Meaning(
        "决定书落款之日；是否逾期按它判断，晚了照实填",
        "the date of the decision; lateness is judged by it: enter it as it was",
        "62",
        "31",
    ),
    "serve.on": Meaning(
        "受送达人收到之日，公告送达的是发出公告之日；起诉期限自申请人收到决定书的次日起算",
        "when it was received, of a public notice when that was given; the term to sue runs from the day after the"
        " applicant received the decision",
        "75, 88",
        "31, 40",
    ),
    "issue_opinion.on": Meaning(
        "制发意见书之日；反馈期限从收到算，不从制发算",
        "when the letter was issued; the term of feedback runs from its receipt",
        "76",
        "条例57",
    ),
}
"""The dates of acts from which something follows."""

APPLICATION: Mapping[str, Meaning] = {
    "channel": Meaning(
        "申请是怎样交来的；经被申请机关提交的，限于当场处罚和电子监控处罚",
        "how it was handed in; through the respondent only for penalties on the spot or by monitoring",
        "22, 32",
        "11, 条例18",
    ),
    "applicants": Meaning(
        "不服行政行为的公民、法人或者其他组织，至少一个",
        "whoever challenges the act: one citizen, legal person or organisation at least",
        "14",
        "10",
    ),
    "respondents": Meaning(
        "作出行政行为的机关；几个机关共同作出的都写上，期限和答复各自计算",
        "the organ that made the act; of a joint act all of them, each with its own copy and reply",
        "19",
        "10",
    ),
    "matters": Meaning(
        "申请属于哪一类事项；选两类以上的，统计归入其他",
        "which kind of matter; two or more count as other in the figures",
        "11",
        "6",
    ),
    "field": Meaning(
        "行为属于哪个行政管理领域；统计按它分类", "the field of administration; figures are broken down by it"
    ),
    "complained_of": Meaning(
        "不服的行为或者不作为；两个以上行为要分别申请",
        "the act, or the failure to act; several acts are several applications",
        "22 ¶4",
        "9",
    ),
    "request": Meaning(
        "要求复议机关做什么；选履行即视为主张不履行法定职责",
        "what is asked for; asking for performance claims a failure to act",
        "30 ¶1(3)",
        "条例28(3)",
    ),
    "enterprise_related": Meaning(
        "申请人是企业或者事情关系企业经营；统计单列涉企案件",
        "an enterprise applies or is concerned; figures show these cases apart",
    ),
    "compensation_claimed": Meaning(
        "是否一并要求赔偿；要求了的，决定时要一并处理",
        "whether compensation is asked for too; then the decision deals with it",
        "72",
        "29",
    ),
    "prior_mandatory": Meaning(
        "必须先复议才能起诉；不填按事项判断：当场处罚、自然资源权属、不作为、信息公开，不予受理的15日内可以起诉",
        "reconsideration must come before suing; left empty, the matter decides; if declined, 15 days to sue follow",
        "23, 34",
        "16, 19, 30",
    ),
    "prior_reason": Meaning(
        "与按事项判断的不同时，写明理由或者依据的法律；没有写的列为缺漏",
        "why it is otherwise than the matter has it, or which law says so; without it a gap is shown",
        "23 ¶1(5)",
        "16",
    ),
    "complex": Meaning(
        "案情是否重大、疑难、复杂；是的应当听证并提请复议委员会，没有的列为缺漏",
        "whether it is grave, difficult or complex: then it is heard and laid before the committee",
        "50 ¶1, 52 ¶2(1)",
        "条例33",
    ),
    "right_known_on": Meaning(
        "作出行为时没有告知的，申请人知道复议权利、机关和期限之日；申请期限自次日起算，自知道行为内容起最长1年",
        "not told with the act: when right, organ and term became known; the term runs from the day after, a year from"
        " knowing the act at most",
        "20 ¶3",
        "条例15 ¶1(5)",
    ),
    "obstacle": Meaning(
        "不可抗力或者其他正当理由耽误申请的期间，从申请期限中扣除",
        "the time in which force majeure or another just cause kept one from applying; it is excluded from the term",
        "20 ¶2",
        "9 ¶2",
    ),
    "longer_term": Meaning(
        "法律规定的申请期限超过60日的，写明日数和法律",
        "where a law gives more than 60 days to apply: how many, and which law",
        "20 ¶1",
        "9 ¶1",
    ),
    "requested_on": Meaning(
        "行政机关收到履行职责申请之日；没有履行期限的，满60日起算申请期限",
        "when the organ received the request to perform; without a term of performance the term to apply runs from the"
        " end of 60 days",
        "20 ¶1, 条例16 ¶1(2)",
        "条例16 ¶1(2)",
    ),
    "perform_by": Meaning(
        "法定职责的履行期限届满之日；申请期限自这一天的次日起算",
        "the last day of the term of performance; the term to apply runs from the day after",
        "20 ¶1, 条例16 ¶1(1)",
        "条例16 ¶1(1)",
    ),
    "urgent": Meaning(
        "紧急情况下请求保护人身权、财产权而不履行的，不等履行期限，立即可以申请",
        "protection of person or property was asked for in an emergency: one may apply at once",
        "20 ¶1, 条例16 ¶2",
        "条例16 ¶2",
    ),
    "real_estate": Meaning(
        "行为是否导致不动产物权变动；不填按事项和管理类别判断，是的最长20年，不是的5年",
        "whether the act changes rights in real estate; left empty, matter and field decide: 20 years, else 5",
        "21",
    ),
    "request_text": Meaning(
        "申请人要求什么，照申请书写，不带姓名以外的个人信息",
        "what the applicant asks for, in the words of the application",
        "22",
        "11",
    ),
    "facts_and_reasons": Meaning(
        "申请人说的事实和理由，照申请书写或者摘要",
        "the facts and reasons that the applicant gives, in its words or in brief",
        "22",
        "11",
    ),
    "evidence": Meaning("收到的证据材料，一行一件", "the evidence handed in, one piece a line", "43", "条例21"),
    "organ_received_on": Meaning(
        "经被申请机关提交的，该机关收到申请之日；5个工作日的转送期限自次日起算，不填按提交日期",
        "when the penalising organ received it; 5 working days to pass it on run from the day after",
        "32 ¶2",
    ),
    "passed_on": Meaning(
        "该机关寄出或者转送申请之日；是否逾期按它判断，不填按收到日期",
        "when that organ sent it on; whether late goes by this day, else by its receipt here",
        "32 ¶2",
    ),
    "referred_from": Meaning(
        "其他机关告知、转送或者以无管辖权为由不予受理而来的，填它的案号；上级的统计里收到两次，不重复计一次",
        "the number of the case by which another organ referred the applicant here or declined for want of competence: "
        "received twice in a superior's tables, and once in the distinct count",
        "30 ¶1(6), 30 ¶2",
        "17, 条例18",
    ),
    "batch": Meaning(
        "分别申请、同批登记的各案写同一个记号（字母、数字和连字符），页面上互相列出；登记页一次登记多人时自动填写",
        "the same mark in the cases of those who apply separately and are registered together, which are shown beside "
        "one another; letters, digits and hyphens, made by the form that registers many",
        "14 ¶1",
        "10 ¶1",
    ),
    "handed_over_by": Meaning(
        "把申请移送来的机关，例如收错的机关、信访部门、法院；本系统里的机关转来的，另填转来的案件",
        "the organ that handed the application over, such as one that received it by mistake, a petition office or a "
        "court; of one whose case is kept here, give that case too",
        "22",
        "11",
    ),
    "handed_over_on": Meaning(
        "其他机关移送之日，在提交之日与收到之日之间；不填提交日期的，最迟以这一天为提交",
        "the day on which it was handed over, from the day of filing to that of receipt; where no day of filing is "
        "given, it was filed at the latest then",
        "22",
        "11",
    ),
    "document_review": Meaning(
        "是否一并要求审查行为所依据的规范性文件；要启动附带审查",
        "whether the document that the act rests on is to be reviewed too",
        "13, 56",
        "7, 26",
    ),
    "jurisdiction": Meaning(
        "不在法定管辖之内的，写明由本机关管辖的依据，例如指定管辖；没有写的列为缺漏",
        "what makes this organ competent where the rules of competence do not, such as a designation",
        "24, 28",
        "12, 15",
    ),
    "filed_on": Meaning(
        "当面递交或者寄出之日；是否超过申请期限按它判断，在途时间不算，不填按收到日期",
        "when it was handed in or posted; timeliness goes by it, days in transit do not count",
        "20, 88",
        "9, 40",
    ),
    "claims_inaction": Meaning(
        "是否主张不履行法定职责；只有主张了，才能驳回复议请求",
        "whether a failure to act is claimed; only then can the request be dismissed",
        "69",
        "条例48(1)",
    ),
    "third_parties": Meaning(
        "同行为或者结果有利害关系的其他人；决定书也要送达他们",
        "others with an interest in the act or outcome; the decision is served on them too",
        "16",
        "10",
    ),
    "number": Meaning(
        "手工给的案号；不填按本机关的规则自动编号", "a number given by hand; left empty, the organ's rule gives one"
    ),
    **{f"join_third_party.{key}": APPLICANT[key] for key in ("agent", "agent_firm", "agent_powers")},
    "conclude.number": Meaning("决定书的文号", "the document number of the decision", "75", "31"),
    "void.suits_follow": Meaning(
        "写明本案的应诉案件随作废变动：不再与本案关联，按直接起诉计",
        "the disputes that name this case follow: they are linked to it no more and count as sued directly",
        "行政诉讼法26",
    ),
    "take_over.from": Meaning(
        "下级机关的原案；写案号就连到那一件", "the case of the lower organ; its number links the two", "38", "20"
    ),
    "take_over.received_on": Meaning(
        "原机关收到申请之日；适用哪一版法律按它决定",
        "when the first organ received the application; it decides which edition binds",
        "38",
        "20",
    ),
    "take_over.accepted_on": Meaning(
        "原机关受理之日；审理期限自次日起算，提级不重新计算",
        "when the first organ accepted it; the decision term runs from the day after",
        "38, 62",
        "31",
    ),
    "excluded": Meaning(
        "提级以前停止计算的日子，照样扣除", "days on which the clock stood before the transfer; still deducted", "39"
    ),
    "extended_days": Meaning(
        "提级以前已经延期的日数；与以后的延期合计不超过30日",
        "days extended before; with later extensions 30 at most",
        "62 ¶1",
        "31",
    ),
    "reviewed": Meaning(
        "提级以前启动的附带审查和办到哪一步；由接过案件的机关继续，不另计件数",
        "documents under review before the transfer and how far it came; the superior goes on, and none counts twice",
        "56, 57, 58, 59, 60",
        "26, 27",
    ),
    "conducted": Meaning(
        "提级以前在审理中已经办理的：恢复审理、听取意见、听证、提请复议委员会；接着办，不列为缺漏",
        "what was done in the review before the transfer: reopened, opinions, hearing, committee; none of it is a gap",
        "35, 49, 50, 52",
        "22, 条例33",
    ),
    "exchanged": Meaning(
        "提级以前各被申请人的副本和答复；不必重发", "copies and replies before the transfer; not sent again", "48"
    ),
}
"""What an application says, and what a superior takes along with it."""

MEANINGS: Mapping[str, Meaning] = {**DATES, **APPLICATION, **COURSE, **DECISION}
