"""A content of our own types that would stop learners: tried as it is, never put into service."""

from io import BytesIO

import pytest
from django.urls import reverse

from courses.h5p.models import Activity, Library, Revision
from courses.h5p.services import PackageRefused, upload_package, write_activity
from courses.h5p.services.own_types import install_own_types
from tests.courses.h5p.building import package
from tests.courses.h5p.editor.test_screens import edit_address, fields_of, opened
from tests.courses.h5p.factories import PlacementFactory
from tests.courses.h5p.grading.played import ARBRE, CLASSEMENT, COMPARAISON

pytestmark = pytest.mark.django_db

WRONG = {"content-statements-0-value-category": "5", "content-statements-2-value-category": "4"}
SAID = [
    "Affirmation 1 : la catégorie 5 n’existe pas ; il y en a 2. Écrivez un numéro de 1 à 2.",
    "Affirmation 3 : la catégorie 4 n’existe pas ; il y en a 2. Écrivez un numéro de 1 à 2.",
]


@pytest.fixture
def sorting(trainer, h5p_folder):
    install_own_types()
    return Library.objects.get(machine_name="Passeport.Classement")


@pytest.fixture
def written(sorting, trainer):
    return wrote(sorting, CLASSEMENT, by=trainer)


def wrote(library, content, **options):
    options = {"activity": None, "by": None, **options}
    return write_activity(library=library, content=content, title="Trier", language="fr", **options)


def misnumbered(content):
    statements = [{**one, "category": number} for one, number in zip(content["statements"], (5, 2, 4), strict=True)]
    return {**content, "statements": statements}


def in_words(faults):
    return [str(fault) for fault in faults]


def posted(client, revision, **changes):
    return client.post(edit_address(revision), opened(client, edit_address(revision), **changes))


def test_writing_refuses_it_with_all_its_faults(sorting):
    with pytest.raises(PackageRefused) as refusal:
        wrote(sorting, misnumbered(CLASSEMENT))

    assert in_words(refusal.value.faults) == SAID
    assert not Revision.objects.exists()


def test_writing_a_trial_keeps_it(sorting):
    assert wrote(sorting, misnumbered(CLASSEMENT), is_trial=True).content == misnumbered(CLASSEMENT)


def test_it_is_not_put_into_service_and_nothing_typed_is_lost(client, written):
    response = posted(client, written, **WRONG, **{"content-instruction": "Gardez-moi", "en-service": "1"})

    page = response.content.decode()
    assert response.status_code == 422
    assert in_words(response.context["faults"]) == SAID
    assert "Ce qui empêche de mettre en service" in page
    assert "Gardez-moi" in page
    assert fields_of(response)["content-statements-2-value-category"] == "4"
    assert Activity.objects.get().current_revision == written
    assert Revision.objects.count() == 1


def test_what_was_refused_can_be_saved_as_a_trial_and_the_screen_says_what_is_left(client, written):
    refused = posted(client, written, **WRONG, **{"en-service": "1"})

    saved = client.post(edit_address(written), fields_of(refused, **{"essayer": "1"}), follow=True)

    assert saved.redirect_chain == [(f"{edit_address(written)}#a-corriger", 302)]
    assert saved.context["is_trial"]
    assert in_words(saved.context["to_correct"]) == SAID
    assert "Avant de le mettre en service, corrigez" in saved.content.decode()
    assert "À corriger avant de mettre en service" in saved.content.decode()
    assert Activity.objects.get().current_revision == written


def test_a_new_activity_may_begin_with_such_a_trial(client, sorting):
    address = reverse("h5p_desk:create", args=[sorting.pk])
    texts = {"title": "Trier", "content-instruction": "Triez."}
    texts |= {f"content-categories-{rank}-value-label": "x" for rank in (0, 1)}
    texts |= {f"content-statements-{rank}-value-text": "x" for rank in (0, 1)}
    numbers = {"content-statements-0-value-category": "1", "content-statements-1-value-category": "3"}

    client.post(address, opened(client, address, **texts, **numbers, **{"essayer": "1"}))

    assert Activity.objects.get().current_revision is None
    assert Revision.objects.get().content["statements"][1]["category"] == 3


def test_a_trial_with_faults_does_not_go_into_service_as_it_is(client, written):
    posted(client, written, **WRONG, **{"essayer": "1"})

    response = posted(client, written, **{"en-service": "1"})

    assert response.status_code == 422
    assert in_words(response.context["faults"]) == SAID
    assert Activity.objects.get().current_revision == written
    assert Revision.objects.count() == 2


def test_once_corrected_it_goes_into_service_and_nothing_is_left_to_say(client, written):
    posted(client, written, **WRONG, **{"essayer": "1"})
    right = {"content-statements-0-value-category": "1", "content-statements-2-value-category": "2"}

    response = posted(client, written, **right, **{"en-service": "1"})

    assert response.status_code == 302
    assert Activity.objects.get().current_revision.content["statements"][2]["category"] == 2
    assert client.get(edit_address(written)).context["to_correct"] == []


def test_what_a_package_brought_is_said_when_it_is_opened(client, sorting, trainer):
    data = package("Passeport.Classement 1.0", misnumbered(CLASSEMENT), [], title="Trier")
    revision = upload_package(file=BytesIO(data), by=trainer)

    assert in_words(client.get(edit_address(revision)).context["to_correct"]) == SAID


def test_what_a_trial_would_not_get_past_either_is_not_offered_as_one(client, sorting, trainer):
    """The page asks for points that the server cannot all compute, and a cell is out of the table."""
    table = Library.objects.get(machine_name="Passeport.Comparaison")
    revision = wrote(table, COMPARAISON, by=trainer)
    PlacementFactory(activity=revision.activity, threshold_percent=80)

    response = posted(client, revision, **{"content-expected-0-value-row": "3", "en-service": "1"})

    assert response.status_code == 422
    assert len(response.context["faults"]) == 2
    assert not response.context["can_be_tried"]


def test_a_question_added_before_others_shows_by_what_it_cuts_off(sorting):
    tree = Library.objects.get(machine_name="Passeport.ArbreDecision")
    added = {"text": "Et avant ?", "choices": [{"text": "Oui", "outcome": 1}, {"text": "Non", "outcome": 2}]}

    with pytest.raises(PackageRefused) as refusal:
        wrote(tree, {**ARBRE, "questions": [added, *ARBRE["questions"]]})

    assert [f"{fault.entry} : {fault.reason}" for fault in refusal.value.faults] == [
        "Question 2 : aucun chemin n’y mène depuis la question 1.",
        "Question 3 : aucun chemin n’y mène depuis la question 1.",
    ]
