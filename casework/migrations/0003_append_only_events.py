"""The database itself refuses to change or delete an event."""

from django.db import migrations

SQLITE_UP = [
    """CREATE TRIGGER casework_event_no_update BEFORE UPDATE ON casework_event
       BEGIN SELECT RAISE(ABORT, 'events are append-only'); END""",
    """CREATE TRIGGER casework_event_no_delete BEFORE DELETE ON casework_event
       BEGIN SELECT RAISE(ABORT, 'events are append-only'); END""",
    # INSERT OR REPLACE deletes without the trigger above
    """CREATE TRIGGER casework_event_no_replace BEFORE INSERT ON casework_event
       WHEN EXISTS (SELECT 1 FROM casework_event WHERE id = NEW.id)
       BEGIN SELECT RAISE(ABORT, 'events are append-only'); END""",
]
SQLITE_DOWN = [
    "DROP TRIGGER casework_event_no_replace",
    "DROP TRIGGER casework_event_no_update",
    "DROP TRIGGER casework_event_no_delete",
]
POSTGRESQL_UP = [
    """CREATE FUNCTION casework_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'events are append-only'; END $$""",
    """CREATE TRIGGER casework_event_no_change BEFORE UPDATE OR DELETE ON casework_event
       FOR EACH ROW EXECUTE FUNCTION casework_event_is_append_only()""",
    """CREATE TRIGGER casework_event_no_truncate BEFORE TRUNCATE ON casework_event
       FOR EACH STATEMENT EXECUTE FUNCTION casework_event_is_append_only()""",
]
POSTGRESQL_DOWN = [
    "DROP TRIGGER casework_event_no_truncate ON casework_event",
    "DROP TRIGGER casework_event_no_change ON casework_event",
    "DROP FUNCTION casework_event_is_append_only()",
]
STATEMENTS = {"sqlite": (SQLITE_UP, SQLITE_DOWN), "postgresql": (POSTGRESQL_UP, POSTGRESQL_DOWN)}


def run(which):
    def statements(apps, schema_editor):
        for statement in STATEMENTS[schema_editor.connection.vendor][which]:
            schema_editor.execute(statement)

    return statements


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_reference_data")]

    operations = [migrations.RunPython(run(0), run(1))]
