"""Rules that the stored data must keep: what is derived equals what the acts say, and the balances hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from casework.integrity.balances import check_balances, check_rollup
from casework.integrity.derived import check_derivations
from casework.integrity.files import check_files
from casework.integrity.keys import check_keys
from casework.integrity.records import (
    check_classifications,
    check_numbers,
    check_quantities,
    check_suits,
    check_tree,
    check_triggers,
    check_versions,
)
from casework.integrity.rule import Only, Result, Rule
from casework.law.names import RecordKind
from casework.reference import Reference

__all__ = ["RULES", "Result", "Rule", "check_all", "check_records"]

RULES: tuple[Rule, ...] = (
    *[
        Rule(
            f"{kind.value}-derivations",
            f"{kind.zh}：存储的列等于由事件重演的事实",
            f"{kind.en}: stored columns equal the facts played from the events",
            check_derivations(kind),
            of_records=True,
        )
        for kind in RecordKind
    ],
    Rule("versions", "事件序号连续，与记录版本一致", "event versions are gap-free", check_versions, of_records=True),
    Rule("numbers", "号码不超过编号序列", "numbers do not exceed their series", check_numbers),
    Rule(
        "suits", "复议后起诉日期与关联应诉一致", "suit dates equal the linked litigation", check_suits, of_records=True
    ),
    Rule("tree", "机关路径与上下级一致", "organ paths equal the tree", check_tree),
    Rule(
        "ledger-quantities",
        "台账记录的种类和数量都有定义",
        "ledger entries are of kinds and quantities that there are",
        check_quantities,
        of_records=True,
    ),
    Rule("classifications", "分类项都能计入表中", "every classification counts in the tables", check_classifications),
    Rule("balances", "各表平衡关系成立", "all balances hold", check_balances),
    Rule("triggers", "触发器都在，与声明一致", "all triggers are in place", check_triggers),
    Rule("files", "附件都在，与校验和一致，没有多余的文件", "files equal their checksums", check_files),
    Rule("keys", "密钥与加密数据相符，加密内容都能读出", "keys fit the data", check_keys),
    Rule("rollup", "年度汇总等于现在的计数", "the roll-up of a year equals a count made now", check_rollup),
)


def check_all(reference: Reference, today: date) -> Iterator[tuple[Rule, Result]]:
    """Every rule with what it found, as at a day."""
    for rule in RULES:
        yield rule, rule.check(reference, today, None)


def check_records(reference: Reference, today: date, only: Only) -> Iterator[tuple[Rule, Result]]:
    """The rules of records with what they found among some of them, as at a day."""
    for rule in RULES:
        if rule.of_records:
            yield rule, rule.check(reference, today, only)
