"""The server for an office: a slow client holds no thread, so that it stops nobody else."""

from __future__ import annotations

import ipaddress
import select
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import waitress
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError, CommandParser
from django.core.servers.basehttp import get_internal_wsgi_application

from casework.errors import FaultyInput, cited
from casework.integrity.starting import unapplied
from casework.management.base import WRONG_CALL, CaseworkCommand
from casework.management.beside import worker_beside
from casework.models import Person
from casework.text.reading import whole_number
from casework.web.shell.uploads import MOST_AT_ONCE

HOST, PORT = "127.0.0.1", 8000
PORTS = range(65536)
THREADS = 8
CONNECTIONS = 400
"""Fewer than a process may open files by default (1,024, and 512 on Windows): each may spool a body and an answer."""
FINISHING = 10.0
"""Seconds that answers under way are given when the server is told to end."""


class Command(CaseworkCommand):
    """serve [--host H] [--port N]."""

    help = "Serve the site to an office; on this machine alone unless --host says otherwise."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options."""
        parser.add_argument("--host", default=HOST, help=f"the address to listen on; default {HOST}")
        parser.add_argument("--port", default=str(PORT), help=f"the port, 0 for a free one; default {PORT}")

    def prepare(self) -> None:
        """A server makes no tables: it serves a database that is ready."""
        if unapplied():
            raise CommandError(
                "数据库还没有准备好：新站点先运行 manage.py setup --organ 机关，旧版本先运行 manage.py migrate",
                returncode=WRONG_CALL,
            )
        super().prepare()

    def run(self, **options: Any) -> int:
        """Listen, say where, serve until told to end."""
        with bound(options["host"], read_port(options["port"])) as listening:
            try:
                application = get_internal_wsgi_application()
            except ImproperlyConfigured as problem:
                raise CommandError(str(problem.__cause__ or problem), returncode=WRONG_CALL) from problem
            if not Person.objects.filter(is_active=True).exists():
                self.note("还没有人能登录：manage.py setup --organ 机关 --administrator 用户名")
            self.note(f"正在 {url_of(listening)} 提供服务，Ctrl+C 结束")
            signal.signal(signal.SIGTERM, _leave)
            with worker_beside():
                serve(application, listening)
        return 0


def read_port(text: str) -> int:
    """A port. Raises FaultyInput."""
    port = whole_number(text)
    if port is not None and port in PORTS:
        return port
    raise FaultyInput(
        f"端口「{cited(text)}」不可用，应为0到{PORTS.stop - 1}的整数",
        f"The port {cited(text)!r} cannot be used; allowed: a whole number from 0 to {PORTS.stop - 1}",
        where="port",
    )


def bound(host: str, port: int) -> socket.socket:
    """A socket that nobody else listens on. Raises FaultyInput, also where others would reach a site of loopback.

    The demo's passwords and the keys made for trying out are refused by the host names that a site answers to; an
    address that others reach needs such names, or a forged `Host` would get past.
    """
    family, address = _resolved(host, port)
    if not (settings.IN_THE_OPEN or ipaddress.ip_address(address[0].partition("%")[0]).is_loopback):
        raise FaultyInput(
            f"地址「{host}」别的机器也能到达：先在CASEWORK_ALLOWED_HOSTS里写上站点的主机名",
            f"Other machines reach the address {host!r}: first name the site's hosts in CASEWORK_ALLOWED_HOSTS",
            where="host",
        )
    made = socket.socket(family, socket.SOCK_STREAM)
    # On Windows SO_REUSEADDR would let two servers take one port.
    made.setsockopt(socket.SOL_SOCKET, getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR), 1)
    try:
        made.bind(address)
        made.listen(CONNECTIONS)
    except OSError as problem:
        made.close()
        raise FaultyInput(
            f"不能在「{host}」的{port}端口提供服务：{problem.strerror}；换一个：--port",
            f"Cannot serve on port {port} of {host!r}: {problem.strerror}; name another with --port",
            where="port",
        ) from None
    return made


def _resolved(host: str, port: int) -> tuple[socket.AddressFamily, Any]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise FaultyInput(
            f"地址「{host}」不存在，应为本机的地址或主机名",
            f"There is no address {host!r}; allowed: an address or name of this machine",
            where="host",
        ) from None
    return found[0][0], found[0][4]


def url_of(listening: socket.socket) -> str:
    """Where a browser finds it."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(application: Callable[..., Any], listening: socket.socket) -> None:
    """Serve until KeyboardInterrupt or SystemExit; what was begun is finished, what is new is not taken.

    One loop reads requests as they come and writes answers as they are taken; a thread holds a request only from
    its last byte until its answer is made. What a client does not take is spooled to a file, so that there is
    no mark at which a thread would have to wait for it.
    """
    server = waitress.create_server(
        application,
        sockets=[listening],
        threads=THREADS,
        connection_limit=CONNECTIONS,
        backlog=CONNECTIONS,
        outbuf_high_watermark=2**62,
        max_request_body_size=MOST_AT_ONCE,
        asyncore_use_poll=hasattr(select, "poll"),
        clear_untrusted_proxy_headers=False,  # the application believes them only from whom its settings name
        ident=None,
    )
    with suppress(KeyboardInterrupt, SystemExit):
        _turn(server, timeout=1)
    server.task_dispatcher.shutdown(timeout=1)  # drops what waits; a thread ends what it has begun
    server.asyncore.dispatcher.close(server)  # takes nobody any more
    _finish(server)
    server.asyncore.close_all(server._map)


def _turn(server: Any, **turns: Any) -> None:
    server.asyncore.loop(map=server._map, use_poll=server.adj.asyncore_use_poll, **turns)


def _finish(server: Any) -> None:
    """Give each answer under way FINISHING seconds, and close every connection that has none or has all of it."""
    end = time.monotonic() + FINISHING
    while server.active_channels and time.monotonic() < end:
        for one in server.active_channels.values():
            if not one.requests:
                one.close_when_flushed = True
        _turn(server, timeout=0.1, count=1)


def _leave(*_signal: Any) -> None:
    raise SystemExit(0)
