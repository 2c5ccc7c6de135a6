"""A day of the state within the period; the tables of a yearly report are kept with its figures."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0019_one_time_passwords'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='annualdraft',
            name='annual_period_runs',
        ),
        migrations.RemoveConstraint(
            model_name='sealedreport',
            name='report_period_runs',
        ),
        migrations.AddField(
            model_name='annualdraft',
            name='tables',
            field=models.JSONField(help_text='The tables as they were taken with the figures.', null=True),
        ),
        migrations.AlterField(
            model_name='annualdraft',
            name='as_of',
            field=models.DateField(help_text='Day of the state, the first day or later.'),
        ),
        migrations.AlterField(
            model_name='sealedreport',
            name='as_of',
            field=models.DateField(help_text='Day of the state, the first day or later.'),
        ),
        migrations.AddConstraint(
            model_name='annualdraft',
            constraint=models.CheckConstraint(condition=models.Q(('as_of__gte', models.F('period_from')), ('period_to__gte', models.F('period_from'))), name='annual_period_runs'),
        ),
        migrations.AddConstraint(
            model_name='sealedreport',
            constraint=models.CheckConstraint(condition=models.Q(('as_of__gte', models.F('period_from')), ('period_to__gte', models.F('period_from'))), name='report_period_runs'),
        ),
    ]
