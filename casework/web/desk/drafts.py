"""草稿: the forms that a person began and did not send, to go on with or to throw away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.actions.belongings.desk import delete_draft, delete_drafts
from casework.choices import act_label
from casework.kinds import KINDS
from casework.law.names import Act, RecordKind
from casework.models import Draft
from casework.web.shell.access import Visit
from casework.web.shell.asked import read
from casework.web.shell.formatting import time_words
from casework.web.shell.pages import page


def drafts(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/drafts/`: one's own drafts, the last saved first."""
    read(request.GET, ())
    return page(request, "desk/drafts.html", {"drafts": _all(visit)})


def _all(visit: Visit) -> list[dict[str, str]]:
    found = Draft.objects.filter(person=visit.person).exclude(title="").defer("values")
    return [_told(draft, visit) for draft in found]


def discard(request: HttpRequest, visit: Visit, token: UUID) -> HttpResponse:
    """`/drafts/<token>/delete/`: asks once, for nothing brings a draft back; Http404 for another person's."""
    read(request.GET, ())
    draft = Draft.objects.filter(person=visit.person, token=token).defer("values").first()
    if draft is None:
        raise Http404
    if request.method != "POST":
        return page(request, "desk/discard.html", {"drafts": [_told(draft, visit)]})
    delete_draft(visit.person, token)
    messages.success(request, _("The draft “%(title)s” is deleted.") % {"title": _title(draft, visit)})
    return HttpResponseRedirect(reverse("drafts"))


def discard_all(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/drafts/delete/`: asks once, naming them, before all of one's own drafts are deleted."""
    read(request.GET, ())
    if request.method != "POST":
        return page(request, "desk/discard.html", {"drafts": _all(visit), "all": True})
    n = delete_drafts(visit.person)
    messages.success(request, ngettext("%(n)d draft is deleted.", "%(n)d drafts are deleted.", n) % {"n": n})
    return HttpResponseRedirect(reverse("drafts"))


def _title(draft: Draft, visit: Visit) -> str:
    """What it is called, in the reader's language: the form that its address leads to, then the record or a name."""
    words, between, rest = str(draft).partition(" · ")
    return f"{_form_words(draft.page, visit) or words}{between}{rest}"


def _form_words(address: str, visit: Visit) -> str:
    """What the form of an address is called; "" where it says more than that, or is no form of a record."""
    try:
        found = resolve(address)
    except Resolver404:
        return ""
    pages = ((kind, each.model.page) for kind, each in KINDS.items())
    kind = next((kind for kind, name in pages if found.url_name in (f"{name}_act", f"{name}_new")), None)
    if kind is None:
        return ""
    if "code" in found.kwargs:
        return act_label(Act(found.kwargs["code"]), kind, visit.language)
    return "" if kind is RecordKind.LEDGER else KINDS[kind].begin.of(visit.language)


def _told(draft: Draft, visit: Visit) -> dict[str, str]:
    return {
        "title": _title(draft, visit),
        "url": f"{draft.page}?draft={draft.token}",
        "saved": time_words(draft.saved_at, visit.language),
        "discard": reverse("draft_delete", args=[draft.token]),
    }
