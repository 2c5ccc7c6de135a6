"""Organs, people and lawful records for tests: every record is made by acts, through the one door for writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from casework.actions.reach import Actor
from casework.actions.recording import Request, perform, record_of
from casework.actions.reference.organs import add_organ
from casework.integrity.rules import check_all
from casework.law.names import Act, Edition, RecordKind, Role, State
from casework.models import Event, Membership, NumberSeries, Organ, Person, Reconsideration
from casework.reference import Reference
from casework.vocabulary import name_of

ALL_HANDS = frozenset({Role.CLERK, Role.SUPERVISOR, Role.APPROVER})
TODAY = date(2026, 6, 30)
"""The day on which every test acts, unless it says otherwise."""

ORGANS: tuple[tuple[str, str, str, str, str], ...] = (
    ("国", "国务院", "nation", "government", ""),
    ("省", "测试省人民政府", "province", "government", "国"),
    ("市", "测试市人民政府", "city", "government", "省"),
    ("市局", "测试市公安局", "city", "department", "市"),
    ("甲县", "甲县人民政府", "county", "government", "市"),
    ("甲局", "甲县公安局", "county", "department", "甲县"),
    ("甲所", "甲县公安局东关派出所", "county", "agency", "甲局"),
    ("甲镇", "甲县东镇人民政府", "township", "government", "甲县"),
    ("甲税", "国家税务总局甲县税务局", "county", "vertical", "甲县"),
    ("乙县", "乙县人民政府", "county", "government", "市"),
    ("乙局", "乙县自然资源局", "county", "department", "乙县"),
    ("邻市", "邻市人民政府", "city", "government", "省"),
    ("丙县", "丙县人民政府", "county", "government", "邻市"),
)
"""Short name, name, level, kind, the organ above: two counties under one city, and one under its neighbour."""
WORDS = {"甲县": "甲政", "乙县": "乙政", "丙县": "丙政", "市": "测政"}
CODES = {"省": "140000", "市": "141000", "甲县": "141021", "乙县": "141022", "邻市": "140100", "丙县": "140121"}

APPLICATION: Mapping[str, Any] = {
    "channel": "in_person",
    "applicants": [{"kind": "citizen", "name": "申请人甲"}],
    "respondents": ["甲县公安局"],
    "matters": ["administrative_penalty"],
    "field": "public_security",
}
"""The keys that register needs, lawful in both editions."""


@dataclass
class Office:
    """A small tree of organs, the reference data, and hands that act for an organ on a day."""

    today: date = TODAY
    organs: dict[str, Organ] = field(default_factory=dict)
    reference: Reference = field(default_factory=lambda: Reference(this_year=TODAY.year))

    def __post_init__(self) -> None:
        for short, name, level, kind, above in ORGANS:
            self.organs[short] = add_organ(
                name=name,
                level=level,
                kind=kind,
                under=self.organs.get(above),
                code=CODES.get(short),
                word=WORDS.get(short, ""),
            )
        self.person = Person.objects.create_user("hand")

    def __getitem__(self, short: str) -> Organ:
        return self.organs[short]

    def actor(self, organ: Organ | str = "甲县", roles: frozenset[Role] | Role = ALL_HANDS) -> Actor:
        """Who acts for the organ in these roles."""
        held = frozenset({roles}) if isinstance(roles, Role) else roles
        return Actor(self.person, self[organ] if isinstance(organ, str) else organ, held)

    def do(
        self,
        target: Any,
        act: Act | str,
        on: date | str,
        *,
        actor: Actor | None = None,
        today: date | None = None,
        as_recorded: bool = False,
        keys: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> Any:
        """Do an act to a record, or begin one of a kind; gives the record as it stands in the database now.

        `keys` holds those whose names are words of Python; raises whatever the act raises.
        """
        kind = target if isinstance(target, RecordKind) else RecordKind(target.kind)
        record = None if isinstance(target, RecordKind) else target
        asked = Request(kind, name_of(Act, act), day(on), {**more, **(keys or {})}, record, as_recorded)
        acting = actor or self.actor(record.organ if record is not None else "甲县")
        event = perform(asked, actor=acting, today=today or self.today, reference=self.reference)
        return fresh(record_of(event))

    # ---- Reconsideration

    def register(self, on: date | str = "2024-03-01", **keys: Any) -> Any:
        """A registered application; `actor` says for which organ."""
        return self.do(RecordKind.RECONSIDERATION, Act.REGISTER, on, **{**APPLICATION, **keys})

    def accept(self, on: date | str = "2024-03-01", **keys: Any) -> Any:
        """An application accepted on the day of its receipt; `procedure` and `ground` go to the acceptance."""
        of_acceptance = {key: keys.pop(key) for key in ("procedure", "ground") if key in keys}
        return self.do(self.register(on, **keys), Act.ACCEPT, on, **of_acceptance)

    def conclude(self, on: date | str = "2024-03-01", outcome: str = "uphold", days: int = 30, **keys: Any) -> Any:
        """A case concluded so many days after it was accepted; the particulars of the outcome go to the decision."""
        of_decision = {key: keys.pop(key) for key in PARTICULARS if key in keys}
        case = self.accept(on, **keys)
        return self.do(case, Act.CONCLUDE, day(on) + timedelta(days), outcome=outcome, **of_decision)

    def case_in(self, state: State, on: date | str = "2024-03-01", **keys: Any) -> Any:
        """A case in a state, entered within a few days of `on`, its receipt."""
        acts = PATHS[state]
        case = self.register(on, **keys)
        for act, after, more in acts:
            keys = counted(more, day(on))
            if act is Act.REQUEST_CORRECTION and case.edition == Edition.E2023:
                keys.pop("due", None)  # the Act itself fixes the term for correction
            case = self.do(case, act, day(on) + timedelta(after), **keys)
        return case

    # ---- The other kinds

    def sue(self, on: date | str = "2024-05-06", **keys: Any) -> Any:
        """A dispute registered at first instance against the county."""
        base = {"court": "测试市中级人民法院", "court_number": "（2024）测01行初1号", "cause": "administrative_penalty"}
        return self.do(RecordKind.LITIGATION, Act.REGISTER, on, **{**base, "defendants": ["甲县人民政府"], **keys})

    def mediation(self, on: date | str = "2024-05-06", **keys: Any) -> Any:
        """A registered mediation case."""
        base = {"body": "东村人民调解委员会", "dispute_type": "neighbours", "source": "active"}
        return self.do(RecordKind.MEDIATION, Act.REGISTER, on, **{**base, **keys})

    def response(self, on: date | str = "2024-05-06", **keys: Any) -> Any:
        """A case before the city in which the county is the respondent."""
        base = {"deciding_organ": "测试市人民政府", "applicant": "申请人甲", "matter": "licensing", "field": "land"}
        return self.do(RecordKind.RESPONDENT, Act.REGISTER, on, **{**base, **keys})

    def entry(self, on: date | str = "2024-05-06", **keys: Any) -> Any:
        """An entry of the work ledger."""
        base = {"kind": "publicity_event", "quantities": {"count": 1}}
        return self.do(RecordKind.LEDGER, Act.RECORD, on, **{**base, **keys})


PARTICULARS = (
    "how",
    "permitted_on",
    "cause",
    "redo_ordered",
    "compensation_granted",
    "procedure_only",
    "number",
    "approved",
)
PATHS: dict[State, tuple[tuple[Act, int, dict[str, Any]], ...]] = {
    State.EXAMINING: (),
    State.CORRECTING: (
        (Act.REQUEST_CORRECTION, 1, {"items": ["身份材料"], "notice_received_on": "+1"}),
        (Act.EXTEND_CORRECTION, 1, {"due": "+19", "reason": "住院"}),
    ),
    State.REVIEWING: ((Act.ACCEPT, 1, {}),),
    State.SUSPENDED: ((Act.ACCEPT, 1, {}), (Act.SUSPEND, 5, {"ground": "legal_question"})),
    State.CONCLUDED: ((Act.ACCEPT, 1, {}), (Act.CONCLUDE, 5, {"outcome": "uphold"})),
    State.TRANSFERRED: ((Act.ACCEPT, 1, {}), (Act.TRANSFER_UP, 5, {"organ": "测试市人民政府"})),
    State.DECLINED: ((Act.DECLINE, 1, {"reason": 1}),),
    State.REFERRED: ((Act.REFER, 1, {"how": "told"}),),
    State.ABANDONED: (
        (Act.REQUEST_CORRECTION, 1, {"items": ["身份材料"], "notice_received_on": "+1", "due": "+10"}),
        (Act.DEEM_ABANDONED, 20, {}),
    ),
    State.WITHDRAWN_EARLY: ((Act.WITHDRAW_EARLY, 1, {}),),
}
"""From receipt to each state: the acts, the days after receipt, their keys; `+2` is a date so many days after it."""


def counted(keys: Mapping[str, Any], received: date) -> dict[str, Any]:
    """Keys whose dates are written as days after receipt."""
    return {
        key: received + timedelta(int(value)) if isinstance(value, str) and value.startswith("+") else value
        for key, value in keys.items()
    }


def day(value: date | str) -> date:
    """A date, or the date of an ISO text."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def fresh(record: Any) -> Any:
    """The record as it stands in the database now."""
    return type(record).objects.select_related("organ").get(pk=record.pk)


def traces(record: Any = None) -> dict[str, Any]:
    """What a refused act must leave as it was: the record's rows, all events, all numbers given."""
    found: dict[str, Any] = {
        "events": list(Event.objects.order_by("pk").values_list("pk", flat=True)),
        "numbers": sorted(NumberSeries.objects.values_list("organ", "kind", "year", "last")),
    }
    if record is not None:
        model = type(record)
        found["row"] = model.objects.filter(pk=record.pk).values().get()
        for relation in model._meta.related_objects:
            if relation.related_model is not Event:
                name = str(relation.get_accessor_name())
                found[name] = list(getattr(record, name).order_by("pk").values())
    return found


def broken_rules(office: Office) -> dict[str, list[tuple[str, str]]]:
    """The rules of integrity that the stored data break, with what breaks them."""
    found = check_all(office.reference, office.today)
    return {rule.id: result.broken for rule, result in found if result.broken}


def events_of(record: Any) -> list[Event]:
    """The events of a record in the order of recording."""
    return list(Event.objects.of_record(record).order_by("version"))


@dataclass
class Personas:
    """The people whose sight and hands differ."""

    office: Office

    def __post_init__(self) -> None:
        self.clerk = self.add("clerk", Role.CLERK, "甲县")
        self.sister_clerk = self.add("sister", Role.CLERK, "乙县")
        self.supervisor = self.add("supervisor", Role.SUPERVISOR, "甲县")
        self.city_supervisor = self.add("city", Role.SUPERVISOR, "市")
        self.nation_supervisor = self.add("nation", Role.SUPERVISOR, "国")
        self.report_team = self.add("reports", Role.REPORT_TEAM, "甲县")
        self.auditor = self.add("auditor", Role.AUDITOR, "甲县")
        self.administrator = self.add("administrator", Role.ADMINISTRATOR, "甲县")
        self.stranger = Person.objects.create_user("stranger")

    def add(self, username: str, role: Role, organ: str, **dates: date) -> Person:
        """A person who holds one role at one organ."""
        person = Person.objects.create_user(username)
        Membership.objects.create(person=person, organ=self.office[organ], role=role.value, **dates)
        return person


def numbers_of(organ: Organ) -> list[str]:
    """The numbers of an organ's reconsideration cases in the order of recording."""
    cases = Reconsideration.objects.filter(organ=organ).order_by("pk")
    return list(cases.values_list("number", flat=True))
