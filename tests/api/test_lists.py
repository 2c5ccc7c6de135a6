"""The lists: complete by pages, asked by the filters of the screens, masked, as long as the number they are behind."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.api import pages
from casework.api.urls import ADDRESSES
from casework.exports.resources import RESOURCES
from casework.filters.fields import Bound, Day
from casework.filters.sets import FILTERS
from casework.models import Reconsideration
from casework.permissions import SCREENS, TokenScope
from casework.statistics.figures import KNOWN
from casework.statistics.tables import TABLE_KEYS
from tests.api.conftest import problem
from tests.sealing.desk import Room

YEAR = "organ=141021&from=2024-01-01&to=2024-12-31"
KINDS = ("reconsiderations", "litigations", "mediations", "ledger-entries")
NAMES = ("欧阳", "司徒", "上官", "慕容", "申请人甲", "测试商贸公司", "142623199001010011", "13800001234", "东关大街")


# ---- Pages ----


@pytest.mark.parametrize("key", RESOURCES)
@pytest.mark.parametrize("size", [1, 2, 100])
def test_every_record_within_reach_stands_once_in_the_order_of_ids(county, personas, program, key, size):
    ask = program(personas.clerk)
    found = [row["id"] for row in ask.pages(f"{key}/?page_size={size}&fields=id")]
    assert found == sorted(set(found))
    assert len(found) == len(ask.pages(f"{key}/?page_size=1000"))
    assert found


def test_pages_lead_forth_and_back_over_the_same_rows(county, personas, program):
    ask = program(personas.clerk)
    there, place = [], "mediations/?page_size=1"
    while place:
        page = ask.json(place)
        there.append((page["results"], page["previous"]))
        place = page["next"]
    assert there[0][1] is None
    for (rows, _), (_, previous) in itertools.pairwise(there):
        assert ask.json(previous)["results"] == rows


def test_what_is_written_between_two_pages_neither_shifts_nor_repeats_a_record(county, office, personas, program):
    ask = program(personas.clerk)
    page = ask.json("mediations/?page_size=2&fields=id")
    before = [row["id"] for row in page["results"]]
    office.do(office.mediation("2024-01-02"), "conclude", "2024-01-03", result="failed")
    office.do(county.mediation, "void", "2024-07-01", reason="录错", actor=office.actor())
    rest = [row["id"] for row in ask.pages(page["next"])]
    assert not set(before) & set(rest)
    seen = Counter(before + rest)
    assert seen.keys() >= set(ask_ids(ask))
    assert max(seen.values()) == 1


def ask_ids(ask: Any) -> list[int]:
    return [row["id"] for row in ask.pages("mediations/?fields=id")]


def cursor_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["cursor"][0]


def test_a_forged_an_expired_and_a_foreign_cursor_are_refused(county, personas, program):
    ask, other = program(personas.clerk), program(personas.clerk)
    address = ask.json("mediations/?page_size=1")["next"]
    cursor = cursor_of(address)
    foreign = (
        other(address),
        ask(address.replace("page_size=1", "page_size=1&result=failed")),
        ask(address.replace("mediations", "litigations")),
    )
    forged = [
        ask(f"mediations/?page_size=1&cursor={text}")
        for text in ("x", cursor[:-1], "A" + cursor[1:], signing.dumps(["", [1], False, ""], salt="other"))
    ]
    for answer in (*foreign, *forged):
        assert [entry["name"] for entry in problem(answer, 400)["errors"]] == ["cursor"]
    assert ask(address.replace("page_size=1", "page_size=2")).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(seconds=pages.VALID_SECONDS + 1), tick=False):
        assert "过期" in problem(ask(address), 400)["detail"]


# ---- Asking ----


def test_every_filter_of_the_screens_is_one_of_the_interface(county, personas, program):
    for key in KINDS:
        declared = {each.name for each in address_of(key).given["operations"]["get"].parameters}
        assert declared >= {"q", "organ", "subtree", "cell", "figure", *FILTERS[RESOURCES[key].kind].base_filters}


def address_of(key: str) -> Any:
    return next(each for each in ADDRESSES if each.route == f"{key}/")


def test_filters_and_columns_choose_rows_and_fields(county, personas, program):
    ask = program(personas.clerk)
    found = ask.pages("reconsiderations/?state=已审结&received_from=2024-01-01&fields=number,state")
    assert found == [{"number": each.number, "state": "concluded"} for each in (county.ended, county.corrected)]
    assert ask.pages("events/?kind=litigation&act=close_instance&fields=record") == [{"record": county.suit.pk}]
    assert {row["act"] for row in ask.pages(f"events/?kind=mediation&record={county.mediation.pk}")} == {
        "register", "conclude",
    }  # fmt: skip
    assert all(row["list"] == "matter" for row in ask.pages("terms/?list=matter"))


def test_a_quantity_is_asked_for_exactly_by_its_name(county, personas, program):
    ask = program(personas.clerk)
    every = ask.pages("reconsiderations/?fields=id,applicant_count")
    wanted = [row["id"] for row in every if row["applicant_count"] == 3]
    assert 0 < len(wanted) < len(every)
    assert [row["id"] for row in ask.pages("reconsiderations/?applicants=3")] == wanted
    assert {row["record"] for row in ask.pages("parties/?applicants=3")} == set(wanted)
    for wrong in ("applicants=三个", "applicants=3&applicants_min=1"):
        assert problem(ask(f"reconsiderations/?{wrong}"), 400)["errors"][0]["name"] == "applicants"


def test_all_wrong_filters_are_named_at_once(county, personas, program):
    answer = program(personas.clerk)("reconsiderations/?received_from=x&matter=none&due_to=1&state=concluded")
    assert {entry["name"] for entry in problem(answer, 400)["errors"]} == {"received_from", "matter", "due_to"}
    answer = program(personas.clerk)("events/?kind=none&record=-1&on_from=x")
    assert {entry["name"] for entry in problem(answer, 400)["errors"]} == {"kind", "record", "on_from"}


RANGES = [
    (key, low, fact.last, *(("2024-12-31", "2024-01-01") if isinstance(fact, Day) else ("2", "1")))
    for key, kind in zip(KINDS, FILTERS, strict=True)
    for low, fact in FILTERS[kind].base_filters.items()
    if isinstance(fact, Bound) and fact.last
] + [("events", "on_from", "on_to", "2024-12-31", "2024-01-01")]


@pytest.mark.parametrize(("key", "first", "last", "low", "high"), RANGES)
def test_a_range_that_is_inverted_is_refused_with_both_its_values(
    county, personas, program, key, first, last, low, high
):
    ask = program(personas.clerk)
    [fault] = problem(ask(f"{key}/?{first}={low}&{last}={high}"), 400)["errors"]
    assert fault["name"] == last
    assert low in fault["detail"]
    assert high in fault["detail"]
    assert ask(f"{key}/?{first}={high}&{last}={high}&fields=id").status_code == 200


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("from=2024-01-01", "from"),
        (f"cell=T2.uphold.total&figure=reconsideration.received&{YEAR}", "figure"),
        (f"cell=T2.uphold.total&side=numerator&{YEAR}", "side"),
        (f"cell=T2.nothing.total&{YEAR}", "cell"),
        (f"cell=M1.received.count&{YEAR}", "cell"),
        (f"figure=no.such&{YEAR}", "figure"),
        ("cell=T2.uphold.total&organ=141021&from=2024-01-01", "to"),
        ("fields=id,id", "fields"),
        ("fields=nummer", "fields"),
        ("subtree=1", "subtree"),
        ("q=" + "x" * 201, "q"),
        ("days_min=99999999999999999999", "days_min"),
        ("days_min=NaN", "days_min"),
        ("recieved_from=2024-01-01", "recieved_from"),
    ],
)
def test_a_list_that_cannot_be_asked_so_names_the_parameter(county, personas, program, query, name):
    assert [e["name"] for e in problem(program(personas.clerk)(f"reconsiderations/?{query}"), 400)["errors"]] == [name]


@pytest.mark.parametrize("value", ["' OR 1=1 --", "=1+1", "%", "_", "🜁", "); DROP TABLE casework_event; --", "\\"])
def test_a_value_that_means_something_elsewhere_is_only_a_value_here(county, personas, program, value):
    ask = program(personas.clerk)
    for name in ("q", "number", "act_number"):
        assert (
            ask.client.get(
                "/api/v1/reconsiderations/", {name: value}, headers={"Authorization": f"Bearer {ask.token}"}
            ).json()["results"]
            == []
        ), name


# ---- The records behind a number ----


def counted(unit_of_row: str | None, unit_of_column: str | None) -> bool:
    units = {unit for unit in (unit_of_row, unit_of_column) if unit is not None}
    return units <= {"case", "instance", "entry"}


KIND_OF = {"L": "litigations", "M": "mediations", "W": "ledger-entries"}


def resource_of(table: str, row: str) -> str:
    if table == "D1":
        return "reconsiderations" if row == "reconsideration" else "litigations"
    return KIND_OF.get(table[0], "reconsiderations")


@pytest.fixture
def busy(county, office):
    """Cases that are counted more than once: two letters, a case reopened, two instances."""
    twice = office.do(county.ended, "issue_opinion", "2024-03-07", to="甲县公安局")
    office.do(twice, "reopen", "2024-06-03", to="reviewing", by_order_of="上级")
    office.do(office.do(county.corrected, "reopen", "2024-07-01", to="reviewing", by_order_of="上级"),
              "conclude", "2024-07-20", outcome="revoke")  # fmt: skip
    return county


EACH_ZERO = 13
"""Of the cells that count nothing every thirteenth is asked for: T11 has a thousand."""
TABLES = tuple(key for key in TABLE_KEYS if key not in ("W1", "R1"))


@pytest.mark.parametrize("table", TABLES)
def test_the_records_behind_every_cell_are_as_many_as_the_cell_says(busy, personas, program, table, settings):
    settings.API_REQUESTS_A_MINUTE = 10**6
    ask, wrong, looked, zeros = program(personas.report_team), {}, 0, 0
    found = ask.json(f"tables/{table}/?{YEAR}")
    units = {column["key"]: column["unit"] for column in found["columns"]}
    for row in found["rows"]:
        for column, value in row["values"].items():
            zeros += not value
            if not counted(row["unit"], units[column]) or (not value and zeros % EACH_ZERO):
                continue
            address = (
                f"{resource_of(table, row['key'])}/?cell={table}.{row['key']}.{column}&{YEAR}&fields=id&page_size=2"
            )
            lines = len(ask.pages(address)) if value else len(ask.json(address)["results"])
            looked += 1
            if lines != value:
                wrong[row["key"], column] = (value, lines)
    assert wrong == {}
    assert looked


@pytest.mark.parametrize("basis", ["", "&basis=cohort"])
def test_the_records_behind_every_figure_are_as_many_as_it_says(busy, personas, program, basis):
    ask, wrong = program(personas.report_team), {}
    for key, figure in ask.json(f"report/?{YEAR}{basis}")["figures"].items():
        if key.startswith("ledger.") or figure["unit"] not in ("case", "instance", "entry", "percent"):
            continue
        resource = {"l": "litigations", "m": "mediations"}.get(key[0], "reconsiderations")
        sides = {"numerator": figure["numerator"], "denominator": figure["denominator"]}
        if figure["denominator"] is None:
            sides = {"numerator": figure["value"]}
        for side, value in sides.items():
            rows = ask.pages(f"{resource}/?figure={key}&side={side}&{YEAR}{basis}&fields=id")
            if len(rows) != value:
                wrong[key, side] = (value, len(rows))
    assert wrong == {}


@pytest.mark.parametrize("key", sorted(KNOWN))
def test_every_figure_and_quality_indicator_opens_its_records(county, personas, program, key):
    ask, figure = program(personas.report_team), KNOWN[key]
    for side, count in (("numerator", figure.numerator), ("denominator", figure.denominator)):
        if count is None:
            continue
        what = next((name for name in KINDS if RESOURCES[name].kind == count.base.kind), "reconsiderations")
        answer = ask(f"{what}/?figure={key}&side={side}&{YEAR}&fields=id")
        if count.base.reference:
            assert "基础数据" in problem(answer, 400)["detail"]
        else:
            assert "results" in answer.json(), side


def test_the_records_behind_a_number_of_another_organ_are_not_there(busy, personas, program):
    problem(program(personas.sister_clerk)(f"reconsiderations/?cell=T2.concluded.total&{YEAR}"), 404)


# ---- One shape of what is given ----


def texts(data: Any) -> Iterator[str]:
    """All texts of an answer, wherever they stand."""
    if isinstance(data, str):
        yield data
    for inner in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from texts(inner)


def test_nothing_is_null_everywhere_addresses_are_absolute_and_times_are_of_one_zone(busy, office, personas, program):
    """A first act recorded before dawn in Beijing is of the day before in UTC: a program must not have to guess."""
    Room(office).confirmed()
    ask = program(personas.supervisor)
    for address in (*RESOURCES, "sealed-reports", "litigations/to-confirm"):
        said = list(texts(ask.pages(f"{address}/")))
        assert "" not in said, address
        places = [text for text in said if "/api/v1/" in text]
        assert all(place.startswith("http://testserver/api/v1/") for place in places), address
        times = [text for text in said if re.match(r"\d{4}-\d\d-\d\dT", text)]
        assert all(time.endswith("+08:00") for time in times), address
        assert bool(times) is (address in ("events", "sealed-reports")), address
    assert ask.json(f"report/?{YEAR}")["generated_at"].endswith("+08:00")


def test_handlers_are_a_list_as_they_were_sent(county, office, personas, program):
    case = office.do(office.accept("2024-03-04"), "assign", "2024-03-05", handlers=["李某", "王“某"])
    ask = program(personas.clerk)
    assert ask.json(f"reconsiderations/{case.pk}/")["handlers"] == ["李某", "王“某"]
    assert ask.json(f"reconsiderations/{county.named.pk}/")["handlers"] == []


# ---- One record ----


@pytest.mark.parametrize("key", RESOURCES)
def test_a_record_by_itself_is_as_in_its_list_and_304_until_it_changes(county, personas, program, key):
    ask = program(personas.clerk)
    row = ask.json(f"{key}/?page_size=1")["results"][0]
    address = f"{key}/{row['id']}/"
    answer = ask(address)
    assert json.loads(answer.content) == row
    assert ask(address, If_None_Match=answer["ETag"]).status_code == 304
    assert ask(f"{address}?fields=id").json() == {"id": row["id"]}
    problem(ask(f"{key}/{10**15}/"), 404)


def test_the_etag_of_a_record_begins_with_its_version_and_changes_with_it(county, office, personas, program):
    ask = program(personas.clerk)
    address = f"reconsiderations/{county.ended.pk}/"
    etag = ask(address)["ETag"]
    assert etag.startswith(f'"{county.ended.version}-')
    office.do(county.ended, "publish", "2024-06-01")
    answer = ask(address, If_None_Match=etag)
    assert answer.status_code == 200
    assert answer["ETag"].startswith(f'"{county.ended.version + 1}-')
    assert program(personas.report_team)(address)["ETag"] != answer["ETag"]  # names are masked: another answer


def test_a_void_record_has_left_every_list(county, office, personas, program):
    office.do(county.corrected, "void", "2024-07-01", reason="录错", actor=office.actor())
    ask = program(personas.clerk)
    assert county.corrected.pk not in [row["id"] for row in ask.pages("reconsiderations/?fields=id")]
    problem(ask(f"reconsiderations/{county.corrected.pk}/"), 404)
    assert ask.pages(f"events/?kind=reconsideration&record={county.corrected.pk}") == []


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
           "ledger-entries": county.entry.pk, "events": county.ended.events.first().pk,
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
    if method not in (*each.methods, *(["HEAD"] if "GET" in each.methods else [])):
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
    from casework.actions.tokens import revoke_token  # noqa: PLC0415

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


# ---- What a page costs ----


@pytest.mark.parametrize("key", RESOURCES)
def test_a_page_chooses_its_records_before_their_columns_are_read(county, personas, program, key):
    """A database that searches and sorts evaluates the columns of all that it finds, not only of the page's rows."""
    ask, table = program(personas.clerk), RESOURCES[key].model._meta.db_table
    asked = "received_from=2021-01-01&" if RESOURCES[key].kind else ""
    with CaptureQueriesContext(connection) as queries:
        ask.json(f"{key}/?{asked}page_size=2")
    chosen = [query["sql"] for query in queries if f'FROM "{table}"' in query["sql"] and "LIMIT 3" in query["sql"]]
    assert len(chosen) == 1
    assert chosen[0].startswith(f'SELECT "{table}"."id" AS "pk" FROM')
