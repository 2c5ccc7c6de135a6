"""What our own statements write is what the fields of the models prepare."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from casework.models.fields import EncryptedTextField
from casework.models.written import _fields, _values
from tests.imports.test_preview import FILES, of_file

pytestmark = pytest.mark.django_db


def test_values_go_to_the_driver_as_each_field_prepares_them(office, tmp_path):
    for kind, rows in FILES.items():
        of_file(office, tmp_path, kind, rows, dry_run=False)
    seen = set()
    for model in apps.get_app_config("casework").get_models():
        kept = [n for n, field in enumerate(_fields(model)) if not isinstance(field, EncryptedTextField)]
        for row in model.objects.all()[:200]:
            given = list(_values(row))
            prepared = [f.get_db_prep_save(getattr(row, f.attname), connection) for f in _fields(model)]
            assert [str(given[n]) for n in kept] == [str(prepared[n]) for n in kept]
            assert all(isinstance(prepared[n], type(given[n])) for n in kept)  # psycopg's Int4 is an int
            seen.add(model)
    assert len(seen) > 15
    assert not [f for model in seen for f in _fields(model) if isinstance(f, EncryptedTextField) and f.null]
