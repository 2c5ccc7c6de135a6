"""The database itself refuses to change or delete an event: casework/triggers.py, after every migration."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_reference_data")]

    operations = []
