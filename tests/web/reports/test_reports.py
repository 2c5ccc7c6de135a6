"""The pages of sealed reports: from a new report to its restatement, and who meets which page."""

from __future__ import annotations

import hashlib
import html
import re

import pytest
from django.urls import reverse

from casework.integrity.files import path_of
from casework.law.names import Role
from casework.models import AnnualDraft, Phase, SealedReport
from tests.sealing.desk import Room
from tests.sealing.test_files import docx_text, pdf_text, xlsx_figures
from tests.web.test_crawl import crawl, shape

NEW = {"from": "2024-01-01", "to": "2024-12-31", "as_of": "", "basis": "own"}


@pytest.fixture
def room(office, personas):
    found = Room(office)
    found.supervisor = found.supervisor._replace(person=personas.supervisor)
    found.approver = found.approver._replace(person=personas.add("approver", Role.APPROVER, "甲县"))
    return found


@pytest.fixture
def supervisor(room, personas, browse):
    return browse(personas.supervisor)


@pytest.fixture
def approver(room, browse):
    return browse(room.approver.person)


def text_of(answer) -> str:
    assert answer.status_code in (200, 409, 422), answer.status_code
    return html.unescape(answer.content.decode())


def plain(answer) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text_of(answer).partition("<main")[2]).split())


def hidden(answer, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text_of(answer))
    assert found, name
    return found[1]


def asked(room: Room, **more: str) -> dict[str, str]:
    return {**NEW, "organ": str(room.office["甲县"].pk), **more}


def test_from_a_new_report_to_its_confirmation(room, supervisor, approver):
    draft = supervisor.post("/reports/new/", asked(room))["Location"]
    made = supervisor.post(draft, {"seal": "1"}, follow=True)
    page = made.redirect_chain[-1][0]
    assert page.endswith("/seal/")
    assert "记录的规则和各表平衡关系都成立" in plain(made)
    sealed = supervisor.post(page, {"seen": hidden(made, "seen"), "unfinished": "1", "do": "1"}, follow=True)
    assert "已封存，待确认" in plain(sealed)
    looked = approver.get(page)
    confirmed = approver.post(page, {"checksum": hidden(looked, "checksum"), "do": "1"}, follow=True)
    report = SealedReport.objects.get()
    assert (report.state, report.sealed_by, report.confirmed_by) == (
        "confirmed", room.supervisor.person, room.approver.person,
    )  # fmt: skip
    said = plain(confirmed)
    assert report.checksum in said
    assert "现在的数字和封存的一样" in said
    assert approver.get(page).status_code == 302  # there is nothing to do here any more
    listed = plain(supervisor.get("/reports/"))
    assert f"{report.checksum[:4]}…{report.checksum[-2:]}" in listed


def test_what_changed_since_is_shown_with_records_and_acts_and_restated(room, supervisor, approver):
    first = room.confirmed()
    room.office.do(room.upheld, "correct", "2026-06-21", fact="outcome", value="revoke", reason="录错")
    page = supervisor.get(first.get_absolute_url())
    rows = [
        " ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in re.findall(r"<tr>.*?</tr>", text_of(page), re.DOTALL)
    ]
    number = room.upheld.number
    assert f"维持 1 0 −1 退出： {number}" in rows
    assert f"撤销 1 2 +1 进入： {number}" in rows
    assert f"维持率 50% (1/2) 0% (0/2) −50 退出： {number}" in rows
    # what was corrected, from what to what, and why
    assert any(
        row.startswith(f"{number} 行政复议 更正 2026年6月21日") and "维持 → 撤销 理由 录错" in row for row in rows
    ), rows
    assert not any(room.revoked.number in row and "退出" in row for row in rows)
    form = supervisor.get(f"{first.get_absolute_url()}restate/")
    refused = supervisor.post(f"{first.get_absolute_url()}restate/", {"seen": hidden(form, "seen"), "reason": ""})
    assert refused.status_code == 422
    assert "理由要写" in plain(refused)
    issued = supervisor.post(
        f"{first.get_absolute_url()}restate/", {"seen": hidden(form, "seen"), "reason": "裁决结果录错"}, follow=True
    )
    second = SealedReport.objects.get(predecessor=first)
    assert "更正第1版。 理由： 裁决结果录错" in plain(issued)
    seal = reverse("report_seal", args=[second.pk])
    approver.post(seal, {"checksum": hidden(approver.get(seal), "checksum"), "do": "1"})
    second.refresh_from_db()
    assert second.state == "confirmed"
    assert "已有更正的新版" in plain(supervisor.get(first.get_absolute_url()))
    for report, upheld in ((first, 1), (second, 0)):  # both stay, and both are printed
        printed = plain(supervisor.get(reverse("report_print", args=[report.pk])))
        assert f"维持 {upheld} " in printed


def since(client, report) -> dict[str, list[str]]:
    """By number of the record: the acts on it since the report was sealed, as the page tells them."""
    page = text_of(client.get(report.get_absolute_url())).partition('id="differing"')[2].partition("</table>")[0]
    found = {}
    for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL)[1:]:
        number = re.sub(r"<[^>]*>", " ", row.partition("</th>")[0]).strip()
        told = [
            re.sub(r'<span class="hidden">.*?</span>', "", each) for each in re.findall(r"<p>.*?</p>", row, re.DOTALL)
        ]
        found[number] = [" ".join(re.sub(r"<[^>]*>", " ", each).split()) for each in told]
    return found


def test_each_way_in_which_a_record_changes_says_why_and_from_what_to_what(room, supervisor):
    office = room.office
    open_case = office.accept("2024-11-04")
    voided = office.conclude("2024-06-03", "uphold")
    voided = office.do(voided, "void", "2024-07-01", reason="以为重复")
    report = room.confirmed()
    office.do(room.upheld, "correct", "2026-06-21", fact="received_on", value="2023-12-29", reason="邮戳")
    office.do(room.revoked, "void", "2026-06-22", reason="重复录入")
    office.do(voided, "restore", "2026-06-22", reason="并不重复")
    office.do(open_case, "conclude", "2024-12-20", outcome="uphold")  # logged late
    told = since(supervisor, report)
    corrected, struck, restored, late = (
        " ".join(told[case.number]) for case in (room.upheld, room.revoked, voided, open_case)
    )
    assert "→ 2023年12月29日" in corrected
    assert "理由 邮戳" in corrected
    assert "理由 重复录入" in struck
    assert "理由 并不重复" in restored
    assert "状态 审理中 → 已审结" in late
    assert "结案方式 — → 维持" in late


def test_what_changed_since_is_told_of_every_record_and_masked_for_who_reads_no_names(
    room, supervisor, personas, browse
):
    days = (f"2024-0{month}-0{day}" for month in (4, 5, 7) for day in range(1, 9))
    cases = [room.office.accept(day) for day in days]
    report = room.confirmed()
    for case in cases:  # 24: more than are named beside one number
        room.office.do(case, "void", "2026-06-22", reason="与钱某的案件重复")
    assert all("理由 与钱某的案件重复" in " ".join(told) for told in since(supervisor, report).values())
    told = since(browse(personas.report_team), report)
    assert len(told) == len(cases)
    assert all("理由 〔略〕" in " ".join(each) for each in told.values())
    assert "钱某" not in text_of(browse(personas.report_team).get(report.get_absolute_url()))


def test_no_sealed_table_lacks_its_headings_and_no_link_is_empty(room, supervisor):
    report = room.confirmed()
    for url in (report.get_absolute_url(), reverse("report_print", args=[report.pk])):
        page = text_of(supervisor.get(url))
        assert 'href=""' not in page
        heads = page.partition('<section id="T2"')[2].partition("</thead>")[0]
        assert re.findall(r'<th scope="col" class="n">([^<]*)</th>', heads) == ["上期结转", "本期新收", "合计"]


def test_every_sealed_number_opens_the_records_that_stood_behind_it(room, supervisor):
    report = room.confirmed()
    room.office.do(room.upheld, "void", "2026-06-21", reason="重复录入")
    page = text_of(supervisor.get(report.get_absolute_url()))
    links = dict(re.findall(r'<a href="(/reports/\d+/records/\?[^"]*)"[^>]*>([^<]*)</a>', page))
    assert len(links) > 60
    for url, shown in links.items():
        listed = text_of(supervisor.get(url))
        rows = listed.partition("<tbody>")[2].partition("</tbody>")[0].count("<tr>")
        if shown.isdigit() and "amount" not in url and "applicants" not in url and "mean_days" not in url:
            assert str(rows) == shown, url
    listed = text_of(supervisor.get(f"{report.get_absolute_url()}records/?number=T2.uphold.total"))
    assert f"<span>{room.upheld.number}</span>" in listed  # voided since: named, and without an address
    assert supervisor.get(f"{report.get_absolute_url()}records/?number=T2.nothing.total").status_code == 400


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"from": "2024-12-31", "to": "2024-01-01"}, "期间倒了"),
        ({"to": "2026-12-31"}, "晚于今天"),
        ({"as_of": "2023-12-31"}, "早于期初"),
        ({"from": "abc"}, "不是日期"),
    ],
)
def test_a_period_that_cannot_be_is_refused_and_kept_in_the_form(typed, said, room, supervisor):
    answer = supervisor.post("/reports/new/", asked(room, **typed))
    assert answer.status_code == 422
    assert said in plain(answer)
    for value in typed.values():
        assert f'value="{value}"' in text_of(answer)
    assert not SealedReport.objects.exists()


def test_an_organ_out_of_reach_is_not_there(room, supervisor):
    assert supervisor.post("/reports/new/", asked(room, organ=str(room.office["乙县"].pk))).status_code == 404


def test_what_fails_asks_for_its_explanation_on_the_page(room, supervisor):
    Phase.objects.filter(case=room.upheld, kind="review").update(days=99)
    report = room.opened()
    page = reverse("report_seal", args=[report.pk])
    form = supervisor.get(page)
    assert room.upheld.number in plain(form)
    refused = supervisor.post(page, {"seen": hidden(form, "seen")})
    assert refused.status_code == 422
    assert "说明要写" in plain(refused)
    typed = {"seen": hidden(form, "seen"), "explain-reconsideration-derivations": "系统迁移遗留"}
    assert "系统迁移遗留" in plain(supervisor.post(page, typed, follow=True))


def test_a_damaged_seal_shows_no_figures(room, supervisor):
    report = room.seal()
    SealedReport.objects.filter(pk=report.pk).update(content=b"x")
    said = plain(supervisor.get(report.get_absolute_url()))
    assert "封存内容已损坏" in said
    assert "<table" not in said


@pytest.mark.parametrize(
    ("persona", "listed", "new", "shown", "sealing"),
    [
        ("supervisor", 200, 200, 200, 200),
        ("clerk", 200, 200, 200, 403),
        ("report_team", 200, 403, 200, 403),
        ("city_supervisor", 200, 200, 200, 404),
        ("sister_clerk", 200, 200, 404, 403),
        ("auditor", 403, 403, 403, 403),
        ("administrator", 403, 403, 403, 403),
    ],
)
def test_who_meets_which_page(persona, listed, new, shown, sealing, room, personas, browse):
    report = room.seal()
    client = browse(getattr(personas, persona))
    found = [
        client.get(url).status_code
        for url in ("/reports/", "/reports/new/", report.get_absolute_url(), f"{report.get_absolute_url()}seal/")
    ]
    assert found == [listed, new, shown, sealing]
    assert client.get(f"{report.get_absolute_url()}restate/").status_code == sealing
    number = f"{report.get_absolute_url()}records/?number=T2.uphold.total"
    assert client.get(number).status_code == shown
    report.refresh_from_db()
    assert report.state == "sealed"


def test_a_report_of_a_subtree_is_read_by_who_reads_the_subtree(room, personas, browse, supervisor):
    supervisor.post("/reports/new/", asked(room, subtree="1", basis="cohort"))
    report = SealedReport.objects.get()
    assert report.subtree
    room.seal(report)
    assert supervisor.get(report.get_absolute_url()).status_code == 200
    clerk = browse(personas.clerk)
    assert clerk.get(report.get_absolute_url()).status_code == 404
    assert "2024年" not in plain(clerk.get("/reports/"))


def test_the_supervisor_throws_an_unconfirmed_report_away(room, supervisor, approver):
    report = room.opened()
    page = reverse("report_seal", args=[report.pk])
    assert approver.post(page, {"discard": "1"}).status_code == 422
    assert supervisor.post(page, {"discard": "1"}).status_code == 302
    assert not SealedReport.objects.exists()


def test_no_page_has_two_filled_buttons(room, supervisor, approver):
    report = room.seal()
    base = report.get_absolute_url()
    for client, url in ((supervisor, "/reports/"), (supervisor, "/reports/new/"), (supervisor, base),
                        (supervisor, f"{base}seal/"), (approver, base), (approver, f"{base}seal/")):  # fmt: skip
        filled = re.findall(r'class="(?:button )?main"', text_of(client.get(url)))
        assert len(filled) <= 1, url


@pytest.mark.parametrize("role", ["supervisor", "approver", "clerk"])
def test_no_link_of_a_report_leads_where_its_reader_may_not_go(role, room, personas, browse):
    report = room.confirmed()
    room.office.do(room.upheld, "void", "2026-06-21", reason="重复录入")
    person = room.approver.person if role == "approver" else getattr(personas, role)
    found = crawl(browse(person), report.get_absolute_url())
    assert {url: status for url, status in found.items() if status not in (200, 301, 302)} == {}
    assert {shape(url)[0] for url in found} >= {"reports", "report", "report_records", "report_print"}


def test_a_sealed_report_stands_on_the_first_page_of_who_confirms_it_and_of_nobody_else(room, supervisor, approver):
    report = room.seal()
    link = f'href="{reverse("report_seal", args=[report.pk])}"'
    assert link in text_of(approver.get("/"))
    assert link not in text_of(supervisor.get("/"))
    room.confirm(report)
    assert link not in text_of(approver.get("/"))


def test_a_text_changed_after_the_seal_is_shown_to_who_confirms_and_refused_by_name(room, supervisor, approver):
    draft = make_draft(supervisor, room)
    report = room.opened()
    page = reverse("report_seal", args=[report.pk])
    supervisor.post(page, {"seen": hidden(supervisor.get(page), "seen"), "unfinished": "1"})
    looked = approver.get(page)
    assert "文字在封存以后改过" not in plain(looked)
    sent = {"version": str(draft.version), "heading": "领导干部学法。", "text": "封存以后写的。"}
    supervisor.post(reverse("annual_block", args=[draft.pk, "study"]), sent)
    said = plain(approver.get(page))
    assert "文字在封存以后改过" in said
    assert "封存以后写的。" in said
    refused = approver.post(page, {"checksum": hidden(looked, "checksum"), "do": "1"})
    assert refused.status_code == 422
    assert "没有确认：封存以后年度报告改了1段（「（一）领导干部学法」），由封存的人重新封存" in plain(refused)
    report.refresh_from_db()
    assert report.state == "sealed"


def test_a_text_older_than_the_figures_is_named_before_it_is_sealed(room, supervisor):
    make_draft(supervisor, room)
    room.office.do(room.upheld, "void", "2026-06-21", reason="重复录入")
    page = reverse("report_seal", args=[room.opened().pk])
    assert "收到行政复议申请3，现为2" in plain(supervisor.get(page))


def make_draft(client, room) -> AnnualDraft:
    """The yearly report of the question that the room seals."""
    client.post(reverse("report_new"), {"organ": str(room.office["甲县"].pk), "from": NEW["from"], "to": NEW["to"]})
    return AnnualDraft.objects.get()


def test_from_the_text_to_three_files_that_open_from_the_confirmed_page(room, supervisor, approver):
    make_draft(supervisor, room)
    page = reverse("report_seal", args=[room.opened().pk])
    supervisor.post(page, {"seen": hidden(supervisor.get(page), "seen"), "unfinished": "1"})
    looked = approver.get(page)  # who confirms opens them first
    links = re.findall(r'href="(/reports/\d+/files/\w+/)"', text_of(looked))
    assert [link.split("/")[-2] for link in links] == ["docx", "pdf", "xlsx"]
    before = [approver.get(link).content for link in links]
    shown = text_of(approver.post(page, {"checksum": hidden(looked, "checksum"), "do": "1"}, follow=True))
    assert all(f'href="{link}"' in shown for link in links)
    room.office.do(room.upheld, "void", "2026-06-21", reason="重复录入")  # the sealed files stay
    answers = [supervisor.get(link) for link in links]
    assert [answer.content for answer in answers] == before
    assert "收到行政复议申请3件" in docx_text(before[0])
    assert "收到行政复议申请3件" in pdf_text(before[1])
    assert xlsx_figures(before[2])["reconsideration.received"] == 3
    assert "%E7%AC%AC1%E7%89%88.docx" in answers[0]["Content-Disposition"]  # 第1版
    assert all(hashlib.sha256(each).hexdigest() in shown for each in before)


def test_a_damaged_or_unknown_file_of_a_seal_is_not_given_out(room, supervisor, personas, browse):
    report = room.confirmed()
    link = reverse("report_file", args=[report.pk, "xlsx"])
    assert browse(personas.sister_clerk).get(link).status_code == 404
    assert supervisor.get(reverse("report_file", args=[report.pk, "odt"])).status_code == 400
    path_of(report.files.get()).write_bytes(b"x")
    refused = supervisor.get(link)
    assert refused.status_code == 400
    assert "没有打开封存的XLSX" in html.unescape(refused.content.decode())


def test_a_report_is_begun_in_one_way(room, supervisor, personas, browse):
    listed = text_of(supervisor.get("/reports/"))
    assert listed.count('href="/reports/new/"') == len(re.findall(r'href="/reports/[^"]*new/"', listed)) > 0
    moved = supervisor.get("/reports/annual/new/")
    assert (moved.status_code, moved["Location"]) == (307, "/reports/new/")
    begun = supervisor.post("/reports/new/", asked(room, basis="cohort"), follow=True)
    assert begun.redirect_chain[-1][0].endswith("/seal/")  # another basis: tables without a text
    refused = browse(personas.clerk).post("/reports/new/", asked(room, basis="received"))
    assert refused.status_code == 422
    assert "机构负责人" in plain(refused)
