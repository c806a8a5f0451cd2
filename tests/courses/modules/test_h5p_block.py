"""An H5P activity in a lesson: chosen by editors, placed with the page, waited for when it is required."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.blocks.struct_block import StructBlockValidationError

from courses.h5p.models import Activity, Placement, placement_key
from courses.modules.blocks import LessonBody
from courses.modules.blocks.playing import place_name
from courses.modules.models import LessonPage
from courses.modules.rendering import lesson_body, render_body
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.factories import ActivityFactory, AttemptFactory, LibraryFactory
from tests.courses.modules.factories import LessonPageFactory

pytestmark = pytest.mark.django_db

BLOCK_ID = "6d0f5a0e-0000-4b0b-9c38-000000000001"


def plays(activity, *, block_id=BLOCK_ID, required=False, threshold=None):
    value = {
        "activity": activity.pk,
        "instruction": "Classez chaque objet.",
        "required": required,
        "threshold": threshold,
        "file_name": "",
    }
    return {"type": "h5p", "value": value, "id": block_id}


def publish(lesson, *blocks):
    lesson.body = LessonPage._meta.get_field("body").to_python(json.dumps(list(blocks)))
    lesson.save_revision().publish()
    return LessonPage.objects.get(pk=lesson.pk)


def a_lesson_that_plays(activity, **facts):
    return publish(LessonPageFactory(body=[]), plays(activity, **facts))


def key_of(lesson, activity, block_id=BLOCK_ID):
    return placement_key(lesson.pk, place_name(block_id, activity.pk))


class TestPublishing:
    def test_places_the_activity(self):
        activity = ActivityFactory()

        lesson = a_lesson_that_plays(activity, required=True, threshold=80)

        placement = Placement.objects.get()
        assert placement.key == key_of(lesson, activity)
        assert (placement.page_id, placement.activity) == (lesson.pk, activity)
        assert (placement.is_live, placement.is_required, placement.threshold_percent) == (True, True, 80)

    def test_a_draft_places_nothing(self):
        lesson = LessonPageFactory(body=[])
        lesson.body = [("h5p", {"activity": ActivityFactory(), "instruction": "", "required": False})]

        lesson.save_revision()

        assert not Placement.objects.exists()

    def test_again_changes_the_place_and_keeps_its_attempts(self):
        activity = ActivityFactory()
        lesson = a_lesson_that_plays(activity)
        attempt = AttemptFactory(placement=Placement.objects.get())

        publish(lesson, plays(activity, required=True))

        attempt.refresh_from_db()
        assert attempt.placement.is_required
        assert Placement.objects.count() == 1

    def test_without_the_block_takes_it_off_line_and_keeps_what_was_done(self):
        activity = ActivityFactory()
        lesson = a_lesson_that_plays(activity)
        attempt = AttemptFactory(placement=Placement.objects.get())

        lesson = publish(lesson, {"type": "text", "value": "<p>Un texte.</p>", "id": "1"})

        attempt.refresh_from_db()
        assert not attempt.placement.is_live

        publish(lesson, plays(activity))
        attempt.placement.refresh_from_db()
        assert attempt.placement.is_live

    def test_unpublishing_takes_it_off_line(self):
        lesson = a_lesson_that_plays(ActivityFactory())

        lesson.unpublish()

        assert not Placement.objects.get().is_live

    def test_another_activity_in_the_block_is_another_place(self):
        """What was done with the first is not a result of the second."""
        first, second = ActivityFactory(), ActivityFactory()
        lesson = a_lesson_that_plays(first)
        AttemptFactory(placement=Placement.objects.get())

        lesson = publish(lesson, plays(second))

        there = Placement.objects.get(is_live=True)
        assert (there.activity, there.attempts.count()) == (second, 0)
        assert Placement.objects.get(is_live=False).attempts.count() == 1
        assert lesson.activity_codes == (there.code,)

    def test_the_same_activity_twice_has_two_places(self):
        activity = ActivityFactory()

        lesson = publish(LessonPageFactory(body=[]), plays(activity), plays(activity, block_id="deux"))

        assert {place.code for place in Placement.objects.all()} == set(lesson.activity_codes)
        assert len(lesson.activity_codes) == 2

    def test_each_lesson_has_its_own_places(self):
        lesson = a_lesson_that_plays(ActivityFactory())
        other = LessonPageFactory(body=[])

        publish(other, plays(Placement.objects.get().activity))

        assert {place.page_id for place in Placement.objects.filter(is_live=True)} == {lesson.pk, other.pk}


class TestALesson:
    def test_knows_its_codes_without_a_query(self, django_assert_num_queries):
        activity = ActivityFactory()
        lesson = a_lesson_that_plays(activity, required=True)

        with django_assert_num_queries(0):
            assert lesson.activity_blocks == [(f"h5p:{key_of(lesson, activity)}", True)]

    def test_finds_what_is_missing_in_one_query_when_there_is_any(self, django_assert_num_queries):
        lesson = a_lesson_that_plays(ActivityFactory(title="Trier les objets"), required=True)
        lesson.get_url_parts()

        with django_assert_num_queries(1):
            (missing,) = lesson.missing_activities(frozenset())
        with django_assert_num_queries(0):
            assert lesson.missing_activities({missing.code}) == ()

        assert missing.title == "Trier les objets"
        assert missing.url == f"{lesson.url}#h5p-{Placement.objects.get().key}"

    def test_does_not_wait_for_an_activity_that_is_off_line(self):
        lesson = a_lesson_that_plays(ActivityFactory(), required=True)
        Placement.objects.update(is_live=False)

        assert lesson.required_activities == ()


class TestShowing:
    def test_a_live_lesson_holds_the_activity_and_its_scripts(self, client):
        activity = ActivityFactory(title="Trier <les> objets")
        lesson = a_lesson_that_plays(activity, required=True)

        soup = BeautifulSoup(client.get(lesson.url).content, "html.parser")

        place = soup.select_one("[data-h5p]")
        assert place["data-h5p"] == str(key_of(lesson, activity))
        assert place["id"] == f"h5p-{key_of(lesson, activity)}"
        assert "Trier <les> objets" in place.get_text()
        assert "Classez chaque objet." in place.get_text()
        assert "obligatoire dans cette leçon" in place.get_text()
        assert len(soup.select('script[src*="h5p/js/near"][data-player*="h5p/js/activity"]')) == 1

    def test_a_lesson_without_one_loads_nothing_for_it(self, client):
        lesson = LessonPageFactory()

        assert "h5p" not in client.get(lesson.url).content.decode()

    def test_a_preview_tells_what_will_be_played_there(self):
        lesson = a_lesson_that_plays(ActivityFactory(title="Trier les objets"), required=True)

        html = render_body(lesson, is_preview=True).html

        assert "data-h5p" not in html
        assert "Trier les objets" in html
        assert "une fois la leçon publiée" in html
        assert "obligatoire dans cette leçon" in html

    def test_an_activity_that_was_deleted_says_so(self):
        activity = ActivityFactory()
        lesson = publish(LessonPageFactory(body=[]), plays(activity))
        Placement.objects.all().delete()
        activity.current_revision = None
        activity.save()
        activity.delete()

        lesson = LessonPage.objects.get(pk=lesson.pk)
        assert "Activité indisponible pour le moment" in lesson_body(lesson).html
        assert lesson.required_activities == ()

    def test_a_new_version_shows_at_once(self, django_capture_on_commit_callbacks):
        activity = ActivityFactory(title="Ancien titre")
        lesson = a_lesson_that_plays(activity)
        assert "Ancien titre" in lesson_body(lesson).html

        with django_capture_on_commit_callbacks(execute=True):
            activity.title = "Nouveau titre"
            activity.save()

        assert "Nouveau titre" in lesson_body(LessonPage.objects.get(pk=lesson.pk)).html


class TestChoosing:
    def test_the_list_shows_activities_that_can_be_played(self, client):
        client.force_login(UserFactory(is_superuser=True, is_staff=True))
        ActivityFactory(title="Trier les objets")

        answer = client.get(reverse("h5p_activity_chooser:choose"))

        assert answer.status_code == 200
        assert "Trier les objets" in answer.json()["html"]
        assert "H5P.MultiChoice" in answer.json()["html"]

    def test_the_list_can_be_searched(self, client):
        client.force_login(UserFactory(is_superuser=True, is_staff=True))
        ActivityFactory(title="Trier les objets")
        ActivityFactory(title="Lire un contrat")
        Activity.objects.create(title="Un contrat à l’essai")

        answer = client.get(reverse("h5p_activity_chooser:choose_results"), {"q": "contrat"})

        assert "Lire un contrat" in answer.content.decode()
        assert "Trier les objets" not in answer.content.decode()
        assert "à l’essai" not in answer.content.decode()

    def test_a_chosen_activity_is_shown_in_the_editor(self, client):
        client.force_login(UserFactory(is_superuser=True, is_staff=True))
        lesson = a_lesson_that_plays(ActivityFactory(title="Trier les objets"))

        answer = client.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk]))

        assert answer.status_code == 200
        assert "Trier les objets" in answer.content.decode()


class TestADraft:
    def test_is_saved_before_its_activity_is_chosen_but_not_published(self):
        block = LessonBody().child_blocks["h5p"]
        value = block.to_python({"activity": None, "instruction": "", "required": True, "threshold": 80})

        assert block.clean_deferred(value)["activity"] is None
        with pytest.raises(StructBlockValidationError):
            block.clean(value)

    def test_is_seen_before_its_activity_is_chosen(self):
        lesson = LessonPageFactory(body=[("h5p", {"activity": None, "required": True})])

        assert "Activité indisponible" in render_body(lesson, is_preview=True).html


class TestTheThreshold:
    def test_an_activity_that_is_only_tried_out_cannot_be_placed(self):
        with pytest.raises(StructBlockValidationError) as refusal:
            self.cleaned(Activity.objects.create(title="À l’essai"), None)

        assert "en service" in str(refusal.value.block_errors["activity"])

    def test_is_refused_on_what_the_server_cannot_grade(self):
        library = LibraryFactory(machine_name="H5P.Essay", minor_version=5)
        activity = ActivityFactory(title="Argumenter", library=library, content={"taskDescription": "Argumentez."})

        with pytest.raises(StructBlockValidationError) as refusal:
            self.cleaned(activity, 80)

        assert "le serveur ne sait pas recalculer" in str(refusal.value.block_errors["threshold"])

    def cleaned(self, activity, threshold):
        block = LessonBody().child_blocks["h5p"]
        return block.clean(block.to_python(plays(activity, threshold=threshold)["value"]))

    def test_may_be_asked_of_what_the_server_grades(self):
        assert self.cleaned(ActivityFactory(), 80)["threshold"] == 80

    @pytest.mark.parametrize("threshold", [0, 101])
    def test_is_a_percentage(self, threshold):
        with pytest.raises(StructBlockValidationError):
            self.cleaned(ActivityFactory(), threshold)
