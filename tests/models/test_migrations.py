"""The one step by which a new database gets its tables is what the single steps make of one."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from casework import triggers

WHOLE: Any = import_module("casework.migrations.0001_whole")
REPLACED = [name for _app, name in WHOLE.Migration.replaces]


def told(state: ProjectState) -> dict[str, Any]:
    """Model -> its fields and options, as they are declared; the order in which they were added does not matter."""
    return {
        model.name: (
            {name: field.deconstruct()[1:] for name, field in model.fields.items()},
            {
                name: sorted(value, key=lambda each: each.name) if name in ("constraints", "indexes") else value
                for name, value in model.options.items()
                if value
            },
        )
        for (app, _name), model in state.models.items()
        if app == "casework"
    }


def test_the_one_step_leads_to_the_tables_to_which_the_single_steps_lead():
    steps = MigrationLoader(None, replace_migrations=False)
    single = steps.project_state(("casework", REPLACED[-1]))
    before = ProjectState(models={key: model for key, model in single.models.items() if key[0] != "casework"})
    whole = WHOLE.Migration("0001_whole", "casework").mutate_state(before)
    expected, found = told(single), told(whole)
    assert set(found) == set(expected)
    assert [name for name in expected if found[name] != expected[name]] == []


def test_the_one_step_stands_for_every_step_before_it_and_makes_each_index_of_words():
    steps = sorted(path.stem for path in Path(WHOLE.__file__).parent.glob("0*.py") if path.stem != "0001_whole")
    assert [step for step in steps if step <= REPLACED[-1]] == REPLACED
    assert set(WHOLE.SEARCHED) == set(triggers.SEARCHED)
