"""Removes files that no attachment names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from casework.actions.belongings.attachments import sweep
from casework.jobs.queue import sweep as sweep_jobs
from casework.management.base import CaseworkCommand, add_format
from casework.models.desk import attachments


class Command(CaseworkCommand):
    """sweep_attachments [--format text|json]."""

    help = "Remove files in the folder of attachments that belong to nothing, and imports and exports that are over."

    def add_arguments(self, parser: CommandParser) -> None:
        """The form of the results."""
        add_format(parser)

    def run(self, **options: Any) -> int:
        """Remove them and name each."""
        folder = Path(attachments().location)
        swept = [path.relative_to(folder).as_posix() for path in sweep(self.today())]
        swept += sweep_jobs(timezone.now())
        if options["format"] == "json":
            self.print_json({"swept": swept})
            return 0
        for name in swept:
            self.stdout.write(name)
        self.note(f"清理了{len(swept)}个文件")
        return 0
