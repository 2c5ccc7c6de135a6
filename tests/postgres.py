"""A throw-away PostgreSQL for the tests and benchmarks.

`python -m tests.postgres COMMAND …` runs the command with DATABASE_URL set to it; with --if-present the
command runs without it where PostgreSQL is not installed. As a module: `with cluster() as url`.

The cluster lives in a temporary folder and listens on a socket inside it only, so it cannot be mistaken for
another; it is stopped by the process that started it. Durability is off.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import quote

import psycopg

NAME = "casework"
DEBIAN = Path("/usr/lib/postgresql")
FAST = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "60",
    "shared_buffers": "256MB",
}


class NoPostgres(Exception):
    """PostgreSQL is not installed, or its cluster could not be started; the message says which."""


def given() -> str | None:
    """The address of a PostgreSQL that the environment names already, if it does."""
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith(("postgres://", "postgresql://")) else None


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`: the path's, or the newest of Debian's; None without one."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    versions = [folder for folder in DEBIAN.glob("*/bin") if folder.parent.name.isdecimal()]
    folders += sorted(versions, key=lambda folder: int(folder.parent.name), reverse=True)
    complete = (folder for folder in folders if all((folder / name).exists() for name in ("initdb", "postgres")))
    return next(complete, None)


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster of our own and give its address; stop it and remove its files afterwards.

    Raises NoPostgres where it cannot be had.
    """
    found = programs()
    if found is None:
        raise NoPostgres("PostgreSQL's initdb and postgres are not installed")
    owner = _owner()
    # short and in /tmp: the path of a socket may have 107 characters
    folder = Path(tempfile.mkdtemp(prefix="casework-pg-", dir="/tmp"))
    try:
        if owner:
            shutil.chown(folder, owner["user"], owner["group"])
        _initdb(found, folder, owner)
        with _server(found, folder, owner):
            yield f"postgres://{NAME}@{quote(str(folder), safe='')}/{NAME}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> dict[str, Any]:
    """Who the server runs as: PostgreSQL refuses root, so root borrows Debian's user."""
    if os.geteuid() != 0:
        return {}
    try:
        entry = pwd.getpwnam("postgres")
    except KeyError as error:
        raise NoPostgres("PostgreSQL refuses to run as root, and there is no user postgres") from error
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _initdb(found: Path, folder: Path, owner: Mapping[str, Any]) -> None:
    made = subprocess.run(
        [
            found / "initdb",
            "-D",
            folder / "data",
            "-U",
            NAME,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **owner,
    )
    if made.returncode:
        raise NoPostgres(f"initdb failed: {made.stderr.strip()}")


@contextmanager
def _server(found: Path, folder: Path, owner: Mapping[str, Any]) -> Iterator[None]:
    options = [part for name, value in FAST.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [found / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses=", *options],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # an interrupted test run stops it below, in order
            **owner,
        )
    try:
        _await(process, folder)
        yield
    finally:
        _stop(process)


def _await(process: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            with closing(psycopg.connect(host=str(folder), user=NAME, dbname="postgres", autocommit=True)) as base:
                _check_own(base, folder)
                base.execute(f"CREATE DATABASE {NAME}")
                return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise NoPostgres(f"PostgreSQL did not start: {(folder / 'log').read_text(errors='replace').strip()[-500:]}")


def _check_own(base: psycopg.Connection[Any], folder: Path) -> None:
    row = base.execute("SHOW data_directory").fetchone()
    if row is None or Path(row[0]) != folder / "data":
        raise NoPostgres("another PostgreSQL answered in the place of our own")


def _stop(process: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):  # fast, immediate, at once
        if process.poll() is not None:
            return
        process.send_signal(how)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            continue


def _terminated(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)  # so that the cluster is stopped on the way out


def main(words: list[str]) -> int:
    """Run the command that `words` name with a PostgreSQL of its own; gives the command's exit status."""
    optional = words[:1] == ["--if-present"]
    command = words[1:] if optional else words
    signal.signal(signal.SIGTERM, _terminated)
    if given():
        return subprocess.call(command)
    try:
        with cluster() as url:
            return subprocess.call(command, env=os.environ | {"DATABASE_URL": url})
    except NoPostgres as problem:
        sys.stderr.write(f"Without PostgreSQL: {problem}.\n")
        return subprocess.call(command) if optional else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
