"""Files and notes on the pages of records: who opens what, what is refused, what is taken."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casework.actions.belongings.attachments import remove
from casework.actions.belongings.notes import add_note
from casework.law.names import RecordKind, Role
from casework.models import Attachment, Note
from casework.models.desk import attachments as storage
from casework.web.shell.uploads import MOST_AT_ONCE
from casework.web.urls import ADDRESSES, PLACES
from tests.files import ALLOWED, REFUSED, pdf, png
from tests.web.record.belongings import GETS, OF_PARTIES, POSTS, file, kept, status_of, text_of, url_of


def addresses(record: Any, office: Any) -> dict[str, str]:
    """Every address below a record that has one file and one note."""
    number = {"attachment": kept(office, record).pk, "note": add_note(record, "催办", actor=office.actor()).pk}
    return {
        what: url_of(record, what, *([number[what.partition("_")[0]]] if what.partition("_")[0] in number else []))
        for what in {*GETS, *POSTS}
    }


PRINTED = {f"{name}_print" for _place, name, _kind in PLACES}


def test_every_address_below_a_record_is_tried_here():
    names = {screen.name for screen in ADDRESSES if screen.row == "belongings" or screen.name in PRINTED}
    people = {f"{name}_{OF_PARTIES}" for _place, name, kind in PLACES if kind is not RecordKind.LEDGER}
    assert names == people | {f"{name}_{what}" for _place, name, _kind in PLACES for what in {*GETS, *POSTS}}
    posting = {screen.name for screen in ADDRESSES if screen.posts and screen.row == "belongings"}
    assert posting == {f"{name}_{what}" for _place, name, _kind in PLACES for what in POSTS}


@pytest.mark.parametrize("name", [name for _place, name, _kind in PLACES])
def test_what_belongs_to_a_record_opens_for_those_who_read_its_names(name, records, office, personas, browse):
    urls = addresses(records[name], office)
    expected = {
        "clerk": 200,
        "supervisor": 200,
        "city_supervisor": 200,
        "sister_clerk": 404,
        "report_team": 403,
        "auditor": 403,
        "administrator": 403,
        "stranger": 403,
    }
    for persona, status in expected.items():
        client = browse(getattr(personas, persona))
        found = {what: status_of(client, urls[what]) for what in GETS}
        printed = 200 if persona == "report_team" else status
        assert found == dict.fromkeys(GETS, status) | {"print": printed}, persona


@pytest.mark.parametrize("persona", ["sister_clerk", "report_team", "auditor", "administrator", "stranger"])
def test_nobody_else_changes_what_belongs_to_a_record(persona, records, office, personas, browse):
    client, urls = browse(getattr(personas, persona)), addresses(records["reconsideration"], office)
    sent = {"files": file("b.pdf", pdf("b")), "text": "另一条", "description": "x"}
    assert {client.post(urls[what], sent).status_code for what in POSTS} <= {403, 404}
    assert (Attachment.objects.get().removed_at, Note.objects.get().text) == (None, "催办")


def test_a_visitor_is_led_to_sign_in_and_a_form_sent_without_a_session_stays(records, office):
    urls = addresses(records["reconsideration"], office)
    for what in GETS:
        assert Client().get(urls[what])["Location"].startswith("/login/"), what
    assert {Client().post(urls[what]).status_code for what in POSTS} == {401}


def test_a_role_elsewhere_opens_no_file_here(records, office, personas, browse):
    """Names are read at 乙县 and only counted at 甲县: the files of 甲县 stay shut."""
    both = personas.add("both", Role.REPORT_TEAM, "甲县")
    both.memberships.create(organ=office["乙县"], role=Role.CLERK.value)
    record = records["reconsideration"]
    shut = kept(office, record, "欧阳测试的身份证.pdf")
    add_note(record, "欧阳测试来电", actor=office.actor())
    client = browse(both)
    assert {client.get(url_of(record, what)).status_code for what in ("attachments", "notes", "contents")} == {403}
    assert client.get(url_of(record, "attachment", shut.pk)).status_code == 403
    for page in (record.get_absolute_url(), url_of(record, "print")):
        assert "欧阳" not in client.get(page).content.decode(), page


def test_who_reads_no_names_sees_neither_names_of_files_nor_notes(county, office, personas, browse):
    kept(office, county.named, "欧阳测试的身份证.pdf", description="欧阳测试的申请书")
    add_note(county.named, "司徒代表来电", actor=office.actor())
    client = browse(personas.report_team)
    for page in (county.named.get_absolute_url(), url_of(county.named, "print")):
        text = client.get(page).content.decode()
        assert not re.search("欧阳测试|司徒代表", text), page
        assert '<form method="post" action="/reconsiderations' not in text
    assert "附件里有姓名" in client.get(county.named.get_absolute_url()).content.decode()


def test_a_number_of_another_records_file_opens_nothing(records, office, clerk):
    other = kept(office, records["reconsideration"])
    note = add_note(records["reconsideration"], "备注", actor=office.actor())
    wrong = records["mediation"]
    assert clerk.get(url_of(wrong, "attachment", other.pk)).status_code == 404
    assert clerk.post(url_of(wrong, "attachment_remove", other.pk)).status_code == 404
    assert clerk.post(url_of(wrong, "note_remove", note.pk)).status_code == 404
    assert Attachment.objects.get().removed_at is None


def test_the_files_of_a_voided_record_are_read_and_nothing_is_added(county, office, clerk):
    shut = kept(office, county.entry)
    office.do(county.entry, "void", "2024-06-01", reason="重复登记")
    served = clerk.get(url_of(county.entry, "attachment", shut.pk))
    assert b"".join(served.streaming_content)
    for what in ("print", "contents", "attachments", "notes"):
        assert clerk.get(url_of(county.entry, what)).status_code == 200, what
    assert clerk.post(url_of(county.entry, "notes"), {"text": "补记"}).status_code == 404
    assert clerk.post(url_of(county.entry, "attachments"), {}).status_code == 404


@pytest.mark.parametrize("name", ["扫描.pdf", "图.png", "图.jpg", "图.webp", "图.bmp"])
def test_pdf_and_pictures_open_in_the_browser_where_nothing_in_them_can_run(name, records, office, clerk):
    shown = kept(office, records["reconsideration"], name, ALLOWED[name])
    answer = clerk.get(url_of(records["reconsideration"], "attachment", shown.pk))
    assert b"".join(answer.streaming_content) == ALLOWED[name]
    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''%")
    assert answer["Content-Type"] == shown.content_type
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert ("sandbox" in answer["Content-Security-Policy"]) == (name != "扫描.pdf")
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))


@pytest.mark.parametrize("name", ["决定书.docx", "表.xlsx", "说明.txt", "国标.txt", "图.tif", "公文.ofd", "旧.doc"])
def test_other_files_are_saved_under_their_own_names(name, records, office, clerk):
    shown = kept(office, records["reconsideration"], name, ALLOWED[name])
    answer = clerk.get(url_of(records["reconsideration"], "attachment", shown.pk))
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == ALLOWED[name]


def test_a_file_that_was_taken_away_or_lost_is_not_there(records, office, clerk):
    shown = kept(office, records["reconsideration"])
    url = url_of(records["reconsideration"], "attachment", shown.pk)
    storage().delete(shown.file.name)
    assert clerk.get(url).status_code == 404
    other = kept(office, records["reconsideration"], content=pdf("b"))
    remove(other, actor=office.actor())
    assert clerk.get(url_of(records["reconsideration"], "attachment", other.pk)).status_code == 404


def test_several_files_are_taken_at_once_under_one_numbered_name(records, clerk):
    record = records["reconsideration"]
    sent = {"files": [file("一.pdf"), file("二.png", png())], "description": "证据", "dated_on": "0301", "pages": ""}
    answer = clerk.post(url_of(record, "attachments"), sent)
    first, second = Attachment.objects.order_by("pk")
    assert answer["Location"] == f"{url_of(record, 'attachments')}#attachment-{first.pk}"
    assert [(each.name, each.description, each.dated_on) for each in (first, second)] == [
        ("一.pdf", "证据1", date(2026, 3, 1)),
        ("二.png", "证据2", date(2026, 3, 1)),
    ]
    text = text_of(clerk.get(record.get_absolute_url()))
    assert "证据1" in text
    assert "二.png" in text


def test_of_several_files_the_good_ones_are_kept_and_each_other_is_named(records, clerk):
    record = records["reconsideration"]
    bad = [file("程序.pdf", REFUSED["程序.pdf"]), file("空.pdf", b""), file("好.pdf"), file("同.pdf")]
    answer = clerk.post(url_of(record, "attachments"), {"files": bad, "description": "证据材料"})
    assert answer.status_code == 422
    text = text_of(answer)
    for words in ("没有上传「程序.pdf」：内容是程序", "没有上传「空.pdf」：文件是空的",
                  "没有上传「同.pdf」：内容与已有的附件「证据材料3」完全相同"):  # fmt: skip
        assert words in text, words
    assert [each.name for each in Attachment.objects.all()] == ["好.pdf"]
    assert 'value="证据材料"' in answer.content.decode()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"dated_on": "9999"}, "不是日期"),
        ({"dated_on": "2027-01-01"}, "不能晚于今天"),
        ({"pages": "零"}, "零"),
        ({"pages": "0"}, "0"),
        ({"pages": "10000"}, "9999"),
        ({"description": "长" * 201}, "200"),
    ],
)
def test_what_is_said_wrongly_of_a_file_is_marked_and_kept_and_nothing_is_taken(said, words, records, clerk):
    sent = {"files": file(), "description": "申请书", "dated_on": "", "pages": ""} | said
    answer = clerk.post(url_of(records["reconsideration"], "attachments"), sent)
    text = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert re.search(f'class="problem"[^>]*>[^<]*{re.escape(words)}', text), text
    assert f'value="{next(iter(said.values()))}"' in text
    assert not Attachment.objects.exists()


def test_pages_are_of_one_file_and_no_file_is_no_upload(records, clerk):
    url = url_of(records["reconsideration"], "attachments")
    answer = clerk.post(url, {"files": [file(), file("b.pdf", pdf("b"))], "pages": "3"})
    assert "页数只对一个文件填" in text_of(answer)
    assert "还没有选文件" in text_of(clerk.post(url, {"description": "x"}))
    assert not Attachment.objects.exists()


def test_a_script_gets_the_list_alone_with_what_is_wrong(records, clerk):
    url = url_of(records["reconsideration"], "attachments")
    good = clerk.post(url, {"files": file()}, headers={"HX-Request": "true"})
    assert good.status_code == 200
    assert good.content.decode().strip().startswith('<div id="attachment-list">')
    again = clerk.post(url, {"files": file()}, headers={"HX-Request": "true"})
    assert again.status_code == 422
    assert "完全相同" in again.content.decode()


def test_a_flood_is_refused_by_its_length_before_it_is_read_whoever_sends_it(records, clerk):
    for client, url in ((clerk, url_of(records["reconsideration"], "attachments")), (Client(), "/login/")):
        answer = client.post(url, {"files": file()}, CONTENT_LENGTH=str(MOST_AT_ONCE + 1))
        assert answer.status_code == 400, url
    assert not Attachment.objects.exists()


def test_names_dates_and_pages_are_written_down_the_list(records, office, clerk):
    record = records["reconsideration"]
    first, second = kept(office, record, "一.pdf"), kept(office, record, "二.pdf", pdf("b"), description="原名")
    url, describe = url_of(record, "attachments"), url_of(record, "attachments_describe")
    assert f'name="{first.pk}-description"' in clerk.get(url).content.decode()
    sent = {f"{first.pk}-description": " 申请书 ", f"{first.pk}-dated_on": "2024年3月1日", f"{first.pk}-pages": "３"}
    assert clerk.post(describe, sent)["Location"].startswith(url)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.description, first.dated_on, first.pages) == ("申请书", date(2024, 3, 1), 3)
    assert second.description == "原名"  # it was not on the page that was sent
    wrong = clerk.post(describe, sent | {f"{first.pk}-pages": "多", f"{first.pk}-description": "新名"})
    assert wrong.status_code == 422
    assert 'value="新名"' in wrong.content.decode()
    assert Attachment.objects.get(pk=first.pk).description == "申请书"
    assert clerk.get(describe)["Location"] == url


def test_what_is_taken_away_stands_with_its_undo_until_it_is_given_back(records, office, clerk):
    record = records["mediation"]
    gone, note = kept(office, record, "协议.pdf"), add_note(record, "回访时间", actor=office.actor())
    for what, pk, name in (("attachment", gone.pk, "协议.pdf"), ("note", note.pk, "回访时间")):
        answer = clerk.post(url_of(record, f"{what}_remove", pk), {"back": "record"})
        assert answer["Location"] == f"{record.get_absolute_url()}#{what}-{pk}"
        text = text_of(clerk.get(record.get_absolute_url()))
        assert f"「{name}」由clerk于" in text
        assert "撤销" in text
        clerk.post(url_of(record, f"{what}_restore", pk), {"back": "record"})
        assert "移除。" not in text_of(clerk.get(record.get_absolute_url()))


def test_what_was_sent_again_meanwhile_cannot_be_given_back_and_the_page_says_why(records, office, clerk):
    record = records["reconsideration"]
    gone = kept(office, record)
    remove(gone, actor=office.actor())
    kept(office, record, "再.pdf")
    answer = clerk.post(url_of(record, "attachment_restore", gone.pk))
    assert answer.status_code == 400
    assert "没有恢复「扫描.pdf」：内容与已有的附件「再.pdf」完全相同" in text_of(answer)


def test_a_note_is_shown_as_it_was_written_and_never_run(records, clerk):
    record = records["reconsideration"]
    text = "<script>alert(1)</script>\n第二行 😀 𠮷"
    answer = clerk.post(url_of(record, "notes"), {"text": text, "back": "record"})
    assert answer["Location"].startswith(f"{record.get_absolute_url()}#note-")
    page = clerk.get(record.get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>第二行 😀 𠮷" in page


def test_a_note_that_is_too_long_is_kept_in_its_field_with_the_reason(records, clerk):
    answer = clerk.post(url_of(records["litigation"], "notes"), {"text": "长" * 2001})
    assert answer.status_code == 422
    assert "备注有2001字，最多2000字" in text_of(answer)
    assert "长" * 2001 in answer.content.decode()
    assert clerk.post(url_of(records["litigation"], "notes"), {"text": ""}).status_code == 422


def test_in_english_no_chinese_interface_words_stand_around_files_and_notes(records, office, personas, browse):
    record = records["ledger_entry"]
    kept(office, record)
    client = browse(personas.clerk, "en")
    for what in ("attachments", "notes", "contents", "print"):
        text = text_of(client.get(url_of(record, what)).content and client.get(url_of(record, what)))
        assert not re.search("附件|备注|移除|目录|打印", text.replace("简体中文", "")), what


def test_the_number_of_queries_does_not_depend_on_the_number_of_files_and_notes(records, office, clerk):
    record = records["reconsideration"]
    urls = [
        record.get_absolute_url(),
        *(url_of(record, what) for what in ("attachments", "notes", "print", "contents")),
    ]
    found = []
    for more in (1, 9, 40):
        for n in range(more):
            kept(office, record, content=pdf(f"{more} {n}"))
            add_note(record, f"备注{more}-{n}", actor=office.actor())
        counts = []
        for url in urls:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert clerk.get(url).status_code == 200
            counts.append(len(asked))
        found.append(counts)
    assert found[0] == found[1] == found[2]
    assert max(found[0]) <= 17
