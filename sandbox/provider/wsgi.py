"""The entry point of provider B."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "sandbox.provider.settings"

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
