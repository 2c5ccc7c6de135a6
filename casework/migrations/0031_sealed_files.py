"""The files that are kept with a sealed report."""

import casework.models.desk
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0030_rates_of_receipt'),
    ]

    operations = [
        migrations.CreateModel(
            name='SealedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(help_text='docx, pdf or xlsx.', max_length=8)),
                ('size', models.PositiveBigIntegerField(help_text='In bytes.')),
                ('checksum', models.CharField(help_text='SHA-256 of the bytes.', max_length=64)),
                ('file', models.FileField(help_text='Where it lies.', max_length=200, storage=casework.models.desk.attachments, upload_to='')),
                ('report', models.ForeignKey(help_text='The report it is of.', on_delete=django.db.models.deletion.CASCADE, related_name='files', to='casework.sealedreport')),
            ],
            options={
                'ordering': ('form',),
                'constraints': [models.UniqueConstraint(fields=('report', 'form'), name='sealed_file_once')],
            },
        ),
    ]
