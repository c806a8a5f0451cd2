import re

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse

from cms.accounts.models import User
from tests.cms.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db

ANSWERS = {
    "name": "Claire Fontanel",
    "email": "Claire.Fontanel@mairie.example",
    "password1": "une-péniche-au-soleil",
    "public": "elu",
    "organization": "Commune de Fontanel",
}


def sign_up(client, next_url="", **changes):
    address = reverse("account_signup") + (f"?next={next_url}" if next_url else "")
    return client.post(address, ANSWERS | changes)


def link_in(message):
    return re.search(r"https?://[^/\s]+(/\S+)", message.body)[1]


def test_the_form_asks_five_things_and_nothing_else(client):
    page = client.get(reverse("account_signup"))
    assert page.status_code == 200
    assert list(page.context["form"].fields) == ["name", "email", "password1", "public", "organization"]
    assert "placeholder" not in page.content.decode()


def test_a_new_person_confirms_their_address_and_enters(client):
    asked = sign_up(client)
    assert asked.url == reverse("account_email_verification_sent")

    person = User.objects.get(email="claire.fontanel@mairie.example")
    assert (person.name, person.public, person.organization) == ("Claire Fontanel", "elu", "Commune de Fontanel")
    assert "_auth_user_id" not in client.session

    confirmation = link_in(mail.outbox[0])
    shown = client.get(confirmation)
    assert "Confirmer mon adresse" in shown.content.decode()
    assert "_auth_user_id" not in client.session

    confirmed = client.post(confirmation)
    assert confirmed.url == reverse("progress:home")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_after_confirming_one_goes_where_one_was_going(client):
    sign_up(client, next_url="/parcours/elu/")
    assert client.post(link_in(mail.outbox[0])).url == "/parcours/elu/"


def test_the_letter_is_in_french_and_repeats_nothing_that_a_stranger_typed(client):
    sign_up(client, name="Gagnez http://piege.example")
    letter = mail.outbox[0]
    assert letter.subject == "Confirmez votre adresse pour ouvrir votre compte"
    assert "confirmez que cette adresse est la vôtre" in letter.body
    assert settings.SITE_URL in letter.body
    assert "piege.example" not in letter.body


def test_a_link_that_was_opened_elsewhere_confirms_without_signing_in(client, django_user_model):
    sign_up(client)
    elsewhere = type(client)()
    answer = elsewhere.post(link_in(mail.outbox[0]))
    assert answer.url == reverse("account_login")
    assert "_auth_user_id" not in elsewhere.session


def test_a_used_link_says_so(client):
    sign_up(client)
    confirmation = link_in(mail.outbox[0])
    client.post(confirmation)
    client.logout()
    assert "Ce lien ne sert plus" in client.get(confirmation).content.decode()


def test_an_address_already_known_is_answered_the_same_and_told_by_mail(client):
    UserFactory(email="claire.fontanel@mairie.example", verified=True)
    answer = sign_up(client)
    assert answer.url == reverse("account_email_verification_sent")
    assert User.objects.count() == 1
    assert mail.outbox[0].subject == "Vous avez déjà un compte"
    assert reverse("account_reset_password") in mail.outbox[0].body


def test_a_refused_form_keeps_the_answers_and_says_what_to_do(client):
    page = sign_up(client, email="claire.fontanel.mairie", password1="courte", public="")
    said = page.content.decode()
    assert page.status_code == 422
    assert "Ajoutez le signe @ à votre adresse. Vous avez écrit « claire.fontanel.mairie »." in said
    assert "Choisissez un mot de passe plus long : il manque 6 caractères." in said
    assert "Cochez la réponse qui vous ressemble le plus." in said
    assert 'value="Claire Fontanel"' in said
    assert "courte" not in said
    assert "3 points à corriger – Créer mon compte – Passeport digital</title>" in said


@pytest.mark.parametrize(
    ("password", "advice"),
    [
        ("123456789012345", "Ajoutez des lettres au mot de passe"),
        ("claire.fontanel@mairie", "Choisissez un mot de passe plus éloigné de votre adresse"),
    ],
)
def test_a_weak_password_is_refused_in_words(client, password, advice):
    page = sign_up(client, password1=password)
    assert page.status_code == 422
    assert advice in page.content.decode()


def test_no_other_cookie_than_the_session_and_the_form_token(client):
    client.get(reverse("account_signup"))
    sign_up(client)
    client.post(link_in(mail.outbox[0]))
    assert set(client.cookies) <= {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}


def test_extra_time_and_roles_cannot_be_taken_at_sign_up(client):
    sign_up(client, extra_time_percent="33", is_superuser="on", groups="1")
    person = User.objects.get()
    assert person.extra_time_percent == 0
    assert not person.is_superuser
    assert not person.groups.exists()
