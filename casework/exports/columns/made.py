"""The columns of declared facts, by the type of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast, NullIf

from casework.exports.columns.shape import Given, Type, Words, aligned, column, listed, named, plain, written
from casework.exports.sql import day_text
from casework.filters.masked import hidden
from casework.kinds import KINDS
from casework.kinds.facts import Fact, Rows
from casework.law.meanings import TABLES
from casework.law.meanings.meaning import Meaning
from casework.law.names import RecordKind
from casework.law.words.articles import article_source
from casework.models.base import OPEN_END

TYPES: dict[str, Type] = {
    "text": "string",
    "code": "code",
    "flag": "boolean",
    "day": "date",
    "count": "integer",
    "yuan": "decimal",
    "organ": "string",
}
Said = dict[str, Any]
Own = Callable[[str, Words, Said], Given]
"""Makes the column of a fact of its name, words, and unit, codes and source."""


def columns_of(kind: RecordKind, after: Mapping[str, Given] | None = None, **own: Own) -> tuple[Given, ...]:
    """The columns of the facts of a kind but its state; `own`, by fact, make those that no type tells.

    `after` are columns that are no fact, by the fact behind which they stand.
    """
    facts = [fact for fact in KINDS[kind].facts.without("state") if not fact.not_given]
    made = [(_made(kind, fact, own.get(fact.name)), (after or {}).get(fact.name)) for fact in facts]
    return tuple(each for pair in made for each in pair if each is not None)


def _made(kind: RecordKind, fact: Fact, own: Own | None) -> Given:
    words, said = words_of(kind, fact), said_of(kind, fact)
    if own is not None:
        return own(fact.given, words, said)
    if fact.rows is not None:
        return READS[fact.rows.one](kind, fact, fact.rows, words, said)
    if fact.personal:
        return written(fact.given, words, KINDS[kind].model, **said)
    if fact.type == "organ":
        return plain(fact.given, "string", words, f"{fact.column}__name", covers=(fact.column,), **said)
    stored = fact.column.partition("__")[0]
    return plain(fact.given, TYPES[fact.type], words, fact.column, covers=(stored,), **said)


def words_of(kind: RecordKind, fact: Fact) -> Words:
    """Label and meaning: what the law says of the key, unless the fact says it itself."""
    law = _law(kind, fact)
    zh, en = fact.meaning or (law.text if law is not None else ("", ""))
    return Words(*fact.label, zh, en[:1].upper() + en[1:])


def _law(kind: RecordKind, fact: Fact) -> Meaning | None:
    """What the law says of the key that says the fact: in its act, else in every act of the kind."""
    table = TABLES[kind]
    return table.get(fact.key) or table.get(fact.key.rpartition(".")[2])


def said_of(kind: RecordKind, fact: Fact) -> Said:
    """Unit, codes and article."""
    law = _law(kind, fact)
    article = fact.article or (law.article if law is not None else "")
    return {"unit": fact.unit, "codes": fact.codes, "source": article_source(article)}


def _each(kind: RecordKind, fact: Fact, rows: Rows, words: Words, said: Said) -> Given:
    covers, found = (f"{rows.model.__name__}.{fact.column}",), partial(rows_of, rows)
    if fact.personal:
        filled = partial(rows_of, rows, without={fact.column: ""})
        return named(fact.given, words, filled, fact.column, KINDS[kind].model, owner=rows.owner, covers=covers, **said)
    item = ITEMS.get(fact.type, F)(fact.column)
    make = aligned if rows.beside else listed
    return make(fact.given, words, found, item, items=TYPES[fact.type], covers=covers, **said)


ITEMS: Mapping[str, Callable[[str], Any]] = {
    "day": day_text,
    "organ": lambda name: F(f"{name}__name"),
    "count": lambda name: Cast(F(name), TextField()),
}
"""Type of a fact of a row below a record -> how a list gives it; others as they are."""


def _last(kind: RecordKind, fact: Fact, rows: Rows, words: Words, said: Said) -> Given:
    def read(reading: Any) -> Any:
        last, of = rows_of(rows).order_by("-position"), fact.column
        if fact.personal:
            value = reading.personal(F(of), hidden(of), KINDS[kind].model, rows.owner)
            return Subquery(last.annotate(said=value).values("said")[:1])
        return NullIf(Subquery(last.values(of)[:1]), Value("" if fact.type == "code" else OPEN_END))

    said |= {"personal": fact.personal, "covers": (f"{rows.model.__name__}.{fact.column}",)}
    return column(fact.given, TYPES[fact.type], words, read, **said)


def _standing(_kind: RecordKind, fact: Fact, rows: Rows, words: Words, said: Said) -> Given:
    path = f"standing__{fact.column}"
    said |= {"standing": True, "covers": (f"{rows.model.__name__}.{fact.column}",)}
    if fact.type != "flag":
        return plain(fact.given, TYPES[fact.type], words, path, **said)
    yes = Case(When(Q(**{path: True}), then=Value(True)), default=Value(False))
    return column(fact.given, "boolean", words, lambda _reading: yes, **said)


READS: Mapping[str, Callable[[RecordKind, Fact, Rows, Words, Said], Given]] = {
    "each": _each,
    "last": _last,
    "standing": _standing,
}
"""Which rows below a record are given -> how."""


def rows_of(rows: Rows, without: Mapping[str, Any] | None = None) -> QuerySet[Any]:
    """The rows meant below the record of an outer query, in their order."""
    found: QuerySet[Any] = rows.model.objects.filter(**{rows.owner: OuterRef("pk")}, **dict(rows.meant))
    return found.exclude(**(without or {})).order_by(rows.order) if without else found.order_by(rows.order)
