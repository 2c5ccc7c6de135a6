"""setup: from nothing to an empty site in which people sign in and record; and nothing twice."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import date

import pytest
from django.test import Client

from casework.actions.reach import Actor
from casework.actions.recording import Request, perform
from casework.actions.reference.offices import Offices
from casework.actions.reference.organs import load_organs
from casework.law.names import Act, Level, OrganKind, RecordKind, Role
from casework.models import CalendarYear, Membership, Organ, Person, Reconsideration, Term
from casework.reference import Reference, find_organ
from tests.factories import APPLICATION, TODAY
from tests.management.calls import ROOT, call, run, wrong
from tests.management.serving.test_serve import answer, serving

pytestmark = pytest.mark.django_db
COUNTY = "曲沃县人民政府"
PEOPLE = ("--administrator", "guan", "--clerk", "li", "zhang", "--supervisor", "wang", "--approver", "wang")


def passwords(text: str) -> dict[str, str]:
    """User name -> one-time password, of the lines that name one."""
    return dict(re.findall(r"(?m)^(\S+) +((?:[2-9a-z]{4}-){3}[2-9a-z]{4}) ", text))


def state() -> tuple[list[object], ...]:
    return tuple(
        list(model.objects.order_by("pk").values()) for model in (Organ, Person, Membership, Term, CalendarYear)
    )


def test_from_nothing_to_a_site_with_its_organs_and_people():
    said = call("setup", "--organ", "141021", *PEOPLE, "--no-input")
    assert set(passwords(said.out)) == {"guan", "li", "zhang", "wang"}
    assert {line.split()[-2] for line in said.out.splitlines() if line.startswith(("guan", "li", "zhang", "wang"))} == {
        role.zh for role in (Role.ADMINISTRATOR, Role.CLERK, Role.SUPERVISOR, Role.APPROVER)
    }
    held = {(m.person.username, m.role, m.organ.name) for m in Membership.objects.select_related("person", "organ")}
    assert held == {
        ("guan", "administrator", COUNTY),
        ("li", "clerk", COUNTY),
        ("zhang", "clerk", COUNTY),
        ("wang", "supervisor", COUNTY),
        ("wang", "approver", COUNTY),
    }
    names = set(Organ.objects.values_list("name", flat=True))
    assert {"国务院", "山西省人民政府", "临汾市人民政府", COUNTY, "曲沃县公安局", "史村镇人民政府"} <= names
    assert {"曲沃县公安局城关派出所", "临汾市司法局", "临汾市生态环境局曲沃分局", "曲沃县人民法院"} <= names
    assert "翼城县人民政府" not in names
    assert not Organ.objects.filter(kind=OrganKind.MEDIATION_BODY).exists()
    assert CalendarYear.objects.exists()
    assert Term.objects.exists()
    assert not Reconsideration.objects.exists()


def test_again_it_changes_nothing_and_says_so():
    call("setup", "--organ", "141021", *PEOPLE, "--no-input")
    before = state()
    for organ in ("141021", COUNTY):
        said = call("setup", "--organ", organ, *PEOPLE, "--no-input")
        assert said.out == f"{COUNTY}：已经建好，没有改动\n"
        assert call("setup", "--organ", organ, "--no-input").out == said.out
    assert state() == before


def test_again_it_adds_the_people_who_are_new_and_gives_nobody_a_second_password():
    call("setup", "--organ", COUNTY, "--administrator", "guan", "--no-input")
    said = call("setup", "--organ", COUNTY, "--administrator", "guan", "--clerk", "li", "guan", "--no-input")
    assert set(passwords(said.out)) == {"li"}
    assert set(Person.objects.get(username="guan").memberships.values_list("role", flat=True)) == {
        "administrator",
        "clerk",
    }


def test_an_organ_renamed_since_is_found_by_its_former_name_and_not_made_again():
    call("setup", "--organ", COUNTY, "--no-input")
    organ = Organ.objects.get(name=COUNTY)
    organ.former_names.create(name=COUNTY)
    Organ.objects.filter(pk=organ.pk).update(name="曲沃市人民政府")
    count = Organ.objects.count()
    assert "没有改动" in call("setup", "--organ", COUNTY, "--no-input").out
    assert Organ.objects.count() == count


def test_without_names_there_is_one_administrator_and_a_word_of_who_is_missing():
    said = call("setup", "--organ", COUNTY, "--no-input")
    assert set(passwords(said.out)) == {"administrator"}
    assert "还没有经办人" in said.err
    assert "还没有经办人" not in call("setup", "--organ", COUNTY, "--clerk", "li", "--no-input").err


def test_at_a_terminal_it_asks_for_names(monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    answers = iter(["guan", "li zhang", ""])
    monkeypatch.setattr("builtins.input", lambda _prompt: next(answers))
    assert set(passwords(call("setup", "--organ", COUNTY).out)) == {"guan", "li", "zhang"}


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--no-input",), "--organ"),
        (("--organ", "乌有县人民政府", "--no-input"), "乌有县人民政府"),
        (("--organ", "999999", "--no-input"), "999999"),
        (("--organ", "", "--no-input"), "「」"),
        (("--organ", "1" * 6000, "--no-input"), "1111"),
        (("--organ", "曲沃\0县", "--no-input"), "曲沃"),
        (("--organ", "\udcff", "--no-input"), "udcff"),
        (("--organ", COUNTY, "--administrator", "a b", "--no-input"), "a b"),
        (("--organ", COUNTY, "--administrator", "", "--no-input"), "「」"),
        (("--organ", COUNTY, "--clerk", "x" * 151, "--no-input"), "150"),
        (("--organ", COUNTY, "--clerk", "a\0", "--no-input"), "a\\u0000"),
        (("--organ", COUNTY, "--clerk", "a\udcff", "--no-input"), "a\\udcff"),
    ],
)
def test_what_cannot_be_set_up_is_named_and_nothing_is_written(words, named):
    assert named in wrong("setup", *words)
    assert not Organ.objects.exists()
    assert not Person.objects.exists()


def test_without_a_terminal_and_without_names_it_says_what_to_give(monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert "--administrator" in wrong("setup", "--organ", COUNTY)


def test_demo_data_are_no_site_for_real_use():
    Person.objects.create_user("demo-clerk", is_demo=True)
    assert "DATABASE_URL" in wrong("setup", "--organ", COUNTY, "--no-input")


PLACES = {
    "峨边彝族自治县": ("峨边彝族自治县人民政府", "乐山市人民政府", "峨边彝族自治县公安局"),
    "阿鲁科尔沁旗": ("阿鲁科尔沁旗人民政府", "赤峰市人民政府", "阿鲁科尔沁旗公安局"),
    "石河子市": ("石河子市人民政府", "新疆维吾尔自治区人民政府", "石河子市公安局"),  # of 新疆生产建设兵团
    "北京市朝阳区": ("北京市朝阳区人民政府", "北京市人民政府", "北京市朝阳区司法局"),
    "江苏省徐州市鼓楼区": ("徐州市鼓楼区人民政府", "徐州市人民政府", "徐州市鼓楼区民政局"),
    "济源市": ("济源市人民政府", "河南省人民政府", "济源市公安局"),  # without a city above it
    "神农架林区": ("神农架林区人民政府", "湖北省人民政府", "神农架林区公安局"),
    "东莞市": ("东莞市人民政府", "广东省人民政府", "东莞市公安局"),  # without counties
    "嘉峪关市": ("嘉峪关市人民政府", "甘肃省人民政府", "嘉峪关市公安局"),
    "锡林郭勒盟": ("锡林郭勒盟行政公署", "内蒙古自治区人民政府", "锡林郭勒盟公安局"),
    "460400": ("儋州市人民政府", "海南省人民政府", "儋州市公安局"),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_clerk_of_any_place_can_register_a_case_against_a_department_of_it(place):
    name, above, department = PLACES[place]
    call("setup", "--organ", place, "--administrator", "guan", "--clerk", "li", "--no-input")
    organ = Organ.objects.get(name=name)
    assert organ.parent.name == above
    assert Organ.objects.filter(parent=organ, level=Level.TOWNSHIP).exists() or organ.level == Level.CITY
    actor = Actor(Person.objects.get(username="li"), organ, frozenset({Role.CLERK}))
    keys = {**APPLICATION, "respondents": [department]}
    request = Request(RecordKind.RECONSIDERATION, Act.REGISTER, date(2026, 3, 2), keys)
    perform(request, actor=actor, today=TODAY, reference=Reference(this_year=TODAY.year))
    assert Reconsideration.objects.get().number.startswith(name)
    assert call("check_integrity", "--format", "json").json()["holds"] is True
    before = state()
    assert "没有改动" in call("setup", "--organ", place, "--no-input").out
    assert state() == before


def test_a_name_of_several_places_and_a_misspelt_one_are_refused_and_nothing_is_written():
    assert "320106" in wrong("setup", "--organ", "鼓楼区", "--no-input")
    assert "曲沃县（141021）" in wrong("setup", "--organ", "曲沃现", "--no-input")
    assert not Organ.objects.exists()


def test_two_commands_from_nothing_to_a_clerk_at_the_desk(own_process, tmp_path):
    """As an office does it: setup, serve, sign in, a password of one's own."""
    database = tmp_path / "site.sqlite3"
    made = run(database, "setup", "--organ", "141021", "--clerk", "li", "--no-input")
    assert made.returncode == 0, made.stderr
    assert passwords(made.stdout)["li"]
    assert run(database, "check_integrity").returncode == 0
    with serving(database) as (_process, port):
        assert b'{"status": "ok"}' in answer(port, "/health/")
        assert answer(port, "/login/").startswith(b"HTTP/1.1 200 OK")


def test_the_first_password_opens_the_first_sign_in():
    said = call("setup", "--organ", COUNTY, "--clerk", "li", "--no-input")
    client = Client()
    sent = {"username": "li", "password": passwords(said.out)["li"]}
    assert client.post("/login/", sent, follow=True).request["PATH_INFO"] == "/password/"
    assert Person.objects.get(username="li").memberships.get().role == Role.CLERK


@pytest.mark.parametrize("words", [("--organ", "乌有县人民政府"), ("--organ", COUNTY, "--clerk", "a b")])
def test_what_is_refused_on_a_new_site_makes_no_tables(own_process, tmp_path, words):
    file = tmp_path / "new.sqlite3"
    done = run(file, "setup", *words, "--no-input")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == []


def test_many_organs_are_told_of_while_they_are_made(monkeypatch):
    monkeypatch.setattr("casework.management.commands.setup.SECONDS", 0)
    lines = call("setup", "--organ", COUNTY, "--no-input").err.splitlines()
    for what in ("排列机关", "核对机关", "建立机关"):
        assert any(re.fullmatch(rf"{what}：\d+/\d+", line) for line in lines)
    monkeypatch.setattr("casework.management.commands.setup.SECONDS", 3600)
    assert "/" not in call("setup", "--organ", "翼城县", "--no-input").err.replace("/admin/", "")


def test_a_city_is_set_up_with_few_queries(django_assert_max_num_queries):
    rows = Offices(ROOT / "fixtures").office("临汾市").rows
    assert len(rows) > 500
    with django_assert_max_num_queries(60):
        assert load_organs(rows) == len(rows)
    organs = {organ.pk: organ for organ in Organ.objects.all()}
    assert len(organs) == len(rows)
    for organ in organs.values():
        above = organs[organ.parent_id].path if organ.parent_id else "/"
        assert organ.path == f"{above}{organ.pk}/"
        assert organ.organ_class == organ.derived_class(organs.get(organ.parent_id))


def test_a_former_name_of_a_loaded_organ_is_found_by_its_pinyin():
    row = {"name": "国务院", "level": "nation", "kind": "government", "under": None}
    load_organs([{**row, "former": [{"name": "政务院", "until": "1954-09-26"}]}])
    assert "zwy" in Organ.objects.get().spelled.split()
    assert find_organ("政务院") == Organ.objects.get()
