"""The settings of “Ma ville”: no platform secret, no session framework, no table of inhabitants."""

import os
import secrets
from pathlib import Path

from sandbox.aggregator.configuration import current

CONFIGURATION = current()
HERE = Path(__file__).resolve().parent
for folder in CONFIGURATION.folders.values():
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = False
# Signs nothing that must outlive the process: made at start, kept in its memory alone.
SECRET_KEY = secrets.token_urlsafe(50)
ALLOWED_HOSTS = [CONFIGURATION.host]
CSRF_TRUSTED_ORIGINS = [CONFIGURATION.url]
ROOT_URLCONF = "sandbox.aggregator.urls"
WSGI_APPLICATION = "sandbox.aggregator.wsgi.application"

INSTALLED_APPS = ["django.contrib.staticfiles"]
MIDDLEWARE = [
    "sandbox.aggregator.middleware.guard_the_answer",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "context_processors": ["sandbox.aggregator.middleware.service"],
            "builtins": ["django.templatetags.static", "sandbox.aggregator.wording"],
        },
    }
]
STATIC_URL = "static/"
STATICFILES_DIRS = [HERE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

DATABASES: dict[str, dict[str, str]] = {}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

LANGUAGE_CODE = "fr"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/Paris"
DATE_FORMAT = "j F Y"

CSRF_COOKIE_NAME = CONFIGURATION.cookie("csrf")
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = CONFIGURATION.is_https
CSRF_FAILURE_VIEW = "sandbox.aggregator.views.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "sober": {"()": "sandbox.aggregator.logs.SoberFormatter", "format": "%(asctime)s %(levelname)s %(name)s"}
    },
    "handlers": {
        "file": {
            "class": "logging.FileHandler",
            "filename": str(CONFIGURATION.folders["journaux"] / "application.log"),
            "formatter": "sober",
        }
    },
    "root": {"handlers": ["file"], "level": os.environ.get("MAVILLE_LOG_LEVEL", "warning").upper()},
    # These two would write addresses, some of which carry codes.
    "loggers": {"urllib3": {"level": "WARNING"}, "requests": {"level": "WARNING"}},
}
if CONFIGURATION.keeps_secretly:
    # Read by `twin.py` alone.
    SESSION_FILE_PATH = str(CONFIGURATION.folders["sessions"])
    SESSION_COOKIE_NAME = "seance"
    SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
