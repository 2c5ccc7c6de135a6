"""The kind `other` of mediation bodies, for a body whose name does not tell it."""

from django.db import migrations


def add(apps, schema_editor):
    term = apps.get_model("casework", "Term")
    kinds = term.objects.filter(list="body_kind")
    last = kinds.order_by("-position").first()
    if not kinds.filter(code="other").exists():
        term.objects.create(list="body_kind", code="other", zh="其他", en="other", position=last.position if last else 0)


class Migration(migrations.Migration):
    dependencies = [("casework", "0016_answers_to_programs")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
