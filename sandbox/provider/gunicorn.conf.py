"""How provider B is served. It makes its own database: nobody else ever opens it."""

import os
from typing import Any

workers = 1
threads = 4
loglevel = "warning"
graceful_timeout = 5


def on_starting(server: Any) -> None:
    """Before the workers exist, in the master: tables first."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "sandbox.provider.settings"
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("rotate_vault_keys", recover=True, verbosity=0)
    connections.close_all()
