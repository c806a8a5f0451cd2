"""Who may see which attempt: other people’s do not exist, for anybody."""

from cms.accounts.models import User
from courses.quizzes.models import Attempt, AttemptQuerySet


def attempts_open_to(user: User) -> AttemptQuerySet:
    return Attempt.objects.filter(learner=user)
