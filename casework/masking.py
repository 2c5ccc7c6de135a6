"""What a reader who may not read names sees of a text: the one place that decides it, for pages, files and programs.

Every text that a person can write is declared here with what it may hold. A text that is not declared is withheld,
and fails the suite. `casework.filters.masked` says the same to the database.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from casework.vocabulary import SUBJECTS

HIDDEN = "**"
OMITTED = "〔略〕"


class Holds(Enum):
    """What a text may hold, and so what is shown of it to who may not read names."""

    NAME = "the name of a party, or of who acts for it: its first character"
    FREE = "anything that was written, names and telephones too: nothing of it"
    CAUSE = "a cause, which may name people: the class of the case in it"
    SUBJECT = "what a ledger entry is about: one of its kind's own subjects"
    OFFICE = "a number, a paper, an organ, a court, a body, staff: all of it"
    CODE = "a code or a text of the program: all of it"
    PUBLISHED = "written to be published, by who does not read names either: all of it"
    CLOSED = "nothing of it: it stands on pages for those who read names, or on none, and is found by none but them"


TEXTS: dict[str, Holds] = {
    **dict.fromkeys(("name", "representative", "agent", "third_parties", "applicant"), Holds.NAME),
    **dict.fromkeys(
        ("note", "reason", "prior_reason", "summary", "items", "how", "ground", "why_not", "head_why_not", "names",
         "jurisdiction", "value", "place", "who", "request_text", "facts_and_reasons", "evidence", "facts_found",
         "reasons", "operative_part", "answer", "claims", "text", "content"),
        Holds.FREE,
    ),
    "cause": Holds.CAUSE,
    "subject": Holds.SUBJECT,
    **dict.fromkeys(
        ("mediators", "lawyers", "panel", "appeared", "post", "visited_by", "room", "shelf", "agreement_number",
         "batch", "number", "act_number", "document_number", "court_number", "named", "document", "law", "longer_law",
         "court", "handed_over_by", "agent_firm", "representative_post", "body", "deciding_organ", "deciding_number",
         "by_order_of", "approver", "handlers", "host", "officers", "recorder", "from", "to"),
        Holds.OFFICE,
    ),
    **dict.fromkeys(("fact", "target"), Holds.CODE),
}  # fmt: skip
"""Key of an act, or column of a record, -> what its text may hold."""

COLUMNS: dict[str, Holds] = {
    **dict.fromkeys(
        ("state", "kind", "role", "paper", "left_ground", "opened_by", "closed_by", "began_by", "standing",
         "respondent_ids", "entry_kind", "quantity", "next_term", "path", "word", "division_code", "number_at",
         "spelled", "page", "definitions", "edition", "styles", "zeros", "figures", "tables", "checksum",
         "content_type", "digest", "basis", "list", "code", "zh", "en", "parent", "reference", "maps_to",
         "pattern", "subjects", "unit", "unit_zh", "adds_up", "EntryKindChange.before", "EntryKindChange.after",
         "fingerprint", "region", "notice_number", "arrangement", "search_text", "token_key",
         "networks", "density", "method", "SealedFile.form", "SealedFile.file"),
        Holds.CODE,
    ),
    **dict.fromkeys(
        ("alike", "identity_number", "identity_index", "telephone", "telephone_index", "address", "address_index",
         "search_guarded", "born_on", "post_code"),
        Holds.CLOSED,
    ),
    **dict.fromkeys(("Organ.name", "FormerName.name", "MediationBody.name", "Population.source",
                     "PopulationEntry.source", "PopulationEntry.source_before",
                     "Person.username", "Person.first_name", "Person.last_name", "Staff.name", "Staff.post",
                     "Staff.qualification"), Holds.OFFICE),
    **dict.fromkeys(("Note.text", "Attachment.name", "Attachment.description", "Attachment.file"), Holds.CLOSED),
    **dict.fromkeys(("Person.password", "Person.email", "Submission.answer", "Draft.title", "Draft.values",
                     "Token.purpose", "Pull.path", "Pull.query"), Holds.CLOSED),  # of a person's own, for nobody else
    **dict.fromkeys(("ImportBatch.name", "ImportBatch.mapping", "ImportedRow.oddities", "ImportJob.name",
                     "ImportJob.mapping", "ImportJob.counts", "ImportJob.problem", "ImportMapping.mapping"),
                    Holds.CLOSED),  # of those who import
    **dict.fromkeys(("ExportJob.name", "ExportJob.page", "ExportJob.query", "ExportJob.language", "ExportJob.counts",
                     "ExportJob.problem", "ExportJob.rights"), Holds.CLOSED),  # of those who export
    **dict.fromkeys(("SavedView.name", "SavedView.query"), Holds.CLOSED),  # shared by who reads names
    **dict.fromkeys(("Event.keys", "Event.changes"), Holds.FREE),  # told key by key, each as it is declared above
    **dict.fromkeys(("AnnualDraft.texts", "SealedReport.reason"), Holds.PUBLISHED),
}  # fmt: skip
"""Column that is no key of an act, or `Model.column`, -> what its text may hold."""

CLASSES = (
    "行政处罚", "行政强制措施", "行政强制执行", "行政强制", "行政许可", "行政征收", "行政征用", "行政登记", "行政确权",
    "行政确认", "行政给付", "行政允诺", "行政征缴", "行政奖励", "行政收费", "信息公开", "行政批复", "行政处理",
    "行政复议", "行政裁决", "行政协议", "行政补偿", "行政赔偿", "行政不作为", "不履行法定职责", "公益诉讼",
)  # fmt: skip
"""The classes of cases that causes name: 关于行政案件案由的暂行规定（法发〔2020〕44号）, and the matters of this site.

A text that names two shows the one that stands first here.
"""


def masked(name: str) -> str:
    """申请人甲 -> 申**; the empty name stays empty."""
    return name[:1] + HIDDEN if name else ""


def class_of(cause: str) -> str:
    """The class of the case that a cause names, all else left out: 张三不服行政处罚 -> 行政处罚〔略〕."""
    named = next((each for each in CLASSES if each in cause), "")
    return cause if cause in ("", named) else named + OMITTED


SHOWN: dict[Holds, Callable[[str], str]] = {
    Holds.NAME: masked,
    Holds.FREE: lambda text: OMITTED if text else "",
    Holds.CAUSE: class_of,
    Holds.SUBJECT: lambda text: text if not text or text in SUBJECTS else OMITTED,
    Holds.OFFICE: str,
    Holds.CODE: str,
}

HIDING = frozenset({Holds.NAME, Holds.FREE, Holds.CAUSE, Holds.SUBJECT})
"""What does not stand whole before who may not read names."""


def holds(column: str) -> Holds:
    """What a text may hold, by its key or by the path of its column; one that nobody declared may hold anything."""
    return TEXTS.get(column.rpartition("__")[2], Holds.FREE)


class Names:
    """How the texts of a record are shown to one reader."""

    def __init__(self, *, clear: bool) -> None:
        self.clear = clear

    def said(self, key: str, text: str) -> str:
        """A text as the reader may read it; `key` is its key in the act, or its column."""
        return text if self.clear else SHOWN[holds(key)](text)

    def name(self, name: str) -> str:
        """A name, masked where it has to be."""
        return name if self.clear else masked(name)

    def text(self, text: str) -> str:
        """Free text, left out where it has to be."""
        return self.said("note", text)
