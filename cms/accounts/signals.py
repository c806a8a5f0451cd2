"""What the accounts announce. Down is a call, up is a signal."""

from django.dispatch import Signal

# Sent with `send` inside the erasing transaction, before the row goes: `user`.
# A receiver that fails stops the erasure; it is tried again the next night.
account_erased = Signal()
