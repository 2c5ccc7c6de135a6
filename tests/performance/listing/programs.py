"""The first page of every list for programs under each filter and in each order, beside a plain ModelViewSet of it.

`python -m tests.performance.listing.programs` measures in the database of DATABASE_URL that `generate` has filled.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator
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

from casework.actions.belongings.tokens import Wanted, create_token
from casework.api.resources import filters_of
from casework.api.urls import ADDRESSES
from casework.exports.resources import RESOURCES, Resource
from casework.filters.events import OfRecord
from casework.filters.fields import Amount, Day, Filter, Flag, OrganNamed, Secret
from casework.filters.reader import Reader
from casework.kinds import KINDS
from casework.law.names import Role
from casework.models import Membership, Organ, Person
from tests.performance.listing.viewsets import viewset
from tests.performance.shared.timing import Compared, in_turns, processor

ON = date(2025, 12, 31)
ROWS = 50
WIDE = {"from": "2021-01-01", "to": "2025-12-31"}
THIRTEEN = (
    "id", "number", "organ", "state", "received_on", "applicant", "respondent", "matter", "accepted_on", "procedure",
    "concluded_on", "outcome", "next_due_on",
)  # fmt: skip


def supervisor() -> Person:
    """Somebody who sees the whole nation."""
    person, _ = Person.objects.get_or_create(username="programs")
    Membership.objects.get_or_create(person=person, organ=Organ.objects.get(parent=None), role=Role.SUPERVISOR.value)
    return Person.objects.get(pk=person.pk)


def interface(resource: Resource, token: str) -> Callable[[str], bytes]:
    """The list as programs get it: token, reach, filters, masks, the noting of the pull."""
    address = next(each for each in ADDRESSES if each.route == f"{resource.key}/")
    view, requests = address.view.as_view(**address.given), APIRequestFactory()

    def ask(query: str) -> bytes:
        cache.clear()
        headers = {"Authorization": f"Bearer {token}"}
        answer = view(requests.get(f"/api/v1/{resource.key}/?{query}", headers=headers))
        if answer.status_code != 200:
            raise RuntimeError(f"{query}: {answer.content[:200]!r}")
        return bytes(answer.content)

    return ask


def commonest(resource: Resource, name: str, fact: Filter, sight: Any) -> str:
    """The value of a filter that most records have; empty where none has any."""
    if isinstance(fact, OrganNamed):
        return f"id-{Organ.objects.exclude(parent=None).order_by('-pk')[0].pk}"
    model = owner_of(resource)
    codes = [code for code, _words in fact.choices(sight.reference, "en")]
    if codes:
        held = {code: filters_of(resource)({name: code}, model.objects.all(), sight).qs for code in codes}
        return max(held, key=lambda code: held[code].count())
    if isinstance(fact, OfRecord):
        return "1"
    column, model, *_ = (fact.column, fact.below.model) if fact.below else (fact.column, model)
    texts = Counter(model.objects.order_by("-pk").values_list(column, flat=True)[:1000])
    texts.pop("", None)
    texts.pop(None, None)
    return str(texts.most_common(1)[0][0]).split("、")[0] if texts else ""


def owner_of(resource: Resource) -> Any:
    """The model that the filters of a list ask of."""
    return KINDS[resource.below].model if resource.below is not None else resource.model


def facts(resource: Resource) -> dict[str, Filter]:
    """The filters that are tried: of a list below records, which takes the filters of these, one of each sort."""
    known: dict[str, Filter] = filters_of(resource).base_filters
    if resource.below is None:
        return known
    sorts = {(type(fact), fact.below, getattr(fact, "end", "")): name for name, fact in reversed(known.items())}
    return {name: known[name] for name in sorts.values()}


def questions(resource: Resource, sight: Any) -> Iterator[tuple[str, str]]:
    """Each filter by itself, wide, as its name and the value that is asked."""
    for name, fact in facts(resource).items():
        if isinstance(fact, Day):
            yield name, WIDE[fact.end]
        elif isinstance(fact, Amount):
            yield name, "0" if fact.end == "min" else "1000000"
        elif isinstance(fact, Flag):
            yield name, "0"
        elif not isinstance(fact, Secret):
            value = commonest(resource, name, fact, sight)
            if value:
                yield name, value


def orders(resource: Resource) -> Iterator[tuple[str, str]]:
    """Each order, and how the plain list says it."""
    for column in resource.columns:
        if column.sorts:
            yield from ((f"{sign}{column.name}", f"{sign}{column.stored}") for sign in ("", "-"))


def asked(**words: str) -> str:
    """A question for fifty rows."""
    return urlencode({**words, "page_size": str(ROWS)})


def measure(rounds: int, only: Collection[str] = ()) -> dict[str, dict[str, tuple[float, float, float, int]]]:
    """Each as (found, floor, ratio) in milliseconds of the processor and rows, by list and by what is asked of it."""
    settings.API_REQUESTS_A_MINUTE, settings.ALLOWED_HOSTS = 10**6, ["testserver"]
    person = supervisor()
    token = create_token(person, Wanted(purpose="benchmark", scope="full"))[1]
    sight = Reader(person, ON)
    compared: Callable[..., Compared] = partial(in_turns, warm_up=1, clock=processor())
    found: dict[str, dict[str, tuple[float, float, float, int]]] = {}
    for key, resource in RESOURCES.items():
        if only and key not in only:
            continue
        plain, ours = viewset(resource, tuple(resource.by_name), sight, token), interface(resource, token)
        filters = [(f"{name}={value}", {name: value}, {name: value}) for name, value in questions(resource, sight)]
        sorts = [(f"ordering={name}", {"ordering": name}, {"ordering": said}) for name, said in orders(resource)]
        for words, mine, theirs in (("", {}, {}), *filters, *sorts):
            query, same = asked(**mine), asked(**theirs)
            times = compared(partial(ours, query), partial(plain, same), max(5, rounds // 6) if words else rounds)
            found.setdefault(key, {})[words] = (*times, len(json.loads(ours(query))["results"]))
    cases = RESOURCES["reconsiderations"]
    if cases.key in found:
        plain, ours = viewset(cases, THIRTEEN, sight, token), interface(cases, token)
        query = asked(received_from=WIDE["from"])
        few = f"{query}&fields={','.join(THIRTEEN)}"
        found[cases.key]["received_from, thirteen columns"] = (
            *compared(partial(ours, few), partial(plain, query), rounds), ROWS,
        )  # fmt: skip
    return found


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--only", nargs="*", default=[], metavar="LIST", choices=RESOURCES, help="these lists alone")
    options = parser.parse_args()
    print(json.dumps(measure(options.rounds, options.only), ensure_ascii=False))


if __name__ == "__main__":
    main()
