"""Every address of the site that is a page, by its name, with what axe reads of it; and those that are no page, why.

A screen that stands in neither fails `test_pages`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from casework.actions.belongings.attachments import Upload, attach
from casework.actions.belongings.desk import save_draft
from casework.actions.belongings.notes import add_note
from casework.actions.many import Choice, perform_many, requests_for
from casework.actions.reference.kinddefinition import WantedKind
from casework.actions.reference.ledgerkinds import make_kind
from casework.actions.reports.annual import When, open_draft
from casework.filters.asked import Question
from casework.filters.reader import Reader
from casework.imports.jobs.queue import begin, commit
from casework.imports.jobs.work import work
from casework.law.names import Act, RecordKind, Role
from casework.models import AnnualDraft, Draft, ExportJob, ExportStep, ImportJob, Membership, Person, SealedReport
from casework.statistics.datasets import Scope
from casework.web.urls import PLACES
from tests.e2e.conftest import Site
from tests.factories import TODAY, Office
from tests.files import pdf
from tests.imports.sheets import CASES, Rows, text_of
from tests.sealing.desk import NOW, YEAR, Room
from tests.web.county import County
from tests.web.imports.sent import WRONG, beside, cells

IN_2024 = "from=2024-01-01&to=2024-12-31"
BATCH = "20260602-a1"
CELL = f"organ=141021&{IN_2024}&cell="


Paths = Callable[["Made"], Iterator[str] | tuple[str, ...]]


@dataclass
class Made:
    """What the pages are read of: the county, one record of each with plans, and one voided; drafts; reports."""

    county: County
    planned: Any
    struck: Any
    voided: Any
    joined: Any
    draft: Draft
    annual: AnnualDraft
    confirmed: SealedReport
    to_seal: SealedReport
    to_confirm: SealedReport
    together: dict[str, UUID]
    """Kind -> the mark of acts that were done in one go."""
    jobs: dict[str, ImportJob]
    """Imports by what came of them."""
    exports: list[ExportJob]
    """Files that are being made, can be fetched, were refused, were cancelled."""

    def of(self, name: str) -> Any:
        """The record of the county that stands for its kind."""
        county = self.county
        found = {"reconsideration": county.ended, "litigation": county.suit, "mediation": county.mediation,
                 "respondent_case": county.response}  # fmt: skip
        return found.get(name, county.entry)

    def url(self, name: str) -> str:
        """The page of that record."""
        return str(self.of(name).get_absolute_url())


def made(site: Site) -> Made:
    """The county with something on each page, for a person who opens them all."""
    county, office = site.county, site.county.office
    person = Person.objects.get(username="li")
    for role in (Role.SUPERVISOR, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR):
        Membership.objects.create(person=person, organ=office["甲县"], role=role.value)
    for record in (county.ended, county.suit, county.mediation, county.entry, county.response):
        _belonging(office, record)
    room = Room(office)
    confirmed, to_seal = room.confirmed(), room.opened(basis="cohort")
    to_confirm = room.seal(room.opened(basis="received"))
    question, when = Question(Scope(office["甲县"]), YEAR), When(TODAY, NOW, office.reference)
    make_kind(WantedKind("信访督办", "petitions urged", single=True), by=person, roles={Role.SUPERVISOR})
    annual = open_draft(question, actor=room.supervisor, when=when)
    office.conclude("2024-06-03", "uphold")
    planned = office.do(office.accept("2026-06-01"), Act.PLAN, "2026-07-02", what="hearing", at="9:00", place="三楼")
    struck = office.do(office.register("2026-06-22"), Act.ACCEPT, "2026-06-24")
    struck = office.do(struck, Act.STRIKE, TODAY, keys={"target": "accept#1", "reason": "录到了别的案件上"})
    voided = office.do(office.register("2026-06-23"), Act.VOID, TODAY, reason="重复登记")
    joined, lead = (office.accept("2026-06-02", batch=BATCH) for _ in range(2))
    joined = office.do(joined, Act.JOIN_CASES, "2026-06-03", lead=lead.number)
    draft = save_draft(person, uuid4(), page="/reconsiderations/new/", title="登记申请", values={})
    marks = _together(office, person)
    jobs, exports = _imports(office, person), list(_exports(person))
    return Made(
        county, planned, struck, voided, joined, draft, annual, confirmed, to_seal, to_confirm, marks, jobs, exports
    )


def _imports(office: Office, person: Person) -> dict[str, ImportJob]:
    """Files that are to be read, were refused, hold errors, can be written, and one that was."""
    files: dict[str, Rows] = {"written": cells(CASES, intake_on="2024-02-20"), "right": CASES, "waiting": CASES}
    files |= {"wrong": WRONG, "refused": [row[1:] for row in CASES]}
    found = {}
    for name, rows in files.items():
        kind, reader = RecordKind.RECONSIDERATION, Reader(person, TODAY)
        found[name] = job = begin(kind, office["甲县"], f"{name}.csv", [text_of(beside(rows))], reader)
        if name != "waiting":
            work(job.pk, TODAY)
        if name == "written":
            job.refresh_from_db()
            commit(job)
            work(job.pk, TODAY)
            job.refresh_from_db()
    return found


def _exports(person: Person) -> Iterator[ExportJob]:
    refused = {"problem": ["文件已经不在了，重新导出", "The file is gone: export it again"]}
    for step in ExportStep:
        more = refused if step is ExportStep.REFUSED else {"counts": {"rows": 34_746}}
        asked = {"page": "reconsiderations", "query": "format=xlsx", "language": "zh-hans", "rights": []}
        said = {"name": f"reconsiderations-{TODAY}.xlsx", "step": step.value}
        yield ExportJob.objects.create(person=person, **asked, **said, **more)


def _import_jobs(made: Made) -> Iterator[str]:
    yield from (f"/imports/{job.pk}/" for name, job in made.jobs.items() if name != "written")


def _import_batch(more: str = "") -> Paths:
    return lambda made: (f"/imports/batches/{made.jobs['written'].batch_id}/{more}",)


def _together(office: Office, person: Person) -> dict[str, UUID]:
    """Two records of each kind that has acts for many, and one of them refused."""
    cases = office.register("2026-06-24"), office.register("2026-06-25"), office.accept("2026-06-25")
    mediations = [office.do(office.mediation(), Act.CONCLUDE, "2024-05-20", result="failed") for _n in range(2)]
    suits = [office.sue(handlers=["李某"]) for _n in range(2)]
    responses = [office.do(office.response(), Act.CONCLUDE, "2024-06-20", outcome="uphold") for _n in range(2)]
    return {
        "reconsideration": _in_one_go(person, Act.ACCEPT, *cases),
        "litigation": _in_one_go(person, Act.HAND_OVER, office.sue(), *suits, keys={"to": "王某", "reason": "调动"}),
        "mediation": _in_one_go(person, Act.VISIT_BACK, office.mediation(), *mediations),
        "respondent_case": _in_one_go(person, Act.SERVE, office.response(), *responses),
    }


def _in_one_go(person: Person, act: Act, *records: Any, keys: Mapping[str, Any] | None = None) -> UUID:
    asked = requests_for(RecordKind(records[0].kind), act, date(2026, 6, 26), keys or {}, records)
    refused = Choice(shown=[record.pk for record in records])
    mark = perform_many(asked, uuid4(), reader=Reader(person, TODAY), choice=refused).mark
    assert mark is not None
    return mark


def _belonging(office: Office, record: Any) -> None:
    """A note and a file that stand, and the like that were taken away."""
    content = pdf("1")
    sent = Upload("1.pdf", len(content), io.BytesIO(content), description="证据材料", pages=2)
    attach(record, sent, actor=office.actor(), today=TODAY)
    add_note(record, "已电话联系", actor=office.actor())


def at(*paths: str) -> Paths:
    """Pages that stand at the same place for everybody."""
    return lambda _made: paths


def _acts(name: str, *acts: str) -> Paths:
    return lambda made: tuple(f"{made.url(name)}acts/{act}/" for act in acts)


def _many(name: str, act: Act) -> Paths:
    def paths(made: Made) -> tuple[str, ...]:
        records = [made.of(name), *([made.struck] if name == "reconsideration" else [])]
        query = "&".join(f"record={record.pk}" for record in records)
        return (f"/{PLACE_OF[name]}/many/?act={act.value}&{query}",)

    return paths


def _together_page(name: str, more: str = "") -> Paths:
    return lambda made: (f"/{PLACE_OF[name]}/many/{made.together[name]}/{more}",)


PLACE_OF = {name: place for place, name, _kind in PLACES}
FOR_MANY = {
    "reconsideration": Act.SERVE,
    "litigation": Act.HAND_OVER,
    "mediation": Act.VISIT_BACK,
    "respondent_case": Act.SERVE,
}


def _of_record(name: str, what: str, *more: str) -> Paths:
    return lambda made: tuple(f"{made.url(name)}{what}{each}" for each in ("", *more))


ACTS = {
    "reconsideration": ("issue_opinion", "serve", "void"),
    "litigation": ("plan", "record_appearance", "close_instance"),
    "mediation": ("void",),
    "ledger_entry": ("void",),
    "respondent_case": ("answer_opinion", "void"),
}
CORRECTED = {
    "reconsideration": "?fact=register%231.applicants",
    "litigation": "?fact=register%231.cause",
    "mediation": "?fact=conclude%231.on",
    "ledger_entry": "?fact=record%231.quantities",
    "respondent_case": "?fact=conclude%231.outcome",
}
STRUCK = {
    "reconsideration": "?target=issue_opinion%231",
    "litigation": "?target=open_instance%231",
    "mediation": "?target=conclude%231",
    "ledger_entry": "?target=record%231",
    "respondent_case": "?target=serve%231",
}


def _of_place(name: str) -> dict[str, Paths]:
    """The pages of the records of a kind."""
    return {
        name: partial(_records, name=name),
        f"{name}_act": _acts(name, *ACTS[name]),
        f"{name}_correct": _of_record(name, "acts/correct/", CORRECTED[name]),
        f"{name}_strike": _of_record(name, "acts/strike/", STRUCK[name]),
        f"{name}_attachments": _of_record(name, "attachments/"),
        f"{name}_notes": _of_record(name, "notes/"),
        f"{name}_print": _of_record(name, "print/"),
        f"{name}_contents": _of_record(name, "contents/"),
        **({} if name == "ledger_entry" else {f"{name}_people": _of_record(name, "people/")}),
    }


def _records(made: Made, name: str) -> Iterator[str]:
    yield made.url(name)
    if name == "reconsideration":
        county = made.county
        more = (county.named, county.suspended, county.corrected, made.planned, made.struck, made.voided)
        joined = (made.joined, made.joined.joined_to)
        yield from (record.get_absolute_url() for record in (*more, *joined))


def _planned(made: Made) -> Iterator[str]:
    here, voided = made.planned.get_absolute_url(), made.voided.get_absolute_url()
    yield from _acts("reconsideration", *ACTS["reconsideration"])(made)
    yield from (f"{here}acts/{act}/" for act in ("plan", "call_off", "call_off/?plan=1", "hold_hearing/?plan=1"))
    yield from (f"{here}acts/{act}/" for act in ("conclude", "suspend", "extend"))
    yield f"{voided}acts/restore/"


PAGES: dict[str, Paths] = {
    **{key: paths for _place, name, _kind in PLACES for key, paths in _of_place(name).items()},
    **{f"{name}_many": _many(name, act) for name, act in FOR_MANY.items()},
    **{f"{name}_together": _together_page(name) for name in FOR_MANY},
    **{f"{name}_strike_together": _together_page(name, "strike/") for name in FOR_MANY},
    "reconsideration_act": _planned,
    "reconsideration_new": at("/reconsiderations/new/"),
    "registered_together": at(f"/reconsiderations/registered/{BATCH}/"),
    "registered_receipts": at(f"/reconsiderations/registered/{BATCH}/receipts/"),
    "reconsideration_take_over": at("/reconsiderations/take-over/?from=甲政复〔2026〕1号"),
    "litigation_new": at("/litigations/new/"),
    "mediation_new": at("/mediations/new/"),
    "respondent_case_new": at("/respondent-cases/new/"),
    "ledger_new": at("/ledger/new/"),
    "ledger_entry_new": at("/ledger/new/enforcement_training/"),
    "litigation_hearing": _of_record("litigation", "hearing/"),
    "mediation_sheet": at("/mediations/sheet/"),
    "mediation_row": _of_record("mediation", "row/"),
    "imports": at("/imports/"),
    "import_job": _import_jobs,
    "exports": at("/exports/"),
    "export_job": lambda made: tuple(f"/exports/{job.pk}/" for job in made.exports),
    "import_batch": _import_batch(),
    "import_undo": _import_batch("undo/"),
    "home": at("/", "/?whose=organ"),
    "week": at("/week/"),
    "plans": at("/plans/?whose=organ", "/plans/?month=2026-07&whose=organ"),
    "hand_over_desk": at("/desk/hand-over/"),
    "staff": at("/staff/"),
    "done": at("/done/", "/done/?from=2026-06-29"),
    "drafts": at("/drafts/"),
    "drafts_delete": at("/drafts/delete/"),
    "draft_delete": lambda made: (f"/drafts/{made.draft.token}/delete/",),
    "statistics": at("/statistics/?year=2024"),
    "statistics_overview": at(f"/statistics/overview/?{IN_2024}"),
    "statistics_compare": at(f"/statistics/compare/?{IN_2024}&other_basis=cohort"),
    "statistics_compare_records": at(f"/statistics/compare/records/?{IN_2024}&cell=T2.concluded.total"),
    "statistics_indicators": at(f"/statistics/indicators/?{IN_2024}"),
    "statistics_respondents": at(f"/statistics/respondents/?{IN_2024}"),
    "statistics_in_hand": at("/statistics/in-hand/"),
    "statistics_due": at("/statistics/due/", "/statistics/due/?from=2026-07-01&to=2026-07-31"),
    "statistics_organs": at(f"/statistics/organs/?organ=141021&{IN_2024}"),
    "statistics_populations": at("/statistics/populations/"),
    "ledger_kinds": at("/ledger/kinds/"),
    "ledger_kind_new": at("/ledger/kinds/new/"),
    "ledger_kind": at("/ledger/kinds/enforcement_training/"),
    "statistics_definitions": at("/statistics/definitions/"),
    "statistics_definition": at("/statistics/definitions/T2/"),
    "statistics_table": at(*(f"/statistics/tables/{key}/?{IN_2024}" for key in ("T2", "T11", "R1"))),
    "statistics_records": at(
        *(f"/statistics/records/?{CELL}{cell}" for cell in ("T2.concluded.total", "M1.concluded.amount"))
    ),
    "reconsiderations": at("/reconsiderations/", "/reconsiderations/?state=declined"),
    "litigations": at("/litigations/"),
    "mediations": at("/mediations/"),
    "respondent-cases": at("/respondent-cases/"),
    "ledger": at("/ledger/"),
    "reports": at("/reports/"),
    "report_new": at("/reports/new/"),
    "annual": lambda made: (made.annual.get_absolute_url(),),
    "annual_block": lambda made: tuple(f"{made.annual.get_absolute_url()}{key}/" for key in ("title", "study")),
    "report": lambda made: (made.confirmed.get_absolute_url(), made.to_confirm.get_absolute_url()),
    "report_records": lambda made: (f"{made.confirmed.get_absolute_url()}records/?number=reconsideration.received",),
    "report_print": lambda made: (f"{made.confirmed.get_absolute_url()}print/",),
    "report_seal": lambda made: tuple(f"{each.get_absolute_url()}seal/" for each in (made.to_seal, made.to_confirm)),
    "report_restate": lambda made: (f"{made.confirmed.get_absolute_url()}restate/",),
    "reconsideration_deadline": lambda made: (f"{made.county.suspended.get_absolute_url()}deadlines/decide/",),
    "litigation_deadline": _of_record("litigation", "deadlines/litigation_defence/"),
    "mediation_deadline": _of_record("mediation", "deadlines/judicial_confirmation/"),
    "respondent_case_deadline": _of_record("respondent_case", "deadlines/reply/"),
    "audit": at("/audit/"),
    "settings": at("/settings/"),
    "tokens": at("/settings/tokens/"),
    "help": at("/help/"),
    "first_day": at("/help/first-day/"),
    "api_docs": at("/api/v1/docs/"),
    "api_operation": at("/api/v1/docs/reconsiderations/", "/api/v1/docs/table/", "/api/v1/docs/mediations_act/"),
    "api_schema_page": at("/api/v1/docs/schemas/Reconsideration/", "/api/v1/docs/schemas/ActCode/"),
    "help_law": at("/help/fields/", "/help/terms/"),
}
"""Name of the address -> the pages that are read."""

NO_PAGE: dict[str, str] = {
    "logout": "takes what is sent",
    "set_language": "takes what is sent",
    "health": "for machines",
    "duplicates": "a part of the page of registering",
    "decided": "a part of the page of registering a dispute",
    "ledger_rates": "a part of the page of an entry",
    "organs": "what a picker offers",
    "days": "one line beside a field of a day",
    "import_progress": "a part of the page of an import",
    "import_marked": "a file",
    "export_progress": "a part of the page of an export",
    "export_file": "a file",
    "import_template": "a file",
    "draft_keep": "keeps what is typed and gives it back to the script",
    "annual_new": "leads to where a report is begun",
    "annual_file": "a file",
    "report_file": "a file",
    "view_save": "takes what is sent",
    "view_delete": "takes what is sent",
    "density": "takes what is sent",
    **{f"{name}_attachment": "a file" for _place, name, _kind in PLACES},
    **{
        f"{name}_{what}_{button}": "takes what is sent"
        for _place, name, _kind in PLACES
        for what in ("attachment", "note")
        for button in ("remove", "restore")
    },
    **{f"{name}_attachments_describe": "takes what is sent" for _place, name, _kind in PLACES},
}
"""Name of an address that is no page -> why."""

OTHERWISE: dict[str, str] = {
    "login": "read before anybody signed in",
    "new_password": "read by somebody whose password has to be changed",
}
"""Pages that the same person does not open, read in a test of their own."""
