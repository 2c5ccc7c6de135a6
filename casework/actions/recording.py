"""Doing an act: lock, check role, version, state and dates, save the facts, append one event; or change nothing."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from casework.actions import striking
from casework.actions.corrections import Correction, refuse_past_plan, resolve
from casework.actions.linking import (
    LINKS,
    Trace,
    cases_told,
    decisions,
    follow_case,
    link_suits,
    lock_cases,
    refuse_early,
    refuse_unsettling,
    unsaid,
)
from casework.actions.links.joinder import check_joined, leads_told
from casework.actions.links.takeover import check_source, copied_facts
from casework.actions.naming import reading_of
from casework.actions.numbers import DECISION, next_number, spend_number, take_number
from casework.actions.reach import Actor, check_reach, check_role
from casework.actions.reference.bodies import KeptKind, kept_kind
from casework.actions.saving import (
    changes_between,
    children_of,
    refuse_misfits,
    save_beside,
    save_children,
    save_row,
)
from casework.actions.suits import check_answer, check_corrected, check_party, check_respondent
from casework.derivations import ROWS, beside_rows, search_row
from casework.errors import StaleVersion
from casework.kinds import KINDS
from casework.law.acts import RULES
from casework.law.history import Done, do, play, unborn
from casework.law.keys import CaseId, FellowCase, FlagOrCase, ReferredId
from casework.law.names import Act, RecordKind
from casework.law.planning import standing
from casework.law.refusals import ActRefused
from casework.models import Event, ImportBatch, Organ
from casework.models.written import insert, locked_version
from casework.reference import Reference
from casework.registry import dump_keys, past_days, read_keys, recorded_acts
from casework.registry.codecs import Reading, codec_for


class Request(NamedTuple):
    """One act as it was asked for: `keys` are as given, `record` is None where the act begins one.

    `as_recorded` takes imported history that breaks a rule, marked so; `played`: a story does it, in which every act is
    recorded on its legal date; `together` is the mark of acts that are done in one go, `imported` the import that
    brings it; `history` are the acts of the record where they were read after it was locked.
    """

    kind: RecordKind
    act: Act
    on: date
    keys: Mapping[str, Any]
    record: Any = None
    as_recorded: bool = False
    played: bool = False
    together: UUID | None = None
    imported: ImportBatch | None = None
    history: list[Done] | None = None


def perform(
    request: Request, *, actor: Actor, today: date, reference: Reference, reading: Reading | None = None
) -> Event:
    """Do an act and give its event, whose record is the one acted on.

    Raises FaultyInput (a key), NotPermitted (a role), StaleVersion (changed since `record` was read) and ActRefused
    (law or state); whatever is raised, nothing has been written.
    """
    kind, act = request.kind, request.act
    reading = replace(reading or reading_of(actor, reference), on=request.on)
    typed = read_keys(kind, act, request.keys, reading)
    with transaction.atomic():
        lock_cases(_cases_named(request, typed, reading))
        if RULES[kind][act].begins:
            return _begin(request, typed, actor, today, reference)
        if request.record is None:
            raise ActRefused("state", "", "记录尚未登记", "The record has not begun")
        return _continue(request, typed, actor, today, reading)


def _begin(request: Request, typed: dict[str, Any], actor: Actor, today: date, reference: Reference) -> Event:
    kind, act = request.kind, request.act
    check_role(act, kind, None, actor)
    _check_day(request, typed, today)
    if request.record is not None:
        raise ActRefused(
            "state", "", f"记录已经存在，不能再次办理「{act.zh}」", f"The record exists; {act.en} begins a new one"
        )
    if act is Act.TAKE_OVER:
        typed = copied_facts(typed, reference)
    typed |= understood(kind, typed, actor.organ, request.on)
    life = unborn(kind, reference.setting_of(actor.organ), lenient=request.as_recorded)
    do(life, kind, Done(act, request.on, typed))
    if not (kind is RecordKind.LITIGATION and request.as_recorded):
        check_keeper(kind, life.facts, actor)
        refuse_too_early(kind, life.facts, reference)
    number = _number(request, typed, actor.organ)
    if hasattr(life.facts, "number"):
        life.say(number=number)
        typed["number"] = number
    row = ROWS[kind](life, reference)
    if kind is RecordKind.RECONSIDERATION:
        check_source(row, {})
    refuse_misfits(KINDS[kind].model, row)
    found_by = search_row(kind, number, row, life.facts, reference)
    record = KINDS[kind].model(organ=actor.organ, version=1, **{**row, **found_by, "number": number})
    insert(record)
    save_children(kind, record, life, None, children_of(kind, life, reference))
    save_beside(record, {}, beside_rows(kind, life.facts))
    link_suits(row.get("reconsideration_id"))
    return _append(request, record, dump_keys(kind, act, typed), changes_between({}, row), actor)


def check_keeper(kind: RecordKind, facts: Any, actor: Actor) -> None:
    """Refuse a record that is not for this organ to keep."""
    if kind is RecordKind.LITIGATION:
        check_party(facts, actor.organ, actor)
    if kind is RecordKind.RESPONDENT:
        check_respondent(facts, actor.organ)


def refuse_too_early(kind: RecordKind, facts: Any, reference: Reference) -> None:
    """Refuse a suit that comes before its time."""
    if kind is RecordKind.LITIGATION:
        refuse_early(facts, reference)


def understood(
    kind: RecordKind, typed: Mapping[str, Any], keeper: Organ, on: date, kept: KeptKind = kept_kind
) -> dict[str, Any]:
    """What is meant where nothing is said: the kind of a body that is kept, the keeper itself as respondent."""
    if kind is RecordKind.MEDIATION and not typed.get("body_kind"):
        return kept(typed["body"], keeper, on)
    if kind is RecordKind.RESPONDENT and not typed.get("respondent"):
        return {"respondent": keeper.pk}
    return {}


def _number(request: Request, typed: Mapping[str, Any], organ: Organ) -> str:
    given = typed.get("number", "")
    if given:
        return take_number(request.kind.value, organ, given, KINDS[request.kind].model.objects.all())
    if request.kind is RecordKind.RECONSIDERATION and organ.number_at != Act.REGISTER:
        return ""
    return next_number(request.kind.value, organ, request.on)


def _continue(request: Request, typed: dict[str, Any], actor: Actor, today: date, reading: Reading) -> Event:
    reference = reading.reference
    kind, act = request.kind, request.act
    record = _lock(request)
    if act is not Act.CONFIRM_LINK:
        check_reach(record, actor)
    history = recorded_acts(record) if request.history is None else request.history
    life = play(kind, history, reference.setting_of(record.organ))
    check_role(act, kind, getattr(life.facts, "edition", None), actor)
    _check_day(request, typed, today)
    before, children = ROWS[kind](life, reference), children_of(kind, life, reference)
    beside = beside_rows(kind, life.facts)
    if act is Act.CORRECT:
        correction = _numbered(resolve(kind, history, typed, reading, today), record)
        life, stored = _correct(request, correction, life, history, actor, reference)
        check_corrected(correction.act, correction.argument, life.facts, record.organ, actor)
    elif act is Act.STRIKE:
        life, stored = _strike(request, record, typed, life, history, actor, today)
    else:
        stored = _do(request, typed, life, record, actor)
    row = ROWS[kind](life, reference)
    if kind is RecordKind.RECONSIDERATION:
        _check_links(record, row, {} if act is Act.RESTORE else before)
    if kind is RecordKind.LITIGATION and any(
        before[name] != row[name] for name in ("received_on", "reconsideration_id")
    ):
        refuse_early(life.facts, reference)
    found_by = search_row(kind, row.get("number", record.number), row, life.facts, reference)
    save_row(record, row | found_by, before)
    if before.get("number") != row.get("number"):
        spend_number(kind.value, record.organ, before["number"], record.pk)
    after = children_of(kind, life, reference)
    save_children(kind, record, life, children, after)
    save_beside(record, beside, beside_rows(kind, life.facts))
    if kind is RecordKind.RECONSIDERATION and decisions(children) != decisions(after):
        trace = Trace(actor.person, actor.organ, request.on)
        follow_case(record, trace, reference, restored=act is Act.RESTORE)
    link_suits(before.get("reconsideration_id"), row.get("reconsideration_id"))
    return _append(request, record, stored, changes_between(before, row), actor)


def _check_links(record: Any, row: dict[str, Any], before: dict[str, Any]) -> None:
    """Refuse what an act makes of the links of a case to others."""
    check_source(row, before, record)
    check_joined(record, row, before)


def _do(request: Request, typed: dict[str, Any], life: Any, record: Any, actor: Actor) -> dict[str, Any]:
    kind, act = request.kind, request.act
    _say_plan(act, typed, life.facts)
    if act is Act.CONFIRM_LINK:
        typed["number"] = check_answer(life.facts, actor, typed["reconsideration"])
    if act is Act.VOID and kind is RecordKind.RECONSIDERATION and not typed.get("suits_follow"):
        refusal = unsaid(record)
        if refusal is not None:
            raise refusal
    if act is Act.ACCEPT and typed.get("number"):
        others = KINDS[kind].model.objects.exclude(pk=record.pk)
        typed["number"] = take_number(kind.value, record.organ, typed["number"], others, record.pk)
    elif act is Act.ACCEPT and not record.number:
        typed["number"] = next_number(kind.value, record.organ, request.on)
    if act is Act.CONCLUDE and kind is RecordKind.RECONSIDERATION and not typed.get("number"):
        typed["number"] = next_number(DECISION, record.organ, request.on)
    life.lenient = request.as_recorded
    do(life, kind, Done(act, request.on, typed))
    if act is Act.SUSPEND:  # a bare number meant a ground of the edition of that day, whatever the case becomes
        typed["ground"] = life.facts.review.suspensions[-1].ground
    return dump_keys(kind, act, typed)


def _say_plan(act: Act, typed: dict[str, Any], facts: Any) -> None:
    """Which plan is called off where none is said: later, another may be the only one that stands."""
    if act is Act.CALL_OFF and typed.get("plan") is None and len(left := standing(facts)) == 1:
        typed["plan"] = left[0]


def _correct(
    request: Request,
    correction: Correction,
    life: Any,
    history: list[Done],
    actor: Actor,
    reference: Reference,
) -> tuple[Any, dict[str, Any]]:
    """The record played again with the corrected fact."""
    kind = request.kind
    check_role(correction.act, kind, getattr(life.facts, "edition", None), actor)
    life.lenient = False
    do(life, kind, Done(Act.CORRECT, request.on, {}))  # dates and voiding
    after = correction.check(kind, life.setting, actor.roles, request.on)
    if kind is RecordKind.RECONSIDERATION:
        mended = [*history, correction.done(request.on)]
        refuse_unsettling(request.record, history, mended, actor.roles, life.setting)
    return after, correction.stored()


def _strike(
    request: Request,
    record: Any,
    typed: Mapping[str, Any],
    life: Any,
    history: list[Done],
    actor: Actor,
    today: date,
) -> tuple[Any, dict[str, Any]]:
    """The record played again without the act that is struck."""
    life.lenient = False
    do(life, request.kind, Done(Act.STRIKE, request.on, {}))  # dates and voiding
    struck = striking.resolve(record, history, typed)
    # in a story an act is recorded on its legal date
    same_day = struck.event.on == request.on if request.played else striking.recorded_on(struck.event) == today
    without = striking.check(struck, record, history, request.on, life, actor, same_day=same_day)
    return without, struck.stored(str(typed["reason"]))


def _numbered(correction: Correction, record: Any) -> Correction:
    """A correction of the case's number, checked like any number that is given by hand."""
    kind = RecordKind(record.kind)
    act = correction.acts[correction.position].act
    if correction.argument != "number" or act is Act.CONCLUDE or not correction.value:
        return correction
    others = KINDS[kind].model.objects.exclude(pk=record.pk)
    number = take_number(kind.value, record.organ, correction.value, others, record.pk)
    return replace(correction, value=number, raw_value=number)


def _lock(request: Request) -> Any:
    """The record, locked for this transaction. Raises StaleVersion where it changed since it was read.

    A record of the same version is the one that was read, so that its columns need not be read again.
    """
    record = copy(request.record)
    if locked_version(KINDS[request.kind].model, record.pk) != record.version:
        since = list(Event.objects.of_record(record).filter(version__gt=record.version).select_related("person"))
        acts = "、".join(Act(event.act).zh for event in since)
        raise StaleVersion(
            f"没有保存：此后已记录「{acts}」，先看改动再办",
            f"Not saved: since then {', '.join(Act(e.act).en for e in since)} was recorded; look at it first",
            since,
        )
    return record


def _check_day(request: Request, typed: Mapping[str, Any], today: date) -> None:
    if request.act is Act.PLAN:  # for a day that is over it comes with a record's history
        if not (request.as_recorded or request.played):
            refuse_past_plan(request.on, today)
    else:
        check_day(request.kind, request.act, request.on, typed, today)


def check_day(kind: RecordKind, act: Act, on: date, typed: Mapping[str, Any], today: date) -> None:
    """Nothing is recorded of a day to come. Raises ActRefused."""
    days = [(act.zh, on), *((NAMED.get(name, name), day) for name, day in past_days(kind, act, typed))]
    for zh, day in days:
        if day > today:
            raise ActRefused(
                "future", "", f"{zh}的日期{day}不能晚于今天{today}", f"{day} may not lie after today, {today}"
            )


NAMED = {"made_on": "行为作出日期", "known_on": "知道日期"}
"""Days of the act complained of by their words."""


def _cases_named(request: Request, typed: Mapping[str, Any], reading: Reading) -> set[int]:
    """The reconsideration cases that an act may link a record to, or part it from."""
    if request.kind is RecordKind.RECONSIDERATION:
        return _cases_beside(request, typed, reading)
    if request.kind is not RecordKind.LITIGATION:
        return set()
    said = [typed.get(key) for key in LINKS] + [getattr(request.record, "reconsideration_id", None)]
    if request.act in (Act.RESTORE, Act.STRIKE):
        said += cases_told(request.record)
    if request.act is Act.CORRECT and str(typed["fact"]).rpartition(".")[2] in LINKS:
        said.append(codec_for(FlagOrCase).read(typed["value"], reading, "value"))
    return {case for case in said if isinstance(case, int) and case > 0}


def _cases_beside(request: Request, typed: Mapping[str, Any], reading: Reading) -> set[int]:
    """The cases that an act on a case names, with that case: locked in one order, no two wait for one another."""
    said, record = [typed.get(key) for key in CASE_KEYS], request.record
    if request.act is Act.CORRECT:
        meant = str(typed["fact"]).rpartition(".")[2]
        if meant in CASE_KEYS and typed["value"]:
            said.append(codec_for(CASE_KEYS[meant]).read(typed["value"], reading, "value"))
        said.append(getattr(record, "joined_to_id", None))
    elif request.act in (Act.RESTORE, Act.STRIKE) and record is not None:
        said += leads_told(record)
    named = {case for case in said if case is not None}
    return named | ({record.pk} if named and record is not None else set())


CASE_KEYS: dict[str, Any] = {"from_": CaseId, "referred_from": ReferredId, "lead": FellowCase}
"""Keys of acts on a case which name another: that of another organ that it comes from, or that leads it."""


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
        together=request.together,
        imported=request.imported,
        **{request.kind.value: record},
    )
    insert(event)
    return event


def record_of(event: Event) -> Any:
    """The record that an event belongs to."""
    return getattr(event, str(event.kind))
