"""A file that was given out to who may not read names does not come back as if it held them."""

from __future__ import annotations

import csv
import io

import pytest

from casework.exports.bulk import csv_file
from casework.exports.columns.shape import RowReading
from casework.exports.resources import RESOURCES
from casework.imports.columns import COLUMNS
from casework.imports.columns.shape import Wrong
from casework.imports.values import CellReader
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.models import Applicant, Event, Reconsideration
from tests.imports.sheets import CASES
from tests.imports.test_kinds import come, wrong_in

pytestmark = pytest.mark.django_db
KIND = RecordKind.RECONSIDERATION
LEFT_OUT = "是隐去的内容，不能收回"


def test_a_file_without_names_that_comes_back_is_refused_and_changes_none(office, tmp_path):
    come(office, tmp_path, KIND, CASES)
    names, events = sorted(Applicant.objects.values_list("name", flat=True)), Event.objects.count()
    content = b"".join(csv_file(RESOURCES[KINDS[KIND].resource], Reconsideration.objects.all(), RowReading()))
    assert names[0] not in content.decode("utf-8-sig")
    outcome = come(office, tmp_path, KIND, [*csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))])
    assert {(column, said) for _row, column, said in wrong_in(outcome)} == {("applicant", LEFT_OUT)}
    assert [error.row for error in outcome.errors.kept] == [2, 3, 4]
    assert sorted(Applicant.objects.values_list("name", flat=True)) == names
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    ("kind", "column", "cell"),
    [
        (RecordKind.LITIGATION, "cause", "行政处罚〔略〕"),
        (RecordKind.LITIGATION, "third_party", "丙**"),
        (RecordKind.LEDGER, "note", "〔略〕"),
        (RecordKind.MEDIATION, "summary", "〔略〕"),
    ],
)
def test_each_form_in_which_a_text_is_left_out_is_known(office, kind, column, cell):
    with pytest.raises(Wrong) as refused:
        CellReader(kind, office.reference, {}).read(COLUMNS[kind][column], cell)
    assert refused.value.problem.zh == LEFT_OUT


@pytest.mark.parametrize("cell", ["甲**乙", "**注意**", "见〔略〕第二页"])
def test_a_text_that_only_looks_like_it_is_taken(office, cell):
    assert CellReader(RecordKind.LEDGER, office.reference, {}).read(COLUMNS[RecordKind.LEDGER]["note"], cell) == cell
