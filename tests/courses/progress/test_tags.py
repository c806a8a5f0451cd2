"""What a learner did, on pages that know only their content; for visitors, nothing personal is asked."""

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from cms.foundation.context_processors import site
from tests.cms.accounts.factories import UserFactory
from tests.courses.pathways.factories import PathwayFactory
from tests.courses.progress.factories import EnrollmentFactory, a_course, read, submit

pytestmark = pytest.mark.django_db


def show(source, user=None, **context):
    """The template as this person sees it; a request without a session cookie is a visitor's."""
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    if user is not None:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    everything = {**site(request), "request": request, **context}
    shown = Template("{% load progress %}" + source).render(Context(everything))
    return " ".join(shown.replace("\N{NO-BREAK SPACE}", " ").split())


def fresh(page):
    """As the site loads it: what the test did before is forgotten, where the site's pages start is known."""
    loaded = type(page).objects.get(pk=page.pk)
    assert loaded.url
    return loaded


LESSON = "{% lesson_progress page %}{% lesson_footer page %}"


class TestOnALesson:
    def test_a_visitor_reads_its_rank_and_plain_links(self):
        course = a_course(lessons=3)

        page = show(LESSON, page=fresh(course.lessons[1]))

        assert "Leçon 2 sur 3" in page
        assert f"Leçon 1 : {course.lessons[0].title}" in page
        assert "Leçon suivante" in page
        assert "<form" not in page

    def test_a_visitor_costs_no_query_about_people(self, django_assert_max_num_queries):
        course = a_course(lessons=3)
        page = fresh(course.lessons[1])

        with django_assert_max_num_queries(2) as asked:
            show(LESSON, page=page)

        assert not [query for query in asked if "progress_" in query["sql"] or "session" in query["sql"]]

    def test_a_learner_finishes_it_with_a_form(self):
        course = a_course(lessons=2)
        learner = EnrollmentFactory(pathway=course.pathway).learner

        page = show(LESSON, learner, page=fresh(course.lessons[0]))

        assert "J’ai terminé, leçon suivante" in page
        assert "Obligatoire dans votre parcours" in page

    def test_the_last_one_leads_to_the_quiz(self):
        course = a_course(lessons=1)
        learner = EnrollmentFactory(pathway=course.pathway).learner

        assert "J’ai terminé, passer à l’évaluation" in show(LESSON, learner, page=fresh(course.lessons[0]))

    def test_the_last_one_ends_a_module_that_none_of_ones_pathways_asks_for(self):
        course = a_course(lessons=1)

        assert "J’ai terminé ce module" in show(LESSON, UserFactory(), page=fresh(course.lessons[0]))

    def test_once_finished_it_can_be_marked_as_not_finished(self):
        course = a_course(lessons=2)
        learner = UserFactory()
        read(learner, course.lessons[0])

        page = show(LESSON, learner, page=fresh(course.lessons[0]))

        assert "Terminée le" in page
        assert "Marquer comme non terminée" in page

    @pytest.mark.parametrize(("asked", "words"), [({"advised": 1}, "Conseillée"), ({"optional": 1}, "Facultative")])
    def test_what_is_not_required_says_so(self, asked, words):
        course = a_course(lessons=1, **asked)
        learner = EnrollmentFactory(pathway=course.pathway).learner
        page = course.module.get_children().last().specific

        assert f"{words} dans votre parcours" in show(LESSON, learner, page=page)

    def test_costs_a_learner_four_queries_at_most(self, django_assert_max_num_queries):
        course = a_course(lessons=20)
        learner = EnrollmentFactory(pathway=course.pathway).learner
        read(learner, *course.lessons)
        page = fresh(course.lessons[4])

        with django_assert_max_num_queries(4):
            show(LESSON, learner, page=page)


class TestOnAModule:
    def test_a_visitor_sees_the_road_without_any_state(self):
        course = a_course(lessons=2)

        page = show("{% module_route page %}{% module_quiz page %}", page=fresh(course.module))

        assert all(lesson.title in page for lesson in course.lessons)
        assert "À faire" not in page

    def test_a_learner_sees_what_is_done_and_where_to_go_on(self):
        course = a_course(lessons=3)
        learner = EnrollmentFactory(pathway=course.pathway).learner
        read(learner, course.lessons[0])

        page = show("{% module_route page %}", learner, page=fresh(course.module))

        assert "1 leçon sur 3 terminée." in page
        assert "Il vous reste environ 20 minutes." in page
        assert f"Reprendre : {course.lessons[1].title}" in page
        assert page.count("Vous en êtes là") == 1

    def test_somebody_without_a_pathway_still_sees_what_they_read(self):
        course = a_course(lessons=2)
        learner = UserFactory()
        read(learner, course.lessons[0])

        assert "1 leçon sur 2 terminée." in show("{% module_route page %}", learner, page=fresh(course.module))

    def test_the_quiz_panel_says_the_threshold_of_ones_pathway(self):
        course = a_course(threshold_percent=75)
        learner = EnrollmentFactory(pathway=course.pathway).learner

        assert "à réussir à 75 %" in show("{% module_quiz page %}", learner, page=fresh(course.module))

    def test_a_module_without_a_quiz_has_no_panel(self):
        course = a_course()
        course.module.quiz = None

        assert show("{% module_quiz page %}", page=course.module) == ""

    @pytest.mark.parametrize("somebody", [None, UserFactory], ids=["a visitor", "a learner"])
    def test_one_that_no_open_pathway_asks_for_says_so_and_leads_to_no_quiz(self, somebody):
        course = a_course(pathway=PathwayFactory(live=False))
        reader = somebody and somebody()

        page = show("{% module_route page %}{% module_quiz page %}", reader, page=fresh(course.module))

        assert "Aucun parcours ne demande ce module" in page
        assert reverse("progress:quiz", args=[course.module.slug]) not in page
        assert reverse("quizzes:practice", args=[course.module.code]) in page

    def test_whoever_already_follows_a_closed_pathway_still_finds_its_quiz(self):
        course = a_course(pathway=PathwayFactory(live=False))
        learner = EnrollmentFactory(pathway=course.pathway).learner

        page = show("{% module_route page %}{% module_quiz page %}", learner, page=fresh(course.module))

        assert page.count(reverse("progress:quiz", args=[course.module.slug])) == 2


CATALOGUE = (
    "{% catalogue_states pages %}{% for page in pages %}{% module_milestone page %}{% module_state page %}{% endfor %}"
)


class TestOnTheCatalogue:
    def test_a_visitor_sees_no_state(self):
        course = a_course()

        page = show(CATALOGUE, pages=[fresh(course.module)])

        assert "1 module." in page
        assert "À commencer" not in page

    def test_a_learner_sees_one_state_per_module(self):
        passed, begun, untouched = a_course(lessons=1), a_course(lessons=2), a_course()
        learner = EnrollmentFactory(pathway=passed.pathway).learner
        read(learner, passed.lessons[0], begun.lessons[0])
        submit(learner, passed.module, 8)

        page = show(CATALOGUE, learner, pages=[fresh(course.module) for course in (passed, begun, untouched)])

        assert "Vous en avez validé 1." in page
        assert "Validé le" in page
        assert "En cours : 1 leçon sur 2" in page
        assert "À commencer" in page

    def test_somebody_who_failed_reads_when_to_try_again(self):
        course = a_course(lessons=0)
        learner = EnrollmentFactory(pathway=course.pathway).learner
        submit(learner, course.module, 2)

        assert "Nouvel essai possible le" in show(CATALOGUE, learner, pages=[fresh(course.module)])

    def test_costs_the_same_for_one_module_or_twenty(self, django_assert_max_num_queries):
        courses = [a_course(lessons=2) for _ in range(20)]
        learner = EnrollmentFactory(pathway=courses[0].pathway).learner
        pages = [fresh(course.module) for course in courses]

        with django_assert_max_num_queries(12) as one:
            show(CATALOGUE, learner, pages=pages[:1])
        with django_assert_max_num_queries(12) as twenty:
            show(CATALOGUE, learner, pages=pages)

        assert len(one) == len(twenty)


def test_a_pathway_begun_says_where_one_is():
    course = a_course()
    enrollment = EnrollmentFactory(pathway=course.pathway)

    page = show("{% pathway_panel pathway %}{% pathway_state pathway %}", enrollment.learner, pathway=course.pathway)

    assert "Modules terminés : 0 sur 1." in page
    assert "Vous suivez ce parcours" in page


def test_a_completed_pathway_says_since_when():
    enrollment = EnrollmentFactory(pathway=a_course().pathway, completed_at=timezone.now())

    assert "Terminé le" in show("{% pathway_state pathway %}", enrollment.learner, pathway=enrollment.pathway)
