"""The shape of a meaning."""

from __future__ import annotations

from typing import NamedTuple

from casework.law.names import Edition
from casework.law.words.languages import Text


class Meaning(NamedTuple):
    """One sentence in both languages; its article in the 2023 edition, and in the 2017 edition where it has one."""

    zh: str
    en: str
    article: str = ""
    article_2017: str = ""

    @property
    def text(self) -> Text:
        """The sentence in both languages."""
        return Text(self.zh, self.en)

    def article_in(self, edition: Edition) -> str:
        """The article in an edition; that of another law holds in both."""
        of_the_act = self.article[:1].isdigit()
        return self.article_2017 or ("" if of_the_act else self.article) if edition is Edition.E2017 else self.article
