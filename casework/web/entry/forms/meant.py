"""What a field means in law, shown beside it on demand."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms

from casework.law.meanings import meaning_of, nested_meaning
from casework.law.meanings.meaning import Meaning
from casework.law.names import Act, RecordKind
from casework.web.entry.forms.fields import Day
from casework.web.entry.forms.making import Making
from casework.web.shell.formatting import article_words

SELDOM: dict[tuple[RecordKind, Act, str], frozenset[str]] = {
    (RecordKind.RECONSIDERATION, Act.REGISTER, "applicants"): frozenset(
        ("representative", "representative_post", "agent", "agent_firm", "agent_powers", "sex", "born_on", "post_code")
    ),
    (RecordKind.RECONSIDERATION, Act.REGISTER, "complained_of"): frozenset({"kind", "told", "amount", "on_the_spot"}),
}
"""Group of a form -> its fields that a plain application leaves empty."""


class FieldRow(list[forms.BoundField]):
    """The fields of one row; those that are rarely filled in stand apart, open once one of them says something."""

    @property
    def usual(self) -> list[forms.BoundField]:
        """The fields that are mostly filled in."""
        return [field for field in self if not getattr(field, "is_seldom", False)]

    @property
    def seldom(self) -> list[forms.BoundField]:
        """The fields that are rarely filled in."""
        return [field for field in self if getattr(field, "is_seldom", False)]

    @property
    def opens(self) -> bool:
        """Whether one of the rare fields says something."""
        return any(getattr(field, "is_said", False) for field in self.seldom)


class Explained(NamedTuple):
    """A meaning in the language of the page, with the article of the edition that binds the record."""

    sentence: str
    article: str


class Meant(forms.BoundField):
    """A field that knows what it means, and whether it is rarely filled in."""

    @property
    def is_seldom(self) -> bool:
        """Whether it is rarely filled in, so that it folds away until it is."""
        making = getattr(self.form, "making", None)
        group, _dash, rest = self.name.partition("-")
        named = rest.rpartition("-")[2]
        return making is not None and named in SELDOM.get((making.kind, making.act, group), ())

    @property
    def is_said(self) -> bool:
        """Whether it holds something, or is to be mended."""
        return bool(self.errors or self.value())

    @property
    def understood(self) -> str:
        """What a day that was sent or stands there already is, told without scripts too; "" for any other field."""
        if not isinstance(self.field, Day):
            return ""
        return self.field.understood(self.value(), self.form.calendar)  # type: ignore[attr-defined]  # of every form whose fields are these

    @property
    def meaning(self) -> Explained | None:
        """What the field means; None where its group says it."""
        found: Explained | None = getattr(self.form, "meanings", {}).get(self.name)
        return found


def explained(making: Making, key: str) -> Explained | None:
    """What a key of the act means; of a correction's new value, what the corrected fact means."""
    return _said(making, meaning_of(*making.meant(key)))


def explained_nested(making: Making, structure: Any, key: str) -> Explained | None:
    """What a key of a structure means."""
    return _said(making, nested_meaning(structure, key))


def _said(making: Making, meaning: Meaning | None) -> Explained | None:
    if meaning is None:
        return None
    article = article_words(meaning.article_in(making.edition), making.language)
    return Explained(meaning.text.of(making.language), article)
