"""How much may be sent at once: judged by what a request says of its length, before any of it is read."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from casework.actions.belongings.attachments import LARGEST

MOST_FILES = 25
"""Files of the largest size that one form may carry."""
MOST_AT_ONCE = MOST_FILES * LARGEST


class Quota(FileUploadHandler):
    """Refuses a flood, whoever sends it: without it any form, that of signing in too, would fill the disk."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *_more: Any, **_words: Any) -> None:  # noqa: N803  # Django's name
        """Raises RequestDataTooBig."""
        if content_length > MOST_AT_ONCE:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass on to the handlers that keep the file."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the other handlers."""
