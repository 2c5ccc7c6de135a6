"""The mark of acts that were done in one go."""

import casework.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0046_cases_as_respondent'),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='batch',
            field=models.UUIDField(editable=False, help_text='The mark of acts that were done in one go.', null=True),
        ),
        migrations.AlterField(
            model_name='submission',
            name='answer',
            field=casework.models.fields.EncryptedTextField(blank=True, default='', help_text='What the program was answered, or which of many records were refused; encrypted.'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('batch__isnull', False)), fields=['batch'], name='event_batch'),
        ),
    ]
