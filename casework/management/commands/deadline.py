"""One deadline with its explanation."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from casework.errors import FaultyInput, cited
from casework.law.names import Edition, Procedure, edition_on
from casework.law.organs.divisions import level_of
from casework.law.terms.deadlines import Deadline, Stop, deadline_json, explain
from casework.law.terms.terms import TERMS, Term, get_term
from casework.management.base import CaseworkCommand, add_format
from casework.reference import Reference
from casework.registry.dates import read_date
from casework.text.reading import whole_number
from casework.vocabulary import name_of
from casework.web.record.terms import DOES
from casework.web.shell.formatting import bracketed_article, said_words


class Command(CaseworkCommand):
    """deadline TERM --start D [options]."""

    help = "The last day of a term, with the steps that lead to it."

    def add_arguments(self, parser: CommandParser) -> None:
        """The term, its start, and what changes it."""
        parser.add_argument("term", metavar="TERM", help="code of the term, for example decide")
        parser.add_argument("--start", required=True, help="the day the term starts from (not counted)")
        parser.add_argument("--edition", help="2017 or 2023; default by --start")
        parser.add_argument("--procedure", default="ordinary", help="ordinary or simplified")
        parser.add_argument("--stop", dest="stops", nargs="+", action="extend", default=[], metavar="F:R",
                            help="the clock stands from F to R (R counts); F: still stands")  # fmt: skip
        parser.add_argument("--extend", help="days of extension, of decide only")
        parser.add_argument("--region", help="division code whose regional holidays count")
        add_format(parser)

    def run(self, **options: Any) -> int:
        """Count the term."""
        start = read_date(options["start"], "--start")
        edition = name_of(Edition, options["edition"], where="--edition") if options["edition"] else edition_on(start)
        procedure = name_of(Procedure, options["procedure"], where="--procedure")
        term = get_term(options["term"], edition, procedure)
        extension = _extension(options["extend"], term)
        region = _region(options["region"])
        stops = _stops(options["stops"], term)
        calendar = Reference(this_year=self.today().year, region=region).calendar
        deadline = explain(term, start, calendar, stops=stops, extension=extension)
        if options["format"] == "json":
            self.print_json(deadline_json(deadline))
        else:
            self._print(deadline)
        return 0

    def _print(self, deadline: Deadline) -> None:
        due = "—（期间停止，没有届满日）" if deadline.due is None else str(deadline.due)
        mark = "（放假安排未公布，暂定）" if deadline.provisional else ""
        term = f"{deadline.term.zh}{bracketed_article(deadline.term.article, self.language)}"
        self.stdout.write(f"{term}：{due}{mark}")
        for step in deadline.steps:
            reason = said_words(step.zh, self.language)
            self.stdout.write(f"  {DOES[step.kind]}  {step.start} — {step.end} {step.days:>4}  {reason}")


def _extension(text: str | None, term: Term) -> int:
    if text is None:
        return 0
    if not term.extendable:
        raise FaultyInput(
            f"--extend只用于普通程序的decide，「{term.code}」不能延期",
            f"--extend is for decide in ordinary procedure; {term.code} cannot be extended",
            where="--extend",
        )
    days = whole_number(text)
    if days is None or not 0 <= days <= term.extendable:
        raise FaultyInput(
            f"--extend「{cited(text)}」要是0到{term.extendable}的整数（{term.article}条）",
            f"--extend {cited(text)!r} must be a whole number from 0 to {term.extendable} (art. {term.article})",
            where="--extend",
        )
    return days


def _stops(texts: list[str], term: Term) -> list[Stop]:
    if texts and not term.stoppable:
        codes = "、".join(dict.fromkeys(str(each.code) for each in TERMS if each.stoppable))
        raise FaultyInput(
            f"--stop「{cited(texts[0])}」不能用于「{term.code}」：能停止计算的期限只有{codes}",
            f"--stop {cited(texts[0])!r} cannot be used for {term.code}; terms whose clock may stop: {codes}",
            where="--stop",
        )
    return [_stop(text) for text in texts]


def _stop(text: str) -> Stop:
    first, colon, last = text.partition(":")
    if not colon:
        raise FaultyInput(
            f"--stop「{text}」写成2024-04-08:2024-04-12，未恢复的写2024-04-08:",
            f"--stop {text!r} must be F:R, or F: while it still stands",
            where="--stop",
        )
    return Stop(read_date(first, "--stop"), read_date(last, "--stop") if last else None)


def _region(text: str | None) -> str | None:
    if text is not None and level_of(text) is None:
        raise FaultyInput(
            f"--region「{text}」不是六位行政区划代码",
            f"--region {text!r} is no division code",
            where="--region",
        )
    return text
