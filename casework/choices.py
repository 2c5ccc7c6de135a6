"""Enumerations of the law as choices for fields, forms and documents."""

from __future__ import annotations

from casework.law.names import Name


def code_choices(names: type[Name], language: str = "zh-hans") -> list[tuple[str, str]]:
    """Pairs of code and label in the order of the law."""
    return [(name.value, label_of(name, language)) for name in names]


def label_of(name: Name, language: str = "zh-hans") -> str:
    """The term in the language of the page."""
    return name.zh if language.startswith("zh") else name.en
