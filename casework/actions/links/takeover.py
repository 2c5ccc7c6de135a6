"""提级审理: the facts of the transferred case, copied into the superior's own record (Act (2023) art. 38)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from casework.actions.naming import REFERRAL, TRANSFER
from casework.errors import FaultyInput
from casework.law.facts import Facts, Phase
from casework.law.history import APPLICATION_KEYS, Done, corrected, play
from casework.law.keys import TakenCopy, TakenCourse, TakenReview, TakenStop
from casework.law.life import stops_of
from casework.law.names import Act, RecordKind, State
from casework.law.reconsideration.review import EXTENSION_LIMIT
from casework.law.refusals import ActRefused
from casework.models import Phase as PhaseRow
from casework.models import Reconsideration
from casework.reference import Reference
from casework.registry import recorded_acts

KIND = RecordKind.RECONSIDERATION


def copied_facts(typed: dict[str, Any], reference: Reference) -> dict[str, Any]:
    """The keys of take_over with the application, the days and the clock of the case that it names.

    Raises FaultyInput where neither a case nor what an application says is given.
    """
    if "from_" not in typed:
        missing = [key for key in ("channel", "applicants", "respondents", "matters", "field") if key not in typed]
        if missing:
            raise FaultyInput(
                f"提级接收要写来源案件，或者写{'、'.join(missing)}",
                f"take_over needs the case it comes `from`, or {', '.join(missing)}",
                where=missing[0],
            )
        return typed
    source = Reconsideration.objects.select_related("organ").get(pk=typed["from_"])
    acts = recorded_acts(source)
    first = corrected(acts)[0]
    copied = {key: value for key, value in first.keys.items() if key in APPLICATION_KEYS or key in ALSO}
    facts = play(KIND, acts, reference.setting_of(source.organ)).facts
    taken = _parties(facts) | _receipt(first, facts) | _clock(facts)
    return {**copied, **taken, "exchanged": _exchanged(facts), "reviewed": _reviews(facts), **typed}


def _parties(facts: Facts) -> dict[str, Any]:
    """Who takes part at the end: those who left stay behind, those who joined come along."""
    return {
        "applicants": facts.applicants,
        "respondents": tuple(exchange.organ for exchange in facts.respondents),
        "third_parties": tuple(facts.third_parties),
        "complex": facts.complex,
    }


def _reviews(facts: Facts) -> tuple[TakenReview, ...]:
    """Each document under review and how far it came; the superior goes on with it (Act art. 38, 56-60)."""
    kept = [field.name for field in fields(TakenReview)]
    return tuple(TakenReview(**{name: getattr(review, name) for name in kept}) for review in facts.document_reviews)


def _receipt(first: Done, facts: Facts) -> dict[str, Any]:
    """When the application was handed in, and when the first of all organs received it: that decides the edition."""
    known = (first.keys.get("received_on"), first.keys.get("accepted_on")) if first.act is Act.TAKE_OVER else ()
    return {"filed_on": facts.filed_on, "received_on": next(filter(None, known), first.on)}


def _clock(facts: Facts) -> dict[str, Any]:
    """What the terms run on from: acceptance, procedure, what was excluded, extended and done.

    Only the review that was transferred counts, not one that ended before it was reopened. No law gives more than
    thirty days, whatever the organ before gave itself (Act art. 62 ¶1; 2017 Act art. 31).
    """
    review = facts.review
    if review is None or review.accepted_on is None:  # not transferred: the act is refused
        return {}
    stops = [(stop.start, stop.end) for stop in stops_of(review)]
    return {
        "accepted_on": review.accepted_on,
        "procedure": review.procedure,
        "excluded": tuple(TakenStop(start, end) for start, end in stops if end is not None),
        "extended_days": min(review.extension_days, EXTENSION_LIMIT),
        "conducted": _course(facts, review),
    }


def _course(facts: Facts, review: Phase) -> TakenCourse:
    """What was done in the review before the transfer."""
    reasons = [str(step.particulars["why_not"]) for step in facts.steps if "why_not" in step.particulars]
    return TakenCourse(
        reopened_on=review.decide_from if review.decide_from != review.accepted_on else None,
        opinions_on=review.opinions_on,
        why_not=next(reversed(reasons), ""),
        heard_on=review.heard_on,
        committee_on=review.committee_on,
    )


def _exchanged(facts: Facts) -> tuple[TakenCopy, ...]:
    return tuple(
        TakenCopy(exchange.organ, exchange.sent_on, exchange.received_on, exchange.replied_on)
        for exchange in facts.respondents
        if exchange.sent_on is not None or exchange.replied_on is not None
    )


ALSO = frozenset({"claims_inaction"})


def check_source(row: Mapping[str, Any], before: Mapping[str, Any], record: Any = None) -> None:
    """A record of another organ is the source of one standing record, and not before it was passed on.

    Raises ActRefused (Act (2023) art. 30, 38). The source is locked: what it is now it stays.
    """
    for column, passing in SOURCES.items():
        source, new = row[column], row[column] != before.get(column)
        if source is None or not (new or row["received_on"] != before.get("received_on")):
            continue
        article, case = passing.article(row["received_on"]), Reconsideration.objects.get(pk=source)
        if new and (case.voided_on is not None or case.state not in passing.states):
            raise ActRefused(
                "state",
                article,
                "来源案件已经作废，或者不再是转出的",
                "The case it comes from is void, or passed on no more",
            )
        others = Reconsideration.objects.standing().filter(**{column: source})
        if new and others.exclude(pk=getattr(record, "pk", None)).exists():
            raise ActRefused("state", article, "来源案件已经接收过", "The case has been taken in already")
        _refuse_before(passing.done(case), row["received_on"], article)


def taken_in(case: Reconsideration) -> bool:
    """Whether a standing record of another organ took in what was passed on."""
    return any(Reconsideration.objects.standing().filter(**{column: case.pk}).exists() for column in SOURCES)


def coming_in(organs: Collection[int], since: date) -> QuerySet[Any]:
    """The cases that other organs passed on to one of these, and that none of their records took in yet.

    Of the applicants who were only told to go there, those told from a day on: many never come.
    """
    taken = Q()
    for column in SOURCES:
        taken |= Q(**{column: OuterRef("pk")})
    passed: QuerySet[Any] = PhaseRow.objects.filter(case=OuterRef("pk")).order_by("-position").values("closed_on")[:1]
    standing: QuerySet[Any] = Reconsideration.objects.standing()
    found: QuerySet[Any] = standing.filter(passed_to__in=organs).annotate(passed_on=Subquery(passed))
    within = Q(state=State.TRANSFERRED) | Q(passed_on__gte=since)
    found = found.exclude(Exists(standing.filter(taken))).filter(within)
    return found.order_by("-passed_on", "-pk")


def refuse_taken_in(case: Reconsideration, act: Act) -> None:
    """Refuse to strike the act by which a case was passed on while a standing record of another organ took it in."""
    for column, passing in SOURCES.items():
        taken = Reconsideration.objects.standing().filter(**{column: case.pk}).select_related("organ").first()
        if taken is not None and act in passing.acts:
            raise ActRefused(
                "needed",
                passing.article(case.received_on),
                f"没有撤销「{act.zh}」：{taken.organ.name}已经接收本案，那边的记录作废之后才能撤销",
                f"{act.en} was not struck: {taken.organ.name} took the case in; its record is voided first",
            )


def _refuse_before(passed: Done | None, received_on: date, article: str) -> None:
    if passed is not None and received_on < passed.on:
        raise ActRefused(
            "date-order",
            article,
            f"收到日期{received_on}早于来源案件转来的{passed.on}",
            f"{received_on} lies before {passed.on}, when the case it comes from was passed on",
        )


SOURCES = {"taken_from_id": TRANSFER, "referred_from_id": REFERRAL}
"""Columns of a case that name the record of another organ it came from."""
