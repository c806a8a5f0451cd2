"""The settings of the test suite: the real ones, with a few lines changed."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

# Apart from the demonstration, and from the tests of another checkout, of another run, of another worker of this run.
CHECKOUT = sha256(str(Path(__file__).parent).encode()).hexdigest()[:8]
RUN = os.environ.get("TEST_RUN", CHECKOUT)
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
FOLDER = Path(os.environ.get("DATA_DIR") or Path(tempfile.gettempdir(), f"passeport-tests-{os.getuid()}-{RUN}"))
if WORKER and not FOLDER.name.endswith(f"-{WORKER}"):  # what a worker starts inherits its folder
    FOLDER = FOLDER.with_name(f"{FOLDER.name}-{WORKER}")
os.environ["DATA_DIR"] = str(FOLDER)
os.environ.setdefault("DEBUG", "1")
os.environ.setdefault("SITE_URL", "http://testserver")

from cms.settings import *  # noqa: F403
from cms.settings import CACHE_IS_SHARED, CACHES, DATA_DIR, DATABASES, STATIC_ROOT

DEBUG = False
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns of a missing folder
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # On disk, so that the browser's server threads share it and a second run starts at once.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "tests.sqlite3")}
else:
    DATABASES["default"]["ENGINE"] = "tests.postgresql"
if CACHE_IS_SHARED:
    # Every test begins by clearing the cache: its own keys, not those of a run beside it.
    CACHES["default"] |= {"BACKEND": "tests.own_cache.OwnKeysCache", "KEY_PREFIX": DATA_DIR.name}
# The one real worker of a run takes tasks from a queue of its own.
CELERY_TASK_DEFAULT_QUEUE = f"tests-{DATA_DIR.name}"
VISITOR_CACHE_SECONDS = 300
