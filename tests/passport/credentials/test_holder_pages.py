import pytest
from django.urls import reverse

from passport.credentials.tasks import render_pdf
from passport.credentials.views.audience import who_sees
from tests.cms.accounts.factories import UserFactory
from tests.passport.factories import CredentialFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def credential():
    made = CredentialFactory(holder__name="Claire Fontanel")
    render_pdf(made.pk)
    made.refresh_from_db()
    return made


@pytest.fixture
def holder(client, credential):
    client.force_login(credential.holder)
    return client


def fetch(client, credential):
    """The status of the PDF’s address; the file is read to its end, which closes it."""
    answer = client.get(reverse("credentials:attestation", args=[credential.uuid, "pdf"]))
    b"".join(answer)
    return answer.status_code


def addresses(credential):
    return [reverse(f"credentials:{name}", args=[credential.uuid]) for name in ("detail", "pdf", "status")]


def test_a_visitor_is_sent_to_sign_in(client, credential):
    for address in ["/passeport/", *addresses(credential)]:
        assert client.get(address).url.startswith("/compte/connexion/")


def test_another_learner_finds_nothing(client, credential):
    client.force_login(UserFactory())

    for address in addresses(credential):
        assert client.get(address).status_code == 404
    for name in ("visibility", "prepare"):
        assert client.post(reverse(f"credentials:{name}", args=[credential.uuid])).status_code == 404
    assert credential.content["name"] not in client.get("/passeport/").text


def test_a_registrar_may_fetch_the_pdf_of_anybody(client, credential):
    client.force_login(UserFactory(registrar=True))

    assert fetch(client, credential) == 200


def test_an_empty_booklet_says_how_to_earn_one(client):
    client.force_login(UserFactory())

    page = client.get("/passeport/").text

    assert "Vous n’avez pas encore de passeport" in page
    assert reverse("progress:home") in page


def test_the_booklet_shows_what_is_needed_to_show_it(holder, credential):
    page = holder.get(credential.get_absolute_url()).text

    assert credential.display_code in page
    assert f'value="{credential.public_address}"' in page
    assert "Module visé numéro 1" in page
    assert "Valable jusqu’au" in page
    assert " Ko)" in page
    assert "style=" not in page
    assert "http-equiv" not in page


def test_the_pdf_is_downloaded_under_its_number(holder, credential):
    answer = holder.get(reverse("credentials:attestation", args=[credential.uuid, "pdf"]))

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="passeport-{credential.display_code}.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert b"".join(answer).startswith(b"%PDF")


def test_while_it_is_prepared_the_page_says_so_and_never_reloads_under_its_reader(client):
    waiting = CredentialFactory()
    client.force_login(waiting.holder)

    page = client.get(waiting.get_absolute_url()).text

    assert "Préparation du PDF…" in page
    assert "http-equiv" not in page
    assert client.get(reverse("credentials:status", args=[waiting.uuid])).json() == {"pdf": "pending"}


def test_a_failure_offers_to_try_again(client, django_capture_on_commit_callbacks):
    failed = CredentialFactory()
    failed.pdf_failed_at = failed.issued_at
    failed.save()
    client.force_login(failed.holder)
    assert "Réessayer" in client.get(failed.get_absolute_url()).text

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("credentials:prepare", args=[failed.uuid]))

    assert "Télécharger le certificat (PDF" in client.get(failed.get_absolute_url()).text


def test_the_pdf_of_a_lost_file_comes_back_on_the_next_request(holder, credential, django_capture_on_commit_callbacks):
    credential.pdf.storage.delete(credential.pdf.name)

    with django_capture_on_commit_callbacks(execute=True):
        first = fetch(holder, credential)

    assert (first, fetch(holder, credential)) == (302, 200)


def test_the_holder_decides_what_the_public_sees(holder, credential):
    answer = holder.post(reverse("credentials:visibility", args=[credential.uuid]), {"shows_name": "on"}, follow=True)

    credential.refresh_from_db()
    assert (credential.shows_name, credential.shows_modules) == (True, False)
    assert "Vos choix sont enregistrés" in answer.text


def test_an_attestation_cannot_hide_the_module_it_attests(client):
    attestation = CredentialFactory(attestation=True)
    client.force_login(attestation.holder)

    client.post(reverse("credentials:visibility", args=[attestation.uuid]), {})

    attestation.refresh_from_db()
    assert attestation.shows_modules


def test_a_revoked_one_says_why_and_offers_no_download(client):
    revoked = CredentialFactory(revoked=True)
    client.force_login(revoked.holder)

    page = client.get(revoked.get_absolute_url()).text

    assert "Ce titre est révoqué" in page
    assert revoked.revocation_reason in page
    assert "Télécharger le certificat" not in page


def test_an_expired_one_says_so(client):
    expired = CredentialFactory(expired=True)
    client.force_login(expired.holder)

    assert "A expiré le" in client.get(expired.get_absolute_url()).text


@pytest.mark.parametrize("modules", [1, 20])
def test_the_booklet_costs_the_same_whatever_it_holds(client, modules, django_assert_max_num_queries):
    full = CredentialFactory(modules=modules)
    client.force_login(full.holder)
    client.get("/passeport/")

    with django_assert_max_num_queries(6):
        client.get(full.get_absolute_url())


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_costs_the_same_whatever_it_holds(client, rows, django_assert_max_num_queries):
    person = UserFactory()
    CredentialFactory.create_batch(rows, holder=person)
    client.force_login(person)
    client.get("/passeport/")

    with django_assert_max_num_queries(3):
        page = client.get("/passeport/").text

    assert page.count("carte--lien") == rows


def test_the_pages_of_a_holder_are_kept_nowhere(holder, credential):
    for address in ["/passeport/", *addresses(credential)]:
        answer = holder.get(address)
        assert "no-store" in answer["Cache-Control"]
        b"".join(answer)


def test_what_the_public_page_of_a_revoked_one_hides_is_told_as_hidden():
    silent = who_sees(CredentialFactory(revoked=True))[0]
    open_about_it = who_sees(CredentialFactory(revoked=True, reason_is_public=True, shows_name=True))[0]

    assert "modules" not in silent.sees
    assert "son motif, votre nom, les modules validés" in silent.hidden
    assert "taper" not in silent.hidden
    assert "son motif, votre nom" in open_about_it.sees
