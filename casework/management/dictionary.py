"""The data dictionary: every table with its columns, what the facts mean by them, and what the database holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import translation

from casework.classification import LISTS
from casework.exports.columns.made import said_of, words_of
from casework.kinds import KINDS
from casework.kinds.facts import Codes, Fact, Rows, labels_of
from casework.law.names import RecordKind
from casework.models.base import OPEN_END
from casework.models.fields import CodeField, EncryptedTextField

Said = dict[tuple[type[models.Model], str], list[tuple[RecordKind, Fact]]]
"""Model and column -> the facts that it holds."""
GIVEN: dict[str, list[str]] = {
    "each": [],
    "last": ["files give the last"],
    "standing": ["files give where the case stands"],
}
"""Which of the rows meant a file gives -> how the dictionary says it."""
HEAD = """\
# Data dictionary

Made from the models and the facts of the four kinds of record by `make docs`; do not edit. Dates are dates. Derived \
columns are rewritten by the acts and checked by `manage.py check_integrity`. What a fact of a record is called and \
means stands here as in the lists, files and forms, in both languages, with its article."""


def data_dictionary() -> str:
    """Every table of the product with its columns, types, meanings and constraints, as Markdown."""
    with translation.override("en"):
        said = facts_by_column()
        tables = sorted(
            apps.get_app_config("casework").get_models(include_auto_created=True),
            key=lambda model: model._meta.db_table,
        )
        return "\n".join([HEAD, *(line for model in tables for line in ("", *_table(model, said)))]) + "\n"


def facts_by_column() -> Said:
    """The facts that each stored column holds; what a record reads from another is held by its link to that one."""
    found: Said = {}
    for kind, each in KINDS.items():
        for fact in each.facts.all:
            at = _stored(fact.rows.model, fact.column) if fact.rows else _stored(each.model, fact.column.split("__")[0])
            found.setdefault(at, []).append((kind, fact))
    return found


def _stored(model: Any, path: str) -> tuple[type[models.Model], str]:
    """The model and the column that a path leads to."""
    *relations, name = path.split("__")
    for relation in relations:
        model = model._meta.get_field(relation).related_model
    return model, model._meta.get_field(name).column


def _table(model: type[models.Model], said: Said) -> Iterator[str]:
    meta = model._meta
    yield f"## {meta.db_table}"
    yield ""
    yield " ".join(_table_meaning(model).split())
    yield ""
    yield "| column | type | null | meaning |"
    yield "| --- | --- | --- | --- |"
    for field in meta.concrete_fields:
        meaning = meaning_of_column(field, said.get((model, str(field.column)), []))
        yield f"| `{field.column}` | {_type(field)} | {'yes' if field.null else ''} | {meaning} |"
    names = [f"`{constraint.name}`" for constraint in meta.constraints]
    if names:
        yield ""
        yield f"The database also holds: {', '.join(names)}."


def _table_meaning(model: type[models.Model]) -> str:
    links: Any = model._meta.auto_created
    return f"What the rows of `{links._meta.db_table}` are linked to." if links else model.__doc__ or ""


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


def meaning_of_column(field: Any, facts: Sequence[tuple[RecordKind, Fact]]) -> str:
    """What the facts mean by a column, and what the model says of how it is stored."""
    parts = [*(_fact(kind, fact) for kind, fact in facts), str(field.help_text)]
    if not any(parts) and field.is_relation:
        parts.append(f"The {field.name.replace('_', ' ')}.")
    if isinstance(field, CodeField) and field.names is not None and not facts:
        parts.append(_codes(field.names))
    if field.default == OPEN_END:
        parts.append(f"{OPEN_END}: not yet.")
    return " ".join(" ".join(parts).replace("|", "\\|").split())


def _fact(kind: RecordKind, fact: Fact) -> str:
    words, said = words_of(kind, fact), said_of(kind, fact)
    parts = (
        f"{words.meaning_zh}。{words.meaning_en}." if words.meaning_zh else "",
        _codes(said["codes"]),
        f"Unit: {said['unit']}." if said["unit"] else "",
        f"Source: {said['source']}." if said["source"] else "",
        "Masked for whoever may not read names." if fact.personal else "",
    )
    told = " ".join(filter(None, parts))
    head = f"**{words.zh} {words.en}**{_of_rows(fact.rows)}"
    return f"{head}: {told}" if told else f"{head}."


def _of_rows(rows: Rows | None) -> str:
    """Of which rows the fact is, and which of those a file gives."""
    if rows is None:
        return ""
    among = [f"`{column}` is {f'`{value}`' if value else 'empty'}" for column, value in rows.meant]
    parts = [f"where {' and '.join(among)}"] if among else []
    return f" ({'; '.join(parts + GIVEN[rows.one])})" if parts + GIVEN[rows.one] else ""


def _codes(codes: Codes) -> str:
    """The codes with both words, or the list of which they are."""
    if not codes:
        return ""
    if isinstance(codes, str):
        return f"Codes of the list `{codes}`{f' {LISTS[codes].zh}' if codes in LISTS else ''}."
    return "; ".join(f"`{code}` {label.zh} {label.en}" for code, label in labels_of(codes).items()) + "."
