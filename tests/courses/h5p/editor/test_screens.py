"""The screens as a trainer meets them: create, try, put into service, correct, duplicate."""

from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from cms.foundation import content_version
from cms.media.models import CustomImage
from courses.h5p.desk.editor.views import writable
from courses.h5p.models import Activity, Revision
from courses.h5p.services import write_activity
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.editor.browser import untouched

PARAGRAPH = (
    '{"blocks": [{"key": "a", "text": "Bonjour", "type": "unstyled", "depth": 0,'
    ' "inlineStyleRanges": [{"offset": 0, "length": 3, "style": "BOLD"}], "entityRanges": [], "data": {}}], "entityMap": {}}'
)


def fields_of(response, **changes):
    """What the browser would send for the screen that it was given, with a few changes."""
    form = response.context["form"]
    block = form.fields["content"].block
    shown = form["content"].value()
    data = {name: form[name].value() or "" for name in ("title", "language", "based_on", "newest")}
    return {**data, **untouched(block, shown, "content"), **changes}


def opened(client, address, **changes):
    return fields_of(client.get(address), **changes)


@pytest.fixture
def written(card, trainer):
    content = {"text": "Bonjour", "unknown": {"kept": [1]}, "l10n": {"check": "Vérifier"}}
    return write_activity(activity=None, library=card, content=content, title="Carte", language="fr", by=trainer)


def edit_address(revision):
    return reverse("h5p_desk:edit", args=[revision.activity_id])


def test_the_types_on_offer_are_those_that_are_installed_with_their_description(client, trainer, card):
    response = client.get(reverse("h5p_desk:write"))

    assert [library for library, _languages in response.context["types"]] == [card] == writable()
    assert reverse("h5p_desk:create", args=[card.pk]) in response.content.decode()


def test_a_new_activity_takes_the_words_of_its_type_in_french(client, trainer, card):
    address = reverse("h5p_desk:create", args=[card.pk])
    data = opened(client, address, **{"title": "Ma carte", "content-text": "Lisez ceci.", "en-service": "1"})

    response = client.post(address, data)

    revision = Revision.objects.get()
    assert response.status_code == 302
    assert response.url == edit_address(revision)
    assert revision.content == {"text": "Lisez ceci.", "l10n": {"check": "Vérifier", "retry": "Recommencer"}}
    assert (revision.title, revision.language, revision.created_by) == ("Ma carte", "fr", trainer)
    assert revision.activity.current_revision == revision


def test_the_words_come_in_english_for_an_english_content(client, trainer, card):
    address = reverse("h5p_desk:create", args=[card.pk]) + "?langue=en"
    data = opened(client, address, **{"title": "A card", "content-text": "Read this.", "en-service": "1"})

    client.post(address, data)

    revision = Revision.objects.get()
    assert revision.content["l10n"] == {"check": "Check", "retry": "Retry"}
    assert revision.language == "en"


def test_errors_stand_beside_their_fields_and_nothing_typed_is_lost(client, trainer, card):
    address = reverse("h5p_desk:create", args=[card.pk])
    data = opened(client, address, **{"title": "", "content-text": "", "content-l10n-check": "Je confirme"})

    response = client.post(address, data)

    form = response.context["form"]
    assert response.status_code == 422
    assert "title" in form.errors
    assert form.errors.as_data()["content"][0].block_errors.keys() == {"text"}
    assert "Je confirme" in response.content.decode()
    assert not Revision.objects.exists()


def test_saving_without_a_change_keeps_the_content_and_what_the_type_does_not_know(client, written):
    client.post(edit_address(written), opened(client, edit_address(written), **{"en-service": "1"}))

    newest = Activity.objects.get().current_revision
    assert newest.number == 2
    assert newest.content == written.content


def test_a_trial_is_played_at_the_desk_and_by_no_learner(client, written):
    address = edit_address(written)
    response = client.post(address, opened(client, address, **{"content-text": "Essai", "essayer": "1"}))

    activity = Activity.objects.get()
    trial = activity.revisions.latest("number")
    assert urlsplit(response.url).fragment == "apercu"
    assert trial.content["text"] == "Essai"
    assert activity.current_revision == written
    page = client.get(address)
    assert page.context["revision"] == trial
    assert page.context["is_trial"]
    assert page.context["player"] in page.content.decode()


def test_the_title_of_a_trial_is_not_shown_to_learners_either(client, written):
    address = edit_address(written)
    client.post(address, opened(client, address, **{"title": "Autre titre", "essayer": "1"}))

    assert Activity.objects.get().title == "Carte"


def test_a_new_trial_takes_the_place_of_the_one_before(client, written):
    address = edit_address(written)
    for text in ("Un", "Deux", "Trois"):
        client.post(address, opened(client, address, **{"content-text": text, "essayer": "1"}))

    assert [revision.content["text"] for revision in written.activity.revisions.order_by("number")] == [
        "Bonjour",
        "Trois",
    ]


def test_a_trial_goes_into_service_as_it_is(client, written):
    address = edit_address(written)
    client.post(address, opened(client, address, **{"content-text": "Essai", "essayer": "1"}))
    trial = written.activity.revisions.latest("number")

    client.post(address, opened(client, address, **{"en-service": "1"}))

    assert Activity.objects.get().current_revision == trial
    assert written.activity.revisions.count() == 2


def test_pages_kept_for_visitors_are_forgotten_when_a_trial_goes_into_service(
    client, written, django_capture_on_commit_callbacks
):
    address = edit_address(written)
    client.post(address, opened(client, address, **{"title": "Autre titre", "essayer": "1"}))
    before = content_version.current()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, opened(client, address, **{"en-service": "1"}))

    assert Activity.objects.get().title == "Autre titre"
    assert content_version.current() != before


def test_a_new_activity_can_be_tried_before_it_is_in_service(client, trainer, card):
    address = reverse("h5p_desk:create", args=[card.pk])
    client.post(address, opened(client, address, **{"title": "Brouillon", "content-text": "x", "essayer": "1"}))

    activity = Activity.objects.get()
    assert activity.current_revision is None
    assert client.get(reverse("h5p_desk:edit", args=[activity.pk])).context["is_trial"]


def test_who_was_overtaken_is_told_once_and_loses_nothing(client, written, card, trainer):
    address = edit_address(written)
    mine = opened(client, address, **{"content-text": "Le mien", "en-service": "1"})
    theirs = write_activity(
        activity=written.activity, library=card, content={"text": "Le leur"}, title="Carte", language="fr", by=trainer
    )

    refused = client.post(address, mine)
    assert refused.status_code == 422
    assert "La version 2 a été enregistrée pendant que vous écriviez" in refused.content.decode()
    assert Activity.objects.get().current_revision == theirs

    client.post(address, fields_of(refused, **{"en-service": "1"}))
    newest = Activity.objects.get().current_revision
    assert newest.number == 3
    assert newest.content == {**written.content, "text": "Le mien"}


def test_an_image_of_the_library_of_images_is_copied_into_the_content(client, written):
    image = CustomImage.objects.create(title="Mairie", file=get_test_image_file("mairie.png"))
    address = edit_address(written)
    client.post(address, opened(client, address, **{"content-picture-chosen": str(image.pk), "en-service": "1"}))

    revision = Activity.objects.get().current_revision
    picture = revision.content["picture"]
    assert picture["path"] in revision.files
    assert (picture["width"], picture["height"]) == (image.width, image.height)

    again = client.get(address)
    assert picture["path"] in again.context["form"]["content"].field.widget.block_json

    client.post(address, fields_of(again, **{"en-service": "1"}))
    assert Activity.objects.get().current_revision.content["picture"] == picture


def test_what_the_checks_of_contents_refuse_is_said_and_nothing_is_kept(client, trainer, everything):
    address = reverse("h5p_desk:create", args=[everything.pk])
    sent = {"content-line": "Gardez-moi", "content-rich": PARAGRAPH, "content-parts-count": "0"}
    sent |= {"content-words-0-value": "mot", "content-flats-0-value": "plat", "content-people-0-value-name": "Zoé"}
    image = SimpleUploadedFile("plan.png", b"ceci n'est pas une image")
    data = opened(client, address, **{"title": "Tout", **sent, "content-annex-sent": image, "en-service": "1"})

    response = client.post(address, data)

    page = response.content.decode()
    assert response.status_code == 422
    assert "Ce qui empêche d’enregistrer" in page
    assert [fault.entry.endswith("plan.png") for fault in response.context["faults"]] == [True]
    assert "Gardez-moi" in page
    assert not Revision.objects.exists()


def test_a_text_in_the_visual_editor_is_kept_with_the_tags_of_its_type(client, written):
    address = edit_address(written)
    client.post(address, opened(client, address, **{"content-rich": PARAGRAPH, "en-service": "1"}))

    assert Activity.objects.get().current_revision.content["rich"] == "<p><strong>Bon</strong>jour</p>"


def test_duplicating_opens_the_copy(client, written):
    response = client.post(reverse("h5p_desk:duplicate", args=[written.activity_id]))

    copy = Activity.objects.exclude(pk=written.activity_id).get()
    assert response.url == reverse("h5p_desk:edit", args=[copy.pk])
    assert copy.current_revision.content == written.content


def test_only_writers_find_these_screens(client, written, card):
    addresses = [
        reverse("h5p_desk:write"),
        reverse("h5p_desk:create", args=[card.pk]),
        edit_address(written),
        reverse("h5p_desk:icon", args=[card.pk]),
    ]
    client.force_login(UserFactory(registrar=True))
    before = Revision.objects.count()

    for address in addresses:
        assert client.get(address).status_code == 302
        assert client.post(address, {}).status_code in (302, 405)
    client.logout()
    for address in addresses:
        assert client.get(address).status_code == 302
    assert Revision.objects.count() == before


@pytest.mark.parametrize("name", ["create", "edit", "duplicate", "icon"])
def test_what_does_not_exist_is_not_found(client, trainer, card, name):
    address = reverse(f"h5p_desk:{name}", args=[987_654])

    assert (client.post if name == "duplicate" else client.get)(address).status_code == 404


def test_opening_costs_the_same_whatever_the_content_holds(client, trainer, everything, django_assert_max_num_queries):
    part = {"library": "T.Inner 1.0", "params": {"question": "Oui ?"}, "subContentId": "a", "metadata": {}}
    content = {"line": "x", "rich": "<p>y</p>", "words": ["a"] * 20, "parts": [part] * 20}
    revision = write_activity(
        activity=None, library=everything, content=content, title="Tout", language="fr", by=trainer
    )

    with django_assert_max_num_queries(30):
        response = client.get(edit_address(revision))

    assert response.status_code == 200
