"""Drafts of yearly reports."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0013_rollup'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnnualDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subtree', models.BooleanField(default=False, help_text='With all organs below it.')),
                ('period_from', models.DateField(help_text='First day of the period.')),
                ('period_to', models.DateField(help_text='Last day of the period.')),
                ('as_of', models.DateField(help_text='Day of the state, the last day or later.')),
                ('edition', models.CharField(help_text='The standard text that it began with.', max_length=16)),
                ('texts', models.JSONField(blank=True, default=dict, help_text='Headings and texts that were written anew.')),
                ('styles', models.JSONField(blank=True, default=dict, help_text='How figures are printed, where chosen.')),
                ('zeros', models.JSONField(blank=True, default=list, help_text='Blocks that print categories of no case.')),
                ('figures', models.JSONField(help_text='The figures as taken, each with its day.')),
                ('definitions', models.CharField(help_text='Version of the definitions that all were taken by.', max_length=16)),
                ('version', models.PositiveIntegerField(default=1, help_text='1, and one more with every change.')),
                ('changed_at', models.DateTimeField(help_text='When it was last changed.')),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organ', models.ForeignKey(help_text='The organ that reports.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.organ')),
            ],
            options={
                'ordering': ('-id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('as_of__gte', models.F('period_to')), ('period_to__gte', models.F('period_from'))), name='annual_period_runs'), models.UniqueConstraint(fields=('organ', 'subtree', 'period_from', 'period_to', 'as_of'), name='annual_once')],
            },
        ),
    ]
