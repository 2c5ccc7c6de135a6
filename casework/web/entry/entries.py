"""What may be wrong with a ledger entry: said before and after it is recorded, never in its way."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from casework.models import LedgerEntry
from casework.web.entry.beside.duplicates import MOST, Warned
from casework.web.entry.forms.act_form import DONE_ON, ActForm
from casework.web.entry.forms.quantities import QUANTITIES, oddities
from casework.web.shell.access import Visit


def values_of(form: ActForm) -> dict[str, Decimal | None]:
    """The quantities as they were typed, by code; None for those that are missing or cannot be read."""
    form.is_valid()
    kind = form.making.ledger_kind
    return {code: form.cleaned_data.get(f"{QUANTITIES}-{code}") for code in (kind.quantities if kind else ())}


def doubts(form: ActForm, visit: Visit) -> list[Warned]:
    """Parts larger than their whole, rates without a side, entries in reach of the same day, subject and numbers."""
    kind = form.making.ledger_kind
    if kind is None or not form.is_bound:
        return []
    values = values_of(form)
    return [(said, "", "") for said in oddities(kind, values, visit.language)] + _repeated(form, visit, values)


def _repeated(form: ActForm, visit: Visit, values: dict[str, Decimal | None]) -> list[Warned]:
    given = {code: value for code, value in values.items() if value is not None}
    on, kind = form.cleaned_data.get(DONE_ON), form.making.ledger_kind
    if not given or on is None or kind is None:
        return []
    alike = LedgerEntry.objects.visible_to(visit.reach).filter(
        organ=form.making.organ,
        entry_kind=kind.code,
        received_on=on,
        subject=form.cleaned_data.get("subject") or "",
    )
    said = _("The same day and the same numbers stand in")
    return [
        (said, entry.get_absolute_url(), str(entry))
        for entry in alike.prefetch_related("quantities")[:MOST]
        if {row.quantity: row.value for row in entry.quantities.all()} == given
    ]
