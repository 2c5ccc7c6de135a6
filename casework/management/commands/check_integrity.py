"""Checks the stored data against the acts, and the balances of all tables."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from casework.integrity.rules import check_all
from casework.law.words.articles import article_zh
from casework.management.base import DOES_NOT_HOLD, CaseworkCommand, add_format
from casework.management.words import named_words
from casework.reference import reference_on


class Command(CaseworkCommand):
    """check_integrity [--format text|json]."""

    # what the checks would stop at is what the rules name
    requires_system_checks = ()
    help = "Check that what is stored follows from the acts, that all balances hold; list the gaps."

    def add_arguments(self, parser: CommandParser) -> None:
        """The form of the results."""
        add_format(parser)

    def run(self, **options: Any) -> int:
        """Run every rule and print what breaks it."""
        rules: list[dict[str, Any]] = []
        gaps: list[dict[str, Any]] = []
        for rule, result in check_all(reference_on(self.today()), self.today()):
            gaps += [
                {"record": record, "rule": gap.rule, "article": gap.article, "detail": gap.zh}
                for record, gap in result.gaps
            ]
            for record, note in result.notes:
                self.note(f"{record}：{note}")
            self.note(f"{rule.zh}：{result.checked}项，{len(result.broken)}项不成立")
            broken = [{"record": record, "detail": detail} for record, detail in result.broken]
            rules.append({"id": rule.id, "title": rule.zh, "checked": result.checked, "broken": broken})
        holds = not any(rule["broken"] for rule in rules)
        if options["format"] == "json":
            self.print_json({"holds": holds, "rules": rules, "gaps": gaps})
        else:
            for found in rules:
                self.stdout.write(f"{'✓' if not found['broken'] else '✕'} {found['title']}（{found['checked']}）")
                for problem in found["broken"]:
                    self.stdout.write(f"    {named_words(problem['record'], self.language)}：{problem['detail']}")
            for gap in gaps:
                self.stdout.write(
                    f"！ {named_words(gap['record'], self.language)}：{gap['detail']}（{article_zh(gap['article'])}）"
                )
        return 0 if holds else DOES_NOT_HOLD
