"""排期 on the pages: the plans of a record, the coming ones of the desk, and a form begun from one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from casework.actions.actors import hand_on
from casework.choices import act_label, planned_label
from casework.law.acts import RULES
from casework.law.names import Act, Planned, RecordKind
from casework.law.planning import DONE_BY
from casework.masking import Names
from casework.models import Plan
from casework.permissions import may_act
from casework.web.entry.forms.act_form import read_whole
from casework.web.entry.forms.days import day_echo
from casework.web.shell.access import Visit
from casework.web.shell.acturls import act_url
from casework.web.shell.formatting import day_words

PLAN = "plan"
"""What says in an address which plan an act does, or calls off."""
Link = tuple[str, str]


@dataclass(frozen=True)
class PlanLine:
    """One plan in words: what, the day, the hour, where, who, what became of it; what may be done with it."""

    what: str
    day: str
    at: str
    place: str
    who: str
    became: str
    acts: list[Link]

    @property
    def words(self) -> str:
        """The plan in one line."""
        return " ".join(filter(None, (self.what, self.day, self.at, self.place, self.who)))


def tried(record: Any, on: date, typed: Mapping[str, Any]) -> Plan:
    """A plan as it was typed, stored nowhere."""
    at, place, who = typed.get("at"), typed.get("place", ""), "、".join(typed.get("who", ()))
    kind: dict[str, Any] = {"kind": record.kind, record.kind: record}
    return Plan(**kind, organ=record.organ, what=typed["what"], on=on, at=at, place=place, who=who)


def lines_of(record: Any, life: Any, visit: Visit) -> list[PlanLine]:
    """The plans of a record in the order of their days, as its reader may read them."""
    plans = getattr(life.facts, "plans", ()) if life is not None else ()
    lines = [(plan.on, plan.n, plan_line(record, plan.n, plan, visit)) for plan in plans]
    return [line for _on, _n, line in sorted(lines, key=lambda one: one[:2])]


def plan_line(record: Any, number: int, plan: Any, visit: Visit) -> PlanLine:
    """One plan, of a life or as it is stored; `number` counts the plans of its record from one."""
    names, language = Names(clear=visit.reads_names(record)), visit.language
    who = plan.who if isinstance(plan.who, str) else "、".join(plan.who)
    return PlanLine(
        what=planned_label(Planned(plan.what), RecordKind(record.kind), language),
        day=day_echo(plan.on, visit.reference.calendar_of(record.organ), language),
        at=f"{plan.at:%H:%M}" if plan.at is not None else "",
        place=names.said("place", plan.place),
        who=names.said("who", who),
        became=became_of(plan, visit),
        acts=list(_acts(record, number, plan, visit)) if plan.stands else [],
    )


def became_of(plan: Any, visit: Visit) -> str:
    """What became of a plan: called off, done, or that its day is today or over."""
    if plan.called_off_on is not None:
        return _("called off %(day)s") % {"day": day_words(plan.called_off_on, visit.language)}
    if plan.done_on is not None:
        return _("done %(day)s") % {"day": day_words(plan.done_on, visit.language)}
    if plan.on == visit.today:
        return _("today")
    return _("its day is over") if plan.on < visit.today else ""


def _acts(record: Any, number: int, plan: Any, visit: Visit) -> Iterator[Link]:
    """The act that does the plan, and its calling off, as far as the reader carries them."""
    kind, hand = RecordKind(record.kind), hand_on(record, visit)
    if hand is None:
        return
    for act in (*DONE_BY[kind].get(Planned(plan.what), ())[:1], Act.CALL_OFF):
        if fits(kind, act, record) and may_act(act, kind, getattr(record, "edition", None), hand.roles):
            yield act_label(act, kind, visit.language), f"{act_url(record, act)}?{PLAN}={number}"


def fits(kind: RecordKind, act: Act, record: Any) -> bool:
    """Whether the state of the record lets the act: a hearing may be planned before the case is accepted."""
    return kind is not RecordKind.RECONSIDERATION or act is Act.CALL_OFF or record.state in RULES[kind][act].sources


def begun_from(asked: Mapping[str, str], record: Any, life: Any, visit: Visit) -> tuple[date | None, str]:
    """The day of the plan that the address names, where it has come, and the plan in words; nothing of any other."""
    number, plans = read_whole(asked.get(PLAN, "")), getattr(life.facts, "plans", ())
    plan = next((one for one in plans if one.n == number), None)
    if plan is None:
        return None, ""
    said = _("Planned: %(plan)s") % {"plan": plan_line(record, number, plan, visit).words}
    return plan.on if plan.on <= visit.today else None, said
