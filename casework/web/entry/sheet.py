"""The mediation sheet: records typed row after row, and rows that were recorded put right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import F
from django.db.models.functions import Now, TruncDate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.actions.actors import hand_for_new, needed_hand
from casework.actions.belongings.desk import sent_before, submit_all
from casework.actions.reach import Actor
from casework.actions.recording import record_of
from casework.errors import ActRefused, FaultyInput, NotPermitted, StaleVersion
from casework.law.names import Act, AgreementForm, MediationResult, RecordKind
from casework.models import Event, Mediation
from casework.models.base import OPEN_END
from casework.permissions import may_act
from casework.statistics.words.numbers import NOTHING, number_words
from casework.web.entry.acting import read_token, read_version
from casework.web.entry.forms.act_form import TOKEN
from casework.web.entry.forms.row import BODY, CARRIED, ENDING, LABELS, CorrectionForm, RowForm, row_of
from casework.web.shell.access import Visit
from casework.web.shell.acturls import act_url
from casework.web.shell.asked import read, read_flag, read_number
from casework.web.shell.formatting import code_words, day_words, joined, listed_words, yes_no
from casework.web.shell.pages import page

SHOWN = 20
"""Recorded rows that stand below the sheet, unless all of today's are asked for."""
LONG = 100
"""Rows of today on one page: a day's import may have thousands."""
RECENT = 2000
"""Events of a person that are looked through for today's rows: more than anybody types on a day."""
CHECK = "check"


@dataclass(frozen=True)
class SheetLine:
    """A recorded row: its place in the day, its cells in words, where it is put right or voided."""

    place: int
    record: Mediation
    cells: list[str]
    edit: str
    void: str

    @property
    def voided(self) -> bool:
        """Whether it was recorded in error."""
        return self.record.voided_on is not None


def todays(visit: Visit) -> list[int]:
    """The mediation cases that the person registered today by the database's clock, newest first."""
    recent = Event.objects.filter(person=visit.person).order_by("-id")[:RECENT]
    found = Event.objects.filter(pk__in=recent.values("pk"), kind=RecordKind.MEDIATION, act=Act.REGISTER)
    today = found.annotate(day=TruncDate("recorded_at"), now=TruncDate(Now())).filter(day=F("now"))
    return list(today.order_by("-id").values_list("mediation_id", flat=True))


def _day(day: date, visit: Visit) -> str:
    """A day of this year without its year."""
    words = day_words(day, visit.language)
    if day.year != visit.today.year:
        return words
    return words.removeprefix(f"{day.year}年").removesuffix(f" {day.year}")


def _line(place: int, record: Mediation, visit: Visit, actor: Actor) -> SheetLine:
    language, vocabulary = visit.language, visit.reference.vocabulary
    cells = [
        _day(record.received_on, visit),
        listed_words(vocabulary, "dispute_type", record.dispute_type, language),
        listed_words(vocabulary, "source", record.source_child or record.source, language),
        number_words(record.parties),
        number_words(record.amount, "yuan") if record.amount else NOTHING,
        yes_no(record.difficult),
        code_words(MediationResult, record.result, language),
        NOTHING if record.concluded_on == OPEN_END else _day(record.concluded_on, visit),
        code_words(AgreementForm, record.agreement_form, language),
    ]
    may_void = may_act(Act.VOID, RecordKind.MEDIATION, None, actor.roles)
    edit = reverse("mediation_row", args=[record.pk])
    return SheetLine(place, record, cells, edit, act_url(record, Act.VOID) if may_void else "")


def _lines(ids: list[int], visit: Visit, actor: Actor, places: range) -> list[SheetLine]:
    """Today's rows with these places in the day as lines, newest first."""
    shown = {place: ids[-place] for place in reversed(places)}
    records = Mediation.objects.visible_to(visit.reach).in_bulk(shown.values())
    return [_line(place, records[pk], visit, actor) for place, pk in shown.items() if pk in records]


def _newest(newest: int, most: int = SHOWN) -> range:
    """The places of so many rows, the newest of which has the given one."""
    return range(max(1, newest - most + 1), newest + 1)


def _asked(request: HttpRequest, count: int) -> range:
    """The places that a page of today's `count` rows shows: the last few, or with `all` a long page up to `to`."""
    asked = read(request.GET, ("all", "to"))
    newest = read_number(asked["to"], "to", 1, RECENT) if "to" in asked else count
    return _newest(min(newest, count), LONG if read_flag(asked, "all") else SHOWN)


def carried(visit: Visit, actor: Actor, ids: list[int]) -> dict[str, Any]:
    """What a new row begins with: the last row's body and codes, its day of receipt where it was typed today."""
    own = Mediation.objects.filter(organ=actor.organ, voided_on=None).order_by("-pk")
    last = own.filter(pk__in=ids[:1]).first() or own.first()
    begun: dict[str, Any] = {"on": visit.today, "parties": 2}
    if last is None:
        return begun
    row = row_of(last)
    return {**begun, **{name: row[name] for name in (*CARRIED, BODY) if ids or name != "on"}}


def sheet(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/mediations/sheet/`: a row sent is a record; the answer is its line, or the row with what is wrong."""
    actor = hand_for_new(visit)
    if request.method != "POST":
        return _page(request, visit, actor, None, uuid4())
    token = read_token(str(request.POST.get(TOKEN, "")))
    form = RowForm(visit, actor.organ, request.POST)
    if CHECK in request.POST:
        form.full_clean()
        return _page(request, visit, actor, form, token)
    event = _record(form, token, actor)
    alone = getattr(request, "htmx", False)
    if event is None:
        if alone:
            return render(request, "entry/sheet_wrong.html", {"form": form}, status=422)
        return _page(request, visit, actor, form, token, status=422)
    if alone:
        ids = todays(visit)
        recorded = record_of(event).pk
        places = _newest(len(ids) - ids.index(recorded), 1) if recorded in ids else range(0)
        line = next(iter(_lines(ids, visit, actor, places)), None)
        return render(request, "entry/sheet_line.html", {"line": line})
    return HttpResponseRedirect(request.path)


def _record(form: RowForm, token: UUID, actor: Actor) -> Event | None:
    """Record the row once; None with what is wrong said in the form."""
    visit = form.visit
    earlier = sent_before(visit.person, token)
    if earlier is not None:
        return earlier
    if not form.is_valid():
        return None
    try:
        return submit_all(
            form.requests(), token, person=visit.person, actor=actor, today=visit.today, reference=visit.reference
        )
    except (FaultyInput, NotPermitted, StaleVersion, ActRefused) as problem:
        form.refuse(problem)
        return None


def _page(
    request: HttpRequest,
    visit: Visit,
    actor: Actor,
    form: RowForm | None,
    token: UUID,
    *,
    status: int = 200,
) -> HttpResponse:
    ids = todays(visit)
    places = _asked(request, len(ids))
    begun = form or RowForm(visit, actor.organ, initial=carried(visit, actor, ids))
    begun.lay_out()
    context = {
        "form": begun,
        "token": token,
        "heads": [(name, label, name in CARRIED) for name, label in LABELS.items()],
        "last_cells": joined([str(LABELS[name]) for name in ENDING], visit.language),
        "lines": _lines(ids, visit, actor, places),
        "count": len(ids),
        "later": min(places.stop - 1 + LONG, len(ids)) if places.stop <= len(ids) else 0,
        "earlier": places.start - 1 if places else 0,
        "legend": [(LABELS[name], options) for name, options in begun.codes.items()],
    }
    return page(request, "entry/sheet.html", context, status)


def row(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """`/mediations/<id>/row/`: a recorded row, each cell that is changed a correction with the reason."""
    record = visit.record(RecordKind.MEDIATION, pk)
    actor = needed_hand(record, visit)
    token, status = uuid4(), 200
    version = record.version
    form = CorrectionForm(visit, record)
    if request.method == "POST":
        token = read_token(str(request.POST.get(TOKEN, "")))
        version = record.version = read_version(request)
        form, status = CorrectionForm(visit, record, request.POST), 422
        if _correct(request, form, token, actor):
            back = reverse("mediation_sheet") if pk in todays(visit) else record.get_absolute_url()
            return HttpResponseRedirect(back)
    context = {
        "form": form,
        "token": token,
        "version": version,
        "record": record,
        "number": str(record),
        "act_label": _("Save the row"),
        "fields_template": "entry/sheet_row_fields.html",
    }
    return page(request, "entry/sheet_row.html", context, status)


def _correct(request: HttpRequest, form: CorrectionForm, token: UUID, actor: Actor) -> bool:
    """Whether the row stands as it was sent."""
    if sent_before(form.visit.person, token) is None and form.is_valid() and not form.requests():
        messages.success(request, _("Nothing was changed."))
        return True
    event = _record(form, token, actor)
    if event is not None:
        messages.success(request, _("%(number)s: corrected.") % {"number": str(form.record)})
    return event is not None
