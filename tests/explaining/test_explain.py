"""A case as a story: its facts, acts, terms with their steps, what may be done and by whom, what not and why."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import translation

from casework.errors import FaultyInput
from casework.explain import explain_record, record_numbered
from casework.law.names import Act, State
from tests.factories import events_of
from tests.management.calls import call, wrong

NUMBER = "甲政复〔2024〕1号"


def told(office: Any, case: Any, on: str, language: str = "zh-hans") -> Any:
    return explain_record(case, date.fromisoformat(on), office.reference, language)


def of(found: list[Any], key: str, value: str) -> Any:
    (one,) = [each for each in found if each[key] == value]
    return one


@pytest.fixture
def case(office):
    accepted = office.do(office.register("2024-03-08"), Act.ACCEPT, "2024-03-12", handlers=["承办人甲", "承办人乙"])
    return office.do(accepted, Act.SEND_COPY, "2024-03-13", received_on="2024-03-14")


def test_a_story_holds_the_facts_and_the_acts_up_to_the_day(office, case):
    story = told(office, case, "2024-03-12")
    assert (story["number"], story["organ"], story["on"]) == (NUMBER, "甲县人民政府", "2024-03-12")
    assert (story["state"], story["facts"]["accepted_on"]) == ("reviewing", "2024-03-12")
    assert [(act["version"], act["on"], act["act"], act["by"]) for act in story["acts"]] == [
        (1, "2024-03-08", "register", "hand"),
        (2, "2024-03-12", "accept", "hand"),
    ]
    assert told(office, case, "2024-03-11")["state"] == "examining"
    assert told(office, case, "2024-03-13")["acts"][-1]["label"] == "发送副本"


def test_every_term_is_told_with_steps_that_add_up(office, case):
    story = told(office, case, "2024-03-20")
    due = {found["term"]: (found["due"], found["settled_on"]) for found in story["deadlines"]}
    # 11-15 March; 7 working days from 12 March; 10 from 14 March; 60 days, a Saturday that was worked
    assert due["examine"] == ("2024-03-15", "2024-03-12")
    assert due["send_copy"] == ("2024-03-21", "2024-03-13")
    assert due["reply"] == ("2024-03-28", None)
    assert due["decide"] == ("2024-05-11", None)
    explained = [found for found in story["deadlines"] if found["steps"]]
    assert {found["term"] for found in explained} >= {"examine", "send_copy", "reply", "decide"}
    for found in explained:
        end = date.fromisoformat(found["start"]) + timedelta(sum(step["days"] for step in found["steps"]))
        assert end.isoformat() == found["due"]
        assert all(step["reason"] for step in found["steps"])


def test_what_may_be_done_is_told_with_its_roles_and_article(office, case):
    story = told(office, case, "2024-03-20")
    assert of(story["may"], "act", "conclude")["roles"] == ["clerk", "supervisor", "approver"]
    assert of(story["may"], "act", "conclude")["article"] == "61, 62"
    assert of(story["may"], "act", "extend")["roles"] == ["supervisor"]
    assert of(story["may"], "act", "void")["roles"] == ["supervisor"]
    begin = {"register", "take_over"}
    every = {found["act"] for found in (*story["may"], *story["may_not"])}
    assert every.isdisjoint(begin)
    assert len(every) == len(story["may"]) + len(story["may_not"])


def test_what_may_not_be_done_is_told_with_its_reason_and_article(office, case):
    story = told(office, case, "2024-03-20")
    resume = of(story["may_not"], "act", "resume")
    assert resume["article"] == "39"
    assert resume["why"] == "案件审理中，不能办理「恢复」；只有中止时可以（39条）。"
    assert of(story["may_not"], "act", "convert_procedure")["article"] == "55"
    late = told(office, case, "2024-05-13")
    assert of(late["may_not"], "act", "extend")["article"] == "62 ¶1"
    assert "2024-05-11" in of(late["may_not"], "act", "extend")["why"]
    assert of(told(office, case, "2024-05-11")["may"], "act", "extend")


def test_in_the_2017_edition_another_role_extends_and_a_late_acceptance_may_be_done(office):
    old = office.register("2023-03-01")
    story = told(office, old, "2023-03-20")
    assert of(story["may"], "act", "accept")["article"] == "17"
    assert of(story["may"], "act", "refer")
    assert [lapse["rule"] for lapse in story["lapses"]] == ["deemed-acceptance"]
    assert story["gaps"] == []  # asking what may be done has done nothing
    accepted = office.do(old, Act.ACCEPT, "2023-03-20")
    story = told(office, accepted, "2023-03-20")
    assert of(story["may"], "act", "extend")["roles"] == ["approver"]
    assert of(story["gaps"], "rule", "late-examination")["article"] == "17"


def test_proposals_and_gaps_are_told_with_article_and_day(office, case):
    story = told(office, case, "2024-04-01")
    (lapse,) = story["lapses"]
    assert (lapse["rule"], lapse["article"], lapse["day"]) == ("no-reply", "70", "2024-03-28")
    assert story["gaps"] == []
    decided = office.do(case, Act.CONCLUDE, "2024-05-13", outcome="revoke")
    story = told(office, decided, "2024-05-13")
    assert story["lapses"] == []
    assert {gap["rule"]: (gap["article"], gap["day"]) for gap in story["gaps"]} == {
        "opinions-not-heard": ("49", "2024-05-13"),
        "late-decision": ("62", "2024-05-11"),
        "not-approved": ("61 ¶1", "2024-05-13"),
        "not-served": ("75 ¶2, 88 ¶1", "2024-05-13"),
    }


def test_a_case_is_shown_as_it_was_known_before_a_correction(office, case):
    mended = office.do(case, Act.CORRECT, "2024-04-10", fact="accepted_on", value="2024-03-11", reason="笔误")
    before, after = told(office, mended, "2024-04-09"), told(office, mended, "2024-04-10")
    assert (before["facts"]["accepted_on"], after["facts"]["accepted_on"]) == ("2024-03-12", "2024-03-11")
    assert of(before["deadlines"], "term", "decide")["due"] == "2024-05-11"
    assert of(after["deadlines"], "term", "decide")["due"] == "2024-05-10"
    assert [act["act"] for act in before["acts"]] == ["register", "accept", "send_copy"]
    assert [act["act"] for act in after["acts"]] == ["register", "accept", "send_copy", "correct"]


def test_an_order_to_perform_is_told_among_the_terms(office, case):
    keys = {"outcome": "order_performance", "perform_within_days": 30}
    served = office.do(office.do(case, Act.CONCLUDE, "2024-04-30", keys=keys), Act.SERVE, "2024-05-20")
    story = told(office, served, "2024-06-20")
    assert of(story["deadlines"], "term", "perform")["due"] == "2024-06-19"
    assert of(story["lapses"], "rule", "not-performed")["article"] == "66, 77"


def test_nothing_may_be_done_to_a_void_record_but_to_restore_it(office, case):
    void = office.do(case, Act.VOID, "2024-04-01", reason="重复登记")
    story = told(office, void, "2024-04-02")
    assert ([may["act"] for may in story["may"]], story["lapses"], story["gaps"]) == (["restore"], [], [])
    assert {found["why"] for found in story["may_not"]} == {"记录已于2024-04-01作废，不能再办理。可以：恢复作废。"}
    assert told(office, void, "2024-03-31")["may"]


@pytest.mark.parametrize("state", list(State))
def test_a_case_in_any_state_is_explained_and_the_explanation_changes_nothing(office, state):
    received = "2023-03-01" if state is State.REFERRED else "2024-03-01"
    case = office.case_in(state, received)
    events = len(events_of(case))
    first = told(office, case, "2024-12-31")
    assert first == told(office, case, "2024-12-31")
    assert first["state"] == state
    assert len(events_of(case)) == events


def test_the_story_is_told_in_english_too(office, case):
    story = told(office, case, "2024-03-20", "en")
    assert of(story["may"], "act", "conclude")["label"] == "conclude"
    why = of(story["may_not"], "act", "resume")["why"]
    assert why == "The case is under review: resume is possible only when suspended (art. 39)."
    assert all(step["reason"].isascii() or "¶" in step["reason"] for d in story["deadlines"] for step in d["steps"])


def test_a_number_that_two_organs_gave_names_them(office, case):
    office.register("2024-03-08", number=NUMBER, actor=office.actor("乙县"))
    sentence = wrong("explain", NUMBER)
    assert "甲县人民政府" in sentence
    assert "乙县人民政府" in sentence


def test_a_day_before_the_case_began_and_an_unknown_number_are_refused(office, case):
    with pytest.raises(FaultyInput, match="2024-03-07还没有"):
        told(office, case, "2024-03-07")
    with pytest.raises(FaultyInput, match="没有「甲政复〔2024〕2号」这件复议、应诉或者调解案件"):
        record_numbered("甲政复〔2024〕2号")
    assert "2号" in wrong("explain", "甲政复〔2024〕2号")
    assert "--on" in wrong("explain", NUMBER, "--on", "2024-13-01")
    assert "2024-03-07" in wrong("explain", NUMBER, "--on", "2024-03-07")


@time_machine.travel("2024-03-20T09:00:00+08:00", tick=False)
def test_the_command_tells_the_story_as_text_and_as_json_today_or_on_a_day(office, case):
    assert call("explain", NUMBER, "--format", "json").json() == told(office, case, "2024-03-20")
    assert call("explain", NUMBER, "--on", "2024-03-11", "--format", "json").json()["state"] == "examining"
    text = call("explain", NUMBER).out
    assert text.startswith(f"{NUMBER}  甲县人民政府  2024-03-20  审理中\n")
    assert "审理期限：2024-05-11" in text
    assert "可以：延期（62条）机构负责人" in text
    assert "现在不可以：恢复：案件审理中" in text
    office.do(case, Act.ASSIGN, "2024-03-19", handlers=["承办人甲"])
    assert "！1 handlers" not in (said := call("explain", NUMBER).out)
    assert "！承办人1人，要有2人以上（36条、条例32条）" in said


def test_a_dispute_and_a_mediation_are_told_with_their_terms_and_what_they_lack(office):
    suit = office.sue("2024-05-06", act_known_on="2023-10-09")
    story = explain_record(record_numbered(suit.number), date(2024, 6, 3), office.reference)
    assert (story["kind"], story["state"]) == ("litigation", "open")
    assert of(story["deadlines"], "term", "litigation_defence")["due"] == "2024-05-21"
    assert {gap["rule"] for gap in story["gaps"]} >= {"suit-late", "defence-not-filed", "evidence-not-filed"}
    said = call("explain", suit.number, "--on", "2024-06-03").out
    assert "答辩" in said
    assert "（行政诉讼法46条1款）" in said
    parties = [{"name": "申请人甲"}, {"name": "申请人乙"}]
    mediation = office.mediation("2024-05-06", dispute_type="marriage_family", parties=parties)
    keys = {"result": "succeeded", "form": "written", "effective_on": "2024-05-08"}
    mediation = office.do(mediation, "conclude", "2024-05-08", keys=keys)
    mediation = office.do(mediation, "ask_confirmation", "2024-06-11")
    story = explain_record(mediation, date(2024, 6, 30), office.reference)
    assert [(each["term"], each["due"]) for each in story["deadlines"]] == [("judicial_confirmation", "2024-06-07")]
    assert [gap["rule"] for gap in story["gaps"]] == ["confirmation-late", "confirmation-of-status"]


def test_the_text_tells_words_and_no_codes(office, case):
    office.do(case, Act.SUSPEND, "2024-03-18", ground="mediation")
    for language in ("zh-hans", "en"):
        with translation.override(language):
            text = call("explain", NUMBER, "--on", "2024-03-20").out
            assert not re.findall(r"\b[a-z]+(?:_[a-z]+)+\b", text)
            assert language == "en" or not re.findall(r"[a-z]{3,}", text.replace("hand", ""))
