"""调解组织的类别: what the name of a mediation body tells of its kind (人民调解法 art. 8, 34)."""

from __future__ import annotations

import re
import unicodedata

from casework.law.words.languages import Text

OTHER = "other"
"""The kind of a body whose name does not tell it."""

COMMITTEE = re.compile(
    r"第三方|人民调解|调解(?:委员会|中心|工作室|室|站|小组|组织)|(?:个人|联合|联调)?调解工作室|调委会"
    r"|(?:社会)?矛盾(?:纠纷)?(?:多元)?(?:调处|化解|调解)|调处中心"
)
"""Where the name of the body ends and that of the committee begins; what follows names a room or station of it."""
PARENTHESES = re.compile(r"[(\[〔【].*?[)\]〕】]")
UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Spaces and characters that nobody sees, by their category in Unicode."""

KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("village", ("村", "村委会", "村民委员会", "村民小组", "村委", "嘎查", "嘎查委员会", "嘎查委")),
    ("community", ("社区", "居委会", "居民委员会", "居委", "社区委员会", "居")),
    ("street", ("街道", "街道办", "街道办事处")),
    ("township", ("镇", "乡", "苏木", "镇政府", "乡政府", "镇人民政府", "乡人民政府", "苏木人民政府", "乡镇")),
    (
        "enterprise",
        (
            *("公司", "集团", "企业", "厂", "矿", "银行", "信用社", "合作社", "超市", "商场", "酒店"),
            *("农场", "林场", "牧场", "渔场", "茶场", "种畜场", "煤矿", "矿务局", "油田", "电厂"),
            *(
                "学校",
                "小学",
                "中学",
                "大学",
                "学院",
                "幼儿园",
                "医院",
                "卫生院",
                "研究院",
                "研究所",
                "事业单位",
                "单位",
            ),
        ),
    ),
    (
        "social_group",
        ("协会", "联合会", "商会", "工会", "工商联", "妇联", "残联", "学会", "研究会", "促进会", "基金会", "消协"),
    ),
    (
        "professional",
        (
            *(
                "纠纷",
                "争议",
                "行业",
                "专业",
                "行业性",
                "专业性",
                "诉前",
                "诉调对接",
                "检调对接",
                "公调对接",
                "访调对接",
            ),
            *(
                "医疗",
                "医患",
                "道路交通",
                "交通",
                "交通事故",
                "事故",
                "损害赔偿",
                "赔偿",
                "物业",
                "物业管理",
                "物业服务",
            ),
            *("劳动", "劳动人事", "劳动关系", "劳资", "消费", "消费维权", "婚姻", "婚姻家庭", "家事", "环境", "环保"),
            *("旅游", "电子商务", "知识产权", "金融", "保险", "证券", "征地拆迁", "土地", "山林", "房地产", "建筑"),
        ),
    ),
)
"""Kind -> how the name of such a body ends, without its committee; the longest ending that fits decides."""


def body_kind_of(name: str) -> str:
    """The kind of a mediation body from its name; `other` where the name does not tell it.

    A room or station of a committee is of the committee's kind: what stands before the first committee decides.
    """
    seen = (c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c) not in UNSEEN)
    stem = PARENTHESES.sub("", "".join(seen))
    found = COMMITTEE.search(stem)
    if found is not None:
        stem = stem[: found.start()]
    fitting = [(len(ending), kind) for kind, endings in KINDS for ending in endings if stem.endswith(ending)]
    return max(fitting)[1] if fitting else OTHER


def kind_not_told(name: str) -> Text:
    """What to say of a body that was counted as `other` because its name does not tell its kind."""
    return Text(
        f"调解组织「{name}」的名称看不出类别，按「其他」统计；写明body_kind（调解组织类别）",
        f"The name of the mediation body {name!r} does not tell its kind: it counts as other; give body_kind",
    )
