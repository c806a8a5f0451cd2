"""The clause workshop, page after page."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.courses.tools.clause_answers import FRAME, SITTINGS
from tests.courses.tools.walking import Walk

pytestmark = pytest.mark.django_db
SLUG = "atelier-de-clause"


@pytest.fixture
def walk(client):
    return Walk(SLUG, client).open()


def finished(walk, frame=FRAME, **changed):
    walk.fill(frame)
    for sitting in SITTINGS:
        if not walk.soup.select_one("#etape"):
            break
        asked = {field["name"] for field in walk.soup.select("form [name]")}
        walk.fill({code: changed.get(code, picks) for code, picks in sitting.items() if code in asked})
    return walk


def test_both_clauses_are_written_from_end_to_end(walk):
    text = finished(walk).text

    assert "Cette clause tient, sous réserve de relecture" in text
    assert "Sécurité, article 1\u00a0: inventaire et soutien" in walk.soup.main.get_text()
    assert "Réversibilité, article 9\u00a0: sanction" in walk.soup.main.get_text()
    assert "ni l’ANSSI ni aucune autre autorité" in text


@pytest.mark.parametrize(
    ("family", "other"), [("securite", "Réversibilité, article"), ("reversibilite", "Sécurité, article")]
)
def test_one_clause_may_be_written_alone(walk, family, other):
    text = finished(walk, {**FRAME, "families": [family]}).text

    assert "Ce que vaut cette clause" in text
    assert other not in text


def test_silences_vague_words_and_contradictions_are_said(walk):
    text = finished(walk, **{"essai": "absent", "assistance": "devis", "hebergement": "interne"}).text

    assert "Cette clause est faible" in text
    assert "L’export est-il essayé" in text
    assert "Le prix de l’aide se fixe quand vous n’avez plus le choix." in text
    assert "Un service en ligne tourne chez son éditeur" in text


def test_every_proof_has_its_day_in_the_calendar_and_they_follow(walk):
    rows = [row.get_text(" ", strip=True) for row in finished(walk).soup.select("table tbody tr")]

    assert rows[0].startswith("1er\u00a0janvier\u00a02027")
    assert any("30\u00a0mai\u00a02031" in row for row in rows)


def test_the_law_is_shown_with_its_mark(walk):
    text = finished(walk).text

    assert "à vérifier (" in text
    assert "confirmé (" in text


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"project": ""}, "Écrivez en quelques mots ce que vous achetez."),
        ({"families": []}, "Choisissez au moins une clause."),
        ({"start": ""}, "Écrivez le premier jour du contrat."),
        ({"start": "demain"}, "Écrivez un jour entre 2000 et 2099, par exemple 14/03/2027."),
        ({"start": "1027-01-01"}, "Écrivez un jour entre 2000 et 2099, par exemple 14/03/2027."),
        (
            {"reception": "2026-12-31"},
            "Choisissez un jour de réception entre le premier et le dernier jour du contrat.",
        ),
        ({"months": "0"}, "Écrivez un nombre de mois, de 1 à 360."),
        ({"penalty": "100 001"}, "Écrivez un nombre plus petit, 100\u202f000 au plus\u00a0: pénalité."),
        ({"penalty": "1,5"}, "Écrivez un nombre entier\u00a0: pénalité."),
    ],
)
def test_the_frame_is_checked(walk, changed, fault):
    walk.fill({**FRAME, **changed})

    assert walk.response.status_code == 422
    assert [text.replace("\u202f", "\u00a0") for text in walk.faults] == [fault.replace("\u202f", "\u00a0")]


def test_each_question_asks_for_an_answer_silence_being_one(walk):
    walk.fill(FRAME).fill({})

    assert walk.response.status_code == 422
    assert len(walk.faults) == 3
    assert walk.faults[0] == "Choisissez une réponse\u00a0: «\u00a0Que prévoit le contrat\u202f?\u00a0»"


def test_nothing_is_chosen_in_advance(walk):
    walk.fill(FRAME)

    assert walk.soup.select("input[type=radio]")
    assert walk.soup.select("input[checked]") == []


def test_a_choice_is_found_again_and_changed_without_losing_the_others(walk):
    finished(walk)

    walk.fill({}, aller="objet")
    assert [one["value"] for one in walk.soup.select("input[checked]")] == ["service", "personnelle", "europe"]
    walk.fill({**SITTINGS[0], "contrat": "concession"})

    assert "appelé ici le titulaire" in walk.text
    assert "Cette clause se contredit" in walk.text


@pytest.mark.parametrize(
    "state",
    [
        '{"families":["qualite"]}',
        '{"start":"1999-12-31"}',
        '{"start":"demain"}',
        '{"months":361}',
        '{"penalty":-1}',
        '{"choices":{"couleur":["rouge"]}}',
        '{"choices":{"essai":["demain"]}}',
        '{"choices":{"delai":["15","30"]}}',
        '{"choices":{"delai":"15"}}',
    ],
)
def test_answers_that_the_page_never_wrote_are_refused(client, state):
    answer = client.post(reverse("tools:tool", args=[SLUG]), {"etat": state, "etape": "cadre"})

    assert answer.status_code == 422
    assert "ne se lisent pas" in BeautifulSoup(answer.content, "html.parser").get_text()


def test_the_clause_is_taken_away_as_markdown_and_as_pdf(walk):
    finished(walk)

    markdown, pdf = walk.take("markdown"), walk.take("pdf")

    assert "## Réversibilité, article 6\u00a0: essai annuel" in markdown.content.decode()
    assert pdf.content.startswith(b"%PDF")
