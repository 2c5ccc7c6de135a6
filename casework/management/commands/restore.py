"""Restores a backup into an empty site, or looks through one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from casework.backups.restoring import check_database, keys_in, looked_through, put_keys, refuse_misfit, restore
from casework.cipher import fingerprint
from casework.errors import FaultyInput
from casework.management.base import DOES_NOT_HOLD, CaseworkCommand


class Command(CaseworkCommand):
    """restore SOURCE [--check] [--keys FILE]."""

    needs_database = False
    requires_system_checks = ()
    help = "Restore a backup into an empty site; --check looks through it and writes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """The backup, whether to write, the keys."""
        parser.add_argument("source", help="the folder that backup made")
        parser.add_argument("--check", action="store_true", help="look through it only; nothing is written")
        parser.add_argument("--keys", help="the file of keys that backup --keys wrote: they become this site's")

    def run(self, **options: Any) -> int:
        """Look the backup through, then restore it where that is asked for."""
        source = Path(options["source"]).absolute()
        found, wrong = looked_through(source)
        keys = keys_in(Path(options["keys"]), found) if options["keys"] else None
        if options["check"]:
            for name, zh, _en in wrong:
                self.stdout.write(f"✕ {name}：{zh}")
            if not wrong:
                check_database(source, found)
                self.stdout.write(f"✓ {len(found.files)}个文件与校验和相符，备份于{found.made_at}")
            return DOES_NOT_HOLD if wrong else 0
        if wrong:
            name, zh, en = wrong[0]
            raise FaultyInput(
                f"没有恢复：备份里{len(wrong)}个文件不符，第一个：{name}{zh}",
                f"Nothing was restored: {len(wrong)} files of the backup differ, first {name} {en}",
            )
        refuse_misfit(source, found)
        if keys is not None:
            put_keys(keys)
        restore(source, found)
        events = found.counts["casework_event"]
        self.stdout.write(f"恢复完成：{events}个事件，{len(found.files)}个文件；运行 manage.py check_integrity 检查")
        if keys is None and fingerprint() != found.field_key:
            self.note("这里的字段密钥不是备份时的：把原来的密钥放回CASEWORK_FIELD_KEY或数据库旁的.field-key文件")
        return 0
