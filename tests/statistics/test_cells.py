"""Every number equals the list behind it, every balance holds, and the tables agree, over random lawful lives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from casework.law.names import Outcome
from casework.models import Population
from casework.statistics.compute import FigureValue, Report, TableValue, Value, compute, exact
from casework.statistics.counting.rates import percent, rate, rounded
from casework.statistics.ledger import quantity_keys, rate_keys
from casework.statistics.model import COHORT, OWN
from casework.statistics.records import Listing, figure_keys, listing_of_cell, listing_of_figure, opens
from tests.lives import Lives
from tests.statistics.asked import BASES, Asked, asked_of, tables_under

pytestmark = pytest.mark.django_db
REPORTS = 2
COUNTED = {"case", "instance", "entry"}


@pytest.fixture(scope="module")
def world(lives: Lives) -> list[Asked]:
    return list(asked_of(lives, REPORTS))


def units(value: TableValue, row: str, column: str) -> set[str]:
    of_row = next((r.unit for r in value.table.rows if r.key == row), "case")
    of_column = next(c.unit for c in value.table.columns if c.key == column)
    return {unit for unit in (of_row, of_column) if unit is not None}


def measured(listing: Listing, unit: str) -> Value:
    """The number that the list itself gives."""
    if unit in COUNTED:
        assert listing.total() is None
        return listing.queryset.count()
    if unit == "day":
        days = [exact(day) for day in listing.queryset.values_list("days", flat=True)]
        return rounded(sum(days, Decimal(0)) / len(days)) if days else None
    return listing.total()


def entered(listing: Listing, name: str) -> Value:
    """The number of a ledger quantity that its list gives, added up as its kind declares."""
    rows = list(listing.queryset.values_list("value", "names"))
    total = sum((value for value, _ in rows), Decimal(0))
    how = quantity_keys()[name][1].adds_up
    if how == "mean":
        return rounded(total / len(rows)) if rows else None
    named = {one for _, names in rows for one in names}
    if how == "distinct" and named:
        return len(named) + sum((value for value, names in rows if not names), Decimal(0))
    assert listing.total() == total
    return total


MANY = 400
"""Cells of a table that are all opened; of a larger one those that count something, and some of the others."""


def looked_at(value: TableValue) -> list[tuple[tuple[str, str], Value]]:
    cells = list(value.values.items())
    if len(cells) <= MANY:
        return cells
    counting = [cell for cell in cells if cell[1]]
    return [*counting[:MANY], *[cell for cell in cells if not cell[1]][:: len(cells) // 40]]


def wrong_cells(asked: Asked, report: Report, basis: str | None) -> Iterator[str]:
    for value in tables_under(report, basis):
        key = value.table.key
        if key in ("W1", "R1"):
            continue
        totals: dict[str, int] = {}
        for (row, column), number in looked_at(value):
            cell = f"{key}.{row}.{column}"
            listing = listing_of_cell(cell, asked.scope, asked.window, asked.vocabulary, basis)
            (unit,) = units(value, row, column) - COUNTED or {"case"}
            if unit == "percent":
                if not totals:
                    whole = f"{key}.total.{column}"
                    found = listing_of_cell(whole, asked.scope, asked.window, asked.vocabulary, basis)
                    totals["total"] = found.queryset.count()
                expected: Value = percent(listing.queryset.count(), totals["total"])
            else:
                expected = measured(listing, unit)
            if number != expected:
                yield f"{asked} {basis} {cell}: {number}, its list gives {expected}"


def test_every_cell_of_every_table_under_every_basis_equals_its_list(world):
    wrong = [text for asked in world for basis in BASES for text in wrong_cells(asked, asked.report(basis), basis)]
    assert wrong == []


def side_of(asked: Asked, figure: FigureValue, basis: str, side: str) -> Value:
    if not opens(figure.key, side):  # reference data
        kept = Population.objects.filter(organ=asked.scope.organ, year=asked.window.upto.year)
        return sum(kept.values_list("inhabitants", flat=True))
    listing = listing_of_figure(figure.key, asked.scope, asked.window, basis, side)
    name = figure.key.removeprefix("ledger.")
    if figure.key.startswith("ledger.") and figure.denominator is None:
        return entered(listing, name)
    if figure.key.startswith("ledger."):
        return signed(listing, name, side)
    return measured(listing, figure.unit if figure.denominator is None else "case")


def signed(listing: Listing, name: str, side: str) -> Decimal:
    """One side of a ledger's rate, `a` or `a-b`, from the rows of its list."""
    rate = rate_keys()[name][1]
    minus = (rate.numerator if side == "numerator" else rate.denominator).partition("-")[2]
    rows = listing.queryset.values_list("quantity", "value")
    return sum((-value if quantity == minus else value for quantity, value in rows), Decimal(0))


def wrong_figures(asked: Asked, report: Report, basis: str) -> Iterator[str]:
    assert set(report.figures) == set(figure_keys())
    for key, figure in report.figures.items():
        if figure.denominator is None:
            found = {"value": (figure.value, side_of(asked, figure, basis, "numerator"))}
        else:
            top, bottom = (side_of(asked, figure, basis, side) for side in ("numerator", "denominator"))
            found = {
                "numerator": (figure.numerator, top),
                "denominator": (figure.denominator, bottom),
                "value": (figure.value, rate(figure.unit, top or 0, bottom or 0)),
            }
        for what, (number, expected) in found.items():
            if number != expected:
                yield f"{asked} {basis} {key} {what}: {number}, its list gives {expected}"


def test_every_figure_and_both_sides_of_every_rate_equal_their_lists(world):
    wrong = []
    for asked in world:
        wrong += wrong_figures(asked, asked.report(), OWN)
        wrong += wrong_figures(asked, asked.report(COHORT), COHORT)
    assert wrong == []


def test_w1_and_r1_are_the_figures_and_open_into_the_same_lists(world):
    for asked in world:
        report = asked.report()
        cohort = asked.report(COHORT).figures
        w1, r1 = report.tables["W1"].values, report.tables["R1"].values
        assert {row: value for (row, _), value in r1.items()} == {
            key.replace(".", ":"): figure.value for key, figure in cohort.items()
        }
        assert {row.replace(":", "."): value for (row, _), value in w1.items()} == {
            key: report.figures[f"ledger.{key}"].value for key in quantity_keys()
        }
        for row, key, basis in [(row, f"R1.{row}.value", COHORT) for row, _ in r1] + [
            (f"ledger:{row}", f"W1.{row}.value", OWN) for row, _ in w1
        ]:
            of_cell = listing_of_cell(key, asked.scope, asked.window, asked.vocabulary)
            of_figure = listing_of_figure(row.replace(":", "."), asked.scope, asked.window, basis)
            assert of_cell.unit == of_figure.unit
            assert set(of_cell.queryset.values_list("pk")) == set(of_figure.queryset.values_list("pk"))


def test_every_balance_of_every_table_holds(world):
    broken = [
        f"{asked} {basis} {value.table.key}.{check.id}: {check.left} and {check.right}"
        for asked in world
        for basis in BASES
        for value in asked.report(basis).tables.values()
        for check in value.checks
        if not check.holds
    ]
    assert broken == []


def test_the_columns_that_are_summed_sum_to_their_total(world):
    for asked in world:
        for basis in BASES:
            for key in ("T3", "T4", "T5", "T6", "T9", "T11", "M2", "M3"):
                value = asked.report(basis).tables[key]
                rows = [row.key for row in value.table.rows if not (row.child or row.apart or row.key == "total")]
                for column in value.table.columns:
                    if column.key != "share":
                        assert (
                            sum(value.values[row, column.key] or 0 for row in rows) == value.values["total", column.key]
                        ), f"{asked} {basis} {key}.{column.key}"


def test_the_national_form_by_the_act_of_2023_opens_its_lists_and_balances_like_that_of_2015(world):
    for asked in world:
        for basis in BASES:
            report = compute(asked.scope, asked.window, asked.vocabulary, tables=["T11", "T11E"], basis=basis)
            old, new = (report.tables[key] for key in ("T11", "T11E"))
            assert all(check.holds for check in new.checks)
            shared = [cell for cell in old.values if not cell[1].startswith("out_")]
            assert {cell: old.values[cell] for cell in shared} == {cell: new.values[cell] for cell in shared}
            for outcome in Outcome:
                counted = new.values["total", f"out_{outcome.value}"]
                cell = f"T11E.total.out_{outcome.value}"
                listing = listing_of_cell(cell, asked.scope, asked.window, asked.vocabulary, basis)
                assert counted == listing.queryset.count(), f"{asked} {basis} {cell}"
