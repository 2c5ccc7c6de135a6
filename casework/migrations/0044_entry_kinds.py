
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0043_parties_and_texts'),
    ]

    operations = [
        migrations.AlterField(
            model_name='ledgerentry',
            name='entry_kind',
            field=models.CharField(help_text='The code of an EntryKind.', max_length=48),
        ),
        migrations.CreateModel(
            name='EntryKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(help_text='The stable code.', max_length=48, unique=True)),
                ('zh', models.CharField(help_text='The Chinese label.', max_length=60, unique=True)),
                ('en', models.CharField(help_text='The English label.', max_length=160)),
                ('single', models.BooleanField(default=False, help_text='Whether an entry is one thing: its only quantity is 1, and nobody is asked for it.')),
                ('subjects', models.JSONField(default=list, help_text='Codes of what entries are about, where they are chosen.')),
                ('valid_from', models.DateField(blank=True, help_text='First day of an entry; empty: no bound.', null=True)),
                ('valid_to', models.DateField(blank=True, help_text='Last day of an entry; empty: still in use.', null=True)),
                ('position', models.PositiveIntegerField(help_text='Its place in the ledger.')),
            ],
            options={
                'ordering': ('position', 'id'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('zh', ''), _negated=True), models.Q(('en', ''), _negated=True)), name='entry_kind_has_a_name'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_from__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='entry_kind_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='EntryKindChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text="The database's clock.")),
                ('before', models.JSONField(help_text='What it was; none where it is new.', null=True)),
                ('after', models.JSONField(help_text='What it is since.')),
                ('kind', models.ForeignKey(help_text='The kind.', on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='casework.entrykind')),
                ('person', models.ForeignKey(help_text='Who changed it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='EntryKindQuantity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(help_text='The stable code.', max_length=32)),
                ('zh', models.CharField(help_text='The Chinese label.', max_length=60)),
                ('en', models.CharField(help_text='The English label.', max_length=160)),
                ('unit', models.CharField(help_text='The unit, an English word.', max_length=48)),
                ('unit_zh', models.CharField(help_text='The Chinese word of the unit.', max_length=20)),
                ('decimals', models.PositiveSmallIntegerField(default=0, help_text='Decimals that a value may have.')),
                ('adds_up', models.CharField(help_text='sum, last, distinct or mean.', max_length=8)),
                ('position', models.PositiveIntegerField(help_text='Its place in the kind.')),
                ('kind', models.ForeignKey(help_text='The kind.', on_delete=django.db.models.deletion.PROTECT, related_name='quantities', to='casework.entrykind')),
                ('part_of', models.ForeignKey(help_text='The quantity that it is never larger than.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.entrykindquantity')),
            ],
            options={
                'ordering': ('kind', 'position'),
            },
        ),
        migrations.CreateModel(
            name='EntryKindRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(help_text='The stable code.', max_length=32)),
                ('zh', models.CharField(help_text='The Chinese label.', max_length=60)),
                ('en', models.CharField(help_text='The English label.', max_length=160)),
                ('position', models.PositiveIntegerField(help_text='Its place in the kind.')),
                ('kind', models.ForeignKey(help_text='The kind.', on_delete=django.db.models.deletion.PROTECT, related_name='rates', to='casework.entrykind')),
                ('less', models.ForeignKey(help_text='What is taken from it before.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.entrykindquantity')),
                ('over', models.ForeignKey(help_text='What is divided.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.entrykindquantity')),
                ('under', models.ForeignKey(help_text='What it is divided by.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.entrykindquantity')),
            ],
            options={
                'ordering': ('kind', 'position'),
            },
        ),
        migrations.AddConstraint(
            model_name='entrykindquantity',
            constraint=models.UniqueConstraint(fields=('kind', 'code'), name='quantity_once_in_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='entrykindquantity',
            constraint=models.CheckConstraint(condition=models.Q(('adds_up__in', ('sum', 'last', 'distinct', 'mean'))), name='quantity_adds_up'),
        ),
        migrations.AddConstraint(
            model_name='entrykindquantity',
            constraint=models.CheckConstraint(condition=models.Q(('decimals__lte', 4)), name='quantity_decimals'),
        ),
        migrations.AddConstraint(
            model_name='entrykindquantity',
            constraint=models.CheckConstraint(condition=models.Q(('part_of', models.F('id')), _negated=True), name='quantity_no_part_of_itself'),
        ),
        migrations.AddConstraint(
            model_name='entrykindrate',
            constraint=models.UniqueConstraint(fields=('kind', 'code'), name='rate_once_in_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='entrykindrate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('over', models.F('under')), _negated=True), ('less__isnull', False), _connector='OR'), models.Q(('less__isnull', True), models.Q(('over', models.F('less')), _negated=True), _connector='OR')), name='rate_of_two_quantities'),
        ),
    ]
