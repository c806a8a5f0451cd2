"""The doorbells of `progress`, `accounts` and `signing`, answered."""

from typing import Any

from django.dispatch import receiver

from cms.accounts.models import User
from cms.accounts.signals import account_erased
from courses.modules.models import ModulePage
from courses.progress.models import Enrollment
from courses.progress.signals import course_completed, module_completed
from passport.credentials.services import erase_holder, issue_earned, request_signatures
from passport.signing.signals import key_compromised


@receiver(module_completed)
def issue_attestation(*, enrollment_id: int, module_id: int, **_sent: Any) -> None:
    enrollment = Enrollment.objects.select_related("learner", "pathway").get(pk=enrollment_id)
    module = ModulePage.objects.get(pk=module_id)
    issue_earned(holder=enrollment.learner, pathway=enrollment.pathway, module=module)


@receiver(course_completed)
def issue_passport(*, enrollment_id: int, **_sent: Any) -> None:
    enrollment = Enrollment.objects.select_related("learner", "pathway").get(pk=enrollment_id)
    issue_earned(holder=enrollment.learner, pathway=enrollment.pathway)


@receiver(account_erased)
def forget_holder(*, user: User, **_sent: Any) -> None:
    erase_holder(user=user)


@receiver(key_compromised)
def sign_what_it_signed(**_sent: Any) -> None:
    request_signatures()
