"""Saved views of the lists, and the height of their rows."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from casework.actions.belongings.views import delete_view, save_view, set_density
from casework.errors import FaultyInput
from casework.filters.asked import read_number
from casework.filters.hidden import is_hidden
from casework.filters.reader import Reader
from casework.kinds import KINDS, PLACES
from casework.kinds.facts import labels_of
from casework.law.names import OPEN as OPEN_STATES
from casework.law.names import RecordKind
from casework.law.names import State as CaseState
from casework.models import SavedView
from casework.web.lists.address import Address, address_of
from casework.web.shell.access import Visit

OPEN = ",".join(state.value for state in CaseState if state in OPEN_STATES)


class View(NamedTuple):
    """A view as the list offers it: its name, address, whose it is, whether it is shown now; `pk` 0 is of the house."""

    name: str
    url: str
    current: bool
    pk: int = 0
    own: bool = False
    shared: bool = False


def context(kind: RecordKind, address: Address, visit: Visit) -> dict[str, Any]:
    """What the list shows of views: the house's, one's own, those shared with one's organs."""
    organs = visit.organs()
    kept = SavedView.objects.filter(Q(person=visit.person) | Q(organ__in=[o.pk for o in organs]), page=kind)
    found = [view for view in kept.select_related("person", "organ").order_by("name", "pk") if _may_see(view, visit)]
    views = [*_of_house(kind, address, visit), *[_view(view, address, visit) for view in found]]
    return {"views": views, "own_view": next((v for v in views if v.own and v.current), None), "share_with": organs}


def _may_see(view: SavedView, visit: Visit) -> bool:
    """Whether a view holds nothing that its reader may not read: its name and its words may be those of a party."""
    if view.person_id == visit.person.pk or view.organ is None or visit.names.covers(view.organ):
        return True
    return not Reader(view.person, visit.today).names.covers(view.organ)


def _of_house(kind: RecordKind, address: Address, visit: Visit) -> list[View]:
    asked = {}
    if kind is RecordKind.RECONSIDERATION:
        asked = {_("Mine, open"): {"state": OPEN, "handler": str(visit.person)}, _("Open"): {"state": OPEN}}
    elif "open" in labels_of(KINDS[kind].states):
        asked = {_("Open"): {"state": "open"}}
    nothing: dict[str, str | None] = dict.fromkeys(address.asked)
    found = [View(_("All"), address.path, not address.query)]
    for name, conditions in asked.items():
        found.append(View(name, address.url(**(nothing | conditions)), dict(address.conditions) == conditions))
    return found


def _view(view: SavedView, address: Address, visit: Visit) -> View:
    own = view.person_id == visit.person.pk
    url = f"{address.path}?{view.query}" if view.query else address.path
    return View(view.name, url, view.query == address.query, view.pk, own, view.organ_id is not None)


def save(request: HttpRequest, visit: Visit, what: str) -> HttpResponse:
    """`POST /views/reconsiderations/`: name, query, and the organ to share with."""
    if what not in PLACES:
        raise Http404
    if request.method != "POST":
        return redirect(reverse(what))
    kind = PLACES[what].kind
    query = QueryDict(request.POST.get("query", ""))
    address = address_of(query, reverse(what), visit, kind)
    _refuse_secrets(address)
    organ = None
    if request.POST.get("organ"):
        asked = read_number(request.POST["organ"], "organ", 1, 10**12)
        organ = next((organ for organ in visit.organs() if organ.pk == asked), None)
        if organ is None:
            raise Http404
    save_view(visit.person, kind, request.POST.get("name", ""), address.query, organ)
    return redirect(address.url())


def _refuse_secrets(address: Address) -> None:
    if any(is_hidden(value) for value in address.asked.values()):
        raise FaultyInput(
            "带证件号或电话的条件不存成视图，先去掉它",
            "A view keeps no identity number and no telephone; drop it first",
            where="query",
        )


def delete(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """`POST /views/3/delete/`: an own view."""
    view = SavedView.objects.filter(person=visit.person, pk=pk).first()
    if view is None:
        raise Http404
    url = reverse(KINDS[RecordKind(view.page)].place)
    if request.method == "POST":
        delete_view(visit.person, pk)
    return redirect(url)


def density(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`POST /density/`: the height of rows, and back to the list."""
    target = request.POST.get("next", "")
    if request.method == "POST":
        set_density(visit.person, request.POST.get("density", ""))
    return redirect(target if url_has_allowed_host_and_scheme(target, {request.get_host()}) else reverse("home"))
