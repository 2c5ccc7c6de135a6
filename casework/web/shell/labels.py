"""The words of keys of acts and of stored facts; a test asks that each has one."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from casework.kinds import KINDS, Fact, fact_said
from casework.law.keys import ActComplainedOf, Applicant, Disputant, Official, Plaintiff
from casework.law.names import Act, RecordKind
from casework.law.organs.handing import HANDLED_BY
from casework.law.planning import DONE_BY

Words = dict[str, str | Promise]

KEYS: Words = {
    "complained_of": _("Complained of"),
    "prior_mandatory": _("Reconsideration mandatory before suing"),
    "prior_reason": _("Why reconsideration is mandatory, or not"),
    "on_the_spot": _("Made on the spot"),
    "obstacle": _("Obstacle to applying"),
    "longer_term": _("Longer term of another law"),
    "law": _("Law and article"),
    "organ_received_on": _("Received by the penalising organ on"),
    "passed_on": _("Passed on by it on"),
    "referred_from": _("Referred from"),
    "lead": _("Leading case"),
    "of_status": _("On status, adoption or marriage"),
    "jurisdiction": _("Ground of competence"),
    "number": _("Number"),
    "from": _("From"),
    "to": _("To"),
    "received_on": _("Received on"),
    "accepted_on": _("Accepted on"),
    "items": _("Items"),
    "notice_received_on": _("Notice received on"),
    "due": _("Last day"),
    "reason": _("Reason"),
    "posted_on": _("Posted on"),
    "ground": _("Ground"),
    "organ": _("Organ"),
    "how": _("How"),
    "respondent": _("Respondent"),
    "name": _("Name"),
    "acting": _("Who acts for the party"),
    "why_not": _("Why not"),
    "investigators": _("Number of investigators"),
    "notice_on": _("Notice given on"),
    "head_attended": _("Responsible person attended"),
    "head_why_not": _("Why the responsible person did not attend"),
    "party": _("Party"),
    "host": _("Host"),
    "officers": _("Hearing officers"),
    "recorder": _("Recorder"),
    "ordered_on": _("Performance ordered on"),
    "talked_on": _("Called to a talk on"),
    "criticised_on": _("Criticised in a circular on"),
    "performed_on": _("Performed on"),
    "kind": _("Kind"),
    "competent": _("Within competence"),
    "document": _("Document under review"),
    "own_motion": _("Of the organ's own motion"),
    "result": _("Result"),
    "approver": _("Approved by"),
    "days": _("Days"),
    "told_on": _("Parties told on"),
    "by_order_of": _("By order of"),
    "permitted_on": _("Withdrawal permitted on"),
    "redo_ordered": _("To be done anew"),
    "redo_within_days": _("To be done anew within days"),
    "perform_within_days": _("To be performed within days"),
    "procedure_only": _("Procedure alone unlawful"),
    "approved": _("Approval"),
    "note": _("Note"),
    "instance": _("Instance"),
    "reconsideration": _("Case of one's own"),
    "suits_follow": _("The disputes follow"),
    "against_organ": _("Against the organ"),
    "amount": _("Amount"),
    "quantities": _("Quantities"),
    "names": _("Names of the units"),
    "lapse": _("Lapse"),
    "excluded": _("Time excluded before"),
    "exchanged": _("Copies and replies before"),
    "reviewed": _("Documents under review before"),
    "conducted": _("Done in the review before"),
    "reopened_on": _("Review reopened on"),
    "opinions_on": _("Opinions heard on"),
    "heard_on": _("Hearing held on"),
    "committee_on": _("Committee consulted on"),
    "suspended_on": _("Suspended on"),
    "transfer_received_on": _("Transfer received on"),
    "asked_on": _("Issuer asked on"),
    "question_received_on": _("Question received on"),
    "answered_on": _("Answered on"),
    "result_on": _("Result on"),
    "sent_on": _("Sent on"),
    "replied_on": _("Replied on"),
    "extended_days": _("Days extended before"),
    "until": _("Until"),
    "letter": _("Opinion letter"),
    "what": _("What is planned"),
    "at": _("Hour"),
    "place": _("Place"),
    "who": _("Who is to come"),
    "plan": _("Which plan"),
    # of a correction
    "fact": _("Fact"),
    "target": _("Act to strike"),
    "value": _("New value"),
    "on": _("Date of the act"),
    # of an applicant, and of what is complained of
    "count": _("Persons"),
    "identity_number": _("Identity number"),
    "telephone": _("Telephone"),
    "address": _("Address"),
    "representative": _("Representative"),
    "agent": _("Agent"),
    "sex": _("Sex"),
    "born_on": _("Born on"),
    "post_code": _("Post code"),
    "representative_post": _("Post of the representative"),
    "agent_firm": _("Firm of the agent"),
    "agent_powers": _("Powers of the agent"),
    "post": _("Post"),
    "made_on": _("Made on"),
    "known_on": _("Known on"),
    "told": _("Told of the right to apply"),
}
"""Key of an act -> its words."""

COLUMNS: Words = {
    "planned": _("Planned"),
    "voided_on": _("Voided on"),
    "joined_to_id": _("Leading case"),
    "reconsideration_id": _("Linked reconsideration"),
    "respondent_id": _("Respondent"),
    "named": _("Reconsideration to be confirmed"),
    "asked_on": _("Judicial confirmation asked for on"),
}
"""Column of a record -> its words, where no key of an act bears the name."""


SUBJECTS: Words = {
    "decision": _("major decision"),
    "project": _("project"),
    "contract": _("contract"),
    "agreement": _("agreement"),
    "disclosure_reply": _("reply on disclosure"),
}
"""What a kind of ledger entry may be about, where its kind names the subjects by code."""


NESTED: dict[tuple[type, str], str | Promise] = {
    (Applicant, "name"): _("Name of the applicant"),
    (Plaintiff, "name"): _("Name of the plaintiff"),
    (Disputant, "name"): _("Name of the party"),
    (Official, "name"): _("Name of who came"),
    (ActComplainedOf, "kind"): _("Act or failure to act"),
    (ActComplainedOf, "number"): _("Document number"),
}
"""Key of a structure -> its words, where they say more than the key's alone."""


R, L = RecordKind.RECONSIDERATION, RecordKind.LITIGATION
OF_ACT: dict[tuple[RecordKind, Act, str], str | Promise] = {
    **{(kind, Act.PLAN, "on"): _("Day planned") for kind in DONE_BY},
    **{(kind, Act.HAND_OVER, "from"): _("Handed over by") for kind in HANDLED_BY},
    **{(kind, Act.HAND_OVER, "to"): _("Taken on by") for kind in HANDLED_BY},
    (R, Act.ACCEPT, "ground"): _("Ground of the simplified procedure"),
    (L, Act.CONFIRM_LINK, "number"): _("Number of the reconsideration case"),
    (L, Act.RECEIVE_ADVICE, "summary"): _("Advice in brief"),
    (R, Act.ACCEPT, "number"): _("Case number"),
    (R, Act.REGISTER, "number"): _("Case number"),
    (R, Act.CONCLUDE, "how"): _("How it was withdrawn"),
    (R, Act.CONCLUDE, "cause"): _("Why it is terminated"),
    (R, Act.DECLINE, "reason"): _("Condition that is wanting"),
    (R, Act.DECLINE, "organ"): _("Competent organ"),
    (R, Act.REFER, "organ"): _("Competent organ"),
    (R, Act.TRANSFER_UP, "organ"): _("Superior organ"),
    (R, Act.ISSUE_OPINION, "received_on"): _("Letter received on"),
    (R, Act.REOPEN, "to"): _("State to go back to"),
    (R, Act.RECORD_FEEDBACK, "by"): _("Answered by"),
    (R, Act.REPLACE_PARTY, "by"): _("In its place"),
    (R, Act.ISSUE_OPINION, "to"): _("To which organ"),
    (R, Act.ISSUE_RECOMMENDATION, "to"): _("To which organ"),
}
"""Key of one act -> its words, where they say more than the key's alone."""


def label(fact: Fact) -> str:
    """The words of a declared fact in the language of the page."""
    return fact.label.of(get_language() or "zh")


def act_key_words(kind: RecordKind, act: Act, name: str) -> str:
    """The words of a key in the form of an act: its own there, else those of the fact that it says."""
    if (kind, act, name) in OF_ACT:
        return str(OF_ACT[kind, act, name])
    fact = fact_said(kind, act.value, name) if name != "on" else None
    return label(fact) if fact is not None else key_words(name)


def nested_words(structure: type, name: str) -> str:
    """The words of a key of a structure."""
    return str(NESTED.get((structure, name)) or key_words(name))


def key_words(name: str) -> str:
    """The words of a key of an act."""
    return str(KEYS.get(name, name))


ANOTHER: Words = {
    "applicants": _("Add an applicant"),
    "respondents": _("Add a respondent"),
    "defendants": _("Add a defendant"),
    "plaintiffs": _("Add a plaintiff"),
    "disputants": _("Add a party"),
    "matters": _("Add a matter"),
}
"""Key that is typed row by row -> what its button for one more row says."""


def another_words(name: str) -> str:
    """What the button says that adds a row to a key."""
    return str(ANOTHER.get(name) or _("Add a row"))


def column_words(name: str, kind: RecordKind | None = None) -> str:
    """The words of a column of a record: those of the fact of its kind, where it is one."""
    facts = KINDS[kind].facts if kind is not None else None
    fact = (facts.by_name.get(name) or facts.by_key.get(name)) if facts is not None else None
    return label(fact) if fact is not None else str(COLUMNS.get(name) or KEYS.get(name, name))
