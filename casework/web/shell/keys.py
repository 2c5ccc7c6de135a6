"""The keys of acts in words: read by their annotations, as the registry writes them, and masked for who may not read.

Identity numbers, telephones and addresses are never written out of an event, whoever reads.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from casework.filters.reader import Reader
from casework.law.documents.papers import Paper
from casework.law.keys import (
    ActComplainedOf,
    Applicant,
    Disputant,
    Listed,
    LongerTerm,
    Marker,
    Obstacle,
    Official,
    Plaintiff,
    TakenCopy,
    TakenCourse,
    TakenReview,
    TakenStop,
)
from casework.law.names import (
    GROUND_NUMBERS,
    Approval,
    ComplainedOf,
    Edition,
    Name,
    PartyKind,
    ReviewFinding,
    ServiceHow,
)
from casework.law.reconsideration.service import OF_ALL, OF_THE_APPLICANT, ORGAN, recorded_how
from casework.law.words.languages import is_chinese, spoken
from casework.masking import Names
from casework.reference import ledger_kinds
from casework.registry.annotations import fields_of, parts_of
from casework.statistics.words.numbers import NOTHING, number_words
from casework.statistics.words.words import unit_words
from casework.vocabulary import Vocabulary
from casework.web.shell.formatting import code_words, day_words, joined, listed_words, span_words, yes_no
from casework.web.shell.labels import SUBJECTS, key_words

PARTS = frozenset(party.zh for party in PartyKind)
"""How older records name a part in the case."""


def references(annotation: Any, value: Any) -> Iterator[tuple[str, int]]:
    """The organs and cases that a stored value names, as ("organ" or "case", id)."""
    base, mark = parts_of(annotation)
    if value is None:
        return
    if isinstance(mark, Marker):
        yield from _marked_references(mark, value)
    elif typing.get_origin(base) is tuple:
        for one in value:
            yield from references(typing.get_args(base)[0], one)
    elif dataclasses.is_dataclass(base):
        hints = fields_of(base)
        for name, one in value.items():
            yield from references(hints[name], one)


def _marked_references(mark: Marker, value: Any) -> Iterator[tuple[str, int]]:
    if mark.name in ("organ", "case"):
        yield mark.name, value
    elif mark.name in ("referred", "fellow"):
        yield "case", value
    elif mark.name == "party" and value.startswith(ORGAN):
        yield "organ", int(value.removeprefix(ORGAN))
    elif mark.name == "flag_or_case" and isinstance(value, int) and value > 0:
        yield "case", value
    elif mark.name == "flag_or_organs" and not isinstance(value, bool):
        yield from (("organ", organ) for organ in value)


@dataclass
class Showing:
    """How the stored values of one record are shown to one reader."""

    language: str
    vocabulary: Vocabulary
    names: Names
    organs: Mapping[int, str] = field(default_factory=dict)
    cases: Mapping[int, str] = field(default_factory=dict)
    edition: Edition = Edition.E2023

    def value(self, annotation: Any, value: Any, key: str = "") -> str:
        """A value of an event's keys in words."""
        if value in (None, "", [], {}):
            return NOTHING
        base, mark = parts_of(annotation)
        if isinstance(mark, Listed):
            return listed_words(self.vocabulary, mark.name, value, self.language)
        if isinstance(mark, Marker):
            return MARKED.get(mark.name, MARKED["any"])(self, value)
        if typing.get_origin(base) is tuple:
            inner = typing.get_args(base)[0]
            return joined([self.value(inner, one, key) for one in value], self.language)
        if dataclasses.is_dataclass(base):
            return STRUCTURES[base](self, value)  # type: ignore[index]  # a structure without a row fails the suite
        return self._plain(base, value, key)

    def _plain(self, base: Any, value: Any, key: str) -> str:
        if isinstance(base, type) and issubclass(base, Name):
            return code_words(base, value, self.language)
        if isinstance(value, bool):
            return yes_no(value)
        if base is date:
            return self.day(value)
        if base in (int, Decimal):
            return number_words(value)
        special = SPECIAL.get(key)
        return self.names.said(key, str(value)) if special is None else special(self, str(value))

    def party(self, value: str) -> str:
        """A party of the case: its part, an organ, or a name."""
        if value.startswith(ORGAN):
            return self.organ(int(value.removeprefix(ORGAN)))
        if value in set(PartyKind):
            return code_words(PartyKind, value, self.language)
        return value if value in OF_ALL | OF_THE_APPLICANT | PARTS else self.names.name(value)

    def service_how(self, value: str) -> str:
        """A way of service; older records may say it in other words."""
        how = recorded_how(value)
        return code_words(ServiceHow, how, self.language) if how in set(ServiceHow) else self.names.text(value)

    def cause(self, text: str) -> str:
        """案由: one that is a matter is shown by its label, any other as the reader may read it."""
        labels = self.vocabulary.labels("matter").values()
        found = next((label for label in labels if text in (label.code, label.zh)), None)
        return self.names.said("cause", text) if found is None else found.of(self.language)

    def day(self, iso: str) -> str:
        """A stored day."""
        return day_words(date.fromisoformat(iso), self.language)

    def organ(self, organ: int) -> str:
        """An organ by id."""
        return self.organs.get(organ, f"#{organ}")

    def case(self, case: int) -> str:
        """A reconsideration case by id; one out of reach stays unnamed."""
        return self.cases.get(case) or _("a case out of your reach")

    def flag_or_case(self, value: int | str) -> str:
        """No, yes, the linked case, or the number of another organ's."""
        if isinstance(value, str):
            return value
        return self.case(value) if value > 0 else yes_no(value == -1)

    def flag_or_organs(self, value: Any) -> str:
        """Yes, no, or the organs meant."""
        if isinstance(value, bool):
            return yes_no(value)
        return joined([self.organ(organ) for organ in value], self.language)

    def ground(self, value: str) -> str:
        """中止事由: a bare number is read in the edition of the case."""
        if not value.isdecimal():
            return listed_words(self.vocabulary, "suspension_ground", value, self.language)
        grounds = GROUND_NUMBERS[self.edition]
        number = int(value)
        return code_words(type(grounds[0]), grounds[number - 1], self.language) if number <= len(grounds) else value

    def yuan(self, value: str) -> str:
        """An amount."""
        amount = number_words(Decimal(value), "yuan")
        return f"{amount}元" if is_chinese(self.language) else f"{amount} yuan"

    def ledger_kind(self, code: str) -> str:
        """A kind of ledger entry."""
        kind = ledger_kinds().get(code)
        return code if kind is None else (spoken(kind, self.language))

    def subject(self, text: str) -> str:
        """What a ledger entry is about: a code of its kind by its words, else as it was written."""
        return str(SUBJECTS[text]) if text in SUBJECTS else self.names.said("subject", text)

    def quantities(self, values: Mapping[str, Any]) -> str:
        """Quantities with their words and units."""
        return joined([self.quantity(code, value) for code, value in values.items()], self.language)

    def quantity(self, code: str, value: Any, kind: str = "") -> str:
        """One quantity; `kind` tells apart what several kinds call alike."""
        for each in ledger_kinds().values():
            found = each.quantities.get(code)
            if found is not None and kind in ("", each.code):
                label = spoken(found, self.language)
                unit = unit_words(found.unit, self.language, f"ledger.{each.code}.{code}")
                gap = "" if is_chinese(self.language) else " "
                return f"{label} {number_words(Decimal(str(value)))}{gap}{unit}"
        return f"{code} {value}"

    def named_party(self, said: Mapping[str, Any]) -> str:
        """A party that an act names: an organ as it is, a person as the reader may read it."""
        name = str(said["name"])
        return name if said.get("organ") else self.names.name(name)

    def unit_names(self, values: Mapping[str, Any]) -> str:
        """The names of the units that an entry counts."""
        said = [self.names.said("names", str(name)) for names in values.values() for name in names]
        return joined(list(dict.fromkeys(said)), self.language)

    def applicant(self, said: Mapping[str, Any]) -> str:
        """An applicant: the name, then kind, persons, representative; of the rest only that it is on record."""
        hints = fields_of(Applicant)
        more = [self.value(hints["kind"], said.get("kind"))]
        if int(said.get("count", 1)) > 1:
            more.append(
                f"{said['count']}{'' if is_chinese(self.language) else ' '}{unit_words('person', self.language)}"
            )
        rest = [key for key in hints if key not in ("name", "kind", "count") and said.get(key)]
        more += [f"{key_words(key)} {self.value(hints[key], said[key], key)}" for key in rest]
        return self.bracketed(self.names.name(str(said.get("name", ""))), more)

    def person(self, structure: type, said: Mapping[str, Any]) -> str:
        """A plaintiff, or a party of a mediation: the name, then what else is on record."""
        hints = fields_of(structure)
        more = [self.value(hints["kind"], said["kind"])] if said.get("kind") else []
        rest = [key for key in hints if key not in ("name", "kind") and said.get(key) not in (None, "", 1)]
        more += [f"{key_words(key)} {self.value(hints[key], said[key], key)}" for key in rest]
        return self.bracketed(self.names.name(str(said["name"])), more)

    def official(self, said: Mapping[str, Any]) -> str:
        """Who came for an organ, by post and name."""
        return " ".join(self.names.said(key, str(said[key])) for key in ("post", "name") if said.get(key))

    def complained_of(self, said: Mapping[str, Any]) -> str:
        """The act complained of, or the failure to act."""
        hints = fields_of(ActComplainedOf)
        more = [
            f"{key_words(key)} {self.value(hints[key], said[key], key)}"
            for key in ("number", "made_on", "known_on", "told", "amount", "on_the_spot")
            if said.get(key) is not None and (key != "on_the_spot" or said[key])
        ]
        return self.bracketed(code_words(ComplainedOf, said.get("kind", "act"), self.language), more)

    def taken_stop(self, said: Mapping[str, Any]) -> str:
        """A stretch that did not count before the case was taken over."""
        return span_words(date.fromisoformat(said["on"]), date.fromisoformat(said["until"]), self.language)

    def obstacle(self, said: Mapping[str, Any]) -> str:
        """What kept an applicant from applying in time."""
        return span_words(date.fromisoformat(said["from"]), date.fromisoformat(said["to"]), self.language)

    def longer_term(self, said: Mapping[str, Any]) -> str:
        """A term to apply of another law: its length, and the law."""
        days = f"{said['days']}{'' if is_chinese(self.language) else ' '}{unit_words('day', self.language)}"
        return self.bracketed(days, [self.names.said("law", str(said["law"]))])

    def taken_copy(self, said: Mapping[str, Any]) -> str:
        """What was exchanged with a respondent before the case was taken over."""
        days = [self.day(said[key]) for key in ("sent_on", "received_on", "replied_on") if key in said]
        return self.bracketed(self.organ(said["organ"]), days)

    def taken_review(self, said: Mapping[str, Any]) -> str:
        """A document under review before the case was taken over: since when, and what came of it."""
        result = [code_words(ReviewFinding, said["result"], self.language)] if said.get("result") else []
        return self.bracketed(
            self.names.text(str(said.get("document") or "")) or key_words("document"), [self.day(said["on"]), *result]
        )

    def taken_course(self, said: Mapping[str, Any]) -> str:
        """What was done in the review before the case was taken over."""
        hints = fields_of(TakenCourse)
        done = [f"{key_words(key)} {self.value(hints[key], said[key], key)}" for key in hints if key in said]
        return joined(done, self.language)

    def bracketed(self, text: str, more: list[str]) -> str:
        """A text with more about it in brackets."""
        if not more:
            return text
        inner = ("，" if is_chinese(self.language) else ", ").join(more)
        return f"{text}（{inner}）" if is_chinese(self.language) else f"{text} ({inner})"


def showing_of(record: Any, reader: Reader) -> Showing:
    """How the values of a record are shown to its reader, those apart that name an organ or a case by its id."""
    return Showing(reader.language, reader.reference.vocabulary, Names(clear=reader.reads_names(record)))


MARKED: dict[str, Callable[[Showing, Any], str]] = {
    "organ": Showing.organ,
    "case": Showing.case,
    "referred": Showing.case,
    "fellow": Showing.case,
    "flag_or_case": Showing.flag_or_case,
    "flag_or_organs": Showing.flag_or_organs,
    "approval": lambda showing, value: code_words(Approval, value, showing.language),
    "suspension_ground": Showing.ground,
    "party": Showing.party,
    "named_party": Showing.named_party,
    "paper": lambda showing, value: code_words(Paper, value, showing.language),
    "service_how": Showing.service_how,
    "batch": lambda _showing, value: str(value),
    "letter": lambda _showing, value: number_words(value),
    "plan": lambda _showing, value: number_words(value),
    "hour": lambda _showing, value: str(value),
    "past": Showing.day,
    "yuan": Showing.yuan,
    "secret": lambda _showing, _value: _("on record"),
    "birthday": lambda _showing, _value: _("on record"),
    "note": lambda showing, value: showing.names.text(str(value)),
    "number": lambda showing, value: showing.names.said("number", str(value)),
    "count": lambda _showing, value: number_words(value),
    "ledger_kind": Showing.ledger_kind,
    "quantities": Showing.quantities,
    "names": Showing.unit_names,
    "any": lambda showing, value: showing.names.text(str(value)),
}
"""Mark -> how its values are shown; a mark without a row fails the suite."""

SPECIAL: dict[str, Callable[[Showing, str], str]] = {"cause": Showing.cause, "subject": Showing.subject}
"""Key -> how its text is shown, where some texts are codes."""

STRUCTURES: dict[type, Callable[[Showing, Mapping[str, Any]], str]] = {
    Applicant: Showing.applicant,
    ActComplainedOf: Showing.complained_of,
    TakenStop: Showing.taken_stop,
    TakenCopy: Showing.taken_copy,
    TakenReview: Showing.taken_review,
    TakenCourse: Showing.taken_course,
    Obstacle: Showing.obstacle,
    LongerTerm: Showing.longer_term,
    Disputant: lambda showing, said: showing.person(Disputant, said),
    Plaintiff: lambda showing, said: showing.person(Plaintiff, said),
    Official: Showing.official,
}
