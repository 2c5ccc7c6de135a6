"""Processor time and size of every screen of the demo, for its clerk, its supervisor and its report team.

`python -m tests.performance.serving.pages` measures in the database of DATABASE_URL, which holds the demo.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from statistics import median
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import resolve

from casework.models import Person
from casework.web.urls import ADDRESSES
from tests.web.test_crawl import links, shape

READERS = ("demo-clerk", "demo-supervisor", "demo-report-team", "demo-city-supervisor")
FLOOR = "/help/"
FILES = re.compile(r'(?:src|href)="/static/([^"]+)"')
NAMES = {screen.name for screen in ADDRESSES}
Screen = tuple[str, frozenset[str]]
"""Its name, with the table, act or term that it shows, and which parameters are asked for."""


def processor_time(work: Callable[[], Any]) -> float:
    """Milliseconds of this process's processor time."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def signed_in(username: str) -> Client:
    """A client in which one of the demo's people is signed in."""
    client = Client()
    client.force_login(Person.objects.get(username=username), backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


@cache
def size_of(file: str) -> int:
    """Bytes of a file that a page names, as it is sent."""
    path = finders.find(file)
    if not isinstance(path, str):
        raise FileNotFoundError(file)
    return Path(path).stat().st_size


def screen_of(url: str) -> Screen:
    """Pages of one screen are alike, whichever record they show."""
    path = url.partition("?")[0]
    shown = [value for value in resolve(path).kwargs.values() if isinstance(value, str)]
    name, asked = shape(url)
    return " ".join([name, *shown]), asked


def screens(client: Client) -> dict[str, int]:
    """Address → bytes of a first visit, packed and with its files, to one page of every screen that links lead to."""
    found: dict[str, int] = {}
    seen: set[Screen] = set()
    waiting = ["/"]
    known = set(waiting)
    while waiting:
        url = waiting.pop(0)
        if screen_of(url) in seen or shape(url)[0] not in NAMES:
            continue
        seen.add(screen_of(url))
        answer = client.get(url)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        text = answer.content.decode()
        found[url] = len(gzip.compress(answer.content)) + sum(map(size_of, set(FILES.findall(text))))
        fresh = [link for link in links(url, text) if link not in known]
        known.update(fresh)
        waiting += fresh
    return found


def measure(rounds: int) -> dict[str, Any]:
    """By screen: the dearest address, its milliseconds, the bytes of the largest; `floor`: what the help page takes.

    >>> measure(5)["screens"]["home"]  # doctest: +SKIP
    ["/?whose=organ", 31.2, 48211]
    """
    found: dict[str, list[tuple[float, int, str]]] = {}
    floors: list[float] = []
    for username in READERS:
        client = signed_in(username)
        for url, size in screens(client).items():
            floors.append(processor_time(partial(client.get, FLOOR)))
            took = median(processor_time(partial(client.get, url)) for _ in range(rounds))
            found.setdefault(screen_of(url)[0], []).append((took, size, url))
    dearest = {name: (max(each)[2], max(each)[0], max(size for _, size, _ in each)) for name, each in found.items()}
    return {"floor": median(floors), "screens": dearest}


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    settings.ALLOWED_HOSTS = ["testserver"]
    print(json.dumps(measure(parser.parse_args().rounds)))


if __name__ == "__main__":
    main()
