"""A desk is handed over in one go: what goes and what does not is shown before, and done once."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from casework.actions.reference.staff import take_on
from casework.law.names import Act
from casework.models import Event, Staff
from tests.web.sending import act

URL = "/desk/hand-over/"


@pytest.fixture
def desk(office):
    """Two cases, a suit and a mediation that 李某 handles, and a case of another."""
    take_on(office["甲县"], ["李某", "王某", "赵某"])
    named = {"01": ["李某", "王某"], "02": ["李某", "赵某"], "03": ["王某", "赵某"]}
    cases = [
        office.do(office.accept(f"2026-06-{day}"), Act.ASSIGN, "2026-06-10", handlers=names)
        for day, names in named.items()
    ]
    suit = office.sue("2026-06-04", handlers=["李某"])
    mediation = office.mediation("2026-06-05", mediators=["李某"])
    return {"cases": cases, "suit": suit, "mediation": mediation}


TYPED = {"from": "李某", "to": "赵某", "on": "2026-06-20", "reason": "调动"}


def looked(client, **typed):
    return client.post(URL, {"token": str(uuid4()), "look": "1", **TYPED, **typed})


def ticked(page):
    return re.findall(r'name="record" value="([\w-]+)"', page)


def test_a_supervisor_sees_what_goes_and_what_is_refused_and_hands_the_rest_over_once(personas, browse, office, desk):
    client = browse(personas.supervisor)
    page = looked(client).content.decode()
    first, second, other = desk["cases"]
    assert [first.number in page, second.number in page, other.number in page] == [True, True, False]
    assert all(str(desk[kind]) in page for kind in ("suit", "mediation"))
    assert "「赵某」已经是承办人" in page
    values = ticked(page)
    assert len(values) == 3, "the second case has the successor already"
    sent = {"token": str(uuid4()), "do": "1", "record": values, **TYPED}
    said = client.post(URL, sent, follow=True).content.decode()
    assert "李某的案件已移交给赵某：行政复议1件、行政应诉1件、人民调解1件。" in said
    for record in (first, second, desk["suit"], desk["mediation"]):
        record.refresh_from_db()
    assert (first.handlers, second.handlers) == ("赵某、王某", "李某、赵某")
    assert (desk["suit"].handlers, desk["mediation"].mediators) == ("赵某", "赵某")
    client.post(URL, sent)
    assert Event.objects.filter(act=Act.HAND_OVER).count() == 3


def test_a_record_that_changed_meanwhile_is_named_and_the_others_go(personas, browse, office, desk):
    client = browse(personas.supervisor)
    values = ticked(looked(client).content.decode())
    first = desk["cases"][0]
    office.do(first, Act.SEND_COPY, "2026-06-12")
    said = client.post(URL, {"token": str(uuid4()), "do": "1", "record": values, **TYPED}, follow=True).content.decode()
    assert f"{first.number}没有移交：" in said
    first.refresh_from_db()
    desk["suit"].refresh_from_db()
    assert (first.handlers, desk["suit"].handlers) == ("李某、王某", "赵某")


def test_a_clerk_hands_over_nobody_elses_work(personas, browse, office, desk):
    client = browse(personas.clerk)
    assert "没有人承办在办案件" in client.get(URL).content.decode()
    assert ticked(looked(client).content.decode()) == []
    act(client, desk["cases"][2], Act.ASSIGN, on="0625", handlers=str(personas.clerk))
    mine = client.post(
        URL, {"token": str(uuid4()), "look": "1", **TYPED, "from": str(personas.clerk), "on": "2026-06-25"}
    ).content.decode()
    assert len(ticked(mine)) == 1
    assert looked(client).status_code == 422, "李某 is no choice of his"


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_written(personas, browse, office, desk):
    client = browse(personas.supervisor)
    assert "不能由李某移交给本人" in looked(client, to="李某").content.decode()
    unknown = looked(client, to="某未知人").content.decode()
    assert "某未知人不在承办人名单里" in unknown
    values = ticked(looked(client).content.decode())
    sent = {"token": str(uuid4()), "do": "1", **TYPED, "to": "某未知人", "record": values}
    assert client.post(URL, sent).status_code == 422
    assert client.post(URL, {**sent, "new_handlers": "某未知人"}).status_code == 302
    assert Staff.objects.filter(name="某未知人").exists()
    nothing = client.post(URL, {"token": str(uuid4()), "do": "1", **TYPED, "from": "王某"})
    assert "没有勾选记录" in nothing.content.decode()


def test_plans_go_with_their_records_and_who_is_named_in_one_is_told(personas, browse, office, desk):
    first = desk["cases"][0]
    office.do(first, Act.PLAN, "2026-07-06", what="hearing", who=["李某"])
    page = looked(browse(personas.supervisor)).content.decode()
    assert "随案移交的排期" in page
    assert "写明由李某到场" in page


def test_the_plans_of_a_record_that_stays_are_not_among_those_that_go(personas, browse, office, desk):
    first = office.do(desk["cases"][0], Act.PLAN, "2026-07-06", what="hearing")
    assert "随案移交的排期" in looked(browse(personas.supervisor)).content.decode()
    office.do(first, Act.ASSIGN, "2026-06-20", handlers=["李某", TYPED["to"]])
    assert "随案移交的排期" not in looked(browse(personas.supervisor)).content.decode()


def test_a_desk_of_another_organ_is_not_found(personas, browse, office, desk):
    assert browse(personas.supervisor).get(URL, {"organ": f"id-{office['乙县'].pk}"}).status_code == 404


def test_what_was_typed_stays_though_nobody_handles_anything_any_more(personas, browse, office):
    answer = looked(browse(personas.supervisor))
    assert answer.status_code == 422
    assert f'value="{TYPED["to"]}"' in answer.content.decode()
