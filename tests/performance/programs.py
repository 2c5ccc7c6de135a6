"""The first page for programs under each filter and each order, beside a plain ModelViewSet of the same columns.

`python -m tests.performance.programs` measures in the database of DATABASE_URL that `generate` has filled.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

import django

if __name__ == "__main__":
    django.setup()

from django.conf import settings
from django.core.cache import cache
from rest_framework.test import APIRequestFactory

from casework.actions.tokens import Wanted, create_token
from casework.api.urls import ADDRESSES
from casework.exports.resources import RESOURCES, Resource
from casework.filters.fields import Amount, Day, Fact, Flag, OrganNamed, Secret
from casework.filters.reader import Reader
from casework.filters.sets import FILTERS
from casework.law.names import Role
from casework.models import Membership, Organ, Person
from tests.performance.timing import Compared, in_turns
from tests.performance.viewsets import viewset

ON = date(2025, 12, 31)
ROWS = 50
WIDE = {"from": "2021-01-01", "to": "2025-12-31"}
THIRTEEN = (
    "id", "number", "organ", "state", "received_on", "applicant", "respondent", "matter", "accepted_on", "procedure",
    "concluded_on", "outcome", "next_due_on",
)  # fmt: skip
KINDS = {key: resource for key, resource in RESOURCES.items() if resource.kind is not None}


def supervisor() -> Person:
    """Somebody who sees the whole nation."""
    person, _ = Person.objects.get_or_create(username="programs")
    Membership.objects.get_or_create(person=person, organ=Organ.objects.get(parent=None), role=Role.SUPERVISOR.value)
    return Person.objects.get(pk=person.pk)


def interface(resource: Resource, token: str) -> Callable[[str], int]:
    """The list as programs get it: token, reach, filters, masks, the noting of the pull. It gives its length."""
    address = next(each for each in ADDRESSES if each.route == f"{resource.key}/")
    view, requests = address.view.as_view(**address.given), APIRequestFactory()

    def ask(query: str) -> int:
        cache.clear()
        headers = {"Authorization": f"Bearer {token}"}
        answer = view(requests.get(f"/api/v1/{resource.key}/?{query}", headers=headers))
        if answer.status_code != 200:
            raise RuntimeError(f"{query}: {answer.content[:200]!r}")
        return len(answer.content)

    return ask


def commonest(resource: Resource, name: str, fact: Fact, sight: Any) -> str:
    """The value of a filter that most records have; empty where none has any."""
    if isinstance(fact, OrganNamed):
        return f"id-{Organ.objects.exclude(parent=None).order_by('-pk')[0].pk}"
    codes = [code for code, _words in fact.choices(sight.reference, "en")]
    if codes:
        held = {code: FILTERS_OF[resource.key]({name: code}, resource.model.objects.all(), sight).qs for code in codes}
        return max(held, key=lambda code: held[code].count())
    column, model, *_ = (fact.column, fact.below.model) if fact.below else (fact.column, resource.model)
    texts = Counter(model.objects.order_by("-pk").values_list(column, flat=True)[:1000])
    texts.pop("", None)
    texts.pop(None, None)
    return str(texts.most_common(1)[0][0]).split("、")[0] if texts else ""


FILTERS_OF = {key: FILTERS[resource.kind] for key, resource in KINDS.items() if resource.kind}


def questions(resource: Resource, sight: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """Each filter by itself, wide, as the name of the filter and what is asked."""
    for name, fact in FILTERS_OF[resource.key].base_filters.items():
        if isinstance(fact, Day):
            yield name, {name: WIDE[fact.end]}
        elif isinstance(fact, Amount):
            yield name, {name: "0" if fact.end == "min" else "1000000"}
        elif isinstance(fact, Flag):
            yield name, {name: "0"}
        elif not isinstance(fact, Secret):
            value = commonest(resource, name, fact, sight)
            if value:
                yield name, {name: value}


def measure(rounds: int) -> dict[str, Any]:
    """Each as (found, floor, ratio) in milliseconds: `wide` by columns; `filters` that fill the page, and `few` that do
    not, by resource and filter."""
    settings.API_REQUESTS_A_MINUTE, settings.ALLOWED_HOSTS = 10**6, ["testserver"]
    person = supervisor()
    token = create_token(person, Wanted(purpose="benchmark", scope="full"))[1]
    sight = Reader(person, ON)
    few: Callable[..., Compared] = partial(in_turns, rounds=max(5, rounds // 6), warm_up=1)
    found: dict[str, Any] = {"wide": {}, "filters": {}, "few": {}}
    cases = KINDS["reconsiderations"]
    for words, columns in (("all columns", tuple(cases.by_name)), ("thirteen columns", THIRTEEN)):
        plain, ours = viewset(cases, columns, sight, token), interface(cases, token)
        query = urlencode({"received_from": WIDE["from"], "page_size": ROWS})
        asked = f"{query}&fields={','.join(columns)}" if columns is THIRTEEN else query
        found["wide"][words] = in_turns(partial(ours, asked), partial(plain, query), rounds)
    for key, resource in KINDS.items():
        plain, ours = viewset(resource, tuple(resource.by_name), sight, token), interface(resource, token)
        for name, told in [("", {}), *questions(resource, sight)]:
            query = urlencode(told | {"page_size": str(ROWS)})
            is_full = FILTERS_OF[key](told, resource.model.objects.all(), sight).qs.count() >= ROWS
            place = found["filters" if is_full else "few"].setdefault(key, {})
            place[name] = few(partial(ours, query), partial(plain, query))
    return found


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    print(json.dumps(measure(parser.parse_args().rounds), ensure_ascii=False))


if __name__ == "__main__":
    main()
