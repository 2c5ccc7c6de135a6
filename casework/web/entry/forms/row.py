"""One row of the mediation sheet: what is typed, and the acts that record or correct it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.actions.recording import Request
from casework.choices import code_choices
from casework.errors import ActRefused, CaseworkError, FaultyInput
from casework.law.names import Act, AgreementForm, MediationResult, Name, RecordKind
from casework.models import Mediation, Organ
from casework.models.base import OPEN_END
from casework.web.entry.forms.act_form import Typed, missing
from casework.web.entry.forms.bodies import KIND, ask_kind, finding, is_told, offered
from casework.web.entry.forms.codes import Code, Option, chinese_too, options_of
from casework.web.entry.forms.fields import Amount, Choice, Day, Note, Text, Whole, lead_to_lists, offering
from casework.web.shell.access import Visit

LABELS: dict[str, str | Promise] = {
    "on": gettext_lazy("Received"),
    "dispute_type": gettext_lazy("Type"),
    "source": gettext_lazy("Source"),
    "parties": gettext_lazy("Persons"),
    "amount": gettext_lazy("Amount (yuan)"),
    "difficult": gettext_lazy("Difficult"),
    "result": gettext_lazy("Result"),
    "concluded_on": gettext_lazy("Ended"),
    "form": gettext_lazy("Agreement"),
}
"""The cells of a row in their order."""
BODY = "body"
CARRIED = frozenset({"on", "dispute_type", "source"})
"""Cells that keep the last value for the next row; how a dispute ended is said of each anew."""
ENDING = ("result", "concluded_on", "form")
"""Cells of how a dispute ended."""
FIRST = {"parties": "2"}
"""What a cell that is not carried begins with."""
YES, NO = "true", "false"
SUCCEEDED = MediationResult.SUCCEEDED.value


def codes_of(visit: Visit) -> dict[str, list[Option]]:
    """What may be typed into each cell of codes."""
    language = visit.language

    def listed(name: str) -> list[Option]:
        labels = visit.reference.vocabulary.labels(name).values()
        more = chinese_too((label.code, label.zh) for label in labels)
        return options_of(((label.code, label.of(language)) for label in labels), more)

    def named(names: type[Name]) -> list[Option]:
        return options_of(code_choices(names, language), chinese_too(code_choices(names)))

    answers = options_of([(YES, _("yes")), (NO, _("no"))], {YES: ("y", "1", "是"), NO: ("n", "0", "否")})
    return {
        "dispute_type": listed("dispute_type"),
        "source": listed("source"),
        "difficult": answers,
        "result": named(MediationResult),
        "form": named(AgreementForm),
    }


class RowForm(Typed):
    """A mediation case in one row; with a result it is recorded as ended too."""

    def __init__(
        self,
        visit: Visit,
        organ: Organ,
        data: Mapping[str, Any] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial or {})
        self.visit, self.organ, self.codes = visit, organ, codes_of(visit)
        self.fields[BODY] = Text(clean=finding(organ), label=_("Mediation body"))
        kinds = visit.reference.vocabulary.labels(KIND).values()
        self.fields[KIND] = Choice(
            [(kind.code, kind.of(visit.language)) for kind in kinds],
            label=_("Kind, where the name does not tell it"),
            required=False,
        )
        for name, label in LABELS.items():
            self.fields[name] = self._cell(name, label)
        lead_to_lists(self.fields)
        for field in self.fields.values():
            field.error_messages["required"] = missing(field)

    def _cell(self, name: str, label: Any) -> forms.Field:
        if name in self.codes:
            field = Code(self.codes[name], label=label, required=name in ("dispute_type", "source"))
            typed = {each.label: " ".join((*each.typed, each.code)) for each in self.codes[name]}
            return offering(field, typed, typed.__getitem__)
        if name == "parties":
            return Whole(least=1, label=label, required=False)
        if name == "amount":
            return Amount(label=label, required=False)
        return Day(today=self.visit.today, label=label, required=name == "on")

    def lay_out(self) -> None:
        """Give the cells what they need to stand in a table, under the heads that name them."""
        offering(self.fields[BODY], offered(self.organ, self.visit.today))
        lead_to_lists(self.fields)
        for name in LABELS:
            attrs = {"aria-labelledby": f"head-{name}", "class": f"cell-{name}", "spellcheck": "false"}
            self.fields[name].widget.attrs.update({**attrs, "autocomplete": "off", "data-first": FIRST.get(name, "")})
            if name in CARRIED:
                self.fields[name].widget.attrs["data-carried"] = True
            if name in self.errors:
                self.fields[name].widget.attrs["aria-describedby"] = "wrong"

    @property
    def cells(self) -> list[forms.BoundField]:
        """The cells in their order; the body stands above them."""
        return [self[name] for name in LABELS]

    def clean(self) -> dict[str, Any]:
        """Result, day and form of the agreement belong together (人民调解法 art. 28)."""
        data = self.cleaned_data
        ask_kind(self, self.organ, data.get("on") or self.visit.today)
        if data.get("result") and not data.get("concluded_on") and "concluded_on" not in self.errors:
            self.add_error("concluded_on", missing(self.fields["concluded_on"]))
        if not data.get("result") and (data.get("concluded_on") or data.get("form")) and "result" not in self.errors:
            self.add_error("result", missing(self.fields["result"]))
        if data.get("form") and data.get("result") and data["result"] != SUCCEEDED:
            self.add_error("form", _("Without success there is no agreement: leave it empty"))
        return data

    def requests(self) -> list[Request]:
        """The acts of a new row: register, and conclude where there is a result."""
        data = self.cleaned_data
        keys = {
            "body": data[BODY],
            "dispute_type": data["dispute_type"],
            "source": data["source"],
            "parties": data["parties"] or 2,
            "amount": data["amount"] if data["amount"] is not None else Decimal(0),
            "difficult": data["difficult"] == YES,
        }
        if not is_told(data[BODY], self.organ, data["on"]):
            keys[KIND] = data[KIND]
        return [Request(RecordKind.MEDIATION, Act.REGISTER, data["on"], keys), *self._concluding()]

    def _concluding(self, record: Any = None) -> list[Request]:
        data = self.cleaned_data
        if not data["result"]:
            return []
        keys = {"result": data["result"], **({"form": data["form"]} if data["form"] else {})}
        return [Request(RecordKind.MEDIATION, Act.CONCLUDE, data["concluded_on"], keys, record)]

    def refuse(self, problem: CaseworkError | ActRefused) -> None:
        """Put a refusal beside the cell that it names, or on the row."""
        where = problem.where if isinstance(problem, FaultyInput) else ""
        self.add_error(where if where in self.fields else None, problem.sentence(self.visit.language))


class CorrectionForm(RowForm):
    """A recorded row, to be corrected: each cell that differs becomes a correction with the one reason."""

    def __init__(self, visit: Visit, record: Mediation, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(visit, record.organ, data, {**row_of(record), "reason": _("Typing error")})
        self.record = record
        self.fields["reason"] = Note(label=_("Reason"), error_messages={"required": _("Give: a reason")})
        self.fields["reason"].widget.attrs["rows"] = 2

    def clean(self) -> dict[str, Any]:
        """What ended stays ended: a record that should not be is voided."""
        data = super().clean()
        if self.record.result and not data.get("result") and "result" not in self.errors:
            self.add_error("result", _("It has ended already; have it voided if it should not be recorded"))
        return data

    def requests(self) -> list[Request]:
        """The corrections in an order in which each can stand, then the conclusion where there was none."""
        if not self.record.result:
            return [*self._corrections(), *self._concluding(self.record)]
        return list(self._corrections())

    def _corrections(self) -> Iterator[Request]:
        old, said = row_of(self.record), self.cleaned_data
        new = {name: said[name] for name in old}
        new |= {
            "parties": new["parties"] or 2,
            "amount": new["amount"] or Decimal(0),
            "difficult": new["difficult"] or NO,
            KIND: new[KIND] or old[KIND],
        }
        changed = [name for name in self._order(new) if new[name] != old[name]]
        for name in changed if self.record.result else (n for n in changed if n not in ENDING):
            value = new[name]
            keys = {
                "fact": "received_on" if name == "on" else name,
                "value": value.isoformat() if isinstance(value, date) else None if value == "" else str(value),
                "reason": said["reason"],
            }
            yield Request(RecordKind.MEDIATION, Act.CORRECT, self.visit.today, keys, self.record)

    def _order(self, new: dict[str, Any]) -> list[str]:
        """Later ends before later receipts; an agreement comes after its success and goes before it."""
        days = ["concluded_on", "on"] if new["on"] > self.record.concluded_on else ["on", "concluded_on"]
        ending = ["result", "form"] if new["result"] == SUCCEEDED else ["form", "result"]
        return [*days, *ending, *(name for name in new if name not in (*days, *ending))]


def row_of(record: Mediation) -> dict[str, Any]:
    """A recorded case as the cells of its row."""
    return {
        BODY: record.body,
        KIND: record.body_kind,
        "on": record.received_on,
        "dispute_type": record.dispute_type,
        "source": record.source_child or record.source,
        "parties": record.parties,
        "amount": record.amount.quantize(Decimal(1)) if record.amount == int(record.amount) else record.amount,
        "difficult": YES if record.difficult else NO,
        "result": record.result,
        "concluded_on": None if record.concluded_on == OPEN_END else record.concluded_on,
        "form": record.agreement_form,
    }
