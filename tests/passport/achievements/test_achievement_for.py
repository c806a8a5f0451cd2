import pytest

from courses.pathways.models import AssignmentPart, PathwayModule, Requirement
from passport.achievements.models import Achievement
from passport.achievements.services import achievement_for
from tests.courses.assignments.factories import AssignmentFactory
from tests.courses.modules.factories import ModulePageFactory
from tests.courses.progress.factories import a_course

pytestmark = pytest.mark.django_db


def test_asking_twice_gives_the_same_achievement():
    course = a_course()

    assert achievement_for(pathway=course.pathway) == achievement_for(pathway=course.pathway)
    assert Achievement.objects.count() == 1


def test_its_criteria_say_the_threshold_the_lessons_and_the_versions():
    course = a_course(lessons=2, threshold_percent=75)

    achievement = achievement_for(pathway=course.pathway)

    assert course.module.title in achievement.criteria
    assert "75 % des points" in achievement.criteria
    assert all(lesson.title in achievement.criteria for lesson in course.lessons)
    assert f"version {course.module.version}" in achievement.criteria


def test_another_threshold_under_the_same_number_makes_another_version():
    course = a_course(threshold_percent=70)
    before = achievement_for(pathway=course.pathway)
    course.row.threshold_percent = 80
    course.row.save()

    after = achievement_for(pathway=course.pathway)

    before.refresh_from_db()
    assert (before.version, after.version) == ("2026.1", "2026.1-2")
    assert "70 %" in before.criteria
    assert "80 %" in after.criteria


def test_a_title_put_right_changes_nothing():
    course = a_course()
    before = achievement_for(pathway=course.pathway)
    course.module.title = "Un titre sans faute"
    course.module.save()

    assert achievement_for(pathway=course.pathway) == before


def test_a_module_and_its_pathway_are_two_achievements():
    course = a_course()

    attestation = achievement_for(pathway=course.pathway, module=course.module)

    assert attestation.kind == Achievement.Kind.ATTESTATION
    assert attestation != achievement_for(pathway=course.pathway)


def test_a_module_that_the_pathway_does_not_hold_cannot_be_attested():
    with pytest.raises(PathwayModule.DoesNotExist):
        achievement_for(pathway=a_course().pathway, module=ModulePageFactory())


class TestProductions:
    def test_are_among_the_criteria_with_their_parts(self):
        course = a_course()
        AssignmentFactory(pathway=course.pathway, title="Le dossier d’un projet", parts=["besoin", "raci"])

        achievement = achievement_for(pathway=course.pathway)

        assert "Le dossier d’un projet, lue et acceptée" in achievement.criteria
        assert "«\u00a0La partie raci\u00a0»" in achievement.criteria
        assert [asked["title"] for asked in achievement.productions] == ["Le dossier d’un projet"]

    def test_that_are_asked_for_later_make_another_version(self):
        course = a_course()
        before = achievement_for(pathway=course.pathway)
        assignment = AssignmentFactory(pathway=course.pathway)
        after = achievement_for(pathway=course.pathway)
        AssignmentPart.objects.create(assignment=assignment, code="annexe", title="L’annexe")

        assert before.productions == []
        assert [before.version, after.version, achievement_for(pathway=course.pathway).version] == [
            "2026.1", "2026.1-2", "2026.1-3",
        ]  # fmt: skip

    def test_put_in_other_words_change_nothing(self):
        course = a_course()
        assignment = AssignmentFactory(pathway=course.pathway)
        before = achievement_for(pathway=course.pathway)
        assignment.title = "Un titre sans faute"
        assignment.save()

        assert achievement_for(pathway=course.pathway) == before

    def test_that_are_only_advised_are_no_criterion(self):
        course = a_course()
        before = achievement_for(pathway=course.pathway)
        AssignmentFactory(pathway=course.pathway, requirement=Requirement.ADVISED)

        assert achievement_for(pathway=course.pathway) == before

    def test_are_not_asked_for_an_attestation(self):
        course = a_course()
        before = achievement_for(pathway=course.pathway, module=course.module)
        AssignmentFactory(pathway=course.pathway)

        assert achievement_for(pathway=course.pathway, module=course.module) == before

    def test_are_on_the_page_of_the_criteria(self, client):
        course = a_course()
        AssignmentFactory(pathway=course.pathway, title="Le dossier d’un projet", parts=["besoin"])

        page = client.get(achievement_for(pathway=course.pathway).get_absolute_url())

        assert "Le dossier d’un projet" in page.text
        assert "Son contenu n’est pas publié." in page.text


def test_anybody_can_read_what_was_asked(client, django_assert_max_num_queries):
    course = a_course()
    achievement = achievement_for(pathway=course.pathway)

    with django_assert_max_num_queries(5):
        page = client.get(achievement.get_absolute_url())

    assert page.status_code == 200
    assert course.lessons[0].title in page.text
    assert "60 % des points" in page.text


def test_a_version_that_does_not_exist_is_not_found(client):
    achievement = achievement_for(pathway=a_course().pathway)

    assert client.get(f"/referentiels/{achievement.slug}/1999.9").status_code == 404
