"""What a command loads before it begins: nothing large that most commands never use."""

from __future__ import annotations

import subprocess
import sys

from tests.management.calls import ROOT

SELDOM = ("pypinyin", "weasyprint", "docx", "waitress", "casework.registry", "casework.statistics", "casework.admin")
"""Libraries and rooms of tenths of seconds or megabytes, each for one purpose."""


def test_a_start_loads_nothing_large_that_most_commands_do_not_use() -> None:
    said = "import sys, django; django.setup(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not set(SELDOM) & set(done.stdout.split())
