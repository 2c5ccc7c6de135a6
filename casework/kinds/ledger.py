"""工作台账: the facts of an entry and of its quantities."""

from __future__ import annotations

from casework.kinds.facts import Fact, Facts, Kind, Rows
from casework.law.names import RecordKind
from casework.law.words.languages import Text
from casework.models import LedgerEntry, LedgerQuantity

STATES = (("recorded", "已登记", "recorded"),)
QUANTITIES = Rows(LedgerQuantity, "entry", "quantities", order="pk")

FACTS = Facts((
    Fact("entry_kind", "code", Text("种类", "Kind"), "kind", "ledger_kind", filter="kind", public="kind"),
    Fact("received_on", "day", Text("日期", "Date"), "record.on", public="on"),
    Fact("subject", "text", Text("内容", "Subject"), "subject"),
    Fact("quantity", "code", Text("数量名称", "Quantities"), rows=QUANTITIES, listed=False,
         meaning=Text("数量的代码，文件里与value一一对应", "The code of the quantity; in files one for each of value")),
    Fact("value", "count", Text("数量", "Values"), rows=QUANTITIES, listed=False,
         meaning=Text("数量的值，文件里与quantity一一对应", "Its value; in files one for each of quantity")),
    Fact("unit_names", "text", Text("单位名称", "Names counted"), rows=QUANTITIES, path="names", listed=False,
         not_asked="found by search",
         meaning=Text("不重复计的单位的名称，用、隔开；文件里与quantity一一对应",
                      "The units that are counted once each, apart by 、; in files one for each of quantity")),
    Fact("note", "text", Text("备注", "Note"), "note", not_asked="free text: found by search"),
    Fact("state", "code", Text("状态", "State"), codes=STATES, not_asked="there is one", listed=False,
         meaning=Text("最后一次办理后的状态", "After the last act")),
))  # fmt: skip

KIND = Kind(
    kind=RecordKind.LEDGER,
    model=LedgerEntry,
    facts=FACTS,
    states=STATES,
    place="ledger",
    resource="ledger-entries",
    title=Text("工作台账", "Work ledger"),
    begin=Text("登记台账", "Record a ledger entry"),
    listed=("number", "received_on", "kind", "subject", "quantities"),
    asked=("entry_kind", "received_on"),
)
