"""import_records: dry run first, all or nothing; the same file twice changes nothing; every error is told at once."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from casework.models import Event, ImportBatch, Note, Reconsideration
from tests.factories import broken_rules, traces
from tests.imports.sheets import CASES, HEADS, text_of, workbook
from tests.management.calls import wrong

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _office(office):
    """The organs that the files name."""


def imported(path: Path, *words: str, kind: str = "reconsideration") -> tuple[int, dict]:
    """The exit status and what was printed."""
    out, status = io.StringIO(), 0
    try:
        call_command(
            "import_records", kind, str(path), "--organ", "甲县人民政府", "--format", "json", *words,
            stdout=out, stderr=io.StringIO(),
        )  # fmt: skip
    except CommandError as problem:
        status = problem.returncode
    return status, json.loads(out.getvalue())


def csv_file(tmp_path: Path, rows=CASES, name: str = "cases.csv") -> Path:
    """A file of these rows."""
    path = tmp_path / name
    path.write_bytes(text_of(rows))
    return path


def with_cell(row: int, column: str, value: object) -> list[list[object]]:
    """The cases with one cell changed; rows count from 1 as in a spreadsheet."""
    rows = [list(each) for each in CASES]
    rows[row - 1][HEADS.index(column)] = value
    return rows


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(tmp_path):
    before = traces()
    status, said = imported(csv_file(tmp_path), "--dry-run")
    assert status == 0
    assert {key: said[key] for key in ("rows", "created", "unchanged", "errors", "dry_run")} == {
        "rows": 3, "created": 3, "unchanged": 0, "errors": [], "dry_run": True,
    }  # fmt: skip
    assert traces() == before
    assert not ImportBatch.objects.exists()


def test_cases_come_in_by_their_acts_with_legal_dates_numbers_and_notes(tmp_path, office):
    status, said = imported(csv_file(tmp_path))
    assert (status, said["created"]) == (0, 3)
    upheld, revoked, open_case = Reconsideration.objects.order_by("number")
    assert [upheld.state, revoked.state, open_case.state] == ["concluded", "concluded", "examining"]
    assert (str(revoked.received_on), str(revoked.accepted_on), str(revoked.concluded_on)) == (
        "2024-01-08", "2024-01-12", "2024-02-05",
    )  # fmt: skip
    assert str(open_case.received_on) == "2024-01-15"
    assert revoked.applicants_count == 2
    batch = ImportBatch.objects.get()
    acts = Event.objects.filter(reconsideration=upheld).order_by("version")
    assert [(event.act, str(event.on)) for event in acts] == [
        ("register", "2024-01-05"), ("accept", "2024-01-10"), ("conclude", "2024-03-05"),
    ]  # fmt: skip
    assert {event.imported for event in acts} == {batch}
    assert [note.text for note in Note.objects.all()] == ["审查员：审查员丙"]
    assert broken_rules(office) == {}


def test_the_same_file_twice_changes_nothing(tmp_path):
    path = csv_file(tmp_path)
    imported(path)
    before = traces()
    status, said = imported(path)
    assert (status, said["created"], said["unchanged"]) == (0, 0, 3)
    assert traces() == before
    assert ImportBatch.objects.count() == 1


def test_rows_without_a_number_are_known_again_and_two_that_say_the_same_are_two(tmp_path):
    row = [*CASES[3]]
    row[0] = ""
    path = csv_file(tmp_path, [HEADS, row, row])
    assert imported(path)[1]["created"] == 2
    assert imported(path)[1]["unchanged"] == 2
    assert imported(csv_file(tmp_path, [HEADS, row, row, row]))[1]["created"] == 1
    assert len(set(Reconsideration.objects.values_list("number", flat=True))) == 3


def test_a_number_that_the_file_gives_further_down_is_not_given_to_a_row_above(tmp_path):
    row = [*CASES[3]]
    row[0] = ""
    imported(csv_file(tmp_path, [HEADS, row, *CASES[1:]]))
    assert sorted(Reconsideration.objects.values_list("number", flat=True)) == [
        f"甲政复〔2024〕{n}号" for n in (1, 2, 3, 4)
    ]


def test_a_changed_file_changes_what_changed_as_corrections_and_goes_on_with_what_is_new(tmp_path, office):
    imported(csv_file(tmp_path))
    rows = with_cell(3, "concluded_on", "2024-02-06")
    rows[3][HEADS.index("intake")], rows[3][HEADS.index("intake_on")] = "受理", "2024-01-17"
    path = csv_file(tmp_path, rows)
    assert imported(path, "--dry-run")[1]["changed"] == 2
    status, said = imported(path)
    assert (status, said["changed"], said["unchanged"], said["created"]) == (0, 2, 1, 0)
    revoked = Reconsideration.objects.get(number__contains="2号")
    assert str(revoked.concluded_on) == "2024-02-06"
    assert Event.objects.filter(reconsideration=revoked).latest("version").act == "correct"
    assert Reconsideration.objects.get(number__contains="3号").state == "reviewing"
    assert imported(path)[1]["unchanged"] == 3
    assert broken_rules(office) == {}


def test_a_name_that_is_corrected_keeps_what_else_is_known_of_the_applicant(tmp_path, office):
    case = office.register(
        "2024-01-15", number="甲政复〔2024〕3号",
        applicants=[{"kind": "citizen", "name": "申请人丁", "telephone": "13800000000"}],
    )  # fmt: skip
    rows = [("number", "received_on", "channel", "applicant", "respondent", "matter", "field"),
            ("甲政复〔2024〕3号", "2024-01-15", "当面", "申请人戊", "甲县公安局", "行政处罚", "公安")]  # fmt: skip
    assert imported(csv_file(tmp_path, rows))[1]["changed"] == 1
    applicant = case.applicants.get()
    assert (applicant.name, applicant.telephone) == ("申请人戊", "13800000000")


def test_every_error_of_every_row_is_told_at_once_and_nothing_is_written(tmp_path):
    before = traces()
    rows = with_cell(2, "received_on", "2024-02-30")
    rows[1][HEADS.index("outcome")] = "维特"
    rows[2][HEADS.index("respondent")] = "没有的局"
    rows[3][HEADS.index("channel")] = ""
    status, said = imported(csv_file(tmp_path, rows))
    assert status == 1
    assert [(e["row"], e["column"], e["value"]) for e in said["errors"]] == [
        (2, "received_on", "2024-02-30"), (2, "outcome", "维特"), (3, "respondent", "没有的局"), (4, "channel", ""),
    ]  # fmt: skip
    assert all(set(error) >= {"row", "column", "value", "problem", "allowed"} for error in said["errors"])
    assert said["created"] == 0
    assert traces() == before


@pytest.mark.parametrize(
    ("row", "column", "value", "problem"),
    [
        (2, "number", "甲政复〔2024〕2号", "第2行是同一个号码"),
        (2, "received_on", "2030-01-01", "不能晚于今天"),
        (2, "outcome", "", "写了结案日期"),
        (2, "intake", "不予受理", "没有受理"),
        (2, "concluded_on", "2024-01-02", "早于"),
    ],
)
def test_what_cannot_have_happened_is_an_error_of_its_row(tmp_path, row, column, value, problem):
    status, said = imported(csv_file(tmp_path, with_cell(row, column, value)))
    assert status == 1
    assert any(problem in error["problem"] for error in said["errors"]), said["errors"]
    assert not Reconsideration.objects.exists()


def test_a_history_that_breaks_a_rule_is_taken_as_recorded_marked_and_listed(tmp_path, office):
    status, said = imported(csv_file(tmp_path, with_cell(2, "intake_on", "2024-02-20")))
    assert (status, said["as_recorded"]) == (0, 1)
    assert any("按原记录收入" in warning["problem"] for warning in said["warnings"])
    case = Reconsideration.objects.get(number__contains="1号")
    assert [event.as_recorded for event in Event.objects.filter(reconsideration=case).order_by("version")] == [
        False, True, False,
    ]  # fmt: skip
    assert broken_rules(office) == {}


def test_a_column_without_a_place_is_said_and_a_mapping_gives_it_one(tmp_path):
    path = csv_file(tmp_path)
    assert any("审查员" in said for said in imported(path, "--dry-run")[1]["said"])
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"headings": {"审查员": "handlers"}}), encoding="utf-8")
    imported(path, "--mapping", str(mapping))
    assert Reconsideration.objects.get(number__contains="1号").handlers == "审查员丙"


def test_one_column_of_states_carries_intake_where_no_other_says_it(tmp_path):
    heads = ("received_on", "channel", "applicant", "respondent", "matter", "field", "案件状态")
    rows = [
        ("2024-03-01", "当面", name, "甲县公安局", "行政处罚", "公安", state)
        for name, state in (("申请人甲", "立案审查"), ("申请人乙", "案件办理"), ("申请人丙", "不予受理"))
    ]
    status, said = imported(csv_file(tmp_path, [heads, *rows]))
    assert (status, said["created"]) == (0, 3)
    assert list(Reconsideration.objects.order_by("pk").values_list("state", flat=True)) == [
        "examining", "reviewing", "declined",
    ]  # fmt: skip


def test_a_workbook_with_dates_and_a_title_comes_in_as_a_text_does(tmp_path):
    path = workbook(tmp_path / "cases.xlsx", [("甲县2024年行政复议台账",), *CASES])
    status, said = imported(path)
    assert (status, said["created"]) == (0, 3)
    assert any("表头在第2行" in told for told in said["said"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("appeal", "x.csv", "--organ", "甲县人民政府"), "appeal"),
        (("mediation", "nowhere.csv", "--organ", "甲县人民政府"), "nowhere.csv"),
    ],
)
def test_a_wrong_call_is_refused_in_one_line_that_names_the_value(words, said):
    assert said in wrong("import_records", *words)


def test_an_organ_that_is_not_there_and_an_empty_file_are_refused(tmp_path):
    assert "丁县" in wrong("import_records", "mediation", str(csv_file(tmp_path)), "--organ", "丁县人民政府")
    empty = tmp_path / "empty.csv"
    empty.touch()
    assert "空的" in wrong("import_records", "mediation", str(empty), "--organ", "甲县人民政府")


def test_without_json_the_errors_and_one_line_of_counts_are_printed(tmp_path):
    out = io.StringIO()
    call_command(
        "import_records", "reconsideration", str(csv_file(tmp_path)), "--organ", "141021",
        stdout=out, stderr=io.StringIO(),
    )  # fmt: skip
    assert out.getvalue().strip() == "3行：新增3，更改0，不变0，按原记录收入0，错误0"


def test_a_required_column_that_is_missing_is_the_one_error_of_its_table(tmp_path):
    rows = [[*row[:2], *row[3:]] for row in CASES]
    status, said = imported(csv_file(tmp_path, rows))
    assert (status, said["rows"], said["created"]) == (1, 0, 0)
    assert [(each["row"], each["column"]) for each in said["errors"]] == [(1, "channel")]
    assert "缺少列：渠道" in said["errors"][0]["problem"]
