"""Causes, subjects and notes may hold names: they are found by those alone who may read names."""

from importlib import import_module

from django.db import migrations

GUARDED = ("Litigation", "LedgerEntry")


def guard(apps, schema_editor):
    import_module("casework.migrations.0008_search_index").fill(apps, schema_editor, GUARDED)


class Migration(migrations.Migration):
    dependencies = [("casework", "0027_cases_from_other_organs")]

    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
