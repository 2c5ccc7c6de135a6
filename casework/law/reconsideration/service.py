"""送达 and what follows from it.

Act (2023) art. 34, 75, 78, 88; 2017 Act art. 19, 31, 33, 40; 民事诉讼法 art. 88-95; 行政诉讼法 art. 45.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from casework.law.documents.papers import DECISIONS, Paper
from casework.law.facts import DECIDED, Facts, Service, received_on
from casework.law.keys import Applicant, Note, PaperServed, PartyNamed, ServiceHowKey
from casework.law.life import Life
from casework.law.names import Act, Edition, Outcome, PartyKind, ServiceHow, State
from casework.law.words.languages import is_chinese


class Rules(NamedTuple):
    """民事诉讼法 on service, from a day on: how long a public notice stands, which articles ask for a note."""

    since: date
    notice_stands: timedelta
    noted: Mapping[ServiceHow, str]


RULES: tuple[Rules, ...] = (
    Rules(date.min, timedelta(60), {ServiceHow.LEFT: "民事诉讼法86", ServiceHow.NOTICE: "民事诉讼法92 ¶2"}),
    Rules(date(2022, 1, 1), timedelta(30), {ServiceHow.LEFT: "民事诉讼法89", ServiceHow.NOTICE: "民事诉讼法95 ¶2"}),
)
"""Those of 2017, and those as amended in 2021, in force since 2022: sixty days of a public notice became thirty."""


def rules_on(day: date) -> Rules:
    """The rules in force on the day of a service; a public notice stands as long as they said when it was given."""
    return next(rules for rules in reversed(RULES) if rules.since <= day)


OF_THE_APPLICANT = frozenset({"代理人", "代表人"})
"""Whoever acts for the applicants receives for them (民事诉讼法 art. 88; Act (2023) art. 15, 17)."""
OF_ALL = frozenset({"", "当事人", "双方当事人", "各方当事人", "全体当事人", "双方", "各方"})
"""Words that older records use for all parties."""
ORGAN = "organ:"


def recorded_how(text: str) -> str:
    """The code of a way of service as a record says it; older records hold its label, or any other words."""
    short = text.removesuffix("送达")
    return next((how.value for how in ServiceHow if short in (how.value, how.zh)), text)


def serve(
    life: Life,
    *,
    on: date,
    to: PartyNamed = "",
    paper: PaperServed | None = None,
    how: ServiceHowKey = "",
    note: Note = "",
) -> None:
    """送达 of the decision or of a notice: to one party, to those of one part in the case, or to all (Act art. 75, 88).

    A record that names nobody of the case, as older ones may, is read as service on all: so it counted when it was
    made.
    """
    party, name = _recipient(life, to)
    ended_on = life.facts.phase.closed_on
    if paper is not None and paper in DECISIONS and (ended_on is None or on < ended_on):
        life.refuse(
            "no-decision",
            "75" if life.edition is Edition.E2023 else "31 ¶2",
            f"到{on}还没有作出{paper.zh}，不能送达",
            f"No {paper.en} had been made by {on}: it cannot be served",
        )
    received = on + rules_on(on).notice_stands if how == ServiceHow.NOTICE else on
    stands = life.as_of is not None and received > life.as_of
    service = Service(on, None if stands else received, party, name, paper, how)
    life.say(services=(*life.facts.services, service))
    said = paper.value if paper is not None else ""
    life.record("serve", on, to=to, paper=said, how=how, note=note)


def _recipient(life: Life, to: str) -> tuple[PartyKind | None, str]:
    """The part in the case and the name that a text means; refused where it is no party of the case."""
    facts = life.facts
    if to in OF_ALL:
        return None, ""
    if to in OF_THE_APPLICANT:
        return PartyKind.APPLICANT, ""
    part = next((part for part in PartyKind if to in (part.value, part.zh)), None)
    if part is not None:
        return part, ""
    alike = {to, *_organs_name(life, to)}
    for party, names in _names(facts):
        if found := alike & set(names):
            return party, found.pop()
    for organ in _organs_named(life, to):
        return PartyKind.RESPONDENT, organ
    said = next(iter(_organs_name(life, to)), to)
    life.refuse(
        "no-party",
        "75, 88" if life.edition is Edition.E2023 else "31, 40",
        f"“{said}”不是本案当事人，可以送达：{'；'.join(_listed(life, 'zh'))}",
        f"{said} is no party of this case, which are: {'; '.join(_listed(life, 'en'))}",
    )
    return None, ""


def _organs_name(life: Life, to: str) -> list[str]:
    """The name of the organ that is meant: one may be an applicant or a third party too, and stands there by name."""
    return [life.organs.name(int(to.removeprefix(ORGAN)))] if to.startswith(ORGAN) else []


def _organs_named(life: Life, name: str) -> list[str]:
    """The respondents that older records name by their names."""
    organs = [exchange.organ for exchange in life.facts.respondents]
    return [f"{ORGAN}{organ}" for organ in organs if life.organs.name(organ) == name]


def _names(facts: Facts) -> Iterator[tuple[PartyKind, Sequence[str]]]:
    """By what names each part in the case may be served: an agent or representative receives for the applicant."""
    for one in facts.parties:  # a notice may have reached one who left since
        yield PartyKind.APPLICANT, _of(one.applicant)
    yield PartyKind.THIRD_PARTY, facts.third_parties
    yield PartyKind.RESPONDENT, [f"{ORGAN}{exchange.organ}" for exchange in facts.respondents]


def _of(applicant: Applicant) -> list[str]:
    return [name for name in (applicant.name, applicant.representative, applicant.agent) if name]


def _listed(life: Life, language: str) -> Iterator[str]:
    facts = life.facts
    names = {
        PartyKind.APPLICANT: [one.name for one in facts.applicants],
        PartyKind.RESPONDENT: [life.organs.name(exchange.organ) for exchange in facts.respondents],
        PartyKind.THIRD_PARTY: facts.third_parties,
    }
    for party, known in names.items():
        if known:
            yield f"{party.zh}{'、'.join(known)}" if is_chinese(language) else f"{party.en} {', '.join(known)}"


def receipts(facts: Facts) -> dict[date | None, list[str]]:
    """When the applicants received the decision that stands -> whose receipt it is; None for those who have not."""
    found: dict[date | None, list[str]] = {}
    for applicant in facts.applicants:
        found.setdefault(receipt(facts, applicant), []).append(applicant.name)
    return found


def receipt(facts: Facts, applicant: Applicant) -> date | None:
    """When one applicant received the decision that stands; None before."""
    return received_on(s for s in facts.decision_services if _reaches(s, PartyKind.APPLICANT, _of(applicant)))


def unserved(facts: Facts) -> list[str]:
    """Whom the decision that stands has not been sent to, by name; respondents as `organ:<id>`; none while it is open.

    A decision goes to all parties, a refusal to accept and a referral to the applicants alone: nobody else is in the
    case yet (Act art. 30 ¶2, 75; 2017 Act art. 17, 31).
    """
    if facts.state not in DECIDED:
        return []
    sent, concluded = facts.decision_services, facts.state is State.CONCLUDED
    parties = [one for one in _parties(facts) if concluded or one[0] is PartyKind.APPLICANT]
    return [names[0] for part, names in parties if not any(_reaches(service, part, names) for service in sent)]


def _parties(facts: Facts) -> Iterator[tuple[PartyKind, list[str]]]:
    """Every party by its part in the case and the names that receive for it, the applicants first."""
    yield from ((PartyKind.APPLICANT, _of(applicant)) for applicant in facts.applicants)
    for part, names in _names(facts):
        if part is not PartyKind.APPLICANT:
            yield from ((part, [name]) for name in names)


def all_received(facts: Facts, paper: Paper, first: date, last: date) -> date | None:
    """By which day every party had received a paper that was sent between two days; None while one has not."""
    sent = [one for one in facts.services if one.paper is paper and first <= one.on <= last]
    days = [received_on(one for one in sent if _reaches(one, part, names)) for part, names in _parties(facts)]
    return None if None in days else max(filter(None, days), default=None)


def _reaches(service: Service, party: PartyKind, names: list[str]) -> bool:
    return service.party is None or (service.party is party and (not service.name or service.name in names))


def respondents_receipt(facts: Facts) -> date | None:
    """When the respondent received the decision that stands; where only others did, when the first of them did."""
    reached = [service for service in facts.decision_services if service.party in (None, PartyKind.RESPONDENT)]
    return received_on(reached) or facts.served_on


NO_SUIT = frozenset({Outcome.WITHDRAWN, Outcome.MEDIATED})
"""Ends without a decision that could be sued against within fifteen days (行政诉讼法 art. 45; 解释 (2018) art. 58)."""


def suits_begin(facts: Facts) -> dict[date | None, list[str]]:
    """From which receipt whose term to sue runs against the decision or refusal that stands (行政诉讼法 art. 45).

    Each applicant's runs from its own receipt. Of the ends at intake only a refusal to accept opens the way to court,
    where reconsideration had to come first (Act art. 34; 2017 Act art. 19).
    """
    if facts.state is State.DECLINED:
        return receipts(facts) if facts.prior_mandatory else {}
    decision = facts.review.decision if facts.review is not None else None
    if facts.state is not State.CONCLUDED or decision is None or decision.outcome in NO_SUIT:
        return {}
    return receipts(facts)


def record_enforcement(life: Life, *, on: date, note: Note = "") -> None:
    """强制执行 of a decision that was served and can no longer be sued against (Act art. 75, 78; 2017 Act art. 31, 33).

    A mediation statement is in force once it is signed, and nobody sues against it (Act art. 73; 条例 art. 50).
    """
    decision = life.facts.review.decision if life.facts.review is not None else None
    if decision is not None and decision.outcome is not Outcome.MEDIATED:
        _refuse_early(life, on)
    life.record("record_enforcement", on, note=note)


def _refuse_early(life: Life, on: date) -> None:
    new = life.edition is Edition.E2023
    facts = life.facts
    unserved = [name for day, names in receipts(facts).items() if day is None or day > on for name in names]
    if unserved:
        life.refuse(
            "not-served",
            "75 ¶2, 78" if new else "31 ¶3, 33",
            f"决定书到{on}还没有送达{'、'.join(unserved)}，不发生效力，不能强制执行",
            f"By {on} the decision had not been served on {', '.join(unserved)}: it is not in force",
            instead=(Act.SERVE,),
        )
        return
    ends = [life.due("sue", day) for day in suits_begin(facts)]
    last = max((day for day in ends if day is not None), default=None)
    if last is not None and on <= last:
        life.refuse(
            "term-to-sue",
            "78" if new else "33",
            f"起诉期限到{last}为止，{on}还没有届满，不能强制执行",
            f"The term to sue runs until {last}; it has not ended on {on}, so nothing can be enforced",
        )
