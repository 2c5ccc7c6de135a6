"""行政复议: a case as it is stored, and the rows below it."""

from casework.models.reconsideration.case import Reconsideration
from casework.models.reconsideration.rows import (
    CASE_CHILDREN,
    Applicant,
    CaseChild,
    CaseEntry,
    Extension,
    Phase,
    Respondent,
    Service,
    Stop,
)

__all__ = (
    "CASE_CHILDREN",
    "Applicant",
    "CaseChild",
    "CaseEntry",
    "Extension",
    "Phase",
    "Reconsideration",
    "Respondent",
    "Service",
    "Stop",
)
