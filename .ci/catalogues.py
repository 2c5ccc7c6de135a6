"""Whether every compiled catalogue (.mo) says what its source (.po) says; needs gettext's msgfmt.

Compared are the messages, not the bytes: another version of msgfmt lays a file out differently.
"""

from __future__ import annotations

import gettext
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def messages(file: Path) -> dict[object, str]:
    """The messages of a compiled catalogue; its header, which holds dates, is left out."""
    with file.open("rb") as opened:
        catalogue = dict(gettext.GNUTranslations(opened)._catalog)  # type: ignore[attr-defined]
    catalogue.pop("", None)
    return catalogue


def problem(source: Path) -> str | None:
    """What is wrong with the compiled catalogue beside `source`, in one line; None when nothing is."""
    compiled = source.with_suffix(".mo")
    if not compiled.exists():
        return f"{compiled.relative_to(ROOT)} is missing: run manage.py compilemessages"
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh.mo"
        subprocess.run(["msgfmt", "--check", "-o", fresh, source], check=True)
        if messages(fresh) != messages(compiled):
            return f"{compiled.relative_to(ROOT)} is stale: run manage.py compilemessages"
    return None


def main() -> int:
    """Print what is wrong with the project's catalogues; 0 when nothing is."""
    problems = list(filter(None, map(problem, sorted(ROOT.glob("casework/locale/*/LC_MESSAGES/*.po")))))
    for line in problems:
        print(line, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
