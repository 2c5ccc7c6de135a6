"""申请期限: which terms to apply run, from which fact (Act (2023) art. 20, 21; 2017 Act art. 9; 条例 art. 15, 16)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from casework.law.facts import Facts
from casework.law.keys import Application
from casework.law.life import Day, Life
from casework.law.names import Edition
from casework.law.terms.deadlines import LONGEST, Stop
from casework.law.terms.terms import UNANSWERED, Start, Term, TermCode, get_term


class Applying(NamedTuple):
    """One term to apply, or cap on it: from when, how long where another law says so, and when it stood still."""

    term: Term
    start: date | None
    length: int | None = None
    stops: tuple[Stop, ...] = ()


def terms_to_apply(life: Life) -> Iterator[Applying]:
    """The term to apply, once its start is known, and the caps that bind it."""
    act = life.facts.application.complained_of
    term = _term(life)
    cap = Applying(get_term("apply_cap_known", life.edition), act.known_on)
    late = term is not None and term.term.starts is Start.RIGHT_KNOWN
    if term is not None:
        yield _capped(life, term, cap) if late else term
    if (late and act.known_on is not None) or term is None:
        yield cap
    if life.edition is Edition.E2023:
        estate = concerns_real_estate(life.facts)
        yield Applying(get_term("apply_cap_real_estate" if estate else "apply_cap_act", life.edition), act.made_on)


def _term(life: Life) -> Applying | None:
    """The term to apply; None where the applicant was not told of the right, and does not know it yet (20 ¶3)."""
    said = life.facts.application
    ordinary = get_term("apply", life.edition)
    term, start = _of_inaction(life, ordinary) if awaits_performance(said) else _of_act(said, ordinary)
    if term is None:
        return None
    length = None
    if said.longer_term is not None:
        length = said.longer_term.days
        term = replace(term, article=f"{term.article}, {said.longer_term.law}")
    return Applying(term, start, length, _stops(life))


def _of_act(said: Application, term: Term) -> tuple[Term | None, date | None]:
    """Art. 20 ¶1, ¶3: from knowing the act; not told with it, from knowing right, organ and term.

    The 2017 edition has no rule of its own: 条例 art. 15 ¶1(5) and the courts' rule, by analogy.
    """
    known, right = said.complained_of.known_on, said.right_known_on
    if right is not None and (known is None or right > known):
        article = "20 ¶3" if term.edition is Edition.E2023 else "条例15 ¶1(5), 解释64 ¶1"
        return replace(term, article=article, starts=Start.RIGHT_KNOWN), right
    if said.complained_of.told is False and right is None:
        return None, None
    return term, known


def _of_inaction(life: Life, term: Term) -> tuple[Term, date | None]:
    """条例 art. 16: from the end of the term of performance, or of sixty days; ¶2: in an emergency at once."""
    said = life.facts.application
    if said.urgent:
        start = said.requested_on or said.complained_of.known_on
        return replace(term, article=f"{term.article}, 条例16 ¶2", starts=Start.URGENTLY_REQUESTED), start
    if said.perform_by is not None:
        article = f"{term.article}, 条例16 ¶1(1)"
        return replace(term, article=article, starts=Start.PERFORMANCE_ENDED), said.perform_by
    start = life.due_in(UNANSWERED, said.requested_on)
    return replace(term, article=f"{term.article}, {UNANSWERED.article}", starts=Start.REQUEST_RAN_OUT), start


def _stops(life: Life) -> tuple[Stop, ...]:
    """Art. 20 ¶2; 2017 Act art. 9 ¶2: the term runs on from the day on which the obstacle was gone."""
    obstacle = life.facts.application.obstacle
    if obstacle is None:
        return ()
    article = "20" if life.edition is Edition.E2023 else "9"
    return (Stop(obstacle.from_, obstacle.to, f"障碍（{article}条2款）", f"an obstacle (art. {article} ¶2)"),)


def _capped(life: Life, term: Applying, cap: Applying) -> Applying:
    """Art. 20 ¶3: never longer than a year from knowing the act."""
    last = life.due_in(term.term, term.start, stops=term.stops, length=term.length)
    year = life.due_in(cap.term, cap.start)
    if last is None or year is None or last <= year:
        return term
    return cap._replace(term=replace(cap.term, code=TermCode.APPLY))


def awaits_performance(said: Application) -> bool:
    """Whether the application says since when a duty was to be performed (条例 art. 16)."""
    return said.requested_on is not None or said.perform_by is not None or said.urgent


REAL_ESTATE_FIELDS = frozenset({"real_estate_registration", "housing_expropriation"})
LAND_FIELDS = REAL_ESTATE_FIELDS | {"land", "forestry", "natural_resources"}
NOT_LAND = frozenset({"minerals"})
TAKING_OR_ADJUDICATING = frozenset({"expropriation", "rights_adjudication"})
RIGHTS_UNTOUCHED = frozenset({"information_disclosure", "complaint_handling", "inaction"})


def concerns_real_estate(facts: Facts) -> bool:
    """Whether the long cap binds: as the record says it, else as matter and field make it (Act art. 21)."""
    said = facts.application.real_estate
    return changes_real_estate(facts) if said is None else said


def changes_real_estate(facts: Facts) -> bool:
    """Whether the act complained of changes rights in real estate (Act art. 21; 解释 (2018) art. 9 ¶1).

    Registration, the taking of land and houses, and adjudication of rights in them do; what only concerns them, as
    disclosure, a complaint or a failure to act, does not.
    """
    if facts.headings <= RIGHTS_UNTOUCHED:
        return False
    of_land = facts.fields & LAND_FIELDS and not facts.fields & NOT_LAND
    by_both = bool(of_land and facts.headings & TAKING_OR_ADJUDICATING)
    return by_both or "land_expropriation" in facts.matters or bool(facts.fields & REAL_ESTATE_FIELDS)


def check_terms(life: Life) -> None:
    """Refuse what cannot be of the term to apply: days out of order, a shorter term, a term of performance of an act.

    A term of another law counts where it is longer (Act (2023) art. 20 ¶1; 2017 Act art. 9 ¶1).
    """
    said = life.facts.application
    for later, earlier, article in _in_order(life):
        if later is not None and earlier is not None:
            life.refuse_order(later, earlier, article)
    if awaits_performance(said) and not life.facts.claims_inaction:
        life.refuse(
            "no-inaction",
            "条例16 ¶1",
            "没有主张不履行法定职责，不能填写提出履行申请的日期、履行期限和紧急情况",
            "No failure to act is claimed: no day of a request, term of performance or emergency can be given",
        )
    _check_longer(life, "20 ¶1" if life.edition is Edition.E2023 else "9 ¶1")


def _in_order(life: Life) -> Iterator[tuple[Day | None, Day | None, str]]:
    """The days of an application that must follow one another: the later, the earlier, the article."""
    new, said = life.edition is Edition.E2023, life.facts.application
    filed = Day(life.facts.filed_on, "提交日期", "filing")
    asked = _day(said.requested_on, "收到履行申请之日", "receipt of the request to perform")
    if said.obstacle is not None:
        begun = Day(said.obstacle.from_, "障碍出现之日", "the start of the obstacle")
        article = "20 ¶2" if new else "9 ¶2"
        yield Day(said.obstacle.to, "障碍消除之日", "the end of the obstacle"), begun, article
        yield filed, begun, article
    yield filed, asked, "条例16 ¶1"
    yield _day(said.perform_by, "履行期限届满之日", "the end of the term of performance"), asked, "条例16 ¶1"
    yield filed, _day(said.right_known_on, "知道复议权利之日", "knowing the right"), "20 ¶3" if new else "条例15 ¶1(5)"


def _day(on: date | None, zh: str, en: str) -> Day | None:
    return Day(on, zh, en) if on is not None else None


def _check_longer(life: Life, article: str) -> None:
    longer = life.facts.application.longer_term
    least = get_term("apply", life.edition).length or 0
    if longer is not None and not least < longer.days <= LONGEST:
        life.refuse(
            "not-longer",
            article,
            f"其他法律规定的申请期限{longer.days}日不能用，要比{least}日长，至多{LONGEST}日",
            f"A term of {longer.days} days cannot be used: one of another law counts where it is longer than {least}"
            f" days, {LONGEST} at most",
        )
