"""被复议案件: the cases in which the organ is the respondent."""

import casework.models.fields
import datetime
import django.db.models.deletion
from django.db import migrations, models


TABLE = "casework_respondentcase"
# the index of words, as 0008_search_index made it for the kinds of record before
STATEMENTS = {
    "sqlite": (
        [
            f"""CREATE VIRTUAL TABLE {TABLE}_search USING fts5(
                  search_text, search_guarded, content='{TABLE}', content_rowid='id', tokenize='ascii', detail=none)""",
        ],
        [
            *(f"DROP TRIGGER IF EXISTS {TABLE}_search_{what}" for what in ("delete", "update", "insert")),
            f"DROP TABLE {TABLE}_search",
        ],
    ),
    "postgresql": (
        [
            f"""CREATE INDEX {TABLE}_search ON {TABLE} USING gin ((
                  string_to_array(btrim(search_text), ' ') || string_to_array(btrim(search_guarded), ' ')))""",
        ],
        [f"DROP INDEX {TABLE}_search"],
    ),
}


def run(which):
    def statements(_apps, schema_editor):
        for statement in STATEMENTS[schema_editor.connection.vendor][which]:
            schema_editor.execute(statement)

    return statements


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0045_kinds_of_the_ledger'),
    ]

    operations = [
        migrations.CreateModel(
            name='RespondentCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(blank=True, help_text='The number, given by the pattern of the organ.', max_length=200)),
                ('state', models.CharField(help_text='Derived.', max_length=20)),
                ('version', models.PositiveIntegerField(default=0, help_text='Raised by one with every act.')),
                ('received_on', models.DateField()),
                ('voided_on', models.DateField(blank=True, help_text='The day on which it was voided; it then counts nowhere.', null=True)),
                ('search_text', models.TextField(blank=True, default='', editable=False, help_text='Numbers and open words as tokens for finding (derived).')),
                ('search_guarded', models.TextField(blank=True, default='', editable=False, help_text='Names as tokens, for those who may read names (derived).')),
                ('deciding_organ', models.CharField(max_length=200)),
                ('deciding_number', models.CharField(blank=True, max_length=200)),
                ('applicant', models.CharField(max_length=500)),
                ('applicant_kind', casework.models.fields.CodeField(blank=True, default='', max_length=32)),
                ('act_number', models.CharField(blank=True, max_length=200)),
                ('matter', casework.models.fields.CodeField(blank=True, default='', max_length=32)),
                ('matter_child', casework.models.fields.CodeField(blank=True, default='', max_length=32)),
                ('field', casework.models.fields.CodeField(blank=True, default='', max_length=32)),
                ('field_child', casework.models.fields.CodeField(blank=True, default='', max_length=32)),
                ('procedure', casework.models.fields.CodeField(blank=True, default='', max_length=32)),
                ('replied_on', models.DateField(blank=True, null=True)),
                ('concluded_on', models.DateField(default=datetime.date(9999, 12, 31))),
                ('outcome', casework.models.fields.CodeField(blank=True, default='', max_length=32)),
                ('document_number', models.CharField(blank=True, max_length=200)),
                ('decision_received_on', models.DateField(blank=True, null=True)),
                ('opinion_received_on', models.DateField(blank=True, null=True)),
                ('opinion_answered_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ('-received_on', '-id'),
            },
        ),
        migrations.RemoveConstraint(
            model_name='attachment',
            name='attachment_of_one_record',
        ),
        migrations.RemoveConstraint(
            model_name='event',
            name='event_of_one_record',
        ),
        migrations.RemoveConstraint(
            model_name='note',
            name='note_of_one_record',
        ),
        migrations.RemoveConstraint(
            model_name='participant',
            name='participant_of_one_record',
        ),
        migrations.RemoveConstraint(
            model_name='plan',
            name='plan_of_one_record',
        ),
        migrations.RemoveConstraint(
            model_name='writing',
            name='writing_of_one_record',
        ),
        migrations.AddField(
            model_name='respondentcase',
            name='organ',
            field=models.ForeignKey(help_text='The organ that keeps the record.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.organ'),
        ),
        migrations.AddField(
            model_name='respondentcase',
            name='respondent',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.organ'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='respondent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.respondentcase'),
        ),
        migrations.AddField(
            model_name='event',
            name='respondent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='casework.respondentcase'),
        ),
        migrations.AddField(
            model_name='note',
            name='respondent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.respondentcase'),
        ),
        migrations.AddField(
            model_name='participant',
            name='respondent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='casework.respondentcase'),
        ),
        migrations.AddField(
            model_name='plan',
            name='respondent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='casework.respondentcase'),
        ),
        migrations.AddField(
            model_name='writing',
            name='respondent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='casework.respondentcase'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ledger', None), ('litigation', None), ('mediation', None), ('reconsideration__isnull', False), ('respondent', None)), models.Q(('ledger', None), ('litigation__isnull', False), ('mediation', None), ('reconsideration', None), ('respondent', None)), models.Q(('ledger', None), ('litigation', None), ('mediation__isnull', False), ('reconsideration', None), ('respondent', None)), models.Q(('ledger__isnull', False), ('litigation', None), ('mediation', None), ('reconsideration', None), ('respondent', None)), models.Q(('ledger', None), ('litigation', None), ('mediation', None), ('reconsideration', None), ('respondent__isnull', False)), _connector='OR'), name='attachment_of_one_record'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ledger', None), ('litigation', None), ('mediation', None), ('reconsideration__isnull', False), ('respondent', None)), models.Q(('ledger', None), ('litigation__isnull', False), ('mediation', None), ('reconsideration', None), ('respondent', None)), models.Q(('ledger', None), ('litigation', None), ('mediation__isnull', False), ('reconsideration', None), ('respondent', None)), models.Q(('ledger__isnull', False), ('litigation', None), ('mediation', None), ('reconsideration', None), ('respondent', None)), models.Q(('ledger', None), ('litigation', None), ('mediation', None), ('reconsideration', None), ('respondent__isnull', False)), _connector='OR'), name='event_of_one_record'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('respondent', 'version'), name='respondent_version_once'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ledger', None), ('litigation', None), ('mediation', None), ('reconsideration__isnull', False), ('respondent', None)), models.Q(('ledger', None), ('litigation__isnull', False), ('mediation', None), ('reconsideration', None), ('respondent', None)), models.Q(('ledger', None), ('litigation', None), ('mediation__isnull', False), ('reconsideration', None), ('respondent', None)), models.Q(('ledger__isnull', False), ('litigation', None), ('mediation', None), ('reconsideration', None), ('respondent', None)), models.Q(('ledger', None), ('litigation', None), ('mediation', None), ('reconsideration', None), ('respondent__isnull', False)), _connector='OR'), name='note_of_one_record'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('litigation', None), ('mediation', None), ('reconsideration__isnull', False), ('respondent', None)), models.Q(('litigation__isnull', False), ('mediation', None), ('reconsideration', None), ('respondent', None)), models.Q(('litigation', None), ('mediation__isnull', False), ('reconsideration', None), ('respondent', None)), models.Q(('litigation', None), ('mediation', None), ('reconsideration', None), ('respondent__isnull', False)), _connector='OR'), name='participant_of_one_record'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(fields=('respondent', 'position'), name='respondent_participant_position'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('litigation', None), ('mediation', None), ('reconsideration__isnull', False), ('respondent', None)), models.Q(('litigation__isnull', False), ('mediation', None), ('reconsideration', None), ('respondent', None)), models.Q(('litigation', None), ('mediation__isnull', False), ('reconsideration', None), ('respondent', None)), models.Q(('litigation', None), ('mediation', None), ('reconsideration', None), ('respondent__isnull', False)), _connector='OR'), name='plan_of_one_record'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(fields=('respondent', 'position'), name='respondent_plan_position'),
        ),
        migrations.AddConstraint(
            model_name='writing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('litigation', None), ('mediation', None), ('reconsideration__isnull', False), ('respondent', None)), models.Q(('litigation__isnull', False), ('mediation', None), ('reconsideration', None), ('respondent', None)), models.Q(('litigation', None), ('mediation__isnull', False), ('reconsideration', None), ('respondent', None)), models.Q(('litigation', None), ('mediation', None), ('reconsideration', None), ('respondent__isnull', False)), _connector='OR'), name='writing_of_one_record'),
        ),
        migrations.AddConstraint(
            model_name='writing',
            constraint=models.UniqueConstraint(fields=('respondent', 'position'), name='respondent_writing_position'),
        ),
        migrations.AddIndex(
            model_name='respondentcase',
            index=models.Index(fields=['organ', 'concluded_on', 'received_on'], name='respondent_scan'),
        ),
        migrations.AddIndex(
            model_name='respondentcase',
            index=models.Index(fields=['respondent', 'concluded_on'], name='respondent_of'),
        ),
        migrations.AddIndex(
            model_name='respondentcase',
            index=models.Index(condition=models.Q(('voided_on__isnull', True)), fields=['organ', '-received_on', '-id'], name='respondent_list'),
        ),
        migrations.AddIndex(
            model_name='respondentcase',
            index=models.Index(condition=models.Q(('voided_on__isnull', True)), fields=['-received_on', '-id'], name='respondent_newest'),
        ),
        migrations.AddIndex(
            model_name='respondentcase',
            index=models.Index(condition=models.Q(('voided_on__isnull', False)), fields=['voided_on'], name='respondent_void'),
        ),
        migrations.AddConstraint(
            model_name='respondentcase',
            constraint=models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('organ', 'number'), name='respondent_number_once'),
        ),
        migrations.AddConstraint(
            model_name='respondentcase',
            constraint=models.CheckConstraint(condition=models.Q(('concluded_on__gte', models.F('received_on'))), name='respondent_ends_after_receipt'),
        ),
        migrations.AddConstraint(
            model_name='respondentcase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('concluded_on', datetime.date(9999, 12, 31)), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), models.Q(('concluded_on', datetime.date(9999, 12, 31)), _negated=True)), _connector='OR'), name='respondent_ends_with_an_outcome'),
        ),
        migrations.RunPython(run(0), run(1)),
    ]
