"""Which encrypted values cannot be read with the field key in use."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from typing import Any

from casework.cipher import Illegible
from casework.integrity.rule import Only, Result, batches
from casework.integrity.starting import encrypted_fields, wrong_key
from casework.law.acts import RULES
from casework.law.names import Act, RecordKind
from casework.models import Event
from casework.reference import Reference
from casework.registry import done_of, is_secret


def check_keys(_reference: Reference, _today: date, _only: Only) -> Result:
    """The key in use is the one of the data, and every encrypted value can be read with it."""
    result, problem = Result(), wrong_key()
    result.look("CASEWORK_FIELD_KEY", problem.zh if problem else "")
    if problem is None:
        for record, sound in (*_columns(), *_events()):
            result.look(record, "" if sound else "加密内容无法读出")
    return result


def _columns() -> Iterator[tuple[str, bool]]:
    models: dict[Any, None] = dict.fromkeys(field.model for field in encrypted_fields())
    for model in models:
        fields = [field for field in encrypted_fields() if field.model is model]
        for row in (row for batch in batches(model.objects.all(), None) for row in batch):
            for field in fields:
                value = getattr(row, field.attname)
                if value:
                    yield f"{model._meta.db_table}:{row.pk} {field.column}", not isinstance(value, Illegible)


def _events() -> Iterator[tuple[str, bool]]:
    acts = {act.value for kind in RecordKind for act in (*RULES[kind], Act.CORRECT) if is_secret(kind, act)}
    rows = Event.objects.filter(act__in=acts)
    for event in (event for batch in batches(rows, None) for event in batch):
        kind = RecordKind(event.kind)
        done = done_of(kind, {"act": event.act, "on": event.on, "keys": event.keys})
        yield (
            f"{event.kind}:{getattr(event, f'{event.kind}_id')} 第{event.version}版",
            not _holds_illegible((done.keys, done.value)),
        )


def _holds_illegible(value: Any) -> bool:
    if isinstance(value, Illegible):
        return True
    if dataclasses.is_dataclass(value):
        return any(_holds_illegible(getattr(value, field.name)) for field in dataclasses.fields(value))
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else ()
    return any(map(_holds_illegible, inner))
