"""Examples of answers, taken from real ones over the demo data (tests/api/openapi/examples.py takes them anew)."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("examples.json")


@lru_cache(maxsize=1)
def examples() -> dict[str, Any]:
    """Operation -> an answer to it."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found
