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


OF_A_CLERK: dict[str, str] = {
    "desk": "/?whose=organ",
    "intake": "/reconsiderations/new/",
    "cases": "/reconsiderations/",
    "sheet": "/mediations/sheet/",
    "statistics": "/statistics/tables/T2/?from=2024-01-01&to=2024-12-31",
}
OF_A_SUPERVISOR: dict[str, str] = {
    "overview": "/statistics/overview/?from=2024-01-01&to=2024-12-31",
    "indicators": "/statistics/indicators/?from=2024-01-01&to=2024-12-31",
    "compare": "/statistics/compare/?from=2024-01-01&to=2024-12-31",
}
"""Name of the picture -> address; the case is the first of a list behind a number."""


def sign_in(page: Page, url: str, user: str) -> None:
    """As one of the demo's people."""
    page.goto(f"{url}/login/")
    page.fill("[name=username]", user)
    page.fill("[name=password]", f"{user}-password")
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{url}/")


def photograph(page: Page, url: str, pictures: dict[str, str]) -> None:
    """Each page as it opens."""
    for name, path in pictures.items():
        page.goto(url + path)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=FOLDER / f"{name}.png")


def clerk(page: Page, url: str) -> None:
    """The screens that a clerk works with, and a case that ended with a revocation."""
    sign_in(page, url, "demo-clerk")
    photograph(page, url, OF_A_CLERK)
    page.goto(f"{url}/statistics/records/?from=2024-01-01&to=2024-12-31&cell=T2.revoke.total")
    page.click("table.list tbody th a")
    page.screenshot(path=FOLDER / "case.png")


def supervisor(page: Page, url: str) -> None:
    """What a supervisor reviews, and the yearly report as it is composed."""
    sign_in(page, url, "demo-supervisor")
    photograph(page, url, OF_A_SUPERVISOR)
    page.goto(f"{url}/reports/new/")
    page.fill("[name=from]", "2024-01-01")
    page.fill("[name=to]", "2024-12-31")
    with page.expect_navigation():
        page.click("main form button.main")
    page.screenshot(path=FOLDER / "annual.png")


def main() -> None:
    """Make the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as url, sync_playwright() as playwright:
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        chromium = playwright.chromium.launch(executable_path=browser(), args=flags)
        for role in (clerk, supervisor):
            context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
            role(context.new_page(), url)
        chromium.close()


if __name__ == "__main__":
    main()
