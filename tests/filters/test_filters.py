"""Every stored fact can be asked for, by code or label, and a bad question is refused with its value."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import Http404

from casework.errors import FaultyInput
from casework.filters.lists import filter_names
from casework.filters.sets import FILTERS
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.models import (
    Advice,
    Appearance,
    Applicant,
    CaseEntry,
    Extension,
    Hearing,
    Instance,
    InstanceSide,
    LedgerQuantity,
    Participant,
    Phase,
    Plan,
    Respondent,
    Service,
    Standing,
    Stop,
    Term,
    Writing,
)
from casework.statistics.tables import declared

CASE = "reconsideration"
RECORDS = tuple(kind.model for kind in KINDS.values())
BELOW = (Applicant, Respondent, Phase, Stop, Extension, Service, CaseEntry, Instance, InstanceSide, Standing, Hearing,
         Appearance, Advice, Plan, Participant, Writing, LedgerQuantity)  # fmt: skip
YEAR = {"organ": "141021", "from": "2024-01-01", "to": "2024-12-31"}


COPIED = "as in its record, which has the filter"
SAID = "free text: found by search"
ENCRYPTED = "encrypted, or the key of what is: found by its own filter, exactly"
NO_REASON_TO_ASK = "says how the row is kept, not what happened"
UNFILTERED: dict[str, str] = {
    "organ": "organ and subtree are asked of every list",
    "voided_on": "a void record is in no list",
    "version": NO_REASON_TO_ASK,
    "search_text": "read by search",
    "search_guarded": "read by search",
    "position": NO_REASON_TO_ASK,
    "Mediation.last_on": "derived from days that have filters",
    "LedgerQuantity.names": "the names of what was counted: read on the page of the entry",
    "Applicant.role": NO_REASON_TO_ASK,
    "Applicant.name": SAID,
    "Applicant.alike": "read by the warning of duplicates",
    **dict.fromkeys(("Applicant.representative", "Applicant.agent", "Applicant.agent_firm"), SAID),
    "longer_law": SAID,
    "Applicant.count": "their sum has the filter applicants",
    **dict.fromkeys(("Applicant.joined_on", "Applicant.left_on", "Applicant.left_ground"), SAID),
    **dict.fromkeys(("Applicant.born_on", "Applicant.post_code"), "encrypted; nobody looks for a case by it"),
    "Applicant.representative_post": "a post tells no case apart",
    "Applicant.address": "encrypted; nobody looks for a case by an address",
    "Applicant.identity_index": ENCRYPTED,
    "Applicant.telephone_index": ENCRYPTED,
    "Applicant.address_index": ENCRYPTED,
    **{
        f"Phase.{name}": COPIED
        for name in (
            "began_by", "received_on", "accepted_on", "outcome", "outcome_detail", "matter", "matter_child", "field",
            "field_child", "respondent_class", "applicant_kind", "applicants", "respondent_ids", "procedure",
            "compensation_claimed", "online", "enterprise_related",
        )
    },
    "Phase.kind": "opened_by and ended_by say it",
    "Phase.superseded_on": "the opening of the next phase has the filter opened",
    "CaseEntry.began_by": COPIED,
    "CaseEntry.case_received_on": COPIED,
    "Extension.approver": SAID,
    "Extension.told_on": "shown with the extension",
    "Stop.told_on": "shown with the stop",
    "Plan.kind": NO_REASON_TO_ASK,
    "Plan.at": "the day has the filter planned",
    **dict.fromkeys(("Plan.place", "Plan.who"), SAID),
    "Plan.done_on": "a plan that stands is asked for: the act has filters of its own",
    "Plan.called_off_on": "a plan that stands is asked for",
    "Litigation.named": "shown with the dispute, and to the organ that is to confirm it",
    **dict.fromkeys(("Participant.kind", "Participant.role", "Writing.kind", "Writing.name"), NO_REASON_TO_ASK),
    "Participant.name": SAID,
    "Participant.alike": SAID,
    "Participant.count": NO_REASON_TO_ASK,
    "Participant.telephone_index": ENCRYPTED,
    "Writing.content": SAID,
    **dict.fromkeys(("Respondent.representative", "Respondent.agent", "Respondent.answer"), SAID),
    "Hearing.at": NO_REASON_TO_ASK,
    "InstanceSide.reviewer": "role says it of the dispute",
    "InstanceSide.received_on": COPIED,
    "InstanceSide.closed_on": COPIED,
    "Standing.from_on": "the hearing has the filter hearing",
    "Standing.until_on": "the hearing that changed it has the filter hearing",
}  # fmt: skip
"""Column that is no fact, or `Model.column`, without a filter -> why; a fact says it itself (`not_asked`)."""


def reached(model: Any, column: str) -> list[tuple[Any, str]]:
    """The models and fields that a filter's column leads over."""
    found = []
    for part in column.split("__"):
        found.append((model, part))
        model = model._meta.get_field(part).related_model
    return found


def covered() -> set[tuple[Any, str]]:
    found = set()
    for kind, filters in FILTERS.items():
        for fact in filters.base_filters.values():
            found |= set(reached(fact.below.model if fact.below else KINDS[kind].model, fact.column))
    return found


def test_every_stored_column_has_a_filter_or_a_written_reason():
    known = covered() | {
        (kind.model, fact.column) for kind in KINDS.values() for fact in kind.facts.all if fact.not_asked
    }
    lacking = []
    for model in (*RECORDS, *BELOW):
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
            owner = isinstance(field, models.ForeignKey) and field.related_model in (*RECORDS, *BELOW)
            if field.primary_key or (model in BELOW and owner):
                continue
            reasons = {field.name, f"{model.__name__}.{field.name}"} & UNFILTERED.keys()
            if (model, field.name) not in known and not reasons:
                lacking.append(f"{model.__name__}.{field.name}")
    assert lacking == []


def test_every_written_reason_is_of_a_column_that_is_there_and_has_no_filter():
    known = covered()
    by_name = {model.__name__: model for model in (*RECORDS, *BELOW)}
    for key in UNFILTERED:
        name, _, column = key.rpartition(".")
        chosen = [by_name[name]] if name else list(by_name.values())
        fields = []
        for model in chosen:
            try:
                model._meta.get_field(column)
                fields.append((model, column))
            except FieldDoesNotExist:
                pass
        assert fields, key
        if name:
            assert not known & set(fields), key


def test_a_filter_names_a_field_of_its_model():
    for model, column in covered():
        assert model._meta.get_field(column)


def test_no_filter_is_called_like_what_every_list_is_asked():
    for kind in RecordKind:
        names = filter_names(kind)
        assert len(names) == len(set(names)), kind


# ---- What is left ----


@pytest.fixture
def case(office):
    case = office.accept(
        "2024-03-04",
        applicants=[{"kind": "citizen", "name": "甲某", "count": 3}],
        enterprise_related=True,
        complained_of={"number": "甲公罚〔2024〕7号", "made_on": "2024-02-01"},
    )
    case = office.do(case, "assign", "2024-03-05", handlers=["李某", "赵某", "王某某"])
    case = office.do(case, "hold_hearing", "2024-03-20")
    case = office.do(case, "extend", "2024-03-25", days=10)
    case = office.do(case, "conclude", "2024-05-06", outcome="revoke", compensation_granted="500.50")
    return office.do(case, "issue_opinion", "2024-05-07", to="甲县公安局")


FITTING: list[dict[str, str]] = [
    {"state": "concluded"}, {"state": "已审结"}, {"state": "examining,concluded"}, {"matter": "行政处罚"},
    {"matter": "administrative_penalty"}, {"field": "公安"}, {"respondent_class": "county_department"},
    {"respondent": "甲县公安局"}, {"handler": "李某"}, {"handler": "王某某"}, {"handler": "赵某"}, {"outcome": "撤销"},
    {"outcome": "revoke"}, {"procedure": "普通"}, {"edition": "2023"}, {"channel": "当面"}, {"enterprise_related": "1"},
    {"enterprise_related": "是"}, {"compensation_claimed": "0"}, {"received_from": "2024-03-04"},
    {"received_to": "2024-03-04"}, {"accepted_from": "2024-03-04", "accepted_to": "2024-03-04"},
    {"concluded_from": "2024-05-06"}, {"act_made_from": "2024-02-01", "act_made_to": "2024-02-01"},
    {"act_number": "甲公罚〔2024〕7号"}, {"applicants_min": "3"}, {"applicants_max": "3"}, {"heard": "1"},
    {"extended": "1"}, {"late": "0", "heard": "1"}, {"compensation_min": "500"}, {"entry": "意见书"},
    {"letter_to": "甲县公安局"}, {"entry_from": "2024-05-07"}, {"ended_by": "审结"}, {"extended_days_min": "10"},
    {"taken_over": "0"}, {"organ": "甲县人民政府"}, {"cell": "T2.revoke.total", **YEAR}, {"applicant_kind": "citizen"},
    {"cell": "T8.opinion_issued.value", **YEAR}, {"cell": "T3.行政处罚.count", **YEAR}, {"sued": "0", "heard": "1"},
]  # fmt: skip
UNFITTING: list[dict[str, str]] = [
    {"state": "reviewing"}, {"matter": "行政许可"}, {"respondent": "甲县东镇人民政府"}, {"handler": "王某"},
    {"handler": "李"}, {"outcome": "uphold"}, {"enterprise_related": "0"}, {"received_from": "2024-03-05"},
    {"received_to": "2024-03-03"}, {"concluded_to": "2024-05-05"}, {"applicants_min": "4"}, {"committee": "1"},
    {"heard": "1", "late": "1"}, {"compensation_max": "500"}, {"entry": "公开"}, {"cell": "T2.uphold.total", **YEAR},
    {"extended_days_min": "11"}, {"answered_from": "2024-01-01"}, {"sued": "1"}, {"served_from": "2024-01-01"},
]  # fmt: skip


@pytest.mark.parametrize("asked", FITTING, ids=str)
def test_a_condition_that_holds_keeps_the_case(asked, case, ids):
    assert ids(CASE, keys=asked) == [case.pk]


@pytest.mark.parametrize("asked", UNFITTING, ids=str)
def test_a_condition_that_does_not_hold_drops_the_case(asked, case, ids):
    assert ids(CASE, keys=asked) == []


def test_what_is_asked_of_an_instance_is_asked_of_one_and_the_same(office, ids):
    suit = office.sue("2024-05-06")
    suit = office.do(suit, "close_instance", "2024-06-03", result="dismiss_claims", ruling_on="2024-06-03")
    suit = office.do(suit, "open_instance", "2024-06-20", instance="second", court="测试省高级人民法院",
                     court_number="（2024）测行终2号")  # fmt: skip
    assert ids("litigation", level="first", result="dismiss_claims") == [suit.pk]
    assert ids("litigation", level="second") == [suit.pk]
    assert ids("litigation", level="second", result="dismiss_claims") == []
    assert ids("litigation", defendant="甲县人民政府", after_reconsideration="0") == [suit.pk]
    assert ids("litigation", instance_closed_from="2024-01-01", instance_closed_to="2024-12-31") == [suit.pk]
    assert ids("litigation", level="second", instance_closed_from="2024-01-01") == []


def test_mediation_and_ledger_are_asked_by_their_own_facts(office, ids):
    case = office.mediation("2024-05-07", parties=3, amount="20500.00", source="entrusted_court", difficult=True)
    office.mediation("2024-05-07")
    for asked in ({"parties_min": "3"}, {"amount_min": "20,000"}, {"source": "entrusted"}, {"difficult": "是"},
                  {"source_child": "entrusted_court"}):  # fmt: skip
        assert ids("mediation", keys=asked) == [case.pk], asked
    assert ids("mediation", concluded_from="2024-01-01") == []
    entry = office.entry(kind="legal_consultation", quantities={"count": 30, "satisfied": 29})
    assert ids("ledger", kind="legal_consultation", quantity="count", value_min="30") == [entry.pk]
    assert ids("ledger", quantity="satisfied", value_min="30") == []


def test_an_organ_and_its_subtree_narrow_what_is_seen(office, personas, ids):
    mine = office.register()
    theirs = office.register(actor=office.actor("乙县"), respondents=["乙县自然资源局"])
    above = personas.city_supervisor
    assert ids(CASE, above) == [mine.pk, theirs.pk]
    assert ids(CASE, above, organ="141022") == [theirs.pk]
    assert ids(CASE, above, organ="141000") == []
    assert ids(CASE, above, organ="141000", subtree="1") == [mine.pk, theirs.pk]
    with pytest.raises(Http404):
        ids(CASE, organ="141022")


# ---- What cannot be read ----


@pytest.mark.parametrize(
    ("kind", "asked", "said"),
    [
        (CASE, {"state": "gone"}, "gone"),
        (CASE, {"matter": "没有的事项"}, "没有的事项"),
        (CASE, {"received_from": "2024-02-30"}, "2024-02-30"),
        (CASE, {"heard": "maybe"}, "maybe"),
        (CASE, {"applicants_min": "many"}, "many"),
        (CASE, {"applicants_min": "1e99"}, "1e99"),
        (CASE, {"applicants_min": "NaN"}, "NaN"),
        (CASE, {"respondent": "没有的机关"}, "没有的机关"),
        (CASE, {"respondent": "id-x"}, "x"),
        (CASE, {"subtree": "1"}, "subtree"),
        (CASE, {"from": "2024-01-01"}, "from"),
        (CASE, {"cell": "T2.uphold.total"}, "organ"),
        (CASE, {"cell": "T2.uphold.total", "organ": "141021"}, "from"),
        (CASE, {"cell": "T2.nothing.total", **YEAR}, "nothing"),
        ("mediation", {"cell": "T2.uphold.total", **YEAR}, "T2.uphold.total"),
        ("ledger", {"kind": "nothing"}, "nothing"),
        ("litigation", {"came": "all"}, "all"),
    ],
    ids=str,
)
def test_what_cannot_be_read_is_refused_with_its_value(kind, asked, said, ids):
    with pytest.raises(FaultyInput) as problem:
        ids(kind, keys=asked)
    assert said in problem.value.zh
    assert said in problem.value.en


def test_the_tables_are_declared_once_for_the_same_classifications(office):
    vocabulary = office.reference.vocabulary
    assert declared(vocabulary, {}) is declared(vocabulary, {})
    assert declared(vocabulary, {5: "某局"}) is not declared(vocabulary, {})


# ---- Applying, service, the court ----


def test_a_case_is_asked_by_what_its_terms_to_apply_turn_on_and_by_each_service(office, ids):
    people = [{"kind": "citizen", "name": name} for name in ("甲某", "乙某")]
    case = office.accept(
        "2024-03-04",
        applicants=people,
        filed_on="2024-03-01",
        complained_of={"made_on": "2023-11-01", "known_on": "2023-11-02", "told": False},
        right_known_on="2024-01-10",
        obstacle={"from": "2024-01-20", "to": "2024-02-05"},
        longer_term={"days": 90, "law": "某法第五条"},
    )
    case = office.do(case, "conclude", "2024-04-08", outcome="uphold")
    case = office.do(case, "serve", "2024-04-10", paper="decision", to="甲某", how="direct")
    case = office.do(case, "serve", "2024-04-11", paper="decision", to="甲县公安局", how="notice")
    fitting: list[dict[str, str]] = [
        {"right_told": "0"},
        {"right_known_from": "2024-01-10", "right_known_to": "2024-01-10"},
        {"obstacle_began_from": "2024-01-20", "obstacle_ended_to": "2024-02-05"},
        {"longer_days_min": "90"},
        {"real_estate": "0", "complex": "0", "urgent": "0"},
        {"paper": "行政复议决定书", "served_party": "applicant", "service_to": "2024-04-10"},
        {"served_how": "公告", "served_organ": "甲县公安局", "service_received_from": "2024-05-11"},
        {"decision_received_from": "2024-04-10", "decision_received_to": "2024-04-10"},
    ]
    unfitting: list[dict[str, str]] = [
        {"right_told": "1"},
        {"longer_days_min": "91"},
        {"requested_from": "2020-01-01"},
        {"perform_by_from": "2020-01-01"},
        {"served_how": "公告", "served_party": "applicant"},
        {"paper": "补正通知书"},
        {"decision_received_from": "2024-04-11"},
    ]
    assert [asked for asked in fitting if ids("reconsideration", **asked) != [case.pk]] == []
    assert [asked for asked in unfitting if ids("reconsideration", **asked)] == []


def test_a_dispute_is_asked_by_what_was_filed_performed_and_advised(office, ids):
    suit = office.sue("2024-05-06", act_known_on="2024-04-01")
    suit = office.do(suit, "file_defence", "2024-05-20")
    suit = office.do(suit, "file_evidence", "2024-05-21")
    suit = office.do(suit, "receive_advice", "2024-06-03", number="司建1号")
    suit = office.do(suit, "close_instance", "2024-06-03", result="perform_duty", against_organ=True)
    suit = office.do(suit, "perform_judgment", "2024-07-01")
    fitting: list[dict[str, str]] = [
        {"act_known_from": "2024-04-01", "act_known_to": "2024-04-01"},
        {"defence_from": "2024-05-20", "defence_to": "2024-05-20", "evidence_from": "2024-05-21"},
        {"judgment_performed_from": "2024-07-01"},
        {"advice_from": "2024-06-03", "advice_number": "司建1号", "advice_open": "1"},
    ]
    unfitting = [{"defence_from": "2024-05-21"}, {"advice_open": "0"}, {"advice_answered_from": "2024-01-01"}]
    assert [asked for asked in fitting if ids("litigation", **asked) != [suit.pk]] == []
    assert [asked for asked in unfitting if ids("litigation", **asked)] == []
    suit = office.do(suit, "answer_advice", "2024-07-10")
    assert ids("litigation", advice_open="0", advice_answered_to="2024-07-10") == [suit.pk]
    suit = office.do(suit, "void", "2024-07-11", reason="重复登记")
    assert not ids("litigation", advice_open="0")


@pytest.mark.parametrize(
    ("cause", "matter", "child"),
    [
        ("征收土地", "expropriation", "land_expropriation"),
        ("公开答复", "information_disclosure", "answers"),
        ("依申请公开", "information_disclosure", ""),
        ("其他案由", "", ""),
    ],
)
def test_a_cause_that_names_a_matter_counts_under_its_heading(cause, matter, child, office):
    Term.objects.create(list="matter", code="answers", zh="公开答复", en="answers", parent="information_disclosure",
                        position=90)  # fmt: skip
    Term.objects.create(list="local_matter", code="asked_for", zh="依申请公开", en="asked", position=1,
                        maps_to="information_disclosure")  # fmt: skip
    suit = office.sue("2024-05-06", cause=cause)
    assert (suit.matter, suit.matter_child) == (matter, child)


@pytest.mark.parametrize(
    ("cause", "matter"),
    [
        ("政府信息公开", "information_disclosure"),
        ("不服政府信息公开答复", "information_disclosure"),
        ("信息公开答复及行政复议决定", "information_disclosure"),
        ("不履行政府信息公开法定职责", "information_disclosure"),  # 政府信息公开条例51条
        ("行政处罚（治安）", "administrative_penalty"),
        ("公安行政处罚及行政赔偿", "administrative_penalty"),
        ("行政赔偿", "state_compensation"),
        ("行政强制措施", "administrative_coercion"),
        ("行政征收或者征用（征收土地）", "expropriation"),
        ("不履行法定职责", "inaction"),
        ("房屋行政登记", "other"),
        ("要求公开行政征收的文件", ""),  # names another matter beside disclosure
        ("行政处罚、行政许可", ""),
        ("行政复议", ""),
        ("其他案由", ""),
    ],
)
def test_a_cause_in_the_words_of_a_court_names_the_matter_that_it_holds(cause, matter, office):
    assert office.sue("2024-05-06", cause=cause).matter == matter
