import casework.models.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0035_staff'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='calendaryear',
            options={'ordering': ('year', 'region'), 'verbose_name': 'work calendar', 'verbose_name_plural': 'work calendars'},
        ),
        migrations.AlterModelOptions(
            name='formername',
            options={'ordering': ('organ', 'until'), 'verbose_name': 'former name', 'verbose_name_plural': 'former names'},
        ),
        migrations.AlterModelOptions(
            name='mediationbody',
            options={'ordering': ('organ', 'name'), 'verbose_name': 'mediation body', 'verbose_name_plural': 'mediation bodies'},
        ),
        migrations.AlterModelOptions(
            name='membership',
            options={'ordering': ('person', 'organ', 'role'), 'verbose_name': 'membership', 'verbose_name_plural': 'memberships'},
        ),
        migrations.AlterModelOptions(
            name='organ',
            options={'ordering': ('path',), 'verbose_name': 'organ', 'verbose_name_plural': 'organs'},
        ),
        migrations.AlterModelOptions(
            name='person',
            options={'verbose_name': 'person', 'verbose_name_plural': 'persons'},
        ),
        migrations.AlterModelOptions(
            name='population',
            options={'ordering': ('organ', 'year'), 'verbose_name': 'number of inhabitants', 'verbose_name_plural': 'numbers of inhabitants'},
        ),
        migrations.AlterModelOptions(
            name='staff',
            options={'ordering': ('organ', 'name'), 'verbose_name': 'member of staff', 'verbose_name_plural': 'staff'},
        ),
        migrations.AlterModelOptions(
            name='term',
            options={'ordering': ('list', 'position'), 'verbose_name': 'term', 'verbose_name_plural': 'terms'},
        ),
        migrations.AlterField(
            model_name='calendaryear',
            name='arrangement',
            field=models.JSONField(help_text='Holidays and make-up workdays in the form of `load_calendar`.', verbose_name='arrangement'),
        ),
        migrations.AlterField(
            model_name='calendaryear',
            name='notice_number',
            field=models.CharField(blank=True, help_text='The number of the notice.', max_length=120, verbose_name='number of the notice'),
        ),
        migrations.AlterField(
            model_name='calendaryear',
            name='region',
            field=models.CharField(blank=True, help_text='Division code of a region; empty: the nation.', max_length=6, verbose_name='region'),
        ),
        migrations.AlterField(
            model_name='calendaryear',
            name='year',
            field=models.PositiveSmallIntegerField(help_text='The year.', verbose_name='year'),
        ),
        migrations.AlterField(
            model_name='formername',
            name='name',
            field=models.CharField(help_text='The former full name.', max_length=120, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='formername',
            name='until',
            field=models.DateField(blank=True, help_text='The last day on which it was borne.', null=True, verbose_name='borne until'),
        ),
        migrations.AlterField(
            model_name='mediationbody',
            name='body_kind',
            field=casework.models.fields.CodeField(blank=True, default='', help_text='调解组织类别 (list body_kind).', max_length=32, verbose_name='kind of body'),
        ),
        migrations.AlterField(
            model_name='mediationbody',
            name='name',
            field=models.CharField(help_text='Its full name.', max_length=120, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='mediationbody',
            name='organ',
            field=models.ForeignKey(help_text='The organ that reports its cases.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.organ', verbose_name='organ'),
        ),
        migrations.AlterField(
            model_name='mediationbody',
            name='valid_from',
            field=models.DateField(blank=True, help_text='First day on which it mediates.', null=True, verbose_name='valid from'),
        ),
        migrations.AlterField(
            model_name='mediationbody',
            name='valid_to',
            field=models.DateField(blank=True, help_text='Last day on which it mediates.', null=True, verbose_name='valid to'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='organ',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='casework.organ', verbose_name='organ'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='role',
            field=casework.models.fields.CodeField(blank=True, default='', help_text='clerk, supervisor, approver, report_team, auditor, administrator.', max_length=32, verbose_name='role'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='valid_from',
            field=models.DateField(blank=True, help_text='First day; empty: from the beginning.', null=True, verbose_name='valid from'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='valid_to',
            field=models.DateField(blank=True, help_text='Last day; empty: still held.', null=True, verbose_name='valid to'),
        ),
        migrations.AlterField(
            model_name='organ',
            name='division_code',
            field=models.CharField(blank=True, help_text="GB/T 2260, nine digits for a township (GB/T 10114); of the people's government alone.", max_length=9, null=True, unique=True, verbose_name='division code'),
        ),
        migrations.AlterField(
            model_name='organ',
            name='kind',
            field=casework.models.fields.CodeField(blank=True, default='', help_text='government, department, street_office, agency, court …', max_length=32, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='organ',
            name='level',
            field=casework.models.fields.CodeField(blank=True, default='', help_text='nation, province, city, county or township.', max_length=32, verbose_name='level'),
        ),
        migrations.AlterField(
            model_name='organ',
            name='name',
            field=models.CharField(help_text='The present full name.', max_length=120, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='organ',
            name='number_at',
            field=models.CharField(default='register', help_text='The act at which a case number is given: register or accept.', max_length=10, verbose_name='numbers given at'),
        ),
        migrations.AlterField(
            model_name='organ',
            name='parent',
            field=models.ForeignKey(blank=True, help_text='The organ above it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='casework.organ', verbose_name='organ above'),
        ),
        migrations.AlterField(
            model_name='organ',
            name='word',
            field=models.CharField(blank=True, help_text="The organ's word in its case numbers.", max_length=20, verbose_name='word in numbers'),
        ),
        migrations.AlterField(
            model_name='person',
            name='is_demo',
            field=models.BooleanField(default=False, help_text='A demo user with a known password; never in the open.', verbose_name='demo user'),
        ),
        migrations.AlterField(
            model_name='population',
            name='inhabitants',
            field=models.PositiveIntegerField(help_text='Permanent residents, in persons.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='inhabitants'),
        ),
        migrations.AlterField(
            model_name='population',
            name='source',
            field=models.CharField(blank=True, help_text='Where it was published, for example in the statistical communiqué.', max_length=200, verbose_name='published in'),
        ),
        migrations.AlterField(
            model_name='population',
            name='year',
            field=models.PositiveSmallIntegerField(help_text='The year that it was published for.', validators=[django.core.validators.MinValueValidator(1949), django.core.validators.MaxValueValidator(2100)], verbose_name='year'),
        ),
        migrations.AlterField(
            model_name='staff',
            name='name',
            field=models.CharField(help_text='姓名.', max_length=60, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='staff',
            name='organ',
            field=models.ForeignKey(help_text='The organ.', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.organ', verbose_name='organ'),
        ),
        migrations.AlterField(
            model_name='staff',
            name='post',
            field=models.CharField(blank=True, help_text='职务.', max_length=60, verbose_name='post'),
        ),
        migrations.AlterField(
            model_name='staff',
            name='qualification',
            field=models.CharField(blank=True, help_text='Number of the certificate for reconsideration or for enforcement.', max_length=60, verbose_name='qualification'),
        ),
        migrations.AlterField(
            model_name='staff',
            name='valid_from',
            field=models.DateField(blank=True, help_text='First day; empty: from the beginning.', null=True, verbose_name='valid from'),
        ),
        migrations.AlterField(
            model_name='staff',
            name='valid_to',
            field=models.DateField(blank=True, help_text='Last day; empty: still there.', null=True, verbose_name='valid to'),
        ),
        migrations.AlterField(
            model_name='term',
            name='code',
            field=models.CharField(help_text='The stable code.', max_length=48, verbose_name='code'),
        ),
        migrations.AlterField(
            model_name='term',
            name='en',
            field=models.CharField(help_text='The English label.', max_length=160, verbose_name='English label'),
        ),
        migrations.AlterField(
            model_name='term',
            name='list',
            field=models.CharField(help_text='The list that the code belongs to.', max_length=32, verbose_name='list'),
        ),
        migrations.AlterField(
            model_name='term',
            name='maps_to',
            field=models.CharField(blank=True, help_text='Of a local label: the national heading that it counts under. Of a list that moves codes to other columns of a printed form: the column. Empty everywhere else.', max_length=48, verbose_name='counts under'),
        ),
        migrations.AlterField(
            model_name='term',
            name='parent',
            field=models.CharField(blank=True, help_text='The code of the heading that it is part of.', max_length=48, verbose_name='heading'),
        ),
        migrations.AlterField(
            model_name='term',
            name='position',
            field=models.PositiveIntegerField(help_text='Its place in the list.', verbose_name='place'),
        ),
        migrations.AlterField(
            model_name='term',
            name='reference',
            field=models.CharField(blank=True, help_text='Statutory reference.', max_length=160, verbose_name='statutory reference'),
        ),
        migrations.AlterField(
            model_name='term',
            name='valid_from',
            field=models.DateField(blank=True, help_text='First day on which it may be used.', null=True, verbose_name='valid from'),
        ),
        migrations.AlterField(
            model_name='term',
            name='valid_to',
            field=models.DateField(blank=True, help_text='Last day on which it may be used.', null=True, verbose_name='valid to'),
        ),
        migrations.AlterField(
            model_name='term',
            name='zh',
            field=models.CharField(help_text='The Chinese label.', max_length=120, verbose_name='Chinese label'),
        ),
    ]
