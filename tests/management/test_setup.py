"""setup: from nothing to an empty site in which people sign in and record; and nothing twice."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from casework.actions.organs import around
from casework.errors import FaultyInput
from casework.law.names import OrganKind, Role
from casework.models import CalendarYear, Membership, Organ, Person, Reconsideration, Term
from tests.management.calls import call, run, wrong
from tests.management.test_serve import answer, serving

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


ROWS = [
    {"name": name, "level": "county", "kind": kind, "under": under, "code": None, "word": None, "former": former}
    for name, kind, under, former in (
        ("国", "government", None, []),
        ("部", "department", "国", []),
        ("市", "government", "国", []),
        ("局", "department", "市", []),
        ("甲分局", "department", "局", []),
        ("甲县", "government", "市", [{"name": "甲旗", "until": None}]),
        ("甲局", "department", "甲县", []),
        ("甲镇", "government", "甲县", []),
        ("乙县", "government", "市", []),
        ("乙局", "department", "乙县", []),
        ("乙镇", "government", "乙县", []),
    )
]


def test_an_office_gets_what_is_above_below_and_beside_it_and_no_sister():
    name, kept = around(ROWS, "甲旗")
    assert (name, [row["name"] for row in kept]) == (
        "甲县",
        ["国", "部", "市", "局", "甲分局", "甲县", "甲局", "甲镇"],
    )
    assert [row["name"] for row in around(ROWS, "市")[1]] == [row["name"] for row in ROWS]
    with pytest.raises(FaultyInput, match="丙县"):
        around(ROWS, "丙县")


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
