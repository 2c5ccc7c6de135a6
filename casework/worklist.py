"""What is due, overdue, to be confirmed or waited for: found by one indexed query a kind, then computed exactly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from casework.explain import refused_now
from casework.law.acts import RULES
from casework.law.history import play_until
from casework.law.names import Act, Edition, MediationResult, Planned, RecordKind
from casework.law.organs.handing import HANDLED_BY, handling
from casework.law.planning import DONE_BY
from casework.law.terms.calendar import ONE_DAY, CalendarMissing, WorkCalendar
from casework.law.terms.lapses import lapses
from casework.law.terms.others import TERMS_OF, Terms, term_of_other
from casework.law.terms.schedule import (
    ORDERING,
    PERFORM,
    About,
    Running,
    article_of,
    last_day,
    open_terms,
    orders,
)
from casework.law.terms.terms import TermCode, Unit, terms_of
from casework.models import Event, Instance, InstanceSide, Litigation, Mediation, Plan, Reconsideration, RespondentCase
from casework.models.base import OPEN_END
from casework.querysets import PlanQuerySet
from casework.reference import Reference
from casework.registry import histories
from casework.statistics.datasets import Scope

HORIZON_WORKING_DAYS = 7
"""How far ahead the worklist looks, if nothing else is said."""
SETTLED_BY: dict[str, Act] = {
    "examine": Act.ACCEPT,
    TermCode.CORRECT: Act.RECEIVE_CORRECTION,
    "send_copy": Act.SEND_COPY,
    "reply": Act.RECEIVE_REPLY,
    "hearing_notice": Act.SERVE,
    "decide": Act.CONCLUDE,
    "end_suspension": Act.RESUME,
    "opinion_feedback": Act.RECORD_FEEDBACK,
    "handle_document_review": Act.DOCUMENT_REVIEW_RESULT,
    "pass_on_document_review": Act.PASS_ON_DOCUMENT_REVIEW,
    "ask_issuer": Act.ASK_ISSUER,
    "issuer_answer": Act.ISSUER_ANSWER,
    "organ_document_review": Act.DOCUMENT_REVIEW_REPLY,
    PERFORM: Act.RECORD_PERFORMANCE,
}
"""The act that settles a term of a reconsideration; those of other kinds stand in `law.terms.others`."""
BESIDE: dict[str, tuple[Act, ...]] = {
    "examine": (Act.REQUEST_CORRECTION, Act.DECLINE, Act.REFER, Act.DEEM_ACCEPTED),
    TermCode.CORRECT: (Act.DEEM_ABANDONED, Act.RECEIVE_CORRECTION, Act.EXTEND_CORRECTION),
    "decide": (Act.EXTEND, Act.CONVERT_PROCEDURE, Act.SUSPEND),
    "end_suspension": (Act.RESUME,),
}
"""Acts beside it that settle the term otherwise, or move its last day; the law allows some of them at a time."""
FOR_OTHERS = frozenset({
    TermCode.CORRECT, "reply", "opinion_feedback", "issuer_answer", "organ_document_review", PERFORM,
    "judicial_confirmation",
})  # fmt: skip
"""Terms that run for somebody else: until they end there is nothing to do but wait."""
IN_WORKING_DAYS = {
    edition: frozenset(str(term.code) for term in terms_of(edition) if term.unit is Unit.WORKING_DAY)
    for edition in Edition
}
"""The terms that an edition counts in working days."""


@dataclass(frozen=True)
class Item:
    """One thing to do: `state` is to_confirm, overdue, due or waiting.

    `days_left` in calendar days, `working_days_left` in working days, both negative when late; `in_working_days`: the
    term is counted in working days, so that the latter is what a person counts by. `act` usually settles it; `about`
    is the key by which an act says that it answers this one of several; `life` is the record as at the day.
    """

    record: Any
    term: str
    article: str
    due: date
    days_left: int
    state: str
    act: Act | None
    working_days_left: int
    in_working_days: bool
    about: About = None
    life: Any = field(default=None, repr=False, compare=False)

    @property
    def acts(self) -> list[Act]:
        """The acts that may settle the item or move its last day, the usual one first."""
        return list(dict.fromkeys([*([self.act] if self.act is not None else []), *BESIDE.get(self.term, ())]))

    def allowed(self, acts: Iterable[Act]) -> Iterator[Act]:
        """Those of the acts that the law allows on the day of the worklist."""
        kind, on = RecordKind(self.record.kind), self.due - timedelta(self.days_left)
        return (act for act in acts if refused_now(kind, self.life, act, RULES[kind][act], on) is None)

    def as_json(self) -> dict[str, Any]:
        """The item as `worklist --format json` prints it, with the act that settles it."""
        act = next(self.allowed(self.acts), None)
        return {
            "record": self.record.pk,
            "number": self.record.number,
            "term": self.term,
            "article": self.article,
            "due": self.due.isoformat(),
            "days_left": self.days_left,
            "state": self.state,
            "act": act.value if act is not None else None,
        }


ORDER = ("to_confirm", "overdue", "due", "waiting")


def worklist(
    scope: Scope, on: date, reference: Reference, *, handler: str = "", until: date | None = None
) -> list[Item]:
    """The items of an organ or subtree as at a day that fall due by another, the most pressing first.

    `until`: HORIZON_WORKING_DAYS later, if nothing else is said.

    `handler` leaves those of the records that this person handled or mediated on that day: the name as the act gave it,
    for a `Person` its text (`str(person)`). Kinds of record that name nobody (`HANDLED_BY`) are left out then.
    """
    horizon = until or reference.calendar_of(scope.organ).add_working_days(on, HORIZON_WORKING_DAYS)
    changed = DATED.filter(on__gt=on).exists()
    found: list[tuple[int, Item]] = []
    for place, (kind, source) in enumerate(SOURCES.items()):
        if handler and kind not in HANDLED_BY:
            continue
        records = source.candidates(scope, on, horizon, changed)
        for record, life in lives(kind, records, on, reference):
            if not handler or handler in handling(life.facts):
                found += [(place, item) for item in source.items(record, life, on, horizon)]
    found.sort(key=lambda one: (ORDER.index(one[1].state), one[1].due, one[0], one[1].record.pk))
    return [item for _, item in found]


def coming_plans(scope: Scope, on: date, reference: Reference) -> list[Plan]:
    """The standing plans up to the horizon, the earliest first; one whose day is over stays as long as an act does it.

    What has no act of its own (`casework.law.planning.DONE_BY`) is over with its day.
    """
    horizon = reference.calendar_of(scope.organ).add_working_days(on, HORIZON_WORKING_DAYS)
    return [plan for plan in _standing(scope, horizon) if plan.on >= on or done_by(plan)]


def plans_within(scope: Scope, first: date, last: date) -> list[Plan]:
    """The standing plans of these days, both included, the earliest first."""
    return list(_standing(scope, last).filter(on__gte=first))


def _standing(scope: Scope, last: date) -> PlanQuerySet:
    return Plan.objects.of(scope.organ, subtree=scope.subtree).standing().filter(on__lte=last).with_records()


def plan_as_json(plan: Plan) -> dict[str, Any]:
    """A plan as `worklist --format json` prints it; its place and who comes may be names, and are left out."""
    return {
        "kind": plan.kind,
        "record": plan.record.pk,
        "number": plan.record.number,
        "what": plan.what,
        "on": plan.on.isoformat(),
        "at": f"{plan.at:%H:%M}" if plan.at is not None else None,
    }


def done_by(plan: Plan) -> Act | None:
    """The act that usually does a plan; None where there is none."""
    return next(iter(DONE_BY[RecordKind(plan.kind)].get(Planned(plan.what), ())), None)


GROUPS: tuple[tuple[str, Callable[[Item], bool]], ...] = (
    ("to_confirm", lambda item: item.state == "to_confirm"),
    ("overdue", lambda item: item.state == "overdue"),
    ("waiting", lambda item: item.state == "waiting"),
    ("due_today", lambda item: item.days_left == 0),
    ("within_3", lambda item: item.working_days_left <= SOON),
    ("within_7", lambda _item: True),
)
SOON = 3
"""Working days within which a term is near."""


def grouped(items: Iterable[Item]) -> dict[str, list[Item]]:
    """The items by what they ask for, each in one group: the first of GROUPS that fits; empty groups are kept.

    to_confirm, overdue, waiting (for others), due_today, within_3 and within_7 (working days).
    """
    found: dict[str, list[Item]] = {name: [] for name, _ in GROUPS}
    for item in items:
        found[next(name for name, fits in GROUPS if fits(item))].append(item)
    return found


# ---- Candidates -----------------------------------------------------------------------------------------------------


def _any_of(model: Any, found: list[Any]) -> Any:
    """The records that one of the querysets finds, each by its own index."""
    keys = [each.order_by().values("pk") for each in found]
    return model.objects.filter(pk__in=keys[0].union(*keys[1:])).select_related("organ").order_by("pk")


DATED = Event.objects.exclude(act=Act.PLAN)
"""The events that moved something on their day: a plan bears a coming day, and is known before it."""


def _changed_since(records: Any, kind: RecordKind, on: date) -> Any:
    later = DATED.filter(**{kind.value: OuterRef("pk")}, on__gt=on)
    return records.filter(Q(received_on__lte=on) & Exists(later))


URGING = ["ordered_on", "talked_on", "criticised_on"]
"""Keys of an act that urges performance and records none."""


def candidates(scope: Scope, on: date, horizon: date, changed: bool) -> Any:
    """Cases that may have an item: by the stored due date, an order not performed, or a change since that day."""
    cases = Reconsideration.objects.of(scope.organ, subtree=scope.subtree).standing()
    done = Event.objects.filter(reconsideration=OuterRef("pk")).unstruck(RecordKind.RECONSIDERATION)
    recorded = done.filter(act=Act.RECORD_PERFORMANCE, on__gte=OuterRef("concluded_on"))
    performed = recorded.filter(Q(keys__has_key="performed_on") | ~Q(keys__has_any_keys=URGING))
    ordered = Q(outcome__in=ORDERING, served_on__isnull=False) & ~Exists(performed)
    found: list[Any] = [cases.filter(next_due_on__lte=horizon), cases.filter(ordered)]
    if changed:
        found.append(_changed_since(cases, RecordKind.RECONSIDERATION, on))
    return _any_of(Reconsideration, found)


LONGEST_OF_OTHERS = timedelta(days=60)
"""More than any term of a dispute or a mediation case, with the rest days on which it cannot end."""


def suit_candidates(scope: Scope, on: date, _horizon: date, changed: bool) -> Any:
    """Disputes of the defendants in scope: an instance not heard, or received, closed or ruled on not long ago."""
    since = on - LONGEST_OF_OTHERS
    sides = InstanceSide.objects.of(scope.organ, subtree=scope.subtree)
    open_or_late = Q(received_on__gte=since) | Q(closed_on__lte=on) | Q(instance__first_heard_on=OPEN_END)
    recent = sides.filter(open_or_late, closed_on__gte=since)
    ruled = sides.filter(instance__in=Instance.objects.filter(ruling_on__gte=since).values("pk"))
    suits = Litigation.objects.standing()
    found: list[Any] = [suits.filter(pk__in=each.values("instance__litigation")) for each in (recent, ruled)]
    if changed:
        ours = suits.filter(pk__in=sides.values("instance__litigation"))
        found.append(_changed_since(ours, RecordKind.LITIGATION, on))
    return _any_of(Litigation, found)


def mediation_candidates(scope: Scope, on: date, _horizon: date, changed: bool) -> Any:
    """Mediation cases in which an agreement was reached or took effect not long ago."""
    since = on - LONGEST_OF_OTHERS
    cases = Mediation.objects.of(scope.organ, subtree=scope.subtree).standing()
    agreed = cases.filter(result=MediationResult.SUCCEEDED, asked_on__isnull=True)
    recent = agreed.filter(last_on__gte=since, concluded_on__gte=since)
    found: list[Any] = [recent, agreed.filter(agreement_effective_on__gte=since)]
    if changed:
        found.append(_changed_since(cases, RecordKind.MEDIATION, on))
    return _any_of(Mediation, found)


def response_candidates(scope: Scope, on: date, _horizon: date, changed: bool) -> Any:
    """Cases as respondent that wait for the reply, or for an answer to an opinion letter."""
    cases = RespondentCase.objects.of(scope.organ, subtree=scope.subtree).standing()
    found: list[Any] = [
        cases.filter(replied_on__isnull=True, concluded_on=OPEN_END),
        cases.filter(opinion_received_on__isnull=False, opinion_answered_on__isnull=True),
    ]
    if changed:
        found.append(_changed_since(cases, RecordKind.RESPONDENT, on))
    return _any_of(RespondentCase, found)


BATCH = 500


def lives(kind: RecordKind, records: Any, on: date, reference: Reference) -> Iterator[tuple[Any, Any]]:
    """The records with their lives as at the end of a day, their acts read in batches."""
    found = list(records)
    for start in range(0, len(found), BATCH):
        batch = found[start : start + BATCH]
        acts = histories(kind, [record.pk for record in batch])
        for record in batch:
            life = play_until(kind, acts[record.pk], reference.setting_of(record.organ), on)
            if life is not None:
                yield record, life


# ---- Items ----------------------------------------------------------------------------------------------------------


def items(case: Any, life: Any, on: date, horizon: date) -> Iterator[Item]:
    """What a case asks for as at a day: proposals first, then the terms that run out by the horizon."""
    proposed = lapses(life, on)
    for lapse in proposed:
        said = Due(lapse.term, lapse.article, lapse.due, lapse.act, lapse.about)
        yield _item(case, life, said, "to_confirm", on)
    settled = {(lapse.term, lapse.due) for lapse in proposed}
    for running in (*open_terms(life), *(order for order in orders(life) if order.settled_on is None)):
        due = last_day(life, running)
        if due is not None and due <= horizon and (running.code, due) not in settled:
            act = SETTLED_BY.get(running.code)
            said = Due(running.code, article_of(life, running), due, act, running.about)
            yield _item(case, life, said, _state(running, due, on), on)


def _state(running: Running, due: date, on: date, ours: Collection[str] = ()) -> str:
    if due < on:
        return "overdue"
    return "waiting" if running.code in FOR_OTHERS and running.code not in ours else "due"


class Left(NamedTuple):
    """How far off a last day is, negative when late: in days, in working days, and which of them the term counts."""

    days: int
    working_days: int
    in_working_days: bool


def left_until(due: date, on: date, code: str, edition: Edition, calendar: WorkCalendar) -> Left:
    """How far off the last day of a term is on a day."""
    return Left((due - on).days, working_days_between(on, due, calendar), code in IN_WORKING_DAYS[edition])


def left_of_case(case: Reconsideration, on: date, reference: Reference) -> Left:
    """How far off the stored next last day of a case is; it must have one."""
    calendar = reference.calendar_of(case.organ)
    return left_until(case.next_due_on or on, on, case.next_term, Edition(case.edition), calendar)


class Due(NamedTuple):
    """What an item says of its term: code, article, last day, the act that settles it, and which of several it is."""

    term: str
    article: str
    day: date
    act: Act | None
    about: About


def _item(record: Any, life: Any, due: Due, state: str, on: date) -> Item:
    left = left_until(due.day, on, due.term, life.edition, life.calendar)
    term = (due.term, due.article, due.day, left.days, state, due.act)
    return Item(record, *term, left.working_days, left.in_working_days, due.about, life)


def working_days_between(on: date, due: date, calendar: WorkCalendar) -> int:
    """How many working days lie after the one day up to the other, negative where that one is earlier."""
    try:
        if due >= on:
            return calendar.count_working_days(on + ONE_DAY, due)
        return -calendar.count_working_days(due + ONE_DAY, on)
    except CalendarMissing:
        return (due - on).days


def _of_others(terms: Terms) -> Callable[[Any, Any, date, date], Iterator[Item]]:
    """Items of another kind of record: of a term that binds the parties nothing is left to do once it has passed."""

    def find(record: Any, life: Any, on: date, horizon: date) -> Iterator[Item]:
        for running in terms.open(life):
            day = running.fixed
            if day is None or day > horizon or (day < on and running.code not in terms.ours):
                continue
            article = term_of_other(life, running).article
            due = Due(running.code, article, day, terms.settled_by.get(running.code), running.about)
            yield _item(record, life, due, _state(running, day, on, terms.ours), on)

    return find


class Source(NamedTuple):
    """How the items of a kind of record are found: candidates by one query, the items of each from its life."""

    candidates: Callable[[Scope, date, date, bool], Any]
    items: Callable[[Any, Any, date, date], Iterator[Item]]


SOURCES: dict[RecordKind, Source] = {
    RecordKind.RECONSIDERATION: Source(candidates, items),
    RecordKind.LITIGATION: Source(suit_candidates, _of_others(TERMS_OF[RecordKind.LITIGATION])),
    RecordKind.RESPONDENT: Source(response_candidates, _of_others(TERMS_OF[RecordKind.RESPONDENT])),
    RecordKind.MEDIATION: Source(mediation_candidates, _of_others(TERMS_OF[RecordKind.MEDIATION])),
}
