"""Who came to a hearing: the rank that a post says (法释〔2020〕3号 art. 2), and the name beside it."""

from __future__ import annotations

import re

from casework.law.litigation.appearance import RANKS

_NOT_OF = r"(?<!室)(?<!科)(?<!股)(?<!府办)(?<!居委会)(?<!村委会)(?<!中心)"
_NO_AIDE = r"(?!科员|助理|秘书|的?委托|指派|授权)"
POSTS = {
    "deputy": re.compile(
        rf"(?:常务)?副(?:[省州市县区旗镇乡局厅]长|职|书记){_NO_AIDE}|{_NOT_OF}副主任{_NO_AIDE}|副职负责人"
    ),
    "other_leader": re.compile(rf"党组成员|党委委员|总(?:工程|经济|会计|规划|审计|农艺)师{_NO_AIDE}"),
    "staff": re.compile(r"工作人员|[一二三四]级主任科员|主任科员|科员|办事员|代理人|律师|法律顾问|[科股]长"),
    "chief": re.compile(rf"(?<![副原前])(?:[省州市县区旗镇乡局厅]长){_NO_AIDE}|{_NOT_OF}(?<!副)主任{_NO_AIDE}|正职"),
}
"""Rank -> the posts that say it.

A member of the leading group and a chief engineer are no 正职 or 副职: they count where they take part in the charge.
An office's or section's head, the head of a station or a school say nothing of the organ that is sued.
"""
DENIED = re.compile(r"[未没不无非]")
"""局长未出庭: what is said of a post may be that its holder did not come."""
BESIDE_A_NAME = re.compile(r"[\s()（）:：,，、]|常务|分管|主管|出庭|到庭|应诉|参加|同志|本人")
NAME = re.compile(r"[\u3400-\u9fff·]{1,6}[\u3400-\u9fff](?<![局委府镇乡县市区办厅队所])")


class Came(str):
    """What a cell says of who came, with the `rank` that it says; "" where it says none."""

    __slots__ = ("rank",)
    rank: str

    def __new__(cls, text: str, rank: str) -> Came:
        """A text with its rank."""
        made = super().__new__(cls, text)
        made.rank = rank
        return made

    @property
    def name(self) -> str:
        """The name beside the post, 王某 of 副县长王某; both where they are one, 王副县长; "" where there is none."""
        left = _without_posts(self)
        if NAME.fullmatch(left):
            return left
        return str(self) if self.rank and len(left) == 1 else ""


def _without_posts(text: str) -> str:
    for pattern in POSTS.values():
        text = pattern.sub("", text)
    return BESIDE_A_NAME.sub("", text)


def rank_of(text: str) -> str:
    """The highest rank that the posts of a text say, one of RANKS; "" where it says none, or may deny it."""
    if DENIED.search(text):
        return ""
    said = {rank for rank, pattern in POSTS.items() if pattern.search(text)}
    return min(said, key=RANKS.index) if said else ""
