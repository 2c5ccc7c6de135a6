"""A database file with a record, made once by a command, copied for every test that runs one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.management.calls import run, story_file


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
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
