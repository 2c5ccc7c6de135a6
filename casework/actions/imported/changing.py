"""What a row says otherwise than a record that stands: the corrections and acts that bring it there."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from casework.actions.imported.judging import Refused, Told
from casework.errors import CaseworkError
from casework.law.history import Done, corrected
from casework.law.keys import outward
from casework.law.names import Act, Name, RecordKind
from casework.law.refusals import ActRefused
from casework.registry import keys_of, read_keys
from casework.registry.codecs import Reading

SAME = {Act.ACCEPT: (Act.ACCEPT, Act.DEEM_ACCEPTED), Act.REGISTER: (Act.REGISTER, Act.TAKE_OVER)}
"""Acts by which a record may have come to the same, beside the one that a row tells of."""


NAMING = frozenset({"organ", "to", "instance", "letter"})
"""Keys that say whom or what an act is about: an act of another is less alike than one with another value."""


class Change(NamedTuple):
    """An act by which a record comes to say what a row says; `place` is that of the row's act that says it."""

    place: int
    told: Told


def differences(
    kind: RecordKind,
    history: Sequence[Done],
    told: Sequence[Told],
    reason: str,
    today: date,
    reading: Reading,
    known: Sequence[Told] = (),
) -> list[Change]:
    """The changes by which a record comes to say what a row says, but those `known`; what the row does not say stays.

    Acts of a sort are compared with those that they are most like, whatever the order in which they were recorded.
    Raises Refused for an act of the row whose values cannot be read.
    """
    record = _Record(kind, corrected(history), reason, today, reading, known)
    answers = {place: each for place, each in enumerate(told) if each.act is Act.RECORD_FEEDBACK}
    rest = {place: each for place, each in enumerate(told) if place not in answers}
    pairs = record.paired(rest)
    answers = _answering(answers, rest, pairs, record.acts)
    pairs |= record.paired(answers)
    found: list[Change] = []
    for place, each in sorted((rest | answers).items()):
        if place in pairs:
            found += [Change(place, mended) for mended in pairs[place].mended]
        elif each not in known:
            found.append(Change(place, each))
    return found


class _Pair(NamedTuple):
    """The place of an act of the record, and the corrections by which it says what an act of a row says."""

    place: int
    mended: list[Told]
    unlike: tuple[int, bool]


@dataclass(frozen=True)
class _Record:
    """A record that a row is compared with."""

    kind: RecordKind
    acts: Sequence[Done]
    reason: str
    today: date
    reading: Reading
    known: Sequence[Told]

    def paired(self, told: Mapping[int, Told]) -> dict[int, _Pair]:
        """For each act of a row the act of the record that it is most like, the most alike first; none may be left."""
        each_other = [(place, pair) for place, each in told.items() for pair in self._compared(place, each)]
        found: dict[int, _Pair] = {}
        taken: set[int] = set()
        for place, pair in sorted(each_other, key=lambda two: (two[1].unlike, two[0], two[1].place)):
            if place not in found and pair.place not in taken:
                found[place] = pair
                taken.add(pair.place)
        return found

    def _compared(self, place: int, told: Told) -> list[_Pair]:
        same = SAME.get(told.act, (told.act,))
        like = [n for n, done in enumerate(self.acts) if done.act in same and not done.struck]
        if not like:
            return []
        try:
            typed = read_keys(self.kind, told.act, told.keys, dataclasses.replace(self.reading, on=told.on))
            return [self._pair(n, told, typed) for n in like]
        except (CaseworkError, ActRefused) as problem:
            raise Refused(place, problem) from None

    def _pair(self, place: int, told: Told, typed: Mapping[str, Any]) -> _Pair:
        mended, unlike = [], 0
        for fact, value in self._otherwise(place, told, typed):
            keys = {"fact": fact, "value": value, "reason": self.reason}
            change = Told(Act.CORRECT, self.today, keys)
            if change not in self.known:
                mended.append(change)
                unlike += 2 if fact.partition(".")[2] in NAMING else 1
        return _Pair(place, mended, (unlike, told.on != self.acts[place].on))

    def _otherwise(self, place: int, told: Told, typed: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """The facts of an act that a row says otherwise, with what it says."""
        done = self.acts[place]
        which = f"{done.act.value}#{sum(each.act is done.act for each in self.acts[: place + 1])}"
        if told.on != done.on:
            yield f"{which}.on", told.on.isoformat()
        known = keys_of(self.kind, done.act)
        for name, raw in told.keys.items():
            if name not in known or name == "number":
                continue
            argument = known[name].argument
            old, new = done.keys.get(argument), typed[argument]
            if old is None and argument == "letter":
                old = _only_letter(self.acts[:place])
            merged = _merged(old, new, raw)
            if merged != old:
                yield f"{which}.{name}", given(merged) if merged != new else raw


def _answering(
    answers: Mapping[int, Told], told: Mapping[int, Told], pairs: Mapping[int, _Pair], acts: Sequence[Done]
) -> dict[int, Told]:
    """The answers of a row, each with the number of its letter in the record where that has several.

    A row counts its letters by their days, a record in the order of recording, and those that are new go last.
    """
    issued = [n for n, done in enumerate(acts) if done.act is Act.ISSUE_OPINION]
    letters = [place for place, each in told.items() if each.act is Act.ISSUE_OPINION]
    new = [place for place in letters if place not in pairs]
    numbers = [
        issued.index(pairs[place].place) + 1 if place in pairs else len(issued) + new.index(place) + 1
        for place in letters
    ]
    if len(issued) + len(new) < 2:
        return dict(answers)
    return {
        place: each._replace(keys={**each.keys, "letter": numbers[each.keys.get("letter", 1) - 1]})
        for place, each in answers.items()
    }


def _only_letter(acts: Sequence[Done]) -> int | None:
    """The number of the letter that these acts issued, where it is one alone."""
    issued = [done for done in acts if done.act is Act.ISSUE_OPINION]
    standing = [n for n, done in enumerate(issued, 1) if not done.struck]
    return standing[0] if len(standing) == 1 else None


def _merged(old: Any, new: Any, raw: Any) -> Any:
    """The new value with what the row does not say of a structure left as it was."""
    if isinstance(new, tuple) and isinstance(raw, list) and isinstance(old, tuple):
        merged = tuple(
            each if place is None else _merged(old[place], each, said)
            for each, said, place in zip(new, raw, _before(old, new), strict=True)
        )
        return old if merged == old else merged
    if _is_structure(new) and isinstance(raw, Mapping) and type(old) is type(new):
        said = {field.name for field in dataclasses.fields(new) if outward(field.name) in raw}
        return dataclasses.replace(old, **{name: getattr(new, name) for name in said})
    return new


def _before(old: Sequence[Any], new: Sequence[Any]) -> list[int | None]:
    """Which of the old values each new one is: that of its name, else that of its place where none came or went."""
    found: list[int | None] = []
    for each in new:
        named = (n for n, one in enumerate(old) if n not in found and _name(one) == _name(each) is not None)
        found.append(next(named, None))
    if len(old) != len(new):
        return found
    return [n if place is None and n not in found else place for n, place in enumerate(found)]


def _name(value: Any) -> str | None:
    return getattr(value, "name", None) if _is_structure(value) else None


def _is_structure(value: Any) -> bool:
    return dataclasses.is_dataclass(value) and not isinstance(value, type)


def given(value: Any) -> Any:
    """A typed value as it would be given: what `read_keys` reads to the same."""
    if isinstance(value, tuple):
        return [given(each) for each in value]
    if _is_structure(value):
        said = {outward(field.name): getattr(value, field.name) for field in dataclasses.fields(value)}
        return {name: given(each) for name, each in said.items() if each not in (None, "")}
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Name) else value
