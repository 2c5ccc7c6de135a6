"""Imports under way: one process holds one; what was broken off is begun again, and wrote nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError
from django.utils import timezone

from casework.errors import FaultyInput
from casework.filters.reader import Reader
from casework.imports.jobs import work as working
from casework.imports.jobs.queue import begin, begin_undoing, commit
from casework.imports.jobs.work import WORK, work
from casework.imports.running import import_file
from casework.integrity.files import orphans
from casework.jobs.folder import Cancelled, Folder, present, somebody_works
from casework.jobs.queue import cancel, sweep
from casework.jobs.working import TRIES
from casework.law.names import RecordKind
from casework.models import ImportBatch, ImportJob, Reconsideration
from tests.factories import TODAY
from tests.imports.sheets import CASES, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(office, personas):
    return begin(
        RecordKind.RECONSIDERATION, office["甲县"], "a.csv", [text_of(CASES)], Reader(personas.supervisor, TODAY)
    )


def at(job: ImportJob) -> str:
    job.refresh_from_db()
    return job.step


def test_a_job_goes_from_step_to_step(job):
    assert work(job.pk, TODAY)
    assert at(job) == "judged"
    assert not work(job.pk, TODAY)
    commit(job)
    assert WORK.at_all(TODAY) == 1
    assert (at(job), job.batch, job.counts["created"]) == ("done", ImportBatch.objects.get(), 3)
    assert not Folder(job.pk).path.exists()


def test_what_another_process_holds_is_left_to_it(job):
    with Folder(job.pk).held() as mine:
        assert mine
        assert not work(job.pk, TODAY)
    assert at(job) == "reading"


def test_a_process_that_was_killed_holds_nothing_any_more_and_the_next_begins_again(job):
    code = "import fcntl, os, sys; h = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT); fcntl.flock(h, fcntl.LOCK_EX)"
    code += "; print(flush=True); sys.stdin.read()"
    lock = str(Folder(job.pk).path / "lock")
    with subprocess.Popen([sys.executable, "-c", code, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert not work(job.pk, TODAY)
        other.kill()
    assert work(job.pk, TODAY)
    assert at(job) == "judged"


def test_what_is_broken_off_while_it_is_written_wrote_nothing_and_is_written_by_the_next(job, monkeypatch):
    work(job.pk, TODAY)
    commit(job)

    class Killed(BaseException):
        pass

    def broken_off(*given, **named):
        import_file(*given, **named)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(working, "import_file", broken_off)
        with pytest.raises(Killed):
            work(job.pk, TODAY)
    assert (at(job), Reconsideration.objects.count(), ImportBatch.objects.count()) == ("committing", 0, 0)
    work(job.pk, TODAY)
    assert (at(job), Reconsideration.objects.count()) == ("done", 3)


def test_a_cancel_while_it_is_written_leaves_nothing(job, monkeypatch):
    work(job.pk, TODAY)
    commit(job)

    def cancelled(*given, **named):
        cancel(job)  # another request: this process holds the work
        assert at(job) == "committing"
        return import_file(*given, **named)

    monkeypatch.setattr(working, "import_file", cancelled)
    work(job.pk, TODAY)
    assert (at(job), Reconsideration.objects.count(), ImportBatch.objects.count()) == ("cancelled", 0, 0)
    assert not Folder(job.pk).path.exists()


def test_what_fails_for_a_reason_of_ours_is_said_and_not_tried_for_ever(job, monkeypatch, caplog):
    def broken(*_given, **_named):
        raise RuntimeError("tried out")

    monkeypatch.setattr(working, "import_file", broken)
    work(job.pk, TODAY)
    assert at(job) == "refused"
    assert "什么也没有写入" in job.problem[0]
    assert "tried out" in caplog.text


def broken_off(*_given, **_more):
    """As the database says it of a statement that it does not end."""
    raise OperationalError("canceling statement due to statement timeout")


def test_a_job_that_the_database_always_breaks_off_keeps_no_other_waiting_and_is_refused_at_last(
    job, office, personas, monkeypatch, caplog
):
    reader = Reader(personas.supervisor, TODAY)
    other = begin(RecordKind.RECONSIDERATION, office["甲县"], "b.csv", [text_of(CASES)], reader)
    as_ever = WORK.steps["reading"]

    def read(one, folder, today):
        return broken_off() if one.pk == job.pk else as_ever(one, folder, today)

    monkeypatch.setitem(WORK.steps, "reading", read)
    assert WORK.at_all(TODAY) == 1
    assert (at(job), at(other)) == ("reading", "judged")
    for _n in range(TRIES - 1):
        assert at(job) == "reading"
        WORK.at_all(TODAY)
    assert (at(job), job.problem) == ("refused", list(WORK.failed))
    assert "statement timeout" in caplog.text


def test_no_job_is_refused_because_the_database_is_away(job, monkeypatch):
    monkeypatch.setitem(WORK.steps, "reading", broken_off)
    with monkeypatch.context() as patch:
        patch.setattr("casework.jobs.working.transaction.atomic", broken_off)
        for _n in range(TRIES + 1):
            with pytest.raises(OperationalError):
                WORK.at_all(TODAY)
    assert at(job) == "reading"


def test_a_file_that_is_gone_is_said(job):
    Folder(job.pk).file.unlink()
    work(job.pk, TODAY)
    assert (at(job), job.problem[0]) == ("refused", "文件已经不在了，重新上传")


def test_two_buttons_pressed_at_once_do_it_once(job):
    work(job.pk, TODAY)
    commit(job)
    with pytest.raises(FaultyInput):
        commit(ImportJob.objects.get(pk=job.pk))


def test_an_undoing_that_is_under_way_is_not_begun_twice(job, personas):
    work(job.pk, TODAY)
    commit(job)
    work(job.pk, TODAY)
    batch, reader = ImportBatch.objects.get(), Reader(personas.supervisor, TODAY)
    first = begin_undoing(batch, reader)
    assert begin_undoing(batch, reader) == first
    work(first.pk, TODAY)
    assert at(first) == "done"
    again = begin_undoing(batch, reader)
    work(again.pk, TODAY)
    assert (at(again), again.problem[0]) == ("refused", "这个批次已经撤销")


def test_the_page_sees_whether_somebody_stands_by():
    assert not somebody_works()
    with present():
        assert somebody_works()
    assert not somebody_works()


def test_files_of_imports_under_way_are_no_orphans_and_are_swept_after_their_time(job):
    folder = Folder(job.pk)
    os.utime(folder.file, (0, 0))
    assert list(orphans(TODAY)) == []
    assert sweep(timezone.now()) == []
    assert folder.file.exists()
    ImportJob.objects.update(begun_at=timezone.now() - ImportJob.kept - timedelta(hours=1))
    sweep(timezone.now())
    assert not folder.path.exists()
    assert not ImportJob.objects.exists()


def test_a_folder_without_its_job_is_swept(job):
    folder = Folder(job.pk)
    job.delete()
    os.utime(folder.path, (0, 0))
    assert sweep(timezone.now()) == [f"imports/{folder.job}"]
    assert not folder.path.exists()


def test_a_folder_that_a_request_removes_during_the_sweep_is_passed_over(job, monkeypatch):
    folder, is_dir = Folder(uuid.uuid4()), Path.is_dir
    folder.make()

    def removed_then(path):
        found = is_dir(path)
        if path == folder.path:
            shutil.rmtree(path)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(Path, "is_dir", removed_then)
        assert sweep(timezone.now() + timedelta(days=1)) == []


def test_who_wants_no_more_of_it_ends_the_work_at_its_next_step(job):
    folder = Folder(job.pk)
    folder.goes_on(500)
    assert folder.rows() == 500
    folder.ask_to_end()
    with pytest.raises(Cancelled):
        folder.goes_on(1000)
