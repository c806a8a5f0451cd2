"""The demonstration's settings, with sign-ins remembered and no limit on how often one asks."""

from cms.settings import *  # noqa: F403

ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
ACCOUNT_RATE_LIMITS = False
VERIFICATIONS_PER_MINUTE = 0
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
