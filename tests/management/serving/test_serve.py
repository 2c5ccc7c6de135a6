"""serve: slow clients stop nobody, it ends without cutting anybody off, and it refuses what cannot be served."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
import waitress
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from casework.management.commands import serve as command
from tests.management.calls import ROOT, wrong

SLOW = 50
WAIT = 30.0
"""Seconds after which a test gives up: what a stopped server would look like."""
ASKED = "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
LARGE = 24 * 1024 * 1024
"""More than the buffers of both ends take, and than the mark at which the server would hold a thread."""
TAKEN = {"SO_RCVBUF": 1 << 18}
"""What a client takes unread: some segments, as a window below one is probed for instead of filled, and crawls."""


def connected(port: int, **options: int) -> socket.socket:
    made = socket.socket()
    for name, value in options.items():
        made.setsockopt(socket.SOL_SOCKET, getattr(socket, name), value)
    made.settimeout(WAIT)
    made.connect(("127.0.0.1", port))
    return made


def rest_of(client: socket.socket) -> bytes:
    """All that the server still sends."""
    with client:
        return b"".join(iter(lambda: client.recv(1 << 20), b""))


def answer(port: int, path: str) -> bytes:
    client = connected(port)
    client.sendall(ASKED.format(path=path).encode())
    return rest_of(client)


# ---- The command, in a process of its own ----


HEARING = """import os, runpy, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv = sys.argv[1:]
sys.path[0] = os.path.dirname(sys.argv[0])
runpy.run_path(sys.argv[0], run_name="__main__")"""
"""manage.py as from a terminal: a process of a shell in the background is deaf to SIGINT, and so are its children."""


@contextmanager
def serving(database: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The command on a free port: the process, and the port that it named."""
    variables = {k: v for k, v in os.environ.items() if not k.startswith(("CASEWORK_", "DATABASE_URL", "DJANGO_"))}
    variables["DATABASE_URL"] = f"sqlite:///{database}"
    process = subprocess.Popen(
        [sys.executable, "-c", HEARING, str(ROOT / "manage.py"), "serve", "--port", "0", *words],
        env=variables, stderr=subprocess.PIPE, text=True, cwd=database.parent,
    )  # fmt: skip
    try:
        yield process, port_of(process)
    finally:
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


def port_of(process: subprocess.Popen[str]) -> int:
    """The port in the line that says where the site is served."""
    assert process.stderr is not None
    said = ""
    for line in process.stderr:
        said += line
        if "http://127.0.0.1:" in line:
            return int(line.partition("http://127.0.0.1:")[2].partition("/")[0])
    raise AssertionError(said)


def test_a_quick_request_is_answered_while_fifty_dribble_their_headers(site):
    with serving(site) as (_process, port), ExitStack() as stack:
        slow = [stack.enter_context(connected(port)) for _ in range(SLOW)]
        for client in slow:
            client.sendall(b"GET /login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nX-Slow: a")
        # every answer comes while all fifty have sent a part of a header and no end of it
        for one in range(3):
            assert b'{"status": "ok"}' in answer(port, "/health/")
            assert answer(port, "/login/").startswith(b"HTTP/1.1 200 OK")
            for client in slow:
                client.sendall(f"{one}".encode())
        for client in slow:
            client.sendall(b"\r\n\r\n")
            assert rest_of(client).startswith(b"HTTP/1.1 200 OK")


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it")
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_told_to_though_a_client_dribbles(site, told):
    with serving(site) as (process, port), connected(port) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nX-Slow: a")
        assert b'{"status": "ok"}' in answer(port, "/health/")
        process.send_signal(told)
        assert process.wait(WAIT) == 0


def test_a_port_that_is_in_use_is_refused(db):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        assert port in wrong("serve", "--port", port)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--port", "65536"), "65536"),
        (("--port", "-1"), "-1"),
        (("--port", "http"), "http"),
        (("--port", "8e3"), "8e3"),
        (("--port", "٨٠٠٠"), "٨٠٠٠"),
        (("--port", "9" * 6000), "9999"),
        (("--host", "no such host"), "no such host"),
        (("--host", "300.1.1.1"), "300.1.1.1"),
        (("--host", "0.0.0.0"), "CASEWORK_ALLOWED_HOSTS"),
        (("--host", "::"), "CASEWORK_ALLOWED_HOSTS"),
        (("--host", ""), "「」"),
    ],
)
def test_a_place_that_cannot_be_served_from_is_named(words, named, db):
    assert named in wrong("serve", *words)


def test_a_database_that_is_not_ready_is_not_served(db):
    MigrationRecorder(connection).migration_qs.filter(app="casework").latest("name").delete()
    sentence = wrong("serve", "--port", "0")
    assert "manage.py setup" in sentence
    assert "manage.py migrate" in sentence


def test_a_site_that_may_not_start_is_not_served(db, monkeypatch):
    def refused() -> None:
        raise ImproperlyConfigured("demo users")

    monkeypatch.setattr(command, "get_internal_wsgi_application", refused)
    assert "demo users" in wrong("serve", "--port", "0")


# ---- The server, with an application whose answers are large and whose end is known ----


class Server:
    """`serve` in a thread, which ends as at Ctrl+C."""

    def __init__(self, application: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
        self.ending = threading.Event()
        self.listening = command.bound("127.0.0.1", 0)
        self.port = self.listening.getsockname()[1]
        monkeypatch.setattr("waitress.wasyncore.dispatcher.log_info", lambda *_words: None)
        original = waitress.create_server

        def created(*words: Any, **more: Any) -> Any:
            server = original(*words, **more)
            readable = server.readable

            def told() -> bool:
                if self.ending.is_set():
                    raise KeyboardInterrupt
                return bool(readable())

            server.readable = told
            return server

        monkeypatch.setattr(waitress, "create_server", created)
        self.thread = threading.Thread(target=command.serve, args=(application, self.listening))
        self.thread.start()

    def end(self) -> None:
        self.ending.set()


def refused(port: int) -> bool:
    with socket.socket() as late:
        return late.connect_ex(("127.0.0.1", port)) != 0


def slowly(port: int) -> Iterator[bytes]:
    """One byte, and another one when nobody new is taken."""
    yield b"x"
    while not refused(port):
        time.sleep(0.05)
    yield b"x"


def large_or_small(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
    if environ["PATH_INFO"] == "/slow":
        start_response("200 OK", [("Content-Length", "2")])
        return slowly(int(environ["SERVER_PORT"]))
    size = LARGE if environ["PATH_INFO"] == "/large" else 1
    start_response("200 OK", [("Content-Length", str(size))])
    chunk = b"x" * min(size, 1 << 20)
    return iter([chunk] * (size // len(chunk)))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    made = Server(large_or_small, monkeypatch)
    yield made
    made.end()
    made.thread.join(WAIT)
    assert not made.thread.is_alive()


def test_clients_that_do_not_take_their_large_answers_hold_no_thread(server):
    """More of them than there are threads, each with more than the buffers between the two hold."""
    slow = [connected(server.port, **TAKEN) for _ in range(command.THREADS + 1)]
    for client in slow:
        client.sendall(ASKED.format(path="/large").encode())
        client.recv(1)
    assert answer(server.port, "/small").endswith(b"\r\n\r\nx")
    for client in slow:
        assert rest_of(client).count(b"x") == LARGE


def test_an_answer_under_way_is_finished_before_the_end(server, monkeypatch):
    monkeypatch.setattr(command, "FINISHING", WAIT)  # a machine at work may need longer than an office waits
    client = connected(server.port, **TAKEN)
    client.sendall(ASKED.format(path="/large").encode())
    client.recv(1)
    server.end()
    assert rest_of(client).count(b"x") == LARGE
    assert refused(server.port)


def test_an_answer_still_being_made_at_the_end_is_finished_and_its_connection_closed(server):
    client = connected(server.port)
    client.sendall(ASKED.format(path="/slow").encode())
    begun = client.recv(1)
    server.end()
    assert (begun + rest_of(client)).endswith(b"\r\n\r\nxx")


def test_a_connection_that_waits_for_nothing_does_not_keep_the_server_from_its_end(server):
    client = connected(server.port)
    client.sendall(b"GET /small HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert client.recv(1 << 16)
    server.end()
    rest_of(client)
    server.thread.join(WAIT)
    assert not server.thread.is_alive()
