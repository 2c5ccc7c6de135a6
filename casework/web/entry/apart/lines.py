"""Applicants pasted one a line: which cell of a line is what, and which lines name the same applicant.

The cells are told apart by what they hold, as `forms.js` does with lines pasted where one name is typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from casework.law.words.people import Sex
from casework.text.folding import alike, fold, one_line
from casework.text.papers import compact_number
from casework.vocabulary import Label
from casework.web.entry.forms.fields import IdentityNumber, Text, Whole
from casework.web.shell.formatting import joined

IDENTITY = re.compile(r"[0-9A-Z]{15,18}", re.I)
TELEPHONE = re.compile(r"[+\d][\d -]{6,19}")
COUNT = re.compile(r"\d{1,4}")
NUMBER = re.compile(r"[0-9A-Z]{15,18}|[+\d][\d-]{6,19}", re.I)
"""What parts a cell that holds several things: a number after a name, apart by a space."""
ORDINAL = re.compile(r"\d{1,3}\s*[.、．)）]\s*(?=\D)")
NOTHING = re.compile(r"\d{1,3}[.、．)）]?")
"""The number of a line, before its name."""
SEXES = {sex.zh: sex.value for sex in Sex}
APART = re.compile(r"[\s,，;；]+")


class Line(NamedTuple):
    """What a line says of one applicant, by the keys of an applicant; `place` is its number among the lines."""

    place: int
    keys: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The name, "" where the line has none."""
        return str(self.keys.get("name", ""))


Kinds = Mapping[str, str]
"""Words of the kinds of applicants -> code."""


def kinds_of(labels: Mapping[str, Label]) -> Kinds:
    """The words by which the kinds of applicants are known, in both languages, with their codes."""
    return {fold(word).lower(): code for code, label in labels.items() for word in (code, label.zh, label.en)}


def read_lines(text: str, kinds: Kinds) -> list[Line]:
    """The lines that say something, numbered as they stand in the text."""
    lines = enumerate(re.split(r"\r\n|[\r\n]", text), start=1)
    return [Line(place, _read(line, kinds)) for place, line in lines if line.strip()]


def _read(line: str, kinds: Kinds) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for cell in _cells(line, kinds):
        text = fold(cell)
        if text in SEXES:
            found["sex"] = SEXES[text]
            continue
        if "name" not in found and NOTHING.fullmatch(text):
            continue
        if text.lower() in kinds and "kind" not in found:
            found["kind"] = kinds[text.lower()]
            continue
        key = next((key for key, form in FORMS if form.fullmatch(text)), "address" if "name" in found else "name")
        said = text if key in KEPT_FOLDED else one_line(cell)
        found[key] = f"{found[key]} {said}" if key in found else said
    return found


FORMS = (("identity_number", IDENTITY), ("telephone", TELEPHONE), ("count", COUNT))
KEPT_FOLDED = frozenset({"identity_number", "telephone", "count"})


def _cells(line: str, kinds: Kinds) -> Iterator[str]:
    """The cells of a line apart by tabs; one that holds several things is parted where numbers and kinds stand."""
    for cell in line.split("\t"):
        text = ORDINAL.sub("", unicodedata.normalize("NFKC", cell).strip(), count=1)
        words = [word for word in APART.split(text) if word]
        if not text or any(form.fullmatch(text) for _key, form in FORMS) or not any(_parts(w, kinds) for w in words):
            yield ORDINAL.sub("", cell.strip(), count=1)
        else:
            yield from _joined(words, kinds)


def _parts(word: str, kinds: Kinds) -> bool:
    return NUMBER.fullmatch(word) is not None or word.lower() in kinds


def _joined(words: Iterable[str], kinds: Kinds) -> Iterator[str]:
    """Words one after another are one cell again; each number and each kind is one of its own."""
    text: list[str] = []
    for word in words:
        if _parts(word, kinds):
            if text:
                yield " ".join(text)
            yield word
            text = []
        else:
            text.append(word)
    if text:
        yield " ".join(text)


# ---- What is wrong with them ----

FIELDS: Mapping[str, Callable[[], forms.Field]] = {
    "name": lambda: Text(required=False),
    "identity_number": lambda: IdentityNumber(required=False),
    "telephone": lambda: Text(required=False),
    "address": lambda: Text(required=False),
    "count": lambda: Whole(least=1, required=False),
}
"""Key of an applicant -> the field that it would be typed into."""


def checked(lines: Iterable[Line]) -> tuple[list[Line], list[str]]:
    """The lines as their fields read them, and a sentence for each that cannot be, with its number."""
    found, wrong = [], []
    fields = {key: make() for key, make in FIELDS.items()}
    for line in lines:
        keys = dict(line.keys)
        if not line.name:
            wrong.append(_("Line %(line)s has no name") % {"line": line.place})
        for key in fields.keys() & keys.keys():
            try:
                keys[key] = fields[key].clean(str(keys[key]))
            except forms.ValidationError as problem:
                said = {"line": line.place, "problem": problem.messages[0]}
                wrong.append(_("Line %(line)s: %(problem)s") % said)
        found.append(Line(line.place, keys))
    return found, wrong


def repeated(lines: Iterable[Line]) -> list[str]:
    """A sentence for each applicant who stands in several lines; 0 is the place of those typed above the lines.

    Two of one name are two persons where each has papers of its own.
    """
    known: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        papers = compact_number(str(line.keys.get("identity_number", "")))
        for place in (("name", alike(line.name)), ("papers", papers)):
            if place[1]:
                known.setdefault(place, []).append(line)
    wrong = []
    for (what, text), same in known.items():
        apart = what == "name" and all(line.keys.get("identity_number") for line in same)
        if len(same) > 1 and not apart:
            said = {"name": same[0].name if what == "name" else text, "places": places_of(same)}
            wrong.append(TWICE[what] % said)
    return wrong


TWICE = {
    "name": gettext_lazy(
        "“%(name)s” stands more than once: %(places)s. Leave one; of two persons of one name give both identity numbers"
    ),
    "papers": gettext_lazy("The identity number %(name)s stands more than once: %(places)s"),
}


def places_of(lines: Iterable[Line]) -> str:
    """Where they stand, in words."""
    places = [_("line %(line)s") % {"line": line.place} if line.place else _("the applicants above") for line in lines]
    return joined(places, get_language() or "zh-hans")
