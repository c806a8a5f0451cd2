"""The exit-cost calculator, page after page."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.courses.tools.exit_cost import CONTRACT, EXPENSES
from tests.courses.tools.walking import Walk

pytestmark = pytest.mark.django_db
SLUG = "cout-de-sortie"


@pytest.fixture
def walk(client):
    return Walk(SLUG, client).open()


def test_the_example_of_the_lesson_gives_1_9_and_red(walk):
    text = walk.fill(CONTRACT).fill(EXPENSES).soup.main.get_text().replace("\u202f", "\u00a0")

    assert "Indice de dépendance\u00a0: 1,9, rouge" in text
    assert "76\u00a0000\u00a0€" in text
    assert "de 60\u00a0000\u00a0€ à 100\u00a0000\u00a0€, indice de 1,5 à 2,5" in text
    assert "orange, rouge" in text


def test_the_heaviest_expense_is_negotiated_first_with_its_share(walk):
    items = [item.get_text() for item in walk.fill(CONTRACT).fill(EXPENSES).soup.select("main li")]
    levers = [item for item in items if "%)" in item]

    assert levers[0].startswith("Remplacement d’objets, pose comprise (63\u00a0%)")
    assert len(levers) == 4


def test_each_share_is_drawn_beside_its_figure(walk):
    table = walk.fill(CONTRACT).fill(EXPENSES).soup.select_one("table")

    assert [bar["width"] for bar in table.select("rect")] == ["15.8%", "0.0%", "13.2%", "7.9%", "63.2%", "0.0%", "0.0%"]
    assert all(drawing["aria-hidden"] == "true" for drawing in table.select("svg"))
    assert [row.select("td")[-1].get_text(strip=True) for row in table.select("tbody tr")][-1] == "100\u00a0%"


def test_zeros_and_a_missing_test_are_asked_about(walk):
    text = walk.fill(CONTRACT).fill(EXPENSES).text

    assert "seulement invisible" in text
    assert "Aucun export complet n’a été essayé" in text
    assert "Entre le bas et le haut, la couleur change" in text
    assert "Devis de septembre." in text


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"yearly": ""}, "Écrivez ce que la solution coûte en un an."),
        ({"yearly": "0"}, "Écrivez un coût plus grand que zéro\u00a0: on divise par lui."),
        ({"yearly": "cher"}, "Écrivez un nombre, par exemple 12\u00a0500,50, sans signe moins\u00a0: coût d’un an."),
        ({"yearly": "-3"}, "Écrivez un nombre, par exemple 12\u00a0500,50, sans signe moins\u00a0: coût d’un an."),
        ({"yearly": "100 000 001"}, "Écrivez un nombre plus petit, 100\u00a0000\u00a0000 au plus\u00a0: coût d’un an."),
        ({"months_left": "241"}, "Écrivez un nombre de mois, de 0 à 240."),
        ({"test": ""}, "Dites quand un export complet a été essayé."),
    ],
)
def test_the_contract_is_checked(walk, changed, fault):
    walk.fill({**CONTRACT, **changed})

    assert walk.response.status_code == 422
    assert [text.replace("\u202f", "\u00a0") for text in walk.faults] == [fault]
    assert walk.value_of("project") == CONTRACT["project"]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"export-likely": ""}, "Écrivez un montant, zéro au besoin\u00a0: export et nettoyage des données."),
        ({"objets-quantity": ""}, "Écrivez une quantité, zéro au besoin\u00a0: remplacement d’objets, pose comprise."),
        ({"objets-quantity": "8,5"}, "Écrivez un nombre entier\u00a0: remplacement d’objets, pose comprise."),
        (
            {"objets-low": "61"},
            "Écrivez un bas qui ne dépasse pas le probable\u00a0: remplacement d’objets, pose comprise.",
        ),
        (
            {"objets-high": "59"},
            "Écrivez un haut qui ne soit pas sous le probable\u00a0: remplacement d’objets, pose comprise.",
        ),
    ],
)
def test_each_expense_is_checked_where_it_was_typed_and_nothing_is_lost(walk, changed, fault):
    walk.fill(CONTRACT).fill({**EXPENSES, **changed})

    assert walk.response.status_code == 422
    assert walk.faults == [fault]
    assert walk.value_of("export-likely") == changed.get("export-likely", "12 000")
    assert walk.value_of("hypotheses") == "Devis de septembre."


def test_amounts_come_back_in_french_when_one_goes_back(walk):
    walk.fill({**CONTRACT, "yearly": "40 000,50"}).fill(EXPENSES)

    walk.fill({}, aller="contrat")

    assert walk.value_of("yearly").replace("\u202f", "\u00a0") == "40\u00a0000,50"
    assert walk.fill({**CONTRACT, "yearly": walk.value_of("yearly")}).response.status_code == 200


@pytest.mark.parametrize(
    "state",
    [
        '{"yearly":"beaucoup"}',
        '{"yearly":"100000001"}',
        '{"yearly":40000}',
        '{"months_left":241}',
        '{"months_left":true}',
        '{"test":"hier"}',
        '{"lines":{"cafe":{}}}',
        '{"lines":{"objets":{"quantity":"8.5"}}}',
        '{"lines":{"export":{"quantity":"8"}}}',
        '{"lines":{"export":{"likely":"8","low":"9"}}}',
    ],
)
def test_answers_that_the_page_never_wrote_are_refused(client, state):
    answer = client.post(reverse("tools:tool", args=[SLUG]), {"etat": state, "etape": "contrat"})

    assert answer.status_code == 422
    assert "ne se lisent pas" in BeautifulSoup(answer.content, "html.parser").get_text()


def test_the_result_is_taken_away_as_markdown_and_as_pdf(walk):
    walk.fill(CONTRACT).fill(EXPENSES)

    markdown, pdf = walk.take("markdown"), walk.take("pdf")

    assert "| Remplacement d’objets, pose comprise |" in markdown.content.decode()
    assert pdf.content.startswith(b"%PDF")
