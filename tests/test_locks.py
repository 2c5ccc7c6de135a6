"""The locks: complete on every system, with hashes and without addresses, and each dependency with its reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCKS = [ROOT / "requirements" / name for name in ("app.txt", "dev.txt")]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
APP: list[str] = PROJECT["project"]["dependencies"]
DECLARED = {"app.txt": APP, "dev.txt": APP + PROJECT["dependency-groups"]["dev"]}

SYSTEMS: dict[str, dict[str, str]] = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    "mac": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
}
VERSIONS = {version: {"python_version": version, "python_full_version": f"{version}.0"} for version in ("3.11", "3.13")}
PLACES: dict[str, dict[str, str]] = {"here": {}} | {
    f"{system}, {version}": SYSTEMS[system] | VERSIONS[version] for system in SYSTEMS for version in VERSIONS
}
"""Where a lock is installed: on this machine, and wherever else the project runs."""


def lines_of(text: str) -> list[Requirement]:
    """The lines of a lock, each with its version, extras and marker."""
    joined = re.sub(r"\\\n", " ", re.sub(r"(?m)^\s*#.*\n", "", text))
    return [Requirement(line.partition(" --hash")[0]) for line in joined.splitlines() if line.strip()]


def holds(requirement: Requirement, place: dict[str, str], extras: Iterable[str] = ()) -> bool:
    """Whether a requirement is one in that place, asked for with these extras or without any."""
    marker = requirement.marker
    here: dict[str, Any] = {**default_environment(), **place}
    return marker is None or any(marker.evaluate({**here, "extra": extra}) for extra in ("", *extras))


def required_by(requirement: Requirement, place: dict[str, str]) -> Iterator[Requirement]:
    """What a package requires in that place with the extras it is asked for; nothing where it is not installed."""
    try:
        wanted = distribution(requirement.name).requires or []
    except PackageNotFoundError:
        return
    for one in map(Requirement, wanted):
        if holds(one, place, requirement.extras):
            yield one


def missing(lock: list[Requirement], declared: list[str], place: dict[str, str]) -> list[str]:
    """The requirements that the lock does not hold there: no line, another version, or an extra left out."""
    held = {canonicalize_name(line.name): line for line in lock if holds(line, place)}
    found, seen = [], set()
    ahead = [(one, "pyproject.toml") for one in map(Requirement, declared) if holds(one, place)]
    while ahead:
        wanted, by = ahead.pop()
        if (str(wanted), by) in seen:
            continue
        seen.add((str(wanted), by))
        line = held.get(canonicalize_name(wanted.name))
        pinned = next(iter(line.specifier)).version if line is not None else ""
        if line is None or not wanted.specifier.contains(pinned, prereleases=True) or wanted.extras - line.extras:
            found.append(f"{by} requires {wanted}; the lock holds {line}")
        else:
            ahead += [(one, wanted.name) for one in required_by(wanted, place)]
    return sorted(found)


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_every_requirement_of_what_it_holds(lock, place):
    assert missing(lines_of(lock.read_text(encoding="utf-8")), DECLARED[lock.name], place) == []


@pytest.mark.parametrize(
    ("name", "instead", "told"),
    [
        ("coverage", "coverage==99", "pytest-cov requires coverage[toml]"),  # the extra is left out
        ("sqlparse", None, "django requires sqlparse"),
        ("pluggy", "pluggy==0.1", "pytest requires pluggy"),
        ("colorama", "colorama==99 ; sys_platform == 'cygwin'", "pytest requires colorama"),
        ("ruff", None, "pyproject.toml requires ruff"),
    ],
)
def test_what_a_lock_lacks_is_told_with_who_requires_it(name, instead, told):
    lines = lines_of(LOCKS[1].read_text(encoding="utf-8"))
    rest = [line for line in lines if line.name != name]
    assert len(rest) == len(lines) - 1
    broken = rest + ([Requirement(instead)] if instead else [])
    found = missing(broken, DECLARED["dev.txt"], PLACES["windows, 3.11"])
    assert any(line.startswith(told) for line in found), found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_address_and_gives_every_package_its_hash(lock):
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"https?:|index-url|find-links|file:", text)
    packages = re.split(r"^(?=[\w.-]+(?:\[[\w,-]+\])?==)", text, flags=re.MULTILINE)
    assert [package for package in packages if "--hash=sha256:" not in package] == [""]
    assert len(packages) - 1 == len(lines_of(text))


def test_the_locks_agree():
    app, dev = ({canonicalize_name(one.name): one for one in lines_of(lock.read_text())} for lock in LOCKS)
    assert {name: line.specifier for name, line in app.items()}.items() <= {
        name: line.specifier for name, line in dev.items()
    }.items()


def test_every_dependency_has_its_reason_and_every_reason_its_dependency():
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").partition("## Rejected")[0]
    reasons = [name for name in re.findall(r"^\| ([\w-]+) \| \S", text, re.MULTILINE) if name != "package"]
    assert sorted(reasons) == sorted(canonicalize_name(Requirement(one).name) for one in DECLARED["dev.txt"])
