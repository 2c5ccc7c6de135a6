"""The description of the interface for programs as it is kept in docs/openapi.json."""

from __future__ import annotations

import json

from casework.api.openapi.documentation import generated


def openapi_json() -> str:
    """OpenAPI 3.1 as the code gives it now, in an order that shows a change as a difference."""
    return json.dumps(generated(), ensure_ascii=False, indent=1) + "\n"
