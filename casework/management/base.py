"""What every command has in common: results on standard output, messages on standard error, exit 0, 1 or 2."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.utils import timezone, translation

from casework.actions.belongings.fieldkey import settle_field_key
from casework.errors import ActRefused, CaseworkError, FaultyInput, NoSpace, is_full
from casework.integrity.starting import is_empty, unapplied
from casework.law.terms.calendar import LawError
from casework.law.words.languages import spoken
from casework.reference import reading_once
from casework.statistics.counting.choice import PARAMETERS
from casework.text.reading import refuse_unkeepable
from casework.vocabulary import places_of

DOES_NOT_HOLD = 1
WRONG_CALL = 2


class OneLineParser(CommandParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        """Refuse the call."""
        raise CommandError(message, returncode=WRONG_CALL)


class CaseworkCommand(BaseCommand):
    """A command of the product: `run` gives 0 (done) or 1 (ran, and something does not hold)."""

    needs_database = True
    does_not_hold = "有不成立的项，见上文"
    """The message beside exit status 1."""
    requires_system_checks: tuple[str, ...] = (Tags.security,)

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The parser, with one-line errors."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.__class__ = OneLineParser
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        """As Django's, but an error is one plain line and the exit status is the error's."""
        try:
            parser = self.create_parser(argv[0], argv[1])
            options = vars(parser.parse_args(argv[2:]))
            positional = options.pop("args", ())
            self.execute(*positional, **options)
        except CommandError as problem:
            self.stderr.write(" ".join(str(problem).split()), self.style.ERROR)
            sys.exit(problem.returncode)
        finally:
            connection.close()

    def check(self, *args: Any, **options: Any) -> None:
        """As Django's, but what stops the command is one plain line: the call was wrong for this site."""
        found = [message for message in run_checks(tags=self.requires_system_checks) if message.is_serious()]
        if told := [f"{message.msg} {message.hint or ''}".strip() for message in found if not message.is_silenced()]:
            raise CommandError(" ".join(told), returncode=WRONG_CALL)

    @property
    def language(self) -> str:
        """The language that the command speaks."""
        return translation.get_language() or "zh-hans"

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the command; whatever a person can mend becomes exit status 2."""
        try:
            _refuse_unkeepable(options)
            self.before(**options)
            if self.needs_database:
                self.prepare()
            with reading_once():
                status = self.run(**options)
        except (CaseworkError, ActRefused) as problem:
            raise CommandError(problem.sentence(self.language), returncode=WRONG_CALL) from problem
        except LawError as problem:
            text = spoken(problem, self.language)
            raise CommandError(text, returncode=WRONG_CALL) from problem
        except (DatabaseError, OSError) as problem:
            if not is_full(problem):
                raise
            raise CommandError(NoSpace().sentence(self.language), returncode=WRONG_CALL) from problem
        if status:
            raise CommandError(self.does_not_hold, returncode=DOES_NOT_HOLD)

    def run(self, **options: Any) -> int:
        """The work of the command."""
        raise NotImplementedError

    def before(self, **options: Any) -> None:
        """Refuse what can be refused while nothing is made yet, the tables of an empty database neither."""

    def prepare(self) -> None:
        """An empty database gets its tables and reference data; one of an earlier version is refused."""
        if not unapplied():
            if self.requires_system_checks:
                settle_field_key()
            return
        if not is_empty():
            raise CommandError("数据库是旧版本，先运行 manage.py migrate", returncode=WRONG_CALL)
        self.note("数据库是空的，正在建表和载入基础数据")
        call_command("migrate", verbosity=0, interactive=False)

    def note(self, message: str) -> None:
        """A message on standard error."""
        self.stderr.write(message, lambda text: text)

    def print_json(self, data: Any) -> None:
        """JSON alone on standard output."""
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1))

    def today(self) -> date:
        """Today in the time zone of the site; commands may read the clock."""
        return timezone.localdate()

    def write(self, content: str | bytes, output: str | None) -> None:
        """To standard output, or to a file that is replaced whole or not at all."""
        if output is None:
            self.stdout.write(content if isinstance(content, str) else content.decode(), ending="")
            return
        write_whole(Path(output), content.encode() if isinstance(content, str) else content)
        self.note(f"已写入 {output}")


def _refuse_unkeepable(options: dict[str, Any]) -> None:
    for name, value in options.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                refuse_unkeepable(one, name)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there. Raises FaultyInput where that cannot be."""
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as problem:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise FaultyInput(
            f"不能写文件「{path}」：{problem.strerror}", f"Cannot write {str(path)!r}: {problem.strerror}"
        ) from None


def add_format(parser: ArgumentParser, choices: Sequence[str] = ("text", "json")) -> None:
    """The option --format."""
    parser.add_argument("--format", choices=choices, default=choices[0], help="form of the results")


def add_period(parser: ArgumentParser, *, basis: bool = True) -> None:
    """The options that ask for an organ and a period, and for a basis where one can be chosen."""
    parser.add_argument("--organ", required=True, help="name, former name or division code")
    parser.add_argument("--from", required=True, help="first day, 2024-01-01")
    parser.add_argument("--to", required=True, help="last day, 2024-12-31")
    parser.add_argument("--subtree", action="store_true", help="the organ with all below it")
    if basis:
        parser.add_argument("--basis", help="counting basis: own (each table's, the default), received, …, cohort")
    parser.add_argument("--as-of", dest="as_of", help="day of the state; default the last day")


def add_choice(parser: ArgumentParser) -> None:
    """The options that choose another denominator of a rate, or cut percentages off."""
    for name in PARAMETERS:
        said = "half_up or truncate" if name == "rounding" else f"denominator of {name}"
        parser.add_argument(f"--{name.replace('_', '-')}", help=said)


def table_text(header: Iterable[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of columns that stand under one another; Chinese characters take two places."""
    every = [list(header), *[list(row) for row in rows]]
    widths = [max(map(places_of, column)) for column in zip(*every, strict=True)]
    return [
        "  ".join(text + " " * (w - places_of(text)) for text, w in zip(row, widths, strict=True)).rstrip()
        for row in every
    ]
