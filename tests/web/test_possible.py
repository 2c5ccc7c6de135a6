"""What the page of a record offers: what may be done now, what not and why, what waits, what is wanting."""

from __future__ import annotations

import re

from casework.law.names import Act


def buttons(page):
    return re.findall(r'class="button[^"]*" href="[^"]*/acts/(\w+)/[^"]*"', page)


def page_of(client, record):
    return client.get(record.get_absolute_url()).content.decode()


def test_the_act_that_settles_the_next_term_is_the_one_filled_button(personas, browse, office):
    case = office.register("2026-06-29")
    page = page_of(browse(personas.clerk), case)
    assert re.findall(r'class="button main" href="[^"]*/acts/(\w+)/"', page) == ["accept"]


def test_an_act_that_cannot_be_done_yet_is_named_with_its_reason(personas, browse, office):
    page = page_of(browse(personas.clerk), office.register("2026-06-29"))
    assert "conclude" not in buttons(page)
    reasons = page.partition('class="not-yet"')[2].partition("</ul>")[0]
    assert re.search(r"<strong>结案</strong>：案件审查中，不能办理「结案」", reasons)


def test_an_act_for_another_role_is_named_with_who_carries_it(personas, browse, office):
    case = office.accept("2026-06-01")
    clerk, supervisor = (page_of(browse(person), case) for person in (personas.clerk, personas.supervisor))
    assert "extend" not in buttons(clerk)
    assert "由机构负责人办理" in clerk.partition("<strong>延期</strong>")[2][:60]
    assert "extend" in buttons(supervisor)


def test_readers_who_do_not_log_see_no_acts(personas, browse, office):
    page = page_of(browse(personas.report_team), office.register("2026-06-29"))
    assert buttons(page) == []
    assert 'id="acts"' not in page


def test_a_lapse_stands_above_all_with_the_act_that_confirms_it_and_the_way_to_set_it_aside(personas, browse, office):
    case = office.register("2026-06-01")
    page = page_of(browse(personas.clerk), case)
    proposals = page.partition('id="proposed"')[2].partition("</section>")[0]
    assert buttons(proposals) == [Act.DEEM_ACCEPTED.value, Act.SET_ASIDE_LAPSE.value]
    assert "lapse=deemed-acceptance" in proposals
    client = browse(personas.clerk)
    form = client.get(f"{case.get_absolute_url()}acts/set_aside_lapse/?lapse=deemed-acceptance").content.decode()
    assert '<option value="deemed-acceptance" selected' in form


def test_what_the_law_wants_and_the_record_lacks_is_listed_with_its_article(personas, browse, office):
    case = office.do(office.accept("2026-06-01"), "assign", "2026-06-01", handlers=["李某"])
    gaps = page_of(browse(personas.clerk), case).partition('id="gaps"')[2].partition("</section>")[0]
    assert "承办人" in gaps
    assert "条例32条" in gaps


def test_every_button_opens_a_form(personas, browse, county):
    client = browse(personas.supervisor)
    for record in (county.named, county.ended, county.suspended, county.suit, county.mediation, county.entry):
        for code in buttons(page_of(client, record)):
            answer = client.get(f"{record.get_absolute_url()}acts/{code}/")
            assert answer.status_code == 200, (record, code)


def test_an_act_that_is_too_late_today_can_still_be_recorded_with_its_earlier_day(personas, browse, office):
    case = office.register("2026-06-01")
    page = page_of(browse(personas.clerk), case)
    reasons = page.partition('class="not-yet"')[2].partition("</ul>")[0]
    assert f'href="{case.get_absolute_url()}acts/decline/"' in reasons
    assert f'href="{case.get_absolute_url()}acts/conclude/"' not in reasons


def test_the_page_of_a_case_whose_last_applicant_left_as_recorded_opens(office, personas, browse):
    case = office.accept("2024-03-01")
    left = office.do(case, "withdraw_party", "2024-03-10", as_recorded=True, party="申请人甲", ground="voluntary")
    assert list(left.applicants.filter(left_on=None, role="applicant")) == []
    assert browse(personas.clerk).get(left.get_absolute_url()).status_code == 200
