"""行政应诉: the columns of disputes; what stands once in each instance is a list in the order of the instances."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, TextField

from casework.exports.columns import Column, Words, aligned, column, head, listed, plain, titled, written
from casework.exports.plan_columns import planned
from casework.exports.sql import address, day_text, text
from casework.kinds.litigation import STANDINGS
from casework.kinds.litigation import STATES as SUITS
from casework.law.names import DefendantRole, InstanceLevel, RecordKind
from casework.models import Advice, Instance, InstanceSide, Litigation, Standing
from casework.models.base import OPEN_END

RESOURCE = "litigations"
MINE: Any = OuterRef("pk")


def _instances() -> QuerySet[Any]:
    return Instance.objects.filter(litigation=MINE).order_by("position")


def _advice() -> QuerySet[Any]:
    return Advice.objects.filter(litigation=MINE).order_by("position")


def _defendants() -> QuerySet[Any]:
    through: Any = Litigation.defendants.through
    found: QuerySet[Any] = through.objects.filter(litigation=MINE).order_by("organ__path")
    return found


def _rank() -> Any:
    """The highest attendee of the keeper's side of an instance."""
    sides = Standing.objects.filter(
        side__instance=OuterRef("pk"), side__organ=OuterRef("litigation__organ"), until_on=OPEN_END
    )
    return Subquery(sides.values("standing")[:1], output_field=TextField())


def _lost() -> QuerySet[Any]:
    sides = InstanceSide.objects.filter(instance=OuterRef("pk"), organ=OuterRef("litigation__organ"), lost=True)
    return _instances().filter(Exists(sides))


FACTS = (
    plain("received_on", "date", Words("收到日期", "Received on", "一审起诉状副本收到之日",
                                       "The day the copy of the complaint was received")),
    written("cause", Words("案由", "Cause"), Litigation),
    plain("matter", "code", Words("申请事项", "Matter", "案由所指的申请事项，统计上的大项",
                                  "The heading of the matter that the cause names"), codes="matter"),
    plain("matter_child", "code", Words("申请事项（其中）", "Matter, in detail", "大项下的其中项",
                                        "What it counts under below the heading"), codes="matter"),
    plain("act_known_on", "date", Words("知道日期", "Act known on", "知道或者应当知道行政行为之日",
                                        "The day on which the act became known"), source="行政诉讼法 art. 46"),
    listed("defendant", Words("被告", "Defendants", "被告机关的现名", "Present names of the defendant organs"),
           _defendants, F("organ__name"), covers=("defendants", "InstanceSide.organ"), source="行政诉讼法 art. 26"),
    plain("role", "code", titled("role", "单独或共同被告", "Sole or joint defendant"), codes=DefendantRole,
          source="行政诉讼法 art. 26 ¶2"),
    plain("after_reconsideration", "boolean", titled("after_reconsideration")),
    column("reconsideration", "string", Words("复议案号", "Reconsideration", "关联复议案件的文号",
                                              "The number of the linked case"),
           lambda _reading: text("reconsideration__number"), covers=("reconsideration",)),
    column("reconsideration_url", "string", Words("复议案件地址", "Address of the linked case"),
           lambda reading: address(reading.base, "reconsiderations", "reconsideration_id"),
           covers=("reconsideration",)),
    aligned("instance", Words("审级", "Instances"), _instances, F("level"), items="code", codes=InstanceLevel,
            covers=("Instance.level",)),
    aligned("court", Words("法院", "Courts"), _instances, F("court"), covers=("Instance.court",)),
    aligned("court_number", Words("法院案号", "Courts' numbers"), _instances, F("court_number"),
            covers=("Instance.court_number",)),
    aligned("instance_received_on", Words("各审级收到日期", "Instances received on"), _instances,
            day_text("received_on"), items="date", covers=("Instance.received_on",)),
    aligned("heard_on", Words("首次开庭日期", "First heard on"), _instances, day_text("first_heard_on"), items="date",
            covers=("Instance.first_heard_on",)),
    aligned("attended_rank", Words("出庭情况", "Attendance", "记录机关一方在各审级的最高出庭人",
                                   "The highest attendee of the keeper's side in each instance"),
            _instances, _rank(), items="code", codes=STANDINGS,
            covers=("Standing.standing", "Standing.until_on"), source="行政诉讼法 art. 3 ¶3"),
    aligned("closed_on", Words("结案日期", "Closed on"), _instances, day_text("closed_on"), items="date",
            covers=("Instance.closed_on",)),
    aligned("result", Words("结果", "Results"), _instances, F("result"), items="code", codes="result",
            covers=("Instance.result",)),
    aligned("ruling_on", Words("裁判日期", "Rulings on"), _instances, day_text("ruling_on"), items="date",
            covers=("Instance.ruling_on",)),
    listed("lost_in", Words("败诉审级", "Lost in", "记录机关一方败诉的审级", "Instances that the keeper's side lost"),
           _lost, F("level"), items="code", codes=InstanceLevel, covers=("InstanceSide.lost",)),
    aligned("defence_on", Words("答辩日期", "Defences filed on", "被告全部提交答辩状之日",
                                "All defendants had filed theirs"),
            _instances, day_text("defence_on"), items="date", covers=("Instance.defence_on",),
            source="行政诉讼法 art. 67"),
    aligned("evidence_on", Words("举证日期", "Evidence filed on", "被告全部提交证据之日",
                                 "All defendants had filed theirs"),
            _instances, day_text("evidence_on"), items="date", covers=("Instance.evidence_on",),
            source="行政诉讼法 art. 34, 67"),
    aligned("judgment_performed_on", Words("履行裁判日期", "Judgments performed on", "被告全部履行之日",
                                           "All defendants had performed it"),
            _instances, day_text("performed_on"), items="date", covers=("Instance.performed_on",),
            source="行政诉讼法 art. 96"),
    aligned("advice_number", Words("司法建议文号", "Numbers of judicial advice"), _advice, F("number"),
            covers=("Advice.number",)),
    aligned("advice_on", Words("司法建议收到日期", "Judicial advice received on"), _advice, day_text("received_on"),
            items="date", covers=("Advice.received_on",), source="行政诉讼法 art. 66, 96(4)"),
    aligned("advice_answered_on", Words("司法建议回复日期", "Judicial advice answered on"), _advice,
            day_text("answered_on"), items="date", covers=("Advice.answered_on",)),
)  # fmt: skip

COLUMNS: tuple[Column, ...] = (*head(RESOURCE, SUITS), *FACTS, *planned(RecordKind.LITIGATION))
