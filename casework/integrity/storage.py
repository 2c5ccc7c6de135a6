"""What the database and the folder of attachments hold beside the records themselves."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from casework import triggers
from casework.integrity.rule import Only, Result
from casework.reference import Reference


def check_triggers(_reference: Reference, _today: date, _only: Only) -> Result:
    """Every declared trigger stands in the database as it is declared."""
    result, problems = Result(), triggers.problems()
    for name, _, _ in triggers.wanted():
        result.look(name, problems.get(name, ""))
    return result


def unapplied() -> bool:
    """Whether the database lacks tables or changes of this version."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def is_empty() -> bool:
    """Whether no version has made its tables yet."""
    return not MigrationExecutor(connection).loader.applied_migrations
