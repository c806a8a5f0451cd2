"""What H5P announces. A doorbell, not a ledger: sent with `send_robust` after commit."""

from django.dispatch import Signal

# `result_id`: a result that has just been recorded on a learner's attempt.
result_recorded = Signal()
