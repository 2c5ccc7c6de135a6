"""The order in which the yearly report prints its figures."""

from __future__ import annotations

from collections.abc import Iterable

PRINTED = (
    "ledger.leader_duty_list.items",
    "ledger.duty_report.townships",
    "ledger.duty_report.departments",
    "ledger.fair_competition_filing.count",
    "ledger.fastest_approval_item.count",
    "ledger.normative_document_review.count",
    "ledger.decision_review.count",
    "reconsideration.received",
    "reconsideration.accepted",
    "reconsideration.abandoned",
    "reconsideration.at_intake",
    "reconsideration.pending",
    "reconsideration.outcome.dismiss_application",
    "reconsideration.outcome.dismiss_request",
    "reconsideration.outcome.uphold",
    "reconsideration.outcome.revoke",
    "reconsideration.outcome.confirm_illegal",
    "reconsideration.outcome.order_performance",
    "reconsideration.outcome.withdrawn",
    "litigation.received",
    "litigation.appearance_rate",
    "ledger.court_observation.count",
    "ledger.enforcement_training.units",
    "ledger.enforcement_training.person_times",
    "ledger.enforcement_training.persons",
    "ledger.township_item_list.before",
    "ledger.township_item_list.after",
    "ledger.township_item_list.compression_rate",
    "ledger.legal_consultation.count",
    "ledger.legal_consultation.satisfied",
    "ledger.legal_consultation.satisfaction_rate",
    "ledger.legal_aid.cases",
    "ledger.legal_aid.criminal_assignments",
    "ledger.mediator_training.sessions",
    "ledger.mediator_training.person_times",
    "mediation.concluded",
    "mediation.success_rate",
    "ledger.publicity_event.count",
)
"""The figures that the report of 2024 prints, in its order (fixtures/published/2024.json)."""


def report_order(keys: Iterable[str]) -> list[str]:
    """The printed figures in the order of the report, then all others in the order of their declaration."""
    found = list(keys)
    return [*[key for key in PRINTED if key in found], *[key for key in found if key not in PRINTED]]
