"""The application's registration with Django."""

from contextlib import suppress
from typing import Any

from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from casework.errors import CaseworkError


class CaseworkConfig(AppConfig):
    """The one application of the project."""

    name = "casework"
    verbose_name = _("Casework")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks, and what follows every migration."""
        from casework import checks  # noqa: F401, PLC0415 (models can be imported only now)

        # the one signal of the house: nothing else is told when tables have changed
        post_migrate.connect(_after_migration, sender=self)


def _after_migration(**_words: Any) -> None:
    from casework import triggers  # noqa: PLC0415 (the connection can be asked only now)
    from casework.actions.belongings.fieldkey import settle_field_key  # noqa: PLC0415 (as above)
    from casework.models import FieldKey  # noqa: PLC0415 (as above)

    triggers.make()
    if FieldKey._meta.db_table in connection.introspection.table_names():  # not where only a part was migrated
        with suppress(CaseworkError):  # the checks of the next start say it
            settle_field_key()
