"""Every act with its typed keys, read once from the signatures of `casework.law`.

Stories, forms, the API and imports are all built from here, so a key means the same everywhere.
"""

from __future__ import annotations

import inspect
import json
import typing
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import QuerySet

from casework.errors import FaultyInput, Gathered, named
from casework.law.acts import RULES
from casework.law.history import MENDING, Done, takes_application
from casework.law.keys import AnyValue, Application, Note, outward
from casework.law.names import Act, RecordKind
from casework.models import Event
from casework.models.written import rows_of
from casework.reference import ledger_kinds
from casework.registry.codecs import Codec, Reading, codec_for, refuse_missing, refuse_unknown
from casework.text.reading import refuse_strange
from casework.vocabulary import LedgerKind, quantity_of


class Key(NamedTuple):
    """One key of an act: its outward name, the argument it fills, its codec, whether it must be given."""

    name: str
    argument: str
    codec: Codec
    required: bool
    annotation: Any


OUTWARD: dict[Act, dict[str, str]] = {
    Act.EXCLUDE: {"start": "from", "end": "to"},
    Act.HAND_OVER: {"giver": "from"},
}
"""Outward names that are words of Python, or mean something else in another act."""

CORRECTION_KEYS: dict[str, Any] = {"fact": str, "value": AnyValue, "reason": Note}
GENERIC: dict[Act, tuple[dict[str, Any], frozenset[str]]] = {
    Act.CORRECT: (CORRECTION_KEYS, frozenset({"fact", "value", "reason"})),
    Act.VOID: ({"reason": Note}, frozenset({"reason"})),
    Act.STRIKE: ({"target": str, "reason": Note}, frozenset({"target", "reason"})),
    Act.RESTORE: ({"reason": Note}, frozenset({"reason"})),
    Act.RECOMPUTE: ({}, frozenset()),
}
"""Acts whose keys stand in no signature."""
OF_KIND: dict[tuple[RecordKind, Act], dict[str, Any]] = {
    (RecordKind.RECONSIDERATION, Act.VOID): {"suits_follow": bool},
}
"""Keys that such an act has for one kind alone."""


@lru_cache(maxsize=256)
def keys_of(kind: RecordKind, act: Act) -> dict[str, Key]:
    """The keys of an act by outward name, in the order of the act's signature."""
    if act in GENERIC:
        hints, required = GENERIC[act]
        hints = hints | OF_KIND.get((kind, act), {})
        return {name: Key(name, name, codec_for(hint), name in required, hint) for name, hint in hints.items()}
    special = OUTWARD.get(act, {})
    found = {}
    for argument, hint, required_key in _arguments(kind, act):
        name = special.get(argument, outward(argument))
        found[name] = Key(name, argument, codec_for(hint), required_key, hint)
    return found


def _arguments(kind: RecordKind, act: Act) -> Iterator[tuple[str, Any, bool]]:
    rule = RULES[kind][act]
    step: Any = rule.step
    hints = typing.get_type_hints(step, include_extras=True)
    if takes_application(kind, rule):
        inner = typing.get_type_hints(Application, include_extras=True)
        for field in fields(Application):
            needed = act is Act.REGISTER and field.name in REQUIRED_OF_AN_APPLICATION
            yield field.name, inner[field.name], needed
    for parameter in list(inspect.signature(step).parameters.values())[1:]:
        if parameter.name not in ("on", "application"):
            yield parameter.name, hints[parameter.name], parameter.default is inspect.Parameter.empty


REQUIRED_OF_AN_APPLICATION = frozenset({"channel", "applicants", "respondents", "matters", "field"})


def act_named(kind: RecordKind, value: object) -> Act:
    """The act of that kind of record for a code or legal term. Raises FaultyInput."""
    known = RULES[kind]
    text = str(value)
    for act in known:
        if text in (act.value, act.zh):
            return act
    raise named(f"{kind.zh}的行为", f"act of {kind.en}", value, [act.value for act in known], where="act")


def read_keys(kind: RecordKind, act: Act, raw: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
    """The typed keys of an act from what was given, by argument. Raises FaultyInput that names key and value, with
    those of other wrong keys.

    An unknown key and the want of a required one are refused; a key that is None counts as not given.
    """
    known, gathered = keys_of(kind, act), Gathered()
    raw = _named_parties(kind, act, raw)
    for name, value in raw.items():
        refuse_strange(value, name, name)
        gathered.read(refuse_unknown, [name], known, act.value)
    for key in known.values():
        if key.required and key.name != "value":
            gathered.read(refuse_missing, raw, [key.name], act.value)
    wrong = {fault.where for fault in gathered.faults}
    typed = {
        known[name].argument: gathered.read(known[name].codec.read, value, reading, name)
        for name, value in raw.items()
        if name not in wrong and (value is not None or name == "value")
    }
    gathered.refuse()
    return with_quantities(typed) if act is Act.RECORD else typed


def _named_parties(kind: RecordKind, act: Act, raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """`parties` of a mediation is how many there are; a list of them is whom it is between."""
    if kind is RecordKind.MEDIATION and act is Act.REGISTER and isinstance(raw.get("parties"), list):
        if "disputants" in raw:
            raise FaultyInput(
                "当事人在parties和disputants里都写了，只留一个",
                "The parties are named in both parties and disputants; leave one",
                where="parties",
            )
        return {"disputants" if name == "parties" else name: value for name, value in raw.items()}
    return raw


def with_quantities(typed: dict[str, Any]) -> dict[str, Any]:
    """A ledger entry's quantities under the codes of its kind: whole where it has no decimals, 1 where it is one thing.

    Raises FaultyInput that names the quantity.
    """
    kind = ledger_kinds().named(typed["kind"])
    quantities: dict[str, Decimal] = _one_of(kind) if kind.single and not typed.get("quantities") else {}
    for name, value in (typed.get("quantities") or {}).items():
        quantity = quantity_of(kind, name)
        if value != round(value, quantity.decimals):
            raise FaultyInput(
                f"{quantity.zh}「{value}」至多{quantity.decimals}位小数",
                f"{quantity.code} {value} may have at most {quantity.decimals} decimals",
                where=name,
            )
        if quantity.code in quantities:
            raise FaultyInput(
                f"{quantity.zh}写了两次：{quantities[quantity.code]}和{value}，只留一个",
                f"{quantity.code} is given twice, as {quantities[quantity.code]} and as {value}; leave one",
                where=name,
            )
        quantities[quantity.code] = value
    if kind.single and quantities != _one_of(kind):
        raise FaultyInput(
            f"「{kind.zh}」每条就是一件，数量是1，不用填写",
            f"Each entry of {kind.en} is one: its quantity is 1 and is not given",
            where="quantities",
        )
    names = {quantity_of(kind, name).code: value for name, value in (typed.get("names") or {}).items()}
    return {**typed, "quantities": quantities, **({"names": names} if names else {})}


def _one_of(kind: LedgerKind) -> dict[str, Decimal]:
    return dict.fromkeys(kind.quantities, Decimal(1))


def dump_keys(kind: RecordKind, act: Act, typed: Mapping[str, Any]) -> dict[str, Any]:
    """The keys as JSON for an event, by outward name; personal data encrypted."""
    return {
        key.name: key.codec.dump(typed[key.argument])
        for key in keys_of(kind, act).values()
        if typed.get(key.argument) is not None
    }


def load_keys(kind: RecordKind, act: Act, stored: Mapping[str, Any]) -> dict[str, Any]:
    """The typed keys from an event's JSON."""
    known = keys_of(kind, act)
    return {known[name].argument: known[name].codec.load(value) for name, value in stored.items()}


def done_of(kind: RecordKind, event: Mapping[str, Any]) -> Done:
    """The act of an event (a mapping with act, on, keys), ready to be played."""
    act = Act(event["act"])
    stored = event["keys"]
    if act not in MENDING:
        return Done(act, event["on"], load_keys(kind, act, stored))
    if act is Act.STRIKE:
        return Done(act, event["on"], {}, target=stored["position"])
    target = Act(stored["act"])
    value = None if stored["value"] is None else key_codec(kind, target, stored["key"]).load(stored["value"])
    return Done(act, event["on"], {}, target=stored["position"], key=stored["key"], value=value)


def key_codec(kind: RecordKind, act: Act, argument: str) -> Codec:
    """The codec of an argument of an act; `on` is its date."""
    if argument == "on":
        return codec_for(date)
    return next(key.codec for key in keys_of(kind, act).values() if key.argument == argument)


def organ_keys(kind: RecordKind, act: Act) -> list[str]:
    """The outward names of the keys that name organs."""
    return [key.name for key in keys_of(kind, act).values() if key.codec.names_organ]


def is_secret(kind: RecordKind, act: Act) -> bool:
    """Whether events of an act may hold personal data: one of its keys does, or it corrects any key."""
    return act is Act.CORRECT or any(key.codec.secret for key in keys_of(kind, act).values())


def past_days(kind: RecordKind, act: Act, typed: Mapping[str, Any]) -> Iterator[tuple[str, date]]:
    """The days among the keys given, and within their structures, that may not lie after today, by name."""
    for key in keys_of(kind, act).values():
        value = typed.get(key.argument)
        if value is None:
            continue
        if key.codec.past:
            yield key.name, value
        yield from key.codec.days(value)


def recorded_acts(record: Any) -> list[Done]:
    """The acts of a record in the order of recording, typed, ready to be played."""
    kind = RecordKind(record.kind)
    rows = rows_of(EVENTS[kind], record.pk)
    return [done_of(kind, {"act": act, "on": on, "keys": json.loads(keys)}) for act, on, keys in rows]


def histories(kind: RecordKind, ids: Collection[int]) -> dict[int, list[Done]]:
    """The acts of many records by id, as `recorded_acts` gives those of one, read by one query."""
    found: dict[int, list[Done]] = {pk: [] for pk in ids}
    rows = Event.objects.filter(**{f"{kind.value}__in": ids}).acts().values_list(kind.value, "act", "on", "keys")
    for owner, act, on, keys in rows:
        found[owner].append(done_of(kind, {"act": act, "on": on, "keys": keys}))
    return found


def _events(kind: RecordKind) -> Callable[[int], QuerySet[Any]]:
    return lambda pk: Event.objects.filter(**{kind.value: pk}).acts().values_list("act", "on", "keys")


EVENTS: dict[RecordKind, Callable[[int], QuerySet[Any]]] = {kind: _events(kind) for kind in RecordKind}
