"""Which articles the Act of each edition and the Regulation have, how many paragraphs and items: what can be cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from casework.law.names import Edition

ACT_2023 = """1 2 2 4 2 3 1 1 1 1 1/15 1/4 2/4 3 2 2 2 1 4 3 1 4 2/5 4/4 1/3 1 1 1 2 3/7 3 2 1 1 1 2 2 2 3/10 1 1/5 1/4
    2/8 2/3 3 2 1 1 1 3 3 3/4 2/4 2 1 1 1 2 1 1 3 2 2/3 2/4 2/3 1 1 1 1 1 2 2 2 2 2 1 2 1/3 2 1 1 1 1 1 1 1 1 2 1 1"""
ACT_2017 = """1 1 2/7 1 1 1/11 2/3 2 2 5 1 2 2 1 2/5 2 2 1 1 1 1/4 1 2 1 1 1 1 2/4 2 2 3 2 1/2 1 1 1 1 1 1 2 1 1 1"""
REGULATION = """1 1 1/6 1 1 2 1 1 3 1 1 2 1 1 2/6 2/2 1 2 1/5 1 1/3 1 1 1 1 1 1 1/7 1 1 1 1 1 3 1 1 1 2 1 1 3/8 2/5
    1 1 1 1 1/2 2/2 2 3/2 1 1 2 2 1 1 2 1 1 1 1 1 1 1 1 1"""
"""Article by article from the first: its paragraphs, and after a stroke the items of its longest list."""

OTHERS = ("行政诉讼法", "民事诉讼法", "人民调解法", "行政复议法", "司法确认规定", "解释", "行诉解释", "负责人出庭规定",
          "2017年法", "政府信息公开条例", "法释〔2020〕3号")  # fmt: skip
PART = re.compile(r"(?P<law>\D*?)(?P<article>\d+)(?:-(?P<last>\d+))?(?: ¶(?P<paragraph>\d))?(?P<items>[-(\d)]*)")


class Cited(NamedTuple):
    """A citation read: the law ("" the Act), the article, its paragraph and its items."""

    law: str
    article: int
    paragraph: int
    items: list[int]


def cited(article: str) -> Iterator[Cited]:
    """What an article as it is written names, one after another of the law before it."""
    law = ""
    for part in filter(None, article.split(", ")):
        other = next((name for name in ("条例", *OTHERS) if part.startswith(name)), None)
        law = law if other is None else other
        found = PART.fullmatch(part.removeprefix(other or ""))
        assert found is not None, article
        items = [int(item) for item in re.findall(r"\d+", found["items"])]
        for number in {found["article"], found["last"] or found["article"]}:
            yield Cited(law, int(number), int(found["paragraph"] or 1), items)


def unknown(article: str, edition: Edition) -> list[Cited]:
    """The citations of the Act and of the Regulation that have no such article, paragraph or item in that edition."""
    texts = {"": ACT_2023 if edition is Edition.E2023 else ACT_2017, "条例": REGULATION}
    return [one for one in cited(article) if one.law in texts and not _has(texts[one.law].split(), one)]


def _has(text: list[str], one: Cited) -> bool:
    if not 1 <= one.article <= len(text):
        return False
    paragraphs, _stroke, items = text[one.article - 1].partition("/")
    return one.paragraph <= int(paragraphs) and max(one.items, default=0) <= int(items or 0)
