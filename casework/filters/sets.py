"""Every filter of every kind of record. A test walks the stored columns: each has a filter here or a reason below."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import FilterSet

from casework.errors import FaultyInput, inverted
from casework.filters.asked import Sight
from casework.filters.fields import (
    Asked,
    Below,
    Bound,
    Codes,
    Filter,
    Flag,
    Handler,
    LedgerKinds,
    Numbers,
    OrganNamed,
    OrganThat,
    Pairs,
    Secret,
    Text,
    Written,
    amounts,
    days,
    flags,
)
from casework.law.names import (
    AgreementForm,
    DefendantRole,
    Edition,
    ExclusionKind,
    InstanceLevel,
    MediationResult,
    Outcome,
    PartyKind,
    Planned,
    Procedure,
    RecordKind,
    Ruling,
    ServiceHow,
    State,
    SuspensionGround,
    TerminatedCause,
    WithdrawnHow,
)
from casework.law.papers import SERVED
from casework.law.terms import TermCode
from casework.models import (
    Advice,
    Applicant,
    CaseEntry,
    Extension,
    Instance,
    LedgerEntry,
    LedgerQuantity,
    Litigation,
    Phase,
    Plan,
    Respondent,
    Service,
    Stop,
)
from casework.models.base import OPEN_END
from casework.statistics import words
from casework.statistics.words import triples


class Records(FilterSet):  # type: ignore[misc]  # django-filter ships no types
    """The filters of one kind of record, read for one reader."""

    base_filters: dict[str, Any]

    def __init__(self, data: Any, queryset: QuerySet[Any], sight: Sight) -> None:
        # those that are asked alone: to copy all ninety takes as long as the page
        self.base_filters = {name: fact for name, fact in self.base_filters.items() if name in data}
        super().__init__(data, queryset=queryset)
        for field in self.form.fields.values():
            if isinstance(field, Asked):
                field.sight = sight

    def faults(self) -> dict[str, FaultyInput]:
        """What could not be read, by the name of its filter."""
        found = {}
        for name, problems in self.form.errors.as_data().items():
            found[name] = (problems[0].params or {})["problem"]
        said = self.form.cleaned_data
        for name, fact in self.base_filters.items():
            if isinstance(fact, Bound) and fact.last in said:
                fault = inverted(said.get(name), said[fact.last], where=fact.last)
                found |= {fact.last: fault} if fault is not None else {}
        return found

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The records left; what is asked of the rows below a record is asked of one and the same row."""
        below: dict[Below, Q] = {}
        for name, value in self.form.cleaned_data.items():
            fact: Any = self.filters[name]
            if value is None:
                continue
            if fact.below is None:
                queryset = queryset.filter(fact.q(value))
            else:
                below[fact.below] = below.get(fact.below, Q()) & fact.q(value)
        for (model, owner, meant), condition in below.items():
            rows = model.objects.filter(condition, **{owner: OuterRef("pk")}, **dict(meant))
            queryset = queryset.filter(Exists(rows))
        return queryset


def declared(name: str, *groups: dict[str, Filter]) -> type[Records]:
    """A set of filters by name; the label of each is its name."""
    filters: dict[str, Any] = {key: fact for group in groups for key, fact in group.items()}
    for key, fact in filters.items():
        fact.name = key
    made: type[Records] = type(name, (Records,), filters)
    return made


PHASE, REVIEW = Below(Phase, "case"), Below(Phase, "case", (("kind", "review"),))
ENTRY = Below(CaseEntry, "case")
APPLICANT, RESPONDENT = Below(Applicant, "case"), Below(Respondent, "case")
SERVICE, ADVICE = Below(Service, "case"), Below(Advice, "litigation")
STOP, EXTENSION = Below(Stop, "case"), Below(Extension, "case")
STANDS = (("done_on", None), ("called_off_on", None))
"""Plans that were neither done nor called off."""
INSTANCE, QUANTITY = Below(Instance, "litigation"), Below(LedgerQuantity, "entry")

DETAILS = [(n.value, n.zh, n.en) for names in (WithdrawnHow, TerminatedCause) for n in names]
STOPS = (("suspension", "中止", "suspension"), *((n.value, n.zh, n.en) for n in ExclusionKind),
         ("correction", "补正", "correction"))  # fmt: skip
SUITS = (("open", "审理中", "before the court"), ("closed", "已审结", "closed"))
MEDIATIONS = (("open", "调解中", "in mediation"), ("concluded", "已结案", "concluded"))
PAPERS = [(paper.value, paper.zh, paper.en) for paper in SERVED]
ENTRIES, STANDINGS = triples(words.ENTRIES), triples(words.STANDINGS)
OPENINGS, ENDS = triples(words.OPENINGS), triples(words.ENDS)


def planned(kind: RecordKind) -> dict[str, Filter]:
    """What is planned in a record, and for when."""
    plan = Below(Plan, kind.value, STANDS)
    return {"planned": Codes("what", Planned, below=plan)} | days("planned", "on", plan, ahead=True)


ReconsiderationFilters = declared(
    "ReconsiderationFilters",
    {"state": Codes("state", State), "number": Numbers("number")},
    days("received", "received_on"),
    {"matter": Codes("matter")},
    days("due", "next_due_on", ahead=True),
    {
        "term": Codes("next_term", TermCode),
        "handler": Handler("handlers"),
        "respondent": OrganNamed("organ", below=RESPONDENT),
        "respondent_class": Codes("respondent_class", "organ_class"),
        "field": Codes("field"),
        "matter_child": Codes("matter_child", "matter"),
        "field_child": Codes("field_child", "field"),
        "applicant_kind": Codes("applicant_kind"),
        "applicant_has": Codes("kind", "applicant_kind", below=APPLICANT),
        "outcome": Codes("outcome", Outcome),
        "outcome_detail": Pairs("outcome_detail", DETAILS),
        "procedure": Codes("procedure", Procedure),
        "edition": Codes("edition", Edition),
        "channel": Codes("channel"),
        "request": Codes("request"),
    },
    days("accepted", "accepted_on"),
    days("concluded", "concluded_on"),
    days("filed", "filed_on"),
    days("served", "served_on"),
    days("archived", "archived_on"),
    days("act_made", "act_made_on"),
    days("act_known", "act_known_on"),
    {"act_number": Text("act_number"), "document_number": Text("document_number")},
    days("right_known", "right_known_on"),
    days("requested", "requested_on"),
    days("perform_by", "perform_by"),
    days("obstacle_began", "obstacle_from"),
    days("obstacle_ended", "obstacle_to"),
    amounts("longer_days", "longer_days"),
    flags("right_told", "urgent", "real_estate", "complex"),
    flags("enterprise_related", "compensation_claimed", "claims_inaction", "prior_mandatory", "document_review"),
    {
        "taken_over": Flag("taken_from", lambda yes: Q(taken_from__isnull=not yes)),
        "referred_here": Flag("referred_from", lambda yes: Q(referred_from__isnull=not yes)),
    },
    amounts("applicants", "applicants_count"),
    flags("heard", "opinions_heard", "committee", "converted", "extended", "suspended", "late", below=REVIEW),
    flags("procedure_only", below=REVIEW),
    {
        "sued": Flag("sued_on", lambda yes: Q(sued_on__lt=OPEN_END) if yes else Q(sued_on=OPEN_END), below=REVIEW),
        "opened_by": Pairs("opened_by", OPENINGS, below=PHASE),
        "ended_by": Pairs("closed_by", ENDS, below=PHASE),
    },
    days("opened", "opened_on", PHASE),
    days("closed", "closed_on", PHASE),
    amounts("days", "days", REVIEW),
    amounts("compensation", "compensation_granted", REVIEW),
    {"entry": Pairs("kind", ENTRIES, below=ENTRY), "letter_to": OrganNamed("to_organ", below=ENTRY)},
    days("entry", "on", ENTRY),
    days("letter_received", "received_on", ENTRY),
    days("answered", "answered_on", ENTRY),
    days("sent", "sent_on", RESPONDENT),
    days("copy_received", "copy_received_on", RESPONDENT),
    days("replied", "replied_on", RESPONDENT),
    {
        "paper": Pairs("paper", PAPERS, below=SERVICE),
        "served_party": Codes("party", PartyKind, below=SERVICE),
        "served_organ": OrganNamed("organ", below=SERVICE),
        "served_how": Codes("how", ServiceHow, below=SERVICE),
    },
    days("service", "on", SERVICE),
    days("service_received", "received_on", SERVICE),
    days("decision_received", "decision_received_on", APPLICANT),
    {"stop": Pairs("kind", STOPS, below=STOP), "stop_ground": Codes("ground", SuspensionGround, below=STOP)},
    days("stopped", "on", STOP),
    days("resumed", "until", STOP),
    days("extension", "on", EXTENSION),
    amounts("extended_days", "days", EXTENSION),
    planned(RecordKind.RECONSIDERATION),
    {
        "identity_number": Secret("identity_number", below=APPLICANT),
        "telephone": Secret("telephone", below=APPLICANT),
    },
)

LitigationFilters = declared(
    "LitigationFilters",
    {"state": Pairs("state", SUITS), "number": Numbers("number")},
    days("received", "received_on"),
    {
        "level": Codes("level", InstanceLevel, below=INSTANCE),
        "result": Codes("result", below=INSTANCE),
        "after_reconsideration": Flag("after_reconsideration"),
        "defendant": OrganNamed("defendants"),
        "role": Codes("role", DefendantRole),
        "matter": Codes("matter"),
        "matter_child": Codes("matter_child", "matter"),
        "cause": Written("cause", Litigation),
        "reconsideration": Text("reconsideration__number"),
        "court": Text("court", below=INSTANCE),
        "court_number": Text("court_number", below=INSTANCE),
    },
    days("instance_received", "received_on", INSTANCE),
    days("first_heard", "first_heard_on", INSTANCE),
    days("instance_closed", "closed_on", INSTANCE),
    days("ruled_by_court", "ruling_on", INSTANCE),
    {
        "lost": Flag("sides__lost", below=INSTANCE),
        "lost_by": OrganThat("sides__organ", Q(sides__lost=True), below=INSTANCE),
        "came": Pairs("sides__standings__standing", STANDINGS, below=INSTANCE),
        "rank": Codes("hearings__appearances__rank", "rank", below=INSTANCE),
        "absence_reason": Codes("hearings__appearances__absence_reason", "absence_reason", below=INSTANCE),
        "called_again": Flag("hearings__called_again", below=INSTANCE),
        "by_agreement": Flag("hearings__appearances__by_agreement", below=INSTANCE),
        "appeared_for": OrganNamed("hearings__appearances__organ", below=INSTANCE),
    },
    days("hearing", "hearings__on", INSTANCE),
    days("act_known", "act_known_on"),
    days("defence", "defence_on", INSTANCE),
    days("evidence", "evidence_on", INSTANCE),
    days("judgment_performed", "performed_on", INSTANCE),
    {"advice_number": Text("number", below=ADVICE)},
    days("advice", "received_on", ADVICE),
    days("advice_answered", "answered_on", ADVICE),
    planned(RecordKind.LITIGATION),
    {
        "advice_open": Flag(
            "answered_on", lambda yes: Q(answered_on=OPEN_END) if yes else Q(answered_on__lt=OPEN_END), below=ADVICE
        )
    },
)

MediationFilters = declared(
    "MediationFilters",
    {"state": Pairs("state", MEDIATIONS), "number": Numbers("number")},
    days("received", "received_on"),
    {
        "dispute_type": Codes("dispute_type"),
        "result": Codes("result", MediationResult),
        "body": Text("body"),
        "body_kind": Codes("body_kind"),
        "source": Codes("source"),
        "source_child": Codes("source_child", "source"),
        "difficult": Flag("difficult"),
        "agreement_form": Codes("agreement_form", AgreementForm),
        "ruling": Codes("ruling", Ruling),
    },
    days("concluded", "concluded_on"),
    days("effective", "agreement_effective_on"),
    days("performed", "performed_on"),
    days("asked", "asked_on"),
    days("ruled", "ruled_on"),
    amounts("parties", "parties"),
    amounts("amount", "amount"),
    planned(RecordKind.MEDIATION),
)

LedgerFilters = declared(
    "LedgerFilters",
    {"kind": LedgerKinds("entry_kind")},
    days("received", "received_on"),
    {
        "number": Numbers("number"),
        "subject": Written("subject", LedgerEntry),
        "quantity": Text("quantity", below=QUANTITY),
    },
    amounts("value", "value", QUANTITY),
)

FILTERS: dict[RecordKind, type[Records]] = {
    RecordKind.RECONSIDERATION: ReconsiderationFilters,
    RecordKind.LITIGATION: LitigationFilters,
    RecordKind.MEDIATION: MediationFilters,
    RecordKind.LEDGER: LedgerFilters,
}
COPIED = "as in its record, which has the filter"
TIED = "ties the row to its record"
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
    "LedgerEntry.state": "there is one",
    "LedgerEntry.note": SAID,
    "LedgerQuantity.names": "the names of what was counted: read on the page of the entry",
    "Applicant.role": NO_REASON_TO_ASK,
    "Applicant.name": SAID,
    "Applicant.alike": "read by the warning of duplicates",
    "Applicant.representative": SAID,
    "Applicant.agent": SAID,
    "longer_law": SAID,
    "Applicant.count": "their sum has the filter applicants",
    **dict.fromkeys(("Applicant.joined_on", "Applicant.left_on", "Applicant.left_ground"), SAID),
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
    "InstanceSide.reviewer": "role says it of the dispute",
    "InstanceSide.received_on": COPIED,
    "InstanceSide.closed_on": COPIED,
    "Standing.from_on": "the hearing has the filter hearing",
    "Standing.until_on": "the hearing that changed it has the filter hearing",
}  # fmt: skip
"""Column, or `Model.column`, without a filter -> why."""
