"""The pages of docs/law/, made from the code: terms, acts, fields, refusals, lapses, gaps, glossary."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator

from casework.law import names
from casework.law.acts import RULES
from casework.law.meanings import NESTED, ON, meaning_of
from casework.law.meanings.meaning import Meaning
from casework.law.names import Edition, Name, RecordKind, Role
from casework.law.terms.terms import TERMS, Unit
from casework.law.words.articles import article_zh
from casework.law.words.messages import Sentence, gaps_said, lapses_said, refusals_said
from casework.permissions import roles_for
from casework.registry import keys_of

MADE = "Made from the code by `make docs`; do not edit."


REFUSED = "What law or state refuses; nothing is written."
LAPSED = "What time alone makes due: proposed from the day it exists, confirmed by a person."
LACKING = "What the law wants and a record lacks: reported with its article, never refused."


def law_pages() -> dict[str, str]:
    """File name -> text of every page of docs/law/."""
    return {
        "law/terms.md": _page("Terms 期限", _terms()),
        "law/acts.md": _page("Acts 行为", _acts()),
        "law/fields.md": _page("Fields 字段", _fields()),
        "law/refusals.md": _page("Refusals 拒绝", _said(refusals_said(), REFUSED)),
        "law/lapses.md": _page("Lapses 逾期后果", _said(lapses_said(), LAPSED)),
        "law/gaps.md": _page("Gaps 缺漏", _said(gaps_said(), LACKING)),
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


def _said(found: Iterable[Sentence], intro: str) -> Iterator[str]:
    yield intro
    yield ""
    yield from _table(
        ("rule", "article", "中文", "English"), [(f"`{s.rule}`", _any_of(s.articles), s.zh, s.en) for s in found]
    )


def _any_of(articles: Iterable[str]) -> str:
    return " / ".join(dict.fromkeys(article_zh(article) for article in articles))
