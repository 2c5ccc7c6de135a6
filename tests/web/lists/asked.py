"""What the tests of lists ask."""

from __future__ import annotations

import html

CASES = "/reconsiderations/"


def page(client, url: str) -> str:
    answer = client.get(url, follow=True)
    assert answer.status_code == 200, url
    return html.unescape(answer.content.decode())
