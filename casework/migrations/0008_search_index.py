"""Records are found by the words stored with them: FTS5 on SQLite, an inverted index of tokens on PostgreSQL."""

from django.db import migrations

from casework.text.search_terms import findable

TABLES = ("casework_reconsideration", "casework_litigation", "casework_mediation", "casework_ledgerentry")
BATCH = 1000

# The database keeps the index as it keeps its own, by the triggers of casework/triggers.py: whoever writes a row need
# not know of it.
SQLITE_UP = [
    """CREATE VIRTUAL TABLE {table}_search USING fts5(
         search_text, search_guarded, content='{table}', content_rowid='id', tokenize='ascii', detail=none)""",
    "INSERT INTO {table}_search ({table}_search) VALUES ('rebuild')",
]
SQLITE_DOWN = [
    "DROP TRIGGER IF EXISTS {table}_search_delete",
    "DROP TRIGGER IF EXISTS {table}_search_update",
    "DROP TRIGGER IF EXISTS {table}_search_insert",
    "DROP TABLE {table}_search",
]
POSTGRESQL_UP = [
    """CREATE INDEX {table}_search ON {table} USING gin ((
         string_to_array(btrim(search_text), ' ') || string_to_array(btrim(search_guarded), ' ')))"""
]
POSTGRESQL_DOWN = ["DROP INDEX {table}_search"]
STATEMENTS = {"sqlite": (SQLITE_UP, SQLITE_DOWN), "postgresql": (POSTGRESQL_UP, POSTGRESQL_DOWN)}


def run(which):
    def statements(apps, schema_editor):
        for table in TABLES:
            for statement in STATEMENTS[schema_editor.connection.vendor][which]:
                schema_editor.execute(statement.format(table=table))

    return statements


def of_case(case):
    parties = case.applicants.order_by("position")
    applicants = [p for p in parties if p.role == "applicant"]
    people = [word for party in applicants for word in (party.name, party.representative, party.agent)]
    people += [party.name for party in parties if party.role != "applicant"]
    organs = [row.organ.name for row in case.respondents.select_related("organ").order_by("position")]
    handlers = case.handlers.split("、") if case.handlers else []
    return ((case.act_number, case.document_number), (*organs, *handlers)), ((), people)


def of_suit(suit):
    instances = suit.instances.order_by("position")
    organs = sorted(organ.name for organ in suit.defendants.all())
    return ([i.court_number for i in instances], (*[i.court for i in instances], *organs)), ((suit.cause,), ())


WORDS = {
    "Reconsideration": of_case,
    "Litigation": of_suit,
    "Mediation": lambda case: (((), (case.body,)), ((), ())),
    "LedgerEntry": lambda entry: (((), ()), ((entry.subject, entry.note), ())),
}
# of each kind: the texts and the names that all find it by, and those that it is found by for who reads names


def fill(apps, schema_editor, names=tuple(WORDS)):
    for name in names:
        words, model = WORDS[name], apps.get_model("casework", name)
        last = 0
        while batch := list(model.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
            last = batch[-1].pk
            for record in batch:
                (texts, names), (guarded, people) = words(record)
                record.search_text = findable(record.number, *texts, names=names)
                record.search_guarded = findable(*guarded, names=people)
            model.objects.bulk_update(batch, ("search_text", "search_guarded"))


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_search")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(run(0), run(1)),
    ]
