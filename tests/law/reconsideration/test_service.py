"""Service: who received the decision when, whose term to sue runs from it, and how older records are read."""

from __future__ import annotations

from typing import Any

import pytest

from casework.law.documents.papers import Paper
from casework.law.history import Unlawful, play_until
from casework.law.keys import Applicant
from casework.law.names import Act, Outcome, RecordKind, ServiceHow
from casework.law.reconsideration.service import recorded_how, respondents_receipt, rules_on
from casework.law.terms.schedule import due_of_case, schedule
from tests.law.played import NATIONAL, POLICE, STRANGER, Said, case, day, history

ACCEPTED: Said = (Act.ACCEPT, "2024-03-05")
UPHELD: Said = (Act.CONCLUDE, "2024-04-30", {"outcome": Outcome.UPHOLD})
TWO: dict[str, Any] = {
    "applicants": (Applicant("citizen", "申请人甲"), Applicant("citizen", "申请人乙", representative="代表人丙")),
    "third_parties": ("第三人丁",),
}


def served(*services: Said, **keys: Any) -> Any:
    return case("2024-03-01", ACCEPTED, UPHELD, *services, **keys)


def sued(life: Any) -> dict[str, str | None]:
    """Whose term to sue -> the receipt from which it runs."""
    return {x.party: x.start.isoformat() if x.start is not None else None for x in schedule(life) if x.code == "sue"}


def on(to: str, when: str = "2024-05-07", **keys: Any) -> Said:
    return (Act.SERVE, when, {"to": to, **keys})


@pytest.mark.parametrize("to", ["", "申请人甲", "applicant", "申请人", "当事人", "双方当事人", "代理人"])
def test_service_on_the_applicant_or_on_all_starts_the_term_to_sue(to):
    assert sued(served(on(to))) == {"": "2024-05-07"}


@pytest.mark.parametrize("to", ["respondent", "被申请人", f"organ:{POLICE}", f"#{POLICE}", "third_party", "第三人丁"])
def test_service_on_somebody_else_starts_nothing_to_sue(to):
    life = served(on(to), third_parties=("第三人丁",))
    assert sued(life) == {"": None}
    assert life.facts.served_on == day("2024-05-07")


def test_each_applicants_term_runs_from_its_own_receipt_and_the_last_of_them_is_the_cases():
    one = served(on("申请人甲"), **TWO)
    assert sued(one) == {"申请人甲": "2024-05-07", "申请人乙": None}
    assert due_of_case(one, "sue") == day("2024-05-22")
    both = served(on("申请人甲"), on("代表人丙", "2024-05-10"), **TWO)
    assert sued(both) == {"申请人甲": "2024-05-07", "申请人乙": "2024-05-10"}
    assert due_of_case(both, "sue") == day("2024-05-27")  # 25 May is a Saturday
    together = served(on("applicant"), **TWO)
    assert sued(together) == {"": "2024-05-07"}


def test_the_first_receipt_of_the_decision_counts_and_a_notice_is_no_decision():
    life = served(on("申请人甲", paper=Paper.SUSPENSION), on("申请人甲", "2024-05-09"), on("申请人甲", "2024-05-08"))
    assert sued(life) == {"": "2024-05-08"}


def test_a_service_recorded_before_the_decision_counts_by_its_day():
    before: Said = (Act.SERVE, "2024-05-07")
    assert sued(case("2024-03-01", ACCEPTED, before, UPHELD)) == {"": "2024-05-07"}
    notice: Said = (Act.SERVE, "2024-04-29")
    assert sued(case("2024-03-01", ACCEPTED, UPHELD, notice)) == {"": None}


@pytest.mark.parametrize("paper", [Paper.DECISION, Paper.DECLINING, Paper.MEDIATION_LETTER])
def test_no_decision_is_served_before_it_is_made(paper):
    said = on("", "2024-04-29", paper=paper)
    for acts in ((ACCEPTED, said), (ACCEPTED, UPHELD, said)):
        with pytest.raises(Unlawful) as caught:
            case("2024-03-01", *acts)
        assert (caught.value.refusal.rule, caught.value.refusal.article) == ("no-decision", "75")


@pytest.mark.parametrize("to", ["路人", f"organ:{STRANGER}", "第三人丁"])
def test_service_on_nobody_of_the_case_is_refused_with_those_that_there_are(to):
    with pytest.raises(Unlawful) as caught:
        case("2024-03-01", ACCEPTED, UPHELD, on(to), applicants=TWO["applicants"])
    refusal = caught.value.refusal
    assert (refusal.rule, refusal.article) == ("no-party", "75, 88")
    assert "申请人甲、申请人乙" in refusal.zh
    assert "被申请人" in refusal.zh


def test_an_older_record_that_names_nobody_of_the_case_is_read_as_service_on_all_and_reported():
    life = case("2024-03-01", ACCEPTED, UPHELD, on("甲的邻居代收"), lenient=True)
    assert sued(life) == {"": "2024-05-07"}
    assert [refusal.rule for refusal in life.broken] == ["no-party"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("邮寄", "post"), ("公告送达", "notice"), ("notice", "notice"), ("村委会代收", "村委会代收"), ("", "")],
)
def test_older_ways_of_service_are_read_by_their_label_and_others_stay_as_written(text, code):
    assert recorded_how(text) == code


def test_a_public_notice_is_received_on_its_thirtieth_day_and_not_before():
    acts = history("2024-03-01", ACCEPTED, UPHELD, on("", how="notice"))

    def as_at(when: str) -> Any:
        return play_until(RecordKind.RECONSIDERATION, acts, NATIONAL, day(when))

    assert sued(as_at("2024-06-05")) == {"": None}
    assert sued(as_at("2024-06-06")) == {"": "2024-06-06"}
    assert as_at("2024-06-05").facts.served_on is None


@pytest.mark.parametrize(("given", "received"), [("2021-12-31", "2022-03-01"), ("2022-01-01", "2022-01-31")])
def test_a_public_notice_given_before_2022_stands_for_sixty_days(given, received):
    life = case("2021-11-01", (Act.ACCEPT, "2021-11-03"), (Act.CONCLUDE, "2021-12-06", {"outcome": Outcome.UPHOLD}),
                on("", given, how="notice"))  # fmt: skip
    assert str(life.facts.served_on) == received
    assert rules_on(day(given)).noted[ServiceHow.NOTICE] == f"民事诉讼法{92 if given < '2022' else 95} ¶2"


def test_what_the_decision_orders_runs_from_the_respondents_receipt_else_from_the_first():
    both = served(on("申请人甲"), on("respondent", "2024-05-10"))
    assert respondents_receipt(both.facts) == day("2024-05-10")
    assert respondents_receipt(served(on("申请人甲")).facts) == day("2024-05-07")
    assert respondents_receipt(served().facts) is None


@pytest.mark.parametrize("keys", [{"outcome": Outcome.WITHDRAWN, "how": "settled"}, {"outcome": Outcome.MEDIATED}])
def test_nobody_sues_within_fifteen_days_of_a_withdrawal_or_a_mediation(keys):
    life = case("2024-03-01", ACCEPTED, (Act.CONCLUDE, "2024-04-30", keys), on(""))
    assert sued(life) == {}
    assert due_of_case(life, "sue") is None


def test_nothing_is_enforced_before_every_applicant_has_the_decision_and_can_sue_no_more():
    def enforced(*services: Said, day: str) -> tuple[str, str] | None:
        try:
            served(*services, (Act.RECORD_ENFORCEMENT, day), **TWO)
        except Unlawful as found:
            return found.refusal.rule, found.refusal.article
        return None

    one, both = (on("申请人甲"),), (on("申请人甲"), on("申请人乙", "2024-05-10"))
    assert enforced(day="2024-06-28") == ("not-served", "75 ¶2, 78")
    assert enforced(*one, day="2024-06-28") == ("not-served", "75 ¶2, 78")
    assert enforced(*both, day="2024-05-09") == ("not-served", "75 ¶2, 78")
    assert enforced(*both, day="2024-05-27") == ("term-to-sue", "78")
    assert enforced(*both, day="2024-05-28") is None
