"""A spreadsheet sent to the site, and what its page says."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from casework.models import ImportJob
from tests.imports.sheets import CASES, HEADS, Rows, text_of

WRONG = [list(each) for each in CASES]
WRONG[1][HEADS.index("channel")] = "飞鸽"
WRONG[3][HEADS.index("received_on")] = "不知道"


def upload(client: Client, content: Rows | bytes = CASES, *, kind: str = "reconsideration", **more: Any) -> Any:
    """The answer to a file of these rows."""
    data = content if isinstance(content, bytes) else text_of(content)
    name = more.pop("name", "台账.csv")
    return client.post("/imports/", {"kind": kind, "file": SimpleUploadedFile(name, data), **more})


def tried(client: Client, content: Rows | bytes = CASES, **more: Any) -> str:
    """The page of the import of a file, by its address."""
    answer = upload(client, content, **more)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def said(client: Client, url: str) -> str:
    """What a page says, as words."""
    answer = client.get(url, follow=True)
    assert answer.status_code == 200
    return words(answer.content)


def words(content: bytes) -> str:
    """The words of a page's main part."""
    main = content.decode().partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())


def do(client: Client, url: str, what: str, **fields: Any) -> Any:
    """The answer to a button of the page, followed."""
    return client.post(url, {"do": what, **fields}, follow=True)


def step() -> str:
    """Where the one import is."""
    return ImportJob.objects.get().step


def beside(rows: Rows) -> Rows:
    """The rows with numbers that stand beside those of a county: `…〕901号` for `…〕1号`."""
    return [[str(row[0]).replace("〕", "〕90"), *row[1:]] for row in rows]


def cells(rows: Sequence[Sequence[Any]], **changed: Any) -> list[list[Any]]:
    """The rows with columns of the first record changed."""
    found = [list(each) for each in rows]
    for column, value in changed.items():
        found[1][list(found[0]).index(column)] = value
    return found
