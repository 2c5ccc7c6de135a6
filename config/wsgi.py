"""The door for a WSGI server: `manage.py serve` is one; others are given `config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from config.forwarded import Forwarded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = Forwarded(get_wsgi_application())

# A server runs no system checks of its own; the application does not start where they would refuse it.
from casework.checks import refuse_start  # noqa: E402 (models can be imported only from here on)

refuse_start()
