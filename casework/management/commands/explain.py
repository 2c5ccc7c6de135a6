"""A case as a story."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.utils import translation

from casework.explain import case_numbered, explain_case
from casework.management.base import CaseworkCommand, add_format, read_option_date
from casework.reference import reference_on


class Command(CaseworkCommand):
    """explain NUMBER [--on D] [--format text|json]."""

    help = "A case as a story: facts, acts, deadlines, what may be done now and by whom, what not and why."

    def add_arguments(self, parser: CommandParser) -> None:
        """The number and the day."""
        parser.add_argument("number", metavar="NUMBER", help="number of the case")
        parser.add_argument("--on", help="the day; default today")
        add_format(parser)

    def run(self, **options: Any) -> int:
        """Explain the case."""
        today = self.today()
        on = read_option_date(options["on"], "--on") if options["on"] else today
        language = translation.get_language() or "zh-hans"
        story = explain_case(case_numbered(options["number"]), on, reference_on(today), language)
        if options["format"] == "json":
            self.print_json(story)
        else:
            self._print(story)
        return 0

    def _print(self, story: dict[str, Any]) -> None:
        self.stdout.write(f"{story['number']}  {story['organ']}  {story['on']}  {story['state']}")
        for key, value in story["facts"].items():
            if value not in (None, "", False):
                self.stdout.write(f"  {key}: {value}")
        self._print_acts(story)
        for found in (*story["lapses"], *story["gaps"]):
            self.stdout.write(f"！{found['sentence']}（{found['article']}）")

    def _print_acts(self, story: dict[str, Any]) -> None:
        for act in story["acts"]:
            self.stdout.write(f"{act['on']}  {act['label']}  {act['by']}")
        for deadline in story["deadlines"]:
            self.stdout.write(f"{deadline['term']}：{deadline['due'] or '—'}")
            for step in deadline["steps"]:
                self.stdout.write(f"    {step['from']} — {step['to']} {step['days']:>4}  {step['reason']}")
        for may in story["may"]:
            self.stdout.write(f"可以：{may['label']}（{may['article']}）{'、'.join(may['roles'])}")
        for may_not in story["may_not"]:
            self.stdout.write(f"不能：{may_not['label']}：{may_not['why']}")
