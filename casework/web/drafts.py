"""草稿: the forms that a person began and did not send, to go on with or to throw away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.actions.desk import delete_draft
from casework.models import Draft
from casework.web.access import Visit
from casework.web.asked import read
from casework.web.pages import page
from casework.web.words import time_words


def drafts(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/drafts/`: one's own drafts, the last saved first."""
    read(request.GET, ())
    found = Draft.objects.filter(person=visit.person).exclude(title="").defer("values")
    return page(request, "home/drafts.html", {"drafts": [_told(draft, visit) for draft in found]})


def discard(request: HttpRequest, visit: Visit, token: UUID) -> HttpResponse:
    """`/drafts/<token>/delete/`: asks once, for nothing brings a draft back; Http404 for another person's."""
    read(request.GET, ())
    draft = Draft.objects.filter(person=visit.person, token=token).defer("values").first()
    if draft is None:
        raise Http404
    if request.method != "POST":
        return page(request, "home/discard.html", _told(draft, visit))
    delete_draft(visit.person, token)
    messages.success(request, _("The draft “%(title)s” is deleted.") % {"title": draft})
    return HttpResponseRedirect(reverse("drafts"))


def _told(draft: Draft, visit: Visit) -> dict[str, str]:
    return {
        "title": str(draft),
        "url": f"{draft.page}?draft={draft.token}",
        "saved": time_words(draft.saved_at, visit.language),
        "discard": reverse("draft_delete", args=[draft.token]),
    }
