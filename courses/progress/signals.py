"""What progress announces. A doorbell, not a ledger: sent with `send_robust` after commit."""

from django.dispatch import Signal

# `enrollment_id`, `module_id`: the learner has just passed a module of the pathway.
module_completed = Signal()
# `enrollment_id`: the learner has just completed the whole pathway.
course_completed = Signal()
