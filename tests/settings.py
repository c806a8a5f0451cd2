"""The settings of the test suite: the real ones, with a few lines changed."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

# Apart from the demonstration, and from the tests of another checkout or of another run.
CHECKOUT = sha256(str(Path(__file__).parent).encode()).hexdigest()[:8]
RUN = os.environ.get("TEST_RUN", CHECKOUT)
os.environ.setdefault("DATA_DIR", str(Path(tempfile.gettempdir()) / f"passeport-tests-{os.getuid()}-{RUN}"))
os.environ.setdefault("DEBUG", "1")
os.environ.setdefault("SITE_URL", "http://testserver")

from cms.settings import *  # noqa: F403
from cms.settings import DATA_DIR, DATABASES, STATIC_ROOT

DEBUG = False
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns of a missing folder
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # On disk, so that the browser's server threads share it and a second run starts at once.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "tests.sqlite3")}
# The one real worker of a run takes tasks from a queue of its own.
CELERY_TASK_DEFAULT_QUEUE = f"tests-{DATA_DIR.name}"
VISITOR_CACHE_SECONDS = 300
