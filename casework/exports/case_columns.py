"""行政复议: the columns of reconsideration cases (contracts section 6 and the stored facts)."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import NullIf

from casework.exports.columns import Column, Words, aligned, column, head, listed, named, parted, plain, titled
from casework.exports.plan_columns import planned
from casework.exports.sql import address, day_text
from casework.kinds.reconsideration import DETAILS, ENDS, PAPERS
from casework.law.names import Edition, Outcome, PartyKind, Procedure, RecordKind, ServiceHow, State
from casework.law.terms import TermCode
from casework.models import Applicant, CaseEntry, Extension, Phase, Reconsideration, Respondent, Service, Stop
from casework.models.base import OPEN_END

MINE: Any = OuterRef("pk")
RESOURCE = "reconsiderations"


def _parties(role: str) -> QuerySet[Any]:
    return Applicant.objects.filter(case=MINE, role=role, left_on=None).order_by("position")


def _respondents() -> QuerySet[Any]:
    return Respondent.objects.filter(case=MINE).order_by("position")


def _last(rows: Any, column_name: str) -> Any:
    return Subquery(rows.filter(case=MINE).order_by("-position").values(column_name)[:1])


def _intake(name: str) -> Any:
    rows = Phase.objects.filter(kind="intake")
    found = _last(rows, name)
    return NullIf(found, Value("")) if name == "closed_by" else NullIf(found, Value(OPEN_END))


def _services() -> QuerySet[Any]:
    return Service.objects.filter(case=MINE).order_by("position")


def _suspension(name: str) -> Any:
    return _last(Stop.objects.filter(kind="suspension"), name)


def _opinion(name: str) -> Any:
    found = _last(CaseEntry.objects.filter(kind="opinion"), name)
    return NullIf(found, Value(OPEN_END)) if name == "answered_on" else found


def _extended() -> Any:
    rows = Extension.objects.filter(case=MINE).order_by().values("case")
    return Subquery(rows.annotate(total=Sum("days")).values("total"))


def _flag(name: str, source: str = "") -> Column:
    """A mark of the phase in which the case stands; no where it stands in none."""
    stored = f"standing__{name}"

    def read(_reading: Any) -> Any:
        return Case(When(Q(**{stored: True}), then=Value(True)), default=Value(False))

    return column(name, "boolean", titled(name), read, source=source, standing=True, covers=(f"Phase.{name}",))


FACTS = (
    plain("received_on", "date", Words("收到日期", "Received on", "收到申请之日", "The application was received"),
          source="Act (2023) art. 30"),
    plain("filed_on", "date", Words("提出日期", "Filed on", "当面递交或交邮之日，申请期限按它算",
                                    "Handed in or posted: timeliness is judged by it")),
    plain("edition", "code", Words("适用法律", "Edition of the Act", "2017年或2023年修订的行政复议法，按收到之日",
                                   "The Act as of 2017 or 2023, by the day of receipt"), codes=Edition),
    plain("channel", "code", Words("渠道", "Channel", "申请提出的渠道", "How the application came"), codes="channel",
          source="Act (2023) art. 22"),
    named("applicant", Words("申请人", "Applicants", "申请人姓名或名称", "Names of the applicants"),
          lambda: _parties("applicant"), "name", Reconsideration, owner="case", covers=("Applicant.name",),
          source="Act (2023) art. 14"),
    plain("applicant_kind", "code", Words("申请人类型", "Kind of applicant", "有法人或其他组织的为法人或其他组织",
                                          "A legal person or organisation where one takes part"),
          codes="applicant_kind"),
    plain("applicant_count", "integer", Words("申请人数", "Number of applicants"), "applicants_count", unit="person"),
    named("representative", Words("代表人", "Representatives", "代表人或法定代表人", "Who speaks for them"),
          lambda: _parties("applicant").exclude(representative=""), "representative", Reconsideration, owner="case",
          covers=("Applicant.representative",), source="Act (2023) art. 15"),
    named("agent", Words("代理人", "Agents"), lambda: _parties("applicant").exclude(agent=""), "agent",
          Reconsideration, owner="case", covers=("Applicant.agent",), source="Act (2023) art. 17"),
    named("third_party", Words("第三人", "Third parties"), lambda: _parties("third_party"), "name", Reconsideration,
          owner="case", covers=("Applicant.name",), source="Act (2023) art. 16"),
    listed("respondent", Words("被申请人", "Respondents", "被申请人的现名", "Present names of the respondent organs"),
           _respondents, F("organ__name"), covers=("Respondent.organ",), source="Act (2023) art. 19"),
    plain("respondent_class", "code", Words("被申请人类型", "Class of the respondent", "两类以上为其他",
                                            "Two or more classes are `other`"), codes="organ_class"),
    plain("matter", "code", Words("申请事项", "Matter", "统计上的大项，两项以上为其他",
                                  "The heading it counts under; two or more are `other`"), codes="matter"),
    plain("matter_child", "code", Words("申请事项（其中）", "Matter, in detail", "大项下的其中项",
                                        "What it counts under below the heading"), codes="matter"),
    plain("field", "code", Words("管理类别", "Field of administration"), codes="field"),
    plain("field_child", "code", Words("管理类别（其中）", "Field, in detail"), codes="field"),
    plain("request", "code", Words("复议请求", "Request", "申请人请求什么", "What the applicant asks for"),
          codes="request"),
    plain("act_number", "string", Words("被申请行为文号", "Number of the act complained of")),
    plain("act_made_on", "date", Words("行为作出日期", "Act made on", "被申请的行政行为作出之日",
                                       "The day of the act complained of")),
    plain("act_known_on", "date", Words("知道日期", "Act known on", "知道或者应当知道行政行为之日",
                                        "The day on which it became known"), source="Act (2023) art. 20"),
    plain("right_told", "boolean", Words("告知申请权", "Told of the right", "作出行为时告知了申请权、机关和期限",
                                         "Told with the act of right, organ and term"), source="Act (2023) art. 20 ¶3"),
    plain("right_known_on", "date", Words("知道申请权日期", "Right known on", "知道或者应当知道申请权、机关和期限之日",
                                          "Right, organ and term became known"), source="Act (2023) art. 20 ¶3"),
    plain("requested_on", "date", Words("申请履行日期", "Performance asked for on", "收到履行法定职责申请之日",
                                        "The request to perform was received"), source="条例 art. 16"),
    plain("perform_by", "date", Words("履行期限", "To be performed by", "履行期限的最后一日", "Its last day"),
          source="条例 art. 16"),
    plain("urgent", "boolean", Words("情况紧急", "Urgent", "紧急情况下请求履行保护职责",
                                     "Urgent protection was asked for"),
          source="条例 art. 16 ¶2"),
    plain("obstacle_from", "date", Words("障碍开始", "Obstacle from", "耽误申请期限的障碍开始之日",
                                         "The obstacle to applying began"), source="Act (2023) art. 20 ¶2"),
    plain("obstacle_to", "date", Words("障碍消除", "Obstacle to", "障碍消除之日", "The obstacle was gone"),
          source="Act (2023) art. 20 ¶2"),
    plain("longer_days", "integer", Words("更长申请期限", "Longer term to apply", "其他法律规定的申请期限，按日",
                                          "The term to apply of another law"), unit="day",
          source="Act (2023) art. 20 ¶1"),
    plain("longer_law", "string", Words("更长期限的法律", "Law of the longer term", "规定该期限的法律",
                                        "The law that gives that term")),
    plain("real_estate", "boolean", Words("涉及不动产", "Over real estate", "适用二十年的最长期限",
                                          "The cap of twenty years binds"), source="Act (2023) art. 21"),
    plain("complex", "boolean", Words("重大疑难复杂", "Complex", "重大、疑难、复杂案件", "Grave, difficult or complex"),
          source="Act (2023) art. 50"),
    plain("claims_inaction", "boolean", Words("主张不作为", "Failure to act claimed"), source="Act (2023) art. 69"),
    plain("enterprise_related", "boolean", Words("涉企", "Concerns an enterprise")),
    plain("compensation_claimed", "boolean", titled("compensation_claimed"),
          source="Act (2023) art. 72"),
    plain("prior_mandatory", "boolean", Words("复议前置", "Reconsideration mandatory before suing"),
          source="Act (2023) art. 23"),
    plain("document_review", "boolean", Words("附带审查", "Document review asked for"), source="Act (2023) art. 13"),
    column("intake", "code", Words("审查结果", "Outcome of the examination",
                                   "accepted、declined、referred、abandoned、withdrawn_early；未定为空",
                                   "accepted, declined, referred, abandoned, withdrawn_early; none while open"),
           lambda _reading: _intake("closed_by"), covers=("Phase.closed_by",), source="Act (2023) art. 30",
           codes=ENDS[:5]),
    column("intake_on", "date", Words("审查日期", "Examined on", "审查结束之日", "The day the examination ended"),
           lambda _reading: _intake("closed_on"), covers=("Phase.closed_on",)),
    plain("accepted_on", "date", Words("受理日期", "Accepted on"), source="Act (2023) art. 30"),
    plain("procedure", "code", Words("程序", "Procedure", "以最后为准", "As it stands"),
          codes=Procedure, source="Act (2023) art. 53"),
    parted("handlers", Words("承办人", "Handlers", "工作人员", "Staff who handle the case")),
    column("extended_days", "integer", Words("延期天数", "Days extended", "各次延期之和", "The sum of all extensions"),
           lambda _reading: _extended(), unit="day", covers=("Extension.days",), source="Act (2023) art. 62"),
    column("suspended_from", "date", Words("中止日期", "Suspended from", "最近一次中止", "The latest suspension"),
           lambda _reading: _suspension("on"), covers=("Stop.on",), source="Act (2023) art. 39"),
    column("suspended_to", "date", Words("恢复日期", "Suspended to", "最近一次中止后恢复审理之日；仍中止为空",
                                         "The day it went on again; none while suspended"),
           lambda _reading: _suspension("until"), covers=("Stop.until",)),
    column("suspension_ground", "code", Words("中止事由", "Ground of the suspension"),
           lambda _reading: NullIf(_suspension("ground"), Value("")), codes="suspension_ground",
           covers=("Stop.ground",), source="Act (2023) art. 39"),
    _flag("heard", "Act (2023) art. 50"),
    _flag("opinions_heard", "Act (2023) art. 49"),
    _flag("committee", "Act (2023) art. 52"),
    _flag("converted", "Act (2023) art. 55"),
    plain("concluded_on", "date", Words("结案日期", "Concluded on", "现行有效决定之日", "By the decision in force"),
          source="Act (2023) art. 62"),
    plain("outcome", "code", Words("结案方式", "Outcome", "现行有效的结案方式", "The outcome in force"), codes=Outcome),
    plain("outcome_detail", "code", Words("结案方式（其中）", "Outcome, in detail", "怎样撤回，或者为何终止",
                                          "How withdrawn, or why terminated"),
          codes=tuple(DETAILS)),
    plain("document_number", "string", Words("决定书文号", "Number of the decision")),
    plain("days", "integer", Words("审理天数", "Days taken", "从受理到结案，扣除不计入的天数",
                                   "From acceptance to the decision, less excluded days"), "standing__days",
          unit="day", standing=True, covers=("Phase.days",), source="Act (2023) art. 62"),
    _flag("late", "Act (2023) art. 62"),
    _flag("procedure_only", "Act (2023) art. 65"),
    plain("compensation_granted", "decimal", titled("compensation_granted"),
          "standing__compensation_granted", unit="yuan", standing=True, covers=("Phase.compensation_granted",),
          source="Act (2023) art. 72"),
    plain("served_on", "date", Words("送达日期", "Served on"), source="Act (2023) art. 75"),
    aligned("decision_received_on", Words("申请人收到决定", "Applicants received the decision",
                                          "各申请人收到之日，按申请人的顺序",
                                          "Each applicant's day of receipt, in their order"),
            lambda: _parties("applicant"), day_text("decision_received_on"), items="date",
            covers=("Applicant.decision_received_on",), source="Act (2023) art. 75"),
    aligned("service_paper", Words("送达文书", "Papers served", "每次送达的文书", "The paper of each service"),
            _services, F("paper"), items="code", codes=tuple(PAPERS), covers=("Service.paper",),
            source="Act (2023) art. 88"),
    aligned("service_party", Words("受送达人", "Served on", "每次送达的当事人，空为全体",
                                   "Whom, by part in the case; empty for all"),
            _services, F("party"), items="code", codes=PartyKind, covers=("Service.party",)),
    aligned("service_organ", Words("受送达机关", "Organs served", "送达单个被申请人的，其现名",
                                   "The respondent where it was served alone"),
            _services, F("organ__name"), covers=("Service.organ",)),
    aligned("service_how", Words("送达方式", "Ways of service"), _services, F("how"), items="code", codes=ServiceHow,
            covers=("Service.how",)),
    aligned("service_on", Words("各次送达日期", "Services on"), _services, day_text("on"), items="date",
            covers=("Service.on",)),
    aligned("service_received_on", Words("各次视为收到", "Services received on", "公告以期满之日为收到",
                                         "A public notice counts as received on its last day"),
            _services, day_text("received_on"), items="date", covers=("Service.received_on",)),
    column("opinion_letter_on", "date", Words("意见书日期", "Opinion letter on", "最近一份意见书",
                                              "The latest opinion letter"),
           lambda _reading: _opinion("on"), covers=("CaseEntry.on",), source="Act (2023) art. 76"),
    column("opinion_feedback_on", "date", Words("意见书反馈日期", "Opinion answered on"),
           lambda _reading: _opinion("answered_on"), covers=("CaseEntry.answered_on",), source="Act (2023) art. 76"),
    plain("sued_on", "date", Words("起诉日期", "Sued on", "关联诉讼一审收到之日",
                                   "The first instance of a linked suit received"), "standing__sued_on",
          standing=True, covers=("Phase.sued_on",)),
    plain("archived_on", "date", Words("归档日期", "Archived on")),
    plain("next_due_on", "date", Words("下一期限", "Next last day", "最早的未了期限", "The earliest open due date")),
    plain("next_term", "code", Words("下一期限名称", "Next term"), codes=TermCode),
    plain("taken_from_id", "integer", Words("提级来源", "Taken over from", "提级前的记录", "That record's id"),
          covers=("taken_from",)),
    column("taken_from_url", "string", Words("提级来源地址", "Address of that record"),
           lambda reading: address(reading.base, RESOURCE, "taken_from_id")),
    plain("referred_from_id", "integer", Words("转来的案件", "Referred from", "转送、告知机关的记录",
          "The record of the organ that referred it"), covers=("referred_from",)),
    column("referred_from_url", "string", Words("转来案件的地址", "Address of the record referred from"),
           lambda reading: address(reading.base, RESOURCE, "referred_from_id")),
)  # fmt: skip

COLUMNS: tuple[Column, ...] = (*head(RESOURCE, State), *FACTS, *planned(RecordKind.RECONSIDERATION))
