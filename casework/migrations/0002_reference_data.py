"""Classifications and work calendars from fixtures/, so that a migrated database can be used at once."""

import json

from django.conf import settings
from django.db import migrations


def load(apps, schema_editor):
    term = apps.get_model("casework", "Term")
    rows = json.loads((settings.BASE_DIR / "fixtures" / "classifications.json").read_text(encoding="utf-8"))
    blank = ("parent", "reference", "maps_to")
    term.objects.bulk_create(
        term(position=position, **{key: value or "" if key in blank else value for key, value in row.items()})
        for position, row in enumerate(rows)
    )
    calendar_year = apps.get_model("casework", "CalendarYear")
    for path in sorted((settings.BASE_DIR / "fixtures" / "calendar").glob("*.json")):
        arrangement = json.loads(path.read_text(encoding="utf-8"))
        calendar_year.objects.create(
            year=arrangement["year"],
            region=arrangement.get("region") or "",
            notice_number=arrangement["notice"]["number"] or "",
            arrangement=arrangement,
        )


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
