"""The one settings file: each value comes from the environment, with a default that works on a laptop.

Three profiles, never named in a variable of their own:

- a laptop (nothing set): SQLite, tasks run at once, mail shown in the console;
- the demonstration (`DEMO=1`, what `make demo` sets): as on a laptop, with the real error
  pages and fingerprinted static files, answering on this machine alone;
- production (`DEBUG=0`): refuses to start without its secrets, speaks only HTTPS.

Every variable is listed in `.env.example`.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

# Tables that no environment changes stand beside this file.
from cms.content_policy import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY
from cms.content_policy import DESK_CONTENT_SECURITY_POLICY as DESK_CONTENT_SECURITY_POLICY
from cms.installed_apps import INSTALLED_APPS as INSTALLED_APPS
from cms.middleware import MIDDLEWARE as MIDDLEWARE
from cms.npm_files import NPM_STATIC_FILES as NPM_STATIC_FILES
from cms.oauth import SAFEGUARDS
from cms.rate_limits import ACCOUNT_RATE_LIMITS as ACCOUNT_RATE_LIMITS
from cms.schedule import CELERY_BEAT_SCHEDULE as CELERY_BEAT_SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))

DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=not DEMO)
PRODUCTION = not DEBUG and not DEMO

DATA_DIR = Path(env.str("DATA_DIR", default="") or BASE_DIR / "var").resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

# Beside the demonstration, an aggregator answers at 127.0.0.1: whoever signed in there would hand it their session.
LOOPBACK_HOSTS = ["localhost", "[::1]"] if DEMO else ["localhost", "127.0.0.1", "[::1]"]


def required_in_production(name: str, on_a_laptop: str) -> str:
    """Read a variable that has no safe default.

    Raises ImproperlyConfigured in production when it is missing.
    """
    value = env.str(name, default="")
    if value:
        return value
    if PRODUCTION:
        raise ImproperlyConfigured(f"La variable d’environnement {name} est obligatoire en production.")
    return on_a_laptop


# --- Identity and secrets

SECRET_KEY = required_in_production("SECRET_KEY", "clef-de-developpement-jamais-en-production-0123456789abcdef")
if DEMO and not DEBUG:
    # Each demonstration makes its own secret once, so that nobody's sessions open on another machine.
    secret_file = DATA_DIR / "secret-key"
    if not secret_file.exists():
        secret_file.touch(mode=0o600)
        secret_file.write_text(get_random_secret_key())
    SECRET_KEY = env.str("SECRET_KEY", default="") or secret_file.read_text()
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# Where a laptop serves; production's server is told by its own command line.
PORT = env.int("PORT", default=8000)
# The address that is printed on passports and in mails; no trailing slash.
SITE_URL = required_in_production("SITE_URL", f"http://localhost:{PORT}").rstrip("/")
SITE_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else LOOPBACK_HOSTS)
if PRODUCTION and not SITE_HOSTS:
    raise ImproperlyConfigured("La variable d’environnement ALLOWED_HOSTS est obligatoire en production.")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL] if PRODUCTION else [])
ISSUER_NAME = env.str("ISSUER_NAME", default="Plateforme Passeport digital")

# --- What a request goes through

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.foundation.context_processors.site",
            ],
            "builtins": ["cms.foundation.templatetags.ui", "django.templatetags.i18n", "django.templatetags.static"],
        },
    },
]

# --- Data

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'passeport.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue up instead of failing half-way: see docs/adr.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            # What is deleted is overwritten, not only forgotten: keys of vaults must not be read in free pages.
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000; PRAGMA secure_delete=ON;"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Opening a connection costs more than most pages, on SQLite too: it reads the whole schema again.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)

CACHE_IS_SHARED = bool(env.str("CACHE_URL", default=""))
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://passeport")}
# How long a page that is the same for all may be served again without being made anew; never while developing.
VISITOR_CACHE_SECONDS = env.int("VISITOR_CACHE_SECONDS", default=0 if DEBUG else 300)

# A cache that each process keeps to itself would resurrect closed sessions.
SESSION_ENGINE = (
    "django.contrib.sessions.backends.cached_db" if CACHE_IS_SHARED else "django.contrib.sessions.backends.db"
)
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Tasks

# Without a broker, tasks run at once; Celery still wants the name of a transport.
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="") or "memory://localhost/"
CELERY_TASK_ALWAYS_EAGER = CELERY_BROKER_URL == "memory://localhost/"
CELERY_TASK_EAGER_PROPAGATES = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Paris"

# --- People

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "progress:home"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_ADAPTER = "cms.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "cms.accounts.forms.entrance.SignupForm",
    "login": "cms.accounts.forms.entrance.LoginForm",
    "reauthenticate": "cms.accounts.forms.entrance.ReauthenticateForm",
    "add_email": "cms.accounts.forms.entrance.AddEmailForm",
    "change_password": "cms.accounts.forms.entrance.ChangePasswordForm",
    "set_password": "cms.accounts.forms.entrance.SetPasswordForm",
    "reset_password": "cms.accounts.forms.entrance.ResetPasswordForm",
    "reset_password_from_key": "cms.accounts.forms.entrance.ResetPasswordKeyForm",
}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Changing the address asks for the password again, five minutes after it was last typed.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_SESSION_REMEMBER = True
# Days between the request and the erasure of an account; signing in meanwhile can cancel it.
ACCOUNT_ERASURE_DELAY_DAYS = env.int("ACCOUNT_ERASURE_DELAY_DAYS", default=14)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# --- Mail

vars().update(env.email("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Passeport digital <ne-pas-repondre@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Language and time

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("Français"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Paris"

# --- Files

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "cms.foundation.finders.NpmFinder",
]
NODE_MODULES = BASE_DIR / "node_modules"
MEDIA_URL = "media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # What only its holder may fetch, through a view: never below MEDIA_URL.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_DIR / "private"), "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600

# --- Wagtail

WAGTAIL_SITE_NAME = "Passeport digital"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "media.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "media.CustomDocument"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILIMAGES_WEBP_QUALITY = 50  # a third lighter than Wagtail's own; a drawing shows no difference
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "french"},
}
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français")]
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Safety

DESK_PREFIX = "/gestion/"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "cms.pages.views.errors.csrf_failure"
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^sante/$"]
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=60 * 60 * 24 * 365)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    # Only a proxy that overwrites this header may stand in front: see docs/deployer.md.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = False
# How many proxies of ours stand between a visitor and this server (rate limits count by address).
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1 if PRODUCTION else 0)
# How many numbers one address may check each minute; 0 for no limit. A class shares one address.
VERIFICATIONS_PER_MINUTE = env.int("VERIFICATIONS_PER_MINUTE", default=120)

# --- H5P

# Libraries, contents and packages: never below MEDIA_URL, since they hold strangers' programs.
H5P_DIR = Path(env.str("H5P_DIR", default="") or DATA_DIR / "h5p")
# An antivirus: a function that is given the path of each file of a package, and answers what it found or nothing.
H5P_SCANNER = env.str("H5P_SCANNER", default="")
# Another host name where activities are played, without a trailing slash; empty: in a frame of opaque origin.
H5P_PLAYER_ORIGIN = env.str("H5P_PLAYER_ORIGIN", default="").rstrip("/")
ALLOWED_HOSTS = [*SITE_HOSTS, *filter(None, [urlsplit(H5P_PLAYER_ORIGIN).hostname])]

# --- Signature

# The private keys, each in a file unless its own variable holds it: never in the database, nor backed up with it.
SIGNING_KEY_DIR = Path(env.str("SIGNING_KEY_DIR", default="") or DATA_DIR / "signing-keys")
# What encrypts them. Production signs nothing without it; a laptop makes one beside the keys.
SIGNING_KEY_PASSPHRASE = env.str("SIGNING_KEY_PASSPHRASE", default="")
# Given to `manage.py signing_keys rewrap` alone, for the time of a change.
SIGNING_KEY_NEW_PASSPHRASE = env.str("SIGNING_KEY_NEW_PASSPHRASE", default="")
SIGNING_TOKEN_ALGORITHM = env.str("SIGNING_TOKEN_ALGORITHM", default="ES256")
# A seal on a device. Its code is not called “PIN”: error pages hide what is called a key.
PDF_SEAL_PKCS11 = {
    name: env.str(f"PDF_SEAL_PKCS11_{name}", default="") for name in ("MODULE", "TOKEN", "KEY_LABEL", "KEY_CODE")
}
PDF_SEAL_TIMESTAMP_URL = env.str("PDF_SEAL_TIMESTAMP_URL", default="")

# --- Sandbox

# The master keys of vaults: never in the database, nor in the folder that is backed up with it.
VAULT_KEY_DIR = Path(required_in_production("VAULT_KEY_DIR", str(DATA_DIR / "vault-keys")))
# Which provider this process is, as its pages and exports say.
VAULT_PROVIDER = "A"
# Where each program answers. Three host names, since cookies ignore ports: see docs/deployer.md.
AGGREGATOR_URL = env.str("AGGREGATOR_URL", default=f"http://127.0.0.1:{PORT + 1}").rstrip("/")
PROVIDER_B_URL = env.str("PROVIDER_B_URL", default=f"http://127.0.0.2:{PORT + 2}").rstrip("/")
AGGREGATOR_TWIN_URL = env.str("AGGREGATOR_TWIN_URL", default=f"http://127.0.0.3:{PORT + 3}").rstrip("/")
# The folders that the two aggregators write in: the auditor of the lab reads them, nobody else does.
AGGREGATOR_DIR = Path(env.str("AGGREGATOR_DIR", default=str(DATA_DIR / "aggregator")))
AGGREGATOR_TWIN_DIR = Path(env.str("AGGREGATOR_TWIN_DIR", default=str(DATA_DIR / "aggregator-twin")))
# What the two aggregators and this site share, and nobody else knows: one secret per client, made once.
SANDBOX_SECRETS_DIR = Path(env.str("SANDBOX_SECRETS_DIR", default=str(DATA_DIR / "sandbox-secrets")))
# Checked before anything starts: these host names must differ.
PROGRAM_ADDRESSES = {
    "SITE_URL": SITE_URL,
    "AGGREGATOR_URL": AGGREGATOR_URL,
    "PROVIDER_B_URL": PROVIDER_B_URL,
    "AGGREGATOR_TWIN_URL": AGGREGATOR_TWIN_URL,
}
# What « make demo » starts beside the site: a function that lists programs.
DEMO_COMPANIONS = "sandbox.companions.companions"
# Days without a visit before a vault's holder is warned, then days before it is erased.
VAULT_IDLE_DAYS = env.int("VAULT_IDLE_DAYS", default=30)
VAULT_GRACE_DAYS = env.int("VAULT_GRACE_DAYS", default=7)

OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"
OAUTH2_PROVIDER = {**SAFEGUARDS, "ALLOWED_REDIRECT_URI_SCHEMES": ["https"] if PRODUCTION else ["http", "https"]}

# --- Logs

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"numbers": {"()": "cms.foundation.logs.HideVerifiedNumbers"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["numbers"]}},
    # At DEBUG it would write the whole context of a page, a holder’s readings included.
    "loggers": {"django.template": {"level": "INFO"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO" if PRODUCTION else "WARNING")},
}
