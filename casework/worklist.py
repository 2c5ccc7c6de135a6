"""What is due, overdue, to be confirmed or waited for: found by one indexed query, then computed exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from casework.law.history import play_until
from casework.law.lapses import lapses
from casework.law.names import Act, RecordKind
from casework.law.schedule import ORDERING, PERFORM, Running, article_of, last_day, open_terms, orders
from casework.models import Event, Reconsideration
from casework.reference import Reference
from casework.registry import done_of
from casework.statistics.bases import Scope

HORIZON_WORKING_DAYS = 7
"""How far ahead the worklist looks."""
SETTLED_BY: dict[str, Act] = {
    "examine": Act.ACCEPT,
    "correct": Act.RECEIVE_CORRECTION,
    "send_copy": Act.SEND_COPY,
    "reply": Act.RECEIVE_REPLY,
    "decide": Act.CONCLUDE,
    "end_suspension": Act.RESUME,
    "opinion_feedback": Act.RECORD_FEEDBACK,
    "handle_document_review": Act.DOCUMENT_REVIEW_RESULT,
    "pass_on_document_review": Act.PASS_ON_DOCUMENT_REVIEW,
    "ask_issuer": Act.ASK_ISSUER,
    "issuer_answer": Act.ISSUER_ANSWER,
    PERFORM: Act.RECORD_PERFORMANCE,
}
"""The act that settles a term."""
FOR_OTHERS = frozenset({"correct", "reply", "opinion_feedback", "issuer_answer", PERFORM})
"""Terms that run for somebody else: until they end there is nothing to do but wait."""


@dataclass(frozen=True)
class Item:
    """One thing to do: `state` is to_confirm, overdue, due or waiting; `days_left` in calendar days, negative late."""

    record: Any
    term: str
    article: str
    due: date
    days_left: int
    state: str
    act: Act | None

    def as_json(self) -> dict[str, Any]:
        """The item as `worklist --format json` prints it."""
        return {
            "record": self.record.pk,
            "number": self.record.number,
            "term": self.term,
            "article": self.article,
            "due": self.due.isoformat(),
            "days_left": self.days_left,
            "state": self.state,
            "act": self.act.value if self.act is not None else None,
        }


ORDER = ("to_confirm", "overdue", "due", "waiting")


def worklist(scope: Scope, on: date, reference: Reference, *, handler: str = "") -> list[Item]:
    """The items of an organ or subtree as at a day, the most pressing first; of one handler where named."""
    horizon = reference.calendar.add_working_days(on, HORIZON_WORKING_DAYS)
    cases = candidates(scope, on, horizon)
    if handler:
        cases = cases.filter(handlers__contains=handler)
    found = [item for case, life in lives(cases, on, reference) for item in items(case, life, on, horizon)]
    return sorted(found, key=lambda item: (ORDER.index(item.state), item.due, item.record.pk))


def candidates(scope: Scope, on: date, horizon: date) -> Any:
    """Cases that may have an item: by the stored due date, an order not performed, or a change since that day."""
    cases = Reconsideration.objects.of(scope.organ, subtree=scope.subtree).standing()
    done = Event.objects.filter(reconsideration=OuterRef("pk"))
    performed = done.filter(act=Act.RECORD_PERFORMANCE, on__gte=OuterRef("concluded_on"))
    ordered = Q(outcome__in=ORDERING, served_on__isnull=False) & ~Exists(performed)
    found = [cases.filter(next_due_on__lte=horizon), cases.filter(ordered)]
    if Event.objects.filter(on__gt=on, reconsideration__isnull=False).exists():
        found.append(cases.filter(Q(received_on__lte=on) & Exists(done.filter(on__gt=on))))
    keys = [each.order_by().values("pk") for each in found]
    return Reconsideration.objects.filter(pk__in=keys[0].union(*keys[1:])).select_related("organ").order_by("pk")


BATCH = 500


def lives(cases: Any, on: date, reference: Reference) -> Iterator[tuple[Any, Any]]:
    """The cases with their lives as at the end of a day, their events read in batches."""
    found = list(cases)
    for start in range(0, len(found), BATCH):
        batch = found[start : start + BATCH]
        histories: dict[int, list[Any]] = {case.pk: [] for case in batch}
        events = Event.objects.filter(reconsideration__in=histories).acts()
        for event in events.values("reconsideration_id", "act", "on", "keys"):
            histories[event["reconsideration_id"]].append(done_of(RecordKind.RECONSIDERATION, event))
        for case in batch:
            life = play_until(RecordKind.RECONSIDERATION, histories[case.pk], reference.calendar_of(case.organ), on)
            if life is not None:
                yield case, life


def items(case: Any, life: Any, on: date, horizon: date) -> Iterable[Item]:
    """What a case asks for as at a day: proposals first, then the terms that run out by the horizon."""
    proposed = lapses(life, on)
    for lapse in proposed:
        yield Item(case, lapse.term, lapse.article, lapse.due, (lapse.due - on).days, "to_confirm", lapse.act)
    settled = {(lapse.term, lapse.due) for lapse in proposed}
    for running in (*open_terms(life), *(order for order in orders(life) if order.settled_on is None)):
        due = last_day(life, running)
        if due is not None and due <= horizon and (running.code, due) not in settled:
            said = (running.code, article_of(life, running), due, (due - on).days, _state(running, due, on))
            yield Item(case, *said, SETTLED_BY.get(running.code))


def _state(running: Running, due: date, on: date) -> str:
    if due < on:
        return "overdue"
    return "waiting" if running.code in FOR_OTHERS else "due"
