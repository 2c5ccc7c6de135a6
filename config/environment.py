"""The environment variables the project reads: declared once as data, read only through this module.

`docs/settings.md` is printed from `VARIABLES`, so what is documented is what is read.
"""

from __future__ import annotations

import os
from typing import Literal, NamedTuple

from django.core.exceptions import ImproperlyConfigured

PREFIX = "CASEWORK_"
YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off"})

Kind = Literal["text", "yes or no", "list", "number"]


class Variable(NamedTuple):
    """One environment variable.

    `default` is the text that stands for it when it is unset or empty; `default_words` says in the
    manual what the default is where the text itself would not say it.
    """

    name: str
    kind: Kind
    default: str
    help: str
    default_words: str = ""


VARIABLES: tuple[Variable, ...] = (
    Variable(
        "DATABASE_URL",
        "text",
        "",
        "The database: `sqlite:////absolute/path` or `postgres://user:password@host:port/name`. Characters "
        "with a meaning of their own in an address (`@ : / ? # %`) are percent-encoded; a Unix socket's "
        "folder stands as the host, percent-encoded. Options of the driver follow after `?`, for example "
        "`?sslmode=verify-full`.",
        "the file `casework.sqlite3` in the project",
    ),
    Variable(
        "CASEWORK_SECRET_KEY",
        "text",
        "",
        "Signs sessions and forms: at least 50 random characters. In the open it must be given. Make one "
        'with `python -c "import secrets; print(secrets.token_urlsafe(48))"`.',
        "made once and kept beside the SQLite database (`….secret-key`, readable by its owner only), "
        "or in `var/` with PostgreSQL",
    ),
    Variable(
        "CASEWORK_FIELD_KEY",
        "text",
        "",
        "The root key that personal data are encrypted with; made like the secret key, and different from "
        "it. In the open it must be given. **Without it the stored identity numbers, telephones and "
        "addresses cannot be read again**: keep a copy apart from the database's.",
        "made once and kept beside the SQLite database (`….field-key`), or in `var/` with PostgreSQL",
    ),
    Variable(
        "CASEWORK_ALLOWED_HOSTS",
        "list",
        "localhost, 127.0.0.1, [::1]",
        "The host names the site answers to. A name beyond the loopback ones puts the site in the open: it "
        "then refuses to start with debug on, with a key that was not given or is weak, or while demo users "
        "exist.",
    ),
    Variable(
        "CASEWORK_SECURE",
        "yes or no",
        "no",
        "The site is reached through TLS: cookies are sent over TLS only, plain requests are redirected, "
        "browsers are told to keep to TLS for a year. The server in front passes `X-Forwarded-Proto`; "
        "it is believed from this machine, and from the addresses in `CASEWORK_TRUSTED_PROXIES`.",
    ),
    Variable(
        "CASEWORK_CSRF_TRUSTED_ORIGINS",
        "list",
        "",
        "Origins beside the site's own from which forms are accepted, each with its scheme. Needed only "
        "where a server in front changes the host name.",
        "none",
    ),
    Variable(
        "CASEWORK_DEBUG",
        "yes or no",
        "no",
        "Error pages with code and values. For development on loopback only.",
    ),
    Variable(
        "CASEWORK_ATTACHMENTS",
        "text",
        "",
        "The folder of the files attached to records. Back it up with the database; no address serves it.",
        "`attachments` beside the SQLite database (`….attachments`), or `var/attachments` with PostgreSQL",
    ),
    Variable(
        "CASEWORK_API_REQUESTS_A_MINUTE",
        "number",
        "600",
        "How many requests one token may make in a minute before it is told to wait (429). Counted in each process "
        "of the server by itself.",
    ),
    Variable(
        "CASEWORK_TRUSTED_PROXIES",
        "list",
        "",
        "Addresses or networks of servers in front whose `X-Forwarded-For` is believed where a token is bound to "
        "networks, and where its last use is told; and whose `X-Forwarded-Proto` is believed. Elsewhere no header is "
        "believed.",
        "none: the address is the connection's own",
    ),
    Variable(
        "CASEWORK_CORS_ORIGINS",
        "list",
        "",
        "Origins, each with its scheme, whose pages may ask the interface for programs from a browser, with a token. "
        "No cookie is taken from them.",
        "none",
    ),
    Variable(
        "CASEWORK_TRIALS",
        "number",
        "25",
        "For the tests: how many random examples each property is tried with; eight random lives are played "
        "for each. Any other number than the default also draws new examples at each run.",
    ),
    Variable(
        "CASEWORK_BROWSER",
        "text",
        "",
        "For the tests: the Chromium that the browser journeys use.",
        "the first of `chromium`, `chromium-browser`, `google-chrome` on the path",
    ),
)

_BY_NAME = {variable.name: variable for variable in VARIABLES}


def text(name: str) -> str:
    """The variable's text, or its default when unset or empty; raises KeyError for an undeclared one."""
    return os.environ.get(name, "").strip() or _BY_NAME[name].default


def given(name: str) -> bool:
    """Whether the variable was set to something, rather than left to its default."""
    return bool(os.environ.get(_BY_NAME[name].name, "").strip())


def flag(name: str) -> bool:
    """The variable as a truth value; raises ImproperlyConfigured for a word that is neither yes nor no."""
    word = text(name).lower()
    if word not in YES | NO:
        allowed = ", ".join(sorted(YES | NO))
        raise ImproperlyConfigured(f"{name} is {word!r}; allowed are {allowed}.")
    return word in YES


def number(name: str) -> int:
    """The variable as a whole number above 0; raises ImproperlyConfigured for anything else."""
    word = text(name)
    if not word.isdecimal() or int(word) < 1:
        raise ImproperlyConfigured(f"{name} is {word!r}; allowed is a whole number above 0.")
    return int(word)


def listed(name: str) -> list[str]:
    """The variable's parts, which stand apart by commas."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def refuse_unknown() -> None:
    """Raise ImproperlyConfigured for a variable with our prefix that nobody reads: a misspelt one.

    Left alone, a misspelt CASEWORK_SECURE would run the site without what it was meant to switch on.
    """
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in _BY_NAME)
    if unknown:
        allowed = ", ".join(name for name in _BY_NAME if name.startswith(PREFIX))
        raise ImproperlyConfigured(f"{unknown[0]} is not a setting; allowed are {allowed}.")


def settings_markdown() -> str:
    """The page `docs/settings.md`: every variable with its kind, its default and what it is for."""
    lines = [
        "# Settings",
        "",
        "The project is set up by environment variables alone; with none set it runs on this machine for",
        "this machine (loopback), with debug off. An unknown `CASEWORK_…` variable is refused, so that a",
        "misspelt one is noticed. Printed from `config/environment.py` by `make docs`.",
    ]
    for variable in VARIABLES:
        default = variable.default_words or f"`{variable.default}`"
        lines += ["", f"## {variable.name}", "", f"*{variable.kind}*; default: {default}", "", variable.help]
    return "\n".join(lines) + "\n"
