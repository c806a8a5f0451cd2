"""The entry of “Ma ville” for a WSGI server; see gunicorn.conf.py for the guard and the life of workers."""

import os
from pathlib import Path

from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import get_resolver

os.environ["DJANGO_SETTINGS_MODULE"] = "sandbox.aggregator.settings"
application = get_wsgi_application()
for template in (Path(__file__).parent / "templates").rglob("*.html"):
    get_template(template.relative_to(Path(__file__).parent / "templates").as_posix())
get_resolver().url_patterns  # noqa: B018 (loads every page before the workers are forked)
