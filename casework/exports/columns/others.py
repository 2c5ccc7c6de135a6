"""人民调解, 工作台账, events, organs and terms: their columns."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import BooleanField, Case, Exists, F, OuterRef, TextField, Value, When
from django.db.models.functions import Coalesce

from casework.exports.columns.made import Said, columns_of, rows_of
from casework.exports.columns.plans import planned
from casework.exports.columns.shape import Given, Words, column, head, listed, parted, plain
from casework.exports.sql import Named, Shortest, address
from casework.kinds import KINDS, ledger
from casework.law.names import Act, Level, OrganKind, RecordKind
from casework.masking import OMITTED
from casework.models import Event, FormerName, LedgerEntry
from casework.reference import ledger_kinds

MINE: Any = OuterRef("pk")

MEDIATION_COLUMNS: tuple[Given, ...] = (
    *head(KINDS[RecordKind.MEDIATION]),
    *columns_of(RecordKind.MEDIATION, mediators=parted),
    *planned(RecordKind.MEDIATION),
)


def record_columns(kind: RecordKind) -> tuple[Given, ...]:
    """The columns of a kind of record whose facts say all of them."""
    return (*head(KINDS[kind]), *columns_of(kind), *planned(kind))


def kinds_of_ledger() -> tuple[tuple[str, str, str], ...]:
    """The kinds of entry, with both labels."""
    return tuple((kind.code, kind.zh, kind.en) for kind in ledger_kinds().values())


def _values(name: str, words: Words, said: Said) -> Given:
    shortest = Shortest(F("value"))
    return listed(name, words, partial(rows_of, ledger.QUANTITIES), shortest, items="decimal",
                  covers=("LedgerQuantity.value",), **said)  # fmt: skip


def _names(name: str, words: Words, said: Said) -> Given:
    def read(reading: Any) -> Any:
        left = Case(When(names=[], then=Value("")), default=Value(OMITTED), output_field=TextField())
        names = reading.personal(Named("names"), left, LedgerEntry, "entry")
        return reading.listing(rows_of(ledger.QUANTITIES), names)

    return column(name, "list", words, read, beside=True, personal=True, covers=("LedgerQuantity.names",), **said)


LEDGER_COLUMNS: tuple[Given, ...] = (
    *head(KINDS[RecordKind.LEDGER]),
    *columns_of(RecordKind.LEDGER, value=_values, unit_names=_names),
)

RECORD = Coalesce(*(F(f"{kind.value}_id") for kind in RecordKind))
OWNERS = tuple(f"{kind.value}" for kind in RecordKind)


def _record_url(reading: Any) -> Any:
    return Coalesce(*(address(reading.base, kind.resource, f"{name.value}_id") for name, kind in KINDS.items()))


STRUCK = Case(
    *(When(Exists(Event.objects.striking(kind)), then=Value(True)) for kind in RecordKind),
    default=Value(False),
    output_field=BooleanField(),
)
"""Whether an act was struck."""
EVENT_COLUMNS: tuple[Given, ...] = (
    plain("id", "integer", Words("系统编号", "id")),
    column("url", "string", Words("地址", "Address"), lambda reading: address(reading.base, "events")),
    plain("kind", "code", Words("记录种类", "Kind of record"), codes=RecordKind),
    column("record", "integer", Words("记录", "Record", "所属记录的编号", "The id of the record"),
           lambda _reading: RECORD, covers=OWNERS),
    column("record_url", "string", Words("记录地址", "Address of the record"), _record_url),
    plain("act", "code", Words("办理", "Act"), codes=Act),
    plain("on", "date", Words("日期", "Date", "办理的法律日期", "The legal date of the act")),
    plain("organ", "string", Words("办理机关", "Acting organ"), "organ__name", covers=("organ",)),
    plain("organ_id", "integer", Words("办理机关编号", "Acting organ's id"), covers=("organ",)),
    plain("version", "integer", Words("版本", "Version", "办理后记录的版本", "The record's, after the act")),
    plain("as_recorded", "boolean", Words("按原记录收入", "Taken as recorded", "法律不允许，按原记录收入",
                                          "Taken as recorded although the law refuses it")),
    column("struck", "boolean", Words("已撤销", "Struck", "误录，已撤销，不再计入",
                                      "A mistake that was struck: it counts no more"), lambda _reading: STRUCK),
    plain("recorded_at", "datetime", Words("记入时间", "Recorded at", "数据库的时钟", "The database's clock")),
)  # fmt: skip

ORGAN_COLUMNS: tuple[Given, ...] = (
    plain("id", "integer", Words("系统编号", "id")),
    column("url", "string", Words("地址", "Address"), lambda reading: address(reading.base, "organs")),
    plain("name", "string", Words("名称", "Name", "现名", "The present full name")),
    listed("former_names", Words("曾用名", "Former names"),
           lambda: FormerName.objects.filter(organ=MINE).order_by("until", "pk"), F("name"),
           covers=("FormerName.name", "FormerName.organ")),
    plain("parent_id", "integer", Words("上级机关编号", "The organ above"), covers=("parent",)),
    plain("path", "string", Words("层级路径", "Path", "自上而下的编号，下级以它开头",
                                  "The ids from the root down; what lies below begins with it")),
    plain("level", "code", Words("层级", "Level"), codes=Level),
    plain("kind", "code", Words("种类", "Kind"), codes=OrganKind),
    plain("organ_class", "code", Words("机关类别", "Class of organ"), codes="organ_class"),
    plain("division_code", "string", Words("行政区划代码", "Division code", "GB/T 2260；乡级九位（GB/T 10114）",
                                           "GB/T 2260; nine digits for a township (GB/T 10114)")),
    plain("word", "string", Words("机关代字", "Word of its numbers")),
)  # fmt: skip

POPULATION_COLUMNS: tuple[Given, ...] = (
    plain("id", "integer", Words("系统编号", "id")),
    column("url", "string", Words("地址", "Address"), lambda reading: address(reading.base, "populations")),
    plain("organ", "string", Words("机关", "Organ", "辖区的机关现名", "The present name of the division's organ"),
          "organ__name", covers=("organ",)),
    plain("organ_id", "integer", Words("机关编号", "Organ's id", "见organs", "As in organs"), covers=("organ",)),
    plain("year", "integer", Words("年份", "Year", "公布的人口所属年份", "The year that it was published for")),
    plain("inhabitants", "integer", Words("常住人口", "Inhabitants", "当年常住人口", "Permanent residents in the year"),
          unit="person"),
    plain("source", "string", Words("数据来源", "Published in", "例如统计公报", "Such as a statistical communiqué")),
)  # fmt: skip

TERM_COLUMNS: tuple[Given, ...] = (
    plain("id", "integer", Words("系统编号", "id")),
    plain("list", "string", Words("分类", "List")),
    plain("code", "string", Words("代码", "Code")),
    plain("zh", "string", Words("中文名称", "Chinese label")),
    plain("en", "string", Words("英文名称", "English label")),
    plain("parent", "string", Words("上级代码", "Heading", "所属大项的代码", "What it is part of")),
    plain("valid_from", "date", Words("启用日期", "Valid from")),
    plain("valid_to", "date", Words("停用日期", "Valid to", "最后可用之日", "Last day on which it may be used")),
    plain("reference", "string", Words("依据", "Reference")),
    plain("maps_to", "string", Words("对应代码", "Maps to", "计入的全国代码", "What it counts under")),
    plain("position", "integer", Words("次序", "Position")),
)  # fmt: skip
