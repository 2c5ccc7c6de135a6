"""One act for the ticked rows of a list: what is offered, what is listed before, what is done, and struck again."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client

from casework.actions import striking
from casework.actions.many import MANY, MOST
from casework.kinds import KINDS
from casework.law.acts import RULES
from casework.law.names import Act, Edition, RecordKind, Role, State
from casework.law.words.articles import article_zh
from casework.models import Event, Membership, Staff
from tests.factories import TODAY, events_of, fresh
from tests.web.sending import send

LIST = "/reconsiderations/"
HERE = "/reconsiderations/many/"


def asked(act: Act | str, *records: Any) -> str:
    return f"{HERE}?{urlencode([('act', str(act)), *(('record', record.pk) for record in records)])}"


def boxes(*records: Any) -> list[str]:
    return [f"{record.pk}:{record.version}" for record in records]


def accept(client: Client, *records: Any, **typed: Any) -> Any:
    """The acceptance of these as they stand, sent."""
    said = {"act": "accept", "record": boxes(*records), "on": TODAY.isoformat(), "choice": "each", **typed}
    return send(client, asked("accept", *records), said)


@pytest.fixture
def clerk(county, personas, browse):
    return browse(personas.clerk)


@pytest.fixture
def three(office):
    """Two to be accepted, and one that was accepted before."""
    return office.register("2026-06-29"), office.accept("2026-06-26"), office.register("2026-06-30")


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_rows_are_ticked_by_who_logs_and_by_nobody_else(county, personas, browse):
    assert 'name="record"' in text_of(browse(personas.clerk).get(LIST))
    assert 'name="record"' not in text_of(browse(personas.report_team).get(LIST))


def test_a_list_offers_the_acts_that_its_kind_has_for_many(county, clerk):
    for kind, of in KINDS.items():
        offered = re.findall(r'<button type="submit" name="act" value="(\w+)"', text_of(clerk.get(f"/{of.place}/")))
        assert offered == [act.value for act in MANY.get(kind, ())], kind


def test_the_page_lists_what_the_law_refuses_with_its_article_and_writes_nothing(office, clerk, three):
    before = Event.objects.count()
    page = text_of(clerk.get(asked("accept", *three)))
    assert all(record.number in page for record in three)
    assert "勾选的有1件现在不能办理" in page
    assert "不能办理「受理」" in page
    assert "30条" in page
    assert Event.objects.count() == before


def test_the_others_are_done_and_the_page_says_how_many_which_not_and_why(office, clerk, three):
    first, accepted, last = three
    answer = clerk.post(
        asked("accept", *three),
        {"act": "accept", "record": boxes(*three), "on": "2026-06-30", "choice": "each", "shown": str(accepted.pk),
         "token": str(uuid4()), "version": "0", "do": "1"},
        follow=True,
    )  # fmt: skip
    page = text_of(answer)
    assert "受理：已办理2件。 1件没有办理。" in page
    left = page.partition('id="left"')[2]
    assert accepted.number in left
    assert "不能办理「受理」" in left
    assert first.number not in left
    assert [fresh(record).state for record in (first, last)] == [State.REVIEWING] * 2


def test_a_refusal_that_was_not_shown_is_listed_before_anything_is_done(office, clerk, three):
    first, _accepted, last = three
    answer = accept(clerk, first, last, on="2026-06-29")  # the last was received the day after
    assert answer.status_code == 422
    assert "照填写的内容有1件不能办理" in text_of(answer)
    assert fresh(first).state == State.EXAMINING
    again = re.search(r'name="shown" value="([^"]*)"', text_of(answer))
    assert again is not None
    assert again[1] == str(last.pk)
    accept(clerk, first, last, on="2026-06-29", shown=again[1])
    assert [fresh(record).state for record in (first, last)] == [State.REVIEWING, State.EXAMINING]


def test_all_or_none_does_none_where_one_is_refused(office, clerk, three):
    answer = accept(clerk, *three, choice="whole", shown=str(three[1].pk))
    assert answer.status_code == 422
    assert "一件也没有办理" in text_of(answer)
    assert fresh(three[0]).state == State.EXAMINING
    assert 'value="whole" checked' in text_of(answer)


@pytest.mark.parametrize(("choice", "status", "state"), [("each", 302, "reviewing"), ("whole", 409, "examining")])
def test_one_that_was_changed_meanwhile_is_named_and_the_choice_decides_of_the_other(
    office, clerk, three, choice, status, state
):
    first, _accepted, last = three
    office.do(first, Act.ASSIGN, "2026-06-30", handlers=["李某", "王某"])
    answer = accept(clerk, first, last, choice=choice)
    assert answer.status_code == status
    page = text_of(answer if status != 302 else clerk.get(answer["Location"]))
    assert "此后已记录「确定承办人」" in page
    assert [fresh(first).state, fresh(last).state] == ["examining", state]
    if status == 409:  # seen now: its box bears the version as it stands
        assert boxes(fresh(first))[0] in page


def test_sent_twice_or_come_back_to_it_is_done_once(office, clerk, three):
    record, token = three[0], uuid4()
    said = {"act": "assign", "record": boxes(record), "on": "2026-06-30", "choice": "each", "handlers": "李某、王某"}
    first = send(clerk, asked("assign", record), said, token=token)
    second = send(clerk, asked("assign", record), said | {"record": boxes(fresh(record))}, token=token)
    back = clerk.get(f"{asked('assign', record)}&draft={token}")
    assert first["Location"] == second["Location"] == back["Location"]
    assert [event.act for event in events_of(record)].count("assign") == 1


def test_a_row_that_was_unticked_stays_as_it_is(office, clerk, three):
    first, _accepted, last = three
    said = {"act": "accept", "record": boxes(first), "on": "2026-06-30", "choice": "each"}
    send(clerk, asked("accept", first, last), said)
    assert [fresh(record).state for record in (first, last)] == [State.REVIEWING, State.EXAMINING]


def test_a_wrong_field_is_named_and_every_tick_stays(office, clerk, three):
    first, accepted, last = three
    said = {"act": "accept", "record": boxes(first), "on": "五月", "choice": "whole"}
    answer = send(clerk, asked("accept", first, accepted, last), said)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "五月" in page
    ticked = re.findall(r'name="record" value="(\d+):\d+" aria-label="[^"]*" checked', page)
    assert ticked == [str(first.pk)]
    assert page.count("data-tick>") + page.count("data-tick ") >= 3


def test_an_unknown_handler_is_asked_about_before_many_are_assigned_to_it(office, clerk, three):
    said = {"act": "assign", "record": boxes(three[0]), "on": "2026-06-30", "choice": "each", "handlers": "新人某"}
    answer = send(clerk, asked("assign", three[0]), said)
    assert answer.status_code == 422
    assert "新人某" in text_of(answer)
    send(clerk, asked("assign", three[0]), said | {"new_handlers": "新人某"})
    assert Staff.objects.filter(organ=office["甲县"], name="新人某").exists()
    assert fresh(three[0]).handlers == "新人某"


def test_cases_of_one_handler_are_handed_over_and_one_that_another_handles_is_named(office, clerk, three):
    first, other, last = three
    for record, names in ((first, ["李某", "王某"]), (other, ["王某", "赵某"]), (last, ["李某", "赵某"])):
        office.do(record, Act.ASSIGN, "2026-06-30", handlers=names)
    cases = [fresh(record) for record in three]
    page = text_of(clerk.get(asked("hand_over", *cases)))
    offered = page.partition('name="from"')[2].partition("</select>")[0]
    assert all(name in offered for name in ("李某", "王某", "赵某"))
    said = {"act": "hand_over", "record": boxes(*cases), "on": "2026-06-30", "from": "李某", "to": "钱某",
            "reason": "调离", "choice": "each", "new_handlers": "钱某"}  # fmt: skip
    answer = send(clerk, asked("hand_over", *cases), said)
    assert answer.status_code == 422
    assert "「李某」不是现在的承办人" in text_of(answer)
    send(clerk, asked("hand_over", *cases), said | {"shown": str(other.pk)})
    assert [fresh(record).handlers for record in three] == ["钱某、王某", "王某、赵某", "钱某、赵某"]


def test_a_record_of_an_organ_that_one_reads_but_does_not_write_to_is_refused_and_named(
    office, personas, browse, three
):
    other = office.register("2026-06-29", actor=office.actor("乙县"), respondents=["乙县自然资源局"])
    Membership.objects.create(person=personas.clerk, organ=office["乙县"], role=Role.REPORT_TEAM.value)
    page = text_of(browse(personas.clerk).get(asked("accept", three[0], other)))
    row = page.partition(f'name="record" value="{other.pk}:')[2].partition("</tr>")[0]
    assert "不能办理" in row
    assert "角色" in row


def test_a_record_out_of_reach_is_not_there(office, clerk, three):
    other = office.register("2026-06-29", actor=office.actor("乙县"), respondents=["乙县自然资源局"])
    assert clerk.get(asked("accept", three[0], other)).status_code == 404


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("act=accept", "没有勾选记录"),
        ("act=conclude&record=1", "conclude"),
        ("record=1", "可以多件一起办理的行为"),
        ("act=accept&record=x", "x"),
        ("act=accept&record=1&colour=red", "colour"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_that_names_it(clerk, query, said):
    answer = clerk.get(f"{HERE}?{query}")
    assert answer.status_code == 400
    assert said in text_of(answer)


def test_all_of_a_list_is_taken_by_its_own_question(office, clerk, three):
    query = urlencode({"act": "accept", "all": "1", "list": "state=examining&received_from=2026-06-01"})
    page = text_of(clerk.get(f"{HERE}?{query}"))
    ticked = re.findall(r'name="record" value="(\d+):', page)
    assert sorted(map(int, ticked)) == sorted(record.pk for record in (three[0], three[2]))


def test_more_records_than_the_most_are_refused_before_they_are_read(clerk):
    query = urlencode([("act", "accept"), *(("record", n) for n in range(1, MOST + 2))])
    answer = clerk.get(f"{HERE}?{query}")
    assert answer.status_code == 400
    assert f"一次至多办理{MOST}件，勾选了{MOST + 1}件" in text_of(answer)


def test_the_page_of_what_was_done_names_the_articles_of_both_editions(office, clerk):
    cases = [office.case_in(State.CONCLUDED, on) for on in ("2026-06-01", "2023-06-01")]
    said = {"act": "serve", "record": boxes(*cases), "on": "2026-06-30", "choice": "each"}
    page = text_of(clerk.get(send(clerk, asked("serve", *cases), said)["Location"]))
    rule = RULES[RecordKind.RECONSIDERATION][Act.SERVE]
    assert all(article_zh(rule.article(edition)) in page for edition in Edition)


# ---- Struck together ----


@pytest.fixture
def same_day(monkeypatch):
    """The database's clock stands on the day of the pages."""
    monkeypatch.setattr(striking, "recorded_on", lambda _event: TODAY)
    monkeypatch.setattr("casework.web.entry.together.recorded_on", lambda _event: TODAY)
    monkeypatch.setattr("casework.web.record.available_acts.recorded_on", lambda _event: TODAY)


def test_what_was_done_together_is_struck_together_and_what_cannot_be_is_listed_before(office, clerk, three, same_day):
    first, _accepted, last = three
    here = accept(clerk, first, last)["Location"]
    office.do(fresh(first), Act.SEND_COPY, "2026-06-30")
    link = re.search(r'href="([^"]*/strike/)"', text_of(clerk.get(here)))
    assert link is not None
    page = text_of(clerk.get(link[1]))
    assert "以它为前提" in page.partition(f'value="{first.pk}:')[2].partition("</tr>")[0]
    said = {"record": boxes(fresh(first), fresh(last)), "on": TODAY.isoformat(), "reason": "录错", "choice": "each",
            "shown": str(first.pk)}  # fmt: skip
    answer = send(clerk, link[1], said)
    assert [fresh(record).state for record in (first, last)] == [State.REVIEWING, State.EXAMINING]
    assert "撤销误录" in text_of(clerk.get(answer["Location"]))
    assert "已撤销" in text_of(clerk.get(here))


def test_a_strike_of_all_sent_twice_leads_to_what_was_done_and_foretells_nothing_more(clerk, three, same_day):
    here = accept(clerk, three[0], three[2])["Location"]
    said = {"record": boxes(fresh(three[0]), fresh(three[2])), "on": TODAY.isoformat(), "reason": "录错"}
    assert send(clerk, f"{here}strike/", {**said, "choice": "whole"}).status_code == 302
    assert send(clerk, f"{here}strike/", {**said, "choice": "whole"})["Location"] == here
    foreseen = clerk.post(f"{here}strike/", {"foresee": "1"})
    assert (foreseen.status_code, foreseen.content) == (200, b"")


def test_a_colleague_is_offered_no_striking_but_the_supervisor_is(office, county, personas, browse, three):
    here = accept(browse(personas.clerk), three[0], three[2])["Location"]
    colleague = office.person
    Membership.objects.create(person=colleague, organ=office["甲县"], role=Role.CLERK.value)
    assert "/strike/" not in text_of(browse(colleague).get(here))
    assert "/strike/" in text_of(browse(personas.supervisor).get(here))
    assert browse(personas.sister_clerk).get(here).status_code == 404


def test_the_events_of_a_record_lead_to_what_was_done_with_it(office, clerk, three):
    here = accept(clerk, three[0], three[2])["Location"]
    assert here in text_of(clerk.get(three[0].get_absolute_url()))


@pytest.mark.parametrize("kind", [kind for kind in MANY if kind is not RecordKind.RECONSIDERATION])
def test_the_other_kinds_have_their_pages_too(county, clerk, kind):
    record = {"litigation": county.suit, "mediation": county.mediation, "respondent": county.response}[kind.value]
    for act in MANY[kind]:
        answer = clerk.get(f"/{KINDS[kind].place}/many/?act={act.value}&record={record.pk}")
        assert answer.status_code == 200
        assert str(record) in text_of(answer)
