"""What other organs passed on stands on the desk until it is taken in, and the sender reads whether it was."""

from __future__ import annotations

import html
import re

import pytest

from casework.law.names import Role
from casework.models import Reconsideration
from tests.factories import broken_rules, fresh
from tests.web.sending import APPLICATION, NEW, send

TITLE = "其他机关转来、移来，尚未登记"


@pytest.fixture
def sister(office, personas, browse):
    """The clerk of 乙县."""
    return browse(personas.sister_clerk)


def waiting(client):
    """The lines of what waits to be taken in: text and address."""
    page = client.get("/").content.decode()
    if TITLE not in page:
        return []
    section = page.partition(TITLE)[2].partition("</section>")[0]
    found = re.findall(r"<li>(.*?)</li>", section, re.DOTALL)
    return [
        (re.sub(r"<[^>]+>", "", each), html.unescape("".join(re.findall(r'href="([^"]+)"', each)))) for each in found
    ]


def declined(office, on="2026-06-10"):
    """A case of 甲县 that is for 乙县 to decide."""
    case = office.register("2026-06-08")
    office.do(case, "decline", on, reason=6, organ="乙县人民政府")
    return fresh(case)


def test_an_application_that_was_declined_for_this_organ_waits_and_its_link_fills_the_form_in(office, sister):
    case = declined(office)
    assert waiting(sister) == [
        (f"{case.number} · 甲县人民政府 · 不予受理 2026年6月10日 登记接收", waiting(sister)[0][1])
    ]
    page = sister.get(waiting(sister)[0][1]).content.decode()
    assert f'name="referred_from" value="{case.number}"' in page
    assert 'name="handed_over_by" value="甲县人民政府"' in page
    typed = {"channel": "handed_over", "handed_over_by": "甲县人民政府", "referred_from": case.number,
             "respondents-0": "乙县自然资源局"}  # fmt: skip
    assert send(sister, NEW, {**APPLICATION, **typed}).status_code == 302
    assert waiting(sister) == []
    assert broken_rules(office) == {}


def test_the_page_of_the_sender_says_whether_the_other_organ_has_registered_it(office, personas, browse, sister):
    case = declined(office)
    page = browse(personas.clerk).get(case.get_absolute_url()).content.decode()
    assert "乙县人民政府（对方尚未登记）" in page
    office.register(
        "2026-06-12", actor=office.actor("乙县", Role.CLERK), referred_from=case.number, respondents=["乙县自然资源局"]
    )
    page = browse(personas.clerk).get(case.get_absolute_url()).content.decode()
    assert "乙县人民政府（对方已登记）" in page
    taken = Reconsideration.objects.get(referred_from=case)
    assert case.number in sister.get(taken.get_absolute_url()).content.decode()


def test_a_transferred_case_is_taken_over_by_its_number_with_all_its_facts(office, personas, browse):
    case = office.accept("2026-03-02")
    office.do(case, "transfer_up", "2026-03-10", actor=office.actor("甲县", Role.SUPERVISOR), organ="测试市人民政府")
    client = browse(personas.city_supervisor)
    [(said, url)] = waiting(client)
    assert said == f"{case.number} · 甲县人民政府 · 提级移出 2026年3月10日 登记接收"
    assert f'value="{case.number}"' in client.get(url).content.decode()
    answer = send(client, "/reconsiderations/take-over/", {"on": "2026-03-12", "from": case.number})
    assert answer.status_code == 302
    taken = Reconsideration.objects.get(taken_from=case)
    assert (taken.accepted_on, taken.matter) == (case.accepted_on, case.matter)
    assert waiting(client) == []


def test_what_was_never_passed_on_here_is_refused_with_the_number_and_nothing_is_written(office, personas, browse):
    case = office.accept("2026-03-02")
    answer = send(
        browse(personas.city_supervisor), "/reconsiderations/take-over/", {"on": "2026-03-12", "from": case.number}
    )
    assert answer.status_code == 422
    assert case.number in answer.content.decode()
    assert not Reconsideration.objects.filter(taken_from=case).exists()


def test_who_was_only_told_to_come_is_not_waited_for_longer_than_half_a_year(office, sister):
    declined(office)
    old = office.register("2025-11-03")
    office.do(old, "decline", "2025-11-05", reason=6, organ="乙县人民政府")
    assert [old.number in said for said, _url in waiting(sister)] == [False]


def test_a_corrected_or_struck_passing_on_is_no_more_waited_for(office, sister):
    case = declined(office)
    office.do(fresh(case), "correct", "2026-06-11", fact="decline#1.organ", value="丙县人民政府", reason="写错")
    assert waiting(sister) == []
