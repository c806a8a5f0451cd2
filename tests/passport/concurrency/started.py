"""What the processes have in common, done once: each is a copy of the one that imports this."""

from importlib import import_module

import django

django.setup()
for name in ("passport.credentials.services", "passport.credentials.tasks", "tests.passport.concurrency.program"):
    import_module(name)
