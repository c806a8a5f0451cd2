"""What productions add to the desk."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from courses.assignments.models import Submission
from courses.assignments.viewsets import ReaderPolicy, SubmissionViewSet

register_permission_policy(Submission, ReaderPolicy(Submission))


@hooks.register("register_admin_viewset")
def submissions_desk() -> SubmissionViewSet:
    return SubmissionViewSet()
