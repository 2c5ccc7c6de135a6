"""The keys of disputes in court, of mediation, of the work ledger, and of corrections."""

from __future__ import annotations

from collections.abc import Mapping

from casework.law.meanings.meaning import Meaning

EVERY: Mapping[str, Meaning] = {
    "on": Meaning(
        "这件事发生的日子，不是录入的日子；统计和期限都按这一天",
        "the day on which it happened, not when it is typed in; figures and terms go by it",
    ),
    "fact": Meaning(
        "要更正的事实；原来的记录仍在经过里看得见",
        "the fact to be corrected; what stood before stays visible among the events",
    ),
    "target": Meaning(
        "要撤销的是哪项行为、第几次，如受理#1；撤销后不再计入事实、期限和数字，划线留在经过里",
        "the act to be struck and which time it is; it leaves facts, terms and figures and stays among the events "
        "struck through",
    ),
    "strike.reason": Meaning(
        "为什么撤销，如录到了别的案件上",
        "why it is struck, as that it belongs to another record",
    ),
    "restore.reason": Meaning(
        "为什么恢复；恢复后记录回到作废之前的样子，重新计入各表",
        "why it is restored; the record is again what it was before and counts anew",
    ),
    "hand_over.on": Meaning(
        "从哪一天起由接手的人承办；之前的经过不变",
        "from which day on the successor handles it; what was done before stays as it is",
    ),
    "hand_over.from": Meaning(
        "现在的承办人中由谁移交；只有一名的可以不填",
        "which of the present handlers gives it away; may be left out where there is one alone",
    ),
    "hand_over.to": Meaning(
        "由谁接手；不能是现在的承办人，其他承办人不变",
        "who takes it on: nobody who handles it already; the other handlers stay",
    ),
    "hand_over.reason": Meaning(
        "为什么移交，如调动、休假、回避",
        "why it is handed over, as a transfer, leave or recusal",
    ),
    "reason": Meaning(
        "为什么要改，写给以后查看的人；更正和作废都要有理由",
        "why, for whoever looks later; no correction and no voiding goes without",
    ),
}
"""Keys that mean the same in every kind of record."""

LITIGATION: Mapping[str, Meaning] = {
    "register.on": Meaning(
        "收到起诉状副本之日；答辩和举证的15日自次日起算",
        "when the copy of the complaint was received; the 15 days of defence run from the day after",
        "行政诉讼法67",
    ),
    "open_instance.on": Meaning(
        "收到这一审级应诉通知或者上诉状副本之日；答辩期限自次日起算",
        "when the notice or copy of the appeal was received; the term of defence runs from the day after",
        "行政诉讼法67",
    ),
    "close_instance.on": Meaning(
        "收到裁判文书之日；没有填裁判日期的，上诉期限按这一天推算",
        "when the ruling was received; without its own day the term to appeal is reckoned from it",
        "行政诉讼法85",
    ),
    "file_defence.on": Meaning(
        "向法院提交答辩状之日；应在收到副本之日起15日内",
        "when the defence was handed to the court; within 15 days of receiving the copy",
        "行政诉讼法67",
    ),
    "file_evidence.on": Meaning(
        "向法院提交证据和所依据的规范性文件之日；无正当理由逾期的视为没有证据",
        "when evidence and the documents relied on were handed in; late without a reason counts as none",
        "行政诉讼法34, 67",
    ),
    "perform_judgment.on": Meaning(
        "裁判要求的内容履行完毕之日；拒不履行的法院可以采取措施",
        "when what the court ordered was done; against a refusal the court may take measures",
        "行政诉讼法94, 96",
    ),
    "receive_advice.on": Meaning(
        "收到司法建议之日；对规范性文件的建议应在60日内书面答复",
        "when the court's advice was received; advice on a normative document is answered in writing within 60 days",
        "行政诉讼法66, 96(4)",
    ),
    "answer_advice.on": Meaning(
        "把处理情况告知法院之日", "when the court was told what has been done", "行政诉讼法96(4)"
    ),
    "file_defence.organ": Meaning(
        "哪个被告提交的；不填是全部被告", "which defendant filed it; left empty, all of them", "行政诉讼法67"
    ),
    "file_evidence.organ": Meaning(
        "哪个被告提交的；不填是全部被告", "which defendant filed it; left empty, all of them", "行政诉讼法67"
    ),
    "perform_judgment.organ": Meaning(
        "哪个被告履行的；不填是全部被告", "which defendant performed; left empty, all of them", "行政诉讼法94"
    ),
    "number": Meaning("司法建议书的文号；有几件时用它区分", "the number of the court's letter; it tells several apart"),
    "summary": Meaning("建议的内容，几句话", "what the court advises, in a few words"),
    "court": Meaning("审理这一审级的人民法院", "the court of this instance"),
    "court_number": Meaning(
        "法院的案号；每个审级一个，按审级计件",
        "the court's own number; each instance has one and counts as one",
    ),
    "cause": Meaning(
        "起诉所针对的行政行为的类别；写申请事项的名称（如信息公开），统计按事项归类",
        "the kind of act sued against; named as a matter of an application it counts under that matter",
    ),
    "defendants": Meaning(
        "被诉的机关，可以有几个；出庭率按机关分别计算",
        "the organs sued, one or several; appearance is counted for each",
        "行政诉讼法26",
    ),
    "instance": Meaning(
        "一审、二审还是再审；败诉只看一审，出庭每一审级都要",
        "first, second or retrial; losing is judged by the first, appearance is owed in each",
        "行政诉讼法3 ¶3",
    ),
    "after_reconsideration": Meaning(
        "是否先经过复议；写本机关的案号就连到那件案件，写别的机关的案号，由那个机关核实",
        "whether it went through reconsideration; an own case number links the two, another organ confirms its own",
        "行政诉讼法45",
    ),
    "reconsideration": Meaning(
        "应诉写明的案号是本机关的哪一件；不是本机关的案件，填否",
        "which case of one's own the number is that the suit gives; no, where it is none of one's own",
        "行政诉讼法26 ¶2",
    ),
    "confirm_link.number": Meaning("应诉写明的复议案号", "the number of the reconsideration that the suit gives"),
    "role": Meaning(
        "复议机关的被告地位：维持的是共同被告，改变的是单独被告",
        "the reconsideration organ's role: joint defendant where it upheld, sole where it changed the act",
        "行政诉讼法26 ¶2",
    ),
    "act_known_on": Meaning(
        "原告知道或者应当知道行政行为之日，不作为的为履行期满之日；直接起诉的六个月自次日起算",
        "when the plaintiff knew of the act, or the time to act had ended; 6 months to sue directly run from it",
        "行政诉讼法46 ¶1",
    ),
    "prior_mandatory": Meaning(
        "是否应当先申请复议；不填按案由判断，直接起诉的列为缺漏",
        "whether reconsideration had to come first; left empty, the cause decides; a direct suit is then a gap",
        "行政诉讼法44 ¶2",
    ),
    "prior_reason": Meaning(
        "与按案由判断的不同时，写明理由或者依据的法律",
        "why it is otherwise than the cause has it, or which law says so",
        "行政诉讼法44 ¶2",
    ),
    "plaintiffs": Meaning(
        "起诉的人，写明姓名或者名称；人数多的写代表人和人数",
        "who sues, by name; where they are many, the one who speaks for them and how many they are",
        "行政诉讼法25, 28",
    ),
    "third_parties": Meaning(
        "与被诉行为有利害关系、参加诉讼的人",
        "who takes part because the act sued against concerns them",
        "行政诉讼法29",
    ),
    "claims": Meaning(
        "诉讼请求，照起诉状写", "what the plaintiff asks of the court, as the complaint has it", "行政诉讼法49"
    ),
    "matter": Meaning(
        "案由看不出是哪类事项时在这里选；不填按案由判断",
        "the matter of the act sued against, where the cause does not tell it; left empty, the cause decides",
    ),
    "field": Meaning("被诉行为属于哪个管理领域", "which field of administration the act sued against belongs to"),
    "compensation_claimed": Meaning("是否一并提起行政赔偿", "whether compensation is claimed with it", "行政诉讼法76"),
    "handlers": Meaning("本机关承办应诉的人", "who prepares the defence in the organ that keeps the record"),
    "lawyers": Meaning(
        "委托出庭的律师，连同律师事务所", "the lawyers who appear for it, with their firm", "行政诉讼法31"
    ),
    "hold_hearing.at": Meaning("几点开庭", "the hour of the hearing"),
    "room": Meaning("第几法庭", "the court room"),
    "panel": Meaning("合议庭成员或者独任审判员", "the judges of the panel, or the single judge", "行政诉讼法68"),
    "appeared": Meaning(
        "出庭的人姓名、职务；记职务最高的一个",
        "who came, by name and post; the highest of them",
        "负责人出庭规定2, 7",
    ),
    "called_again": Meaning(
        "法院是否再次通知负责人出庭；是的话，之前出过庭不再算数",
        "whether the court called the head again; then an earlier appearance no longer suffices",
        "负责人出庭规定7 ¶1",
    ),
    "organ": Meaning(
        "哪个被诉机关的出庭情况；每个机关单独记录",
        "for which organ somebody came; each is recorded apart",
        "行政诉讼法3 ¶3",
    ),
    "rank": Meaning(
        "出庭人员中职务最高的；正职、副职和分管负责人算负责人出庭",
        "the highest who came; chief, deputy and leader in charge count as the responsible person",
        "负责人出庭规定2",
    ),
    "absence_reason": Meaning(
        "负责人不能出庭的正当理由；有理由的仍在出庭率的分母里",
        "the proper reason why the head could not come; the rate of appearance still divides by it",
        "负责人出庭规定8",
    ),
    "by_agreement": Meaning(
        "共同被告商定或者法院指定由一个机关的负责人出庭；这样的，对各被告都算出庭",
        "co-defendants agreed, or the court fixed, whose head comes; then it counts for all of them",
        "负责人出庭规定3",
    ),
    "result": Meaning(
        "裁判的结果；一审撤销、确认违法、责令履行等算败诉",
        "what the court ruled; at first instance revoking, unlawfulness, an order to perform and the like is a loss",
        "行政诉讼法69",
    ),
    "against_organ": Meaning(
        "有几个被告时，判决是否对本机关不利；不填按结果判断",
        "with several defendants, whether it goes against this organ; left empty, the result decides",
    ),
    "ruling_on": Meaning(
        "裁判文书送达之日；上诉期限自次日起算：判决15日，裁定10日",
        "when the ruling was served; 15 days to appeal a judgment, 10 a ruling, run from the day after",
        "行政诉讼法85",
    ),
}

MEDIATION: Mapping[str, Meaning] = {
    "register.on": Meaning(
        "收到调解申请或者主动介入之日；统计按这一天算收到",
        "when a party asked or the committee took it up; it counts as received on this day",
        "人民调解法17",
    ),
    "conclude.on": Meaning(
        "调解结束之日，成功或者不成功；统计按这一天算办结",
        "when mediation ended, successful or not; it counts as concluded on this day",
        "人民调解法26",
    ),
    "perform.on": Meaning(
        "协议履行完毕之日；协议有法律约束力", "when the agreement was performed; it binds in law", "人民调解法31"
    ),
    "ask_confirmation.on": Meaning(
        "共同申请司法确认之日；应在协议生效起30日内",
        "when both asked the court to confirm; within 30 days of the agreement taking effect",
        "人民调解法33 ¶1",
    ),
    "confirm.on": Meaning(
        "法院作出确认裁定之日；确认有效后可以申请强制执行",
        "when the court ruled; once confirmed the agreement can be enforced",
        "人民调解法33 ¶2",
    ),
    "visit_back.on": Meaning(
        "回访当事人、了解履行情况之日", "when the parties were asked whether the agreement is kept", "人民调解法31 ¶2"
    ),
    "visited_by": Meaning("谁回访的", "who visited them"),
    "satisfied": Meaning("当事人是否满意", "whether the parties are satisfied"),
    "disputants": Meaning(
        "纠纷各方当事人；没有写的列为缺漏",
        "who the dispute is between; naming nobody is a gap",
        "人民调解法23, 29",
    ),
    "mediators": Meaning("主持调解的调解员，一名或者数名", "who mediates, one or several", "人民调解法19"),
    "summary": Meaning(
        "纠纷简要情况：起因、争议、要求", "the dispute in brief: how it came, what each side wants", "人民调解法27"
    ),
    "register.place": Meaning("在哪里调解", "where it is mediated"),
    "conclude.number": Meaning("调解协议书的编号", "the number of the written agreement", "人民调解法29"),
    "conclude.text": Meaning(
        "协议的内容；口头协议记在这里", "what was agreed; an oral agreement is put on record here", "人民调解法28, 29"
    ),
    "of_status": Meaning(
        "协议是否确认身份、收养、婚姻关系，法院对此不受理；不填的，婚姻家庭纠纷按是处理",
        "whether it is on status, adoption or marriage, which no court confirms; marriage disputes are unless said",
        "司法确认规定4",
    ),
    "body": Meaning("主持调解的人民调解委员会或者调解组织", "the committee or body that mediates", "人民调解法7"),
    "body_kind": Meaning(
        "村、社区、乡镇、街道、企业、行业性专业性等；不填按名称判断",
        "village, community, township, street, enterprise, professional; left empty, the name decides",
        "人民调解法8, 34",
    ),
    "dispute_type": Meaning("纠纷属于哪一类；统计按它分类", "which kind of dispute; figures are broken down by it"),
    "source": Meaning(
        "当事人申请、主动调解还是有关机关移送委托",
        "asked for by a party, taken up by the committee, or sent on by an organ",
        "人民调解法17",
    ),
    "parties": Meaning(
        "纠纷涉及几个人；不填的，当事人写了两个以上按所写人数，其他按2人计",
        "how many persons the dispute concerns; left empty, as many as are named, and at least 2",
    ),
    "amount": Meaning("协议或者纠纷涉及的金额，单位元", "the money at stake, in yuan"),
    "difficult": Meaning(
        "是否疑难复杂纠纷；列表可以按它筛选", "whether the dispute is difficult; lists are filtered by it"
    ),
    "result": Meaning(
        "成功、不成功、撤回或者终止，只能一个；成功率以四种结果之和为分母",
        "exactly one of succeeded, failed, withdrawn, ended; the success rate divides by all four",
        "人民调解法26",
    ),
    "form": Meaning(
        "协议是口头还是书面；口头协议要记录内容",
        "oral or written; of an oral agreement the content is put on record",
        "人民调解法28",
    ),
    "effective_on": Meaning(
        "协议生效之日；30日的司法确认期限自次日起算，不填按结案日期",
        "when it took effect; the 30 days to ask for confirmation run from the day after; else the closing day",
        "人民调解法29, 33 ¶1",
    ),
    "ruling": Meaning(
        "法院确认有效还是驳回申请；无效的可以重新调解或者起诉",
        "confirmed or refused; after a refusal the parties may mediate anew or sue",
        "人民调解法33",
    ),
}

LEDGER: Mapping[str, Meaning] = {
    "record.on": Meaning("这项工作做的日子；报告按这一天归入年度", "the day of the work; reports place it by this day"),
    "kind": Meaning("台账的种类；种类决定填哪些数量", "the kind of entry; it decides which quantities are asked for"),
    "quantities": Meaning(
        "这一次的数量，不填约数；报告按台账种类把各次相加、取最后一次或者取平均",
        "the figures of this time, no rounding; by kind reports add them up, take the last or the mean",
    ),
    "subject": Meaning("做的是什么，例如会议或者文件的名称", "what was done, for example a meeting or a document"),
    "note": Meaning("给以后查看的人的说明；不进入统计", "for whoever looks later; no figure takes it"),
    "names": Meaning(
        "数量里有哪些单位；同一单位在一年里只算一次",
        "which units the quantity counts; one named twice in a year counts once",
    ),
}
