"""Checks the stored data against the acts, and the balances of all tables."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from casework.integrity import check_all
from casework.management.base import DOES_NOT_HOLD, CaseworkCommand, add_format
from casework.reference import reference_on


class Command(CaseworkCommand):
    """check_integrity [--format text|json]."""

    help = "Check that what is stored follows from the acts, and that all balances hold."

    def add_arguments(self, parser: CommandParser) -> None:
        """The form of the results."""
        add_format(parser)

    def run(self, **options: Any) -> int:
        """Run every rule and print what breaks it."""
        rules: list[dict[str, Any]] = []
        for rule, result in check_all(reference_on(self.today())):
            self.note(f"{rule.zh}：{result.checked}项，{len(result.broken)}项不成立")
            broken = [{"record": record, "detail": detail} for record, detail in result.broken]
            rules.append({"id": rule.id, "title": rule.zh, "checked": result.checked, "broken": broken})
        holds = not any(rule["broken"] for rule in rules)
        if options["format"] == "json":
            self.print_json({"holds": holds, "rules": rules})
        else:
            for found in rules:
                self.stdout.write(f"{'✓' if not found['broken'] else '✕'} {found['title']}（{found['checked']}）")
                for problem in found["broken"]:
                    self.stdout.write(f"    {problem['record']}：{problem['detail']}")
        return 0 if holds else DOES_NOT_HOLD
