"""What stands below a record, one row a thing: parties, suspensions, instances, hearings, quantities; their columns."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Value
from django.db.models.functions import NullIf

from casework.exports.columns.shape import Given, Words, column, plain, written
from casework.exports.sql import address, hour_text, text
from casework.kinds import KINDS
from casework.kinds.reconsideration import ENTRIES, PAPERS, STOPS
from casework.law.names import InstanceLevel, PartyGround, PartyKind, RecordKind, ServiceHow
from casework.law.reconsideration.parties import REPLACED
from casework.law.words.people import AgentPowers, Sex
from casework.models import Reconsideration

CASE = "case"
OF_INSTANCE, OF_HEARING, OF_APPEARANCE = "litigation", "instance__litigation", "hearing__instance__litigation"
OF_QUANTITY = "entry"
"""The way from a row to its record."""
LEFT = (*((ground.value, ground.zh, ground.en) for ground in PartyGround), (REPLACED, "变更", "replaced"))
PLACE = column(
    "position", "integer",
    Words("次序", "Position", "在记录中的次序，从1起；记录改变后编号可能改变，记录加次序不变",
          "Its place in the record, from 1; an id may change with its record, record and place do not"),
    lambda _reading: F("position") + 1, covers=("position",),
)  # fmt: skip


def _head(kind: RecordKind, owner: str, key: str) -> tuple[Given, ...]:
    """What every row has: its id, the id, address and number of its record."""

    def of_record(reading: Any) -> Any:
        return address(reading.base, KINDS[kind].resource, f"{owner}_id")

    return (
        plain("id", "integer", Words("系统编号", "id", "本行的编号，记录改变后可能改变",
                                     "Of the row; it may change when its record does")),
        column("url", "string", Words("地址", "Address", "本行在接口中的地址", "The row's address in the interface"),
               lambda reading: address(reading.base, key)),
        plain("record", "integer", Words("记录", "Record", "所属记录的编号", "The id of its record"), f"{owner}_id",
              covers=()),
        column("record_url", "string", Words("记录地址", "Address of the record"), of_record),
        column("record_number", "string", Words("记录编号", "Number of the record"),
               lambda _reading: text(f"{owner}__number")),
    )  # fmt: skip


def _organ(words: Words, name: str = "organ", path: str = "organ") -> tuple[Given, Given]:
    """An organ of a row, with its id."""
    number = Words(f"{words.zh}编号", f"{words.en}: id", "见organs", "As in organs")
    return (
        plain(name, "string", words, f"{path}__name", covers=(path,)),
        plain(f"{name}_id", "integer", number, f"{path}_id", covers=(path,)),
    )


def _of_case(key: str) -> tuple[Given, ...]:
    return (*_head(RecordKind.RECONSIDERATION, CASE, key), PLACE)


PARTIES = (
    *_of_case("parties"),
    plain("role", "code", Words("地位", "Part", "申请人或者第三人", "Applicant or third party"), codes=PartyKind),
    plain("kind", "code", Words("申请人类型", "Kind of applicant"), codes="applicant_kind"),
    written("name", Words("姓名或名称", "Name"), Reconsideration, CASE),
    plain("count", "integer", Words("人数", "Persons", "以此名义参加的人数", "How many act under this name"),
          unit="person"),
    written("representative", Words("代表人", "Representative", "代表人或法定代表人", "Who speaks for them"),
            Reconsideration, CASE),
    written("agent", Words("代理人", "Agent"), Reconsideration, CASE),
    plain("sex", "code", Words("性别", "Sex"), codes=Sex),
    plain("representative_post", "string", Words("代表人职务", "Post of the representative")),
    plain("agent_firm", "string", Words("代理人单位", "Firm of the agent")),
    plain("agent_powers", "code", Words("代理权限", "Powers of the agent"), codes=AgentPowers,
          source="Act (2023) art. 17"),
    plain("decision_received_on", "date", Words("收到决定日期", "Decision received on", "本人收到决定之日",
                                                "The decision that stands reached this applicant"),
          source="Act (2023) art. 75 ¶2"),
    plain("joined_on", "date", Words("加入日期", "Joined on", "代替他人参加之日", "In the place of another since")),
    plain("left_on", "date", Words("退出日期", "Left on", "撤回或者变更之日", "The day of withdrawal or replacement")),
    plain("left_ground", "code", Words("退出事由", "Why it left"), codes=LEFT),
)  # fmt: skip

RESPONDENTS = (
    *_of_case("respondents"),
    *_organ(Words("被申请人", "Respondent")),
    plain("sent_on", "date", Words("发送副本日期", "Copy sent on"), source="Act (2023) art. 48"),
    plain("copy_received_on", "date", Words("收到副本日期", "Copy received on")),
    plain("replied_on", "date", Words("答复日期", "Replied on"), source="Act (2023) art. 48"),
    written("representative", Words("负责人", "Head", "法定代表人或者负责人", "Who heads it"), Reconsideration, CASE),
    written("agent", Words("代理人", "Agent"), Reconsideration, CASE),
    written("answer", Words("答复要点", "Reply in brief"), Reconsideration, CASE),
)  # fmt: skip

SUSPENSIONS = (
    *_of_case("suspensions"),
    plain("kind", "code", Words("种类", "Kind", "中止，或者不计入期限的鉴定、勘验、补正",
                                "A suspension, or an appraisal, inspection or correction that does not count"),
          codes=STOPS),
    plain("ground", "code", Words("事由", "Ground"), codes="suspension_ground", source="Act (2023) art. 39"),
    plain("on", "date", Words("起", "From", "不计入期限的第一日", "First day that does not count")),
    plain("until", "date", Words("止", "Until", "重新计入的第一日", "First day that counts again")),
    plain("told_on", "date", Words("告知日期", "Told on", "告知当事人之日", "The parties were told")),
)  # fmt: skip

EXTENSIONS = (
    *_of_case("extensions"),
    plain("on", "date", Words("延期日期", "Extended on"), source="Act (2023) art. 62"),
    plain("days", "integer", Words("天数", "Days"), unit="day"),
    plain("approver", "string", Words("批准人", "Approver")),
    plain("told_on", "date", Words("告知日期", "Told on", "告知当事人之日", "The parties were told")),
)  # fmt: skip

SERVICES = (
    *_of_case("services"),
    plain("paper", "code", Words("文书", "Paper"), codes=tuple(PAPERS)),
    plain("party", "code", Words("受送达人", "Served on", "空为全体", "Empty for all"), codes=PartyKind),
    *_organ(Words("受送达机关", "Respondent served")),
    plain("how", "code", Words("送达方式", "Way of service"), codes=ServiceHow),
    plain("on", "date", Words("送达日期", "Served on")),
    plain("received_on", "date", Words("视为收到日期", "Received on", "公告为期满之日",
                                       "Counts as received; of a public notice its last day")),
)  # fmt: skip

LETTERS = (
    *_of_case("letters"),
    plain("kind", "code", Words("种类", "Kind"), codes=tuple(ENTRIES)),
    plain("on", "date", Words("日期", "Date")),
    *_organ(Words("致", "To", "收文机关", "The organ addressed"), "to_organ", "to_organ"),
    plain("received_on", "date", Words("收到日期", "Received on")),
    plain("answered_on", "date", Words("反馈日期", "Answered on", "不需反馈的为本日",
                                       "The date itself for what needs no answer")),
)  # fmt: skip

INSTANCES = (
    *_head(RecordKind.LITIGATION, OF_INSTANCE, "instances"),
    PLACE,
    plain("level", "code", Words("审级", "Level"), codes=InstanceLevel),
    plain("court", "string", Words("法院", "Court")),
    plain("court_number", "string", Words("法院案号", "Court's number")),
    plain("received_on", "date", Words("收到日期", "Received on", "收到起诉状或者上诉状副本之日",
                                       "The copy of the complaint or appeal was received")),
    plain("first_heard_on", "date", Words("首次开庭日期", "First heard on")),
    plain("defence_on", "date", Words("答辩日期", "Defence filed on", "被告全部提交之日",
                                      "All defendants had filed theirs"), source="行政诉讼法 art. 67"),
    plain("evidence_on", "date", Words("举证日期", "Evidence filed on", "被告全部提交之日",
                                       "All defendants had filed theirs"), source="行政诉讼法 art. 34, 67"),
    plain("closed_on", "date", Words("结案日期", "Closed on")),
    plain("result", "code", Words("结果", "Result"), codes="result"),
    plain("ruling_on", "date", Words("裁判日期", "Ruled on")),
    plain("performed_on", "date", Words("履行裁判日期", "Judgment performed on", "被告全部履行之日",
                                        "All defendants had performed it"), source="行政诉讼法 art. 96"),
)  # fmt: skip


def _instance(path: str) -> tuple[Given, Given]:
    return (
        plain("instance", "integer", Words("审级编号", "Instance", "见instances", "As in instances"), f"{path}_id",
              covers=()),
        plain("level", "code", Words("审级", "Level"), f"{path}__level", codes=InstanceLevel, covers=()),
    )  # fmt: skip


HEARINGS = (
    *_head(RecordKind.LITIGATION, OF_HEARING, "hearings"),
    *_instance("instance"),
    PLACE,
    plain("on", "date", Words("开庭日期", "Heard on")),
    plain("called_again", "boolean", Words("再次通知负责人", "Head called again", "法院再次通知负责人出庭",
                                           "The court called the head once more"), source="法释〔2020〕3号 art. 7"),
    column("at", "string", Words("开庭时间", "Hour", "24小时制，如14:30", "On the clock of 24 hours, as 14:30"),
           lambda _reading: NullIf(hour_text("at"), Value("")), covers=("at",)),
    plain("room", "string", Words("法庭", "Court room")),
    plain("panel", "string", Words("合议庭", "Judges", "合议庭成员，用顿号隔开", "Names of the panel, apart by 、"),
          source="行政诉讼法 art. 68"),
)  # fmt: skip

APPEARANCES = (
    *_head(RecordKind.LITIGATION, OF_APPEARANCE, "appearances"),
    *_instance("hearing__instance"),
    plain("hearing", "integer", Words("开庭编号", "Hearing", "见hearings", "As in hearings"), "hearing_id", covers=()),
    plain("on", "date", Words("开庭日期", "Heard on"), "hearing__on", covers=()),
    *_organ(Words("被告", "Defendant")),
    plain("rank", "code", Words("出庭人", "Who came"), codes="rank", source="行政诉讼法 art. 3 ¶3"),
    plain("absence_reason", "code", Words("不能出庭的理由", "Why the head did not come"), codes="absence_reason",
          source="法释〔2020〕3号 art. 8"),
    plain("by_agreement", "boolean", Words("商定或者指定", "By agreement", "共同被告商定或者法院指定",
                                           "Agreed on by the co-defendants or fixed by the court")),
    plain("appeared", "string", Words("出庭人员姓名", "Name of who came")),
    plain("post", "string", Words("出庭人员职务", "Post of who came")),
)  # fmt: skip

QUANTITIES = (
    *_head(RecordKind.LEDGER, OF_QUANTITY, "quantities"),
    plain("kind", "code", Words("台账种类", "Kind of entry"), "entry__entry_kind", codes="ledger_kind", covers=()),
    plain("on", "date", Words("日期", "Date", "台账记录的日期", "Of the entry"), "entry__received_on", covers=()),
    plain("quantity", "code", Words("数量名称", "Quantity", "数量的代码", "The code of the quantity")),
    plain("value", "decimal", Words("数量", "Value"), decimals=4),
)  # fmt: skip
