"""What the quizzes announce. A doorbell, not a ledger: sent with `send_robust` after commit."""

from django.dispatch import Signal

# `attempt_id`: an attempt that has just been submitted and graded.
attempt_submitted = Signal()
