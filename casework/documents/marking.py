"""Numbers that a person typed where a figure stood: found by the text that stood there before.

Such a number is kept with its figure, {reconsideration.received=66}, and printed as it was typed.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from casework.documents.figures import known

TOKEN = re.compile(r"\{[^{}\[\]|\n]*\}|近?\d+(?:,\d{3})*(?:\.\d+)?[余%]?(?:（\d+/\d+）)?|.", re.DOTALL)
"""A bound figure, a number as a report prints one, any other character."""
COMPARES = re.compile(r"(?:同?比|与|较)[^\d]*\d")
"""How a comparison with the year before begins."""
BRACKETS = "[]|"
LONG = 2000


@lru_cache(maxsize=256)
def typed_over(old: str, new: str) -> str:
    """A text, in keys, in which each number that stands where `old` has a figure is kept with that figure."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    if not any(token.startswith("{") for token in before):
        return new
    same = SequenceMatcher(None, before, after, autojunk=len(after) > LONG)
    for what, *ends in same.get_opcodes():
        if what == "replace":
            _mark(before, after, range(*ends[:2]), range(*ends[2:]))
    return "".join(after)


def _mark(before: list[str], after: list[str], was: range, now: range) -> None:
    figures = [place for place in was if _key(before[place]) in known()]
    if len(figures) == 1 and "~" in before[figures[0]]:
        _mark_compared(before[figures[0]], after, now)
        return
    for place in now:
        if not after[place].strip("近")[:1].isdecimal():
            continue
        found = next((each for each in figures if _beside(before, each) == _beside(after, place)), None)
        if found is not None:
            figures.remove(found)
            after[place] = f"{{{_key(before[found])}={after[place]}}}"


def _mark_compared(figure: str, after: list[str], now: range) -> None:
    """Words with a number instead of a comparison with the year before."""
    words = [place for place in now if after[place] not in BRACKETS]
    said = "".join(after[place] for place in words)
    if "{" in said or "\n" in said or not COMPARES.match(said):
        return
    after[words[0]] = f"{{{figure.strip('{}').partition('=')[0]}={said}}}"
    for place in words[1:]:
        after[place] = ""


def _key(token: str) -> str:
    return re.split("[~=]", token.strip("{}"))[0] if token.startswith("{") else ""


def _beside(tokens: list[str], place: int) -> tuple[str, str]:
    """The tokens before and after one, brackets left out; "" at an end."""
    before = next((token for token in reversed(tokens[:place]) if token not in BRACKETS), "")
    after = next((token for token in tokens[place + 1 :] if token not in BRACKETS), "")
    return before, after
