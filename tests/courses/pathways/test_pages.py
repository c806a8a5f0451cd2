"""What each pathway asks, on pages that are the same for all visitors."""

import pytest
from django.urls import reverse

from cms.accounts.services import grant_roles
from courses.modules.audiences import audiences_by_module
from courses.pathways.models import Pathway
from courses.pathways.services import blueprint_of, outlines
from tests.cms.accounts.factories import UserFactory
from tests.courses.modules.factories import LessonPageFactory
from tests.courses.pathways.factories import PathwayFactory, PathwayModuleFactory
from tests.courses.progress.factories import EnrollmentFactory, a_course

pytestmark = pytest.mark.django_db

INDEX = "/parcours/"


def words_of(answer):
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


class TestAVisitor:
    @pytest.mark.parametrize("address", [INDEX, "/parcours/elu/"])
    def test_gets_a_page_that_can_be_kept_whole(self, client, address):
        a_course()

        answer = client.get(address)

        assert answer.status_code == 200
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "") or answer.has_header("ETag")
        assert "<form" not in answer.content.decode()

    def test_is_led_to_an_account_and_back_here(self, client):
        pathway = a_course().pathway

        page = words_of(client.get(pathway.get_absolute_url()))

        assert f"{reverse('account_signup')}?next=/parcours/elu/" in page
        assert f"{reverse('account_login')}?next=/parcours/elu/" in page

    def test_reads_what_the_pathway_asks(self, client):
        course = a_course(lessons=2, advised=1, optional=1, threshold_percent=75, easy=4, medium=5, hard=3)

        page = words_of(client.get(course.pathway.get_absolute_url()))

        assert course.module.title in page
        assert "20 minutes de lecture, puis une évaluation de 12 questions, à réussir à 75 %" in page
        assert page.count("(obligatoire, 10 minutes)") == 2
        assert page.count("(conseillée, 10 minutes)") == 1
        assert "1 autre leçon est facultative." in page

    def test_finds_every_open_pathway(self, client):
        PathwayFactory(audience="elu"), PathwayFactory(audience="cadre", live=False)

        page = words_of(client.get(INDEX))

        assert "/parcours/elu/" in page
        assert "/parcours/cadre/" not in page

    def test_reads_that_no_pathway_is_open(self, client):
        assert "Aucun parcours n’est ouvert pour le moment" in words_of(client.get(INDEX))


def test_a_pathway_that_is_not_open_is_a_404(client):
    assert client.get(PathwayFactory(live=False).get_absolute_url()).status_code == 404


def test_a_signed_in_person_enrolls_with_a_button(client):
    pathway = a_course().pathway
    client.force_login(UserFactory())

    assert reverse("progress:enroll", args=[pathway.slug]) in words_of(client.get(pathway.get_absolute_url()))


def test_an_enrolled_person_reads_where_they_are(client):
    enrollment = EnrollmentFactory(pathway=a_course().pathway)
    client.force_login(enrollment.learner)

    page = words_of(client.get(enrollment.pathway.get_absolute_url()))

    assert "Modules terminés : 0 sur 1." in page
    assert reverse("progress:enroll", args=[enrollment.pathway.slug]) not in page


def test_pathways_are_on_the_site_map(client):
    PathwayFactory(audience="elu")

    assert "/parcours/elu/" in client.get(reverse("pages:sitemap")).content.decode()


def test_modules_know_who_takes_them():
    course = a_course()
    a_course(pathway=PathwayFactory(audience="cadre", live=False))

    assert audiences_by_module() == {course.module.pk: frozenset({"elu"})}


def test_the_paper_holds_a_question_of_each_required_lesson():
    course = a_course(lessons=2, advised=1, easy=3, medium=3, hard=2)

    blueprint = blueprint_of(outlines([course.pathway])[course.pathway.pk][0], "elu")

    assert blueprint.required_lessons == tuple(lesson.code for lesson in course.lessons)
    assert (blueprint.audience, blueprint.easy, blueprint.medium, blueprint.hard) == ("elu", 3, 3, 2)


def test_a_lesson_taken_offline_is_no_longer_asked_for():
    course = a_course(lessons=2)
    course.lessons[0].unpublish()

    asked = outlines([course.pathway])[course.pathway.pk][0]

    assert [lesson.page.code for lesson in asked.required] == [course.lessons[1].code]


class TestActivities:
    def test_are_listed_with_what_is_asked_and_how_long_they_take(self, client, lab):
        pathway = a_course(lessons=1, activities=["LAB-91"]).pathway

        page = words_of(client.get(pathway.get_absolute_url()))

        assert "Lire une journée</a>" in page
        assert "(activité obligatoire, 25 minutes)" in page
        assert "faire les activités obligatoires" in page
        assert "35 minutes" in page
        assert "10 minutes de lecture" in page

    def test_that_are_only_advised_are_not_asked_for_the_passport(self, client, lab):
        pathway = a_course(advised_activities=["LAB-91"]).pathway

        page = words_of(client.get(pathway.get_absolute_url()))

        assert "(activité conseillée, 25 minutes)" in page
        assert "faire les activités obligatoires" not in page

    def test_that_nobody_offers_are_shown_as_unavailable(self, client):
        pathway = a_course(activities=["LAB-99"]).pathway

        assert "Activité indisponible pour le moment" in words_of(client.get(pathway.get_absolute_url()))

    def test_come_in_the_order_of_the_file_after_the_lessons(self, lab):
        course = a_course(activities=["LAB-99", "LAB-91"], advised_activities=["LAB-5"])

        asked = outlines([course.pathway])[course.pathway.pk][0]

        assert [activity.code for activity in asked.activities] == ["LAB-99", "LAB-91", "LAB-5"]
        assert (asked.minutes, asked.activity_minutes) == (20, 25)


def test_what_pathways_ask_takes_three_queries_whatever_their_size(django_assert_num_queries):
    pathway = PathwayFactory()
    for _ in range(20):
        a_course(pathway=pathway, lessons=3, activities=["LAB-91"])

    with django_assert_num_queries(3):
        outlines([pathway])


class TestTheEditorsDesk:
    def edit(self, client, pathway):
        return client.get(f"/gestion/snippets/pathways/pathway/edit/{pathway.pk}/")

    def form(self, course, lesson, **more):
        """What the browser sends for a pathway of one module and one lesson."""
        return {
            "title": "Un autre titre",
            "slug": course.pathway.slug,
            "audience": course.pathway.audience,
            "version": "2026.2",
            "summary": "",
            "promise": "",
            "note": "",
            "modules-TOTAL_FORMS": 1,
            "modules-INITIAL_FORMS": 1,
            "modules-MIN_NUM_FORMS": 1,
            "modules-MAX_NUM_FORMS": 1000,
            "modules-0-id": course.row.pk,
            "modules-0-ORDER": 1,
            "modules-0-module": course.module.pk,
            "modules-0-threshold_percent": 70,
            "modules-0-easy": 3,
            "modules-0-medium": 3,
            "modules-0-hard": 2,
            "modules-0-lessons-TOTAL_FORMS": 1,
            "modules-0-lessons-INITIAL_FORMS": 1,
            "modules-0-lessons-MIN_NUM_FORMS": 0,
            "modules-0-lessons-MAX_NUM_FORMS": 1000,
            "modules-0-lessons-0-id": course.row.lessons.get().pk,
            "modules-0-lessons-0-lesson": lesson.pk,
            "modules-0-lessons-0-requirement": "obligatoire",
            "modules-0-activities-TOTAL_FORMS": 0,
            "modules-0-activities-INITIAL_FORMS": 0,
            "modules-0-activities-MIN_NUM_FORMS": 0,
            "modules-0-activities-MAX_NUM_FORMS": 1000,
            "assignments-TOTAL_FORMS": 0,
            "assignments-INITIAL_FORMS": 0,
            "assignments-MIN_NUM_FORMS": 0,
            "assignments-MAX_NUM_FORMS": 1000,
            **more,
        }

    def save(self, client, course, lesson, **more):
        address = f"/gestion/snippets/pathways/pathway/edit/{course.pathway.pk}/"
        return client.post(address, self.form(course, lesson, **more))

    def test_is_open_to_trainers_but_only_editors_publish(self, client):
        grant_roles()
        course = a_course(lessons=1)
        title = course.pathway.title

        client.force_login(UserFactory(trainer=True))
        self.save(client, course, course.lessons[0], **{"action-publish": "1"})
        assert Pathway.objects.get().title == title

        client.force_login(UserFactory(editor=True))
        self.save(client, course, course.lessons[0], **{"action-publish": "1"})
        assert Pathway.objects.get().title == "Un autre titre"

    @pytest.mark.parametrize("role", ["registrar", "elected"])
    def test_is_closed_to_others(self, client, role):
        grant_roles()
        client.force_login(UserFactory(**{role: True}))

        assert self.edit(client, a_course().pathway).status_code == 302

    def test_shows_modules_and_their_lessons(self, client):
        grant_roles()
        client.force_login(UserFactory(editor=True))
        row = PathwayModuleFactory()

        page = self.edit(client, row.pathway)

        assert page.status_code == 200
        assert "modules-0-lessons" in page.content.decode()

    def test_refuses_a_lesson_of_another_module(self, client):
        grant_roles()
        client.force_login(UserFactory(editor=True))
        course = a_course(lessons=1)

        answer = self.save(client, course, LessonPageFactory(), **{"action-publish": "1"})

        assert answer.status_code == 200
        assert "Choisissez une leçon de ce module." in answer.content.decode()

    def activities(self, *codes):
        """What the browser adds for activities asked for with the module."""
        rows = {f"modules-0-activities-{row}-code": code for row, code in enumerate(codes)}
        asked = {f"modules-0-activities-{row}-requirement": "obligatoire" for row, _code in enumerate(codes)}
        return {**rows, **asked, "modules-0-activities-TOTAL_FORMS": len(codes), "action-publish": "1"}

    def test_asks_for_an_activity(self, client, lab):
        grant_roles()
        client.force_login(UserFactory(editor=True))
        course = a_course(lessons=1)

        self.save(client, course, course.lessons[0], **self.activities("LAB-91"))

        assert [str(asked) for asked in course.row.activities.all()] == ["LAB-91 obligatoire"]

    @pytest.mark.parametrize(
        ("codes", "complaint"),
        [
            (["LAB-92"], "Aucune activité ne porte ce code."),
            (["LAB-91", "LAB-91"], "Corrigez les données en double"),
            (["lab"], "Écrivez le code sous la forme LAB-1."),
        ],
    )
    def test_refuses_an_activity_that_does_not_exist_or_is_asked_for_already(self, client, lab, codes, complaint):
        grant_roles()
        client.force_login(UserFactory(editor=True))
        course = a_course(lessons=1)

        answer = self.save(client, course, course.lessons[0], **self.activities(*codes))

        assert complaint in answer.content.decode()
        assert not course.row.activities.exists()

    def assignments(self, *codes, parts=("fiche",)):
        """What the browser adds for productions, each of these parts."""
        sent = {"assignments-TOTAL_FORMS": len(codes), "action-publish": "1"}
        for row, code in enumerate(codes):
            start = f"assignments-{row}"
            sent |= {
                f"{start}-ORDER": row + 1,
                f"{start}-code": code,
                f"{start}-title": "Une fiche de décision",
                f"{start}-requirement": "obligatoire",
                f"{start}-instructions": "Choisissez un projet.",
                f"{start}-parts-TOTAL_FORMS": len(parts),
                f"{start}-parts-INITIAL_FORMS": 0,
                f"{start}-parts-MIN_NUM_FORMS": 1,
                f"{start}-parts-MAX_NUM_FORMS": 8,
            }
            for place, part in enumerate(parts):
                sent |= {f"{start}-parts-{place}-code": part, f"{start}-parts-{place}-title": "La fiche"}
                sent |= {f"{start}-parts-{place}-ORDER": place + 1, f"{start}-parts-{place}-most_words": "900"}
        return sent

    def test_asks_for_a_production_and_its_parts(self, client):
        grant_roles()
        client.force_login(UserFactory(editor=True))
        course = a_course(lessons=1)

        self.save(client, course, course.lessons[0], **self.assignments("fiche-de-decision", parts=("projet", "fiche")))

        (asked,) = course.pathway.assignments.all()
        assert (asked.code, asked.is_required) == ("fiche-de-decision", True)
        assert [(part.code, part.most_words) for part in asked.parts.all()] == [("projet", 900), ("fiche", 900)]

    @pytest.mark.parametrize(
        ("codes", "parts"),
        [(("fiche", "fiche"), ("projet",)), (("fiche",), ("projet", "projet")), (("fiche",), ())],
        ids=["a production twice", "a part twice", "no part"],
    )
    def test_refuses_a_production_twice_a_part_twice_or_none(self, client, codes, parts):
        grant_roles()
        client.force_login(UserFactory(editor=True))
        course = a_course(lessons=1)

        answer = self.save(client, course, course.lessons[0], **self.assignments(*codes, parts=parts))

        assert answer.status_code == 200
        assert not course.pathway.assignments.exists()

    def test_refuses_the_same_module_twice(self, client):
        grant_roles()
        client.force_login(UserFactory(editor=True))
        course = a_course(lessons=1)
        first = self.form(course, course.lessons[0])
        second = {
            name.replace("modules-0-", "modules-1-"): value
            for name, value in first.items()
            if name.startswith("modules-0-") and not name.endswith("-id")
        }
        second["modules-1-lessons-INITIAL_FORMS"] = 0

        answer = self.save(
            client, course, course.lessons[0], **second, **{"modules-TOTAL_FORMS": 2, "action-publish": "1"}
        )

        assert answer.status_code == 200
        assert "Ce module est déjà dans le parcours." in answer.content.decode()
