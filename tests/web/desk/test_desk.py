"""The desk: what there is to do, for whom, in which order, and the act one click away."""

from __future__ import annotations

import re
from uuid import uuid4

from casework.law.names import Role
from casework.models import Draft
from tests.web.sending import APPLICATION, NEW, send


def lines(page):
    rows = page.partition('class="list desk"')[2].partition("</table>")[0].split("<tr>")[1:]
    return [row for row in rows if "/acts/" in row or 'scope="row"' in row]


def groups(page):
    strip = page.partition('class="strip"')[2].partition("</ul>")[0]
    return {key: int(n) for key, n in re.findall(r'href="#(\w+)">[^<]*<strong>(\d+)</strong>', strip)}


def desk(client, query=""):
    answer = client.get(f"/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_urgency_has_its_group_with_its_number_and_every_item_its_act(personas, browse, office):
    # 30 June 2026 is a Tuesday: received on the 23rd, examination ends five working days later, today
    today = office.register("2026-06-23")
    near = office.register("2026-06-25")
    lapsed = office.register("2026-06-01")
    office.do(
        office.register("2026-06-24"), "request_correction", "2026-06-25", items=["甲"], notice_received_on="2026-06-25"
    )
    page = desk(browse(personas.clerk))
    assert groups(page) == {"to_confirm": 1, "overdue": 0, "due_today": 1, "within_3": 1, "within_7": 0, "waiting": 1}
    found = lines(page)
    assert [record.number in row for record, row in zip((lapsed, today, near), found, strict=False)] == [True] * 3
    assert f"{lapsed.get_absolute_url()}acts/deem_accepted/" in found[0]
    assert f"{today.get_absolute_url()}acts/accept/" in found[1]
    assert "今天到期" in found[1]
    assert "30条" in found[1]


def test_a_term_in_working_days_is_told_in_working_days_and_one_in_days_in_days(personas, browse, office):
    office.register("2026-06-25")
    office.accept("2026-05-06")
    page = desk(browse(personas.clerk))
    assert "还剩2个工作日" in page
    assert "还剩6天" in page


def test_a_clerk_sees_the_cases_that_name_the_clerk_or_nobody_and_on_demand_all_of_the_organ(personas, browse, office):
    office.do(office.accept("2026-05-06"), "assign", "2026-05-06", handlers=["clerk", "别人"])
    other = office.do(office.accept("2026-05-06"), "assign", "2026-05-06", handlers=["别人", "clerk2"])
    free = office.register("2026-06-25")
    client = browse(personas.clerk)
    mine, all_of_them = desk(client), desk(client, "?whose=organ")
    assert other.number not in mine
    assert free.number in mine
    assert other.number in all_of_them


def test_a_supervisor_sees_the_organ_by_handler_and_each_number_opens_its_items(personas, browse, office):
    office.do(office.accept("2026-05-06"), "assign", "2026-05-06", handlers=["李某", "王某"])
    office.register("2026-06-25")
    client = browse(personas.supervisor)
    page = desk(client)
    links = re.findall(r'<a href="(\?[^"#]*handler=[^"#]*)">', page)
    assert len(links) == 3
    for link in links:
        assert len(lines(desk(client, link.replace("&amp;", "&")))) >= 1


def test_the_subtree_is_for_those_who_see_it(personas, browse, office):
    office.register("2026-06-25")
    below = desk(browse(personas.city_supervisor), "?whose=subtree")
    assert "甲县人民政府" in below
    assert browse(personas.clerk).get("/?whose=subtree").status_code == 400


def test_a_draft_waits_on_the_desk_of_the_one_who_typed_it(personas, browse, office):
    client = browse(personas.clerk)
    for token in (uuid4(), uuid4()):
        send(client, NEW, {**APPLICATION, "save_draft": "1"}, token=token)
    page = desk(client)
    assert re.search(r'<a href="/drafts/">2份草稿</a>', page)
    assert "申请人甲" not in page
    assert "份草稿" not in desk(browse(personas.supervisor))


def test_a_draft_opens_from_the_list_of_drafts_and_is_deleted_after_it_was_asked_about(personas, browse):
    client, token = browse(personas.clerk), uuid4()
    send(client, NEW, {**APPLICATION, "save_draft": "1"}, token=token)
    url = f"/drafts/{token}/delete/"
    english = browse(personas.clerk, "en").get("/drafts/").content.decode()  # in the reader's words, not as it was kept
    assert "Register an application · " in english
    listed = client.get("/drafts/").content.decode()
    assert f'href="{NEW}?draft={token}">登记申请 · 申请人甲</a>' in listed
    assert "申请人甲" in client.get(f"{NEW}?draft={token}").content.decode()
    assert "申请人甲" in client.get(url).content.decode()
    assert Draft.objects.count() == 1, "looking at it deletes nothing"
    assert client.post(url, follow=True).redirect_chain == [("/drafts/", 302)]
    assert Draft.objects.count() == 0
    assert client.get(url).status_code == 404
    assert "没有草稿" in client.get("/drafts/").content.decode()


def test_all_of_ones_own_drafts_are_deleted_after_they_were_asked_about(personas, browse):
    client = browse(personas.clerk)
    for name in ("申请人甲", "申请人乙"):
        send(client, NEW, {**APPLICATION, "applicants-0-name": name, "save_draft": "1"})
    send(browse(personas.supervisor), NEW, {**APPLICATION, "save_draft": "1"})
    assert '<a href="/drafts/delete/">删除全部草稿</a>' in client.get("/drafts/").content.decode()
    asked = client.get("/drafts/delete/").content.decode()
    assert all(words in asked for words in ("申请人甲", "申请人乙", "删除全部2份草稿", "不能找回"))
    assert Draft.objects.count() == 3, "looking at it deletes nothing"
    assert "已删除2份草稿" in client.post("/drafts/delete/", follow=True).content.decode()
    assert list(Draft.objects.values_list("person", flat=True)) == [personas.supervisor.pk]
    assert "没有草稿" in client.get("/drafts/delete/").content.decode()


def test_nobody_reads_or_deletes_the_draft_of_another(personas, browse):
    token = uuid4()
    send(browse(personas.clerk), NEW, {**APPLICATION, "save_draft": "1"}, token=token)
    other = browse(personas.supervisor)
    assert "申请人甲" not in other.get("/drafts/").content.decode()
    assert [other.get(f"/drafts/{token}/delete/").status_code, other.post(f"/drafts/{token}/delete/").status_code] == [
        404,
        404,
    ]
    assert Draft.objects.count() == 1


def test_those_who_do_not_log_are_led_to_what_is_theirs(personas, browse):
    assert browse(personas.report_team).get("/")["Location"] == "/statistics/"
    assert "/audit/" in desk(browse(personas.auditor))


def test_an_empty_desk_says_so_and_where_the_cases_are(personas, browse):
    page = desk(browse(personas.clerk))
    assert "没有到期的事" in page
    assert 'href="/reconsiderations/"' in page


def test_an_approver_has_a_desk_too(personas, browse, office):
    assert groups(desk(browse(personas.add("approver", Role.APPROVER, "甲县"))))["overdue"] == 0


def test_who_supervises_elsewhere_sees_no_subtree_where_only_a_clerk(personas, browse, office):
    """A supervisor of 乙县 who is a clerk of the city reads the city's own cases, not those of 甲县 below it."""
    person = personas.add("both", Role.SUPERVISOR, "乙县")
    person.memberships.create(organ=office["市"], role=Role.CLERK.value)
    below = office.register("2026-06-25")
    client = browse(person)
    assert client.get("/?organ=141000&whose=subtree").status_code == 400
    page = desk(client, "?organ=141000&whose=organ")
    assert below.number not in page
    assert "whose=subtree" not in page
