"""Classifications that the fixtures gained: divisions of finance, local words of fields, causes of suits.

A site keeps what it has: a term of the same code stays as it is, and one whose label a term of the place bears already
is left out.
"""

import json

from django.conf import settings
from django.db import migrations

ADDED = {
    "field": ("people_bank", "securities", "insurance", "banking", "foreign_exchange"),
    "local_field": None,
    "suit_cause": None,
}
"""List -> the codes that are new in it; all of a list that is new."""


def add(apps, schema_editor):
    term = apps.get_model("casework", "Term")
    rows = json.loads((settings.BASE_DIR / "fixtures" / "classifications.json").read_text(encoding="utf-8"))
    for position, row in enumerate(rows):
        added = ADDED.get(row["list"], ())
        if added is not None and row["code"] not in added:
            term.objects.filter(list=row["list"], code=row["code"]).update(position=position)
        elif not term.objects.filter(list=row["list"], zh=row["zh"]).exists():
            said = {key: row[key] or "" for key in ("zh", "en", "parent", "reference", "maps_to")}
            term.objects.get_or_create(list=row["list"], code=row["code"], defaults={**said, "position": position})


class Migration(migrations.Migration):
    dependencies = [("casework", "0037_beginnings_of_names")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
