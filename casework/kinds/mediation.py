"""人民调解: the facts of a mediation case."""

from __future__ import annotations

from casework.kinds.facts import Fact, Facts, Kind, Rows
from casework.kinds.written import SEARCH, written_in
from casework.law.names import AgreementForm, MediationResult, RecordKind, Ruling
from casework.law.words.languages import Text
from casework.models import Mediation, Participant

STATES = (("open", "调解中", "in mediation"), ("concluded", "已结案", "concluded"))

PARTIES = Rows(Participant, "mediation", "participants", (("role", "party"),), beside=True)
written = written_in(RecordKind.MEDIATION)

FACTS = Facts((
    Fact("received_on", "day", Text("收到日期", "Received on"), "register.on"),
    Fact("body", "text", Text("调解组织", "Mediation body"), "body"),
    Fact("body_kind", "code", Text("调解组织类别", "Kind of body"), "body_kind", "body_kind",
         meaning=Text("村、社区、乡镇、街道、企业、行业性专业性等",
                      "Village, community, township, street, enterprise, professional or another")),
    Fact("dispute_type", "code", Text("纠纷类型", "Type of dispute"), "dispute_type", "dispute_type"),
    Fact("source", "code", Text("来源", "Source"), "source", "source"),
    Fact("source_child", "code", Text("来源（其中）", "Source, in detail"), codes="source",
         meaning=Text("谁委托的", "Who entrusted the case")),
    Fact("parties", "count", Text("涉及当事人", "Persons concerned"), "parties", unit="person",
         meaning=Text("纠纷涉及几个人", "How many persons the dispute concerns")),
    Fact("amount", "yuan", Text("涉及金额", "Amount"), "amount", unit="yuan",
         meaning=Text("协议或者纠纷涉及的金额", "The money at stake")),
    Fact("difficult", "flag", Text("疑难复杂", "Difficult"), "difficult",
         meaning=Text("是否疑难复杂纠纷", "Whether the dispute is difficult")),
    Fact("state", "code", Text("状态", "State"), codes=STATES,
         meaning=Text("最后一次办理后的状态", "After the last act")),
    Fact("concluded_on", "day", Text("结案日期", "Concluded on"), "conclude.on"),
    Fact("result", "code", Text("结果", "Result"), "result", MediationResult),
    Fact("agreement_form", "code", Text("协议形式", "Form of the agreement"), "form", AgreementForm),
    Fact("agreement_effective_on", "day", Text("协议生效日期", "Agreement in effect from"), "effective_on",
         filter="effective",
         meaning=Text("协议生效之日；30日的司法确认期限自次日起算",
                      "When it took effect; the 30 days to ask for confirmation run from the day after")),
    Fact("performed_on", "day", Text("履行日期", "Performed on"), "perform.on"),
    Fact("asked_on", "day", Text("申请司法确认日期", "Judicial confirmation asked for on"), "ask_confirmation.on"),
    Fact("ruled_on", "day", Text("裁定日期", "Ruled on"), "confirm.on", public="confirmed_on"),
    Fact("ruling", "code", Text("裁定", "Ruling"), "ruling", Ruling),
    Fact("disputants", "text", Text("当事人", "Parties"), "disputants", rows=PARTIES, path="name",
         public="party", not_asked=SEARCH),
    Fact("disputant_kind", "code", Text("当事人类型", "Kinds of the parties"), codes="applicant_kind", rows=PARTIES,
         path="party_kind", listed=False, meaning=Text("各当事人是公民、法人还是其他组织", "What each party is")),
    Fact("mediators", "text", Text("调解员", "Mediators"), "mediators", filter="mediator"),
    Fact("place", "text", Text("调解地点", "Place"), "register.place", not_asked=SEARCH),
    Fact("agreement_number", "text", Text("协议书编号", "Number of the agreement"), "conclude.number"),
    Fact("visited_on", "day", Text("回访日期", "Visited back on"), "visit_back.on"),
    Fact("visited_by", "text", Text("回访人", "Visited back by"), "visited_by"),
    Fact("satisfied", "flag", Text("当事人满意", "Parties satisfied"), "satisfied"),
    written("summary", "纠纷简要情况", "Dispute in brief"),
    written("agreement_text", "协议内容", "Text of the agreement", "conclude.text"),
))  # fmt: skip

KIND = Kind(
    kind=RecordKind.MEDIATION,
    model=Mediation,
    facts=FACTS,
    states=STATES,
    place="mediations",
    resource="mediations",
    title=Text("人民调解案件", "Mediation cases"),
    begin=Text("登记调解案件", "Register a mediation case"),
    listed=("number", "received_on", "body", "dispute_type", "parties", "amount", "state", "result", "concluded_on"),
    asked=("state", "received_on", "dispute_type"),
)
