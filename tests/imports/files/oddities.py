"""One ledger of mediations as clerks hand it in: with titles, heads of two rows, totals, hidden rows and the rest.

Each function writes the same three records in another way by openpyxl; all have to be read as RECORDS.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table

HEAD = ["案号", "受理时间", "受理单位", "纠纷类别", "案件来源", "涉及金额", "调解结果", "结案日期"]
ROWS: list[list[Any]] = [
    ["测调〔2024〕1号", date(2024, 3, 5), "甲村调委会", "邻里", "主动", 15000, "调解成功", date(2024, 3, 9)],
    ["测调〔2024〕2号", date(2024, 3, 6), "甲村调委会", "婚姻家庭", "依申请", 1200.5, "调解不成", date(2024, 3, 20)],
    ["测调〔2024〕3号", date(2024, 4, 1), "乙村调委会", "邻里", "主动", 0, "调解成功", date(2024, 4, 2)],
]
TITLE = "甲县2024年人民调解台账"


def put(sheet: Any, *rows: Sequence[Any]) -> None:
    """Write rows below what stands there, empty ones too."""
    at = 0 if sheet.max_row == 1 and sheet["A1"].value is None else sheet.max_row
    at = max(at, getattr(sheet, "written", 0))
    for n, row in enumerate(rows, at + 1):
        for place, value in enumerate(row, 1):
            if value != "":
                sheet.cell(n, place, value)
    sheet.written = at + len(rows)


def plain(_book: Workbook, sheet: Any) -> None:
    put(sheet, HEAD, *ROWS)


def titled(_book: Workbook, sheet: Any) -> None:
    put(sheet, [TITLE], [], ["填报单位：甲县司法局", "", "", "", "", "", "", "单位：元"], HEAD, *ROWS)


def merged_title(_book: Workbook, sheet: Any) -> None:
    put(sheet, [TITLE], HEAD, *ROWS)
    sheet.merge_cells("A1:H1")


def two_rows(_book: Workbook, sheet: Any) -> None:
    put(sheet, [*HEAD[:3], "纠纷情况", "", "", "处理"], ["", "", "", *HEAD[3:]], *ROWS)
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:H1"):
        sheet.merge_cells(area)


def totals(_book: Workbook, sheet: Any) -> None:
    put(
        sheet,
        HEAD,
        *ROWS,
        ["合 计", "", "", "", "", 16200.5],
        [],
        ["填表人：甲", "", "", "审核人：乙"],
        ["第1页 共1页"],
    )


def subtotals(_book: Workbook, sheet: Any) -> None:
    head, *rows = [[row[2], *row[:2], *row[3:]] for row in (HEAD, *ROWS)]
    put(sheet, head, rows[0], ["", *rows[1][1:]], ["", "小计", "", "", "", 16200.5])
    put(sheet, rows[2], ["", "小计", "", "", "", 0], ["总计", "", "", "", "", 16200.5])
    for area in ("A2:A4", "A5:A6", "A7:D7"):
        sheet.merge_cells(area)


def sections(_book: Workbook, sheet: Any) -> None:
    put(sheet, HEAD, ["一、甲村"], *ROWS[:2], ["二、乙村"], ROWS[2])
    for area in ("A2:H2", "A5:H5"):
        sheet.merge_cells(area)


def numbered(_book: Workbook, sheet: Any) -> None:
    put(sheet, ["序号", *HEAD, "操作"], *([n, *row, "查看 编辑"] for n, row in enumerate(ROWS, 1)), [4], [5], [6])


def blank_rows(_book: Workbook, sheet: Any) -> None:
    put(sheet, [], HEAD, [], ROWS[0], ["  ", "\u3000"], [], ROWS[1], ROWS[2], [" "])


def hidden_rows(_book: Workbook, sheet: Any) -> None:
    put(sheet, HEAD, *ROWS)
    for row in (3, 4, 90):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["D"].hidden = True


def hidden_sheets(book: Workbook, sheet: Any) -> None:
    put(sheet, HEAD, *ROWS)
    for name, state in (("旧", "hidden"), ("更旧", "veryHidden")):
        old = book.create_sheet(name, 0)
        put(old, HEAD, ["测调〔2023〕9号", *ROWS[0][1:]])
        old.sheet_state = state
    book.active = 2


def several_sheets(book: Workbook, sheet: Any) -> None:
    put(sheet, HEAD, *ROWS[:2])
    put(book.create_sheet("填写说明"), ["本表每月五日前报送"], ["金额以元为单位"])
    put(book.create_sheet("空"), [])
    put(book.create_sheet("四月"), [TITLE], HEAD, ROWS[2])


def printed_pages(_book: Workbook, sheet: Any) -> None:
    head = [[*HEAD[:3], "纠纷情况", "", "", "处理"], ["", "", "", *HEAD[3:]]]
    put(sheet, [TITLE], *head, *ROWS[:2], ["第1页"], [TITLE], *head, ROWS[2], ["第2页"])


def errors(_book: Workbook, sheet: Any) -> None:
    put(sheet, [*HEAD, "备注"], [*ROWS[0], "#N/A"], [*ROWS[1], "#REF!"], ROWS[2])


def dressed(book: Workbook, sheet: Any) -> None:
    """Comments, a filter, a table, struck out cells, a chart on a sheet of its own, colours far below."""
    put(sheet, HEAD, *ROWS)
    sheet["A1"].comment = Comment("从系统导出", "甲")
    sheet["A3"].font = Font(strike=True)
    sheet.add_table(Table(displayName="Ledger", ref="A1:H4"))
    sheet.freeze_panes = "B2"
    for row in range(5, 60):
        for place in range(1, 30):
            sheet.cell(row, place).fill = PatternFill("solid", fgColor="FFEEEE")
    book.create_chartsheet("图").add_chart(BarChart())


def filtered(_book: Workbook, sheet: Any) -> None:
    put(sheet, HEAD, *ROWS)
    sheet.auto_filter.ref = "A1:H4"
    sheet.auto_filter.add_filter_column(2, ["乙村调委会"])
    for row in (2, 3):
        sheet.row_dimensions[row].hidden = True


def dirty_headings(_book: Workbook, sheet: Any) -> None:
    said = [
        "案\u200b号 ",
        "受理\n时间",
        "\ufeff受理单位",
        " 纠 纷 类 别",
        "*案件来源",
        "涉及金额(元)",
        "调解结果：",
        "结案日期",
    ]
    put(sheet, said, *ROWS)


def dirty_cells(_book: Workbook, sheet: Any) -> None:
    first = [" 测调﹝2024﹞1号", "2024-03-05 00:00:00", "甲村\u200b调委会\ufeff", "邻里\n纠纷", "主动 ", "１５，０００"]
    second = [
        "测调[2024]2号",
        datetime.fromisoformat("2024-03-06T09:30"),
        "甲村\n调委会",
        "婚姻家庭",
        "依申请",
        "1,200.50元",
    ]
    put(sheet, HEAD, [*first, "调解成功", "2024.03.09."], [*second, "调解不成", "二〇二四年三月二十日"], ROWS[2])


def ten_thousands(_book: Workbook, sheet: Any) -> None:
    heads, rows = [*HEAD], [[*row] for row in ROWS]
    heads[5] = "涉及金额（万元）"
    for row, amount in zip(rows, (1.5, "1200.5元", 0), strict=True):
        row[5] = amount
    put(sheet, heads, *rows)


Write = Callable[[Workbook, Any], None]
WORKBOOKS = ("xlsx", "xls", "ods")
FORMS = (*WORKBOOKS, "csv", "txt")


class Oddity(NamedTuple):
    """How a ledger is written, what is said of it as a whole, and the forms in which it can be."""

    write: Write
    said: tuple[str, ...] = ()
    forms: tuple[str, ...] = ("xlsx", "csv")


ODDITIES = {
    each.write.__name__: each
    for each in (
        Oddity(plain, (), FORMS),
        Oddity(titled, ("表头在第4行，上面是标题",)),
        Oddity(merged_title, ("表头在第2行，上面是标题",), FORMS),
        Oddity(two_rows, (), FORMS),
        Oddity(totals, ("3行合计、落款行没有读",)),
        Oddity(subtotals, ("3行合计、落款行没有读",), WORKBOOKS),
        Oddity(sections, ("2行合计、落款行没有读",), WORKBOOKS),
        Oddity(numbered, ("3行只有序号的空行没有读",)),
        Oddity(blank_rows),
        Oddity(hidden_rows, ("2行是隐藏的，一样读了",), WORKBOOKS),
        Oddity(filtered, ("2行是隐藏的，一样读了",), WORKBOOKS),
        Oddity(hidden_sheets, ("隐藏的工作表「旧」没有读", "隐藏的工作表「更旧」没有读"), WORKBOOKS),
        Oddity(several_sheets, ("工作表「填写说明」不是记录，没有读",), WORKBOOKS),
        Oddity(printed_pages, ("3行重复的表头没有读",)),
        Oddity(errors, ("2格是错误值（#REF!、#N/A等），按空的读",), WORKBOOKS),
        Oddity(dressed, (), FORMS),
        Oddity(dirty_headings),
        Oddity(dirty_cells),
        Oddity(ten_thousands),
    )
}
