"""Acts by programs: the same checks as on the pages, once by their key, on the version that the program knows."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from casework.actions.belongings.tokens import Wanted, create_token
from casework.actions.reference.staff import take_on
from casework.actions.reference.standins import keep_stand_in
from casework.models import Event, MediationBody, Reconsideration, Staff
from tests.api.conftest import V1, Program, problem
from tests.factories import APPLICATION, Office, Personas, fresh, traces

APPLY: dict[str, Any] = {"act": "register", "on": "2024-03-01", **APPLICATION}
BEGIN = {
    "reconsiderations": APPLY,
    "litigations": {"act": "register", "on": "2024-05-06", "court": "测试法院", "court_number": "（2024）测01行初1号",
                    "cause": "administrative_penalty", "defendants": ["甲县人民政府"]},
    "mediations": {"act": "register", "on": "2024-05-06", "body": "东村人民调解委员会", "dispute_type": "邻里",
                   "source": "active"},
    "ledger-entries": {"act": "record", "on": "2024-05-06", "kind": "publicity_event", "quantities": {"count": 1}},
}  # fmt: skip


def post(ask: Program, address: str, body: Any, key: str = "", **headers: str) -> Any:
    """An act that is sent; the key is a new one unless it is given."""
    said = {"Authorization": f"Bearer {ask.token}", "Idempotency-Key": key or str(uuid4()), **headers}
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    said = {name: value for name, value in said.items() if value != "none"}
    return ask.client.post(V1 + address, data, content_type="application/json", headers=said)


@pytest.fixture
def ask(county, personas, program) -> Program:
    made: Program = program(personas.clerk, may_write=True)
    return made


def etag_of(ask: Program, address: str) -> str:
    return str(ask(address)["ETag"])


@pytest.mark.parametrize("key", BEGIN)
def test_a_record_of_each_kind_is_begun_and_is_the_record_that_its_address_gives(ask, key):
    answer = post(ask, f"{key}/acts/", BEGIN[key])
    assert answer.status_code == 201, answer.content.decode()
    made = json.loads(answer.content)
    assert ask.json(answer["Location"]) == made
    assert answer["ETag"] == etag_of(ask, answer["Location"])
    assert made["version"] == 1


def test_an_act_is_done_on_the_version_that_the_program_knows_by_the_person_of_the_token(ask, county, personas):
    address = f"reconsiderations/{county.suspended.pk}/"
    body = {"act": "resume", "on": "2024-05-20"}
    answer = post(ask, f"{address}acts/", body, **{"If-Match": etag_of(ask, address)})
    assert answer.status_code == 200, answer.content.decode()
    assert json.loads(answer.content) == ask.json(address)
    assert json.loads(answer.content)["state"] == "reviewing"
    assert Event.objects.latest("pk").person == personas.clerk
    assert answer["ETag"] == etag_of(ask, address)


def test_without_the_version_it_is_asked_for_and_a_stale_one_changes_nothing(ask, county):
    address = f"reconsiderations/{county.suspended.pk}/"
    before = traces(county.suspended)
    body = {"act": "resume", "on": "2024-05-20"}
    problem(post(ask, f"{address}acts/", body), 428)
    for stale in ('"1"', '"1-0123456789abcdef"', '"99999"', "*", "x"):
        problem(post(ask, f"{address}acts/", body, **{"If-Match": stale}), 412)
    assert traces(county.suspended) == before


def test_what_the_law_refuses_is_refused_with_its_article_and_leaves_no_trace(ask, county):
    address = f"reconsiderations/{county.named.pk}/"
    before = traces(county.named)
    body = {"act": "deem_abandoned", "on": "2024-03-07"}
    found = problem(post(ask, f"{address}acts/", body, **{"If-Match": etag_of(ask, address)}), 422)
    assert found["article"]
    assert traces(county.named) == before


def test_the_same_request_sent_again_has_one_effect_and_one_answer(ask, county, office):
    first = post(ask, "reconsiderations/acts/", APPLY, "k1")
    case = Reconsideration.objects.get(pk=json.loads(first.content)["id"])
    office.do(case, "accept", "2024-03-04")
    again = post(ask, "reconsiderations/acts/", APPLY, "k1")
    assert (again.status_code, again.content, again["ETag"]) == (201, first.content, first["ETag"])
    assert Event.objects.filter(act="register", reconsideration__gte=case).count() == 1


def test_an_act_sent_again_after_the_record_went_on_is_answered_as_before(ask, county):
    address = f"reconsiderations/{county.suspended.pk}/"
    known, body = etag_of(ask, address), {"act": "resume", "on": "2024-05-20"}
    first = post(ask, f"{address}acts/", body, "k2", **{"If-Match": known})
    again = post(ask, f"{address}acts/", body, "k2", **{"If-Match": known})
    assert (first.status_code, again.status_code, again.content) == (200, 200, first.content)
    assert fresh(county.suspended).version == county.suspended.version + 1


def test_another_body_under_the_same_key_is_refused(ask, county):
    post(ask, "mediations/acts/", BEGIN["mediations"], "k3")
    found = problem(post(ask, "mediations/acts/", {**BEGIN["mediations"], "parties": 5}, "k3"), 422)
    assert "Idempotency-Key" in found["detail"]
    assert found["type"] == "urn:casework:problem:key_reused"


@pytest.mark.parametrize(
    ("said", "kind", "warned"),
    [
        ({"body": "老李调解工作室"}, "other", True),
        ({"body": "老李调解工作室", "body_kind": "其他"}, "other", False),
        ({"body": "老王调解工作室"}, "professional", False),  # kept by the administrators
        ({"body": "西苏木人民调解委员会"}, "township", False),
    ],
)
def test_a_body_whose_kind_nobody_tells_counts_as_other_with_a_warning(ask, county, said, kind, warned):
    MediationBody.objects.create(organ=county.mediation.organ, name="老王调解工作室", body_kind="professional")
    answer = post(ask, "mediations/acts/", {**BEGIN["mediations"], **said})
    assert (answer.status_code, json.loads(answer.content)["body_kind"]) == (201, kind)
    assert ("Warning" in answer.headers) is warned


@pytest.mark.parametrize(
    ("received", "respondent", "article", "competent"),
    [
        ("2024-06-03", "甲局", None, ""),
        ("2024-06-03", "乙局", "art. 24", "乙县"),
        ("2023-06-05", "乙县", "art. 13", "市"),
        ("2023-06-05", "甲税", "art. 12 para. 2", None),
    ],
)
def test_a_respondent_that_is_for_another_organ_is_registered_with_a_warning_by_ids(
    ask, county, received, respondent, article, competent
):
    """Act art. 24-27; 2017 Act art. 12-15: a warning, never a refusal."""
    organs = county.office
    said = {**APPLY, "on": received, "respondents": [organs[respondent].name]}
    answer = post(ask, "reconsiderations/acts/", said)
    assert answer.status_code == 201, answer.content
    if article is None:
        assert "Warning" not in answer.headers
        return
    named = organs[competent].pk if competent else "not in the tree of organs"
    assert answer["Warning"] == (
        f'299 - "Respondent {organs[respondent].pk} is not within the competence of this organ ({article}); '
        f'competent: {named}"'
    )
    stated = post(ask, "reconsiderations/acts/", {**said, "jurisdiction": "指定管辖"}, "with a ground")
    assert "Warning" not in stated.headers


def test_what_was_answered_is_kept_encrypted(ask, county, django_assert_num_queries):
    post(ask, "reconsiderations/acts/", APPLY)
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT answer FROM casework_submission")
        stored = [answer for (answer,) in cursor.fetchall()]
    assert all(answer.startswith("v1:") for answer in stored)
    assert stored


@pytest.mark.parametrize("wanted", [{}, {"may_write": True, "of": "report_team"}])
def test_only_a_token_for_writing_of_a_person_who_logs_records_writes(county, personas, program, wanted):
    person = getattr(personas, wanted.get("of", "clerk"))
    asking = program(person, may_write=wanted.get("may_write", False))
    before = traces()
    problem(post(asking, "reconsiderations/acts/", APPLY), 403)
    assert traces() == before


def test_a_record_out_of_sight_is_as_absent_as_none(ask, county, office):
    other = office.register(actor=office.actor("乙县"))
    bodies = []
    for pk in (other.pk, 10**9):
        answer = post(ask, f"reconsiderations/{pk}/acts/", {"act": "accept", "on": "2024-03-04"}, **{"If-Match": '"1"'})
        bodies.append(problem(answer, 404))
    assert bodies[0] == bodies[1]


BAD: list[tuple[Any, str]] = [
    ({**APPLY, "act": "accept"}, "act"),
    ({**APPLY, "act": "regster"}, "act"),
    ({**APPLY, "act": 5}, "act"),
    ({**APPLY, "on": "2024-02-30"}, "on"),
    ({k: v for k, v in APPLY.items() if k != "on"}, "on"),
    ({**APPLY, "chanel": "in_person"}, "chanel"),
    ({**APPLY, "channel": "in_person\x00"}, "channel"),
    ({**APPLY, "channel": None}, "channel"),
]


def test_every_wrong_key_is_named_once(ask):
    body = {**APPLY, "channel": "by_hand", "respondents": None, "zzz": 1, "matters": ["none"]}
    said = problem(post(ask, "reconsiderations/acts/", body), 400)
    assert [error["name"] for error in said["errors"]] == ["zzz", "respondents", "channel", "matters"]
    assert all(error["detail"] in said["detail"] for error in said["errors"])


@pytest.mark.parametrize(("body", "name"), BAD)
def test_a_bad_key_is_named(ask, body, name):
    before = traces()
    assert [error["name"] for error in problem(post(ask, "reconsiderations/acts/", body), 400)["errors"]] == [name]
    assert traces() == before


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"', b"null", b"[" * 100_000, b'{"act": "\\ud800"}', b"\xff"])
def test_a_body_that_is_no_act_is_refused(ask, body):
    problem(post(ask, "reconsiderations/acts/", body), 400)


@pytest.mark.parametrize("key", ["none", " ", "x" * 201, "键"])
def test_a_missing_or_unreadable_key_is_named(ask, key):
    answer = post(ask, "mediations/acts/", BEGIN["mediations"], key)
    assert [error["name"] for error in problem(answer, 400)["errors"]] == ["Idempotency-Key"]


def test_a_voided_record_is_answered_as_deleted_and_so_again(county, personas, program):
    ask = program(personas.supervisor, may_write=True)
    address = f"mediations/{county.mediation.pk}/"
    known, body = etag_of(ask, address), {"act": "void", "on": "2024-06-30", "reason": "录错"}
    for _ in range(2):
        answer = post(ask, f"{address}acts/", body, "k4", **{"If-Match": known})
        assert answer.status_code == 200, answer.content.decode()
        assert json.loads(answer.content) == {"id": county.mediation.pk, "deleted": True}


def test_a_voided_record_is_restored_by_the_version_that_the_voiding_answered(county, personas, program):
    ask, clerk = program(personas.supervisor, may_write=True), program(personas.clerk, may_write=True)
    address = f"mediations/{county.mediation.pk}/"
    void = {"act": "void", "on": "2024-06-29", "reason": "录错"}
    voided = post(ask, f"{address}acts/", void, "k5", **{"If-Match": etag_of(ask, address)})
    assert ask(address).status_code == 404
    known, body = {"If-Match": voided["ETag"]}, {"act": "restore", "on": "2024-06-30", "reason": "并未录错"}
    problem(post(clerk, f"{address}acts/", body, "k6", **known), 403)
    problem(post(ask, f"{address}acts/", {**void, "on": "2024-06-30"}, "k7", **known), 404)
    restored = post(ask, f"{address}acts/", body, "k6", **known)
    assert restored.status_code == 200, restored.content.decode()
    assert json.loads(restored.content)["number"] == county.mediation.number
    problem(post(ask, f"{address}acts/", body, "k8", **{"If-Match": restored["ETag"]}), 404)


def test_a_struck_act_stays_among_the_events_and_says_so(county, personas, program):
    ask = program(personas.supervisor, may_write=True)
    address = f"mediations/{county.mediation.pk}/"
    said = {"on": "2024-06-30", "result": "failed"}
    post(ask, f"{address}acts/", {"act": "conclude", **said}, "k5", **{"If-Match": etag_of(ask, address)})
    strike = {"act": "strike", "on": "2024-06-30", "target": "结案#1", "reason": "录到了别的调解上"}
    struck = post(ask, f"{address}acts/", strike, "k6", **{"If-Match": etag_of(ask, address)})
    assert json.loads(struck.content)["concluded_on"] is None
    events = json.loads(ask(f"events/?kind=mediation&record={county.mediation.pk}").content)["results"]
    assert [(event["act"], event["struck"]) for event in sorted(events, key=lambda event: event["version"])] == [
        ("register", False), ("conclude", True), ("strike", False),
    ]  # fmt: skip
    unknown = post(ask, f"{address}acts/", {**strike, "target": "accept#1"}, "k7", **{"If-Match": struck["ETag"]})
    assert "accept#1" in problem(unknown, 400)["errors"][0]["detail"]


def test_of_one_request_sent_many_times_at_once_one_is_done(transactional_db):
    office = Office()
    token = create_token(Personas(office).clerk, Wanted("测试", "full", may_write=True))[1]

    def send(_n: int) -> tuple[int, bytes]:
        try:
            answer = post(Program(token), "mediations/acts/", BEGIN["mediations"], "k5")
            return answer.status_code, answer.content
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))
    assert {status for status, _ in answers} == {201}, answers
    assert len({content for _, content in answers}) == 1
    assert Event.objects.count() == 1


def test_handlers_who_are_unknown_left_or_on_leave_are_warned_about_by_their_number(ask, county):
    """A header holds ASCII alone."""
    organ, office = county.suspended.organ, county.office
    take_on(organ, ["测甲", "测乙", "测丙"])
    Staff.objects.filter(name="测甲").update(valid_to="2024-05-01")
    keep_stand_in(organ, "测乙", "测丙", date(2024, 5, 1), date(2024, 5, 31), actor=office.actor())
    address = f"reconsiderations/{county.suspended.pk}/"
    named = {"act": "assign", "on": "2024-05-20", "handlers": ["测甲", "测乙", "路人"]}
    answer = post(ask, f"{address}acts/", named, **{"If-Match": etag_of(ask, address)})
    assert answer.status_code == 200, answer.content
    assert answer["Warning"] == (
        '299 - "1 of the handlers are not on the list of this organ", '
        '299 - "1 of the handlers do not serve on that day", 299 - "1 of the handlers are on leave on that day"'
    )
    over = {"act": "hand_over", "on": "2024-05-21", "from": "路人", "to": "测丁", "reason": "调动"}
    answer = post(ask, f"{address}acts/", over, "k9", **{"If-Match": etag_of(ask, address)})
    assert answer["Warning"] == '299 - "1 of the handlers are not on the list of this organ"'
    again = {"act": "hand_over", "on": "2024-05-22", "from": "测丁", "to": "测丙", "reason": "调动"}
    assert "Warning" not in post(ask, f"{address}acts/", again, "k10", **{"If-Match": etag_of(ask, address)}).headers
