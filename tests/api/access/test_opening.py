"""Who may open what: every address for every persona, and what is personal masked."""

from __future__ import annotations

import itertools
import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from casework.api.urls import ADDRESSES
from casework.exports.resources import RESOURCES
from casework.models import Reconsideration
from casework.permissions import SCREENS, TokenScope
from tests.api.conftest import methods_of, problem

YEAR = "organ=141021&from=2024-01-01&to=2024-12-31"
KINDS = ("reconsiderations", "litigations", "mediations", "ledger-entries", "respondent-cases")
NAMES = ("欧阳", "司徒", "上官", "慕容", "申请人甲", "测试商贸公司", "142623199001010011", "13800001234", "东关大街")


# ---- What is personal ----


@pytest.mark.parametrize(
    ("who", "scope", "clear"),
    [("clerk", "full", True), ("clerk", "masked", False), ("report_team", "full", False), ("supervisor", "full", True)],
)
def test_names_are_read_by_who_may_read_them_with_a_full_token_alone(county, personas, program, who, scope, clear):
    ask = program(getattr(personas, who), scope=scope)
    said = "".join(json.dumps(ask.pages(f"{key}/"), ensure_ascii=False) for key in (*KINDS, "events"))
    said += ask(f"reconsiderations/{county.named.pk}/").content.decode()
    assert ("欧阳测试" in said) is clear
    assert not [name for name in NAMES if name in said and not clear]
    assert "142623199001010011" not in said  # identity numbers leave by no interface


def test_a_masked_token_does_not_find_by_a_name_what_it_may_not_read(county, personas, program):
    for query in ("q=欧阳测试", "identity_number=142623199001010011", "telephone=13800001234"):
        assert len(program(personas.clerk).pages(f"reconsiderations/?{query}")) == 1, query
        assert program(personas.clerk, scope="masked").pages(f"reconsiderations/?{query}") == [], query


def test_what_is_personal_and_how_it_is_masked_is_said_in_the_description(personas, program):
    for key, resource in RESOURCES.items():
        found = program(personas.clerk).json(f"{key}/describe/")
        said = {entry["name"]: entry["personal"] for entry in found["columns"]}
        assert said == {column.name: column.personal for column in resource.columns}


# ---- Who may open what ----


PERSONAS = ("clerk", "sister_clerk", "supervisor", "report_team", "auditor", "administrator", "stranger", None)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
OPENS = {"clerk": "data", "sister_clerk": "data", "supervisor": "data", "report_team": "data"}


def addresses_of(county) -> dict[str, tuple[str, Any]]:
    """Every address with values that lead to something of the county."""
    ids = {"reconsiderations": county.ended.pk, "litigations": county.suit.pk, "mediations": county.mediation.pk,
           "ledger-entries": county.entry.pk, "respondent-cases": county.response.pk,
           "events": county.ended.events.first().pk,
           "organs": county.office["甲县"].pk, "terms": 1, "sealed-reports": 1,
           **{key: RESOURCES[key].model.objects.order_by("pk")[0].pk
              for key in RESOURCES if RESOURCES[key].below or key == "populations"}}  # fmt: skip
    found = {}
    for each in ADDRESSES:
        key = each.route.partition("/")[0]
        route = each.route.replace("<int:pk>", str(ids.get(key, 1)))
        keys = {"tables": "T2", "figures": "reconsideration.received"}
        route = route.replace("<str:key>", keys.get(key, "")).replace("<str:form>", "pdf")
        asks = "<str:key>" in each.route or key in ("report", "balances", "rules")
        found[each.name] = (f"{route}?{YEAR}" if asks else route, each)
    return found


def expected(each: Any, persona: str | None, method: str) -> set[int]:  # noqa: C901, PLR0911  # one line a rule
    if persona is None:
        return {401}
    if persona == "stranger" or (each.row != "api_reference" and persona not in OPENS):
        return {403}
    if each.route.endswith("acts/"):
        return {403, 405}  # these tokens may not write
    if method not in (*methods_of(each), *(["HEAD"] if "GET" in methods_of(each) else [])):
        return {405}
    if method == "POST":
        return {400, 403, 428, 415}
    of_the_county = "<" in each.route and each.name not in ("api_table", "api_figure", "api_terms_one")
    asks_the_county = "<str:key>" in each.route or each.route in ("report/", "balances/", "rules/")
    if persona == "sister_clerk" and (of_the_county or asks_the_county):
        return {404}
    if each.name in ("api_sealed_report", "api_sealed_content", "api_sealed_file"):
        return {404}
    if persona in ("auditor", "administrator") and each.name in ("api_organs_one", "api_populations_one"):
        return {404}
    return {200}


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_address_meets_every_persona_with_every_method(county, personas, program, persona, settings):
    settings.API_REQUESTS_A_MINUTE = 10**6
    ask = program(getattr(personas, persona) if persona else None)
    wrong = {}
    for (address, each), method in itertools.product(addresses_of(county).values(), METHODS):
        status = ask(address, method).status_code
        if status not in expected(each, persona, method):
            wrong[method, address] = status
    assert wrong == {}


def test_a_token_that_opens_nothing_opens_no_address(county, personas, program):
    revoked = program(personas.clerk)
    far = program(personas.clerk, networks=("10.0.0.0/8",))
    short = program(personas.clerk, days=1)
    from casework.actions.belongings.tokens import revoke_token  # noqa: PLC0415

    revoke_token(revoked.token, by=personas.clerk, now=timezone.now())
    with time_machine.travel(timezone.now() + timedelta(days=1, seconds=1), tick=False):
        for address, _each in addresses_of(county).values():
            for ask in (revoked, far, short):
                problem(ask(address), 401)


def test_a_token_for_statistics_opens_no_record_and_no_event(county, personas, program):
    ask = program(personas.clerk, scope=TokenScope.STATISTICS.value)
    for address, each in addresses_of(county).values():
        status = ask(address).status_code
        assert (status == 403) is (each.row in ("api_records", "api_acts")), address


def test_every_row_of_the_interface_is_one_of_the_permission_table():
    assert {each.row for each in ADDRESSES} <= set(SCREENS)


def test_no_organ_beyond_reach_is_named_anywhere(county, office, personas, program):
    office.register(actor=office.actor("乙县"), respondents=["乙县自然资源局"])
    ask = program(personas.clerk)
    said = "".join(json.dumps(ask.pages(f"{key}/"), ensure_ascii=False) for key in (*KINDS, "events", "organs"))
    assert "乙县" not in said
    assert Reconsideration.objects.filter(organ=office["乙县"]).exists()
