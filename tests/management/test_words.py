"""What commands print for people is in words: no code, and no English word that is not a name."""

from __future__ import annotations

import re

import pytest

from casework.models import Reconsideration
from tests.factories import Office
from tests.management.calls import COUNTY, STORY, call
from tests.web.county import County, make_county

LATIN = re.compile(r"[A-Za-z][A-Za-z_]{2,}")
PERSON = "hand"
KEYS = re.compile(r"^\s*[a-z_]+\.[a-z_.0-9]+|/[a-z]+/\d+/|\bindicator\.[a-z_.]+", re.MULTILINE)
"""Keys by which figures are asked for again, and addresses."""


@pytest.fixture
def county(office: Office) -> County:
    return make_county(office)


def foreign(*words: str) -> set[str]:
    said = call(*words)
    return set(LATIN.findall(KEYS.sub("", said.out))) - {PERSON}


COMMANDS = {
    "report": ("report", *COUNTY),
    "worklist": ("worklist", "--organ", "甲县人民政府", "--on", "2024-06-30"),
    "records": ("records", *COUNTY, "--cell", "T2.uphold.total"),
    "records of suits": ("records", *COUNTY, "--figure", "litigation.received"),
    "records of mediations": ("records", *COUNTY, "--figure", "mediation.concluded"),
    "records of the ledger": ("records", *COUNTY, "--figure", "ledger.publicity_event.count"),
    "check_integrity": ("check_integrity",),
    "deadline": ("deadline", "decide", "--start", "2024-03-05", "--stop", "2024-04-08:2024-04-12", "--extend", "30"),
    "numbers": ("numbers", "--organ", "甲县人民政府", "--year", "2024"),
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_command_prints_words_and_no_codes(words, county):
    assert foreign(*words) == set()


def test_a_case_is_explained_in_words_whatever_its_state(county):
    for number in Reconsideration.objects.values_list("number", flat=True):
        for day in ("2026-06-30", "2024-06-30"):
            assert foreign("explain", number, "--on", day) == set(), number


def test_a_story_is_played_with_words(office, tmp_path):
    story = tmp_path / "story.yaml"
    story.write_text(STORY.format(title="维持", outcome="uphold"), encoding="utf-8")
    assert set(LATIN.findall(call("play", str(story)).out)) <= {"yaml", "story"}


@pytest.mark.parametrize(
    ("received", "channel", "word"),
    [
        ("2024-03-01", "fax", "传真"),
        ("2024-03-01", "email", "电子邮件"),
        ("2023-03-01", "through_respondent", "经被申请机关"),
    ],
)
def test_what_an_edition_does_not_know_is_named_in_words(office, received, channel, word):
    with pytest.raises(Exception, match=word) as refused:
        office.register(received, channel=channel)
    assert channel not in str(refused.value)


def test_a_refusal_puts_no_negative_name_after_a_negation(office):
    case = office.conclude("2024-03-01")
    with pytest.raises(Exception, match="不能办理「不予受理」"):
        office.do(case, "decline", "2024-04-10", reason=1)
    late = office.register("2024-03-01")
    with pytest.raises(Exception, match="不能办理「不予受理」"):
        office.do(late, "decline", "2024-03-20", reason=1)
