"""Names are compared without what nobody sees, middle dots and widths: stored so, and the words to find records by anew."""

from importlib import import_module

from django.db import migrations, models

from casework.text.folding import alike, official

LONGEST = 500
LOOKS_OTHERWISE = r"[() \u3000\ufeff\u200b]"


def compare_applicants(apps, schema_editor):
    model = apps.get_model("casework", "Applicant")
    last = 0
    while batch := list(model.objects.filter(pk__gt=last).order_by("pk")[:1000]):
        last = batch[-1].pk
        for applicant in batch:
            applicant.alike = alike(applicant.name)[:LONGEST]
        model.objects.bulk_update(batch, ["alike"])


def spell_organs(apps, schema_editor):
    for model, beside in (("Organ", "parent_id"), ("FormerName", "organ_id")):
        rows = apps.get_model("casework", model).objects
        for row in rows.filter(name__regex=LOOKS_OTHERWISE):
            name = official(row.name)
            taken = rows.filter(**{beside: getattr(row, beside), "name": name}).exclude(pk=row.pk)
            if not taken.exists():
                rows.filter(pk=row.pk).update(name=name)


def words_anew(apps, schema_editor):
    import_module("casework.migrations.0008_search_index").fill(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("casework", "0022_numbers_named_unverified")]

    operations = [
        migrations.AddField(
            model_name="applicant",
            name="alike",
            field=models.CharField(
                blank=True, db_index=True, help_text="The name as names are compared (derived).", max_length=500
            ),
        ),
        migrations.RunPython(compare_applicants, migrations.RunPython.noop),
        migrations.RunPython(spell_organs, migrations.RunPython.noop),
        migrations.RunPython(words_anew, migrations.RunPython.noop),
    ]
