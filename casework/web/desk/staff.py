"""承办人名单 of an organ: who works there from when to when, what each handles, and who stands in for whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.actions.belongings.handing import at_work
from casework.actions.reach import Actor
from casework.actions.reference.staff import known
from casework.actions.reference.standins import LONGEST_REASON, drop_stand_in, keep_stand_in
from casework.errors import FaultyInput
from casework.models import Organ, Staff, StandIn
from casework.permissions import KEEPS_STAFF
from casework.web.entry.beside.staff import away_words
from casework.web.entry.forms.act_form import Typed, missing, read_whole
from casework.web.entry.forms.fields import Choice, Day, Text
from casework.web.entry.forms.meant import Meant
from casework.web.shell.access import Visit
from casework.web.shell.asked import find_organ, key_of, read
from casework.web.shell.formatting import day_words, span_words
from casework.web.shell.pages import page

REMOVE = "remove"


class Leave(Typed):
    """Who is on leave, who stands in, from when to when."""

    bound_field_class = Meant

    def __init__(self, data: Mapping[str, Any] | None, organ: Organ, visit: Visit) -> None:
        super().__init__(data)
        self.organ, self.visit = organ, visit
        names = [(name, name) for name in known(organ, visit.today)]
        self.fields["staff"] = Choice(names, label=gettext_lazy("On leave"))
        self.fields["stand_in"] = Choice(names, label=gettext_lazy("Stands in"))
        self.fields["from"] = Day(today=visit.today, ahead=True, label=gettext_lazy("From"))
        self.fields["to"] = Day(today=visit.today, ahead=True, label=gettext_lazy("To"))
        self.fields["reason"] = Text(longest=LONGEST_REASON, label=gettext_lazy("Reason"), required=False)
        for field in self.fields.values():
            field.error_messages["required"] = missing(field)

    @property
    def calendar(self) -> Any:
        """What the days typed in it are looked up in."""
        return self.visit.reference.calendar_of(self.organ)


def staff(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/staff/[?organ=]`: the list, the leaves of today and to come, and the form that adds one."""
    asked = read(request.GET, ("organ",))
    organ = _organ(asked, visit)
    if request.method == "POST" and REMOVE in request.POST:
        return _removed(request, visit, organ)
    form = Leave(request.POST if request.method == "POST" else None, organ, visit)
    if form.is_bound and form.is_valid():
        try:
            return _kept(request, visit, form)
        except FaultyInput as problem:
            form.add_error(problem.where or None, problem.sentence(visit.language))
    context = {
        "title": _("Handlers and stand-ins"),
        "form": form,
        "organ": key_of(organ),
        "organ_name": organ.name,
        "lines": list(_lines(organ, visit)),
        "leaves": [_leave(each, visit) for each in _leaves(organ, visit.today)],
    }
    return page(request, "desk/staff.html", context, 422 if form.errors else 200)


def _organ(asked: Mapping[str, str], visit: Visit) -> Any:
    """An organ whose list the person keeps. Raises Http404."""
    own = visit.organs(KEEPS_STAFF)
    organ = find_organ(asked["organ"], visit) if "organ" in asked else own[0]
    if not any(organ.path.startswith(above.path) for above in own):
        raise Http404
    return organ


def _actor(organ: Any, visit: Visit) -> Actor:
    above = next(each for each in visit.organs(KEEPS_STAFF) if organ.path.startswith(each.path))
    return Actor(visit.person, above, KEEPS_STAFF)


def _here(organ: Any) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('staff')}?organ={key_of(organ)}")


def _kept(request: HttpRequest, visit: Visit, form: Leave) -> HttpResponse:
    said = form.cleaned_data
    made = keep_stand_in(
        form.organ, said["staff"], said["stand_in"], said["from"], said["to"], said["reason"],
        actor=_actor(form.organ, visit),
    )  # fmt: skip
    messages.success(request, _("Kept: %(leave)s") % {"leave": away_words(made, visit.language)})
    return _here(form.organ)


def _removed(request: HttpRequest, visit: Visit, organ: Any) -> HttpResponse:
    found = StandIn.objects.of(organ).with_people().filter(pk=read_whole(str(request.POST[REMOVE]))).first()
    if found is not None:
        drop_stand_in(found, actor=_actor(organ, visit))
        messages.success(request, _("Taken back: %(leave)s") % {"leave": away_words(found, visit.language)})
    return _here(organ)


# ---- What is shown ----


def _lines(organ: Any, visit: Visit) -> Any:
    """Those on the list, who left last; with what each handles."""
    many = at_work(organ)
    for each in Staff.objects.filter(organ=organ).order_by("name"):
        left = each.valid_to is not None and each.valid_to < visit.today
        yield {
            "name": each.name,
            "post": each.post,
            "from": day_words(each.valid_from, visit.language),
            "to": day_words(each.valid_to, visit.language),
            "left": left,
            "many": many.get(each.name, 0),
            "url": f"{reverse('hand_over_desk')}?{urlencode({'organ': key_of(organ), 'from': each.name})}",
        }


def _leaves(organ: Any, today: date) -> Any:
    return StandIn.objects.of(organ).filter(valid_to__gte=today).with_people().order_by("valid_from", "pk")


def _leave(each: StandIn, visit: Visit) -> dict[str, Any]:
    return {
        "pk": each.pk,
        "name": str(each.staff),
        "stand_in": str(each.stand_in),
        "span": span_words(each.valid_from, each.valid_to, visit.language),
        "reason": each.reason,
    }
