"""Issue once, and only what was earned."""

import logging
from collections.abc import Iterator
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from courses.modules.models import ModulePage
from courses.pathways.models import Pathway
from courses.progress.models import Enrollment
from courses.progress.services import standing_in
from courses.quizzes.models import Attempt
from passport.achievements.models import Achievement
from passport.achievements.services import achievement_for
from passport.credentials.documents import compose_content
from passport.credentials.documents.wording import ModuleStanding, ProductionStanding
from passport.credentials.models import Credential
from passport.credentials.rules import expiry, new_code
from passport.credentials.services.preparing import request_pdf
from passport.credentials.services.signing import OWN_FAULTS, give_signed_forms, lock_holder
from passport.credentials.services.telling import request_letter
from passport.credentials.tasks import tell_issued

logger = logging.getLogger(__name__)

MOST_TRIES = 5


class AchievementNotEarned(DomainError):
    user_message = _("Il reste à valider, avant ce titre : {missing}.")


def issue_credential(*, holder: User, achievement: Achievement) -> Credential:
    """Issue once: a second call, whoever makes it and when, returns the credential of the first, or what replaced it.

    The row, its place in a status list and both signed forms appear together or not at all.

    Whether it is earned is read from the tables here, never taken from the caller.
    Raises AchievementNotEarned when it is not.
    """
    issued = Credential.objects.filter(holder=holder, achievement=achievement).newest_first()
    return issued.first() or _issue_once(holder, achievement)


def issue_earned(*, holder: User, pathway: Pathway, module: ModulePage | None = None) -> Credential:
    """The passport of this pathway, or the attestation of this module; the one already held, if any.

    A new version of what is asked issues nothing to those who hold an earlier one, expired or revoked
    as it may be: a new title is earned by new attempts.
    """
    held = Credential.objects.held_by(holder).of(pathway, module).newest_first().first()
    if held is not None:
        return held
    return _issue_once(holder, achievement_for(pathway=pathway, module=module))


def issue_missing() -> Iterator[Credential | None]:
    """Issue all that the tables say is earned and not issued; None where it was not, or cannot be signed.

    Raises what `sign_credential` raises when nothing can be: NoActiveKey, KeyUnreadable, PassphraseMissing.
    """
    owed = [*_owed_attestations(), *_owed_passports()]
    for learner_id, pathway_id, module_id in owed:
        holder = User.objects.get(pk=learner_id)
        pathway = Pathway.objects.get(pk=pathway_id)
        module = ModulePage.objects.get(pk=module_id) if module_id else None
        try:
            yield issue_earned(holder=holder, pathway=pathway, module=module)
        except AchievementNotEarned as refusal:
            logger.warning("pathway %s, module %s, learner %s: %s", pathway_id, module_id, learner_id, refusal)
            yield None
        except OWN_FAULTS:
            logger.exception("pathway %s, module %s, learner %s: cannot be issued", pathway_id, module_id, learner_id)
            yield None


def _issue_once(holder: User, achievement: Achievement) -> Credential:
    issued = Credential.objects.filter(holder=holder, achievement=achievement).newest_first()
    for _try in range(MOST_TRIES):
        try:
            with transaction.atomic():
                lock_holder(holder)
                return issued.first() or _issue(holder, achievement)  # somebody may have issued it meanwhile
        except IntegrityError:  # the number is taken
            continue
    raise IntegrityError("no free number was found")


def _issue(holder: User, achievement: Achievement) -> Credential:
    modules, productions = _what_was_earned(holder, achievement)
    issued_at = timezone.now()
    credential = Credential(
        code=new_code(),
        holder=holder,
        achievement=achievement,
        content=compose_content(holder=holder, achievement=achievement, modules=modules, productions=productions),
        awarded_at=issued_at,
        issued_at=issued_at,
        expires_at=expiry(timezone.localtime(issued_at), achievement.validity_years),
    )
    give_signed_forms(credential)
    credential.save(force_insert=True)
    transaction.on_commit(partial(request_pdf, credential_id=credential.pk))
    transaction.on_commit(partial(request_letter, tell_issued, credential_id=credential.pk))
    return credential


def _what_was_earned(holder: User, achievement: Achievement) -> tuple[list[ModuleStanding], list[ProductionStanding]]:
    """The modules and the productions to write on it; raises AchievementNotEarned when one is missing."""
    enrollment = (
        Enrollment.objects.of(holder)
        .filter(pathway=achievement.pathway_id)
        .select_related("learner", "pathway")
        .first()
    )
    if enrollment is None:
        raise AchievementNotEarned(missing=achievement.name)
    standing = standing_in(enrollment=enrollment)
    if achievement.module is None:
        asked = list(standing.modules)
        productions = [each for each in standing.productions if each.is_required]
        missing = [module.title for module in asked if not module.is_complete]
        missing += [production.title for production in standing.productions_missing]
    else:
        productions = []
        asked = [module for module in standing.modules if module.code == achievement.module.code]
        missing = [module.title for module in asked if not module.is_passed]
    if missing or not asked:
        raise AchievementNotEarned(missing=", ".join(missing) or achievement.name)
    return [*asked], [*productions]


def _owed_attestations() -> list[tuple[int, int, int]]:
    enrollments = Enrollment.objects.filter(
        learner=OuterRef("learner"),
        pathway__audience=OuterRef("audience"),
        pathway__modules__module__quiz=OuterRef("quiz"),
    )
    issued = Credential.objects.filter(
        holder=OuterRef("learner"),
        achievement__pathway__audience=OuterRef("audience"),
        achievement__module__quiz=OuterRef("quiz"),
    )
    passed = Attempt.objects.passed().filter(Exists(enrollments), ~Exists(issued))
    pathways = dict(Pathway.objects.values_list("audience", "pk"))
    triples = passed.values_list("learner_id", "audience", "quiz__module").distinct()
    return [(learner, pathways[audience], module) for learner, audience, module in triples]


def _owed_passports() -> list[tuple[int, int, None]]:
    issued = Credential.objects.filter(
        holder=OuterRef("learner"), achievement__pathway=OuterRef("pathway"), achievement__module=None
    )
    completed = Enrollment.objects.exclude(completed_at=None).filter(~Exists(issued))
    return [(learner, pathway, None) for learner, pathway in completed.values_list("learner_id", "pathway_id")]
