"""行政复议: the columns of a spreadsheet of cases."""

from __future__ import annotations

from functools import partial

from casework.imports.columns.shape import Column, fact
from casework.law.names import RecordKind, TerminatedCause, WithdrawnHow
from casework.law.words.languages import Text

of = partial(fact, RecordKind.RECONSIDERATION)
INTAKE = (
    ("accepted", "受理", "accepted"),
    ("declined", "不予受理", "declined"),
    ("referred", "告知或转送", "referred"),
    ("abandoned", "视为放弃", "abandoned"),
    ("withdrawn_early", "受理前撤回", "withdrawn early"),
)
"""审查结果."""
DETAILS = tuple((each.value, each.zh, each.en) for names in (WithdrawnHow, TerminatedCause) for each in names)
REASONS = tuple((str(n), str(n), str(n)) for n in range(1, 8))
EACH = Text("多次中止的，各次用；隔开", "Of several suspensions each, apart by ；")

COLUMNS = (
    Column("number", Text("案件编号", "Number")),
    of("received_on", required=True),
    of("channel", "register.channel", required=True),
    of("filed_on", "register.filed_on"),
    of("applicant", required=True, many=True),
    of("applicant_kind", beside=True, codes="applicant_kind"),
    of("applicant_count"),
    of("applicant_sex", beside=True),
    Column("identity_number", Text("证件号码", "Identity number"), "papers", beside=True),
    Column("telephone", Text("联系电话", "Telephone"), beside=True),
    Column("address", Text("申请人住址", "Address"), beside=True),
    of("representative", beside=True),
    of("agent", beside=True),
    of("agent_firm", beside=True),
    of("third_party", "register.third_parties", many=True),
    of("respondent", "register.respondents", required=True, many=True, type="organ"),
    of("respondent_class", note=Text(
        "由机关本身得出，填了的只核对", "Follows from the organ; what is given is compared")),
    of("matter", required=True, many=True),
    of("matter_child", many=True),
    of("field", required=True),
    of("field_child"),
    of("request", "register.request"),
    of("act_number"),
    of("act_made_on"),
    of("act_known_on"),
    of("request_text", "register.request_text", type="long"),
    of("facts_and_reasons", "register.facts_and_reasons", type="long"),
    of("claims_inaction", "register.claims_inaction"),
    of("enterprise_related", "register.enterprise_related"),
    of("compensation_claimed", "register.compensation_claimed"),
    of("prior_mandatory", "register.prior_mandatory"),
    of("document_review", "register.document_review"),
    of("complex", "register.complex"),
    of("intake", codes=INTAKE),
    of("intake_on", belongs="intake"),
    of("accepted_on", belongs="intake"),
    Column("decline_reason", Text("不予受理理由", "Reason for declining"), "code", codes=REASONS, belongs="intake",
           note=Text("行政复议法第三十条第一款的项，1至7", "Item of art. 30 ¶1, 1 to 7")),
    of("passed_to", type="organ", belongs="intake"),
    of("procedure", "accept.procedure", belongs="intake"),
    of("handlers", "accept.handlers", many=True, belongs="intake"),
    of("extension_on", many=True, belongs="extended_days"),
    of("extension_days", beside=True, belongs="intake"),
    of("extended_days", belongs="intake"),
    of("suspended_from", many=True, note=EACH, belongs="intake"),
    of("suspended_to", beside=True, note=EACH, belongs="suspended_from"),
    of("suspension_ground", codes="suspension_ground", beside=True, belongs="suspended_from"),
    Column("suspended_during", Text("中止期间", "Suspended during"), many=True, belongs="intake",
           note=Text("写作2024-03-01至2024-04-02，多次的用；隔开",
                     "As 2024-03-01~2024-04-02; several apart by ；")),
    of("stop", many=True, belongs="intake"),
    of("stop_ground", beside=True, codes="suspension_ground", belongs="stop"),
    of("stopped_on", beside=True, belongs="stop"),
    of("resumed_on", beside=True, belongs="stop"),
    Column("heard_on", Text("听证日期", "Hearing held on"), "day", belongs="intake"),
    of("heard", belongs="intake"),
    of("opinions_heard", belongs="intake"),
    of("committee", belongs="intake"),
    of("converted", belongs="intake"),
    of("outcome", belongs="intake"),
    of("outcome_detail", codes=DETAILS, belongs="outcome"),
    of("concluded_on", belongs="outcome"),
    of("document_number", belongs="outcome"),
    of("procedure_only", "conclude.procedure_only", belongs="outcome"),
    of("compensation_granted", "conclude.compensation_granted", belongs="outcome"),
    of("operative_part", "conclude.operative_part", type="long", belongs="outcome"),
    of("permitted_on", "conclude.permitted_on", belongs="outcome"),
    of("served_on", belongs="outcome"),
    of("opinion_letter_on", belongs="intake"),
    of("opinion_feedback_on", belongs="opinion_letter_on"),
    Column("recommendation_on", Text("建议书日期", "Recommendation on"), "day", many=True, belongs="intake"),
    Column("document_review_on", Text("附带审查日期", "Document review opened on"), "day", many=True, belongs="intake"),
    Column("sent_to_superior_on", Text("抄告日期", "Copied to the superior on"), "day", many=True, belongs="outcome"),
    Column("published_on", Text("公开日期", "Published on"), "day", many=True, belongs="outcome"),
    of("entry", many=True, belongs="intake"),
    of("letter_to", beside=True, type="organ", belongs="entry"),
    of("entry_on", beside=True, belongs="entry"),
    of("letter_received_on", beside=True, belongs="entry"),
    of("answered_on", beside=True, belongs="entry"),
    of("archived_on", belongs="outcome"),
    of("shelf", "archive.shelf", belongs="archived_on"),
    of("state", belongs="outcome"),
)  # fmt: skip
"""案件状态 is no fact of its own: it says intake where no column does, and is compared with what comes out."""
COLUMN = {column.key: column for column in COLUMNS}
"""The same by key."""
