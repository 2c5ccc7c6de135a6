"""The template of every kind: a filled-in row of it comes in, its codes are those in force, its example never does."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from casework.imports.columns import COLUMNS
from casework.imports.files.book import book_of
from casework.imports.mapping import ColumnMapping
from casework.imports.running import import_file
from casework.imports.sieve import EXAMPLE
from casework.imports.tables import tables
from casework.imports.template import template
from casework.imports.values import CellReader
from casework.law.names import RecordKind
from tests.imports.sheets import workbook

pytestmark = pytest.mark.django_db
EVERY = pytest.mark.parametrize("kind", list(RecordKind))


def made(office, tmp_path: Path, kind: RecordKind, language: str = "zh-hans") -> Path:
    """The template of a kind as a file."""
    path = tmp_path / f"{kind.value}.xlsx"
    with template(kind, office["甲县"], office.reference, language) as content:
        path.write_bytes(content.read())
    return path


@EVERY
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_heading_of_a_template_is_read_as_its_column_and_the_example_is_no_record(
    office, tmp_path, kind, language
):
    read = 0
    for table in tables(book_of(made(office, tmp_path, kind, language)), kind, ColumnMapping()):
        read += 1
        assert table.places == list(COLUMNS[kind])
        assert list(table.rows) == []
        assert "示例" in table.told[-1].zh
    assert read == 1


@EVERY
def test_the_example_of_a_template_would_be_a_lawful_record(office, tmp_path, kind):
    head, example = CalamineWorkbook.from_path(made(office, tmp_path, kind)).get_sheet_by_index(0).to_python()
    row = ["" if cell == EXAMPLE else cell for cell in example]
    path = workbook(tmp_path / "row.xlsx", [head, row])
    outcome = import_file(
        kind, path, actor=office.actor(), today=office.today, reference=office.reference, mapping=ColumnMapping(),
        dry_run=True,
    )  # fmt: skip
    assert [(each.column, each.problem.zh) for each in outcome.errors.kept] == []
    assert (outcome.created, [each.problem.zh for each in outcome.warnings.kept]) == (1, [])


@EVERY
def test_every_offered_code_is_one_that_is_read(office, tmp_path, kind):
    reader = CellReader(kind, office.reference, {})
    heads, *rows = CalamineWorkbook.from_path(made(office, tmp_path, kind)).get_sheet_by_name("可选值").to_python()
    by_label = {column.label.zh: column for column in COLUMNS[kind].values()}
    offered = [(head, row[n]) for n, head in enumerate(heads) for row in rows if row[n]]
    assert len(offered) > 5
    assert [(head, word) for head, word in offered if reader.read(by_label[head], word) is None] == []
