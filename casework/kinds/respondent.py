"""被复议案件: the facts of a case as its respondent knows them."""

from __future__ import annotations

from casework.kinds.facts import Fact, Facts, Kind
from casework.law.names import Outcome, Procedure, RecordKind
from casework.law.words.languages import Text
from casework.models import RespondentCase

STATES = (("open", "审理中", "under review"), ("concluded", "已审结", "concluded"))

FACTS = Facts((
    Fact("received_on", "day", Text("收到副本日期", "Copy received on"), "register.on"),
    Fact("deciding_organ", "text", Text("复议机关", "Reconsideration organ"), "deciding_organ"),
    Fact("deciding_number", "text", Text("复议机关案号", "Its number"), "deciding_number"),
    Fact("respondent", "organ", Text("被申请人", "Respondent"), "respondent",
         meaning=Text("被申请复议的机关：登记的机关或者它的下级机关",
                      "The organ complained of: the one that keeps the record or one below it")),
    Fact("applicant", "text", Text("申请人", "Applicant"), "applicant"),
    Fact("applicant_kind", "code", Text("申请人类型", "Kind of applicant"), "applicant_kind", "applicant_kind"),
    Fact("act_number", "text", Text("行为文号", "Number of the act complained of"), "act_number"),
    Fact("matter", "code", Text("申请事项", "Matter"), "matter", "matter"),
    Fact("matter_child", "code", Text("申请事项（其中）", "Matter, in detail"), codes="matter",
         meaning=Text("大项下的其中项", "What it counts under below the heading")),
    Fact("field", "code", Text("管理类别", "Field of administration"), "field", "field"),
    Fact("field_child", "code", Text("管理类别（其中）", "Field, in detail"), codes="field",
         meaning=Text("大项下的其中项", "What it counts under below the heading")),
    Fact("procedure", "code", Text("程序", "Procedure"), "procedure", Procedure,
         meaning=Text("复议机关告知的审理程序：普通程序10个工作日内答复，简易程序5个工作日",
                      "As the reconsideration organ told: a reply within 10 working days, 5 in the simplified one")),
    Fact("replied_on", "day", Text("答复日期", "Replied on"), "reply.on"),
    Fact("state", "code", Text("状态", "State"), codes=STATES,
         meaning=Text("最后一次办理后的状态", "After the last act")),
    Fact("concluded_on", "day", Text("结案日期", "Concluded on"), "conclude.on"),
    Fact("outcome", "code", Text("结案方式", "Outcome"), "outcome", Outcome),
    Fact("document_number", "text", Text("决定书文号", "Number of the decision"), "conclude.number"),
    Fact("decision_received_on", "day", Text("收到决定日期", "Decision received on"), "serve.on"),
    Fact("opinion_received_on", "day", Text("收到意见书日期", "Opinion letter received on"), "receive_opinion.on"),
    Fact("opinion_answered_on", "day", Text("反馈意见书日期", "Opinion letter answered on"), "answer_opinion.on"),
))  # fmt: skip

KIND = Kind(
    kind=RecordKind.RESPONDENT,
    model=RespondentCase,
    facts=FACTS,
    states=STATES,
    place="respondent-cases",
    resource="respondent-cases",
    title=Text("被复议案件", "Cases as respondent"),
    begin=Text("登记被复议案件", "Register a case as respondent"),
    listed=("number", "received_on", "deciding_organ", "applicant", "matter", "state", "outcome", "replied_on"),
    asked=("state", "received_on", "matter"),
)
