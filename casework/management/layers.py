"""The layers of the code, from the contract that import-linter checks, for `docs/architecture.md`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

BEGIN, END = "<!-- layers -->\n", "<!-- /layers -->"
PAGE = "architecture.md"


def layers(project: str) -> list[str]:
    """The layers from above down, a line each, as the text of pyproject.toml declares them."""
    contracts = tomllib.loads(project)["tool"]["importlinter"]["contracts"]
    declared = next(each["layers"] for each in contracts if each["id"] == "layers")
    return [re.sub(r"[()]", "", line) for line in declared]


def architecture(root: Path) -> str:
    """The page of the architecture with the layers as they are; "" where nobody wrote one."""
    file = root / "docs" / PAGE
    if not file.exists():
        return ""
    before, _, rest = file.read_text(encoding="utf-8").partition(BEGIN)
    lines = "\n".join(f"    {line}" for line in layers((root / "pyproject.toml").read_text(encoding="utf-8")))
    return f"{before}{BEGIN}\n{lines}\n\n{END}{rest.partition(END)[2]}"
