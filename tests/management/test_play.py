"""play: each story from the database as it was; rolled back unless kept; 1 where one does not hold, 2 where faulty."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from casework.models import Event, Organ, Reconsideration
from tests.management.calls import STORY, YEAR, call, run, story_file, wrong

pytestmark = pytest.mark.django_db


def played(*words: str) -> tuple[int, list[dict]]:
    """The exit status and the outcomes."""
    out = io.StringIO()
    status = 0
    try:
        call_command("play", *words, "--format", "json", stdout=out, stderr=io.StringIO())
    except CommandError as problem:
        status = problem.returncode
    return status, json.loads(out.getvalue())["stories"]


def test_a_story_that_holds_leaves_nothing_behind(tmp_path):
    status, outcomes = played(str(story_file(tmp_path)))
    assert status == 0
    (outcome,) = outcomes
    assert outcome.pop("file").endswith("维持一件.yaml")
    assert outcome == {"story": "维持一件", "holds": True, "acts": 3, "differences": []}
    assert not Event.objects.exists()
    assert not Organ.objects.exists()


def test_what_differs_is_told_and_the_status_is_1(tmp_path):
    status, outcomes = played(str(story_file(tmp_path, "撤销一件", "撤销")))
    assert status == 1
    (difference,) = outcomes[0]["differences"]
    assert outcomes[0]["holds"] is False
    assert (difference["expected"], difference["found"]) == (1, 0)
    assert "expect[2]" in difference["at"]


def test_keep_keeps_the_stories_that_held_and_no_other(tmp_path):
    files = [story_file(tmp_path, "撤销一件", "撤销"), story_file(tmp_path)]
    status, outcomes = played(*map(str, files), "--keep")
    assert (status, [outcome["holds"] for outcome in outcomes]) == (1, [False, True])
    assert [case.outcome for case in Reconsideration.objects.all()] == ["uphold"]
    assert Event.objects.count() == 3


def test_each_story_is_played_from_the_database_as_it_was_before(tmp_path):
    status, outcomes = played(str(story_file(tmp_path)), str(story_file(tmp_path, "又一件")))
    assert status == 0  # each finds one case upheld, not two
    assert len(outcomes) == 2


def test_with_keep_too_each_story_is_judged_on_the_database_as_it_was_and_all_that_held_are_kept(tmp_path):
    files = [story_file(tmp_path), story_file(tmp_path, "撤销一件", "撤销"), story_file(tmp_path, "又一件")]
    status, outcomes = played(*map(str, files), "--keep")
    assert (status, [outcome["holds"] for outcome in outcomes]) == (1, [True, False, True])
    kept = Reconsideration.objects.order_by("pk").values_list("number", "outcome")
    assert list(kept) == [("试县人民政府复〔2024〕1号", "uphold"), ("试县人民政府复〔2024〕2号", "uphold")]
    status, (outcome,) = played(str(story_file(tmp_path, "第三件")))
    assert (status, outcome["differences"][0]["found"]) == (1, 3)  # now two stand there from before


def test_a_story_that_cannot_be_kept_beside_another_is_told_and_leaves_nothing(tmp_path):
    given = "channel: mail, number: 试〔2024〕9号"
    files = []
    for title in ("甲", "乙"):
        file = story_file(tmp_path, title)
        text = file.read_text(encoding="utf-8")
        assert "channel: mail" in text
        file.write_text(text.replace("channel: mail", given), encoding="utf-8")
        files.append(str(file))
    assert played(*files)[0] == 0
    status, outcomes = played(*files, "--keep")
    assert (status, [outcome["holds"] for outcome in outcomes]) == (1, [True, False])
    assert "试〔2024〕9号" in outcomes[1]["differences"][0]["found"]
    assert Event.objects.count() == 3


def test_text_marks_what_holds(tmp_path):
    said = call("play", str(story_file(tmp_path)))
    assert said.out.startswith("✓ 维持一件（3项行为）")
    assert said.err.strip() == "1/1 维持一件"


def changed(old: str, new: str) -> str:
    text = STORY.format(title="甲", outcome="维持")
    assert old in text
    return text.replace(old, new)


FAULTY = {
    "an unknown key of the story": (changed("expect:", "hope: 1\nexpect:"), "hope"),
    "an unknown act": (changed("act: accept", "act: embrace"), "embrace"),
    "an unknown key of an act": (changed("act: accept,", "act: accept, colour: red,"), "colour"),
    "a bad value": (changed("channel: mail", "channel: pigeon"), "pigeon"),
    "a bad date": (changed("on: 2024-03-04", "on: 2024-02-30"), "2024-02-30"),
    "an unknown handle": (changed("case: A, state", "case: B, state"), "B"),
    "a handle that has not begun": (changed("case: A, act: accept", "case: B, act: accept"), "B"),
    "an unknown cell": (changed("T2.uphold.total", "T2.won.total"), "won"),
    "a key twice": (changed("today: 2024-06-30", "today: 2024-06-30\ntoday: 2024-07-01"), "today"),
    "two things expected at once": (
        changed("state: concluded", "state: concluded, term: decide, due: null"),
        "expect[1]",
    ),
    "no story": ("", "bad.yaml"),
    "not YAML": ("a: [", "bad.yaml"),
    "a missing key": (changed("organ: 试县人民政府\n", ""), "organ"),
}


@pytest.mark.parametrize("what", FAULTY)
def test_a_faulty_story_is_named_in_one_line_and_nothing_is_written(tmp_path, what):
    text, named = FAULTY[what]
    bad = tmp_path / "bad.yaml"
    bad.write_text(text, encoding="utf-8")
    assert named in wrong("play", str(bad))


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    assert "none.yaml" in wrong("play", str(tmp_path / "none.yaml"))
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff\xfe\x00")
    assert "binary.yaml" in wrong("play", str(binary))


def test_a_faulty_file_keeps_the_good_ones_from_being_played(tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text(changed("today: 2024-06-30", "today: soon"), encoding="utf-8")
    wrong("play", str(story_file(tmp_path)), str(bad), "--keep")
    assert not Event.objects.exists()


def test_a_json_file_is_a_story_too(tmp_path):
    story = {"story": "空", "today": "2024-06-30", "organ": "试县人民政府", "acts": []}
    file = tmp_path / "empty.json"
    file.write_text(json.dumps([story, {**story, "story": "又空"}]), encoding="utf-8")
    assert [outcome["story"] for outcome in played(str(file))[1]] == ["空", "又空"]
    file.write_text('{"story": "a", "story": "b"}', encoding="utf-8")
    assert "story" in wrong("play", str(file))


def test_the_exit_statuses_in_a_process_of_their_own(site: Path):
    def count() -> str:
        found = run(
            site, "records", "--organ", "试县人民政府", *YEAR, "--cell", "T2.concluded.total", "--format", "json"
        )
        return str(json.loads(found.stdout)["count"])

    assert count() == "1"
    good = run(site, "play", str(story_file(site.parent, "好", "other")))
    assert (good.returncode, count()) == (0, "1")  # one uphold is there from before
    differs = run(site, "play", str(story_file(site.parent, "多一件")), "--keep")
    assert (differs.returncode, count()) == (1, "1")
    bad = run(site, "play", "none.yaml")
    assert (bad.returncode, bad.stdout, bad.stderr.count("\n")) == (2, "", 1)
