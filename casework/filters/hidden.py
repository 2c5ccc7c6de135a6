"""What must not stand in an address in clear: an identity number or a telephone that is searched for.

Addresses lie in the browser's history, in logs, in what a colleague is sent. There such a value stands encrypted,
behind a mark; filters read it as if it had been typed.
"""

from __future__ import annotations

import re
from contextlib import suppress

from casework.cipher import Unreadable, decrypt, encrypt
from casework.errors import FaultyInput
from casework.text.folding import dialled, fold

MARK = "~"
FIELD = "list.condition"
SECRET = re.compile(r"[0-9]{11,}[0-9A-Za-z]*|(?=[A-Za-z]*[0-9])[0-9A-Za-z]{18}")
"""What may be an identity number, a credit code or a telephone in one group; words in pinyin are none of them."""
TELEPHONE = re.compile(r"(?:0|1|400|800)[0-9]+")
LEAST_DIALLED = 10


def is_hidden(text: str) -> bool:
    """Whether a value stands encrypted."""
    return text.startswith(MARK)


def is_secret(text: str) -> bool:
    """Whether words that are searched for may be an identity number, a credit code or a telephone."""
    compact = "".join(fold(text).split())
    digits = dialled(compact)
    is_telephone = len(digits) >= LEAST_DIALLED and TELEPHONE.fullmatch(digits) is not None
    return is_telephone or SECRET.fullmatch(compact) is not None


def parted(text: str) -> tuple[list[str], list[str]]:
    """The words of a search, apart by spaces: those that may be secret, and the others; one number may hold spaces."""
    if is_secret(text):
        return [text], []
    words = text.split()
    return [word for word in words if is_secret(word)], [word for word in words if not is_secret(word)]


def hidden(text: str) -> str:
    """The value as an address may hold it."""
    return text if is_hidden(text) else MARK + encrypt(FIELD, text)


def revealed(text: str) -> str:
    """The value as it was typed. Raises FaultyInput for one that was made elsewhere or changed."""
    if not is_hidden(text):
        return text
    with suppress(Unreadable):
        if found := decrypt(FIELD, text.removeprefix(MARK)):
            return found
    raise FaultyInput(
        "地址里遮盖的证件号或电话读不出来，重新输入",
        "The hidden identity number or telephone in the address cannot be read; type it again",
        where="q",
    )
