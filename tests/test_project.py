"""The project itself: documents, sizes, and the configurations it refuses."""

from __future__ import annotations

import ast
import os
import re
import secrets
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import database, environment, keys

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
MOST_FILES = 15
# built from parts, so that this file does not hold what it looks for
PERSONAL_FOLDERS = re.compile(r"(?<![\w.:/%-])/(?:" + "|".join(["work", "root", "home", "Users", "opt"]) + r")/\w")
OTHERS_WORK = {"LICENSE"}


def own_files() -> Iterator[Path]:
    """The project's text files: what git knows or would add; without git, what is not hidden."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        names = listed.stdout.split("\0")
    else:
        paths = (file.relative_to(ROOT) for file in ROOT.rglob("*"))
        names = [str(path) for path in paths if not any(part.startswith(".") for part in path.parts)]
    for name in filter(None, names):
        if name not in OTHERS_WORK and "/vendor/" not in name and (ROOT / name).is_file():
            yield ROOT / name


def python_files(*more: str) -> list[Path]:
    found = [file for folder in ("casework", "config", *more) for file in sorted((ROOT / folder).rglob("*.py"))]
    return [file for file in found if "migrations" not in file.parts]


# ---- Documents ----


def test_the_settings_page_is_what_the_settings_read():
    assert (ROOT / "docs" / "settings.md").read_text() == environment.settings_markdown(), "run `make docs`"


def test_no_file_names_a_folder_of_somebodys_machine():
    found = []
    for file in own_files():
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{file.relative_to(ROOT)}: {match[0]}" for match in PERSONAL_FOLDERS.finditer(text)]
    assert found == []


# ---- Sizes ----


def test_no_file_is_longer_than_a_file_may_be():
    lengths = {file.relative_to(ROOT): len(file.read_text().splitlines()) for file in python_files("tests")}
    assert {file: length for file, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_room_holds_more_files_than_a_reader_takes_in():
    """Django finds commands in one flat folder."""
    held = Counter(file.parent.relative_to(ROOT) for file in python_files("tests"))
    crowded = {str(room) for room, files in held.items() if files > MOST_FILES}
    assert crowded == {"casework/management/commands"}, "put what belongs together into a room of its own"


def test_no_function_is_longer_than_a_function_may_be():
    found = {}
    for file in python_files():
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    found[f"{file.relative_to(ROOT)}: {node.name}"] = length
    assert found == {}


def test_no_check_is_switched_off_without_a_reason():
    bare = re.compile(r"#\s*(?:noqa(?::\s*[A-Z0-9, ]+)?|type:\s*ignore(?:\[[\w, -]+\])?)\s*$")
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in python_files()
        for number, line in enumerate(file.read_text().splitlines(), start=1)
        if bare.search(line)
    ]
    assert found == []


def test_one_place_tells_which_language_a_code_means():
    told = re.compile(r"""startswith\(["']zh|== ?["']zh|["']zh[\w-]*["'] (?:in|==)""")
    assert [file.name for file in python_files() if told.search(file.read_text())] == ["languages.py"]


# ---- Keys ----


def test_a_key_is_made_once_for_its_owner_only_though_many_ask_at_once(tmp_path):
    file = tmp_path / "new" / "secret-key"
    with ThreadPoolExecutor(16) as pool:
        made = set(pool.map(keys.kept, [file] * 64))
    assert len(made) == 1
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_damaged_key_file_is_refused_and_kept(tmp_path):
    file = tmp_path / "secret-key"
    file.write_text("short")
    with pytest.raises(ImproperlyConfigured, match="too weak"):
        keys.kept(file)
    assert file.read_text() == "short"


# ---- DATABASE_URL ----


def test_a_postgres_address_is_read_with_percent_encoding():
    found = database.describe("postgres://clerk:p%40ss%2Fword@db.example.org:5433/casework?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("clerk", "p@ss/word", "db.example.org")
    assert (found["PORT"], found["NAME"]) == (5433, "casework")
    assert found["OPTIONS"]["sslmode"] == "require"


def test_a_sqlite_address_is_an_absolute_path():
    assert database.describe("sqlite:////srv/a%20b/cases.sqlite3")["NAME"] == Path("/srv/a b/cases.sqlite3")


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///relative.sqlite3",
        "sqlite://srv/cases.sqlite3",
        "sqlite://:memory:",
        "mysql://clerk:hidden@host/name",
        "postgres://clerk:hidden@host",
        "postgres://clerk:hidden@host:port/name",
        "cases.sqlite3",
    ],
)
def test_another_address_is_refused_without_repeating_a_password(url):
    with pytest.raises(ImproperlyConfigured, match="allowed are sqlite:////absolute/path and postgres://") as refused:
        database.describe(url)
    assert "hidden" not in str(refused.value)


# ---- Configurations ----

Check = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Run Python with these words (none: `manage.py check`) and no variables of ours but these."""

    def run(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(environment.PREFIX)}
        clean |= {"DATABASE_URL": f"sqlite:///{tmp_path / 'cases.sqlite3'}"} | variables
        command = [sys.executable, *(words or ("manage.py", "check"))]
        return subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, check=False)

    return run


def in_the_open(**changed: str) -> dict[str, str]:
    return {
        "CASEWORK_ALLOWED_HOSTS": "cases.example.org",
        "CASEWORK_SECRET_KEY": secrets.token_urlsafe(48),
        "CASEWORK_FIELD_KEY": secrets.token_urlsafe(48),
    } | changed


def test_with_nothing_set_the_project_is_sound_and_keeps_its_keys_beside_the_database(check, tmp_path):
    assert check().returncode == 0
    assert {"cases.sqlite3.secret-key", "cases.sqlite3.field-key"} <= {file.name for file in tmp_path.iterdir()}


def test_a_site_in_the_open_with_its_own_keys_is_sound(check):
    done = check("manage.py", "check", "--deploy", "--fail-level", "WARNING", **in_the_open(CASEWORK_SECURE="yes"))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"CASEWORK_DEBUG": "yes"}, "CASEWORK_DEBUG is on"),
        ({"CASEWORK_SECRET_KEY": ""}, "CASEWORK_SECRET_KEY must be given"),
        ({"CASEWORK_FIELD_KEY": ""}, "CASEWORK_FIELD_KEY must be given"),
        ({"CASEWORK_SECRET_KEY": "changeme"}, "CASEWORK_SECRET_KEY is too weak"),
        ({"CASEWORK_SECRET_KEY": "ab" * 40}, "CASEWORK_SECRET_KEY is too weak"),
        ({"CASEWORK_FIELD_KEY": "changeme"}, "CASEWORK_FIELD_KEY is too weak"),
        ({"CASEWORK_ALLOWED_HOSTS": "*", "CASEWORK_SECRET_KEY": ""}, "CASEWORK_SECRET_KEY must be given"),
        ({"CASEWORK_SECURE": "perhaps"}, "CASEWORK_SECURE is 'perhaps'; allowed are"),
        ({"CASEWORK_SECUR": "yes"}, "CASEWORK_SECUR is not a setting; allowed are"),
    ],
)
def test_a_weak_site_in_the_open_does_not_start(check, changed, said):
    done = check(**in_the_open(**changed))
    assert done.returncode != 0
    assert said in done.stderr


def test_one_key_for_two_purposes_is_refused(check):
    key = secrets.token_urlsafe(48)
    done = check(**in_the_open(CASEWORK_SECRET_KEY=key, CASEWORK_FIELD_KEY=key))
    assert done.returncode != 0
    assert "are the same" in done.stderr


MAKE_DEMO_USER = (
    "from django.contrib.auth import get_user_model as m; m().objects.create(username='demo', is_demo=True)"
)


def test_demo_users_are_fine_on_loopback_and_refused_for_others(check):
    assert check("manage.py", "migrate", "-v0").returncode == 0
    assert check("manage.py", "shell", "-v0", "-c", MAKE_DEMO_USER).returncode == 0
    assert check().returncode == 0
    assert check("-c", "import config.wsgi").returncode == 0
    for done in (check("manage.py", "check", "--deploy"), check(**in_the_open())):
        assert done.returncode != 0
        assert "casework.E001" in done.stderr
    for door in ("wsgi", "asgi"):
        started = check("-c", f"import config.{door}", **in_the_open())
        assert started.returncode != 0
        assert "demo users" in started.stderr
