"""One thing to do as a line of the desk: how pressing, which term, whose record, the acts that settle it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from casework.actions.actors import hand_on
from casework.actions.reference import standins
from casework.choices import act_label
from casework.law.names import Act, RecordKind
from casework.law.terms.schedule import PERFORM
from casework.models import Applicant, Plan, Respondent
from casework.permissions import may_act
from casework.web.desk.plans import PlanLine, plan_line
from casework.web.record.deadline import deadline_url
from casework.web.record.facts import party_names, versus
from casework.web.record.next_acts import not_competent
from casework.web.shell.access import Visit
from casework.web.shell.acturls import act_url
from casework.web.shell.formatting import article_words, joined, listed_words, near_day_words, term_words
from casework.web.shell.keys import Showing, showing_of
from casework.web.shell.states import CONFIRM, Badge, due_badge
from casework.worklist import Item, Left

IN_TIME: dict[str, tuple[Act, ...]] = {"examine": (Act.ACCEPT,), "correct": (Act.RECEIVE_CORRECTION,)}
"""Acts that may have been done before the term lapsed, and are only logged late: refused today, lawful on their day."""


@dataclass(frozen=True)
class ToDo:
    """One thing to do; `which` says about whom or what it is where a record has several of them."""

    badge: Badge
    term: str
    which: str
    due: str
    article: str
    why: str
    number: str
    url: str
    about: str
    handlers: str
    organ: str
    acts: list[tuple[str, str]]
    stands_for: str = ""
    """For whom on leave the reader stands in here; "" for nobody."""


def line_of(item: Item, visit: Visit, day: date | None = None) -> ToDo:
    """The line of an item that `read_items` read; `day` is that under which it stands, today where none is said."""
    record, language = item.record, visit.language
    return ToDo(
        badge=badge_of_item(item),
        term=term_words(item.term, language),
        which=_which(item, visit),
        due=near_day_words(item.due, visit.today, language),
        article=article_words(item.article, language),
        why=_why(item),
        number=str(record),
        url=record.get_absolute_url(),
        about=about_words(record, visit),
        handlers=joined(handlers_of(record), language),
        organ=record.organ.name,
        acts=_acts(item, visit),
        stands_for=joined(stood_for(record, visit, max(visit.today, day or visit.today)), language),
    )


@dataclass(frozen=True)
class PlannedLine:
    """A plan with the record that it stands in."""

    line: PlanLine
    number: str
    url: str
    about: str
    organ: str
    stands_for: str = ""


def planned(plans: Iterable[Plan], visit: Visit) -> Iterator[tuple[Plan, PlannedLine]]:
    """Each plan in words, with its record."""
    found = list(plans)
    read_parties([plan.record for plan in found])
    for plan in found:
        record: Any = plan.record
        line = plan_line(record, plan.position + 1, plan, visit)
        url, about = record.get_absolute_url(), about_words(record, visit)
        for_whom = joined(stood_for(record, visit, max(visit.today, plan.on)), visit.language)
        yield plan, PlannedLine(line, str(record), url, about, record.organ.name, for_whom)


def is_mine(item: Any, visit: Visit, day: date | None = None) -> bool:
    """Whether an item is for the person on a day, today where none is said: the person handles or mediates, stands in
    for one on leave who does, or nobody who works there does yet."""
    record, on = item.record, max(visit.today, day or visit.today)
    own = str(visit.person) in record.hands or visit.colleagues.leave_free(record)
    return own or bool(stood_for(record, visit, on))


def stood_for(record: Any, visit: Visit, day: date) -> list[str]:
    """Those who handle or mediate a record, are on leave on a day, and for whom the person stands in."""
    return [] if str(visit.person) in record.hands else standins.stood_for(record, visit.stands_in_for, day)


def handlers_of(record: Any) -> list[str]:
    """The handlers of a record; of a mediation case none, for mediators are a body's own."""
    return [] if record.kind == RecordKind.MEDIATION else record.hands


def _told(name: str, rows: QuerySet[Any]) -> Prefetch[Any]:
    """The rows of a relation as a list of the record; read as the relation, each record gets a queryset of its own."""
    return Prefetch(name, rows, to_attr=f"told_{name}")


PARTIES: dict[str, tuple[Prefetch[Any] | str, ...]] = {
    RecordKind.RECONSIDERATION: (
        _told("applicants", Applicant.objects.all()),
        _told("respondents", Respondent.objects.select_related("organ")),
    ),
    RecordKind.LITIGATION: ("defendants",),
    RecordKind.RESPONDENT: ("respondent",),
}


def read_parties(records: list[Any]) -> None:
    """Read what the lines name, in a few queries for all of them."""
    for kind, lookups in PARTIES.items():
        prefetch_related_objects([record for record in records if record.kind == kind], *lookups)


def read_items(items: list[Item], visit: Visit) -> None:
    """Read what their lines name, and where the respondents of cases to be examined stand, in a few queries for all."""
    read_parties([item.record for item in items])
    examined = [item.life.facts.respondents for item in items if item.term == "examine"]
    visit.reference.places({exchange.organ for respondents in examined for exchange in respondents})


def _why(item: Item) -> str:
    """The page that tells how the last day was counted; the terms of the record for a day that a decision set."""
    return f"{item.record.get_absolute_url()}#terms" if item.term == PERFORM else deadline_url(item.record, item.term)


def _which(item: Item, visit: Visit) -> str:
    """The respondent, letter or document that the item is about, where it is one of several."""
    if item.about is None:
        return ""
    key, value = item.about
    if key == "respondent":
        return visit.reference.organ_name(int(value))
    if key == "letter":
        return _("letter %(n)s") % {"n": value}
    return str(value) if key == "document" and visit.reads_names(item.record) else ""


def badge_of_item(item: Item) -> Badge:
    """How pressing an item is."""
    if item.state == "to_confirm":
        return Badge(CONFIRM, _("to confirm"))
    return due_badge(Left(item.days_left, item.working_days_left, item.in_working_days))


def _acts(item: Item, visit: Visit) -> list[tuple[str, str]]:
    """The acts that settle the item or move its day, as far as the law allows and the reader carries them."""
    record, hand = item.record, hand_on(item.record, visit)
    if hand is None:
        return []
    kind, edition = RecordKind(record.kind), getattr(record, "edition", None)
    given = f"?{urlencode([item.about])}" if item.about is not None else ""
    late = IN_TIME.get(item.term, ()) if item.state == "to_confirm" else ()
    away = not_competent(item.life) if item.term == "examine" else ()
    acts = dict.fromkeys([*away, *item.acts[:1], *late, *item.acts])
    carried = [act for act in acts if may_act(act, kind, edition, hand.roles)]
    allowed = {*late, *item.allowed(carried)}
    return [(act_label(act, kind, visit.language), act_url(record, act) + given) for act in carried if act in allowed]


def about_words(record: Any, visit: Visit) -> str:
    """Who is against whom, or what it is about; the record is one of which `read_parties` read the parties."""
    return ABOUT[RecordKind(record.kind)](record, showing_of(record, visit))


def _of_case(record: Any, showing: Showing) -> str:
    applicants = party_names(record.told_applicants, "applicant", showing)
    respondents = joined([r.organ.name for r in record.told_respondents], showing.language)
    return versus(applicants, respondents)


def _of_suit(record: Any, showing: Showing) -> str:
    return f"{showing.cause(record.cause)} · {joined([o.name for o in record.defendants.all()], showing.language)}"


def _of_response(record: Any, showing: Showing) -> str:
    return versus(showing.names.name(record.applicant), record.respondent.name)


def _of_mediation(record: Any, showing: Showing) -> str:
    dispute = listed_words(showing.vocabulary, "dispute_type", record.dispute_type, showing.language)
    return f"{record.body} · {dispute}"


def _of_entry(record: Any, showing: Showing) -> str:
    return showing.ledger_kind(record.entry_kind)


ABOUT = {
    RecordKind.RECONSIDERATION: _of_case,
    RecordKind.LITIGATION: _of_suit,
    RecordKind.MEDIATION: _of_mediation,
    RecordKind.LEDGER: _of_entry,
    RecordKind.RESPONDENT: _of_response,
}
"""What is said of a record of each kind beside its number."""
