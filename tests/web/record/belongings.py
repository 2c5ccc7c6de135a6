"""What the tests of files and notes send and ask."""

from __future__ import annotations

import html
import io
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from casework.actions.belongings.attachments import Upload, attach
from casework.models import Attachment
from tests.factories import TODAY
from tests.files import pdf

GETS = ("attachments", "attachment", "notes", "print", "contents")
OF_PARTIES = "people"
"""What a record has that names parties: an entry of the ledger names none."""
POSTS = ("attachments", "attachments_describe", "attachment_remove", "attachment_restore", "notes", "note_remove",
         "note_restore")  # fmt: skip


def url_of(record: Any, what: str, *more: Any) -> str:
    return reverse(f"{record.page}_{what}", args=[record.pk, *more])


def kept(office: Any, record: Any, name: str = "扫描.pdf", content: bytes | None = None, **said: Any) -> Attachment:
    data = pdf() if content is None else content
    sent = Upload(name, len(data), io.BytesIO(data), **said)
    return attach(record, sent, actor=office.actor(record.organ), today=TODAY)


def file(name: str = "扫描.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    # the browser's word for its type is not believed
    return SimpleUploadedFile(name, pdf() if content is None else content, content_type="text/html")


def text_of(answer: Any) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode())))


def status_of(client: Client, url: str) -> int:
    answer: Any = client.get(url)
    if answer.streaming:
        b"".join(answer.streaming_content)  # a file that nobody reads to its end stays open
    return int(answer.status_code)
