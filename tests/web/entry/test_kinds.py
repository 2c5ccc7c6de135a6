"""A kind of ledger entry made on a page stands at once wherever entries are recorded, listed, counted and reported."""

from __future__ import annotations

import re
from datetime import date

import pytest

from casework.documents.report import names
from casework.models import EntryKindChange, LedgerEntry
from casework.reference import ledger_kinds
from tests.web.sending import send

PAGE = "/ledger/kinds/"
HEARINGS = {
    "zh": "立法听证", "en": "legislative hearings", "rows-quantities": "3", "rows-rates": "1",
    "quantities-0-zh": "听证场次", "quantities-0-en": "hearings held", "quantities-0-unit_zh": "场",
    "quantities-0-unit": "hearing", "quantities-0-decimals": "0", "quantities-0-adds_up": "sum",
    "quantities-1-decimals": "0", "quantities-1-adds_up": "sum",
    "quantities-2-zh": "负责人参加", "quantities-2-en": "attended by leaders", "quantities-2-code": "attended",
    "quantities-2-unit_zh": "场", "quantities-2-unit": "hearing", "quantities-2-decimals": "0",
    "quantities-2-adds_up": "sum", "quantities-2-part_of": "听证场次",
    "rates-0-zh": "参加率", "rates-0-en": "attendance", "rates-0-over": "负责人参加", "rates-0-under": "听证场次",
}  # fmt: skip
IN_2026 = "organ=141021&from=2026-01-01&to=2026-06-30"


def make(client, **said):
    return client.post(f"{PAGE}new/", {**HEARINGS, **said})


def text(answer):
    return answer.content.decode()


def fields(page):
    """What stands in the fields of the form of a kind."""
    found = {}
    for tag in re.findall(r"<input [^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="checkbox"' not in tag and name[1] not in ("csrfmiddlewaretoken", "next"):
            found[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)"[^>]* selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def test_who_keeps_kinds_finds_their_page_from_the_ledger_and_from_the_administration(personas, browse):
    assert f'href="{PAGE}"' in text(browse(personas.supervisor).get("/ledger/new/"))
    assert f'href="{PAGE}"' not in text(browse(personas.clerk).get("/ledger/new/"))
    assert f'href="{PAGE}"' in text(browse(personas.administrator).get("/admin/"))
    for who in ("clerk", "report_team", "auditor"):
        for address in (PAGE, f"{PAGE}new/", f"{PAGE}legal_aid/"):
            assert browse(getattr(personas, who)).get(address).status_code == 403, who


def test_all_that_is_wrong_in_one_row_is_told_at_its_fields_beside_what_is_wrong_elsewhere(personas, browse):
    wrong = {
        "code": "publicity_event",
        "quantities-2-en": "",
        "quantities-2-unit": "",
        "quantities-2-part_of": "没有的",
    }
    answer = make(browse(personas.supervisor), **wrong)
    assert answer.status_code == 422
    for field in ("code", "quantities-2-en", "quantities-2-unit", "quantities-2-part_of"):
        assert f'id="id_{field}_error"' in text(answer), field
    assert "数量 3 · 名称没有填写" in text(answer).partition('id="problems"')[2].partition("</div>")[0]
    assert 'value="负责人参加"' in text(answer)
    assert "publicity_event" in ledger_kinds()
    assert not EntryKindChange.objects.exists()


@pytest.mark.parametrize("who", ["supervisor", "administrator"])
def test_a_kind_that_was_made_is_told_listed_and_noted_with_who_made_it(who, personas, browse):
    client = browse(getattr(personas, who))
    answer = make(client)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    page = text(client.get(PAGE))
    assert "已保存：立法听证（legislative_hearings）" in page
    assert "听证场次（场）、负责人参加（场）、参加率" in page
    assert EntryKindChange.objects.get().person == getattr(personas, who)


def test_a_fresh_kind_stands_at_once_in_form_list_filter_table_figure_report_and_interface(personas, browse, office):
    make(browse(personas.supervisor))
    clerk = browse(personas.clerk)
    assert "立法听证" in text(clerk.get("/ledger/new/"))
    recorded = send(clerk, "/ledger/new/legislative_hearings/",
                    {"on": "0611", "quantities-hearings_held": "4", "quantities-attended": "3"})  # fmt: skip
    assert recorded.status_code == 302
    assert "听证场次 4场" in text(clerk.get(recorded["Location"]))
    assert "立法听证" in text(clerk.get("/ledger/?kind=legislative_hearings"))
    table = text(clerk.get(f"/statistics/tables/W1/?{IN_2026}"))
    assert "立法听证：听证场次" in table
    assert "立法听证：听证场次" in text(clerk.get(f"/statistics/tables/R1/?{IN_2026}"))
    behind = f"/statistics/records/?figure=ledger.legislative_hearings.hearings_held&{IN_2026}"
    assert "立法听证：听证场次（场）" in text(clerk.get(behind))
    assert "参加率" in text(clerk.get("/statistics/definitions/W1/"))
    assert "立法听证：听证场次" in names()


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"zh": " "}, "zh", "名称没有填写，或者只有空格"),
        ({"zh": "长" * 5000}, "zh", "至多60字"),
        ({"code": "legal_aid"}, "code", "代码「legal_aid」已由「法律援助」使用"),
        ({"quantities-2-zh": ""}, "quantities-2-zh", "名称没有填写"),
        ({"quantities-2-decimals": "99"}, "quantities-2-decimals", "小数位数「99」"),
        ({"quantities-0-adds_up": "product"}, "quantities-0-adds_up", "汇总办法「product」不存在"),
        ({"rates-0-under": "人数"}, "rates-0-under", "数量「人数」不存在"),
        ({"valid_to": "不久"}, "valid_to", "不久"),
        ({"valid_from": "2026-05-01", "valid_to": "2026-04-01"}, "valid_to", "期间倒了"),
    ],
)
def test_what_does_not_hold_is_told_at_its_field_all_that_was_typed_stays_and_nothing_is_kept(
    typed, field, said, personas, browse
):
    answer = make(browse(personas.supervisor), **typed)
    page = text(answer)
    assert answer.status_code == 422
    assert said in page.partition(f'id="id_{field}_error">')[2].partition("</p>")[0]
    assert fields(page)["en"] == "legislative hearings"
    assert "legislative_hearings" not in ledger_kinds()


def test_no_quantity_at_all_is_told_at_the_first_one(personas, browse):
    sent = {name: value for name, value in HEARINGS.items() if name[:2] not in ("qu", "ra")}
    page = text(browse(personas.supervisor).post(f"{PAGE}new/", sent))
    assert "有0个数量，要有1至12个" in page.partition('id="id_quantities-0-zh_error">')[2].partition("</p>")[0]


def test_one_more_row_is_had_without_scripts_and_keeps_what_was_typed(personas, browse):
    answer = make(browse(personas.supervisor), more="quantities")
    given = fields(text(answer))
    assert answer.status_code == 200
    assert (given["rows-quantities"], given["quantities-3-zh"], given["quantities-2-code"]) == ("4", "", "attended")


def test_the_form_of_a_kind_sent_back_as_it_stands_changes_nothing(personas, browse):
    client = browse(personas.supervisor)
    make(client)
    before = ledger_kinds()
    for code in ("legislative_hearings", "township_item_list", "decision_review"):
        assert client.post(f"{PAGE}{code}/", fields(text(client.get(f"{PAGE}{code}/")))).status_code == 302, code
    assert dict(ledger_kinds()) == dict(before)
    assert EntryKindChange.objects.count() == 1


def test_a_used_kind_is_ended_and_the_menu_says_until_when(personas, browse, office):
    client = browse(personas.supervisor)
    make(client)
    office.entry(date(2026, 3, 2), kind="立法听证", quantities={"听证场次": 3})
    address = f"{PAGE}legislative_hearings/"
    given = fields(text(client.get(address)))
    refused = text(client.post(address, {**given, "valid_to": "2026-03-01"}))
    assert "末日2026年3月1日早于2026年3月2日的台账" in refused
    refused = text(client.post(address, {**given, "quantities-0-unit_zh": "次"}))
    assert "「听证场次」已有1条台账使用，计量单位不能改" in refused
    assert client.post(address, {**given, "valid_to": "2026-03-02"}).status_code == 302
    assert "用到2026年3月2日" in text(browse(personas.clerk).get("/ledger/new/"))
    late = send(browse(personas.clerk), "/ledger/new/legislative_hearings/",
                {"on": "0611", "quantities-hearings_held": "4"})  # fmt: skip
    assert "台账种类「立法听证」用到2026年3月2日，2026年6月11日不能登记" in text(late)
    assert LedgerEntry.objects.count() == 1


def test_a_form_opened_before_somebody_elses_change_is_refused_with_a_way_to_see_it(personas, browse):
    client = browse(personas.supervisor)
    make(client)
    address = f"{PAGE}legislative_hearings/"
    opened = fields(text(client.get(address)))
    client.post(address, {**opened, "zh": "听证"})
    late = client.post(address, {**opened, "zh": "公听"})
    assert late.status_code == 422
    assert "「听证」在你打开以后有人改过" in text(late)
    assert ledger_kinds()["legislative_hearings"].zh == "听证"


def test_entries_that_are_one_thing_each_are_recorded_without_a_number(personas, browse):
    sent = {"zh": "信访督办", "en": "petitions urged", "single": "on", "rows-quantities": "1", "rows-rates": "1"}
    browse(personas.supervisor).post(f"{PAGE}new/", sent)
    clerk = browse(personas.clerk)
    page = text(clerk.get("/ledger/new/petitions_urged/"))
    assert 'name="quantities-' not in page
    assert send(clerk, "/ledger/new/petitions_urged/", {"on": "0611", "subject": "东关"}).status_code == 302
    assert [q.value for q in LedgerEntry.objects.get().quantities.all()] == [1]


def test_an_unknown_kind_has_no_page(personas, browse):
    assert browse(personas.supervisor).get(f"{PAGE}gone/").status_code == 404


def test_a_kind_in_english_is_spoken_of_in_english(personas, browse):
    client = browse(personas.supervisor, "en")
    make(client)
    page = text(client.get(PAGE))
    assert "Kept: legislative hearings (legislative_hearings)" in page
    assert "hearings held (hearing)" in page
