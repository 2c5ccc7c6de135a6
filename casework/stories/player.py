"""Playing a story: its acts through the registry, then every expectation against the records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from casework.actions.naming import reading_of
from casework.actions.reach import Actor
from casework.actions.recording import Request, perform, record_of
from casework.derivations import ROWS
from casework.errors import ActRefused, FaultyInput, NotPermitted, cited, named
from casework.filters.asked import read_question
from casework.kinds import KINDS
from casework.law.acts import RULES
from casework.law.history import play_until
from casework.law.names import Act, RecordKind, Role, State
from casework.law.organs.bodies import OTHER, body_kind_of, kind_not_told
from casework.law.terms.others import due_of
from casework.law.terms.terms import TERM_CODES
from casework.models import Event, Person, Reconsideration
from casework.reference import Reference
from casework.registry import act_named, recorded_acts
from casework.registry.dates import read_date
from casework.statistics.compute import compute
from casework.statistics.conditions import Window
from casework.statistics.datasets import Scope
from casework.statistics.records import figure_keys, listing_of_cell
from casework.stories.organs import StoryOrgans
from casework.stories.reader import Expectation, Story, StoryAct
from casework.text.reading import decimal_number
from casework.vocabulary import name_of

ALL_HANDS = frozenset({Role.CLERK, Role.SUPERVISOR, Role.APPROVER})


@dataclass
class Outcome:
    """How a story came out: what differs from what it says."""

    story: Story
    differences: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing differs."""
        return not self.differences

    def differ(self, at: str, expected: Any, found: Any) -> None:
        """Note a difference."""
        self.differences.append({"at": at, "expected": expected, "found": found})

    def as_json(self) -> dict[str, Any]:
        """The outcome as `play --format json` prints it."""
        return {
            "story": self.story.title,
            "file": self.story.file,
            "holds": self.holds,
            "acts": len(self.story.acts),
            "differences": self.differences,
        }


@dataclass
class Handle:
    """A record of the story: its kind, and the record once it has begun."""

    kind: RecordKind
    record: Any = None


def body_kind_guessed(event: Event) -> bool:
    """Whether an act began a mediation case whose body counts as `other` because its name does not tell its kind."""
    of_mediation = (event.kind, event.act) == (RecordKind.MEDIATION, Act.REGISTER)
    return of_mediation and "body_kind" not in event.keys and body_kind_of(event.keys["body"]) == OTHER


class Player:
    """One story being played."""

    def __init__(self, story: Story, reference: Reference, person: Person | None = None) -> None:
        self.story = story
        self.person = person
        self.reference = reference
        self.organs = StoryOrgans(reference)
        self.outcome = Outcome(story)
        self.handles: dict[str, Handle] = {}

    def _case(self, text: str) -> Reconsideration | None:
        """The case of a handle; None for what is no handle."""
        handle = self.handles.get(text)
        if handle is None:
            return None
        if handle.record is None or handle.kind is not RecordKind.RECONSIDERATION:
            raise FaultyInput(f"「{text}」不是已登记的复议案件", f"{text!r} is no reconsideration case", where="case")
        found: Reconsideration = handle.record
        return found

    def play(self) -> Outcome:
        """Do the acts, then look at the expectations. Raises FaultyInput for a faulty story."""
        with _located(f"{self.story.file}「{self.story.title}」"):
            self.organs.declare(self.story.organs, self.story.organ)
            self.acting = self.organs.acting(self.story.organ)
        if self.person is None:
            self.person, _ = Person.objects.get_or_create(username="story", defaults={"is_active": False})
        for act in self.story.acts:
            with _located(act.at):
                self._do(act)
        for expectation in self.story.expectations:
            with _located(expectation.at):
                self._expect(expectation)
        return self.outcome

    # ---- Acts

    def _handle(self, act: StoryAct) -> tuple[Handle, Act]:
        """The record of an act; a handle begins with an act that begins a record."""
        handle = self.handles.get(act.case)
        if handle is None:
            kind = act.begins_a
            meant = act_named(kind, act.act)
            if not RULES[kind][meant].begins:
                raise act.not_begun()
            handle = self.handles[act.case] = Handle(kind)
            return handle, meant
        if act.kind is not None and name_of(RecordKind, act.kind, where="kind") is not handle.kind:
            raise FaultyInput(
                f"「{act.case}」是{handle.kind.zh}，不是「{act.kind}」",
                f"{act.case!r} is {handle.kind.en}",
                where="kind",
            )
        return handle, act_named(handle.kind, act.act)

    def _do(self, act: StoryAct) -> None:
        handle, meant = self._handle(act)
        organ = self.acting if act.organ is None else self.organs.acting(act.organ)
        self.organs.ensure(handle.kind, meant, act.keys, organ)
        actor = Actor(self.person, organ, frozenset({act.by}) if act.by else ALL_HANDS)
        request = Request(handle.kind, meant, act.on, act.keys, handle.record, played=True)
        before = self._traces(handle)
        try:
            event = perform(
                request,
                actor=actor,
                today=self.story.today,
                reference=self.reference,
                reading=reading_of(actor, self.reference, self._case),
            )
        except (ActRefused, NotPermitted) as refusal:
            self._refused(act, refusal, before == self._traces(handle))
            return
        handle.record = record_of(event)
        if body_kind_guessed(event):
            self.outcome.warnings.append(f"{act.at}：{kind_not_told(handle.record.body).zh}")
        if act.refused:
            self.outcome.differ(act.at, f"refused: {act.refused}", f"{meant.value} was done")

    def _traces(self, handle: Handle) -> Any:
        """What a refused act must leave as it was: events, and the stored record with its version."""
        stored = None
        if handle.record is not None:
            stored = KINDS[handle.kind].model.objects.filter(pk=handle.record.pk).values().first()
        return Event.objects.order_by("-pk").values_list("pk", flat=True).first(), stored

    def _refused(self, act: StoryAct, refusal: ActRefused | NotPermitted, untouched: bool) -> None:
        if not untouched:
            self.outcome.differ(act.at, "nothing changed", "the refused act left traces")
        expected = act.refused
        if isinstance(refusal, NotPermitted):
            if expected != "permission":
                self.outcome.differ(act.at, _wanted(expected), f"not permitted: {refusal}")
        elif expected is False or expected == "permission":
            self.outcome.differ(act.at, _wanted(expected), f"refused: {refusal}")
        elif isinstance(expected, str) and not names_article(refusal.article, expected):
            self.outcome.differ(act.at, f"refused: {expected}", f"refused: {refusal.article}")

    # ---- Expectations

    def _expect(self, expectation: Expectation) -> None:
        keys = expectation.keys
        if expectation.what in ("state", "due"):
            self._expect_of_case(expectation, keys)
            return
        found = self._number(expectation.what, keys)
        expected = None if keys["value"] is None else _decimal(keys["value"])
        if (found is None) != (expected is None) or (found is not None and Decimal(found) != expected):
            self.outcome.differ(expectation.at, keys["value"], None if found is None else float(found))

    def _expect_of_case(self, expectation: Expectation, keys: Mapping[str, Any]) -> None:
        handle = self.handles.get(str(keys["case"]))
        if handle is None:
            raise named("记录", "case", keys["case"], self.handles, where="case")
        day = read_date(keys["at"], "at") if keys.get("at") is not None else self.story.today
        if expectation.what == "state":
            expected: Any = self._state(handle.kind, keys["state"])
            found: Any = self._state_on(handle, day)
        else:
            expected = None if keys["due"] is None else read_date(keys["due"], "due").isoformat()
            found = self._due_on(handle, str(keys["term"]), day)
        if expected != found:
            self.outcome.differ(expectation.at, expected, found)

    def _state(self, kind: RecordKind, value: Any) -> str | None:
        if value is None:
            return None
        if kind is RecordKind.RECONSIDERATION:
            return name_of(State, value, where="state").value
        return str(value)

    def _life(self, handle: Handle, day: date) -> Any:
        if handle.record is None:
            return None
        return play_until(
            handle.kind, recorded_acts(handle.record), self.reference.setting_of(handle.record.organ), day
        )

    def _state_on(self, handle: Handle, day: date) -> str | None:
        life = self._life(handle, day)
        if life is None:
            return None
        if handle.kind is RecordKind.RECONSIDERATION:
            state = life.facts.state_on(day)
            return state.value if state is not None else None
        return str(ROWS[handle.kind](life, self.reference)["state"])

    def _due_on(self, handle: Handle, term: str, day: date) -> str | None:
        if term not in TERM_CODES:
            raise named("期限", "term", term, TERM_CODES, where="term")
        life = self._life(handle, day)
        if life is None:
            return None
        due = due_of(handle.kind, life, term)
        return due.isoformat() if due is not None else None

    def _number(self, what: str, keys: Mapping[str, Any]) -> Decimal | int | None:
        organ = self.reference.organ(keys["organ"]) if keys.get("organ") is not None else self.acting
        said = {name: str(keys[name]) for name in ASKED if keys.get(name) is not None}
        asked = read_question(said, lambda _said: Scope(organ, keys.get("subtree") is True))
        return value_of(what, str(keys[what]), asked.scope, asked.window, self.reference, asked.basis)


ASKED = ("from", "to", "as_of", "basis")


def value_of(
    what: str, name: str, scope: Scope, window: Window, reference: Reference, basis: str | None
) -> Decimal | int | None:
    """The value of a cell or figure. Raises FaultyInput for an unknown one."""
    vocabulary = reference.vocabulary
    if what == "figure":
        if name not in figure_keys():
            raise named("指标", "figure", name, figure_keys(), where="figure")
        return compute(scope, window, vocabulary, tables=[], basis=basis).figures[name].value
    listing = listing_of_cell(name, scope, window, vocabulary, basis)  # refuses an unknown cell
    table_key, row_key, column_key = name.split(".")
    table = compute(scope, window, vocabulary, tables=[table_key], basis=basis).tables[table_key]
    row = next((r.key for r in table.table.rows if row_key in (r.key, r.label.zh)), row_key)
    column = next(c.key for c in table.table.columns if column_key in (c.key, c.label.zh))
    return table.values.get((row, column), 0 if not listing.summed else Decimal(0))


def _decimal(value: Any) -> Decimal:
    number = decimal_number(value)
    if number is None:
        raise FaultyInput(f"value「{cited(value)}」不是数", f"value {cited(value)!r} is no number", where="value")
    return number


def _wanted(expected: str | bool) -> str:
    return "done" if expected is False else f"refused: {expected}"


ARTICLE = re.compile(r"(条例|解释|规定)?\s*(?<![¶(\d])(\d+)")
"""An article's number, with the law's short name where it is not the Act; no paragraph or item."""


def names_article(article: str, expected: str) -> bool:
    """Whether a refusal's article is the expected one: as written, or one of its article numbers."""
    wanted = expected.strip().removeprefix("art. ").removesuffix("条")
    if wanted == article or wanted in [part.strip() for part in article.split(",")]:
        return True
    law = ""
    for named_law, number in ARTICLE.findall(article):
        law = named_law or law  # of 条例34, 37 both are the Regulation's
        if wanted in (law + number, number):
            return True
    return False


@contextmanager
def _located(at: str) -> Iterator[None]:
    """Say where in the story a fault lies."""
    try:
        yield
    except FaultyInput as problem:
        raise FaultyInput(f"{at}：{problem.zh}", f"{at}: {problem.en}", where=problem.where) from None


class _Undo(Exception):
    """Rolls a story back."""


def play_story(
    story: Story, *, keep: bool = False, reference: Reference | None = None, person: Person | None = None
) -> Outcome:
    """Play a story from the database as it is; rolled back unless it holds and `keep` is set.

    `person` does the acts that name no role; a person of the story's own where None.
    """
    outcome = Outcome(story)
    try:
        with transaction.atomic():
            outcome = Player(story, reference or Reference(this_year=story.today.year), person).play()
            if not (keep and outcome.holds):
                raise _Undo
    except _Undo:
        pass
    return outcome


def play_stories(stories: Sequence[Story], *, keep: bool, note: Callable[[str], None]) -> list[Outcome]:
    """Play each story from the database as it was before; with `keep`, those that held are kept, in their order.

    All are judged before one is kept. One that cannot be kept beside those before it (a number given twice) does not
    hold. `note` is told of each story. Raises FaultyInput; run it in a transaction.
    """
    alone = len(stories) == 1
    outcomes = []
    for number, story in enumerate(stories, 1):
        note(f"{number}/{len(stories)} {story.title}")
        outcomes.append(play_story(story, keep=keep and alone))
    for outcome in outcomes if keep and not alone else ():
        if outcome.holds:
            kept = play_story(replace(outcome.story, expectations=()), keep=True)
            outcome.differences += kept.differences
    return outcomes
