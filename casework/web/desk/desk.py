"""工作台: what there is to do, the most pressing first, each with the act that settles it one click away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.actions.actors import to_confirm
from casework.actions.belongings.handing import left_at_work
from casework.errors import named
from casework.kinds import KINDS
from casework.law.names import Act, RecordKind
from casework.models import Draft, Plan, SealedReport, SealState
from casework.permissions import ANY_HAND, CONFIRMS, HANDS_OVER_OTHERS
from casework.statistics.datasets import Scope
from casework.web.desk.incoming import incoming
from casework.web.desk.todo import PlannedLine, ToDo, handlers_of, is_mine, line_of, planned, read_items
from casework.web.reports.sealed import heading_of
from casework.web.shell.access import Visit
from casework.web.shell.acturls import act_url
from casework.web.shell.asked import find_organ, key_of, read
from casework.web.shell.formatting import WEEKDAYS, day_words, joined
from casework.web.shell.pages import page
from casework.worklist import Item, coming_plans, grouped, worklist

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
NOBODY = "-"
"""Stands for no handler in an address."""


@dataclass(frozen=True)
class Urgency:
    """Lines of one urgency, and how many there are in all."""

    key: str
    label: str
    count: int
    lines: list[ToDo]


def desk(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/`: the desk of those who log; others go to what is theirs."""
    if not visit.roles & ANY_HAND:
        if visit.may("statistics"):
            return HttpResponseRedirect(reverse("statistics"))
        read(request.GET, ())
        open_to = {"may_audit": visit.may("audit"), "may_keep": visit.may("administration")}
        return page(request, "desk/tasks.html", open_to)
    asked = read(request.GET, ("organ", "whose", "handler"))
    organ = find_organ(asked["organ"], visit) if "organ" in asked else visit.organs(ANY_HAND)[0]
    whose = read_whose(asked, visit, organ)
    found = worklist(Scope(organ, whose == SUBTREE), visit.today, visit.reference)
    handler = asked.get("handler", "")
    items = [item for item in found if _asked_for(item, whose, handler, visit)]
    context = {
        "groups": _groups(items, visit),
        "count": len(items),
        "whose": whose,
        "choices": whose_choices(visit, organ, whose, {"organ": key_of(organ)}),
        "organ": key_of(organ),
        "organ_name": organ.name,
        "begin": KINDS[RecordKind.RECONSIDERATION].begin.of(visit.language),
        "today_words": day_words(visit.today, visit.language),
        "weekday": WEEKDAYS[visit.today.weekday()],
        "handler": handler,
        "tallies": _tallies(found, organ, whose) if visit.has_subtree(organ) else [],
        "incoming": incoming(organ, visit),
        "named": [_named(suit, visit) for suit in _to_confirm(visit)],
        "reports": [heading_of(report, visit.language) for report in _reports_to_confirm(visit)],
        "left": list(_left(organ, visit)),
        "may_keep_staff": visit.may("staff"),
        "plans": _plans(organ, whose, handler, visit),
        "drafts": Draft.objects.filter(person=visit.person).exclude(title="").count(),
    }
    return page(request, "desk/desk.html", context)


def _left(organ: Any, visit: Visit) -> Iterator[dict[str, Any]]:
    """For who may hand over their desks: those who have left and still handle open records."""
    if not any(organ.path.startswith(above.path) for above in visit.organs(HANDS_OVER_OTHERS)):
        return
    for staff, many in left_at_work(organ, visit.today):
        asked = urlencode({"organ": key_of(organ), "from": staff.name})
        url = f"{reverse('hand_over_desk')}?{asked}"
        yield {"name": staff.name, "last": day_words(staff.valid_to, visit.language), "many": many, "url": url}


def _plans(organ: Any, whose: str, handler: str, visit: Visit) -> list[PlannedLine]:
    """The coming plans of those whose work is shown."""
    found = coming_plans(Scope(organ, whose == SUBTREE), visit.today, visit.reference)
    shown = [plan for plan in found if _asked_for(plan, whose, handler, visit)][:MOST_LINES]
    return [line for _plan, line in planned(shown, visit)]


@dataclass(frozen=True)
class SuitNaming:
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


def _named(suit: Any, visit: Visit) -> SuitNaming:
    first = min(suit.instances.all(), key=lambda instance: int(instance.position))
    return SuitNaming(
        number=suit.named,
        court=f"{first.court} {first.court_number}",
        received=day_words(suit.received_on, visit.language),
        defendants=joined([organ.name for organ in suit.defendants.all()], visit.language),
        url=act_url(suit, Act.CONFIRM_LINK),
    )


def read_whose(asked: dict[str, str], visit: Visit, organ: Any) -> str:
    """Whose work is shown: one's own at first; of a supervisor the organ's. A subtree is for who sees all of it.

    Raises FaultyInput.
    """
    known = [MINE, ORGAN, SUBTREE] if visit.has_subtree(organ) else [MINE, ORGAN]
    whose = asked.get("whose", ORGAN if visit.has_subtree(organ) else MINE)
    if whose not in known:
        raise named("范围", "scope", whose, known, where="whose")
    return whose


def _asked_for(item: Any, whose: str, handler: str, visit: Visit) -> bool:
    if handler:
        return handler in (handlers_of(item.record) or [NOBODY])
    return whose != MINE or is_mine(item, visit, item.on if isinstance(item, Plan) else None)


def whose_choices(visit: Visit, organ: Any, whose: str, asked: dict[str, str]) -> list[tuple[str, str, bool]]:
    """Whose work may be shown: address, label, chosen; `asked` is what the address says beside it."""
    labels = {MINE: _("mine"), ORGAN: _("my organ's"), SUBTREE: _("with all below it")}
    if not visit.has_subtree(organ):
        labels.pop(SUBTREE)
    return [(f"?{urlencode(asked | {'whose': key})}", label, key == whose) for key, label in labels.items()]


def _groups(items: Iterable[Item], visit: Visit) -> list[Urgency]:
    found = grouped(items)
    shown = {key: found[key][:MOST_LINES] for key in GROUPS}
    read_items([item for lines in shown.values() for item in lines], visit)
    return [
        Urgency(key, str(label), len(found[key]), [line_of(item, visit) for item in shown[key]])
        for key, label in GROUPS.items()
    ]


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
