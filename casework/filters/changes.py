"""What changed since a pull: which records were recorded, corrected, voided or have left the reader's sight.

Every change appends an event, so a pull asks the events. On PostgreSQL transactions commit in another order than they
take ids: a mark is the oldest transaction still running when the pull began (`pg_snapshot_xmin`), taken before its
first row is read. What was committed before that is in the pull; all else belongs to that transaction or a later one,
and is given by the next pull, some of it twice. SQLite has one writer at a time: the id of the next event is the mark.

A token names the mark, what was asked, and the ground it stands on: what the reader sees; the mark says how often an
organ had been renamed or moved.
Where the ground has moved, rows differ that no event tells of, and the list has to be pulled whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC
from typing import Any, NamedTuple

from django.core import signing
from django.db import connection
from django.db.models import BigIntegerField, Func, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from casework.errors import FaultyInput, Outdated
from casework.filters.asked import Sight
from casework.kinds import KINDS
from casework.law.names import Act, RecordKind
from casework.models import Event, Litigation, Organ, OrganChanges
from casework.models.written import rows_of
from casework.permissions import Reach

SALT = "casework.changes"
WHERE = "updated_since"
CASE, SUIT = RecordKind.RECONSIDERATION, RecordKind.LITIGATION


class Mark(NamedTuple):
    """A moment in the order of changes: all before `at` is known.

    `event` is the newest event then and `recorded` its time: where it is there no more, this is another database.
    `organs` is how often an organ had been renamed or moved.
    """

    at: int
    event: int
    recorded: str
    organs: int

    def text(self) -> str:
        """As a cursor carries it."""
        return f"{self.at}~{self.event}~{self.recorded}~{self.organs}"


def mark_of(text: str) -> Mark:
    """The mark that a text of `Mark.text` stands for."""
    at, event, recorded, organs = text.split("~")
    return Mark(int(at), int(event), recorded, int(organs))


class _Known(Func):
    """Where the order of changes is not known yet: the oldest transaction still running; on SQLite the next id."""

    template = '"casework_event"."id" + 1'
    output_field = BigIntegerField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """In the snapshot of the statement."""
        return self.as_sql(compiler, connection, template="pg_snapshot_xmin(pg_current_snapshot())::text::bigint")


def present() -> Mark:
    """The mark of now. Take it before the first row of a pull is read."""
    for at, event, recorded, organs in rows_of(_newest):
        moment = recorded if recorded.tzinfo else recorded.replace(tzinfo=UTC)
        return Mark(int(at), event, moment.isoformat(), organs)
    return Mark(0, 0, "", 0)


def _newest(_pk: int) -> QuerySet[Any]:
    organs = Coalesce(Subquery(OrganChanges.objects.values("count")[:1]), 0)
    return Event.objects.order_by("-pk").values_list(_Known(), "pk", "recorded_at", organs)[:1]


# ---- Tokens ----


def ground_of(sight: Sight, names: Reach) -> str:
    """What rows rest on beside events and names of organs: the reader's organs, and those whose names are read."""
    return hashlib.sha256(repr((_plain(sight.reach), _plain(names))).encode()).hexdigest()[:32]


def _plain(reach: Reach) -> tuple[Any, ...]:
    return reach.everything, sorted(reach.own), sorted(reach.under)


def token_of(mark: Mark, question: str, ground: str) -> str:
    """The token for the pull that follows one which began at the mark; `question` names the list and its filters."""
    return signing.dumps([question, ground, *mark], salt=SALT)


def read_token(token: str, question: str, ground: str) -> Mark:
    """The mark of a token that was given for the same question.

    Raises FaultyInput for a token that is none or of another question, Outdated where the list has to be pulled whole.
    """
    try:
        of, stood, at, event, recorded, organs = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise _refused("不是这里给出的", "was not given here") from None
    if of != question:
        raise _refused("属于另一个列表或另一组筛选", "belongs to another list or other filters")
    mark, now = Mark(int(at), int(event), str(recorded), int(organs)), present()
    if stood != ground or mark.organs != now.organs:
        raise Outdated(
            "可见范围或机关名称已有变化，这次要全部重新拉取，不带updated_since",
            "What you may see, or the name of an organ, has changed: pull the whole list, without updated_since",
        )
    if not _is_of_this_database(mark, now):
        raise Outdated(
            "数据库恢复过，这次要全部重新拉取，不带updated_since",
            "The database was restored: pull the whole list, without updated_since",
        )
    return mark


def _refused(zh: str, en: str) -> FaultyInput:
    whole = "不带它全部拉取一次", "pull the whole list without it"
    return FaultyInput(f"{WHERE}{zh}：{whole[0]}", f"{WHERE} {en}: {whole[1]}", where=WHERE)


def _is_of_this_database(mark: Mark, now: Mark) -> bool:
    if mark.at > now.at:
        return False
    found = Event.objects.filter(pk=mark.event).values_list("recorded_at", flat=True).first()
    return (found.isoformat() if found else "") == mark.recorded


# ---- What changed ----


def changed(kind: RecordKind, mark: Mark, reach: Reach) -> QuerySet[Any]:
    """The records of a kind that changed since a mark: those in reach, void ones too, and disputes that once were."""
    events, model = since(mark), KINDS[kind].model
    own = events.filter(kind=kind.value).order_by().values(f"{kind.value}_id")
    sources = {CASE: _cases_beside, SUIT: _suits_of_cases}
    ids = own.union(*sources[kind](events)) if kind in sources else own
    seen = Q(pk__in=model.objects.within(reach).order_by().values("pk")) if not reach.everything else Q()
    if kind is SUIT and not reach.everything:
        seen |= Q(pk__in=_suits_out_of_sight(events, reach))
    found: QuerySet[Any] = model.objects.filter(seen, pk__in=ids)
    return found


def changed_events(mark: Mark, reach: Reach) -> QuerySet[Any]:
    """The events of the records that changed since a mark: those of a void one have left the list with it."""
    condition = Q()
    for kind in KINDS:
        ids = changed(kind, mark, reach).order_by().values("pk")
        condition |= Q(kind=kind.value, **{f"{kind.value}__in": ids})
    return Event.objects.filter(condition)


def since(mark: Mark) -> QuerySet[Any]:
    """The events that a pull which began at the mark may not have seen."""
    if connection.vendor == "postgresql":
        return Event.objects.filter(transaction__gte=mark.at)
    return Event.objects.filter(pk__gte=mark.at)


def _cases_beside(events: QuerySet[Any]) -> list[QuerySet[Any]]:
    """Cases that say something of what changed: of a dispute, or of the case that leads them."""
    cases = events.filter(kind=CASE.value).order_by().values("reconsideration_id")
    joined = KINDS[CASE].model.objects.filter(joined_to__in=cases).order_by().values("pk")
    return [*_cases_of_suits(events), joined]


def _cases_of_suits(events: QuerySet[Any]) -> list[QuerySet[Any]]:
    """A case says when its decision was taken to court: those that changed disputes name, or named before."""
    suits = events.filter(kind=SUIT.value).order_by()
    named = Litigation.objects.filter(pk__in=suits.values("litigation_id"), reconsideration__isnull=False)
    before = suits.filter(changes__has_key="reconsideration_id").values_list("changes", flat=True)
    left = {case for case in (change["reconsideration_id"][0] for change in before) if case is not None}
    former = KINDS[CASE].model.objects.filter(pk__in=left).order_by().values("pk")
    return [named.order_by().values("reconsideration_id"), former]


def _suits_of_cases(events: QuerySet[Any]) -> list[QuerySet[Any]]:
    """A dispute says by which decision it comes: those that name changed cases."""
    cases = events.filter(kind=CASE.value).order_by().values("reconsideration_id")
    return [Litigation.objects.filter(reconsideration__in=cases).order_by().values("pk")]


def _suits_out_of_sight(events: QuerySet[Any], reach: Reach) -> list[int]:
    """Disputes that the reader saw until their defendants were corrected."""
    mended = events.filter(kind=SUIT.value, act=Act.CORRECT.value, keys__key="defendants").order_by()
    seen = Litigation.objects.within(reach).order_by().values("pk")
    suits = set(mended.exclude(litigation__in=seen).values_list("litigation_id", flat=True))
    if not suits:
        return []
    within = set(Organ.objects.within(reach).order_by().values_list("pk", flat=True))
    told = Event.objects.filter(litigation__in=suits, act__in=(Act.REGISTER.value, Act.CORRECT.value))
    rows = told.order_by().values_list("litigation_id", "keys")
    return sorted({suit for suit, keys in rows if within.intersection(_defendants(keys))})


def _defendants(keys: dict[str, Any]) -> Iterable[int]:
    named = keys.get("value") if keys.get("key") == "defendants" else keys.get("defendants")
    return named if isinstance(named, list) else ()
