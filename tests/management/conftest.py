"""A database file with a record, made once by a command, copied for every test that runs one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.db import connection

from tests.management.calls import run, story_file


@pytest.fixture(scope="session")
def own_process() -> None:
    """For what runs a command in a process: it works on a SQLite file, so one run of the suite is enough."""
    if connection.vendor != "sqlite":
        pytest.skip("a process of its own works on a SQLite file")


@pytest.fixture(scope="session")
def prepared(own_process: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with one case of 试县人民政府, and the keys beside it."""
    folder = tmp_path_factory.mktemp("prepared")
    made = run(folder / "site.sqlite3", "play", str(story_file(folder)), "--keep")
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture
def site(prepared: Path, tmp_path: Path) -> Path:
    """A copy of that database to run commands on."""
    for file in prepared.glob("site.sqlite3*"):
        shutil.copy(file, tmp_path)
    return tmp_path / "site.sqlite3"
