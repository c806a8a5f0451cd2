"""What assignments announce. A doorbell, not a ledger: sent with `send_robust` after commit."""

from django.dispatch import Signal

# `submission_id`: a trainer has just accepted it.
submission_accepted = Signal()
