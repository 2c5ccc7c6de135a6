"""A page that shows what was counted beforehand says when."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from casework.actions.counting.rollup import rebuild

NOW = datetime(2026, 6, 20, 3, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
PAGES = (
    "/statistics/tables/T2/?from=2024-01-01&to=2024-12-31",
    "/statistics/overview/?from=2024-01-01&to=2024-12-31",
)


@pytest.mark.parametrize("url", PAGES)
def test_the_pages_of_a_nation_say_when_their_numbers_were_counted(url, county, personas, browse):
    list(rebuild(county.office.reference.vocabulary, NOW, [2023, 2024]))
    client = browse(personas.nation_supervisor)
    assert "预先汇总于2026年6月20日 03:00" in client.get(f"{url}&subtree=1").content.decode()
    assert "预先汇总" not in client.get(url).content.decode()
