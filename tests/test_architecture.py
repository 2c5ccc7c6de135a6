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


def test_the_layers_are_those_that_the_imports_are_held_to():
    assert architecture(ROOT) == TEXT, "run `make docs`"


@pytest.mark.parametrize("place", PLACES)
def test_a_place_that_the_page_names_is_there(place):
    assert (ROOT / place).exists()


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_what_the_page_says_of_a_file_stands_in_it(file, name):
    assert re.search(rf"^(?:def|class) {name}\b|^{name}\b.*=", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)


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
