"""Attaching files to records, describing them, taking them away and giving them back: the only writer of attachments.

A file lies in the storage before its row is committed, and is removed again where the row is not: a row without its
file cannot be, nor a file that nothing names. A file that was taken away stays, for whoever has to answer for it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models.functions import Now

from casework.actions.belongings.filetypes import ALLOWED_EN, ALLOWED_ZH, FileType, Refused, type_of
from casework.actions.belongings.storing import store, stored_or_not
from casework.actions.reach import Actor, check_reach
from casework.errors import FaultyInput, NotPermitted
from casework.integrity.files import orphans
from casework.kinds import KINDS
from casework.law.names import RecordKind, Role
from casework.models import Attachment, Person
from casework.models.written import locked_version
from casework.permissions import ANY_HAND

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
MOST_PAGES = 9999
LONGEST_NAME, LONGEST_DESCRIPTION = 120, 200


class Upload(NamedTuple):
    """A file as it was sent, and what is said of it."""

    name: str
    size: int
    content: Any
    """Anything with `read()`; it is read only where the size allows."""
    description: str = ""
    dated_on: date | None = None
    pages: int | None = None


def attach(record: Any, upload: Upload, *, actor: Actor, today: date) -> Attachment:
    """Attach a file to a record. Raises FaultyInput (the file, what is said of it) and NotPermitted; nothing stays."""
    person = check_hand(record, actor)
    check_said(upload.description, upload.dated_on, upload.pages, today)
    name = clean_name(upload.name)
    content, found = _checked(name, upload)
    checksum = hashlib.sha256(content).hexdigest()
    with stored_or_not() as stored, transaction.atomic(durable=True):
        lock(record)
        _refuse_twice(record, checksum, f"没有上传「{name}」", f"“{name}” was not uploaded")
        stored.append(store(checksum, content))
        return Attachment.objects.create(
            kind=record.kind,
            person=person,
            name=with_ending(name, found),
            description=upload.description,
            dated_on=upload.dated_on,
            pages=upload.pages,
            content_type=found.mime,
            size=len(content),
            checksum=checksum,
            file=stored[0],
            **{record.kind: record},
        )


def describe(
    attachment: Attachment, *, description: str, dated_on: date | None, pages: int | None, actor: Actor, today: date
) -> None:
    """Say what a file is: 文书名称, date, pages. Raises FaultyInput and NotPermitted."""
    check_hand(attachment.record, actor)
    check_said(description, dated_on, pages, today)
    of_it = Attachment.objects.filter(pk=attachment.pk)
    of_it.update(description=description, dated_on=dated_on, pages=pages)


def remove(belonging: Any, *, actor: Actor) -> None:
    """Take an attachment or a note away: it leaves the record's lists, and stays readable as taken away."""
    person = check_hand(belonging.record, actor)
    standing = type(belonging).objects.filter(pk=belonging.pk, removed_at__isnull=True)
    standing.update(removed_at=Now(), removed_by=person)


def restore(belonging: Any, *, actor: Actor) -> None:
    """Undo `remove`. Raises FaultyInput where the same content was attached again meanwhile."""
    record = belonging.record
    check_hand(record, actor)
    with transaction.atomic():
        lock(record)
        if isinstance(belonging, Attachment):
            said = f"没有恢复「{belonging}」", f"“{belonging}” was not given back"
            _refuse_twice(record, belonging.checksum, *said, but=belonging.pk)
        type(belonging).objects.filter(pk=belonging.pk).update(removed_at=None, removed_by=None)


# ---- Who ----


def check_hand(record: Any, actor: Actor) -> Person:
    """The person at work; who does no acts on the record is refused: another role, an organ out of reach.

    Raises NotPermitted.
    """
    if actor.person is None or not actor.roles & ANY_HAND:
        carriers = [role for role in Role if role in ANY_HAND]
        raise NotPermitted(
            f"附件和备注由{'、'.join(role.zh for role in carriers)}增减",
            f"Attachments and notes are for the {' or '.join(role.en for role in carriers)}",
        )
    check_reach(record, actor)
    return actor.person


def lock(record: Any) -> None:
    """Hold the record, so that what is added to it at once is added one after the other."""
    locked_version(KINDS[RecordKind(record.kind)].model, record.pk)


# ---- What ----


def check_said(description: str, dated_on: date | None, pages: int | None, today: date) -> None:
    """Refuse a description that is too long, a date after today, a number of pages that no file has."""
    if len(description) > LONGEST_DESCRIPTION:
        raise FaultyInput(
            f"文书名称有{len(description)}字，最多{LONGEST_DESCRIPTION}字",
            f"The name of the document has {len(description)} characters; at most {LONGEST_DESCRIPTION}",
            where="description",
        )
    if dated_on is not None and dated_on > today:
        raise FaultyInput(
            f"文书日期{dated_on}不能晚于今天{today}",
            f"The document's date, {dated_on}, may not lie after today, {today}",
            where="dated_on",
        )
    if pages is not None and not 1 <= pages <= MOST_PAGES:
        raise FaultyInput(
            f"页数{pages}要在1到{MOST_PAGES}之间",
            f"{pages} pages: between 1 and {MOST_PAGES} are allowed",
            where="pages",
        )


def _checked(name: str, upload: Upload) -> tuple[bytes, FileType]:
    """The content and its type."""
    if upload.size > LARGEST:
        raise _too_large(name, upload.size)
    content = bytes(upload.content.read(LARGEST + 1))
    if len(content) > LARGEST:
        raise _too_large(name, len(content))
    if not content:
        raise FaultyInput(
            f"没有上传「{name}」：文件是空的。在电脑上打开看看，再传一次",
            f"“{name}” was not uploaded: the file is empty. Open it on your computer, then send it again",
            where="files",
        )
    found = type_of(content)
    if isinstance(found, Refused):
        raise FaultyInput(
            f"没有上传「{name}」：{found.zh}。可以上传：{ALLOWED_ZH}",
            f"“{name}” was not uploaded: {found.en}. Allowed are {ALLOWED_EN}",
            where="files",
        )
    return content, found


def _too_large(name: str, size: int) -> FaultyInput:
    shown = f"{-(-size * 10 // MEGABYTE) / 10:g} MB"
    most = f"{LARGEST // MEGABYTE} MB"
    return FaultyInput(
        f"没有上传「{name}」：文件有{shown}，一个文件最多{most}。分成几个文件，或用较低的分辨率扫描",
        f"“{name}” was not uploaded: it has {shown}, a file may have at most {most}. Split it, or scan it coarser",
        where="files",
    )


def _refuse_twice(record: Any, checksum: str, zh: str, en: str, but: int | None = None) -> None:
    same = Attachment.objects.of_record(record).filter(checksum=checksum).exclude(pk=but).first()
    if same is not None:
        raise FaultyInput(
            f"{zh}：内容与已有的附件「{same}」完全相同",
            f"{en}: its content is the same as that of the attachment “{same}”",
            where="files",
        )


def sweep(today: date) -> list[Path]:
    """Remove the files that belong to nothing (`casework.integrity.files.orphans`), and give them."""
    swept = list(orphans(today))
    for path in swept:
        path.unlink(missing_ok=True)
    return swept


# ---- Names ----

FULL_WIDTH = {ord("　"): " "} | {
    code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum() or chr(code) in "．－＿"
}
UNUSABLE = re.compile(r'[\\/:*?"<>|]')


def clean_name(raw: str) -> str:
    """A file's name without folders, invisible characters and full-width letters; cut to LONGEST_NAME characters."""
    base = re.split(r"[\\/]", unicodedata.normalize("NFC", raw))[-1].translate(FULL_WIDTH)
    visible = "".join(" " if char.isspace() else char for char in base if char.isspace() or _is_visible(char))
    tidy = " ".join(UNUSABLE.sub("_", visible).split()).strip(". ")
    stem, dot, ending = tidy.rpartition(".")
    if not dot:
        return tidy[:LONGEST_NAME] or "附件"
    return f"{stem[: LONGEST_NAME - len(ending[:10]) - 1]}.{ending[:10]}"


def _is_visible(char: str) -> bool:
    """Not a control character, nor one that turns the direction of writing or joins without being seen."""
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def with_ending(name: str, found: FileType) -> str:
    """The name with an ending that its content really has."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return name if ending in found.endings else f"{name}.{found.endings[0]}"
