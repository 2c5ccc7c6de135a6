"""Writes the pages of docs/ that are made from the code, or checks that they are up to date."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from casework.api.openapi.documentation import generated
from casework.management.base import DOES_NOT_HOLD, CaseworkCommand, write_whole
from casework.management.dictionary import data_dictionary
from casework.management.lawdocs import law_pages
from casework.management.layers import PAGE, architecture
from casework.reference import reading_once
from casework.statistics.words.definitions import statistics_markdown
from casework.vocabulary import Vocabulary, shipped_kinds
from config.environment import settings_markdown


class Command(CaseworkCommand):
    """build_docs [--check]."""

    does_not_hold = "docs/ 里的页面过期：运行 make docs"
    help = "Write the pages of docs/ that are made from the code; --check compares and writes nothing."
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        """The option."""
        parser.add_argument("--check", action="store_true", help="compare only")

    def run(self, **options: Any) -> int:
        """Write or compare every page."""
        stale = []
        with reading_once(shipped_kinds()):
            pages = _pages()
        for name, text in pages.items():
            path = settings.BASE_DIR / "docs" / name
            if options["check"]:
                if not path.exists() or path.read_text(encoding="utf-8") != text:
                    stale.append(name)
            else:
                path.parent.mkdir(exist_ok=True)
                write_whole(path, text.encode())
        for name in stale:
            self.stdout.write(f"docs/{name}")
        return DOES_NOT_HOLD if stale else 0


def _pages() -> dict[str, str]:
    pages = {
        "settings.md": settings_markdown(),
        "data-dictionary.md": data_dictionary(),
        "statistics.md": statistics_markdown(_shipped_vocabulary()),
        "openapi.json": json.dumps(generated(), ensure_ascii=False, indent=1) + "\n",
        PAGE: architecture(settings.BASE_DIR),
        **law_pages(),
    }
    return {name: text for name, text in pages.items() if text}


def _shipped_vocabulary() -> Vocabulary:
    """The classifications as they are shipped, whatever a database holds."""
    text = (settings.BASE_DIR / "fixtures" / "classifications.json").read_text(encoding="utf-8")
    return Vocabulary.of_rows(json.loads(text))
