"""No input meets a constraint of the database: before it stands one refusal, in one sentence, or nothing can reach it.

A constraint without a row here fails: who adds one says what guards it.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from casework.actions.belongings.attachments import Upload, attach
from casework.actions.reference.kinddefinition import WantedRate
from casework.errors import ActRefused, CaseworkError
from casework.filters.asked import read_question
from casework.law.names import RecordKind, State
from casework.models import CalendarYear, Term
from tests.models.guarded import (
    INLINE,
    PASSWORD,
    SESSIONS,
    Desk,
    advice,
    annuals,
    closed,
    done_plan,
    drafts,
    hearings,
    joined_to_itself,
    keys,
    kind,
    left,
    reports,
    same_person,
    sealed_again,
    sides,
    spent,
    standings,
    stopped,
    twice,
    views,
)

REFUSED: dict[str, Callable[[Desk], Any]] = {
    "organ_name_once_under_a_parent": lambda d: d.organ("甲镇", name="甲县公安局"),
    "organ_has_a_name": lambda d: d.organ("甲镇", name="\u200b"),
    "Organ.division_code": lambda d: d.page(
        "organ/add", parent=d.office["市"].pk, name="丁县人民政府", level="county", kind="government",
        number_at="register", division_code="141021", word="", **INLINE,
    ),
    "annual_period_runs": lambda _: read_question(
        {"organ": "甲县人民政府", "from": "2024-12-31", "to": "2024-01-01"}, lambda _organ: None
    ),
    "one_arrangement_a_year_and_region": lambda d: d.page(
        "calendaryear/add", year=2024, region="",
        arrangement=json.dumps(CalendarYear.objects.get(year=2024, region="").arrangement),
    ),
    "one_value_a_quantity": lambda d: d.office.entry(quantities={"count": 1, "场次": 2}),
    "quantity_not_negative": lambda d: d.office.entry(quantities={"count": -1}),
    "reconsideration_number_once": lambda d: d.office.register(number=d.office.register().number),
    "filed_before_received": lambda d: d.office.register(filed_on="2024-03-02"),
    "concluded_after_accepted": lambda d: d.corrected(d.office.conclude(), "concluded_on", "2024-02-29"),
    "permitted_while_under_review": lambda d: d.office.conclude(
        outcome="withdrawn", how="voluntary", permitted_on="2024-02-29"
    ),
    "taken_over_once": lambda d: d.office.do(
        RecordKind.RECONSIDERATION, "take_over", "2024-03-08", actor=d.office.actor("市"), keys=d.passed_up()
    ),
    "referred_once": lambda d: d.office.register("2023-03-03", **d.referred()),
    "joined_to_another": joined_to_itself,
    "applicant_counts_one_or_more": lambda d: d.office.register(
        applicants=[{"kind": "citizen", "name": "申请人甲", "count": 0}]
    ),
    "applicant_leaves_after_joining": left,
    "respondent_once_a_case": lambda d: d.office.do(
        d.office.accept(respondents=["甲县公安局", "甲县东镇人民政府"]),
        "replace_party", "2024-03-20", party="甲县公安局", by=["甲县东镇人民政府"],
    ),
    "copy_received_after_sent": lambda d: d.corrected(d.copied(), "send_copy#1.on", "2024-03-10"),
    "phase_closes_after_it_opens": lambda d: d.corrected(d.office.conclude(), "accepted_on", "2024-02-29"),
    "compensation_not_negative": lambda d: d.office.conclude(outcome="revoke", compensation_granted="-1"),
    "one_decision_in_force_a_case": twice,
    "stop_ends_after_it_begins": stopped,
    "one_open_suspension": lambda d: d.office.do(
        d.office.case_in(State.SUSPENDED), "suspend", "2024-03-20", ground="legal_question"
    ),
    "extension_of_1_to_30_days": lambda d: d.corrected(
        d.office.do(d.office.case_in(State.REVIEWING), "extend", "2024-03-20", days=10), "days", 31
    ),
    "instance_closes_after_receipt": closed,
    "advice_answered_later": advice,
    "staff_once_at_an_organ": lambda d: d.staff(name="测试 承办人"),
    "stand_in_once_from_a_day": lambda d: (d.stand_in(), d.stand_in()),
    "stand_in_is_another": lambda d: d.stand_in(stand_in="李某"),
    "stand_in_ends_after_it_begins": lambda d: d.stand_in(last=date(2024, 2, 1)),
    "staff_has_a_name": lambda d: d.staff(name="\u200b"),
    "staff_ends_after_it_begins": lambda d: d.staff(valid_from="2024-02-02", valid_to="2024-02-01"),
    "body_name_once_at_an_organ": lambda d: d.body(name="东村 调解委员会"),
    "body_has_a_name": lambda d: d.body(name="\u200b"),
    "body_ends_after_it_begins": lambda d: d.body(valid_from="2024-02-02", valid_to="2024-02-01"),
    "mediation_ends_after_receipt": lambda d: d.corrected(
        d.office.do(d.office.mediation(), "conclude", "2024-06-01", result="failed"), "received_on", "2024-06-02"
    ),
    "respondent_ends_after_receipt": lambda d: d.corrected(
        d.office.do(d.office.response(), "conclude", "2024-06-03", outcome="uphold"), "received_on", "2024-06-04"
    ),
    "respondent_ends_with_an_outcome": lambda d: d.corrected(
        d.office.do(d.office.response(), "conclude", "2024-06-03", outcome="uphold"), "outcome", None
    ),
    "mediation_amount_not_negative": lambda d: d.office.mediation(amount="-0.01"),
    "mediation_ends_with_a_result": lambda d: d.corrected(
        d.office.do(d.office.mediation(), "conclude", "2024-06-01", result="failed"), "result", None
    ),
    "attachment_is_not_empty": lambda d: attach(
        d.office.register(), Upload("空.pdf", 0, io.BytesIO()), actor=d.office.actor(), today=d.office.today
    ),
    "Person.username": lambda d: d.page(
        "person/add", username="CLERK", usable_password="true", password1=PASSWORD, password2=PASSWORD
    ),
    "membership_ends_after_it_begins": lambda d: d.membership(valid_from="2024-02-02", valid_to="2024-02-01"),
    "membership_once": lambda d: d.membership(),
    "report_confirmed_by_another": same_person,
    "report_restated_with_reason": lambda d: d.room.restate(d.room.confirmed(), " \n"),
    "SealedReport.predecessor": sealed_again,
    "one_population_an_organ_and_year": lambda d: d.inhabitants(243000),
    "population_of_one_or_more": lambda d: d.inhabitants(0),
    "plan_done_or_called_off": done_plan,
    "EntryKind.code": lambda _: kind(code="legal_aid"),
    "EntryKind.zh": lambda _: kind(zh="法律援助"),
    "entry_kind_has_a_name": lambda _: kind(zh="\u200b"),
    "entry_kind_ends_after_it_begins": lambda _: kind(valid_from=date(2024, 2, 2), valid_to=date(2024, 2, 1)),
    "quantity_once_in_a_kind": lambda _: kind(quantities=(SESSIONS, SESSIONS._replace(zh="次数"))),
    "quantity_adds_up": lambda _: kind(quantities=(SESSIONS._replace(adds_up="product"),)),
    "quantity_decimals": lambda _: kind(quantities=(SESSIONS._replace(decimals="5"),)),
    "quantity_no_part_of_itself": lambda _: kind(quantities=(SESSIONS._replace(part_of="场次"),)),
    "rate_once_in_a_kind": lambda _: kind(rates=(WantedRate("场次率", "rate", "sessions", "场次", "", "场次"),)),
    "rate_of_two_quantities": lambda _: kind(rates=(WantedRate("比率", "rate", "", "场次", "", "场次"),)),
    "term_code_once_in_a_list": lambda d: d.page(
        "term/add", list="matter", code=Term.objects.filter(list="matter").earliest("pk").code, zh="新事项", en="new",
        parent="", maps_to="", position="",
    ),
}  # fmt: skip
"""Constraint, or unique column -> an input that would break it; it is refused in a sentence."""
ONE: dict[str, Callable[[Desk], int]] = {
    "view_name_once": views,
    "draft_once": drafts,
    "annual_once": annuals,
    "report_asked_once": reports,
    "FieldKey.fingerprint": keys,
    "one_appearance_an_organ": hearings,
    "one_side_an_organ": sides,
    "one_standing_a_day": standings,
    "number_spent_once": spent,
}
"""Constraint -> the same given twice, which is no fault: it stays one."""
COUNTED = "positions below a record are counted by the program"
LOCKED = "the record is locked while its version is raised by one (tests/actions: two at once)"
OF_ONE = "it is written for the record whose page it is on, never for two"
UNREACHED: dict[str, str] = {
    "mapping_once": "it is kept in one statement: the one there is is changed",
    "imported_once": "the rows of a file bear numbers of their own, and each new record comes of one row",
    "Organ.path": "made of the organ's own id and of those above it",
    **dict.fromkeys(
        (
            "applicant_position", "respondent_position", "phase_position", "stop_position", "extension_position",
            "service_position", "entry_position", "instance_position", "advice_position", "hearing_position",
            *(f"{kind}_{row}_position" for kind in ("reconsideration", "litigation", "mediation", "respondent")
              for row in ("plan", "writing", "participant")),
        ),
        COUNTED,
    ),
    **dict.fromkeys(
        (
            "reconsideration_version_once", "litigation_version_once", "mediation_version_once", "ledger_version_once",
            "respondent_version_once",
        ),
        LOCKED,
    ),
    **dict.fromkeys(
        ("event_of_one_record", "note_of_one_record", "attachment_of_one_record", "plan_of_one_record",
         "writing_of_one_record", "participant_of_one_record"),
        OF_ONE,
    ),
    "outcome_needs_a_date": "both come from one decision, whose act has a date",
    "joined_on_a_day": "the leading case and the day are said by one act, and unsaid by one",
    "phase_closed_by_an_act": "day and act of the close are set together",
    "one_open_phase_a_case": "a phase opens only where the one before it was closed by the act before",
    "service_received_after_it_began": "the day of receipt is the day of service, or the end of the notice after it",
    "litigation_number_once": "the series gives it, or a file, whose row is then taken for the record of that number",
    "respondent_number_once": "the series gives it, or a file, whose row is then taken for the record of that number",
    "mediation_number_once": "the series gives it, or a file, whose row is then taken for the record of that number",
    "submission_once": "the form that comes second gets the answer of the first (tests/actions: sent twice at once)",
    "one_pattern": "patterns are set by whoever keeps the database, on no page",
    "one_series": "a series is raised in one statement, from nothing where there is none",
    "report_period_runs": "a question is read by the one parser that refuses it for the yearly report",
    "report_sealed_whole": "state, content and checksum are written together at the seal",
    "sealed_file_once": "the files of a seal take the place of those of the one before, one in each format",
    "rollup_once": "counting anew replaces the row",
}  # fmt: skip
"""Constraint -> why no input reaches it."""


def constraints() -> Iterator[str]:
    """Every constraint of the models, and every unique column."""
    for model in apps.get_app_config("casework").get_models():
        yield from (str(constraint.name) for constraint in model._meta.constraints)
        for column in model._meta.fields:
            if column.unique and not column.primary_key:
                yield f"{model.__name__}.{column.name}"


def test_every_constraint_has_its_guard_or_the_reason_why_nothing_reaches_it():
    rows = [*REFUSED, *ONE, *UNREACHED]
    assert sorted(rows) == sorted(constraints())


@pytest.fixture
def desk(office, personas):
    return Desk(office, personas)


@pytest.mark.parametrize("constraint", REFUSED)
def test_an_input_that_would_break_it_is_refused_in_one_sentence(desk, constraint):
    try:
        with transaction.atomic():
            said = REFUSED[constraint](desk)
    except (ActRefused, CaseworkError) as refusal:
        said = refusal.sentence()
    assert isinstance(said, str), said
    assert said
    assert "约束" not in said
    assert constraint.partition(".")[2] not in said or "." not in constraint


@pytest.mark.parametrize("constraint", ONE)
def test_the_same_given_twice_stays_one(desk, constraint):
    assert ONE[constraint](desk) == 1


def test_a_number_that_was_given_by_hand_under_another_word_is_passed_over_by_the_series(office):
    county = office["甲县"]
    office.register(number="甲新复〔2024〕1号")
    county.word = "甲新"
    county.save()
    assert [office.register().number for _ in range(2)] == ["甲新复〔2024〕2号", "甲新复〔2024〕3号"]
