"""The recipes of the house, followed in a copy of it: what they say is all that is needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
COPIED = ("casework", "config", "docs", "fixtures", "templates", "tests", "manage.py", "pyproject.toml")
A_FACT = {
    "casework/law/mediation.py": [
        (
            "    difficult: bool = False\n    concluded_on",
            "    difficult: bool = False\n    repeated: bool = False\n    concluded_on",
        ),
        ("    difficult: bool = False,\n", "    difficult: bool = False,\n    repeated: bool = False,\n"),
        ("            difficult,\n", "            difficult,\n            repeated,\n"),
    ],
    "casework/law/meanings/others.py": [
        (
            '    "difficult": Meaning(',
            '    "repeated": Meaning("是否就同一纠纷再次申请调解", "whether the same dispute comes back"),\n'
            '    "difficult": Meaning(',
        )
    ],
    "casework/models/mediation.py": [
        (
            "    concluded_on = models",
            '    repeated = models.BooleanField(default=False, help_text="重复纠纷.")\n    concluded_on = models',
        )
    ],
    "casework/kinds/mediation.py": [
        ('    Fact("state", ',
         '    Fact("repeated", "flag", Text("重复纠纷", "Repeated"), "repeated"),\n    Fact("state", ')
    ],
}  # fmt: skip
"""File -> what stands there, and what is to stand there: a yes/no fact of mediation."""


def copy_of_the_house(place: Path) -> None:
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__", "e2e", "performance")
            )
        else:
            shutil.copy(ROOT / name, place / name)


def edit(place: Path, edits: dict[str, list[tuple[str, str]]]) -> int:
    """Make the edits; how many lines they add."""
    added = 0
    for name, changes in edits.items():
        text = (place / name).read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, (name, old)
            text = text.replace(old, new)
            added += new.count("\n") - old.count("\n")
        (place / name).write_text(text, encoding="utf-8")
    return added


def run(place: Path, *arguments: str) -> None:
    found = subprocess.run(
        [sys.executable, *arguments],
        cwd=place,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{place / 'copy.sqlite3'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout[-4000:] + found.stderr[-2000:]


def test_a_yes_or_no_fact_takes_six_lines_in_four_files_and_a_migration(tmp_path):
    copy_of_the_house(tmp_path)
    added = edit(tmp_path, A_FACT)
    assert (len(A_FACT), added) == (4, 6)
    run(tmp_path, "manage.py", "makemigrations", "casework", "-n", "repeated", "-v0")
    run(tmp_path, "manage.py", "build_docs")
    shutil.copy(Path(__file__).with_name("recipe_fact.py"), tmp_path / "tests" / "web" / "test_recipe.py")
    run(tmp_path, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/web/test_recipe.py")
