"""The workbook that a clerk fills in: every column of a kind, its codes as drop-down lists, and what each means."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from typing import IO, Any

import xlsxwriter

from casework.imports.columns import COLUMNS
from casework.imports.columns.shape import Column
from casework.imports.sieve import EXAMPLE
from casework.kinds import KINDS
from casework.kinds.facts import labels_of
from casework.law.names import RecordKind
from casework.law.words.languages import Text, is_chinese, spoken
from casework.models import Organ
from casework.reference import Reference, ledger_kinds

ROWS = 2000
"""Rows for which the cells offer their codes."""
SHEETS = {"rows": Text("登记", "Records"), "columns": Text("各列说明", "Columns"), "codes": Text("可选值", "Codes")}
HEADS = (
    Text("列名", "Column"), Text("英文名", "Key"), Text("必填", "Needed"), Text("内容", "Holds"), Text("说明", "Note"),
)  # fmt: skip
HOLDS: dict[str, Text] = {
    "text": Text("文字", "text"),
    "long": Text("一段文字", "a longer text"),
    "day": Text("日期，比如2024-03-05、2024年3月5日", "a day, such as 2024-03-05"),
    "count": Text("整数", "a whole number"),
    "yuan": Text("金额（元），比如1200、1.2万元", "an amount in yuan"),
    "number": Text("数", "a number"),
    "flag": Text("是或者否", "是 (yes) or 否 (no)"),
    "code": Text("从下拉列表里选", "one of the list"),
    "organ": Text("机关全称、曾用名或区划代码", "an organ's full name, a former name or a division code"),
    "papers": Text("身份证号、统一社会信用代码或其他证件号", "an identity number, a credit code or another paper"),
    "kind": Text("从下拉列表里选", "one of the list"),
    "quantity": Text("数量的名称，见台账种类", "the name of a quantity of the kind"),
}
SEVERAL = Text("；可以写几个，用；隔开", "; several stand apart by ；")
EXAMPLES: dict[RecordKind, dict[str, Any]] = {
    RecordKind.RECONSIDERATION: {
        "received_on": date(2024, 3, 1), "channel": "当面", "applicant": "申请人甲；申请人乙", "applicant_kind": "公民",
        "matter": "行政处罚", "field": "公安", "intake": "受理", "intake_on": date(2024, 3, 5), "procedure": "普通程序",
        "outcome": "维持", "concluded_on": date(2024, 4, 20),
    },
    RecordKind.LITIGATION: {
        "received_on": date(2024, 3, 1), "court": "测试县人民法院", "court_number": "（2024）测1行初1号",
        "cause": "行政处罚", "plaintiff": "原告甲", "heard_on": date(2024, 4, 1), "attended_rank": "副职",
        "closed_on": date(2024, 5, 1), "result": "驳回诉讼请求",
    },
    RecordKind.MEDIATION: {
        "received_on": date(2024, 3, 1), "body": "测试村人民调解委员会", "dispute_type": "邻里", "source": "依申请",
        "parties": 2, "amount": 15000, "party": "甲某；乙某", "mediators": "调解员甲",
        "concluded_on": date(2024, 3, 9), "result": "调解成功", "agreement_form": "书面",
    },
    RecordKind.LEDGER: {"on": date(2024, 3, 1), "kind": "法律咨询", "quantity": "咨询件数", "value": 12},
    RecordKind.RESPONDENT: {
        "received_on": date(2024, 3, 1), "deciding_organ": "测试市人民政府", "applicant": "申请人甲",
        "matter": "行政处罚", "field": "公安", "replied_on": date(2024, 3, 10),
    },
}  # fmt: skip
"""The row of example, which is never read as a record; the organ's own name stands where an organ must."""


def template(kind: RecordKind, organ: Organ, reference: Reference, language: str) -> IO[bytes]:
    """A workbook in a temporary file: headings with notes and lists of codes in force, one row of example, two sheets
    that explain them. The example names the organ, or one below it as the respondent of a case.
    """
    below = Organ.objects.filter(parent=organ).order_by("path").first() if kind is RecordKind.RECONSIDERATION else None
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # the caller closes it
    with xlsxwriter.Workbook(file, {"in_memory": False, "default_date_format": "yyyy-mm-dd"}) as book:
        rows = book.add_worksheet(spoken(SHEETS["rows"], language))
        _explain(book, kind, language)
        lists = _codes(book, kind, reference, language)
        _rows(book, rows, kind, (below or organ).name, lists, language)
    file.seek(0)
    return file


def _rows(book: Any, sheet: Any, kind: RecordKind, organ: str, lists: dict[str, str], language: str) -> None:
    needed = book.add_format({"bold": True, "bg_color": "#F6E3B4", "border": 1})
    free = book.add_format({"bold": True, "bg_color": "#E6ECF2", "border": 1})
    example = book.add_format({"italic": True, "font_color": "#606060"})
    day = book.add_format({"italic": True, "font_color": "#606060", "num_format": "yyyy-mm-dd"})
    for n, column in enumerate(COLUMNS[kind].values()):
        label = spoken(column.label, language)
        sheet.write_string(0, n, label, needed if column.required else free)
        sheet.write_comment(0, n, _note(column, language))
        sheet.set_column(n, n, max(12, 2 * len(label) + 2))
        if column.key in lists:
            rule = {"validate": "list", "source": lists[column.key]}
            if column.many or column.beside:
                rule |= {"error_type": "warning"}  # several may stand there
            sheet.data_validation(1, n, ROWS, n, rule)
        value = _example(kind, column, organ)
        if isinstance(value, date):
            sheet.write_datetime(1, n, value, day)
        elif value != "":
            sheet.write(1, n, value, example)
    sheet.freeze_panes(1, 0)


def _example(kind: RecordKind, column: Column, organ: str) -> Any:
    if column.key == "number":
        return EXAMPLE
    return organ if column.type == "organ" and column.required else EXAMPLES[kind].get(column.key, "")


def _note(column: Column, language: str) -> str:
    several = spoken(SEVERAL, language) if column.many or column.beside else ""
    note = spoken(column.note, language)
    return spoken(HOLDS[column.type], language) + several + (f"。{note}" if note else "")


def _explain(book: Any, kind: RecordKind, language: str) -> None:
    sheet, bold = book.add_worksheet(spoken(SHEETS["columns"], language)), book.add_format({"bold": True})
    sheet.write_row(0, 0, [spoken(head, language) for head in HEADS], bold)
    yes = "是" if is_chinese(language) else "yes"
    facts = {fact.given: fact for fact in KINDS[kind].facts.all}
    for n, column in enumerate(COLUMNS[kind].values(), 1):
        meaning = facts[column.key].meaning if column.key in facts else None
        said = [
            spoken(column.label, language),
            column.key,
            yes if column.required else "",
            _note(column, language),
            spoken(meaning, language) if meaning else "",
        ]
        sheet.write_row(n, 0, said)
    sheet.set_column(0, 2, 16)
    sheet.set_column(3, 4, 60)


def _codes(book: Any, kind: RecordKind, reference: Reference, language: str) -> dict[str, str]:
    """A sheet of the codes of every column that has some; where each list stands, as a formula."""
    name = spoken(SHEETS["codes"], language)
    sheet, bold = book.add_worksheet(name), book.add_format({"bold": True})
    found: dict[str, str] = {}
    for column in COLUMNS[kind].values():
        words = _words(column, reference, language)
        if words:
            n = len(found)
            sheet.write_string(0, n, spoken(column.label, language), bold)
            sheet.write_column(1, n, words)
            sheet.set_column(n, n, 20)
            letter = xlsxwriter.utility.xl_col_to_name(n, col_abs=True)
            found[column.key] = f"='{name}'!{letter}$2:{letter}${len(words) + 1}"
    return found


def _words(column: Column, reference: Reference, language: str) -> Sequence[str]:
    """The codes of a column as words, those that are in force today or have no end."""
    if column.type == "flag":
        return ["是", "否"]
    if column.type == "kind":
        return [kind.zh for kind in ledger_kinds().values()]
    if column.type != "code":
        return []
    if isinstance(column.codes, str):
        labels = reference.vocabulary.labels(column.codes).values()
        return [label.zh for label in labels if label.valid_to is None]
    return [spoken(label, "zh-hans") for label in labels_of(column.codes).values()]
