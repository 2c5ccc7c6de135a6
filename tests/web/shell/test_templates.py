"""The templates: whatever one of them or the code names is there, whichever branch of a page would need it."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.template.loader import get_template

FOLDER = settings.BASE_DIR / "templates"
TEMPLATES = sorted(file.relative_to(FOLDER).as_posix() for file in FOLDER.rglob("*.html"))
NAME = re.compile(r"""["']([\w./]+\.html)["']""")
OF_DJANGO = {"403_csrf.html", "404.html", "500.html", "admin/app_list.html"}
"""Pages, and a part of the first page of administration, that Django finds by their name."""


def named_by(name: str) -> set[str]:
    return set(NAME.findall((FOLDER / name).read_text(encoding="utf-8")))


def in_code() -> set[str]:
    files = (file.read_text(encoding="utf-8") for file in (settings.BASE_DIR / "casework").rglob("*.py"))
    return {name for text in files for name in NAME.findall(text)}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles_and_names_only_templates_that_are_there(name):
    get_template(name)
    assert named_by(name) - set(TEMPLATES) == set()


def test_every_template_is_named_by_another_or_by_the_code():
    used = in_code() | {name for template in TEMPLATES for name in named_by(template)} | OF_DJANGO
    assert [name for name in TEMPLATES if name not in used] == []
    assert in_code() - set(TEMPLATES) == set()
