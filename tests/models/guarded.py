"""Inputs that would break a constraint of the database, each given as a person gives it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.test import Client

from casework.actions.belongings.desk import save_draft
from casework.actions.belongings.fieldkey import settle_field_key
from casework.actions.belongings.views import save_view
from casework.actions.reference.kinddefinition import WantedKind, WantedQuantity
from casework.actions.reference.ledgerkinds import make_kind
from casework.actions.reference.staff import take_on
from casework.actions.reference.standins import keep_stand_in
from casework.actions.reports.annual import When, open_draft
from casework.filters.asked import Question
from casework.law.names import RecordKind, Role, State
from casework.models import (
    AnnualDraft,
    Draft,
    FieldKey,
    MediationBody,
    Membership,
    Population,
    SavedView,
    Staff,
    StandIn,
)
from casework.statistics.datasets import Scope
from tests.factories import TODAY, Office, Personas
from tests.sealing.desk import NOW, YEAR, Room

TOKEN = UUID(int=1)
PASSWORD = "Xk29-dka-2903-qm"
INLINE = {f"{name}-{key}": "0" for name in ("former_names", "populations") for key in ("TOTAL_FORMS", "INITIAL_FORMS")}


@dataclass
class Desk:
    """Whoever may give the program something: hands that act, a browser in the administration."""

    office: Office
    personas: Personas

    @cached_property
    def room(self) -> Room:
        return Room(self.office)

    def page(self, address: str, **said: Any) -> str:
        """What the administration answers beside a field; the last of several forms decides."""
        client = Client()
        client.force_login(self.personas.administrator)
        answer = client.post(f"/admin/casework/{address}/", said)
        assert answer.status_code == 200, answer.status_code
        errors = re.findall(r'<ul class="errorlist[^>]*>(.*?)</ul>', answer.content.decode(), re.DOTALL)
        assert len(errors) == 1, errors
        return html.unescape(re.sub(r"<[^>]*>", "", errors[0])).strip()

    def organ(self, short: str, **said: Any) -> str:
        """A change of an organ."""
        organ = self.office[short]
        known = {"name": organ.name, "word": organ.word, "number_at": organ.number_at, **INLINE}
        return self.page(f"organ/{organ.pk}/change", **{**known, **said})

    def inhabitants(self, number: int) -> str:
        """One more year of the county's inhabitants, of which 2023 is there."""
        county = self.office["甲县"]
        Population.objects.create(organ=county, year=2023, inhabitants=241000)
        row = {"id": "", "organ": county.pk, "year": 2023 if number else 2024, "inhabitants": number, "source": "公报"}
        said = {f"populations-0-{key}": value for key, value in row.items()}
        return self.organ("甲县", **said, **{"populations-TOTAL_FORMS": "1"})

    def membership(self, **said: Any) -> str:
        """One more membership, like the first."""
        first = Membership.objects.filter(role="clerk").earliest("pk")
        known = {"person": first.person_id, "organ": first.organ_id, "role": first.role, "valid_from": ""}
        return self.page("membership/add", **{**known, "valid_to": "", **said})

    def body(self, **said: Any) -> str:
        """One more mediation body of the county."""
        county = self.office["甲县"]
        MediationBody.objects.create(organ=county, name="东村调解委员会", body_kind="village")
        known = {"organ": county.pk, "name": "西村调解委员会", "body_kind": "village", "valid_from": "", "valid_to": ""}
        return self.page("mediationbody/add", **{**known, **said})

    def stand_in(self, *, stand_in: str = "王某", last: date = date(2024, 2, 9)) -> StandIn:
        """A leave of somebody of the county, in which another stands in."""
        county, actor = self.office["甲县"], self.office.actor()
        take_on(county, ["李某", "王某"])
        return keep_stand_in(county, "李某", stand_in, date(2024, 2, 2), last, actor=actor)

    def staff(self, **said: Any) -> str:
        """One more person on the list of the county."""
        county = self.office["甲县"]
        Staff.objects.create(organ=county, name="测试承办人")
        known = {
            "organ": county.pk,
            "name": "另一测试",
            "post": "",
            "qualification": "",
            "valid_from": "",
            "valid_to": "",
        }
        return self.page("staff/add", **{**known, **said})

    def corrected(self, record: Any, fact: str, value: Any) -> Any:
        """A correction by all hands."""
        return self.office.do(record, "correct", self.office.today, keys={"fact": fact, "value": value, "reason": "误"})

    def copied(self) -> Any:
        """A case whose copy was sent and received."""
        case = self.office.case_in(State.REVIEWING)
        return self.office.do(case, "send_copy", "2024-03-08", received_on="2024-03-09")

    def passed_up(self) -> dict[str, Any]:
        """The keys that take a transferred case over, which was taken over already."""
        keys = {"from": self.office.case_in(State.TRANSFERRED).number}
        self.office.do(RecordKind.RECONSIDERATION, "take_over", "2024-03-07", actor=self.office.actor("市"), keys=keys)
        return keys

    def referred(self) -> dict[str, Any]:
        """The keys of an application sent on to the city, which registered it already."""
        case = self.office.register("2023-03-01")
        case = self.office.do(case, "refer", "2023-03-02", how="sent", organ="测试市人民政府")
        keys = {"referred_from": case.number, "actor": self.office.actor("市")}
        self.office.register("2023-03-03", **keys)
        return keys


def advice(desk: Desk) -> Any:
    suit = desk.office.do(desk.office.sue(), "receive_advice", "2024-06-01")
    return desk.office.do(suit, "answer_advice", "2024-05-31")


def joined_to_itself(desk: Desk) -> Any:
    case = desk.office.case_in(State.REVIEWING)
    return desk.office.do(case, "join_cases", "2024-03-20", lead=case.number)


def left(desk: Desk) -> Any:
    two = [{"kind": "citizen", "name": "申请人甲"}, {"kind": "citizen", "name": "申请人乙"}]
    case = desk.office.accept("2024-03-01", applicants=two)
    case = desk.office.do(case, "replace_party", "2024-03-20", party="申请人甲", by=["继承人甲"])
    return desk.office.do(case, "withdraw_party", "2024-03-10", party="继承人甲")


def closed(desk: Desk) -> Any:
    suit = desk.office.do(desk.office.sue(), "close_instance", "2024-06-01", result="dismiss_claims")
    return desk.corrected(suit, "received_on", "2024-06-02")


def stopped(desk: Desk) -> Any:
    case = desk.office.do(desk.office.case_in(State.SUSPENDED), "resume", "2024-03-20")
    return desk.corrected(case, "suspend#1.on", "2024-03-21")


def twice(desk: Desk) -> Any:
    case = desk.office.conclude()
    return desk.office.do(case, "conclude", "2024-05-01", outcome="revoke")


def done_plan(desk: Desk) -> Any:
    case = desk.office.do(desk.office.accept("2026-06-01"), "plan", TODAY, what="hearing")
    case = desk.office.do(case, "hold_hearing", TODAY)
    return desk.office.do(case, "call_off", TODAY)


def same_person(desk: Desk) -> Any:
    room = desk.room
    return room.confirm(room.seal(), actor=room.supervisor._replace(roles=frozenset(Role)))


def sealed_again(desk: Desk) -> Any:
    room = desk.room
    report = room.confirmed()
    desk.corrected(room.upheld, "outcome", "alter")
    room.restate(report)
    return room.restate(report)


SESSIONS = WantedQuantity("场次", "sessions", "", "场", "session")


def kind(**said: Any) -> Any:
    """One more kind of ledger entry, unlike the others but for what is said."""
    wanted = WantedKind("立法听证", "hearings", "", (SESSIONS,))
    return make_kind(wanted._replace(**said), by=None, roles={Role.SUPERVISOR})


def views(desk: Desk) -> int:
    for _ in range(2):
        save_view(desk.personas.clerk, RecordKind.MEDIATION, "本月", "")
    return SavedView.objects.count()


def drafts(desk: Desk) -> int:
    for _ in range(2):
        save_draft(desk.personas.clerk, TOKEN, page="/", title="", values={})
    return Draft.objects.count()


def annuals(desk: Desk) -> int:
    asked = Question(Scope(desk.office["甲县"]), YEAR)
    when = When(desk.office.today, NOW, desk.office.reference)
    for _ in range(2):
        open_draft(asked, actor=desk.room.supervisor, when=when)
    return AnnualDraft.objects.count()


def reports(desk: Desk) -> int:
    return len({desk.room.opened().pk, desk.room.opened().pk})


def keys(_desk: Desk) -> int:
    for _ in range(2):
        settle_field_key()
    return FieldKey.objects.count()


def hearings(desk: Desk) -> int:
    suit = desk.office.do(desk.office.sue(), "hold_hearing", "2024-06-01")
    suit = desk.office.do(suit, "hold_hearing", "2024-06-01")
    for rank in ("staff", "chief"):
        suit = desk.office.do(suit, "record_appearance", "2024-06-01", organ="甲县人民政府", rank=rank)
    return int(suit.instances.get().hearings.last().appearances.count())


def sides(desk: Desk) -> int:
    return int(desk.office.sue(defendants=["甲县人民政府", "甲县 人民政府"]).instances.get().sides.count())


def standings(desk: Desk) -> int:
    suit = desk.office.do(desk.office.sue(), "hold_hearing", "2024-06-01")
    suit = desk.office.do(suit, "hold_hearing", "2024-06-01", called_again=True)
    return int(suit.instances.get().sides.get().standings.count())


def spent(desk: Desk) -> int:
    case = desk.office.register()
    first = case.number
    for number in ("甲特〔2024〕1号", first, "甲特〔2024〕2号", first):
        case = desk.corrected(case, "number", number)
    return [case.number].count(first)
