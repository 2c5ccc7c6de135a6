"""Secret keys: given by the environment, or made once and kept beside the database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

SHORTEST = 50
FEWEST_DIFFERENT = 16


def strong(name: str, key: str) -> str:
    """`key`, if it is long and varied enough to be a secret; raises ImproperlyConfigured otherwise."""
    if len(key) < SHORTEST or len(set(key)) < FEWEST_DIFFERENT:
        raise ImproperlyConfigured(
            f"{name} is too weak: at least {SHORTEST} random characters are needed. "
            'Make one with: python -c "import secrets; print(secrets.token_urlsafe(48))"'
        )
    return key


def kept(path: Path) -> str:
    """The key in the file `path`, which is made first if it is not there.

    Two processes that start at once get the same key: each writes a file of its own, and only the first can
    give it the name. Raises ImproperlyConfigured where the file can be neither read nor made, or is damaged.
    """
    try:
        if not path.exists():
            _make(path)
        return strong(str(path), path.read_text(encoding="ascii").strip())
    except (OSError, UnicodeError) as error:
        raise ImproperlyConfigured(f"The key file {path} can be neither read nor made: {error}") from error


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
            file.flush()
            os.fsync(file.fileno())
        # link, not rename: it fails where the name is taken, so the first key is never replaced
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
