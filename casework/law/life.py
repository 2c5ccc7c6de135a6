"""A case while an act is done to it: its facts, the calendar, and the one way to refuse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, NamedTuple, Protocol, Self, TypeVar

from casework.law.facts import Facts, Phase, Stay, Step
from casework.law.names import PENDING, Act, Edition, Procedure, State
from casework.law.organs.organs import NO_HEADINGS, NOTHING_KNOWN, Headings, Organs, Setting
from casework.law.parts import Part, lists_of, mended
from casework.law.refusals import ActRefused
from casework.law.terms.calendar import CalendarMissing, WorkCalendar
from casework.law.terms.deadlines import FaultyDeadline, Stop, due_date
from casework.law.terms.terms import Term, TermCode, UnknownTerm, get_term
from casework.law.transitions import Rule


class Dated(Protocol):
    """What the facts of every kind of record have."""

    @property
    def received_on(self) -> date: ...

    @property
    def voided_on(self) -> date | None: ...

    def saying(self, **said: Any) -> Self: ...


F = TypeVar("F", bound=Dated)
P = TypeVar("P", bound=Part)


class Day(NamedTuple):
    """A day with the words of what lies on it."""

    on: date
    zh: str
    en: str


@dataclass
class Doing(Generic[F]):
    """A record while an act is done to it: the calendar, what is known of organs, and the one way to refuse.

    `lenient` takes a record as it was recorded: what the law refuses is kept in `broken` instead of raised,
    but what cannot have happened (`ActRefused.hard`) is refused all the same. `done_on` gives the legal date of the
    latest act of each kind, `times` how many of it were recorded, those struck too; `last_move` and `last_in_review`
    are the days that the next move, and the end of the review, may not lie before; `as_of` is the day as at whose end
    the record is looked at, None: as it is recorded.
    """

    calendar: WorkCalendar
    lenient: bool = False
    broken: list[ActRefused] = field(default_factory=list)
    last_move: date | None = None
    last_in_review: date | None = None
    done_on: Mapping[Act, date] = field(default_factory=dict)
    times: Mapping[Act, int] = field(default_factory=dict)
    as_of: date | None = None
    organs: Organs = NOTHING_KNOWN
    headings: Headings = NO_HEADINGS
    _facts: F | None = None

    @property
    def setting(self) -> Setting:
        """What it is played in."""
        return Setting(self.calendar, self.organs, self.headings)

    @property
    def facts(self) -> F:
        """The facts; there are none before the act that begins the record."""
        if self._facts is None:
            raise ActRefused("state", "", "记录尚未登记", "The record has not begun")
        return self._facts

    @property
    def edition(self) -> Edition:
        """The edition whose articles are named; other laws than the Act are the same in both."""
        return Edition.E2023

    @property
    def begun(self) -> bool:
        """Whether the act that begins the record has been done."""
        return self._facts is not None

    def begin(self, facts: F) -> None:
        """Take the facts of the act that begins the record."""
        self._facts = facts

    def count(self, act: Act) -> None:
        """Once more that an act was recorded."""
        self.times = {**self.times, act: self.times.get(act, 0) + 1}

    def say(self, **said: Any) -> None:
        """Put facts of the record in the place of what they were."""
        self._facts = self.facts.saying(**said)

    def amend(self, part: P, **said: Any) -> None:
        """Say more of a part of the facts, in the list in which it stands."""
        name = lists_of(type(self.facts))[type(part)]
        self.say(**{name: mended(getattr(self.facts, name), part, **said)})

    def refuse(self, rule: str, article: str, zh: str, en: str, *, instead: Sequence[Act] = ()) -> None:
        """Refuse the act, or note the refusal where the record is taken as recorded."""
        refusal = ActRefused(rule, article, zh, en, instead=instead)
        if not self.lenient or refusal.hard:
            raise refusal
        self.broken.append(refusal)

    def check(self, rule: Rule, on: date) -> None:
        """Refuse an act dated before the record began."""
        first = self.facts.received_on
        if on < first:
            self.refuse(
                "date-order",
                rule.article(self.edition),
                f"{rule.act.zh}的日期{on}早于收到之日{first}",
                f"{rule.act.en} on {on} lies before the record began on {first}",
            )

    def refuse_order(self, later: Day, earlier: Day, article: str) -> None:
        """Refuse a day that lies before the one it must follow."""
        if later.on < earlier.on:
            self.refuse(
                "date-order",
                article,
                f"{later.zh}{later.on}早于{earlier.zh}{earlier.on}",
                f"{later.en[:1].upper()}{later.en[1:]} on {later.on} lies before {earlier.en} on {earlier.on}",
            )

    def general_due(self, term: Term, start: date | None) -> date | None:
        """The last day of a term that nothing stops or extends; None without a start or a calendar."""
        if start is None:
            return None
        try:
            return due_date(term, start, self.calendar)
        except CalendarMissing:
            return None


@dataclass
class Life(Doing[Facts]):
    """The facts of a reconsideration case between two acts."""

    def begin(self, facts: Facts) -> None:
        """Take the facts, and classify what is applied for: a local matter or field is what its heading is."""
        said = facts.application
        headings = frozenset(self.headings.matters.get(code, code) for code in said.matters)
        fields = frozenset({said.field, self.headings.fields.get(said.field, said.field)})
        super().begin(facts.saying(headings=headings, matters=headings.union(said.matters), fields=fields))

    @property
    def edition(self) -> Edition:
        """The edition that binds the case."""
        return self.facts.edition

    def check(self, rule: Rule, on: date) -> None:
        """Refuse an act whose from-states or dates do not fit (docs/law/acts.md)."""
        super().check(rule, on)
        facts = self.facts
        if rule.moves:
            self._check_move(rule, on)
        elif not (facts.states_during(on) & rule.sources):
            self._refuse_state(rule, facts.state_on(on) or facts.state)

    def _check_move(self, rule: Rule, on: date) -> None:
        facts = self.facts
        if facts.state not in rule.sources:
            self._refuse_state(rule, facts.state)
        before = [self.last_move, None if rule.to in PENDING else self.last_in_review]
        last = max((day for day in before if day is not None), default=on)
        if on < last:
            self.refuse(
                "date-order",
                "",
                f"{rule.act.zh}的日期{on}早于上一项行为的日期{last}",
                f"{rule.act.en} on {on} lies before the act before it on {last}",
            )

    def _refuse_state(self, rule: Rule, state: State) -> None:
        sources = sorted(rule.sources, key=list(State).index)
        self.refuse(
            "state",
            rule.article(self.edition),
            f"案件{state.zh}，不能办理「{rule.act.zh}」；只有{'、'.join(s.zh for s in sources)}时可以",
            f"The case is {state.en}: {rule.act.en} is possible only when {' or '.join(s.en for s in sources)}",
        )

    def move(self, state: State, since: date) -> None:
        """Enter a state from a legal date on."""
        self.say(stays=(*self.facts.stays, Stay(state, since)))

    def record(self, act: str, on: date, **particulars: object) -> None:
        """Keep a dated fact that no table has a place of its own for."""
        said = {key: value for key, value in particulars.items() if value not in (None, "")}
        self.say(steps=(*self.facts.steps, Step(act, on, said)))

    def open_phase(self, phase: Phase) -> None:
        """Begin a phase at intake or of review."""
        self.say(phases=(*self.facts.phases, phase))

    def close_phase(self, on: date, by: str) -> None:
        """Close the phase that is open."""
        self.amend(self.facts.phase, closed_on=on, closed_by=by)

    def end_suspension(self, phase: Phase, on: date) -> None:
        """The day from which the term of a phase runs on."""
        self.amend(phase, suspensions=mended(phase.suspensions, phase.suspensions[-1], until=on))

    def examination_due(self) -> date | None:
        """审查期限届满之日: 5 working days from the application or the corrected papers.

        Act art. 30; 2017 Act art. 17.
        """
        start = self.facts.examine_from or self.facts.received_on
        return self.due("examine", start)

    def supplement_due(self) -> date | None:
        """补正期限届满之日: 10 working days from the notice (Act art. 31 ¶2), or as it was fixed (¶2; 条例 art. 29)."""
        if not self.facts.supplements:
            return None
        asked = self.facts.supplements[-1]
        if asked.due is not None or self.edition is Edition.E2017:
            return asked.due
        return self.due(TermCode.CORRECT, asked.notice_received_on)

    def due(self, code: str, start: date | None, *, simplified: bool = False, length: int | None = None) -> date | None:
        """The last day of a term of this case's edition; None without a start, a calendar, or such a term.

        No act is refused for want of a calendar: a missing year gives None, and so does a length off the calendar.
        """
        procedure = Procedure.SIMPLIFIED if simplified else Procedure.ORDINARY
        try:
            term = get_term(code, self.edition, procedure)
        except UnknownTerm:
            return None
        return self.due_in(term, start, length=length)

    def due_in(
        self, term: Term, start: date | None, *, stops: Sequence[Stop] = (), length: int | None = None
    ) -> date | None:
        """The last day of that term; None without a start, or a calendar that reaches it."""
        if start is None:
            return None
        try:
            return due_date(term, start, self.calendar, stops=stops, length=length)
        except (CalendarMissing, FaultyDeadline):
            return None

    def decision_due(self, phase: Phase) -> date | None:
        """审理期限届满之日 with all stops and extensions; None while the clock is stopped."""
        return self._decision_due(phase, stops_of(phase))

    def decision_term_ends(self) -> date | None:
        """When the decision term of the case runs out as things stand; at intake that of a deemed acceptance.

        None while the clock stands still or the application waits for corrected papers.
        Act art. 30 ¶3; 2017 Act art. 17 ¶2.
        """
        if self.facts.review is not None:
            return self.decision_due(self.facts.review)
        if self.facts.state is not State.EXAMINING:
            return None
        old = self.edition is Edition.E2017
        return self.due("decide", self.facts.received_on if old else self.examination_due())

    def _decision_due(self, phase: Phase, stops: Sequence[Stop]) -> date | None:
        if phase.decide_from is None:
            return None
        term = get_term("decide", self.edition, phase.procedure)
        try:
            return due_date(term, phase.decide_from, self.calendar, stops=stops, extension=phase.extension_days)
        except CalendarMissing:
            return None

    def counted_stops(self, phase: Phase) -> list[Stop]:
        """The stops that lengthen the decision term: one that begins after the term as it then stood does not."""
        counted: list[Stop] = []
        for stop in stops_of(phase):
            due = self._decision_due(phase, counted)
            if due is None or stop.start <= due:
                counted.append(stop)
        return counted


def review_of(life: Life, on: date | None = None) -> Phase:
    """The phase of review that the case was in on a day (now where None); refused before acceptance."""
    opened = [p for p in life.facts.phases if p.kind == "review" and (on is None or p.opened_on <= on)]
    phase = opened[-1] if opened else None
    if phase is None:
        article = "30" if life.edition is Edition.E2023 else "17 ¶2"
        raise ActRefused("state", article, "案件尚未受理", "The case has not been accepted")
    return phase


CITIZENS = frozenset({"citizen"})
ENTITIES = frozenset({"legal_person", "organisation"})
BEFALLS: Mapping[str, tuple[frozenset[str], str, str]] = {
    **dict.fromkeys(("death", "incapacity", "missing"), (CITIZENS, "公民", "citizen")),
    "entity_ended": (ENTITIES, "法人或者其他组织", "legal person or organisation"),
}
"""What can only befall applicants of some kinds: the kinds, and their words (Act art. 39, 41; 条例 art. 41, 42)."""


def refuse_without_party(life: Life, ground: str, article: str) -> None:
    """Refuse a ground that no applicant of the case can meet."""
    kinds, zh, en = BEFALLS.get(ground, (frozenset(), "", ""))
    if kinds and not kinds & {applicant.kind for applicant in life.facts.applicants}:
        life.refuse(
            "no-such-applicant",
            article,
            f"申请人中没有{zh}，不能以此为由",
            f"No applicant is a {en}: this ground cannot be met",
        )


def stops_of(phase: Phase) -> tuple[Stop, ...]:
    """What stops the decision term of a phase: suspensions and excluded time (条例 art. 29, 34, 37; Act art. 39)."""
    suspended = [Stop(s.on, s.until) for s in phase.suspensions]
    excluded = [Stop(e.on, e.until, *EXCLUSION_REASONS[e.kind]) for e in phase.exclusions]
    return tuple(sorted(suspended + excluded, key=lambda stop: stop.start))


EXCLUSION_REASONS = {
    "appraisal": ("鉴定（条例37条）", "appraisal (Regulation art. 37)"),
    "inspection": ("现场勘验（条例34条）", "on-site inspection (Regulation art. 34)"),
    "before_transfer": ("提级前已停止的期间（38条）", "stopped before the transfer (art. 38)"),
    "correction": ("补正申请材料（条例29条）", "correction of the application (Regulation art. 29)"),
}
