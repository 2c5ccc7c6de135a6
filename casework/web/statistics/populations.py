"""常住人口: the inhabitants by organ and year, kept by supervisors; a rate without them leads here."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.actions.reach import Actor
from casework.actions.reference.populations import keep_population
from casework.law.names import Level, OrganKind
from casework.models import Organ, Population, PopulationEntry
from casework.permissions import KEEPS_POPULATIONS
from casework.statistics.datasets import population_year
from casework.statistics.words.numbers import NOTHING, number_words
from casework.text.reading import whole_number
from casework.web.entry.forms.fields import Amount, TypedSelect, Whole
from casework.web.shell.access import Visit
from casework.web.shell.asked import Question, key_of, read
from casework.web.shell.formatting import time_words
from casework.web.shell.pages import page
from casework.web.statistics.behind.records import one_page

PAGE_ROWS = 50
MOST_ENTRIES = 200
"""Entries that are told, the latest of them."""
FIRST_YEAR, MOST = 1949, 2_000_000_000
"""The first year that is taken, and the most inhabitants."""


class Inhabitants(forms.Form):
    """The inhabitants of one organ's division in one year; 21.9万 is taken too."""

    use_required_attribute = False
    organ = forms.ChoiceField(label=gettext_lazy("Organ"), widget=TypedSelect)
    year = Whole(least=FIRST_YEAR, label=gettext_lazy("Year"))
    inhabitants = Amount(decimals=0, label=gettext_lazy("Inhabitants"))
    source = forms.CharField(label=gettext_lazy("Where it was published"), max_length=200, required=False)

    def __init__(self, data: Any, organs: list[Organ], this_year: int, initial: dict[str, Any]) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        self.organs, self.this_year = {key_of(organ): organ for organ in organs}, this_year
        chosen: Any = self.fields["organ"]
        chosen.choices = [(key, organ.name) for key, organ in self.organs.items()]

    def clean_year(self) -> int:
        """Refuse a year that is still to come."""
        year: int = self.cleaned_data["year"]
        if year > self.this_year:
            raise forms.ValidationError(
                _("“%(value)s” is still to come: at most %(most)s") % {"value": year, "most": self.this_year}
            )
        return year

    def clean_inhabitants(self) -> int:
        """Refuse nobody, and more than the earth has."""
        found = int(self.cleaned_data["inhabitants"])
        if not 1 <= found <= MOST:
            raise forms.ValidationError(_("“%(value)s” must be 1 to 2,000,000,000") % {"value": found})
        return found


def populations(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/statistics/populations/[?organ=&year=]`: what is kept, newest year first, and the form that adds or corrects.

    What the address names is filled in, with the number that is kept.
    """
    asked = read(request.GET, ("organ", "year", "page"))
    organs = list(_divisions(visit))
    initial = asked | _present(asked, {key_of(organ): organ for organ in organs})
    form = Inhabitants(request.POST if request.method == "POST" else None, organs, visit.today.year, initial)
    if form.is_bound and form.is_valid():
        return _kept(request, visit, form)
    status = 422 if form.is_bound else 200
    context = {"form": form, **_list(asked, organs), "entries": _entries(asked, organs, visit)}
    return page(request, "statistics/populations.html", context, status)


def entered_at(question: Question, visit: Visit) -> str:
    """Where the inhabitants that a rate rests on are entered; "" for those who do not keep them."""
    if not visit.may("populations"):
        return ""
    asked = {"organ": key_of(question.scope.organ), "year": population_year(question.window)}
    return f"{reverse('statistics_populations')}?{urlencode(asked)}"


def _divisions(visit: Visit) -> QuerySet[Organ]:
    """The governments that the person keeps the inhabitants of: the own ones and those below, down to the counties."""
    own = visit.organs(KEEPS_POPULATIONS)
    below = Q(kind=OrganKind.GOVERNMENT.value) & ~Q(level=Level.TOWNSHIP.value)
    under = Q(pk__in=())
    for organ in own:
        under |= Q(path__startswith=organ.path)
    return Organ.objects.filter(Q(pk__in=[organ.pk for organ in own]) | (under & below)).order_by("path")


def _present(asked: dict[str, str], organs: dict[str, Organ]) -> dict[str, Any]:
    """What is kept for the organ and year of the address."""
    organ, year = organs.get(asked.get("organ", "")), whole_number(asked.get("year", ""))
    kept = Population.objects.filter(organ=organ, year=year).first() if organ and year is not None else None
    return {} if kept is None else {"inhabitants": kept.inhabitants, "source": kept.source}


def _kept(request: HttpRequest, visit: Visit, form: Inhabitants) -> HttpResponse:
    said = form.cleaned_data
    organ = form.organs[said["organ"]]
    above = next(each for each in visit.organs(KEEPS_POPULATIONS) if organ.path.startswith(each.path))
    actor = Actor(visit.person, above, KEEPS_POPULATIONS)
    keep_population(organ, said["year"], said["inhabitants"], said["source"], actor=actor)
    told = {"organ": organ.name, "year": said["year"], "inhabitants": number_words(said["inhabitants"])}
    messages.success(request, _("Kept: %(organ)s had %(inhabitants)s inhabitants in %(year)s.") % told)
    return HttpResponseRedirect(reverse("statistics_populations"))


def _entries(asked: dict[str, str], organs: list[Organ], visit: Visit) -> list[dict[str, str]]:
    """Who set which number when, the latest first; of the organ and year of the address alone where it names them."""
    found = PopulationEntry.objects.filter(organ__in=organs).select_related("organ", "person")
    named, year = {key_of(organ): organ for organ in organs}.get(asked.get("organ", "")), asked.get("year", "")
    if named is not None:
        found = found.filter(organ=named)
    if (of_year := whole_number(year)) is not None:
        found = found.filter(year=of_year)
    return [
        {
            "recorded": time_words(each.recorded_at, visit.language),
            "person": str(each.person or "—"),
            "organ": each.organ.name,
            "year": str(each.year),
            "before": _number(each.before),
            "after": _number(each.after),
            "source": each.source if each.source == each.source_before else _moved(each.source_before, each.source),
        }
        for each in found[:MOST_ENTRIES]
    ]


def _number(inhabitants: int | None) -> str:
    return NOTHING if inhabitants is None else number_words(inhabitants)


def _moved(before: str, after: str) -> str:
    return f"{before} → {after or NOTHING}" if before else after


def _list(asked: dict[str, str], organs: list[Organ]) -> dict[str, Any]:
    found = Population.objects.filter(organ__in=organs).select_related("organ").order_by("-year", "organ__path")
    shown = one_page(found, asked, PAGE_ROWS)
    lines = [
        {
            "organ": each.organ.name,
            "year": each.year,
            "inhabitants": number_words(each.inhabitants),
            "source": each.source,
            "url": f"?{urlencode({'organ': key_of(each.organ), 'year': each.year})}#form",
        }
        for each in shown.object_list
    ]
    return {"lines": lines, "shown": shown, "query": ""}
