"""From nothing to an empty working site: tables, reference data, the organ with all below it, the first people."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.db import transaction

from casework.actions.reference.offices import Offices
from casework.actions.reference.organs import load_organs
from casework.actions.reference.people import check_username, give_role
from casework.errors import FaultyInput
from casework.integrity.starting import is_empty
from casework.law.names import Role
from casework.management.base import CaseworkCommand, table_text
from casework.models import Organ, Person
from casework.reference import find_organ
from casework.text.folding import fold

ASKED = (Role.ADMINISTRATOR, Role.CLERK, Role.SUPERVISOR)
"""Whom a person at a terminal is asked for: who opens accounts, who records, who approves."""
SECONDS = 3
"""Between two lines that say how far it is."""
ADMINISTRATOR = "administrator"
"""The first administrator where none is named."""


class Command(CaseworkCommand):
    """setup --organ O [--administrator NAME …] [--clerk NAME …] (any role) [--no-input]."""

    help = "Make an empty working site for one organ. Run again it adds what is missing, and changes nothing else."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options: one for each role."""
        parser.add_argument(
            "--organ",
            required=True,
            help="name or division code of an organ anywhere in the country",
        )
        for role in Role:
            option = f"--{role.value.replace('_', '-')}"
            parser.add_argument(
                option, nargs="+", action="extend", default=[], metavar="NAME", help=f"{role.zh}的用户名"
            )
        parser.add_argument("--no-input", action="store_true", help="ask nothing")

    def before(self, **options: Any) -> None:
        """On a new site the organ and the people are looked at before there is a database."""
        self._told_at = time.monotonic()
        self._offices = Offices(Path(settings.BASE_DIR) / "fixtures")
        if is_empty():
            self._offices.find(options["organ"])
            for name in (name for role in Role for name in options[role.value]):
                check_username(name)

    def _tell(self, what: str, done: int, of: int) -> None:
        """How far it is, every few seconds."""
        if time.monotonic() - self._told_at >= SECONDS:
            self._told_at = time.monotonic()
            self.note(f"{what}：{done}/{of}")

    @transaction.atomic
    def run(self, **options: Any) -> int:
        """Add the organs, then the people; say what was added, with the passwords."""
        if Person.objects.filter(is_demo=True).exists():
            raise FaultyInput(
                "数据库里是演示数据，正式使用要用空数据库：用DATABASE_URL另指一个",
                "The database holds demo data; for real use name an empty one in DATABASE_URL",
            )
        organ, added = self._organ(options["organ"])
        people = [(name, role) for role in Role for name in options[role.value]]
        if not people and not _has_administrator():
            people = [(ADMINISTRATOR, Role.ADMINISTRATOR)] if options["no_input"] else self._ask()
        made = _people(people, organ)
        if added:
            self.stdout.write(f"{organ.name}：建立机关{added}个")
        if made:
            for line in table_text(("用户名", "一次性密码", "角色", "机关"), made):
                self.stdout.write(line)
            self.note("一次性密码只显示这一次，首次登录后须设新密码")
        if not (added or made):
            self.stdout.write(f"{organ.name}：已经建好，没有改动")
        self._next(organ)
        return 0

    def _organ(self, text: str) -> tuple[Organ, int]:
        """The organ, and how many were added; where it is there already nothing is added."""
        found = find_organ(fold(text))
        if found is not None:
            return found, 0
        offices = self._offices
        division, name = offices.find(text)
        is_government = name == offices.government(division)
        found = find_organ(name) or (find_organ(division) if is_government else None)
        if found is not None:
            return found, 0
        added = load_organs(offices.office(text, self._tell).rows, self._tell)
        return Organ.objects.get(name=name), added

    def _ask(self) -> list[tuple[str, Role]]:
        """User names typed at the terminal, apart by spaces. Raises FaultyInput where there is none."""
        if not sys.stdin.isatty():
            raise FaultyInput(
                "没有指定管理员：写 --administrator 用户名，或者 --no-input（用户名为administrator）",
                "No administrator is named: give --administrator NAME, or --no-input (its name is administrator)",
                where="administrator",
            )
        found = [(name, role) for role in ASKED for name in input(f"{role.zh}的用户名（空格分开，可不填）：").split()]
        return found or [(ADMINISTRATOR, Role.ADMINISTRATOR)]

    def _next(self, organ: Organ) -> None:
        """What still lacks before a case can be recorded."""
        held = set(organ.memberships.values_list("role", flat=True))
        if Role.CLERK not in held and Role.SUPERVISOR not in held:
            self.note(
                f"{organ.name}还没有经办人：再运行一次，加 --clerk 用户名 --supervisor 用户名；或者在 /admin/ 里添加"
            )
        self.note("提供服务：manage.py serve")


def _people(people: list[tuple[str, Role]], organ: Organ) -> list[tuple[str, str, str, str]]:
    """Give the roles; a line for each that was not held before, with the password of a new person."""
    made = []
    for name, role in people:
        added, password = give_role(name, role, organ)
        if added:
            made.append((name, password or "（已有）", role.zh, organ.name))
    return made


def _has_administrator() -> bool:
    held = Person.objects.filter(is_active=True)
    return held.filter(memberships__role=Role.ADMINISTRATOR).exists() or held.filter(is_superuser=True).exists()
