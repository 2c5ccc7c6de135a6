"""A workbook of many rows: made outside the request, with what the request would have given, for its person alone."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from casework.integrity.files import orphans
from casework.jobs.folder import Folder, folder_of, present
from casework.jobs.queue import cancel, end, sweep
from casework.law.names import Role
from casework.models import ExportJob, Membership, Person
from casework.web.exports import asking
from casework.web.exports.work import WORK
from casework.web.shell.asked import BY_ID
from tests.factories import TODAY
from tests.web.imports.sent import words

pytestmark = pytest.mark.django_db
CASES = "/reconsiderations/"
CHANGING = "docProps/core.xml"
"""The part of a workbook that says when it was made."""


@pytest.fixture
def many(county, monkeypatch) -> None:
    """The lists of the county count as long."""
    monkeypatch.setattr(asking, "AT_ONCE", 1)


@pytest.fixture
def worker(many) -> Iterator[None]:
    """A process stands by; a test says itself when it works."""
    with present():
        yield


def parts(book: bytes) -> dict[str, bytes]:
    """What a workbook holds, by the names of its parts."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != CHANGING}


def content(answer: Any) -> bytes:
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    return b"".join(answer.streaming_content)


def waited(client: Client, url: str = f"{CASES}?format=xlsx") -> str:
    """The page on which a file is waited for."""
    answer = client.get(url)
    assert answer.status_code == 302, answer.status_code
    assert re.fullmatch(r"/exports/[0-9a-f-]{36}/", answer["Location"])
    return str(answer["Location"])


def only() -> ExportJob:
    return ExportJob.objects.get()


@pytest.mark.parametrize("who", ["clerk", "report_team", "city_supervisor"])
@pytest.mark.parametrize(
    "query",
    [
        "format=xlsx",
        "format=register",
        "format=xlsx&columns=number,applicants,third_parties,respondents,received_on&sort=received_on&state=suspended,concluded",
    ],
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_file_holds_what_the_request_would_have_given(many, personas, browse, who, query, language):
    client = browse(getattr(personas, who), language)
    at_once = parts(content(client.get(f"{CASES}?{query}")))  # nobody stands by
    assert not ExportJob.objects.exists()
    with present():
        url = waited(client, f"{CASES}?{query}")
    assert WORK.at(only().pk, TODAY)
    made = client.get(f"{url}file/")
    assert parts(content(made)) == at_once
    assert made["Content-Disposition"].endswith(f'"reconsiderations-{TODAY}.xlsx"')


@pytest.mark.parametrize("who", ["clerk", "report_team", "city_supervisor"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("number", ["cell=T1.received.count", "figure=indicator.concluded&field=public_security"])
def test_the_file_of_the_records_behind_a_number_does_too(many, personas, browse, monkeypatch, who, form, number):
    monkeypatch.setattr(asking, "AT_ONCE", 0)
    client, days = browse(getattr(personas, who), "en"), "from=2024-01-01&to=2026-06-30"
    organ, subtree = ("甲县", "") if who != "city_supervisor" else ("市", "&subtree=true")
    url = f"/statistics/records/?organ={BY_ID}{personas.office[organ].pk}&{days}{subtree}&{number}&format={form}"
    at_once = client.get(url)
    assert at_once.status_code == 200
    with present():
        page = waited(client, url)
    WORK.at_all(TODAY)
    made = client.get(f"{page}file/")
    assert made["Content-Disposition"] == at_once["Content-Disposition"]
    found, wanted = content(made), at_once.content
    assert (parts(found), only().step) == (parts(wanted), "done") if form == "xlsx" else found == wanted


def test_names_that_a_reader_may_not_read_are_in_no_file(worker, personas, browse):
    """The comparison above would hold for two files that both hold them."""
    texts = {}
    for name in ("clerk", "report_team"):
        client = browse(getattr(personas, name))
        url = waited(client, f"{CASES}?format=xlsx&columns=number,third_parties")
        WORK.at_all(TODAY)
        texts[name] = b"".join(parts(content(client.get(f"{url}file/"))).values()).decode(errors="replace")
    named = {name: "慕容第三人" in text for name, text in texts.items()}
    assert named == {"clerk": True, "report_team": False}


def test_a_short_list_comes_at_once_and_a_csv_streams_however_long(worker, personas, browse, monkeypatch):
    client = browse(personas.clerk)
    assert content(client.get(f"{CASES}?format=csv")).startswith("\ufeff".encode())
    monkeypatch.setattr(asking, "AT_ONCE", 100)
    for form in ("xlsx", "register"):
        assert content(client.get(f"{CASES}?format={form}"))
    assert not ExportJob.objects.exists()


def test_who_asks_again_while_it_is_made_waits_for_the_same_file(worker, personas, browse):
    client = browse(personas.clerk)
    first = waited(client)
    assert waited(client) == first
    others = {
        waited(client, f"{CASES}?format=register"),
        waited(browse(personas.clerk, "en")),
        waited(browse(personas.supervisor)),
    }
    assert len(others | {first}) == 4
    WORK.at_all(TODAY)
    assert waited(client) != first


def test_the_page_follows_the_work_and_then_offers_the_file(worker, personas, browse):
    client = browse(personas.clerk)
    url = waited(client)
    folder_of(only()).make()
    folder_of(only()).goes_on(2)
    answer = client.get(f"{url}progress/")
    rows = only().counts["rows"]
    assert f"{rows}行里已完成2行" in answer.content.decode()
    assert "HX-Refresh" not in answer
    assert f"{url}file/" not in client.get(url).content.decode()
    assert client.get(f"{url}file/").status_code == 404
    WORK.at(only().pk, TODAY)
    assert client.get(f"{url}progress/")["HX-Refresh"] == "true"
    assert f"{url}file/" in client.get(url).content.decode()
    assert url in client.get("/exports/").content.decode()


def test_it_tells_how_many_rows_are_done(worker, personas, browse, monkeypatch):
    client, told = browse(personas.clerk), []
    monkeypatch.setattr("casework.exports.rows.Telling.STEP", 2)
    monkeypatch.setattr(Folder, "goes_on", lambda _folder, rows: told.append(rows))
    waited(client)
    WORK.at(only().pk, TODAY)
    rows = only().counts["rows"]
    assert told == [0, *range(2, rows + 1, 2), told[-1]]


# ---- Broken off, taken up again ----


def test_an_export_whose_worker_was_killed_is_taken_up_by_the_next(worker, personas, browse):
    client = browse(personas.clerk)
    url = waited(client)
    code = "import fcntl, os, sys; h = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT); fcntl.flock(h, fcntl.LOCK_EX)"
    code += "; print(flush=True); sys.stdin.read()"
    folder = folder_of(only())
    folder.keep([b"half a fi"])  # as far as it came
    lock = str(folder.path / "lock")
    with subprocess.Popen([sys.executable, "-c", code, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert not WORK.at(only().pk, TODAY)
        other.kill()
    assert WORK.at_all(TODAY) == 1
    assert parts(content(client.get(f"{url}file/")))


def test_what_is_broken_off_in_the_midst_gives_no_file_until_it_is_made_anew(worker, personas, browse, monkeypatch):
    class Killed(BaseException):
        pass

    def broken_off(_folder, rows):
        if rows:
            raise Killed

    client = browse(personas.clerk)
    url = waited(client)
    with monkeypatch.context() as patch:
        patch.setattr("casework.exports.rows.Telling.STEP", 1)
        patch.setattr(Folder, "goes_on", broken_off)
        with pytest.raises(Killed):
            WORK.at(only().pk, TODAY)
    assert (only().step, client.get(f"{url}file/").status_code) == ("making", 404)
    WORK.at_all(TODAY)
    assert parts(content(client.get(f"{url}file/")))


def test_what_fails_for_a_reason_of_ours_is_said_and_not_tried_for_ever(worker, personas, browse, monkeypatch, caplog):
    client = browse(personas.clerk)
    url = waited(client)

    def broken(*_given):
        raise RuntimeError("tried out")

    monkeypatch.setattr("casework.exports.rows.Telling.__call__", broken)
    WORK.at_all(TODAY)
    assert WORK.at_all(TODAY) == 0
    assert "没有生成文件" in words(client.get(url).content)
    assert "tried out" in caplog.text
    assert not folder_of(only()).path.exists()


# ---- For its person alone, for a day ----


@pytest.mark.parametrize("other", ["supervisor", "sister_clerk", "city_supervisor", "report_team", "administrator"])
def test_nobody_else_sees_it(worker, personas, browse, other):
    url = waited(browse(personas.clerk))
    WORK.at_all(TODAY)
    stranger = browse(getattr(personas, other))
    refused = (403,) if other == "administrator" else (404,)
    for more in ("", "progress/", "file/"):
        assert stranger.get(f"{url}{more}").status_code in refused, more
    assert stranger.post(url, {"do": "cancel"}).status_code in refused
    assert url not in stranger.get("/exports/").content.decode()
    assert only().step == "done"


def test_who_has_other_rights_by_now_gets_no_file_that_was_made_for_the_old_ones(worker, personas, browse):
    client = browse(personas.clerk)
    url = waited(client)
    WORK.at_all(TODAY)
    Membership.objects.filter(person=personas.clerk).update(role=Role.REPORT_TEAM.value)
    assert client.get(f"{url}file/").status_code == 403


def test_no_file_is_made_for_rights_that_were_taken_away_meanwhile(worker, personas, browse):
    client = browse(personas.clerk)
    url = waited(client)
    Membership.objects.filter(person=personas.clerk).update(role=Role.REPORT_TEAM.value)
    WORK.at_all(TODAY)
    assert only().step == "refused"
    assert "权限" in words(client.get(url).content)
    assert not folder_of(only()).path.exists()


def test_after_a_day_it_is_gone_and_swept(worker, personas, browse):
    client = browse(personas.clerk)
    url = waited(client)
    WORK.at_all(TODAY)
    folder = folder_of(only())
    os.utime(folder.file, (0, 0))
    assert list(orphans(TODAY)) == []
    assert sweep(timezone.now()) == []
    assert content(client.get(f"{url}file/"))
    ExportJob.objects.update(begun_at=timezone.now() - timedelta(days=1, minutes=1))
    assert client.get(f"{url}file/").status_code == 404
    assert url not in client.get("/exports/").content.decode()
    sweep(timezone.now())
    assert not folder.path.exists()
    assert not ExportJob.objects.exists()


def test_a_file_that_is_gone_is_said(worker, personas, browse):
    client = browse(personas.clerk)
    url = waited(client)
    WORK.at_all(TODAY)
    folder_of(only()).file.unlink()
    assert "文件已经不在了" in client.get(f"{url}file/").content.decode()


# ---- Cancelled ----


def cancelled(client: Client, url: str) -> str:
    return words(client.post(url, {"do": "cancel"}, follow=True).content)


@pytest.mark.parametrize("made", [False, True])
def test_who_wants_no_more_of_it_has_no_file(worker, personas, browse, made):
    client = browse(personas.clerk)
    url = waited(client)
    folder = folder_of(only())
    if made:
        WORK.at_all(TODAY)
        assert folder.file.exists()
    assert "文件已经没有了" in cancelled(client, url)
    assert not folder.path.exists()
    assert WORK.at_all(TODAY) == 0
    assert client.get(f"{url}file/").status_code == 404
    assert url not in client.get("/exports/").content.decode()


def test_a_cancel_while_it_is_made_ends_the_work(worker, personas, browse, monkeypatch):
    client, goes_on = browse(personas.clerk), Folder.goes_on
    waited(client)

    def wanted_no_more(folder, rows):
        if rows:
            cancel(only())  # another request: this process holds the work
            assert only().step == "making"
        goes_on(folder, rows)

    monkeypatch.setattr("casework.exports.rows.Telling.STEP", 1)
    monkeypatch.setattr(Folder, "goes_on", wanted_no_more)
    WORK.at_all(TODAY)
    assert only().step == "cancelled"
    assert not folder_of(only()).path.exists()


def test_a_cancel_between_the_last_row_and_the_end_ends_it_too(worker, personas, browse, monkeypatch):
    client = browse(personas.clerk)
    url = waited(client)

    def made(job, step):
        cancel(job)  # another request: this process holds the work
        end(job, step)

    monkeypatch.setattr("casework.web.exports.work.end", made)
    WORK.at_all(TODAY)
    assert only().step == "cancelled"
    assert client.get(f"{url}file/").status_code == 404
    assert not folder_of(only()).path.exists()


def test_pages_speak_english_too(worker, personas, browse):
    client = browse(Person.objects.get(pk=personas.clerk.pk), "en")
    url = waited(client)
    assert "the list of exported files leads back" in words(client.get(url).content)
    WORK.at_all(TODAY)
    assert "Download" in words(client.get(url).content)
