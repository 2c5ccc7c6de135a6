"""Both languages: a text said in each, and which of the two a page, a file or an answer is in."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Spoken(Protocol):
    """What has its words in both languages."""

    @property
    def zh(self) -> str:
        """In Chinese."""
        ...

    @property
    def en(self) -> str:
        """In English."""
        ...


def is_chinese(language: str) -> bool:
    """Whether a language code (`zh-hans`, `zh`, `en` …) means Chinese."""
    return language.startswith("zh")


def spoken(word: Spoken, language: str) -> str:
    """The words in a language: Chinese for every code that means it, else English."""
    return word.zh if is_chinese(language) else word.en


class Text(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str

    def of(self, language: str = "zh") -> str:
        """The text in a language."""
        return spoken(self, language)
