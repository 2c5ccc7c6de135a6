"""Which term runs in a dispute and in a mediation, and which result may be appealed (行政诉讼法 art. 67, 85)."""

from __future__ import annotations

from typing import Any

import pytest

from casework.law.documents.grounds import DECLINE, STAY
from casework.law.litigation import LOSING_RESULTS
from casework.law.names import Act, AgreementForm, InstanceLevel, MediationResult, RecordKind
from casework.law.terms.others import TERMS_OF
from tests.law.played import POLICE, Said, record

SUIT, MEDIATION = RecordKind.LITIGATION, RecordKind.MEDIATION
BEGUN: Said = (
    Act.REGISTER, "2024-05-06",
    {"court": "测试法院", "court_number": "1号", "cause": "治安处罚", "defendants": (POLICE,)},
)  # fmt: skip
APPEALED: Said = (
    Act.OPEN_INSTANCE, "2024-07-01", {"instance": InstanceLevel.SECOND, "court": "中院", "court_number": "2号"},
)  # fmt: skip
VOID: Said = (Act.VOID, "2024-07-02", {"reason": "重复登记"})


def closed(result: str, **keys: Any) -> Said:
    return (Act.CLOSE_INSTANCE, "2024-06-17", {"result": result, **keys})


def running(*acts: Said) -> list[tuple[str, str]]:
    return [(x.code, str(x.fixed)) for x in TERMS_OF[SUIT].open(record(SUIT, *acts))]


def test_a_dispute_is_to_be_answered_in_each_instance_until_it_is_heard():
    assert running(BEGUN) == [("litigation_defence", "2024-05-21")]
    assert running(BEGUN, (Act.HOLD_HEARING, "2024-05-20")) == []
    assert running(BEGUN, closed("revoke"), APPEALED) == [("litigation_defence", "2024-07-16")]
    assert running(BEGUN, VOID) == []


def test_a_judgment_is_appealed_from_the_day_of_its_receipt_else_of_the_closing():
    assert running(BEGUN, closed("revoke", ruling_on="2024-06-20")) == [("appeal_judgment", "2024-07-05")]
    assert running(BEGUN, closed("revoke")) == [("appeal_judgment", "2024-07-02")]


JUDGMENTS = [*sorted(LOSING_RESULTS), "dismiss_claims", "dismiss_compensation"]
RULINGS = ["not_docketed", "suit_dismissed"]
FINAL = [
    "withdrawn_voluntary",
    "withdrawn_after_change",
    "deemed_withdrawn",
    "transferred",
    "ended",
    "mediated",
    "other",
]


@pytest.mark.parametrize(
    ("result", "term"),
    [
        *[(x, ["appeal_judgment"]) for x in JUDGMENTS],
        *[(x, ["appeal_ruling"]) for x in RULINGS],
        *[(x, []) for x in FINAL],
    ],
)
def test_of_the_rulings_only_those_not_to_docket_and_to_dismiss_the_suit_are_appealed(result, term):
    assert [code for code, _ in running(BEGUN, closed(result))] == term


def test_what_a_second_instance_decides_is_final():
    second: Said = (Act.CLOSE_INSTANCE, "2024-08-05", {"result": "judgment_changed"})
    assert running(BEGUN, closed("revoke"), APPEALED, second) == []


def test_confirmation_may_be_asked_for_after_success_until_it_is_asked():
    begun: Said = (
        Act.REGISTER, "2024-01-15", {"body": "东村人民调解委员会", "dispute_type": "neighbours", "source": "active"},
    )  # fmt: skip
    written = {"result": MediationResult.SUCCEEDED, "form": AgreementForm.WRITTEN}
    agreed: Said = (Act.CONCLUDE, "2024-01-22", {**written, "effective_on": "2024-01-23"})

    def asked_by(*acts: Said) -> list[str]:
        return [str(x.fixed) for x in TERMS_OF[MEDIATION].open(record(MEDIATION, begun, *acts))]

    assert asked_by(agreed) == ["2024-02-22"]
    assert asked_by((Act.CONCLUDE, "2024-01-22", written)) == ["2024-02-21"]
    assert asked_by() == []
    assert asked_by((Act.CONCLUDE, "2024-01-22", {"result": MediationResult.FAILED})) == []
    assert asked_by(agreed, (Act.ASK_CONFIRMATION, "2024-01-29")) == []
    assert asked_by(agreed, VOID) == []


def test_the_grounds_that_are_told_by_number_are_those_of_the_act():
    assert list(DECLINE) == [1, 2, 3, 4, 5, 6, 7]  # art. 30 ¶1
    assert list(STAY) == [1, 2, 3, 4]  # art. 42
    assert "期限" in DECLINE[4].zh
    assert "管辖" in DECLINE[6].zh
