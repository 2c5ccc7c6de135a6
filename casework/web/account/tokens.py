"""令牌: the tokens of the interface for programs that a person made; the administrator sees everybody's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.actions.belongings.tokens import DAYS, MOST_DAYS, Wanted, create_token, revoke_token
from casework.choices import code_choices, label_of
from casework.errors import FaultyInput
from casework.filters.fields import SEPARATORS
from casework.models import Organ, Token
from casework.permissions import OPENED_BY, TokenScope
from casework.statistics.words.numbers import number_words
from casework.web.shell.access import Visit, language
from casework.web.shell.asked import read
from casework.web.shell.formatting import time_words
from casework.web.shell.pages import page
from casework.web.statistics.behind.records import one_page

PAGE_ROWS = 50
STATES = {"valid": gettext_lazy("valid"), "expired": gettext_lazy("expired"), "revoked": gettext_lazy("revoked")}


class NewToken(forms.Form):
    """What a new token is for, how wide it is, how long it opens."""

    use_required_attribute = False
    purpose = forms.CharField(label=gettext_lazy("Purpose"), max_length=200)
    scope = forms.ChoiceField(label=gettext_lazy("Scope"))
    organ = forms.ChoiceField(label=gettext_lazy("Organ"), required=False)
    network = forms.CharField(label=gettext_lazy("Networks (10.20.0.0/16), apart by commas"), required=False)
    days = forms.IntegerField(label=gettext_lazy("Days"), min_value=1, max_value=MOST_DAYS, initial=DAYS)
    may_write = forms.BooleanField(label=gettext_lazy("May record acts"), required=False)

    def __init__(self, data: Any, organs: list[Organ]) -> None:
        super().__init__(data, label_suffix="")
        self.organs = {str(organ.pk): organ for organ in organs}
        scopes: Any = self.fields["scope"]
        scopes.choices = code_choices(TokenScope, language())
        scopes.initial = TokenScope.MASKED.value
        chosen: Any = self.fields["organ"]
        chosen.choices = [("", _("all within reach")), *[(key, organ.name) for key, organ in self.organs.items()]]

    def wanted(self) -> Wanted:
        """What is asked for, as the action takes it."""
        said = self.cleaned_data
        networks = tuple(part.strip() for part in SEPARATORS.split(said["network"]) if part.strip())
        organ = self.organs.get(said["organ"])
        return Wanted(said["purpose"], said["scope"], organ, networks, said["may_write"], said["days"])


def tokens(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/settings/tokens/`: make one, see their use, revoke one."""
    asked = read(request.GET, ("page",))
    if "revoke" in request.POST:
        return _revoke(request, visit)
    form = NewToken(request.POST if request.method == "POST" else None, visit.organs())
    shown = _made(form, visit) if form.is_bound and form.is_valid() else ""
    if shown:
        form = NewToken(None, visit.organs())
    wrong = form.is_bound and bool(form.errors)
    context = _list(asked, visit) | {"form": form, "wrong": wrong, "token": shown, "feed": _feed(request, shown)}
    return page(request, "account/tokens.html", context, status=422 if wrong else 200)


def _made(form: NewToken, visit: Visit) -> str:
    """The text of a new token, which is shown once; empty where the form has to be mended."""
    try:
        _token, text = create_token(visit.person, form.wanted())
    except FaultyInput as problem:
        form.add_error(problem.where if problem.where in form.fields else None, problem.sentence(visit.language))
        return ""
    return text


def _feed(request: HttpRequest, shown: str) -> str:
    """The address that a calendar program subscribes to with a new token; empty for a token of another scope."""
    scope = request.POST.get("scope")
    if not shown or scope not in OPENED_BY or "plan_feed" not in OPENED_BY[TokenScope(scope)]:
        return ""
    return request.build_absolute_uri(reverse("api_plan_feed", args=[shown]))


def _revoke(request: HttpRequest, visit: Visit) -> HttpResponse:
    key = request.POST["revoke"]
    anybodys = visit.may("administration")
    token = revoke_token(key, by=visit.person, now=timezone.now(), anybodys=anybodys)
    messages.success(request, _("The token for %(purpose)s is revoked.") % {"purpose": token.purpose})
    return HttpResponseRedirect(reverse("tokens"))


def _list(asked: dict[str, str], visit: Visit) -> dict[str, Any]:
    everybodys = visit.may("administration")
    made = Token.objects.all() if everybodys else Token.objects.filter(user=visit.person)
    told = made.select_related("user", "organ").annotate(many=Count("pulls"), records=Sum("pulls__records"))
    shown = one_page(told.order_by("-created", "pk"), asked, PAGE_ROWS)
    lines = [_line(token, visit) for token in shown.object_list]
    return {"lines": lines, "shown": shown, "query": "", "everybodys": everybodys}


def _line(token: Any, visit: Visit) -> dict[str, Any]:
    tongue, state = visit.language, token.state(timezone.now())
    return {
        "token": token,
        "scope": label_of(TokenScope(token.scope), tongue),
        "state": STATES[state],
        "stands": state == "valid",
        "expires": time_words(token.expiry, tongue),
        "used": time_words(token.last_used_at, tongue) if token.last_used_at else "—",
        "pulls": number_words(token.many),
        "records": number_words(token.records or 0),
    }
