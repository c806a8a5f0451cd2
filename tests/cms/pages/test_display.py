import pytest
from bs4 import BeautifulSoup

from cms.accounts.models import User

CHOICES = {"theme": "sombre", "taille": "grande", "espacement": "large", "leger": "on"}


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def test_choices_are_kept_and_applied_to_every_page(client, home):
    response = client.post("/affichage/", CHOICES, follow=True)

    assert response.redirect_chain == [("/affichage/", 302)]
    assert "Vos choix d’affichage sont enregistrés." in soup(response).select_one("main .message[role=status]").text
    page = soup(client.get("/aide/"))
    assert page.html.attrs == {
        "lang": "fr", "data-theme": "sombre", "data-taille": "grande", "data-espacement": "large", "data-leger": "",
    }  # fmt: skip
    assert not page.select("link[rel=preload]")


def test_the_message_stays_for_one_page_only(client, home):
    client.post("/affichage/", CHOICES, follow=True)

    assert not soup(client.get("/affichage/")).select("main .message")


def test_the_form_shows_what_was_chosen(client, home):
    client.post("/affichage/", CHOICES)

    checked = soup(client.get("/affichage/")).select("[checked]")
    assert [(field["name"], field.get("value")) for field in checked] == [
        ("theme", "sombre"), ("taille", "grande"), ("espacement", "large"), ("leger", None),
    ]  # fmt: skip


def test_going_back_to_the_defaults_leaves_no_attribute(client, home):
    client.post("/affichage/", CHOICES)
    client.post("/affichage/", {"theme": "", "taille": "", "espacement": ""})

    assert soup(client.get("/aide/")).html.attrs == {"lang": "fr"}


def test_only_session_and_csrf_cookies_are_ever_set(client, home):
    client.get("/affichage/")
    client.post("/affichage/", CHOICES)

    assert set(client.cookies) == {"sessionid", "csrftoken"}


def test_one_persons_choices_are_nobody_elses(client, home):
    client.post("/affichage/", CHOICES)
    client.get("/aide/")
    client.cookies.clear()

    assert soup(client.get("/aide/")).html.attrs == {"lang": "fr"}


@pytest.mark.parametrize("forged", ["rouge", '"><script>', "x" * 5000])
def test_a_forged_choice_is_refused(client, home, forged):
    response = client.post("/affichage/", {"theme": forged})

    assert response.status_code == 422
    assert soup(response).title.text.startswith("Erreur")
    assert "sessionid" not in client.cookies


def test_somebody_signed_in_sees_their_name_instead_of_the_way_in(client, home):
    client.force_login(User.objects.create_user("claire@exemple.fr", "x", name="Claire Fontanel"))

    tools = soup(client.get("/aide/")).select_one(".outils")

    assert "Claire Fontanel" in tools.text
    assert "Se connecter" not in tools.text
