"""The whole suite, as `make test` runs it: on SQLite, on PostgreSQL, and in the browser.

What this machine lacks is left out and named; with CI=true nothing may be left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from config import environment
from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WORKERS = ("-n", "auto", "--maxprocesses=4", "--maxschedchunk=32")
"""In small portions: else a folder of slow tests is the last portion of one worker, and the others wait for it."""
MAIN = ("tests", "--ignore=tests/e2e", "--ignore=tests/performance", *WORKERS)


def browser() -> str | None:
    """The Chromium that the journeys use, or None where there is none."""
    named = environment.text("CASEWORK_BROWSER")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)


def run(title: str, arguments: tuple[str, ...], url: str | None) -> bool:
    """Run pytest with `arguments` on the database at `url` (None: the default); whether all of it passed."""
    print(f"\n---- {title} ----", flush=True)
    variables = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if url:
        variables["DATABASE_URL"] = url
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.call(command, env=variables, cwd=ROOT) == 0


def on_postgres() -> tuple[bool, str]:
    """Run the tests on PostgreSQL: whether they passed, and why they were left out, if they were."""
    with ExitStack() as stack:
        try:
            url = postgres.given() or stack.enter_context(postgres.cluster())
        except postgres.NoPostgres as problem:
            return True, f"the tests on PostgreSQL: {problem}"
        return run("the suite on PostgreSQL", MAIN, url), ""


def in_browser() -> tuple[bool, str]:
    """Run the journeys: whether they passed, and why they were left out, if they were."""
    if not any((ROOT / "tests" / "e2e").glob("**/test_*.py")):
        return True, ""
    if browser() is None:
        return True, f"the journeys in the browser: none of {', '.join(BROWSERS)} is installed"
    return run("the journeys in the browser", ("tests/e2e", *WORKERS), None), ""


def main() -> int:
    """Run all parts; gives the exit status: 0 when all that ran passed and nothing needed was left out."""
    strict = os.environ.get("CI", "").lower() in environment.YES
    passed = run("the suite on SQLite", MAIN, None)
    left_out = []
    for part in (on_postgres, in_browser):
        held, reason = part()
        passed = passed and held
        left_out += [reason] if reason else []
    for reason in left_out:
        print(f"Left out: {reason}." + (" With CI=true nothing may be left out." if strict else ""))
    return 0 if passed and not (strict and left_out) else 1


if __name__ == "__main__":
    raise SystemExit(main())
