from django.db import migrations, models


def copy_of_cases(apps, schema_editor):
    """Phases so far: how their case came, and whether it is an enterprise's."""
    phases = apps.get_model("casework", "Phase")
    phases.objects.filter(case__channel="internet").update(online=True)
    phases.objects.filter(case__enterprise_related=True).update(enterprise_related=True)


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0029_pinyin_and_telephones'),
    ]

    operations = [
        migrations.AddField(
            model_name='phase',
            name='online',
            field=models.BooleanField(default=False, help_text='网上申请: the application came over the internet.'),
        ),
        migrations.AddField(
            model_name='phase',
            name='enterprise_related',
            field=models.BooleanField(default=False, help_text='涉企.'),
        ),
        migrations.RunPython(copy_of_cases, migrations.RunPython.noop, elidable=True),
    ]
