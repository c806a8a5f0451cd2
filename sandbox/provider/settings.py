"""Provider B's settings: the site's, with an environment of its own.

B is another party. Whatever names the site's secrets, database, keys or services is forgotten before its settings are
read, so that even started with the site's environment by mistake B cannot open what is the site's. Its own values are
the variables that begin with `PROVIDER_B_`.
"""

import os
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

NOT_ITS_OWN: Final = (
    "ACCOUNT_ERASURE_DELAY_DAYS", "AGGREGATOR_DIR", "AGGREGATOR_TWIN_DIR", "AGGREGATOR_TWIN_URL", "AGGREGATOR_URL",
    "ALLOWED_HOSTS", "CACHE_URL", "CELERY_BROKER_URL", "CSRF_TRUSTED_ORIGINS", "DATABASE_URL", "DATA_DIR", "EMAIL_URL",
    "H5P_DIR", "H5P_PLAYER_ORIGIN", "PDF_SEAL_PKCS11_KEY_CODE", "PDF_SEAL_PKCS11_KEY_LABEL", "PDF_SEAL_PKCS11_MODULE",
    "PDF_SEAL_PKCS11_TOKEN", "PDF_SEAL_TIMESTAMP_URL", "SANDBOX_SECRETS_DIR", "SECRET_KEY", "SECRET_KEY_FALLBACKS",
    "SIGNING_KEY_DIR", "SIGNING_KEY_NEW_PASSPHRASE", "SIGNING_KEY_PASSPHRASE", "SIGNING_TOKEN_ALGORITHM", "SITE_URL",
    "VAULT_KEY_DIR",
)  # fmt: skip
# Of a provider's own: each is read from the variable of this name that begins with PROVIDER_B_.
ITS_OWN: Final = ("CACHE_URL", "DATABASE_URL", "SECRET_KEY", "SECRET_KEY_FALLBACKS")

root = Path(__file__).resolve().parent.parent.parent
for forgotten in NOT_ITS_OWN:
    os.environ.pop(forgotten, None)
address = os.environ.pop("PROVIDER_B_URL", "http://127.0.0.2:8002").rstrip("/")
folder = Path(os.environ.get("PROVIDER_B_DATA_DIR") or root / "var" / "provider-b").resolve()
os.environ["SITE_URL"] = address
os.environ["ALLOWED_HOSTS"] = urlsplit(address).netloc.rsplit(":", 1)[0]
os.environ["DATA_DIR"] = str(folder)
os.environ["ENV_FILE"] = str(folder / "env")
os.environ["VAULT_KEY_DIR"] = os.environ.get("PROVIDER_B_KEY_DIR") or str(folder / "vault-keys")
for name in ITS_OWN:
    if value := os.environ.get(f"PROVIDER_B_{name}"):
        os.environ[name] = value

from cms.settings import *  # noqa: E402, F403
from cms.settings import BASE_DIR, DATA_DIR, PRODUCTION, SITE_URL, STATICFILES_FINDERS, TEMPLATES, env  # noqa: E402

VAULT_PROVIDER = "B"
# Where people come from, and go back to.
PROGRAM_ADDRESSES = {
    "SITE_URL": env.str("PLATFORM_URL", default="http://localhost:8000").rstrip("/"),
    "PROVIDER_B_URL": SITE_URL,
}

# The vault, the accounts it belongs to, the components its pages are made of; no course, no desk.
INSTALLED_APPS = [
    "sandbox.provider",
    "sandbox.provider.apps.HeldVaultsConfig",
    "sandbox.town",
    "sandbox.provider.apps.HoldersConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIGRATION_MODULES = {"accounts": "sandbox.provider.holders"}
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.foundation.middleware.ContentSecurityPolicy",
]
TEMPLATES[0]["DIRS"] = [BASE_DIR / "cms" / "foundation" / "templates"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder", *STATICFILES_FINDERS]
STATICFILES_DIRS = [BASE_DIR / "cms" / "foundation" / "static"]
ROOT_URLCONF = "sandbox.provider.urls"
WSGI_APPLICATION = "sandbox.provider.wsgi.application"
# Style sheets are public: in the demonstration B reads those that the site collected.
STATIC_ROOT = Path(env.str("PROVIDER_B_STATIC_ROOT", default=str(DATA_DIR / "static")))

# Number and access code, nothing else: no mail is ever sent.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["sandbox.provider.hashers.RandomCodeHasher"]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
LOGIN_URL = "provider:enter"
# A class shares one address; a vault's number does not.
ACCOUNT_RATE_LIMITS = {"provider_enter": "60/m/ip,10/5m/key", "provider_arrive": "60/m/ip"}

# Apart from the site's even if somebody gave both one host name.
SESSION_COOKIE_NAME = "__Host-b-sessionid" if PRODUCTION else "b-sessionid"
CSRF_COOKIE_NAME = "__Host-b-csrftoken" if PRODUCTION else "b-csrftoken"
SESSION_COOKIE_AGE = 60 * 60
CSRF_FAILURE_VIEW = "sandbox.provider.views.errors.csrf_failure"
