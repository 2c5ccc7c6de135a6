"""行政应诉: the columns of a spreadsheet of disputes, and the acts of a row.

Of a dispute with several instances each column that an instance has holds one value for each, apart by `；`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from casework.imports.cells.posts import Came
from casework.imports.columns.shape import Column, Odd, Planned, Said, Wrong, fact, planned
from casework.law.litigation.appearance import NOBODY
from casework.law.litigation.results import LOSING_RESULTS
from casework.law.names import Act, RecordKind
from casework.law.words.languages import Text
from casework.registry.codecs import NO, YES

of = partial(fact, RecordKind.LITIGATION)

COLUMNS = (
    Column("number", Text("案件编号", "Number")),
    of("received_on", required=True),
    of("court", required=True, beside=True),
    of("court_number", required=True, many=True),
    of("instance", beside=True),
    of("cause", "register.cause", required=True),
    of("matter", many=True),
    of("matter_child"),
    of("field", "register.field"),
    of("plaintiff", many=True),
    of("plaintiff_kind", beside=True, codes="applicant_kind", belongs="plaintiff"),
    of("third_party", "register.third_parties", many=True),
    of("defendant", "register.defendants", required=True, many=True, type="organ"),
    of("role", "register.role"),
    Column("after_reconsideration", Text("复议后起诉", "After reconsideration"),
           note=Text("复议案件的案号，或者是、否", "The number of the case, or yes or no")),
    of("reconsideration"),
    of("compensation_claimed", "register.compensation_claimed"),
    of("handlers", "register.handlers", many=True),
    of("lawyers", "register.lawyers", many=True),
    of("claims", "register.claims", type="long"),
    of("instance_received_on", beside=True),
    of("heard_on", beside=True),
    of("attended_rank", beside=True, codes="rank", belongs="heard_on"),
    Column("others_attended", Text("其他被告出庭情况", "Attendance of the other defendants"), beside=True,
           belongs="heard_on", note=Text("写作 机关：出庭情况，用、隔开", "As organ：rank, apart by 、")),
    of("absence_reason", beside=True, codes="absence_reason", belongs="attended_rank"),
    of("appeared", beside=True, belongs="attended_rank"),
    of("post", beside=True, belongs="appeared"),
    of("closed_on", beside=True),
    of("ruling_on", beside=True, belongs="result"),
    of("result", beside=True),
    Column("against_organ", Text("裁判不利的被告", "Against which defendants"), beside=True, belongs="result",
           note=Text("是、否，或者各被告的名称，用、隔开", "yes, no, or the names of defendants apart by 、")),
)  # fmt: skip
STAFF = {"staff_only": "staff"}
"""出庭情况 as our own files say it -> the rank of who came."""


def acts(said: Said) -> list[Planned]:
    """The acts of a dispute, instance after instance."""
    count = len(said.each("court_number"))
    return [act for place in range(count) for act in _instance(said, place, count)]


def _instance(said: Said, place: int, count: int) -> Iterator[Planned]:
    def at(key: str) -> Any:
        return said.beside(key, "court_number", place, count)

    level = at("instance") or "first"
    court = {
        "instance": ("instance", level),
        "court": ("court", at("court")),
        "court_number": ("court_number", at("court_number")),
    }
    if place == 0:
        _compare_days(said, at("instance_received_on"))
        yield _registered(said, court)
    else:
        on = at("instance_received_on") or _after_the_one_before(said, place, count)
        yield planned(COLUMNS, Act.OPEN_INSTANCE, said, on, "instance_received_on", **court)
    if (heard := at("heard_on")) is not None:
        yield from _heard(said, heard, level, at)
    else:
        _tell_unheard(said, at)
    if at("result"):
        yield _closed(said, level, at)
    elif at("closed_on"):
        raise Wrong("result", "", Text("写了结案日期，没有写结果", "The day is given without a result"), BOTH)


def _compare_days(said: Said, on: date | None) -> None:
    """Say where the day of the first instance is not that on which the dispute was received, by which it is taken."""
    said.use("instance_received_on")
    if on is not None and on != said["received_on"]:
        zh, en = "和收到日期不是同一天，按收到日期记", "is not the day of receipt, by which it is taken"
        said.odd.append(Odd("instance_received_on", zh, en))


def _after_the_one_before(said: Said, place: int, count: int) -> date:
    """The day of an instance that is not given: that on which the one before it was closed."""
    days = [said.beside(key, "court_number", place - 1, count) for key in ("closed_on", "ruling_on")]
    before: date = next(filter(None, days), said["received_on"])
    said.odd.append(
        Odd(
            "instance_received_on",
            f"没有写第{place + 1}个审级的收到日期，按{before}记",
            f"The day of instance {place + 1} is not given: taken as {before}",
        )
    )
    return before


def _registered(said: Said, court: dict[str, tuple[str, Any]]) -> Planned:
    names = said.each("plaintiff")
    said.use("matter", "matter_child", *(["plaintiff_kind"] if names else []))
    _compare_cases(said)
    plaintiffs = [_plaintiff(said, name, place, len(names)) for place, name in enumerate(names)]
    return planned(
        COLUMNS,
        Act.REGISTER,
        said,
        said["received_on"],
        "received_on",
        matter=("matter", said["matter_child"] or (said.each("matter") or [None])[0]),
        plaintiffs=("plaintiff", plaintiffs),
        after_reconsideration=("after_reconsideration", said["reconsideration"] or _reviewed(said)),
        **court,
    )


def _reviewed(said: Said) -> str | bool | None:
    """The number of the case before the suit, or whether there was one, however that is written."""
    text = said["after_reconsideration"]
    plain = str(text).lower()
    return True if plain in YES else False if plain in NO else text


def _compare_cases(said: Said) -> None:
    """Raise Wrong where two columns say otherwise of the case before the suit."""
    one, other = said["reconsideration"], said["after_reconsideration"]
    if one and other and str(other).lower() not in (one, *YES):
        raise Wrong(
            "after_reconsideration",
            other,
            Text("和复议案件的案号不一致", "is not what reconsideration says"),
            Text("两处一致，或者只写一处", "the same in both, or in one"),
        )
    said.use("after_reconsideration", "reconsideration")


def _plaintiff(said: Said, name: str, place: int, count: int) -> dict[str, Any]:
    kind = said.beside("plaintiff_kind", "plaintiff", place, count)
    return {"name": name, **({"kind": kind} if kind else {})}


def _heard(said: Said, on: Any, level: str, at: Any) -> Iterator[Planned]:
    """A hearing, and who came for the organ that keeps the dispute, or for its first defendant."""
    of_level = {"instance": ("instance", level)}
    yield planned(COLUMNS, Act.HOLD_HEARING, said, on, "heard_on", **of_level)
    for organ, other in _others(at("others_attended") or ""):
        who = {"organ": ("others_attended", organ), "rank": ("others_attended", other)}
        yield planned(COLUMNS, Act.RECORD_APPEARANCE, said, on, "heard_on", **who, **of_level)
    rank, came = _attended(said, at("attended_rank"), at("appeared"), at("post"))
    if rank is None:
        return
    if came or at("attended_rank") is None:
        said.use("appeared", "post")
    organs = said.each("defendant")
    yield planned(
        COLUMNS,
        Act.RECORD_APPEARANCE,
        said,
        on,
        "heard_on",
        organ=("defendant", said.keeper if said.keeper in organs else organs[0]),
        rank=("attended_rank", rank),
        absence_reason=("absence_reason", at("absence_reason")),
        appeared=("appeared", came),
        **of_level,
    )


def _tell_unheard(said: Said, at: Any) -> None:
    """Say that who came has no hearing to be recorded with."""
    for column in ("attended_rank", "appeared"):
        if at(column):
            zh, en = "没有写开庭日期，谁出庭没有记", "The day of the hearing is not given: who came is not recorded"
            said.odd.append(Odd(column, zh, en))
            return


def _attended(
    said: Said, written: str | None, who: Came | None, post: Came | None
) -> tuple[str | None, dict[str, str] | None]:
    """The highest rank that came, and who that was; None where nothing is said.

    A rank in 出庭情况 goes before the post, the post before what stands beside the name. Raises Wrong for a name
    without a rank, or beside nobody: it is not nobody.
    """
    told = {"post": post, "attended_rank": written, "appeared": who}
    if isinstance(written, str) and not isinstance(written, Came):
        rank = written
    else:
        column, rank = _told_rank(told)
        if not column:
            return None, None
        if rank == OTHER_LEADER:
            zh, en = f"「{told[column]}」按其他分管负责人记", f"{told[column]!r} is taken as a leader in charge"
            said.odd.append(Odd(column, zh, en))
    name = str(who) if who else written.name if isinstance(written, Came) else ""
    if who and rank == NOBODY != who.rank:
        raise Wrong("appeared", name, Text("写了出庭的人，又写无人出庭", "is named beside nobody"), NO_RANK[1])
    came = name and NOBODY not in (rank, who.rank if who else "")
    return rank, {"name": name, "post": str(post or "")} if came else None


def _told_rank(told: Mapping[str, str | None]) -> tuple[str, str]:
    """The first column that says a rank, and that; two empty texts where none says anything. Raises Wrong."""
    ranked = [(column, came.rank) for column, came in told.items() if isinstance(came, Came) and came.rank]
    if ranked:
        return ranked[0]
    for column, text in told.items():
        if text:
            raise Wrong(column, str(text), *NO_RANK)
    return "", ""


OTHER_LEADER = "other_leader"
NO_RANK = (
    Text("看不出出庭的是正职、副职、其他分管负责人还是工作人员", "does not say of which rank who came was"),
    Text("写上职务，比如副局长，或者在「文件怎样读」里说明", "the post, or its rank said in How the file is read"),
)


def _others(text: str) -> Iterator[tuple[str, str]]:
    """Organ and rank of each of 甲县公安局：副职、乙县公安局：staff_only. Raises Wrong for what names no rank."""
    for each in filter(None, text.split("、")):
        organ, _sign, rank = each.replace(":", "：").partition("：")
        if not rank:
            raise Wrong(
                "others_attended",
                each,
                Text("没有写出庭情况", "does not say who came"),
                Text("机关：出庭情况，例如 甲县公安局：副职", "organ：rank"),
            )
        yield organ.strip(), STAFF.get(rank.strip(), rank.strip())


LOST = {"败诉": "是", "胜诉": "否"}
"""是否败诉 as people tell it."""
BOTH = Text("结果和结案日期都写，或者都不写", "both or neither")


def _against(text: str | None, result: str) -> bool | list[str] | None:
    """Whom a result goes against, where that does not follow from the result itself."""
    if text is None:
        return None
    text = LOST.get(text, text)
    said = True if text in YES else False if text in NO else None
    if said is None:
        return text.split("、")
    return None if said is (result in LOSING_RESULTS) else said


def _closed(said: Said, level: str, at: Any) -> Planned:
    day = "closed_on" if at("closed_on") or not at("ruling_on") else "ruling_on"
    closed = at(day)
    if day == "ruling_on":
        zh, en = (
            f"没有写结案日期，按裁判日期{closed}记",
            f"The day of closing is not given: taken as the ruling's, {closed}",
        )
        said.odd.append(Odd("closed_on", zh, en))
    said.use("against_organ", "ruling_on")
    if closed is None:
        raise Wrong(
            "closed_on",
            "",
            Text("写了结果，没有写结案日期", "A result is given without the day"),
            BOTH,
        )
    return planned(
        COLUMNS,
        Act.CLOSE_INSTANCE,
        said,
        closed,
        day,
        result=("result", at("result")),
        against_organ=("against_organ", _against(at("against_organ"), at("result"))),
        ruling_on=("ruling_on", at("ruling_on")),
        instance=("instance", level),
    )
