"""The pages of the yearly report: asked for, written, changed figures marked and adopted, taken away as a file."""

from __future__ import annotations

import html
import re
import sys

import pytest
from django.urls import reverse

from casework.law.names import Role
from casework.models import AnnualDraft, SealedReport
from tests.web.reports.test_reports import plain, text_of
from tests.web.test_crawl import crawl, shape

NEW = {"from": "2024-01-01", "to": "2024-12-31", "as_of": ""}
TAKEN = "收到行政复议申请"


@pytest.fixture
def supervisor(county, personas, browse):
    return browse(personas.supervisor)


@pytest.fixture
def draft(supervisor, office) -> AnnualDraft:
    made = supervisor.post(reverse("report_new"), {**NEW, "organ": str(office["甲县"].pk)})
    assert made.status_code == 302
    return AnnualDraft.objects.get()


def links_of(answer) -> dict[str, str]:
    """Each link of the text with its words."""
    text = text_of(answer).partition('class="annual"')[2].partition("</section>")[0]
    return {words: html.unescape(url) for url, words in re.findall(r'<a href="(/statistics[^"]*)">([^<]*)</a>', text)}


def block(draft: AnnualDraft, key: str) -> str:
    return reverse("annual_block", args=[draft.pk, key])


def page_of(draft: AnnualDraft) -> str:
    return draft.get_absolute_url()


def test_a_draft_is_composed_listed_and_opened_again(supervisor, draft, office):
    again = supervisor.post(reverse("report_new"), {**NEW, "organ": str(office["甲县"].pk)}, follow=True)
    assert again.redirect_chain[-1][0] == page_of(draft)
    said = plain(again)
    assert "甲县2024年法治政府建设年度报告" in said
    assert "还有" in said  # places to fill in
    listed = text_of(supervisor.get("/reports/"))
    assert f'href="{page_of(draft)}"' in listed


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"from": "2024-12-31", "to": "2024-01-01"}, "期间倒了"),
        ({"from": "2026-01-01", "to": "2026-12-31"}, "晚于今天"),
        ({"as_of": "2023-12-31"}, "早于期初"),
    ],
)
def test_a_period_that_cannot_be_is_refused_with_what_was_typed(typed, said, supervisor, office):
    answer = supervisor.post(reverse("report_new"), {**NEW, "organ": str(office["甲县"].pk), **typed})
    assert answer.status_code == 422
    assert said in plain(answer)
    assert f'value="{typed.get("from", "2024-01-01")}"' in text_of(answer)
    assert not AnnualDraft.objects.exists()


def test_an_organ_that_is_not_ones_own_is_not_there(supervisor, office):
    assert supervisor.post(reverse("report_new"), {**NEW, "organ": str(office["乙县"].pk)}).status_code == 404


def test_every_figure_of_the_text_leads_to_its_records(supervisor, draft, county):
    links = links_of(supervisor.get(page_of(draft)))
    assert links
    opened = {words: supervisor.get(url) for words, url in links.items()}
    assert {answer.status_code for answer in opened.values()} == {200}
    shown = re.search(rf"{TAKEN}<a href=\"([^\"]*)\">(\d+)</a>件", text_of(supervisor.get(page_of(draft))))
    assert shown is not None
    lines = text_of(supervisor.get(html.unescape(shown[1])))
    assert lines.count('<th scope="row">') == int(shown[2])


def test_a_figure_that_changed_is_marked_and_adopted(supervisor, draft, office):
    before = plain(supervisor.get(page_of(draft)))
    assert "变了" not in before
    received = int(re.search(rf"{TAKEN} (\d+) 件", before)[1])  # type: ignore[index]  # it stands there
    office.conclude("2024-05-06", "uphold")
    said = plain(supervisor.get(page_of(draft)))
    assert f"{TAKEN} {received} 现在： →{received + 1} 件" in said
    assert "数字变了" in said
    every = plain(supervisor.post(page_of(draft), {"version": "1", "adopt": "all"}, follow=True))
    assert "变了" not in every
    assert "互相不符" not in every


def test_figures_of_earlier_definitions_are_told_of(supervisor, draft):
    assert "定义" not in plain(supervisor.get(page_of(draft))).partition("本报告的数字")[0]
    AnnualDraft.objects.update(definitions="0")
    assert "第0版定义" in plain(supervisor.get(page_of(draft)))
    assert "第0版定义" not in plain(supervisor.post(page_of(draft), {"version": "1", "adopt": "all"}, follow=True))


def test_a_block_is_written_and_set_back(supervisor, draft):
    form = supervisor.get(block(draft, "study"))
    assert "〔填写：学习的法律法规" in text_of(form)
    sent = {"version": "1", "heading": "学法。", "text": "集体学法{行政复议：收到行政复议申请}次。", "omit_zeros": "1"}
    saved = supervisor.post(block(draft, "study"), sent, follow=True)
    assert saved.redirect_chain[-1][0] == f"{page_of(draft)}#study"
    assert re.search(r"（一）学法。 集体学法 \d+ 次。", plain(saved))
    back = supervisor.post(block(draft, "study"), {**sent, "version": "2", "standard": "1"}, follow=True)
    assert "学习的法律法规" in plain(back)
    draft.refresh_from_db()
    assert (draft.version, draft.texts) == (3, {})


def test_print_styles_and_zeros_are_chosen_on_the_page_of_the_block(supervisor, draft, office):
    for n in range(12):
        office.entry("2024-05-06", subject=f"宣传{n}", quantities={"count": 4})
    supervisor.post(page_of(draft), {"version": "1", "adopt": "all"})
    form = text_of(supervisor.get(block(draft, "publicity")))
    assert 'value="over" checked' in form
    kept = re.search(r'name="text"[^>]*>([^<]*)', form)
    assert kept is not None
    sent = {"version": "2", "heading": "法治宣传。", "text": kept[1], "style-ledger.publicity_event.count": "near"}
    said = plain(supervisor.post(block(draft, "publicity"), sent, follow=True))
    assert re.search(r"开展主题宣传活动 近\d+0 场次", said)
    draft.refresh_from_db()
    assert (draft.styles, draft.zeros) == ({"ledger.publicity_event.count": "near"}, ["publicity"])
    assert "publicity" not in draft.texts


def test_what_cannot_be_read_keeps_what_was_typed(supervisor, draft):
    sent = {"version": "1", "heading": "学法。", "text": "学法{次数}次", "omit_zeros": "1"}
    answer = supervisor.post(block(draft, "study"), sent)
    assert answer.status_code == 422
    assert "指标「次数」不存在" in plain(answer)
    assert "学法{次数}次</textarea>" in text_of(answer)
    draft.refresh_from_db()
    assert draft.version == 1


def test_a_stale_edit_is_refused_and_the_text_stays(supervisor, draft, personas, browse):
    other = browse(personas.clerk)
    sent = {"version": "1", "heading": "学法。", "omit_zeros": "1"}
    assert other.post(block(draft, "study"), {**sent, "text": "别人写的。"}).status_code == 302
    answer = supervisor.post(block(draft, "study"), {**sent, "text": "我写的。"})
    assert answer.status_code == 409
    said = text_of(answer)
    assert "没有保存" in said
    assert "我写的。</textarea>" in said
    assert "别人写的。" in said
    version = re.search(r'name="version" value="(\d+)"', said)
    assert version is not None
    saved = supervisor.post(block(draft, "study"), {**sent, "text": "我写的。", "version": version[1]}, follow=True)
    assert "我写的。" in plain(saved)
    assert supervisor.post(page_of(draft), {"version": "1", "adopt": "all"}).status_code == 409


def test_the_draft_leads_to_sealing_the_same_question(supervisor, draft, office):
    sealed = supervisor.post(page_of(draft), {"seal": "1"}, follow=True)
    report = SealedReport.objects.get()
    assert sealed.redirect_chain[-1][0] == reverse("report_seal", args=[report.pk])
    assert (report.organ, report.period_to, report.basis) == (draft.organ, draft.period_to, "")
    assert f'href="{report.get_absolute_url()}"' in text_of(supervisor.get(page_of(draft)))


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        ("clerk", 200, 200), ("approver", 200, 200), ("report_team", 200, 403), ("city_supervisor", 200, 404),
        ("sister_clerk", 404, 404), ("auditor", 403, 403), ("administrator", 403, 403),
    ],
)  # fmt: skip
def test_who_reads_a_draft_and_who_writes_it(role, reads, writes, draft, personas, browse):
    person = getattr(personas, role, None) or personas.add(role, Role(role), "甲县")
    client = browse(person)
    assert client.get(page_of(draft)).status_code == reads
    assert client.get(reverse("annual_file", args=[draft.pk, "json"])).status_code == reads
    assert client.get(block(draft, "study")).status_code == writes
    if reads == 200 != writes:
        assert "adopt" not in text_of(client.get(page_of(draft)))
        assert client.post(page_of(draft), {"version": "1", "adopt": "all"}).status_code == 422
        assert client.post(page_of(draft), {"version": "1", "discard": "1"}).status_code == 422
        assert client.post(page_of(draft), {"seal": "1"}).status_code == 422
    draft.refresh_from_db()
    assert draft.version == 1


def test_a_draft_of_a_subtree_is_for_who_reads_the_subtree(supervisor, personas, browse, office):
    supervisor.post(reverse("report_new"), {**NEW, "organ": str(office["甲县"].pk), "subtree": "1"})
    whole = AnnualDraft.objects.get(subtree=True)
    clerk = browse(personas.clerk)
    assert clerk.get(page_of(whole)).status_code == 404
    refused = clerk.post(reverse("report_new"), {**NEW, "organ": str(office["甲县"].pk), "subtree": "1"})
    assert refused.status_code == 422
    assert "含下级" in plain(refused)


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx", "json"])
def test_the_report_is_taken_away_as_a_file(form, supervisor, draft):
    answer = supervisor.get(reverse("annual_file", args=[draft.pk, form]))
    assert answer.status_code == 200
    assert f".{form}" in answer["Content-Disposition"]
    assert answer.content[:2] == {"docx": b"PK", "xlsx": b"PK", "pdf": b"%P", "json": b"{\n"}[form]


def test_a_machine_without_pango_says_so_and_shows_the_draft(supervisor, draft, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    answer = supervisor.get(reverse("annual_file", args=[draft.pk, "pdf"]))
    assert answer.status_code == 422
    assert "没有装Pango" in plain(answer)


def test_another_format_is_refused(supervisor, draft):
    assert supervisor.get(reverse("annual_file", args=[draft.pk, "odt"])).status_code == 400


def test_a_draft_is_thrown_away(supervisor, draft):
    answer = supervisor.post(page_of(draft), {"version": "1", "discard": "1"}, follow=True)
    assert "已删除" in plain(answer)
    assert not AnnualDraft.objects.exists()


def test_the_pages_are_there_in_english_with_the_report_in_chinese(personas, browse, draft):
    english = browse(personas.supervisor, "en")
    said = plain(english.get(page_of(draft)))
    assert "Take all figures anew" in said
    assert "甲县2024年法治政府建设年度报告" in said


@pytest.mark.parametrize("role", ["supervisor", "clerk", "report_team"])
def test_no_link_of_a_draft_leads_where_its_reader_may_not_go(role, draft, personas, browse):
    found = crawl(browse(getattr(personas, role)), page_of(draft))
    assert {url: status for url, status in found.items() if status not in (200, 301, 302)} == {}
    assert {shape(url)[0] for url in found} >= {"annual", "annual_file", "statistics_records"}


def test_a_number_typed_over_a_figure_is_marked_and_named_on_the_draft_and_where_it_is_sealed(supervisor, draft):
    form = text_of(supervisor.get(block(draft, "reconsideration")))
    kept = re.search(r'name="text"[^>]*>([^<]*)', form)
    heading = re.search(r'name="heading"[^>]*value="([^"]*)"', form)
    assert kept is not None
    assert heading is not None
    text = kept[1].replace(f"{TAKEN}{{行政复议：{TAKEN}}}件", f"{TAKEN}66件")
    assert text != kept[1]
    sent = {"version": "1", "heading": heading[1], "text": text, "omit_zeros": "1"}
    said = plain(supervisor.post(block(draft, "reconsideration"), sent, follow=True))
    figure = re.search(rf"{TAKEN} 66 手填，指标为(\d+) 件", said)
    assert figure is not None
    assert f"{TAKEN}写作66，指标为{figure[1]} 不同" in said
    sealing = supervisor.post(page_of(draft), {"seal": "1"}, follow=True)
    assert f"{TAKEN}写作66，指标为{figure[1]} 不同" in plain(sealing)
    assert text_of(sealing).count('id="typed"') == 1
    assert f"{TAKEN}{{行政复议：{TAKEN}=66}}件" in text_of(supervisor.get(block(draft, "reconsideration")))


def test_where_no_pdf_can_be_made_both_pages_of_the_seal_say_so_and_why(supervisor, draft, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    sealing = supervisor.post(page_of(draft), {"seal": "1"}, follow=True)
    assert "封存DOCX和XLSX，没有PDF：这台机器没有装排版用的Pango" in plain(sealing)
    url = sealing.redirect_chain[-1][0]
    fields = dict.fromkeys(re.findall(r'name="(explain-[^"]+)"', text_of(sealing)), "已核对")
    seen = re.search(r'name="seen" value="([^"]*)"', text_of(sealing))
    assert seen is not None
    said = plain(supervisor.post(url, {"seen": seen[1], "unfinished": "1", **fields}, follow=True))
    assert "没有封存PDF：封存的机器没有装排版用的Pango" in said
    assert "没有封存DOCX" not in said


def test_a_figure_chosen_from_the_list_is_put_into_the_text_and_nothing_is_kept_yet(supervisor, draft):
    form = text_of(supervisor.get(block(draft, "study")))
    assert '<option value="行政复议：受理" data-typed="' in form
    sent = {"version": "1", "heading": "学法。", "text": "集体学法", "figure": "行政复议：受理", "insert": "1"}
    answer = supervisor.post(block(draft, "study"), sent)
    assert "集体学法{行政复议：受理}</textarea>" in text_of(answer)
    refused = supervisor.post(block(draft, "study"), {**sent, "figure": "受里"})
    assert refused.status_code == 422
    assert "行政复议：受理" in plain(refused)
    assert "集体学法</textarea>" in text_of(refused)
    draft.refresh_from_db()
    assert draft.version == 1
