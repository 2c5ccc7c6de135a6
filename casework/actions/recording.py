"""Doing an act: lock, check role, version, state and dates, save the facts, append one event; or change nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction

from casework.actions.corrections import Correction, resolve
from casework.actions.numbers import next_number, take_number
from casework.actions.saving import MODELS, children_of, json_value, link_suits, save_children
from casework.actions.takeover import copied_facts
from casework.derivations import ROWS, Row
from casework.errors import NotPermitted, StaleVersion
from casework.law.history import LIVES, Done, do, play
from casework.law.names import Act, RecordKind, Role
from casework.law.refusals import ActRefused
from casework.law.transitions import RULES
from casework.models import Event, Organ, Person
from casework.permissions import may_act, roles_for
from casework.reference import Reference
from casework.registry import dump_keys, past_keys, read_keys, recorded_acts
from casework.registry.codecs import Reading, case_by_number


class Actor(NamedTuple):
    """Who acts: the person, the organ acted for, and the roles held there."""

    person: Person | None
    organ: Organ
    roles: frozenset[Role]


class Request(NamedTuple):
    """One act as it was asked for: `keys` are as given, `record` is None where the act begins one.

    `as_recorded` takes imported history that breaks a rule, marked so.
    """

    kind: RecordKind
    act: Act
    on: date
    keys: Mapping[str, Any]
    record: Any = None
    as_recorded: bool = False


def perform(
    request: Request, *, actor: Actor, today: date, reference: Reference, reading: Reading | None = None
) -> Event:
    """Do an act and give its event, whose record is the one acted on.

    Raises FaultyInput (a key), NotPermitted (a role), StaleVersion (changed since `record` was read) and ActRefused
    (law or state); whatever is raised, nothing has been written.
    """
    kind, act = request.kind, request.act
    typed = read_keys(kind, act, request.keys, reading or Reading(reference, case_by_number))
    with transaction.atomic():
        if RULES[kind][act].begins:
            return _begin(request, typed, actor, today, reference)
        if request.record is None:
            raise ActRefused("state", "", "记录尚未登记", "The record has not begun")
        return _continue(request, typed, actor, today, reference)


def _begin(request: Request, typed: dict[str, Any], actor: Actor, today: date, reference: Reference) -> Event:
    kind, act = request.kind, request.act
    _check_role(act, kind, None, actor)
    _check_not_future(kind, act, request.on, typed, today)
    if request.record is not None:
        raise ActRefused(
            "state", "", f"记录已经存在，不能再次{act.zh}", f"The record exists; {act.en} begins a new one"
        )
    if act is Act.TAKE_OVER:
        typed = copied_facts(typed)
    life = LIVES[kind](reference.calendar, lenient=request.as_recorded)
    do(life, kind, Done(act, request.on, typed))
    number = _number(request, typed, actor.organ)
    if hasattr(life.facts, "number"):
        typed["number"] = life.facts.number = number
    row = ROWS[kind](life, reference)
    record = MODELS[kind](organ=actor.organ, version=1, **{**row, "number": number})
    record.save(force_insert=True)
    save_children(kind, record, life, None, children_of(kind, life, reference))
    _link(record, None)
    return _append(request, record, dump_keys(kind, act, typed), changes_between({}, row), actor)


def _number(request: Request, typed: Mapping[str, Any], organ: Organ) -> str:
    given = typed.get("number", "")
    if given:
        return take_number(request.kind, organ, given, MODELS[request.kind].objects.all())
    if request.kind is RecordKind.RECONSIDERATION and organ.number_at != Act.REGISTER:
        return ""
    return next_number(request.kind, organ, request.on)


def _continue(request: Request, typed: dict[str, Any], actor: Actor, today: date, reference: Reference) -> Event:
    kind, act = request.kind, request.act
    record = _lock(request)
    _check_reach(kind, record, actor)
    history = recorded_acts(record)
    life = play(kind, history, reference.calendar)
    _check_role(act, kind, getattr(life.facts, "edition", None), actor)
    _check_not_future(kind, act, request.on, typed, today)
    before, children = ROWS[kind](life, reference), children_of(kind, life, reference)
    if act is Act.CORRECT:
        correction = resolve(kind, history, typed, Reading(reference, case_by_number), today)
        life, stored = _correct(request, correction, life, history, actor, reference)
    else:
        stored = _do(request, typed, life, record)
    row = ROWS[kind](life, reference)
    _save(record, row, before)
    save_children(kind, record, life, children, children_of(kind, life, reference))
    _link(record, before)
    return _append(request, record, stored, changes_between(before, row), actor)


def _do(request: Request, typed: dict[str, Any], life: Any, record: Any) -> dict[str, Any]:
    kind, act = request.kind, request.act
    if act is Act.ACCEPT and typed.get("number"):
        others = MODELS[kind].objects.exclude(pk=record.pk)
        typed["number"] = take_number(kind, record.organ, typed["number"], others)
    elif act is Act.ACCEPT and not record.number:
        typed["number"] = next_number(kind, record.organ, request.on)
    life.lenient = request.as_recorded
    do(life, kind, Done(act, request.on, typed))
    return dump_keys(kind, act, typed)


def _correct(
    request: Request,
    correction: Correction,
    life: Any,
    history: list[Done],
    actor: Actor,
    reference: Reference,
) -> tuple[Any, dict[str, Any]]:
    """The record played again with the corrected fact (domain section 2, correct)."""
    kind = request.kind
    life.lenient = False
    do(life, kind, Done(Act.CORRECT, request.on, {}))  # dates and voiding
    correction.check(kind, reference.calendar, actor.roles)
    mended = [*history, correction.done(request.on)]
    return play(kind, mended, reference.calendar), correction.stored()


def _lock(request: Request) -> Any:
    """The record locked for this transaction. Raises StaleVersion where it changed since it was read."""
    model = MODELS[request.kind]
    record = model.objects.select_for_update(of=("self",)).select_related("organ").get(pk=request.record.pk)
    if record.version != request.record.version:
        since = list(
            Event.objects.of_record(record).filter(version__gt=request.record.version).select_related("person")
        )
        acts = "、".join(Act(event.act).zh for event in since)
        raise StaleVersion(
            f"没有保存：此后已记录「{acts}」，先看改动再办",
            f"Not saved: since then {', '.join(Act(e.act).en for e in since)} was recorded; look at it first",
            since,
        )
    return record


def _check_role(act: Act, kind: RecordKind, edition: Any, actor: Actor) -> None:
    if not may_act(act, kind, edition, actor.roles):
        carriers = sorted(roles_for(act, kind, edition), key=list(Role).index)
        raise NotPermitted(
            f"{act.zh}由{'、'.join(role.zh for role in carriers)}办理",
            f"{act.en} is for the {' or '.join(role.en for role in carriers)}",
        )


def _check_reach(kind: RecordKind, record: Any, actor: Actor) -> None:
    """Own records; a supervisor or approver the subtree's too; a dispute also for its defendants."""
    organs = [record.organ]
    if kind is RecordKind.LITIGATION:
        organs += list(record.defendants.all())
    senior = actor.roles & {Role.SUPERVISOR, Role.APPROVER}
    for organ in organs:
        if organ.pk == actor.organ.pk or (senior and organ.path.startswith(actor.organ.path)):
            return
    raise NotPermitted(
        f"{actor.organ.name}不能办理{record.organ.name}的记录",
        f"{actor.organ.name} may not act on a record of {record.organ.name}",
    )


def _check_not_future(kind: RecordKind, act: Act, on: date, typed: Mapping[str, Any], today: date) -> None:
    days = [("on", act.zh, on)] + [(key.name, key.name, typed.get(key.argument)) for key in past_keys(kind, act)]
    said = typed.get("complained_of")
    if said is not None:
        days += [("made_on", "行为作出日期", said.made_on), ("known_on", "知道日期", said.known_on)]
    for _name, zh, day in days:
        if day is not None and day > today:
            raise ActRefused(
                "future", "", f"{zh}的日期{day}不能晚于今天{today}", f"{day} may not lie after today, {today}"
            )


def _save(record: Any, row: Row, before: Row) -> None:
    changed = [name for name, value in row.items() if before.get(name) != value]
    for name in changed:
        setattr(record, name, row[name])
    record.version += 1
    record.save(update_fields=[*changed, "version"])


def _link(record: Any, before: Row | None) -> None:
    """A dispute that names a case, or no longer does, changes when that case was taken to court."""
    if record.kind == RecordKind.LITIGATION:
        for case_id in {record.reconsideration_id, (before or {}).get("reconsideration_id")} - {None}:
            link_suits(case_id)


def changes_between(before: Row, after: Row) -> dict[str, Any]:
    """What an act changed, as its event keeps it: column -> [before, after]."""
    return {
        name: [json_value(before.get(name)), json_value(value)]
        for name, value in after.items()
        if (before.get(name) != value and value not in (None, "")) or (before.get(name) not in (None, "", value))
    }


def _append(request: Request, record: Any, keys: dict[str, Any], changes: dict[str, Any], actor: Actor) -> Event:
    event = Event(
        kind=request.kind.value,
        organ=actor.organ,
        person=actor.person,
        act=request.act.value,
        on=request.on,
        keys=keys,
        changes=changes,
        version=record.version,
        as_recorded=request.as_recorded,
        **{request.kind.value: record},
    )
    event.save(force_insert=True)
    return event


def record_of(event: Event) -> Any:
    """The record that an event belongs to."""
    return getattr(event, str(event.kind))
