"""Field classes of the project's own."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import get_language

from casework.choices import code_choices
from casework.cipher import encrypt, shown
from casework.law.names import Name


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # stubs make it generic, Django does not
    """Text that is encrypted at rest (`casework.cipher`) and readable in Python; search by a keyed index beside it."""

    @property
    def purpose(self) -> str:
        """What its values are encrypted for."""
        return f"{self.model._meta.model_name}.{self.name}"

    def get_prep_value(self, value: Any) -> str:
        """The encrypted form that is stored."""
        return encrypt(self.purpose, value if isinstance(value, str) else str(value or ""))

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str:
        """The text, decrypted, or what stands for it (`casework.cipher.Illegible`)."""
        return shown(self.purpose, value or "")

    def get_lookup(self, lookup_name: str) -> Any:
        """No look-up can work on ciphertext: use the index field."""
        raise TypeError(f"{self.name} is encrypted: search by its index")


class CodeField(models.CharField):  # type: ignore[type-arg]  # stubs make it generic, Django does not
    """A code of one of the enumerations of `casework.law.names`, empty where there is none."""

    def __init__(self, names: type[Name] | None = None, *args: Any, **kwargs: Any) -> None:
        self.names = names
        kwargs.setdefault("max_length", 32)
        kwargs.setdefault("default", "")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    @property
    def flatchoices(self) -> list[tuple[str, str]]:
        """Codes and their terms in the language of the page: what administration shows and offers as a filter."""
        return code_choices(self.names, get_language() or "zh-hans") if self.names else []

    @property
    def code_choices(self) -> list[tuple[str, str]]:
        """Codes and their Chinese terms, for forms and the data dictionary."""
        return code_choices(self.names) if self.names else []
