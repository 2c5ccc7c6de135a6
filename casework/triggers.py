"""The triggers of both databases, declared once: what is appended and confirmed reports stay, search keeps up.

SQLite makes a table anew where a migration adds a column that may not be null, and forgets its triggers in silence.
So no migration makes them: `make` does after each, and a command or server that starts looks for them (`problems`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connection, transaction


class Trigger(NamedTuple):
    """A trigger: its name, the tables without which it cannot be (its own first), and the statement that makes it.

    PostgreSQL's statements are written as PostgreSQL gives them back, so that the two can be compared.
    """

    name: str
    tables: tuple[str, ...]
    sql: str


EVENTS, REPORTS = "casework_event", "casework_sealedreport"
POPULATIONS, KINDS = "casework_populationentry", "casework_entrykindchange"
ORGANS, CHANGES = "casework_organ", "casework_organchanges"
COUNT_UP = f"""INSERT INTO {CHANGES} (id, count) VALUES (1, 1)
         ON CONFLICT (id) DO UPDATE SET count = {CHANGES}.count + 1;"""  # noqa: S608  # the two tables above
STAYING = (EVENTS, POPULATIONS, KINDS)
"""Tables that are appended to alone."""
GUARDED = (*STAYING, REPORTS)
"""Tables whose rows the database refuses to change."""
SEARCHED = (
    *(f"casework_{name}" for name in ("reconsideration", "litigation", "mediation", "ledgerentry", "respondentcase")),
    "casework_writing",
)
"""Tables beside which SQLite keeps an index of words, under the name of the table and `_search`."""
EVENTS_STAY = "events are append-only"
REPORTS_STAY = "confirmed reports are never changed"

# ---- SQLite ----

# what INSERT OR REPLACE and UPDATE OR REPLACE would delete, without the trigger on DELETE
GIVES_WAY = """EXISTS (SELECT 1 FROM casework_sealedreport s WHERE s.state = 'confirmed' AND (
       s.id = NEW.id OR s.predecessor_id = NEW.predecessor_id
       OR (s.predecessor_id IS NULL AND NEW.predecessor_id IS NULL AND s.organ_id = NEW.organ_id
           AND s.subtree = NEW.subtree AND s.period_from = NEW.period_from AND s.period_to = NEW.period_to
           AND s.as_of = NEW.as_of AND s.basis = NEW.basis)))"""
APPENDED = {
    "no_update": "BEFORE UPDATE ON {table}",
    "no_delete": "BEFORE DELETE ON {table}",
    # INSERT OR REPLACE deletes without the trigger above
    "no_replace": "BEFORE INSERT ON {table}\n       WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)",
}
REFUSALS: dict[tuple[str, str], str] = {
    **{(table, what): when.format(table=table) for table in STAYING for what, when in APPENDED.items()},
    (REPORTS, "no_update"): "BEFORE UPDATE ON casework_sealedreport WHEN OLD.state = 'confirmed'",
    (REPORTS, "no_delete"): "BEFORE DELETE ON casework_sealedreport WHEN OLD.state = 'confirmed'",
    (REPORTS, "no_replace"): f"BEFORE INSERT ON casework_sealedreport WHEN {GIVES_WAY}",
    (REPORTS, "no_displacing"): "BEFORE UPDATE ON casework_sealedreport\n"
    f"        WHEN OLD.state <> 'confirmed' AND {GIVES_WAY}",
}
MESSAGES = {EVENTS: EVENTS_STAY, REPORTS: REPORTS_STAY, POPULATIONS: EVENTS_STAY, KINDS: EVENTS_STAY}
OUT = """INSERT INTO {table}_search ({table}_search, rowid, search_text, search_guarded)
         VALUES ('delete', OLD.id, OLD.search_text, OLD.search_guarded);"""
IN = """INSERT INTO {table}_search (rowid, search_text, search_guarded)
         VALUES (NEW.id, NEW.search_text, NEW.search_guarded);"""
KEPT_UP = {
    "insert": ("AFTER INSERT ON {table}", IN),
    "update": ("AFTER UPDATE OF search_text, search_guarded ON {table}", f"{OUT} {IN}"),
    "delete": ("AFTER DELETE ON {table}", OUT),
}


def _on_sqlite() -> Iterator[Trigger]:
    for (table, what), when in REFUSALS.items():
        does = f"BEGIN SELECT RAISE(ABORT, '{MESSAGES[table]}'); END"
        yield Trigger(f"{table}_{what}", (table,), f"CREATE TRIGGER {table}_{what} {when} {does}")
    for table in SEARCHED:
        for what, (when, does) in KEPT_UP.items():
            name = f"{table}_search_{what}"
            sql = f"CREATE TRIGGER {name} {when} BEGIN {does} END".format(table=table)
            yield Trigger(name, (table, f"{table}_search"), sql)
    sql = f"CREATE TRIGGER {ORGANS}_changed AFTER UPDATE OF name, path ON {ORGANS}"
    yield Trigger(f"{ORGANS}_changed", (ORGANS, CHANGES), f"{sql} BEGIN {COUNT_UP} END")


# ---- PostgreSQL ----

FUNCTIONS = {
    "casework_event_is_append_only": f" BEGIN RAISE EXCEPTION '{EVENTS_STAY}'; END ",
    "casework_sealedreport_is_final": f" BEGIN RAISE EXCEPTION '{REPORTS_STAY}'; END ",
    "casework_organ_is_changed": f" BEGIN {COUNT_UP} RETURN NULL; END ",
}
"""The functions that PostgreSQL's triggers call: name and body."""


def _appended(table: str) -> tuple[Trigger, ...]:
    """What refuses to change or remove the rows of a table."""
    refusals = {"no_change": ("DELETE OR UPDATE", "ROW"), "no_truncate": ("TRUNCATE", "STATEMENT")}
    return tuple(
        Trigger(
            f"{table}_{name}",
            (table,),
            f"CREATE TRIGGER {table}_{name} BEFORE {when} ON {table}"
            f" FOR EACH {each} EXECUTE FUNCTION casework_event_is_append_only()",
        )
        for name, (when, each) in refusals.items()
    )


ON_POSTGRESQL = (
    *_appended(EVENTS),
    *_appended(POPULATIONS),
    *_appended(KINDS),
    Trigger(
        "casework_sealedreport_no_change",
        (REPORTS,),
        "CREATE TRIGGER casework_sealedreport_no_change BEFORE DELETE OR UPDATE ON casework_sealedreport"
        " FOR EACH ROW WHEN (old.state::text = 'confirmed'::text) EXECUTE FUNCTION casework_sealedreport_is_final()",
    ),
    Trigger(
        "casework_sealedreport_no_truncate",
        (REPORTS,),
        "CREATE TRIGGER casework_sealedreport_no_truncate BEFORE TRUNCATE ON casework_sealedreport"
        " FOR EACH STATEMENT EXECUTE FUNCTION casework_sealedreport_is_final()",
    ),
    Trigger(
        "casework_organ_changed",
        (ORGANS, CHANGES),
        "CREATE TRIGGER casework_organ_changed AFTER UPDATE OF name, path ON casework_organ"
        " FOR EACH ROW EXECUTE FUNCTION casework_organ_is_changed()",
    ),
)

# ---- What is there, what is wanted ----

TRIGGERS: dict[str, tuple[Trigger, ...]] = {"sqlite": tuple(_on_sqlite()), "postgresql": ON_POSTGRESQL}
FOUND = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": """SELECT tgname, CASE WHEN tgenabled = 'O' THEN pg_get_triggerdef(oid, true) ELSE 'disabled' END
                     FROM pg_trigger WHERE NOT tgisinternal AND pg_table_is_visible(tgrelid)
                     UNION ALL SELECT proname, prosrc FROM pg_proc WHERE pg_function_is_visible(oid)
                     AND proname LIKE 'casework%'""",
}


def wanted() -> list[tuple[str, str, str]]:
    """What this database has to hold, as (name, definition, statement): each trigger whose tables there are.

    On PostgreSQL the functions that they call stand before them. Raises DatabaseError where it cannot be asked.
    """
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    found = [
        (trigger.name, trigger.sql, trigger.sql)
        for trigger in TRIGGERS[connection.vendor]
        if tables.issuperset(trigger.tables)
    ]
    if connection.vendor != "postgresql" or not found:
        return found
    called = [
        (name, body, f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")
        for name, body in FUNCTIONS.items()
    ]
    return called + found


def problems() -> dict[str, str]:
    """The names of triggers that are missing or not as they are declared -> what is the matter, in Chinese."""
    with connection.cursor() as cursor:
        cursor.execute(FOUND[connection.vendor])
        there: dict[str, str] = dict(cursor.fetchall())
    return {
        name: "缺失" if name not in there else "与声明不同或已停用"
        for name, definition, _ in wanted()
        if _folded(there.get(name, "")) != _folded(definition)
    }


def _folded(text: str) -> str:
    return " ".join(text.split())


def make() -> None:
    """Make every trigger that is missing or differs.

    The words of a table that was left without are indexed anew; organs left without count as changed.
    """
    wrong = problems()
    if not wrong:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for name, _, statement in wanted():
            if name in wrong:
                _make(cursor, name, statement)
        if f"{ORGANS}_changed" in wrong:
            cursor.execute(COUNT_UP)
        for table in SEARCHED if connection.vendor == "sqlite" else ():
            if any(name.startswith(f"{table}_search_") for name in wrong):
                cursor.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('rebuild')")  # noqa: S608  # declared above


def _make(cursor: Any, name: str, statement: str) -> None:
    if name not in FUNCTIONS:
        table = next(trigger.tables[0] for trigger in TRIGGERS[connection.vendor] if trigger.name == name)
        where = f" ON {table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")
    cursor.execute(statement)
