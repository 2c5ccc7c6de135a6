"""Help: the keys and words, the law in tables, and the first day that the records tick."""

from __future__ import annotations

import re

import pytest

from casework.law.acts import RULES
from casework.law.names import LapseRule, RecordKind, State
from casework.models import CalendarYear, Organ
from casework.web.help.law_tables import PAGES
from casework.web.help.words import STATES

CODE = re.compile(r"\b[a-z]+_[a-z_]+\b|\bNone\b")
CHINESE = re.compile("[\u4e00-\u9fff]")


def text_of(answer) -> str:
    main = answer.content.decode().partition("<main")[2].partition(">")[2]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def steps(client) -> list[str]:
    """How each step of the first day stands."""
    answer = client.get("/help/first-day/")
    assert answer.status_code == 200
    return re.findall(r'<h2>\s*<span class="badge (\w+)">', answer.content.decode())


def test_the_help_page_explains_every_state_and_leads_to_every_table(personas, browse):
    page = browse(personas.clerk).get("/help/").content.decode()
    for state in State:
        assert state.zh in page
    assert set(STATES) == set(State)
    for what in PAGES:
        assert f'href="/help/{what}/"' in page
    assert 'href="/help/first-day/"' in page


@pytest.mark.parametrize("what", PAGES)
def test_a_table_of_the_law_shows_its_words_and_no_code_in_either_language(what, personas, browse):
    chinese, english = (text_of(browse(personas.clerk, lang).get(f"/help/{what}/")) for lang in ("zh-hans", "en"))
    assert not CODE.search(chinese)
    assert not CODE.search(english)
    assert not re.search("[a-zA-Z]{2,}", chinese)
    assert not CHINESE.search(english), CHINESE.search(english)


def test_the_tables_hold_every_act_and_every_lapse(personas, browse):
    client = browse(personas.clerk)
    acts = text_of(client.get("/help/acts/"))
    assert [act.zh for rules in RULES.values() for act in rules if act.zh not in acts] == []
    assert [kind.zh for kind in RecordKind if kind.zh not in acts] == []
    assert client.get("/help/lapses/").content.decode().count('scope="row"') == len(LapseRule)
    assert client.get("/help/nothing/").status_code == 404


def test_every_role_is_helped_and_the_first_day_is_for_those_who_log(personas, browse):
    for name, status in (("clerk", 200), ("supervisor", 200), ("auditor", 403), ("administrator", 403)):
        client = browse(getattr(personas, name))
        assert client.get("/help/").status_code == 200
        assert client.get("/help/first-day/").status_code == status
        assert ("/help/first-day/" in client.get("/help/").content.decode()) == (status == 200)


def test_records_tick_the_first_day_and_what_no_record_tells_stays_open(personas, browse, office):
    Organ.objects.filter(pk=office["甲县"].pk).update(word="")
    CalendarYear.objects.filter(year=office.today.year).delete()
    client = browse(personas.clerk)
    assert steps(client) == ["running", "running", "running", "running", "over"]
    assert "找管理员" in text_of(client.get("/help/first-day/"))
    office.register("2026-06-22")
    assert steps(client) == ["running", "running", "done", "running", "over"]
    Organ.objects.filter(pk=office["甲县"].pk).update(word="甲政")
    office.entry("2026-06-22")
    assert steps(client) == ["done", "running", "done", "done", "over"]
    assert "甲政复〔2026〕1号" in text_of(client.get("/help/first-day/"))


def test_the_first_day_counts_the_records_of_the_own_organ_alone(personas, browse, office):
    office.register("2026-06-22")
    assert steps(browse(personas.sister_clerk))[2] == "running"


def test_an_empty_desk_leads_to_the_first_day(personas, browse):
    assert 'href="/help/first-day/"' in browse(personas.clerk).get("/").content.decode().partition("<main")[2]


def test_help_and_the_first_day_lead_to_the_import_those_who_may(personas, browse):
    for name, may in (("clerk", True), ("auditor", False)):
        assert ('href="/imports/"' in main_of(browse(getattr(personas, name)).get("/help/"))) == may
    step = main_of(browse(personas.clerk).get("/help/first-day/")).partition("录入旧台账")[2].partition("</li>")[0]
    assert 'href="/imports/"' in step


def main_of(answer) -> str:
    """The main part of a page, below its menus."""
    return answer.content.decode().partition("<main")[2]
