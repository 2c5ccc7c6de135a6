"""The pages of docs/law/, made from the code: terms, acts, fields, refusals, lapses, gaps, glossary."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import NamedTuple

from casework.law import decision, gaps, history, intake, lapses, ledger, life, litigation, mediation, names, review
from casework.law.meanings import NESTED, ON, meaning_of
from casework.law.meanings.meaning import Meaning
from casework.law.names import Edition, Name, RecordKind, Role
from casework.law.refusals import article_zh
from casework.law.terms import TERMS, Unit
from casework.law.transitions import RULES
from casework.permissions import roles_for
from casework.registry import keys_of

MADE = "Made from the code by `make docs`; do not edit."
LAW_MODULES: tuple[ModuleType, ...] = (intake, review, decision, life, history, litigation, mediation, ledger)


REFUSED = "What law or state refuses; nothing is written."
LAPSED = "What time alone makes due: proposed from the day it exists, confirmed by a person."
LACKING = "What the law wants and a record lacks: reported with its article, never refused."


def law_pages() -> dict[str, str]:
    """File name -> text of every page of docs/law/."""
    return {
        "law/terms.md": _page("Terms 期限", _terms()),
        "law/acts.md": _page("Acts 行为", _acts()),
        "law/fields.md": _page("Fields 字段", _fields()),
        "law/refusals.md": _page("Refusals 拒绝", _said(LAW_MODULES, ("refuse", "ActRefused"), REFUSED)),
        "law/lapses.md": _page("Lapses 逾期后果", _said((lapses,), ("Lapse",), LAPSED)),
        "law/gaps.md": _page("Gaps 缺漏", _said((gaps,), ("Gap",), LACKING)),
        "law/glossary.md": _page("Glossary 词汇", _glossary()),
    }


def _page(title: str, lines: Iterable[str]) -> str:
    return "\n".join([f"# {title}", "", MADE, "", *lines]) + "\n"


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _table(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    yield _row(*header)
    yield _row(*["---"] * len(header))
    for row in rows:
        yield _row(*row)


# ---- Terms and acts -------------------------------------------------------------------------------------------------


def _terms() -> Iterator[str]:
    units = {unit: unit.zh for unit in Unit}
    yield from _table(
        ("term", "期限", "edition", "procedure", "length", "starts from", "article"),
        [
            (
                f"`{term.code}`",
                term.zh,
                term.edition.value if term.edition else "both",
                term.procedure.zh if term.procedure else "",
                f"{term.length}{units[term.unit]}" if term.length else "as fixed in the notice",
                term.starts.zh,
                article_zh(term.article),
            )
            for term in TERMS
        ],
    )


def _acts() -> Iterator[str]:
    for kind, rules in RULES.items():
        yield f"## {kind.zh} {kind.value}"
        yield ""
        yield from _table(
            ("act", "行为", "from", "to", "keys (required in bold)", "roles", "2023", "2017"),
            [
                (
                    f"`{act.value}`",
                    act.zh,
                    "—" if rule.begins else _states(rule.sources),
                    rule.to.zh if rule.to else "",
                    _keys(kind, act),
                    "、".join(role.zh for role in Role if role in roles_for(act, kind, Edition.E2023)),
                    article_zh(rule.article_2023),
                    article_zh(rule.article_2017),
                )
                for act, rule in rules.items()
            ],
        )
        yield ""


def _states(sources: Iterable[names.State]) -> str:
    found = [state for state in names.State if state in set(sources)]
    return "any" if len(found) == len(names.State) else "、".join(state.zh for state in found)


def _keys(kind: RecordKind, act: names.Act) -> str:
    return ", ".join(f"**{key.name}**" if key.required else key.name for key in keys_of(kind, act).values())


def _fields() -> Iterator[str]:
    yield "What each key of an act means in law and what follows from it; forms show it beside the field."
    for kind, rules in RULES.items():
        yield ""
        yield f"## {kind.zh} {kind.value}"
        yield ""
        rows = [(act, key, meaning_of(kind, act, key)) for act in rules for key in (ON, *keys_of(kind, act))]
        yield from _table(
            FIELD_HEAD,
            [(f"`{act.value}`", act.zh, f"`{key}`", *_told(meaning)) for act, key, meaning in rows if meaning],
        )
    for structure, fields in NESTED.items():
        yield ""
        yield f"## {structure.__name__}"
        yield ""
        yield from _table(FIELD_HEAD[2:], [(f"`{key}`", *_told(meaning)) for key, meaning in fields.items()])


FIELD_HEAD = ("act", "行为", "key", "中文", "English", "2023", "2017")


def _told(meaning: Meaning) -> tuple[str, str, str, str]:
    articles = [article_zh(meaning.article_in(edition)) for edition in (Edition.E2023, Edition.E2017)]
    return meaning.zh, meaning.en[:1].upper() + meaning.en[1:], articles[0], articles[1]


def _glossary() -> Iterator[str]:
    for _, group in inspect.getmembers(names, inspect.isclass):
        if issubclass(group, Name) and len(group):
            yield f"## {group.__name__} {' '.join((group.__doc__ or '').split())}"
            yield ""
            yield from _table(("code", "中文", "English"), [(f"`{m.value}`", m.zh, m.en) for m in group])
            yield ""


# ---- What the code says ---------------------------------------------------------------------------------------------


class Sentence(NamedTuple):
    """A refusal, lapse or gap as the code says it."""

    rule: str
    article: str
    zh: str
    en: str


def _said(modules: Iterable[ModuleType], calls: tuple[str, ...], intro: str) -> Iterator[str]:
    yield intro
    yield ""
    found = sorted({s for module in modules for s in _sentences(module, calls) if s.zh or s.rule.strip("…")})
    yield from _table(("rule", "article", "中文", "English"), [(f"`{s.rule}`", s.article, s.zh, s.en) for s in found])


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
    articles = list(dict.fromkeys(article_zh(a) for a in _articles(call.args[position], function) if a))
    return Sentence(texts[0], " / ".join(articles), zh, en)


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
