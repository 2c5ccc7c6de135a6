"""The field key: one that is not the data's stops the start with a sentence; one bad value stops nothing."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from casework.actions.belongings.fieldkey import settle_field_key
from casework.checks import refuse_start
from casework.cipher import ILLEGIBLE, encrypt
from casework.errors import FaultyInput
from casework.models import Draft, FieldKey
from casework.registry import codecs
from tests.factories import broken_rules, fresh
from tests.management.calls import ROOT, call, run, wrong

PERSON = {"kind": "citizen", "name": "申请人甲", "telephone": "13800000001", "address": "甲县东镇东村12号"}
ANOTHER = "another key of fifty characters, for this test alone."


def test_a_key_that_is_not_the_datas_stops_every_start_but_that_of_check_integrity(office, settings):
    office.register(applicants=[PERSON])
    refuse_start()
    settings.FIELD_KEY = ANOTHER
    with pytest.raises(ImproperlyConfigured, match="字段密钥与数据库里的加密数据不符"):
        refuse_start()
    assert "字段密钥" in wrong("worklist", "--organ", "甲县人民政府", "--on", "2024-03-04")
    assert [record for record, _ in broken_rules(office)["keys"]] == ["CASEWORK_FIELD_KEY"]


def test_while_nothing_is_encrypted_the_key_may_still_change(office, settings):
    office.register()
    settings.FIELD_KEY = ANOTHER
    refuse_start()
    office.register(applicants=[PERSON])
    assert broken_rules(office) == {}
    assert FieldKey.objects.count() == 1


def test_a_database_that_never_knew_its_key_takes_the_one_that_reads_its_data(office, settings):
    office.register(applicants=[PERSON])
    FieldKey.objects.all().delete()
    right = settings.FIELD_KEY
    settings.FIELD_KEY = ANOTHER
    with pytest.raises(ImproperlyConfigured):
        refuse_start()
    settings.FIELD_KEY = right
    settle_field_key()
    assert FieldKey.objects.count() == 1


@pytest.fixture
def personal(site: Path, tmp_path: Path) -> Path:
    """The database file, with a person in it."""
    story = tmp_path / "one.yaml"
    story.write_text(
        "story: 一人申请\ntoday: 2024-06-30\norgan: 试县人民政府\nacts:\n"
        "  - {case: A, act: register, on: 2024-03-01, channel: mail, respondents: [试县公安局], matters: [行政处罚],\n"
        "     field: 公安, applicants: [{kind: citizen, name: 申请人甲, telephone: '13800000001'}]}\nexpect: []\n",
        encoding="utf-8",
    )
    done = run(site, "play", str(story), "--keep")
    assert done.returncode == 0, done.stderr
    return site


def test_a_lost_key_file_stops_commands_with_one_line_and_check_with_an_error(personal):
    file = personal.with_name(f"{personal.name}.field-key")
    kept = file.read_text()
    file.unlink()
    for words in (["report", "--organ", "试县人民政府", "--from", "2024-01-01", "--to", "2024-12-31"], ["demo"]):
        said = run(personal, *words)
        assert said.returncode == 2, said.stderr
        assert said.stderr.count("\n") == 1
        assert "字段密钥" in said.stderr
        assert said.stdout == ""
    assert "casework.E003" in run(personal, "check").stderr
    looked = run(personal, "check_integrity", "--format", "json")
    assert looked.returncode == 1
    assert "keys" in [rule["id"] for rule in json.loads(looked.stdout)["rules"] if rule["broken"]]
    file.write_text(kept)
    assert run(personal, "check_integrity").returncode == 0


def test_another_key_in_the_environment_stops_a_server(personal):
    environment = {"DATABASE_URL": f"sqlite:///{personal}", "CASEWORK_FIELD_KEY": secrets.token_urlsafe(48)}
    started = subprocess.run(
        [sys.executable, "-c", "import config.wsgi"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert started.returncode != 0
    assert "字段密钥" in started.stderr.splitlines()[-1]


# ---- One value ----


def damage(table: str, column: str, where: str = "") -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = 'v1:AAAA' {where}")


def test_a_column_that_cannot_be_read_is_marked_on_the_page_and_told_by_check_integrity(office, client, personas):
    case = office.register(applicants=[PERSON])
    damage("casework_applicant", "telephone")
    assert fresh(case).applicants.get().telephone == ILLEGIBLE
    client.force_login(personas.clerk)
    page = client.get(case.get_absolute_url())
    assert page.status_code == 200
    assert ILLEGIBLE in page.content.decode()
    found = broken_rules(office)
    assert "telephone" in found["keys"][0][0]
    office.do(case, "accept", "2024-03-04")
    with connection.cursor() as cursor:
        cursor.execute("SELECT telephone FROM casework_applicant")
        assert cursor.fetchone()[0] == "v1:AAAA"  # what could still be rescued is not written over


def test_an_event_that_cannot_be_read_takes_no_page_and_no_act_down(office, client, personas, monkeypatch):

    def damaged(field: str, text: str) -> str:
        return "v1:AAAA" if text == PERSON["address"] else encrypt(field, text)

    monkeypatch.setattr(codecs, "encrypt", damaged)
    case = office.register(applicants=[PERSON])
    monkeypatch.undo()
    client.force_login(personas.clerk)
    for path in ("", "print/"):
        answer = client.get(f"{case.get_absolute_url()}{path}")
        assert answer.status_code == 200, path
    case = office.do(case, "accept", "2024-03-04")
    assert case.applicants.get().address == PERSON["address"]  # the column, which can be read, is left alone
    found = broken_rules(office)
    assert f"reconsideration:{case.pk} 第1版" in [record for record, _ in found["keys"]]
    call_explained = call("explain", case.number, "--format", "json")
    assert call_explained.json()


def test_what_stands_for_a_value_is_not_taken_for_one(office):
    with pytest.raises(FaultyInput, match="不是内容"):
        office.register(applicants=[{**PERSON, "telephone": ILLEGIBLE}])


def test_a_draft_that_cannot_be_read_opens_an_empty_form_and_says_so(office, client, personas):
    client.force_login(personas.clerk)
    path = "/reconsiderations/new/"
    draft = Draft.objects.create(person=personas.clerk, token=uuid4(), page=path, values='{"a": ["b"]}')
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casework_draft SET \"values\" = 'v1:AAAA'")
    assert client.get("/").status_code == 200
    page = client.get(path, {"draft": str(draft.token)})
    assert page.status_code == 200
    assert "无法解密" in page.content.decode()
