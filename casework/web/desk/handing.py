"""移交承办工作: all open records that somebody handles, given to a successor from one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.actions.belongings.handing import (
    Handing,
    at_work,
    hand_over_desk,
    handled_by,
    left_of,
    plans_of,
    refused,
)
from casework.actions.many import Outcome
from casework.actions.reference.staff import take_on
from casework.choices import label_of
from casework.errors import FaultyInput
from casework.law.names import RecordKind
from casework.law.organs.handing import HANDLED_BY
from casework.permissions import ANY_HAND, HANDS_OVER_OTHERS
from casework.web.desk.todo import about_words, planned, read_parties
from casework.web.entry.acting import read_token
from casework.web.entry.beside.staff import told_of
from casework.web.entry.forms.act_form import TOKEN, read_whole
from casework.web.entry.forms.handing import NEW, HandingForm
from casework.web.shell.access import Visit
from casework.web.shell.asked import find_organ, key_of, read
from casework.web.shell.formatting import day_words, joined, said_words
from casework.web.shell.pages import page

DO, RECORD = "do", "record"
"""The button that hands over, and a ticked record: its kind, its id, the version in which it was shown."""
MOST_NAMED = 20
"""Records that were not handed over which are named one by one."""


class Line(NamedTuple):
    """One record: what its box sends, whether it is ticked, what it is about, and why it cannot be handed over."""

    value: str
    ticked: bool
    number: str
    url: str
    about: str
    received: str
    handlers: str
    refused: str


def hand_over_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/desk/hand-over/`: whose desk, to whom, from which day on; then what goes with it, and what the law refuses."""
    asked = read(request.GET, ("organ", "from"))
    organ = _organ(asked, visit)
    names = at_work(organ)
    if not _hands_over_others(organ, visit):
        names = {name: n for name, n in names.items() if name == str(visit.person)}
    token = read_token(str(request.POST.get(TOKEN, ""))) if request.method == "POST" else uuid4()
    form = HandingForm(request.POST if request.method == "POST" else None, organ, visit, names, asked.get("from", ""))
    ready = form.is_bound and form.is_valid()
    if ready and DO in request.POST:
        try:
            return _done(request, visit, form, token)
        except FaultyInput as problem:
            form.add_error(None, problem.sentence(visit.language))
    shown = _shown(request, visit, form) if ready else {}
    context = {
        "title": _("Hand a desk over"),
        "form": form,
        "token": token,
        "organ": key_of(organ),
        "organ_name": organ.name,
        "nobody": not names and not form.is_bound,
        **shown,
    }
    return page(request, "desk/hand_over.html", context, 422 if form.errors else 200)


def _organ(asked: Mapping[str, str], visit: Visit) -> Any:
    """The organ of the desk: one of those for which the person acts. Raises Http404."""
    own = visit.organs(ANY_HAND)
    if "organ" not in asked:
        return own[0]
    organ = find_organ(asked["organ"], visit)
    if organ not in own and not _hands_over_others(organ, visit):
        raise Http404
    return organ


def _hands_over_others(organ: Any, visit: Visit) -> bool:
    """Whether the person gives away what colleagues of that organ handle, not only the own work."""
    return any(organ.path.startswith(above.path) for above in visit.organs(HANDS_OVER_OTHERS))


# ---- What is shown ----


def _shown(request: HttpRequest, visit: Visit, form: HandingForm) -> dict[str, Any]:
    handing = form.handing
    found = handled_by(form.organ, handing.giver)
    sent = set(request.POST.getlist(RECORD)) if DO in request.POST else None
    groups, going = [], {}
    for kind, records in found.items():
        problems = refused(kind, records, handing, visit)
        read_parties(records)
        lines = [_line(kind, record, problems.get(record.pk), sent, visit) for record in records]
        lines.sort(key=lambda line: not line.refused)
        going[kind] = [record for record in records if record.pk not in problems]
        groups.append((label_of(kind, visit.language), lines, sum(bool(line.refused) for line in lines)))
    plans = plans_of(going)
    named = {plan.pk for plan in plans if handing.giver in plan.who.split("、")}
    return {
        "looked": True,
        "giver": handing.giver,
        "groups": groups,
        "going": sum(map(len, going.values())),
        "plans": [(line, plan.pk in named) for plan, line in planned(plans, visit)],
    }


def _line(kind: RecordKind, record: Any, problem: Any, sent: set[str] | None, visit: Visit) -> Line:
    value = f"{kind.value}-{record.pk}-{record.version}"
    return Line(
        value=value,
        ticked=sent is None or value in sent,
        number=str(record),
        url=record.get_absolute_url(),
        about=about_words(record, visit),
        received=day_words(record.received_on, visit.language),
        handlers=joined(str(getattr(record, HANDLED_BY[kind])).split("、"), visit.language),
        refused=said_words(problem.sentence(visit.language), visit.language) if problem is not None else "",
    )


# ---- What is done ----


def _ticked(sent: Iterable[str], form: HandingForm) -> list[tuple[RecordKind, Any]]:
    """The ticked records of the desk, each in the version in which it was seen."""
    found = handled_by(form.organ, form.handing.giver)
    here = {(kind.value, record.pk): (kind, record) for kind, records in found.items() for record in records}
    ticked = []
    for value in dict.fromkeys(sent):
        kind, pk, version = [*value.split("-"), "", ""][:3]
        known = here.get((kind, read_whole(pk)))
        if known is not None:
            known[1].version = read_whole(version)
            ticked.append(known)
    return ticked


def _done(request: HttpRequest, visit: Visit, form: HandingForm, token: UUID) -> HttpResponse:
    handing, ticked = form.handing, _ticked(request.POST.getlist(RECORD), form)
    outcomes = hand_over_desk(ticked, handing, token, reader=visit)
    if form.data.get(NEW) == handing.to:
        take_on(form.organ, [handing.to])
    _tell(request, visit, form.organ, handing, outcomes)
    return HttpResponseRedirect(f"{reverse('hand_over_desk')}?organ={key_of(form.organ)}")


def _tell(
    request: HttpRequest, visit: Visit, organ: Any, handing: Handing, outcomes: Mapping[RecordKind, Outcome]
) -> None:
    """How many of each kind went, and which did not, with the reason."""
    told = [
        _("%(kind)s %(n)s") % {"kind": label_of(kind, visit.language), "n": len(outcome.done)}
        for kind, outcome in outcomes.items()
        if outcome.done
    ]
    said = {"giver": handing.giver, "to": handing.to, "told": joined(told, visit.language)}
    if told:
        for each in told_of(organ, [handing.to], handing.on, visit.language):
            messages.warning(request, each)
        messages.success(request, _("Handed over from %(giver)s to %(to)s: %(told)s.") % said)
    for record, problem in left_of(outcomes)[:MOST_NAMED]:
        why = {"number": str(record), "why": said_words(problem.sentence(visit.language), visit.language)}
        messages.warning(request, _("%(number)s was not handed over: %(why)s") % why)
