"""Disputes in the browser: from the court's notice to the hearing and who came."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from casework.law.names import Act, RecordKind
from casework.models import Appearance, Event, Hearing, Instance, Litigation, Staff
from casework.web.entry.forms.fields import court_number
from tests.web.sending import act, send

NEW = "/litigations/new/"
NOTICE = {
    "on": "0611",
    "court": "测试市中级人民法院",
    "court_number": "(2026)测10行初1号",
    "cause": "行政处罚",
    "instance": "first",
    "defendants-0": "甲县人民政府",
}


WAYS = [
    "(2026)测10行初1号",
    "〔2026〕测10行初1号",
    "［2026］ 测10行初 1 号",
    "【2026】测10行初1",
    "（２０２６）测１０行初１号\n",
]


@pytest.mark.parametrize("typed", WAYS)
def test_a_number_of_a_court_is_written_as_courts_write_it(typed):
    assert court_number(typed) == "（2026）测10行初1号"


def test_another_number_is_left_as_it_was_written():
    assert court_number("测诉字 第3号") == "测诉字第3号"
    assert court_number("") == ""


def test_a_notice_becomes_a_dispute_with_its_first_instance(personas, browse):
    answer = send(browse(personas.clerk), NEW, NOTICE)
    suit = Litigation.objects.get()
    instance = suit.instances.get()
    assert answer["Location"] == suit.get_absolute_url()
    assert (instance.court_number, instance.level) == ("（2026）测10行初1号", "first")
    assert [organ.name for organ in suit.defendants.all()] == ["甲县人民政府"]


def test_the_own_organ_stands_as_defendant_and_courts_used_before_are_offered(personas, browse, county):
    page = browse(personas.clerk).get(NEW).content.decode()
    assert 'name="defendants-0" value="甲县人民政府"' in page
    courts = page.partition('<datalist id="court-offered">')[2].partition("</datalist>")[0]
    assert courts.count("<option") == len(set(Instance.objects.values_list("court", flat=True))) > 1
    assert "测试省高级人民法院" in courts


@pytest.mark.parametrize("typed", ["xzcf", "administrative_penalty", "行政处罚"])
def test_a_cause_is_a_matter_by_initials_code_or_label(personas, browse, typed):
    send(browse(personas.clerk), NEW, {**NOTICE, "cause": typed})
    suit = Litigation.objects.get()
    assert (suit.cause, suit.matter) == ("行政处罚", "administrative_penalty")


def test_a_cause_may_be_any_text(personas, browse):
    send(browse(personas.clerk), NEW, {**NOTICE, "cause": "𠮷宅\r\n确权"})
    assert Litigation.objects.get().cause == "𠮷宅确权"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"court": ""}, "court"),
        ({"court_number": "   "}, "court_number"),
        ({"defendants-0": ""}, "defendants-0"),
        ({"defendants-0": "没有这个局"}, "defendants-0"),
        ({"on": "昨昨"}, "on"),
        ({"court": "院" * 501}, "court"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_recorded(personas, browse, wrong, field):
    answer = send(browse(personas.clerk), NEW, {**NOTICE, **wrong})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not Litigation.objects.exists()


def test_a_notice_sent_twice_is_one_dispute(personas, browse):
    client, token = browse(personas.clerk), uuid4()
    for _ in range(2):
        send(client, NEW, NOTICE, token=token)
    assert Litigation.objects.count() == 1


def test_a_number_of_a_court_that_is_there_already_is_warned_of(personas, browse):
    client = browse(personas.clerk)
    send(client, NEW, NOTICE)
    answer = send(client, NEW, {**NOTICE, "court_number": "〔2026〕测10行初1号", "more": "defendants"})
    assert Litigation.objects.get().get_absolute_url() in answer.content.decode()


def decided_in(page: str) -> str:
    return page.partition('id="decided"')[2].partition("</fieldset>")[0]


def test_decided_cases_of_the_defendants_are_offered_and_one_click_links(personas, browse, office):
    case = office.conclude("2026-04-01", "uphold")
    office.register("2026-06-01")
    client = browse(personas.clerk)
    offered = decided_in(client.get(NEW).content.decode())
    assert f'value="link:{case.number}"' in offered
    assert offered.count("<li>") == 1
    answer = send(client, NEW, {**NOTICE, "more": f"link:{case.number}"})
    page = answer.content.decode()
    assert f'name="after_reconsideration" value="{case.number}"' in page
    assert "<li>" not in decided_in(page)
    assert 'value="测试市中级人民法院"' in page
    assert not Litigation.objects.exists()
    send(client, NEW, {**NOTICE, "after_reconsideration": case.number})
    assert Litigation.objects.get().reconsideration == case


def test_a_decided_case_is_found_by_its_applicant_or_a_part_of_its_number(personas, browse, office):
    case = office.conclude("2024-04-01", "uphold", applicants=[{"kind": "citizen", "name": "欧阳测试"}])
    client, url = browse(personas.clerk), f"{NEW}decided/"
    assert case.number not in send(client, url, NOTICE).content.decode()
    for typed in ("欧阳测试", case.number[:-1]):
        answer = send(client, url, {**NOTICE, "after_reconsideration": typed})
        assert f"link:{case.number}" in answer.content.decode(), typed
    assert (
        case.number
        not in send(
            browse(personas.sister_clerk), url, {**NOTICE, "after_reconsideration": "欧阳测试"}
        ).content.decode()
    )


# ---- Hearing and appearance on one page ----


@pytest.fixture
def suit(office):
    return office.sue("2026-04-02", defendants=["甲县人民政府", "甲县公安局"])


def held(client, suit, *, token=None, **typed):
    url = f"/litigations/{suit.pk}/hearing/"
    return send(client, url, {"on": "2026-05-08", **typed}, token=token, version=suit.version)


def keys_for(office, **typed):
    organs = {"county": office["甲县"].pk, "bureau": office["甲局"].pk}
    return {f"{key}-{organs[who]}": value for who, said in typed.items() for key, value in said.items()}


def test_a_hearing_and_who_came_for_each_defendant_are_recorded_together(personas, browse, office, suit):
    came = keys_for(office, county={"rank": "staff", "absence_reason": "duty"}, bureau={"rank": "chief"})
    answer = held(browse(personas.clerk), suit, **came)
    assert answer.status_code == 302
    assert [e.act for e in Event.objects.filter(litigation=suit).order_by("id")][1:] == [
        "hold_hearing",
        "record_appearance",
        "record_appearance",
    ]
    assert {(a.organ.name, a.rank, a.absence_reason) for a in Appearance.objects.all()} == {
        ("甲县人民政府", "staff", "duty"),
        ("甲县公安局", "chief", ""),
    }
    page = browse(personas.clerk).get(suit.get_absolute_url()).content.decode()
    assert "甲县公安局：正职，计为负责人出庭" in page
    assert "甲县人民政府：工作人员，不计为负责人出庭" in page
    assert "法释〔2020〕3号 2条2款" in page


def test_who_came_may_be_added_to_a_hearing_that_is_recorded(personas, browse, office, suit):
    client = browse(personas.clerk)
    held(client, suit, **keys_for(office, county={"rank": "deputy"}))
    suit.refresh_from_db()
    held(client, suit, **keys_for(office, bureau={"rank": "nobody"}))
    assert Hearing.objects.count() == 1
    assert Appearance.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "county"),
    [
        ({"on": "2026-07-01"}, {"rank": "chief"}),
        ({"on": "2026-04-01"}, {"rank": "chief"}),
        ({"on": "某日"}, {"rank": "chief"}),
        ({}, {"rank": "king"}),
        ({}, {"absence_reason": "duty"}),
        ({}, {"rank": "chief", "absence_reason": "duty"}),
    ],
)
def test_a_hearing_that_cannot_be_leaves_nothing_behind_and_keeps_what_was_typed(
    personas, browse, office, suit, typed, county
):
    came = keys_for(office, county=county, bureau={"rank": "deputy"})
    answer = held(browse(personas.clerk), suit, **{**came, **typed})
    assert answer.status_code == 422
    assert 'value="deputy" ' in answer.content.decode()
    assert not Hearing.objects.exists()
    suit.refresh_from_db()
    assert suit.version == 1


def test_a_hearing_sent_twice_is_held_once(personas, browse, office, suit):
    client, token = browse(personas.clerk), uuid4()
    for _ in range(2):
        assert held(client, suit, token=token, **keys_for(office, county={"rank": "chief"})).status_code == 302
    assert Hearing.objects.count() == 1


def test_a_stale_hearing_says_who_changed_what_and_sent_once_more_is_about_the_dispute_as_it_stands(
    personas, browse, office, suit
):
    office.do(suit, Act.HOLD_HEARING, "2026-05-06")
    client, came = browse(personas.clerk), keys_for(office, county={"rank": "chief"})
    answer = held(client, suit, **came)
    page = answer.content.decode()
    problems = page.partition('id="problems"')[2].partition("</div>")[0]
    assert answer.status_code == 409
    assert "此后已记录" in problems
    assert "hand" in problems  # who did it
    assert Hearing.objects.count() == 1
    suit.version = int(re.findall(r'name="version" value="(\d+)"', page)[0])
    assert held(client, suit, **came).status_code == 302
    assert Hearing.objects.count() == 2


def test_the_hour_the_room_the_judges_and_who_came_by_name_and_post_are_recorded_with_the_hearing(
    personas, browse, office, suit
):
    came = keys_for(office, county={"rank": "chief", "name": "县长甲", "post": "县长"}, bureau={"rank": "staff"})
    said = {"at": "1430", "room": "第三法庭", "panel": "审判长甲、审判员乙"}
    assert held(browse(personas.clerk), suit, **came, **said).status_code == 302
    hearing = Hearing.objects.get()
    assert (f"{hearing.at:%H:%M}", hearing.room, hearing.panel) == ("14:30", "第三法庭", "审判长甲、审判员乙")
    assert {(a.appeared, a.post) for a in Appearance.objects.all()} == {("县长甲", "县长"), ("", "")}


@pytest.mark.parametrize(
    ("came", "said"), [({"name": "县长甲"}, "出庭人员"), ({"rank": "chief", "post": "县长"}, "出庭人员姓名")]
)
def test_a_name_without_a_rank_and_a_post_without_a_name_are_asked_for(came, said, personas, browse, office, suit):
    answer = held(browse(personas.clerk), suit, **keys_for(office, county=came))
    assert answer.status_code == 422
    assert f"要填「{said}」" in answer.content.decode()
    assert not Hearing.objects.exists()


def test_the_heads_on_the_list_of_a_defendant_are_offered_for_it_alone_and_bring_their_post(
    personas, browse, office, suit
):
    Staff.objects.create(organ=office["甲县"], name="张某", post="副县长")
    Staff.objects.create(organ=office["甲局"], name="周某", post="局长", valid_to="2026-06-01")
    client, at = browse(personas.clerk), {who: office[who].pk for who in ("甲县", "甲局")}
    form = client.get(f"/litigations/{suit.pk}/hearing/").content.decode()
    lists = {who: form.partition(f'id="name-{pk}-offered"')[2].partition("</datalist>")[0] for who, pk in at.items()}
    assert ("张某" in lists["甲县"], "张某" in lists["甲局"], "周某" in form) == (True, False, False)
    came = keys_for(office, county={"rank": "deputy", "name": "张某"}, bureau={"rank": "chief", "name": "周某"})
    assert held(client, suit, **came).status_code == 302
    assert set(Appearance.objects.values_list("appeared", "post")) == {("张某", "副县长"), ("周某", "局长")}


def test_the_post_that_was_typed_stands_and_a_name_on_no_list_has_none(personas, browse, office, suit):
    Staff.objects.create(organ=office["甲县"], name="张某", post="副县长")
    suit = office.do(suit, Act.HOLD_HEARING, "2026-05-08")
    client, came = browse(personas.clerk), {"rank": "deputy", "on": "0508"}
    form = client.get(f"/litigations/{suit.pk}/acts/record_appearance/").content.decode()
    assert '<option value="张某"' in form.partition('id="appeared-0-name-offered"')[2].partition("</datalist>")[0]
    typed = {"appeared-0-name": "张某", "appeared-0-post": "县长"}
    assert act(client, suit, Act.RECORD_APPEARANCE, **came, organ=str(office["甲县"].pk), **typed).status_code == 302
    suit.refresh_from_db()
    other = {"organ": str(office["甲局"].pk), "appeared-0-name": "张某"}
    assert act(client, suit, Act.RECORD_APPEARANCE, **came, **other).status_code == 302
    assert set(Appearance.objects.values_list("appeared", "post")) == {("张某", "县长"), ("张某", "")}


def test_what_is_said_of_a_hearing_that_is_recorded_already_is_refused_and_not_dropped(personas, browse, office, suit):
    suit = office.do(suit, Act.HOLD_HEARING, "2026-05-08")
    answer = held(browse(personas.clerk), suit, room="第三法庭", **keys_for(office, county={"rank": "chief"}))
    assert answer.status_code == 422
    assert "这次开庭已经记录：在案件页更正" in answer.content.decode()
    assert not Appearance.objects.exists()


def test_only_hands_of_the_organ_open_the_hearing(personas, browse, suit):
    url = f"/litigations/{suit.pk}/hearing/"
    found = {who: browse(getattr(personas, who)).get(url).status_code for who in ("clerk", "sister_clerk", "auditor")}
    assert found == {"clerk": 200, "sister_clerk": 404, "auditor": 403}
    assert f'href="{url}"' not in browse(personas.report_team).get(suit.get_absolute_url()).content.decode()


def test_the_rules_of_counting_stand_on_the_page_with_their_articles(personas, browse, suit):
    page = browse(personas.clerk).get(suit.get_absolute_url()).content.decode()
    assert "同一审级开庭几次，到庭一次即可" in page
    assert "法释〔2020〕3号 7条1款" in page
    assert "甲县公安局：还没有开庭" in page


def test_a_hearing_before_a_court_is_called_so_everywhere(personas, browse, office, suit):
    suit = office.do(suit, Act.HOLD_HEARING, "2026-05-06")
    client = browse(personas.clerk)
    for url in (suit.get_absolute_url(), f"{suit.get_absolute_url()}acts/hold_hearing/"):
        page = client.get(url).content.decode()
        assert "听证" not in page, url
        assert "开庭" in page


def test_the_page_of_a_dispute_tells_when_defence_and_evidence_were_filed_and_the_advice_answered(
    personas, browse, office
):
    keys = {"court": "测试市中级人民法院", "court_number": "（2026）测10行初1号", "cause": "行政处罚"}
    suit = office.do(RecordKind.LITIGATION, Act.REGISTER, "2026-05-11", **keys, defendants=["甲县人民政府"])
    for filed, on in ((Act.FILE_DEFENCE, "2026-05-20"), (Act.FILE_EVIDENCE, "2026-05-21")):
        suit = office.do(suit, filed, on)
    suit = office.do(suit, Act.RECEIVE_ADVICE, "2026-06-01", number="测司建〔2026〕1号", summary="完善程序")
    suit = office.do(suit, Act.ANSWER_ADVICE, "2026-06-15", number="测司建〔2026〕1号")
    page = browse(personas.clerk).get(suit.get_absolute_url()).content.decode()
    instances = page.partition('id="instances"')[2]
    for said in ("答辩状：", "2026年5月20日", "证据：", "2026年5月21日", "测司建〔2026〕1号", "2026年6月15日"):
        assert said in instances
