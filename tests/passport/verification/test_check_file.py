"""A stranger gives a file to the site, and reads what holds and what does not."""

import io
import logging
import socket

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import OperationalError

from passport.credentials.models import Credential
from passport.credentials.services import erase_holder, revoke_credential
from passport.signing.rules import Kind
from passport.signing.services import active_key, compromise_key
from passport.verification import site
from passport.verify.reading import LARGEST_FILE
from tests.cms.accounts.factories import UserFactory
from tests.passport.verification.presented import FORMS, a_signed_credential, file_of

pytestmark = pytest.mark.django_db

ADDRESS = "/v/verifier"


def give(client, content, *, name="passeport", **headers):
    return client.post(ADDRESS, {"fichier": SimpleUploadedFile(name, content)}, headers=headers)


def as_json(client, content):
    return give(client, content, accept="application/json").json()


@pytest.mark.parametrize("form", FORMS)
def test_what_a_holder_downloads_is_valid(form, client):
    credential = a_signed_credential()
    content = file_of(credential, form)

    page = give(client, content)
    said = as_json(client, content)

    assert page.status_code == 200
    assert "Ce document est authentique et valable" in page.text
    assert "Claire Fontanel" in page.text
    assert (credential.display_code in page.text) is (form == "pdf")
    assert said["state"] == "valid"
    assert all(finding["holds"] and finding["says"] for finding in said["findings"])


@pytest.mark.parametrize("form", FORMS)
def test_a_revocation_is_told_at_once_and_neighbours_stay_valid(form, client):
    credential, neighbour = a_signed_credential(), a_signed_credential()
    content, other = file_of(credential, form), file_of(neighbour, form)
    assert as_json(client, content)["state"] == "valid"

    revoke_credential(credential=credential, by=UserFactory(), reason="Fraude", publish_reason=False)

    assert as_json(client, content)["state"] == "revoked"
    assert as_json(client, other)["state"] == "valid"
    page = give(client, content).text
    assert "Ce document est révoqué" in page
    assert "Fraude" not in page


def test_a_forged_file_is_refused_and_nothing_of_it_is_repeated(client):
    forged = file_of(a_signed_credential(), "json").replace(b"Fontanel", b"Tricheur")

    page = give(client, forged, name="tricheur.json")

    assert page.status_code == 200
    assert "Ce fichier ne peut pas être accepté" in page.text
    assert "Le contenu a été modifié après la signature" in page.text
    assert "Tricheur" not in page.text
    assert "tricheur" not in page.text
    assert "facts" not in as_json(client, forged)


def test_what_a_compromised_key_signed_is_refused(client):
    content = file_of(a_signed_credential(), "json")

    compromise_key(key=active_key(Kind.PROOF), by=UserFactory())

    assert as_json(client, content)["state"] == "refused"
    assert "plus sûre" in give(client, content).text


def test_a_page_with_the_number_of_another_is_refused(client):
    credential = a_signed_credential()
    content = file_of(credential, "pdf")
    Credential.objects.filter(pk=credential.pk).update(code="000000000000")

    assert as_json(client, content)["state"] == "refused"
    assert "La page imprimée n’est pas celle du document joint." in give(client, content).text


def test_a_file_outlives_the_account_of_its_holder(client):
    credential = a_signed_credential()
    content = file_of(credential, "jwt")

    erase_holder(user=credential.holder)

    assert as_json(client, content)["state"] == "valid"


@pytest.mark.parametrize("content", [b"", b"Bonjour", b"{", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_credential_is_told_so(content, client):
    answer = give(client, content)

    assert answer.status_code == 422
    assert "Nous n’avons pas su lire ce fichier" in answer.text
    assert "Que faire" in answer.text or "que faire" in answer.text


def test_without_a_file_it_says_what_to_do(client):
    answer = client.post(ADDRESS)

    assert answer.status_code == 422
    assert "Choisissez d’abord un fichier." in answer.text
    assert "<title>Erreur" in answer.text


def test_a_file_that_is_too_large_is_not_even_read(client):
    just, far = b"x" * (LARGEST_FILE + 1), b"x" * (LARGEST_FILE * 2)

    for content in (just, far):
        assert give(client, content).status_code == 413
        assert "trop grand" in give(client, content).text


@pytest.mark.parametrize("announced", ["beaucoup", "9" * 5000], ids=["no number", "thousands of digits"])
def test_a_length_that_says_nothing_counts_for_nothing(rf, announced):
    from passport.verification.views import files

    request = rf.post(ADDRESS)
    request.META["CONTENT_LENGTH"] = announced

    assert files.announced_length(request) == 0


def test_more_than_announced_is_never_read(rf):
    """The length is looked at before a byte is."""
    from passport.verification.views import files

    request = rf.post(ADDRESS, {"fichier": SimpleUploadedFile("x", b"x" * LARGEST_FILE * 2)})
    request._stream = Unreadable()

    assert files.check(request).status_code == 413


class Unreadable(io.RawIOBase):
    def read(self, *_arguments):
        raise AssertionError("read")


def test_a_program_may_post_the_bytes_alone(client):
    content = file_of(a_signed_credential(), "jwt")

    answer = client.post(ADDRESS, content, content_type="application/jwt", headers={"accept": "application/json"})

    assert answer.json()["state"] == "valid"
    assert answer["Content-Type"] == "application/json"


def test_nothing_is_written_nor_logged(client, monkeypatch, caplog, tmp_path, settings):
    """Neither the disk, nor a log, nor the session, nor a cache holds the file, its name or its holder’s."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", lambda *_a, **_k: pytest.fail("written"))
    content = file_of(a_signed_credential(), "pdf")
    caplog.set_level(logging.DEBUG)

    answer = give(client, content, name="fontanel.pdf")

    assert answer.status_code == 200
    assert list(tmp_path.iterdir()) == []
    assert "ontanel" not in caplog.text
    assert not answer.cookies


def test_nothing_that_a_file_names_is_fetched(client, monkeypatch):
    content = file_of(a_signed_credential(), "pdf")
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, lambda *_a: pytest.fail("the network was asked"))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: pytest.fail("the network was asked"))

    assert as_json(client, content)["state"] == "valid"


@pytest.mark.parametrize("content", [b"Bonjour", b"{}"])
def test_it_is_neither_indexed_nor_kept_nor_told_to_the_next_site(content, client):
    answer = give(client, content)

    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "private, no-store"
    assert "Accept" in answer["Vary"]


def test_it_is_never_green_when_the_tables_cannot_be_read(client, monkeypatch):
    content = file_of(a_signed_credential(), "json")

    def unreachable():
        raise OperationalError("no route to host")

    monkeypatch.setattr(site, "published_did", unreachable)

    answer = give(client, content)
    assert answer.status_code == 503
    assert "Nous ne pouvons pas répondre pour le moment" in answer.text
    assert as_json(client, content)["state"] == "cannot tell"


def test_it_is_never_green_when_the_list_cannot_be_signed(client, monkeypatch):
    from passport.signing.errors import KeyUnreadable

    content = file_of(a_signed_credential(), "json")

    def no_key(_number):
        raise KeyUnreadable(name="ed25519-2026a")

    monkeypatch.setattr(site, "signed_list", no_key)

    assert as_json(client, content)["state"] == "cannot tell"
    assert "Nous ne pouvons pas conclure" in give(client, content).text


def test_a_machine_that_tries_files_is_told_when_to_come_back(client, settings):
    settings.VERIFICATIONS_PER_MINUTE = 2
    for _time in range(2):
        give(client, b"{}")

    answer = give(client, b"{}")

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 61
    assert client.get("/v/0").status_code == 404


def test_no_token_is_asked_for_and_no_other_method_answers(client):
    strict = type(client)(enforce_csrf_checks=True)

    assert give(strict, b"{}").status_code == 200
    assert client.put(ADDRESS).status_code == 405


def test_the_form_sets_no_cookie_and_says_what_becomes_of_the_file(client):
    page = client.get(ADDRESS)

    assert not page.cookies
    assert "ni lui ni son nom ne sont enregistrés" in page.text
    assert 'enctype="multipart/form-data"' in page.text


@pytest.mark.parametrize(("form", "most"), [("json", 4), ("jwt", 4), ("png", 4), ("pdf", 6)])
def test_it_takes_few_queries_whatever_is_held(form, most, client, django_assert_max_num_queries):
    content = file_of(a_signed_credential(modules=20), form)
    give(client, content)

    with django_assert_max_num_queries(most):
        assert give(client, content).status_code == 200
