"""The events of a record in sentences: who, when, the legal date, the act, its keys, what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from casework.choices import act_label, label_of
from casework.law.acts import RULES
from casework.law.names import Act, RecordKind
from casework.registry import keys_of
from casework.statistics.words.numbers import NOTHING
from casework.web.record.changes import change_lines
from casework.web.shell.acturls import done_url
from casework.web.shell.formatting import article_words, day_words, joined, time_words
from casework.web.shell.keys import Showing, references
from casework.web.shell.labels import act_key_words, key_words

Raw = dict[str, Any]


@dataclass(frozen=True)
class Undone:
    """By whom an act was struck or a record voided, when, and why."""

    person: str
    on: str
    recorded: str
    reason: str


@dataclass(frozen=True)
class EventLine:
    """One event as it is told."""

    act: str
    article: str
    on: str
    person: str
    organ: str
    recorded: str
    keys: list[tuple[str, str]]
    changes: list[tuple[str, str, str]]
    as_recorded: bool
    struck: Undone | None = None
    strike_url: str = ""
    together_url: str = ""
    imported: int | None = None
    """The id of the import that brought it."""


@dataclass
class ActsTold:
    """The acts of a record as they stand after the events told so far, by argument: what a correction changes."""

    kind: RecordKind
    acts: list[tuple[Act, Raw]] = field(default_factory=list)
    struck: set[int] = field(default_factory=set)

    def name(self, act: Act) -> str:
        """How the next act is named if it is this one, as `accept#1`."""
        return f"{act.value}#{1 + sum(done is act for done, _keys in self.acts)}"

    def add(self, event: Any) -> None:
        """Take note of an event."""
        act = Act(event.act)
        if act is Act.RECOMPUTE:  # no act: corrections count the positions of acts alone
            return
        if act is Act.CORRECT:
            self.acts[event.keys["position"]][1][event.keys["key"]] = event.keys["value"]
        if act is Act.STRIKE:
            self.struck.add(event.keys["position"])
        known = keys_of(self.kind, act)
        raw = {known[name].argument: value for name, value in event.keys.items() if name in known}
        self.acts.append((act, {"on": event.on.isoformat()} | raw))

    def before(self, event: Any) -> Any:
        """What a correction found, as it was stored."""
        position = event.keys["position"]
        return self.acts[position][1].get(event.keys["key"]) if position < len(self.acts) else None


def annotation_of(kind: RecordKind, act: Act, argument: str) -> Any:
    """The annotation of an argument of an act; `on` is its date."""
    if argument == "on":
        return date
    return next(key.annotation for key in keys_of(kind, act).values() if key.argument == argument)


def named_in(kind: RecordKind, events: Iterable[Any]) -> Iterator[tuple[str, int]]:
    """The organs and cases that the keys of events name, as ("organ" or "case", id)."""
    for event in events:
        act = Act(event.act)
        if act is Act.CORRECT:
            target = annotation_of(kind, Act(event.keys["act"]), event.keys["key"])
            yield from references(target, event.keys["value"])
            continue
        known = keys_of(kind, act)
        for name, value in event.keys.items():
            if name in known:
                yield from references(known[name].annotation, value)


def told(
    kind: RecordKind, events: Sequence[Any], showing: Showing, strike: Callable[[Any, str], str] = lambda *_: ""
) -> list[EventLine]:
    """The events, newest first; `events` are in the order of recording with person and organ.

    `strike` gives of an event and the name of its act the address where that is struck, "" where it is not.
    """
    so_far = ActsTold(kind)
    strikes = {event.keys["version"]: undone_by(event, showing) for event in events if event.act == Act.STRIKE}
    lines = []
    for event in events:
        struck, name = strikes.get(event.version), so_far.name(Act(event.act))
        line = _line(event, so_far, showing)
        lines.append(replace(line, struck=struck, strike_url="" if struck else strike(event, name)))
        so_far.add(event)
    return lines[::-1]


def undone_by(event: Any, showing: Showing) -> Undone:
    """By whom, when and why an act was struck or a record voided."""
    person = str(event.person) if event.person is not None else _("the system")
    on, recorded = day_words(event.on, showing.language), time_words(event.recorded_at, showing.language)
    return Undone(person, on, recorded, showing.names.text(str(event.keys.get("reason", ""))))


def _line(event: Any, so_far: ActsTold, showing: Showing) -> EventLine:
    act, kind = Act(event.act), so_far.kind
    rule = RULES[kind].get(act)
    mending = MENDING.get(act)
    return EventLine(
        act=act_label(act, kind, showing.language),
        article=article_words(rule.article(showing.edition), showing.language) if rule is not None else "",
        on=day_words(event.on, showing.language),
        person=str(event.person) if event.person is not None else _("the system"),
        organ=event.organ.name,
        recorded=time_words(event.recorded_at, showing.language),
        keys=mending(event, so_far, showing) if mending else _keys(kind, act, event.keys, showing),
        changes=[] if rule is not None and rule.begins else change_lines(kind, event.changes, showing),
        as_recorded=event.as_recorded,
        together_url=done_url(event) if event.together is not None else "",
        imported=event.imported_id,
    )


def _keys(kind: RecordKind, act: Act, stored: Raw, showing: Showing) -> list[tuple[str, str]]:
    known = keys_of(kind, act)
    return [
        (act_key_words(kind, act, name), _value(known[name].annotation, name, stored, showing))
        for name in stored
        if name in known and stored[name] not in (None, "", [], {})
    ]


def _value(annotation: Any, name: str, stored: Raw, showing: Showing) -> str:
    if name == "quantities":
        kind = str(stored.get("kind", ""))
        return joined([showing.quantity(code, value, kind) for code, value in stored[name].items()], showing.language)
    return showing.value(annotation, stored[name], name)


def _correction(event: Any, so_far: ActsTold, showing: Showing) -> list[tuple[str, str]]:
    """The fact that was corrected, old → new, and why."""
    stored = event.keys
    target = Act(stored["act"])
    annotation = annotation_of(so_far.kind, target, stored["key"])
    old, new = (
        NOTHING if value is None else showing.value(annotation, value, stored["key"])
        for value in (so_far.before(event), stored["value"])
    )
    fact = f"{label_of(target, showing.language)} · {act_key_words(so_far.kind, target, stored['key'])}"
    return [(fact, f"{old} → {new}"), (key_words("reason"), showing.names.text(str(stored["reason"])))]


def _striking(event: Any, so_far: ActsTold, showing: Showing) -> list[tuple[str, str]]:
    """The act that was struck, with its day, and why."""
    act, keys = so_far.acts[event.keys["position"]]
    said = f"{act_label(act, so_far.kind, showing.language)} {showing.day(keys['on'])}"
    return [(key_words("target"), said), (key_words("reason"), showing.names.text(str(event.keys["reason"])))]


MENDING: dict[Act, Callable[[Any, ActsTold, Showing], list[tuple[str, str]]]] = {
    Act.CORRECT: _correction,
    Act.STRIKE: _striking,
}
"""Acts that change an earlier one, which is told with them."""
