"""report: every form says the same numbers; a wrong call says one line and writes nothing."""

from __future__ import annotations

import csv
import io
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from casework.exports.workbook import sheets_of
from casework.statistics.tables import TABLE_KEYS
from tests.lives import Lives
from tests.management.calls import COUNTY, YEAR, call, run, wrong

BASES = ("received", "accepted", "concluded", "cohort")


@pytest.fixture
def lives(office) -> Lives:
    return Lives(office, 3).play(cases=8, suits=3, mediations=3, entries=3)


def cells(data: dict[str, Any]) -> dict[tuple[str, str, str], float | None]:
    return {
        (key, row["key"], column): value
        for key, table in data["tables"].items()
        for row in table["rows"]
        for column, value in row["values"].items()
    }


def test_json_has_the_shape_of_the_contract(lives):
    data = call("report", *COUNTY, "--format", "json", "--as-of", "2025-03-31", "--subtree").json()
    assert data["organ"] == {"code": "141021", "name": "甲县人民政府"}
    assert (data["subtree"], data["basis"], data["as_of"]) == (True, None, "2025-03-31")
    assert data["period"] == {"from": "2024-01-01", "to": "2024-12-31"}
    assert set(data) == {
        "organ", "subtree", "period", "basis", "as_of", "generated_at", "definitions", "tables", "figures",
    }  # fmt: skip
    assert tuple(data["tables"]) == TABLE_KEYS
    for table in data["tables"].values():
        assert set(table) == {"title", "basis", "columns", "rows", "checks"}
        assert all(set(column) == {"key", "label", "unit"} for column in table["columns"])
        for row in table["rows"]:
            assert set(row) == {"key", "label", "unit", "values"}
            assert set(row["values"]) == {column["key"] for column in table["columns"]}
            assert "." not in row["key"]
            for column in table["columns"]:
                assert (row["unit"] is None) != (column["unit"] is None), (row["key"], column["key"])
        assert all(set(check) == {"id", "label", "holds", "left", "right", "gap"} for check in table["checks"])
    for figure in data["figures"].values():
        assert set(figure) == {"label", "value", "unit", "numerator", "denominator", "definition"}
        assert (figure["denominator"] is None) == (figure["numerator"] is None)


def test_csv_and_workbook_hold_the_same_numbers_as_json(lives, tmp_path):
    data = call("report", *COUNTY, "--format", "json").json()
    lines = list(csv.DictReader(io.StringIO(call("report", *COUNTY, "--format", "csv").out)))
    in_csv = {(x["table"], x["row"], x["column"]): x["value"] for x in lines if x["table"] != "figure"}
    assert in_csv == {cell: "" if value is None else str(value) for cell, value in cells(data).items()}
    figures = {x["row"]: (x["value"], x["numerator"], x["denominator"]) for x in lines if x["table"] == "figure"}
    assert figures == {
        key: tuple("" if figure[k] is None else str(figure[k]) for k in ("value", "numerator", "denominator"))
        for key, figure in data["figures"].items()
    }
    file = tmp_path / "report.xlsx"
    call("report", *COUNTY, "--format", "xlsx", "--output", str(file))
    book = CalamineWorkbook.from_path(file)
    assert book.sheet_names[:-1] == sheets_of(None)
    for key, table in data["tables"].items():
        lines = book.get_sheet_by_name(key).to_python(skip_empty_area=False)[4:]
        rows = lines[: len(table["rows"])]
        shown = [[cell or None for cell in row[1 : len(table["columns"]) + 1]] for row in rows]
        assert [row[0] for row in rows] == [row["label"] for row in table["rows"]]
        assert shown == [[value or None for value in row["values"].values()] for row in table["rows"]]


def test_text_names_organ_period_basis_tables_and_figures(lives):
    text = call("report", *COUNTY, "--as-of", "2025-03-31").out
    assert text.startswith("甲县人民政府  2024-01-01 — 2024-12-31（状态日2025-03-31）")
    for key in TABLE_KEYS:
        assert f"\n{key} " in text
    assert "reconsideration.received" in text
    assert "✕" not in text


@pytest.mark.parametrize("basis", BASES)
def test_a_table_says_in_which_basis_it_was_read(lives, basis):
    read = call("report", *COUNTY, "--format", "json", "--basis", basis).json()
    own = call("report", *COUNTY, "--format", "json").json()
    assert read["basis"] == basis
    any_basis = {"T3", "T4", "T5", "T6", "T7", "T9", "T11"}
    cohort_only, mediation = {"T1", "T2", "R1"}, {"M1", "M2", "M3"}
    moved = any_basis | (cohort_only if basis == "cohort" else set())
    moved |= mediation if basis in ("received", "concluded") else set()
    for key, table in read["tables"].items():
        assert table["basis"] == (basis if key in moved else own["tables"][key]["basis"]), key
    assert {key: table["basis"] for key, table in own["tables"].items()} == {
        "T1": "received", "T2": "own", "T3": "accepted", "T4": "accepted", "T5": "accepted", "T6": "accepted",
        "T7": "concluded", "T8": "own", "L1": "own", "L2": "own", "L3": "received", "L4": "own", "M1": "concluded",
        "M2": "concluded", "M3": "concluded", "W1": "own", "R1": "cohort",
        "T9": "concluded", "T10": "own", "T11": "accepted", "D1": "own", "B1": "own",
    }  # fmt: skip


def test_only_the_tables_asked_for_but_every_figure(lives):
    data = call("report", *COUNTY, "--format", "json", "--table", "T2", "L1", "--table", "T2").json()
    assert list(data["tables"]) == ["T2", "L1"]
    assert len(data["figures"]) > 70


def test_an_organ_is_named_by_code_or_former_name_too(office):
    by_name = call("report", *COUNTY, "--format", "json").json()
    by_code = call("report", "--organ", "141021", *YEAR, "--format", "json").json()
    assert by_name["organ"] == by_code["organ"]
    assert all(value in (0, None) for value in cells(by_name).values())


WRONG = [
    (("--organ", "没有的县", *YEAR), "没有的县"),
    (("--organ", "甲县人民政府", "--from", "2024-13-01", "--to", "2024-12-31"), "2024-13-01"),
    (("--organ", "甲县人民政府", "--from", "2024", "--to", "2024-12-31"), "2024"),
    (("--organ", "甲县人民政府", "--from", "2024-12-31", "--to", "2024-01-01"), "2024-12-31"),
    ((*COUNTY, "--as-of", "2023-12-31"), "2023-12-31"),
    ((*COUNTY, "--as-of", "soon"), "soon"),
    ((*COUNTY, "--table", "T99"), "T99"),
    ((*COUNTY, "--basis", "vibes"), "vibes"),
    ((*COUNTY, "--format", "docx"), "docx"),
    ((*COUNTY, "--format", "xlsx"), "--output"),
    ((*COUNTY, "--no-such-option"), "--no-such-option"),
    (YEAR, "--organ"),
]


@pytest.mark.parametrize(("words", "named"), WRONG, ids=lambda value: value if isinstance(value, str) else "")
def test_a_wrong_call_names_the_value_in_one_line(office, words, named):
    assert named in wrong("report", *words)


# ---- Files ----


@pytest.mark.parametrize("form", ["text", "json", "csv", "xlsx"])
def test_a_file_is_replaced_whole(office, tmp_path, form):
    file = tmp_path / "report"
    file.write_text("old")
    said = call("report", *COUNTY, "--format", form, "--output", str(file))
    assert said.out == ""
    assert str(file) in said.err
    assert len(file.read_bytes()) > 1000
    assert os.listdir(tmp_path) == ["report"]


def test_a_file_that_cannot_be_finished_leaves_the_old_one(office, tmp_path, monkeypatch):
    file = tmp_path / "report.json"
    file.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for target, name in ((os, "fdopen"), (Path, "replace")):
        with monkeypatch.context() as patch:
            patch.setattr(target, name, full)
            assert "No space left" in wrong("report", *COUNTY, "--format", "json", "--output", str(file))
        assert file.read_text() == "old"
        assert os.listdir(tmp_path) == ["report.json"]


@pytest.mark.parametrize("output", ["missing/report.json", "folder"])
def test_a_place_that_cannot_be_written_is_named(office, tmp_path, output):
    (tmp_path / "folder").mkdir()
    place = str(tmp_path / output)
    assert place in wrong("report", *COUNTY, "--format", "json", "--output", place)
    assert os.listdir(tmp_path) == ["folder"]


def test_the_exit_status_and_the_two_outputs(site):
    asked = ("--organ", "试县人民政府", *YEAR)
    good = run(site, "report", *asked, "--format", "json")
    assert (good.returncode, good.stderr) == (0, "")
    assert '"reconsideration.outcome.uphold"' in good.stdout
    bad = run(site, "report", *asked, "--table", "T99")
    assert (bad.returncode, bad.stdout) == (2, "")
    assert bad.stderr.count("\n") == 1
    assert "T99" in bad.stderr
    place = site.parent / "none" / "r.json"
    unwritten = run(site, "report", *asked, "--output", str(place))
    assert (unwritten.returncode, unwritten.stdout, unwritten.stderr.count("\n")) == (2, "", 1)


def test_an_empty_database_gets_its_tables_and_an_older_one_is_refused(own_process, tmp_path):
    file = tmp_path / "new.sqlite3"
    empty = run(file, "report", "--organ", "x", *YEAR)
    assert (empty.returncode, empty.stdout) == (2, "")
    assert "「x」" in empty.stderr
    old = run(tmp_path / "old.sqlite3", "migrate", "--verbosity", "0")
    assert old.returncode == 0, old.stderr
    with sqlite3.connect(tmp_path / "old.sqlite3") as database:  # as it was before the last steps
        database.execute(
            "DELETE FROM django_migrations WHERE app = 'casework' AND (name = '0001_whole' OR name > '005')"
        )
    refused = run(tmp_path / "old.sqlite3", "report", "--organ", "x", *YEAR)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "migrate" in refused.stderr


def test_a_gap_in_a_balance_is_printed_and_is_no_error(office):
    case = office.conclude()
    case.phases.filter(kind="review").update(opened_by="received")
    text = call("report", *COUNTY).out
    assert "✕" in text
    table = call("report", *COUNTY, "--format", "json").json()["tables"]["T2"]
    broken = [check for check in table["checks"] if not check["holds"]]
    assert broken
    assert broken[0]["gap"] == broken[0]["left"] - broken[0]["right"] != 0
