"""The folder of attachments: each file as it was attached, none for nothing, none swept while it is being attached."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from django.utils import timezone

from casework.models.desk import attachments as storage
from tests.actions.belongings.test_attachments import put
from tests.factories import broken_rules
from tests.management.calls import call

TWO_DAYS = 2 * 24 * 60 * 60


def lay(name: str, age: float) -> Path:
    """A file that nothing names, so many seconds old."""
    path = Path(storage().location) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"left")
    os.utime(path, (time.time() - age,) * 2)
    return path


@pytest.mark.parametrize(("change", "said"), [(lambda p: p.unlink(), "缺失"), (lambda p: p.write_bytes(b"x"), "不符")])
def test_a_file_that_is_missing_or_changed_is_named_with_its_record(office, change, said):
    case = office.register()
    kept = put(office, case)
    assert broken_rules(office) == {}
    change(Path(storage().location) / kept.file.name)
    ((record, detail),) = broken_rules(office)["files"]
    assert record.startswith(f"reconsideration:{case.pk} ")
    assert said in detail


def test_what_belongs_to_nothing_is_told_and_swept_once_it_has_lain_for_a_day(office):
    kept = put(office, office.register())
    taken = Path(storage().location) / kept.file.name
    os.utime(taken, (time.time() - TWO_DAYS,) * 2)
    old, part = lay("ab/abcd", TWO_DAYS), lay("tmpx.part", TWO_DAYS)
    new = lay("cd/cdef", 60)
    office.today = timezone.localdate()
    assert [record for record, _ in broken_rules(office)["files"]] == ["ab/abcd", "tmpx.part"]
    assert call("sweep_attachments", "--format", "json").json() == {"swept": ["ab/abcd", "tmpx.part"]}
    assert (old.exists(), part.exists(), new.exists(), taken.exists()) == (False, False, True, True)
    assert call("sweep_attachments").out == ""
