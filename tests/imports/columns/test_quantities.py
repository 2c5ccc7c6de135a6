"""工作台账: quantities that stand in columns of their own, whatever counties call them; none is lost in silence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from casework.imports.columns import COLUMNS
from casework.imports.mapping import ColumnMapping, known_headings
from casework.law.names import RecordKind
from casework.models import LedgerEntry, LedgerQuantity
from casework.reference import ledger_kinds
from tests.factories import broken_rules
from tests.imports.test_kinds import come, wrong_in

pytestmark = pytest.mark.django_db
TRAINING = (
    ("序号", "培训时间", "培训主题", "参加单位", "参训人数", "备注"),
    (1, "2024.3.5", "行政处罚法", "公安局、市监局、史村镇", 56, ""),
    (2, "2024.5.6", "执法资格", "全县执法单位", "120人", ""),
)
LEDGER = RecordKind.LEDGER


def taken(office: Any, tmp_path: Any, rows: Any, kind: str, **headings: str) -> Any:
    """What comes of entries of one kind."""
    mapping = ColumnMapping(constants={"kind": kind}, headings=headings)
    return come(office, tmp_path, LEDGER, rows, mapping)


def counted() -> list[dict[str, Decimal]]:
    """The quantities of each entry."""
    return [dict(entry.quantities.values_list("quantity", "value")) for entry in LedgerEntry.objects.order_by("pk")]


def test_a_training_ledger_counts_its_persons_and_the_units_that_it_names(office, tmp_path):
    assert wrong_in(taken(office, tmp_path, TRAINING, "行政执法人员培训")) == []
    assert counted() == [{"persons": 56, "units": 3}, {"persons": 120, "units": 1}]
    assert set(LedgerQuantity.objects.get(value=3).names) == {"公安局", "市监局", "史村镇"}
    assert broken_rules(office) == {}


def test_a_number_that_is_said_to_be_of_no_quantity_is_an_error_and_not_lost(office, tmp_path):
    outcome = taken(office, tmp_path, TRAINING, "行政执法人员培训", 参训人数="value")
    assert wrong_in(outcome) == [(2, "value", "数值没有说是哪个数量"), (3, "value", "数值没有说是哪个数量")]
    assert "参训人数" in outcome.errors.kept[0].allowed.zh


def test_a_quantity_that_the_kind_does_not_have_is_an_error_that_names_those_it_has(office, tmp_path):
    rows = [("日期", "参训人数"), ("2024-05-01", 9)]
    outcome = taken(office, tmp_path, rows, "法律咨询")
    assert wrong_in(outcome) == [(2, "quantity:persons", "法律咨询没有这个数量")]
    assert outcome.errors.kept[0].heading == "参训人数"
    assert "咨询件数" in outcome.errors.kept[0].allowed.zh


def test_units_of_a_kind_that_counts_none_are_an_error(office, tmp_path):
    rows = [("日期", "咨询件数", "参加单位"), ("2024-05-01", 9, "公安局")]
    assert wrong_in(taken(office, tmp_path, rows, "法律咨询")) == [(2, "unit_names", "法律咨询不按单位计数")]


def test_several_quantities_of_a_row_stand_in_a_column_each(office, tmp_path):
    rows = [("日期", "咨询件数", "满意件数"), ("2024-05-01", 12, 11)]
    assert wrong_in(taken(office, tmp_path, rows, "法律咨询")) == []
    assert counted() == [{"count": 12, "satisfied": 11}]


def test_a_criminal_case_of_legal_aid_counts_as_an_assignment(office, tmp_path):
    rows = [
        ("案件号", "受援人姓名", "案件类型", "受理日期"),
        ("测援1", "受援人甲", "刑事", "2024-05-01"),
        ("测援2", "受援人乙", "民事", "2024-05-02"),
    ]
    assert wrong_in(taken(office, tmp_path, rows, "法律援助")) == []
    assert counted() == [{"criminal_assignments": 1}, {"cases": 1}]


def test_a_sort_of_case_that_is_no_quantity_is_given_one_by_the_mapping(office, tmp_path):
    rows = [("日期", "案件类型"), ("2024-05-01", "劳动")]
    assert wrong_in(taken(office, tmp_path, rows, "法律援助")) == [(2, "quantity", "法律援助没有这个数量")]
    mapping = ColumnMapping(constants={"kind": "法律援助"}, values={"quantity": {"劳动": "cases"}})
    assert wrong_in(come(office, tmp_path, LEDGER, rows, mapping)) == []
    assert counted() == [{"cases": 1}]


def test_every_quantity_of_every_kind_has_a_column_that_its_names_head(office):
    headings = known_headings(LEDGER)
    for kind in ledger_kinds().values():
        for quantity in kind.quantities.values():
            assert f"quantity:{quantity.code}" in COLUMNS[LEDGER]
            assert headings[quantity.zh.lower()] == f"quantity:{quantity.code}"
