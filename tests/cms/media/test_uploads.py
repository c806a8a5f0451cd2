import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection

from cms.media.models import CustomDocument, CustomImage
from tests.cms.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db

HOSTILE_SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HOSTILE_HTML = b"<!doctype html><script>alert(1)</script>"


def png():
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "#0e4f47").save(drawn, "PNG")
    return drawn.getvalue()


@pytest.fixture(autouse=True)
def trainer(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    trainer = UserFactory(trainer=True)
    client.force_login(trainer)
    return trainer


def upload_image(client, name, content, description="Une borne au bord d’une route"):
    return client.post(
        reverse("wagtailimages:add"),
        {
            "title": "Borne",
            "description": description,
            "credit": "",
            "tags": "",
            "collection": Collection.objects.get().pk,
            "file": SimpleUploadedFile(name, content),
        },
    )


def upload_document(client, name, content):
    return client.post(
        reverse("wagtaildocs:add"),
        {
            "title": "Fiche",
            "tags": "",
            "collection": Collection.objects.get().pk,
            "file": SimpleUploadedFile(name, content),
        },
    )


def test_a_trainer_adds_an_image_that_says_what_it_shows(client):
    assert upload_image(client, "borne.png", png()).status_code == 302
    assert CustomImage.objects.get().default_alt_text == "Une borne au bord d’une route"


def test_an_image_without_words_is_refused(client):
    assert upload_image(client, "borne.png", png(), description="").status_code == 200
    assert not CustomImage.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("borne.svg", HOSTILE_SVG),
        ("borne.png", HOSTILE_SVG),
        ("borne.png", HOSTILE_HTML),
        ("borne.html", png()),
        ("borne.jpg", png()),
        ("borne.png.html", png()),
    ],
)
def test_an_image_that_is_not_one_is_refused(client, name, content):
    assert upload_image(client, name, content).status_code == 200
    assert not CustomImage.objects.exists()


def test_an_image_too_heavy_is_refused(client, monkeypatch, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10
    assert upload_image(client, "borne.png", png()).status_code == 200
    assert not CustomImage.objects.exists()


def test_a_trainer_adds_a_document(client):
    assert upload_document(client, "fiche.pdf", b"%PDF-1.7\n%%EOF").status_code == 302
    assert CustomDocument.objects.get().filename.endswith(".pdf")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("fiche.html", HOSTILE_HTML),
        ("fiche.svg", HOSTILE_SVG),
        ("fiche.pdf", HOSTILE_HTML),
        ("fiche.txt", HOSTILE_SVG),
        ("fiche.exe", b"MZ\x90\x00"),
        ("fiche.docx", b"%PDF-1.7"),
    ],
)
def test_a_document_of_another_kind_or_in_disguise_is_refused(client, name, content):
    assert upload_document(client, name, content).status_code == 200
    assert not CustomDocument.objects.exists()


def test_a_document_too_heavy_is_refused(client, monkeypatch):
    monkeypatch.setattr("cms.media.models.MAX_DOCUMENT_BYTES", 4)
    assert upload_document(client, "fiche.pdf", b"%PDF-1.7\n%%EOF").status_code == 200
    assert not CustomDocument.objects.exists()


def test_a_stored_document_is_edited_without_sending_it_again(client):
    upload_document(client, "fiche.pdf", b"%PDF-1.7\n%%EOF")
    document = CustomDocument.objects.get()
    answer = client.post(
        reverse("wagtaildocs:edit", args=[document.pk]),
        {"title": "Fiche corrigée", "tags": "", "collection": document.collection_id},
    )
    assert answer.status_code == 302
    document.refresh_from_db()
    assert document.title == "Fiche corrigée"


def test_a_learner_uploads_nothing(client):
    client.force_login(UserFactory())
    assert upload_image(client, "borne.png", png()).status_code == 302
    assert not CustomImage.objects.exists()
