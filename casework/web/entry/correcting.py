"""更正: which facts a record holds and what they are, and the form that changes one of them with a reason."""

from __future__ import annotations

import dataclasses
import typing
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from casework.actions.actors import needed_hand
from casework.choices import act_label, label_of
from casework.law.history import MENDING, VOIDING, Done, corrected
from casework.law.keys import PastDate, outward
from casework.law.names import Act, RecordKind
from casework.models import Organ, Reconsideration
from casework.reference import ledger_kinds
from casework.registry import Key, keys_of
from casework.registry.annotations import fields_of, parts_of
from casework.registry.codecs import codec_for
from casework.web.entry.acting import answer, asked_about, not_for, opened_form, told_whole
from casework.web.entry.forms.act_form import BEGINS_ON, HIDDEN_KEYS, is_repeated, is_structure
from casework.web.entry.forms.making import Making, Target
from casework.web.record.history import annotation_of
from casework.web.record.record import opened
from casework.web.shell.access import Visit
from casework.web.shell.acturls import act_url
from casework.web.shell.keys import Showing
from casework.web.shell.labels import act_key_words
from casework.web.shell.pages import heading, page


@dataclass(frozen=True)
class Holding:
    """A fact as it stands: the address form of its name (`act#n.key`), its words, its value, the act that holds it."""

    fact: str
    label: str
    value: str
    url: str


@dataclass(frozen=True)
class Held:
    """An act of the record with the facts that it holds."""

    act: str
    on: str
    facts: list[Holding]


def held_by(record: Any, acts: list[Done], showing: Showing) -> Iterator[Held]:
    """The acts of a record as corrected, newest first, with every fact that can be corrected."""
    kind, seen = RecordKind(record.kind), Counter[Act]()
    found = []
    for done in acts:
        seen[done.act] += 1
        if done.act in MENDING | VOIDING or done.struck:
            continue
        names = ["on", *_correctable(kind, done.act)]
        facts = [_holding(record, done, seen[done.act], name, showing) for name in names]
        found.append(Held(act_label(done.act, kind, showing.language), showing.day(done.on.isoformat()), facts))
    yield from reversed(found)


def _correctable(kind: RecordKind, act: Act) -> dict[str, Key]:
    """The keys that may be corrected; an entry recorded under a wrong kind is voided and recorded anew."""
    return {name: key for name, key in keys_of(kind, act).items() if name not in HIDDEN_KEYS.get(act, ())}


def _holding(record: Any, done: Done, n: int, name: str, showing: Showing) -> Holding:
    kind = RecordKind(record.kind)
    fact = f"{done.act.value}#{n}.{name}"
    argument = name if name == "on" else keys_of(kind, done.act)[name].argument
    annotation = annotation_of(kind, done.act, argument)
    value = done.on if argument == "on" else done.keys.get(argument)
    stored = None if value is None else codec_for(annotation).dump(value)
    words = showing.value(annotation, stored, name) if name != "quantities" else showing.quantities(stored or {})
    label = "received_on" if name == "on" and (kind, done.act) in BEGINS_ON else name
    said = act_key_words(kind, done.act, label)
    return Holding(fact, said, words, f"{act_url(record, Act.CORRECT)}?fact={fact.replace('#', '%23')}")


def correct(request: HttpRequest, visit: Visit, pk: int, model: Any) -> HttpResponse:
    """`/<kind>/<id>/acts/correct/[?fact=act%23n.key]`: the facts to choose from, or the form of one."""
    kind = RecordKind(model.kind)
    record = visit.record(kind, pk)
    actor = needed_hand(record, visit)
    found = opened(record, visit)
    life, acts, showing = told_whole(found.life), corrected(found.history), found.showing
    fact = asked_about(request, visit, "fact")
    if not fact:
        held, title = list(held_by(record, acts, showing)), label_of(Act.CORRECT, visit.language)
        return page(request, "entry/correct.html", {**heading(record), "held": held, "title": title})
    done, key = _target(kind, acts, fact)
    ledger_kind = ledger_kinds().get(getattr(record, "entry_kind", ""))
    making = Making(visit, kind, Act.CORRECT, record.organ, life, ledger_kind, target=Target(fact, done.act, key))
    initial, rows = initial_of(making, _value(done, key))
    sent = opened_form(request, making, actor, record, initial=initial, rows=rows)
    n = int(fact.partition("#")[2].partition(".")[0])
    holding = _holding(record, done, n, key.name, showing)
    context = {
        **heading(record),
        "closed": not_for(making, actor),
        "fields_template": "entry/forms/correction.html",
        "holding": holding,
        "held_by": act_label(done.act, making.kind, visit.language),
        "title": _("Correct: %(fact)s") % {"fact": holding.label},
    }
    return answer(request, sent, "entry/act.html", context, context["title"])


def _value(done: Done, key: Key) -> Any:
    return done.on if key.argument == "on" else done.keys.get(key.argument)


LONGEST = 6
"""Digits of the number of an act in an address; no record has a million acts."""


def _target(kind: RecordKind, acts: list[Done], fact: str) -> tuple[Done, Key]:
    """The act and key that a fact names. Raises Http404."""
    code, _hash, rest = fact.partition("#")
    number, _dot, name = rest.partition(".")
    fitting = [done for done in acts if done.act.value == code]
    if not number.isdecimal() or len(number) > LONGEST or not 1 <= int(number) <= len(fitting):
        raise Http404
    done = fitting[int(number) - 1]
    if done.struck:
        raise Http404
    if name == "on" and done.act is Act.PLAN:
        return done, Key("on", "on", codec_for(date), required=True, annotation=date)
    if name == "on":
        return done, Key("on", "on", codec_for(PastDate), required=True, annotation=PastDate)
    key = _correctable(kind, done.act).get(name) if done.act is not Act.CORRECT else None
    if key is None:
        raise Http404
    return done, key


def initial_of(making: Making, value: Any) -> tuple[dict[str, Any], dict[str, int]]:
    """What the fields of a fact hold at first, and how many rows they need."""
    annotation = making.target.key.annotation if making.target is not None else None
    if value is None:
        return {}, {}
    if isinstance(value, Mapping):
        return {f"value-{name}": number for name, number in value.items()}, {}
    if is_structure(annotation):
        rows = list(value) if is_repeated(annotation) else [value]
        said = {f"value-{n}-{name}": text for n, row in enumerate(rows) for name, text in _fields(row)}
        return said, {"value": len(rows)}
    if is_repeated(annotation):
        inner = typing.get_args(parts_of(annotation)[0])[0]
        return {f"value-{n}": shown_first(inner, one) for n, one in enumerate(value)}, {"value": len(value)}
    if making.chooses_by_id("value"):
        return {"value": str(value)}, {}
    return {"value": shown_first(annotation, value)}, {}


def _fields(row: Any) -> Iterator[tuple[str, Any]]:
    hints = fields_of(type(row))
    for field in dataclasses.fields(row):
        name, value = outward(field.name), getattr(row, field.name)
        if value is not None:
            yield name, shown_first(hints[name], value)


CASES = frozenset({"case", "referred", "fellow", "flag_or_case"})
"""Marks of keys that hold the id of a case, and are typed as its number."""


def shown_first(annotation: Any, value: Any) -> Any:
    """A typed value as its field shows it."""
    _base, mark = parts_of(annotation)
    name = getattr(mark, "name", "")
    if name == "organ":
        return Organ.objects.get(pk=value)
    if name in CASES and not isinstance(value, str):
        return {0: "否", -1: "是"}.get(value) or Reconsideration.objects.values_list("number", flat=True).get(pk=value)
    if isinstance(value, bool):
        return str(value).lower() if type(None) in typing.get_args(annotation) else value
    return "、".join(map(str, value)) if isinstance(value, tuple) else value
