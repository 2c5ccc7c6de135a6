"""The door for a ASGI server."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_asgi_application()

# A server runs no system checks of its own; the application does not start where they would refuse it.
from casework.checks import refuse_start  # noqa: E402 (models can be imported only from here on)

refuse_start()
