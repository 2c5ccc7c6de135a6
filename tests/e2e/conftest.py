"""The site in a real browser: the system's Chromium, a fixed day, one small county, one clerk who signs in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.apps import apps
from playwright.sync_api import ConsoleMessage, Page, Request
from pytest_django.live_server_helper import LiveServer

from casework.law.names import Role
from casework.models import EntryKind, Membership, Person, Term
from tests.factories import TODAY, Office
from tests.suite import browser as installed_browser
from tests.web.county import County, make_county

PASSWORD = "correct horse battery staple"
SCREEN = {"width": 1366, "height": 768}


@pytest.fixture(scope="package", autouse=True)
def _records_beside_the_loop() -> Iterator[None]:
    """Records may be made in the thread of Playwright's loop: nothing is awaited there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(f"{TODAY.isoformat()}T09:00:00+08:00", tick=False):
        yield


@pytest.fixture(scope="session")
def base_url() -> str:
    """In place of the plugin's own, which pytest warns of: every address here begins with the live server's."""
    return ""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of the system; root, as in a container, has to do without its sandbox."""
    return {
        **browser_type_launch_args,
        "executable_path": installed_browser(),
        "args": ["--no-sandbox"] if os.geteuid() == 0 else [],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """The screen of an old office PC, in Chinese."""
    return {**browser_context_args, "viewport": SCREEN, "locale": "zh-CN"}


NOTED = ("status of 400", "status of 401", "status of 404", "status of 409", "status of 422")
"""Answers that are as they must be, to what is not there or not taken; the browser notes them as errors."""


@dataclass
class Site:
    """The served site with its records, and what the browser did meanwhile."""

    url: str
    county: County
    page: Page
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._requested)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _requested(self, request: Request) -> None:
        # the browser's own reader of PDFs asks for its own parts, from nowhere
        if urlsplit(request.url).scheme in ("http", "https", "ws", "wss"):
            self.hosts.add(urlsplit(request.url).netloc)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(answer in message.text for answer in NOTED):
            self.complaints.append(message.text)

    def open(self, path: str) -> Page:
        """Go to a page of the site."""
        self.page.goto(self.url + path)
        return self.page

    def sign_in(self) -> None:
        """Sign in from the keyboard."""
        self.open("/")
        self.page.locator("[name=username]").focus()
        self.page.keyboard.type("li")
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(self.url + "/")

    def supervise(self, organ: str) -> None:
        """Let the person be supervisor of an organ too."""
        person = Person.objects.get(username="li")
        Membership.objects.create(person=person, organ=self.county.office[organ], role=Role.SUPERVISOR.value)

    def speak(self, language: str) -> None:
        """Switch the language with the button of the bar."""
        if self.page.locator("html").get_attribute("lang") != {"zh-hans": "zh-Hans"}.get(language, language):
            self.page.locator(f'button[name="language"][value="{language}"]').click()
            self.page.wait_for_load_state()


def restore_reference_data() -> None:
    """What the migrations load, after another test's data were removed with it.

    The serialised copy that Django restores is kept on the connection that made the database, and Playwright's loop
    gives the tests another one.
    """
    if not EntryKind.objects.exists():
        import_module("casework.migrations.0045_kinds_of_the_ledger").load(apps, None)
    if not Term.objects.exists():
        import_module("casework.migrations.0002_reference_data").load(apps, None)


@pytest.fixture
def site(transactional_db: None, live_server: LiveServer, page: Page) -> Iterator[Site]:
    """The site; afterwards, whatever the test did, no other host was asked and the browser had nothing to say."""
    restore_reference_data()
    office = Office()
    person = Person.objects.create_user("li", password=PASSWORD, last_name="李", first_name="某")
    Membership.objects.create(person=person, organ=office["甲县"], role=Role.CLERK.value)
    found = Site(live_server.url, make_county(office), page)
    yield found
    page.context.set_offline(True)  # what the page keeps of itself when it is closed comes after the records are gone
    assert found.hosts == {urlsplit(live_server.url).netloc}
    assert found.complaints == []
