"""Issue anew under today’s name: what is issued never changes, so another takes its place."""

from functools import partial
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from passport.credentials.models import Credential
from passport.credentials.rules import CORRECTIONS_APART, Status, new_code
from passport.credentials.services.preparing import request_pdf
from passport.credentials.services.revoking import revoke_credential
from passport.credentials.services.signing import give_signed_forms, lock_holder
from passport.credentials.services.telling import request_letter
from passport.credentials.tasks import tell_issued

ISSUE_ANEW_ACTION: Final = "credentials.issue_anew"
REPLACED: Final = _("Remplacé par un titre plus récent, à la demande du titulaire ou de l’émetteur.")


class CannotIssueAnew(DomainError):
    user_message = _("Ce titre ne peut pas être délivré à nouveau.")


class HolderGone(CannotIssueAnew):
    user_message = _("Le compte du titulaire est effacé : ce titre ne peut pas être délivré à nouveau.")


class HasEnded(CannotIssueAnew):
    user_message = _("Ce titre a expiré : un nouveau se gagne par de nouvelles évaluations.")


class HoldsAnother(CannotIssueAnew):
    user_message = _("La personne a déjà un autre titre valable pour la même réalisation.")


class SameName(CannotIssueAnew):
    user_message = _("Ce titre porte déjà le nom de votre profil. Changez d’abord le nom dans le profil.")


class AnewTooSoon(CannotIssueAnew):
    user_message = _("Ce titre vient d’être délivré à nouveau. Une nouvelle demande sera possible dans un jour.")


@transaction.atomic
def issue_anew(*, credential: Credential, by: User) -> Credential:
    """Revoke this credential and issue the same under the name of today’s profile, linked by `replaces`.

    Same achievement, modules, dates of earning and of end; new number, subject, place in the status list and
    signatures. What was revoked by mistake is issued anew in the same way, whatever the name; whether `by` may ask
    for that is for `permissions.can_issue_anew`. Asked twice for one credential, returns the first replacement.
    Raises a CannotIssueAnew: HolderGone, HasEnded, HoldsAnother, SameName, or AnewTooSoon when the holder already
    asked that day.
    """
    if credential.holder is None:
        raise HolderGone
    lock_holder(credential.holder)
    credential = Credential.objects.select_related("holder", "achievement", "status_entry").get(pk=credential.pk)
    if credential.holder is None:
        raise HolderGone
    if replacement := Credential.objects.filter(replaces=credential).first():
        return replacement
    _check(credential, credential.holder, by)
    if not credential.is_revoked:
        revoke_credential(credential=credential, by=by, reason=str(REPLACED), publish_reason=True)
    now = timezone.now()
    anew = Credential(
        code=new_code(),
        holder=credential.holder,
        achievement=credential.achievement,
        content=credential.content | {"holder_name": credential.holder.name},
        awarded_at=credential.awarded_at,
        issued_at=now,
        expires_at=credential.expires_at,
        shows_name=credential.shows_name,
        shows_modules=credential.shows_modules,
        reminded_at=credential.reminded_at,
        replaces=credential,
    )
    give_signed_forms(anew)
    anew.save(force_insert=True)
    log(anew, ISSUE_ANEW_ACTION, user=by, data={"replaces": credential.display_code})
    transaction.on_commit(partial(request_pdf, credential_id=anew.pk))
    transaction.on_commit(partial(request_letter, tell_issued, credential_id=anew.pk))
    return anew


def _check(credential: Credential, holder: User, by: User) -> None:
    now = timezone.now()
    if now > credential.expires_at:
        raise HasEnded
    same = Credential.objects.held_by(holder).filter(achievement=credential.achievement_id)
    if credential.status_at(now) is Status.REVOKED:
        if same.in_force().exists():
            raise HoldsAnother
        return
    if credential.content["holder_name"] == holder.name:
        raise SameName
    if by == holder and same.filter(replaces__isnull=False, issued_at__gt=now - CORRECTIONS_APART).exists():
        raise AnewTooSoon
