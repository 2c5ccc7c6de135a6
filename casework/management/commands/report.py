"""Tables and figures of an organ and a period."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from casework.errors import FaultyInput
from casework.exports.report import report_csv, report_json, report_text
from casework.management.asked import choice_of, question_of
from casework.management.base import CaseworkCommand, add_choice, add_format, add_period
from casework.reference import reference_on
from casework.statistics.compute import compute

BYTE_ORDER_MARK = "\ufeff"


class Command(CaseworkCommand):
    """report --organ O --from D --to D [options]."""

    help = "Tables and figures of an organ and a period."

    def add_arguments(self, parser: CommandParser) -> None:
        """The period, the tables, the form."""
        add_period(parser)
        add_choice(parser)
        parser.add_argument("--table", dest="tables", nargs="+", action="extend", help="tables; default all")
        add_format(parser, ("text", "json", "csv", "xlsx"))
        parser.add_argument("--output", help="file to write; replaced whole or not at all")

    def run(self, **options: Any) -> int:
        """Count and print; a balance that shows a gap is printed, not an error."""
        reference = reference_on(self.today())
        question, choice = question_of(reference, options), choice_of(options)
        if options["format"] == "xlsx" and not options["output"]:
            raise FaultyInput("xlsx要用--output写入文件", "xlsx needs --output", where="--output")
        tables = list(dict.fromkeys(options["tables"])) if options["tables"] else None
        if options["format"] == "xlsx":
            from casework.exports.workbook import report_xlsx, sheets_of  # noqa: PLC0415  # its library loads slowly

            tables = sheets_of(tables)
        report = compute(
            question.scope, question.window, reference.vocabulary, tables=tables, basis=question.basis, choice=choice
        )
        made_at = timezone.localtime()
        content: str | bytes
        if options["format"] == "json":
            content = report_json(report, self.language, made_at)
        elif options["format"] == "csv":
            content = report_csv(report, self.language)
            if options["output"]:
                content = BYTE_ORDER_MARK + content  # spreadsheets read a file without it in a local code page
        elif options["format"] == "xlsx":
            content = report_xlsx(report, self.language)
        else:
            content = report_text(report, self.language)
        self.write(content, options["output"])
        return 0
