"""Files and notes of records: what is taken, what is refused with nothing left behind, who may, at once."""

from __future__ import annotations

import hashlib
import io
import stat
from pathlib import Path

import pytest
from django.db import DatabaseError

from casework.actions.belongings import attachments, storing
from casework.actions.belongings.attachments import LARGEST, Upload, attach, clean_name, describe, remove, restore
from casework.actions.belongings.filetypes import TYPES, Refused, type_of
from casework.actions.belongings.notes import LONGEST, add_note
from casework.errors import FaultyInput, NotPermitted
from casework.law.names import Role
from casework.models import Attachment, Event, Note
from casework.models.desk import attachments as storage
from tests.actions.test_concurrency import at_once
from tests.factories import TODAY, Office
from tests.files import ALLOWED, REFUSED, pdf, zipped


def upload(name="扫描.pdf", content=None, **said) -> Upload:
    data = pdf() if content is None else content
    return Upload(name, len(data), io.BytesIO(data), **said)


def put(office, record, sent=None, **who) -> Attachment:
    return attach(record, sent or upload(), actor=office.actor(**who), today=TODAY)


def stored() -> list[Path]:
    folder = Path(storage().location)
    return [file for file in folder.rglob("*") if file.is_file()] if folder.exists() else []


@pytest.fixture
def case(office):
    return office.accept("2024-03-01")


# ---- What is taken ----


@pytest.mark.parametrize("name", ALLOWED)
def test_a_type_that_may_be_attached_is_known_by_its_content(name):
    found = type_of(ALLOWED[name])
    assert not isinstance(found, Refused), found
    assert name.rpartition(".")[2] in found.endings


@pytest.mark.parametrize("name", REFUSED)
def test_a_content_that_may_not_be_attached_is_refused_whatever_its_name(name, office, case):
    with pytest.raises(FaultyInput, match=name) as problem:
        put(office, case, upload(name, REFUSED[name]))
    assert "可以上传" in problem.value.zh or "再上传" in problem.value.zh
    assert (Attachment.objects.count(), stored()) == (0, [])


def test_every_type_is_tried():
    assert {type_of(content) for content in ALLOWED.values()} == set(TYPES)


def test_a_file_is_kept_as_it_was_sent_for_its_owner_only_and_changes_no_version(office, case):
    content = pdf("卷一")
    kept = put(office, case, upload("申请书.pdf", content, description="行政复议申请书", pages=3))
    (file,) = stored()
    assert file.read_bytes() == content
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    kept.refresh_from_db()
    assert kept.checksum == hashlib.sha256(content).hexdigest()
    assert (kept.name, kept.size, kept.content_type) == ("申请书.pdf", len(content), "application/pdf")
    assert (kept.description, kept.pages, kept.record) == ("行政复议申请书", 3, case)
    assert (kept.person, kept.removed_at) == (office.person, None)
    assert Event.objects.of_record(case).count() == case.version


@pytest.mark.parametrize("kind", ["suit", "mediation", "entry"])
def test_every_kind_of_record_takes_files_and_notes(kind, office):
    record = {"suit": office.sue, "mediation": office.mediation, "entry": office.entry}[kind]()
    assert put(office, record).record == record
    assert add_note(record, "电话已通知", actor=office.actor()).record == record
    assert Attachment.objects.of_record(record).count() == Note.objects.of_record(record).count() == 1


def test_a_name_gets_the_ending_of_its_content(office, case):
    assert put(office, case, upload("扫描件.exe", pdf("a"))).name == "扫描件.exe.pdf"
    assert put(office, case, upload("扫描件", pdf("b"))).name == "扫描件.pdf"
    assert put(office, case, upload("图.JPEG", ALLOWED["图.jpg"])).name == "图.JPEG"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("C:\\扫描\\2024\\申请书.pdf", "申请书.pdf"),
        ("../../etc/passwd", "passwd"),
        ("ＳＣＡＮ＿０１．ｐｄｆ", "SCAN_01.pdf"),
        ("申请书（第一份）.pdf", "申请书（第一份）.pdf"),
        ("gnp.\u202etxt.pdf", "gnp.txt.pdf"),
        ("a\x00b\r\n\tc.pdf", "ab c.pdf"),
        ("  。。 .pdf", "。。 .pdf"),
        ("𠮷某的身份证.pdf", "𠮷某的身份证.pdf"),
        ('<b>"x"|?*.pdf', "_b__x____.pdf"),
        ("", "附件"),
        ("..", "附件"),
    ],
)
def test_a_scan_name_is_cleaned_and_otherwise_kept(raw, clean):
    assert clean_name(raw) == clean


def test_a_long_name_is_cut_and_keeps_its_ending():
    assert clean_name("长" * 300 + ".pdf") == "长" * 116 + ".pdf"
    assert len(clean_name("." + "尾" * 300)) <= attachments.LONGEST_NAME


# ---- What is refused ----


def test_a_file_of_thirty_megabytes_is_refused_by_its_size_before_it_is_read(office, case):
    class Unread(io.BytesIO):
        def read(self, *_words):
            raise AssertionError("read")

    with pytest.raises(FaultyInput) as problem:
        put(office, case, Upload("大.pdf", 30 * 1024 * 1024, Unread()))
    assert problem.value.zh.startswith("没有上传「大.pdf」：文件有30 MB，一个文件最多20 MB")
    assert "30 MB" in problem.value.en


def test_the_largest_file_is_taken_and_a_byte_more_is_not(office, case):
    largest = pdf().ljust(LARGEST, b"\n")
    assert put(office, case, upload("满.pdf", largest)).size == LARGEST
    with pytest.raises(FaultyInput, match=r"20\.1 MB"):
        put(office, case, upload("过.pdf", largest + b"\n"))
    with pytest.raises(FaultyInput, match=r"20\.1 MB"):  # said to be smaller than it is
        put(office, case, Upload("过.pdf", 10, io.BytesIO(largest + b"\n")))


def test_an_empty_file_is_refused_by_name(office, case):
    with pytest.raises(FaultyInput, match=r"「空\.pdf」：文件是空的"):
        put(office, case, upload("空.pdf", b""))


def test_an_archive_that_would_swell_is_never_unpacked(office, case):
    bomb = zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "0" * 50_000_000})
    assert len(bomb) < 100_000
    assert put(office, case, upload("炸.docx", bomb)).size == len(bomb)
    many = zipped({f"{n}": "" for n in range(10_001)} | {"word/document.xml": "<x/>"})
    with pytest.raises(FaultyInput):
        put(office, case, upload("多.docx", many))


def test_the_same_content_twice_on_a_record_names_the_other_and_is_welcome_on_another(office, case):
    put(office, case, upload("一.pdf", description="申请书"))
    with pytest.raises(FaultyInput, match=r"「二\.pdf」：内容与已有的附件「申请书」完全相同"):
        put(office, case, upload("二.pdf"))
    put(office, office.register("2024-03-02"))
    assert len(stored()) == Attachment.objects.count() == 2


@pytest.mark.parametrize(
    "said", [{"dated_on": TODAY.replace(year=2027)}, {"pages": 0}, {"pages": 10_000}, {"description": "长" * 201}]
)
def test_what_is_said_of_a_file_is_checked_when_it_is_sent_and_later(said, office, case):
    with pytest.raises(FaultyInput) as problem:
        put(office, case, upload(**said))
    assert problem.value.where == next(iter(said))
    kept = put(office, case)
    with pytest.raises(FaultyInput):
        describe(kept, **{"description": "", "dated_on": None, "pages": None} | said, actor=office.actor(), today=TODAY)
    assert Attachment.objects.get().description == ""


def test_a_row_that_cannot_be_written_leaves_no_file(office, case, monkeypatch):
    def broken(**_columns):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(Attachment.objects, "create", broken)
    with pytest.raises(DatabaseError):
        put(office, case)
    assert stored() == []


def test_a_file_that_cannot_be_written_leaves_neither_row_nor_part(office, case, monkeypatch):
    def full(_handle):
        raise OSError("the disk is full")

    monkeypatch.setattr(storing.os, "fsync", full)
    with pytest.raises(OSError, match="full"):
        put(office, case)
    assert (Attachment.objects.count(), stored()) == (0, [])


# ---- Taking away and giving back ----


def test_what_is_taken_away_leaves_the_list_says_who_and_keeps_its_file(office, case):
    kept = put(office, case)
    remove(kept, actor=office.actor())
    kept.refresh_from_db()
    assert kept.removed_at is not None
    assert kept.removed_by == office.person
    assert (Attachment.objects.of_record(case).count(), len(stored())) == (0, 1)
    restore(kept, actor=office.actor())
    assert Attachment.objects.of_record(case).get().removed_by is None


def test_what_was_taken_away_may_be_sent_again_and_then_not_given_back(office, case):
    first = put(office, case)
    remove(first, actor=office.actor())
    put(office, case, upload("再.pdf"))
    with pytest.raises(FaultyInput, match=r"没有恢复.*再\.pdf"):
        restore(first, actor=office.actor())
    assert Attachment.objects.of_record(case).count() == 1


def test_taking_away_twice_keeps_who_did_it_first(office, case, personas):
    note = add_note(case, "催办", actor=office.actor())
    remove(note, actor=office.actor())
    before = Note.objects.get().removed_at
    remove(note, actor=office.actor()._replace(person=personas.supervisor))
    assert (Note.objects.get().removed_by, Note.objects.get().removed_at) == (office.person, before)


# ---- Notes ----


def test_a_note_keeps_its_lines_and_no_invisible_characters(office, case):
    assert add_note(case, "  第一行\r\n第二行\x00\u202e ", actor=office.actor()).text == "第一行\n第二行"


@pytest.mark.parametrize("text", ["", " \r\n ", "长" * (LONGEST + 1)])
def test_an_empty_or_endless_note_is_refused(text, office, case):
    with pytest.raises(FaultyInput):
        add_note(case, text, actor=office.actor())
    assert not Note.objects.exists()


def test_a_note_sent_twice_is_one_note_and_may_be_said_again_later(office, case):
    for text in ("催办", "催办", "已回复", "催办"):
        add_note(case, text, actor=office.actor())
    assert [note.text for note in Note.objects.order_by("id")] == ["催办", "已回复", "催办"]


# ---- Who ----


@pytest.mark.parametrize("role", list(Role))
def test_those_who_act_on_a_record_keep_its_files_and_notes(role, office, case):
    kept, note = put(office, case), add_note(case, "备注", actor=office.actor())
    hand = office.actor(roles=role)
    tries = (
        lambda: attach(case, upload(content=pdf("b")), actor=hand, today=TODAY),
        lambda: describe(kept, description="x", dated_on=None, pages=None, actor=hand, today=TODAY),
        lambda: add_note(case, "又一条", actor=hand),
        lambda: remove(kept, actor=hand),
        lambda: restore(kept, actor=hand),
        lambda: remove(note, actor=hand),
    )
    for attempt in tries:
        if role in (Role.CLERK, Role.SUPERVISOR, Role.APPROVER):
            attempt()
        else:
            with pytest.raises(NotPermitted):
                attempt()


@pytest.mark.parametrize(
    ("organ", "role", "allowed"),
    [
        ("市", Role.SUPERVISOR, True),
        ("市", Role.CLERK, False),
        ("乙县", Role.CLERK, False),
        ("乙县", Role.SUPERVISOR, False),
    ],
)
def test_only_those_whom_the_record_is_within_reach_of_keep_its_files(organ, role, allowed, office, case):
    if allowed:
        assert put(office, case, organ=organ, roles=role).record == case
    else:
        with pytest.raises(NotPermitted):
            put(office, case, organ=organ, roles=role)
        assert stored() == []


# ---- At once ----


def test_of_the_same_file_sent_at_once_one_is_kept_with_one_file(transactional_db):
    office = Office()
    case = office.accept("2024-03-01")
    results = at_once([lambda: put(office, case, upload("同.pdf"))] * 4)
    assert sum(isinstance(result, Attachment) for result in results) == 1, results
    assert all("完全相同" in str(result) for result in results if not isinstance(result, Attachment)), results
    assert len(stored()) == Attachment.objects.count() == 1
