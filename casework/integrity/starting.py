"""What every command and server asks at its start, and so without the rules of statistics and registry: whether the
field key in use is that of the stored data, and whether the tables are those of this version."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from casework.cipher import Illegible, fingerprint, shown
from casework.errors import FaultyInput
from casework.models import FieldKey
from casework.models.events import EVENT_KEYS
from casework.models.fields import EncryptedTextField

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


def unapplied() -> bool:
    """Whether the database lacks tables or changes of this version."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def is_empty() -> bool:
    """Whether no version has made its tables yet."""
    return not MigrationExecutor(connection).loader.applied_migrations
