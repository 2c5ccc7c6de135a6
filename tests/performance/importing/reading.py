"""A reader's page while an import is written, beside the same page when nothing else goes on.

`python -m tests.performance.importing.reading` works in a site in DATABASE_URL that holds what `importing.files` left.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.conf import settings
from django.test import Client

from casework.law.names import Role
from casework.models import Membership, Organ, Person
from tests.performance.importing.files import COUNTY, mediations, written
from tests.performance.shared.timing import milliseconds

PAGE = "/mediations/"
ROWS = 8_000
ROUNDS = 60


def reader() -> Client:
    """A client in which a clerk of the county is signed in."""
    person, _made = Person.objects.get_or_create(username="reader")
    Membership.objects.get_or_create(person=person, organ=Organ.objects.get(name=COUNTY), role=Role.CLERK)
    client = Client(headers={"host": "localhost"})
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


@contextmanager
def importing(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """An import of the file that has begun to write."""
    command = [sys.executable, "manage.py", "import_records", "mediation", str(path), "--organ", COUNTY]
    told = path.with_suffix(".told")
    with told.open("wb") as said, subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said) as process:
        while not told.stat().st_size and process.poll() is None:
            time.sleep(0.01)
        yield process


def measure() -> dict[str, Any]:
    """Milliseconds of the page, idle and meanwhile, and how often it was asked for meanwhile."""
    client = reader()

    def page() -> None:
        assert client.get(PAGE).status_code == 200

    idle = [milliseconds(page) for _ in range(ROUNDS)][ROUNDS // 4 :]
    meanwhile = []
    with tempfile.TemporaryDirectory() as folder:
        rows = ((row[0].replace("测调", "又测调"), *row[1:]) for row in mediations(ROWS))
        with importing(written(rows, Path(folder))) as process:
            while process.poll() is None:
                meanwhile.append(milliseconds(page))
    if process.returncode:
        raise RuntimeError("the import failed")
    return {"idle": median(idle), "meanwhile": median(meanwhile), "asked": len(meanwhile)}


if __name__ == "__main__":
    print(json.dumps(measure()))
