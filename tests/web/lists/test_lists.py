"""The lists as pages: what is asked, shown, sorted, kept, and taken away as a file."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from django.conf import settings
from python_calamine import CalamineWorkbook

from casework.actions.belongings.views import save_view
from casework.filters.sets import FILTERS
from casework.kinds import PLACES
from casework.law.names import RecordKind
from casework.models import Person, SavedView
from casework.web.lists.filter_words import base_of, filter_words
from tests.web.lists.asked import CASES, page

KINDS = {"reconsiderations": CASES, "litigations": "/litigations/", "mediations": "/mediations/", "ledger": "/ledger/"}


def numbers(text: str) -> list[str]:
    body = text.partition("<tbody>")[2].partition("</tbody>")[0]
    return re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)</a>', body)


def link(text: str, words: str) -> str:
    found = re.search(rf'<a[^>]*href="([^"]*)"[^>]*>\s*{words}', text)
    assert found is not None, words
    return found[1]


def beside(text: str, which: str) -> str:
    found = re.search(rf'rel="{which}" href="([^"]*)"', text)
    assert found is not None, which
    return found[1]


def test_every_filter_has_its_words():
    wordless = {
        name
        for kind, filters in FILTERS.items()
        for name in filters.base_filters
        if filter_words(name, kind) in (name, base_of(name))
    }
    assert wordless == set()


def test_every_filter_stands_in_the_form_of_its_list(county, personas, browse):
    client = browse(personas.clerk)
    for what, url in KINDS.items():
        text, kind = page(client, url), PLACES[what].kind
        names = set(re.findall(r'name="([a-z_]+)"', text.partition('class="filter')[2].partition("</form>")[0]))
        assert {"q", "organ", *FILTERS[kind].base_filters} <= names, what


def test_empty_fields_and_typed_days_become_one_clean_address(county, personas, browse):
    client = browse(personas.clerk)
    answer = client.get(
        f"{CASES}?q=&state=concluded&received_from=20240101&received_to=240331&matter=&sort=-received_on"
    )
    assert answer.status_code == 302
    assert answer["Location"] == f"{CASES}?state=concluded&received_from=2024-01-01&received_to=2024-03-31"
    assert client.get(answer["Location"]).status_code == 200


def test_what_cannot_be_read_is_marked_where_it_was_typed_and_all_is_kept(county, personas, browse):
    client = browse(personas.clerk)
    for query, field, kept in (
        ("received_from=0230&state=concluded&q=甲", "received_from", "甲"),
        ("applicants_min=many&q=甲", "applicants_min", "many"),
        ("respondent=没有的机关", "respondent", "没有的机关"),
        ("organ=没有的机关&q=甲", "organ", "甲"),
        ("organ=乙县人民政府&q=甲", "organ", "甲"),  # there, but out of reach: the same as none
    ):
        answer = client.get(f"{CASES}?{query}")
        assert answer.status_code == 400
        text = html.unescape(answer.content.decode())
        assert re.search(rf'name="{field}"[^>]*aria-invalid="true"', text), field
        assert text.count('aria-invalid="true"') == 1
        assert f'value="{kept}"' in text
        assert '<p class="problem" id="problem">' in text
        assert "<tbody>" not in text
    assert '<option value="concluded" selected>' in client.get(f"{CASES}?state=concluded&due_to=x").content.decode()


def test_what_is_chosen_stands_as_words_each_with_the_list_without_it(county, personas, browse):
    client = browse(personas.clerk)
    text = page(client, f"{CASES}?state=concluded&received_from=2024-01-01&matter=行政处罚")
    assert numbers(text) == [county.corrected.number, county.ended.number]
    assert link(text, "状态：已审结") == f"{CASES}?received_from=2024-01-01&matter=行政处罚".replace(
        "行政处罚", "%E8%A1%8C%E6%94%BF%E5%A4%84%E7%BD%9A"
    )
    assert "收到日期自2024-01-01" in text
    assert link(text, "全清") == CASES
    assert len(numbers(page(client, link(text, "收到日期自2024-01-01")))) == 3


def test_a_range_whose_end_lies_before_its_beginning_is_marked_and_kept(county, personas, browse):
    answer = browse(personas.clerk).get(f"{CASES}?received_from=2024-12-31&received_to=2024-01-01")
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "期间倒了：2024-12-31晚于2024-01-01" in text
    marked = re.search(r'<input[^>]*name="received_to"[^>]*>', text)
    assert marked is not None
    assert 'aria-invalid="true"' in marked[0]
    assert 'value="2024-01-01"' in marked[0]


def test_an_empty_list_says_which_filter_to_drop_and_where_to_register(county, personas, browse):
    text = page(browse(personas.clerk), f"{CASES}?state=declined")
    assert "没有符合的记录" in text
    assert link(text, "去掉「状态：不予受理」") == CASES
    assert link(text, "登记申请") == "/reconsiderations/new/"
    masked = page(browse(personas.report_team), f"{CASES}?state=declined")
    assert "/reconsiderations/new/" not in masked


def test_what_was_searched_for_is_quoted_once_where_it_can_be_dropped(county, personas, browse):
    text = page(browse(personas.clerk), f"{CASES}?q=无此人")
    assert link(text, "去掉「无此人」") == CASES
    assert "「无此人」" in text.partition("没有符合的记录")[0]
    assert "Drop “nobody”" in page(browse(personas.clerk, "en"), f"{CASES}?q=nobody")


def test_a_cell_of_a_table_narrows_the_list(county, personas, browse):
    client = browse(personas.clerk)
    url = f"{CASES}?cell=T2.revoke.total&organ=141021&from=2024-01-01&to=2024-12-31"
    text = page(client, url)
    assert numbers(text) == [county.ended.number]
    assert "甲县人民政府，2024-01-01至2024-12-31" in text
    assert numbers(page(client, f"{url}&state=suspended")) == []


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("T2.revoke.total", "reconsiderations"),
        ("T8.opinion_issued.value", "reconsiderations"),
        ("L1.received.total", "litigations"),
        ("M1.concluded.amount", "mediations"),
        ("W1.legal_consultation:count.value", "ledger"),
        ("R1.reconsideration:concluded.value", "reconsiderations"),
    ],
)
def test_the_list_behind_a_number_opens_as_a_list_of_its_records(cell, what, county, personas, browse):
    client = browse(personas.clerk)
    behind = page(client, f"/statistics/records/?organ=141021&from=2024-01-01&to=2024-12-31&cell={cell}")
    url = link(behind, "筛选、排序、导出这些记录")
    assert url.startswith(KINDS[what])
    addresses = re.findall(r'<th scope="row">\s*<a href="([^"]*)"', behind)
    found = re.findall(r'<th scope="row"><a href="([^"]*)"', page(client, url))
    assert sorted(set(addresses)) == sorted(found) != []


@pytest.mark.parametrize("what", KINDS)
def test_a_search_by_number_finds_the_one(what, county, personas, browse):
    client = browse(personas.clerk)
    first = numbers(page(client, KINDS[what]))[0]
    found = client.get(KINDS[what], {"q": first})
    assert numbers(html.unescape(found.content.decode())) == [first]


def test_a_heading_sorts_by_its_column_and_back_and_says_so(county, personas, browse):
    client = browse(personas.clerk)
    up = page(client, link(page(client, CASES), "编号"))
    assert numbers(up) == sorted(numbers(up))
    assert re.search(r'<th scope="col" aria-sort="ascending">\s*<a href="/reconsiderations/\?sort=-number"', up)
    assert numbers(page(client, f"{CASES}?sort=-number")) == sorted(numbers(up), reverse=True)


def test_what_has_no_value_stands_last_whichever_way_it_is_sorted(county, personas, browse):
    client = browse(personas.clerk)
    for sort, first in (("concluded_on", "2024年1月13日"), ("-concluded_on", "2024年6月6日")):
        text = page(client, f"{CASES}?sort={sort}&columns=number,concluded_on")
        days = re.findall(r'<td class="day">([^<]*)</td>', text)
        assert days[0] == first
        assert days[-2:] == ["—", "—"]


def test_ticked_columns_become_the_address_and_the_default_leaves_it(county, personas, browse):
    client = browse(personas.clerk)
    answer = client.get(f"{CASES}?state=concluded&choose=1&column-outcome=1&column-number=1")
    assert answer["Location"] == f"{CASES}?state=concluded&columns=number,outcome"
    text = page(client, answer["Location"])
    assert re.findall(r'<th scope="col"[^>]*>\s*<a[^>]*>([^< ]*)', text) == ["编号", "结案方式"]
    assert "撤销" in text
    ticked = "&".join(f"column-{key}=1" for key in PLACES["reconsiderations"].listed)
    assert client.get(f"{CASES}?choose=1&{ticked}")["Location"] == CASES


@pytest.mark.parametrize(
    "sort", ["", "sort=received_on", "sort=number", "sort=-next_due_on", "sort=concluded_on", "sort=state"]
)
def test_pages_follow_one_another_without_gap_or_repetition_and_back(sort, office, personas, browse, monkeypatch):
    monkeypatch.setattr("casework.web.lists.lists.PAGE_ROWS", 4)
    for n in range(5):
        office.accept(f"2024-03-{n // 2 + 1:02}")
        office.conclude("2024-01-02")
    client = browse(personas.clerk)
    text = page(client, f"{CASES}?{sort}")
    parts = [numbers(text)]
    while 'rel="next"' in text:
        text = page(client, beside(text, "next"))
        parts.append(numbers(text))
    found = [number for part in parts for number in part]
    assert (len(found), len(set(found)), len(parts)) == (10, 10, 3)
    for part in reversed(parts[:-1]):
        text = page(client, beside(text, "prev"))
        assert numbers(text) == part
    assert 'rel="prev"' not in text


def test_more_than_a_thousand_are_not_counted(county, personas, browse, monkeypatch):
    monkeypatch.setattr("casework.filters.paging.MOST_COUNTED", 3)
    monkeypatch.setattr("casework.web.lists.lists.MOST_COUNTED", 3)
    assert "超过3件" in page(browse(personas.clerk), CASES)


def test_a_view_is_saved_opened_replaced_shared_and_deleted(county, office, personas, browse):
    client = browse(personas.clerk)
    data = {"name": "审结的", "query": "state=concluded&sort=number", "organ": ""}
    answer = client.post("/views/reconsiderations/", data)
    assert answer["Location"] == f"{CASES}?state=concluded&sort=number"
    text = page(client, CASES)
    assert link(text, "审结的") == f"{CASES}?state=concluded&sort=number"
    assert 'aria-current="true">审结的' in page(client, f"{CASES}?state=concluded&sort=number")
    assert "审结的" not in page(browse(personas.supervisor), CASES)
    client.post("/views/reconsiderations/", {**data, "organ": str(office["甲县"].pk)})
    assert SavedView.objects.count() == 1
    assert "审结的 · 共享" in page(browse(personas.supervisor), CASES)
    assert "审结的" not in page(browse(personas.sister_clerk), CASES)
    assert "审结的" not in page(client, "/litigations/")
    view = SavedView.objects.get()
    assert browse(personas.supervisor).post(f"/views/{view.pk}/delete/").status_code == 404
    assert client.post(f"/views/{view.pk}/delete/")["Location"] == CASES
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"name": "", "query": ""}, 400),
        ({"name": "长" * 41, "query": ""}, 400),
        ({"name": "甲", "query": "nothing=1"}, 400),
        ({"name": "甲", "query": "state=gone&sort=x"}, 400),
        ({"name": "甲", "query": "q=110105194912310021"}, 400),
        ({"name": "甲", "query": "identity_number=110105194912310021"}, 400),
        ({"name": "甲", "query": "", "organ": "999999"}, 404),
    ],
    ids=str,
)
def test_a_view_that_cannot_be_kept_is_refused(data, status, county, personas, browse):
    assert browse(personas.clerk).post("/views/reconsiderations/", data).status_code == status
    assert not SavedView.objects.exists()


def test_a_person_keeps_so_many_views_and_no_more(personas, monkeypatch):
    monkeypatch.setattr("casework.actions.belongings.views.MOST_VIEWS", 1)
    save_view(personas.clerk, RecordKind.MEDIATION, "甲", "")
    save_view(personas.clerk, RecordKind.MEDIATION, "甲", "state=open")
    with pytest.raises(Exception, match="最多存1个视图"):
        save_view(personas.clerk, RecordKind.MEDIATION, "乙", "")


def test_the_height_of_rows_is_kept_and_leads_back_to_the_list(county, personas, browse):
    client = browse(personas.clerk)
    answer = client.post("/density/", {"density": "compact", "next": f"{CASES}?state=concluded"})
    assert answer["Location"] == f"{CASES}?state=concluded"
    assert 'class="list compact records"' in page(client, "/mediations/")
    assert client.post("/density/", {"density": "huge"}).status_code == 400
    assert client.post("/density/", {"density": "wide", "next": "https://example.org/"})["Location"] == "/"
    assert Person.objects.get(pk=personas.clerk.pk).density == "wide"


def table(answer) -> list[list[str]]:
    data = b"".join(answer.streaming_content)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_a_file_holds_what_the_page_shows_in_its_columns_and_order(county, personas, browse, monkeypatch):
    monkeypatch.setattr("casework.web.lists.lists.PAGE_ROWS", 2)
    client = browse(personas.clerk)
    query = "sort=number&columns=number,received_on,applicants,applicants_count&received_from=2024-01-01"
    rows = table(client.get(f"{CASES}?{query}&format=csv"))
    assert rows[0] == ["编号", "收到日期", "申请人", "申请人总数"]
    assert [row[0] for row in rows[1:]] == sorted(row[0] for row in rows[1:])
    assert ["2024-03-04", "欧阳测试、测试商贸公司", "3"] in [row[1:] for row in rows]
    assert len(rows) == 5
    answer = client.get(f"{CASES}?{query}&format=xlsx")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content))).get_sheet_by_index(0)
    found = [[str(int(cell)) if isinstance(cell, float) else str(cell) for cell in row] for row in sheet.to_python()]
    assert found == rows
    assert len(numbers(page(client, f"{CASES}?{query}"))) == 2


def test_the_whole_register_holds_the_records_that_the_filters_leave_in_the_order_of_the_list(county, personas, browse):
    client = browse(personas.clerk)
    query = "sort=number&received_from=2024-03-01"
    answer = client.get(f"{CASES}?{query}&format=register")
    assert answer["Content-Disposition"].endswith('.xlsx"')
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    first = book.get_sheet_by_index(0).to_python()
    assert [row[0] for row in first[1:]] == [row[0] for row in table(client.get(f"{CASES}?{query}&format=csv"))[1:]]
    parties = book.get_sheet_by_name("申请人和第三人").to_python()
    assert {row[0] for row in parties[1:]} == {row[0] for row in first[1:]}
    assert 'format=register"' in client.get(f"{CASES}?{query}").content.decode()


def test_a_file_masks_names_like_the_page(county, personas, browse):
    rows = table(browse(personas.report_team).get(f"{CASES}?format=csv&columns=number,applicants,third_parties"))
    assert "欧阳测试" not in str(rows)
    assert "欧**、测**" in str(rows)


def test_no_text_of_a_file_is_taken_for_a_formula(office, personas, browse):
    office.register(applicants=[{"kind": "citizen", "name": "=HYPERLINK(1)"}])
    office.entry(subject="@SUM(A1)", note="+1")
    client = browse(personas.clerk)
    assert table(client.get(f"{CASES}?format=csv"))[1][2] == "'=HYPERLINK(1)"
    assert table(client.get("/ledger/?format=csv&columns=number,subject,note"))[1][1:] == ["'@SUM(A1)", "'+1"]
    answer = client.get(f"{CASES}?format=xlsx")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content))).get_sheet_by_index(0)
    assert sheet.to_python()[1][2] == "=HYPERLINK(1)"  # a text, not a formula: no value was computed


def test_a_day_that_has_not_come_is_empty_in_a_file(office, personas, browse):
    office.mediation()
    rows = table(browse(personas.clerk).get("/mediations/?format=csv&columns=number,concluded_on"))
    assert rows[1][1] == ""


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_list_speaks_its_language(language, county, personas, browse):
    client = browse(personas.clerk, language)
    rows = table(client.get("/mediations/?format=csv&columns=number,state,difficult"))
    assert rows[0][1:] == {"zh-hans": ["状态", "疑难复杂"], "en": ["State", "Difficult"]}[language]
    assert rows[1][2] == {"zh-hans": "否", "en": "no"}[language]


def test_a_full_page_weighs_little_over_the_wire(office, personas, browse):
    for _ in range(50):
        office.accept("2024-03-01", respondents=["甲县公安局", "甲县东镇人民政府"])
    answer = browse(personas.clerk).get(CASES, HTTP_ACCEPT_ENCODING="gzip")
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) <= 30_000
    text = page(browse(personas.clerk), CASES)
    static = settings.BASE_DIR / "casework" / "static"
    files = re.findall(r'(?:href|src)="/static/([^"]+)"', text)
    assert len(answer.content) + sum((static / file).stat().st_size for file in files) <= 150_000
