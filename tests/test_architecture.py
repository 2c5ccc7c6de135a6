"""docs/architecture.md: what it names is there, and its layers are those that import-linter checks."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from casework.management.layers import PAGE, architecture

ROOT = settings.BASE_DIR
TEXT = (ROOT / "docs" / PAGE).read_text(encoding="utf-8")
PLACES = sorted(set(re.findall(r"`((?:casework|tests)/[^`*]+)`", TEXT)))
NAMED = sorted(set(re.findall(r"`(casework/[^`]+\.py)`,?\s+(?:and )?`([A-Za-z_]+)`", TEXT)))
"""A file, and what the page says stands in it."""
ITEMS = re.findall(r"^(?:\d\.|-|\|) .*?(?=^(?:\d\.|-|\|) |^#|^$|\Z)", TEXT, re.MULTILINE | re.DOTALL)
"""The steps of the journeys, the recipes, the rows of the tables."""


def test_the_layers_are_those_that_the_imports_are_held_to():
    assert architecture(ROOT) == TEXT, "run `make docs`"


@pytest.mark.parametrize("place", PLACES)
def test_a_place_that_the_page_names_is_there(place):
    assert (ROOT / place).exists()


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_what_the_page_says_of_a_file_stands_in_it(file, name):
    defined = rf"^ *(?:def|class) {name}\b|^{name}\b.*="
    assert re.search(defined, (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item[:60])
def test_each_name_of_a_step_stands_in_a_file_that_the_step_names(item):
    files = [ROOT / place for place in re.findall(r"`(casework/[^`]+\.py)`", item)]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    names = re.findall(r"`([A-Za-z]+(?:_[a-z0-9]+)*|_[a-z_]+|[A-Z][A-Z_]+)`", item) if files else []
    assert [name for name in names if not re.search(rf"\b{name}\b", text)] == []


def test_the_journeys_and_recipes_name_their_places():
    assert len(NAMED) > 30


ROOMS = "|".join(sorted(path.stem for path in (ROOT / "casework").iterdir() if path.suffix in ("", ".py")))
POINTED = re.compile(rf"`((?:casework[./])?(?:{ROOMS})(?:[./]\w+)+)`")
"""A file, a module or a name in one, as docstrings and comments write it."""


def is_there(pointed: str) -> bool:
    """Whether a file or a module of this name is there, or stands there with the last name in it."""
    parts = re.split(r"[./]", pointed.removesuffix(".py").removeprefix("casework.").removeprefix("casework/"))
    place = (ROOT / "casework").joinpath(*parts)
    if place.is_dir() or place.with_suffix(".py").is_file():
        return True
    for file in (place.parent.with_suffix(".py"), place.parent / "__init__.py"):
        if file.is_file() and re.search(rf"\b{parts[-1]}\b", file.read_text(encoding="utf-8")):
            return True
    return False


def test_what_a_docstring_points_to_is_there():
    files = [file for file in (ROOT / "casework").rglob("*.py") if "migrations" not in file.parts]
    pointed = {(file.name, each) for file in files for each in POINTED.findall(file.read_text(encoding="utf-8"))}
    assert {each for each in pointed if not is_there(each[1])} == set()
    assert len(pointed) > 10


SECTIONS = re.compile(r"\b(?:domain|contracts)\s+(?:sections?\b|\d)")
"""Pages that nobody can open: a source is an article of the law, or a page of `docs/`."""


@pytest.mark.parametrize("room", ["casework", "docs", "tests"])
def test_no_sentence_rests_on_a_page_that_is_not_there(room):
    files = [file for file in (ROOT / room).rglob("*") if file.suffix in (".py", ".md", ".yaml", ".html", ".po")]
    assert len(files) > 10
    assert [str(file) for file in files if SECTIONS.search(file.read_text(encoding="utf-8"))] == []
