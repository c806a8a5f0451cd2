"""What the quizzes add to the editors' desk."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.permissions import register_permission_policy

from courses.quizzes.models import AttemptGrant, Quiz
from courses.quizzes.viewsets import GrantPolicy, QuizPolicy, QuizzesViewSetGroup

register_permission_policy(Quiz, QuizPolicy(Quiz))
register_permission_policy(AttemptGrant, GrantPolicy(AttemptGrant))


@hooks.register("register_admin_viewset")
def register_quizzes() -> ViewSetGroup:
    return QuizzesViewSetGroup()
