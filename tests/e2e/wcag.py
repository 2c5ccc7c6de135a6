"""What axe, with all its rules, and the ruler find on a page of the site, wide and at twice the size."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.conftest import SCREEN

WIDTH = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it stands, all that folds away opened; none where it is empty."""
    for folded in page.locator("details").all():
        folded.evaluate("element => element.open = true")
    found = []
    for violation in Axe().run(page).response["violations"]:
        nodes = [node["html"][:120] for node in violation["nodes"][:2]]
        found.append(f"{violation['id']}: {nodes}")
    for width in (SCREEN["width"], SCREEN["width"] // 2):
        page.set_viewport_size({"width": width, "height": SCREEN["height"]})
        wide, there = page.evaluate(WIDTH)
        if wide > there:
            found.append(f"{wide - there} px sideways at {width}")
    page.set_viewport_size({"width": SCREEN["width"], "height": SCREEN["height"]})
    return found
