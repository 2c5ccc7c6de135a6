"""Names as they are typed in pinyin: whole and by initials, with the readings that a character commonly has.

The library's dictionaries take a third of a start, so it is loaded by the first name that is spelled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, product

from casework.text.folding import HAN, comparable

HAN_RUN = re.compile(f"[{HAN}]+")
PLACE = re.compile("[省市县区旗州盟]")
SHORT = 4
"""Characters up to which every part of a name is typed alone: the family name, the given name, 公安局."""
FIRST, OTHER = 3, 2
"""How many readings of a character count: more of the first, which may be a family name (单 dan, chan, shan)."""
MOST = 16
"""Spellings of one text."""


def whole(name: str) -> tuple[str, str]:
    """The initials and the whole pinyin of a name as it is read; other letters as they stand: `qwx quwoxian`."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  # see above

    syllables = lazy_pinyin(name)
    one_each = HAN_RUN.fullmatch(name) and len(syllables) == len(name)
    firsts = [each[0] for each in syllables] if one_each else lazy_pinyin(name, style=Style.FIRST_LETTER)
    initials, full = "".join(firsts), "".join(syllables)
    return initials.replace(" ", "").lower(), full.replace(" ", "").lower()


def spellings(names: Iterable[str]) -> list[str]:
    """All that may be typed for any of these names, each once; 单某 gives `dan danmou dm shanmou sm` and more.

    A long name is found by its beginning too, as it is read.
    """
    return list(dict.fromkeys(word for name in names for word in _spellings(comparable(name))))


@lru_cache(maxsize=4096)
def _spellings(name: str) -> tuple[str, ...]:
    runs = HAN_RUN.findall(name)
    texts = dict.fromkeys(text for run in ("".join(runs), *runs) for text in _parts(run))
    return tuple(dict.fromkeys(word for text in texts for word in _spelled(text)))


def _parts(run: str) -> Iterator[str]:
    """What is typed of a run of characters: all of it, what follows a place in it, every part of what is short."""
    for text in (run, *(run[place.end() :] for place in PLACE.finditer(run))):
        if len(text) > SHORT:
            yield text
        else:
            yield from (text[start:end] for start in range(len(text)) for end in range(start + 1, len(text) + 1))


@lru_cache(maxsize=16_384)
def _spelled(text: str) -> tuple[str, ...]:
    return tuple(_spelled_out(text))


def _spelled_out(text: str) -> Iterator[str]:
    """Whole and by initials; the initial of one character is too little to find it by."""
    for n, syllables in enumerate(islice(product(*_readings(text)), MOST)):
        yield "".join(syllables)
        if len(syllables) > 1:
            yield "".join(syllable[0] for syllable in syllables)
        if n == 0 and len(text) > SHORT:
            yield from _begun(syllables)


def _begun(syllables: tuple[str, ...]) -> Iterator[str]:
    """What is typed of the beginning of a long name: 临汾测试有限公司 `lf lfc lfcs … linfen linfence linfenceshi`."""
    initials = "".join(syllable[0] for syllable in syllables)
    yield from (initials[:end] for end in range(2, len(initials)))
    yield from ("".join(syllables[:end]) for end in range(2, SHORT + 1))


def _readings(text: str) -> list[tuple[str, ...]]:
    """The readings of each character: the one that it has in this text first, of the first few the others too.

    A character that has none is not typed, nor what it stands in.
    """
    from pypinyin import lazy_pinyin  # noqa: PLC0415  # see above

    said = lazy_pinyin(text)
    if len(said) != len(text) or not "".join(said).isascii():
        return [()]
    counts = (FIRST, *([OTHER] * (SHORT - 1)), *([0] * len(text)))
    read = zip(said, text, counts, strict=False)
    return [tuple(dict.fromkeys((syllable, *_alone(sign)[:count]))) for syllable, sign, count in read]


@lru_cache(maxsize=4096)
def _alone(sign: str) -> tuple[str, ...]:
    """The readings of a character by itself, the common ones first."""
    from pypinyin import Style, pinyin  # noqa: PLC0415  # see above

    return tuple(dict.fromkeys(pinyin(sign, style=Style.NORMAL, heteronym=True)[0]))
