"""The process beside the server that works at imports: started a little later, started again when it ends."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

LATER = 2.0
"""Seconds after which it is started: the first pages come first."""
FINISHING = 5.0
"""Seconds that it is given to end."""


@contextmanager
def worker_beside() -> Iterator[None]:
    """Keep a process that works at imports while the server runs."""
    ending = threading.Event()
    keeper = threading.Thread(target=_keep, args=(ending,), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ending.set()
        keeper.join(FINISHING + 1)


def _keep(ending: threading.Event) -> None:
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "import_worker", "--with-parent"]
    while not ending.wait(LATER):
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as worker:  # noqa: S603  # our own command
            while worker.poll() is None and not ending.wait(1):
                pass
            if worker.stdin is not None:
                worker.stdin.close()
            try:
                worker.wait(FINISHING)
            except subprocess.TimeoutExpired:
                worker.kill()
