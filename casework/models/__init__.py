"""The stored facts: organs, people, classifications, records, events."""

from casework.models.beside import Participant, Plan, Writing
from casework.models.desk import Attachment, Draft, Note, SavedView, Submission
from casework.models.events import Event
from casework.models.imported import ImportBatch, ImportedRow, ImportJob, ImportMapping, ImportStep
from casework.models.jobs import ExportJob, ExportStep
from casework.models.keys import FieldKey
from casework.models.ledger import LedgerEntry, LedgerQuantity
from casework.models.litigation import Advice, Appearance, Hearing, Instance, InstanceSide, Litigation, Standing
from casework.models.mediation import Mediation, MediationBody
from casework.models.numbers import NumberPattern, NumberSeries, SpentNumber
from casework.models.reconsideration import (
    Applicant,
    CaseEntry,
    Extension,
    Phase,
    Reconsideration,
    Respondent,
    Service,
    Stop,
)
from casework.models.reference.calendar import CalendarYear
from casework.models.reference.ledger import EntryKind, EntryKindChange, EntryKindQuantity, EntryKindRate
from casework.models.reference.organs import FormerName, Organ, OrganChanges, Population, PopulationEntry
from casework.models.reference.people import Membership, Person
from casework.models.reference.staff import Staff, StandIn
from casework.models.reference.terms import Term
from casework.models.reports.annual import AnnualDraft
from casework.models.reports.reports import SealedFile, SealedReport, SealState
from casework.models.reports.rollup import Rollup
from casework.models.respondent import RespondentCase
from casework.models.tokens import Pull, Token

__all__ = [
    "Advice",
    "AnnualDraft",
    "Appearance",
    "Applicant",
    "Attachment",
    "CalendarYear",
    "CaseEntry",
    "Draft",
    "EntryKind",
    "EntryKindChange",
    "EntryKindQuantity",
    "EntryKindRate",
    "Event",
    "ExportJob",
    "ExportStep",
    "Extension",
    "FieldKey",
    "FormerName",
    "Hearing",
    "ImportBatch",
    "ImportJob",
    "ImportMapping",
    "ImportStep",
    "ImportedRow",
    "Instance",
    "InstanceSide",
    "LedgerEntry",
    "LedgerQuantity",
    "Litigation",
    "Mediation",
    "MediationBody",
    "Membership",
    "Note",
    "NumberPattern",
    "NumberSeries",
    "Organ",
    "OrganChanges",
    "Participant",
    "Person",
    "Phase",
    "Plan",
    "Population",
    "PopulationEntry",
    "Pull",
    "Reconsideration",
    "Respondent",
    "RespondentCase",
    "Rollup",
    "SavedView",
    "SealState",
    "SealedFile",
    "SealedReport",
    "Service",
    "SpentNumber",
    "Staff",
    "StandIn",
    "Standing",
    "Stop",
    "Submission",
    "Term",
    "Token",
    "Writing",
]
