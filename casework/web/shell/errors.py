"""Error pages: what happened, and what to do, in one or two sentences."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from casework.errors import CaseworkError, NoSpace
from casework.registry.texts import NOTE_LENGTH
from casework.web.lists.filter_words import page_sentence
from casework.web.shell.access import language
from casework.web.shell.pages import page


def _page(request: HttpRequest, status: int, title: str, sentence: str, advice: str) -> HttpResponse:
    context = {"title": title, "sentence": sentence, "advice": advice, "status": status}
    try:
        return page(request, "shell/error.html", context, status)
    except DatabaseError:
        return _alone(request, status, title, sentence, advice)


def _alone(request: HttpRequest, status: int, title: str, sentence: str, advice: str) -> HttpResponse:
    """The page without its frame, which asks the database for the roles."""
    context = {"title": title, "sentence": sentence, "advice": advice, "status": status, "bar": None}
    return render(request, "shell/error.html", context, status=status)


def wrong_question(request: HttpRequest, problem: CaseworkError) -> HttpResponse:
    """400 with the sentence that names the value and what is allowed."""
    advice = _("Mend the address, or start again from the first page.")
    return _page(request, 400, _("This question cannot be read"), page_sentence(problem, language()), advice)


def not_permitted(request: HttpRequest, problem: CaseworkError) -> HttpResponse:
    """403 with the sentence that says for whom it is."""
    advice = _("Which page opens for whom follows from the roles held today.")
    return _page(request, 403, _("This is not for your role"), problem.sentence(language()), advice)


def signed_out_while_typing(request: HttpRequest) -> HttpResponse:
    """401 to a form that was sent after the session ran out: what was typed is still in the browser's page."""
    return _page(
        request,
        401,
        _("Signed out"),
        _("Nothing was saved by this form: the session has run out."),
        _("Sign in again in a new tab, come back to this form and send it once more."),
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 of the framework's own: a request that cannot be read at all, or a form of more than may be sent."""
    if isinstance(exception, RequestDataTooBig):
        megabytes = settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1024**2
        said = _("What was typed is more than the %(most)s MB of one form: one field takes %(longest)s characters.")
        said %= {"most": f"{megabytes:g}", "longest": f"{NOTE_LENGTH:,}"}
        return _page(request, 400, _("This form is too large"), said, _("Go back, and shorten what is too long."))
    return _page(
        request,
        400,
        _("This request cannot be read"),
        _("Something in the address or the form is not as this site writes it."),
        _("Start again from the first page."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: no role of the person opens the page."""
    return _page(
        request,
        403,
        _("Your roles do not open this page"),
        _("Which page opens for whom follows from the roles held today."),
        _("Ask the administrator if your role is missing or has run out."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing there, or nothing that the person may see; the two look the same."""
    return _page(
        request,
        404,
        _("Nothing to be seen here"),
        _("There is no such page or record, or it belongs to an organ that you do not see."),
        _("Check the address, or look for the record in its list."),
    )


def no_space(request: HttpRequest) -> HttpResponse:
    """507: the disk is full; drawn without the database, which cannot be written."""
    advice = _("What you typed is still in the page before this one: go back to it, and send it once more later.")
    return _alone(request, 507, _("The disk is full"), NoSpace().sentence(language()), advice)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; drawn without the database, which may be the fault's cause."""
    return _alone(
        request,
        500,
        _("Something went wrong on our side"),
        _("Nothing was saved by this request. The error has been written to the log."),
        _("Try again. If it happens again, tell the administrator what you did and at what time."),
    )
