"""A table as it is shown: the same words and numbers for every page and file."""

from __future__ import annotations

from decimal import Decimal

import pytest

from casework.filters.asked import Question
from casework.sealing.content import report_content
from casework.sealing.view import sealed_views
from casework.statistics.compute import TableValue, compute
from casework.statistics.datasets import PHASES, Scope
from casework.statistics.model import COUNT, SHARE, Check, Column, Label, Row, Table
from casework.statistics.rollup import year_window
from casework.statistics.sums import sums_of
from casework.statistics.tables import TABLE_KEYS
from casework.statistics.view import view_of
from casework.statistics.words.numbers import number_words
from tests.web.county import make_county


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (None, None, "—"),
        (0, "yuan", "0"),
        (9999, None, "9999"),
        (10_000, None, "10,000"),
        (-12_345, "case", "-12,345"),
        (12_345, "yuan", "12,345.00"),
        (Decimal("12345.00"), "case", "12,345"),
        (Decimal("12345.6"), "yuan", "12,345.60"),
        (Decimal("0.125"), None, "0.13"),
        (52.7, "percent", "52.7"),
    ],
)
def test_a_number_is_said_alike_whether_it_is_whole_or_a_decimal(value, unit, words):
    assert number_words(value, unit) == words


def said(word):
    return Label(f"{word}（中）", word)


def counted(columns, values, checks=()):
    rows = tuple(Row(key, said(key), PHASES, {}) for key in dict.fromkeys(row for row, _ in values))
    return TableValue(Table("T", said("title"), "own", columns, rows, checks=checks), "own", values)


SHARED = (
    Column("count", said("count"), measure=COUNT, unit="case"),
    Column("share", said("share"), measure=SHARE, unit="percent"),
)


def test_a_percentage_is_shown_with_its_sign_and_both_counts_and_each_opens_its_own_records():
    values = {("one", "count"): 1, ("one", "share"): 25, ("total", "count"): 4, ("total", "share"): 100}
    cell = view_of(counted(SHARED, values), "en").lines[0].cells[1]
    assert (cell.text, cell.value, cell.opens) == ("25%", 25, ("T", "one", "share"))
    assert [(part.text, part.opens) for part in cell.parts] == [
        ("1", ("T", "one", "count")),
        ("4", ("T", "total", "count")),
    ]


def test_what_cannot_be_told_opens_nothing_and_has_no_counts():
    values = {("one", "count"): 0, ("one", "share"): None, ("total", "count"): 0, ("total", "share"): None}
    count, share = view_of(counted(SHARED, values), "en").lines[0].cells
    assert (share.text, share.opens, share.parts, share.zero) == ("—", (), None, False)
    assert (count.text, count.zero) == ("0", True)


def test_neighbouring_columns_of_one_heading_stand_together():
    headings = (None, None, "a", "a", "b", None, "a")
    columns = tuple(
        Column(str(place), said("x"), unit="case", heading=said(heading) if heading else None)
        for place, heading in enumerate(headings)
    )
    view = view_of(counted(columns, {("one", str(place)): place for place in range(len(headings))}), "en")
    assert [[head.key for head in run] for run in view.runs] == [["0"], ["1"], ["2", "3"], ["4"], ["5"], ["6"]]
    assert [head.full for head in view.heads[1:3]] == ["x", "a · x"]


def test_columns_of_several_units_name_theirs_and_a_row_of_a_column_without_one_its_own():
    columns = (Column("n", said("n"), unit="case"), Column("m", said("m"), unit="yuan"))
    view = view_of(counted(columns, {("one", "n"): 1, ("one", "m"): Decimal("12345.6")}), "zh-hans")
    assert ([head.text for head in view.heads], view.unit, view.unit_column) == (
        ["n（中）（件）", "m（中）（元）"],
        "件、元",
        False,
    )
    assert [cell.text for cell in view.lines[0].cells] == ["1", "12,345.60"]
    own = counted((Column("value", said("value")),), {("one", "value"): 3})
    own = TableValue(
        Table("T", said("t"), "own", own.table.columns, (own.table.rows[0]._replace(unit="day"),)), "own", own.values
    )
    view = view_of(own, "en")
    assert (view.unit_column, view.lines[0].unit_words, view.lines[0].units) == (True, "days", ("day",))


def test_a_cell_sums_others_only_where_they_make_its_value():
    check = Check("balance", said("balance"), ("one", "two"), ("total",))
    columns = (Column("n", said("n"), unit="case"), Column("m", said("m"), unit="case"))
    values = {(row, column): 1 for row in ("one", "two") for column in ("n", "m")} | {
        ("total", "n"): 2,
        ("total", "m"): 3,
    }
    assert sums_of(counted(columns, values, (check,))) == {"total": {"n": [("one", "n"), ("two", "n")]}}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_sealed_table_shows_the_numbers_and_words_of_the_table_that_was_sealed(office, language):
    make_county(office)
    question = Question(Scope(office["甲县"]), year_window(2024))
    report = compute(question.scope, question.window, office.reference.vocabulary)
    views = sealed_views(report_content(question, office.reference.vocabulary), language)
    assert [view.key for view in views] == ["R1", *[key for key in TABLE_KEYS if key != "R1"]]
    for sealed in views:
        view = view_of(report.tables[sealed.key], language)
        assert [line.values for line in sealed.lines] == [line.values for line in view.lines], sealed.key
        assert [(line.label, line.unit_words) for line in sealed.lines if view.unit_column] == [
            (line.label, line.unit_words) for line in view.lines if view.unit_column
        ]
        shown = [[cell.text for cell in line.cells] for line in sealed.lines]
        missing = [[cell.words for cell in line.cells] for line in view.lines]
        wanted = [[cell.text for cell in line.cells] for line in view.lines]
        for line, words, texts in zip(shown, missing, wanted, strict=True):
            assert line == [(word and "—") or text for word, text in zip(words, texts, strict=True)], sealed.key
