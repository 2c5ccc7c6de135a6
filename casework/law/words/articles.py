"""How an article is said: 31 ¶2 is 31条2款 and art. 31 ¶2, 行政诉讼法85 is of the law that it names.

An article without a law's name is of the Reconsideration Act, one after another of the law before it.
"""

from __future__ import annotations

import re

PARTS = re.compile(r"(?<![(〔\d])(\d+)(?![\d年号])(?: ¶(\d))?((?:\(\d+\)-?)*)")
"""The numbers of articles; those of a year or of a paper belong to the name of a law."""
LAWS = {
    "2017年法": "Act (2017)",
    "条例": "Regulation",
    "行政诉讼法": "Administrative Litigation Law",
    "民事诉讼法": "Civil Procedure Law",
    "人民调解法": "People's Mediation Law",
    "行政复议法": "Reconsideration Act",
    "司法确认规定": "Confirmation Rules (2011)",
    "解释": "Interpretation (2018)",
    "行诉解释": "Interpretation (2018)",
    "负责人出庭规定": "Appearance Rules (2020)",
    "法释〔2020〕3号": "Appearance Rules (2020)",
    "政府信息公开条例": "Disclosure Regulation (2019)",
}
"""Laws other than the Act, in English."""


def article_zh(article: str) -> str:
    """An article as it is said in Chinese: 31 ¶2 is 31条2款, 41(5) is 41条5项."""

    def said(found: re.Match[str]) -> str:
        number, paragraph, items = found.groups()
        item = items.replace(")(", "、").translate(_NO_PARENTHESES)
        return f"{number}条{f'{paragraph}款' if paragraph else ''}{f'{item}项' if item else ''}"

    return PARTS.sub(said, article).replace(", ", "、")


def article_source(article: str) -> str:
    """An article as files and the interface cite it: Act (2023) art. 20 ¶1, 条例 art. 16."""
    parts = article.split(", ") if article else []
    return ", ".join(_cited(part, first=n == 0) for n, part in enumerate(parts))


def _cited(part: str, *, first: bool) -> str:
    law = next((law for law in LAWS if part.startswith(law)), "")
    if law:
        return f"{law} art. {part.removeprefix(law).strip()}"
    return f"Act (2023) art. {part}" if first else part


_NO_PARENTHESES = str.maketrans("", "", "()")


def article_en(article: str) -> str:
    """An article as it is said in English: art. 62 ¶1, Regulation art. 33."""
    return ", ".join(_in_english(part, first=n == 0) for n, part in enumerate(article.split(", ")))


def _in_english(part: str, *, first: bool) -> str:
    law = next((law for law in LAWS if part.startswith(law)), "")
    if law:
        return f"{LAWS[law]} art. {part.removeprefix(law).strip()}"
    return f"art. {part}" if first and part[:1].isdigit() else part
