"""Who takes part in disputes and mediations, and the texts of records, found by their words."""

import casework.models.fields
import django.db.models.deletion
from django.db import migrations, models


TABLE = "casework_writing"
SQLITE = (
    f"""CREATE VIRTUAL TABLE {TABLE}_search USING fts5(
         search_text, search_guarded, content='{TABLE}', content_rowid='id', tokenize='ascii', detail=none)""",
    f"DROP TABLE {TABLE}_search",
)
POSTGRESQL = (
    f"""CREATE INDEX {TABLE}_search ON {TABLE} USING gin ((
         string_to_array(btrim(search_text), ' ') || string_to_array(btrim(search_guarded), ' ')))""",
    f"DROP INDEX {TABLE}_search",
)


def run(which):
    def statement(apps, schema_editor):
        statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
        schema_editor.execute(statements[which])

    return statement


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0042_plans_of_every_day'),
    ]

    operations = [
        migrations.AddField(
            model_name='appearance',
            name='appeared',
            field=models.CharField(blank=True, default='', max_length=500),
        ),
        migrations.AddField(
            model_name='appearance',
            name='post',
            field=models.CharField(blank=True, default='', max_length=500),
        ),
        migrations.AddField(
            model_name='hearing',
            name='at',
            field=models.TimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='hearing',
            name='panel',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='hearing',
            name='room',
            field=models.CharField(blank=True, default='', max_length=500),
        ),
        migrations.AddField(
            model_name='litigation',
            name='compensation_claimed',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='litigation',
            name='field',
            field=casework.models.fields.CodeField(blank=True, default='', max_length=32),
        ),
        migrations.AddField(
            model_name='litigation',
            name='field_child',
            field=casework.models.fields.CodeField(blank=True, default='', max_length=32),
        ),
        migrations.AddField(
            model_name='litigation',
            name='handlers',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='litigation',
            name='lawyers',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='mediation',
            name='agreement_number',
            field=models.CharField(blank=True, default='', max_length=500),
        ),
        migrations.AddField(
            model_name='mediation',
            name='mediators',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='mediation',
            name='place',
            field=models.CharField(blank=True, default='', max_length=500),
        ),
        migrations.AddField(
            model_name='mediation',
            name='satisfied',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='mediation',
            name='visited_by',
            field=models.CharField(blank=True, default='', max_length=500),
        ),
        migrations.AddField(
            model_name='mediation',
            name='visited_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='reconsideration',
            name='shelf',
            field=models.CharField(blank=True, default='', max_length=500),
        ),
        migrations.AddField(
            model_name='respondent',
            name='agent',
            field=models.CharField(blank=True, default='', max_length=500),
        ),
        migrations.AddField(
            model_name='respondent',
            name='answer',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='respondent',
            name='representative',
            field=models.CharField(blank=True, default='', max_length=500),
        ),
        migrations.AlterField(
            model_name='plan',
            name='litigation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='casework.litigation'),
        ),
        migrations.AlterField(
            model_name='plan',
            name='mediation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='casework.mediation'),
        ),
        migrations.AlterField(
            model_name='plan',
            name='position',
            field=models.PositiveSmallIntegerField(help_text='Its place among those of the record.'),
        ),
        migrations.AlterField(
            model_name='plan',
            name='reconsideration',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='casework.reconsideration'),
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', casework.models.fields.CodeField(blank=True, default='', help_text='The kind of record.', max_length=32)),
                ('position', models.PositiveSmallIntegerField(help_text='Its place among those of the record.')),
                ('role', models.CharField(help_text='plaintiff, third_party or party.', max_length=16)),
                ('party_kind', casework.models.fields.CodeField(blank=True, default='', help_text='申请人类型 (list applicant_kind).', max_length=32)),
                ('name', models.CharField(help_text='姓名或名称; masked for roles that may not see it.', max_length=500)),
                ('alike', models.CharField(blank=True, db_index=True, help_text='The name as names are compared (derived).', max_length=500)),
                ('count', models.PositiveIntegerField(default=1, help_text='How many persons act under this name.')),
                ('telephone', casework.models.fields.EncryptedTextField(blank=True, default='', help_text='电话, encrypted.')),
                ('telephone_index', models.CharField(blank=True, db_index=True, help_text='Keyed index of the telephone, for exact search.', max_length=64)),
                ('litigation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='casework.litigation')),
                ('mediation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='casework.mediation')),
                ('organ', models.ForeignKey(help_text='The organ that keeps the record.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.organ')),
                ('reconsideration', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='casework.reconsideration')),
            ],
            options={
                'ordering': ('position',),
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('litigation', None), ('mediation', None), ('reconsideration__isnull', False)), models.Q(('litigation__isnull', False), ('mediation', None), ('reconsideration', None)), models.Q(('litigation', None), ('mediation__isnull', False), ('reconsideration', None)), _connector='OR'), name='participant_of_one_record'), models.UniqueConstraint(fields=('reconsideration', 'position'), name='reconsideration_participant_position'), models.UniqueConstraint(fields=('litigation', 'position'), name='litigation_participant_position'), models.UniqueConstraint(fields=('mediation', 'position'), name='mediation_participant_position')],
            },
        ),
        migrations.CreateModel(
            name='Writing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', casework.models.fields.CodeField(blank=True, default='', help_text='The kind of record.', max_length=32)),
                ('position', models.PositiveSmallIntegerField(help_text='Its place among those of the record.')),
                ('name', models.CharField(help_text='The key of the act that brought it.', max_length=32)),
                ('content', models.TextField(help_text='The text; masked for who may not read names.')),
                ('search_text', models.TextField(blank=True, default='', editable=False, help_text='Empty: no text is open to all.')),
                ('search_guarded', models.TextField(blank=True, default='', editable=False, help_text='Its words, for those who may read names (derived).')),
                ('litigation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='casework.litigation')),
                ('mediation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='casework.mediation')),
                ('organ', models.ForeignKey(help_text='The organ that keeps the record.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.organ')),
                ('reconsideration', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='casework.reconsideration')),
            ],
            options={
                'ordering': ('position',),
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('litigation', None), ('mediation', None), ('reconsideration__isnull', False)), models.Q(('litigation__isnull', False), ('mediation', None), ('reconsideration', None)), models.Q(('litigation', None), ('mediation__isnull', False), ('reconsideration', None)), _connector='OR'), name='writing_of_one_record'), models.UniqueConstraint(fields=('reconsideration', 'position'), name='reconsideration_writing_position'), models.UniqueConstraint(fields=('litigation', 'position'), name='litigation_writing_position'), models.UniqueConstraint(fields=('mediation', 'position'), name='mediation_writing_position')],
            },
        ),
        migrations.RunPython(run(0), run(1)),
    ]
