"""Defendants' sides say whether the organ is sued only as the reviewer of another's act."""

from django.db import migrations, models

RANKS = (
    "township",
    "county_department",
    "county_government",
    "city_department",
    "city_government",
    "province_department",
    "province_government",
    "state_council_department",
    "state_council",
)


def reviewer_of(suit):
    if suit.reconsideration_id:
        return suit.reconsideration.organ_id
    organs = list(suit.defendants.all())
    ranked = sorted((RANKS.index(organ.organ_class), organ.pk) for organ in organs if organ.organ_class in RANKS)
    alone = len(ranked) == len(organs) > 1 and ranked[-1][0] > ranked[-2][0]
    return ranked[-1][1] if alone else None


def fill(apps, schema_editor):
    sides = apps.get_model("casework", "InstanceSide")
    suits = apps.get_model("casework", "Litigation").objects.filter(after_reconsideration=True, role="joint")
    for suit in suits.select_related("reconsideration").order_by("pk").iterator():
        sides.objects.filter(instance__litigation=suit, organ=reviewer_of(suit)).update(reviewer=True)


class Migration(migrations.Migration):
    dependencies = [("casework", "0010_sealed_reports")]

    operations = [
        migrations.AddField(
            model_name="instanceside",
            name="reviewer",
            field=models.BooleanField(
                default=False, help_text="复议机关作共同被告: sued beside the organ whose act it reviewed."
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
