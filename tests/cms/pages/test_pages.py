from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.accounts.models import User
from cms.pages.models import ContentPage


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def test_the_home_page_says_what_for_whom_and_how(client, home):
    html = soup(client.get("/"))

    assert html.h1.text == "Comprendre le numérique, décider en confiance"
    assert html.title.text == "Comprendre le numérique, décider en confiance – Passeport digital"
    assert len(html.select(".carte")) == 3
    assert len(html.select(".route > li")) == 3
    assert html.select_one(".route > li:last-child .borne--faite")
    assert html.select_one(".bande form")["action"] == "/v/"
    assert html.select_one(".bande input")["name"] == "numero"


def test_a_figure_without_source_is_not_shown(client, home):
    home.figure_source = ""
    home.save_revision().publish()

    assert not soup(client.get("/")).select(".chiffre")


@pytest.mark.parametrize("path", ["/", "/aide/", "/plan-du-site/", "/recherche/"])
def test_every_page_has_the_same_frame(client, home, path):
    html = soup(client.get(path))

    assert html.html["lang"] == "fr"
    assert len(html.select("h1")) == 1
    assert html.select_one("a.evitement")["href"] == "#contenu"
    assert html.select_one("main#contenu")["tabindex"] == "-1"
    assert html.select_one("aside.aide a[href^='tel:']")
    assert "Accessibilité : non conforme" in html.footer.text.replace("\u00a0", " ")
    levels = [int(title.name[1]) for title in html.select("h1, h2, h3")]
    assert all(deeper - above <= 1 for above, deeper in pairwise(levels))


@pytest.mark.parametrize("path", ["/", "/aide/", "/plan-du-site/"])
def test_a_visitor_is_sent_no_cookie_and_the_page_can_be_kept(client, home, django_assert_num_queries, path):
    response = client.get(path)
    assert not response.cookies

    with django_assert_num_queries(0):
        assert client.get(path).content == response.content


def test_the_statement_says_that_no_audit_was_made(client, home):
    text = soup(client.get("/accessibilite/")).main.text

    assert "Non conforme — audit à venir" in text
    assert "Défenseur des droits" in text


def test_a_text_page_shows_the_way_back_and_french_typography(client, home):
    home.add_child(instance=ContentPage(slug="essai", title="L'essai ?", body="<p>Quoi ?</p>"))

    html = soup(client.get("/essai/"))

    assert html.h1.text == "L’essai\u202f?"
    assert "Quoi\u202f?" in html.main.text
    assert html.select_one(".fil a")["href"] == "/"


@pytest.mark.parametrize("slug", ["accueil", "aide"])
def test_editors_can_preview_the_page(home, slug):
    page = Page.objects.get(slug=slug).specific

    response = page.make_preview_request(preview_mode=page.default_preview_mode)

    assert response.status_code == 200
    assert "<h1>" in response.rendered_content


@pytest.mark.parametrize("name", ["audience", "step"])
def test_editors_can_preview_the_blocks_of_the_home_page(home, name):
    block = {**home.audiences.stream_block.child_blocks, **home.steps.stream_block.child_blocks}[name]

    assert block.is_previewable
    assert block.label
    assert block.get_description()
    assert block.get_preview_value()["title"] in block.render(block.get_preview_value())


def test_an_editor_changes_the_home_page_in_wagtail(client, home):
    client.force_login(User.objects.create_superuser("chef@exemple.fr", "x", name="Chef"))
    block = {"title": "Une carte", "text": "Une promesse", "time": "", "address": "/parcours/elu/"}
    data = nested_form_data({
        "title": "Accueil", "slug": "accueil", "headline": "Un autre titre", "summary": "", "promises": "Gratuit",
        "action_label": "", "action_address": "", "second_label": "", "second_address": "",
        "audiences": streamfield([("audience", block)]), "steps": streamfield([]),
        "figure": "", "figure_text": "", "figure_source": "", "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        "action-publish": "1",
    })  # fmt: skip

    response = client.post(f"/gestion/pages/{home.pk}/edit/", data)

    assert response.status_code == 302, response.context["form"].errors
    assert soup(client.get("/")).h1.text == "Un autre titre"


def test_an_address_that_runs_a_script_is_refused(home):
    home.action_address = "javascript:alert(1)"

    with pytest.raises(ValidationError, match="adresse du site"):
        home.full_clean()


def test_a_block_is_previewed_in_the_look_of_the_site(client, home):
    client.force_login(User.objects.create_superuser("chef@exemple.fr", "x", name="Chef"))
    block = home.steps.stream_block.child_blocks["step"]

    html = soup(client.get("/gestion/block-preview/", {"id": block.definition_prefix}))

    assert "Vous lisez, à votre rythme" in html.main.text
    assert html.select_one("link[href$='foundation/css/tokens.css']")
