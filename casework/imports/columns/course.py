"""行政复议: what a row of cases says of the review and of what came after the decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from casework.imports.columns.cases import COLUMN, COLUMNS
from casework.imports.columns.shape import ONE_FOR_EACH, Odd, Planned, Said, Wrong, both_or_neither, planned
from casework.imports.columns.stops import BEFORE_TRANSFER, SUSPENSION, Stop, stops
from casework.law.names import Act, ExclusionKind, ReviewFinding
from casework.law.reconsideration.decision import FROM_SUSPENDED
from casework.law.words.languages import Text

MARKS = {
    "converted": Act.CONVERT_PROCEDURE,
    "heard": Act.HOLD_HEARING,
    "opinions_heard": Act.HEAR_OPINIONS,
    "committee": Act.CONSULT_COMMITTEE,
}
"""What is only marked: the column that marks it, and the act, which is then done on the day of acceptance."""


def course(said: Said) -> tuple[list[Planned], list[Planned]]:
    """The acts between acceptance and decision, and those that follow it, each by their days."""
    both = _of_this_review([*_reviewed(said), *_entered(said)], said)
    concluded = said["concluded_on"] if said["outcome"] else None
    before = [act for act in both if not _follows(act, concluded)]
    after = [act for act in both if _follows(act, concluded)]
    return _in_order(before, said), sorted([*after, *ended(said, concluded)], key=lambda act: act.on)


OF_OUR_OWN = ("stop", "entry", "extension_days")
"""Columns that our own files have: they tell of every review of a case, of one that was reopened those before too."""


def left_out(said: Said, column: str) -> None:
    """Say that what our own file tells of an earlier review has no place in a row."""
    said.odd.append(
        Odd(column, "恢复审查、审理以前的没有收入", "What was done before the case was reopened is left out")
    )


def _of_this_review(acts: list[Planned], said: Said) -> list[Planned]:
    """The acts without those of a review before the last acceptance or decision, of which our own files alone tell."""
    ours = [column for column in OF_OUR_OWN if column in said]
    began, ended = said[accepted(said)], said["concluded_on"] or date.max
    kept = [act for act in acts if not ours or act.on >= (ended if act.act in AFTER_THE_DECISION else began)]
    if len(kept) < len(acts):
        left_out(said, ours[0])
        said.use(*(column for act in acts if act not in kept for column in act.columns.values()))
    return kept


def _in_order(acts: list[Planned], said: Said) -> list[Planned]:
    """The acts by their days; what is done under review stands between the end of one suspension and the next."""
    of_one_day = {stop.on for stop in stops(said) if stop.on == stop.until}

    def key(act: Planned) -> tuple[date, int]:
        ends = act.act is Act.RESUME and act.on not in of_one_day
        return act.on, 0 if ends else 2 if act.act in (Act.SUSPEND, Act.RESUME) else 1

    return sorted(acts, key=key)


AFTER_THE_DECISION = frozenset({Act.SEND_TO_SUPERIOR_DEPARTMENT, Act.PUBLISH})
LETTERS = frozenset({Act.ISSUE_OPINION, Act.RECORD_FEEDBACK, Act.ISSUE_RECOMMENDATION})


def _follows(act: Planned, concluded: date | None) -> bool:
    """Whether an act comes after the decision."""
    return act.act in AFTER_THE_DECISION or (act.act in LETTERS and concluded is not None and act.on >= concluded)


# ---- Under review ---------------------------------------------------------------------------------------------------


def _reviewed(said: Said) -> Iterator[Planned]:
    """What was done between acceptance and decision."""
    yield from _extended(said)
    for stop in stops(said):
        yield from _stopped(said, stop)
    if "heard_on" in said:
        if said["heard"] is False:
            raise Wrong("heard", "", Text("写了听证日期，又说没有听证", "The day of a hearing is given too"), AGREE)
        yield planned(COLUMNS, Act.HOLD_HEARING, said, said["heard_on"], "heard_on")
    said.use(*MARKS)
    for column, act in MARKS.items():
        if said[column] and not (column == "heard" and "heard_on" in said):
            label = COLUMN[column].label
            on = said.day(f"{column}_on", instead=accepted(said), zh=f"{label.zh}的日期", en=f"The day of {label.en}")
            yield planned(COLUMNS, act, said, on, f"{column}_on")


def accepted(said: Said) -> str:
    """The column of the day from which the review counts."""
    return next(key for key in ("accepted_on", "intake_on", "received_on") if key in said)


def _extended(said: Said) -> Iterator[Planned]:
    """Each extension with its days; of one day or none, one of all days that are told."""
    ons, days, total = said.each("extension_on"), said.each("extension_days"), said["extended_days"]
    if len(ons) > 1:
        days = [said.beside("extension_days", "extension_on", place, len(ons)) for place in range(len(ons))]
        if not all(days):
            raise Wrong("extension_days", "", Text("各次延期的天数没有写全", "not of every extension"), ONE_FOR_EACH)
    told = sum(filter(None, days))
    if days and total is not None and total != told:
        raise Wrong("extended_days", total, *_unlike(COLUMN["extension_days"].label.zh, "extension_days"))
    said.use("extended_days")
    if len(ons) > 1:
        for on, each in zip(ons, days, strict=True):
            yield planned(COLUMNS, Act.EXTEND, said, on, "extension_on", days=("extension_days", each))
    elif told or total:
        on = ons[0] if ons else _extended_on(said)
        more = ("extension_days", told) if told else ("extended_days", total)
        yield planned(COLUMNS, Act.EXTEND, said, on, "extension_on", days=more)


def _extended_on(said: Said) -> date:
    return said.day("extension_on", instead=accepted(said), zh="延期日期", en="The day of the extension")


def _stopped(said: Said, stop: Stop) -> Iterator[Planned]:
    """A suspension, which a withdrawal or termination on its last day ends by itself; or time that did not count.

    What stood still before acceptance is told with the intake, what did so at another organ by no act here.
    """
    said.use("stop")
    if stop.kind == SUSPENSION:
        ground = stop.ground or _other_ground(said)
        yield planned(COLUMNS, Act.SUSPEND, said, stop.on, stop.began, ground=(stop.grounded, ground))
        ended_by_decision = said["outcome"] in FROM_SUSPENDED and stop.until == said["concluded_on"]
        if ended_by_decision:
            said.use(stop.ended)
        elif stop.until is not None:
            yield planned(COLUMNS, Act.RESUME, said, stop.until, stop.ended)
    elif stop.kind in set(ExclusionKind):
        time = {"kind": ("stop", stop.kind), "from": ("stopped_on", stop.on), "to": ("resumed_on", stop.until)}
        yield planned(COLUMNS, Act.EXCLUDE, said, _known_on(said, stop.on), "stopped_on", **time)
    elif stop.kind == BEFORE_TRANSFER:
        zh, en = "提级前在下级机关停止的期间没有收入", "The time that stood still at the organ below is left out"
        said.odd.append(Odd("stop", zh, en))
        said.use("stopped_on", "resumed_on")


def _known_on(said: Said, day: date) -> date:
    """A day of the review on which an excluded time may have been put on record: its first, else that of acceptance."""
    suspended = [stop for stop in stops(said) if stop.kind == SUSPENSION]
    still = any(stop.on <= day and (stop.until is None or day < stop.until) for stop in suspended)
    over = said["outcome"] and day > said["concluded_on"]
    first: date = said[accepted(said)]
    return first if still or over else day


def _other_ground(said: Said) -> str:
    said.odd.append(Odd("suspension_ground", "没有写中止事由，按其他记", "No ground of the suspension: taken as other"))
    return "other"


# ---- Letters and what counts by its day ----------------------------------------------------------------------------


class Entry(NamedTuple):
    """A letter or another thing that counts by its day; the columns that say its day and its answer."""

    kind: str
    on: date
    to: str | None
    received_on: date | None
    answered_on: date | None
    said: str = "entry_on"
    answered: str = "answered_on"


ENTERED = {
    "recommendation": (Act.ISSUE_RECOMMENDATION, "recommendation_on"),
    "document_review": (Act.OPEN_DOCUMENT_REVIEW, "document_review_on"),
    "document_unlawful": (Act.DOCUMENT_REVIEW_RESULT, ""),
    "sent_to_superior": (Act.SEND_TO_SUPERIOR_DEPARTMENT, "sent_to_superior_on"),
    "published": (Act.PUBLISH, "published_on"),
}
"""Kind of an entry -> its act, and the column that holds its days alone."""


def _entries(said: Said) -> list[Entry]:
    """The entries of a row: as our own files list them, else by the columns of each kind."""
    both_or_neither(COLUMNS, said, "entry", "entry_on")
    if kinds := said.each("entry"):
        found = [_listed(said, place, kind) for place, kind in enumerate(kinds)]
        _refuse_others(said, found)
        return found
    return list(_by_column(said))


def _by_column(said: Said) -> Iterator[Entry]:
    """The entries that the column of each kind tells of."""
    for kind, (act, column) in ENTERED.items():
        ons = said.each(column)
        for place, on in enumerate(ons):
            to = said.beside("letter_to", column, place, len(ons)) if act is Act.ISSUE_RECOMMENDATION else None
            yield Entry(kind, on, to, None, None, column)
    if "opinion_letter_on" in said:
        to, received = (said.beside(key, "opinion_letter_on", 0, 1) for key in ("letter_to", "letter_received_on"))
        days = said["opinion_letter_on"], to, received, said["opinion_feedback_on"]
        yield Entry("opinion", *days, "opinion_letter_on", "opinion_feedback_on")


def _refuse_others(said: Said, listed: list[Entry]) -> None:
    """Raise Wrong where the column of a kind says otherwise than the list.

    The last letter is said twice in our own files: whoever mends one of them mends both.
    """
    last = next((entry for entry in reversed(listed) if entry.kind == "opinion"), None)
    days = {"opinion_letter_on": last and [last.on], "opinion_feedback_on": last and [last.answered_on]}
    days |= {column: [entry.on for entry in listed if entry.kind == kind] for kind, (_act, column) in ENTERED.items()}
    for column, listed_days in days.items():
        if column in said and said.each(column) != listed_days:
            told = "；".join(map(str, said.each(column)))
            raise Wrong(column, told, *_unlike(COLUMN["entry_on"].label.zh, "entry_on"))
    said.use(*days)


def _listed(said: Said, place: int, kind: str) -> Entry:
    count = len(said.each("entry"))
    on, *more = (said.beside(key, "entry", place, count) for key in LISTED)
    if on is None:
        raise Wrong("entry_on", "", *_unlike(COLUMN["entry"].label.zh, "entry"))
    said.use("entry")
    entry = Entry(kind, on, *more)
    if kind != "opinion":
        _leave_out_answer(said, entry)
    return entry


def _leave_out_answer(said: Said, entry: Entry) -> None:
    """Say that an answer to what is no opinion has no place; our own files give it the day of the thing itself."""
    if entry.received_on is not None or entry.answered_on not in (None, entry.on):
        zh, en = "只收入意见书的送达和反馈", "Only of an opinion is it taken when it was received and answered"
        said.odd.append(Odd("answered_on" if entry.answered_on else "letter_received_on", zh, en))
    said.use("letter_to", "letter_received_on", "answered_on")


AGREE = Text("两处一致，或者只写一处", "the same in both, or in one")
LISTED = ("entry_on", "letter_to", "letter_received_on", "answered_on")


def _unlike(zh: str, en: str) -> tuple[Text, Text]:
    return Text(f"和{zh}不一致", f"is not what {en} says"), AGREE


def _entered(said: Said) -> Iterator[Planned]:
    found = _entries(said)
    opinions = sorted((entry for entry in found if entry.kind == "opinion"), key=lambda entry: entry.on)
    for n, entry in enumerate(opinions, 1):
        yield from _opinion(said, entry, n if len(opinions) > 1 else None)
    for entry in found:
        if entry.kind in ENTERED:
            act, _column = ENTERED[entry.kind]
            more = {"to": ("letter_to", entry.to or _first(said))} if act is Act.ISSUE_RECOMMENDATION else {}
            if act is Act.DOCUMENT_REVIEW_RESULT:
                more = {"result": ("entry", ReviewFinding.UNLAWFUL.value)}
            yield planned(COLUMNS, act, said, entry.on, entry.said, **more)


def _opinion(said: Said, entry: Entry, n: int | None) -> Iterator[Planned]:
    more = {"to": ("letter_to", entry.to or _first(said)), "received_on": ("letter_received_on", entry.received_on)}
    yield planned(COLUMNS, Act.ISSUE_OPINION, said, entry.on, entry.said, **more)
    if entry.answered_on is not None:
        yield planned(COLUMNS, Act.RECORD_FEEDBACK, said, entry.answered_on, entry.answered, letter=("entry", n))


def _first(said: Said) -> str:
    return str(said.each("respondent")[0])


def ended(said: Said, on: date | None) -> Iterator[Planned]:
    """Service and filing of a case that ended on that day; one that was filed before was reopened since."""
    if "served_on" in said and on is not None:
        yield planned(COLUMNS, Act.SERVE, said, said["served_on"], "served_on")
    if "archived_on" in said and (on is None or said["archived_on"] < on):
        left_out(said, "archived_on")
    elif "archived_on" in said:
        yield planned(COLUMNS, Act.ARCHIVE, said, said["archived_on"], "archived_on")
