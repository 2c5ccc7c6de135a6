"""工作台: what there is to do, the most pressing first, each with the act that settles it one click away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.actions.hands import hand_on, to_confirm
from casework.choices import act_label
from casework.errors import named
from casework.law.names import Act, RecordKind
from casework.law.schedule import PERFORM
from casework.masking import Names
from casework.models import Draft, SealedReport, SealState
from casework.permissions import ANY_HAND, CONFIRMS, may_act
from casework.statistics.bases import Scope
from casework.web.access import Visit
from casework.web.acting import act_url
from casework.web.asked import find_organ, key_of, read
from casework.web.deadline import deadline_url
from casework.web.facts import party_names
from casework.web.keys import Showing
from casework.web.pages import page
from casework.web.plans import PlanLine, plan_line
from casework.web.sealed import heading_of
from casework.web.states import CONFIRM, Badge, due_badge
from casework.web.words import WEEKDAYS, article_words, day_words, joined, listed_words, near_day_words, term_words
from casework.worklist import Item, Left, coming_plans, grouped, worklist

MINE, ORGAN, SUBTREE = "mine", "organ", "subtree"
MOST_LINES = 200
"""Lines of one group on the page; what is more is said with its number."""
GROUPS: dict[str, str | Promise] = {
    "to_confirm": gettext_lazy("to confirm"),
    "overdue": gettext_lazy("overdue"),
    "due_today": gettext_lazy("due today"),
    "within_3": gettext_lazy("within 3 working days"),
    "within_7": gettext_lazy("within 7 working days"),
    "waiting": gettext_lazy("waiting for others"),
}
"""The groups in the order of the page; casework.worklist says what belongs to which."""
ALTERNATIVES: dict[str, tuple[Act, ...]] = {
    "examine": (Act.REQUEST_CORRECTION, Act.DECLINE),
    "correct": (Act.EXTEND_CORRECTION,),
    "decide": (Act.EXTEND, Act.SUSPEND),
}
"""Acts beside the one that settles a term."""
IN_TIME: dict[str, tuple[Act, ...]] = {"examine": (Act.ACCEPT,), "correct": (Act.RECEIVE_CORRECTION,)}
"""Acts that may have been done before the term lapsed, and are only logged late."""


@dataclass(frozen=True)
class Line:
    """One thing to do."""

    badge: Badge
    term: str
    due: str
    article: str
    why: str
    number: str
    url: str
    about: str
    handlers: str
    organ: str
    acts: list[tuple[str, str]]


@dataclass(frozen=True)
class Group:
    """Lines of one urgency, and how many there are in all."""

    key: str
    label: str
    count: int
    lines: list[Line]


def desk(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/`: the desk of those who log; others go to what is theirs."""
    if not visit.roles & ANY_HAND:
        if visit.may("statistics"):
            return HttpResponseRedirect(reverse("statistics"))
        read(request.GET, ())
        open_to = {"may_audit": visit.may("audit"), "may_keep": visit.may("administration")}
        return page(request, "home/tasks.html", open_to)
    asked = read(request.GET, ("organ", "whose", "handler"))
    organ = find_organ(asked["organ"], visit) if "organ" in asked else visit.organs(ANY_HAND)[0]
    whose = _whose(asked, visit, organ)
    found = worklist(Scope(organ, whose == SUBTREE), visit.today, visit.reference)
    handler = asked.get("handler", "")
    items = [item for item in found if _asked_for(item, whose, handler, visit)]
    context = {
        "groups": _groups(items, visit),
        "count": len(items),
        "whose": whose,
        "choices": _choices(visit, organ, whose),
        "organ_name": organ.name,
        "today_words": day_words(visit.today, visit.language),
        "weekday": WEEKDAYS[visit.today.weekday()],
        "handler": handler,
        "tallies": _tallies(found, organ, whose) if visit.has_subtree(organ) else [],
        "named": [_named(suit, visit) for suit in _to_confirm(visit)],
        "reports": [heading_of(report, visit.language) for report in _reports_to_confirm(visit)],
        "plans": list(_plans(organ, whose, handler, visit)),
        "drafts": Draft.objects.filter(person=visit.person),
    }
    return page(request, "home/desk.html", context)


@dataclass(frozen=True)
class Planned:
    """A plan of the coming days, with the record that it stands in."""

    line: PlanLine
    number: str
    url: str
    about: str


def _plans(organ: Any, whose: str, handler: str, visit: Visit) -> Iterator[Planned]:
    """The coming plans of those whose work is shown."""
    found = coming_plans(Scope(organ, whose == SUBTREE), visit.today, visit.reference)
    shown = [plan for plan in found if _asked_for(plan, whose, handler, visit)][:MOST_LINES]
    _read_parties([plan.record for plan in shown])
    for plan in shown:
        record = plan.record
        line = plan_line(record, plan.position + 1, plan, visit)
        yield Planned(line, record.number or f"#{record.pk}", record.get_absolute_url(), _about(record, visit))


@dataclass(frozen=True)
class Named:
    """A dispute of another organ that gives the number of a case in reach."""

    number: str
    court: str
    received: str
    defendants: str
    url: str


def _to_confirm(visit: Visit) -> Iterable[Any]:
    return to_confirm(visit).prefetch_related("defendants", "instances").order_by("-received_on", "-pk")[:MOST_LINES]


def _reports_to_confirm(visit: Visit) -> Iterable[SealedReport]:
    """The sealed reports that wait for this person's confirmation: another one sealed them."""
    organs = visit.organs(CONFIRMS)
    if not organs:
        return []
    waiting = SealedReport.objects.filter(organ__in=organs, state=SealState.SEALED).exclude(sealed_by=visit.person.pk)
    return waiting.defer("content").select_related("organ", "sealed_by").order_by("pk")


def _named(suit: Any, visit: Visit) -> Named:
    first = min(suit.instances.all(), key=lambda instance: int(instance.position))
    return Named(
        number=suit.named,
        court=f"{first.court} {first.court_number}",
        received=day_words(suit.received_on, visit.language),
        defendants=joined([organ.name for organ in suit.defendants.all()], visit.language),
        url=act_url(suit, Act.CONFIRM_LINK),
    )


def _whose(asked: dict[str, str], visit: Visit, organ: Any) -> str:
    """Whose work is shown: one's own at first; of a supervisor the organ's. A subtree is for who sees all of it."""
    known = [MINE, ORGAN, SUBTREE] if visit.has_subtree(organ) else [MINE, ORGAN]
    whose = asked.get("whose", ORGAN if visit.has_subtree(organ) else MINE)
    if whose not in known:
        raise named("范围", "scope", whose, known, where="whose")
    return whose


def _asked_for(item: Any, whose: str, handler: str, visit: Visit) -> bool:
    if handler:
        return handler in (handlers_of(item.record) or [NOBODY])
    return whose != MINE or is_mine(item, visit)


NOBODY = "-"
"""Stands for no handler in an address."""


def is_mine(item: Any, visit: Visit) -> bool:
    """Whether an item is for the person: named as a handler, or nobody is named yet."""
    handlers = handlers_of(item.record)
    return not handlers or str(visit.person) in handlers


def handlers_of(record: Any) -> list[str]:
    """The handlers of a record; disputes and mediation cases name none."""
    return [name for name in str(getattr(record, "handlers", "")).split("、") if name]


def _choices(visit: Visit, organ: Any, whose: str) -> list[tuple[str, str, bool]]:
    labels = {MINE: _("mine"), ORGAN: _("my organ's"), SUBTREE: _("with all below it")}
    if not visit.has_subtree(organ):
        labels.pop(SUBTREE)
    return [(f"?organ={key_of(organ)}&whose={key}", label, key == whose) for key, label in labels.items()]


def _groups(items: Iterable[Item], visit: Visit) -> list[Group]:
    found = grouped(items)
    shown = {key: found[key][:MOST_LINES] for key in GROUPS}
    _read_parties([item.record for lines in shown.values() for item in lines])
    return [
        Group(key, str(label), len(found[key]), [_line(item, visit) for item in shown[key]])
        for key, label in GROUPS.items()
    ]


def _read_parties(records: list[Any]) -> None:
    """Read what the lines name, in a few queries for all of them."""
    for kind, lookups in PARTIES.items():
        prefetch_related_objects([record for record in records if record.kind == kind], *lookups)


PARTIES: dict[str, tuple[str, ...]] = {
    RecordKind.RECONSIDERATION: ("applicants", "respondents__organ"),
    RecordKind.LITIGATION: ("defendants",),
}


def _line(item: Item, visit: Visit) -> Line:
    record, language = item.record, visit.language
    return Line(
        badge=badge_of_item(item),
        term=term_words(item.term, language),
        due=near_day_words(item.due, visit.today, language),
        article=article_words(item.article, language),
        why=_why(item),
        number=record.number or f"#{record.pk}",
        url=record.get_absolute_url(),
        about=_about(record, visit),
        handlers=joined(handlers_of(record), language),
        organ=record.organ.name,
        acts=_acts(item, visit),
    )


def _why(item: Item) -> str:
    """The page that tells how the last day was counted; the terms of the record for a day that a decision set."""
    return f"{item.record.get_absolute_url()}#terms" if item.term == PERFORM else deadline_url(item.record, item.term)


def badge_of_item(item: Item) -> Badge:
    """How pressing an item is."""
    if item.state == "to_confirm":
        return Badge(CONFIRM, _("to confirm"))
    return due_badge(Left(item.days_left, item.working_days_left, item.in_working_days))


def _acts(item: Item, visit: Visit) -> list[tuple[str, str]]:
    """The act that settles the item, and those beside it, as far as the reader carries them."""
    acts = [item.act] if item.act is not None else []
    acts += (IN_TIME if item.state == "to_confirm" else ALTERNATIVES).get(item.term, ())
    record, hand = item.record, hand_on(item.record, visit)
    kind, edition = RecordKind(record.kind), getattr(record, "edition", None)
    carried = [act for act in acts if hand is not None and may_act(act, kind, edition, hand.roles)]
    return [(act_label(act, kind, visit.language), act_url(record, act)) for act in carried]


def _about(record: Any, visit: Visit) -> str:
    """Who is against whom, or what it is about."""
    names = Names(clear=visit.reads_names(record))
    showing = Showing(visit.language, visit.reference.vocabulary, names, {}, {})
    if record.kind == RecordKind.RECONSIDERATION:
        applicants = party_names(record.applicants.all(), "applicant", showing)
        respondents = joined([r.organ.name for r in record.respondents.all()], visit.language)
        return _("%(applicants)s v. %(respondents)s") % {"applicants": applicants, "respondents": respondents}
    if record.kind == RecordKind.LITIGATION:
        return f"{showing.cause(record.cause)} · {joined([o.name for o in record.defendants.all()], visit.language)}"
    dispute = listed_words(visit.reference.vocabulary, "dispute_type", record.dispute_type, visit.language)
    return f"{record.body} · {dispute}"


@dataclass(frozen=True)
class Tally:
    """Whose items: the name, the address of the desk with them alone, their number in each group."""

    name: str
    url: str
    counts: list[tuple[str, int]]


def _tallies(items: list[Item], organ: Any, whose: str) -> list[tuple[str, list[Tally]]]:
    """For a supervisor: the items by handler and by organ, in the groups of the page."""
    by_handler: dict[str, Counter[str]] = {}
    by_organ: dict[Any, Counter[str]] = {}
    for key, found in grouped(items).items():
        for item in found:
            by_organ.setdefault(item.record.organ, Counter())[key] += 1
            for handler in handlers_of(item.record) or [NOBODY]:
                by_handler.setdefault(handler, Counter())[key] += 1
    asked = {"organ": key_of(organ), "whose": whose}
    handlers = [
        _tally(_("no handler yet") if name == NOBODY else name, {**asked, "handler": name}, counts)
        for name, counts in sorted(by_handler.items())
    ]
    organs = [
        _tally(each.name, {"organ": key_of(each), "whose": ORGAN}, counts)
        for each, counts in sorted(by_organ.items(), key=lambda pair: pair[0].path)
    ]
    return [(_("By handler"), handlers), (_("By organ"), organs)]


def _tally(name: str, asked: dict[str, str], counts: Counter[str]) -> Tally:
    return Tally(name, f"?{urlencode(asked)}", [(key, counts[key]) for key in GROUPS])
