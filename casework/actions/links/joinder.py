"""并案审理: what the leading case has to be, which no case can tell by itself.

What one case alone tells stands in `casework.law.reconsideration.joinder`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.law.names import OPEN, PENDING
from casework.law.refusals import ActRefused
from casework.models import Event, Phase, Reconsideration

LEADING = frozenset(state.value for state in PENDING)
"""States of a case with which others are reviewed."""
NOT_REVIEWED = frozenset(state.value for state in OPEN - PENDING)


def check_joined(record: Any, row: Mapping[str, Any], before: Mapping[str, Any]) -> None:
    """Refuse a joinder that cannot be, and what takes a leading case from under those joined to it.

    `row` and `before` are the columns of the record after and before the act. Raises ActRefused. The leading case is
    locked: what it is now it stays.
    """
    lead = row["joined_to_id"]
    if lead is not None and (lead, row["joined_on"]) != (before.get("joined_to_id"), before.get("joined_on")):
        _check_lead(record, lead, row["joined_on"], restored=not before)
    voided = row["voided_on"] is not None and before.get("voided_on") is None
    if voided or (row["state"] in NOT_REVIEWED and before.get("state") in LEADING):
        _refuse_left(record)


def leads_told(case: Reconsideration) -> set[int]:
    """The cases to which acts on a case joined it, whether it is joined to them now or not."""
    keys = Event.objects.of_record(case).values_list("keys", flat=True)
    said = [each.get("value") if each.get("key") == "lead" else each.get("lead") for each in keys]
    return {lead for lead in said if isinstance(lead, int)}


def _check_lead(record: Any, lead_id: int, on: date, *, restored: bool) -> None:
    lead = Reconsideration.objects.select_related("organ", "joined_to").get(pk=lead_id)
    if lead.pk == record.pk:
        raise ActRefused("lead", "", f"主案不能是本案自己（{lead}）", f"A case cannot lead itself ({lead})")
    if lead.organ_id != record.organ_id:
        raise ActRefused(
            "lead",
            "",
            f"{lead}是{lead.organ.name}的案件，只能并入同一机关的案件",
            f"{lead} is a case of {lead.organ.name}: cases are joined to one of the same organ",
        )
    if lead.joined_to is not None:
        raise ActRefused(
            "lead",
            "",
            f"{lead}已经并入{lead.joined_to}，不能再作主案；直接并入{lead.joined_to}",
            f"{lead} is itself joined to {lead.joined_to} and leads none: join the case to {lead.joined_to}",
        )
    led = _led_by(record)
    if led:
        raise ActRefused(
            "lead",
            "",
            f"{'、'.join(led)}并入了本案，本案是主案，不能再并入其他案件；先把它们分案",
            f"{', '.join(led)}: joined to this case, which leads them and joins no other; separate them first",
        )
    if not restored:
        _refuse_not_reviewed(lead, on)


def _refuse_not_reviewed(lead: Reconsideration, on: date) -> None:
    reviewed = Phase.objects.filter(case=lead, kind="review", opened_on__lte=on, closed_on__gt=on)
    if lead.voided_on is None and reviewed.exists():
        return
    raise ActRefused(
        "lead",
        "",
        f"{lead}在{on}不在审理中，不能作主案；主案要是已经受理、尚未审结的案件",
        f"{lead} was not under review on {on} and cannot lead: the leading case is accepted and not yet decided",
    )


def _led_by(record: Any) -> list[str]:
    """The numbers of the cases that are joined to one and not decided yet."""
    joined = Reconsideration.objects.standing().filter(joined_to=record.pk, state__in=LEADING)
    return [str(case) for case in joined.order_by("pk")] if record.pk is not None else []


def _refuse_left(record: Any) -> None:
    led = _led_by(record)
    if led:
        raise ActRefused(
            "leads",
            "",
            f"{'、'.join(led)}并入了本案，先把它们分案",
            f"{', '.join(led)}: joined to this case; separate them first",
        )
