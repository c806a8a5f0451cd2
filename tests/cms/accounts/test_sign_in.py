import re

import pytest
from django.core import mail
from django.urls import reverse

from tests.cms.accounts.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def sign_in(client, email, password=PASSWORD, next_url=""):
    address = reverse("account_login") + (f"?next={next_url}" if next_url else "")
    return client.post(address, {"login": email, "password": password})


def test_somebody_known_enters_their_space(client):
    person = UserFactory(verified=True)
    assert sign_in(client, person.email.upper()).url == reverse("progress:home")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_an_unconfirmed_address_is_sent_a_new_link_and_stays_out(client):
    person = UserFactory()
    assert sign_in(client, person.email).url == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session
    assert len(mail.outbox) == 1


def test_a_wrong_password_and_an_unknown_address_are_told_the_same(client):
    person = UserFactory(verified=True)
    wrong = sign_in(client, person.email, "un-autre-mot-de-passe")
    unknown = sign_in(client, "inconnue@commune.example")
    sentence = "Vérifiez l’adresse et le mot de passe : ils ne vont pas ensemble."
    assert wrong.status_code == unknown.status_code == 422
    assert sentence in wrong.content.decode()
    assert sentence in unknown.content.decode()


def test_after_five_wrong_passwords_even_the_right_one_must_wait(client):
    person = UserFactory(verified=True)
    for _attempt in range(5):
        sign_in(client, person.email, "un-autre-mot-de-passe")
    answer = sign_in(client, person.email)
    assert answer.status_code == 429
    assert "Patientez cinq minutes" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_too_many_requests_from_one_place_are_answered_in_french(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(client, "inconnue@commune.example")
    answer = sign_in(client, "inconnue@commune.example")
    assert answer.status_code == 429
    assert "Trop de demandes en peu de temps" in answer.content.decode()


@pytest.mark.parametrize(
    "outside",
    ["https://piege.example/", "//piege.example/", "/\\piege.example", "javascript:alert(1)", "http:///piege.example"],
)
def test_signing_in_never_leads_out_of_the_site(client, outside):
    person = UserFactory(verified=True)
    assert sign_in(client, person.email, next_url=outside).url == reverse("progress:home")


def test_signing_in_leads_where_one_was_going(client):
    person = UserFactory(verified=True)
    assert sign_in(client, person.email, next_url="/modules/securite/").url == "/modules/securite/"


def test_a_closed_account_stays_closed(client):
    person = UserFactory(verified=True, is_active=False)
    assert sign_in(client, person.email).url == reverse("account_inactive")
    assert "Ce compte est fermé" in client.get(reverse("account_inactive")).content.decode()


def test_signing_out_asks_first_and_needs_a_post(client):
    client.force_login(UserFactory())
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post(reverse("account_logout")).url == "/"
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_replaced_by_a_link_that_serves_once(client):
    person = UserFactory(verified=True)
    asked = client.post(reverse("account_reset_password"), {"email": person.email})
    assert asked.url == reverse("account_reset_password_done")
    link = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[0].body)[1]

    form = client.get(link, follow=True)
    assert "Choisir un nouveau mot de passe" in form.content.decode()
    address = form.redirect_chain[-1][0]
    done = client.post(address, {"password1": "trois-bornes-jaunes"})
    assert done.url == reverse("account_reset_password_from_key_done")
    person.refresh_from_db()
    assert person.check_password("trois-bornes-jaunes")
    assert mail.outbox[-1].subject == "Votre mot de passe a changé"

    assert "Ce lien ne sert plus" in type(client)().get(link, follow=True).content.decode()


def test_a_forgotten_password_for_an_unknown_address_is_answered_the_same(client):
    asked = client.post(reverse("account_reset_password"), {"email": "inconnue@commune.example"})
    assert asked.url == reverse("account_reset_password_done")
    assert mail.outbox[0].subject == "Aucun compte à cette adresse"


@pytest.mark.parametrize(
    "name",
    [
        "account_signup", "account_login", "account_reset_password", "account_reset_password_done", "account_inactive",
        "account_email_verification_sent", "account_reset_password_from_key_done",
    ],
)  # fmt: skip
def test_no_page_of_the_entrance_has_a_word_of_english_or_anything_inline(client, name):
    page = client.get(reverse(name)).content.decode()
    assert "<script" not in page
    assert " style=" not in page
    for english in ("Sign ", "Password", "Email", "password reset", "Log in"):
        assert english not in page


def test_the_team_enters_wagtail_by_the_same_door(client):
    answer = client.get("/gestion/", follow=True)
    address, _status = answer.redirect_chain[-1]
    assert address == f"{reverse('account_login')}?next=/gestion/"


def test_the_door_of_wagtail_never_leads_out_of_the_site(client):
    answer = client.get("/gestion/login/?next=https://piege.example/")
    assert answer.url == f"{reverse('account_login')}?next=/gestion/"


def test_leaving_wagtail_leaves_the_account(client):
    client.force_login(UserFactory(editor=True))
    assert client.post("/gestion/logout/").url == "/"
    assert "_auth_user_id" not in client.session
