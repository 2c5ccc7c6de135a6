"""What an import finds: what is wrong, what is odd, and what comes of the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from casework.errors import CaseworkError, FaultyInput
from casework.imports.cells.codes import in_words
from casework.imports.preview import Moved
from casework.law.refusals import ActRefused
from casework.law.terms.calendar import LawError
from casework.law.words.articles import article_en, article_zh
from casework.law.words.languages import Text

MOST_KEPT = 5_000
"""Findings of a sort that are kept; all are counted."""
LONGEST_VALUE = 80


class Finding(NamedTuple):
    """One finding: where it is, the value, what is wrong with it, what is allowed, the nearest of that."""

    sheet: str
    row: int
    column: str
    heading: str
    value: str
    problem: Text
    allowed: Text
    nearest: str = ""


@dataclass
class Findings:
    """The findings of one sort; of very many the first are kept."""

    kept: list[Finding] = field(default_factory=list)
    count: int = 0

    def add(self, finding: Finding) -> None:
        """Take note of one."""
        self.count += 1
        if len(self.kept) < MOST_KEPT:
            self.kept.append(finding)

    def put_in_order(self, sheets: Sequence[str]) -> None:
        """Put them in the order of the rows, sheet after sheet; what is said of one row stays as it was found."""
        self.kept.sort(key=lambda each: (sheets.index(each.sheet), each.row))


@dataclass
class Outcome:
    """What an import did, or would do: `rows` are records, `told` is what was seen of the file as a whole.

    `tables` are the cells that a dry run without errors would move, `met` the values, folded, with their columns, that
    the mapping says the meaning of and the file has.
    """

    dry_run: bool
    rows: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    as_recorded: int = 0
    errors: Findings = field(default_factory=Findings)
    warnings: Findings = field(default_factory=Findings)
    doubts: Findings = field(default_factory=Findings)
    """Rows of which it is open whether their record stands."""
    resembling: int = 0
    """How many of them have no number and look like a record."""
    told: list[Text] = field(default_factory=list)
    tables: list[Moved] = field(default_factory=list)
    met: list[tuple[str, str]] = field(default_factory=list)
    batch: Any = None

    def tell(self, said: Iterable[Text]) -> None:
        """Take note of what was seen, once."""
        self.told += [text for text in said if text not in self.told]

    def put_in_order(self, sheets: Sequence[str]) -> None:
        """Put what was found of the rows in their order; `sheets` are those that were read, in theirs."""
        for found in (self.errors, self.warnings, self.doubts):
            found.put_in_order(sheets)


def shortened(value: object) -> str:
    """A value as it is cited."""
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"


def words_of(problem: CaseworkError | ActRefused | LawError) -> tuple[Text, Text, str]:
    """What is wrong, what is allowed, and the nearest of that, of a refusal."""
    if isinstance(problem, ActRefused):
        article = problem.article
        zh, en = (f"（{article_zh(article)}）", f" ({article_en(article)})") if article else ("", "")
        return Text(problem.zh + zh, problem.en + en), Text("", ""), ""
    if isinstance(problem, FaultyInput):
        return *in_words(problem), problem.nearest
    return Text(problem.zh, problem.en), Text("", ""), ""
