"""Forms sent: one record a form, everything typed kept, refusals where they belong."""

from __future__ import annotations

import json
import re
from uuid import uuid4

import pytest

from casework.law.names import Act
from casework.models import Draft, Event, Mediation, Reconsideration
from tests.web.sending import APPLICATION, NEW, act, send


def test_an_application_typed_as_clerks_type_becomes_a_case_at_their_organ(personas, browse):
    answer = send(browse(personas.clerk), NEW, {**APPLICATION, "on": "昨", "respondents-0": "jxgaj"})
    case = Reconsideration.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == case.get_absolute_url()
    assert (case.received_on.isoformat(), case.organ.name) == ("2026-06-29", "甲县人民政府")
    assert [r.organ.name for r in case.respondents.all()] == ["甲县公安局"]


def test_several_applicants_and_respondents_are_all_registered(personas, browse):
    typed = {
        **APPLICATION,
        "rows-applicants": "2",
        "applicants-1-kind": "legal_person",
        "applicants-1-name": "测试商贸公司",
        "rows-respondents": "2",
        "respondents-1": "甲县东镇人民政府",
        "third_parties": "第三人甲、第三人乙",
    }
    send(browse(personas.clerk), NEW, typed)
    case = Reconsideration.objects.get()
    assert [a.name for a in case.applicants.all()] == ["申请人甲", "测试商贸公司", "第三人甲", "第三人乙"]
    assert case.respondents.count() == 2


def test_an_obstacle_is_typed_whole_and_a_beginning_without_its_end_is_asked_for(personas, browse):
    client, begun = browse(personas.clerk), {**APPLICATION, "obstacle-0-from": "2026-05-06"}
    page = send(client, NEW, begun).content.decode()
    assert 'id="id_obstacle-0-to_error"' in page
    assert not Event.objects.exists()
    answer = send(client, NEW, {**begun, "obstacle-0-to": "2026-05-20", "real_estate": "false"})
    assert answer.status_code == 302
    (event,) = Event.objects.all()
    assert event.keys["obstacle"] == {"from": "2026-05-06", "to": "2026-05-20"}
    assert event.keys["real_estate"] is False


def test_an_obstacle_that_is_still_to_come_is_refused(personas, browse):
    typed = {**APPLICATION, "obstacle-0-from": "2026-06-01", "obstacle-0-to": "2026-07-30"}
    assert "不能晚于今天" in send(browse(personas.clerk), NEW, typed).content.decode()
    assert not Event.objects.exists()


def test_the_same_form_sent_twice_makes_one_case_and_leads_to_it(personas, browse):
    client, token = browse(personas.clerk), uuid4()
    first, second = (send(client, NEW, APPLICATION, token=token) for _ in range(2))
    assert Reconsideration.objects.count() == 1
    assert first["Location"] == second["Location"]
    assert "这张表已经记录过" in client.get(second["Location"]).content.decode()


def test_another_row_keeps_everything_typed_and_records_nothing(personas, browse):
    answer = send(browse(personas.clerk), NEW, {**APPLICATION, "on": "不是日期", "more": "applicants"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="applicants-1-name"' in page
    assert 'value="不是日期"' in page
    assert 'class="problem"' not in page
    assert not Event.objects.exists()


def test_enter_in_a_field_saves_a_draft_and_registers_nothing(personas, browse):
    page = browse(personas.clerk).get(NEW).content.decode()
    assert page.index('name="save_draft"') < page.index('name="do"')


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"on": "2026-13-01"}, "on", "2026-13-01"),
        ({"applicants-0-name": "  \n "}, "applicants-0-name", "名称"),
        ({"respondents-0": "没有这个局"}, "respondents-0", "没有这个局"),
        ({"channel": "飞鸽"}, "channel", "飞鸽"),
        ({"applicants-0-name": "甲" * 501}, "applicants-0-name", "500"),
        ({"applicants-0-identity_number": "110105194912310021"}, "applicants-0-identity_number", "110105194912310021"),
        ({"rows-applicants": "2", "applicants-1-identity_number": "G1"}, "applicants-1-name", "名称"),
    ],
)
def test_a_wrong_field_is_marked_with_its_sentence_and_nothing_is_recorded(personas, browse, wrong, field, said):
    answer = send(browse(personas.clerk), NEW, {**APPLICATION, **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    sentence = page.partition(f'id="id_{field}_error">')[2].partition("</p>")[0]
    assert said in sentence
    assert 'value="申请人甲"' in page or "applicants-0-name" in wrong
    assert not Event.objects.exists()


def test_a_field_that_is_wrong_tells_a_screen_reader_so(personas, browse):
    page = send(browse(personas.clerk), NEW, {**APPLICATION, "on": "x"}).content.decode()
    tag = next(tag for tag in page.split("<") if tag.startswith("input") and 'name="on"' in tag)
    assert 'aria-invalid="true"' in tag
    assert 'aria-describedby="id_on_error"' in tag


def test_a_future_receipt_is_refused_above_the_form_with_all_that_was_typed(personas, browse):
    answer = send(browse(personas.clerk), NEW, {**APPLICATION, "on": "2026-07-01"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "2026年7月1日" in page.partition('id="problems"')[2].partition("</div>")[0]
    assert 'value="申请人甲"' in page


def test_a_draft_is_kept_on_the_server_encrypted_and_comes_back_whole(personas, browse):
    client, token = browse(personas.clerk), uuid4()
    answer = send(client, NEW, {**APPLICATION, "rows-applicants": "2", "save_draft": "1"}, token=token)
    page = client.get(answer["Location"]).content.decode()
    assert 'value="申请人甲"' in page
    assert 'name="applicants-1-name"' in page
    draft = Draft.objects.get()
    assert json.loads(draft.values)["applicants-0-name"] == ["申请人甲"]
    raw = Draft.objects.values_list("values", flat=True).query
    assert "申请人甲" not in str(raw)
    send(client, NEW, APPLICATION, token=token)
    assert not Draft.objects.exists()


def test_a_draft_opens_in_its_own_form_alone_and_goes_when_the_form_was_sent(personas, browse):
    client, token = browse(personas.clerk), uuid4()
    send(client, NEW, {**APPLICATION, "save_draft": "1"}, token=token)
    assert client.get(f"/litigations/new/?draft={token}").status_code == 404
    send(client, NEW, APPLICATION, token=token)
    Draft.objects.create(person=personas.clerk, token=token, page=NEW, values="{}")  # an autosave that came late
    client.get(f"{NEW}?draft={token}")
    assert not Draft.objects.exists()


def test_a_draft_opens_for_nobody_else(personas, browse):
    token = uuid4()
    send(browse(personas.clerk), NEW, {**APPLICATION, "save_draft": "1"}, token=token)
    assert "申请人甲" in browse(personas.clerk).get(f"{NEW}?draft={token}").content.decode()
    assert "申请人甲" not in browse(personas.sister_clerk).get(f"{NEW}?draft={token}").content.decode()


def test_a_form_that_was_refused_is_kept_until_it_is_recorded(personas, browse, office):
    case, client, token = office.register("2026-06-22"), browse(personas.clerk), uuid4()
    url = f"{case.get_absolute_url()}acts/request_correction/"
    typed = {"on": "0699", "items": "证据目录"}
    assert send(client, url, typed, token=token, version=case.version).status_code == 422
    assert 'value="0699"' in client.get(f"{url}?draft={token}").content.decode()
    assert send(client, url, {**typed, "on": "0629"}, token=token, version=case.version).status_code == 302
    assert not Draft.objects.exists()
    assert client.get(f"{url}?draft={token}")["Location"] == case.get_absolute_url()


def test_a_correction_that_was_refused_is_found_from_its_draft_alone(personas, browse, office):
    case, client, token = office.register("2026-06-22"), browse(personas.clerk), uuid4()
    url = f"{case.get_absolute_url()}acts/correct/"
    typed = {"fact": "register#1.on", "on": "2026-06-29", "value": "0699", "reason": "邮戳为准"}
    assert send(client, url, typed, token=token, version=case.version).status_code == 422
    page = client.get(f"{url}?draft={token}").content.decode()
    assert 'value="0699"' in page
    assert "邮戳为准" in page


def test_a_stale_form_shows_who_changed_what_and_keeps_what_was_typed(personas, browse, office):
    case = office.register("2026-06-22")
    office.do(case, Act.ACCEPT, "2026-06-23")
    answer = act(browse(personas.clerk), case, Act.DECLINE, on="2026-06-23", reason="4")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "受理" in page.partition('id="problems"')[2].partition("</div>")[0]
    assert '<option value="4" selected' in page
    assert Reconsideration.objects.get().state == "reviewing"


def test_a_stale_form_sent_once_more_is_about_the_record_as_it_stands(personas, browse, office):
    case = office.register("2026-06-29")
    client = browse(personas.clerk)
    typed = {"on": "2026-06-29", "items": "证据目录"}
    office.do(case, Act.WITHDRAW_EARLY, "2026-06-29")
    assert act(client, case, Act.REQUEST_CORRECTION, **typed).status_code == 409
    other = office.register("2026-06-29")
    office.do(other, Act.ASSIGN, "2026-06-29", handlers=["李某", "王某"])
    page = act(client, other, Act.REQUEST_CORRECTION, **typed).content.decode()
    version = int(re.findall(r'name="version" value="(\d+)"', page)[0])
    assert act(client, other, Act.REQUEST_CORRECTION, version=version, **typed).status_code == 302


def foretold(client, case, which, **typed):
    url = f"{case.get_absolute_url()}acts/{which.value}/"
    return client.post(url, {"token": str(uuid4()), "foresee": "1", **typed}).content.decode()


def test_a_form_foretells_the_last_days_that_follow_and_what_the_law_would_refuse(personas, browse, office):
    case = office.register("2026-06-22")
    client = browse(personas.clerk)
    # received on a Monday and accepted on the 23rd: 7 working days for the copy end on 2 July, 60 days on 22 August,
    # a Saturday, so on the 24th
    said = foretold(client, case, Act.ACCEPT, on="2026-06-23")
    assert "发送副本期限至2026年7月2日（48条）" in said
    assert "审理期限至2026年8月24日（62条1款）" in said
    assert "早于" in foretold(client, case, Act.ACCEPT, on="2026-06-01")
    assert foretold(client, case, Act.ACCEPT, on="x") == ""
    case.refresh_from_db()
    assert case.version == 1


def test_an_act_that_the_law_refuses_names_its_article_and_what_to_do_instead(personas, browse, office):
    case = office.register("2026-06-01")
    answer = act(browse(personas.clerk), case, Act.DECLINE, on="2026-06-29", reason="4")
    problems = answer.content.decode().partition('id="problems"')[2].partition("</div>")[0]
    assert answer.status_code == 422
    assert "30条" in problems
    assert f"{case.get_absolute_url()}acts/deem_accepted/" in problems


def test_an_act_of_a_role_that_the_person_lacks_is_not_offered_and_not_done(personas, browse, office):
    case = office.accept("2026-06-01")
    client = browse(personas.clerk)
    page = client.get(f"{case.get_absolute_url()}acts/extend/").content.decode()
    assert 'name="do"' not in page
    assert act(client, case, Act.EXTEND, on="2026-06-20", days="10").status_code == 422
    case.refresh_from_db()
    assert case.version == 2


def test_a_clerk_of_another_county_meets_no_case_here(personas, browse, office):
    case = office.register("2026-06-22")
    client = browse(personas.sister_clerk)
    assert client.get(f"{case.get_absolute_url()}acts/accept/").status_code == 404
    assert act(client, case, Act.ACCEPT, on="2026-06-23").status_code == 404


def test_a_form_sent_after_the_session_ran_out_says_so_and_records_nothing(personas, client):
    answer = send(client, NEW, APPLICATION)
    assert answer.status_code == 401
    assert not Event.objects.exists()


def test_the_form_asks_for_the_kind_of_a_body_that_its_name_does_not_tell(personas, browse):
    client = browse(personas.clerk)
    said = {"on": "0611", "body": "老李调解工作室", "dispute_type": "neighbours", "source": "active"}
    answer = send(client, "/mediations/new/", said)
    assert (answer.status_code, "名称看不出类别" in answer.content.decode()) == (422, True)
    assert send(client, "/mediations/new/", {**said, "body_kind": "street"}).status_code == 302
    assert Mediation.objects.get().body_kind == "street"


@pytest.mark.parametrize("kind", ["reconsiderations", "litigations", "mediations", "ledger"])
def test_an_act_that_the_kind_does_not_have_is_no_page(personas, browse, county, kind):
    record = {"reconsiderations": county.ended, "litigations": county.suit, "mediations": county.mediation}
    target = record.get(kind, county.entry)
    assert browse(personas.clerk).get(f"{target.get_absolute_url()}acts/dance/").status_code == 404
    assert browse(personas.clerk).get(f"{target.get_absolute_url()}acts/register/").status_code == 404


def test_numbers_in_hidden_fields_that_no_page_holds_break_nothing(personas, browse, office):
    """Longer than Python turns into a number at all, or none: read as one row and a version that is stale."""
    case, client = office.register("2026-06-29"), browse(personas.clerk)
    huge = "9" * 5000
    assert act(client, case, Act.ACCEPT, version=huge, on="2026-06-30").status_code == 409
    assert send(client, NEW, {**APPLICATION, "rows-applicants": huge}).status_code == 302
    token = uuid4()
    kept = send(client, NEW, {**APPLICATION, "rows-applicants": "x", "save_draft": "1"}, token=token)
    assert client.get(kept["Location"]).status_code == 200
