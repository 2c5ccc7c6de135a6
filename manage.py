#!/usr/bin/env python3
"""The project's commands: `python manage.py help`."""

import os
import sys


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        from django.core.management import execute_from_command_line  # noqa: PLC0415 (to say what is missing)
    except ImportError as error:
        raise SystemExit("Django is not installed here: run `make setup`, then .venv/bin/python.") from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
