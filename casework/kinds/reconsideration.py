"""行政复议: the facts of a case, of its phases and of the rows below it."""

from __future__ import annotations

from casework.kinds.facts import Fact, Facts, Kind, Rows
from casework.kinds.written import SEARCH, written_in
from casework.law.documents.papers import SERVED
from casework.law.names import (
    Edition,
    ExclusionKind,
    Outcome,
    PartyKind,
    Procedure,
    RecordKind,
    ServiceHow,
    State,
    SuspensionGround,
    TerminatedCause,
    WithdrawnHow,
)
from casework.law.terms.terms import TermCode
from casework.law.words.languages import Text
from casework.models import Applicant, CaseEntry, Extension, Phase, Reconsideration, Respondent, Service, Stop

DETAILS = tuple((each.value, each.zh, each.en) for names in (WithdrawnHow, TerminatedCause) for each in names)
PAPERS = tuple((paper.value, paper.zh, paper.en) for paper in SERVED)
ENTRIES = (
    ("opinion", "意见书", "opinion letter"),
    ("recommendation", "建议书", "recommendation"),
    ("document_review", "附带审查", "document review"),
    ("document_unlawful", "规范性文件不合法", "document found unlawful"),
    ("sent_to_superior", "抄告", "copied to the superior department"),
    ("published", "公开", "published"),
)
"""Letters and other entries of a case."""
STOPS = (
    ("suspension", "中止", "suspension"),
    *((kind.value, kind.zh, kind.en) for kind in ExclusionKind),
    ("correction", "补正", "correction"),
)
OPENINGS = (
    ("received", "收到", "received"),
    ("accepted", "受理", "accepted"),
    ("reopened", "恢复", "reopened"),
    ("taken_over", "提级接收", "taken over"),
)
"""How a phase of a case begins."""
ENDS = (
    OPENINGS[1],
    *((s.value, s.zh, s.en) for s in (State.DECLINED, State.REFERRED, State.ABANDONED, State.WITHDRAWN_EARLY)),
    ("concluded", "审结", "concluded"),
    ("transferred", "提级移出", "transferred"),
)
"""How a phase of a case ends."""

PHASES = Rows(Phase, "case")
REVIEW = Rows(Phase, "case", meant=(("kind", "review"),), one="standing")
INTAKE = Rows(Phase, "case", meant=(("kind", "intake"),), one="last")
PARTIES = Rows(Applicant, "case")
APPLICANTS = Rows(Applicant, "case", "applicants", (("role", "applicant"), ("left_on", None)), beside=True)
THIRD_PARTIES = Rows(Applicant, "case", "applicants", (("role", "third_party"), ("left_on", None)))
RESPONDENTS = Rows(Respondent, "case", "respondents")
SERVICES = Rows(Service, "case", "services", beside=True)
ENTRY = Rows(CaseEntry, "case")
OPINION = Rows(CaseEntry, "case", meant=(("kind", "opinion"),), one="last")
STOP = Rows(Stop, "case")
SUSPENSION = Rows(Stop, "case", meant=(("kind", "suspension"),), one="last")
EXTENSION = Rows(Extension, "case")

PAGE = "each is shown on the page of its record, counted in the tables and given in a list of its own"
OTHER = "asked of the rows that it is read from"


written = written_in(RecordKind.RECONSIDERATION)


def _mark(name: str, zh: str, en: str, article: str = "", meaning: Text | None = None) -> Fact:
    """A mark of the phase of review in which the case stands."""
    return Fact(name, "flag", Text(zh, en), rows=REVIEW, article=article, meaning=meaning, listed=False)


FACTS = Facts((
    Fact("received_on", "day", Text("收到日期", "Received on"), "register.on"),
    Fact("filed_on", "day", Text("提交日期", "Filed on"), "filed_on",
         meaning=Text("当面递交或者寄出之日；是否超过申请期限按它判断，在途时间不算",
                      "When it was handed in or posted; timeliness goes by it, days in transit do not count")),
    Fact("edition", "code", Text("适用版本", "Edition of the Act"), codes=Edition,
         meaning=Text("2017年或2023年修订的行政复议法，按收到之日",
                      "The Act as of 2017 or 2023, by the day of receipt")),
    Fact("channel", "code", Text("渠道", "Channel"), "channel", "channel"),
    Fact("applicants", "text", Text("申请人", "Applicants"), "applicants", rows=APPLICANTS, path="name",
         public="applicant", filter="applicant", not_asked=SEARCH),
    Fact("applicant_kind", "code", Text("申请人类型", "Kind of applicant"), codes="applicant_kind",
         meaning=Text("有法人或其他组织的为法人或其他组织", "A legal person or organisation where one takes part")),
    Fact("applicants_count", "count", Text("申请人总数", "Number of applicants"), public="applicant_count",
         filter="applicants", unit="person",
         meaning=Text("现有申请人的人数，不含已经退出的", "Those who apply now, without whoever has left")),
    Fact("representative", "text", Text("代表人", "Representatives"), rows=APPLICANTS, article="15",
         not_asked=SEARCH, listed=False, meaning=Text("代表人或法定代表人", "Who speaks for them")),
    Fact("agent", "text", Text("代理人", "Agents"), rows=APPLICANTS, article="17", not_asked=SEARCH,
         listed=False),
    Fact("third_parties", "text", Text("第三人", "Third parties"), "third_parties", rows=THIRD_PARTIES, path="name",
         public="third_party", not_asked=SEARCH),
    Fact("respondents", "organ", Text("被申请人", "Respondents"), "respondents", rows=RESPONDENTS, path="organ",
         public="respondent", filter="respondent",
         meaning=Text("作出行政行为的机关，共同作出的为其中每个机关",
                      "The organ that made the act; of a joint act each of them")),
    Fact("respondent_class", "code", Text("被申请人类型", "Class of the respondent"), codes="organ_class",
         meaning=Text("两类以上为其他", "Two or more classes are `other`")),
    Fact("matter", "code", Text("申请事项", "Matter"), "matters", "matter",
         meaning=Text("统计上的大项，两项以上为其他", "The heading it counts under; two or more are `other`")),
    Fact("matter_child", "code", Text("申请事项（其中）", "Matter, in detail"), codes="matter",
         meaning=Text("大项下的其中项", "What it counts under below the heading")),
    Fact("field", "code", Text("管理类别", "Field of administration"), "field", "field"),
    Fact("field_child", "code", Text("管理类别（其中）", "Field, in detail"), codes="field",
         meaning=Text("大项下的其中项", "What it counts under below the heading")),
    Fact("request", "code", Text("复议请求", "Request"), "request", "request",
         meaning=Text("要求复议机关做什么；请求履行的即主张不履行法定职责",
                      "What is asked for; asking for performance claims a failure to act")),
    Fact("act_number", "text", Text("行为文号", "Number of the act complained of")),
    Fact("act_made_on", "day", Text("行为作出日期", "Act made on"),
         meaning=Text("被申请的行政行为作出之日", "The day of the act complained of")),
    Fact("act_known_on", "day", Text("知道行为日期", "Act known on"), article="20",
         meaning=Text("知道或者应当知道行政行为之日", "The day on which it became known")),
    Fact("right_told", "flag", Text("已告知复议权利", "Told of the right to apply"), article="20 ¶3",
         meaning=Text("作出行为时告知了申请权、机关和期限", "Told with the act of right, organ and term")),
    Fact("right_known_on", "day", Text("知道复议权利日期", "Right to apply known on"), "right_known_on",
         meaning=Text("知道或者应当知道申请权、机关和期限之日", "Right, organ and term became known")),
    Fact("requested_on", "day", Text("收到履行申请日期", "Request to perform received on"), "requested_on",
         meaning=Text("收到履行法定职责申请之日", "The request to perform was received")),
    Fact("perform_by", "day", Text("履行期限届满日期", "Last day of performance"), "perform_by",
         meaning=Text("履行期限的最后一日", "The last day of the term of performance")),
    Fact("urgent", "flag", Text("紧急情况下请求保护", "Urgent protection was asked for"), "urgent"),
    Fact("obstacle_from", "day", Text("障碍开始日期", "Obstacle to applying from"), filter="obstacle_began",
         article="20 ¶2", meaning=Text("耽误申请期限的障碍开始之日", "The obstacle to applying began")),
    Fact("obstacle_to", "day", Text("障碍消除日期", "Obstacle to applying gone on"), filter="obstacle_ended",
         article="20 ¶2", meaning=Text("障碍消除之日", "The obstacle was gone")),
    Fact("longer_days", "count", Text("其他法律更长申请期限", "Longer term of another law"), unit="day",
         article="20 ¶1", meaning=Text("其他法律规定的申请期限，按日", "The term to apply of another law, in days")),
    Fact("longer_law", "text", Text("更长期限的法律", "Law of the longer term"), not_asked=SEARCH,
         meaning=Text("规定该期限的法律", "The law that gives that term")),
    Fact("real_estate", "flag", Text("因不动产申请", "Over real estate"), "real_estate",
         meaning=Text("适用二十年的最长期限", "The cap of twenty years binds")),
    Fact("complex", "flag", Text("重大、疑难、复杂", "Grave, difficult or complex"), "complex"),
    Fact("claims_inaction", "flag", Text("主张不履行法定职责", "Failure to act claimed"), "claims_inaction"),
    Fact("enterprise_related", "flag", Text("涉企", "Enterprise-related"), "enterprise_related"),
    Fact("compensation_claimed", "flag", Text("申请赔偿", "Compensation claimed"), "compensation_claimed"),
    Fact("prior_mandatory", "flag", Text("复议前置", "Reconsideration mandatory before suing"), "prior_mandatory",
         meaning=Text("依法必须先复议才能起诉", "Reconsideration must come before suing")),
    Fact("document_review", "flag", Text("申请附带审查", "Document review asked for"), "document_review",
         meaning=Text("是否一并要求审查行为所依据的规范性文件",
                      "Whether the document that the act rests on is to be reviewed too")),
    Fact("batch", "text", Text("同批登记", "Registered together"), "register.batch"),
    Fact("intake", "code", Text("审查结果", "Outcome of the examination"), codes=ENDS[:5], rows=INTAKE,
         path="closed_by", article="30", listed=False, not_asked=OTHER,
         meaning=Text("accepted、declined、referred、abandoned、withdrawn_early；未定为空",
                      "accepted, declined, referred, abandoned, withdrawn_early; none while open")),
    Fact("intake_on", "day", Text("审查日期", "Examined on"), rows=INTAKE, path="closed_on", listed=False,
         not_asked=OTHER, meaning=Text("审查结束之日", "The day the examination ended")),
    Fact("accepted_on", "day", Text("受理日期", "Accepted on"), "accept.on"),
    Fact("procedure", "code", Text("程序", "Procedure"), "procedure", Procedure,
         meaning=Text("以最后为准", "As it stands")),
    Fact("handlers", "text", Text("承办人", "Handlers"), "handlers", filter="handler"),
    Fact("extended_days", "count", Text("延期天数", "Days extended"), "days", rows=EXTENSION, path="days", unit="day",
         listed=False, meaning=Text("每次延长的天数，文件里为各次之和",
                                                          "By how many days each time; files give their sum")),
    Fact("suspended_from", "day", Text("中止日期", "Suspended from"), "suspend.on", rows=SUSPENSION, path="on",
         listed=False, not_asked=OTHER, meaning=Text("最近一次中止", "The latest suspension")),
    Fact("suspended_to", "day", Text("恢复日期", "Suspended to"), "resume.on", rows=SUSPENSION, path="until",
         listed=False, not_asked=OTHER,
         meaning=Text("最近一次中止后恢复审理之日；仍中止为空", "The day it went on again; none while suspended")),
    Fact("suspension_ground", "code", Text("中止事由", "Ground of the suspension"), "suspend.ground",
         "suspension_ground", rows=SUSPENSION, path="ground", listed=False, not_asked=OTHER),
    _mark("heard", "听证", "Hearing held", "50"),
    _mark("opinions_heard", "听取意见", "Opinions heard", "49"),
    _mark("committee", "提请复议委员会", "Committee consulted", "52"),
    _mark("converted", "简易转普通", "Converted to the ordinary procedure", "55"),
    Fact("joined_to", "text", Text("并入的主案", "Joined to"), "join_cases.lead", path="joined_to__number"),
    Fact("joined_on", "day", Text("并案日期", "Joined on"), "join_cases.on", filter="joinder"),
    Fact("concluded_on", "day", Text("结案日期", "Concluded on"), "conclude.on",
         meaning=Text("现行有效决定之日", "The day of the decision in force")),
    Fact("outcome", "code", Text("结案方式", "Outcome"), "outcome", Outcome,
         meaning=Text("现行有效的结案方式", "The outcome in force")),
    Fact("outcome_detail", "code", Text("结案方式（其中）", "Outcome, in detail"), codes=DETAILS,
         meaning=Text("怎样撤回，或者为何终止", "How withdrawn, or why terminated")),
    Fact("permitted_on", "day", Text("准予撤回日期", "Withdrawal permitted on"), "permitted_on",
         meaning=Text("准予撤回之日，在受理之日与决定终止之日之间",
                      "When the withdrawal was permitted, from acceptance to the decision to terminate")),
    Fact("document_number", "text", Text("决定书文号", "Number of the decision"), "conclude.number",
         meaning=Text("现行有效决定书的文号", "The number of the decision in force")),
    Fact("days", "count", Text("审理天数", "Days taken"), rows=REVIEW, unit="day", article="62", listed=False,
         meaning=Text("从受理到结案，扣除不计入的天数", "From acceptance to the decision, less excluded days")),
    _mark("late", "逾期审结", "Concluded late", "62",
          Text("超过延长以后的审理期限才审结", "Concluded after the term of decision with all its extensions")),
    _mark("procedure_only", "仅程序违法", "Procedure alone unlawful", "65",
          Text("仅因违反程序而确认违法", "Confirmed unlawful for a breach of procedure alone")),
    Fact("compensation_granted", "yuan", Text("赔偿数额", "Compensation granted"), "compensation_granted", rows=REVIEW,
         filter="compensation", unit="yuan", listed=False,
         meaning=Text("决定给予的赔偿；驳回赔偿请求的为0", "Compensation granted; 0 where the claim is dismissed")),
    Fact("served_on", "day", Text("送达日期", "Served on"), "serve.on"),
    Fact("decision_received_on", "day", Text("申请人收到决定日期", "Decision received by the applicants"),
         rows=APPLICANTS, article="75",
         meaning=Text("现行有效的决定送达各申请人之日，按申请人的顺序",
                      "The day on which the decision in force reached each applicant, in their order")),
    Fact("service_paper", "code", Text("送达文书", "Papers served"), "serve.paper", PAPERS, rows=SERVICES, path="paper",
         filter="paper", meaning=Text("每次送达的文书", "The paper of each service")),
    Fact("service_party", "code", Text("受送达人", "Served on whom"), "serve.to", PartyKind, rows=SERVICES,
         path="party", filter="served_party", listed=False,
         meaning=Text("每次送达的当事人，空为全体", "Whom, by part in the case; empty for all")),
    Fact("service_organ", "organ", Text("受送达机关", "Organs served"), rows=SERVICES, path="organ",
         filter="served_organ", listed=False,
         meaning=Text("送达单个被申请人的，其现名", "The respondent where it was served alone")),
    Fact("service_how", "code", Text("送达方式", "Way of service"), "serve.how", ServiceHow, rows=SERVICES, path="how",
         filter="served_how", listed=False),
    Fact("service_on", "day", Text("各次送达日期", "Services on"), rows=SERVICES, path="on", listed=False),
    Fact("service_received_on", "day", Text("各次视为收到", "Services received on"), rows=SERVICES,
         path="received_on", listed=False,
         meaning=Text("公告以期满之日为收到", "A public notice counts as received on its last day")),
    Fact("opinion_letter_on", "day", Text("意见书日期", "Opinion letter on"), "issue_opinion.on", rows=OPINION,
         path="on", listed=False, not_asked=OTHER, meaning=Text("最近一份意见书", "The latest opinion letter")),
    Fact("opinion_feedback_on", "day", Text("意见书反馈日期", "Opinion answered on"), rows=OPINION, path="answered_on",
         article="76", listed=False, not_asked=OTHER),
    Fact("sued_on", "day", Text("起诉日期", "Sued on"), rows=REVIEW, filter="sued", listed=False,
         meaning=Text("关联诉讼一审收到之日", "The first instance of a linked suit received")),
    Fact("archived_on", "day", Text("归档日期", "Archived on"), "archive.on"),
    Fact("shelf", "text", Text("案卷存放", "Place of the file"), "shelf"),
    Fact("respondent_representative", "text", Text("被申请人负责人", "Respondents' heads"),
         "receive_reply.representative", rows=RESPONDENTS, path="representative", listed=False,
         not_asked=SEARCH),
    Fact("respondent_agent", "text", Text("被申请人代理人", "Respondents' agents"), "receive_reply.agent",
         rows=RESPONDENTS, path="agent", listed=False, not_asked=SEARCH),
    Fact("answer", "text", Text("答复要点", "Reply in brief"), "answer", rows=RESPONDENTS, listed=False,
         not_asked=SEARCH),
    written("request_text", "复议请求内容", "Request in full"),
    written("facts_and_reasons", "事实和理由", "Facts and reasons"),
    written("evidence", "证据材料", "Evidence"),
    written("facts_found", "认定的事实", "Facts found"),
    written("reasons", "决定理由", "Reasons of the decision"),
    written("operative_part", "决定主文", "Operative part"),
    Fact("state", "code", Text("状态", "State"), codes=State,
         meaning=Text("最后一次办理后的状态", "After the last act")),
    Fact("next_due_on", "day", Text("最近到期日", "Last day"), filter="due",
         meaning=Text("最早的未了期限", "The earliest open due date")),
    Fact("next_term", "code", Text("最近期限", "Next term"), codes=TermCode, filter="term",
         meaning=Text("最近到期日是哪一期限的", "The term that ends on that day")),
    # Asked of the rows below, and given by no column of the case.
    Fact("extended", "flag", Text("延期", "Extended"), rows=REVIEW, listed=False, not_given="extended_days says it"),
    Fact("suspended", "flag", Text("中止", "Suspended"), rows=REVIEW, listed=False,
         not_given="suspended_from says it"),
    Fact("opened_by", "code", Text("阶段因何开始", "A phase opened by"), codes=OPENINGS, rows=PHASES, listed=False,
         not_given=PAGE),
    Fact("ended_by", "code", Text("阶段因何结束", "A phase ended by"), codes=ENDS, rows=PHASES, path="closed_by",
         listed=False, not_given=PAGE),
    Fact("opened_on", "day", Text("阶段开始日期", "A phase opened"), rows=PHASES, listed=False, not_given=PAGE),
    Fact("closed_on", "day", Text("阶段结束日期", "A phase closed"), rows=PHASES, listed=False, not_given=PAGE),
    Fact("applicant_has", "code", Text("有的申请人是", "Some applicant is"), codes="applicant_kind", rows=PARTIES,
         path="kind", listed=False, not_given=PAGE,
         meaning=Text("各申请人、第三人的类型", "The kind of each applicant and third party")),
    Fact("entry", "code", Text("文书或者事项", "Letter or entry"), codes=ENTRIES, rows=ENTRY, path="kind",
         listed=False, not_given=PAGE),
    Fact("letter_to", "organ", Text("文书致", "Letter to"), rows=ENTRY, path="to_organ", listed=False,
         not_given=PAGE),
    Fact("entry_on", "day", Text("文书或者事项日期", "Letter or entry on"), rows=ENTRY, path="on", listed=False,
         not_given=PAGE),
    Fact("letter_received_on", "day", Text("文书收到日期", "Letter received on"), rows=ENTRY, path="received_on",
         listed=False, not_given=PAGE),
    Fact("answered_on", "day", Text("文书反馈日期", "Letter answered on"), rows=ENTRY, listed=False, not_given=PAGE),
    Fact("sent_on", "day", Text("副本发送日期", "Copy sent on"), "send_copy.on", rows=RESPONDENTS, listed=False,
         not_given=PAGE),
    Fact("copy_received_on", "day", Text("副本收到日期", "Copy received on"), "send_copy.received_on",
         rows=RESPONDENTS, listed=False, not_given=PAGE),
    Fact("replied_on", "day", Text("答复收到日期", "Reply received on"), "receive_reply.on", rows=RESPONDENTS,
         listed=False, not_given=PAGE),
    Fact("stop", "code", Text("停止计算", "Time stopped by"), codes=STOPS, rows=STOP, path="kind", listed=False,
         not_given=PAGE),
    Fact("stop_ground", "code", Text("停止事由", "Ground of the stop"), codes=SuspensionGround, rows=STOP,
         path="ground", listed=False, not_given=PAGE),
    Fact("stopped_on", "day", Text("停止日期", "Time stopped on"), rows=STOP, path="on", listed=False,
         not_given=PAGE, meaning=Text("不计入期限的第一日", "The first day that does not count")),
    Fact("resumed_on", "day", Text("恢复计算日期", "Time went on"), rows=STOP, path="until", listed=False,
         not_given=PAGE,
         meaning=Text("重新计入期限的第一日；仍停止为空", "The first day that counts again; none while stopped")),
    Fact("extension_on", "day", Text("延期日期", "Extended on"), "extend.on", rows=EXTENSION, path="on",
         listed=False, not_given=PAGE),
))  # fmt: skip

KIND = Kind(
    kind=RecordKind.RECONSIDERATION,
    model=Reconsideration,
    facts=FACTS,
    states=State,
    place="reconsiderations",
    resource="reconsiderations",
    title=Text("复议案件", "Reconsideration cases"),
    begin=Text("登记申请", "Register an application"),
    listed=("number", "received_on", "applicants", "respondents", "matter", "state", "next_due_on", "handlers"),
    asked=("state", "received_on", "matter"),
)
