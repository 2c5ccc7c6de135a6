"""Canonical JSON: one text for one content, and the checksum over it."""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

import orjson

Json = dict[str, Any]
PLAIN = frozenset({int, str, bool, type(None)})


def canonical(data: Any) -> bytes:
    """The content as UTF-8: keys sorted, no spaces. Raises TypeError for a float, whose text is no one's to fix."""
    _check(data)
    return orjson.dumps(data, option=orjson.OPT_SORT_KEYS)


def _check(data: Any) -> None:
    values = data.values() if isinstance(data, dict) else data if isinstance(data, list) else (data,)
    kinds = set(map(type, values))  # lists of ids are long: what is plain throughout is not looked at one by one
    if kinds <= PLAIN:
        return
    if not kinds <= PLAIN | {dict, list}:
        raise TypeError(f"Canonical JSON has no {', '.join(sorted(kind.__name__ for kind in kinds))}")
    for value in values:
        if type(value) not in PLAIN:
            _check(value)


def checksum(content: bytes) -> str:
    """SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def digest(data: Any) -> str:
    """The checksum of a content."""
    return checksum(canonical(data))


def pack(content: bytes) -> bytes:
    """Canonical JSON as it is stored. The quickest level: the slower ones spare a tenth of the room."""
    return zlib.compress(content, 1)


def unpack(stored: bytes | memoryview) -> bytes:
    """Canonical JSON as it was stored. Raises zlib.error where it is damaged."""
    return zlib.decompress(bytes(stored))
