"""A decision and the suits that name it: the one path by which each follows from the acts on the other.

A suit says when the decision was taken to court; the decision says whether the suit comes after reconsideration, and
who is sued jointly because it reviewed the other's act (行政诉讼法 art. 26 ¶2, 45). Whoever writes either of them locks
the case first and then its suits in the order of their ids, so that no two wait for one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from casework.actions.saving import changes_between, save_row, save_suit
from casework.derivations import ROWS, Rows
from casework.derivations.early import early, too_early
from casework.errors import NotPermitted
from casework.law.history import Done, play
from casework.law.litigation import SuitFacts
from casework.law.names import Act, InstanceLevel, RecordKind, Role
from casework.law.organs.organs import Setting
from casework.law.refusals import ActRefused
from casework.law.words.articles import article_en, article_zh
from casework.models import Event, Instance, Litigation, Organ, Person, Phase, Reconsideration
from casework.models.base import OPEN_END
from casework.models.written import insert, locked_version, rows_of
from casework.permissions import UNSETTLING_CORRECTION
from casework.reference import Reference
from casework.registry import recorded_acts

SUIT = RecordKind.LITIGATION


class Trace(NamedTuple):
    """Who did the act that others follow, for which organ, and its legal date."""

    person: Person | None
    organ: Organ
    on: date


def lock_cases(ids: Iterable[int]) -> None:
    """Lock cases for this transaction, before any of the suits that name them."""
    for case in sorted(set(ids)):
        locked_version(Reconsideration, case)


def suits_naming(case: Reconsideration) -> QuerySet[Litigation]:
    """The standing disputes that name a case, in the order of their ids."""
    return Litigation.objects.standing().filter(reconsideration=case).select_related("organ").order_by("pk")


def decisions(children: Rows) -> list[tuple[Any, ...]]:
    """What suits rest on: that the case stands, which a void one does not, and its decisions while in force."""
    phases = children["Phase"]
    found = [(row["closed_on"], row["superseded_on"], row["outcome"], row["procedure_only"]) for row in phases]
    return [(bool(phases),), *((place, *each) for place, each in enumerate(found) if each[2])]


def unsaid(case: Reconsideration) -> ActRefused | None:
    """Why a case that suits name is not voided before somebody says that they follow; None where none names it."""
    numbers = [str(suit) for suit in suits_naming(case)]
    if not numbers:
        return None
    return ActRefused(
        "suits",
        "",
        f"应诉案件{'、'.join(numbers)}写明经本案复议，作废后不再与本案关联，按直接起诉计；"
        "先更正这些应诉案件，或者写明「应诉案件随之变动」再作废",
        f"The disputes {', '.join(numbers)} name this case: once it is void they are linked to it no more and count "
        "as sued directly; correct them first, or say that they follow (suits_follow)",
    )


def refuse_early(facts: SuitFacts, reference: Reference) -> None:
    """Refuse a suit that names a case before its decision, or the end of its decision term (行政诉讼法 art. 45)."""
    refusal = early(facts, reference)
    if refusal is not None:
        raise refusal


def refuse_unfounded(case: Reconsideration, before: Sequence[Done], after: Sequence[Done], setting: Setting) -> None:
    """Refuse to strike an act without which a suit that names the case would have come before its decision."""
    for number, refusal in _unsettled(case, before, after, setting):
        raise ActRefused(
            "needed",
            refusal.article,
            f"没有撤销：应诉案件{number}以它为前提，{refusal.zh}",
            f"Not struck: the suit {number} needs it, {refusal.en}",
        )


def _unsettled(
    case: Reconsideration, before: Sequence[Done], after: Sequence[Done], setting: Setting
) -> Iterator[tuple[str, ActRefused]]:
    """The suits that name the case which only after a change would have come before its decision."""
    for suit in suits_naming(case):
        facts: Any = play(SUIT, recorded_acts(suit), setting).facts
        refusal = too_early(facts, after, setting)
        if refusal is not None and too_early(facts, before, setting) is None:
            yield str(suit), refusal


def refuse_unsettling(
    case: Reconsideration, before: Sequence[Done], after: Sequence[Done], roles: frozenset[Role], setting: Setting
) -> None:
    """Refuse a correction after which a suit that names the case would have come before its decision.

    The suit is a later act: the supervisor may let it be unsettled, and it is reported as a gap of the suit
    (行政诉讼法 art. 45).
    """
    for number, refusal in _unsettled(case, before, after, setting) if not roles & UNSETTLING_CORRECTION else ():
        raise NotPermitted(
            f"更正后应诉案件{number}不再合法（{article_zh(refusal.article)}），由机构负责人更正：{refusal.zh}",
            f"The correction makes the suit {number} unlawful ({article_en(refusal.article)}); "
            f"it is for the supervisor: {refusal.en}",
        )


LINKS = ("after_reconsideration", "reconsideration")
"""Keys of acts on a dispute that name a reconsideration case."""


def suits_told_of(case: Reconsideration) -> QuerySet[Litigation]:
    """The standing disputes of which an act names the case, whether they are linked to it now or not."""
    named = Q(keys__key__in=LINKS, keys__value=case.pk)
    for key in LINKS:
        named |= Q(**{f"keys__{key}": case.pk})
    told = Event.objects.filter(named, kind=SUIT.value).order_by().values("litigation_id")
    return Litigation.objects.standing().filter(pk__in=told).select_related("organ").order_by("pk")


def cases_told(suit: Litigation) -> set[int]:
    """The cases that acts on a dispute name."""
    keys = Event.objects.of_record(suit).values_list("keys", flat=True)
    said = [each.get(key) for each in keys for key in (*LINKS, *(["value"] if each.get("key") in LINKS else []))]
    return {case for case in said if isinstance(case, int) and not isinstance(case, bool) and case > 0}


def follow_case(case: Reconsideration, trace: Trace, reference: Reference, *, restored: bool = False) -> None:
    """Count anew the suits that name a case after its decisions changed, each with an event; then the case itself.

    A case that was void is linked to none: once it is `restored` they are found by what was said of them.
    """
    if restored:
        suits = suits_told_of(case)
    elif named_by_suits(case.pk):
        suits = suits_naming(case)
    else:  # most have none, and the case is locked: none can be linked meanwhile
        return
    for suit in suits.select_for_update(of=("self",)):
        _follow(suit, trace, reference)
    link_suits(case.pk)


def named_by_suits(pk: int) -> bool:
    """Whether any suit names the case, which most have not: what follows from suits is dear to ask."""
    return bool(rows_of(_naming, pk))


def _naming(pk: int) -> QuerySet[Any]:
    return Litigation.objects.filter(reconsideration=pk).order_by().values_list("pk")[:1]


def _follow(suit: Litigation, trace: Trace, reference: Reference) -> None:
    life: Any = play(SUIT, recorded_acts(suit), reference.setting_of(suit.organ))
    row = ROWS[SUIT](life, reference)
    before = {name: getattr(suit, name) for name in row}
    changes = changes_between(before, row)
    if not changes:
        return
    save_row(suit, row, before)
    save_suit(suit, life)
    insert(
        Event(
            kind=SUIT.value,
            litigation=suit,
            organ=trace.organ,
            person=trace.person,
            act=Act.RECOMPUTE.value,
            on=trace.on,
            changes=changes,
            version=suit.version,
        )
    )


def link_suits(*cases: int | None) -> None:
    """When each decision of these cases was first taken to court: the linked first instance received while it stood."""
    for case in set(cases) - {None}:
        _link_suits(case)


def _link_suits(case_id: int | None) -> None:
    linked = Instance.objects.filter(
        litigation__reconsideration=case_id, litigation__voided_on__isnull=True, level=InstanceLevel.FIRST
    )
    days = sorted(linked.values_list("received_on", flat=True))
    decided = Phase.objects.filter(case_id=case_id).exclude(outcome="")
    if not days:
        decided.exclude(sued_on=OPEN_END).update(sued_on=OPEN_END)
    for phase, closed_on, until in decided.values_list("pk", "closed_on", "superseded_on") if days else ():
        sued_on = next((day for day in days if closed_on <= day < until), OPEN_END)
        Phase.objects.filter(pk=phase).update(sued_on=sued_on)
