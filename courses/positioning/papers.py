"""The twelve questions of one test, carried by the page itself: signed, so that nothing has to be kept meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core import signing
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import Audience
from cms.foundation.errors import DomainError
from courses.questions.models import QuestionRevision

SALT = "courses.positioning.paper"
LONGEST_TOKEN = 600


class PaperUnreadable(DomainError):
    user_message = _("Recommencez le test : la page que vous avez envoyée ne correspond plus à ses questions.")


@dataclass(frozen=True, slots=True)
class Paper:
    """For whom, and which questions in which order, as they were published when they were drawn."""

    audience: str
    revisions: tuple[QuestionRevision, ...]

    @property
    def token(self) -> str:
        return signing.dumps([self.audience, [revision.pk for revision in self.revisions]], salt=SALT, compress=True)


def read_paper(token: str) -> Paper:
    """The paper that this site has drawn; one query. Raises PaperUnreadable."""
    if len(token) > LONGEST_TOKEN:
        raise PaperUnreadable
    try:
        audience, numbers = signing.loads(token, salt=SALT)
    except signing.BadSignature as fault:
        raise PaperUnreadable from fault
    return Paper(str(Audience(audience)), in_order(numbers))


def in_order(numbers: Sequence[int]) -> tuple[QuestionRevision, ...]:
    """Raises PaperUnreadable when a question was deleted since."""
    found = QuestionRevision.objects.in_bulk(numbers)
    if not numbers or len(found) < len(numbers):
        raise PaperUnreadable
    return tuple(found[number] for number in numbers)
