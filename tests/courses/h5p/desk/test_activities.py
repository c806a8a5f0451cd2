"""One activity at the desk: what it says of itself, its versions, downloads, deletion."""

from io import BytesIO

import pytest
from django.urls import reverse

from courses.h5p.models import Activity
from courses.h5p.services import upload_package
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.building import package
from tests.courses.h5p.factories import ActivityFactory, AttemptFactory, LibraryFactory, PlacementFactory, a_revision

pytestmark = pytest.mark.django_db


def text_of(answer):
    return answer.content.decode()


def test_a_trainer_reads_what_the_server_will_grade(client, trainer):
    question = {
        "library": "H5P.MultiChoice 1.16",
        "subContentId": "q-1",
        "metadata": {"title": "Le budget"},
        "params": {"answers": [{"text": "Oui", "correct": True}, {"text": "Non"}]},
    }
    essay = {"library": "H5P.Essay 1.5", "subContentId": "q-2", "params": {}, "metadata": {"title": "Votre avis"}}
    content = {"questions": [question, essay]}
    activity = ActivityFactory(
        content=content, library=LibraryFactory(machine_name="H5P.QuestionSet", minor_version=20)
    )

    page = text_of(client.get(reverse("h5p_desk:activity", args=[activity.pk])))

    assert "Noté par le serveur\u00a0: 1 question sur 2" in page
    assert "Votre avis" in page
    assert "ne peut pas lui donner de seuil" in page


@pytest.mark.parametrize(
    ("machine_name", "minor", "words"),
    [
        ("Passeport.Ordre", 0, "Elle peut être faite sans JavaScript"),
        ("H5P.MultiChoice", 16, "Elle ne peut pas être faite sans JavaScript"),
    ],
)
def test_a_trainer_reads_who_could_not_play_it(client, trainer, machine_name, minor, words):
    kind = LibraryFactory(machine_name=machine_name, minor_version=minor)
    activity = ActivityFactory(library=kind)

    assert words in text_of(client.get(reverse("h5p_desk:activity", args=[activity.pk])))


def test_the_same_sealed_player_is_tried_at_the_desk(client, trainer, installed):
    page = text_of(client.get(reverse("h5p_desk:activity", args=[installed.pk])))

    assert "/h5p/lecteur/" in page
    assert "Rien de ce que vous y faites n’est gardé" in page


def test_titles_of_strangers_are_text(client, trainer):
    activity = ActivityFactory(title="<script>alert(1)</script>")

    assert "<script>alert(1)" not in text_of(client.get(reverse("h5p_desk:activity", args=[activity.pk])))
    assert "<script>alert(1)" not in text_of(client.get(reverse("h5p_activities:index")))


def test_every_version_stays_at_hand(client, trainer, installed):
    first = client.get(reverse("h5p_desk:original", args=[installed.pk, 1]))
    upload_package(file=BytesIO(package(content={"text": "Plus tard"})), by=None, activity=installed)

    page = text_of(client.get(reverse("h5p_desk:version", args=[installed.pk, 1])))

    assert "ancienne version" in page
    assert b"".join(first.streaming_content) == package(content={"text": "Bonjour à tous"})
    assert client.get(reverse("h5p_desk:version", args=[installed.pk, 3])).status_code == 404


def test_the_complete_package_is_taken_in_elsewhere(client, trainer, installed):
    answer = client.get(reverse("h5p_desk:rebuilt", args=[installed.pk, 1]))

    copy = upload_package(file=BytesIO(b"".join(answer.streaming_content)), by=None)
    assert "attachment" in answer["Content-Disposition"]
    assert copy.content == {"text": "Bonjour à tous"}


def test_what_was_written_here_has_no_original(client, trainer):
    activity = ActivityFactory()

    assert client.get(reverse("h5p_desk:original", args=[activity.pk, 1])).status_code == 404


def test_deleting_asks_first_then_deletes(client, installed):
    client.force_login(UserFactory(editor=True))
    address = reverse("h5p_desk:delete", args=[installed.pk])

    assert "Supprimer l’activité" in text_of(client.get(address))
    client.post(address)

    assert not Activity.objects.exists()


def test_an_activity_that_serves_is_not_deleted_and_says_whom(client, installed):
    client.force_login(UserFactory(editor=True))
    attempt = AttemptFactory(placement=PlacementFactory(activity=installed))
    address = reverse("h5p_desk:delete", args=[installed.pk])

    page = client.get(address)
    answer = client.post(address)

    assert "Supprimer l’activité" not in text_of(page)
    assert answer.status_code == 409
    assert attempt.placement.page.title in text_of(answer)
    assert Activity.objects.exists()


def test_the_list_tells_type_version_place_and_state(client, trainer):
    used = ActivityFactory(title="La commande publique")
    PlacementFactory(activity=used)
    a_revision(used)
    waiting = ActivityFactory(title="Un essai")
    Activity.objects.filter(pk=waiting.pk).update(current_revision=None)

    page = text_of(client.get(reverse("h5p_activities:index")))

    assert all(words in page for words in ("H5P.MultiChoice", "1 page", "nulle part", "essai, pas en service"))
    found = text_of(client.get(reverse("h5p_activities:index_results"), {"q": "commande"}))
    assert "La commande publique" in found
    assert "Un essai" not in found
    alone = text_of(client.get(reverse("h5p_activities:index_results"), {"unused": "true"}))
    assert "Un essai" in alone
    assert "La commande publique" not in alone


def test_a_list_costs_the_same_for_one_and_for_twenty(client, trainer, django_assert_max_num_queries):
    counts = []
    for more in (1, 19):
        for activity in ActivityFactory.create_batch(more):
            PlacementFactory(activity=activity)
        client.get(reverse("h5p_activities:index"))
        with django_assert_max_num_queries(25) as seen:
            client.get(reverse("h5p_activities:index"))
        counts.append(len(seen.captured_queries))
    assert counts[0] == counts[1]
