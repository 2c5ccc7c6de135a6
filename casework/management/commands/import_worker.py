"""Works at imports and exports, one after the other, until it is told to end."""

from __future__ import annotations

import signal
import sys
import threading
import time
from typing import Any

from django.core.management.base import CommandParser
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from casework.imports.jobs.work import WORK as IMPORTING
from casework.jobs.folder import present
from casework.jobs.queue import sweep
from casework.management.base import CaseworkCommand
from casework.web.exports.work import WORK as EXPORTING

PAUSE = 0.5
"""Seconds between two looks at what waits."""
SWEEPING = 3600
"""Seconds between two looks at what is over."""


class Command(CaseworkCommand):
    """import_worker [--with-parent]."""

    next_sweep = 0.0
    help = (
        "Work at the imports and exports of the pages; `serve` starts it by itself, another server needs it beside it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether it ends with the process that started it."""
        parser.add_argument(
            "--with-parent", action="store_true", dest="with_parent", help="end when standard input is closed"
        )

    def run(self, **options: Any) -> int:
        """Work until told to end; what is broken off is begun again by the next."""
        ending = threading.Event()
        signal.signal(signal.SIGTERM, _leave)
        if options["with_parent"]:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which then closes the input
            threading.Thread(target=_end_with_parent, daemon=True).start()
        try:
            with present():
                while not ending.wait(PAUSE):
                    self._look()
        except KeyboardInterrupt:
            pass
        return 0

    def _look(self) -> None:
        try:
            if time.monotonic() >= self.next_sweep:
                self.next_sweep = time.monotonic() + SWEEPING
                sweep(timezone.now())
            for work in (IMPORTING, EXPORTING):
                work.at_all(self.today())
        except OperationalError as problem:  # the database is away or busy: later
            self.note(f"数据库暂时不能用：{problem}")
        finally:
            close_old_connections()


def _leave(*_signal: Any) -> None:
    raise SystemExit(0)


def _end_with_parent() -> None:
    """End at once when whoever started it ends: the transaction under way is then rolled back."""
    sys.stdin.buffer.read()
    signal.raise_signal(signal.SIGTERM)
