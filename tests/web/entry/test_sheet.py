"""The mediation sheet: a row is a record, errors stand on the row, what was recorded is put right from its row."""

from __future__ import annotations

import html
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.law.names import Act
from casework.models import Event, Mediation, MediationBody
from casework.web.entry.forms.codes import fitting, options_of
from tests.web.sending import act, send

SHEET = "/mediations/sheet/"
ROW = {
    "body": "东镇调委会",
    "on": "0611",
    "dispute_type": "邻里",
    "source": "主动",
    "parties": "2",
    "amount": "",
    "difficult": "",
    "result": "成功",
    "concluded_on": "0612",
    "form": "口头",
}


def test_a_row_with_a_result_is_registered_and_ended_in_one_go(personas, browse):
    answer = send(browse(personas.clerk), SHEET, ROW)
    case = Mediation.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, SHEET)
    assert (case.received_on.isoformat(), case.concluded_on.isoformat()) == ("2026-06-11", "2026-06-12")
    assert (case.dispute_type, case.source, case.result, case.agreement_form) == (
        "neighbours",
        "active",
        "succeeded",
        "oral",
    )
    assert [event.act for event in Event.objects.order_by("id")] == ["register", "conclude"]


def test_a_body_whose_kind_cannot_be_told_is_asked_about_and_kept_as_chosen(personas, browse):
    unknown = {**ROW, "body": "老李调解工作室"}
    answer = send(browse(personas.clerk), SHEET, unknown)
    assert (answer.status_code, Mediation.objects.count()) == (422, 0)
    assert "这个调解组织的名称看不出类别" in answer.content.decode()
    send(browse(personas.clerk), SHEET, {**unknown, "body_kind": "village"})
    assert Mediation.objects.get().body_kind == "village"
    send(browse(personas.clerk), SHEET, {**ROW, "body_kind": "village"})  # 东镇: the name tells it
    assert set(Mediation.objects.values_list("body_kind", flat=True)) == {"village", "township"}


def test_a_kept_body_is_found_by_its_pinyin_and_tells_its_kind_while_it_mediates(personas, browse, office):
    body = MediationBody(organ=office["甲县"], name="老李调解工作室", body_kind="professional", valid_to="2026-06-11")
    body.respell()
    body.save()
    for typed in ("lltjgzs", "laolitiaojiegongzuoshi", "老李调解工作室"):
        send(browse(personas.clerk), SHEET, {**ROW, "body": typed})
    found = set(Mediation.objects.values_list("body", "body_kind"))
    assert found == {("老李调解工作室", "professional")}
    assert Mediation.objects.count() == 3
    assert send(browse(personas.clerk), SHEET, {**ROW, "body": body.name, "on": "0612"}).status_code == 422


def test_the_initials_of_a_part_of_a_label_find_it_where_nothing_begins_with_them():
    options = options_of([("labour", "其他劳动争议"), ("land", "山林土地"), ("lodging", "旅店")])
    assert [option.code for option in fitting(options, "ldzy")] == ["labour"]
    assert [option.code for option in fitting(options, "ld")] == ["lodging"]
    assert fitting(options, "dd") == []


def test_a_row_without_a_result_stays_open(personas, browse):
    send(browse(personas.clerk), SHEET, {**ROW, "result": "", "concluded_on": "", "form": ""})
    assert [event.act for event in Event.objects.all()] == ["register"]


WAYS = ["hyjt", "婚姻家庭", "婚姻", "marriage_family", "HYJT", "ｈｙｊｔ", "hunyin", " 婚姻 家庭 "]


@pytest.mark.parametrize("typed", WAYS)
def test_a_code_is_taken_by_label_part_initials_pinyin_or_code(personas, browse, typed):
    send(browse(personas.clerk), SHEET, {**ROW, "dispute_type": typed})
    assert Mediation.objects.get().dispute_type == "marriage_family"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"dispute_type": "hyjy"}, "没有类型「hyjy」。是「婚姻家庭」吗？"),
        ({"dispute_type": "其"}, "「其」可能是：其他劳动争议、其他消费、其他"),
        ({"dispute_type": "𠮷䶮"}, "没有类型「𠮷䶮」"),
        ({"on": "0631"}, "0631"),
        ({"parties": "0"}, "0"),
        ({"amount": "-5"}, "-5"),
        ({"source": ""}, "来源"),
        ({"body": " \n"}, "调解组织"),
        ({"result": ""}, "结果"),
        ({"concluded_on": ""}, "结案"),
        ({"result": "不成功"}, "协议"),
        ({"concluded_on": "0610"}, "2026-06-10"),
        ({"on": "2026-07-01", "concluded_on": "2026-07-01"}, "2026-07-01"),
        ({"body": "会" * 501}, "500"),
    ],
)
def test_a_wrong_row_says_what_is_wrong_and_records_nothing_of_it(personas, browse, wrong, said):
    answer = send(browse(personas.clerk), SHEET, {**ROW, **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page.partition('id="wrong"')[2].partition("</div>")[0]
    assert 'value="邻里"' in page or "dispute_type" in wrong
    assert not Event.objects.exists()


def test_a_row_sent_by_the_script_answers_with_its_line_or_with_what_is_wrong_alone(personas, browse):
    client = browse(personas.clerk)
    sent = {**ROW, "token": str(uuid4()), "do": "1"}
    answer = client.post(SHEET, sent, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert f'data-record="{Mediation.objects.get().pk}"' in answer.content.decode()
    assert "<html" not in answer.content.decode()
    wrong = client.post(SHEET, {**sent, "token": str(uuid4()), "dispute_type": "hyjy"}, headers={"HX-Request": "true"})
    assert wrong.status_code == 422
    assert 'data-cell="dispute_type"' in wrong.content.decode()
    assert "<html" not in wrong.content.decode()


def test_a_row_sent_twice_is_one_record(personas, browse):
    client, token = browse(personas.clerk), uuid4()
    for _ in range(2):
        assert send(client, SHEET, ROW, token=token).status_code == 302
    assert Mediation.objects.count() == 1


def test_enter_without_scripts_looks_at_the_row_and_records_nothing(personas, browse):
    client = browse(personas.clerk)
    page = client.get(SHEET).content.decode()
    assert page.index('name="check"') < page.index('name="do"')
    answer = client.post(SHEET, {**ROW, "token": str(uuid4()), "check": "1"})
    assert answer.status_code == 200
    assert not Event.objects.exists()


def test_the_next_row_begins_with_the_last_values_and_what_was_recorded_is_listed(personas, browse):
    client = browse(personas.clerk)
    send(client, SHEET, {**ROW, "amount": "1200.50", "parties": "7"})
    page = client.get(SHEET).content.decode()
    typing, _head, recorded = page.partition('id="lines"')
    for value in ("东镇调委会", "2026-06-11", "邻里", "主动"):
        assert re.search(f'<input [^>]*value="{value}"', typing)
    for value in ("成功", "2026-06-12", "口头"):  # how it ended is said of each dispute anew
        assert not re.search(f'<input [^>]*value="{value}"', typing)
    assert "1200.50" not in typing
    assert 'value="7"' not in typing
    assert "1,200.50" in recorded
    assert '<span id="count">1</span>' in page


def test_pasted_breaks_wide_digits_and_rare_characters_are_kept_as_one_line(personas, browse):
    pasted = {"body": "𠮷䶮村\r\n 调委会\u200b", "parties": "１２", "amount": "１，２００元"}
    send(browse(personas.clerk), SHEET, {**ROW, **pasted})
    case = Mediation.objects.get()
    assert (case.body, case.parties, case.amount) == ("𠮷䶮村调委会", 12, 1200)


def corrected(client, case, token=None, **cells):
    row = {**ROW, "reason": "录入有误", **cells}
    return send(client, f"/mediations/{case.pk}/row/", row, token=token or uuid4(), version=case.version)


def recorded(client):
    send(client, SHEET, ROW)
    return Mediation.objects.get()


def test_a_recorded_row_is_put_right_by_corrections_with_a_reason(personas, browse):
    client = browse(personas.clerk)
    case = recorded(client)
    answer = corrected(client, case, dispute_type="hyjt", parties="3", on="0601")
    assert (answer.status_code, answer["Location"]) == (302, SHEET)
    case.refresh_from_db()
    assert (case.dispute_type, case.parties, case.received_on.isoformat()) == ("marriage_family", 3, "2026-06-01")
    events = Event.objects.filter(act=Act.CORRECT)
    assert {(e.keys["fact"], e.keys["reason"]) for e in events} == {
        (fact, "录入有误") for fact in ("received_on", "dispute_type", "parties")
    }


@pytest.mark.parametrize(
    "cells",
    [
        {"on": "0620", "concluded_on": "0622"},
        {"on": "0501", "concluded_on": "0502"},
        {"result": "不成功", "form": ""},
    ],
)
def test_cells_that_hang_together_are_corrected_in_an_order_that_can_stand(personas, browse, cells):
    client = browse(personas.clerk)
    case = recorded(client)
    assert corrected(client, case, **cells).status_code == 302
    case.refresh_from_db()
    if "on" in cells:
        assert case.received_on.strftime("%m%d") == cells["on"]
        assert case.concluded_on.strftime("%m%d") == cells["concluded_on"]
    else:
        assert (case.result, case.agreement_form) == ("failed", "")


def test_an_open_row_is_ended_from_its_row(personas, browse):
    client = browse(personas.clerk)
    send(client, SHEET, {**ROW, "result": "", "concluded_on": "", "form": ""})
    case = Mediation.objects.get()
    assert corrected(client, case, parties="4").status_code == 302
    case.refresh_from_db()
    assert (case.parties, case.result, case.agreement_form) == (4, "succeeded", "oral")


def test_a_correction_that_cannot_stand_changes_no_cell(personas, browse):
    client = browse(personas.clerk)
    case = recorded(client)
    answer = corrected(client, case, parties="9", concluded_on="0601")
    assert answer.status_code == 422
    case.refresh_from_db()
    assert (case.parties, case.version) == (2, 2)


def test_an_end_is_not_taken_away_from_the_row_nor_a_reason_left_out(personas, browse):
    client = browse(personas.clerk)
    case = recorded(client)
    assert corrected(client, case, result="", concluded_on="", form="").status_code == 422
    assert corrected(client, case, parties="3", reason="").status_code == 422
    assert corrected(client, case).status_code == 302
    assert not Event.objects.filter(act=Act.CORRECT).exists()


def test_a_row_changed_by_somebody_else_meanwhile_is_not_overwritten(personas, browse, office):
    client = browse(personas.clerk)
    case = recorded(client)
    office.do(case, "perform", "2026-06-20")
    answer = send(client, f"/mediations/{case.pk}/row/", {**ROW, "parties": "3", "reason": "x"}, version=2)
    assert answer.status_code == 422
    assert "履行" in answer.content.decode().partition('id="problems"')[2].partition("</div>")[0]


def test_a_correction_sent_twice_is_made_once(personas, browse):
    client, token = browse(personas.clerk), uuid4()
    case = recorded(client)
    for _ in range(2):
        assert corrected(client, case, token, parties="3").status_code == 302
    assert Event.objects.filter(act=Act.CORRECT).count() == 1


def test_only_who_may_void_is_offered_it_and_a_strange_row_is_no_page(personas, browse):
    case = recorded(browse(personas.clerk))
    assert "/acts/void/" not in browse(personas.clerk).get(SHEET).content.decode()
    assert browse(personas.sister_clerk).get(f"/mediations/{case.pk}/row/").status_code == 404
    assert browse(personas.report_team).get(SHEET).status_code == 403
    supervisor = browse(personas.supervisor)
    send(supervisor, SHEET, {**ROW, "body": "西镇调委会"})
    assert "/acts/void/" in supervisor.get(SHEET).content.decode()


def test_a_row_of_another_day_is_put_right_from_its_page_and_comes_back_to_it(personas, browse, county):
    client, case = browse(personas.clerk), county.mediation
    assert f'href="/mediations/{case.pk}/row/"' in client.get(case.get_absolute_url()).content.decode()
    reader = browse(personas.report_team).get(case.get_absolute_url()).content.decode()
    assert f'href="/mediations/{case.pk}/row/"' not in reader
    form = client.get(f"/mediations/{case.pk}/row/").context["form"]
    cells = {name: form[name].value() or "" for name in form.fields}
    typed = {name: cell.isoformat() if hasattr(cell, "isoformat") else cell for name, cell in cells.items()}
    answer = send(client, f"/mediations/{case.pk}/row/", {**typed, "parties": "4"}, version=case.version)
    assert answer["Location"] == case.get_absolute_url()
    case.refresh_from_db()
    assert case.parties == 4


def test_an_agreement_is_performed_put_before_the_court_and_confirmed_on_its_page(personas, browse, county):
    client, case = browse(personas.clerk), county.mediation
    for which, typed in (
        (Act.PERFORM, {"on": "2024-05-21"}),
        (Act.ASK_CONFIRMATION, {"on": "2024-05-22"}),
        (Act.CONFIRM, {"on": "2024-05-30", "ruling": "valid"}),
    ):
        page = client.get(f"{case.get_absolute_url()}acts/{which.value}/").content.decode()
        assert 'name="do"' in page
        assert act(client, case, which, **typed).status_code == 302, which
        case.refresh_from_db()
    assert (case.performed_on.day, case.asked_on.day, case.ruled_on.day, case.ruling) == (21, 22, 30, "valid")


def test_a_ruling_is_valid_unless_another_is_chosen(personas, browse, county, office):
    case = office.do(county.mediation, Act.ASK_CONFIRMATION, "2024-05-22")
    page = browse(personas.clerk).get(f"{case.get_absolute_url()}acts/confirm/").content.decode()
    option = page.partition('<option value="valid"')[2].partition(">")[0]
    assert "selected" in option


def test_without_success_no_agreement_is_taken(personas, browse, office):
    case = office.mediation("2026-05-08")
    answer = act(browse(personas.clerk), case, Act.CONCLUDE, on="2026-05-09", result="withdrawn", form="oral")
    assert answer.status_code == 422
    assert "没有调解成功" in answer.content.decode()
    assert act(browse(personas.clerk), case, Act.CONCLUDE, on="2026-05-09", result="withdrawn").status_code == 302


def test_the_number_of_queries_of_the_sheet_does_not_depend_on_its_rows(personas, browse):
    client, counted = browse(personas.clerk), []
    send(client, SHEET, ROW)
    for rows in (0, 25):
        for _ in range(rows):
            send(client, SHEET, ROW)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(SHEET).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 12


def test_only_the_last_rows_stand_below_and_the_count_opens_all_of_today(personas, browse):
    client = browse(personas.clerk)
    for _ in range(22):
        send(client, SHEET, ROW)
    page, everything = (client.get(url).content.decode() for url in (SHEET, f"{SHEET}?all=1"))
    assert page.count('class="line"') == 20
    assert everything.count('class="line"') == 22
    assert 'href="?all=1#recorded"' in page


def test_a_long_day_is_read_page_by_page_from_its_last_row_to_its_first(personas, browse, monkeypatch):
    monkeypatch.setattr("casework.web.entry.sheet.LONG", 2)
    client = browse(personas.clerk)
    for _ in range(5):
        send(client, SHEET, ROW)
    seen, url = [], "?all=1"
    while url:
        text = client.get(f"{SHEET}{url}").content.decode()
        seen.append([int(place) for place in re.findall(r'data-place="(\d+)"', text)])
        following = re.search(r'rel="next" href="([^"#]+)', text)
        url = following and html.unescape(following[1])
    assert seen == [[5, 4], [3, 2], [1]]
    back = re.search(r'rel="prev" href="([^"#]+)', client.get(f"{SHEET}?all=1&to=3").content.decode())
    assert back
    assert back[1] == "?all=1&amp;to=5"
    assert client.get(f"{SHEET}?all=1&to=0").status_code == 400


@pytest.mark.parametrize("typed", ["ta", "traffic", "Traffic accidents", "道路交通事故", "dljtsg"])
def test_on_a_page_in_english_codes_are_taken_in_both_languages(personas, browse, typed):
    send(browse(personas.clerk, "en"), SHEET, {**ROW, "dispute_type": typed})
    assert Mediation.objects.get().dispute_type == "traffic"
