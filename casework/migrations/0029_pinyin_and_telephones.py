"""Records are found by pinyin, by respondents and handlers too; a landline is found however it is grouped."""

from importlib import import_module

from django.db import migrations

from casework.cipher import blind_index

BATCH = 1000


def words_anew(apps, schema_editor):
    import_module("casework.migrations.0008_search_index").fill(apps, schema_editor)


def telephones_anew(apps, schema_editor):
    rows = apps.get_model("casework", "Applicant").objects.exclude(telephone_index="").order_by("pk")
    last = 0
    while batch := list(rows.filter(pk__gt=last).only("telephone", "telephone_index")[:BATCH]):
        last = batch[-1].pk
        changed = []
        for party in batch:
            index = blind_index("applicant.telephone", party.telephone)
            if index and index != party.telephone_index:
                party.telephone_index = index
                changed.append(party)
        rows.bulk_update(changed, ["telephone_index"])


class Migration(migrations.Migration):
    dependencies = [("casework", "0028_written_texts_guarded")]

    operations = [
        migrations.RunPython(words_anew, migrations.RunPython.noop),
        migrations.RunPython(telephones_anew, migrations.RunPython.noop),
    ]
