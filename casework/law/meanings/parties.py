"""The fields of applicants, of what is complained of, and of what happened before a case was taken over."""

from __future__ import annotations

from collections.abc import Mapping

from casework.law.meanings.meaning import Meaning

APPLICANT: Mapping[str, Meaning] = {
    "kind": Meaning(
        "公民、法人还是其他组织；公民与法人共同申请的，统计上算法人或者其他组织",
        "citizen, legal person or other organisation; a mixed application counts among the latter two",
        "14",
        "10",
    ),
    "name": Meaning(
        "申请人的姓名或者名称；没有明确的申请人，申请不能受理",
        "who applies; without a definite applicant the application cannot be accepted",
        "30 ¶1(1)",
        "条例28(1)",
    ),
    "count": Meaning(
        "这一行代表几个人；人数计入申请人数，案件仍是一件",
        "how many persons this row stands for; they add to the applicants, the case stays one",
        "15",
        "条例8",
    ),
    "identity_number": Meaning(
        "身份证号或者统一社会信用代码；加密保存，核对校验位，用来提示重复申请",
        "identity or social credit number: kept encrypted, its check digit verified, warns of duplicates",
    ),
    "telephone": Meaning(
        "听取意见和通知时联系用；加密保存，案件页不显示",
        "to hear the applicant and send notices; kept encrypted, never shown on the page",
        "49",
    ),
    "address": Meaning(
        "文书送达到这里；加密保存，案件页不显示",
        "where documents are served; kept encrypted, never shown on the page",
        "88",
        "40",
    ),
    "representative": Meaning(
        "人数众多时推选的代表人；改变请求、撤回申请要被代表的人同意",
        "chosen by many applicants; changing or withdrawing the request needs their consent",
        "15",
        "条例8",
    ),
    "agent": Meaning(
        "受委托的律师等代理人，一至二名，要交授权委托书",
        "a lawyer or other agent, one or two, with a written authority",
        "17",
        "条例10",
    ),
    "sex": Meaning(
        "公民的性别，照申请书填写", "the sex of a citizen, as the application gives it", "条例19(1)", "条例19(1)"
    ),
    "born_on": Meaning(
        "公民的出生日期，申请书写年龄；加密保存，有身份证号码的可以不填",
        "the day of birth of a citizen, kept encrypted; an identity number says it too",
        "条例19(1)",
        "条例19(1)",
    ),
    "post_code": Meaning("住所的邮政编码；加密保存", "of the address; kept encrypted", "条例19(1)", "条例19(1)"),
    "representative_post": Meaning(
        "法定代表人或者主要负责人的职务",
        "the post of who heads a legal person or organisation",
        "条例19(1)",
        "条例19(1)",
    ),
    "agent_firm": Meaning(
        "律师事务所、基层法律服务所，或者代理人所在单位",
        "the law firm or legal service office of the agent, or where else the agent works",
        "17 ¶1",
        "条例10",
    ),
    "agent_powers": Meaning(
        "授权委托书载明的权限；代为撤回申请、达成调解要有特别授权",
        "what the written authority says; to withdraw or to settle takes special authority",
        "17 ¶2",
        "条例10",
    ),
}

COMPLAINED_OF: Mapping[str, Meaning] = {
    "kind": Meaning(
        "对作出的行为不服，还是认为该做的没有做；选不作为即视为主张不履行法定职责",
        "an act, or a failure to act; the latter claims that a duty was not performed",
        "11",
        "6",
    ),
    "number": Meaning(
        "被申请的行政行为的文号；同一文号已有案件时提示可能重复",
        "document number of the act; a case with the same number is shown as a possible duplicate",
    ),
    "made_on": Meaning(
        "行政行为作出之日；自这一天起超过5年（不动产20年）的不予受理",
        "the day of the act; after 5 years from it (real estate: 20) an application is declined",
        "21",
    ),
    "known_on": Meaning(
        "申请人知道或者应当知道该行为之日；60日的申请期限自次日起算",
        "when the applicant knew or should have known; the 60 days to apply run from the day after",
        "20 ¶1",
        "9",
    ),
    "told": Meaning(
        "行政机关是否告知过复议权利、机关和期限；没有告知的，期限自知道这些之日起算，最长1年",
        "told of right, organ and term? If not, the term runs from knowing them, for a year at most",
        "20 ¶3",
    ),
    "amount": Meaning(
        "行为涉及的金额，例如罚款数额，单位元；不影响期限",
        "the money at stake, for example a fine, in yuan; no term depends on it",
    ),
    "on_the_spot": Meaning(
        "行为是否当场作出；当场作出的行政处罚要先复议才能起诉",
        "whether it was made on the spot; of such a penalty reconsideration comes before suing",
        "23 ¶1(1), 53 ¶1(1)",
    ),
}

OBSTACLE: Mapping[str, Meaning] = {
    "from": Meaning(
        "不可抗力或者其他正当理由出现之日，这一天起不计入申请期限",
        "when force majeure or another just cause set in; from this day the term to apply stands still",
        "20 ¶2",
        "9 ¶2",
    ),
    "to": Meaning(
        "障碍消除之日，申请期限自这一天起继续计算",
        "when the obstacle was gone; the term runs on from this day, which counts",
        "20 ¶2",
        "9 ¶2",
    ),
}

LONGER_TERM: Mapping[str, Meaning] = {
    "days": Meaning(
        "该法律规定的申请期限，日；不比60日长的，仍按60日",
        "the days that the other law gives; one not longer than 60 leaves the 60 days as they are",
        "20 ¶1",
        "9 ¶1",
    ),
    "law": Meaning(
        "规定更长申请期限的法律的名称和条款；法规、规章规定的不算",
        "name and article of the law; regulations and rules cannot lengthen the term",
        "20 ¶1",
        "9 ¶1",
    ),
}

TAKEN_STOP: Mapping[str, Meaning] = {
    "on": Meaning(
        "提级前期限停止的第一天，这一天不计入审理期限",
        "first day on which the clock stood before the transfer; it does not count",
        "39",
        "条例41",
    ),
    "until": Meaning(
        "恢复计算的那一天，这一天计入审理期限",
        "the day from which the clock ran again; it counts",
        "39 ¶2",
        "条例41 ¶2",
    ),
}

TAKEN_COPY: Mapping[str, Meaning] = {
    "organ": Meaning("原案的被申请人", "a respondent of the case before the transfer", "19", "10"),
    "sent_on": Meaning("提级前发送申请书副本之日", "when the copy was sent, before the transfer", "48", "23"),
    "received_on": Meaning(
        "被申请人收到副本之日；答复期限自次日起算",
        "when the respondent received the copy; the term of reply runs from the day after",
        "48",
        "23",
    ),
    "replied_on": Meaning(
        "被申请人提出书面答复之日；没有答复的视为没有证据、依据",
        "when the reply came; without one the act counts as lacking evidence and ground",
        "48, 70",
        "23, 28",
    ),
}

TAKEN_REVIEW: Mapping[str, Meaning] = {
    "on": Meaning("原机关启动附带审查之日", "when the first organ opened the review", "56, 57", "26, 27"),
    "document": Meaning("审查的规范性文件", "the document under review", "13", "7"),
    "competent": Meaning("原机关是否有权处理", "whether the first organ was competent", "56, 57", "26, 27"),
    "own_motion": Meaning("原机关依职权启动", "opened of the organ's own motion", "57", "27"),
    "suspended_on": Meaning("为审查而中止之日", "since when the case stood still for it", "39, 56", "26, 27"),
    "passed_on": Meaning("转送有权机关之日", "when it was passed on", "56, 57", "26, 27"),
    "transfer_received_on": Meaning("有权机关收到转送之日", "when that organ received it", "60", "26"),
    "asked_on": Meaning("通知制定机关答复之日", "when the issuer was asked", "58", "26"),
    "question_received_on": Meaning("制定机关收到通知之日", "when the issuer received the question", "58", "26"),
    "answered_on": Meaning("制定机关答复之日", "when the issuer answered", "58", "26"),
    "replied_on": Meaning("受转送机关回复之日", "when the organ that it was passed on to replied", "60", "26"),
    "result": Meaning("提级以前的审查结论", "the result before the transfer", "59", "26"),
    "result_on": Meaning("作出结论之日", "the day of the result", "59", "26"),
}

TAKEN_COURSE: Mapping[str, Meaning] = {
    "reopened_on": Meaning(
        "提级前恢复审理之日；审理期限自次日起算",
        "when the review was reopened before the transfer; the decision term runs from the day after",
        "35",
        "20, 条例48 ¶2",
    ),
    "opinions_on": Meaning("原机关听取意见之日；不必重听", "when the first organ heard opinions", "49", "22"),
    "why_not": Meaning("原机关不能听取意见的原因", "why opinions could not be heard before the transfer", "49", "22"),
    "heard_on": Meaning("原机关听证之日", "when the first organ held the hearing", "50, 51", "条例33"),
    "committee_on": Meaning(
        "原机关提请复议委员会咨询之日", "when the first organ laid the case before the committee", "52", "28"
    ),
}

DISPUTANT: Mapping[str, Meaning] = {
    "name": Meaning("当事人的姓名或者名称", "the name of the party", "人民调解法29"),
    "kind": Meaning("公民、法人还是其他组织", "citizen, legal person or other organisation"),
    "telephone": Meaning("联系电话；加密保存", "to reach the party; kept encrypted"),
}

PLAINTIFF: Mapping[str, Meaning] = {
    "name": Meaning("原告的姓名或者名称", "the name of the plaintiff", "行政诉讼法25"),
    "kind": Meaning("公民、法人还是其他组织", "citizen, legal person or other organisation", "行政诉讼法25"),
    "count": Meaning("这一行代表几个人", "how many persons this row stands for", "行政诉讼法28"),
}

OFFICIAL: Mapping[str, Meaning] = {
    "name": Meaning("出庭的人的姓名", "the name of who came", "负责人出庭规定7"),
    "post": Meaning("在机关里的职务", "the post in the organ", "负责人出庭规定2"),
}
