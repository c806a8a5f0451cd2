"""Taking a pathway."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from courses.pathways.models import Pathway
from courses.progress.models import Enrollment


class PathwayClosed(DomainError):
    user_message = _("Ce parcours n’est pas ouvert pour le moment.")


@transaction.atomic
def enroll(*, learner: User, pathway: Pathway) -> Enrollment:
    """Enroll once: a second call returns the enrollment of the first."""
    if not pathway.live:
        raise PathwayClosed
    enrollment, _is_new = Enrollment.objects.get_or_create(learner=learner, pathway=pathway)
    return enrollment
