"""Writes the pages of docs/ that are made from the code, or checks that they are up to date."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandParser
from django.db import models
from django.utils import translation

from casework.management.apidocs import openapi_json
from casework.management.base import DOES_NOT_HOLD, CaseworkCommand, write_whole
from casework.management.lawdocs import law_pages
from casework.management.layers import PAGE, architecture
from casework.models.fields import CodeField, EncryptedTextField
from casework.statistics.words.definitions import statistics_markdown
from casework.vocabulary import Vocabulary
from config.environment import settings_markdown


class Command(CaseworkCommand):
    """build_docs [--check]."""

    help = "Write the pages of docs/ that are made from the code; --check compares and writes nothing."
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        """The option."""
        parser.add_argument("--check", action="store_true", help="compare only")

    def run(self, **options: Any) -> int:
        """Write or compare every page."""
        stale = []
        pages = {
            "settings.md": settings_markdown(),
            "data-dictionary.md": data_dictionary(),
            "statistics.md": statistics_markdown(_shipped_vocabulary()),
            "openapi.json": openapi_json(),
            PAGE: architecture(settings.BASE_DIR),
            **law_pages(),
        }
        pages = {name: text for name, text in pages.items() if text}
        for name, text in pages.items():
            path = settings.BASE_DIR / "docs" / name
            if options["check"]:
                if not path.exists() or path.read_text(encoding="utf-8") != text:
                    stale.append(name)
            else:
                path.parent.mkdir(exist_ok=True)
                write_whole(path, text.encode())
        for name in stale:
            self.stdout.write(f"docs/{name}")
        return DOES_NOT_HOLD if stale else 0

    def does_not_hold(self) -> str:
        """The message beside exit status 1."""
        return "docs/ 里的页面过期：运行 make docs"


def _shipped_vocabulary() -> Vocabulary:
    """The classifications as they are shipped, whatever a database holds."""
    text = (settings.BASE_DIR / "fixtures" / "classifications.json").read_text(encoding="utf-8")
    return Vocabulary.of_rows(json.loads(text))


def data_dictionary() -> str:
    """Every table of the product with its columns, types and constraints, from the models."""
    with translation.override("en"):
        return "\n".join(_dictionary()) + "\n"


def _dictionary() -> list[str]:
    parts = [
        "# Data dictionary",
        "",
        "Made from the models by `make docs`; do not edit. Dates are dates; `9999-12-31` stands for “not yet” where a "
        "column says so. Derived columns are rewritten by the acts and checked by `manage.py check_integrity`.",
    ]
    for model in sorted(apps.get_app_config("casework").get_models(), key=lambda m: m._meta.db_table):
        parts += ["", *_table(model)]
    return parts


def _table(model: type[models.Model]) -> Iterator[str]:
    meta = model._meta
    yield f"## {meta.db_table}"
    yield ""
    yield " ".join((model.__doc__ or "").split())
    yield ""
    yield "| column | type | null | meaning |"
    yield "| --- | --- | --- | --- |"
    for field in meta.concrete_fields:
        yield f"| `{field.column}` | {_type(field)} | {'yes' if field.null else ''} | {_meaning(field)} |"
    names = [f"`{constraint.name}`" for constraint in meta.constraints]
    if names:
        yield ""
        yield f"The database also holds: {', '.join(names)}."


def _type(field: Any) -> str:
    if isinstance(field, models.ForeignKey):
        return f"→ `{field.related_model._meta.db_table}`"
    if isinstance(field, EncryptedTextField):
        return "encrypted text"
    if isinstance(field, CodeField):
        return "code"
    words = {"BigAutoField": "id", "CharField": f"text ({field.max_length})", "DecimalField": "decimal"}
    kind = str(field.get_internal_type())
    return words.get(kind, kind.removesuffix("Field").lower())


def _meaning(field: Any) -> str:
    words = str(field.help_text) or (f"The {field.name.replace('_', ' ')}." if field.is_relation else "")
    if isinstance(field, CodeField) and field.names is not None:
        words += " " + ", ".join(f"{name.value} {name.zh}" for name in field.names)
    return " ".join(words.replace("|", "\\|").split())
