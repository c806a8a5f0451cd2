import pytest
from django.core.management import call_command
from django.db import IntegrityError

from courses.progress.models import Enrollment
from courses.progress.signals import course_completed, module_completed
from passport.achievements.services import achievement_for
from passport.credentials.models import Credential
from passport.credentials.services import (
    AchievementNotEarned,
    issue_credential,
    issue_earned,
    issuing,
    revoke_credential,
)
from passport.proofs.reasons import Reason, Refused
from tests.cms.accounts.factories import UserFactory
from tests.courses.assignments.factories import AssignmentFactory, accepted_submissions, decided, handed_in
from tests.courses.progress.factories import EnrollmentFactory, a_course, read, submit
from tests.passport.factories import CredentialFactory, a_graduate

pytestmark = pytest.mark.django_db


def issue(enrollment, module=None):
    achievement = achievement_for(pathway=enrollment.pathway, module=module)
    return issue_credential(holder=enrollment.learner, achievement=achievement)


def test_issuing_twice_gives_one_credential():
    enrollment = a_graduate(a_course())

    assert issue(enrollment) == issue(enrollment)
    assert Credential.objects.count() == 1


def test_it_is_refused_to_somebody_who_never_enrolled():
    course = a_course()

    with pytest.raises(AchievementNotEarned):
        issue_credential(holder=UserFactory(), achievement=achievement_for(pathway=course.pathway))


def test_it_is_refused_when_a_quiz_is_not_passed_and_says_which():
    course = a_course()
    other = a_course(pathway=course.pathway)
    enrollment = a_graduate(course, completed=False)

    with pytest.raises(AchievementNotEarned, match=other.module.title):
        issue(enrollment)


def test_it_is_refused_when_a_required_lesson_is_not_finished():
    course = a_course(lessons=2)
    enrollment = EnrollmentFactory(pathway=course.pathway)
    read(enrollment.learner, course.lessons[0])
    submit(enrollment.learner, course.module, 10)

    with pytest.raises(AchievementNotEarned):
        issue(enrollment)


def test_passing_the_quiz_is_enough_for_the_attestation_of_a_module():
    course = a_course()
    enrollment = EnrollmentFactory(pathway=course.pathway)
    submit(enrollment.learner, course.module, 6)

    attestation = issue(enrollment, course.module)

    assert not attestation.is_passport
    assert [module["code"] for module in attestation.content["modules"]] == [course.module.code]


def test_a_failed_quiz_gives_no_attestation():
    course = a_course()
    enrollment = EnrollmentFactory(pathway=course.pathway)
    submit(enrollment.learner, course.module, 5)

    with pytest.raises(AchievementNotEarned):
        issue(enrollment, course.module)


def test_what_it_says_is_frozen_at_issue(settings):
    settings.ISSUER_NAME = "Communauté de communes du Val-d’Orne"
    course = a_course()
    enrollment = a_graduate(course, name="Claire Fontanel")
    credential = issue(enrollment)
    before = dict(credential.content)

    enrollment.learner.name = "Une Autre"
    enrollment.learner.save()
    course.module.title, course.module.version = "Autre titre", "2027.1"
    course.module.save()
    course.pathway.title = "Autre parcours"
    course.pathway.save()
    settings.ISSUER_NAME = "Un autre émetteur"

    credential.refresh_from_db()
    assert credential.content == before
    assert before["holder_name"] == "Claire Fontanel"
    assert before["issuer"]["name"] == "Communauté de communes du Val-d’Orne"
    assert before["modules"][0]["version"] == "2026.1"


def test_it_is_valid_for_three_years():
    credential = issue(a_graduate(a_course()))

    assert credential.expires_at.year == credential.issued_at.year + 3
    assert credential.is_valid


def test_the_name_is_hidden_until_the_holder_decides_otherwise():
    assert issue(a_graduate(a_course())).shows_name is False


def test_a_number_already_given_is_drawn_again(monkeypatch):
    taken = CredentialFactory(code="0" * 12)
    numbers = iter([taken.code, taken.code, "1" * 12])
    monkeypatch.setattr(issuing, "new_code", lambda: next(numbers))

    assert issue(a_graduate(a_course())).code == "1" * 12


def test_it_gives_up_rather_than_drawing_for_ever(monkeypatch):
    taken = CredentialFactory(code="0" * 12)
    monkeypatch.setattr(issuing, "new_code", lambda: taken.code)

    with pytest.raises(IntegrityError):
        issue(a_graduate(a_course()))


def test_passing_a_module_rings_the_attestation():
    course = a_course()
    enrollment = a_graduate(course)

    ring = {"enrollment_id": enrollment.pk, "module_id": course.module.pk}
    answers = [answer for _who, answer in module_completed.send_robust(Enrollment, **ring)]

    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert Credential.objects.get().achievement.module == course.module


def test_completing_a_pathway_rings_the_passport_once():
    enrollment = a_graduate(a_course())

    course_completed.send_robust(Enrollment, enrollment_id=enrollment.pk)
    course_completed.send_robust(Enrollment, enrollment_id=enrollment.pk)

    assert Credential.objects.get().is_passport


def test_a_new_version_issues_nothing_to_those_who_hold_an_earlier_one():
    course = a_course()
    enrollment = a_graduate(course)
    held = issue_earned(holder=enrollment.learner, pathway=course.pathway)
    course.pathway.version = "2027.1"
    course.pathway.save()

    assert issue_earned(holder=enrollment.learner, pathway=course.pathway) == held


def test_what_a_lost_ring_left_undone_is_found_from_the_tables(django_capture_on_commit_callbacks):
    course = a_course()
    enrollment = a_graduate(course)
    EnrollmentFactory(pathway=course.pathway)

    with django_capture_on_commit_callbacks(execute=True):
        call_command("issue_missing_credentials", verbosity=0)
        call_command("issue_missing_credentials", verbosity=0)

    issued = Credential.objects.held_by(enrollment.learner)
    assert sorted(credential.content["kind"] for credential in issued) == ["attestation", "passeport"]
    assert Credential.objects.count() == 2


def test_one_whose_title_cannot_be_signed_does_not_hold_the_others_back(monkeypatch, caplog):
    course = a_course()
    first, second = a_graduate(course), a_graduate(course)
    sign = issuing.give_signed_forms

    def refuse_the_first(credential):
        if credential.holder == first.learner:
            raise Refused(Reason.SHAPE, "/name")
        sign(credential)

    monkeypatch.setattr(issuing, "give_signed_forms", refuse_the_first)

    call_command("issue_missing_credentials", verbosity=0)

    assert not Credential.objects.held_by(first.learner).exists()
    assert Credential.objects.held_by(second.learner).count() == 2
    assert f"learner {first.learner_id}: cannot be issued" in caplog.text


def test_what_was_revoked_is_never_issued_again():
    course = a_course()
    enrollment = a_graduate(course)
    credential = issue(enrollment)
    revoke_credential(credential=credential, by=UserFactory(), reason="Erreur de personne", publish_reason=False)

    call_command("issue_missing_credentials", verbosity=0)

    assert issue(enrollment).is_revoked
    assert Credential.objects.of(course.pathway).get().is_revoked


class TestAPathwayThatAsksForAProduction:
    def graduate(self, **facts):
        course = a_course()
        assignment = AssignmentFactory(pathway=course.pathway, title="Le dossier d’un projet", **facts)
        return a_graduate(course, completed=False), assignment

    def test_gives_no_passport_before_it_is_accepted_and_says_so(self):
        enrollment, assignment = self.graduate()
        handed_in(assignment, enrollment.learner)

        with pytest.raises(AchievementNotEarned, match="Le dossier d’un projet"):
            issue(enrollment)

    def test_gives_the_attestations_of_its_modules_all_the_same(self):
        enrollment, _assignment = self.graduate()

        assert issue(enrollment, module=enrollment.pathway.modules.get().module)

    def test_gives_the_passport_once_it_is_accepted_without_what_was_handed_in(self):
        enrollment, _assignment = self.graduate()
        accepted_submissions(enrollment.learner, enrollment.pathway)

        content = issue(enrollment).content

        assert content["statement"].endswith("et rendu une production, lue et acceptée.")
        assert [production["title"] for production in content["productions"]] == ["Le dossier d’un projet"]
        assert "Le besoin est décrit" not in str(content)

    def test_issues_the_passport_at_the_moment_it_is_accepted(self, django_capture_on_commit_callbacks):
        enrollment, assignment = self.graduate()

        with django_capture_on_commit_callbacks(execute=True):
            decided(assignment, enrollment.learner)

        assert Credential.objects.filter(holder=enrollment.learner, achievement__module=None).count() == 1

    def test_does_not_look_for_one_that_it_only_advises(self):
        enrollment, _assignment = self.graduate(requirement="conseillée")

        assert issue(enrollment).content["productions"] == []
