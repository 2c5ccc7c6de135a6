"""The kinds of record as they are listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.kinds import ledger, litigation, mediation, reconsideration
from casework.law.names import RecordKind
from casework.models import LedgerEntry, Litigation, Mediation, Reconsideration
from casework.web import columns
from casework.web.access import Visit
from casework.web.columns import Column


@dataclass(frozen=True)
class Listed:
    """How one kind of record is listed: its columns, those shown unless others are chosen, where one is begun."""

    what: str
    kind: RecordKind
    model: Any
    title: str | Promise
    columns: tuple[Column, ...]
    default: tuple[str, ...]
    new: str
    begin: str | Promise


LISTED: dict[str, Listed] = {
    each.what: each
    for each in (
        Listed(
            "reconsiderations",
            RecordKind.RECONSIDERATION,
            Reconsideration,
            _("Reconsideration cases"),
            columns.CASE_COLUMNS,
            reconsideration.LISTED,
            "reconsideration_new",
            _("Register an application"),
        ),
        Listed(
            "litigations",
            RecordKind.LITIGATION,
            Litigation,
            _("Litigation cases"),
            columns.SUIT_COLUMNS,
            litigation.LISTED,
            "litigation_new",
            _("Register a suit"),
        ),
        Listed(
            "mediations",
            RecordKind.MEDIATION,
            Mediation,
            _("Mediation cases"),
            columns.MEDIATION_COLUMNS,
            mediation.LISTED,
            "mediation_new",
            _("Register a mediation case"),
        ),
        Listed(
            "ledger",
            RecordKind.LEDGER,
            LedgerEntry,
            _("Work ledger"),
            columns.LEDGER_COLUMNS,
            ledger.LISTED,
            "ledger_new",
            _("Record an entry"),
        ),
    )
}


def default_columns(listed: Listed, visit: Visit) -> tuple[str, ...]:
    """The columns shown unless others are chosen; the organ where the reader sees more than one."""
    if len(visit.reach.own) == 1 and not (visit.reach.under or visit.reach.everything):
        return listed.default
    return (*listed.default[:2], "organ", *listed.default[2:])
