"""Ledger entries: one form a kind, with the quantities, units, subjects and rates that the kind declares."""

from __future__ import annotations

from uuid import uuid4

import pytest

from casework.models import LedgerEntry
from casework.vocabulary import shipped_kinds
from tests.web.sending import send

NEW = "/ledger/new/"
CONSULTATION = {"on": "0611", "quantities-count": "30", "quantities-satisfied": "29"}
TRAINING = {"on": "0611", "quantities-person_times": "40", "quantities-persons": "20"}


def error_of(page: str, field: str) -> str:
    return page.partition(f'id="id_{field}_error">')[2].partition("</p>")[0]


@pytest.mark.parametrize("code", list(shipped_kinds()))
def test_the_form_of_a_kind_has_a_field_with_its_unit_for_each_quantity(code, personas, browse):
    page = browse(personas.clerk).get(f"{NEW}{code}/").content.decode()
    for quantity in shipped_kinds()[code].quantities.values():
        assert f'name="quantities-{quantity.code}"' in page
        assert f"{quantity.zh}（{quantity.unit_zh}）" in page


def test_an_entry_is_recorded_with_what_was_typed(personas, browse):
    answer = send(
        browse(personas.clerk), f"{NEW}legal_consultation/", {**CONSULTATION, "note": "热线", "subject": "𠮷村\r\n专场"}
    )
    entry = LedgerEntry.objects.get()
    assert answer["Location"] == entry.get_absolute_url()
    assert {q.quantity: q.value for q in entry.quantities.all()} == {"count": 30, "satisfied": 29}
    assert (entry.subject, entry.note) == ("𠮷村专场", "热线")


def test_wide_digits_and_separators_are_read(personas, browse):
    send(browse(personas.clerk), f"{NEW}legal_consultation/", {**CONSULTATION, "quantities-count": "１，２００"})
    assert LedgerEntry.objects.get().quantities.get(quantity="count").value == 1200


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"quantities-count": "-1"}, "quantities-count", "-1"),
        ({"quantities-count": "1.5"}, "quantities-count", "1.5"),
        ({"quantities-count": "许多"}, "quantities-count", "许多"),
        ({"quantities-count": "9" * 13}, "quantities-count", "9"),
        ({"on": "不久前"}, "on", "不久前"),
    ],
)
def test_a_value_that_cannot_be_is_marked_at_its_field_and_all_that_was_typed_stays(
    personas, browse, wrong, field, said
):
    answer = send(browse(personas.clerk), f"{NEW}legal_consultation/", {**CONSULTATION, **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in error_of(page, field)
    assert 'value="29"' in page
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize(
    ("kind", "field", "said"),
    [
        ("legal_consultation", "quantities-count", "至少填一项：咨询件数（件）、满意件数（件）"),
        ("duty_report", "quantities-townships", "至少填一项：述法乡镇（个）、述法部门（个）"),
        ("decision_review", "quantities-count", "要填「审查件次（件次）」"),
    ],
)
def test_a_blank_quantity_is_asked_for_in_words(kind, field, said, personas, browse):
    answer = send(browse(personas.clerk), f"{NEW}{kind}/", {"on": "0611"})
    assert (answer.status_code, error_of(answer.content.decode(), field)) == (422, said)
    assert not LedgerEntry.objects.exists()


DOUBTS = [
    ("legal_consultation", {"quantities-count": "10", "quantities-satisfied": "12"}, "满意件数12，多于咨询件数10"),
    ("township_item_list", {"quantities-before": "26", "quantities-after": "55"}, "调整后事项55，多于调整前事项26"),
    ("enforcement_training", {"quantities-person_times": "4", "quantities-persons": "5"}, "参训人数5，多于培训人次4"),
    ("legal_consultation", {"quantities-count": "10"}, "没有满意件数，算不出满意率"),
]


@pytest.mark.parametrize(("kind", "typed", "said"), DOUBTS)
def test_a_part_larger_than_its_whole_is_warned_about_and_recorded_all_the_same(kind, typed, said, personas, browse):
    client = browse(personas.clerk)
    assert said in client.post(f"{NEW}{kind}/rates/", {"token": str(uuid4()), "on": "0611", **typed}).content.decode()
    answer = client.get(send(client, f"{NEW}{kind}/", {"on": "0611", **typed})["Location"]).content.decode()
    assert said in answer
    assert LedgerEntry.objects.count() == 1


def test_a_part_as_large_as_its_whole_and_the_first_entry_of_a_day_are_no_matter(personas, browse):
    typed = {"token": str(uuid4()), "on": "0611", "quantities-count": "10", "quantities-satisfied": "10"}
    page = browse(personas.clerk).post(f"{NEW}legal_consultation/rates/", typed).content.decode()
    assert "warning" not in page


def test_an_entry_that_repeats_another_is_warned_about_with_its_number(personas, browse):
    client, url = browse(personas.clerk), f"{NEW}legal_consultation/"
    send(client, url, CONSULTATION)
    first = LedgerEntry.objects.get()
    said = client.post(f"{url}rates/", {"token": str(uuid4()), **CONSULTATION}).content.decode()
    assert "同一天、同样的数已记在" in said
    assert f'href="{first.get_absolute_url()}"' in said
    for other in ({"on": "0612"}, {"quantities-count": "31"}, {"subject": "东镇"}):
        said = client.post(f"{url}rates/", {"token": str(uuid4()), **CONSULTATION, **other}).content.decode()
        assert "已记在" not in said
    sister = browse(personas.sister_clerk).post(f"{url}rates/", {"token": str(uuid4()), **CONSULTATION})
    assert "已记在" not in sister.content.decode()
    assert send(client, url, CONSULTATION).status_code == 302


@pytest.mark.parametrize("typed", ["1,200", "１，２００", "0.12万", "1200", " 1 200 "])
def test_a_quantity_is_read_however_its_digits_are_grouped(typed, personas, browse):
    send(browse(personas.clerk), f"{NEW}legal_aid/", {"on": "0611", "quantities-cases": typed})
    assert LedgerEntry.objects.get().quantities.get(quantity="cases").value == 1200


def test_a_kind_that_names_its_subjects_offers_them_and_takes_no_other(personas, browse):
    client, url = browse(personas.clerk), f"{NEW}decision_review/"
    assert 'value="contract"' in client.get(url).content.decode()
    typed = {"on": "0611", "quantities-count": "2"}
    assert send(client, url, {**typed, "subject": "红头文件"}).status_code == 422
    send(client, url, {**typed, "subject": "contract"})
    assert LedgerEntry.objects.get().subject == "contract"


def test_units_are_named_one_a_line_and_counted_where_no_number_was_typed(personas, browse):
    names = "甲县公安局\r\n\r\n甲县东镇人民政府\r\n甲县公安局 "
    send(browse(personas.clerk), f"{NEW}enforcement_training/", {**TRAINING, "names-units": names})
    units = LedgerEntry.objects.get().quantities.get(quantity="units")
    assert (units.value, units.names) == (2, ["甲县东镇人民政府", "甲县公安局"])


def test_more_names_than_units_are_refused_at_the_number(personas, browse):
    typed = {**TRAINING, "quantities-units": "1", "names-units": "甲局\n乙局"}
    answer = send(browse(personas.clerk), f"{NEW}enforcement_training/", typed)
    assert answer.status_code == 422
    assert "2" in error_of(answer.content.decode(), "quantities-units")


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("legal_consultation", {"quantities-count": "30", "quantities-satisfied": "29"}, "满意率 96.67%（29/30）"),
        ("township_item_list", {"quantities-before": "50", "quantities-after": "26"}, "压缩率 48%（24/50）"),
        ("township_item_list", {"quantities-before": "50"}, "压缩率 —"),
        ("legal_consultation", {"quantities-count": "0", "quantities-satisfied": "0"}, "满意率 —"),
    ],
)
def test_rates_are_said_in_words_before_anything_is_recorded(personas, browse, kind, typed, said):
    answer = send(browse(personas.clerk), f"{NEW}{kind}/rates/", typed)
    assert said in answer.content.decode()
    assert not LedgerEntry.objects.exists()


def test_the_menu_says_what_each_kind_counts_and_leads_to_its_last_entry(personas, browse, county):
    page = browse(personas.clerk).get(NEW).content.decode()
    row = page.partition(f'href="{NEW}legal_consultation/"')[2].partition("</tr>")[0]
    assert "咨询件数（件）、满意件数（件）、满意率" in row
    assert "2024年4月2日" in row
    twice = page.partition(f'href="{NEW}township_item_list/"')[2].partition("</tr>")[0]
    assert "2024年3月2日" in twice
    assert "2024年" not in browse(personas.sister_clerk).get(NEW).content.decode()


def test_an_unknown_kind_is_no_page_and_a_reader_records_nothing(personas, browse):
    assert browse(personas.clerk).get(f"{NEW}dance/").status_code == 404
    assert send(browse(personas.report_team), f"{NEW}legal_aid/", {"on": "0611"}).status_code == 403


def test_what_stands_beside_an_entry_is_nothing_before_anything_is_typed(personas, browse):
    assert browse(personas.clerk).get(f"{NEW}legal_consultation/rates/").status_code == 200


def test_an_entry_leads_to_the_next_of_its_kind_with_nothing_filled_in_for_who_logs(personas, browse):
    client = browse(personas.clerk)
    recorded = send(client, f"{NEW}legal_consultation/", CONSULTATION)["Location"]
    page = client.get(recorded).content.decode()
    assert f'<a href="{NEW}legal_consultation/">再记一条法律咨询' in page
    form = client.get(f"{NEW}legal_consultation/").content.decode()
    assert 'value="30"' not in form
    assert 'value="29"' not in form
    assert f"{NEW}legal_consultation/" not in browse(personas.report_team).get(recorded).content.decode()
