"""Whatever goes wrong is a problem (RFC 9457) with the right status, in the language asked for, and leaks nothing."""

from __future__ import annotations

import itertools

import pytest

from casework.api.problems import KINDS
from tests.api.conftest import Program, problem

YEAR = "organ=141021&from=2024-01-01&to=2024-12-31"


def named(answer, status=400):
    return {entry["name"]: entry for entry in problem(answer, status)["errors"]}


def test_every_wrong_parameter_is_named_at_once_and_the_nearest_known_one_with_it(county, personas, program):
    ask = program(personas.report_team)
    found = named(ask("report/?organ=141021&frm=2024-01-01&to=&basis=a&basis=b"))
    assert set(found) == {"frm", "to", "basis"}
    assert found["frm"]["nearest"] == "from"
    assert "2次" in found["basis"]["detail"]
    assert set(named(ask("report/"))) == {"organ", "from", "to"}
    assert set(named(ask("report/?organ=141021&from=2024-13-01&to=x&basis=all&subtree=maybe"))) == {
        "from", "to", "basis", "subtree",
    }  # fmt: skip


def test_the_sentences_are_in_the_language_asked_for_and_chinese_otherwise(county, personas, program):
    ask = program(personas.report_team)
    assert "缺少参数" in problem(ask("report/"), 400)["detail"]
    assert "缺少参数" in problem(ask("report/", Accept_Language="fr"), 400)["detail"]
    answer = ask("report/", Accept_Language="en")
    assert problem(answer, 400)["errors"][0]["detail"].startswith("The parameter 'organ' is missing")
    assert "Accept-Language" in answer["Vary"]


@pytest.mark.parametrize(
    "address",
    [
        "organs/999999999/",
        "organs/99999999999999999999999999999999/",
        "organs/-1/",
        "sealed-reports/1/",
        "sealed-reports/1/content/",
        "nothing/",
        "nothing",
        "organs/x",
        "organs/%00/",
        "%E4%B8%8D%0A/",
        "../../admin",
        "report/?organ=没有的机关&from=2024-01-01&to=2024-12-31",
        "report/?organ=141022&from=2024-01-01&to=2024-12-31",
        "report/?organ=141000&from=2024-01-01&to=2024-12-31",
        "report/?organ=141022&from=2024-01-01&to=2024-12-31&subtree=1",
        "report/?organ=id-99999999999&from=2024-01-01&to=2024-12-31",
    ],
)
def test_what_is_not_there_and_what_may_not_be_seen_are_one_and_the_same(county, personas, program, address):
    bodies = {program(personas.clerk)(each).content for each in (address, "nowhere/")}
    assert len(bodies) == 1
    problem(program(personas.clerk)(address), 404)


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("tables/T99/", "T9"),
        ("tables/t2/", "T2"),
        ("figures/reconsideration.recieved/", "reconsideration.received"),
        ("figures/ledger.publicity_event.cuont/", "ledger.publicity_event.count"),
    ],
)
def test_a_table_or_figure_that_is_none_is_told_with_the_nearest_that_is(county, personas, program, address, nearest):
    [found] = named(program(personas.clerk)(f"{address}?{YEAR}"), 404).values()
    assert (found["name"], found["nearest"]) == ("key", nearest)
    assert nearest in found["detail"]


@pytest.mark.parametrize(
    ("query", "name", "nearest"),
    [
        ("outcome=uphodl", "outcome", "uphold"),
        ("fields=nubmer", "fields", "number"),
        ("format=jsonl", "format", "json"),
        (f"cell=T2.uphodl.total&{YEAR}", "cell", "uphold"),
        (f"figure=reconsideration.recieved&{YEAR}", "figure", "reconsideration.received"),
    ],
)
def test_whatever_is_chosen_from_a_list_is_refused_with_the_nearest_that_is_there(
    county, personas, program, query, name, nearest
):
    found = named(program(personas.clerk)(f"reconsiderations/?{query}"))
    assert {key: each["nearest"] for key, each in found.items()} == {name: nearest}


@pytest.mark.parametrize(
    ("query", "name"),
    [
        (f"{YEAR}&as_of=2023-12-31", "as_of"),
        ("organ=141021&from=2024-12-31&to=2024-01-01", "to"),
        ("organ=141021&from=0001-01-01&to=2024-01-01", "from"),
        ("organ=141021&from=2024-02-30&to=2024-03-01", "from"),
        ("organ=141021&from=99999999999999999999&to=2024-03-01", "from"),
        ("organ=%00&from=2024-01-01&to=2024-03-01", "organ"),
        (f"organ={'x' * 201}&from=2024-01-01&to=2024-03-01", "organ"),
        ("organ=id-1%27%20OR%201=1&from=2024-01-01&to=2024-03-01", "organ"),
        ("organ=id-99999999999999999999999999&from=2024-01-01&to=2024-03-01", "organ"),
        (f"{YEAR}&%00=1", "'\\x00'"),
        (f"{YEAR}&=1", ""),
    ],
)
def test_a_question_that_cannot_be_read_is_told_by_the_name_of_its_parameter(county, personas, program, query, name):
    assert set(named(program(personas.clerk)(f"report/?{query}"))) == {name}


@pytest.mark.parametrize("size", ["0", "-1", "1001", "99999999999999999999", "1e3", "ten"])
def test_a_page_has_one_to_a_thousand_records(personas, program, size):
    assert set(named(program(personas.clerk)(f"terms/?page_size={size}"))) == {"page_size"}


def test_no_address_takes_a_method_that_it_does_not_declare(personas, program):
    ask = program(personas.clerk)
    for method, place in itertools.product(
        ("POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"), ("organs/", "", "schema/", "docs/")
    ):
        answer = ask(place, method)
        problem(answer, 405)
        assert answer["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("place", "allowed"),
    [
        ("organs/", "GET, HEAD, OPTIONS"),
        ("mediations/acts/", "POST, OPTIONS"),
        ("tables/T2/", "GET, HEAD, OPTIONS"),
        ("schema/", "GET, HEAD, OPTIONS"),
    ],
)
def test_the_methods_of_an_address_are_told_to_anybody_and_nothing_else(county, personas, program, place, allowed):
    for person in (personas.clerk, None):
        answer = program(person)(place, "OPTIONS")
        assert (answer.status_code, answer.content, answer["Allow"]) == (204, b"", allowed)
    problem(program(personas.clerk)("nothing/", "OPTIONS"), 404)


@pytest.mark.parametrize("place", ["organs", "reconsiderations/1", "tables/T2", "sealed-reports", "schema", "docs"])
def test_an_address_without_its_last_slash_leads_to_it_with_its_query(personas, program, place):
    ask = program(personas.clerk)
    for method in ("GET", "HEAD"):
        answer = ask(f"{place}?fields=id&q=%E4%B8%AD", method)
        assert answer.status_code == 301
        assert answer["Location"] == f"http://testserver/api/v1/{place}/?fields=id&q=%E4%B8%AD"
    assert ask(place)["Location"] == f"http://testserver/api/v1/{place}/"


def test_an_act_sent_without_the_last_slash_is_sent_again_as_it_is(personas, program):
    answer = program(personas.clerk)("mediations/acts", "POST")
    assert (answer.status_code, answer["Location"]) == (308, "http://testserver/api/v1/mediations/acts/")


def test_a_form_that_is_not_spoken_is_refused(personas, program):
    ask = program(personas.clerk)
    for accept in ("text/html", "application/xml", "image/png", "garbage", "application/problem+json"):
        said = problem(ask("organs/", Accept=accept), 406)["detail"]
        assert all(part in said for part in (accept, "application/json", "text/csv"))
    for accept in ("*/*", "application/*", "application/json", "text/html, */*;q=0.1"):
        assert ask("organs/", Accept=accept).status_code == 200


def test_a_body_of_ten_megabytes_is_not_read(personas, program):
    ask = program(personas.clerk)
    answer = ask.client.generic(
        "POST",
        "/api/v1/organs/",
        b"x" * 10_000_000,
        content_type="application/json",
        headers={"Authorization": f"Bearer {ask.token}"},
    )
    problem(answer, 413)


def test_a_host_that_is_not_ours_is_told_so_as_a_problem(db):
    answer = Program(None)("organs/", Host="elsewhere.example.org")
    problem(answer, 400)


def test_a_fault_of_ours_tells_nothing_of_itself(personas, program, monkeypatch):
    def broken(*_given, **_words):
        raise RuntimeError("secret-of-the-house")

    monkeypatch.setattr("casework.api.records.RowList.taken", broken)
    answer = program(personas.clerk)("organs/")
    problem(answer, 500)
    assert b"secret" not in answer.content


def test_every_kind_of_problem_has_its_words_in_both_languages():
    assert all(kind.zh and kind.en and kind.zh != kind.en for kind in KINDS.values())


def test_nothing_that_one_may_see_is_kept_by_a_cache_for_others(personas, program):
    answer = program(personas.clerk)("organs/")
    assert "private" in answer["Cache-Control"]
    assert {"Authorization", "Cookie", "Accept-Language"} <= {name.strip() for name in answer["Vary"].split(",")}
