"""The kinds of the work ledger from fixtures/, which a site may add to from now on.

A site keeps what it has: a kind of the same code stays as it is.
"""

import json

from django.conf import settings
from django.db import migrations


def load(apps, schema_editor):
    kind, quantity, rate = (
        apps.get_model("casework", f"EntryKind{name}") for name in ("", "Quantity", "Rate")
    )
    rows = json.loads((settings.BASE_DIR / "fixtures" / "ledger_kinds.json").read_text(encoding="utf-8"))
    for position, row in enumerate(rows):
        said = {"zh": row["zh"], "en": row["en"], "subjects": row["subjects"], "position": position}
        made, is_new = kind.objects.get_or_create(code=row["code"], defaults=said)
        if not is_new:
            continue
        known = {
            each["code"]: quantity.objects.create(kind=made, position=place, **each)
            for place, each in enumerate(row["quantities"])
        }
        for part, whole in row.get("parts", ()):
            quantity.objects.filter(pk=known[part].pk).update(part_of=known[whole])
        for place, each in enumerate(row["rates"]):
            over, _minus, less = each["numerator"].partition("-")
            rate.objects.create(
                kind=made, code=each["code"], zh=each["zh"], en=each["en"], position=place,
                over=known[over], less=known.get(less), under=known[each["denominator"]],
            )


class Migration(migrations.Migration):
    dependencies = [("casework", "0044_entry_kinds")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
