"""Plays stories, each from the database as it was before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction

from casework.management.base import DOES_NOT_HOLD, CaseworkCommand, add_format
from casework.stories import Outcome, play_stories, read_stories


class Command(CaseworkCommand):
    """play FILE… [--keep] [--format text|json]."""

    does_not_hold = "有故事不成立，差异见上文"
    help = "Play stories: do their acts, compare what comes out. Rolled back unless --keep."

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE and the options."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="stories in YAML 1.2 or JSON")
        parser.add_argument("--keep", action="store_true", help="keep the records of the stories that held")
        add_format(parser)

    def run(self, **options: Any) -> int:
        """Read all files first, so that a faulty one plays nothing."""
        stories = [story for file in options["files"] for story in read_stories(Path(file))]
        with transaction.atomic():  # a faulty story, found while playing, keeps nothing of those before it
            outcomes = play_stories(stories, keep=options["keep"], note=self.note)
        for warning in (warning for outcome in outcomes for warning in outcome.warnings):
            self.note(warning)
        if options["format"] == "json":
            self.print_json({"stories": [outcome.as_json() for outcome in outcomes]})
        else:
            for outcome in outcomes:
                self._print(outcome)
        return 0 if all(outcome.holds for outcome in outcomes) else DOES_NOT_HOLD

    def _print(self, outcome: Outcome) -> None:
        mark = "✓" if outcome.holds else "✕"
        self.stdout.write(f"{mark} {outcome.story.title}（{len(outcome.story.acts)}项行为）")
        for difference in outcome.differences:
            self.stdout.write(f"    {difference['at']}：应为{difference['expected']}，实为{difference['found']}")
