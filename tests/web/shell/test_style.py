"""The colours of the style sheet: the ratios that WCAG asks for, recomputed from the tokens."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

SHEET = (settings.BASE_DIR / "casework" / "static" / "casework" / "casework.css").read_text(encoding="utf-8")
TOKENS = dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6});", SHEET))
TEXT, SHAPE = 4.5, 3.0

PAIRS = [
    *[("ink", ground, TEXT) for ground in ("paper", "ground", "head", "selected", "zebra")],
    *[("ink-2", ground, TEXT) for ground in ("paper", "ground", "head", "selected", "zebra", "waiting-ground")],
    *[("link", ground, TEXT) for ground in ("paper", "zebra", "selected", "ground")],
    ("paper", "brand", TEXT),
    ("paper", "brand-hover", TEXT),
    ("quiet", "brand", TEXT),
    ("quiet", "brand-hover", TEXT),
    ("border", "paper", SHAPE),
    ("border", "head", SHAPE),
    ("focus", "ground", SHAPE),
    ("error", "paper", TEXT),
    ("error", "error-ground", TEXT),
    ("soon", "soon-ground", TEXT),
    ("soon-border", "paper", SHAPE),
    ("running", "paper", TEXT),
    ("done", "paper", TEXT),
    ("done", "zebra", TEXT),
    ("ink", "fill", TEXT),
    ("error", "fill", TEXT),
    ("confirm", "confirm-ground", TEXT),
    ("confirm", "paper", SHAPE),
    *[(f"hue-{what}", "paper", SHAPE) for what in ("upheld", "corrected", "settled", "dismissed", "ended", "other")],
]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("colour", "ground", "least"), PAIRS)
def test_a_colour_stands_out_from_its_ground(colour, ground, least):
    assert ratio(TOKENS[colour], TOKENS[ground]) >= least


def test_no_colour_stands_outside_the_tokens():
    rules = SHEET.partition("}")[2].partition("@media print")[0]
    assert re.findall(r"#[0-9A-Fa-f]{3,6}\b", rules) == []


def test_the_sheet_fetches_nothing_and_moves_nothing():
    assert not re.search(r"url\(|@import|transition|animation|@font-face", SHEET)
