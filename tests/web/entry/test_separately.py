"""分别申请: many applicants from one paste, a case each, all or none; what is wrong is told with its lines."""

from __future__ import annotations

import html
import re
from uuid import uuid4

import pytest

from casework.models import Draft, Event, NumberSeries, Reconsideration
from casework.vocabulary import Label
from casework.web.entry.apart.lines import kinds_of, read_lines
from tests.factories import broken_rules
from tests.web.sending import APPLICATION, NEW, send

FORM = {**APPLICATION, "applicants-0-name": "", "complained_of-0-number": "甲公罚[2026]7号"}
THIRTY = [f"申请人{n:02}" for n in range(1, 31)]


def paste(*lines, **more):
    return {**FORM, "each": "\n".join(lines), **more}


def text_of(answer):
    return html.unescape(answer.content.decode())


def cases():
    return list(Reconsideration.objects.order_by("pk"))


def refused(client, typed):
    """What a form that is not taken says of its lines; nothing is recorded and no number spent."""
    before = Event.objects.count(), list(NumberSeries.objects.values_list("last", flat=True))
    answer = send(client, NEW, typed)
    assert answer.status_code == 422
    assert (Event.objects.count(), list(NumberSeries.objects.values_list("last", flat=True))) == before
    said = text_of(answer).partition('id="id_each_error">')[2].partition("</p>")[0]
    assert typed["each"] in text_of(answer)
    return re.split("<br>", said)


@pytest.fixture
def clerk(personas, browse):
    return browse(personas.clerk)


def test_thirty_names_become_thirty_cases_with_numbers_of_their_own_and_one_mark(office, clerk):
    answer = send(clerk, NEW, paste(*THIRTY))
    found = cases()
    assert [case.applicants.get().name for case in found] == THIRTY
    assert [case.number for case in found] == [f"甲政复〔2026〕{n}号" for n in range(1, 31)]
    (batch,) = {case.batch for case in found}
    assert answer["Location"] == f"/reconsiderations/registered/{batch}/"
    assert {(case.applicants_count, case.act_number, case.received_on.isoformat()) for case in found} == {
        (1, "甲公罚〔2026〕7号", "2026-06-29")
    }
    page = text_of(clerk.get(answer["Location"]))
    assert "已登记30件，一人一案，各有案号。" in page
    assert all(case.number in page and case.get_absolute_url() in page for case in found)
    assert all(name in page for name in THIRTY)
    assert broken_rules(office) == {}


def test_each_has_a_receipt_of_his_own_with_the_days(clerk, personas, browse):
    url = send(clerk, NEW, paste("申请人甲", "申请人乙"))["Location"]
    page = text_of(clerk.get(f"{url}receipts/"))
    sheets = page.split('<article class="sheet"')[1:]
    assert len(sheets) == 2
    for sheet, name, number in zip(sheets, ("申请人甲", "申请人乙"), ("1", "2"), strict=True):
        for said in (
            name,
            f"甲政复〔2026〕{number}号",
            "甲县公安局",
            "甲公罚〔2026〕7号",
            "2026年6月29日",
            "2026年7月6日",
        ):
            assert said in sheet
    masked = text_of(browse(personas.report_team).get(f"{url}receipts/"))
    assert "申**" in masked
    assert "申请人甲" not in masked
    assert browse(personas.sister_clerk).get(url).status_code == 404
    assert browse(personas.sister_clerk).get(f"{url}receipts/").status_code == 404


def test_a_line_says_kind_papers_telephone_and_address_in_any_order_of_the_numbers(clerk):
    send(
        clerk,
        NEW,
        paste(
            "甲公司\t法人\t91141021MA0K12345",
            "1、申请人甲 11010519491231002X，13800000001",
            "申请人乙\t男\t0357 4522345\t东村1号",
            "",
            "John Smith\tcitizen",
            **{"applicants-0-agent": "某律师"},
        ),
    )
    found = [case.applicants.get() for case in cases()]
    assert [(one.name, one.kind, one.identity_number, one.telephone, one.address, one.agent) for one in found] == [
        ("甲公司", "legal_person", "91141021MA0K12345", "", "", "某律师"),
        ("申请人甲", "citizen", "11010519491231002X", "13800000001", "", "某律师"),
        ("申请人乙", "citizen", "", "0357 4522345", "东村1号", "某律师"),
        ("John Smith", "citizen", "", "", "", "某律师"),
    ]
    assert [one.sex for one in found] == ["", "", "male", ""]


def test_the_applicants_of_the_rows_apply_separately_too(clerk):
    send(clerk, NEW, paste("申请人乙", **{"applicants-0-name": "申请人甲"}))
    assert [case.applicants.get().name for case in cases()] == ["申请人甲", "申请人乙"]


def test_a_name_twice_is_told_with_both_lines(clerk):
    (said,) = refused(clerk, paste("申请人甲", "申请人乙", "申请人 甲"))
    assert said.startswith("“申请人甲”写了不止一次：第1行、第3行。")
    (said,) = refused(clerk, paste("申请人甲", **{"applicants-0-name": "申请人甲"}))
    assert "上面的申请人栏、第1行" in said


def test_two_persons_of_one_name_are_told_apart_by_their_papers(clerk):
    one = "11010519491231002X"
    (said,) = refused(clerk, paste(f"申请人甲\t{one}", "申请人甲"))
    assert "第1行、第2行" in said
    (said,) = refused(clerk, paste(f"申请人甲\t{one}", f"申请人乙\t{one}"))
    assert said.startswith(f"证件号{one}写了不止一次：第1行、第2行")
    papers = "34052419800101001X"
    assert send(clerk, NEW, paste(f"申请人甲\t{one}", f"申请人甲\t{papers}")).status_code == 302
    assert [case.applicants.get().identity_number for case in cases()] == [one, papers]


def test_what_is_wrong_with_a_line_is_said_with_its_number(clerk):
    wrong = refused(clerk, paste("申请人甲", "", "13800000001", "申请人乙\t110105194912310021"))
    assert wrong[0] == "第3行没有姓名"
    assert wrong[1].startswith("第4行：")
    assert "110105194912310021" in wrong[1]
    (said,) = refused(clerk, paste(*[f"申请人{n}" for n in range(201)]))
    assert said == "有201个申请人，一次至多登记200个"


def test_two_hundred_are_registered_in_one_go(clerk):
    assert send(clerk, NEW, paste(*[f"申请人{n}" for n in range(200)])).status_code == 302
    assert Reconsideration.objects.count() == 200


def test_who_has_a_case_against_the_act_is_listed_with_it_and_left_out_unless_ticked(office, clerk):
    act = {"complained_of": {"number": "甲公罚〔2026〕7号"}}
    had = [office.register("2026-06-01", applicants=[{"kind": "citizen", "name": name}], **act) for name in THIRTY[:3]]
    elsewhere = {"applicants": [{"kind": "citizen", "name": THIRTY[5]}], "respondents": ["甲县东镇人民政府"]}
    office.register("2026-06-01", **elsewhere, **act)
    answer = send(clerk, NEW, paste(*THIRTY))
    assert answer.status_code == 422
    page = text_of(answer)
    assert "其中3人针对这一行为已有案件" in page
    listed = page.partition("不勾选就不再登记")[2].partition("</fieldset>")[0]
    assert all(case.number in listed for case in had)
    assert THIRTY[5] not in listed
    told = re.findall(r'name="told" value="([^"]*)"', listed)
    assert len(told) == 3
    answer = send(clerk, NEW, {**paste(*THIRTY), "told": told, "again": told[1:2]})
    new = [case.applicants.get().name for case in cases()[4:]]
    assert new == [THIRTY[1], *THIRTY[3:]]
    page = text_of(clerk.get(answer["Location"]))
    assert f"没有登记：{THIRTY[0]}，已有案件{had[0].number}" in page
    assert broken_rules(office) == {}


def test_where_all_have_a_case_nobody_is_registered(office, clerk):
    office.register("2026-06-01", complained_of={"number": "甲公罚〔2026〕7号"})
    (said,) = refused(clerk, {**paste("申请人甲"), "told": ["申请人甲"]})
    assert said == "这些人针对这一行为都已有案件，没有要登记的"


def test_another_person_of_the_same_name_is_told_by_the_papers(office, clerk):
    theirs = {"kind": "citizen", "name": "申请人甲", "identity_number": "11010519491231002X"}
    office.register("2026-06-01", applicants=[theirs], complained_of={"number": "甲公罚〔2026〕7号"})
    assert send(clerk, NEW, paste("申请人甲\t34052419800101001X")).status_code == 302


def test_beside_the_form_stands_who_has_a_case_while_it_is_typed(office, clerk):
    case = office.register("2026-06-01", complained_of={"number": "甲公罚〔2026〕7号"})
    page = text_of(send(clerk, f"{NEW}duplicates/", {**paste("申请人甲", "申请人乙"), "again": ["申请人甲"]}))
    listed = page.partition("不勾选就不再登记")[2].partition("</fieldset>")[0]
    assert case.number in listed
    assert re.search(r'value="申请人甲" checked', listed)


def test_a_refusal_in_the_middle_leaves_no_case_and_no_number(clerk, monkeypatch):
    (said,) = refused(clerk, paste("申请人甲", "申请人" + "长" * 600))[:1]
    assert said.startswith("第2行：")
    typed = paste("申请人甲", "申请人乙", referred_from="甲政复〔2020〕1号")
    before = Event.objects.count()
    assert send(clerk, NEW, typed).status_code == 422
    assert Event.objects.count() == before
    assert not NumberSeries.objects.exists()


def test_a_number_by_hand_is_for_one_case_alone(clerk):
    answer = send(clerk, NEW, paste("申请人甲", "申请人乙", number="甲政复〔2026〕9号"))
    assert answer.status_code == 422
    assert "各案自动编号，这里不填" in text_of(answer)


def test_the_form_sent_twice_registers_once(clerk):
    token = uuid4()
    first = send(clerk, NEW, paste(*THIRTY), token=token)
    again = send(clerk, NEW, paste(*THIRTY), token=token)
    assert again["Location"] == first["Location"]
    assert Reconsideration.objects.count() == 30


def test_the_lines_stay_in_a_draft(clerk, personas):
    token = uuid4()
    send(clerk, NEW, {**paste("申请人甲", "申请人乙"), "save_draft": "1"}, token=token)
    assert Draft.objects.get(person=personas.clerk).title == "登记申请 · 申请人甲"
    page = text_of(clerk.get(f"{NEW}?draft={token}"))
    assert "申请人甲\n申请人乙</textarea>" in page
    assert '<details class="further" id="separately" open>' in page


def test_a_plain_application_is_as_it_was(clerk):
    answer = send(clerk, NEW, {**APPLICATION, "each": " \n"})
    (case,) = cases()
    assert answer["Location"] == case.get_absolute_url()
    assert case.batch == ""


LABELS = {"citizen": Label("citizen", "公民", "citizen"), "legal_person": Label("legal_person", "法人", "legal person")}


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("申请人甲", {"name": "申请人甲"}),
        ("1. 申请人甲", {"name": "申请人甲"}),
        ("3\t申请人甲\t女", {"name": "申请人甲", "sex": "female"}),
        ("申请人甲\t5", {"name": "申请人甲", "count": "5"}),
        ("甲公司，法人，0357-4522345", {"name": "甲公司", "kind": "legal_person", "telephone": "0357-4522345"}),
        ("买买提·艾力\t公民\t东村", {"name": "买买提·艾力", "kind": "citizen", "address": "东村"}),
        ("John Smith 13800000000", {"name": "John Smith", "telephone": "13800000000"}),
        ("申请人甲　１３８００００００００", {"name": "申请人甲", "telephone": "13800000000"}),
    ],
)
def test_the_cells_of_a_line_are_told_apart_by_what_they_hold(line, keys):
    (read,) = read_lines(f"\n{line}\n", kinds_of(LABELS))
    assert read.keys == keys
    assert read.place == 2


@pytest.mark.parametrize(("typed", "born"), [("1952.3.2", "1952-03-02"), ("520302", "1952-03-02")])
def test_whoever_was_born_long_ago_is_registered_with_the_day_as_it_is_typed(typed, born, clerk):
    assert send(clerk, NEW, {**APPLICATION, "applicants-0-born_on": typed}).status_code == 302
    assert [case.applicants.get().born_on for case in cases()] == [born]
