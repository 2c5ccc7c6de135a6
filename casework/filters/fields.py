"""The kinds of filter: how each reads what is asked, and which records it leaves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.db.models.lookups import Exact
from django.utils.timezone import get_default_timezone

from casework.choices import code_choices
from casework.errors import CaseworkError, FaultyInput, named
from casework.filters.asked import BY_ID, Sight, read_day, read_flag, read_in_clear, read_number
from casework.filters.hidden import revealed
from casework.filters.masked import said
from casework.law.names import Name
from casework.law.words import languages
from casework.law.words.languages import is_chinese, spoken
from casework.models.base import OPEN_END
from casework.permissions import Reach
from casework.reference import Reference, ledger_kinds
from casework.text.reading import decimal_number
from casework.vocabulary import name_of

SEPARATORS = re.compile(r"[,、，]")
Choices = list[tuple[str, str]]


class Below(NamedTuple):
    """Rows below a record: their model, their column that names the record, and which of them are meant."""

    model: Any
    owner: str
    meant: tuple[tuple[str, str | None], ...] = ()


class Asked(forms.CharField):
    """A value as it was asked for, read by its filter. Raises ValidationError with the sentence of the problem."""

    def __init__(self, of: Filter, **words: Any) -> None:
        self.of = of
        self.sight: Sight | None = None
        super().__init__(required=False, **words)

    def clean(self, value: Any) -> Any:
        """The value read; None where nothing is asked."""
        text = super().clean(value)
        if not text:
            return None
        if self.sight is None:
            raise TypeError("a filter is read for somebody")
        try:
            return self.of.read(text, self.sight)
        except CaseworkError as problem:
            raise ValidationError(problem.zh, params={"problem": problem}) from problem


class Filter(django_filters.Filter):  # type: ignore[misc]  # django-filter ships no types
    """A filter on one column of the record, or of the rows `below` it; `column` may lead on over relations."""

    def __init__(self, column: str, below: Below | None = None, name: str = "", **words: Any) -> None:
        super().__init__(field_name=column, **words)
        self.column = column
        self.below = below
        self.name = name or column

    @property
    def field(self) -> Asked:
        """The form field, one for each form."""
        return Asked(self)

    def read(self, text: str, sight: Sight) -> Any:
        """The value asked for. Raises FaultyInput."""
        return text

    def q(self, value: Any) -> Q:
        """The condition on the column."""
        return Q(**{self.column: value})

    def choices(self, reference: Reference, language: str) -> Choices:
        """Codes and words to choose from; empty where the value is typed."""
        return []


class Text(Filter):
    """The whole text, exactly."""


class Numbers(Text):
    """Whole texts, several apart by commas."""

    def read(self, text: str, sight: Sight) -> list[str]:
        """The texts."""
        return [part.strip() for part in SEPARATORS.split(text) if part.strip()]

    def q(self, value: Any) -> Q:
        """One of them."""
        return Q(**{f"{self.column}__in": value})


class Written(Text):
    """A text of a record of `among` that may name people: asked of what the reader reads of it."""

    def __init__(self, column: str, among: type[Model], **words: Any) -> None:
        super().__init__(column, **words)
        self.among = among

    def read(self, text: str, sight: Sight) -> tuple[str, Reach]:
        """The text, and the organs in whose records it is read in clear."""
        return text, read_in_clear(sight)

    def q(self, value: Any) -> Q:
        """What is read of it is the text."""
        text, names = value
        return Q(Exact(said(self.column, names, self.among), text))


class Codes(Filter):
    """One code or label of a list, or several apart by commas."""

    def __init__(self, column: str, of: str | type[Name] = "", **words: Any) -> None:
        super().__init__(column, **words)
        self.of = of or column

    def read(self, text: str, sight: Sight) -> list[str]:
        """The codes."""
        return [self._code(part, sight.reference) for part in SEPARATORS.split(text) if part]

    def _code(self, text: str, reference: Reference) -> str:
        if not isinstance(self.of, str):
            return name_of(self.of, text, where=self.name).value
        label = reference.vocabulary.labels(self.of).get(text)
        return label.code if label is not None else reference.vocabulary.code(self.of, text, where=self.name)

    def q(self, value: Any) -> Q:
        """One of the codes."""
        return Q(**{f"{self.column}__in": value})

    def choices(self, reference: Reference, language: str) -> Choices:
        """The list in its order, without what counts under a heading."""
        if not isinstance(self.of, str):
            return code_choices(self.of, language)
        return [(label.code, label.of(language)) for label in reference.vocabulary.labels(self.of).values()]


class Pairs(Codes):
    """Codes that stand in no list: pairs of code, Chinese and English word."""

    def __init__(self, column: str, pairs: Iterable[tuple[str, str, str]], **words: Any) -> None:
        super().__init__(column, column, **words)
        self.pairs = tuple(pairs)

    def _code(self, text: str, reference: Reference) -> str:
        for code, *words in self.pairs:
            if text in (code, *words):
                return code
        known = {code: languages.Text(*words) for code, *words in self.pairs}
        raise named(self.name, self.name, text, known, where=self.name, words=known.values())

    def choices(self, reference: Reference, language: str) -> Choices:
        """The pairs."""
        return [(code, zh if is_chinese(language) else en) for code, zh, en in self.pairs]


class KindsOfEntry(Codes):
    """A kind of ledger entry."""

    def _code(self, text: str, reference: Reference) -> str:
        return ledger_kinds().named(text).code

    def choices(self, reference: Reference, language: str) -> Choices:
        """All kinds."""
        return [(kind.code, spoken(kind, language)) for kind in ledger_kinds().values()]


class Flag(Filter):
    """Yes or no; `made` turns it into the condition where the column is no flag itself."""

    def __init__(self, column: str, made: Callable[[bool], Q] | None = None, **words: Any) -> None:
        super().__init__(column, **words)
        self.made = made

    def read(self, text: str, sight: Sight) -> bool:
        """The flag."""
        return read_flag({self.name: text}, self.name)

    def q(self, value: Any) -> Q:
        """The flag is so."""
        return self.made(value) if self.made is not None else super().q(value)

    def choices(self, reference: Reference, language: str) -> Choices:
        """Yes and no."""
        return [("1", "是"), ("0", "否")] if is_chinese(language) else [("1", "yes"), ("0", "no")]


class Bound(Filter):
    """One end of a range, itself included; `end` is from, to, min or max.

    `ahead`: mostly a coming day, so that on pages a day without a year is the next such day.
    """

    LAST: ClassVar[dict[str, str]] = {"from": "to", "min": "max"}

    def __init__(self, column: str, end: str, *, ahead: bool = False, **words: Any) -> None:
        super().__init__(column, **words)
        self.end, self.ahead = end, ahead

    @property
    def last(self) -> str:
        """The name of the end that a beginning may not pass; empty for an end."""
        return self.name.removesuffix(self.end) + self.LAST[self.end] if self.end in self.LAST else ""


class Day(Bound):
    """A first or last day; a day that has not come (9999-12-31) is none."""

    def read(self, text: str, sight: Sight) -> date:
        """The day."""
        return read_day(text, self.name)

    def q(self, value: Any) -> Q:
        """Not before, or not after."""
        if self.end == "to":
            return Q(**{f"{self.column}__lte": value})
        return Q(**{f"{self.column}__gte": value, f"{self.column}__lt": OPEN_END})


class Moment(Day):
    """A first or last day of a recorded time, as the day is in Beijing."""

    def q(self, value: Any) -> Q:
        """From the midnight before the day, or up to the midnight after it."""
        midnight = datetime.combine(value, time.min, get_default_timezone())
        if self.end == "to":
            return Q(**{f"{self.column}__lt": midnight + timedelta(1)})
        return Q(**{f"{self.column}__gte": midnight})


class Amount(Bound):
    """A least or a most."""

    def read(self, text: str, sight: Sight) -> Decimal:
        """The number."""
        return read_amount(text, self.name)

    def q(self, value: Any) -> Q:
        """At least, or at most; a broken number is between two whole ones, which a float says to a whole column."""
        if value != value.to_integral_value():
            value = float(value)
        return Q(**{f"{self.column}__{'gte' if self.end == 'min' else 'lte'}": value})


MOST = Decimal(10) ** 12


def read_amount(text: str, name: str) -> Decimal:
    """A number. Raises FaultyInput."""
    number = decimal_number(text)
    if number is None or abs(number) >= MOST:
        raise FaultyInput(f"{name}：「{text}」不是数", f"{name}: {text!r} is no number", where=name)
    return number


class OrganNamed(Filter):
    """An organ by name, former name, division code, or `id-<n>`."""

    def read(self, text: str, sight: Sight) -> int:
        """The id of the organ."""
        if text.startswith(BY_ID):
            return read_number(text.removeprefix(BY_ID), self.name, 1, 10**12)
        return sight.reference.organ(text, where=self.name).pk


class OrganThat(OrganNamed):
    """An organ of which something holds too, said of the row that names it."""

    def __init__(self, column: str, holds: Q, **words: Any) -> None:
        super().__init__(column, **words)
        self.holds = holds

    def q(self, value: Any) -> Q:
        """That organ, and what holds of it."""
        return super().q(value) & self.holds


class Handler(Filter):
    """One of the handlers, by the whole name; `-` for the cases that have none."""

    NONE = "-"

    def q(self, value: Any) -> Q:
        """The name stands alone, or between others."""
        if value == self.NONE:
            return Q(**{self.column: ""})
        name, mark = self.column, "、"
        among = Q(**{f"{name}__startswith": value + mark}) | Q(**{f"{name}__endswith": mark + value})
        return Q(**{name: value}) | among | Q(**{f"{name}__contains": mark + value + mark})


class Secret(Filter):
    """An identity number or a telephone, whole, by its keyed index; nothing for who may not read names."""

    def read(self, text: str, sight: Sight) -> list[int]:
        """The ids of the rows that hold it."""
        if self.below is None:
            return []
        rows = self.below.model.objects.within(sight.names)
        return list(rows.having(self.column, revealed(text)).values_list("pk", flat=True))

    def q(self, value: Any) -> Q:
        """One of the rows."""
        return Q(pk__in=value)


def days(name: str, column: str, below: Below | None = None, *, ahead: bool = False) -> dict[str, Filter]:
    """`<name>_from` and `<name>_to` on one column."""
    names = {end: f"{name}_{end}" for end in ("from", "to")}
    return {said: Day(column, end, ahead=ahead, below=below, name=said) for end, said in names.items()}


def amounts(name: str, column: str, below: Below | None = None) -> dict[str, Filter]:
    """`<name>_min` and `<name>_max` on one column."""
    return {f"{name}_{end}": Amount(column, end, below=below, name=f"{name}_{end}") for end in ("min", "max")}
