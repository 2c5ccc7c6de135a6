"""A story loaded in bulk leaves what the same story leaves that is played act by act."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction

from casework.actions.reference.organs import load_organs
from casework.errors import FaultyInput
from casework.kinds import KINDS
from casework.models import Event, Organ, Person
from casework.models.reconsideration import CASE_CHILDREN
from casework.reference import Reference
from casework.stories.bulk import load_story
from casework.stories.player import play_story
from casework.stories.reader import Story, read_stories

pytestmark = pytest.mark.django_db
DEMO = settings.BASE_DIR / "fixtures" / "demo"
FILES = ("cases-2023", "ledger-2023", "respondent-2024")
LIVE = """
story: 一件
today: 2024-06-30
organ: 试县人民政府
acts:
  - {case: A, act: register, on: 2024-03-01, channel: mail, applicants: [{kind: citizen, name: 申请人甲}],
     respondents: [试县公安局], matters: [行政处罚], field: 公安}
  - {case: A, act: accept, on: 2024-03-04}
  - {case: A, act: correct, on: 2024-03-05, fact: channel, value: 当面, reason: 测试}
  - {case: A, act: conclude, on: 2024-04-01, outcome: 维持}
"""


class Rollback(Exception):
    """Takes back what was loaded."""


def left_by(load: Any) -> tuple[Any, ...]:
    """What a way of loading leaves: the columns of records and of the rows below them, and the events of records."""
    try:
        with transaction.atomic():
            _count_from_what_stands()
            load()
            found = (
                [_rows(kind.model) for kind in KINDS.values()],
                [_rows(model) for model in CASE_CHILDREN.values()],
                Counter((e.kind, e.act, e.on, e.version, str(e.changes)) for e in Event.objects.all()),
            )
            raise Rollback
    except Rollback:
        return found


def _count_from_what_stands() -> None:
    """New rows get the ids that they would get had nothing been taken back: PostgreSQL counts on after a rollback."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


def _rows(model: Any) -> list[str]:
    """The rows of a table without ids and what is encrypted anew each time."""
    names = [f.attname for f in model._meta.concrete_fields if not f.primary_key and not f.attname.endswith("_id")]
    return sorted(map(str, model.objects.values_list(*names)))


@pytest.mark.parametrize("name", FILES)
def test_loading_in_bulk_leaves_what_playing_leaves(name):
    load_organs(json.loads((settings.BASE_DIR / "fixtures" / "organs.json").read_text(encoding="utf-8")))
    person = Person.objects.create_user("hand")
    (story,) = read_stories(DEMO / f"{name}.json")
    reference = Reference(this_year=story.today.year)
    played = left_by(lambda: play_story(story, keep=True, reference=Reference(this_year=2026), person=person))
    loaded = left_by(lambda: load_story(story, reference, person))
    assert loaded == played
    assert played[2]


@pytest.fixture
def story(tmp_path) -> Story:
    """One case, with a correction in its midst."""
    path = tmp_path / "one.yaml"
    path.write_text(LIVE, encoding="utf-8")
    (found,) = read_stories(path)
    return found


def test_acts_that_need_the_stored_record_are_done_one_by_one_after_it(story):
    person = Person.objects.create_user("hand")
    played = left_by(lambda: play_story(story, keep=True, person=person))
    assert left_by(lambda: load_story(story, Reference(this_year=2024), person)) == played


def test_an_act_that_the_law_refuses_is_named_and_nothing_is_written(story):
    late = replace(story.acts[1], on=story.acts[1].on.replace(month=5))
    with pytest.raises(FaultyInput, match="审查期限"):
        load_story(
            replace(story, acts=(story.acts[0], late)), Reference(this_year=2024), Person.objects.create_user("hand")
        )
    assert not Event.objects.exists()
    assert not Organ.objects.exists()


def test_a_story_in_which_something_is_refused_or_expected_is_not_loaded(story):
    refused = replace(story.acts[1], refused=True)
    with pytest.raises(FaultyInput, match="play"):
        load_story(replace(story, acts=(story.acts[0], refused)), Reference(), Person.objects.create_user("hand"))
