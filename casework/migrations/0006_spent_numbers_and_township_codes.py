"""Numbers that gave way to another stay used; townships have codes of nine digits."""

import django.db.models.deletion
from django.db import migrations, models


def spend(apps, schema_editor):
    """The numbers that gave way before: each event tells the number before and after."""
    spent = apps.get_model("casework", "SpentNumber")
    events = apps.get_model("casework", "Event").objects.filter(
        reconsideration__isnull=False, act__in=("accept", "correct"), changes__has_key="number"
    )
    for event in events.select_related("reconsideration").order_by("pk").iterator():
        before = event.changes["number"][0]
        if before:
            spent.objects.get_or_create(
                organ_id=event.reconsideration.organ_id,
                kind="reconsideration",
                number=before,
                defaults={"record": event.reconsideration_id},
            )


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0005_desk"),
    ]

    operations = [
        migrations.AlterField(
            model_name="organ",
            name="division_code",
            field=models.CharField(
                blank=True,
                help_text="GB/T 2260, nine digits for a township (GB/T 10114); of the people's government alone.",
                max_length=9,
                null=True,
                unique=True,
            ),
        ),
        migrations.CreateModel(
            name="SpentNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(help_text="The kind of number: a kind of record.", max_length=32)),
                ("number", models.CharField(help_text="The number that was given up.", max_length=200)),
                (
                    "record",
                    models.PositiveBigIntegerField(
                        help_text="The id of the record that bore it, and may bear it again."
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.organ"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organ", "kind", "number"), name="number_spent_once")],
            },
        ),
        migrations.RunPython(spend, migrations.RunPython.noop),
    ]
