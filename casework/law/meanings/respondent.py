"""The keys of a case as its respondent knows it."""

from __future__ import annotations

from collections.abc import Mapping

from casework.law.meanings.meaning import Meaning

RESPONDENT: Mapping[str, Meaning] = {
    "register.on": Meaning(
        "收到申请书副本之日；答复期限从次日起算，统计按这一天算收到",
        "when the copy came; the term of reply runs from the day after, and it counts as received on this day",
        "48, 54 ¶1",
        "23 ¶1",
    ),
    "deciding_organ": Meaning(
        "审理这件案件的复议机关全称，不一定登记在本系统里",
        "the full name of the organ that decides; it need not be one of this site",
        "24, 25",
        "12, 15",
    ),
    "deciding_number": Meaning(
        "复议机关给案件的案号；复议机关也在本系统登记的，以机关和案号认出是同一件，信息公开年报不重复计",
        "the number that it gave; by organ and number a case that it keeps on this site is known to be the same, and "
        "the report on disclosure counts it once",
    ),
    "applicant": Meaning(
        "谁申请复议，几个人的用顿号隔开；没有读姓名权限的只看到首字",
        "who applied, several names apart by 、; who may not read names sees the first character",
        "14",
        "10",
    ),
    "applicant_kind": Meaning(
        "公民、法人还是其他组织；不进入统计", "citizen, legal person or organisation; no figure takes it", "14", "10"
    ),
    "respondent": Meaning(
        "被申请复议的机关：本机关或者下级机关；不填是本机关",
        "the organ complained of: this one or one below it; left empty, this one",
        "19",
        "15",
    ),
    "act_number": Meaning("被申请复议的行为的文号", "the number of the act complained of", "22", "11"),
    "matter": Meaning(
        "申请属于哪一类事项；信息公开的计入信息公开年报",
        "which kind of matter; disclosure counts in its own report",
        "11",
        "6",
    ),
    "field": Meaning(
        "行为属于哪个行政管理领域；列表可以按它筛选", "the field of administration; lists are filtered by it"
    ),
    "procedure": Meaning(
        "复议机关告知的审理程序：普通程序10个工作日内答复，简易程序5个工作日；不填是普通程序",
        "as the reconsideration organ told: a reply within 10 working days, 5 in the simplified one; ordinary if empty",
        "48, 54 ¶1",
        "23 ¶1",
    ),
    "reply.on": Meaning(
        "向复议机关提出书面答复、提交证据之日；逾期或者不答复的，视为行为没有证据、依据",
        "when the reply and the evidence went to the organ; late or never, the act counts as one without evidence",
        "48, 54, 70",
        "23, 28 ¶1(4)",
    ),
    "conclude.on": Meaning(
        "复议决定书写明的日期，不是收到之日；统计按这一天算审结",
        "the date of the decision, not of its receipt; it counts as concluded on this day",
        "61, 62",
        "28, 31",
    ),
    "outcome": Meaning(
        "复议机关决定的结果，只能一个", "what the reconsideration organ decided, exactly one", "61", "28"
    ),
    "conclude.number": Meaning("决定书的文号，照决定书写", "the number of the decision, as it stands there"),
    "serve.on": Meaning(
        "本机关收到决定书之日；决定书一经送达即发生法律效力",
        "when this organ received the decision, which takes effect by its service",
        "75 ¶2",
        "31 ¶3",
    ),
    "receive_opinion.on": Meaning(
        "收到行政复议意见书之日；60日内报送纠正情况，从次日起算",
        "when the opinion letter came; what was put right is reported within 60 days from the day after",
        "76",
        "条例57 ¶1",
    ),
    "answer_opinion.on": Meaning(
        "向复议机关报送纠正情况之日", "when it was reported what was put right", "76", "条例57 ¶1"
    ),
}
