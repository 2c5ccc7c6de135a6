"""From nothing to a running site with demo data."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandParser
from django.db import transaction

from casework.actions.reach import Actor
from casework.actions.recording import Request, perform
from casework.actions.reference.organs import load_organs
from casework.actions.reference.populations import keep_population
from casework.actions.reference.staff import take_on
from casework.actions.reference.standins import keep_stand_in
from casework.errors import FaultyInput
from casework.kinds import KINDS
from casework.law.names import Act, RecordKind, Role
from casework.management.base import CaseworkCommand, add_format
from casework.management.commands.serve import HOST, PORT
from casework.models import Event, Membership, Organ, Person
from casework.reference import Reference
from casework.stories.bulk import load_story
from casework.stories.reader import read_data, read_stories

URL = f"http://{HOST}:{PORT}/"
COUNTY, SISTER, CITY = "曲沃县人民政府", "翼城县人民政府", "临汾市人民政府"
USERS: tuple[tuple[str, Role, str], ...] = (
    ("demo-clerk", Role.CLERK, COUNTY),
    ("demo-supervisor", Role.SUPERVISOR, COUNTY),
    ("demo-approver", Role.APPROVER, COUNTY),
    ("demo-report-team", Role.REPORT_TEAM, COUNTY),
    ("demo-auditor", Role.AUDITOR, COUNTY),
    ("demo-administrator", Role.ADMINISTRATOR, COUNTY),
    ("demo-sister-clerk", Role.CLERK, SISTER),
    ("demo-city-supervisor", Role.SUPERVISOR, CITY),
)
"""Demo users: name, role, organ. Their passwords are the name with `-password`, fixed and visibly so."""
YEARS = (2023, 2024, 2025)
INHABITANTS: dict[str, int] = {COUNTY: 220_000, SISTER: 260_000, CITY: 3_900_000}
"""Round numbers of the demo, the same in each of its years."""
HANDLERS = ("承办人甲", "承办人乙", "承办人丙", "承办人丁")
FILES = ("cases", "mediation", "ledger", "respondent")
NAMED_BY: dict[RecordKind, str] = {
    RecordKind.RECONSIDERATION: "applicants__name",
    RecordKind.LITIGATION: "instances__court_number",
    RecordKind.MEDIATION: "participants__name",
}
"""By what the plans of the demo name the record that they are for."""


class Command(CaseworkCommand):
    """demo [--no-server] [--format text|json]."""

    help = "Prepare a site with demo data and serve it on 127.0.0.1:8000."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options."""
        parser.add_argument("--no-server", action="store_true", help="stop before serving")
        add_format(parser)

    def run(self, **options: Any) -> int:
        """Load the demo data once, print the users, serve."""
        if not Person.objects.filter(is_demo=True).exists():
            self._refuse_other_data()
            with transaction.atomic():
                self._load()
        self._print(options["format"])
        if not options["no_server"]:
            call_command("serve", stdout=self.stdout, stderr=self.stderr)
        return 0

    def _refuse_other_data(self) -> None:
        if Event.objects.exists() or Person.objects.exists() or Organ.objects.exists():
            raise FaultyInput(
                "数据库里已有别的数据，演示数据只装入空数据库：用DATABASE_URL另指一个",
                "The database holds other data; demo data go into an empty one: name another in DATABASE_URL",
            )

    def _load(self) -> None:
        """Organs, users and records: judged act by act as those of people are, written in bulk."""
        fixtures = settings.BASE_DIR / "fixtures"
        load_organs(json.loads((fixtures / "organs.json").read_text(encoding="utf-8")))
        self._add_users()
        self._add_populations()
        for name in (COUNTY, SISTER):
            take_on(Organ.objects.get(name=name), HANDLERS)
        stories = [
            story
            for year in YEARS
            for name in FILES
            for story in read_stories(fixtures / "demo" / f"{name}-{year}.json")
        ]
        stories += read_data(self._live(), "live.json")
        reference = Reference(this_year=self.today().year)
        clerk = Person.objects.get(username=USERS[0][0])
        for story in stories:
            self.note(f"装入{story.title}：{len(story.acts)}项行为")
            load_story(story, reference, clerk)
        ahead = json.loads((fixtures / "demo" / "plans.json").read_text(encoding="utf-8"))
        self._plan(ahead["plans"], clerk, reference)
        self._leave(**ahead["leave"])

    def _plan(self, plans: list[dict[str, Any]], person: Person, reference: Reference) -> None:
        """What is planned in the live records, on working days counted from today; a plan is no act of a story."""
        for said in plans:
            kind = RecordKind(said.pop("kind"))
            record = KINDS[kind].model.objects.get(**{NAMED_BY[kind]: said.pop("of")})
            on = reference.calendar_of(record.organ).add_working_days(self.today(), said.pop("after"))
            actor = Actor(person, record.organ, frozenset({Role.CLERK}))
            asked = Request(kind, Act.PLAN, on, said, record)
            perform(asked, actor=actor, today=self.today(), reference=reference)

    def _leave(self, organ: str, staff: str, stand_in: str, days: int, reason: str) -> None:
        """Somebody on leave from today on, and the colleague who stands in."""
        kept, last = Organ.objects.get(name=organ), self.today() + timedelta(days)
        actor = Actor(Person.objects.get(username="demo-supervisor"), kept, frozenset({Role.SUPERVISOR}))
        colleague = str(Person.objects.get(username=stand_in))
        keep_stand_in(kept, staff, colleague, self.today(), last, reason, actor=actor)

    def _live(self) -> Any:
        """The live cases, their days counted back from today."""
        today = self.today()

        def dated(value: Any) -> Any:
            if isinstance(value, dict):
                return {key: dated(one) for key, one in value.items()}
            if isinstance(value, list):
                return [dated(one) for one in value]
            if isinstance(value, str) and value.startswith("today"):
                return (today - timedelta(days=int(value.removeprefix("today").removeprefix("-") or 0))).isoformat()
            return value

        path = settings.BASE_DIR / "fixtures" / "demo" / "live.json"
        return dated(json.loads(path.read_text(encoding="utf-8")))

    def _add_users(self) -> None:
        for username, role, organ in USERS:
            person = Person.objects.create_user(username, password=password_of(username), is_demo=True)
            person.first_name = f"演示{role.zh}"
            person.is_staff = role is Role.ADMINISTRATOR
            person.save()
            Membership.objects.create(person=person, organ=Organ.objects.get(name=organ), role=role.value)

    def _add_populations(self) -> None:
        supervisor = Person.objects.get(username="demo-city-supervisor")
        actor = Actor(supervisor, Organ.objects.get(name=CITY), frozenset({Role.SUPERVISOR}))
        for name, inhabitants in INHABITANTS.items():
            for year in YEARS:
                keep_population(Organ.objects.get(name=name), year, inhabitants, "演示数据", actor=actor)

    def _print(self, form: str) -> None:
        users = [
            {"username": username, "password": password_of(username), "role": role.value, "organ": organ}
            for username, role, organ in USERS
        ]
        if form == "json":
            self.print_json({"url": URL, "users": users})
            return
        self.stdout.write(URL)
        for user in users:
            role = Role(user["role"]).zh
            self.stdout.write(f"  {user['username']:<22} {user['password']:<32} {role}  {user['organ']}")
        self.stdout.flush()


def password_of(username: str) -> str:
    """The fixed password of a demo user."""
    return f"{username}-password"
