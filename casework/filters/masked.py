"""Texts as a reader reads them, as SQL that both engines read: `casework.masking`, said to a database.

Columns, filters and orders read the same expression, so that nobody finds or orders records by what they may not read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Case, Exists, F, Model, OuterRef, Q, TextField, Value, When
from django.db.models.functions import Concat, Substr

from casework.masking import CLASSES, HIDDEN, HIDING, OMITTED, TEXTS, Holds, holds
from casework.models import Term
from casework.permissions import Reach
from casework.vocabulary import SUBJECTS


def masked(column: str) -> Any:
    """A name masked: its first character stays."""
    short = Concat(Substr(F(column), 1, 1), Value(HIDDEN), output_field=TextField())
    return _unless_empty(column, default=short)


def _omitted(column: str) -> Any:
    return _unless_empty(column, default=Value(OMITTED))


def _class_of(column: str) -> Any:
    """The class of the case that a cause names; a cause that is nothing but a matter of this site stands whole."""
    matters = Term.objects.filter(Q(code=OuterRef(column)) | Q(zh=OuterRef(column)), list="matter")
    whole = Q(**{f"{column}__in": CLASSES}) | Q(Exists(matters))
    named = [When(**{f"{column}__contains": each}, then=Value(each + OMITTED)) for each in CLASSES]
    return _unless_empty(column, When(whole, then=F(column)), *named, default=Value(OMITTED))


def _subject(column: str) -> Any:
    known = When(**{f"{column}__in": sorted(SUBJECTS)}, then=F(column))
    return _unless_empty(column, known, default=Value(OMITTED))


def _unless_empty(column: str, *whens: When, default: Any) -> Any:
    return Case(When(**{column: ""}, then=Value("")), *whens, default=default, output_field=TextField())


SHOWN: dict[Holds, Callable[[str], Any]] = {
    Holds.NAME: masked,
    Holds.FREE: _omitted,
    Holds.CAUSE: _class_of,
    Holds.SUBJECT: _subject,
}


def is_open(column: str) -> bool:
    """Whether everybody who reads a record reads this text of it; what is declared nowhere is no text."""
    return TEXTS.get(column, Holds.OFFICE) not in HIDING


def hidden(column: str) -> Any:
    """A text of a record as it is read by who may not read names."""
    return SHOWN[holds(column)](column)


def said(column: str, names: Reach, among: type[Model], owner: str = "pk") -> Any:
    """A text as it is read by who reads names in records of these organs; `owner` names the record, of `among`."""
    return personal(F(column), hidden(column), names, among, owner)


def personal(clear: Any, otherwise: Any, names: Reach, among: Any, owner: str = "pk") -> Any:
    """`clear` in records of organs whose names are read, else `otherwise`."""
    if names.everything:
        return clear
    if names.empty:
        return otherwise
    known = among.objects.within(names).order_by().values("pk")
    return Case(When(Q(**{f"{owner}__in": known}), then=clear), default=otherwise, output_field=TextField())
