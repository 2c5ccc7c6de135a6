"""Tables, figures and the report leave as files with the numbers of their JSON; indexes say which there are."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from casework.statistics.records import figure_keys
from casework.statistics.tables import MORE_KEYS, TABLE_KEYS
from tests.api.conftest import problem

YEAR = "organ=141021&from=2024-01-01&to=2024-12-31"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def lines(answer: Any) -> list[dict[str, str]]:
    """The rows of a CSV by its headings."""
    assert answer.status_code == 200, answer.content.decode()
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def shown(value: Any) -> str:
    """A number of JSON as a CSV writes it."""
    return "" if value is None else f"{value}"


@pytest.mark.parametrize("key", ["T1", "T2", "T3", "T7", "T10", "T11E", "W1", "R1"])
@pytest.mark.parametrize("chosen", ["", "&conclusion_rate=accepted&rounding=truncate"])
def test_a_table_as_a_file_holds_the_numbers_of_its_json_under_its_keys(county, personas, program, key, chosen):
    ask = program(personas.report_team)
    address = f"tables/{key}/?{YEAR}{chosen}"
    table = ask.json(address)
    found = lines(ask(f"{address}&format=csv"))
    assert found == [
        {"key": row["key"], "label": row["label"], "unit": row["unit"] or ""}
        | {name: shown(value) for name, value in row["values"].items()}
        for row in table["rows"]
    ]
    assert lines(ask(address, Accept="text/csv")) == found
    answer = ask(f"{address}&format=xlsx")
    assert answer["Content-Type"] == XLSX
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_name(key).to_python()
    head = next(place for place, row in enumerate(book) if row[0] == "key")
    assert [row[0] for row in book[head + 1 :]] == [row["key"] for row in table["rows"]]
    for row, wanted in zip(book[head + 1 :], table["rows"], strict=True):
        values = [None if value == "" else float(value) for value in row[3:]]
        assert values == [None if value is None else float(value) for value in wanted["values"].values()]


def test_a_figure_as_a_file_is_one_line_with_both_counts(county, personas, program):
    ask = program(personas.report_team)
    address = f"figures/reconsideration.conclusion_rate/?{YEAR}&conclusion_rate=accepted"
    figure = ask.json(address)
    [line] = lines(ask(f"{address}&format=csv"))
    assert line == {name: shown(figure[name]) for name in line}
    assert figure["value"] is not None


def test_the_report_as_a_file_holds_all_its_tables_and_figures(county, personas, program):
    ask = program(personas.report_team)
    report = ask.json(f"report/?{YEAR}")
    found = lines(ask(f"report/?{YEAR}&format=csv"))
    cells = {(row["table"], row["row"], row["column"]): row["value"] for row in found}
    wanted = {(key, row["key"], column): shown(value) for key, table in report["tables"].items()
              for row in table["rows"] for column, value in row["values"].items()}  # fmt: skip
    wanted |= {("figure", key, "value"): shown(figure["value"]) for key, figure in report["figures"].items()}
    assert cells == wanted
    answer = ask(f"report/?{YEAR}", Accept=XLSX)
    assert "T11" in " ".join(CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).sheet_names)


def test_a_file_is_not_counted_again_where_nothing_has_changed_and_is_another_than_the_json(county, personas, program):
    ask = program(personas.report_team)
    etags = [ask(f"tables/T2/?{YEAR}{form}")["ETag"] for form in ("", "&format=csv", "&format=xlsx")]
    assert len(set(etags)) == 3
    assert ask(f"tables/T2/?{YEAR}", Accept="text/csv", If_None_Match=etags[1]).status_code == 304
    assert ask(f"tables/T2/?{YEAR}", Accept="text/csv", If_None_Match=etags[0]).status_code == 200
    [fault] = problem(ask(f"tables/T2/?{YEAR}&format=pdf"), 400)["errors"]
    assert fault["name"] == "format"


def test_the_indexes_name_every_table_and_figure_with_its_unit_and_address(county, personas, program):
    ask = program(personas.report_team, scope="statistics")
    tables = ask.json("tables/")["results"]
    assert [each["key"] for each in tables] == [*TABLE_KEYS, *MORE_KEYS]
    for each in tables:
        asked = ask.json(f"{each['url']}?{YEAR}")
        assert (asked["title"], asked["basis"]) == (each["name"], each["basis"])
        units = {part["unit"] for part in (*asked["rows"], *asked["columns"])} - {None}
        assert units <= set(each["units"])
    figures = {each["key"]: each for each in ask.json("figures/")["results"]}
    assert set(figures) == set(figure_keys())
    report = ask.json(f"report/?{YEAR}")["figures"]
    assert list(figures) == list(report)
    for key, said in report.items():
        each = figures[key]
        assert (said["label"], said["unit"]) == (each["name"], each["unit"])
        assert said["definition"].startswith(each["definition"])  # a year without its population says so behind
        assert each["has_denominator"] is (said["denominator"] is not None)
    first = figures["reconsideration.received"]["url"]
    assert ask.json(f"{first}?{YEAR}")["key"] == "reconsideration.received"
    assert figures["reconsideration.conclusion_rate"]["denominators"] == ["accepted"]
    assert ask.json("figures/", Accept_Language="en")["results"][0]["name"].isascii()


@pytest.mark.parametrize("name", ["tables", "figures"])
def test_an_index_leaves_as_a_file(county, personas, program, name):
    ask = program(personas.report_team)
    entries = ask.json(f"{name}/")["results"]
    found = lines(ask(f"{name}/", Accept="text/csv"))
    assert [row["url"] for row in found] == [each["url"] for each in entries]
    assert json.dumps(found, ensure_ascii=False).count("；") > 0
    if name == "figures":
        assert {row["has_denominator"] for row in found} == {"true", "false"}
