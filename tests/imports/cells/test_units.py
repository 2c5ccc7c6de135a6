"""In which unit amounts are that no cell says: as the heading has it, else a line above the head, and that is said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from casework.imports.cells.units import unit_above, unit_of_heading
from casework.law.names import RecordKind
from casework.models import Mediation
from tests.imports.sheets import Rows
from tests.imports.test_kinds import MEDIATIONS, come, wrong_in
from tests.imports.test_tables import HEAD, ROW, table_of

pytestmark = pytest.mark.django_db


def amounts(office, tmp_path, *above: list[str], heading: str = "涉及金额", cells: tuple[object, ...] = (0.5,)):
    """What came of a ledger below these lines, and the amounts that are kept."""
    head = [heading if each == "涉及金额（元）" else each for each in MEDIATIONS[0]]
    place = head.index(heading)
    rows: Rows = [[n, *MEDIATIONS[3][1:place], cell, *MEDIATIONS[3][place + 1 :]] for n, cell in enumerate(cells, 1)]
    outcome = come(office, tmp_path, RecordKind.MEDIATION, [*above, head, *rows])
    assert wrong_in(outcome) == []
    return outcome, [record.amount for record in Mediation.objects.order_by("pk")]


@pytest.mark.parametrize(
    ("line", "yuan"),
    [
        (["填报单位：史村镇司法所", "", "单位：万元"], 5000),
        (["填报单位：史村镇司法所          单位：万元"], 5000),
        (["（单位:万元）"], 5000),
        (["金额单位：", "千元"], 500),
        (["单位：人、万元"], 5000),
        (["单位：元"], Decimal("0.5")),
        (["填报单位：元宝镇司法所"], Decimal("0.5")),
    ],
)
def test_the_unit_above_the_head_is_that_of_the_amounts_below(office, tmp_path, line, yuan):
    _outcome, found = amounts(office, tmp_path, ["甲县人民调解台账"], line)
    assert found == [yuan]


def test_a_cell_that_names_its_unit_goes_before_the_line_above_the_head(office, tmp_path):
    cells = (0.5, "1.2万元", "3000元", "2千元", "/")
    _outcome, found = amounts(office, tmp_path, ["单位：万元"], cells=cells)
    assert found == [5000, 12000, 3000, 2000, 0]


def test_a_heading_that_names_its_unit_goes_before_the_line_above_the_head(office, tmp_path):
    outcome, found = amounts(office, tmp_path, ["单位：万元"], heading="涉及金额（元）")
    assert found == [Decimal("0.5")]
    assert "表头上方写着单位：万元，没有要按它读的金额列" in [said.zh for said in outcome.told]


def test_a_unit_above_the_head_is_said_with_the_columns_that_go_by_it(office, tmp_path):
    outcome, _found = amounts(office, tmp_path, ["单位：万元"])
    assert "表头上方写着单位：万元，「涉及金额」按万元读" in [said.zh for said in outcome.told]


def test_numbers_of_people_do_not_go_by_the_unit_of_amounts(office, tmp_path):
    amounts(office, tmp_path, ["单位：万元"])
    head = [*HEAD, "涉及人数"]
    table, rows, _said = table_of(["单位：万元"], head, [*ROW, 3])
    assert (table.unit.yuan, rows[0][1][-1]) == (10_000, 3)


@pytest.mark.parametrize(
    ("heading", "yuan"),
    [("涉及金额（千元）", 1000), ("涉及金额（亿元）", 10**8), ("涉及金额万元", 10**4), ("涉及金额", None)],
)
def test_a_heading_may_name_any_unit_of_money(heading, yuan):
    assert unit_of_heading(heading) == yuan


def test_no_line_above_the_head_names_no_unit():
    assert unit_above([["甲县台账"], [1, None, ""]]) is None
