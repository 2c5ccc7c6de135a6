import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def link_taken_over(apps, schema_editor):
    """Cases taken over so far: their phases name the record that they came from."""
    cases, phases = apps.get_model("casework", "Reconsideration"), apps.get_model("casework", "Phase")
    source = cases.objects.filter(pk=OuterRef("case")).values("taken_from")
    phases.objects.filter(began_by="taken_over").update(came_from=Subquery(source))


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0026_facts_to_list_and_filter'),
    ]

    operations = [
        migrations.AddField(
            model_name='reconsideration',
            name='referred_from',
            field=models.ForeignKey(blank=True, help_text='告知、转送: the record of the organ that referred the application here.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.reconsideration'),
        ),
        migrations.AddField(
            model_name='phase',
            name='came_from',
            field=models.ForeignKey(blank=True, db_index=False, help_text='The record of another organ that the case was taken over or referred from.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.reconsideration'),
        ),
        migrations.AddConstraint(
            model_name='reconsideration',
            constraint=models.UniqueConstraint(condition=models.Q(('voided_on__isnull', True)), fields=('referred_from',), name='referred_once'),
        ),
        migrations.RunPython(link_taken_over, migrations.RunPython.noop, elidable=True),
    ]
