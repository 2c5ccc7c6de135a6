"""Indexes by which the worklist finds its candidates."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0003_append_only_events'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['on'], name='event_on'),
        ),
        migrations.AddIndex(
            model_name='instance',
            index=models.Index(fields=['ruling_on'], name='instance_ruling'),
        ),
        migrations.AddIndex(
            model_name='mediation',
            index=models.Index(fields=['organ', 'agreement_effective_on'], name='mediation_effective'),
        ),
        migrations.AddIndex(
            model_name='reconsideration',
            index=models.Index(fields=['outcome', 'organ'], name='reconsideration_outcome'),
        ),
    ]
