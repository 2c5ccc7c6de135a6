"""What a field means in law, shown beside it on demand."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms

from casework.law.meanings import meaning_of, nested_meaning
from casework.law.meanings.meaning import Meaning
from casework.web.forms.making import Making
from casework.web.words import article_words


class Explained(NamedTuple):
    """A meaning in the language of the page, with the article of the edition that binds the record."""

    sentence: str
    article: str


class Meant(forms.BoundField):
    """A field that knows what it means."""

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
