"""Which record a row means: by its number, else by what it says; and what is asked where that is open."""

from __future__ import annotations

import pytest

from casework.errors import FaultyInput
from casework.imports.mapping import SAME, ColumnMapping
from casework.imports.running import import_file
from casework.law.names import RecordKind
from casework.models import LedgerEntry, Mediation
from tests.imports.sheets import text_of

pytestmark = pytest.mark.django_db

HEAD = (
    "编号", "受理日期", "调委会", "当事人", "对方当事人", "纠纷类别", "案件来源", "涉及人数", "调解结果", "结案日期",
)  # fmt: skip
TOWN = (
    ("1", "2022-01-03", "东镇调委会", "甲一", "甲二", "邻里纠纷", "当事人申请", "2", "成功", "2022-01-08"),
    ("2", "2022-02-03", "东镇调委会", "甲三", "甲四", "邻里纠纷", "当事人申请", "2", "成功", "2022-02-08"),
)
OTHER_TOWN = (
    ("1", "2022-01-13", "西镇调委会", "乙一", "乙二", "合同纠纷", "当事人申请", "3", "成功", "2022-01-18"),
    ("2", "2022-02-13", "西镇调委会", "乙三", "乙四", "合同纠纷", "当事人申请", "3", "成功", "2022-02-18"),
)
UNNUMBERED = (HEAD, *(("", *row[1:]) for row in TOWN))
SERIES = (HEAD, *((f"甲调〔2022〕{row[0]}号", *row[1:]) for row in TOWN))
AIDED = (
    ("案件号", "受援人姓名", "受理日期", "案由"),
    ("测援〔2024〕1号", "受援人甲", "2024-05-01", "工伤"),
    ("测援〔2024〕2号", "受援人乙", "2024-05-02", "婚姻"),
)
LEGAL_AID = {"constants": {"kind": "法律援助"}}


def come(office, tmp_path, rows, kind=RecordKind.MEDIATION, **mapping):
    """What came of a file of these rows, imported by the county."""
    path = tmp_path / "file.csv"
    path.write_bytes(text_of(rows))
    said = ColumnMapping.read(kind, mapping)
    return import_file(
        kind, path, actor=office.actor(), today=office.today, reference=office.reference, mapping=said, dry_run=False
    )


def counted(outcome):
    """What became of the rows: new, changed, unchanged, wrong."""
    return outcome.created, outcome.changed, outcome.unchanged, outcome.errors.count


def said_in(findings):
    """Row and problem of each finding."""
    return [(each.row, each.problem.zh) for each in findings.kept]


def with_cells(rows, n=1, **cells):
    """The rows with cells of one of them changed."""
    found = [list(row) for row in rows]
    for name, value in cells.items():
        found[n][list(rows[0]).index(name)] = value
    return found


def test_digits_alone_are_no_number_so_that_one_township_does_not_overwrite_another(office, tmp_path):
    assert counted(come(office, tmp_path, [HEAD, *TOWN])) == (2, 0, 0, 0)
    found = come(office, tmp_path, [HEAD, *OTHER_TOWN])
    assert counted(found) == (2, 0, 0, 0)
    assert [said.zh for said in found.told if "编号" in said.zh] == ["编号只有数字，没有年份和字号，当作序号"]
    assert set(Mediation.objects.values_list("body", flat=True)) == {"东镇调委会", "西镇调委会"}


def test_digits_alone_may_stand_twice_in_a_file_and_its_rows_are_known_by_what_they_say(office, tmp_path):
    assert counted(come(office, tmp_path, [HEAD, *TOWN, *OTHER_TOWN])) == (4, 0, 0, 0)
    again = [HEAD, *(("9", *row[1:]) for row in TOWN)]
    assert counted(come(office, tmp_path, again)) == (0, 0, 2, 0)


def test_digits_alone_are_the_number_of_a_record_that_bears_just_these_of_who_and_when(office, tmp_path):
    come(office, tmp_path, SERIES)
    Mediation.objects.filter(number="甲调〔2022〕1号").update(number="1")
    assert counted(come(office, tmp_path, [HEAD, with_cells([HEAD, *TOWN], 涉及人数="5")[1]])) == (0, 1, 0, 0)
    assert Mediation.objects.get(number="1").parties == 5
    assert counted(come(office, tmp_path, [HEAD, OTHER_TOWN[0]])) == (1, 0, 0, 0)


@pytest.mark.parametrize(("cells", "asked"), [
    ({"受理日期": "2022-01-01", "调委会": "西镇调委会", "当事人": "丙", "对方当事人": "丁"}, True),
    ({"受理日期": "2022-01-01", "当事人": "丙", "对方当事人": "丁"}, False),
    ({"涉及人数": "7"}, False),
])  # fmt: skip
def test_a_row_that_says_all_otherwise_than_the_record_of_its_number_is_asked_about(office, tmp_path, cells, asked):
    come(office, tmp_path, SERIES)
    found = come(office, tmp_path, with_cells(SERIES, **cells))
    assert counted(found) == (0, 1, 1, 0)
    question = "编号甲调〔2022〕1号已有，但调解组织、当事人、收到日期都不同：是同一件吗"
    assert said_in(found.doubts) == ([(2, question)] if asked else [])


def test_two_rows_that_say_the_same_are_two_records_and_told(office, tmp_path):
    twice = [HEAD, *TOWN, ("3", *TOWN[0][1:])]
    found = come(office, tmp_path, twice)
    assert counted(found) == (3, 0, 0, 0)
    assert (4, "和第2行完全一样，按两件记") in said_in(found.warnings)
    assert come(office, tmp_path, twice).warnings.count == 0


def test_a_row_that_looks_like_a_record_becomes_its_correction_where_that_is_said_of_the_file(office, tmp_path):
    come(office, tmp_path, UNNUMBERED)
    rows = with_cells(UNNUMBERED, 涉及人数="6")
    found = come(office, tmp_path, rows, resembling=SAME)
    assert (counted(found), found.resembling) == ((0, 1, 1, 0), 1)
    assert sorted(Mediation.objects.values_list("parties", flat=True)) == [2, 6]
    assert counted(come(office, tmp_path, rows)) == (0, 0, 2, 0)


def test_a_row_that_looks_like_a_record_is_new_and_asked_about_where_nothing_is_said(office, tmp_path):
    come(office, tmp_path, UNNUMBERED)
    found = come(office, tmp_path, with_cells(UNNUMBERED, 涉及人数="6"))
    assert (counted(found), found.resembling) == ((1, 0, 1, 0), 1)
    assert [row for row, said in said_in(found.doubts) if "像是已有的" in said] == [2]


def test_two_rows_that_look_like_one_record_are_not_taken_as_it(office, tmp_path):
    come(office, tmp_path, UNNUMBERED[:2])
    rows = [HEAD, *(with_cells(UNNUMBERED, 涉及人数=count)[1] for count in ("6", "7"))]
    found = come(office, tmp_path, rows, resembling=SAME)
    assert (counted(found), found.resembling) == ((2, 0, 0, 0), 2)


def test_a_record_that_another_row_is_known_as_is_not_taken_for_one_that_resembles_it(office, tmp_path):
    come(office, tmp_path, UNNUMBERED[:2])
    rows = [HEAD, with_cells(UNNUMBERED, 涉及人数="6")[1], UNNUMBERED[1]]
    assert counted(come(office, tmp_path, rows, resembling=SAME)) == (1, 0, 1, 0)


def test_a_legal_aid_case_is_known_by_its_number(office, tmp_path):
    come(office, tmp_path, AIDED, RecordKind.LEDGER, **LEGAL_AID)
    found = come(office, tmp_path, with_cells(AIDED, 受理日期="2024-05-03"), RecordKind.LEDGER, **LEGAL_AID)
    assert counted(found) == (0, 1, 1, 0)
    assert str(LedgerEntry.objects.get(number="测援〔2024〕1号").received_on) == "2024-05-03"


def test_an_entry_without_a_number_of_the_same_kind_day_and_subject_is_asked_about(office, tmp_path):
    rows = [row[1:] for row in AIDED]
    come(office, tmp_path, rows, RecordKind.LEDGER, **LEGAL_AID)
    mended = with_cells(rows, 案由="工亡")
    assert come(office, tmp_path, mended, RecordKind.LEDGER, **LEGAL_AID).resembling == 1
    assert LedgerEntry.objects.count() == 3


def test_one_value_for_all_rows_fills_new_records_alone(office, tmp_path):
    without = [[*row[:6], *row[7:]] for row in (*SERIES, ("甲调〔2022〕3号", *OTHER_TOWN[0][1:]))]
    come(office, tmp_path, SERIES)
    found = come(office, tmp_path, without, constants={"source": "entrusted_court"})
    assert counted(found) == (1, 0, 2, 0)


def test_a_value_for_all_rows_that_cannot_be_read_is_refused_with_its_column(office, tmp_path):
    with pytest.raises(FaultyInput, match="来源「飞鸽」"):
        come(office, tmp_path, SERIES, constants={"source": "飞鸽"})


def test_a_row_of_a_known_number_needs_no_column_but_what_it_mends(office, tmp_path):
    come(office, tmp_path, SERIES)
    rows = [("编号", "涉及人数"), ("甲调〔2022〕1号", "9")]
    assert counted(come(office, tmp_path, rows)) == (0, 1, 0, 0)
    assert Mediation.objects.get(number="甲调〔2022〕1号").parties == 9
    found = come(office, tmp_path, [*rows, ("甲调〔2022〕8号", "9")])
    assert {(each.row, each.problem.zh) for each in found.errors.kept} == {(3, "没有写")}
