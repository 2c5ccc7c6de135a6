"""Records by the hundred thousand for the lists: the rows of a few lawful lives again and again, with other parties.

`python -m tests.performance.filling.many --cases 100000 --mediations 500000` fills up the database of DATABASE_URL in
which `generate` has made some thousand cases. The copies have no events: lists read none.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from datetime import date, timedelta
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from casework.models import Applicant, Mediation, Organ, Reconsideration, Respondent
from casework.models.base import OPEN_END
from casework.text.search_terms import findable
from tests.performance.filling.bulk import Bulk
from tests.performance.filling.generate import SEED, busy_county

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红文辉玲斌波飞云龙亮梅琴建国志新成宇晨浩然思雨欣怡"
BUSY = 0.02
"""The share of the busy county, for its list has to have many pages too."""
TEMPLATES = 2000


class Many:
    """Copies of the records there are."""

    def __init__(self) -> None:
        self.draw = random.Random(SEED)
        self.bulk = Bulk((Reconsideration, Applicant, Respondent, Mediation), batch=50_000)
        keepers = set(Reconsideration.objects.values_list("organ", flat=True))
        self.organs = list(Organ.objects.filter(pk__in=keepers).order_by("pk").values_list("pk", flat=True))
        self.busy = busy_county().pk
        self.names = dict(Organ.objects.values_list("pk", "name"))
        self.serial = 1_000_000

    def organ(self) -> int:
        """An organ that keeps the next record."""
        return self.busy if self.draw.random() < BUSY else self.draw.choice(self.organs)

    def name(self) -> str:
        """A name of two or three characters."""
        return self.draw.choice(SURNAMES) + "".join(self.draw.choices(GIVEN, k=self.draw.choice((1, 2, 2, 2))))

    def moved(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row with its days moved together by up to three years, kept by another organ, under another number."""
        by = timedelta(days=self.draw.randint(0, 1000))
        self.serial += 1
        days = {k: v + by for k, v in row.items() if isinstance(v, date) and v != OPEN_END}
        number = f"示复〔{self.draw.randint(2019, 2025)}〕{self.serial}号"
        return {**row, **days, "organ_id": self.organ(), "number": number}

    def cases(self, wanted: int) -> None:
        """Cases with their parties."""
        rows = list(Reconsideration.objects.filter(taken_from=None).order_by("pk").values()[:TEMPLATES])
        parties, organs = _below(Applicant), _below(Respondent)
        for _ in range(wanted - Reconsideration.objects.count()):
            row = self.draw.choice(rows)
            old = row["id"]
            people = [{**party, "name": self.name()} for party in parties.get(old, [])]
            row = self.moved(row)
            words = (row["number"], row["act_number"], row["document_number"])
            complained = [self.names[each["organ_id"]] for each in organs.get(old, [])]
            row["search_text"] = findable(*words, names=complained)
            row["search_guarded"] = findable(names=[party["name"] for party in people])
            case = self.bulk.add(Reconsideration, **row)
            for model, below in ((Applicant, people), (Respondent, organs.get(old, []))):
                for each in below:
                    self.bulk.add(model, **{**each, "case_id": case})
            if self.bulk.full:
                self.bulk.write()

    def mediations(self, wanted: int) -> None:
        """Mediation cases of village committees."""
        rows = list(Mediation.objects.order_by("pk").values()[:TEMPLATES])
        for _ in range(wanted - Mediation.objects.count()):
            row = self.moved(self.draw.choice(rows))
            row["body"] = f"{self.name()}镇{self.name()}村人民调解委员会"
            row["search_text"] = findable(row["number"], names=[row["body"]])
            self.bulk.add(Mediation, **row)
            if self.bulk.full:
                self.bulk.write()


def _below(model: Any) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in model.objects.order_by("case", "position").values():
        found.setdefault(row["case_id"], []).append({**row, "identity_index": ""} if model is Applicant else row)
    return found


def main() -> None:
    """Fill up, and print how long it took."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--mediations", type=int, default=500_000)
    options = parser.parse_args()
    start = time.perf_counter()
    many = Many()
    many.cases(options.cases)
    many.mediations(options.mediations)
    many.bulk.finish()
    print(json.dumps({"seconds": time.perf_counter() - start, "rows": many.bulk.written}))


if __name__ == "__main__":
    main()
