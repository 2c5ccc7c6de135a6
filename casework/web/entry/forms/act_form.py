"""The form of one act: flat fields, shown in groups whose rows can be added, read back as the keys of the registry."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from casework.actions.reference.staff import post_of
from casework.errors import CaseworkError, FaultyInput
from casework.law.keys import Listed, Marker
from casework.law.names import Act, RecordKind
from casework.law.terms.calendar import WorkCalendar
from casework.law.terms.terms import TermCode
from casework.models import Organ
from casework.registry import Key, keys_of
from casework.registry.annotations import fields_of, needed_of, parts_of
from casework.web.entry.forms.bodies import ask_kind
from casework.web.entry.forms.fields import Day, lead_to_lists
from casework.web.entry.forms.making import Making, field_of
from casework.web.entry.forms.meant import Explained, FieldRow, Meant, explained, explained_nested
from casework.web.entry.forms.quantities import (
    NAMES,
    QUANTITIES,
    check_given,
    check_names,
    name_fields,
    quantity_fields,
)
from casework.web.entry.forms.suggested import SUGGESTED
from casework.web.shell.labels import act_key_words, another_words, nested_words

MOST_ROWS = 200
MOST_DIGITS = 9
TOKEN, VERSION, DONE_ON, MORE = "token", "version", "on", "more"
HIDDEN_KEYS = {
    Act.RECORD: ("kind",),
    Act.CORRECT: ("fact",),
    Act.CONFIRM_LINK: ("number",),
    Act.STRIKE: ("target",),
    Act.REGISTER: ("batch",),
}
"""Keys that the address gives (the kind of a ledger entry, the fact to be corrected, the act to be struck), or the form
itself: what those who are registered in one go have in common."""


@dataclass(frozen=True)
class FieldGroup:
    """Fields that belong together: rows of bound fields; `more` where another row can be added."""

    key: str
    title: str
    rows: list[FieldRow]
    more: bool = False
    meaning: Explained | None = None

    @property
    def another(self) -> str:
        """What the button says that adds a row."""
        return another_words(self.key)


def _keys(making: Making) -> Iterator[Key]:
    """The keys that are typed; the new value of a correction has the type of the fact that it changes."""
    for key in keys_of(making.kind, making.act).values():
        if making.target is not None and key.name == "value":
            yield key._replace(annotation=making.target.key.annotation, required=False)
        elif key.name not in HIDDEN_KEYS.get(making.act, ()) and key.name not in making.without:
            yield key


BEGINS_ON: dict[tuple[str, str], str] = {
    (RecordKind.RECONSIDERATION, Act.REGISTER): TermCode.EXAMINE,
    (RecordKind.LITIGATION, Act.REGISTER): TermCode.LITIGATION_DEFENCE,
    (RecordKind.MEDIATION, Act.REGISTER): "",
    (RecordKind.RESPONDENT, Act.REGISTER): TermCode.REPLY,
}
"""Acts whose day is the day of receipt, and the term that runs from it."""


def _day_of(making: Making) -> Day:
    """The day of the act; beside a day of receipt stands the last day that follows from it."""
    term = BEGINS_ON.get((making.kind, making.act))
    ahead, label = making.act is Act.PLAN, DONE_ON if term is None else "received_on"
    field = Day(today=making.today, ahead=ahead, label=act_key_words(making.kind, making.act, label))
    if term:
        field.widget.attrs["data-term"] = term
    return field


def missing(field: forms.Field) -> str:
    """What is said where nothing was given."""
    return _("Give: %(what)s") % {"what": field.label}


class Typed(forms.Form):
    """A form that the server alone judges; no colon stands behind a label."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, **more: Any) -> None:
        super().__init__(data, label_suffix="", **more)

    @property
    def wrong(self) -> list[tuple[forms.BoundField, str]]:
        """The fields to be mended with their first sentence, in the order of the page."""
        return [(self[name], str(self.errors[name][0])) for name in self.fields if name in self.errors]


def read_whole(text: str) -> int:
    """A number that a hidden field carries; 0 for what no page of ours holds."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else 0


def is_structure(annotation: Any) -> Any:
    """The dataclass of an annotation, of one or of many; None for plain keys."""
    base, mark = parts_of(annotation)
    if typing.get_origin(base) is tuple:
        base, mark = parts_of(typing.get_args(base)[0])
    return base if mark is None and dataclasses.is_dataclass(base) else None


def marker_of(annotation: Any) -> str:
    """The mark of a key, "" where it has none."""
    return getattr(parts_of(annotation)[1], "name", "")


COUNTED = {QUANTITIES: quantity_fields, NAMES: name_fields}
"""Keys of a ledger entry that have a field for each quantity of its kind."""


def is_repeated(annotation: Any) -> bool:
    """Whether a key is typed row by row: several structures, organs or codes of a list."""
    base, _mark = parts_of(annotation)
    if typing.get_origin(base) is not tuple:
        return False
    inner, mark = parts_of(typing.get_args(base)[0])
    return dataclasses.is_dataclass(inner) or isinstance(mark, Listed | Marker)


class ActForm(Typed):
    """A form with the fields of an act's keys. Nothing that was typed is ever dropped from it.

    `rows` says how many rows of a repeated key to show where nothing was sent yet.
    """

    bound_field_class = Meant

    def __init__(
        self,
        making: Making,
        data: Mapping[str, Any] | None = None,
        *,
        initial: dict[str, Any] | None = None,
        rows: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(data, initial=initial or {})
        self.making = making
        self.layout: list[tuple[Key, list[list[str]]]] = []
        self.meanings = {DONE_ON: explained(making, DONE_ON)}
        self.fields[DONE_ON] = _day_of(making)
        if making.act is not Act.PLAN:  # a coming day is said, not guessed
            self.initial.setdefault(DONE_ON, making.today)
        for key in _keys(making):
            self.layout.append((key, self._add(key, self._rows_of(key.name, rows or {}))))
        self.new_handlers = ""
        for name, field in self.fields.items():
            field.error_messages["required"] = missing(field)
            offered = SUGGESTED.get(making.meant(name))
            if offered:
                field.offered = [(text.of(making.language), "") for text in offered]  # type: ignore[attr-defined]  # ours
        lead_to_lists(self.fields)

    @property
    def calendar(self) -> WorkCalendar:
        """What the days typed in it are looked up in."""
        return self.making.visit.reference.calendar_of(self.making.organ)

    def _rows_of(self, name: str, rows: Mapping[str, int]) -> int:
        shown = rows.get(name, 1)
        sent = self.data.get(f"rows-{name}", "") if self.is_bound else ""
        if sent:
            shown = read_whole(sent)
        return max(1, min(MOST_ROWS, shown + (self.is_bound and self.data.get(MORE) == name)))

    def _add(self, key: Key, count: int) -> list[list[str]]:
        if marker_of(key.annotation) in COUNTED:
            kind = self.making.ledger_kind
            fields = COUNTED[marker_of(key.annotation)]
            return self._add_counted(fields(kind, self.making.language) if kind is not None else {})
        structure = is_structure(key.annotation)
        if structure is None and not is_repeated(key.annotation):
            said = {"label": act_key_words(*self.making.meant(key.name)), "required": key.required}
            self.fields[key.name] = field_of(self.making, key.name, key.annotation, said)
            self.meanings[key.name] = explained(self.making, key.name)
            return [[key.name]]
        count = count if is_repeated(key.annotation) else 1
        return [self._add_row(key, structure, f"{key.name}-{n}", first=n == 0) for n in range(count)]

    def _add_row(self, key: Key, structure: Any, prefix: str, *, first: bool) -> list[str]:
        if structure is None:
            base, _mark = parts_of(key.annotation)
            said = {"label": act_key_words(*self.making.meant(key.name)), "required": key.required and first}
            self.fields[prefix] = field_of(self.making, key.name, typing.get_args(base)[0], said)
            return [prefix]
        names = []
        needed = needed_of(structure)
        for name, annotation in fields_of(structure).items():
            said = {"label": nested_words(structure, name), "required": key.required and first and name in needed}
            self.fields[f"{prefix}-{name}"] = field_of(self.making, name, annotation, said)
            if first:
                self.meanings[f"{prefix}-{name}"] = explained_nested(self.making, structure, name)
            names.append(f"{prefix}-{name}")
        return names

    def _add_counted(self, fields: dict[str, forms.Field]) -> list[list[str]]:
        self.fields.update(fields)
        return [list(fields)]

    # ---- What the page shows ----

    @property
    def groups(self) -> list[FieldGroup]:
        """The keys in the order of the act, each as a group; plain keys have one row of one field."""
        return [
            FieldGroup(
                key.name,
                act_key_words(*self.making.meant(key.name)),
                [FieldRow(self[name] for name in row) for row in rows],
                is_repeated(key.annotation),
                explained(self.making, key.name),
            )
            for key, rows in self.layout
        ]

    def group(self, name: str) -> FieldGroup:
        """One group by the name of its key."""
        return next(group for group in self.groups if group.key == name)

    def begin_at(self, added: str) -> None:
        """Let the keyboard begin in the row just added to a key, else in the first field."""
        name = next((rows[-1][0] for key, rows in self.layout if key.name == added), DONE_ON)
        self.fields[name].widget.attrs["autofocus"] = True

    # ---- What the registry reads ----

    def clean(self) -> dict[str, Any]:
        """A row begun must have what a row needs; names of units go with their number."""
        check_names(self)
        if self.making.act is Act.RECORD and self.making.ledger_kind is not None:
            check_given(self, self.making.ledger_kind)
        if (self.making.kind, self.making.act) == (RecordKind.MEDIATION, Act.REGISTER):
            ask_kind(self, self.making.organ, self.making.today)
        for key, rows in self.layout:
            structure = is_structure(key.annotation)
            for n, row in enumerate(rows if structure is not None else ()):
                self._check_row(f"{key.name}-{n}", row, needed_of(structure))
        return self.cleaned_data

    def _check_row(self, prefix: str, row: list[str], needed: list[str]) -> None:
        if not any(given(self.cleaned_data.get(name)) for name in row):
            return
        for name in needed:
            field = f"{prefix}-{name}"
            if field not in self.errors and not given(self.cleaned_data.get(field)):
                self.add_error(field, forms.ValidationError(missing(self.fields[field]), code="required"))

    def keys(self) -> dict[str, Any]:
        """The keys as the registry takes them; what was left empty is not given."""
        found: dict[str, Any] = {}
        for key, rows in self.layout:
            value = self._value(key, rows)
            if given(value):
                found[key.name] = value
        if self.making.act is Act.RECORD and self.making.ledger_kind is not None:
            found["kind"] = self.making.ledger_kind.code
        if self.making.target is not None:
            found = {"fact": self.making.target.fact, "value": None, **found}
        if self.making.struck:
            found["target"] = self.making.struck
        return found

    def many(self, token: UUID) -> list[dict[str, Any]]:
        """The keys of each record that the form with this key begins: mostly of one."""
        return [self.keys()]

    def _value(self, key: Key, rows: list[list[str]]) -> Any:
        data = self.cleaned_data
        if marker_of(key.annotation) in COUNTED:
            said = {name.partition("-")[2]: data.get(name) for name in rows[0]}
            return {name: value for name, value in said.items() if value is not None and value != []}
        structure = is_structure(key.annotation)
        if structure is not None:
            filled = [record for record in map(self._record, rows) if record]
            return filled if is_repeated(key.annotation) else (filled[0] if filled else None)
        values = [self._plain(key, data.get(row[0])) for row in rows]
        if is_repeated(key.annotation):
            return [value for value in values if given(value)]
        return values[0]

    def _record(self, row: list[str]) -> dict[str, Any]:
        said = {name.rsplit("-", 1)[1]: self.cleaned_data.get(name) for name in row}
        organ, on = self.cleaned_data.get("organ"), self.cleaned_data.get(DONE_ON)
        if self.making.act is Act.RECORD_APPEARANCE and said["name"] and not said["post"] and organ and on:
            said["post"] = post_of(int(organ), said["name"], on)
        return {name: value for name, value in said.items() if given(value)}

    def _plain(self, key: Key, value: Any) -> Any:
        if value and self.making.chooses_by_id(key.name):
            return Organ.objects.get(pk=value)
        return value

    def refuse(self, problem: CaseworkError) -> None:
        """Put an error of the registry beside the field that it names; at the top where it names none."""
        where = problem.where if isinstance(problem, FaultyInput) else ""
        first, _dot, rest = where.partition(".")
        names = (where, f"{first}-0-{rest}", f"{first}-{rest}", f"{first}-0", first)
        field = next((name for name in names if name in self.fields), None)
        self.add_error(field, problem.sentence(self.making.language))

    def typed(self) -> Iterator[tuple[str, list[str]]]:
        """What was typed, field by field, as a draft keeps it."""
        getlist = getattr(self.data, "getlist", None)
        for name in self.data:
            if name not in (TOKEN, MORE, "csrfmiddlewaretoken"):
                yield name, getlist(name) if getlist else [self.data[name]]


def given(value: Any) -> bool:
    """Whether something was typed: a box that is not ticked, an empty text and an empty list were not; 0 was."""
    return not (value is None or value is False or value == "" or (isinstance(value, list | dict) and not value))
