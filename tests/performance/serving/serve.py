"""One quick reader of `manage.py serve` beside fifty slow clients, and alone: what it waits for the sign-in page.

`python -m tests.performance.serving.serve` measures with the database of DATABASE_URL, which is migrated.
"""

from __future__ import annotations

import argparse
import http.client
import json
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from statistics import median
from typing import Any

from tests.performance.shared.databases import ROOT
from tests.performance.shared.timing import milliseconds, percentile_95

SLOW = 50
PAUSE = 0.5
"""Seconds between two bytes of a header, or two pieces of an answer taken."""
PIECE = 512
BLOCK = 10
"""Requests of the quick reader in one turn."""
WAIT = 60.0
LARGE = "/api/v1/schema/"
"""An answer of some hundred kilobytes: more than the buffers of both ends take from a reader this slow."""


@contextmanager
def serving() -> Iterator[int]:
    """The command on a free port, which is given."""
    words = [sys.executable, "manage.py", "serve", "--port", "0"]
    with subprocess.Popen(words, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = next((line for line in process.stderr if "http://127.0.0.1:" in line), "")
        try:
            yield int(said.partition("http://127.0.0.1:")[2].partition("/")[0])
        finally:
            process.kill()


def connected(port: int) -> socket.socket:
    """A connection whose end takes little at once."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    made.settimeout(WAIT)
    made.connect(("127.0.0.1", port))
    return made


def quick(port: int) -> None:
    """One request on a connection of its own. Raises RuntimeError for another answer than the page."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT)
    client.request("GET", "/login/")
    answer = client.getresponse()
    answer.read()
    client.close()
    if answer.status != 200:
        raise RuntimeError(f"the server answered {answer.status}")


def dribble(client: socket.socket) -> None:
    """One more byte of a header that never ends."""
    client.sendall(b"a")


def take(client: socket.socket) -> None:
    """One more piece of a large answer."""
    client.recv(PIECE)


OPENINGS: dict[str, tuple[str, Callable[[socket.socket], None]]] = {
    "sending": ("GET /login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ", dribble),
    "reading": (f"GET {LARGE} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", take),
}
"""What the slow begin with, and what they go on doing."""


@contextmanager
def slow(port: int, kind: str) -> Iterator[None]:
    """Fifty slow clients; those that read have begun to."""
    opening, go_on = OPENINGS[kind]
    ended = threading.Event()
    with ExitStack() as stack:
        clients = [stack.enter_context(connected(port)) for _ in range(SLOW)]
        for client in clients:
            client.sendall(opening.encode())
        for client in clients:
            go_on(client)

        def keep_on() -> None:
            while not ended.wait(PAUSE):
                for client in clients:
                    go_on(client)

        thread = threading.Thread(target=keep_on)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()


def measure(rounds: int) -> dict[str, Any]:
    """Milliseconds that the quick reader waits, beside the slow and alone, in turns: medians, ratio, p95 of both."""
    found: dict[str, Any] = {}
    with serving() as port:
        ask = partial(quick, port)
        for _ in range(BLOCK):
            ask()
        for kind in OPENINGS:
            beside: list[float] = []
            alone: list[float] = []
            ratios: list[float] = []
            for _ in range(max(2, rounds // BLOCK)):
                without = [milliseconds(ask) for _ in range(BLOCK)]
                with slow(port, kind):
                    with_them = [milliseconds(ask) for _ in range(BLOCK)]
                alone, beside = alone + without, beside + with_them
                ratios.append(median(with_them) / median(without))
            found[kind] = (median(beside), median(alone), median(ratios), percentile_95(beside), percentile_95(alone))
    return found


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    print(json.dumps(measure(parser.parse_args().rounds)))


if __name__ == "__main__":
    main()
