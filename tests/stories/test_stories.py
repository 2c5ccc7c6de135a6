"""Every story of this folder holds, and a story that is wrong is told so."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from casework.errors import FaultyInput
from casework.integrity.rules import check_all
from casework.models import Event, Organ, Reconsideration
from casework.reference import Reference
from casework.stories import Outcome, Story, play_story, read_stories
from casework.stories.player import names_article
from casework.stories.reader import read_data

FILES = sorted(Path(__file__).parent.glob("*.yaml"))
ARTICLE = re.compile(r"（.*\d+条.*）$")
LAST_DAY = date(2025, 12, 31)


def told() -> list[Story]:
    return [story for file in FILES for story in read_stories(file)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.django_db
def test_every_story_holds_and_leaves_sound_records(file: Path) -> None:
    for story in read_stories(file):
        with transaction.atomic():
            outcome = play_story(story, keep=True, reference=Reference(this_year=LAST_DAY.year))
            assert outcome.differences == [], story.title
            broken = [
                found
                for _, result in check_all(Reference(this_year=LAST_DAY.year), LAST_DAY)
                for found in result.broken
            ]
            assert broken == [], story.title
            transaction.set_rollback(True)


def test_each_story_names_its_article_and_expects_something() -> None:
    titles = [story.title for story in told()]
    assert [title for title in titles if not ARTICLE.search(title)] == []
    assert len(set(titles)) == len(titles)
    assert all(story.expectations for story in told())


def test_there_are_enough_stories_and_they_reach_the_tables_whose_cells_they_fix() -> None:
    cells = {e.keys["cell"].split(".")[0] for story in told() for e in story.expectations if e.what == "cell"}
    assert len(told()) >= 64
    assert cells >= {"T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "L1", "L2", "L3", "M1", "M2", "M3", "W1", "R1"}


# ---- Stories that are wrong

RIGHT: dict[str, Any] = {
    "story": "补正期满未补正，视为放弃（2023年法31条）",
    "today": "2024-03-30",
    "organ": "曲沃县人民政府",
    "acts": [
        {
            "case": "A",
            "act": "register",
            "on": "2024-02-26",
            "channel": "in_person",
            "applicants": [{"kind": "citizen", "name": "申请人甲"}],
            "respondents": ["曲沃县公安局"],
            "matters": ["行政处罚"],
            "field": "公安",
        },
        {
            "case": "A",
            "act": "request_correction",
            "on": "2024-02-29",
            "items": ["身份证明"],
            "notice_received_on": "2024-03-01",
        },
        {"case": "A", "act": "deem_abandoned", "on": "2024-03-15", "refused": True},
        {"case": "A", "act": "deem_abandoned", "on": "2024-03-18"},
    ],
    "expect": [
        {"case": "A", "state": "abandoned"},
        {"case": "A", "term": "correct", "due": "2024-03-15"},
        {"cell": "T1.abandoned.count", "from": "2024-01-01", "to": "2024-12-31", "value": 1},
    ],
}
REGISTER, ASK, REFUSED, ABANDON = range(4)
STATE, DUE, CELL = range(3)


def changed(*path: Any, **keys: Any) -> dict[str, Any]:
    """The right story with other keys at one place; `from_` is `from`."""
    story = copy.deepcopy(RIGHT)
    place: Any = story
    for step in path:
        place = place[step]
    place.update({key.removesuffix("_"): value for key, value in keys.items()})
    return story


def played(data: dict[str, Any]) -> Outcome:
    (story,) = read_data(data, "wrong.yaml")
    return play_story(story, reference=Reference(this_year=LAST_DAY.year))


@pytest.mark.django_db
def test_the_right_story_holds_and_is_rolled_back() -> None:
    assert played(RIGHT).holds
    assert (Event.objects.count(), Reconsideration.objects.count(), Organ.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("wrong", "expected", "found"),
    [
        (changed("expect", STATE, state="examining"), "examining", "abandoned"),
        (changed("expect", STATE, at="2024-03-17"), "abandoned", "correcting"),
        (changed("expect", DUE, due="2024-03-14"), "2024-03-14", "2024-03-15"),
        (changed("expect", DUE, due=None), None, "2024-03-15"),
        (changed("expect", DUE, at="2024-02-29"), "2024-03-15", None),  # the notice was not received yet
        (changed("expect", CELL, value=2), 2, 1.0),
        (changed("expect", CELL, value=None), None, 1.0),
        (changed("acts", ABANDON, refused=True), "refused: True", "deem_abandoned was done"),
        (changed("acts", REFUSED, refused=False), "done", "refused: 补正期限到2024-03-15为止"),
        (changed("acts", REFUSED, refused="30"), "refused: 30", "refused: 31 ¶2"),
        (changed("acts", REFUSED, refused="2"), "refused: 2", "refused: 31 ¶2"),  # a paragraph is no article
        (changed("acts", REFUSED, refused="permission"), "refused: permission", "refused: 补正期限到2024-03-15为止"),
        (changed("acts", REFUSED, by="report_team"), "refused: True", "not permitted: "),
        (changed("acts", ABANDON, on="2024-03-31"), "done", "refused: 视为放弃的日期2024-03-31不能晚于今天2024-03-30"),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, str) else "",
)
@pytest.mark.django_db
def test_what_differs_is_reported_with_what_was_expected(wrong: dict[str, Any], expected: Any, found: Any) -> None:
    first = played(wrong).differences[0]
    assert first["expected"] == expected
    assert str(first["found"]).startswith(str(found))


@pytest.mark.django_db
def test_acts_after_an_unexpected_refusal_still_play() -> None:
    outcome = played(changed("acts", REFUSED, refused=False))
    assert [difference["at"].rpartition(" ")[2] for difference in outcome.differences] == ["acts[3]"]


@pytest.mark.parametrize("article", ["31", "31 ¶2", "31条", True])
@pytest.mark.django_db
def test_an_article_may_be_named_with_or_without_its_paragraph(article: Any) -> None:
    assert played(changed("acts", REFUSED, refused=article)).holds


def test_the_law_that_an_article_belongs_to_goes_on_until_another_is_named() -> None:
    assert names_article("条例34, 37", "条例37")
    assert names_article("25, 条例38, 40, 42", "条例42")
    assert not names_article("36, 条例32", "条例36")
    assert not names_article("条例34, 37", "解释37")


FAULTY: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "key of a story": (changed(end="x"), ("end", "expect")),
    "key of an act": (changed("acts", ABANDON, foo=1), ("foo", "deem_abandoned")),
    "key of an applicant": (changed("acts", REGISTER, "applicants", 0, age=1), ("age", "telephone")),
    "key of an expectation": (changed("expect", CELL, column=1), ("column", "as_of")),
    "key that is missing": (changed("acts", REGISTER, matters=None), ("matters",)),
    "handle that has not begun": (changed("acts", ABANDON, case="B"), ("B", "register")),
    "handle of an expectation": (changed("expect", STATE, case="B"), ("B", "A")),
    "act": (changed("acts", ABANDON, act="deem_abandonned"), ("deem_abandonned", "deem_abandoned")),
    "code": (changed("acts", REGISTER, channel="pigeon"), ("pigeon", "当面")),
    "role": (changed("acts", ABANDON, by="boss"), ("boss", "supervisor")),
    "state": (changed("expect", STATE, state="lost"), ("lost", "examining")),
    "term": (changed("expect", DUE, term="corect"), ("corect", "correct")),
    "table": (changed("expect", CELL, cell="T99.a.b"), ("T99", "T1")),
    "row": (changed("expect", CELL, cell="T1.abandon.count"), ("abandon", "abandoned")),
    "column": (changed("expect", CELL, cell="T1.abandoned.total"), ("total", "count")),
    "basis": (changed("expect", CELL, basis="foo"), ("foo", "cohort")),
    "subtree": (changed("expect", CELL, subtree="no"), ("no", "false")),
    "organ of an expectation": (changed("expect", CELL, organ="邻县人民政府"), ("邻县人民政府",)),
    "inverted period": (changed("expect", CELL, from_="2025-01-01"), ("2025-01-01", "2024-12-31")),
    "value": (changed("expect", CELL, value="many"), ("many",)),
    "value that is no number": (changed("expect", CELL, value=float("nan")), ("nan",)),
    "two expectations in one": (changed("expect", CELL, state="lost"), ("figure",)),
    "date": (changed("acts", ABANDON, on="2024-02-30"), ("2024-02-30", "2024-03-15")),
    "date that is a list": (changed("acts", ABANDON, on=["2024-03-18"]), ("2024-03-18",)),
    "organ that is a list": (changed(organ=["曲沃县人民政府"]), ("曲沃县人民政府", "文字")),
    "organ that is empty": (changed(organ=""), ("organ", "文字")),
    "handle that is a list": (changed("acts", ABANDON, case=["A"]), ("case", "文字")),
    "name that is a list": (changed("acts", REGISTER, "applicants", 0, name=["甲"]), ("name", "文字")),
    "acts that are no list": (changed(acts={"a": 1}), ("列表",)),
    "negative number": (changed("acts", REGISTER, "applicants", 0, count=-1), ("-1", "1")),
    "negative amount": (changed("acts", REGISTER, complained_of={"amount": -5}), ("-5",)),
    "level of an organ": (changed(organs=[{"name": "某局", "level": "galaxy"}]), ("galaxy", "county")),
}


@pytest.mark.parametrize(("data", "words"), FAULTY.values(), ids=FAULTY)
@pytest.mark.django_db
def test_a_faulty_story_is_one_sentence_that_names_the_value_and_what_is_allowed(
    data: dict[str, Any], words: tuple[str, ...]
) -> None:
    with pytest.raises(FaultyInput) as caught:
        played(data)
    sentence = caught.value.sentence("zh-hans")
    assert sentence.startswith("wrong.yaml")
    assert "\n" not in sentence
    assert [word for word in words if word not in sentence] == []
    assert Event.objects.count() == 0


def yaml_of(today: str) -> str:
    return f"story: 一（30条）\ntoday: {today}\norgan: 曲沃县人民政府\nacts: []\n"


WRITTEN: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.yaml", b"", "没有故事"),
    "only a comment": ("a.yaml", b"# nothing\n", "没有故事"),
    "binary": ("a.yaml", bytes(range(256)), "UTF-8"),
    "control characters": ("a.yaml", b"story: \x07\n", "special characters"),
    "a key twice": ("a.yaml", b"story: a\nstory: b\n", "story"),
    "a key twice in JSON": ("a.json", b'{"story": 1, "story": 2}', "「story」写了两次"),
    "no JSON": ("a.json", b'{"story": ', "第1行"),
    "nested without end": ("a.json", b"[" * 100_000, "嵌套太深"),
    "nested without end in YAML": ("a.yaml", b"[" * 20_000, "嵌套太深"),
    "a tag": ("a.yaml", b"story: !!python/object:os.system x\n", "python/object"),
    "a number": ("a.json", b"5", "「5」"),
    "a day that is none": ("a.yaml", yaml_of("2024-02-30").encode(), "2024-02-30"),
    "a moment": ("a.yaml", yaml_of("2024-02-28 10:00:00").encode(), "10:00:00"),
}


@pytest.mark.parametrize(("name", "content", "word"), WRITTEN.values(), ids=WRITTEN)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, name: str, content: bytes, word: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FaultyInput, match=re.escape(word)):
        read_stories(tmp_path / name)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FaultyInput, match=r"none\.yaml"):
        read_stories(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a.yaml", yaml_of("2024-02-28")),
        ("a.yaml", yaml_of('"2024-02-28"')),
        ("a.yaml", "\ufeff" + yaml_of("2024-02-28")),
        ("a.yaml", f"- {{{', '.join(yaml_of('2024-02-28').splitlines())}}}\n"),
        ("a.json", json.dumps({"story": "一（30条）", "today": "2024-02-28", "organ": "曲沃县人民政府", "acts": []})),
    ],
    ids=["plain", "quoted", "byte order mark", "list", "json"],
)
def test_dates_and_lists_may_be_written_in_several_ways(tmp_path: Path, name: str, written: str) -> None:
    (tmp_path / name).write_text(written, encoding="utf-8")
    (story,) = read_stories(tmp_path / name)
    assert (story.title, story.today) == ("一（30条）", date(2024, 2, 28))


def test_several_documents_are_several_stories(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(yaml_of("2024-02-28") + "---\n" + yaml_of("2024-02-29"), encoding="utf-8")
    assert [story.today.day for story in read_stories(tmp_path / "a.yaml")] == [28, 29]


# ---- What a story may leave unsaid about its organs


def with_organs(*organs: dict[str, str]) -> Callable[[], list[tuple[str, str | None, str]]]:
    """Plays the right story with declared organs; gives each organ's name, parent and class."""

    def tree() -> list[tuple[str, str | None, str]]:
        with transaction.atomic():
            (story,) = read_data(changed(organs=list(organs)), "organs.yaml")
            assert play_story(story, keep=True, reference=Reference(this_year=LAST_DAY.year)).holds
            found = [
                (organ.name, organ.parent.name if organ.parent else None, organ.organ_class)
                for organ in Organ.objects.select_related("parent")
            ]
            transaction.set_rollback(True)
        return found

    return tree


@pytest.mark.django_db
def test_organs_are_made_under_the_acting_one_unless_the_story_says_otherwise() -> None:
    acting = ("曲沃县人民政府", None, "county_government")
    police = ("曲沃县公安局", "曲沃县人民政府", "county_department")
    assert with_organs()() == [acting, police]
    tax = ("曲沃县税务局", "曲沃县人民政府", "other")
    assert tax in with_organs({"name": "曲沃县税务局", "kind": "vertical", "under": "曲沃县人民政府"})()
    assert tax in with_organs({"name": "曲沃县税务局", "kind": "垂直领导机关"})()
    city = with_organs({"name": "曲沃县人民政府", "under": "临汾市人民政府"})()
    assert ("临汾市人民政府", None, "city_government") in city
    assert ("曲沃县人民政府", "临汾市人民政府", "county_government") in city
