"""Forms opened and sent as a browser does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from casework.law.names import Act

APPLICATION = {
    "on": "2026-06-29",
    "channel": "in_person",
    "rows-applicants": "1",
    "applicants-0-kind": "citizen",
    "applicants-0-name": "申请人甲",
    "applicants-0-count": "1",
    "respondents-0": "甲县公安局",
    "matters-0": "administrative_penalty",
    "field": "public_security",
}
"""What a clerk types for an ordinary application."""
NEW = "/reconsiderations/new/"


def send(client: Client, url: str, typed: Mapping[str, Any], *, token: UUID | None = None, version: int = 0) -> Any:
    """Send a form with its button pressed."""
    hidden = {"token": str(token or uuid4()), "version": str(version)}
    button = {} if {"save_draft", "more", "discard"} & set(typed) else {"do": "1"}
    return client.post(url, {**hidden, **button, **typed})


def act(client: Client, record: Any, which: Act, *, version: int | None = None, **typed: Any) -> Any:
    """Send the form of an act on a record as it stands, or as it stood at a version."""
    url = f"{record.get_absolute_url()}acts/{which.value}/"
    return send(client, url, typed, version=record.version if version is None else version)
