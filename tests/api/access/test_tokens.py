"""Tokens: what they open, for whom, from where, how long; and what is written down of their use."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from casework.actions.belongings.tokens import Wanted, create_token, note_use, revoke_token
from casework.api.access.token_reader import Asking
from casework.errors import FaultyInput
from casework.law.names import Role
from casework.models import Membership, Pull, Token
from tests.api.conftest import Program, problem
from tests.factories import TODAY

YEAR = "organ=141021&from=2024-01-01&to=2024-12-31"


def sight(person: Any, **wanted: Any) -> Asking:
    token, _text = create_token(person, Wanted(**({"purpose": "测试", "scope": "full"} | wanted)))
    return Asking(type(person).objects.get(pk=person.pk), TODAY, token)


def test_a_token_is_stored_as_a_hash_and_opens_what_its_person_may_open(personas, program):
    ask = program(personas.clerk)
    assert ask("organs/").status_code == 200
    stored = Token.objects.values().get()
    assert ask.token not in str(stored)
    assert len(stored["digest"]) == 128


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer a b", "Bearer cw-nothing", "Bearer \xff\xfe", "Bearer " + "x" * 500]
)
def test_what_is_no_token_is_refused_and_told_how_to_write_one(db, header):
    answer = Program(None)("organs/", Authorization=header)
    problem(answer, 401)
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_an_expired_and_a_foreign_token_open_nothing(personas, program):
    ask = program(personas.clerk)
    revoke_token(ask.token, by=personas.clerk, now=timezone.now())
    assert "撤销" in problem(ask("organs/"), 401)["detail"]
    short = program(personas.clerk, days=2)
    assert short("organs/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=2, seconds=1), tick=False):
        assert "过期" in problem(short("organs/"), 401)["detail"]
    far = program(personas.clerk, networks=("10.0.0.0/8",))
    assert "网络" in problem(far("organs/"), 401)["detail"]
    near = program(personas.clerk, networks=("10.0.0.0/8", "127.0.0.0/8"))
    assert near("organs/").status_code == 200


@pytest.mark.parametrize(
    ("trusted", "forwarded", "status"),
    [
        ([], "10.1.2.3", 401),  # anybody can write a header
        (["127.0.0.1"], "10.1.2.3", 200),
        (["127.0.0.1"], "10.1.2.3, 192.0.2.9", 401),  # the last is the one that the server in front saw
        (["127.0.0.0/8", "192.0.2.9"], "10.1.2.3, 192.0.2.9", 200),
        (["127.0.0.1"], "not an address", 401),
        (["127.0.0.1"], "", 401),
        (["192.0.2.9"], "10.1.2.3", 401),
    ],
)
def test_a_server_in_front_is_believed_where_it_is_trusted(personas, program, settings, trusted, forwarded, status):
    settings.TRUSTED_PROXIES = trusted
    ask = program(personas.clerk, networks=("10.0.0.0/8",))
    assert ask("organs/", X_Forwarded_For=forwarded).status_code == status


def test_a_person_who_may_not_sign_in_has_no_token_that_opens(personas, program):
    ask = program(personas.clerk)
    personas.clerk.is_active = False
    personas.clerk.save()
    problem(ask("organs/"), 401)


def test_a_role_that_is_taken_away_takes_the_sight_of_the_token_along(personas, program):
    ask = program(personas.report_team)
    assert ask(f"report/?{YEAR}").status_code == 200
    Membership.objects.filter(person=personas.report_team).delete()
    problem(ask(f"report/?{YEAR}"), 403)


def test_only_a_full_token_reads_names_and_only_where_its_person_does(office, personas):
    county, sister = office["甲县"], office["乙县"]
    assert sight(personas.clerk).names.covers(county)
    assert not sight(personas.clerk).names.covers(sister)
    assert not sight(personas.clerk, scope="masked").names.covers(county)
    assert not sight(personas.report_team).names.covers(county)


def test_a_token_of_an_organ_sees_that_organ_and_what_lies_below_it_alone(office, personas):
    seen = sight(personas.city_supervisor, organ=office["甲县"])
    assert {short for short, organ in office.organs.items() if seen.reach.covers(organ)} == {
        "甲县", "甲局", "甲所", "甲镇", "甲税",
    }  # fmt: skip
    assert sight(personas.clerk, organ=office["乙县"]).reach.empty
    assert sight(personas.clerk, organ=office["市"]).reach == sight(personas.clerk).reach
    assert not sight(personas.nation_supervisor, organ=office["省"]).reach.everything


def test_the_scope_of_statistics_opens_reports_and_reference_data_alone(personas):
    seen = sight(personas.clerk, scope="statistics")
    assert seen.may("api_statistics")
    assert seen.may("api_reference")
    assert not seen.may("api_records")


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ({"purpose": " "}, "purpose"),
        ({"purpose": "x" * 201}, "purpose"),
        ({"purpose": "a\x00"}, "purpose"),
        ({"scope": "all"}, "scope"),
        ({"scope": "statistics", "may_write": True}, "scope"),
        ({"networks": ("10.0.0.1/99",)}, "network"),
        ({"days": 0}, "days"),
        ({"days": 731}, "days"),
    ],
)
def test_a_token_that_cannot_be_made_is_refused_with_the_field(personas, wanted, where):
    with pytest.raises(FaultyInput) as refused:
        create_token(personas.clerk, Wanted(**({"purpose": "测试"} | wanted)))
    assert refused.value.where == where
    assert not Token.objects.exists()


def test_nobody_revokes_another_persons_token_but_who_may_revoke_anybodys(personas, program):
    ask = program(personas.clerk)
    with pytest.raises(FaultyInput):
        revoke_token(ask.token, by=personas.supervisor, now=timezone.now())
    revoke_token(ask.token[:15], by=personas.administrator, now=timezone.now(), anybodys=True)
    first = Token.objects.get().revoked_at
    revoke_token(ask.token[:15], by=personas.clerk, now=timezone.now() + timedelta(days=1))
    assert Token.objects.get().revoked_at == first


def test_the_last_use_is_written_at_most_once_a_minute(personas, program):
    ask = program(personas.clerk)
    ask("organs/")
    token = Token.objects.get()
    assert (token.last_used_at, token.last_used_from) == (timezone.now(), "127.0.0.1")
    for seconds, address in ((59, "127.0.0.1"), (60, "::1")):
        note_use(Token.objects.get(), "::1", timezone.now() + timedelta(seconds=seconds))
        assert Token.objects.get().last_used_from == address


def test_each_pull_is_written_down_with_what_was_asked_but_no_words_that_may_name_a_person(personas, program):
    ask = program(personas.report_team)
    ask(f"report/?{YEAR}")
    ask("organs/?q=欧阳")
    first, second = Pull.objects.order_by("pk")
    assert (first.token, first.person, first.method, first.path) == (
        Token.objects.get(), personas.report_team, "GET", "/api/v1/report/",
    )  # fmt: skip
    assert (first.query, first.status, first.records, first.address) == (YEAR, 200, 1, "127.0.0.1")
    assert (second.query, second.status, second.records) == ("q=…", 400, 0)


def test_a_token_that_asks_too_often_is_told_when_to_come_again(personas, program, settings):
    settings.API_REQUESTS_A_MINUTE = 3
    ask, other = program(personas.clerk), program(personas.clerk)
    assert [ask("organs/").status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = ask("organs/")
    problem(answer, 429)
    assert answer["Retry-After"] == "60"
    assert (answer["RateLimit-Policy"], answer["RateLimit"]) == ('"minute";q=3;w=60', '"minute";r=0;t=60')
    assert other("organs/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(seconds=60), tick=False):
        assert ask("organs/").status_code == 200


def test_every_answer_says_how_much_is_left_until_when(personas, program, settings):
    settings.API_REQUESTS_A_MINUTE = 3
    ask = program(personas.clerk)
    with time_machine.travel(timezone.now() + timedelta(seconds=20), tick=False):
        answers = [ask(place) for place in ("organs/", "organs/?wrong=1", "nothing/", "organs/")]
    assert [answer.get("RateLimit") for answer in answers] == [
        '"minute";r=2;t=40', '"minute";r=1;t=40', None, '"minute";r=0;t=40',
    ]  # fmt: skip


def test_six_hundred_requests_a_minute_are_allowed_by_default(settings):
    assert settings.API_REQUESTS_A_MINUTE >= 600


def test_a_signed_in_person_reads_without_a_token(personas):
    ask = Program(None)
    ask.client.force_login(personas.clerk)
    assert ask("organs/").status_code == 200
    assert Pull.objects.get().token is None


def test_a_refusal_says_which_scope_role_or_right_is_missing(office, personas, program):
    told = problem(program(personas.clerk, scope="statistics")("reconsiderations/"), 403)["detail"]
    assert "statistics" in told
    assert "masked" in told
    assert "full" in told
    told = problem(program(personas.auditor)("reconsiderations/"), 403)["detail"]
    assert "承办人（clerk）" in told
    assert "auditor" not in told
    told = problem(program(personas.clerk, organ=office["乙县"])("reconsiderations/"), 403)["detail"]
    assert office["乙县"].name in told
    told = problem(program(personas.clerk)("reconsiderations/acts/", "POST"), 403)["detail"]
    assert "--write" in told
    answer = program(personas.clerk, scope="statistics")("reconsiderations/", Accept_Language="en")
    assert "this takes the scope masked, full" in problem(answer, 403)["detail"]


def test_an_auditor_and_a_person_without_role_read_no_figures(office, personas, program):
    stranger = personas.stranger
    for person in (personas.auditor, personas.administrator, stranger):
        problem(program(person)(f"report/?{YEAR}"), 403)
    assert program(personas.add("both", Role.CLERK, "甲县"))(f"report/?{YEAR}").status_code == 200
