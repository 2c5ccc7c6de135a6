"""The one door for reading: who sees which records; names masked for who may not see them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from casework.filters.reader import Reader
from casework.law.names import Role
from casework.models import Applicant, Instance, Litigation, Mediation, Membership, Phase, Reconsideration
from casework.permissions import Reach, confined, held_on, may_open, reach_of, roles_of
from tests.factories import Office


def of(person, day) -> Reach:
    """What a person reaches on a day."""
    return reach_of(held_on(person, day))


KEEPERS = ("甲县", "乙县", "市", "丙县", "甲镇")


@pytest.fixture
def cases(office: Office) -> dict[str, Reconsideration]:
    return {short: office.register(actor=office.actor(short)) for short in KEEPERS}


SIGHT = {
    "clerk": {"甲县"},
    "sister_clerk": {"乙县"},
    "supervisor": {"甲县", "甲镇"},
    "city_supervisor": {"甲县", "乙县", "市", "甲镇"},
    "nation_supervisor": set(KEEPERS),
    "report_team": {"甲县", "甲镇"},
    "auditor": set(),
    "administrator": set(),
    "stranger": set(),
}


@pytest.mark.parametrize(("name", "expected"), SIGHT.items())
def test_a_person_sees_the_cases_of_their_organs(office, personas, cases, name, expected):
    person = getattr(personas, name)
    seen = set(Reconsideration.objects.visible_to(of(person, office.today)))
    assert seen == {cases[short] for short in expected}
    assert set(Applicant.objects.visible_to(of(person, office.today)).values_list("case_id", flat=True)) == {
        case.pk for case in seen
    }
    assert set(Phase.objects.visible_to(of(person, office.today)).values_list("case_id", flat=True)) == {
        case.pk for case in seen
    }


def test_a_visitor_sees_nothing(office, cases):
    assert list(Reconsideration.objects.visible_to(reach_of(held_on(AnonymousUser(), office.today)))) == []
    assert reach_of(held_on(AnonymousUser(), office.today)).empty


def test_sight_goes_with_the_days_of_a_membership(office, personas, cases):
    first, last = date(2026, 1, 1), date(2026, 3, 31)
    person = personas.add("guest", Role.CLERK, "甲县", valid_from=first, valid_to=last)
    for day, sees in ((first - timedelta(1), 0), (first, 1), (last, 1), (last + timedelta(1), 0)):
        assert Reconsideration.objects.visible_to(of(person, day)).count() == sees, day
        assert roles_of(held_on(person, day)) == ({Role.CLERK} if sees else set())


def test_several_memberships_add_up(office, personas, cases):
    person = personas.add("both", Role.CLERK, "甲县")
    Membership.objects.create(person=person, organ=office["丙县"], role=Role.REPORT_TEAM.value)
    assert set(Reconsideration.objects.visible_to(of(person, office.today))) == {cases["甲县"], cases["丙县"]}


def test_void_records_are_seen_by_nobody(office, personas, cases):
    office.do(cases["甲县"], "void", "2024-03-05", reason="重复登记")
    assert cases["甲县"] not in Reconsideration.objects.visible_to(of(personas.nation_supervisor, office.today))
    assert not Applicant.objects.visible_to(of(personas.clerk, office.today)).exists()


def test_a_dispute_is_seen_by_its_keeper_and_every_defendant(office, personas):
    suit = office.sue(defendants=["甲县公安局", "乙县人民政府"])
    sight = {
        name: suit in Litigation.objects.visible_to(reach_of(held_on(getattr(personas, name), office.today)))
        for name in SIGHT
    }
    assert sight == {
        "clerk": True, "sister_clerk": True, "supervisor": True, "city_supervisor": True, "nation_supervisor": True,
        "report_team": True, "auditor": False, "administrator": False, "stranger": False,
    }  # fmt: skip
    other = office.sue(defendants=["丙县人民政府"], actor=office.actor("丙县"))
    assert other not in Litigation.objects.visible_to(of(personas.city_supervisor, office.today))
    assert list(Instance.objects.visible_to(of(personas.clerk, office.today))) == list(suit.instances.all())


def test_the_other_kinds_have_the_same_door(office, personas):
    mine, theirs = office.mediation(), office.mediation(actor=office.actor("乙县"))
    assert list(Mediation.objects.visible_to(of(personas.clerk, office.today))) == [mine]
    assert list(Mediation.objects.visible_to(of(personas.sister_clerk, office.today))) == [theirs]
    assert not Mediation.objects.visible_to(of(personas.auditor, office.today)).exists()


def test_the_root_adds_no_predicate(office, personas):
    assert of(personas.nation_supervisor, office.today) == Reach(everything=True)
    assert "organ" not in str(Reconsideration.objects.of(office["国"], subtree=True).query.where)


def test_who_reads_names_in_clear(office, personas):
    clear = {name for name in SIGHT if Reader(getattr(personas, name), office.today).names.covers(office["甲县"])}
    assert clear == {"clerk", "supervisor", "city_supervisor", "nation_supervisor"}


def test_names_are_read_by_the_role_held_at_the_organ_of_the_record(office, personas):
    """Who counts for the city and is a clerk of one county reads the names of that county alone."""
    person = personas.add("both", Role.REPORT_TEAM, "市")
    Membership.objects.create(person=person, organ=office["甲县"], role=Role.CLERK.value)
    assert of(person, office.today) == Reach(own={office["甲县"].pk}, under=(office["市"].path,))
    clear = {short for short, organ in office.organs.items() if Reader(person, office.today).names.covers(organ)}
    assert clear == {"甲县"}
    of_both = office.sue(defendants=["乙县人民政府", "甲县人民政府"], actor=office.actor("乙县"))
    assert Reader(person, office.today).reads_names(of_both)


def test_the_screens_and_their_roles(office, personas):
    today = office.today
    open_to = {
        screen: {name for name in SIGHT if may_open(screen, roles_of(held_on(getattr(personas, name), today)))}
        for screen in ("records", "statistics", "audit", "administration")
    }
    readers = set(SIGHT) - {"auditor", "administrator", "stranger"}
    assert open_to == {
        "records": readers,
        "statistics": readers,
        "audit": {"auditor"},
        "administration": {"administrator"},
    }


@pytest.mark.parametrize(
    ("role", "at", "seen"),
    [(Role.CLERK, "市", set()), (Role.SUPERVISOR, "市", {"甲县", "甲镇"}), (Role.CLERK, "甲县", {"甲县"}),
     (Role.SUPERVISOR, "乙县", set())],
)  # fmt: skip
def test_a_token_of_an_organ_leaves_what_its_person_sees_there_and_widens_nothing(
    office, personas, cases, role, at, seen
):
    person = personas.add("token", role, at)
    reach = reach_of(confined(held_on(person, office.today), office["甲县"]))
    assert {short for short, case in cases.items() if case in Reconsideration.objects.visible_to(reach)} == seen
