"""Finding records by the words stored with them, as fast for a whole nation as for one county.

First the database's index of tokens is asked for the records that hold the words, whoever keeps them, and at most
`ENOUGH`: so few can be narrowed and ordered in any way. Where more hold them, the words are common, and the list is
read in its order and looked through: the next page is never far.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import StrIndex

from casework.filters.asked import Sight
from casework.filters.hidden import parted, revealed
from casework.models import Applicant, Participant, Reconsideration, Writing
from casework.text.folding import LOCAL, fold
from casework.text.search_terms import Phrase, phrases

ENOUGH = 1000


def found(rows: Any, asked: str, sight: Sight) -> Any:
    """The records that hold all words of `asked`, apart by spaces; names count only where the reader reads them.

    What may be an identity number or a telephone is found whole, by its keyed index alone; a telephone without its
    area may be another number too.
    """
    secret, others = parted(fold(revealed(asked)))
    local = [word for word in others if LOCAL.fullmatch(word)]
    words = [word for word in others if word not in local]
    if words or not (secret or local):
        rows = _by_words(rows, words, sight)
    for each in secret:
        rows = _by_secret(rows, each, sight)
    for each in local:
        either = (_by_words(rows, [each], sight), _by_secret(rows, each, sight))
        rows = rows.filter(Q(pk__in=_ids(either[0])) | Q(pk__in=_ids(either[1])))
    return rows


def _ids(rows: Any) -> Any:
    return rows.order_by().values("pk")


def _by_words(rows: Any, words: Sequence[str], sight: Sight) -> Any:
    wanted = phrases(words)
    if not wanted:
        return rows.none()
    if sight.names.empty or sight.names == sight.reach:
        return _holding(rows, wanted, names=not sight.names.empty)
    opened = _holding(rows, wanted, names=False)
    named = _holding(rows.within(sight.names), wanted, names=True)
    return rows.filter(Q(pk__in=_ids(opened)) | Q(pk__in=_ids(named)))


def _holding(rows: Any, wanted: Sequence[Phrase], *, names: bool) -> Any:
    """The records whose own words, or one of whose texts, hold them all."""
    owner = rows.model.kind
    ids = candidates(rows.model, wanted, names=names)
    texts = candidates(Writing, wanted, names=True, column=f"{owner}_id") if names and owner in WRITTEN else []
    if ids is not None and texts is not None:
        return rows.filter(pk__in=[*ids, *texts])
    rows, held = (rows, Q(pk__in=ids)) if ids is not None else _looked_through(rows, wanted, names=names)
    if texts is None:
        read, common = _looked_through(Writing.objects.exclude(**{owner: None}), wanted, names=True)
        held |= Q(pk__in=read.filter(common).order_by().values(owner))
    elif texts:
        held |= Q(pk__in=texts)
    return rows.filter(held)


WRITTEN = ("reconsideration", "litigation", "mediation")
"""Kinds of record that have texts of their own."""


def _by_secret(rows: Any, text: str, sight: Sight) -> Any:
    owner = rows.model.kind
    held = Q(pk__in=())
    if rows.model is Reconsideration:
        parties = Applicant.objects.within(sight.names)
        for field in ("identity_number", "telephone"):
            held |= Q(pk__in=parties.having(field, text).values("case"))
    elif owner in WRITTEN:
        held |= Q(pk__in=Participant.objects.within(sight.names).having("telephone", text).values(owner))
    return rows.filter(held)


def _columns(*, names: bool) -> tuple[str, ...]:
    return ("search_text", "search_guarded") if names else ("search_text",)


def candidates(model: type[Any], wanted: Sequence[Phrase], *, names: bool, column: str = "id") -> list[int] | None:
    """The ids of all records that hold the phrases; None where there are more than `ENOUGH`, or no whole token.

    Of rows below a record `column` names it.
    """
    tokens = list(dict.fromkeys(token for phrase in wanted for token in phrase.tokens))
    if not tokens:
        return None
    table = model._meta.db_table
    statement, parameters = INDEXES[connection.vendor](table, column, tokens)
    statement += f" AND r.{column} IS NOT NULL" if column != "id" else ""
    function = "strpos" if connection.vendor == "postgresql" else "instr"
    for phrase in wanted:
        columns = _columns(names=names)
        statement += f" AND ({' OR '.join(f'{function}(r.{each}, %s) > 0' for each in columns)})"
        parameters += [phrase.part] * len(columns)
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} LIMIT {ENOUGH + 1}", parameters)
        ids = [row[0] for row in cursor.fetchall()]
    return ids if len(ids) <= ENOUGH else None


def _fts5(table: str, column: str, tokens: list[str]) -> tuple[str, list[Any]]:
    asked = " AND ".join(f'"{token}"' for token in tokens)
    join = f"{table}_search AS s CROSS JOIN {table} AS r ON r.id = s.rowid"
    return f"SELECT r.{column} FROM {join} WHERE {table}_search MATCH %s", [asked]  # noqa: S608  # the model's own table


def _arrays(table: str, column: str, tokens: list[str]) -> tuple[str, list[Any]]:
    words = "string_to_array(btrim(r.search_text), ' ') || string_to_array(btrim(r.search_guarded), ' ')"
    return f"SELECT r.{column} FROM {table} AS r WHERE ({words}) @> %s", [tokens]  # noqa: S608  # the model's own table


INDEXES = {"sqlite": _fts5, "postgresql": _arrays}


def _looked_through(rows: QuerySet[Any], wanted: Sequence[Phrase], *, names: bool) -> tuple[QuerySet[Any], Q]:
    """The rows, and the condition under which one of them holds the phrases."""
    held = Q()
    for n, phrase in enumerate(wanted):
        condition = Q()
        for column in _columns(names=names):
            name = f"{column}_{n}"
            rows = rows.alias(**{name: StrIndex(F(column), Value(phrase.part))})
            condition |= Q(**{f"{name}__gt": 0})
        held &= condition
    return rows, held
