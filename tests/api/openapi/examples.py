"""The examples of docs/openapi.json, taken anew from real answers: `python -m tests.api.openapi.examples` on demo data.

Run it with DATABASE_URL naming a database that `demo --no-server` has filled, then `make docs`.
"""

from __future__ import annotations

import json
import os
import re
from typing import Any

YEAR = "organ=141021&from=2024-01-01&to=2024-12-31"
ADDRESSES: dict[str, str] = {
    "reconsiderations": f"reconsiderations/?cell=T2.revoke.total&{YEAR}&page_size=1",
    "reconsiderations_one": "reconsiderations/31/",
    "litigations": "litigations/?page_size=1",
    "litigations_one": "litigations/1/",
    "mediations": "mediations/?page_size=1",
    "mediations_one": "mediations/1/",
    "ledger_entries": "ledger-entries/?page_size=1",
    "ledger_entries_one": "ledger-entries/1/",
    "respondent_cases": "respondent-cases/?page_size=1",
    "respondent_cases_one": "respondent-cases/1/",
    "events": "events/?kind=reconsideration&record=31&page_size=2",
    "events_one": "events/1/",
    "organs": "organs/?page_size=1",
    "populations": "populations/?page_size=1",
    "terms": "terms/?list=matter&page_size=2",
    "terms_one": "terms/1/",
    "terms_describe": "terms/describe/",
    "table": f"tables/T6/?{YEAR}",
    "figure": f"figures/litigation.appearance_rate/?{YEAR}",
    "rules": f"rules/?{YEAR}",
}
"""Operation -> what is asked for its example."""


def main() -> None:
    """Ask as the demo county's report team, and keep the answers."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # noqa: PLC0415  # the settings come first

    django.setup()
    from casework.actions.belongings.tokens import Wanted, create_token  # noqa: PLC0415  # models need the set-up
    from casework.api.openapi.schema import EXAMPLES  # noqa: PLC0415  # so does this
    from casework.models import Person  # noqa: PLC0415  # and this
    from tests.api.conftest import Program  # noqa: PLC0415  # and this

    person = Person.objects.get(username="demo-report-team")
    ask = Program(create_token(person, Wanted("例"))[1], host="localhost")
    found: dict[str, Any] = {name: ask.json(address) for name, address in ADDRESSES.items()}
    text = re.sub(r'cursor=[^"]*', "cursor=…", json.dumps(found, ensure_ascii=False, indent=1))
    EXAMPLES.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
