"""What the log says of an answer."""

from __future__ import annotations

import logging


class FaultsAlone(logging.Filter):
    """Leaves the traceback to faults of the program: a refusal (403, 404) is one line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes."""
        if record.levelno < logging.ERROR:
            record.exc_info = None
        return True
