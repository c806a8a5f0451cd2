"""What signing announces. Down is a call, up is a signal."""

from django.dispatch import Signal

# Sent with `send_robust` once the compromise is committed: `key`, the SigningKey whose signatures are worth nothing.
# Whoever stored something that it signed signs it anew here.
key_compromised = Signal()
