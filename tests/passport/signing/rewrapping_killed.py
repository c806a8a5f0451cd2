"""A change of passphrase in a process of its own, killed at the call that follows so many: `NAME SUCCESSES`.

Reads SIGNING_KEY_DIR and the two passphrases in its environment. `fsync` is called as each file is written beside,
`replace` as each takes its place.
"""

import os
import signal
import sys

from django.conf import settings

settings.configure(
    PRODUCTION=True,
    **{name: os.environ[name] for name in ("SIGNING_KEY_DIR", "SIGNING_KEY_PASSPHRASE", "SIGNING_KEY_NEW_PASSPHRASE")},
)

from passport.signing import keystore  # noqa: E402

name, successes = sys.argv[1], int(sys.argv[2])
genuine, calls = getattr(os, name), []


def until_then(*args):
    if len(calls) == successes:
        os.kill(os.getpid(), signal.SIGKILL)
    calls.append(args)
    return genuine(*args)


setattr(os, name, until_then)
with keystore.rewrapping():
    pass
os.kill(os.getpid(), signal.SIGKILL)
