"""The law as the house reads it, in tables for readers: the same data as docs/law/, in the language of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.choices import label_of
from casework.law.acts import RULES
from casework.law.meanings import ON, meaning_of
from casework.law.names import Act, Edition, RecordKind, Role, State
from casework.law.terms.terms import TERMS
from casework.law.words.languages import Text, is_chinese
from casework.law.words.messages import Sentence, gaps_said, lapses_said, refusals_said
from casework.permissions import roles_for
from casework.registry import keys_of
from casework.web.shell.formatting import article_words, joined
from casework.web.shell.labels import act_key_words

Rows = list[tuple[str, ...]]


@dataclass(frozen=True)
class LawTable:
    """One table: what it is about, its heads, its rows; an empty caption where the page has but one."""

    caption: str
    heads: list[str]
    rows: Rows


def terms(language: str) -> list[LawTable]:
    """期限: every term in every edition."""
    heads = [_("Term"), _("Edition"), _("Procedure"), _("Length"), _("Runs from"), _("Article")]
    gap = "" if is_chinese(language) else " "
    rows: Rows = [
        (
            label_of(term.code, language),
            label_of(term.edition, language) if term.edition else _("both"),
            label_of(term.procedure, language) if term.procedure else "—",
            f"{term.length}{gap}{label_of(term.unit, language)}" if term.length else _("as fixed in the notice"),
            label_of(term.starts, language),
            article_words(term.article, language),
        )
        for term in TERMS
    ]
    return [LawTable("", heads, rows)]


def acts(language: str) -> list[LawTable]:
    """行为: what may be done in which state, by whom, and where it leads."""
    heads = [_("Act"), _("In which state"), _("State after it"), _("Who"), _("2023 edition"), _("2017 edition")]
    return [
        LawTable(
            label_of(kind, language),
            heads,
            [
                (
                    label_of(act, language),
                    _("a new record") if rule.begins else _states(rule.sources, language),
                    label_of(rule.to, language) if rule.to else _("no change"),
                    joined([label_of(r, language) for r in Role if r in roles_for(act, kind, Edition.E2023)], language),
                    article_words(rule.article_2023, language) or "—",
                    article_words(rule.article_2017, language) or "—",
                )
                for act, rule in rules.items()
            ],
        )
        for kind, rules in RULES.items()
    ]


def _states(sources: Iterable[State], language: str) -> str:
    found = [state for state in State if state in set(sources)]
    return _("any") if len(found) in (0, len(State)) else joined([label_of(s, language) for s in found], language)


def fields(language: str) -> list[LawTable]:
    """字段: what each field of each form means."""
    heads = [_("Act"), _("Field"), _("Meaning"), _("2023 edition"), _("2017 edition")]
    return [
        LawTable(
            label_of(kind, language),
            heads,
            [row for act in rules for key in (ON, *keys_of(kind, act)) for row in _field(kind, act, key, language)],
        )
        for kind, rules in RULES.items()
    ]


def _field(kind: RecordKind, act: Act, key: str, language: str) -> Rows:
    meaning = meaning_of(kind, act, key)
    if meaning is None:
        return []
    said = meaning.text.of(language)
    articles = [article_words(meaning.article_in(e), language) or "—" for e in (Edition.E2023, Edition.E2017)]
    return [(label_of(act, language), act_key_words(kind, act, key), said[:1].upper() + said[1:], *articles)]


def _sentences(found: Iterable[Sentence], language: str) -> list[LawTable]:
    rows: Rows = [(Text(s.zh, s.en).of(language), _any_of(s.articles, language)) for s in found if s.zh]
    return [LawTable("", [_("Sentence"), _("Article")], rows)]


def _any_of(articles: Iterable[str], language: str) -> str:
    return " / ".join(dict.fromkeys(article_words(article, language) for article in articles)) or "—"


def lapses(language: str) -> list[LawTable]:
    """逾期后果: what time alone makes due."""
    return _sentences(lapses_said(), language)


def gaps(language: str) -> list[LawTable]:
    """缺漏: what the law wants and a record lacks."""
    return _sentences(gaps_said(), language)


def refusals(language: str) -> list[LawTable]:
    """拒绝: what law or state refuses."""
    return _sentences(refusals_said(), language)


@dataclass(frozen=True)
class LawPage:
    """A page of tables: its title, one sentence about it, and how its tables are made."""

    title: str | Promise
    intro: str | Promise
    tables: Callable[[str], list[LawTable]]


PAGES: dict[str, LawPage] = {
    "terms": LawPage(gettext_lazy("Terms"), gettext_lazy("How long each term is, what it runs from."), terms),
    "acts": LawPage(
        gettext_lazy("Acts"), gettext_lazy("What may be done in which state, by whom, by which article."), acts
    ),
    "fields": LawPage(gettext_lazy("Fields"), gettext_lazy("What each field means and what follows from it."), fields),
    "lapses": LawPage(
        gettext_lazy("Lapses"),
        gettext_lazy("What time alone makes due: proposed from the day it exists, confirmed by a person."),
        lapses,
    ),
    "gaps": LawPage(
        gettext_lazy("Gaps"),
        gettext_lazy("What the law wants and a record lacks: shown with its article, never refused."),
        gaps,
    ),
    "refusals": LawPage(
        gettext_lazy("Refusals"), gettext_lazy("What law or state refuses; nothing is written then."), refusals
    ),
}
"""Address below /help/ -> its page."""
