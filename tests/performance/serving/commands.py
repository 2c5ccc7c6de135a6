"""Whole commands: `play` of 1,800 mediation acts and `demo` from nothing, `report` of the demo."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from tests.performance.shared.databases import Place
from tests.performance.shared.timing import Compared, in_turns

CASES = 900
STARTS = 9


def mediation_story() -> dict[str, Any]:
    """A story of so many mediation cases, each registered and concluded."""
    acts: list[dict[str, Any]] = []
    for n in range(CASES):
        on = date(2024, 1, 2) + timedelta(days=n // 3)
        case = f"M{n + 1}"
        acts.append(
            {
                "case": case,
                "act": "register",
                "on": on.isoformat(),
                "kind": "mediation",
                "body": "示例镇示例村人民调解委员会",
                "dispute_type": "neighbours",
                "source": "active",
                "parties": 2,
            }
        )
        acts.append(
            {"case": case, "act": "conclude", "on": (on + timedelta(days=9)).isoformat(), "result": "succeeded"}
        )
    figure = {"figure": "mediation.succeeded", "from": "2024-01-01", "to": "2024-12-31", "value": CASES}
    return {
        "story": "九百件人民调解",
        "today": "2024-12-31",
        "organ": "曲沃县人民政府",
        "acts": acts,
        "expect": [figure],
    }


def play_seconds(place: Place) -> float:
    """How long `play` of the story takes."""
    path = Path(place.folder) / "mediation.json"
    path.write_text(json.dumps(mediation_story(), ensure_ascii=False), encoding="utf-8")
    return _seconds(place, place.fresh("play"), "play", str(path))


def demo_seconds(place: Place) -> float:
    """How long `demo --no-server` takes, with making the tables."""
    place.demo = place.empty("demo")
    return _seconds(place, place.demo, "demo", "--no-server")


def report_seconds(place: Place) -> Compared:
    """How long `report` of the demo's county takes as a whole process, beside one that only imports Django."""
    words = ["report", "--organ", "曲沃县人民政府", "--from", "2025-01-01", "--to", "2025-12-31"]
    bare = partial(subprocess.run, [sys.executable, "-c", "import django"], check=True)
    return in_turns(partial(place.manage, place.demo, *words), bare, STARTS, warm_up=1)


def _seconds(place: Place, url: str, *words: str) -> float:
    start = time.perf_counter()
    place.manage(url, *words)
    return time.perf_counter() - start
