"""What the page of a record offers: what may be done now, what not and why, what waits, what is wanting."""

from __future__ import annotations

import re

import pytest

from casework.law.acts import RULES
from casework.law.names import Act, RecordKind, State
from casework.web.record.available_acts import COMMON
from tests.factories import TODAY


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
    assert buttons(proposals) == [Act.DEEM_ACCEPTED.value, Act.ACCEPT.value, Act.SET_ASIDE_LAPSE.value]
    assert "lapse=deemed-acceptance" in proposals
    client = browse(personas.clerk)
    form = client.get(f"{case.get_absolute_url()}acts/set_aside_lapse/?lapse=deemed-acceptance").content.decode()
    assert '<option value="deemed-acceptance" selected' in form


def test_a_case_logged_late_offers_its_acceptance_in_time_beside_the_deemed_one_each_with_what_it_means(
    personas, browse, office
):
    case, client = office.register("2026-06-01"), browse(personas.clerk)
    page = page_of(client, case)
    proposals = page.partition('id="proposed"')[2].partition("</section>")[0]
    assert "期限内没有人决定的：自审查期限届满之日起视为受理。" in proposals
    assert "期限内已经受理、只是录晚了的：填受理那一天。" in proposals
    assert re.findall(r'class="button main" href="[^"]*/acts/(\w+)/"', page) == ["deem_accepted"]
    desk = client.get("/").content.decode()
    assert f"{case.get_absolute_url()}acts/accept/" in desk
    assert f"{case.get_absolute_url()}acts/deem_accepted/" in desk
    assert str(office.do(case, "accept", "2026-06-05").accepted_on) == "2026-06-05"


def test_papers_logged_late_are_offered_beside_the_deemed_abandonment(personas, browse, office):
    case = office.register("2026-05-06")
    case = office.do(case, "request_correction", "2026-05-07", items=["甲"], notice_received_on="2026-05-08")
    proposals = page_of(browse(personas.clerk), case).partition('id="proposed"')[2].partition("</section>")[0]
    assert buttons(proposals)[:2] == [Act.DEEM_ABANDONED.value, Act.RECEIVE_CORRECTION.value]
    assert "材料在期限内收到或者寄出" in proposals


FIRST: dict[State, str] = {
    State.EXAMINING: "accept",
    State.CORRECTING: "receive_correction",
    State.REVIEWING: "send_copy",
    State.SUSPENDED: "resume",
    State.CONCLUDED: "serve",
    State.TRANSFERRED: "archive",
    State.DECLINED: "serve",
    State.REFERRED: "serve",
    State.ABANDONED: "archive",
    State.WITHDRAWN_EARLY: "archive",
}
"""Act art. 30, 31, 39, 48, 75: what the law has next in each state."""
BEGAN = {State.REFERRED: "2023-11-01", State.ABANDONED: "2026-05-20"}
"""States that are not reached within a few days, or not in this edition."""


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("days", [0, 40])
def test_the_first_button_in_every_state_is_the_next_step_of_the_law(personas, browse, office, state, days):
    """On the day itself, when the acts of the state before may still be recorded, and long after it."""
    began = BEGAN.get(state, "2026-05-20" if days else "2026-06-25")
    case = office.case_in(state, began)
    page = page_of(browse(personas.supervisor), case).partition('id="acts"')[2].partition("</section>")[0]
    found = buttons(page)[0]
    expected = {FIRST[state]} | ({"deem_accepted"} if state is State.EXAMINING else set())
    if state is State.SUSPENDED:
        expected |= {"send_copy"}  # its term runs on while the decision waits
    assert found in expected


def test_after_each_step_the_next_one_stands_first(personas, browse, office):
    client = browse(personas.clerk)

    def first(record) -> str:
        return buttons(page_of(client, record).partition('id="acts"')[2])[0]

    case = office.accept("2026-06-22")
    assert first(case) == "send_copy"
    case = office.do(case, "send_copy", "2026-06-23", received_on="2026-06-23")
    assert first(case) == "receive_reply"
    case = office.do(case, "receive_reply", "2026-06-29")
    assert first(case) == "hear_opinions"
    case = office.do(case, "hear_opinions", "2026-06-30", how="电话")
    assert first(case) == "conclude"
    shown = buttons(page_of(client, case).partition('id="acts"')[2].partition("<details")[0])
    assert not {"send_copy", "receive_reply", "hear_opinions"} & set(shown)  # done: they stand behind the others
    case = office.do(case, "conclude", "2026-06-30", outcome="uphold")
    assert first(case) == "serve"
    case = office.do(case, "serve", "2026-06-30", to="申请人")
    assert first(case) == "serve"  # the respondent is a party too
    case = office.do(case, "serve", "2026-06-30", to="被申请人")
    assert first(case) not in ("serve", "send_copy", "hear_opinions")
    archived = page_of(client, office.do(case, "archive", "2026-06-30"))
    assert "archive" not in buttons(archived.partition('id="acts"')[2].partition("<details")[0])
    suit = office.sue("2026-06-22")
    assert first(suit) == "file_defence"
    suit = office.do(suit, "file_defence", "2026-06-23")
    assert f'button main" href="{suit.get_absolute_url()}hearing/"' in page_of(client, suit)
    suit = office.do(suit, "hold_hearing", "2026-06-24")
    assert first(suit) == "close_instance"
    suit = office.do(suit, "close_instance", "2026-06-29", result="dismiss_claims")
    assert first(suit) in ("open_instance", "perform_judgment")
    dispute = office.mediation("2026-06-22")
    assert first(dispute) == "conclude"
    assert first(office.do(dispute, "conclude", "2026-06-29", result="succeeded")) == "perform"


def test_what_the_law_wants_and_the_record_lacks_is_listed_with_its_article(personas, browse, office):
    case = office.do(office.accept("2026-06-01"), "assign", "2026-06-01", handlers=["李某"])
    gaps = page_of(browse(personas.clerk), case).partition('id="gaps"')[2].partition("</section>")[0]
    assert "承办人" in gaps
    assert "条例32条" in gaps


def test_every_button_opens_a_form(personas, browse, county):
    client = browse(personas.supervisor)
    others = (county.suit, county.mediation, county.entry, county.response)
    for record in (county.named, county.ended, county.suspended, *others):
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


@pytest.mark.parametrize(
    ("served", "left"),
    [
        ([], True),
        (["甲某", "被申请人"], True),  # another applicant and a third party wait
        (["申请人", "被申请人"], True),
        (["申请人", "被申请人", "丙某"], False),
        (["甲某", "乙某", "被申请人", "第三人"], False),
        ([""], False),  # all at once
    ],
)
def test_service_stands_before_archiving_until_every_party_is_served(personas, browse, office, served, left):
    """Act art. 75: the decision goes to applicants, respondents and third parties."""
    both = [{"name": name, "kind": "citizen", "count": 1} for name in ("甲某", "乙某")]
    case = office.conclude("2026-05-20", days=20, applicants=both, third_parties=["丙某"])
    for to in served:
        case = office.do(case, "serve", "2026-06-10", to=to)
    found = buttons(page_of(browse(personas.clerk), case).partition('id="acts"')[2])
    assert (found[0], found.index("serve") < found.index("archive")) == (
        ("serve", True) if left else ("archive", False)
    )


def test_a_refusal_to_accept_is_served_on_the_applicants_alone(personas, browse, office):
    """Act art. 30 ¶2: nobody else is in the case yet."""
    case = office.do(office.register("2026-06-22"), "decline", "2026-06-23", reason=3)
    case = office.do(case, "serve", "2026-06-24", to="申请人")
    assert buttons(page_of(browse(personas.clerk), case).partition('id="acts"')[2])[0] == "archive"


@pytest.mark.parametrize(
    ("on", "respondent", "ground", "first"),
    [
        ("2026-06-29", "乙县自然资源局", "", "decline"),  # Act art. 30 ¶2: reason (6), naming the competent organ
        ("2026-06-29", "甲县公安局", "", "accept"),
        ("2026-06-29", "乙县自然资源局", "24 ¶4", "accept"),  # the record says why the organ is competent
        ("2023-12-29", "乙县自然资源局", "", "refer"),  # 2017 Act art. 17 ¶1, 18
    ],
)
def test_a_case_that_another_organ_reviews_offers_the_end_of_its_intake_first(
    personas, browse, office, on, respondent, ground, first
):
    case = office.register(on, respondents=[respondent], jurisdiction=ground)
    client = browse(personas.clerk)
    page = page_of(client, case).partition('id="acts"')[2]
    assert [each for each in buttons(page) if each in ("accept", "decline", "refer")][:1] == [first]
    if on > "2026":
        desk = client.get("/").content.decode().partition(str(case))[2]
        assert re.search(r"/acts/(accept|decline|refer)/", desk)[1] == first


def test_a_case_concluded_today_offers_first_what_follows_and_its_review_one_click_further(personas, browse, office):
    """Acts of a review may still be logged for the hours before the decision, but nobody has them next."""
    case = office.accept("2026-06-01")
    office.do(case, "conclude", TODAY.isoformat(), outcome="uphold")
    near, _mark, further = page_of(browse(personas.clerk), case).partition('id="acts"')[2].partition("<details")
    assert buttons(near)[:1] == [Act.SERVE.value]
    rules = RULES[RecordKind.RECONSIDERATION]
    of_a_review = {act.value for act in COMMON & rules.keys() if State.CONCLUDED not in rules[act].sources}
    assert Act.HOLD_HEARING.value in of_a_review
    assert not of_a_review & set(buttons(near))
    assert Act.HOLD_HEARING.value in further
