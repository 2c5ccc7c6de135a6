"""Who may open what: every address has its row, and every persona meets every address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from casework.api import urls as api
from casework.law.names import Role
from casework.permissions import SCREENS, may_open
from casework.web.urls import ADDRESSES, OPEN_TO_VISITORS

OPEN = OPEN_TO_VISITORS | api.OPEN_TO_VISITORS
OF_PROGRAMS = {address.name: address.row for address in (*api.ADDRESSES, *api.FEEDS)}
ROW_OF = {address.name: address.row for address in ADDRESSES} | OF_PROGRAMS | OPEN
ADMINISTRATION = "administration"


def addresses(patterns: list[Any], namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, namespace or pattern.namespace or "")
        else:
            yield namespace, pattern


def row_of(namespace: str, pattern: URLPattern) -> str | None:
    return ADMINISTRATION if namespace == "admin" else ROW_OF.get(str(pattern.name))


def test_every_address_has_a_row_in_the_permission_table():
    found = [(namespace, p) for namespace, p in addresses(get_resolver().url_patterns)]
    assert len(found) > len(ADDRESSES)
    assert [str(p.pattern) for namespace, p in found if row_of(namespace, p) not in SCREENS] == []


def test_every_row_of_the_permission_table_has_an_address():
    assert {*ROW_OF.values(), ADMINISTRATION} == set(SCREENS)


def test_an_address_without_a_door_is_one_that_visitors_need():
    doors = {address.name for address in ADDRESSES} | set(OF_PROGRAMS)
    open_ones = {str(p.name) for namespace, p in addresses(get_resolver().url_patterns) if namespace != "admin"} - doors
    assert open_ones == set(OPEN)


def urls(county: Any) -> dict[str, str]:
    question = "?organ=141021&from=2024-01-01&to=2024-12-31&cell=T2.concluded.total"
    return {
        "statistics": "/statistics/?organ=141021",
        "statistics_overview": "/statistics/overview/?organ=141021&from=2024-01-01&to=2024-12-31",
        "statistics_compare": "/statistics/compare/?organ=141021&from=2024-01-01&to=2024-12-31",
        "statistics_indicators": "/statistics/indicators/?organ=141021&from=2024-01-01&to=2024-12-31",
        "statistics_records": f"{reverse('statistics_records')}{question}",
        "reconsiderations": reverse("reconsiderations"),
        "reconsideration": county.ended.get_absolute_url(),
        "litigations": reverse("litigations"),
        "litigation": county.suit.get_absolute_url(),
        "mediations": reverse("mediations"),
        "mediation": county.mediation.get_absolute_url(),
        "ledger": reverse("ledger"),
        "ledger_entry": county.entry.get_absolute_url(),
        "respondent-cases": reverse("respondent-cases"),
        "respondent_case": county.response.get_absolute_url(),
        "audit": reverse("audit"),
    }


@pytest.mark.parametrize("persona", ["clerk", "supervisor", "report_team", "auditor", "administrator", "sister_clerk"])
def test_forms_open_for_the_hands_of_the_organ_and_for_nobody_else(persona, county, personas, browse):
    client = browse(getattr(personas, persona))
    own = {name: url for name, url in forms(county).items() if name in OF_A_RECORD}
    opened = {
        "clerk": (200, 200), "supervisor": (200, 200), "sister_clerk": (200, 404),
    }.get(persona, (403, 403))  # fmt: skip
    for name, url in forms(county).items():
        assert client.get(url).status_code == opened[name in own], (name, url)


OF_A_RECORD = {"mediation_row"}


def forms(county: Any) -> dict[str, str]:
    return {
        "mediation_sheet": reverse("mediation_sheet"),
        "mediation_row": reverse("mediation_row", args=[county.mediation.pk]),
        "ledger_new": reverse("ledger_new"),
        "ledger_entry_new": reverse("ledger_entry_new", args=["legal_aid"]),
        "litigation_new": reverse("litigation_new"),
        "respondent_case_new": reverse("respondent_case_new"),
    }


OF_THE_COUNTY = {
    "statistics",
    "statistics_overview",
    "statistics_compare",
    "statistics_indicators",
    "statistics_records",
    "reconsideration",
    "litigation",
    "mediation",
    "ledger_entry",
    "respondent_case",
}
"""Addresses that name the county or one of its records."""

SEES = {"clerk": True, "supervisor": True, "report_team": True, "city_supervisor": True, "sister_clerk": False}


@pytest.mark.parametrize("persona", SEES)
def test_a_persona_sees_the_county_or_meets_the_page_of_what_is_not_there(persona, county, personas, browse):
    client = browse(getattr(personas, persona))
    found = {name: client.get(url).status_code for name, url in urls(county).items()}
    expected = {name: 200 if SEES[persona] or name not in OF_THE_COUNTY else 404 for name in found} | {"audit": 403}
    assert found == expected


def test_a_visitor_is_led_to_the_sign_in_form_from_everywhere(county):
    for url in urls(county).values():
        answer = Client().get(url)
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/login/"), url
    assert Client().get("/admin/", follow=True).redirect_chain[-1][0].startswith("/login/")


@pytest.mark.parametrize(("persona", "screen"), [("auditor", "audit"), ("administrator", "administration")])
def test_a_role_without_figures_sees_its_own_page_and_no_record(persona, screen, county, personas, browse):
    client = browse(getattr(personas, persona))
    home = client.get("/")
    assert home.status_code == 200
    assert b"<table" not in home.content
    for name, url in urls(county).items():
        if name != "audit":
            assert client.get(url).status_code == 403, url
    assert client.get("/audit/").status_code == (200 if screen == "audit" else 403)
    assert client.get("/admin/", follow=True).status_code == (200 if screen == "administration" else 403)


def test_a_person_without_a_role_is_told_so_and_can_sign_out(personas, browse):
    answer = browse(personas.stranger).get("/")
    assert answer.status_code == 403
    assert 'action="/logout/"' in answer.content.decode()


def test_the_bar_holds_what_the_person_may_open_and_nothing_else(personas, browse):
    for person, shown in (("clerk", {"records"}), ("auditor", {"audit"}), ("administrator", {"administration"})):
        text = browse(getattr(personas, person)).get("/").content.decode()
        bar = text.partition("</header>")[0]
        links = {"records": "/reconsiderations/", "audit": "/audit/", "administration": "/admin/"}
        assert {screen for screen, url in links.items() if f'href="{url}"' in bar} == shown


def test_a_role_that_has_run_out_opens_nothing(office, personas, browse):
    old = personas.add("former", Role.CLERK, "甲县", valid_to=office.today.replace(day=1))
    assert browse(old).get("/").status_code == 403
    assert browse(old).get("/reconsiderations/").status_code == 403


def test_the_audit_trail_tells_no_facts_and_no_other_organs_events(county, personas, browse):
    text = browse(personas.auditor).get("/audit/").content.decode()
    assert county.named.number in text
    assert "欧阳" not in text
    sister = personas.add("sister-auditor", Role.AUDITOR, "乙县")
    assert county.named.number not in browse(sister).get("/audit/").content.decode()


def test_every_role_opens_the_first_page():
    assert all(may_open("home", [role]) for role in Role)
