"""The commands that make and revoke tokens."""

from __future__ import annotations

import pytest

from casework.models import Token
from tests.management.calls import call, wrong

MORE = ("--purpose", "月报")


def test_a_token_is_the_last_line_alone_and_opens_what_was_said(personas):
    said = call(
        "create_token", "clerk", *MORE, "--scope", "full", "--organ", "141021", "--write", "--days", "7",
        "--network", "10.0.0.0/8", "192.168.1.7", "--network", "::1",
    )  # fmt: skip
    [text] = said.out.splitlines()
    assert text.startswith("cw-")
    assert "甲县人民政府" in said.err
    token = Token.objects.get()
    assert text.startswith(token.token_key)
    assert (token.user, token.purpose, token.scope, token.may_write) == (personas.clerk, "月报", "full", True)
    assert token.networks == ["10.0.0.0/8", "192.168.1.7/32", "::1/128"]
    assert token.expiry is not None
    assert abs((token.expiry - token.created).total_seconds() - 7 * 86_400) < 60


def test_a_token_masks_names_cannot_write_and_runs_out_unless_it_is_said_otherwise(personas):
    call("create_token", "clerk", *MORE)
    token = Token.objects.get()
    assert (token.scope, token.may_write, token.organ, token.networks) == ("masked", False, None, [])
    assert token.expiry is not None


@pytest.mark.parametrize(
    "words",
    [
        ("nobody", *MORE),
        ("clerk",),
        ("clerk", "--purpose", ""),
        ("clerk", *MORE, "--scope", "all"),
        ("clerk", *MORE, "--organ", "没有的机关"),
        ("clerk", *MORE, "--network", "10.0.0.0/99"),
        ("clerk", *MORE, "--days", "0"),
        ("clerk", *MORE, "--days", "many"),
        ("clerk", *MORE, "--scope", "statistics", "--write"),
    ],
)
def test_a_wrong_call_makes_no_token(personas, words):
    assert wrong("create_token", *words)
    assert not Token.objects.exists()


def test_a_token_is_revoked_by_its_beginning_or_by_the_whole(personas):
    texts = [call("create_token", "clerk", *MORE).out.strip() for _ in range(2)]
    call("revoke_token", texts[0])
    call("revoke_token", texts[1][:15])
    assert not Token.objects.filter(revoked_at=None).exists()
    for none in ("cw-000000000000", "cw-", ""):
        assert wrong("revoke_token", none)
