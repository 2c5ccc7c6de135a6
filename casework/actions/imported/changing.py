"""What a row says otherwise than a record that stands: the corrections and acts that bring it there."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from casework.actions.imported.judging import Refused, Told
from casework.errors import CaseworkError
from casework.law.history import MENDING, Done, corrected
from casework.law.keys import outward
from casework.law.names import Act, Name, RecordKind
from casework.law.refusals import ActRefused
from casework.registry import keys_of, read_keys
from casework.registry.codecs import Reading

SAME = {Act.ACCEPT: (Act.ACCEPT, Act.DEEM_ACCEPTED), Act.REGISTER: (Act.REGISTER, Act.TAKE_OVER)}
"""Acts by which a record may have come to the same, beside the one that a row tells of."""


class Change(NamedTuple):
    """An act by which a record comes to say what a row says; `place` is that of the row's act that says it."""

    place: int
    told: Told


def differences(
    kind: RecordKind, history: Sequence[Done], told: Sequence[Told], reason: str, today: date, reading: Reading
) -> list[Change]:
    """The changes by which a record comes to say what a row says; what the row does not say stays.

    Raises Refused for an act of the row whose values cannot be read.
    """
    acts = corrected(history)
    free = [n for n, done in enumerate(acts) if not done.struck and done.act not in MENDING]
    found: list[Change] = []
    for place, each in enumerate(told):
        same = next((n for n in free if acts[n].act in SAME.get(each.act, (each.act,))), None)
        if same is None:
            found.append(Change(place, each))
            continue
        free.remove(same)
        try:
            for fact, value in _otherwise(kind, acts, same, each, reading):
                keys = {"fact": fact, "value": value, "reason": reason}
                found.append(Change(place, Told(Act.CORRECT, today, keys)))
        except (CaseworkError, ActRefused) as problem:
            raise Refused(place, problem) from None
    return found


def _otherwise(
    kind: RecordKind, acts: Sequence[Done], place: int, told: Told, reading: Reading
) -> Iterator[tuple[str, Any]]:
    """The facts of an act that a row says otherwise, with what it says."""
    done = acts[place]
    which = f"{done.act.value}#{sum(each.act is done.act for each in acts[: place + 1])}"
    if told.on != done.on:
        yield f"{which}.on", told.on.isoformat()
    known = keys_of(kind, done.act)
    typed = read_keys(kind, told.act, told.keys, dataclasses.replace(reading, on=told.on))
    for name, raw in told.keys.items():
        if name not in known or name == "number":
            continue
        argument = known[name].argument
        old, new = done.keys.get(argument), typed[argument]
        merged = _merged(old, new, raw)
        if merged != old:
            yield f"{which}.{name}", given(merged) if merged != new else raw


def _merged(old: Any, new: Any, raw: Any) -> Any:
    """The new value with what the row does not say of a structure left as it was."""
    if isinstance(new, tuple) and isinstance(raw, list) and isinstance(old, tuple) and len(old) == len(new):
        merged = tuple(_merged(*each) for each in zip(old, new, raw, strict=True))
        return old if merged == old else merged
    if _is_structure(new) and isinstance(raw, Mapping) and type(old) is type(new):
        said = {field.name for field in dataclasses.fields(new) if outward(field.name) in raw}
        return dataclasses.replace(old, **{name: getattr(new, name) for name in said})
    return new


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
