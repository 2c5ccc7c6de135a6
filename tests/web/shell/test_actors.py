"""As whom a person acts: only by a role that reaches the record, and then by every such role."""

from __future__ import annotations

import pytest

from casework.law.names import Act, Role
from casework.models import Event
from tests.web.sending import act


@pytest.fixture
def both(personas):
    """Who counts for the whole city, and is a clerk of the city itself."""
    person = personas.add("both", Role.REPORT_TEAM, "市")
    person.memberships.create(organ=personas.office["市"], role=Role.CLERK.value)
    return person


def test_a_clerk_above_who_only_counts_the_cases_below_neither_acts_nor_reads_names_there(both, browse, office):
    case = office.register("2026-06-29", applicants=[{"kind": "citizen", "name": "欧阳测试"}])
    client = browse(both)
    page = client.get(case.get_absolute_url())
    assert page.status_code == 200
    assert "/acts/" not in page.content.decode()
    for what in ("accept/", "correct/", "correct/?fact=register%231.applicants"):
        answer = client.get(f"{case.get_absolute_url()}acts/{what}")
        assert answer.status_code == 403, what
        assert "欧阳" not in answer.content.decode(), what
    assert act(client, case, Act.ACCEPT, on="2026-06-30").status_code == 403
    assert Event.objects.of_record(case).count() == 1


def test_the_desk_offers_no_act_on_a_case_that_is_only_counted(both, browse, office):
    case = office.register("2026-06-29")
    page = browse(both).get("/?organ=141021&whose=organ").content.decode()
    assert case.number in page
    assert "/acts/" not in page


def test_a_clerk_here_who_supervises_from_above_carries_the_acts_of_both(personas, browse, office):
    person = personas.add("both", Role.CLERK, "甲县")
    person.memberships.create(organ=office["市"], role=Role.SUPERVISOR.value)
    case = office.accept("2026-06-01")
    assert act(browse(person), case, Act.EXTEND, on="2026-06-20", days="10").status_code == 302
    event = Event.objects.of_record(case).last()
    assert (event.act, event.organ) == ("extend", office["甲县"])


def test_a_dispute_is_kept_up_by_the_hands_of_every_defendant(personas, browse, office):
    suit = office.sue("2026-06-01", defendants=["甲县人民政府", "乙县人民政府"])
    client = browse(personas.sister_clerk)
    assert "/acts/" in client.get(suit.get_absolute_url()).content.decode()
    assert act(client, suit, Act.HOLD_HEARING, on="2026-06-20").status_code == 302
    assert client.get(f"{suit.get_absolute_url()}hearing/").status_code == 200
