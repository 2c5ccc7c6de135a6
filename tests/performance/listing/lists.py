"""Goals 5 and 9: pages of the lists, deep and wide, searches in one county and in the nation, rows as HTML and JSON.

`python -m tests.performance.listing.lists` measures in the database of DATABASE_URL that `many` has filled.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from casework.filters.lists import listed
from casework.filters.paging import Order, Paged
from casework.kinds import KINDS
from casework.law.names import RecordKind, Role
from casework.models import Mediation, Membership, Organ, Person, Reconsideration
from casework.reference import Reference
from casework.text.pinyin import whole
from casework.web.lists.columns import CASE_COLUMNS, Look
from casework.web.lists.lists import PAGE_ROWS, row_html
from casework.web.shell.access import Visit
from tests.performance.filling.generate import busy_county
from tests.performance.shared.timing import Compared, in_turns

ON = date(2025, 12, 31)
NEWEST = Order("received_on", descending=True)
DEEP = 1000
CASES, MEDIATIONS = RecordKind.RECONSIDERATION, RecordKind.MEDIATION


def reader(name: str, organ: Organ, role: Role) -> Visit:
    """Somebody who sees what that role sees there; reference data are read once."""
    person, _ = Person.objects.get_or_create(username=name)
    Membership.objects.get_or_create(person=person, organ=organ, role=role.value)
    visit = Visit(Person.objects.get(pk=person.pk), ON)
    visit.reference = Reference(this_year=ON.year)
    return visit


def readers() -> dict[str, Visit]:
    """The clerk of the busy county, and supervisors of its city, its province and the nation."""
    county: Any = busy_county()
    city = county.parent
    places = {"county": county, "city": city, "province": city.parent, "nation": city.parent.parent}
    return {
        name: reader(name, organ, Role.CLERK if name == "county" else Role.SUPERVISOR) for name, organ in places.items()
    }


def page(visit: Visit, kind: RecordKind, after: str = "", **asked: str) -> int:
    """What a page costs the database: its rows and the capped count."""

    def rows(*, in_order: bool = False) -> Any:
        found = listed(kind, asked, visit, in_order=in_order)
        return found.select_related("organ").defer("search_text", "search_guarded")

    paged = Paged(rows(), NEWEST, PAGE_ROWS, partial(rows, in_order=True) if visit.reach.under else None)
    return paged.count + len(paged.part(after).records)


def deep_mark(model: Any) -> str:
    """Where page 1,000 begins, or the last page of fewer rows."""
    rows = NEWEST.of(model.objects.standing())
    place = min((DEEP - 1) * PAGE_ROWS, rows.count() - PAGE_ROWS) - 1
    return NEWEST.mark(rows[place])


def searched_words(visit: Visit) -> dict[str, tuple[RecordKind, str]]:
    """Words that occur: a whole name, half a name, a number, a common word; a village, a common word."""
    case: Any = listed(CASES, {}, visit).order_by("-pk")[0]
    body = listed(MEDIATIONS, {}, visit).order_by("-pk")[0].body
    name = case.applicants.first().name
    organ = case.respondents.first().organ.name
    initials, full = whole(name)
    return {
        f"a name ({name})": (CASES, name),
        f"two characters of a name ({name[:2]})": (CASES, name[:2]),
        f"a name in pinyin ({full})": (CASES, full),
        f"its initials ({initials})": (CASES, initials),
        f"a name and a respondent ({name} {organ[-3:]})": (CASES, f"{name} {organ[-3:]}"),
        f"initials and a respondent ({initials} {organ[-3:]})": (CASES, f"{initials} {organ[-3:]}"),
        f"a respondent ({organ[-3:]})": (CASES, organ[-3:]),
        f"a number ({case.number})": (CASES, case.number),
        "a common word (2024)": (CASES, "2024"),
        f"a village ({body[:7]})": (MEDIATIONS, body[:7]),
        "a common word (人民调解)": (MEDIATIONS, "人民调解"),
    }


def as_json(rows: Any) -> bytes:
    """The same rows as an interface gives them."""
    found = [
        {
            "number": case.number,
            "url": case.get_absolute_url(),
            "received_on": case.received_on.isoformat(),
            "applicants": [party.name for party in case.applicants.all() if party.role == "applicant"],
            "respondents": [row.organ.name for row in case.respondents.all()],
            "matter": case.matter,
            "state": case.state,
            "next_due_on": case.next_due_on.isoformat() if case.next_due_on else None,
            "next_term": case.next_term,
            "handlers": case.handlers,
        }
        for case in rows.all()
    ]
    return json.dumps(found, ensure_ascii=False).encode()


def as_html(rows: Any, look: Look) -> bytes:
    """The rows as the page writes them."""
    columns = [column for column in CASE_COLUMNS if column.key in KINDS[RecordKind.RECONSIDERATION].listed]
    return "\n".join(row_html(case, tuple(columns), look) for case in rows.all()).encode()


def measure(rounds: int) -> dict[str, Any]:
    """Each as (found, floor, ratio) in milliseconds."""
    seen = readers()
    turns: Callable[..., Compared] = partial(in_turns, rounds=rounds)
    found: dict[str, Any] = {"deep": {}, "scopes": {}, "searches": {}}
    for kind, model in ((CASES, Reconsideration), (MEDIATIONS, Mediation)):
        mark, nation = deep_mark(model), seen["nation"]
        found["deep"][kind.value] = turns(partial(page, nation, kind, mark), partial(page, nation, kind))
        for name in ("city", "province", "nation"):
            floor = partial(page, seen["county"], kind)
            found["scopes"][f"{kind.value}, {name}"] = turns(partial(page, seen[name], kind), floor)
    for words, (kind, text) in searched_words(seen["county"]).items():
        wide, narrow = (partial(page, seen[name], kind, q=text) for name in ("nation", "county"))
        found["searches"][words] = turns(wide, narrow)
    look = Look(seen["county"])
    rows = NEWEST.of(listed(CASES, {}, seen["county"]))[:PAGE_ROWS].select_related("organ")
    rows = rows.prefetch_related("applicants", "respondents__organ").defer("search_text", "search_guarded")
    found["html"] = turns(partial(as_html, rows, look), partial(as_json, rows))
    return found


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    print(json.dumps(measure(parser.parse_args().rounds), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
