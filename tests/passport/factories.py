"""What was earned: `CredentialFactory(revoked=True, shows_name=True)`, `CredentialFactory(signed=True)`; `a_graduate(course)` earned it for real."""

from datetime import timedelta

import factory
from django.utils import timezone

from cms.accounts.models import Audience
from passport.achievements.models import Achievement
from passport.credentials.models import Credential
from passport.credentials.rules import new_code
from passport.credentials.services.signing import give_signed_forms
from passport.signing.services import revoke_entry
from tests.cms.accounts.factories import UserFactory
from tests.courses.pathways.factories import PathwayFactory
from tests.courses.progress.factories import EnrollmentFactory, read, submit


class AchievementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Achievement

    class Params:
        attestation = factory.Trait(kind=Achievement.Kind.ATTESTATION, name="Attestation – Sécurité")

    kind = Achievement.Kind.PASSPORT
    slug = factory.Sequence(lambda n: f"passeport-{n}")
    version = "2026.1"
    fingerprint = factory.Sequence(lambda n: f"{n:064}")
    name = "Passeport digital – Élus et élues"
    description = "Atteste la réussite de toutes les évaluations du parcours."
    criteria = "Finir les leçons et réussir les évaluations."
    pathway = factory.SubFactory(PathwayFactory)


def content_of(credential) -> dict:
    achievement = credential.achievement
    return {
        "holder_name": credential.holder.name if credential.holder else "",
        "kind": achievement.kind,
        "name": achievement.name,
        "description": achievement.description,
        "criteria": achievement.criteria,
        "criteria_path": achievement.get_absolute_url(),
        "statement": "a terminé les leçons demandées et réussi chaque évaluation avec 70 % des points ou plus.",
        "pathway": achievement.pathway.title,
        "audience": Audience.ELECTED.value,
        "audience_label": str(Audience.ELECTED.label),
        "modules": [
            {
                "code": f"M{n}",
                "title": f"Module visé numéro {n}",
                "version": "2026.1",
                "threshold_percent": 70,
                "passed_on": "2026-03-12",
                "percent": 86,
            }
            for n in range(1, credential.modules + 1)
        ],
        "issuer": {"name": "Plateforme Passeport digital", "url": "http://localhost:8000"},
        "version": achievement.version,
    }


class CredentialFactory(factory.django.DjangoModelFactory):
    """Written straight to the table, as if issued today and told; its PDF is still to be drawn, it is not signed.

    `signed=True` signs it as issuing does, and revokes its place in the status list when it is revoked.
    """

    class Meta:
        model = Credential
        exclude = ["modules"]
        skip_postgeneration_save = True

    class Params:
        attestation = factory.Trait(modules=1, achievement=factory.SubFactory(AchievementFactory, attestation=True))
        expired = factory.Trait(
            issued_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=3 * 365 + 30)),
            expires_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=30)),
        )
        revoked = factory.Trait(
            revoked_at=factory.LazyFunction(timezone.now), revocation_reason="Évaluation passée par une autre personne"
        )

    modules = 3
    code = factory.LazyFunction(new_code)
    holder = factory.SubFactory(UserFactory)
    achievement = factory.SubFactory(AchievementFactory)
    content = factory.LazyAttribute(content_of)
    issued_at = factory.LazyFunction(timezone.now)
    awarded_at = factory.SelfAttribute("issued_at")
    mailed_at = factory.SelfAttribute("issued_at")
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=3 * 365))

    @factory.post_generation
    def signed(credential, create, wanted, **_more):
        if create and wanted:
            give_signed_forms(credential)
            credential.save()
            if credential.is_revoked:
                revoke_entry(entry=credential.status_entry, at=credential.revoked_at)


def a_graduate(*courses, name="Claire Fontanel", completed=True):
    """Somebody who read and passed all that these courses, of one pathway, ask; returns the enrollment."""
    learner = UserFactory(name=name)
    for course in courses:
        read(learner, *course.lessons)
        submit(learner, course.module, 9)
    return EnrollmentFactory(learner=learner, pathway=courses[0].pathway, completed=completed)
