"""The filters of the lists that no record stands in: organs, inhabitants and codes."""

from __future__ import annotations

from casework.filters.fields import Codes, OrganNamed, Text, amounts
from casework.filters.sets import declared
from casework.law.names import Level, OrganKind

OrganFilters = declared(
    "OrganFilters",
    {
        "name": Text("name"),
        "level": Codes("level", Level),
        "kind": Codes("kind", OrganKind),
        "organ_class": Codes("organ_class"),
        "division_code": Text("division_code"),
        "parent": OrganNamed("parent"),
    },
)
PopulationFilters = declared(
    "PopulationFilters",
    amounts("year", "year"),
    amounts("inhabitants", "inhabitants"),
    {"source": Text("source")},
)
TermFilters = declared("TermFilters", {"list": Text("list"), "code": Text("code"), "parent": Text("parent")})
