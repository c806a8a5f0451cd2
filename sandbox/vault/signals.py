"""What the vault announces. Down is a call, up is a signal."""

from django.dispatch import Signal

# Sent with `send` inside the erasing transaction, before the key goes: `vault`, `because`.
# Whoever gave access withdraws it here; a receiver that fails stops the erasure.
vault_erasing = Signal()
