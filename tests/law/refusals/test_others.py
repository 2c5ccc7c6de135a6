"""Suits, mediation and the ledger: what cannot be is refused with its rule, and what follows from what can."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from casework.law.history import Unlawful
from casework.law.litigation import Appearance, Hearing, Instance, lost, standing
from casework.law.names import Act, AgreementForm, InstanceLevel, MediationResult, RecordKind
from casework.law.organs.bodies import body_kind_of
from casework.law.terms.others import due_of
from tests.law.played import POLICE, STRANGER, TOWN, Said, day, record

SUED = {"court": "测试法院", "court_number": "1号", "cause": "治安处罚", "defendants": (POLICE, TOWN)}
BEGUN: Said = (Act.REGISTER, "2024-05-06", SUED)
CLOSED: Said = (Act.CLOSE_INSTANCE, "2024-06-17", {"result": "revoke"})
HEARD: Said = (Act.HOLD_HEARING, "2024-06-03")
APPEAL = {"instance": InstanceLevel.SECOND, "court": "中院", "court_number": "2号"}
CAME = {"organ": POLICE, "rank": "chief"}
MEDIATING: Said = (
    Act.REGISTER, "2024-01-15", {"body": "东村人民调解委员会", "dispute_type": "neighbours", "source": "active"},
)  # fmt: skip
AGREED: Said = (Act.CONCLUDE, "2024-01-22", {"result": MediationResult.SUCCEEDED, "form": AgreementForm.ORAL})
FAILED: Said = (Act.CONCLUDE, "2024-01-22", {"result": MediationResult.FAILED})
SUIT, MEDIATION, LEDGER = RecordKind.LITIGATION, RecordKind.MEDIATION, RecordKind.LEDGER
OTHERS: dict[str, tuple[RecordKind, tuple[Said, ...], str, str]] = {
    "sued by nobody": (SUIT, ((Act.REGISTER, "2024-05-06", {**SUED, "defendants": ()}),), "missing", "行政诉讼法26"),
    "an instance that is not there": (
        SUIT, (BEGUN, (Act.HOLD_HEARING, "2024-06-03", {"instance": InstanceLevel.RETRIAL})), "state", "",
    ),
    "an act before the instance": (
        SUIT, (BEGUN, CLOSED, (Act.OPEN_INSTANCE, "2024-07-01", APPEAL),
               (Act.HOLD_HEARING, "2024-06-20")), "date-order", "",
    ),
    "an appeal before the first instance": (
        SUIT, (BEGUN, CLOSED, (Act.OPEN_INSTANCE, "2024-07-01", APPEAL),
               (Act.OPEN_INSTANCE, "2024-06-28", APPEAL)), "date-order", "行政诉讼法85",
    ),
    "an appeal while the first instance is open": (
        SUIT, (BEGUN, (Act.OPEN_INSTANCE, "2024-07-01", APPEAL)), "state", "行政诉讼法85",
    ),
    "a hearing of a closed instance": (SUIT, (BEGUN, CLOSED, (Act.HOLD_HEARING, "2024-06-18")), "state", ""),
    "an appearance without a hearing": (
        SUIT, (BEGUN, (Act.RECORD_APPEARANCE, "2024-06-03", CAME)), "state", "行政诉讼法3 ¶3",
    ),
    "closed twice": (SUIT, (BEGUN, CLOSED, (Act.CLOSE_INSTANCE, "2024-06-18", {"result": "pay"})), "state", ""),
    "closed before its hearing": (
        SUIT, (BEGUN, HEARD, (Act.CLOSE_INSTANCE, "2024-05-31", {"result": "pay"})), "date-order", "",
    ),
    "ended twice": (MEDIATION, (MEDIATING, AGREED, FAILED), "state", "人民调解法26"),
    "an agreement without success": (
        MEDIATION,
        (MEDIATING, (Act.CONCLUDE, "2024-01-22", {"result": MediationResult.FAILED, "form": AgreementForm.ORAL})),
        "particulars", "人民调解法28",
    ),
    "an agreement before the case": (
        MEDIATION,
        (MEDIATING, (Act.CONCLUDE, "2024-01-22", {"result": MediationResult.SUCCEEDED, "effective_on": "2024-01-12"})),
        "date-order", "人民调解法29",
    ),
    "performed without an agreement": (
        MEDIATION, (MEDIATING, FAILED, (Act.PERFORM, "2024-01-23")), "state", "人民调解法31",
    ),
    "performed before the agreement": (
        MEDIATION, (MEDIATING, AGREED, (Act.PERFORM, "2024-01-19")), "date-order", "人民调解法31",
    ),
    "an oral agreement in force after it was concluded": (
        MEDIATION,
        (
            MEDIATING,
            (
                Act.CONCLUDE, "2024-01-22",
                {"result": MediationResult.SUCCEEDED, "form": AgreementForm.ORAL, "effective_on": "2024-01-23"},
            ),
        ),
        "oral-effect", "人民调解法30",
    ),
    "confirmation asked without an agreement": (
        MEDIATION, (MEDIATING, (Act.ASK_CONFIRMATION, "2024-01-23")), "state", "人民调解法33",
    ),
    "confirmed though nobody asked": (
        MEDIATION, (MEDIATING, AGREED, (Act.CONFIRM, "2024-01-23")), "state", "人民调解法33",
    ),
    "confirmed before it was asked": (
        MEDIATION, (MEDIATING, AGREED, (Act.ASK_CONFIRMATION, "2024-01-26"), (Act.CONFIRM, "2024-01-25")),
        "date-order", "人民调解法33",
    ),
    "performed twice": (
        MEDIATION, (MEDIATING, AGREED, (Act.PERFORM, "2024-01-23"), (Act.PERFORM, "2024-01-24")),
        "state", "人民调解法31",
    ),
    "an entry without quantities": (
        LEDGER, ((Act.RECORD, "2024-05-06", {"kind": "publicity_event", "quantities": {}}),), "missing", "",
    ),
    "a negative quantity": (
        LEDGER, ((Act.RECORD, "2024-05-06", {"kind": "publicity_event", "quantities": {"count": Decimal(-1)}}),),
        "missing", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_an_act_of_another_kind_of_record_is_refused_where_it_cannot_be(name):
    kind, acts, rule, article = OTHERS[name]
    with pytest.raises(Unlawful) as caught:
        record(kind, *acts)
    assert caught.value.position == len(acts) - 1
    assert (caught.value.refusal.rule, caught.value.refusal.article) == (rule, article)


def test_a_mediation_that_succeeded_is_performed_asked_and_confirmed_in_order():
    asked: Said = (Act.ASK_CONFIRMATION, "2024-02-05")
    life = record(MEDIATION, MEDIATING, AGREED, (Act.PERFORM, "2024-01-22"), asked, (Act.CONFIRM, "2024-02-20"))
    facts = life.facts
    assert (facts.performed_on, facts.asked_on, facts.ruled_on) == (
        day("2024-01-22"), day("2024-02-05"), day("2024-02-20"),
    )  # fmt: skip
    life.say(concluded_on=None)
    assert due_of(MEDIATION, life, "judicial_confirmation") is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("东村人民调解委员会", "village"),
        ("城关社区调委会", "community"),
        ("新城街道人民调解委员会", "street"),
        ("东镇人民政府", "township"),
        ("曲沃纺织厂", "enterprise"),
        ("县总工会", "social_group"),
        ("县医疗纠纷人民调解委员会", "professional"),
    ],
)
def test_the_kind_of_a_mediation_body_is_told_by_its_name(name, kind):
    assert body_kind_of(name) == kind


def instance(**keys: Any) -> Instance:
    return Instance(InstanceLevel.FIRST, "测试法院", "1号", day("2024-05-06"), **keys)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (instance(), False),
        (instance(closed_on=day("2024-06-17"), result="dismiss_claims"), False),
        (instance(closed_on=day("2024-06-17"), result="revoke"), True),
        (instance(closed_on=day("2024-06-17"), result="revoke", against_organ=False), False),
        (instance(closed_on=day("2024-06-17"), result="revoke", against_organ=(POLICE,)), True),
        (instance(closed_on=day("2024-06-17"), result="revoke", against_organ=(TOWN,)), False),
        (Instance(InstanceLevel.SECOND, "中院", "2号", day("2024-05-06"), (), day("2024-06-17"), "revoke"), False),
    ],
)
def test_only_a_first_instance_that_went_against_the_organ_is_lost(found, expected):
    assert lost(found, POLICE) is expected


def heard(on: str, *appearances: Appearance, again: bool = False) -> Hearing:
    return Hearing(day(on), again, appearances)


@pytest.mark.parametrize(
    ("hearings", "expected"),
    [
        ([], None),
        ([heard("2024-07-01")], None),  # not yet held on the day asked for
        ([heard("2024-06-03")], "nobody"),
        ([heard("2024-06-03", Appearance(POLICE, "nobody"))], "nobody"),
        ([heard("2024-06-03", Appearance(POLICE, "staff"))], "staff_only"),
        ([heard("2024-06-03", Appearance(POLICE, "deputy"), Appearance(POLICE, "staff"))], "deputy"),
        ([heard("2024-06-03", Appearance(TOWN, "chief"))], "nobody"),
        ([heard("2024-06-03", Appearance(TOWN, "chief", by_agreement=True))], "chief"),
        ([heard("2024-06-03", Appearance(STRANGER, "chief", defendant=False))], "staff_only"),
        ([heard("2024-06-03", Appearance(POLICE, "chief")), heard("2024-06-10")], "chief"),
        ([heard("2024-06-03", Appearance(POLICE, "chief")), heard("2024-06-10", again=True)], "nobody"),
        # called again, a head of lower rank came: the highest of the instance stands
        (
            [
                heard("2024-06-03", Appearance(POLICE, "chief")),
                heard("2024-06-10", Appearance(POLICE, "deputy"), again=True),
            ],
            "chief",
        ),
        (
            [
                heard("2024-06-03", Appearance(POLICE, "chief")),
                heard("2024-06-10", Appearance(POLICE, "staff"), again=True),
            ],
            "staff_only",
        ),
        (
            [heard("2024-06-03"), heard("2024-06-10", Appearance(POLICE, "other_leader"), again=True)],
            "other_leader",
        ),
    ],
)
def test_one_attendance_serves_an_instance_unless_the_head_was_called_again(hearings, expected):
    assert standing(instance(hearings=hearings), POLICE, day("2024-06-17")) == expected


def test_the_highest_who_came_to_a_hearing_is_kept_and_only_a_co_defendants_head_by_agreement():
    life = record(
        SUIT, BEGUN, HEARD, (Act.HOLD_HEARING, "2024-06-10"),
        (Act.RECORD_APPEARANCE, "2024-06-04", {"organ": POLICE, "rank": "staff"}),
        (Act.RECORD_APPEARANCE, "2024-06-05", {"organ": POLICE, "rank": "deputy", "by_agreement": True}),
        (Act.RECORD_APPEARANCE, "2024-06-05", {"organ": STRANGER, "rank": "chief", "by_agreement": True}),
        lenient=True,
    )  # fmt: skip
    came = {a.organ: (a.rank, a.by_agreement, a.defendant) for a in life.facts.instances[0].hearings[0].appearances}
    assert came == {POLICE: ("deputy", True, True), STRANGER: ("chief", False, False)}
    assert life.facts.instances[0].hearings[1].appearances == ()
