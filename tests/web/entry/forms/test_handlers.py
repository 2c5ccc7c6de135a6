"""An unknown handler is asked about once, beside the names that are known; then it is on the list of the organ."""

from __future__ import annotations

from casework.actions.reference.staff import take_on
from casework.law.names import Act, Role
from casework.models import Membership, Staff
from tests.web.sending import act, send

ASKED = "某未知人不在承办人名单里。"
QUESTION = "改正姓名，或者勾选是新的承办人"


def test_an_unknown_handler_is_asked_about_and_recorded_once_it_is_said_to_be_new(personas, browse, office):
    take_on(office["甲县"], ["李某", "王某"])
    case, client = office.register("2026-06-22"), browse(personas.clerk)
    answer = act(client, case, Act.ACCEPT, on="0623", handlers="李某、某未知人")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert ASKED in text.partition('id="problems"')[2].partition("</div>")[0]
    beside = text.partition('id="id_handlers_error"')[2].partition("</p>")[0]
    assert f"{ASKED}<br>名单里有" in beside
    assert "李某、王某" in beside
    assert text.count(QUESTION) == beside.count(QUESTION) == 1
    assert 'name="new_handlers" id="id_new_handlers" value="某未知人"' in text
    case.refresh_from_db()
    assert (case.state, Staff.objects.count()) == ("examining", 2)
    other = act(client, case, Act.ACCEPT, on="0623", handlers="李某、又一未知人", new_handlers="某未知人")
    assert other.status_code == 422, "another name than the one that was said to be new"
    assert (
        act(client, case, Act.ACCEPT, on="0623", handlers="李某、某未知人", new_handlers="某未知人").status_code == 302
    )
    case.refresh_from_db()
    assert (case.state, case.handlers) == ("reviewing", "李某、某未知人")
    assert set(Staff.objects.filter(organ=office["甲县"]).values_list("name", flat=True)) == {
        "李某",
        "王某",
        "某未知人",
    }
    assert act(client, case, Act.ASSIGN, on="0624", handlers="某未知人、王某").status_code == 302  # known now


def test_who_signs_in_at_the_organ_is_known_and_who_does_not_serve_on_the_day_is_told_of(personas, browse, office):
    Staff.objects.create(organ=office["甲县"], name="李某", valid_to="2026-06-01")
    case, client = office.accept("2026-06-22"), browse(personas.clerk)
    assert act(client, case, Act.ASSIGN, on="0624", handlers=str(personas.supervisor)).status_code == 302
    case.refresh_from_db()
    assert act(client, case, Act.ASSIGN, on="0624", handlers="李某").status_code == 302
    assert "李某2026年6月24日已经离任：任职至2026年6月1日。" in client.get(case.get_absolute_url()).content.decode()
    case.refresh_from_db()
    Staff.objects.update(valid_from="2026-06-25", valid_to=None)
    act(client, case, Act.ASSIGN, on="0624", handlers="李某")
    assert "李某2026年6月24日还没有任职：任职自2026年6月25日。" in client.get(case.get_absolute_url()).content.decode()
    case.refresh_from_db()
    act(client, case, Act.ASSIGN, on="0625", handlers="李某")
    assert "任职" not in client.get(case.get_absolute_url()).content.decode()


def test_the_list_of_another_organ_is_not_known_here(personas, browse, office):
    take_on(office["乙县"], ["邻县某人"])
    case = office.accept("2026-06-22")
    assert act(browse(personas.clerk), case, Act.ASSIGN, on="0624", handlers="邻县某人").status_code == 422


def test_a_successor_is_chosen_beside_the_present_handlers_and_asked_about_like_any_handler(personas, browse, office):
    take_on(office["甲县"], ["李某", "王某"])
    case, client = office.accept("2026-06-22"), browse(personas.clerk)
    act(client, case, Act.ASSIGN, on="0624", handlers="李某、王某")
    case.refresh_from_db()
    form = client.get(f"/reconsiderations/{case.pk}/acts/hand_over/").content.decode()
    assert all(f'<option value="{name}"' in form for name in ("李某", "王某"))
    sent = {"on": "0625", "from": "李某", "reason": "调动"}
    assert ASKED in act(client, case, Act.HAND_OVER, **sent, to="某未知人").content.decode()
    assert act(client, case, Act.HAND_OVER, **sent, to="某未知人", new_handlers="某未知人").status_code == 302
    case.refresh_from_db()
    assert (case.state, case.handlers) == ("reviewing", "某未知人、王某")
    assert client.get("/reconsiderations/", {"handler": "某未知人"}).content.decode().count(case.number) > 0
    assert case.number not in client.get("/reconsiderations/", {"handler": "李某"}).content.decode()


def test_mediators_are_offered_from_the_staff_and_any_other_name_is_taken_without_a_question(personas, browse, office):
    take_on(office["甲县"], ["李某"])
    client, case = browse(personas.clerk), office.mediation("2026-06-22", mediators=["李某"])
    for url, field in (("/mediations/new/", "mediators"), (f"/mediations/{case.pk}/acts/hand_over/", "to")):
        form = client.get(url).content.decode()
        assert '<option value="李某"' in form.partition(f'id="{field}-offered"')[2].partition("</datalist>")[0], url
    sent = {"on": "0625", "from": "李某", "to": "村里的人", "reason": "回避"}
    assert act(client, case, Act.HAND_OVER, **sent).status_code == 302
    case.refresh_from_db()
    assert case.mediators == "村里的人"


def test_for_records_of_several_organs_who_works_at_all_of_them_is_offered_and_asked_about_at_each(
    personas, browse, office
):
    Membership.objects.create(person=personas.clerk, organ=office["乙县"], role=Role.CLERK)
    take_on(office["甲县"], ["李某", "王某"])
    take_on(office["乙县"], ["王某", "赵某"])
    here, there = office.accept("2026-06-22"), office.accept("2026-06-23", actor=office.actor("乙县"))
    client, url = browse(personas.clerk), f"/reconsiderations/many/?act=assign&record={here.pk}&record={there.pk}"
    form = client.get(url).content.decode()
    offered = form.partition('id="handlers-offered"')[2].partition("</datalist>")[0]
    assert [name in offered for name in ("李某", "王某", "赵某")] == [False, True, False]
    ticked = {"act": "assign", "record": [f"{each.pk}:{each.version}" for each in (here, there)], "choice": "each"}
    asked = send(client, url, {**ticked, "on": "0624", "handlers": "李某、王某"})
    assert asked.status_code == 422
    beside = asked.content.decode().partition('id="id_handlers_error"')[2].partition("</p>")[0]
    assert "李某不在乙县人民政府的承办人名单里。" in beside
    assert "甲县人民政府的承办人名单" not in beside
    assert "同时在这些机关名单里的有" in beside
    alone = {**ticked, "record": ticked["record"][:1]}
    assert send(client, url, {**alone, "on": "0624", "handlers": "李某、王某"}).status_code == 302
    again = send(client, url, {**ticked, "record": ticked["record"][1:], "on": "0624", "handlers": "李某、王某"})
    assert again.status_code == 422, "the handler of the other organ is not of this one"
    said = {"on": "0624", "handlers": "李某、王某", "new_handlers": "李某"}
    assert send(client, url, {**ticked, "record": ticked["record"][1:], **said}).status_code == 302
    assert set(Staff.objects.filter(organ=office["乙县"]).values_list("name", flat=True)) == {"王某", "赵某", "李某"}
