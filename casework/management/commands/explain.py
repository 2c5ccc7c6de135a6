"""A record as a story."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from casework.choices import label_of
from casework.explain import explain_record, record_numbered
from casework.law.names import RecordKind, Role
from casework.management.base import CaseworkCommand, add_format
from casework.masking import Names
from casework.reference import Reference, reference_on
from casework.registry.dates import read_date
from casework.web.record.changes import DERIVED_TWICE, fact_words
from casework.web.shell.formatting import article_words, said_words, term_words
from casework.web.shell.keys import Showing
from casework.web.shell.labels import column_words


class Command(CaseworkCommand):
    """explain NUMBER [--on D] [--format text|json]."""

    help = (
        "A case, dispute or mediation as a story: facts, acts, deadlines, what may be done now and by whom, what not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The number and the day."""
        parser.add_argument("number", metavar="NUMBER", help="number of the case")
        parser.add_argument("--on", help="the day; default today")
        add_format(parser)

    def run(self, **options: Any) -> int:
        """Explain the record."""
        today = self.today()
        on = read_date(options["on"], "--on") if options["on"] else today
        reference = reference_on(today)
        story = explain_record(record_numbered(options["number"]), on, reference, self.language)
        if options["format"] == "json":
            self.print_json(story)
        else:
            self._print(story, reference)
        return 0

    def _print(self, story: dict[str, Any], reference: Reference) -> None:
        kind = RecordKind(story["kind"])
        showing = Showing(self.language, reference.vocabulary, Names(clear=True))
        state = fact_words(kind, "state", story["state"], showing)
        self.stdout.write(f"{story['number']}  {story['organ']}  {story['on']}  {state}")
        for key, value in story["facts"].items():
            if value not in (None, "", False) and key not in DERIVED_TWICE:
                self.stdout.write(f"  {column_words(key, kind)}: {fact_words(kind, key, value, showing)}")
        self._print_acts(story)
        for found in (*story["lapses"], *story["gaps"]):
            article = article_words(found["article"], self.language)
            self.stdout.write(f"！{said_words(found['sentence'], self.language)}（{article}）")

    def _print_acts(self, story: dict[str, Any]) -> None:
        for act in story["acts"]:
            struck = f"  {_('struck')}" if act.get("struck") else ""
            self.stdout.write(f"{act['on']}  {act['label']}  {act['by']}{struck}")
        for deadline in story["deadlines"]:
            self.stdout.write(f"{term_words(deadline['term'], self.language)}：{deadline['due'] or '—'}")
            for step in deadline["steps"]:
                self.stdout.write(
                    f"    {step['from']} — {step['to']} {step['days']:>4}  {said_words(step['reason'], self.language)}"
                )
        for may in story["may"]:
            roles = "、".join(label_of(Role(role), self.language) for role in may["roles"])
            self.stdout.write(f"可以：{may['label']}（{article_words(may['article'], self.language)}）{roles}")
        for may_not in story["may_not"]:
            self.stdout.write(f"现在不可以：{may_not['label']}：{may_not['why']}")
