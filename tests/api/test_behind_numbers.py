"""The records behind a number: as many as the cell or the figure says, within reach."""

from __future__ import annotations

import pytest

from casework.exports.resources import RESOURCES
from casework.statistics.figures import KNOWN
from casework.statistics.tables import TABLE_KEYS
from tests.api.conftest import problem

YEAR = "organ=141021&from=2024-01-01&to=2024-12-31"
KINDS = ("reconsiderations", "litigations", "mediations", "ledger-entries", "respondent-cases")


def counted(unit_of_row: str | None, unit_of_column: str | None) -> bool:
    units = {unit for unit in (unit_of_row, unit_of_column) if unit is not None}
    return units <= {"case", "instance", "entry"}


KIND_OF = {"L": "litigations", "M": "mediations", "W": "ledger-entries", "B": "respondent-cases"}


def resource_of(table: str, row: str) -> str:
    if table == "D1":
        kept = {"reconsideration": "reconsiderations", "reconsideration_elsewhere": "respondent-cases"}
        return kept.get(row, "litigations")
    return KIND_OF.get(table[0], "reconsiderations")


EACH_ZERO = 13
"""Of the cells that count nothing every thirteenth is asked for: T11 has a thousand."""
TABLES = tuple(key for key in TABLE_KEYS if key not in ("W1", "R1"))


@pytest.mark.parametrize("table", TABLES)
def test_the_records_behind_every_cell_are_as_many_as_the_cell_says(busy, personas, program, table, settings):
    settings.API_REQUESTS_A_MINUTE = 10**6
    ask, wrong, looked, zeros = program(personas.report_team), {}, 0, 0
    found = ask.json(f"tables/{table}/?{YEAR}")
    units = {column["key"]: column["unit"] for column in found["columns"]}
    for row in found["rows"]:
        for column, value in row["values"].items():
            zeros += not value
            if not counted(row["unit"], units[column]) or (not value and zeros % EACH_ZERO):
                continue
            address = (
                f"{resource_of(table, row['key'])}/?cell={table}.{row['key']}.{column}&{YEAR}&fields=id&page_size=2"
            )
            lines = len(ask.pages(address)) if value else len(ask.json(address)["results"])
            looked += 1
            if lines != value:
                wrong[row["key"], column] = (value, lines)
    assert wrong == {}
    assert looked


@pytest.mark.parametrize("basis", ["", "&basis=cohort"])
def test_the_records_behind_every_figure_are_as_many_as_it_says(busy, personas, program, basis):
    ask, wrong = program(personas.report_team), {}
    for key, figure in ask.json(f"report/?{YEAR}{basis}")["figures"].items():
        if key.startswith("ledger.") or figure["unit"] not in ("case", "instance", "entry", "percent"):
            continue
        resource = {"l": "litigations", "m": "mediations"}.get(key[0], "reconsiderations")
        sides = {"numerator": figure["numerator"], "denominator": figure["denominator"]}
        if figure["denominator"] is None:
            sides = {"numerator": figure["value"]}
        for side, value in sides.items():
            rows = ask.pages(f"{resource}/?figure={key}&side={side}&{YEAR}{basis}&fields=id")
            if len(rows) != value:
                wrong[key, side] = (value, len(rows))
    assert wrong == {}


@pytest.mark.parametrize("key", sorted(KNOWN))
def test_every_figure_and_quality_indicator_opens_its_records(county, personas, program, key):
    ask, figure = program(personas.report_team), KNOWN[key]
    for side, count in (("numerator", figure.numerator), ("denominator", figure.denominator)):
        if count is None:
            continue
        what = next((name for name in KINDS if RESOURCES[name].kind == count.base.kind), "reconsiderations")
        answer = ask(f"{what}/?figure={key}&side={side}&{YEAR}&fields=id")
        if count.base.reference:
            assert "基础数据" in problem(answer, 400)["detail"]
        else:
            assert "results" in answer.json(), side


def test_the_records_behind_a_number_of_another_organ_are_not_there(busy, personas, program):
    problem(program(personas.sister_clerk)(f"reconsiderations/?cell=T2.concluded.total&{YEAR}"), 404)
