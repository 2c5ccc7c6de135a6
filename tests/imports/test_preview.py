"""What a dry run says of the tables is what they show once the file is written, and before."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.imports.mapping import ColumnMapping
from casework.imports.preview import cells_of, moved, years_of
from casework.imports.running import import_file
from casework.law.names import RecordKind
from casework.models import Event, ImportBatch, Reconsideration
from tests.imports.sheets import CASES, HEADS, text_of
from tests.imports.test_kinds import AIDED, LEDGER, MEDIATIONS, RESPONDENT, SUITS

pytestmark = pytest.mark.django_db
YEARS = range(2024, 2027)
TODAY = date(2026, 6, 30)
ADVISED = [[*row, more] for row, more in zip(CASES, ("opinion_letter_on", "", "2024-02-20", ""), strict=True)]
ADVISED[1][HEADS.index("matter")] = "政府信息公开"
FILES = {
    RecordKind.RECONSIDERATION: ADVISED,
    RecordKind.LITIGATION: SUITS,
    RecordKind.MEDIATION: MEDIATIONS,
    RecordKind.LEDGER: LEDGER,
    RecordKind.RESPONDENT: RESPONDENT,
}
UPHELD = "维持"


def of_file(office, tmp_path, kind, rows, *, dry_run, mapping=None, organ="甲县"):
    """What came of a file of these rows at an organ."""
    path = tmp_path / "rows.csv"
    path.write_bytes(text_of(rows))
    mapping = mapping or ColumnMapping()
    return import_file(
        kind, path, actor=office.actor(organ), today=office.today, reference=office.reference, mapping=mapping,
        dry_run=dry_run,
    )  # fmt: skip


def holds(office, tmp_path, kind, rows, organ="甲县"):
    """What a dry run says, once it is seen that the import moves just that."""
    keeper, vocabulary = office.actor(organ).organ, office.reference.vocabulary
    said = of_file(office, tmp_path, kind, rows, dry_run=True, organ=organ).tables
    before = cells_of(keeper, kind, YEARS, vocabulary, lambda: None)
    come = of_file(office, tmp_path, kind, rows, dry_run=False, organ=organ)
    assert ([each.problem.zh for each in come.errors.kept], come.created > 0) == ([], True)
    assert said == moved(before, cells_of(keeper, kind, YEARS, vocabulary, lambda: None))
    return said


@pytest.mark.parametrize("kind", FILES)
def test_the_tables_show_after_the_import_what_the_dry_run_said(office, tmp_path, kind):
    assert holds(office, tmp_path, kind, FILES[kind])


def test_a_province_that_decides_on_its_own_act_is_told_of_itself_as_respondent(office, tmp_path):
    rows = [list(row) for row in ADVISED[:2]]
    rows[1][HEADS.index("respondent")] = "测试省人民政府"
    said = holds(office, tmp_path, RecordKind.RECONSIDERATION, rows, "省")
    assert [each for each in said if each.table == "D1"]


def test_numbers_are_those_that_a_person_counts_in_the_file(office, tmp_path):
    said = of_file(office, tmp_path, RecordKind.RECONSIDERATION, CASES, dry_run=True).tables
    of_2024 = {each.words.zh: (each.before, each.after) for each in said if (each.year, each.table) == (2024, "R1")}
    assert of_2024["收到行政复议申请"] == (0, 3)
    assert of_2024[UPHELD] == (0, 1)
    open_later = [each for each in said if each.year == 2026 and each.words.zh.startswith("收到")]
    assert open_later == []


def told_of(said, year, table):
    """What is said of a table of a year: words -> both values."""
    return {each.words.zh: (each.before, each.after) for each in said if (each.year, each.table) == (year, table)}


def test_the_form_of_the_act_in_force_is_told_too_and_columns_say_what_they_stand_under(office, tmp_path):
    said = of_file(office, tmp_path, RecordKind.RECONSIDERATION, CASES, dry_run=True).tables
    assert told_of(said, 2024, "T11E")
    of_2025 = told_of(said, 2025, "T10")
    assert of_2025["2025年1月 · 上年同期 · 收到"] == (0, 3)
    assert "2025年1月 · 收到" not in of_2025


def test_a_rate_of_nothing_that_becomes_nought_is_told(office, tmp_path):
    said = of_file(office, tmp_path, RecordKind.RECONSIDERATION, CASES[:2], dry_run=True).tables
    assert told_of(said, 2024, "R1")["网上申请率"] == (None, 0)


def test_what_a_correction_moves_is_told_and_nothing_of_the_dry_run_is_left(office, tmp_path):
    kind = RecordKind.RECONSIDERATION
    of_file(office, tmp_path, kind, CASES, dry_run=False)
    rows = [list(row) for row in CASES]
    rows[1][HEADS.index("outcome")] = "撤销"
    events, cases = Event.objects.count(), list(Reconsideration.objects.order_by("pk").values())
    said = of_file(office, tmp_path, kind, rows, dry_run=True)
    told = {each.words.zh: (each.before, each.after) for each in said.tables if (each.year, each.table) == (2024, "R1")}
    assert said.changed == 1
    assert (told[UPHELD], told["撤销"]) == ((1, 0), (1, 2))
    assert (Event.objects.count(), list(Reconsideration.objects.order_by("pk").values())) == (events, cases)
    assert ImportBatch.objects.count() == 1


def test_a_file_with_an_error_moves_nothing(office, tmp_path):
    rows = [list(row) for row in CASES]
    rows[3][HEADS.index("received_on")] = "不知道"
    assert of_file(office, tmp_path, RecordKind.RECONSIDERATION, rows, dry_run=True).tables == []


def test_rows_that_each_count_one_move_the_ledger(office, tmp_path):
    mapping = ColumnMapping(constants={"kind": "legal_aid"})
    said = of_file(office, tmp_path, RecordKind.LEDGER, AIDED, dry_run=True, mapping=mapping).tables
    assert {(each.before, each.after) for each in said if each.table == "W1"} == {(0, 2)}


def test_years_go_on_until_today_for_what_is_open_and_begin_thirty_before():
    assert list(years_of(date(2024, 3, 1), TODAY)) == [2024, 2025, 2026]
    assert years_of(date(1900, 1, 5), TODAY) == range(1996, 2027)


def test_a_case_that_moves_to_another_year_is_told_of_in_both(office, tmp_path):
    kind, rows = RecordKind.RECONSIDERATION, [list(CASES[0]), list(CASES[3])]
    of_file(office, tmp_path, kind, rows, dry_run=False)
    rows[1][HEADS.index("received_on")] = "2025-01-05"
    said = of_file(office, tmp_path, kind, rows, dry_run=True).tables
    received = "收到行政复议申请"
    assert [told_of(said, year, "R1")[received] for year in (2024, 2025)] == [(1, 0), (0, 1)]


def test_a_dry_run_locks_nothing_while_rows_are_judged(office, tmp_path):
    locked = []
    rows = text_of([CASES[0], *CASES[1:]])
    path = tmp_path / "rows.csv"
    path.write_bytes(rows)
    with CaptureQueriesContext(connection) as asked:
        import_file(
            RecordKind.RECONSIDERATION, path, actor=office.actor(), today=office.today, reference=office.reference,
            mapping=ColumnMapping(), progress=lambda _rows: locked.append(len(asked.captured_queries)),
        )  # fmt: skip
    assert len(locked) == 1 + 1 + 2 * len(YEARS)  # the rows read, the rows written, each year after and before
    before = [query["sql"] for query in asked.captured_queries[: locked[0]]]
    assert not [sql for sql in before if not sql.startswith("SELECT") or "FOR" in sql.split()]
