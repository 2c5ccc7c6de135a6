"""Makes a backup of the whole site while it is being used."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from casework.backups.making import back_up, refuse_taken, write_keys
from casework.errors import FaultyInput
from casework.management.base import DOES_NOT_HOLD, CaseworkCommand, add_format


class Command(CaseworkCommand):
    """backup TARGET [--keys FILE] [--format text|json]."""

    # a site with a fault wants a backup more than any other
    requires_system_checks = ()
    does_not_hold = "备份已写出，但站点有附件缺失或被改动，见上文"
    help = "Back up the database and the attachments into a new folder, whole and of one moment."

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder, the file for the keys, the form of the results."""
        parser.add_argument("target", help="the folder to be made; it must not exist")
        parser.add_argument("--keys", help="write the keys into this file too, outside the backup")
        add_format(parser)

    def run(self, **options: Any) -> int:
        """Make the backup; say what the site itself lacks."""
        target = Path(options["target"]).absolute()
        keys = Path(options["keys"]).absolute() if options["keys"] else None
        if keys is not None:
            _refuse_within(keys, target)
        made = back_up(target, timezone.localtime())
        if keys is not None:
            write_keys(keys)
        else:
            self.note("密钥不在备份里：另外保管；没有字段密钥，证件号、电话和地址读不出来")
        for name in made.lacking:
            self.note(f"附件{name}缺失或与校验和不符，运行 manage.py check_integrity")
        if options["format"] == "json":
            self.print_json(dataclasses.asdict(made.manifest))
        else:
            events = made.manifest.counts["casework_event"]
            self.stdout.write(f"备份写到{target}：{events}个事件，{len(made.manifest.files)}个文件")
        return DOES_NOT_HOLD if made.lacking else 0


def _refuse_within(keys: Path, target: Path) -> None:
    refuse_taken(target)
    if keys.is_relative_to(target):
        raise FaultyInput(
            f"密钥文件「{keys}」要放在备份以外", f"The keys, {str(keys)!r}, have to lie outside the backup"
        )
    refuse_taken(keys)
