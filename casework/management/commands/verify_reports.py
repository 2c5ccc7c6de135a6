"""Recomputes the checksum of every sealed report."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from casework.management.base import DOES_NOT_HOLD, CaseworkCommand, add_format
from casework.models import SealedReport, SealState
from casework.sealing.seal import problem_of


class Command(CaseworkCommand):
    """verify_reports [--format text|json]."""

    help = "Recompute the checksums of all sealed reports and name any that fails."

    def add_arguments(self, parser: CommandParser) -> None:
        """The form of the results."""
        add_format(parser)

    def run(self, **options: Any) -> int:
        """Look at every sealed report, one at a time."""
        reports = SealedReport.objects.exclude(state=SealState.DRAFT).select_related("organ", "predecessor")
        found = [_looked_at(report) for report in reports.order_by("pk").iterator(chunk_size=1)]
        holds = all(line["holds"] for line in found)
        if options["format"] == "json":
            self.print_json({"holds": holds, "reports": found})
        else:
            for line in found:
                mark = "✓" if line["holds"] else "✕"
                period = f"{line['period']['from']} — {line['period']['to']}"
                said = f"{mark} #{line['id']} {line['organ']} {period} 第{line['version']}版 {line['checksum']}"
                self.stdout.write(f"{said}  {line['problem']}".rstrip())
            self.note(f"{len(found)}份封存的报告，{sum(not line['holds'] for line in found)}份不符")
        return 0 if holds else DOES_NOT_HOLD


def _looked_at(report: SealedReport) -> dict[str, Any]:
    problem = problem_of(report)
    return {
        "id": report.pk,
        "organ": report.organ.name,
        "period": {"from": report.period_from.isoformat(), "to": report.period_to.isoformat()},
        "version": report.version,
        "state": report.state,
        "checksum": report.checksum,
        "holds": not problem,
        "problem": problem,
    }
