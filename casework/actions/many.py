"""One act for many records: tried on each, done in one go under one mark, and struck in one go again by that mark."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from casework.actions import striking
from casework.actions.actors import needed_hand
from casework.actions.belongings.desk import sent_before
from casework.actions.linking import lock_cases
from casework.actions.reach import check_role
from casework.actions.recording import Request, perform
from casework.cipher import Illegible
from casework.errors import ActRefused, CaseworkError, FaultyInput, StaleVersion, named
from casework.explain import refused_now
from casework.filters.reader import Reader
from casework.kinds import KINDS
from casework.law.acts import RULES
from casework.law.history import Done, Unlawful, play
from casework.law.names import Act, RecordKind
from casework.law.striking import named as name_of
from casework.models import Draft, Event, Litigation, Submission
from casework.registry import histories

MOST = 500
"""Records that one act may be done to in one go."""
MANY: Mapping[RecordKind, Mapping[Act, tuple[str, ...]]] = {
    RecordKind.RECONSIDERATION: {
        Act.ASSIGN: (),
        Act.HAND_OVER: (),
        Act.ACCEPT: ("number",),
        Act.SEND_COPY: ("respondent",),
        Act.SERVE: (),
        Act.ARCHIVE: (),
    },
    RecordKind.LITIGATION: {Act.HAND_OVER: ()},
    RecordKind.MEDIATION: {Act.HAND_OVER: (), Act.PERFORM: (), Act.VISIT_BACK: (), Act.ASK_CONFIRMATION: ()},
    RecordKind.RESPONDENT: {Act.SERVE: ()},
}
"""Kind -> the acts that may be done to many of its records in one go -> the keys that speak of one record alone."""
Problem = CaseworkError | ActRefused


class Refusal(NamedTuple):
    """A record, and why nothing is done to it."""

    record: Any
    problem: Problem


class Choice(NamedTuple):
    """What is to become of the others where some are refused.

    `whole`: nothing is done then; else those that can be. `shown` are the ids of records whose refusal the person has
    seen: where another is refused than these, nothing is done, so that it is seen before. One that was changed
    meanwhile needs not have been seen.
    """

    whole: bool = False
    shown: Collection[int] = ()


class Outcome(NamedTuple):
    """What was done, under which mark, in the order of the records' receipt; and what was refused.

    Without a mark nothing was done: `refused` says why.
    """

    mark: UUID | None
    done: list[Event]
    refused: list[Refusal]


def acts_for_many(kind: RecordKind) -> tuple[Act, ...]:
    """The acts that may be done to many records of a kind in one go."""
    return tuple(MANY.get(kind, ()))


def act_for_many(kind: RecordKind, value: str) -> Act:
    """The act of that code or legal term. Raises FaultyInput for one that is not done to many records of the kind."""
    known = acts_for_many(kind)
    for act in known:
        if value in (act.value, act.zh):
            return act
    offered = [act.value for act in known]
    raise named("可以多件一起办理的行为", "act for many records at once", value, offered, where="act", words=known)


def requests_for(
    kind: RecordKind, act: Act, on: date, keys: Mapping[str, Any], records: Iterable[Any]
) -> list[Request]:
    """One act with the same keys for each record. Raises FaultyInput for a key that speaks of one record alone."""
    for name in MANY[kind][act]:
        if keys.get(name) is not None:
            raise FaultyInput(
                f"「{name}」只属于一件记录，多件一起办理时不填",
                f"{name!r} belongs to one record; it is not given for many at once",
                where=name,
            )
    return [Request(kind, act, on, keys, record) for record in records]


def check_number(count: int) -> None:
    """Raises FaultyInput for none, and for more records than one act may be done to."""
    if not count:
        raise FaultyInput("没有勾选记录：先勾选至少一件", "No record is ticked: tick at least one", where="record")
    if count > MOST:
        raise FaultyInput(
            f"一次至多办理{MOST}件，勾选了{count}件",
            f"At most {MOST} records are acted on in one go; {count} are ticked",
            where="record",
        )


# ---- The trial ----


def tried(requests: Sequence[Request], reader: Reader) -> list[Refusal]:
    """The records of these requests that the law, a role or the reach refuses as they stand; nothing is written.

    The keys are the least that the act needs: other ones may be refused when it is done. A striking is tried with its
    own.
    """
    refused = []
    known = histories(requests[0].kind, [request.record.pk for request in requests]) if requests else {}
    for request in requests:
        problem = _problem_of(request, known[request.record.pk], reader)
        if problem is not None:
            refused.append(Refusal(request.record, problem))
    return refused


def _problem_of(request: Request, history: list[Done], reader: Reader) -> Problem | None:
    try:
        return _tried(request, history, reader)
    except Unlawful:
        return _unfitting()
    except (CaseworkError, ActRefused) as problem:
        return problem


def _tried(request: Request, history: list[Done], reader: Reader) -> ActRefused | None:
    kind, act, record = request.kind, request.act, request.record
    actor = needed_hand(record, reader)
    life = play(kind, history, reader.reference.setting_of(record.organ))
    if act is Act.STRIKE:
        struck = striking.resolve(record, history, request.keys)
        same_day = striking.recorded_on(struck.event) == reader.today
        striking.check(struck, record, history, request.on, life, actor, same_day=same_day)
        return None
    check_role(act, kind, getattr(life.facts, "edition", None), actor)
    return refused_now(kind, life, act, RULES[kind][act], request.on)


def _unfitting() -> CaseworkError:
    return CaseworkError(
        "这条记录的经过前后不合，告诉管理员",
        "The events of this record do not fit together: tell the administrator",
    )


# ---- The doing ----


class _Withheld(Exception):
    """Something was refused that nobody has seen, or nothing may be done without it: all is rolled back."""


def perform_many(requests: Sequence[Request], token: UUID, *, reader: Reader, choice: Choice) -> Outcome:
    """Do the acts of a form, one a record, in one transaction, and once for a token: sent again, it gives the first.

    Each is checked as `perform` checks it, in the order in which the records were received, by the hand that the reader
    has on its record. Raises FaultyInput for too many records and for keys that none could be done with.
    """
    earlier = sent_before(reader.person, token)
    if earlier is None:
        check_number(len(requests))
        mark, refused = uuid4(), list[Refusal]()
        try:
            with transaction.atomic():
                done = _do_all(requests, mark, reader, refused)
                _withhold(done, refused, choice)
                _keep(done, refused, token, reader)
            return Outcome(mark, done, refused)
        except (IntegrityError, _Withheld) as withheld:
            earlier = sent_before(reader.person, token)  # the same form, sent twice at once
            if earlier is None and isinstance(withheld, IntegrityError):
                raise
    if earlier is None:
        return Outcome(None, [], refused)
    return Outcome(earlier.together, list(Event.objects.filter(together=earlier.together).order_by("pk")), [])


def _do_all(requests: Sequence[Request], mark: UUID, reader: Reader, refused: list[Refusal]) -> list[Event]:
    """The events of those that can be done; a savepoint in `perform` takes back what the others wrote.

    All are locked first, in one order, the cases that suits are linked to before them, as a single act does it.
    """
    model = KINDS[requests[0].kind].model
    ids = [request.record.pk for request in requests]
    lock_cases({request.record.reconsideration_id for request in requests} - {None} if model is Litigation else set())
    list(model.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    known, done = histories(requests[0].kind, ids), []
    for request in sorted(requests, key=lambda request: (request.record.received_on, request.record.pk)):
        try:
            actor = needed_hand(request.record, reader)
            marked = request._replace(together=mark, history=known[request.record.pk])
            done.append(perform(marked, actor=actor, today=reader.today, reference=reader.reference))
        except Unlawful:
            refused.append(Refusal(request.record, _unfitting()))
        except (CaseworkError, ActRefused) as problem:
            if isinstance(problem, FaultyInput) and problem.where in request.keys and request.act is not Act.STRIKE:
                raise  # all have the same keys
            refused.append(Refusal(request.record, problem))
    return done


def _withhold(done: list[Event], refused: list[Refusal], choice: Choice) -> None:
    new = [one for one in refused if one.record.pk not in choice.shown and not isinstance(one.problem, StaleVersion)]
    if not done or new or (choice.whole and refused):
        raise _Withheld


def _keep(done: list[Event], refused: list[Refusal], token: UUID, reader: Reader) -> None:
    left = [[one.record.pk, one.problem.sentence("zh-hans"), one.problem.sentence("en")] for one in refused]
    said = json.dumps(left, ensure_ascii=False) if left else ""
    Submission.objects.create(person=reader.person, token=token, event=done[0], answer=said)
    Draft.objects.filter(person=reader.person, token=token).delete()


# ---- What was done in one go ----


class Left(NamedTuple):
    """A record that was refused when the others were done, and why in both languages."""

    pk: int
    zh: str
    en: str


def left_out(mark: UUID) -> list[Left]:
    """The records that were refused when those of a mark were done."""
    kept = Submission.objects.filter(event__together=mark).first()
    if kept is None or not kept.answer or isinstance(kept.answer, Illegible):
        return []
    return [Left(*each) for each in json.loads(kept.answer)]


def strikings(events: Sequence[Event], on: date, reason: str, versions: Mapping[int, int]) -> Iterator[Request]:
    """The requests that strike the acts of these events, all of one kind of record.

    `versions` are those in which the records were seen, by id.
    """
    if not events:
        return
    kind = RecordKind(events[0].kind)
    owners = {event.pk: getattr(event, kind.value) for event in events}
    ids = [record.pk for record in owners.values()]
    known, places = histories(kind, ids), dict[int, list[int]]()
    told = Event.objects.filter(**{f"{kind.value}__in": ids}).acts().values_list(kind.value, "version")
    for owner, version in told:
        places.setdefault(owner, []).append(version)
    for event in events:
        record = owners[event.pk]
        record.version = versions.get(record.pk, record.version)
        target = name_of(known[record.pk], places[record.pk].index(event.version))
        yield Request(kind, Act.STRIKE, on, {"target": target, "reason": reason}, record)
