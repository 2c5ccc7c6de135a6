"""The example that keeps a copy in step, run as a stranger runs it: a process of its own, over the network."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from casework.actions.belongings.tokens import Wanted, create_token
from tests.api.conftest import Program
from tests.factories import Office, Personas

SCRIPT = Path(settings.BASE_DIR) / "examples" / "pull.py"
MOST_LINES = 30


@pytest.fixture
def _today() -> None:
    """The server runs on the day of the machine."""


def test_the_script_keeps_a_copy_of_a_flat_list_whose_rows_go_with_their_record(live_server, tmp_path):
    office = Office()
    token, file = create_token(Personas(office).clerk, Wanted("测试", "full"))[1], tmp_path / "copy.sqlite3"

    def run() -> list[tuple[int, str]]:
        call = [sys.executable, str(SCRIPT), f"{live_server.url}/api/v1/parties/", str(file)]
        subprocess.run(call, check=True, env={**os.environ, "CASEWORK_TOKEN": token}, timeout=60)
        with sqlite3.connect(file) as copy:
            rows = (json.loads(record) for (record,) in copy.execute("SELECT record FROM rows"))
            return sorted((row["record"], row["name"]) for row in rows)

    first, second = office.register("2024-03-01"), office.register("2024-03-01")
    assert run() == [(first.pk, "申请人甲"), (second.pk, "申请人甲")]
    office.do(first, "void", "2024-05-20", reason="录错")
    office.do(second, "replace_party", "2024-05-20", party="申请人甲", by="申请人丙")
    truth = Program(token).pages(f"{live_server.url}/api/v1/parties/")
    assert run() == sorted((row["record"], row["name"]) for row in truth)
    assert (second.pk, "申请人丙") in run()


def test_the_script_keeps_a_copy_in_step_with_what_is_recorded_corrected_and_voided(live_server, tmp_path):
    office = Office()
    token = create_token(Personas(office).clerk, Wanted("测试", "full"))[1]
    ask, file = Program(token), tmp_path / "copy.sqlite3"

    def run() -> dict[int, Any]:
        call = [sys.executable, str(SCRIPT), f"{live_server.url}/api/v1/mediations/", str(file)]
        subprocess.run(call, check=True, env={**os.environ, "CASEWORK_TOKEN": token}, timeout=60)
        with sqlite3.connect(file) as copy:
            return {pk: json.loads(record) for pk, record in copy.execute("SELECT id, record FROM rows")}

    def truth() -> dict[int, Any]:
        return {row["id"]: row for row in ask.pages(f"{live_server.url}/api/v1/mediations/")}

    first, second = office.mediation(), office.mediation()
    assert {pk: row["state"] for pk, row in run().items()} == {first.pk: "open", second.pk: "open"}
    office.do(first, "void", "2024-05-20", reason="录错")
    office.do(second, "conclude", "2024-05-20", result="failed")
    third = office.mediation()
    copy = run()
    assert {pk: row["state"] for pk, row in copy.items()} == {second.pk: "concluded", third.pk: "open"}
    assert {pk: {**row, "url": ""} for pk, row in copy.items()} == {
        pk: {**row, "url": ""} for pk, row in truth().items()
    }


def test_the_script_is_short_and_needs_nothing_but_python():
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= MOST_LINES
    wanted = {line.split()[1].partition(".")[0] for line in lines if line.startswith("import ")}
    assert wanted <= sys.stdlib_module_names
