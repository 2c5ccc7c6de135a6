"""Which field a key of an act becomes: by its annotation, and by what only the record at hand can offer."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy

from casework.actions.reference.staff import known_to_all
from casework.choices import code_choices, label_of, planned_label
from casework.law.documents.grounds import DECLINE, STAY
from casework.law.documents.papers import SERVED
from casework.law.keys import Listed, Marker
from casework.law.names import (
    GROUND_NUMBERS,
    Act,
    Approval,
    Edition,
    Name,
    Outcome,
    PartyKind,
    Planned,
    RecordKind,
    ServiceHow,
    State,
)
from casework.law.organs.handing import HANDLED_BY
from casework.law.reconsideration.decision import OUTCOMES
from casework.law.terms.lapses import lapses
from casework.law.terms.terms import TermCode
from casework.law.words.languages import is_chinese, spoken
from casework.models import Organ
from casework.registry import Key
from casework.registry.annotations import parts_of
from casework.registry.texts import NUMBER_LENGTH
from casework.text.folding import one_line
from casework.vocabulary import Label, LedgerKind
from casework.web.entry.beside.leads import leads_for
from casework.web.entry.beside.organs import organ_typed
from casework.web.entry.forms.bodies import courts, deciders, finding, heads, offered, one_of, several_of
from casework.web.entry.forms.codes import options_of
from casework.web.entry.forms.fields import (
    Amount,
    CaseNumber,
    Choice,
    Day,
    Hour,
    IdentityNumber,
    Note,
    OrganName,
    Several,
    Text,
    Tick,
    Whole,
    YesNo,
    Yuan,
    birthday,
    court_number,
    document_number,
    offering,
)
from casework.web.shell.access import Visit
from casework.web.shell.formatting import day_words
from casework.web.shell.labels import SUBJECTS

INDENT = "\u3000"
"""Before a code that stands under a heading."""


class Target(NamedTuple):
    """The fact that a correction changes: its name (`act#n.key`), the act that holds it, its key."""

    fact: str
    act: Act
    key: Key


@dataclass
class Making:
    """What fields are made with: who types, for which organ and act, and the record's life where there is one."""

    visit: Visit
    kind: RecordKind
    act: Act
    organ: Organ
    life: Any = None
    ledger_kind: LedgerKind | None = None
    target: Target | None = None
    struck: str = ""
    """The act that is to be struck, as `accept#1`."""
    without: tuple[str, ...] = ()
    """Keys that say nothing about this record."""
    lives: Sequence[Any] = ()
    """The lives of the records, where the act is for many."""
    others: Sequence[Organ] = ()
    """The other organs that keep some of the records, where the act is for many."""

    @property
    def keepers(self) -> tuple[Organ, ...]:
        """All organs that keep one of the records."""
        return (self.organ, *self.others)

    def meant(self, name: str) -> tuple[RecordKind, Act, str]:
        """The act and key that a field stands for: of a correction, those that it changes."""
        if self.target is not None and name == "value":
            return self.kind, self.target.act, self.target.key.name
        return self.kind, self.act, name

    def chooses_by_id(self, name: str) -> bool:
        """Whether the field of a key offers organs by id."""
        return self.meant(name) in CHOSEN_BY_ID

    @property
    def today(self) -> date:
        """The day of the visit."""
        return self.visit.today

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.visit.language

    @property
    def edition(self) -> Edition:
        """The edition that binds the record; of a new one, that in force."""
        return Edition(getattr(self.life, "edition", Edition.E2023))

    def find(self, text: str) -> Organ:
        """The organ that what was typed means."""
        return organ_typed(text, self.organ)

    def listed(self, name: str) -> list[tuple[str, Any]]:
        """The codes of a list that are in force or were, those below a heading under it; an ended one says so."""
        labels = self.visit.reference.vocabulary.labels(name)
        return [(label.code, self._offered(label)) for label in labels.values()]

    def _offered(self, label: Label) -> str:
        text = f"{INDENT if label.parent else ''}{label.of(self.language)}"
        if label.in_force(self.visit.today):
            return text
        return f"{text} · {label.term.of(self.language)}"

    def named(self, names: type[Name]) -> list[tuple[str, str]]:
        """The members of an enumeration of the law."""
        return code_choices(names, self.language)

    def organs(self, ids: Iterable[int]) -> list[tuple[str, str]]:
        """Organs by id."""
        return [(str(pk), self.visit.reference.organ_name(pk)) for pk in ids]


Make = Callable[[Making, dict[str, Any]], forms.Field]


MARKED: dict[str, Make] = {
    "organ": lambda m, said: OrganName(m.find, **said),
    "fellow": lambda m, said: offering(CaseNumber(**said), leads_for(m.organ, m.life)),
    **dict.fromkeys(("number", "referred", "case", "flag_or_case"), lambda _m, said: CaseNumber(**said)),
    "flag_or_organs": lambda m, said: YesNo(**said),
    "named_party": lambda m, said: Text(**said),
    "approval": lambda m, said: Choice(m.named(Approval), **said),
    "party": lambda m, said: Choice(_parties(m), **said),
    "paper": lambda m, said: Choice([(paper.value, label_of(paper, m.language)) for paper in SERVED], **said),
    "service_how": lambda m, said: Choice(m.named(ServiceHow), **said),
    "letter": lambda m, said: Whole(least=1, **said),
    "plan": lambda m, said: Choice(plan_choices(m), **said),
    "hour": lambda m, said: Hour(**said),
    "suspension_ground": lambda m, said: Choice(
        [(g.value, spoken(g, m.language)) for g in GROUND_NUMBERS[m.edition]], **said
    ),
    "past": lambda m, said: Day(today=m.today, **said),
    "yuan": lambda m, said: Yuan(**said),
    "secret": lambda m, said: Text(**said),
    "birthday": lambda m, said: birthday(m.today, said),
    "note": lambda m, said: Note(**said),
    "count": lambda m, said: Whole(least=1, **said),
}
"""Mark -> its field; quantities and unit names of the ledger are groups (`quantities.py`)."""

PLAIN: dict[type, Make] = {
    bool: lambda m, said: Tick(**said),
    int: lambda m, said: Whole(**said),
    str: lambda m, said: Text(**said),
    date: lambda m, said: Day(today=m.today, ahead=True, **said),
    Decimal: lambda m, said: Amount(decimals=4, **said),
}


def field_of(making: Making, key: str, annotation: Any, said: dict[str, Any]) -> forms.Field:
    """The field of one key; `said` holds label, help text and whether it is required."""
    base, mark = parts_of(annotation)
    meant = making.meant(key)
    if meant in CHOSEN and (chosen := CHOSEN[meant](making)) is not None:
        return Choice(chosen, **said)
    make = SPECIAL.get(meant) or BY_NAME.get(meant[-1])
    if make is None and isinstance(mark, Marker):
        make = MARKED[mark.name]
    if make is not None:
        return make(making, said)
    if isinstance(mark, Listed):
        return Choice(making.listed(mark.name), **said)
    return _plain(making, base, annotation, said)


def _plain(making: Making, base: Any, annotation: Any, said: dict[str, Any]) -> forms.Field:
    if typing.get_origin(base) is tuple:
        return Several(**said)
    if isinstance(base, type) and issubclass(base, Name):
        return Choice(making.named(base), **said)
    if base is bool and type(None) in typing.get_args(annotation):  # it may be unknown
        return YesNo(**said)
    return PLAIN[base](making, said)


def _known(making: Making, said: dict[str, Any]) -> forms.Field:
    """The day on which the act became known, from which the term to apply runs (Act art. 20)."""
    field = Day(today=making.today, **said)
    field.widget.attrs["data-term"] = TermCode.APPLY
    return field


def _planned(making: Making, said: dict[str, Any]) -> forms.Field:
    """What may be planned, by the words of the kind of record."""
    return Choice([(what.value, planned_label(what, making.kind, making.language)) for what in Planned], **said)


BY_NAME: dict[str, Make] = {
    "identity_number": lambda m, said: IdentityNumber(**said),
    "known_on": _known,
    "number": lambda m, said: Text(clean=document_number, **said),
    "court_number": lambda m, said: Text(longest=NUMBER_LENGTH, clean=court_number, **said),
    "court": lambda m, said: offering(Text(**said), courts(m.organ)),
    **dict.fromkeys(("handlers", "mediators"), lambda m, said: several_of(known_to_all(m.keepers, m.today), said)),
    "what": _planned,
}
"""Keys that mean the same wherever they stand."""

R, L = RecordKind.RECONSIDERATION, RecordKind.LITIGATION
Choose = Callable[[Making], Iterable[tuple[str, Any]] | None]
"""The choices of a key; None where it is typed, because no one record is at hand."""


def _numbered(texts: Mapping[int, Any]) -> Choose:
    def choices(making: Making) -> list[tuple[str, str]]:
        number = "（{}）" if is_chinese(making.language) else "({}) "
        return [(str(n), number.format(n) + text.of(making.language)) for n, text in texts.items()]

    return choices


def _spoken(words: Iterable[Any], language: str) -> list[tuple[str, str]]:
    return [(each.value, spoken(each, language)) for each in words]


def _respondents(making: Making) -> list[tuple[str, str]]:
    return making.organs(exchange.organ for exchange in making.life.facts.respondents)


def _parties(making: Making) -> list[tuple[str, str]]:
    """Every part in the case, and everybody in it by name; the name of an organ is the value that means it.

    Where no one case is at hand, the parts alone.
    """
    if making.life is None:
        return making.named(PartyKind)
    facts = making.life.facts
    names = {
        PartyKind.APPLICANT: [one.name for one in facts.applicants],
        PartyKind.RESPONDENT: [making.visit.reference.organ_name(exchange.organ) for exchange in facts.respondents],
        PartyKind.THIRD_PARTY: facts.third_parties,
    }
    parts = dict(making.named(PartyKind))
    choices = [(party.value, parts[party.value]) for party, known in names.items() if known]
    return choices + [(name, f"{parts[party.value]} {name}") for party, known in names.items() for name in known]


def _opinions(making: Making) -> list[Any]:
    """The opinion letters of the case, in their order."""
    return [letter for letter in making.life.facts.letters if letter.kind == "opinion"]


def _letters(making: Making) -> list[tuple[str, str]]:
    name = making.visit.reference.organ_name
    return [(str(one.n), f"{one.n} {name(one.organ)} {one.on}") for one in _opinions(making)]


def plan_choices(making: Making) -> list[tuple[str, str]]:
    """The plans that stand, by number, each with what it is, its day and its hour."""

    def said(plan: Any) -> str:
        hour = f" {plan.at:%H:%M}" if plan.at is not None else ""
        return f"{planned_label(plan.what, making.kind, making.language)} {day_words(plan.on, making.language)}{hour}"

    return [(str(plan.n), said(plan)) for plan in making.life.facts.plans if plan.stands]


def _handling(making: Making) -> list[tuple[str, str]] | None:
    """Who handles the record now, or one of the many that are at hand."""
    lives = [making.life] if making.life is not None else making.lives
    names = [name for life in lives for name in getattr(life.facts, HANDLED_BY[making.kind])]
    return [(name, name) for name in dict.fromkeys(names)] if lives else None


def _replaceable(making: Making) -> list[tuple[str, str]]:
    facts = making.life.facts
    organs = [name for _pk, name in _respondents(making)]
    names = [*(one.name for one in facts.applicants), *organs, *facts.third_parties]
    return [(name, name) for name in dict.fromkeys(names)]


def _outcomes(making: Making) -> list[tuple[str, str]]:
    old = making.edition is Edition.E2017
    known = [o for o, rule in OUTCOMES.items() if (rule.article_2017 if old else rule.article_2023)]
    return _spoken([o for o in Outcome if o in known], making.language)


def _cause(making: Making, said: dict[str, Any]) -> forms.Field:
    """案由: a matter by its code, initials or label, or any text."""
    options = options_of(making.listed("matter"))

    def clean(text: str) -> str:
        typed = one_line(text)
        exact = [option.label for option in options if typed.lower() in (option.code, *option.typed)]
        return exact[0] if len(exact) == 1 else typed

    field = Text(clean=clean, **{**said, "label": gettext_lazy("Cause of action")})
    labels = making.visit.reference.vocabulary.labels("matter").values()
    return offering(field, (label.of(making.language) for label in labels))


def _body(making: Making, said: dict[str, Any]) -> forms.Field:
    """A mediation body: one that is kept, by its pinyin or from the list, or any text."""
    return offering(Text(clean=finding(making.organ), **said), offered(making.organ, making.today))


def _subject(making: Making, said: dict[str, Any]) -> forms.Field:
    """What a ledger entry is about: one of the subjects of its kind where the kind names them."""
    subjects = making.ledger_kind.subjects if making.ledger_kind is not None else ()
    return Choice([(code, SUBJECTS[code]) for code in subjects], **said) if subjects else Text(**said)


BY_DEFENDANTS = (Act.RECORD_APPEARANCE, Act.FILE_DEFENCE, Act.FILE_EVIDENCE, Act.PERFORM_JUDGMENT)
"""Acts of one of the organs sued."""
BEHIND = (
    (R, Act.EXCLUDE, "from"),
    (R, Act.EXCLUDE, "to"),
    (R, Act.REGISTER, "perform_by"),
    (R, Act.TAKE_OVER, "perform_by"),
)
"""Days that mostly lie behind, though they may lie ahead: without a year the latest is meant."""

CHOSEN: dict[tuple[RecordKind, Act, str], Choose] = {
    (R, Act.DECLINE, "reason"): _numbered(DECLINE),
    (R, Act.STAY_EXECUTION, "ground"): _numbered(STAY),
    (R, Act.SEND_COPY, "respondent"): _respondents,
    (R, Act.RECEIVE_REPLY, "respondent"): _respondents,
    (R, Act.WITHDRAW_PARTY, "party"): lambda m: [(one.name, one.name) for one in m.life.facts.applicants],
    (R, Act.REPLACE_PARTY, "party"): _replaceable,
    (R, Act.CONCLUDE, "outcome"): _outcomes,
    (RecordKind.RESPONDENT, Act.CONCLUDE, "outcome"): _outcomes,
    (R, Act.REOPEN, "to"): lambda m: _spoken((State.EXAMINING, State.REVIEWING), m.language),
    (R, Act.SET_ASIDE_LAPSE, "lapse"): lambda m: [
        (lapse.rule, spoken(lapse, m.language)) for lapse in lapses(m.life, m.today)
    ],
    (R, Act.RECORD_FEEDBACK, "by"): lambda m: m.organs(dict.fromkeys(letter.organ for letter in _opinions(m))),
    (R, Act.RECORD_FEEDBACK, "letter"): _letters,
    **{(kind, Act.HAND_OVER, "from"): _handling for kind in HANDLED_BY},
    **{(L, act, "organ"): lambda m: m.organs(m.life.facts.defendants) for act in BY_DEFENDANTS},
}
"""Keys whose choices follow from the record at hand."""
SPECIAL: dict[tuple[RecordKind, Act, str], Make] = {
    **{
        (kind, Act.HAND_OVER, "to"): lambda m, said: one_of(known_to_all(m.keepers, m.today), said)
        for kind in HANDLED_BY
    },
    (L, Act.RECORD_APPEARANCE, "name"): lambda m, said: one_of(heads(m.life.facts.defendants, m.today), said),
    **{place: lambda m, said: Day(today=m.today, **said) for place in BEHIND},
    (L, Act.REGISTER, "cause"): _cause,
    (RecordKind.MEDIATION, Act.REGISTER, "body"): _body,
    (RecordKind.RESPONDENT, Act.REGISTER, "deciding_organ"): lambda m, said: offering(Text(**said), deciders(m.organ)),
    (RecordKind.LEDGER, Act.RECORD, "subject"): _subject,
}
"""Keys with a field of their own in one act."""
CHOSEN_BY_ID = frozenset(
    {(R, Act.SEND_COPY, "respondent"), (R, Act.RECEIVE_REPLY, "respondent"), (R, Act.RECORD_FEEDBACK, "by")}
    | {(L, act, "organ") for act in BY_DEFENDANTS}
)
"""Keys whose choice is an organ's id."""
