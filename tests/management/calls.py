"""Calling commands: in process, or as a person does, with a process and a database file of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.management import CommandError, call_command

from tests.factories import traces

ROOT = Path(__file__).resolve().parents[2]
YEAR = ("--from", "2024-01-01", "--to", "2024-12-31")
COUNTY = ("--organ", "甲县人民政府", *YEAR)

STORY = """
story: {title}
today: 2024-06-30
organ: 试县人民政府
acts:
  - {{case: A, act: register, on: 2024-03-01, channel: mail, applicants: [{{kind: citizen, name: 申请人甲}}],
     respondents: [试县公安局], matters: [行政处罚], field: 公安}}
  - {{case: A, act: accept, on: 2024-03-04}}
  - {{case: A, act: conclude, on: 2024-04-01, outcome: {outcome}}}
expect:
  - {{case: A, state: concluded}}
  - {{cell: T2.uphold.total, from: 2024-01-01, to: 2024-12-31, value: 1}}
"""


class Said(NamedTuple):
    """What a command said on its two outputs."""

    out: str
    err: str

    def json(self) -> Any:
        """The JSON that stands alone on standard output."""
        return json.loads(self.out)


def call(name: str, *words: str) -> Said:
    """The command in process; raises CommandError where its exit status is not 0."""
    out, err = io.StringIO(), io.StringIO()
    call_command(name, *words, stdout=out, stderr=err)
    return Said(out.getvalue(), err.getvalue())


def wrong(name: str, *words: str) -> str:
    """The sentence of a wrong call: one line, exit status 2, nothing on standard output, nothing written."""
    before = traces()
    out = io.StringIO()
    with pytest.raises(CommandError) as problem:
        call_command(name, *words, stdout=out, stderr=io.StringIO())
    assert problem.value.returncode == 2, problem.value
    assert out.getvalue() == ""
    assert traces() == before
    sentence = str(problem.value)
    assert sentence.strip()
    assert "\n" not in sentence
    return sentence


def run(database: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own on a SQLite file, with nothing else set."""
    variables = {k: v for k, v in os.environ.items() if not k.startswith(("CASEWORK_", "DATABASE_URL", "DJANGO_"))}
    variables |= {"DATABASE_URL": f"sqlite:///{database}", **environment}
    command = [sys.executable, str(ROOT / "manage.py"), *words]
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=False, cwd=database.parent)


def story_file(folder: Path, title: str = "维持一件", outcome: str = "维持") -> Path:
    """A file with one story, which holds where the outcome is 维持."""
    path = folder / f"{title}.yaml"
    path.write_text(STORY.format(title=title, outcome=outcome), encoding="utf-8")
    return path
