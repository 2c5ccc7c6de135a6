"""An article is said as lawyers say it, in both languages; a refusal names it and what may be done instead."""

from __future__ import annotations

import re
from importlib import import_module
from inspect import getsource
from pkgutil import walk_packages

import pytest

from casework import law
from casework.law.names import Act
from casework.law.refusals import ActRefused
from casework.law.words.articles import article_en, article_zh
from casework.law.words.messages import LAW_MODULES, gaps_said, refusals_said


@pytest.mark.parametrize(
    ("article", "said"),
    [
        ("31 ¶2", "31条2款"),
        ("41(5)", "41条5项"),
        ("41(2)-(5)", "41条2-5项"),
        ("28 ¶1(4)", "28条1款4项"),
        ("48, 54", "48条、54条"),
        ("条例42 ¶2", "条例42条2款"),
        ("行政诉讼法45", "行政诉讼法45条"),
        ("30, 2017年法17, 18", "30条、2017年法17条、18条"),
        ("行政诉讼法3, 法释〔2020〕3号1-7", "行政诉讼法3条、法释〔2020〕3号1条-7条"),
        ("", ""),
    ],
)
def test_an_article_is_said_in_chinese_as_lawyers_say_it(article, said):
    assert article_zh(article) == said


@pytest.mark.parametrize(
    ("article", "said"),
    [
        ("62 ¶1", "art. 62 ¶1"),
        ("48, 54", "art. 48, 54"),
        ("36, 条例32", "art. 36, Regulation art. 32"),
        ("30, 2017年法17, 18", "art. 30, Act (2017) art. 17, 18"),
        ("法释〔2020〕3号1-7", "Appearance Rules (2020) art. 1-7"),
        ("行政诉讼法89, 行诉解释109 ¶1", "Administrative Litigation Law art. 89, Interpretation (2018) art. 109 ¶1"),
    ],
)
def test_an_article_is_said_in_english_with_its_law(article, said):
    assert article_en(article) == said


def test_every_article_that_a_refusal_or_gap_may_bear_is_said_in_english_without_chinese():
    said = {article for each in (*refusals_said(), *gaps_said()) for article in each.articles}
    assert len(said) > 50
    assert [article for article in said if re.search("[\u4e00-\u9fff]", article_en(article))] == []


def test_a_refusal_names_its_article_and_what_may_be_done_instead_in_both_languages():
    refusal = ActRefused("term-over", "62 ¶1", "不能再延期。", "No more.", instead=[Act.CONCLUDE, Act.SUSPEND])
    assert str(refusal) == refusal.sentence() == "不能再延期（62条1款）。可以：结案、中止。"
    assert refusal.sentence("en") == "No more (art. 62 ¶1). Instead: conclude or suspend."
    assert ActRefused("state", "", "不能办理", "Impossible").sentence("en") == "Impossible."


def test_only_what_cannot_have_happened_is_hard():
    hard = {rule for rule in ("state", "date-order", "future", "missing", "void", "term-over", "redo", "edition")
            if ActRefused(rule, "", "", "").hard}  # fmt: skip
    assert hard == {"state", "date-order", "future", "missing", "void"}


def test_every_module_of_the_law_that_refuses_is_told_among_the_refusals():
    rooms = walk_packages(law.__path__, "casework.law.")
    modules = [import_module(each.name) for each in rooms if not each.name.startswith("casework.law.words.")]
    asked = [each for each in modules if re.search(r"(?:\.refuse|ActRefused)\(\s*\"", getsource(each))]
    assert len(asked) > 15
    assert [each.__name__ for each in asked if each not in (*LAW_MODULES, law.beside)] == []  # its rules are data
