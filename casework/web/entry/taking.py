"""提级接收: a case that an organ below transferred is taken over with its facts, its terms running on (Act art. 38)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from casework.actions.actors import hand_for_new
from casework.choices import act_label
from casework.law.names import Act, RecordKind
from casework.registry import keys_of
from casework.web.entry.acting import answer, opened_form
from casework.web.entry.forms.making import Making
from casework.web.shell.access import Visit

TYPED = ("from", "number")
"""What is typed: all else comes with the case."""


def take_over(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/reconsiderations/take-over/?from=…`: the day and the number of the case, which brings the rest along."""
    actor, kind, act = hand_for_new(visit), RecordKind.RECONSIDERATION, Act.TAKE_OVER
    copied = tuple(key for key in keys_of(kind, act) if key not in TYPED)
    making = Making(visit, kind, act, actor.organ, without=copied)
    sent = opened_form(request, making, actor, initial={"from": request.GET.get("from", "")})
    title = act_label(act, kind, visit.language)
    context = {"title": title, "organ_name": actor.organ.name, "fields_template": "entry/forms/plain.html"}
    return answer(request, sent, "entry/begin.html", context, f"{title} · {sent.form['from'].value() or ''}")
