"""The addresses of the screens, each with the row of the permission table that opens it."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, path

from casework.actions.many import MANY
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.law.terms.others import WITH_TERMS
from casework.models import Attachment, Note
from casework.web import audit
from casework.web.account import password, settings, signing, tokens
from casework.web.desk import calendar, desk, drafts, handing, mine, staff
from casework.web.entry import (
    acting,
    beginning,
    correcting,
    hearing,
    keeping,
    kinds,
    many,
    sheet,
    striking,
    taking,
    together,
)
from casework.web.entry.beside import days, organs
from casework.web.exports import waiting
from casework.web.help import helping
from casework.web.imports import batches, job, uploading
from casework.web.lists import lists, saved
from casework.web.record import people, printing, record, registered
from casework.web.record.belongings import common
from casework.web.record.belongings.attachments import attachments, described, serve
from casework.web.record.belongings.notes import notes
from casework.web.record.deadline import deadline
from casework.web.reports import annual, reports, sealing
from casework.web.shell import health
from casework.web.shell.guards import View, guarded
from casework.web.statistics import (
    compare,
    definitions,
    falling,
    indicators,
    leaders,
    overview,
    populations,
    suborganisations,
    table,
)
from casework.web.statistics.behind import records
from casework.web.statistics.frame.mistaken import keeping_form


class Screen(NamedTuple):
    """One address: its route, name, view, its row in `permissions.SCREENS`, and whether it takes what is sent."""

    route: str
    name: str
    view: View
    row: str
    posts: bool = False


def _new(kind: RecordKind) -> View:
    return partial(beginning.begin, kind=kind)


PLACES: tuple[tuple[str, str, RecordKind], ...] = tuple(
    (each.place, each.model.page, each.kind) for each in KINDS.values()
)
"""Where the records of each kind stand, and the name of their page."""


def _lists(place: str, name: str, kind: RecordKind) -> tuple[Screen, Screen]:
    """The list of a kind, and the page of a record."""
    return (
        Screen(f"{place}/", place, partial(lists.listing, kind=kind), "records", posts=True),
        Screen(f"{place}/<int:pk>/", name, partial(record.record_page, kind=kind), "records"),
    )


def _acts(place: str, name: str, kind: RecordKind) -> tuple[Screen, ...]:
    """The addresses of the acts on a record: what corrects and strikes has a page of its own."""
    here, model = f"{place}/<int:pk>/acts", KINDS[kind].model
    own = ((correcting.correct, "correct"), (striking.strike, "strike"))
    return (
        *(
            Screen(f"{here}/{act}/", f"{name}_{act}", partial(view, model=model), "logging", posts=True)
            for view, act in own
        ),
        Screen(f"{here}/<slug:code>/", f"{name}_act", partial(acting.act, model=model), "logging", posts=True),
    )


def _many(place: str, name: str, kind: RecordKind) -> tuple[Screen, ...]:
    """The addresses of an act for many records of a kind at once."""
    here, marked = f"{place}/many", f"{place}/many/<uuid:mark>"
    return (
        Screen(f"{here}/", f"{name}_many", partial(many.many, kind=kind), "logging", posts=True),
        Screen(f"{marked}/", f"{name}_together", partial(together.together, kind=kind), "logging"),
        Screen(
            f"{marked}/strike/", f"{name}_strike_together", partial(together.strike, kind=kind), "logging", posts=True
        ),
    )


LOGGING: tuple[Screen, ...] = (
    *(
        Screen(f"{place}/new/", f"{name}_new", _new(kind), "logging", posts=True)
        for place, name, kind in PLACES
        if kind is not RecordKind.LEDGER
    ),
    Screen("reconsiderations/new/duplicates/", "duplicates", beginning.warn, "logging", posts=True),
    Screen("reconsiderations/take-over/", "reconsideration_take_over", taking.take_over, "logging", posts=True),
    Screen("litigations/new/decided/", "decided", beginning.decided, "logging", posts=True),
    Screen("litigations/<int:pk>/hearing/", "litigation_hearing", hearing.hearing, "logging", posts=True),
    Screen("mediations/sheet/", "mediation_sheet", sheet.sheet, "logging", posts=True),
    Screen("mediations/<int:pk>/row/", "mediation_row", sheet.row, "logging", posts=True),
    Screen("ledger/new/", "ledger_new", beginning.ledger_menu, "logging"),
    Screen("ledger/new/<slug:ledger>/rates/", "ledger_rates", beginning.rates, "logging", posts=True),
    Screen("ledger/new/<slug:ledger>/", "ledger_entry_new", _new(RecordKind.LEDGER), "logging", posts=True),
    *(screen for place in PLACES for screen in _acts(*place)),
    *(screen for place in PLACES if place[2] in MANY for screen in _many(*place)),
    Screen("organs/", "organs", organs.find, "logging"),
    Screen("days/", "days", days.echo, "logging"),
)
"""Forms, and what stands beside their fields."""


def _belongings(place: str, name: str, kind: RecordKind) -> tuple[Screen, ...]:
    """The addresses below a record: its files and notes, and itself on paper."""
    here, files, written = f"{place}/<int:pk>", f"{place}/<int:pk>/attachments", f"{place}/<int:pk>/notes"
    of_file = partial(common.taken_or_given_back, kind=kind, model=Attachment, what="attachments")
    of_note = partial(common.taken_or_given_back, kind=kind, model=Note, what="notes")
    row, one = "belongings", "<int:number>"
    return (
        Screen(f"{files}/", f"{name}_attachments", partial(attachments, kind=kind), row, posts=True),
        Screen(f"{files}/describe/", f"{name}_attachments_describe", partial(described, kind=kind), row, posts=True),
        Screen(f"{files}/{one}/", f"{name}_attachment", partial(serve, kind=kind), row),
        Screen(f"{files}/{one}/remove/", f"{name}_attachment_remove", partial(of_file, undo=False), row, posts=True),
        Screen(f"{files}/{one}/restore/", f"{name}_attachment_restore", partial(of_file, undo=True), row, posts=True),
        Screen(f"{written}/", f"{name}_notes", partial(notes, kind=kind), row, posts=True),
        Screen(f"{written}/{one}/remove/", f"{name}_note_remove", partial(of_note, undo=False), row, posts=True),
        Screen(f"{written}/{one}/restore/", f"{name}_note_restore", partial(of_note, undo=True), row, posts=True),
        Screen(f"{here}/print/", f"{name}_print", partial(printing.printed, kind=kind), "records"),
        Screen(f"{here}/contents/", f"{name}_contents", partial(printing.contents, kind=kind), row),
        *(
            (Screen(f"{here}/people/", f"{name}_people", partial(people.people, kind=kind), row),)
            if kind is not RecordKind.LEDGER
            else ()
        ),
    )


NUMBERS: tuple[Screen, ...] = (
    Screen("statistics/", "statistics", overview.front, "statistics"),
    Screen("statistics/overview/", "statistics_overview", overview.overview, "statistics"),
    Screen("statistics/compare/", "statistics_compare", compare.compare, "statistics"),
    Screen("statistics/compare/records/", "statistics_compare_records", compare.records, "statistics"),
    Screen("statistics/indicators/", "statistics_indicators", indicators.indicators, "statistics"),
    Screen("statistics/respondents/", "statistics_respondents", leaders.respondents, "statistics"),
    Screen("statistics/in-hand/", "statistics_in_hand", leaders.in_hand, "statistics"),
    Screen("statistics/due/", "statistics_due", falling.falling_due, "statistics"),
    Screen("statistics/organs/", "statistics_organs", suborganisations.organs, "statistics"),
    Screen("statistics/tables/<slug:key>/", "statistics_table", table.table_page, "statistics"),
    Screen("statistics/records/", "statistics_records", records.records, "statistics"),
)
"""Numbers of an organ and a period: where a day of the question cannot be read, its form comes back with it marked."""

IMPORTS: tuple[Screen, ...] = (
    Screen("imports/", "imports", uploading.imports, "imports", posts=True),
    Screen("imports/templates/<slug:kind>/", "import_template", uploading.template_file, "imports"),
    Screen("imports/batches/<int:pk>/", "import_batch", batches.batch_page, "imports"),
    Screen("imports/batches/<int:pk>/undo/", "import_undo", batches.undo_page, "imports", posts=True),
    Screen("imports/<uuid:pk>/", "import_job", job.job_page, "imports", posts=True),
    Screen("imports/<uuid:pk>/progress/", "import_progress", job.progress, "imports"),
    Screen("imports/<uuid:pk>/marked/", "import_marked", job.marked_file, "imports"),
)
"""Spreadsheets in."""

EXPORTS: tuple[Screen, ...] = (
    Screen("exports/", "exports", waiting.exports, "records"),
    Screen("exports/<uuid:pk>/", "export_job", waiting.export, "records", posts=True),
    Screen("exports/<uuid:pk>/progress/", "export_progress", waiting.progress, "records"),
    Screen("exports/<uuid:pk>/file/", "export_file", waiting.file, "records"),
)
"""Files that are made outside the request."""

ADDRESSES: tuple[Screen, ...] = (
    *LOGGING,
    *IMPORTS,
    *EXPORTS,
    Screen("", "home", desk.desk, "home"),
    Screen("week/", "week", mine.week, "logging"),
    Screen("plans/", "plans", calendar.calendar, "records"),
    Screen("desk/hand-over/", "hand_over_desk", handing.hand_over_page, "logging", posts=True),
    Screen("staff/", "staff", staff.staff, "staff", posts=True),
    Screen("done/", "done", mine.done, "logging"),
    Screen("drafts/", "drafts", drafts.drafts, "logging"),
    Screen("drafts/keep/", "draft_keep", keeping.keep, "settings", posts=True),
    Screen("drafts/delete/", "drafts_delete", drafts.discard_all, "logging", posts=True),
    Screen("drafts/<uuid:token>/delete/", "draft_delete", drafts.discard, "logging", posts=True),
    *(screen._replace(view=keeping_form(screen.view)) for screen in NUMBERS),
    Screen("statistics/populations/", "statistics_populations", populations.populations, "populations", posts=True),
    Screen("statistics/definitions/", "statistics_definitions", definitions.definitions, "statistics"),
    Screen("statistics/definitions/<slug:key>/", "statistics_definition", definitions.chapter, "statistics"),
    Screen("ledger/kinds/", "ledger_kinds", kinds.kinds, "ledger_kinds"),
    Screen("ledger/kinds/new/", "ledger_kind_new", kinds.kind, "ledger_kinds", posts=True),
    Screen("ledger/kinds/<slug:code>/", "ledger_kind", kinds.kind, "ledger_kinds", posts=True),
    Screen("reconsiderations/registered/<slug:batch>/", "registered_together", registered.registered, "records"),
    Screen("reconsiderations/registered/<slug:batch>/receipts/", "registered_receipts", registered.receipts, "records"),
    *(screen for place in PLACES for screen in _lists(*place)),
    *(screen for place in PLACES for screen in _belongings(*place)),
    Screen("reports/", "reports", reports.reports, "reports"),
    Screen("reports/new/", "report_new", annual.new, "drafting", posts=True),
    Screen("reports/annual/new/", "annual_new", annual.moved, "drafting", posts=True),
    Screen("reports/annual/<int:pk>/", "annual", annual.annual, "reports", posts=True),
    Screen("reports/annual/<int:pk>/files/<slug:form>/", "annual_file", annual.file, "reports"),
    Screen("reports/annual/<int:pk>/<slug:key>/", "annual_block", annual.block, "drafting", posts=True),
    Screen("reports/<int:pk>/", "report", reports.report, "reports"),
    Screen("reports/<int:pk>/records/", "report_records", reports.records, "reports"),
    Screen("reports/<int:pk>/files/<slug:form>/", "report_file", reports.file, "reports"),
    Screen("reports/<int:pk>/print/", "report_print", reports.printed, "reports"),
    Screen("reports/<int:pk>/seal/", "report_seal", sealing.seal_page, "sealing", posts=True),
    Screen("reports/<int:pk>/restate/", "report_restate", sealing.restate_page, "sealing", posts=True),
    Screen("views/<slug:what>/", "view_save", saved.save, "records", posts=True),
    Screen("views/<int:pk>/delete/", "view_delete", saved.delete, "records", posts=True),
    Screen("density/", "density", saved.density, "records", posts=True),
    *(
        Screen(f"{place}/<int:pk>/deadlines/<slug:term>/", f"{name}_deadline", partial(deadline, kind=kind), "records")
        for place, name, kind in PLACES
        if kind in WITH_TERMS
    ),
    Screen("audit/", "audit", audit.audit, "audit"),
    Screen("password/", "new_password", password.new_password, "settings", posts=True),
    Screen("settings/", "settings", settings.settings, "settings", posts=True),
    Screen("settings/tokens/", "tokens", tokens.tokens, "settings", posts=True),
    Screen("help/", "help", helping.overview, "help"),
    Screen("help/first-day/", "first_day", helping.first_day, "logging"),
    Screen("help/<slug:what>/", "help_law", helping.law, "help"),
)

OPEN_TO_VISITORS: dict[str, str] = {
    "login": "sign_in",
    "logout": "sign_in",
    "set_language": "language",
    "health": "health",
}
"""Addresses without a door: their name and their row."""

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", signing.SignIn.as_view(), name="login"),
    path("logout/", signing.SignOut.as_view(), name="logout"),
    path("health/", health.health, name="health"),
    *[
        path(screen.route, guarded(screen.row, screen.view, posts=screen.posts), name=screen.name)
        for screen in ADDRESSES
    ],
]
