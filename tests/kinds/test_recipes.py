"""The recipes of the house, followed in a copy of it: what they say is all that is needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from casework.statistics.compute import DEFINITIONS

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
            "    repeated = models.BooleanField(default=False)\n    concluded_on = models",
        )
    ],
    "casework/kinds/mediation.py": [
        ('    Fact("state", ',
         '    Fact("repeated", "flag", Text("重复纠纷", "Repeated"), "repeated"),\n    Fact("state", ')
    ],
}  # fmt: skip
"""File -> what stands there, and what is to stand there: a yes/no fact of mediation."""
AN_ACT = {
    "casework/law/names.py": [
        ('    ASK_CONFIRMATION = "ask', '    VISIT = "visit", "走访", "follow-up visit"\n    ASK_CONFIRMATION = "ask')
    ],
    "casework/law/mediation.py": [
        (
            "def ask_confirmation(",
            "def visit(case: Mediating, *, on: date) -> None:\n"
            '    """回访 (人民调解法 art. 31)."""\n'
            '    visit = Day(on, "回访之日", "visit")\n'
            '    case.refuse_order(visit, case.agreement_from("人民调解法31"), "人民调解法31")\n\n\n'
            "def ask_confirmation(",
        )
    ],
    "casework/law/acts/mediation.py": [
        (
            "    row(Act.ASK_CONFIRMATION,",
            '    row(Act.VISIT, mediation.visit, ANY, None, "人民调解法31"),\n    row(Act.ASK_CONFIRMATION,',
        )
    ],
    "casework/law/litigation/acts.py": [
        (
            "def receive_advice(",
            "def visit(suit: Suit, *, on: date) -> None:\n"
            '    """回访 (行政诉讼法 art. 94)."""\n\n\n'
            "def receive_advice(",
        )
    ],
    "casework/law/acts/litigation.py": [
        (
            "    row(Act.RECEIVE_ADVICE,",
            '    row(Act.VISIT, acts.visit, ANY, None, "行政诉讼法94"),\n    row(Act.RECEIVE_ADVICE,',
        )
    ],
    "casework/law/meanings/others.py": [
        (
            '    "perform.on": Meaning(',
            '    "visit.on": Meaning("上门回访之日", "the day of the visit", "人民调解法31"),\n'
            '    "perform.on": Meaning(',
        )
    ],
}
"""An act of mediation, and of a dispute in court."""
A_COLUMN = {
    "casework/statistics/datasets.py": [
        ("    scan=_scan_overlapping(_listed_mediations,",
         '    flags=("difficult",),\n    scan=_scan_overlapping(_listed_mediations,')
    ],
    "casework/statistics/tables/mediation.py": [
        (
            '        Column("amount", COLUMNS["amount"]',
            '        Column("difficult", COLUMNS["difficult"], (Is("difficult", True),)),\n'
            '        Column("amount", COLUMNS["amount"]',
        )
    ],
    "casework/statistics/compute.py": [(f'DEFINITIONS = "{DEFINITIONS}"', 'DEFINITIONS = "with M1.difficult"')],
}  # fmt: skip
"""A column of a table, by a fact that its base set did not scan."""
A_FIGURE = {
    "casework/statistics/figures/mediation.py": [
        (
            '    CASES.rate("success_rate",',
            "    CASES.count(\n"
            '        "of_villages",\n'
            '        "村（居）调解 | of villages",\n'
            '        narrowed(CONCLUDED, Is("body_kind", "village")),\n'
            '        "期内村居委会办结的 | concluded in the period by villages",\n'
            "    ),\n"
            '    CASES.rate("success_rate",',
        )
    ]
}
"""A figure of the yearly report."""
A_SCREEN = {
    "casework/web/urls.py": [
        (
            '    Screen("help/first-day/"',
            '    Screen("help/office/", "office", helping.office, "help"),\n    Screen("help/first-day/"',
        )
    ],
    "casework/web/help/helping.py": [
        (
            "\n\ndef first_day(",
            "\n\ndef office(request: HttpRequest, visit: Visit) -> HttpResponse:\n"
            '    """`/help/office/`: whose office it is."""\n'
            '    return page(request, "help/office.html", {"organs": visit.organs()})\n\n\ndef first_day(',
        )
    ],
}
"""A screen in a room, whose template `OFFICE` is."""
OFFICE = """{% extends "base.html" %}
{% block title %}office{% endblock title %}
{% block main %}
  <h1>{% for organ in organs %}{{ organ.name }}{% endfor %}</h1>
{% endblock main %}
"""


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


def test_an_act_a_column_a_figure_and_a_screen_take_what_their_recipes_say(tmp_path):
    copy_of_the_house(tmp_path)
    for recipe in (AN_ACT, A_COLUMN, A_FIGURE, A_SCREEN):
        edit(tmp_path, recipe)
    (tmp_path / "templates" / "help" / "office.html").write_text(OFFICE, encoding="utf-8")
    run(tmp_path, "manage.py", "makemigrations", "casework", "-n", "visit", "-v0")
    run(tmp_path, "manage.py", "build_docs")
    shutil.copy(Path(__file__).with_name("recipe_others.py"), tmp_path / "tests" / "web" / "test_recipe.py")
    run(tmp_path, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/web/test_recipe.py")
