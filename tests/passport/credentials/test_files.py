import io
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from PIL import Image

from passport.credentials.documents import linkedin_address
from passport.credentials.services import close_files, open_files, revoke_credential
from passport.credentials.tasks import photograph_status, render_pdf
from passport.proofs.baking import unbake
from passport.proofs.pdf import read_attachments
from tests.cms.accounts.factories import UserFactory
from tests.passport.factories import CredentialFactory

pytestmark = pytest.mark.django_db

FORMS = ["json", "jwt", "png", "pdf"]


@pytest.fixture
def credential():
    made = CredentialFactory(signed=True, holder__name="Claire Fontanel")
    render_pdf(made.pk)
    made.refresh_from_db()
    return made


def own(credential, form):
    return reverse("credentials:attestation", args=[credential.uuid, form])


def fetch(client, address):
    answer = client.get(address)
    return answer, b"".join(answer)


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("json", "application/vc"),
        ("jwt", "text/plain; charset=utf-8"),
        ("png", "image/png"),
        ("pdf", "application/pdf"),
    ],
)
def test_the_holder_downloads_each_form_under_its_number(client, credential, form, media_type):
    client.force_login(credential.holder)

    answer, content = fetch(client, own(credential, form))

    assert answer["Content-Type"] == media_type
    assert answer["Content-Disposition"] == f'attachment; filename="passeport-{credential.display_code}.{form}"'
    assert "no-store" in answer["Cache-Control"]
    assert content


def test_what_is_downloaded_is_what_was_signed_to_the_byte(client, credential):
    client.force_login(credential.holder)

    assert fetch(client, own(credential, "json"))[1] == credential.document.encode()
    assert fetch(client, own(credential, "jwt"))[1] == credential.token.encode()


def test_the_badge_is_a_picture_with_the_credential_in_it(client, credential):
    client.force_login(credential.holder)

    _answer, picture = fetch(client, own(credential, "png"))

    assert Image.open(io.BytesIO(picture)).size == (600, 600)
    assert unbake(picture) == credential.document


def test_the_former_address_of_the_pdf_leads_to_the_new_one(client, credential):
    client.force_login(credential.holder)

    answer = client.get(f"/passeport/{credential.uuid}/certificat.pdf")

    assert answer.url == own(credential, "pdf")


@pytest.mark.parametrize("form", FORMS)
def test_they_are_for_the_holder_and_for_registrars_alone(client, credential, form):
    assert client.get(own(credential, form)).url.startswith("/compte/connexion/")

    client.force_login(UserFactory())
    assert client.get(own(credential, form)).status_code == 404

    client.force_login(UserFactory(registrar=True))
    assert fetch(client, own(credential, form))[0].status_code == 200


@pytest.mark.parametrize("form", ["json", "jwt", "png"])
def test_what_is_not_signed_yet_has_no_such_file(client, form):
    old = CredentialFactory()
    client.force_login(old.holder)

    assert client.get(own(old, form)).status_code == 404
    assert "arrivent d’ici à demain" in client.get(old.get_absolute_url()).text


@pytest.mark.parametrize("form", FORMS)
def test_an_erased_credential_is_nobody_s(client, credential, form):
    credential.holder = None
    credential.save()
    client.force_login(UserFactory())

    assert client.get(own(credential, form)).status_code == 404


class TestThePdfToBeCheckedOffLine:
    def address(self, credential):
        return reverse("credentials:offline", args=[credential.uuid])

    def test_holds_the_status_list_of_now_beside_both_forms(self, client, credential):
        client.force_login(credential.holder)

        answer, content = fetch(client, self.address(credential))

        assert answer["Content-Type"] == "application/pdf"
        names = {attached.name for attached in read_attachments(content)}
        assert {"passeport.json", "passeport.jwt"} < names

    def test_says_to_come_back_when_the_worker_is_slow(self, client, credential, monkeypatch):
        monkeypatch.setattr(photograph_status, "delay", lambda _pk: None)
        client.force_login(credential.holder)

        assert "se prépare" in client.get(self.address(credential), follow=True).text

    def test_is_made_once_until_the_list_changes(self, client, credential, monkeypatch):
        client.force_login(credential.holder)
        fetch(client, self.address(credential))
        monkeypatch.setattr(photograph_status, "delay", lambda _pk: pytest.fail("asked again"))

        assert fetch(client, self.address(credential))[0].status_code == 200

    def test_is_not_given_for_what_is_revoked_nor_to_others(self, client, credential):
        client.force_login(UserFactory())
        assert client.get(self.address(credential)).status_code == 404

        revoke_credential(credential=credential, by=UserFactory(), reason="Erreur", publish_reason=False)
        client.force_login(credential.holder)
        assert client.get(self.address(credential)).status_code == 404


class TestALinkThatTheHolderOpened:
    @pytest.fixture
    def page(self, credential):
        open_files(credential=credential)
        return reverse("credentials:shared", args=[credential.share_key])

    @pytest.mark.parametrize("form", FORMS)
    def test_gives_every_form_to_whoever_has_it(self, client, credential, page, form):
        answer, content = fetch(client, f"{page}attestation.{form}")

        assert answer.status_code == 200
        assert content
        assert not answer.cookies
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]

    def test_leads_to_a_page_that_says_what_it_is_and_where_to_check(self, client, credential, page):
        answer = client.get(page)

        for form in FORMS:
            assert f"{page}attestation.{form}" in answer.text
        assert reverse("verification:verify", args=[credential.code]) in answer.text
        assert "Claire Fontanel" not in answer.text
        assert str(credential.uuid) not in answer.text
        assert not answer.cookies

    def test_is_closed_until_it_is_opened(self, client, credential):
        assert credential.share_key == ""
        assert client.get("/passeport/fichiers//").status_code == 404
        assert client.get(f"/passeport/fichiers/{'A' * 43}/").status_code == 404

    def test_is_closed_for_ever_and_another_is_made(self, client, credential, page):
        close_files(credential=credential)
        open_files(credential=credential)

        assert client.get(page).status_code == 404
        assert client.get(f"{page}attestation.json").status_code == 404
        assert client.get(reverse("credentials:shared", args=[credential.share_key])).status_code == 200

    def test_stays_the_same_when_it_is_opened_twice(self, credential, page):
        key = credential.share_key

        assert open_files(credential=credential).share_key == key

    def test_is_closed_by_a_revocation_and_not_opened_again(self, client, credential, page):
        registrar = UserFactory(registrar=True)
        revoke_credential(credential=credential, by=registrar, reason="Erreur", publish_reason=False)

        assert open_files(credential=credential).share_key == ""
        assert client.get(page).status_code == 404

    def test_cannot_be_guessed_from_the_number_nor_the_address(self, credential, page):
        assert len(credential.share_key) == 43
        assert str(credential.uuid) not in page

    def test_is_switched_by_its_holder(self, client, credential):
        client.force_login(credential.holder)
        switch = reverse("credentials:sharing", args=[credential.uuid])

        opened = client.post(switch, {"ouvert": "oui"}, follow=True).text
        credential.refresh_from_db()
        key = credential.share_key
        closed = client.post(switch, {}, follow=True).text

        assert key
        assert f"/passeport/fichiers/{key}/" in opened
        assert key not in closed

    @pytest.mark.parametrize("role", [{}, {"registrar": True}])
    def test_is_switched_by_nobody_else(self, client, credential, role):
        client.force_login(UserFactory(**role))

        answer = client.post(reverse("credentials:sharing", args=[credential.uuid]), {"ouvert": "oui"})

        credential.refresh_from_db()
        assert answer.status_code == 404
        assert credential.share_key == ""


class TestWhoSeesWhat:
    def read(self, client, credential):
        client.force_login(credential.holder)
        return client.get(credential.get_absolute_url()).text

    def test_follows_the_choices_of_the_holder(self, client, credential):
        hidden = self.read(client, credential)
        credential.shows_name = True
        credential.save()

        assert "on peut en taper un" in hidden
        assert "on peut en taper un" not in self.read(client, credential)

    def test_says_whether_the_link_is_open(self, client, credential):
        closed = self.read(client, credential)
        open_files(credential=credential)

        assert "il est fermé" in closed
        assert "il est fermé" not in self.read(client, credential)


def test_the_professional_network_is_told_what_is_public_and_never_the_name(credential):
    told = parse_qs(urlsplit(linkedin_address(credential)).query)

    assert told["certUrl"] == [credential.public_address]
    assert told["certId"] == [credential.display_code]
    assert told["name"] == [credential.content["name"]]
    assert told["expirationYear"] == [str(credential.expires_at.year)]
    assert "Fontanel" not in linkedin_address(credential)


def test_the_network_is_a_link_and_nothing_is_fetched_from_it(client, credential):
    client.force_login(credential.holder)

    page = client.get(credential.get_absolute_url()).text

    assert page.count("linkedin.com") == 1
    assert 'referrerpolicy="no-referrer"' in page


@pytest.mark.parametrize(("name", "most"), [("attestation", 5), ("anew", 4), ("detail", 5)])
def test_signed_pages_and_files_cost_few_queries(client, credential, name, most, django_assert_max_num_queries):
    form = ["json"] if name == "attestation" else []
    client.force_login(credential.holder)
    address = reverse(f"credentials:{name}", args=[credential.uuid, *form])
    client.get(address)

    with django_assert_max_num_queries(most):
        client.get(address)


def test_an_open_link_costs_a_stranger_two_queries(client, credential, django_assert_max_num_queries):
    open_files(credential=credential)
    page = reverse("credentials:shared", args=[credential.share_key])
    client.get(page)

    with django_assert_max_num_queries(2):
        client.get(f"{page}attestation.json")
