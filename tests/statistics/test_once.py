"""A case that one organ of a subtree passed to another is received twice: a row beside the receipt counts it once."""

from __future__ import annotations

from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from casework.actions.counting.rollup import rebuild
from casework.law.names import RecordKind
from casework.law.refusals import ActRefused
from casework.models import Phase
from casework.statistics.compute import compute
from casework.statistics.conditions import Window
from casework.statistics.datasets import Scope
from casework.statistics.records import listing_of_cell
from casework.statistics.rollup import Kept, counting_of, year_window
from tests.factories import broken_rules
from tests.management.calls import call
from tests.statistics.test_rollup import NOW

pytestmark = pytest.mark.django_db
CASE = RecordKind.RECONSIDERATION
YEAR = Window(date(2024, 1, 1), date(2024, 12, 31), date(2024, 12, 31))
ONCE = {"T1.received_once.count": 2, "T2.under_review_once.total": 1}


@pytest.fixture
def passed(office):
    """One application declined by a county for want of competence and received by the city; one taken over."""
    first = office.register("2024-03-04", number="甲政复〔2024〕51号")
    office.do(first, "decline", "2024-03-06", reason=6, organ="测试市人民政府")
    office.register("2024-03-11", actor=office.actor("市"), referred_from="甲政复〔2024〕51号")
    below = office.accept("2024-04-08", number="甲政复〔2024〕52号")
    office.do(below, "transfer_up", "2024-05-06", organ="测试市人民政府")
    office.do(CASE, "take_over", "2024-05-07", actor=office.actor("市"), keys={"from": "甲政复〔2024〕52号"})
    return office


def counted(office, organ="市", *, subtree=True, window=YEAR, basis=None):
    report = compute(Scope(office[organ], subtree), window, office.reference.vocabulary, basis=basis)
    rows = {f"{key}.{row.key}" for key in ("T1", "T2") for row in report.tables[key].table.rows}
    return report, rows & {name.rpartition(".")[0] for name in ONCE}


def test_the_row_stands_beside_the_double_receipt_and_opens_into_each_case_once(passed):
    report, shown = counted(passed)
    assert shown == {"T1.received_once", "T2.under_review_once"}
    assert report.tables["T1"].values["received", "count"] == 3
    assert sum(report.tables["T2"].values[row, "total"] for row in ("accepted", "taken_over")) == 2
    for cell, value in ONCE.items():
        table, row, column = cell.split(".")
        listing = listing_of_cell(cell, Scope(passed["市"], subtree=True), YEAR, passed.reference.vocabulary)
        assert report.tables[table].values[row, column] == value == listing.queryset.count()
    assert all(check.holds for value in report.tables.values() for check in value.checks)


@pytest.mark.parametrize(("organ", "subtree"), [("市", False), ("甲县", True), ("甲县", False), ("乙县", True)])
def test_it_is_left_out_where_no_organ_in_scope_passed_a_case_to_another(passed, organ, subtree):
    assert counted(passed, organ, subtree=subtree)[1] == set()


def test_it_is_left_out_where_only_one_receipt_lies_in_the_period(passed):
    later = Window(date(2024, 3, 11), date(2024, 4, 30), date(2024, 4, 30))
    assert counted(passed, window=later)[1] == set()
    assert counted(passed, window=Window(date(2024, 1, 1), date(2024, 3, 10), date(2024, 3, 10)))[1] == set()


def test_a_cohort_counts_an_application_once_and_no_taking_over(passed):
    report, shown = counted(passed, basis="cohort")
    assert shown == {"T1.received_once"}
    assert report.tables["T1"].values["received_once", "count"] == 2


def test_a_void_source_leaves_one_receipt(passed):
    source = Phase.objects.get(closed_by="declined").case
    passed.do(source, "void", "2024-06-03", reason="误录")
    assert counted(passed)[1] == {"T2.under_review_once"}
    assert broken_rules(passed) == {}


def test_command_workbook_page_and_roll_up_show_the_same_row(passed, tmp_path):
    asked = ("--organ", "测试市人民政府", "--from", "2024-01-01", "--to", "2024-12-31", "--subtree")
    said = call("report", *asked, "--format", "json").json()["tables"]["T1"]["rows"]
    assert {row["key"]: row["values"] for row in said}["received_once"] == {"count": 2}
    assert "其中不重复计" in call("report", *asked).out
    target = tmp_path / "report.xlsx"
    call("report", *asked, "--format", "xlsx", "--output", str(target))
    sheets = CalamineWorkbook.from_path(target)
    lines = [line for name in sheets.sheet_names for line in sheets.get_sheet_by_name(name).to_python()]
    assert [line[1] for line in lines if str(line[0]).strip() == "其中不重复计"] == [2]
    records = call("records", *asked, "--cell", "T1.received_once.count", "--format", "json").json()
    assert records["count"] == len(records["records"]) == 2
    list(rebuild(passed.reference.vocabulary, NOW, [2024]))
    kept = counting_of(Scope(passed["国"], subtree=True), year_window(2024), passed.reference.vocabulary)
    assert isinstance(kept, Kept)
    assert "received_once" in [row.key for row in kept.table(kept.tables["T1"]).table.rows]


@pytest.mark.parametrize(
    ("organ", "on", "number"),
    [
        ("乙县", "2024-03-11", "甲政复〔2024〕51号"),
        ("市", "2024-03-05", "甲政复〔2024〕51号"),
        ("市", "2024-03-11", "甲政复〔2024〕52号"),
        ("市", "2024-03-11", "甲政复〔2024〕99号"),
    ],
    ids=["referred to another organ", "before it was referred", "not referred", "no such case"],
)
def test_a_source_that_was_not_referred_here_is_refused(office, organ, on, number):
    first = office.register("2024-03-04", number="甲政复〔2024〕51号")
    office.do(first, "decline", "2024-03-06", reason=6, organ="测试市人民政府")
    office.register("2024-03-04", number="甲政复〔2024〕52号")
    with pytest.raises(ActRefused) as refusal:
        office.register(on, actor=office.actor(organ), referred_from=number)
    assert refusal.value.article == "30"


def test_a_source_is_registered_once_also_by_a_correction(passed):
    twin = passed.register("2024-03-12", actor=passed.actor("市"))
    with pytest.raises(ActRefused, match="已经接收过"):
        passed.register("2024-03-12", actor=passed.actor("市"), referred_from="甲政复〔2024〕51号")
    with pytest.raises(ActRefused, match="已经接收过"):
        passed.do(twin, "correct", "2024-06-03", fact="referred_from", value="甲政复〔2024〕51号", reason="补记来源")
