"""工作台账: the columns of a spreadsheet of entries, and the act of a row."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from casework.exports.register import BESIDE
from casework.imports.columns.shape import Column, Planned, Said, Wrong, fact, planned
from casework.law.names import Act, RecordKind
from casework.law.words.languages import Text
from casework.reference import ledger_kinds

of = partial(fact, RecordKind.LEDGER)
SUBJECTS = BESIDE["subject"]

COLUMNS = (
    Column("number", Text("编号", "Number")),
    of("kind", "record.kind", type="kind", required=True),
    of("on", required=True, type="day"),
    Column("quantity", Text("数量名称", "Quantity"), many=True),
    Column("value", Text("数值", "Value"), "number", many=True),
    of("unit_names", beside=True, note=Text("一个数量的各单位用、隔开", "The units of one quantity apart by 、")),
    of("subject"),
    of("note", "record.note", type="long"),
)  # fmt: skip


def acts(said: Said) -> list[Planned]:
    """The one act of an entry; a row without a number is one thing of its kind."""
    kind = ledger_kinds().named(said["kind"])
    codes = {word: each.code for each in kind.quantities.values() for word in (each.code, each.zh, each.en)}
    names, values = [codes.get(name, name) for name in said.each("quantity")], said.each("value")
    if not names:
        names = [next(iter(kind.quantities))]
    if not values and "value" not in said:
        values = [Decimal(1)] * len(names)
    if len(values) != len(names):
        raise Wrong(
            "value",
            "；".join(map(str, values)),
            Text(
                f"有{len(values)}个数值，数量名称有{len(names)}个", f"{len(values)} values for {len(names)} quantities"
            ),
            Text("每个数量一个数值，用；隔开", "one value for each quantity, apart by ；"),
        )
    quantities = dict(zip(names, values, strict=True))
    counted = {} if kind.single and set(values) == {Decimal(1)} else quantities
    return [
        planned(
            COLUMNS, Act.RECORD, said, said["on"], "on",
            quantities=("value", counted), names=("unit_names", _names(said, names)),
            subject=("subject", _subject(said)),
        )
    ]  # fmt: skip


def _subject(said: Said) -> str | None:
    """What an entry is about: of a kind that names its subjects the code of a word that stands for one."""
    text: str | None = said["subject"]
    words = {label: code for code in ledger_kinds().named(said["kind"]).subjects for label in SUBJECTS[code]}
    return words.get(text, text) if text is not None else None


def _names(said: Said, quantities: Sequence[str]) -> dict[str, list[str]]:
    """The units that each quantity names."""
    found = {name: said.beside("unit_names", "quantity", n, len(quantities)) for n, name in enumerate(quantities)}
    return {name: [each.strip() for each in units.split("、")] for name, units in found.items() if units}
