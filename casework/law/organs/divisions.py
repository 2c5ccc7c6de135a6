"""Division codes (行政区划代码, GB/T 2260; townships GB/T 10114): their form, level and parent.

The zeros say the level: 140000 is a province, 141000 a city, 141021 a county; a township has three digits
more.
"""

from __future__ import annotations

import re
from functools import lru_cache

from casework.law.names import Level
from casework.law.words.languages import Text

NATION_CODES = frozenset({"000000", "100000"})
"""GB/T 2260 has no code for the nation; these two are in use."""

PROVINCES: dict[str, Text] = {
    "11": Text("北京市", "Beijing"),
    "12": Text("天津市", "Tianjin"),
    "13": Text("河北省", "Hebei"),
    "14": Text("山西省", "Shanxi"),
    "15": Text("内蒙古自治区", "Inner Mongolia"),
    "21": Text("辽宁省", "Liaoning"),
    "22": Text("吉林省", "Jilin"),
    "23": Text("黑龙江省", "Heilongjiang"),
    "31": Text("上海市", "Shanghai"),
    "32": Text("江苏省", "Jiangsu"),
    "33": Text("浙江省", "Zhejiang"),
    "34": Text("安徽省", "Anhui"),
    "35": Text("福建省", "Fujian"),
    "36": Text("江西省", "Jiangxi"),
    "37": Text("山东省", "Shandong"),
    "41": Text("河南省", "Henan"),
    "42": Text("湖北省", "Hubei"),
    "43": Text("湖南省", "Hunan"),
    "44": Text("广东省", "Guangdong"),
    "45": Text("广西壮族自治区", "Guangxi"),
    "46": Text("海南省", "Hainan"),
    "50": Text("重庆市", "Chongqing"),
    "51": Text("四川省", "Sichuan"),
    "52": Text("贵州省", "Guizhou"),
    "53": Text("云南省", "Yunnan"),
    "54": Text("西藏自治区", "Tibet"),
    "61": Text("陕西省", "Shaanxi"),
    "62": Text("甘肃省", "Gansu"),
    "63": Text("青海省", "Qinghai"),
    "64": Text("宁夏回族自治区", "Ningxia"),
    "65": Text("新疆维吾尔自治区", "Xinjiang"),
    "71": Text("台湾省", "Taiwan"),
    "81": Text("香港特别行政区", "Hong Kong"),
    "82": Text("澳门特别行政区", "Macao"),
}

MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
"""直辖市: their districts stand directly under them (110101 under 110000)."""

DIRECTLY_ADMINISTERED = "90"
"""省直辖县级行政区划: the counties under a province itself (419001, 429004, 469001, 659001)."""

_FORMS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (Level.PROVINCE, re.compile("[0-9]{2}0000")),
    (Level.CITY, re.compile("[0-9]{2}(?!00)[0-9]{2}00")),
    (Level.COUNTY, re.compile("[0-9]{2}(?!00)[0-9]{2}(?!00)[0-9]{2}")),
    (Level.TOWNSHIP, re.compile("[0-9]{2}(?!00)[0-9]{4}(?!000)[0-9]{3}")),
)


@lru_cache(maxsize=1 << 16)
def level_of(code: str) -> Level | None:
    """The level that the code itself implies; None if it is no division code."""
    if code in NATION_CODES:
        return Level.NATION
    if code[:2] not in PROVINCES:
        return None
    return next((level for level, form in _FORMS if form.fullmatch(code)), None)


def parents_of(code: str) -> frozenset[str]:
    """The codes under which a division may stand; none for the nation and for what is no division code."""
    province = f"{code[:2]}0000"
    match level_of(code):
        case Level.PROVINCE:
            return NATION_CODES
        case Level.CITY:
            return frozenset({province})
        case Level.COUNTY:
            direct = code[:2] in MUNICIPALITIES or code[2:4] == DIRECTLY_ADMINISTERED
            return frozenset({f"{code[:4]}00"} | ({province} if direct else set()))
        case Level.TOWNSHIP:
            return frozenset({code[:6]})
        case _:
            return frozenset()


def check_division(code: str, level: Level, parent_code: str | None = None) -> Text | None:
    """What is wrong with a division's code, level or parent, in one sentence; None if nothing is.

    A parent that has no code (None) is not checked.
    """
    implied = level_of(code)
    if implied is None:
        return Text(
            f"行政区划代码“{code}”不可用，应为六位（乡级九位）数字，前两位为省级代码",
            f"The division code {code!r} cannot be used; allowed: six digits (nine for a township), the"
            " first two of a province",
        )
    if implied is not level:
        return Text(
            f"行政区划代码“{code}”是{implied.zh}代码，与层级“{level.zh}”不符",
            f"The division code {code} is one of a {implied.en}, not of a {level.en}",
        )
    allowed = parents_of(code)
    if parent_code is not None and parent_code not in allowed:
        names = "、".join(sorted(allowed)) or "—"
        return Text(
            f"行政区划代码“{code}”的上级不能是“{parent_code}”，可用：{names}",
            f"The division {code} cannot stand under {parent_code}; allowed: {names}",
        )
    return None
