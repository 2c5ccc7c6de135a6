"""Rows as a workbook: what is written beside it on the way does not stay."""

from __future__ import annotations

import pytest

from casework.exports.rows import workbook


def test_a_workbook_that_is_broken_off_leaves_nothing_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def broken_off():
        yield ["申请人甲"]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workbook(["name"], broken_off(), "1")
    assert list(tmp_path.iterdir()) == []
    workbook(["name"], [["申请人甲"]], "1").close()
    assert list(tmp_path.iterdir()) == []
