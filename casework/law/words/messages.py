"""What the code of the law says when it refuses, proposes or wants something, read from its own source.

The pages of docs/law/ and the help pages list these sentences, so that nobody keeps a second list by hand.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from types import ModuleType
from typing import NamedTuple

from casework.law import (
    beside,
    gaps,
    history,
    ledger,
    life,
    mediation,
    names,
    planning,
    respondent,
    striking,
)
from casework.law.litigation import acts, order, suit
from casework.law.organs import handing
from casework.law.reconsideration import (
    decision,
    document_review,
    intake,
    joinder,
    parties,
    procedure,
    registering,
    review,
    service,
    takeover,
)
from casework.law.terms import applying, lapses
from casework.law.words.articles import article_zh

LAW_MODULES: tuple[ModuleType, ...] = (
    registering,
    applying,
    intake,
    parties,
    review,
    document_review,
    procedure,
    takeover,
    joinder,
    decision,
    service,
    planning,
    handing,
    life,
    history,
    acts,
    order,
    suit,
    mediation,
    ledger,
    respondent,
    striking,
)


REFUSING = ("refuse", "ActRefused")


class Sentence(NamedTuple):
    """A refusal, lapse or gap as the code says it, with every article that it may bear."""

    rule: str
    articles: tuple[str, ...]
    zh: str
    en: str


@cache
def refusals_said() -> tuple[Sentence, ...]:
    """What law or state refuses."""
    return _ordered({*_found(LAW_MODULES, REFUSING), *_beside()})


def _beside() -> Iterator[Sentence]:
    """What is refused by rules that are data, with … for what is filled in."""
    for rule in chain.from_iterable(beside.BESIDE.values()):
        yield _of_data("particulars", rule)


def _of_data(code: str, rule: beside.Beside) -> Sentence:
    articles = dict.fromkeys(filter(None, (rule.article_2023, rule.article_2017)))
    zh, en = (re.sub(r"\{\w+\}", "…", text) for text in rule.said)
    return Sentence(code, tuple(articles), zh, en)


@cache
def lapses_said() -> tuple[Sentence, ...]:
    """What time alone makes due."""
    return _said((lapses,), ("Lapse",))


@cache
def gaps_said() -> tuple[Sentence, ...]:
    """What the law wants and a record lacks."""
    return _said((gaps, *gaps.MODULES), ("Gap",))


def _said(modules: Iterable[ModuleType], calls: tuple[str, ...]) -> tuple[Sentence, ...]:
    return _ordered(_found(modules, calls))


def _found(modules: Iterable[ModuleType], calls: tuple[str, ...]) -> set[Sentence]:
    return {s for module in modules for s in _sentences(module, calls) if s.zh or s.rule.strip("…")}


def _ordered(found: Iterable[Sentence]) -> tuple[Sentence, ...]:
    return tuple(sorted(found, key=lambda s: (s.rule, [article_zh(a) for a in s.articles], s.zh, s.en)))


def _sentences(module: ModuleType, calls: tuple[str, ...]) -> Iterator[Sentence]:
    tree = ast.parse(inspect.getsource(module))
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and _name(call.func) in calls and len(call.args) >= FEWEST:
                    yield _sentence(call, function)


FEWEST = 4


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _sentence(call: ast.Call, function: ast.FunctionDef) -> Sentence:
    texts = [_text(arg) for arg in call.args]
    spoken = [text for text in texts if " " in text or any(ord(character) > 0x2E80 for character in text)]
    chinese = [text for text in spoken if any(ord(character) > 0x2E80 for character in text)]
    zh, en = chinese[-1] if chinese else "", spoken[-1] if spoken else ""
    position = 1 if _name(call.func) != "Lapse" else 2
    articles = dict.fromkeys(article for article in _articles(call.args[position], function) if article)
    return Sentence(texts[0], tuple(articles), zh, en)


def _text(node: ast.expr) -> str:
    """A string as it is written, with … for what is filled in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    if isinstance(node, ast.BinOp):
        return _text(node.left) + _text(node.right)
    if isinstance(node, ast.IfExp):
        return _text(node.body)
    if (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == names.LapseRule.__name__
    ):
        return names.LapseRule[node.attr].value
    return "…"


def _articles(node: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    """Every article that an expression may give; a name is looked up where the function sets it."""
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.Name):
        for statement in ast.walk(function):
            if isinstance(statement, ast.Assign) and any(_name(t) == node.id for t in statement.targets):
                yield from _articles(statement.value, function)
    elif isinstance(node, ast.IfExp):
        yield from _articles(node.body, function)
        yield from _articles(node.orelse, function)
    elif isinstance(node, ast.Call):
        for argument in node.args[1:]:
            yield from _articles(argument, function)
