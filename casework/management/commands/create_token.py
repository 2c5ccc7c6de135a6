"""Makes a token of the interface for programs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from casework.actions.belongings.tokens import DAYS, MOST_DAYS, Wanted, create_token
from casework.errors import FaultyInput
from casework.filters.asked import read_number
from casework.management.base import CaseworkCommand
from casework.models import Person
from casework.permissions import TokenScope
from casework.reference import reference_on
from casework.vocabulary import name_of


class Command(CaseworkCommand):
    """create_token USER --purpose TEXT [--scope S] [--organ O] [--network CIDR …] [--write] [--days N]."""

    help = "Make a token for programs in the name of a person; the token alone is the last line, and shown once."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose, what for, how wide, how long."""
        parser.add_argument("user", metavar="USER", help="username of the person")
        parser.add_argument("--purpose", required=True, help="what it is for")
        parser.add_argument(
            "--scope", default=TokenScope.MASKED.value, help=", ".join(f"{s.value} ({s.en})" for s in TokenScope)
        )
        parser.add_argument("--organ", help="nothing outside this organ and those below it")
        parser.add_argument("--network", nargs="+", action="extend", default=[], help="networks it may come from")
        parser.add_argument("--write", action="store_true", help="acts may be recorded with it")
        parser.add_argument("--days", default=str(DAYS), help=f"how long it opens, 1 to {MOST_DAYS}")

    def run(self, **options: Any) -> int:
        """Make the token, say what it opens, print it."""
        person = Person.objects.filter(username=options["user"]).first()
        if person is None or not person.is_active:
            raise FaultyInput(f"没有用户「{options['user']}」", f"There is no user {options['user']!r}", where="USER")
        organ = reference_on(self.today()).organ(options["organ"], where="--organ") if options["organ"] else None
        days = read_number(options["days"], "--days", 1, MOST_DAYS)
        wanted = Wanted(options["purpose"], options["scope"], organ, tuple(options["network"]), options["write"], days)
        token, text = create_token(person, wanted)
        where = f"，限{organ.name}" if organ is not None else ""
        writes = "，可办理" if token.may_write else ""
        self.note(f"{person}的令牌：{name_of(TokenScope, token.scope).zh}{where}{writes}，{days}天；只显示一次")
        self.stdout.write(text)
        return 0
