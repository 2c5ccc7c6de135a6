"""What a plain serializer gives as the columns of the resources that are no stored columns under the same name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any, NamedTuple

from casework.exports.resources import RESOURCES, Resource
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.models.base import OPEN_END

Value = Callable[[Any], Any]
BASE = "http://testserver/api/v1"


def last(rows: Iterable[Any]) -> Any:
    """The last of some rows; None where there is none."""
    found = list(rows)
    return found[-1] if found else None


def of_last(rows: Value, name: str) -> Value:
    """A value of the last of the rows that a record has; None where there is none, or the day has not come."""

    def value(record: Any) -> Any:
        row = last(rows(record))
        found = getattr(row, name) if row is not None else None
        return None if found in ("", OPEN_END) else found

    return value


def parties(role: str, name: str = "name") -> Value:
    """What the parties of a role are called."""
    return lambda case: [
        getattr(each, name)
        for each in case.applicants.all()
        if each.role == role and each.left_on is None and getattr(each, name)
    ]


def in_instances(value: Value) -> Value:
    """A value of each instance of a dispute."""
    return lambda suit: [value(each) for each in suit.instances.all()]


def came(instance: Any) -> str:
    """Who came for the keeper of the dispute."""
    sides = [side for side in instance.sides.all() if side.organ_id == instance.litigation.organ_id]
    found = [each.standing for side in sides for each in side.standings.all() if each.until_on == OPEN_END]
    return str(found[0]) if found else ""


def lost_in(suit: Any) -> list[str]:
    """The levels that the keeper lost."""
    return [
        each.level
        for each in suit.instances.all()
        if any(side.lost and side.organ_id == suit.organ_id for side in each.sides.all())
    ]


def standing(case: Any) -> Any:
    """The phase in which a case stands."""
    return last(each for each in case.phases.all() if each.superseded_on == OPEN_END)


def of_standing(name: str) -> Value:
    """A value of the phase in which a case stands."""

    def value(case: Any) -> Any:
        found = getattr(standing(case), name, None)
        return None if found == OPEN_END else found

    return value


def intakes(case: Any) -> list[Any]:
    """The examinations of a case."""
    return [each for each in case.phases.all() if each.kind == "intake"]


def suspensions(case: Any) -> list[Any]:
    """The suspensions of a case."""
    return [each for each in case.stops.all() if each.kind == "suspension"]


def opinions(case: Any) -> list[Any]:
    """The opinion letters of a case."""
    return [each for each in case.entries.all() if each.kind == "opinion"]


class Made(NamedTuple):
    """How a value is made of a row, and what is fetched beside the rows of a page for it."""

    value: Value
    beside: tuple[str, ...] = ()


def of_rows(relation: str, *names: str) -> dict[str, Made]:
    """Of each row below a record these values, in lists of the same names; `a=b` is the value b as the list a."""
    found = {}
    for said in names:
        name, _, stored = said.partition("=")
        found[name] = Made(_values(relation, stored or name), (relation,))
    return found


def _values(relation: str, name: str) -> Value:
    return lambda record: [getattr(row, name) for row in getattr(record, relation).all()]


def planned() -> dict[str, Made]:
    """The plans that stand."""

    def of(name: str) -> Value:
        return lambda record: [
            getattr(plan, name) for plan in record.plans.all() if plan.done_on is None and plan.called_off_on is None
        ]

    names = {"planned": "what", "planned_on": "on", "planned_at": "at"}
    return {name: Made(of(stored), ("plans",)) for name, stored in names.items()}


def linked(key: str, name: str) -> Made:
    """The address of a record that a column names."""
    return Made(lambda row: f"{BASE}/{key}/{getattr(row, name)}/" if getattr(row, name) else None)


def beside(relations: tuple[str, ...], **values: Value) -> dict[str, Made]:
    """Values for which the same is fetched."""
    return {name: Made(value, relations) for name, value in values.items()}


CASES: dict[str, Made] = {
    **beside(
        ("applicants",),
        applicant=parties("applicant"),
        representative=parties("applicant", "representative"),
        agent=parties("applicant", "agent"),
        third_party=parties("third_party"),
        decision_received_on=parties("applicant", "decision_received_on"),
    ),
    **beside(("respondents__organ",), respondent=lambda case: [each.organ.name for each in case.respondents.all()]),
    **beside(
        ("phases",),
        intake=of_last(intakes, "closed_by"),
        intake_on=of_last(intakes, "closed_on"),
        **{
            name: of_standing(name)
            for name in (
                "heard", "opinions_heard", "committee", "converted", "days", "late", "procedure_only",
                "compensation_granted", "sued_on",
            )
        },
    ),
    **beside(
        ("stops",),
        suspended_from=of_last(suspensions, "on"),
        suspended_to=of_last(suspensions, "until"),
        suspension_ground=of_last(suspensions, "ground"),
    ),
    **beside(
        ("entries",),
        opinion_letter_on=of_last(opinions, "on"),
        opinion_feedback_on=of_last(opinions, "answered_on"),
    ),
    **beside(("extensions",), extended_days=lambda case: sum(each.days for each in case.extensions.all()) or None),
    **of_rows(
        "services", "service_paper=paper", "service_party=party", "service_how=how", "service_on=on",
        "service_received_on=received_on",
    ),
    **beside(
        ("services__organ",),
        service_organ=lambda case: [each.organ.name if each.organ else None for each in case.services.all()],
    ),
    "handlers": Made(lambda case: case.handlers.split("、") if case.handlers else []),
    "taken_from_url": linked("reconsiderations", "taken_from_id"),
    "referred_from_url": linked("reconsiderations", "referred_from_id"),
    **planned(),
}  # fmt: skip
SUITS: dict[str, Made] = {
    **beside(("defendants",), defendant=lambda suit: [each.name for each in suit.defendants.all()]),
    **beside(
        ("reconsideration",),
        reconsideration=lambda suit: suit.reconsideration.number if suit.reconsideration else None,
    ),
    "reconsideration_url": linked("reconsiderations", "reconsideration_id"),
    **of_rows(
        "instances", "instance=level", "court", "court_number", "instance_received_on=received_on",
        "heard_on=first_heard_on", "closed_on", "result", "ruling_on", "defence_on", "evidence_on",
        "judgment_performed_on=performed_on",
    ),
    **beside(("instances__litigation", "instances__sides__standings"), attended_rank=in_instances(came)),
    **beside(("instances__sides",), lost_in=lost_in),
    **of_rows("advice", "advice_number=number", "advice_on=received_on", "advice_answered_on=answered_on"),
    **planned(),
}  # fmt: skip
EVENT: dict[str, Made] = {
    "record": Made(lambda event: next(pk for pk in _ids(event) if pk)),
    "record_url": Made(
        lambda event: next(
            f"{BASE}/{KINDS[kind].resource}/{pk}/" for kind, pk in zip(RecordKind, _ids(event), strict=True) if pk
        )
    ),
}


def _ids(event: Any) -> list[int | None]:
    return [getattr(event, f"{kind.value}_id") for kind in RecordKind]


def below(resource: Resource) -> dict[str, Made]:
    """What every row below a record says of that record."""

    def record(row: Any) -> Any:
        return reduce(getattr, resource.owner.split("__"), row)

    if resource.below is None:
        return {}
    place = KINDS[resource.below].resource
    return {
        "record_url": Made(lambda row: f"{BASE}/{place}/{record(row).pk}/"),
        "record_number": Made(lambda row: record(row).number),
        "position": Made(lambda row: row.position + 1),
    }


MADE: dict[str, dict[str, Made]] = {key: below(resource) for key, resource in RESOURCES.items()} | {
    "reconsiderations": CASES,
    "litigations": SUITS,
    "mediations": planned(),
    "ledger-entries": of_rows("quantities", "quantity", "value"),
    "events": EVENT,
    "organs": of_rows("former_names", "former_names=name"),
}
