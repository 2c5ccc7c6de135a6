"""The page of one act: its form, and what came of sending it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.actions.actors import hand_to_answer, needed_hand, to_confirm
from casework.actions.belongings.desk import delete_draft, keep_typed, save_draft, sent_before, submit_each
from casework.actions.linking import unsaid
from casework.actions.naming import reading_of
from casework.actions.reach import Actor, check_role
from casework.actions.recording import Request, record_of
from casework.choices import act_label, label_of
from casework.cipher import Illegible
from casework.errors import ActRefused, CaseworkError, FaultyInput, NotPermitted, StaleVersion
from casework.explain import foreseen, refused_now
from casework.law.acts import RULES
from casework.law.history import Done
from casework.law.names import Act, RecordKind
from casework.law.terms.terms import TermCode
from casework.models import Draft
from casework.registry import read_keys, recorded_acts
from casework.web.desk.conflicts import met_by
from casework.web.desk.plans import begun_from, tried
from casework.web.entry.apart.separately import registered_words
from casework.web.entry.forms.act_form import DONE_ON, MORE, TOKEN, VERSION, ActForm, read_whole
from casework.web.entry.forms.handlers import asks_about, not_there, take_on_new
from casework.web.entry.forms.making import Making
from casework.web.entry.forms.suggested import usual
from casework.web.entry.keeping import key_of
from casework.web.record.record import played
from casework.web.shell.access import Visit
from casework.web.shell.acturls import act_url, done_url
from casework.web.shell.formatting import article_words, bracketed_article, day_words, joined, said_words
from casework.web.shell.pages import heading, page

PREFILLED = ("lapse", "respondent", "letter", "document", "outcome", "paper", "plan")
"""Keys that the address of an act may fill in."""
SAVE_DRAFT, DISCARD, FORESEE = ASIDE = "save_draft", "discard", "foresee"
"""Buttons that record nothing and do not show the page again."""
CALENDAR = "calendar"
"""Says that a form was sent from the calendar, and what the calendar was asked."""
DAYS_ALONE = "days"
"""What the script says of a draft in which nothing but days differs from the form as it was opened."""
FORETOLD = 3
"""Terms that are told before an act is done."""


@dataclass
class Sent:
    """One form on its way: what it is for, who sends it, what went wrong."""

    form: ActForm
    actor: Actor
    token: UUID
    record: Any = None
    version: int = 0
    refusal: CaseworkError | ActRefused | None = None
    status: int = 200

    @property
    def making(self) -> Making:
        """What the fields are made with."""
        return self.form.making


def read_token(text: str) -> UUID:
    """The one key of a form. Raises FaultyInput."""
    try:
        return UUID(text)
    except ValueError:
        raise FaultyInput("这张表没有编号，重新打开再填", "The form bears no key; open it again", where=TOKEN) from None


def read_version(request: HttpRequest) -> int:
    """The version of the record that the form is about; 0, which none has, where it cannot be read."""
    return read_whole(str(request.POST.get(VERSION, "")))


def changes_in(refusal: Any, kind: RecordKind, language: str) -> list[tuple[Any, str]]:
    """The events that made a form stale, each with its words; nothing of any other refusal."""
    return [(event, act_label(Act(event.act), kind, language)) for event in getattr(refusal, "changes", ())]


def life_of(record: Any, history: Sequence[Done], visit: Visit) -> Any:
    """The record as its acts tell it. Raises FaultyInput where they cannot have happened."""
    return told_whole(played(record, history, visit))


def told_whole(life: Any) -> Any:
    """The life that a form goes on with. Raises FaultyInput where the acts of the record cannot have happened."""
    if life is None:
        raise FaultyInput(
            "这条记录的经过前后不合，告诉管理员",
            "The events of this record do not fit together: tell the administrator",
        )
    return life


def opened_form(
    request: HttpRequest,
    making: Making,
    actor: Actor,
    record: Any = None,
    *,
    initial: dict[str, Any] | None = None,
    rows: dict[str, int] | None = None,
    shape: type[ActForm] = ActForm,
) -> Sent:
    """The form as it was sent, as its draft keeps it, or new."""
    if request.method == "POST":
        token = read_token(str(request.POST.get(TOKEN, "")))
        return Sent(shape(making, request.POST), actor, token, record, read_version(request))
    token = uuid4()
    said = dict(initial or {})
    draft = key_of(request)
    if draft:
        token = read_token(draft)
        kept, rows_kept = _kept(making, token, request)
        if kept:
            said, rows = kept, rows_kept
    form = shape(making, initial=said, rows=rows)
    return Sent(form, actor, token, record, record.version if record is not None else 0)


def _kept(making: Making, token: UUID, request: HttpRequest) -> tuple[dict[str, Any], dict[str, int]]:
    """What a draft of this page holds, and how many rows; nothing of one that was sent, or cannot be read any more.

    A form come back to before anything of it was kept begins anew. Raises Http404 for one of another page.
    """
    draft = Draft.objects.filter(person=making.visit.person, token=token).first()
    if draft is None:
        return {}, {}
    if draft.page != request.path:
        raise Http404
    if isinstance(draft.values, Illegible):
        messages.warning(request, _("What was typed in this draft cannot be decrypted: the form begins anew."))
        return {}, {}
    values = json.loads(draft.values)
    rows = {name.removeprefix("rows-"): read_whole(v[-1]) for name, v in values.items() if name.startswith("rows-")}
    return {name: value[-1] for name, value in values.items() if value}, rows


def asked_about(request: HttpRequest, visit: Visit, name: str) -> str:
    """The fact or act that a form is about, as it was sent, or is asked for, or as its draft keeps it; "" for none."""
    return str(request.POST.get(name, "") or request.GET.get(name, "") or _kept_about(request, visit, name))


def _kept_about(request: HttpRequest, visit: Visit, name: str) -> str:
    token = key_of(request)
    draft = Draft.objects.filter(person=visit.person, token=read_token(token), page=request.path) if token else ()
    kept: dict[str, list[str]] = next(
        (json.loads(each.values) for each in draft if not isinstance(each.values, Illegible)), {}
    )
    return str(kept.get(name, [""])[-1])


def perform_sent(sent: Sent) -> Any:
    """Do the act; the event, or None with what is wrong said in the form."""
    form, making = sent.form, sent.making
    if not form.is_valid() or asks_about(form):
        sent.status = 422
        return None
    if sent.record is not None:
        sent.record.version = sent.version
    try:
        on = form.cleaned_data[DONE_ON]
        event = submit_each(
            [Request(making.kind, making.act, on, keys, sent.record) for keys in form.many(sent.token)],
            sent.token,
            person=making.visit.person,
            actor=sent.actor,
            today=making.today,
            reference=making.visit.reference,
        )
        take_on_new(form)
        return event
    except FaultyInput as problem:
        form.refuse(problem)
        sent.status = 422
    except StaleVersion as problem:
        sent.refusal, sent.status = problem, 409
        sent.record.refresh_from_db()
        sent.version = sent.record.version  # seen now: sent once more, the form is about the record as it stands
    except (ActRefused, NotPermitted) as problem:
        sent.refusal, sent.status = problem, 422
    return None


def keep_draft(request: HttpRequest, sent: Sent, title: str) -> HttpResponse:
    """Keep what was typed; htmx gets one line, a page without scripts the form again.

    Of a form of which only a day was typed so far nobody is told: it can be come back to, no desk lists it.
    """
    if request.POST[SAVE_DRAFT] == DAYS_ALONE:
        values, now = dict(sent.form.typed()), timezone.now()
        keep_typed(sent.making.visit.person, sent.token, page=request.path, values=values, now=now)
        return HttpResponse(content_type="text/plain; charset=utf-8")
    time = timezone.localtime(_save(request, sent, title).saved_at)
    said = _("Draft saved at %(time)s") % {"time": f"{time:%H:%M}"}
    if getattr(request, "htmx", False):
        return HttpResponse(said, content_type="text/plain; charset=utf-8")
    messages.success(request, said)
    return HttpResponseRedirect(f"{request.path}?draft={sent.token}")


def _save(request: HttpRequest, sent: Sent, title: str) -> Draft:
    values = dict(sent.form.typed())
    return save_draft(sent.making.visit.person, sent.token, page=request.path, title=title, values=values)


def sent_already(request: HttpRequest, visit: Visit, token: UUID) -> HttpResponse | None:
    """To the record of a form that was sent twice, or come back to after it was sent; None for any other."""
    earlier = sent_before(visit.person, token)
    if earlier is None:
        return None
    delete_draft(visit.person, token)  # one that was saved while the form was on its way
    messages.warning(request, _("This form was recorded before; what was changed in it since then was not."))
    return HttpResponseRedirect(done_url(earlier))


def answer(
    request: HttpRequest,
    sent: Sent,
    template: str,
    context: dict[str, Any],
    title: str,
    do: Callable[[Sent], Any] = perform_sent,
    then: Callable[[HttpRequest, Sent, Any], HttpResponse] | None = None,
) -> HttpResponse:
    """What came of a form: one more row, a draft, a record, or the form again with what is wrong.

    `do` does what was sent and gives it, `then` leads to where it is read.
    """
    known = request.method == "POST" or key_of(request)
    again = sent_already(request, sent.making.visit, sent.token) if known else None
    if again is not None:
        return again
    if request.method == "POST":
        if DISCARD in request.POST:
            delete_draft(sent.making.visit.person, sent.token)
            return HttpResponseRedirect(reverse("home"))
        if SAVE_DRAFT in request.POST:
            return keep_draft(request, sent, title)
        if FORESEE in request.POST:
            return HttpResponse(foretold(sent), content_type="text/plain; charset=utf-8")
        if MORE not in request.POST:
            event = do(sent)
            if event is not None:
                return (then or done)(request, sent, event)
        else:
            sent.form.errors.clear()
        with suppress(FaultyInput):  # too long, or one too many: it still stands on the page
            _save(request, sent, title)
    return page(request, template, context | form_context(sent, request.POST.get(MORE, "")), sent.status)


def foretold(sent: Sent) -> str:
    """What would follow from the form as it stands, in one line; nothing while it cannot be read."""
    form, making = sent.form, sent.making
    if making.life is None or making.target is not None or not form.is_valid():
        return ""
    try:
        typed = read_keys(making.kind, making.act, form.keys(), reading_of(sent.actor, making.visit.reference))
        found = foreseen(making.kind, making.life, Done(making.act, form.cleaned_data[DONE_ON], typed))
    except (FaultyInput, ActRefused) as problem:
        return said_words(problem.sentence(making.language), making.language)
    terms = [
        _("%(term)s until %(day)s")
        % {"term": label_of(TermCode(code), making.language), "day": day_words(due, making.language)}
        + bracketed_article(article, making.language)
        for code, article, due in found[:FORETOLD]
    ]
    met = met_by(tried(sent.record, form.cleaned_data[DONE_ON], typed), making.visit) if making.act is Act.PLAN else []
    after = [_("After it: %(terms)s") % {"terms": joined(terms, making.language)}] if terms else []
    return " · ".join([*met, *after])


def foretold_at_first(sent: Sent) -> str:
    """What would follow from the act today with nothing more given; nothing where it needs more."""
    making = sent.making
    if sent.form.is_bound or making.life is None or making.target is not None:
        return ""
    form = ActForm(making, {name: str(value) for name, value in sent.form.initial.items()})
    return foretold(Sent(form, sent.actor, sent.token)) if not form.errors else ""


def done(request: HttpRequest, sent: Sent, event: Any) -> HttpResponse:
    """To the record, with what was done and what comes next."""
    record = record_of(event)
    record.refresh_from_db()
    language = sent.making.language
    act = act_label(sent.making.act, sent.making.kind, language)
    said = registered_words(event) or _("%(act)s: recorded.") % {"act": act}
    due = getattr(record, "next_due_on", None)
    if due is not None:
        term = label_of(TermCode(record.next_term), language)
        said += " " + _("Next last day: %(day)s (%(term)s).") % {"term": term, "day": day_words(due, language)}
    messages.success(request, said)
    planned = sent.making.act is Act.PLAN
    for told in met_by(record.plans.latest("position"), sent.making.visit) if planned else not_there(sent.form):
        messages.warning(request, told)
    if CALENDAR in request.POST:  # what was done with one click of the calendar leads back to it
        return HttpResponseRedirect(f"{reverse('plans')}?{QueryDict(request.POST[CALENDAR]).urlencode()}")
    confirmed = sent.making.act is Act.CONFIRM_LINK  # the dispute itself may lie out of reach
    return HttpResponseRedirect(reverse("home") if confirmed else done_url(event))


def form_context(sent: Sent, added: str = "") -> dict[str, Any]:
    """What every page with a form shows; the keyboard begins in it, or in the row just added, or at what is wrong."""
    if sent.status == 200:
        sent.form.begin_at(added)
    language, making = sent.making.language, sent.making
    return {
        "form": sent.form,
        "kept": True,
        "token": sent.token,
        "version": sent.version,
        "refusal": said_words(sent.refusal.sentence(language), language) if sent.refusal is not None else "",
        "instead": _instead(sent),
        "changes": changes_in(sent.refusal, making.kind, language),
        "act_label": act_label(making.act, making.kind, language),
        "foretold": foretold_at_first(sent),
    }


def _instead(sent: Sent) -> list[tuple[str, str]]:
    """The acts that a refusal names as a way out, with their addresses."""
    acts = getattr(sent.refusal, "instead", ()) or ()
    if sent.record is None:
        return []
    return [(act_label(act, sent.making.kind, sent.making.language), act_url(sent.record, act)) for act in acts]


def named_act(kind: RecordKind, code: str) -> Act:
    """The act of an address. Raises Http404 for one that the kind does not have, or that begins a record."""
    rule = next((rule for act, rule in RULES[kind].items() if act.value == code), None)
    if rule is None or rule.begins:
        raise Http404
    return rule.act


def not_for(making: Making, actor: Actor) -> str:
    """Who carries the act, where the person does not."""
    try:
        check_role(making.act, making.kind, getattr(making.life, "edition", None), actor)
    except NotPermitted as problem:
        return problem.sentence(making.language)
    return ""


def act(request: HttpRequest, visit: Visit, pk: int, code: str, model: Any) -> HttpResponse:
    """`/<kind>/<id>/acts/<act>/`: an act on a record."""
    kind = RecordKind(model.kind)
    which = named_act(kind, code)
    again = sent_already(request, visit, read_token(key_of(request))) if key_of(request) else None
    if again is not None:  # before it is looked for: a record that was voided is not found here any more
        return again
    seen = model.objects.visible_to(visit.reach, void=which is Act.RESTORE)
    if which is Act.CONFIRM_LINK:
        seen = model.objects.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=to_confirm(visit).values("pk")))
    record = get_object_or_404(seen.select_related("organ"), pk=pk)
    actor = hand_to_answer(record, visit) if which is Act.CONFIRM_LINK else needed_hand(record, visit)
    life = life_of(record, recorded_acts(record), visit)
    named = unsaid(record) if which is Act.VOID and kind is RecordKind.RECONSIDERATION else None
    making = Making(visit, kind, which, record.organ, life, without=() if named is not None else ("suits_follow",))
    initial = usual(making) | {name: request.GET[name] for name in PREFILLED if name in request.GET}
    if which is Act.CONFIRM_LINK:
        initial["reconsideration"] = record.named
    planned_on, planned = begun_from(request.GET, record, life, visit)
    if planned_on is not None and which is not Act.CALL_OFF:
        initial[DONE_ON] = planned_on
    sent = opened_form(request, making, actor, record, initial=initial)
    rule = RULES[kind][which]
    refused = refused_now(kind, life, which, rule, visit.today) or named
    context = {
        **heading(record),
        "article": article_words(rule.article(making.edition), visit.language),
        "closed": not_for(making, actor),
        "planned": planned,
        "warning": said_words(refused.sentence(visit.language), visit.language)
        if refused is not None and request.method != "POST"
        else "",
    }
    title = f"{act_label(which, kind, visit.language)} · {record}"
    return answer(request, sent, "entry/act.html", context, title)
