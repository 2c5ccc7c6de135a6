"""Organs found by typing: name, former name, division code, pinyin, initials, short form; the near ones first."""

from __future__ import annotations

import re

from django.db.models import Case, Max, Q, When
from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.errors import FaultyInput
from casework.models import FormerName, Organ, Respondent
from casework.text.folding import official
from casework.web.shell.access import Visit
from casework.web.shell.asked import read

MOST = 12
"""Organs offered at once."""
NAMED = 5
"""Organs that a refusal names."""
RECENT = 300
"""Respondents that count as recent."""
NOT_SUED = ("court", "mediation_body")


def fitting(text: str, near: Organ | None) -> list[Organ]:
    """The organs that what was typed may mean, at most MOST: those below `near` first, the shorter name first.

    A short form counts only where nothing holds what was typed as it stands.
    """
    typed = _folded(text)
    return (_containing(typed, near) or _shortened(typed, near)) if typed else recent(near)


def _folded(text: str) -> str:
    return "".join(official(text).lower().split())


def _containing(typed: str, near: Organ | None) -> list[Organ]:
    """The organs with what was typed in a name, in its spelling or at the beginning of the division code."""
    former = FormerName.objects.filter(name__contains=typed).values("organ")
    condition = Q(name__contains=typed) | Q(spelled__contains=typed) | Q(division_code__startswith=typed)
    meant = Q(name=typed) | Q(division_code=typed)
    begun = Q(name__startswith=typed) | Q(spelled__startswith=typed) | Q(spelled__contains=f" {typed}")
    # the first two words spell the name of today, the others former names
    borne = Q(name__contains=typed) | Q(spelled__regex=f"^[^ ]*( [^ ]*)?{re.escape(typed)}")
    return _offered(condition | Q(pk__in=former), meant, _below(near), begun, borne)


SHORT_FORM = range(2, 13)
"""How many letters a short form has."""


def _shortened(typed: str, near: Organ | None) -> list[Organ]:
    """The organs that are called so for short: 人社局, and `rsj`, mean 人力资源和社会保障局."""
    if len(typed) not in SHORT_FORM:
        return []
    letters = [re.escape(letter) for letter in typed]
    # of the spelling, the initials of the name alone: in whole pinyin every three letters are found somewhere
    name, initials = ".*".join(letters), "[^ ]*".join(letters)
    place = len(near.name.removesuffix("人民政府")) if near is not None else 0
    leading = Q(name__regex=f"^.{{{place}}}{name}") | Q(spelled__regex=f"^[^ ]{{{place}}}{initials}")
    condition = Q(name__regex=name) | Q(spelled__regex=f"^[^ ]*{initials}")
    return _offered(condition, _below(near), leading)


def _below(near: Organ | None) -> Q:
    return Q(path__startswith=near.path) if near is not None else Q(pk__in=())


def _offered(condition: Q, *first: Q) -> list[Organ]:
    found = Organ.objects.exclude(kind__in=NOT_SUED).filter(condition).select_related("parent")
    ranks = [Case(When(better, then=0), default=1) for better in first]
    return list(found.order_by(*ranks, Length("name"), "path")[:MOST])


def recent(near: Organ | None) -> list[Organ]:
    """The organs most lately complained of at `near`."""
    if near is None:
        return []
    latest = Respondent.objects.filter(case__organ=near).order_by("-pk").values("pk")[:RECENT]
    ranked = Respondent.objects.filter(pk__in=list(latest.values_list("pk", flat=True)))
    ids = ranked.values("organ").annotate(last=Max("pk")).order_by("-last").values_list("organ", flat=True)[:MOST]
    found = Organ.objects.select_related("parent").in_bulk(list(ids))
    return [found[pk] for pk in ids]


def organ_typed(text: str, near: Organ) -> Organ:
    """The one organ that what was typed means. Raises FaultyInput with the organs that it may mean."""
    typed = _folded(text)
    found = _containing(typed, near) if typed else recent(near)
    said = official(text)
    exact = [o for o in found if said in (o.name, o.division_code) or said.lower() in o.spelled.split()]
    if len(exact) == 1 or len(found) == 1:
        return (exact or found)[0]
    if exact:
        below = [organ for organ in exact if organ.path.startswith(near.path)]
        if len(below) == 1:
            return below[0]
    likely = found or _shortened(typed, near)  # a short form is a guess: never taken unasked
    names = "、".join(f"{organ.name}" for organ in likely[:NAMED])
    if not likely:
        raise FaultyInput(
            f"没有机关「{text}」：写全称、简称的一部分、拼音首字母或者区划代码",
            f"No organ is called {text!r}: write its name, a part of it, its initials in pinyin or its division code",
        )
    raise FaultyInput(
        f"「{text}」可能是：{names}。写全称，或者从列表里选",
        f"{text!r} may be: {names}. Write the whole name, or choose",
    )


def find(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/organs/?q=`: what the picker offers for what was typed."""
    asked = read(request.GET, ("q",))
    own = visit.organs()
    found = fitting(asked.get("q", ""), own[0] if own else None)
    return render(request, "entry/forms/organs.html", {"organs": found, "typed": asked.get("q", "")})
