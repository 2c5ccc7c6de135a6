"""The resources: every stored column is given or has its reason, names are masked, and a list is one statement."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from casework.errors import FaultyInput
from casework.exports.columns.shape import RowReading
from casework.exports.resources import RESOURCES, describe, reading_of, records, rows
from casework.kinds.facts import Fact
from casework.law.names import Name
from casework.law.words.languages import Text as Label
from casework.masking import COLUMNS, HIDING, TEXTS
from casework.models import (
    Advice,
    Appearance,
    Applicant,
    CaseEntry,
    Extension,
    FormerName,
    Hearing,
    Instance,
    InstanceSide,
    LedgerQuantity,
    Organ,
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
from casework.permissions import Reach
from casework.vocabulary import shipped_kinds
from casework.web.shell.access import Visit
from tests.factories import TODAY
from tests.web.county import make_county, make_populations

BELOW = (Applicant, Respondent, Phase, Stop, Extension, Service, CaseEntry, Instance, InstanceSide, Standing, Hearing,
         Appearance, Advice, Plan, Participant, Writing, LedgerQuantity, FormerName)  # fmt: skip
MODELS = tuple(resource.model for resource in RESOURCES.values())
BY_NAME = {model.__name__: model for model in (*MODELS, *BELOW)}
CLEAR, MASKED = RowReading(Reach(everything=True)), RowReading()


@pytest.fixture
def county(office):
    make_populations(office)
    return make_county(office)


def of(record: Any, reading: RowReading, resource: str) -> dict[str, Any]:
    """One record as its resource gives it."""
    found = RESOURCES[resource]
    (row,) = records(found, found.model.objects.filter(pk=record.pk), reading)
    return row


NOT_FOUND_BY = "a key or text for finding: not what happened"
STAYS_HERE = "encrypted personal data: it leaves by no interface"
OF_THE_KEEPER = "said of the keeper's side and by instance"
COPIED = "as in its record, which has the column"
ON_THE_PAGE = "each is shown on the page of its record and counted in the tables"
LEFT_OUT: dict[str, str] = {
    "voided_on": "a void record is deleted from every list",
    "search_text": NOT_FOUND_BY,
    "search_guarded": NOT_FOUND_BY,
    "spelled": NOT_FOUND_BY,
    "position": "the order of rows below a record, kept in its lists",
    "Applicant.identity_number": STAYS_HERE,
    "Applicant.telephone": STAYS_HERE,
    "Applicant.born_on": STAYS_HERE,
    "Applicant.post_code": STAYS_HERE,
    "Applicant.address": STAYS_HERE,
    "Applicant.alike": STAYS_HERE,
    "Applicant.identity_index": STAYS_HERE,
    "Applicant.telephone_index": STAYS_HERE,
    "Applicant.address_index": STAYS_HERE,
    **{
        f"Phase.{name}": COPIED
        for name in (
            "organ", "began_by", "received_on", "accepted_on", "outcome", "outcome_detail", "matter", "matter_child",
            "field", "field_child", "respondent_class", "applicant_kind", "applicants", "respondent_ids", "procedure",
            "compensation_claimed", "online", "enterprise_related",
        )
    },
    "Phase.kind": "intake and the marks of the review are columns apart",
    "Phase.opened_on": ON_THE_PAGE,
    "Phase.opened_by": ON_THE_PAGE,
    "Phase.superseded_on": "the phase in which the case stands is none superseded",
    "Phase.extended": "extended_days says it",
    "Phase.suspended": "suspended_from says it",
    "CaseEntry.organ": COPIED,
    "CaseEntry.began_by": COPIED,
    "CaseEntry.case_received_on": COPIED,
    "Plan.kind": "as the resource in which it stands",
    "Plan.organ": COPIED,
    "Plan.place": "it may be a home: read on the page by who reads names",
    "Plan.who": "names: read on the page by who reads names",
    "Plan.done_on": "the plans that stand are given; done, it is an act",
    "Plan.called_off_on": "the plans that stand are given",
    **dict.fromkeys(("Participant.kind", "Writing.kind"), "as the resource in which it stands"),
    **dict.fromkeys(("Participant.organ", "Writing.organ"), COPIED),
    **dict.fromkeys(("Participant.role", "Writing.name"), "each has a column of its own in its record"),
    **dict.fromkeys(("Participant.alike", "Participant.telephone", "Participant.telephone_index"), STAYS_HERE),
    "Participant.count": ON_THE_PAGE,
    "Litigation.named": "given as reconsideration once its organ confirmed it",
    "InstanceSide.reviewer": "role says it of the dispute",
    "InstanceSide.received_on": COPIED,
    "InstanceSide.closed_on": COPIED,
    "Standing.side": OF_THE_KEEPER,
    "Standing.from_on": OF_THE_KEEPER,
    "Mediation.last_on": "derived from days that are columns",
    "Organ.number_at": "a setting of its numbers",
    "FormerName.until": "the list stands in its order",
    "Event.transaction": "orders the changes for pulls, and no fact",
    "Event.imported": "names the file that brought it, which a page of its own lists",
    "Event.together": "marks the acts of one go, which a page of their own lists",
    "Event.person": "who recorded it is read in the audit",
    "Event.keys": "personal data stand in it; what it changed is read from the record",
    "Event.changes": "personal data stand in it; what it changed is read from the record",
}  # fmt: skip
"""Stored column that is no fact, or `Model.column`, that no resource gives -> why; a fact says it (`not_given`)."""


def covered() -> set[tuple[str, str]]:
    found = set()
    for resource in RESOURCES.values():
        for column in resource.columns:
            for said in column.covers:
                model, _, name = said.rpartition(".")
                found.add((model or resource.model.__name__, name))
    return found


def test_every_stored_column_is_in_a_resource_or_has_a_written_reason():
    known, lacking = covered(), []
    for model in (*MODELS, *BELOW):
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
            owner = isinstance(field, models.ForeignKey) and field.related_model in (*MODELS, *BELOW)
            if model in BELOW and (field.primary_key or (owner and field.related_model is not Organ)):
                continue
            reasons = {field.name, f"{model.__name__}.{field.name}"} & LEFT_OUT.keys()
            if (model.__name__, field.name) not in known and not reasons:
                lacking.append(f"{model.__name__}.{field.name}")
    assert lacking == []


def test_every_column_and_every_reason_speaks_of_a_stored_column_that_is_there():
    for model, name in covered():
        BY_NAME[model]._meta.get_field(name)
    for said in LEFT_OUT:
        model, _, name = said.rpartition(".")
        present = 0
        for each in [BY_NAME[model]] if model else BY_NAME.values():
            try:
                each._meta.get_field(name)
                present += 1
            except FieldDoesNotExist:
                continue
        assert present, said
        assert not model or (model, name) not in covered(), said


def test_the_dictionary_says_type_and_meaning_in_both_languages_and_every_code_has_its_list(db):
    lists = set(Term.objects.values_list("list", flat=True))
    for resource in RESOURCES.values():
        names = [column.name for column in resource.columns]
        assert len(names) == len(set(names))
        for entry, column in zip(describe(resource), resource.columns, strict=True):
            assert all([*entry["label"].values(), *entry["meaning"].values()]), entry
            assert entry["terms"] is None or entry["terms"] in lists, entry
            coded = "code" in (column.type, column.items)
            assert coded is bool(entry["terms"] or entry["codes"]) or column.name == "quantity", entry
            assert isinstance(column.codes, str | tuple) or issubclass(column.codes, Name)
    kinds = next(entry for entry in describe(RESOURCES["ledger-entries"]) if entry["name"] == "kind")
    assert [code["code"] for code in kinds["codes"]] == list(shipped_kinds())


def test_a_case_gives_its_facts_under_the_names_of_the_contract(county):
    case = of(county.ended, CLEAR, "reconsiderations")
    assert case["number"] == county.ended.number
    assert (case["organ"], case["state"], case["version"]) == ("甲县人民政府", "concluded", county.ended.version)
    assert case["url"] == f"/api/v1/reconsiderations/{county.ended.pk}/"
    assert (case["applicant"], case["respondent"]) == (["申请人甲"], ["甲县公安局"])
    assert (str(case["intake_on"]), case["intake"], case["outcome"]) == ("2024-02-01", "accepted", "revoke")
    assert str(case["compensation_granted"]) == "1200.50"
    assert (str(case["opinion_letter_on"]), case["opinion_feedback_on"]) == ("2024-03-06", None)
    assert (case["days"], case["late"], case["heard"], case["extended_days"]) == (30, False, False, None)
    held = of(county.suspended, CLEAR, "reconsiderations")
    assert (str(held["suspended_from"]), held["suspended_to"]) == ("2024-04-20", None)
    assert held["handlers"] == ["李某", "王某"]


def test_a_dispute_gives_its_instances_in_order_and_who_came(county):
    suit = of(county.suit, CLEAR, "litigations")
    assert (suit["instance"], suit["result"]) == (["first", "second"], ["dismiss_claims", None])
    assert suit["defendant"] == ["甲县人民政府"]
    assert suit["court_number"] == ["（2024）测01行初1号", "（2024）测行终2号"]
    assert (suit["closed_on"], suit["heard_on"]) == (["2024-06-03", None], ["2024-05-08", None])
    assert (suit["attended_rank"], suit["lost_in"]) == (["deputy", None], [])
    assert suit["reconsideration"] == county.ended.number
    flat = of(county.suit, RowReading(Reach(everything=True), flat=True), "litigations")
    assert (flat["instance"], flat["closed_on"]) == ("first；second", "2024-06-03；")  # each keeps its place


def test_services_filings_and_advice_are_lists_in_their_order(office):
    people = [{"kind": "citizen", "name": name} for name in ("甲某", "乙某")]
    case = office.accept("2024-03-04", applicants=people, right_known_on="2024-02-20")
    case = office.do(case, "conclude", "2024-04-08", outcome="uphold")
    case = office.do(case, "serve", "2024-04-10", paper="decision", to="乙某", how="direct")
    case = office.do(case, "serve", "2024-04-11", paper="decision", to="甲县公安局", how="notice")
    given = of(case, MASKED, "reconsiderations")
    assert str(given["right_known_on"]) == "2024-02-20"
    assert given["decision_received_on"] == [None, "2024-04-10"]
    assert (given["service_paper"], given["service_party"]) == (["decision"] * 2, ["applicant", "respondent"])
    assert (given["service_organ"], given["service_how"]) == ([None, "甲县公安局"], ["direct", "notice"])
    assert given["service_received_on"] == ["2024-04-10", "2024-05-11"]
    suit = office.sue("2024-05-06")
    suit = office.do(suit, "file_defence", "2024-05-20")
    suit = office.do(suit, "receive_advice", "2024-06-03", number="司建1号")
    given = of(suit, MASKED, "litigations")
    assert (given["defence_on"], given["evidence_on"]) == (["2024-05-20"], [None])
    assert (given["advice_number"], given["advice_answered_on"]) == (["司建1号"], [None])


def test_the_other_kinds_give_theirs(county):
    mediation = of(county.mediation, CLEAR, "mediations")
    assert (str(mediation["amount"]), mediation["parties"], mediation["state"]) == ("20500.00", 3, "concluded")
    entry = of(county.entry, CLEAR, "ledger-entries")
    assert (entry["kind"], str(entry["on"])) == ("publicity_event", "2024-05-06")
    assert (entry["quantity"], entry["value"]) == (["count"], ["1"])
    event = of(county.suit.events.earliest("id"), CLEAR, "events")
    assert (event["act"], event["record"], event["kind"]) == ("register", county.suit.pk, "litigation")
    assert event["record_url"] == f"/api/v1/litigations/{county.suit.pk}/"


def test_names_are_masked_for_who_may_not_read_them(county):
    case = of(county.named, MASKED, "reconsiderations")
    assert (case["applicant"], case["third_party"]) == (["欧**", "测**"], ["慕**"])
    assert (case["representative"], case["agent"]) == (["司**"], ["上**"])
    clear = of(county.named, CLEAR, "reconsiderations")
    assert clear["applicant"] == ["欧阳测试", "测试商贸公司"]


def test_no_row_that_is_masked_holds_a_name_or_a_long_number_of_a_text(county, office):
    office.entry("2024-05-07", subject="联系电话13800001234咨询", note="14262319900101001X、１３８００００１２３４")
    said = ""
    for resource in RESOURCES.values():
        said += str(list(rows(resource, resource.model.objects.all(), MASKED)))
    for secret in ("欧阳测试", "测试商贸公司", "慕容", "司徒", "上官", "13800001234", "14262319900101", "１３８０００"):
        assert secret not in said


def test_names_stand_in_clear_only_in_the_records_of_the_organs_whose_names_one_reads(county, office):
    other = office.register(actor=office.actor("乙县"))
    reading = RowReading(Reach(own=frozenset({office["甲县"].pk})))
    assert of(county.named, reading, "reconsiderations")["applicant"] == ["欧阳测试", "测试商贸公司"]
    assert of(other, reading, "reconsiderations")["applicant"] == ["申**"]


@pytest.mark.parametrize(("who", "name"), [("clerk", "申请人甲"), ("report_team", "申**")])
def test_a_reader_reads_names_by_role_and_a_masked_reading_none(office, personas, who, name):
    case = office.register()
    visit = Visit(getattr(personas, who), TODAY)
    assert of(case, reading_of(visit), "reconsiderations")["applicant"] == [name]
    assert of(case, reading_of(visit, masked=True), "reconsiderations")["applicant"] == ["申**"]


@pytest.mark.parametrize("resource", RESOURCES.values(), ids=RESOURCES)
def test_any_number_of_rows_is_one_statement(county, resource, django_assert_num_queries):
    for reading in (CLEAR, MASKED, RowReading(Reach(own=frozenset({1})))):
        with django_assert_num_queries(1):
            assert list(rows(resource, resource.model.objects.all(), reading))


def test_each_record_stands_once_whatever_its_phases_and_stops(county):
    resource = RESOURCES["reconsiderations"]
    ids = [row["id"] for row in records(resource, resource.model.objects.order_by("pk"), CLEAR)]
    assert ids == list(resource.model.objects.order_by("pk").values_list("pk", flat=True))


def test_columns_are_chosen_by_name_and_an_unknown_or_repeated_one_is_refused(county):
    resource = RESOURCES["reconsiderations"]
    (row,) = rows(resource, resource.model.objects.filter(pk=county.named.pk), CLEAR, ["state", "id"])
    assert row == ("correcting", county.named.pk)
    for fields in (["id", "nummer"], ["id", "id"]):
        with pytest.raises(FaultyInput) as problem:
            resource.chosen(fields)
        assert problem.value.where == "fields"


@pytest.mark.django_db
def test_a_text_that_is_hidden_on_pages_is_hidden_in_files_and_says_how():
    for resource in RESOURCES.values():
        for column, told in zip(resource.columns, describe(resource), strict=True):
            is_text = (column.items if column.type == "list" else column.type) == "string"
            for stored in column.covers if is_text else ():
                of, _dot, name = stored.rpartition(".")
                held = COLUMNS.get(f"{of or resource.model.__name__}.{name}", TEXTS.get(name))
                assert column.personal or held not in HIDING, (resource.key, column.name)
            assert (told["masked"] is not None) == column.personal


def test_a_text_of_which_nobody_said_what_it_holds_is_withheld():
    assert Fact("remark", "text", Label("备注", "Remark")).personal
    assert not Fact("remark", "flag", Label("备注", "Remark")).personal
    assert not Fact("reconsideration", "text", Label("案号", "Number"), path="reconsideration__number").personal
