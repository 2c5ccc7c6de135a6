"""The yearly report of an organ and a period as a file."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from casework.actions.reports.annualfiles import TYPES, annual_file
from casework.actions.reports.sealing import refuse_future
from casework.actions.reports.yearly import asked_by
from casework.documents.edition import EDITION
from casework.documents.figures import counted, stored
from casework.exports.workbook import sheets_of
from casework.filters.asked import Question
from casework.management.asked import question_of
from casework.management.base import CaseworkCommand, add_format, add_period
from casework.models import AnnualDraft
from casework.reference import Reference, reference_on
from casework.statistics.compute import DEFINITIONS
from casework.statistics.kept import as_kept


class Command(CaseworkCommand):
    """annual_report --organ O --from D --to D --format F --output FILE."""

    help = "The yearly report of an organ and a period: its draft as written, else the standard text; nothing is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        """The period, the form, the file."""
        add_period(parser, basis=False)
        add_format(parser, tuple(TYPES))
        parser.add_argument("--output", required=True, help="file to write; replaced whole or not at all")

    def run(self, **options: Any) -> int:
        """Compose and write."""
        reference = reference_on(self.today())
        question = question_of(reference, options)
        refuse_future(question.window, self.today())
        draft = self._draft(question, reference)
        content = annual_file(draft, options["format"], reference, self.language, timezone.localtime())
        self.write(content, options["output"])
        return 0

    def _draft(self, question: Question, reference: Reference) -> AnnualDraft:
        """The draft of the question as it is kept, else one that is not kept."""
        asked = asked_by(question)
        kept = AnnualDraft.objects.select_related("organ")
        found: AnnualDraft | None = kept.filter(**asked).first()
        if found is not None:
            return found
        draft = AnnualDraft(**asked, edition=EDITION, definitions=DEFINITIONS)
        taken = counted(question, reference.vocabulary, self.today(), sheets_of(None))
        draft.figures, draft.tables = stored(taken.figures), as_kept(taken.report)
        return draft
