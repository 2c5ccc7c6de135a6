"""Numbers of papers: identity numbers (GB 11643) and unified social credit codes (GB 32100), by their check digits."""

from __future__ import annotations

import unicodedata

from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError as Misfit

from casework.text.folding import one_line

PLACES = 18
"""Both have eighteen places."""


def compact_number(text: str) -> str:
    """A number in half width and capitals, without spaces."""
    return unicodedata.normalize("NFKC", one_line(text)).replace(" ", "").upper()


def identity_number_fits(text: str) -> bool:
    """Whether date of birth and check digit fit; the place may be a county that no longer exists (GB 11643)."""
    if not text[:-1].isdigit():  # the library reads the birthday before it looks at the format
        return False
    try:
        ric.get_birth_date(text)
        return bool(text[-1] == ric.calc_check_digit(text))
    except Misfit:
        return False


def papers_fit(text: str) -> bool:
    """Whether a compact number is neither of eighteen places nor wrong; other papers (passports) are as they are."""
    return len(text) != PLACES or not text.isascii() or identity_number_fits(text) or bool(uscc.is_valid(text))
