"""Sealed reports; the database itself refuses to change or delete one that is confirmed (casework/triggers.py)."""

import casework.models.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0009_list_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='SealedReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subtree', models.BooleanField(default=False, help_text='With all organs below it.')),
                ('period_from', models.DateField(help_text='First day of the period.')),
                ('period_to', models.DateField(help_text='Last day of the period.')),
                ('as_of', models.DateField(help_text='Day of the state, the last day or later.')),
                ('basis', models.CharField(blank=True, help_text="Basis of counting; empty: each table's own.", max_length=16)),
                ('definitions', models.CharField(blank=True, help_text='Version of the definitions that it counts by.', max_length=16)),
                ('state', casework.models.fields.CodeField(blank=True, default='draft', help_text='How far it is:', max_length=32)),
                ('version', models.PositiveIntegerField(default=1, help_text='1, and one more with every restatement.')),
                ('reason', models.TextField(blank=True, help_text='Why it was restated.')),
                ('content', models.BinaryField(help_text='What is sealed: canonical JSON, compressed (zlib).', null=True)),
                ('checksum', models.CharField(blank=True, help_text='SHA-256 over the canonical JSON.', max_length=64)),
                ('sealed_at', models.DateTimeField(help_text='When it was sealed.', null=True)),
                ('confirmed_at', models.DateTimeField(help_text='When it was confirmed.', null=True)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organ', models.ForeignKey(help_text='The organ that publishes.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.organ')),
                ('predecessor', models.OneToOneField(help_text='What it restates.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successor', to='casework.sealedreport')),
                ('sealed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('as_of__gte', models.F('period_to')), ('period_to__gte', models.F('period_from'))), name='report_period_runs'), models.CheckConstraint(condition=models.Q(models.Q(('checksum', ''), ('content', None), ('sealed_at', None), ('sealed_by', None), ('state', 'draft')), models.Q(('content__isnull', False), ('sealed_at__isnull', False), ('sealed_by__isnull', False), models.Q(('state', 'draft'), _negated=True), models.Q(('checksum', ''), _negated=True)), _connector='OR'), name='report_sealed_whole'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), ('state', 'confirmed'), models.Q(('confirmed_by', models.F('sealed_by')), _negated=True)), models.Q(('confirmed_at', None), ('confirmed_by', None), models.Q(('state', 'confirmed'), _negated=True)), _connector='OR'), name='report_confirmed_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('predecessor', None), ('version', 1)), models.Q(('predecessor__isnull', False), ('version__gt', 1), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='report_restated_with_reason'), models.UniqueConstraint(condition=models.Q(('predecessor', None)), fields=('organ', 'subtree', 'period_from', 'period_to', 'as_of', 'basis'), name='report_asked_once')],
            },
        ),
    ]
