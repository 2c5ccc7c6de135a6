"""What is sealed: every number with the records behind it, the same as its list; canonical, without floats."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from casework.exports.report import figure_data, table_data
from casework.filters.asked import Question
from casework.sealing.canonical import Json, canonical, checksum, pack, unpack
from casework.sealing.content import report_content
from casework.statistics.compute import compute
from casework.statistics.counting.rates import plain, unplain
from casework.statistics.datasets import Scope
from casework.statistics.model import COHORT, OWN
from casework.statistics.records import lines, listing_of_cell, listing_of_figure, opens
from casework.statistics.view import view_of
from tests.sealing.desk import YEAR
from tests.web.county import make_county


def test_canonical_json_is_sorted_utf_8_without_spaces_and_knows_no_float():
    assert (
        canonical({"乙": [1, None, "a"], "甲": {"b": True, "a": "é"}})
        == '{"乙":[1,null,"a"],"甲":{"a":"é","b":true}}'.encode()
    )
    for faulty in (1.5, [1, 2.0], {"a": [{"b": [1.0]}]}, {"a": Decimal(1)}):
        with pytest.raises(TypeError):
            canonical(faulty)


def test_numbers_are_whole_or_their_decimal_text():
    assert [plain(Decimal(text)) for text in ("3.00", "0.10", "1E+3", "-52.73")] == [3, "0.1", 1000, "-52.73"]
    assert [plain(None), plain(7)] == [None, 7]


def test_what_is_packed_is_unpacked_as_it_was():
    text = canonical({"甲": list(range(1000))})
    assert unpack(pack(text)) == text
    assert checksum(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-4


@pytest.mark.parametrize(
    ("organ", "subtree", "basis"), [("甲县", False, None), ("市", True, "cohort"), ("甲县", True, "received")]
)
def test_behind_every_cell_stand_the_records_of_its_list_and_its_value_is_the_report_s(office, organ, subtree, basis):
    make_county(office)
    question = Question(Scope(office[organ], subtree), YEAR, basis)
    content = json.loads(canonical(report_content(question, office.reference.vocabulary)))
    report = compute(question.scope, YEAR, office.reference.vocabulary, basis=basis)
    seen = 0
    for table, row, column, value, behind in cells(content):
        told = table_data(view_of(report.tables[table["key"]], "zh-hans"))["rows"][table["rows"].index(row)]
        assert as_float(value) == told["values"][column["key"]]
        key = f"{table['key']}.{row['key']}.{column['key']}"
        listing = listing_of_cell(key, question.scope, YEAR, office.reference.vocabulary, basis)
        assert ids(content, behind) == Counter(line["id"] for line in lines(listing)), key
        seen += behind is not None
    assert seen > 100


@pytest.mark.parametrize("basis", [None, COHORT])
def test_behind_both_sides_of_every_figure_stand_the_records_of_their_lists(office, basis):
    make_county(office)
    question = Question(Scope(office["甲县"]), YEAR, basis)
    content = report_content(question, office.reference.vocabulary)
    report = compute(question.scope, YEAR, office.reference.vocabulary, basis=basis)
    for figure in content["figures"]:
        told = figure_data(report.figures[figure["key"]], "zh-hans")
        for name in ("value", "numerator", "denominator"):
            assert as_float(figure[name]) == told[name]
        sides = {"numerator": figure["behind"]}
        if figure["denominator"] is not None:
            sides["denominator"] = figure["below"]
        for side, behind in sides.items():
            if not opens(figure["key"], side):  # reference data
                assert behind is None
                continue
            listing = listing_of_figure(figure["key"], question.scope, YEAR, basis or OWN, side)
            assert ids(content, behind) == Counter(line["id"] for line in lines(listing)), (figure["key"], side)


def cells(content: Json) -> Iterator[tuple[Any, ...]]:
    for table in content["tables"]:
        for row in table["rows"]:
            for column, value, behind in zip(table["columns"], row["values"], row["behind"], strict=True):
                yield table, row, column, value, behind


def ids(content: dict, behind: int | None) -> Counter:
    return Counter() if behind is None else Counter(content["sets"][behind]["records"])


def as_float(value: int | str | None) -> int | float | None:
    found = unplain(value)
    return float(found) if isinstance(found, Decimal) else found


def test_a_sum_is_kept_with_what_each_record_adds(room):
    content = report_content(Question(Scope(room.office["甲县"]), YEAR), room.office.reference.vocabulary)
    figure = next(one for one in content["figures"] if one["key"] == "reconsideration.compensation_amount")
    assert figure["value"] == "1200.5"
    assert content["sets"][figure["behind"]] == {
        "kind": "reconsideration", "records": [room.revoked.pk], "values": ["1200.5"]
    }  # fmt: skip


def test_the_same_figures_make_the_same_text(room):
    question = Question(Scope(room.office["甲县"]), YEAR)
    first = canonical(report_content(question, room.office.reference.vocabulary))
    room.office.mediation("2026-01-05")  # of another year: it counts nowhere in 2024
    assert canonical(report_content(question, room.office.reference.vocabulary)) == first
