"""The pictures of docs/screens/, taken anew: `python -m tests.e2e.screens`.

A database with the demo data is made in a scratch folder, served on a free port of this machine, and photographed at
the size of an old office PC.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.suite import browser

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "docs" / "screens"
SCREEN = {"width": 1366, "height": 768}
PATIENCE = 60


def manage(*words: str) -> list[str]:
    return [sys.executable, "manage.py", *words]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The demo site; gives its address."""
    variables = os.environ | {"DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}"}
    subprocess.run(manage("demo", "--no-server"), cwd=ROOT, env=variables, check=True, stdout=subprocess.DEVNULL)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = manage("runserver", address, "--noreload", "--verbosity", "0")
    server = subprocess.Popen(command, cwd=ROOT, env=variables)
    try:
        wait_for(f"http://{address}/login/")
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait()


def wait_for(url: str) -> None:
    """Come back when the site answers."""
    for _ in range(PATIENCE * 5):
        try:
            with urllib.request.urlopen(url):
                return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise SystemExit(f"{url} does not answer")


PICTURES: dict[str, str] = {
    "desk": "/?whose=organ",
    "intake": "/reconsiderations/new/",
    "cases": "/reconsiderations/",
    "sheet": "/mediations/sheet/",
    "statistics": "/statistics/?year=2024",
}
"""Name of the picture -> address; the case is the first of a list behind a number."""


def photograph(page: Page, url: str) -> None:
    """The screens that a clerk works with, and a case that ended with a revocation."""
    page.goto(f"{url}/login/")
    page.fill("[name=username]", "demo-clerk")
    page.fill("[name=password]", "demo-clerk-password")
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{url}/")
    for name, path in PICTURES.items():
        page.goto(url + path)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=FOLDER / f"{name}.png")
    page.goto(f"{url}/statistics/records/?from=2024-01-01&to=2024-12-31&cell=T2.revoke.total")
    page.click("table.list tbody th a")
    page.screenshot(path=FOLDER / "case.png")


def main() -> None:
    """Make the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as url, sync_playwright() as playwright:
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        chromium = playwright.chromium.launch(executable_path=browser(), args=flags)
        photograph(chromium.new_page(viewport=SCREEN, locale="zh-CN"), url)  # type: ignore[arg-type]  # a plain mapping
        chromium.close()


if __name__ == "__main__":
    main()
