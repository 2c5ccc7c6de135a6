"""行政应诉: the facts of a dispute, of its instances and of the court's advice."""

from __future__ import annotations

from casework.kinds.facts import Fact, Facts, Kind, Rows
from casework.kinds.written import SEARCH, written_in
from casework.law.names import DefendantRole, InstanceLevel, RecordKind
from casework.law.words.languages import Text
from casework.models import Advice, Instance, Litigation, Participant

STATES = (("open", "审理中", "before the court"), ("closed", "已审结", "closed"))
STANDINGS = (
    ("chief", "正职", "chief"),
    ("deputy", "副职", "deputy"),
    ("other_leader", "其他分管负责人", "another leader"),
    ("staff_only", "仅工作人员", "staff only"),
    ("nobody", "无人出庭", "nobody"),
)
"""The highest who came to the hearings of an instance."""

INSTANCES = Rows(Instance, "litigation", "instances", beside=True)
ADVICE = Rows(Advice, "litigation", "advice", beside=True)
PLAINTIFFS = Rows(Participant, "litigation", "participants", (("role", "plaintiff"),), beside=True)
THIRD_PARTIES = Rows(Participant, "litigation", "participants", (("role", "third_party"),))
DEFENDANTS = Rows(Litigation.defendants.through, "litigation", "defendants", order="organ__path")
HEARING = "shown with the hearing on the page; a list of its own gives it"

written = written_in(RecordKind.LITIGATION)

FACTS = Facts((
    Fact("received_on", "day", Text("收到日期", "Received on"), "register.on"),
    Fact("cause", "text", Text("案由", "Cause of the suit"), "cause",
         meaning=Text("起诉所针对的行政行为的类别；是申请事项名称的，统计归入该事项",
                      "The kind of act sued against; named as a matter of an application it counts under that matter")),
    Fact("matter", "code", Text("申请事项", "Matter"), "matter", codes="matter",
         meaning=Text("案由所指的申请事项，统计上的大项", "The heading of the matter that the cause names")),
    Fact("matter_child", "code", Text("申请事项（其中）", "Matter, in detail"), codes="matter",
         meaning=Text("大项下的其中项", "What it counts under below the heading")),
    Fact("plaintiffs", "text", Text("原告", "Plaintiffs"), "plaintiffs", rows=PLAINTIFFS, path="name",
         public="plaintiff", not_asked=SEARCH),
    Fact("plaintiff_kind", "code", Text("原告类型", "Kinds of the plaintiffs"), codes="applicant_kind",
         rows=PLAINTIFFS, path="party_kind", listed=False,
         meaning=Text("各原告是公民、法人还是其他组织", "What each of them is")),
    Fact("third_parties", "text", Text("第三人", "Third parties"), "third_parties", rows=THIRD_PARTIES, path="name",
         public="third_party", not_asked=SEARCH),
    Fact("field", "code", Text("管理类别", "Field of administration"), "field", "field"),
    Fact("field_child", "code", Text("管理类别（其中）", "Field, in detail"), codes="field",
         meaning=Text("大类下的其中类", "What it counts under below the heading")),
    Fact("compensation_claimed", "flag", Text("申请赔偿", "Compensation claimed"), "compensation_claimed"),
    Fact("handlers", "text", Text("承办人", "Handlers"), "handlers", filter="handler"),
    Fact("lawyers", "text", Text("律师", "Lawyers"), "lawyers", filter="lawyer"),
    Fact("act_known_on", "day", Text("知道行为日期", "Act known on"), "act_known_on"),
    Fact("defendants", "organ", Text("被告", "Defendants"), "defendants", rows=DEFENDANTS, path="organ",
         filter="defendant", public="defendant"),
    Fact("role", "code", Text("被告地位", "Standing as defendant"), "role", DefendantRole),
    Fact("after_reconsideration", "flag", Text("复议后起诉", "Sued after reconsideration"), "after_reconsideration",
         meaning=Text("是否先经过复议", "Whether it went through reconsideration")),
    Fact("reconsideration", "text", Text("复议案号", "Reconsideration"), path="reconsideration__number", listed=False,
         meaning=Text("关联复议案件的文号", "The number of the linked case")),
    Fact("instance", "code", Text("审级", "Instance"), "register.instance", InstanceLevel, rows=INSTANCES,
         path="level", filter="level"),
    Fact("court", "text", Text("法院", "Court"), "court", rows=INSTANCES),
    Fact("court_number", "text", Text("法院案号", "Court's number"), "court_number", rows=INSTANCES),
    Fact("instance_received_on", "day", Text("各审级收到日期", "Instance received on"), "open_instance.on",
         rows=INSTANCES, path="received_on"),
    Fact("heard_on", "day", Text("首次开庭日期", "First heard on"), rows=INSTANCES, path="first_heard_on",
         filter="first_heard"),
    Fact("attended_rank", "code", Text("出庭情况", "Attendance"), codes=STANDINGS, rows=INSTANCES, filter="came",
         path="sides__standings__standing", listed=False, article="行政诉讼法3 ¶3",
         meaning=Text("一方的最高出庭人；文件里为记录机关一方在各审级的",
                      "The highest of a side who came; files give the keeper's side, by instance")),
    Fact("closed_on", "day", Text("审级结案日期", "Instance closed on"), "close_instance.on", rows=INSTANCES,
         filter="instance_closed",
         meaning=Text("收到裁判文书之日；没有裁判日期的，上诉期限按这一天推算",
                      "When the ruling was received; without its own day the term to appeal is reckoned from it")),
    Fact("result", "code", Text("结果", "Result"), "result", "result", rows=INSTANCES),
    Fact("ruling_on", "day", Text("裁判日期", "Ruling of"), "ruling_on", rows=INSTANCES, filter="ruled_by_court"),
    Fact("lost", "flag", Text("败诉", "Lost"), rows=INSTANCES, path="sides__lost", listed=False,
         not_given="lost_in and against_organ say by instance",
         meaning=Text("一方在该审级败诉", "A side lost the instance")),
    Fact("defence_on", "day", Text("答辩日期", "Defence filed on"), rows=INSTANCES, article="行政诉讼法67",
         meaning=Text("被告全部提交答辩状之日", "All defendants had filed theirs")),
    Fact("evidence_on", "day", Text("举证日期", "Evidence filed on"), rows=INSTANCES, article="行政诉讼法34, 67",
         meaning=Text("被告全部提交证据之日", "All defendants had filed theirs")),
    Fact("judgment_performed_on", "day", Text("履行裁判日期", "Judgment performed on"), rows=INSTANCES,
         path="performed_on", article="行政诉讼法96",
         meaning=Text("被告全部履行之日", "All defendants had performed it")),
    Fact("advice_number", "text", Text("司法建议文号", "Number of judicial advice"), "number", rows=ADVICE,
         path="number"),
    Fact("advice_on", "day", Text("收到司法建议日期", "Judicial advice received on"), "receive_advice.on", rows=ADVICE,
         path="received_on"),
    Fact("advice_answered_on", "day", Text("回复司法建议日期", "Judicial advice answered on"), "answer_advice.on",
         rows=ADVICE, path="answered_on"),
    Fact("state", "code", Text("状态", "State"), codes=STATES,
         meaning=Text("最后一次办理后的状态", "After the last act")),
    Fact("rank", "code", Text("出庭人员", "Who came"), "rank", "rank", rows=INSTANCES,
         path="hearings__appearances__rank", listed=False, not_given=HEARING),
    Fact("absence_reason", "code", Text("不能出庭的理由", "Reason of absence"), "absence_reason", "absence_reason",
         rows=INSTANCES, path="hearings__appearances__absence_reason", listed=False, not_given=HEARING),
    Fact("called_again", "flag", Text("再次通知负责人", "Head called again"), "called_again", rows=INSTANCES,
         path="hearings__called_again", listed=False, not_given=HEARING),
    Fact("by_agreement", "flag", Text("商定或者指定", "Agreed by the co-defendants"), "by_agreement", rows=INSTANCES,
         path="hearings__appearances__by_agreement", listed=False, not_given=HEARING),
    Fact("appeared_for", "organ", Text("为哪个机关出庭", "Organ appeared for"), "record_appearance.organ",
         rows=INSTANCES, path="hearings__appearances__organ", listed=False, not_given=HEARING),
    Fact("hearing_at", "text", Text("开庭时间", "Hour of the hearing"), "hold_hearing.at", rows=INSTANCES,
         path="hearings__at", listed=False, not_given=HEARING, not_asked=HEARING),
    Fact("room", "text", Text("法庭", "Court room"), "room", rows=INSTANCES, path="hearings__room", listed=False,
         not_given=HEARING),
    Fact("panel", "text", Text("合议庭", "Judges"), "panel", rows=INSTANCES, path="hearings__panel", listed=False,
         not_given=HEARING, filter="judge"),
    Fact("appeared", "text", Text("出庭人员姓名", "Who came, by name"), "appeared", rows=INSTANCES,
         path="hearings__appearances__appeared", listed=False, not_given=HEARING),
    Fact("post", "text", Text("出庭人员职务", "Post of who came"), rows=INSTANCES, path="hearings__appearances__post",
         meaning=Text("出庭的人在机关里的职务", "The post of who came"), listed=False, not_given=HEARING),
    written("claims", "诉讼请求", "Claims"),
    Fact("hearing_on", "day", Text("开庭日期", "Some hearing"), "hold_hearing.on", rows=INSTANCES,
         path="hearings__on", listed=False, not_given=HEARING, meaning=Text("开庭之日", "The day of the hearing")),
))  # fmt: skip

KIND = Kind(
    kind=RecordKind.LITIGATION,
    model=Litigation,
    facts=FACTS,
    states=STATES,
    place="litigations",
    resource="litigations",
    title=Text("应诉案件", "Litigation cases"),
    begin=Text("登记应诉案件", "Register a suit"),
    listed=("number", "received_on", "cause", "defendants", "court_number", "instance", "result", "state"),
    asked=("state", "received_on", "instance"),
)
