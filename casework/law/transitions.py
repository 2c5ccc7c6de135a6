"""What an act is as data: its from-states, its to-state, its article in each edition. The acts stand in `law.acts`.

`to=None` means that the act does not move the state, or that a key of the act names it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from casework.law.documents.papers import Author, Paper
from casework.law.names import Act, Edition, State

Step = Callable[..., None]
"""Does an act to a life: keywords are its keys. Raises ActRefused."""

BEGINS: frozenset[State] = frozenset()
ANY = frozenset(State)
INTAKE = frozenset({State.EXAMINING, State.CORRECTING})
REVIEW = frozenset({State.REVIEWING})
REVIEW_OR_SUSPENDED = frozenset({State.REVIEWING, State.SUSPENDED})
EXAMINING = frozenset({State.EXAMINING})
CORRECTING = frozenset({State.CORRECTING})
CORRECTING_OR_ABANDONED = frozenset({State.CORRECTING, State.ABANDONED})
CONCLUDED = frozenset({State.CONCLUDED})
AFTER_ACCEPTANCE = frozenset({State.REVIEWING, State.SUSPENDED, State.CONCLUDED})
LETTERS_ANSWERED = AFTER_ACCEPTANCE | {State.TRANSFERRED}
"""Who issued a letter receives the answer, though a superior took its case over (Act art. 38, 76)."""


class Rule(NamedTuple):
    """One act: its function, where it may be done, where it leads, which article gives it, which document it leaves.

    The acts that mend or void have no function: they are done to the history (`law.history`).
    """

    act: Act
    step: Step | None
    sources: frozenset[State]
    to: State | None
    article_2023: str
    article_2017: str
    paper: Paper | None
    by: Author
    moves: bool
    begins: bool

    def article(self, edition: Edition) -> str:
        """The article that gives the act in that edition."""
        return self.article_2023 if edition is Edition.E2023 else self.article_2017


def row(
    act: Act,
    step: Step | None,
    sources: frozenset[State],
    to: State | None = None,
    article_2023: str = "",
    article_2017: str | None = None,
    *,
    paper: Paper | None = None,
    by: Author = Author.ORGAN,
    moves: bool | None = None,
    begins: bool = False,
) -> Rule:
    """An act as it is declared; the earlier edition's article is the later one's unless it is given."""
    earlier = article_2023 if article_2017 is None else article_2017
    moved = to is not None if moves is None else moves
    return Rule(act, step, sources, to, article_2023, earlier, paper, by, moved, begins)


def table(*rows: Rule) -> dict[Act, Rule]:
    """The acts of a kind, by name."""
    return {rule.act: rule for rule in rows}


MENDING = tuple(row(act, None, ANY) for act in (Act.CORRECT, Act.VOID, Act.STRIKE, Act.RESTORE))
"""What mends or voids a record of any kind."""
