"""What comes from outside, at its strangest, and what a sentence about it may be."""

from __future__ import annotations

import json
from typing import Any

from casework.errors import ActRefused, CaseworkError

LONGEST_SENTENCE = 1300
TEXTS = (
    "9" * 6000,
    "-" + "9" * 6000,
    "1e999999999",
    "-1e999999999",
    "1e-999999999",
    "NaN",
    "sNaN",
    "Infinity",
    "-inf",
    "-0",
    "1_000",
    "0x10",
    "١٢٣",
    "Ⅻ",
    "１２",
    "9" * 17,
    "9" * 30,
    "x" * 100_000,
    "\0",
    "甲\ud800",
    "\u202e\ufeff",
    "id-" + "9" * 30,
)
OTHERS: tuple[Any, ...] = (
    10**17,
    -(10**17),
    10**6000,
    2**63,
    float("nan"),
    float("inf"),
    -0.0,
    1e300,
    1e-300,
    True,
    [],
    {},
    [[[]]],
    {"": ""},
    {"kind": 1, "name": ["x"]},
    [None],
    b"bytes",
    json.loads("[" * 60 + "]" * 60),
)


def sentence_of(problem: ActRefused | CaseworkError) -> None:
    """The sentence of a problem: short, without what cannot be sent, in both languages."""
    for text in (problem.zh, problem.en):
        assert 0 < len(text) <= LONGEST_SENTENCE
        assert "\0" not in text
        text.encode()
