"""Text as it is kept, and as it is compared: one rule for storage, search and the warning of duplicates.

A name comes out of a spreadsheet, a web page or an input method with characters that nobody sees or that only look
alike. What is kept has none of them; what is compared does not depend on width, case, spaces or middle dots either.
"""

from __future__ import annotations

import re
import unicodedata

DOTS = "\u00b7\u0387\u2022\u2024\u2027\u2219\u22c5\u30fb\uff65\u16eb\ua78f"
"""Middle dots that input methods write into names of several parts: 买买提·艾力 is written with the first."""
WIDE = "０-９Ａ-Ｚａ-ｚ"
HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
UNSEEN = re.compile(f"[{_UNSEEN}]")
"""Characters of no width: joiners, marks of direction, byte order marks, fillers."""
VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Selectors of a variant: they are kept, since a name may be written with one form of a character, and not compared."""
CONTROLS = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb]")
BREAK_IN_A_WORD = re.compile(f"(?<=[{HAN}])[ \t]*(?:\r\n|[\n\r\x85\u2028\u2029])[ \t]*(?=[{HAN}])")
SPACE_IN_A_WORD = re.compile(f"(?<=[{HAN}])\\s+(?=[{HAN}])")
NO_LATIN_SPACE = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
_ONE_DOT = str.maketrans(dict.fromkeys(DOTS, "·"))
_NO_DOT = str.maketrans(dict.fromkeys(DOTS))
_WIDE_PARENTHESES = str.maketrans("()", "（）")


def fold(text: object) -> str:
    """A code, a number or a date without differences of width, characters that nobody sees, and surrounding space."""
    return unicodedata.normalize("NFKC", VARIANTS.sub("", UNSEEN.sub("", str(text)))).strip()


def dialled(text: object) -> str:
    """A telephone as it is dialled, without the country and the extension, however it is grouped.

    0357-4522345, (0357)4522345, +86-357-4522345 and 0357 4522345转801 are 03574522345.
    What is no single telephone stays as it is.
    """
    plain = "".join(fold(text).upper().split())
    found = TELEPHONE.fullmatch(plain)
    if found is None:
        return plain
    digits: str = "0" if found["abroad"] and found["number"][0] not in "(01" else ""
    for group in re.findall(r"[0-9]+", found["number"]):
        digits += group
        if len(digits) >= _shortest(digits):  # what follows is the extension
            return digits
    return plain


AREAS = ("010", *(f"02{sign}" for sign in range(10)), *(f"0{code}" for code in range(300, 1000)))
"""Area codes: two digits after the nought in the largest cities, three elsewhere."""
LOCAL = re.compile(r"[1-9][0-9]{6,7}")
"""A landline as it is dialled within its area."""


def same_line(text: object) -> list[str]:
    """The telephones that may be the same line: without its area that number in any, with it the number within it too.

    4522345 gives itself, 0104522345 and so on; 0357-4522345 gives 03574522345 and 4522345.
    """
    number = dialled(text)
    if LOCAL.fullmatch(number):
        return [number, *(area + number for area in AREAS)]
    area = next((area for area in AREAS if number.startswith(area)), "")
    within = number.removeprefix(area)
    return [number, within] if area and LOCAL.fullmatch(within) else [number]


SIGNS = "-\u2010-\u2015\u2212."
"""What stands between the groups of a telephone."""
TELEPHONE = re.compile(
    f"(?:(?P<abroad>(?:[+]|00)86[{SIGNS}]?)|86[{SIGNS}]?(?=[(01]))?(?P<number>[(]?[0-9]++[)]?(?:[{SIGNS}]?[0-9])*+)"
    f"(?:[{SIGNS},]?(?:转|分机|EXT[.]?|X|[#*])[0-9]{{1,6}})?"
)


def _shortest(digits: str) -> int:
    """How many digits a telephone has at least that begins so: area codes have three or four, numbers in them seven."""
    if digits.startswith("0"):
        return 10 if digits[1:2] in ("1", "2") else 11
    if digits.startswith("1"):
        return 11
    return 10 if digits.startswith(("400", "800")) else 7


def seen(text: str) -> str:
    """A text of several lines as it is kept: nothing in it that nobody sees, line breaks of one kind."""
    whole = unicodedata.normalize("NFC", UNSEEN.sub("", CONTROLS.sub("", text)))
    return re.sub(r"\r\n|[\r\x85\u2028\u2029]", "\n", whole).strip()


def one_line(text: str) -> str:
    """A text of one line as it is kept.

    A line break between two Chinese characters goes, other runs of space become one space; letters and digits are of
    half width, middle dots are ·. Punctuation stays as it was typed.
    """
    line = " ".join(BREAK_IN_A_WORD.sub("", seen(text)).split())
    return re.sub(f"[{WIDE}]", lambda wide: chr(ord(wide[0]) - 0xFEE0), line).translate(_ONE_DOT)


def alike(text: str) -> str:
    """What two spellings of one name have in common, for comparing: 买买提·艾力, 买买提・艾力 and 买买提艾力."""
    return "".join(comparable(text).split())


def comparable(text: str) -> str:
    """A text as its words are compared: width, case, unseen characters and middle dots do not matter.

    Spaces part words, but not two Chinese characters of one.
    """
    folded = unicodedata.normalize("NFKC", VARIANTS.sub("", seen(text))).translate(_NO_DOT).casefold()
    return SPACE_IN_A_WORD.sub("", folded)


def official(name: str) -> str:
    """The name of an organ as it is kept and looked up: spaces between Latin words alone, parentheses of full width."""
    return NO_LATIN_SPACE.sub("", one_line(name)).translate(_WIDE_PARENTHESES)
