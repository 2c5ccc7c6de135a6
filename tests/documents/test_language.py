"""The language of the texts: what stands, what falls away, what is refused."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from casework.documents.language import Bound, bounds, parse, printed
from casework.errors import FaultyInput

NAMES = {name: name for name in ("zero", "two", "three", "null", "rate", "地方")}


@dataclass
class Sheet:
    """zero is 0, two 2, three 3, null has no data, rate is a rate; a comparison says so."""

    keep_zeros: bool = False
    texts: dict[str, str] = field(
        default_factory=lambda: {"zero": "0", "two": "2", "three": "3", "rate": "0%", "地方": "甲县"}
    )

    def nonzero(self, bound: Bound) -> bool | None:
        if bound.key == "地方":
            return None
        return bound.unit is not None or bound.key != "zero"

    def words(self, bound: Bound) -> str | None:
        return f"与上年持平（{bound.unit}）" if bound.unit is not None else self.texts.get(bound.key)


def said(text: str, *, keep_zeros: bool = False) -> str:
    return "".join(run.text for run in printed(parse(text, NAMES), Sheet(keep_zeros)))


@pytest.mark.parametrize(
    ("text", "expected", "with_zeros"),
    [
        ("{地方}收到{two}件", "甲县收到2件", "甲县收到2件"),
        ("收到{two}件[，其中维持{zero}件]。", "收到2件。", "收到2件，其中维持0件。"),
        ("其中[甲{two}件、][乙{zero}件、][丙{three}件、]。", "其中甲2件、丙3件。", "其中甲2件、乙0件、丙3件。"),
        ("[尚有{zero}件|已全部办结]", "已全部办结", "已全部办结"),
        ("[尚有{two}件|已全部办结]", "尚有2件", "尚有2件"),
        ("[率{null}|没有数据]", "没有数据", "没有数据"),
        ("[率{null}]收到{two}件", "收到2件", "收到2件"),
        ("[应诉率{rate}]", "应诉率0%", "应诉率0%"),
        ("[尚有[{zero}件审查、][{two}件审理]|已全部办结]", "尚有2件审理", "尚有0件审查、2件审理"),
        ("[尚有[{zero}件审查、][{zero}件审理]|已全部办结]", "已全部办结", "已全部办结"),
        ("[{two}件，{zero}人]。", "2件，0人。", "2件，0人。"),
        ("[甲{two}件；][乙{zero}件]", "甲2件。", "甲2件；乙0件"),
        ("[{zero}件]、[{two}件]", "2件", "0件、2件"),
        ("{two~件}", "与上年持平（件）", "与上年持平（件）"),
        ("[没有数字的话]", "没有数字的话", "没有数字的话"),
    ],
)
def test_parts_stand_or_fall_with_their_counts(text, expected, with_zeros):
    assert said(text) == expected
    assert said(text, keep_zeros=True) == with_zeros


def test_a_figure_without_data_is_a_gap_and_never_a_zero():
    runs = printed(parse("应诉率{null}。", NAMES), Sheet())
    assert [(run.text, run.gap) for run in runs] == [("应诉率", False), ("〔填写：没有数据〕", True), ("。", False)]


def test_gaps_stand_apart_and_numbers_of_documents_are_none():
    runs = printed(parse("见甲政〔2024〕1号。〔填写：次数〕", NAMES), Sheet())
    assert [(run.text, run.gap) for run in runs] == [("见甲政〔2024〕1号。", False), ("〔填写：次数〕", True)]


def test_every_figure_of_a_text_is_known_with_its_comparison():
    nodes = parse("{two}[{three}[{zero}]|{two~件}]", NAMES)
    assert list(bounds(nodes)) == [Bound("two"), Bound("three"), Bound("zero"), Bound("two", "件")]


@pytest.mark.parametrize("text", ["[甲", "甲]", "{two", "two}", "[甲|乙|丙]", "甲|乙", "[{two]}", "{[two]}"])
def test_brackets_that_do_not_pair_are_refused(text):
    with pytest.raises(FaultyInput, match="括号不成对"):
        parse(text, NAMES)


def test_an_unknown_figure_is_refused_with_the_nearest():
    with pytest.raises(FaultyInput, match=r"指标「thre」不存在，可用：.*three"):
        parse("{thre}", NAMES)
