"""The mark of acts done in one go bears another name than that of applications registered in one go."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0052_applicants_of_cases_as_respondent")]

    operations = [
        migrations.RemoveIndex(model_name="event", name="event_batch"),
        migrations.RenameField(model_name="event", old_name="batch", new_name="together"),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("together__isnull", False)), fields=["together"], name="event_together"
            ),
        ),
    ]
