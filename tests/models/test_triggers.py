"""Triggers: declared once, made after every migration, and missed by nobody who looks."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connection, models, transaction

from casework import triggers
from casework.checks import TRIGGERS
from casework.filters.search import candidates
from casework.models import Event, Organ, OrganChanges, Reconsideration
from casework.text.search_terms import phrases
from tests.factories import broken_rules

TABLES = {model._meta.db_table: model for model in apps.get_app_config("casework").get_models()}


def told() -> list[str]:
    """What `manage.py check` says of triggers."""
    return [message.msg for message in run_checks() if message.id == TRIGGERS]


def drop(name: str) -> None:
    on_postgresql = triggers.ON_POSTGRESQL if connection.vendor == "postgresql" else ()
    where = next((f" ON {t.tables[0]}" for t in on_postgresql if t.name == name), "")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{where}")


def add_column(model: type[models.Model]) -> models.Field:
    field = models.CharField(max_length=8, default="x")
    field.set_attributes_from_name("brought_later")
    field.model = model
    with connection.schema_editor() as editor:
        editor.add_field(model, field)
    return field


@pytest.mark.parametrize("table", [*triggers.GUARDED, *triggers.SEARCHED])
def test_a_migration_that_adds_a_column_leaves_every_trigger_in_place(transactional_db, table):
    field = add_column(TABLES[table])
    try:
        if connection.vendor == "sqlite":  # else the test tries nothing
            lost = {t.name for t in triggers.TRIGGERS["sqlite"] if t.tables[0] == table}
            assert lost
            assert set(triggers.problems()) == lost
            assert all(name in told()[0] for name in lost)
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
        assert triggers.problems() == {}
        assert told() == []
    finally:
        with connection.schema_editor() as editor:
            editor.remove_field(TABLES[table], field)
        triggers.make()


def test_what_was_written_while_triggers_were_lost_is_found_again_and_events_stay(office):
    for trigger in triggers.TRIGGERS[connection.vendor]:
        drop(trigger.name)
    case = office.register(applicants=[{"kind": "citizen", "name": "申请人戊"}])
    triggers.make()
    assert candidates(Reconsideration, phrases(["申请人戊"]), names=True) == [case.pk]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.update(version=9)


def test_each_name_and_place_of_an_organ_that_changes_is_counted_and_a_lost_trigger_counts_once(office):
    def count() -> int:
        return OrganChanges.objects.get().count

    before, organs = count(), Organ.objects.filter(pk=Organ.objects.get(name="甲县人民政府").pk)
    organs.update(word="乙政")
    assert count() == before
    organs.update(name="甲县新人民政府")
    assert count() == before + 1
    drop("casework_organ_changed")
    organs.update(name="甲县人民政府")
    triggers.make()
    assert count() == before + 2


@pytest.mark.parametrize("name", [t.name for t in triggers.TRIGGERS[connection.vendor]])
def test_a_missing_trigger_is_named_by_check_and_by_check_integrity(office, name):
    drop(name)
    assert name in told()[0]
    assert [record for record, _ in broken_rules(office)["triggers"]] == [name]


def test_a_trigger_that_does_nothing_or_is_switched_off_is_named_too(office):
    name = triggers.TRIGGERS[connection.vendor][0].name
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE casework_event DISABLE TRIGGER {name}")
        else:
            drop(name)
            cursor.execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON casework_event WHEN 0 BEGIN SELECT 1; END")
    assert list(triggers.problems()) == [name]
    triggers.make()
    assert triggers.problems() == {}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's triggers call no functions")
def test_a_function_that_lets_everything_pass_is_named(office):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION casework_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RETURN NEW; END $$"
        )
    assert list(triggers.problems()) == ["casework_event_is_append_only"]
    triggers.make()
    assert triggers.problems() == {}
