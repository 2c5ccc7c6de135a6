"""The applicants of cases as respondent stand among the people of all kinds."""

from django.db import migrations, models

from casework.text.folding import alike

LONGEST = 500


def fill(apps, schema_editor):
    cases = apps.get_model("casework", "RespondentCase").objects
    model = apps.get_model("casework", "Participant")
    last = 0
    while batch := list(cases.filter(pk__gt=last).order_by("pk")[:1000]):
        last = batch[-1].pk
        model.objects.bulk_create(
            model(
                kind="respondent",
                respondent_id=case.pk,
                organ_id=case.organ_id,
                position=0,
                role="applicant",
                party_kind=case.applicant_kind,
                name=case.applicant,
                alike=alike(case.applicant)[:LONGEST],
            )
            for case in batch
        )


def empty(apps, schema_editor):
    apps.get_model("casework", "Participant").objects.filter(kind="respondent").delete()


class Migration(migrations.Migration):
    dependencies = [("casework", "0051_stand_ins")]

    operations = [
        migrations.AlterField(
            model_name="participant",
            name="role",
            field=models.CharField(help_text="plaintiff, third_party, party or applicant.", max_length=16),
        ),
        migrations.RunPython(fill, empty),
    ]
