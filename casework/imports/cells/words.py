"""What a word that is no label means: what stands beside it is left out, else one label alone is held by it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

SIGNS = re.compile(r"[,，、。.;；:：!！\s]")
WITHIN = re.compile(r"\([^()]*\)")
"""What a text adds in brackets: 行政处罚（治安）."""
BEFORE = re.compile(r"^(?:不服|对|因|关于|判决|裁定|决定|依法|一审|二审|终审)")
AFTER = re.compile(r"(?:类案件|类|案件|案|纠纷|矛盾|方式|程序|委员会|单位|机关|人|答复|决定书|决定|结案|处理)$")
PARTIES = re.compile(r"(?:原告|上诉人|申请人)的?|(?:行政)?复议(?=请求|申请)")
"""Whose request it is goes without saying: 驳回原告的诉讼请求."""
HOLDING = frozenset({"matter", "field", "dispute_type", "channel"})
"""Columns whose values are names of things: what holds one of them alone is that, 邮政EMS or 房屋买卖合同."""
DENIED = re.compile(r"非(?!法)|除外")
"""What a text says of a thing may be that it is none."""
SHORTEST = 2
"""Characters of a word that a text may hold."""
Rules = tuple[tuple[str, str], ...]
OUTCOMES: Rules = (
    (r".*撤回.*", "withdrawn"),
    (r"部分(?:维持|撤销)部分(?:维持|撤销)", "revoke_part"),
    (r"维持(?:原|被申请人).*", "uphold"),
    (r"撤销.*(?:重新|重作).*", "revoke"),
    (r"(?:确认|认定).*违法.*", "confirm_illegal"),
    (r"责令.*(?:履行|答复).*", "order_performance"),
    (r"(?:行政复议)?调解书?(?:结案)?", "mediated"),
)
"""How an outcome is told in full -> its code; part upheld and part revoked is a 部分撤销 (Act art. 64 ¶1)."""
RESULTS: Rules = (
    (r"按(?:自动)?(?:撤诉|撤回起诉|撤回上诉)(?:处理)?", "deemed_withdrawn"),
    (r"(?:准许|准予|同意)?(?:撤诉|撤回起诉|撤回上诉)", "withdrawn_voluntary"),
    (r"驳回上诉维持.*判.*", "appeal_dismissed"),
    (r"驳回上诉维持.*裁定.*", "ruling_upheld"),
    (r"撤销(?!.*[判裁])(?!.*部分).*(?:重新|重作).*", "revoke_redo"),
    (r"撤销(?:被诉|原)?(?:具体)?(?:行政)?(?:行为|处罚|决定|处罚决定|复议决定)", "revoke"),
    (r"确认(?!.*[判裁]).*违法.*", "confirm_illegal"),
    (r"责令(?!.*重).*履行.*", "perform_duty"),
)
"""How a court's result is told in full -> its code."""


def ways(column: str, text: str) -> Iterator[str]:
    """A folded text as it stands, then with less and less of what stands beside its word, each once."""
    yield from dict.fromkeys(_ways(column, text.replace("其它", "其他")))


def _ways(column: str, text: str) -> Iterator[str]:
    yield text
    plain = SIGNS.sub("", WITHIN.sub("", text) if column in HOLDING else text)
    yield plain
    plain = PARTIES.sub("", plain)
    yield plain
    while (less := BEFORE.sub("", plain)) != plain and less:
        plain = less
        yield plain
    while (less := AFTER.sub("", plain)) != plain and less:
        plain = less
        yield plain


def ruled(rules: Rules, words: Iterator[str]) -> str:
    """The code of the first rule that one of the words fits as a whole; "" where none does."""
    said = list(words)
    return next((code for pattern, code in rules for word in said if re.fullmatch(pattern, word)), "")


def held(text: str, meanings: Mapping[str, str], parents: Mapping[str, str]) -> set[str]:
    """The codes of the words that a text holds.

    A word within a longer one that is held too says nothing of its own, nor does the heading of what is held.
    """
    lower = text.lower()
    words = [word for word in meanings if len(word) >= SHORTEST and word.lower() in lower]
    whole = [word for word in words if not any(word != other and word in other for other in words)]
    found = {meanings[word] for word in whole}
    return found - {parents.get(code, "") for code in found}
