"""Whether the field key in use is that of the stored data, and which encrypted values cannot be read."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection

from casework.cipher import Illegible, fingerprint, shown
from casework.errors import FaultyInput
from casework.integrity.rule import Only, Result, batches
from casework.law.names import Act, RecordKind
from casework.law.transitions import RULES
from casework.models import Event, FieldKey
from casework.models.fields import EncryptedTextField
from casework.reference import Reference
from casework.registry import done_of, is_secret
from casework.registry.codecs import EVENT_KEYS

SAMPLE = 20
"""Values of a column that are tried where the key in use is not known yet."""


def encrypted_fields() -> list[EncryptedTextField]:
    """Every encrypted column of the product."""
    fields = [field for model in apps.get_app_config("casework").get_models() for field in model._meta.fields]
    return [field for field in fields if isinstance(field, EncryptedTextField)]


def wrong_key() -> FaultyInput | None:
    """The sentence where data are encrypted with another key than that of the settings; None where all is well.

    Raises DatabaseError where the database cannot be asked.
    """
    known = set(FieldKey.objects.values_list("fingerprint", flat=True))
    if fingerprint() in known:
        return None
    values = list(_stored_values())
    if not values or (not known and any(not isinstance(shown(*value), Illegible) for value in values)):
        return None
    return FaultyInput(
        "字段密钥与数据库里的加密数据不符：把原来的密钥放回CASEWORK_FIELD_KEY或数据库旁的.field-key文件，"
        "没有它证件号、电话和地址读不出来",
        "The field key is not the one that the data are encrypted with: put the former key back into "
        "CASEWORK_FIELD_KEY or the .field-key file beside the database; without it identity numbers, telephones and "
        "addresses are lost",
    )


def _stored_values() -> Iterator[tuple[str, str]]:
    """Some encrypted values of each column and of events, the newest first, with what they are encrypted for."""
    for field in encrypted_fields():
        table, column = field.model._meta.db_table, connection.ops.quote_name(str(field.column))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {column} FROM {table} WHERE {column} <> '' ORDER BY id DESC LIMIT {SAMPLE}"  # noqa: S608  # the model's own
            )
            yield from ((field.purpose, value) for (value,) in cursor.fetchall())
    with connection.cursor() as cursor:
        text = "CAST(keys AS text)"
        cursor.execute(
            f"SELECT {text} FROM casework_event WHERE {text} LIKE '%\"v1:%' ORDER BY id DESC LIMIT {SAMPLE}"  # noqa: S608  # declared here
        )
        for (keys,) in cursor.fetchall():
            yield from ((EVENT_KEYS, part) for part in keys.split('"') if part.startswith("v1:"))


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
