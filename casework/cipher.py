"""Personal data at rest: one cipher and one keyed index, keys derived from the root key of the settings.

A stored value is `v1:` and base64 of nonce and AES-GCM ciphertext, bound to "model.field". A certified module may
replace `encrypt` and `decrypt`; the version byte tells old values from new ones.
"""

from __future__ import annotations

import base64
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from casework.text.folding import dialled, fold, same_line

VERSION = "v1:"
NONCE_BYTES = 12
KEY_BYTES = 32
TELEPHONES = ("applicant.telephone",)


class Unreadable(Exception):
    """A stored value that was not encrypted with this key and for this field."""


class Illegible(str):
    """What stands for a value that cannot be decrypted: marked words; written back, it is as it was stored."""

    __slots__ = ("stored",)
    stored: str

    def __new__(cls, stored: str) -> Illegible:
        """The words, with the value that they stand for."""
        made = super().__new__(cls, ILLEGIBLE)
        made.stored = stored
        return made


ILLEGIBLE = "【加密内容无法读出】"


@lru_cache(maxsize=64)
def _key(root: str, purpose: str) -> bytes:
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=b"casework", info=purpose.encode()).derive(root.encode())


@lru_cache(maxsize=64)
def _box(root: str, field: str) -> AESGCM:
    return AESGCM(_key(root, f"encrypt {field}"))


def encrypt(field: str, text: str) -> str:
    """The text encrypted for `field` ("model.field"); the empty text stays empty, and what is illegible as it was."""
    if not text:
        return ""
    if isinstance(text, Illegible):
        return text.stored
    nonce = os.urandom(NONCE_BYTES)
    sealed = _box(settings.FIELD_KEY, field).encrypt(nonce, text.encode(), field.encode())
    return VERSION + base64.b64encode(nonce + sealed).decode()


def decrypt(field: str, stored: str) -> str:
    """The text that `encrypt` was given. Raises Unreadable for another field, another key or a changed value."""
    if not stored:
        return ""
    if not stored.startswith(VERSION):
        raise Unreadable(field)
    try:
        raw = base64.b64decode(stored.removeprefix(VERSION), validate=True)
        return _box(settings.FIELD_KEY, field).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], field.encode()).decode()
    except (InvalidTag, ValueError) as problem:
        raise Unreadable(field) from problem


def shown(field: str, stored: str) -> str:
    """The text that `encrypt` was given, or what stands for it: no page fails over one value that cannot be read."""
    try:
        return decrypt(field, stored)
    except Unreadable:
        return Illegible(stored)


def fingerprint() -> str:
    """What tells the root key in use from any other, and from which it cannot be found."""
    return fingerprint_of(settings.FIELD_KEY)


def fingerprint_of(root: str) -> str:
    """The fingerprint of a root key."""
    return _key(root, "fingerprint").hex()


def blind_index(field: str, text: str) -> str:
    """A keyed digest for exact search: the same for every spelling in width, case and spaces; empty for empty.

    A telephone is the same in whatever groups it is written, and with an extension. Empty also for what is illegible:
    nobody searches for that.
    """
    if isinstance(text, Illegible):
        return ""
    return _digest(field, dialled(text) if field in TELEPHONES else "".join(fold(text).upper().split()))


def blind_indexes(field: str, text: str) -> set[str]:
    """The digests under which a text that is searched for may stand: of a telephone with its area and without it."""
    if field in TELEPHONES:
        return {_digest(field, number) for number in same_line(text)} - {""}
    return {blind_index(field, text)} - {""}


def _digest(field: str, folded: str) -> str:
    if not folded:
        return ""
    return hmac.new(_key(settings.FIELD_KEY, f"index {field}"), folded.encode(), "sha256").hexdigest()
