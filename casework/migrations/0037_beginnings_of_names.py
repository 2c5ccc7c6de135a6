"""A long name is found by the beginning of its pinyin: 临汾测试有限公司 by lfcs and by linfen."""

from importlib import import_module

from django.db import migrations


def words_anew(apps, schema_editor):
    import_module("casework.migrations.0008_search_index").fill(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("casework", "0036_words_of_reference_data")]

    operations = [migrations.RunPython(words_anew, migrations.RunPython.noop)]
