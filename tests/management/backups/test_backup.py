"""Backups: whole and of one moment though the site is written to, restored whole, refused where anything differs."""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from casework.actions.belongings.attachments import Upload, attach
from casework.backups import making, manifest, postgresql, restoring
from casework.errors import FaultyInput
from casework.models import Attachment, Event
from casework.models.desk import attachments as storage
from tests.actions.test_concurrency import at_once
from tests.factories import TODAY, Office
from tests.files import pdf
from tests.management.calls import ROOT, call, run, wrong

WRITERS = 4
NOW = datetime(2026, 6, 30, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
PERSON = {"kind": "citizen", "name": "申请人甲", "telephone": "13800000001"}


@pytest.fixture
def shared(transactional_db: None) -> Office:
    """An office whose database can be backed up: PostgreSQL's programs are of the server's version."""
    if connection.vendor == "postgresql":
        try:
            postgresql.program("pg_dump", postgresql.server())
        except FaultyInput as missing:
            pytest.skip(missing.zh)
    return Office()


@pytest.fixture
def empty(transactional_db: None, tmp_path: Path) -> Iterator[str]:
    """The address of a database of the same kind that holds nothing."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'fresh' / 'site.sqlite3'}"
        return
    name, params = "restored_here", connection.get_connection_params()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    user, host = params.get("user", ""), quote(params.get("host", ""), safe="")
    yield f"postgres://{user}@{host}/{name}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def elsewhere(url: str, folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, on another database with this one's keys."""
    folder.mkdir(exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CASEWORK_")}
    environment |= {
        "DATABASE_URL": url,
        "CASEWORK_FIELD_KEY": settings.FIELD_KEY,
        "CASEWORK_ATTACHMENTS": str(folder / "attachments"),
        **more,
    }
    command = [sys.executable, str(ROOT / "manage.py"), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=folder)


def put(office: Office, case: Any, mark: str) -> Attachment:
    content = pdf(mark)
    return attach(case, Upload("扫描.pdf", len(content), io.BytesIO(content)), actor=office.actor(), today=TODAY)


def files(folder: Path) -> dict[str, str]:
    """The files below a folder with their checksums."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def test_a_backup_made_while_four_write_acts_and_files_is_restored_and_holds(shared, empty, tmp_path):
    enough, over, before = threading.Event(), threading.Event(), list[int]()
    target = tmp_path / "backup"

    def write(number: int) -> int:
        written = 0
        while not over.is_set() and written < 400:
            case = shared.register("2024-03-01", applicants=[PERSON])
            case = shared.do(case, "accept", "2024-03-04")
            put(shared, case, f"{number} {written}")
            if written % 3 == 0:
                shared.do(case, "void", "2024-03-05", reason="重复登记")
            written += 1
            if written == 3:
                enough.set()
        return written

    def back_up() -> making.Made:
        try:
            assert enough.wait(60)
            before.extend((Event.objects.count(), Attachment.objects.count()))
            return making.back_up(target, NOW)
        finally:
            over.set()

    *written, made = at_once([*[lambda n=n: write(n) for n in range(WRITERS)], back_up])
    assert isinstance(made, making.Made), made
    assert all(isinstance(count, int) for count in written), written
    assert made.lacking == []
    counts = made.manifest.counts
    assert before[0] <= counts["casework_event"] < Event.objects.count()  # all that was committed, and they wrote on
    assert 0 < before[1] <= counts["casework_attachment"]
    restored = elsewhere(empty, tmp_path / "fresh", "restore", str(target))
    assert restored.returncode == 0, restored.stderr
    looked = elsewhere(empty, tmp_path / "fresh", "check_integrity", "--format", "json")
    assert looked.returncode == 0, looked.stdout[-3000:]
    checked = {rule["id"]: rule["checked"] for rule in json.loads(looked.stdout)["rules"]}
    assert checked["keys"] > 1
    assert files(tmp_path / "fresh" / "attachments") == files(target / "attachments")
    assert len(files(target / "attachments")) == made.manifest.counts["casework_attachment"]


@pytest.fixture
def backup(shared: Office, tmp_path: Path) -> Path:
    """A backup of a small site with one file."""
    case = shared.register("2024-03-01", applicants=[PERSON])
    put(shared, case, "a")
    call("backup", str(tmp_path / "backup"))
    return tmp_path / "backup"


def test_a_backup_is_for_its_owner_alone_and_holds_no_key(backup, tmp_path):
    for path in (backup, *backup.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    for path in backup.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert settings.FIELD_KEY.encode() not in content
            assert settings.SECRET_KEY.encode() not in content
    keys = tmp_path / "keys.json"
    call("backup", str(tmp_path / "again"), "--keys", str(keys))
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    assert json.loads(keys.read_text())["field_key"] == settings.FIELD_KEY
    assert "以外" in wrong("backup", str(tmp_path / "third"), "--keys", str(tmp_path / "third" / "keys.json"))


def test_a_target_that_exists_is_refused_and_left_alone(backup):
    before = files(backup)
    assert str(backup) in wrong("backup", str(backup))
    assert files(backup) == before
    assert "没有文件夹" in wrong("backup", str(backup.parent / "no" / "folder"))


def test_a_backup_whose_site_lacks_a_file_is_made_and_says_so(shared, tmp_path):
    kept = put(shared, shared.register("2024-03-01"), "a")
    (Path(storage().location) / kept.file.name).unlink()
    made = making.back_up(tmp_path / "backup", NOW)
    assert made.lacking == [kept.file.name]
    assert (tmp_path / "backup" / manifest.NAME).exists()


def full(*_words: Any, **_more: Any) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["casework.backups.making.copy_file", "casework.backups.manifest.write"])
def test_a_full_disk_is_one_sentence_and_leaves_nothing(shared, tmp_path, monkeypatch, step):
    put(shared, shared.register("2024-03-01"), "a")
    (tmp_path / "here").mkdir()
    monkeypatch.setattr(step, full)
    assert "No space left" in wrong("backup", str(tmp_path / "here" / "backup"))
    assert list((tmp_path / "here").iterdir()) == []


# ---- What is refused ----


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def changed_manifest(backup: Path, **changes: Any) -> None:
    """Change the manifest and give it a checksum that fits."""
    body = json.loads((backup / manifest.NAME).read_text())
    body.pop("checksum")
    body |= changes
    body["checksum"] = manifest._checksum(body)
    (backup / manifest.NAME).write_text(json.dumps(body))


def database(backup: Path) -> Path:
    return backup / manifest.DATABASES[connection.vendor]


DAMAGES: dict[str, tuple[Callable[[Path], Any], str]] = {
    "a bit of the database": (lambda b: flip(database(b)), "database"),
    "a bit of a file": (lambda b: flip(next(p for p in (b / "attachments").rglob("*") if p.is_file())), "attachments/"),
    "a file taken away": (lambda b: next(p for p in (b / "attachments").rglob("*") if p.is_file()).unlink(), "缺失"),
    "a file put there": (lambda b: (b / "attachments" / "more").write_text("x"), "more"),
    "a word of the manifest": (
        lambda b: (b / manifest.NAME).write_text((b / manifest.NAME).read_text().replace("2026", "2025")),
        "校验和",
    ),
    "no manifest": (lambda b: (b / manifest.NAME).unlink(), "不是备份"),
    "half a manifest": (lambda b: (b / manifest.NAME).write_text((b / manifest.NAME).read_text()[:99]), "读不出来"),
    "a newer version": (lambda b: changed_manifest(b, version="99.0"), "99.0"),
    "a newer form": (lambda b: changed_manifest(b, format=2, version="99.0"), "更新的版本"),
    "a migration to come": (lambda b: changed_manifest(b, migrations=["casework.9999_to_come"]), "更新的版本"),
}


@pytest.mark.parametrize("what", DAMAGES)
def test_a_backup_that_does_not_fit_is_refused_and_found_by_looking_through(backup, what):
    damage, said = DAMAGES[what]
    damage(backup)
    before = files(Path(storage().location))
    assert said in wrong("restore", str(backup))
    assert files(Path(storage().location)) == before
    out = io.StringIO()
    with pytest.raises(CommandError) as problem:
        call_command("restore", str(backup), "--check", stdout=out, stderr=io.StringIO())
    assert problem.value.returncode in (1, 2)
    assert said in out.getvalue() + str(problem.value)


def test_another_kind_of_database_is_refused(backup):
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    changed_manifest(backup, database=other)
    assert other in wrong("restore", str(backup))


def test_a_site_that_is_not_empty_is_refused_and_looking_through_is_not(backup):
    assert "不是空的" in wrong("restore", str(backup))
    assert "相符" in call("restore", str(backup), "--check").out
    assert "不是备份" in wrong("restore", str(backup / "no"))


def test_a_restore_that_fails_on_the_way_leaves_the_site_empty(backup, shared, monkeypatch, tmp_path):
    found, differing = restoring.looked_through(backup)
    assert differing == []
    place = Path(storage().location)
    for path in sorted(place.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    monkeypatch.setattr(making.ENGINES[connection.vendor], "put_back", full)
    with pytest.raises(FaultyInput, match="No space left"):
        restoring.restore(backup, found)
    assert not place.exists() or not any(place.iterdir())


def test_keys_that_were_asked_for_come_back_with_the_backup(site, tmp_path):
    keys, target, fresh = tmp_path / "keys.json", tmp_path / "backup", tmp_path / "other" / "new.sqlite3"
    fresh.parent.mkdir()
    assert run(site, "backup", str(target), "--keys", str(keys)).returncode == 0
    restored = run(fresh, "restore", str(target), "--keys", str(keys))
    assert restored.returncode == 0, restored.stderr
    for key in ("field-key", "secret-key"):
        kept = [file.with_name(f"{file.name}.{key}").read_text() for file in (site, fresh)]
        assert kept[0] == kept[1]
    assert run(fresh, "check_integrity").returncode == 0
    keys.write_text('{"field_key": "x", "secret_key": "y"}')
    assert "不是这份备份的" in run(fresh, "restore", str(target), "--check", "--keys", str(keys)).stderr
