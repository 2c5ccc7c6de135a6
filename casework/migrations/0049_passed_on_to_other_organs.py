"""Where an application was handed over from and passed on to; the channel of what another organ handed over."""

import json

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PASSING = {"referred": "refer", "declined": "decline", "transferred": "transfer_up"}
"""State -> the act that named the other organ."""


def add_channel(apps, schema_editor):
    term = apps.get_model("casework", "Term")
    rows = json.loads((settings.BASE_DIR / "fixtures" / "classifications.json").read_text(encoding="utf-8"))
    for position, row in enumerate(rows):
        if (row["list"], row["code"]) != ("channel", "handed_over"):
            term.objects.filter(list=row["list"], code=row["code"]).update(position=position)
        elif not term.objects.filter(list="channel", zh=row["zh"]).exists():
            said = {key: row[key] or "" for key in ("zh", "en", "parent", "reference", "maps_to")}
            term.objects.get_or_create(list="channel", code="handed_over", defaults={**said, "position": position})


def fill(apps, schema_editor):
    """The organ named by the last act of its kind that was not struck, as corrected since."""
    cases, events = apps.get_model("casework", "Reconsideration"), apps.get_model("casework", "Event")
    organs = set(apps.get_model("casework", "Organ").objects.values_list("pk", flat=True))
    passed = cases.objects.filter(state__in=PASSING, voided_on__isnull=True)
    for pk, state in passed.values_list("pk", "state").iterator():
        organ = _named(events, pk, PASSING[state])
        if organ in organs:
            cases.objects.filter(pk=pk).update(passed_to=organ)


def _named(events, pk, act):
    named, struck = {}, set()
    of_case = events.objects.filter(reconsideration=pk, act__in=[act, "correct", "strike"]).order_by("pk")
    for done, keys in of_case.values_list("act", "keys"):
        if done == act:
            named[f"{act}#{len(named) + 1}"] = keys.get("organ")
        elif done == "strike":
            struck.add(keys.get("target"))
        elif str(keys.get("fact", "")).endswith(".organ"):
            named[str(keys["fact"]).removesuffix(".organ")] = keys.get("value")
    standing = [organ for which, organ in named.items() if which not in struck]
    return standing[-1] if standing else None


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0048_joined_and_registered_together'),
    ]

    operations = [
        migrations.AddField(
            model_name='reconsideration',
            name='handed_over_by',
            field=models.CharField(blank=True, default='', max_length=500),
        ),
        migrations.AddField(
            model_name='reconsideration',
            name='handed_over_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='reconsideration',
            name='passed_to',
            field=models.ForeignKey(blank=True, db_index=False, help_text='移送: the organ that the case or the applicant was passed on to, derived.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.organ'),
        ),
        migrations.AddIndex(
            model_name='reconsideration',
            index=models.Index(condition=models.Q(('passed_to__isnull', False)), fields=['passed_to'], name='reconsideration_passed'),
        ),
        migrations.RunPython(add_channel, migrations.RunPython.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
