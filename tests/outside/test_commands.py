"""Options of commands at their strangest: one line that says what is wrong."""

from __future__ import annotations

import pytest

from tests.management.calls import wrong
from tests.outside.strange import LONGEST_SENTENCE, TEXTS

YEAR = ("--organ", "甲县人民政府", "--from", "2024-01-01", "--to", "2024-12-31")


@pytest.mark.parametrize("text", [text for text in TEXTS if text not in ("\u202e\ufeff", "-inf")])
def test_every_number_and_day_of_a_command_at_its_strangest_is_one_line(text, office):
    for name, *words in (
        ("deadline", "decide", "--start", "2024-03-05", f"--extend={text}"),
        ("deadline", "decide", f"--start={text}"),
        ("deadline", "decide", "--start", "2024-03-05", f"--stop={text}:{text}"),
        ("deadline", "decide", "--start", "2024-03-05", f"--region={text}"),
        ("create_token", "hand", "--purpose", "测试", f"--days={text}"),
        ("numbers", "--organ", "甲县人民政府", f"--year={text}"),
        ("rebuild_rollup", f"--year={text}"),
        ("worklist", "--organ", "甲县人民政府", f"--on={text}"),
        ("report", *YEAR, f"--as-of={text}"),
        ("records", *YEAR, f"--cell=T2.{text}.total"),
        ("records", *YEAR, f"--cell=T5.organ:{text}.count"),
        ("records", *YEAR, f"--figure=reconsideration.{text}"),
        ("explain", text),
        ("serve", f"--port={text}"),
    ):
        if text in ("-0", "１２") and any(word.startswith(("--extend", "--days", "--port")) for word in words):
            continue  # a number that is taken
        assert len(wrong(name, *words)) <= LONGEST_SENTENCE
