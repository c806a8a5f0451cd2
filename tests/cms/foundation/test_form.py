import re

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import Context, Template


class Signing(forms.Form):
    name = forms.CharField(
        label="Prénom et nom", help_text="Tels qu'ils figureront.", error_messages={"required": "Écrivez votre nom"}
    )
    town = forms.CharField(label="Collectivité", required=False, widget=forms.TextInput({"placeholder": "Rodez"}))
    public = forms.ChoiceField(
        label="Vous êtes", choices=[("elu", "Élu ou élue"), ("cadre", "Cadre")], widget=forms.RadioSelect,
        error_messages={"required": "Choisissez un public"},
    )  # fmt: skip
    agreed = forms.BooleanField(label="Je lis les conditions", error_messages={"required": "Cochez la case"})
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        if self.data.get("name") == "personne":
            raise forms.ValidationError("Ce compte n'existe pas")


def rendered(form, **context):
    template = Template('{% include "ui/form.html" with submit="Créer mon compte" %}')
    return BeautifulSoup(template.render(Context({"form": form, **context})), "html.parser")


def test_label_hint_error_and_field_come_in_that_order():
    html = rendered(Signing({}))
    field = html.select_one(".champ")

    order = [tag.get("class", [tag.name])[0] for tag in field.find_all(["label", "span", "input"], recursive=False)]
    assert order == ["label", "indice", "faute", "input"]


def test_each_error_is_linked_from_the_summary_to_its_field():
    html = rendered(Signing({}))
    summary = html.select_one("#erreurs")

    assert summary["role"] == "alert"
    assert summary["tabindex"] == "-1"
    assert summary.h2.text == "3 points à corriger"
    assert [link.text for link in summary.select("a")] == [
        "Écrivez votre nom",
        "Choisissez un public",
        "Cochez la case",
    ]
    for link in summary.select("a"):
        assert html.select_one(link["href"]).name == "input"


def test_a_faulty_field_says_so_to_screen_readers():
    field = rendered(Signing({})).select_one("#id_name")

    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "id_name_helptext id_name_error"


def test_every_description_exists():
    html = rendered(Signing({}))

    for tag in html.select("[aria-describedby]"):
        for identifier in tag["aria-describedby"].split():
            assert html.find(id=identifier), identifier


def test_what_is_optional_is_marked_in_words_and_has_no_placeholder():
    html = rendered(Signing())

    assert html.select_one("label[for=id_town]").text == "Collectivité\u00a0(facultatif)"
    assert not html.select("[placeholder]")


def test_an_untouched_form_shows_no_error():
    html = rendered(Signing())

    assert not html.select("#erreurs, .champ--erreur, [aria-invalid]")


def test_what_was_typed_is_kept():
    html = rendered(Signing({"name": "Claire", "town": "Rodez"}))

    assert html.select_one("#id_name")["value"] == "Claire"


def test_an_error_of_the_whole_form_stands_in_the_summary():
    html = rendered(Signing({"name": "personne", "public": "elu", "agreed": "on"}))

    assert html.select_one("#erreurs h2").text == "1 point à corriger"
    assert "Ce compte n’existe pas" in html.select_one("#erreurs").text


@pytest.mark.parametrize(("data", "begins"), [(None, "Page"), ({}, "Erreur : 3 points à corriger – Page")])
def test_the_title_of_the_page_begins_with_the_number_of_errors(data, begins):
    title = Template("{% error_title form %}Page").render(Context({"form": Signing(data)}))

    assert re.sub("[\u00a0\u202f]", " ", title) == begins
