"""What the law refuses: one error type that names the rule, the article and what to do instead."""

from __future__ import annotations

from collections.abc import Sequence

from casework.law.names import Act
from casework.law.words.articles import article_en, article_zh
from casework.law.words.languages import is_chinese

HARD_RULES = frozenset(
    {"state", "date-order", "future", "unknown-fact", "unchanged", "void", "role", "missing", "extension-days"}
)
"""Rules that even a supervisor cannot set aside: what they refuse cannot have happened."""


class ActRefused(Exception):
    """The law or the state of the record refuses an act; nothing has been written.

    `rule` is a stable code, `article` the article as text (the Act unless another law is named),
    `zh` and `en` one sentence each, `instead` the acts that may be done in its place.
    """

    def __init__(
        self, rule: str, article: str, zh: str, en: str, *, instead: Sequence[Act] = (), facts: object = None
    ) -> None:
        super().__init__(zh)
        self.rule = rule
        self.article = article
        self.zh = zh
        self.en = en
        self.instead = tuple(instead)
        self.facts = facts

    @property
    def hard(self) -> bool:
        """Whether the refusal stands even for a record that is taken "as recorded"."""
        return self.rule in HARD_RULES

    def sentence(self, language: str = "zh-hans") -> str:
        """The refusal as one sentence with its article and what to do instead."""
        chinese = is_chinese(language)
        text = self.zh if chinese else self.en
        article = ""
        if self.article:
            article = f"（{article_zh(self.article)}）" if chinese else f" ({article_en(self.article)})"
        instead = ""
        if self.instead:
            names = "、".join(a.zh for a in self.instead) if chinese else " or ".join(a.en for a in self.instead)
            instead = f"可以：{names}。" if chinese else f" Instead: {names}."
        stop = "。" if chinese else "."
        return f"{text.rstrip('。.')}{article}{stop}{instead}"

    def __str__(self) -> str:
        return self.sentence()
