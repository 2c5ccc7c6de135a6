"""What cannot be read is refused by a sentence that says what it is, in bounded time and memory."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from casework.errors import FaultyInput
from casework.imports.files import book as files
from casework.imports.files.book import book_of
from tests.files import ALLOWED, DOCX, ole, pdf, png, zipped
from tests.imports.sheets import OFFICE, converted, text_of, workbook

ROWS = (("案号", "人数"), ("测〔2024〕1号", 3))


def rows_of(path: Path) -> list[list[object]]:
    """The rows of all sheets."""
    return [[*row] for sheet in book_of(path).sheets() for row in sheet.rows]


def patched(path: Path, member: str, old: bytes, new: bytes) -> Path:
    """The archive with the content of a member changed."""
    target = path.with_name(f"patched{path.suffix}")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            content = source.read(name)
            assert name != member or old in content
            made.writestr(name, content.replace(old, new) if name == member else content)
    return target


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"", "空的"),
        ("a.xlsx", pdf(), "这是PDF"),
        ("a.csv", png(), "这是图片"),
        ("台账.xlsx", ALLOWED["图.jpg"], "这是图片"),
        ("a.xls", b"Rar!\x1a\x07\0", "这是压缩包"),
        ("a.xlsx", zipped(DOCX), "打不开"),
        ("a.xls", ole("WordDocument"), "打不开"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "打不开"),
        ("a.xls", "<html><body><table><tr><td>案号</td></tr></table>".encode("gb18030"), r"网页（HTML）.*另存为XLSX"),
        ("a.xls", "\ufeff\r\n<!DOCTYPE html>\n<table>".encode("utf-16"), "网页（HTML）"),
        ("a.xls", b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "网页（HTML）"),
        ("a.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "XML表格（2003）"),
        ("a.xls", b'<?xml version="1.0"?>\n<ss:Workbook xmlns:ss="x"/>', "XML表格（2003）"),
        ("a.txt", bytes([0xFF, 0x81, 0xFF, 0x0D]) * 9, "编码认不出来"),
        ("a.xlsx", b"PK\x03\x04 and nothing more", "打不开"),
        ("a.csv", "案号,收到日期\n\0\0\n".encode(), "打不开"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_whatever_it_is_called(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FaultyInput, match=said):
        rows_of(path)


def test_cells_at_the_far_ends_of_a_sheet_do_not_take_the_memory_of_the_site(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet()
        sheet.write(0, 0, "案号")
        sheet.write(1_048_575, 16_383, "远")
    with pytest.raises(FaultyInput, match="展开以后太大"):
        rows_of(tmp_path / "a.xlsx")


def test_an_archive_that_unpacks_to_gigabytes_is_refused(tmp_path):
    swollen = b"<si><t>" + b"a" * (10**9) + b"</t></si></sst>"
    bomb = patched(workbook(tmp_path / "a.xlsx", ROWS), "xl/sharedStrings.xml", b"</sst>", swollen)
    assert bomb.stat().st_size < 10**6
    with pytest.raises(FaultyInput, match="太大"):
        rows_of(bomb)


PASSWORD = "文件有密码"
DAMAGED = "打不开"
CENTRAL, FLAGS, METHOD = b"PK\x01\x02", 6, 8
"""How the entry of a member begins in the table of an archive, and what lies where in its own head."""


def marked(path: Path, member: str, place: int, value: int) -> Path:
    """The archive with a number changed in both heads of a member."""
    with zipfile.ZipFile(path) as archive:
        head = archive.getinfo(member).header_offset
    content = bytearray(path.read_bytes())
    entry = content.rindex(CENTRAL, 0, content.rindex(member.encode()))
    for at in (head + place, entry + 2 + place):
        content[at : at + 2] = value.to_bytes(2, "little")
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("place", "value", "said"), [(FLAGS, 1, PASSWORD), (METHOD, 97, DAMAGED), (METHOD, 14, DAMAGED)]
)
def test_an_archive_whose_sheet_is_encrypted_or_packed_in_another_way_says_so(tmp_path, place, value, said):
    path = marked(workbook(tmp_path / "a.xlsx", ROWS), "xl/worksheets/sheet1.xml", place, value)
    with pytest.raises(FaultyInput, match=said):
        rows_of(path)


@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_a_workbook_that_was_damaged_on_its_way_is_called_damaged(tmp_path, member):
    path = workbook(tmp_path / "a.xlsx", ROWS)
    with zipfile.ZipFile(path) as archive:
        packed = archive.getinfo(member)
    content = bytearray(path.read_bytes())
    begins = packed.header_offset + 30 + len(member)
    content[begins : begins + packed.compress_size] = b"\xff" * packed.compress_size
    path.write_bytes(content)
    with pytest.raises(FaultyInput, match=DAMAGED):
        rows_of(path)


def test_an_ods_that_spans_cells_before_any_sheet_is_called_damaged(tmp_path):
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("content.xml", '<table:table-cell table:number-columns-spanned="2"/>')
    with pytest.raises(FaultyInput, match=DAMAGED):
        rows_of(path)


def test_a_workbook_under_a_password_says_so_whatever_it_is_called(tmp_path):
    for name in ("a.xlsx", "a.xls", "file"):
        with workbook(tmp_path / "plain.xlsx", ROWS).open("rb") as plain, (tmp_path / name).open("wb") as locked:
            OOXMLFile(plain).encrypt("secret", locked)
        with pytest.raises(FaultyInput, match=PASSWORD):
            rows_of(tmp_path / name)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")
def test_an_older_workbook_under_a_password_says_so(tmp_path):
    content = converted(workbook(tmp_path / "a.xlsx", ROWS), "xls").read_bytes()
    beginning = content.index(b"\x09\x08\x10\0")  # its first record, of 16 bytes; the next is made that of a password
    at = beginning + 4 + 16
    (tmp_path / "file").write_bytes(content[:at] + b"\x2f\0" + content[at + 2 :])
    with pytest.raises(FaultyInput, match=PASSWORD):
        rows_of(tmp_path / "file")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")
def test_an_ods_under_a_password_says_so(tmp_path):
    plain = converted(workbook(tmp_path / "a.xlsx", ROWS), "ods")
    mark = b"<manifest:encryption-data/></manifest:manifest>"
    locked = patched(plain, "META-INF/manifest.xml", b"</manifest:manifest>", mark)
    with pytest.raises(FaultyInput, match=PASSWORD):
        rows_of(locked.rename(tmp_path / "file"))


def test_macros_are_not_run_and_do_not_hinder(tmp_path):
    with zipfile.ZipFile(workbook(tmp_path / "a.xlsm", ROWS), "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no program")
    assert rows_of(tmp_path / "a.xlsm") == [[*ROWS[0]], [*ROWS[1]]]


def test_a_cell_of_a_megabyte_in_a_workbook_is_named(tmp_path):
    long = patched(workbook(tmp_path / "a.xlsx", ROWS), "xl/sharedStrings.xml", "案号".encode(), b"a" * 2**20)
    with pytest.raises(FaultyInput, match="第1行有一格长1048576字"):
        rows_of(long)


def test_a_workbook_of_300_columns_is_refused(tmp_path):
    with pytest.raises(FaultyInput, match="第2行有300列，至多256列"):
        rows_of(workbook(tmp_path / "a.xlsx", [["案号"], ["列"] * 300]))


def test_a_million_empty_rows_are_passed_over(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"constant_memory": True}) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ROWS[0])
        sheet.set_row(1_000_000, 20)
        sheet.write(1_000_000, 0, "末")
    assert [row for row in rows_of(tmp_path / "a.xlsx") if row] == [[*ROWS[0]], ["末"]]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["列"] * 300], "300列，至多256列"),
        ([["字" * 40_000]], "40000字，至多32767字"),
        ([["案号"], ["字" * 2**20]], "第2行有一格长1048576字"),
    ],
)
def test_too_many_columns_and_too_long_a_cell_are_named(tmp_path, rows, said):
    path = tmp_path / "a.csv"
    path.write_bytes(text_of(rows))
    with pytest.raises(FaultyInput, match=said):
        rows_of(path)


@pytest.mark.parametrize("content", ["案号\n" + "," * 10**6, '案号\n"' + "一行\n" * 10**6, '案号\n"' + '\n","' * 10**6])
def test_a_row_that_does_not_end_is_refused_before_its_columns_are_told_apart(tmp_path, monkeypatch, content):
    monkeypatch.setattr(files, "LONGEST_ROW", 1000)
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FaultyInput, match="第2行超过1000字"):
        rows_of(path)


def test_a_row_as_long_as_it_may_be_is_read_and_so_are_all_that_follow(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LONGEST_ROW", 20)
    path = tmp_path / "a.csv"
    rows = [["案号", "名称"], ["长" * 17, ""], ["短", "两\n行"], ["长" * 17, ""]]  # with its separator and its end: 20
    path.write_bytes(text_of(rows))
    assert rows_of(path) == [[cell for cell in row if cell] for row in rows]


def test_more_rows_than_are_taken_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_ROWS", 3)
    path = tmp_path / "a.csv"
    path.write_bytes(text_of([["案号"], [""], ["1"], ["2"], ["3"]]))
    with pytest.raises(FaultyInput, match="超过3行"):
        rows_of(path)
