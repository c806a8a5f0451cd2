"""The exercise of the four modes, page after page."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.courses.tools.organisation import OBJECTION, PATH, REASON, REBUILT, STEPS, WEIGHTS
from tests.courses.tools.walking import Walk

pytestmark = pytest.mark.django_db
SLUG = "organisation"


@pytest.fixture
def walk(client):
    return Walk(SLUG, client).open()


def after(walk, *steps):
    for step in steps:
        walk.fill(step)
    return walk


def test_the_table_is_rebuilt_then_compared_weighed_contested_and_made_to_evolve(walk):
    headings = [walk.heading]
    for step in STEPS:
        walk.fill(step)
        if walk.soup.select_one("#etape"):
            headings.append(walk.heading)

    assert headings == [
        "Reconstituer le tableau",
        "Comparer avec le rapport",
        "Peser les critères",
        "Contester une case",
        "Faire évoluer",
    ]
    assert "Premier\u00a0: collégiale" in walk.soup.main.get_text()


def test_each_cell_left_empty_is_named(walk):
    walk.fill({**REBUILT, "case-autonome-appropriation-petite": ""})

    assert walk.response.status_code == 422
    assert walk.faults == [
        "Placez un signe\u00a0: Autonome, appropriation par les services, changement interne (petite collectivité)."
    ]
    assert walk.value_of("case-autonome-impulsion") == "3"


def test_the_report_is_shown_only_once_the_table_is_filled(walk):
    assert "a d’étrange" not in walk.text

    walk.fill({**REBUILT, "case-collegiale-rapidite": "1"})

    assert "16 signes sur 17" in walk.text
    assert "sens contraire" in walk.text
    assert "a d’étrange" in walk.text


@pytest.mark.parametrize(
    ("points", "fault"),
    [
        ("5", "Ajoutez 1 point\u00a0: le total doit faire dix."),
        ("3", "Ajoutez 3 points\u00a0: le total doit faire dix."),
        ("8", "Retirez 2 points\u00a0: le total doit faire dix."),
        ("-1", "Écrivez un nombre entier de 0 à 10\u00a0: Appropriation par les services, changement interne."),
        ("beaucoup", "Écrivez un nombre entier de 0 à 10\u00a0: Appropriation par les services, changement interne."),
    ],
)
def test_ten_points_are_shared_no_more_no_less(walk, points, fault):
    after(walk, REBUILT, {}, {**WEIGHTS, "poids-appropriation": points})

    assert walk.response.status_code == 422
    assert walk.faults == [fault]
    assert walk.value_of("project") == "Vaubrise Agglomération"


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"raison-1": "Non."}, "Ajoutez 46 signes\u00a0: une raison courte ne compte pas encore."),
        ({"raison-1": ""}, "Écrivez pourquoi vous contestez cette case."),
        ({"case-1": ""}, "Choisissez la case que vous contestez."),
        (
            {"case-2": "integree.impulsion"},
            "Écrivez pourquoi vous contestez cette case, ou choisissez «\u00a0Aucune\u00a0».",
        ),
        ({"raison-2": REASON}, "Choisissez la case que vous contestez, ou effacez la raison."),
        (
            {"case-2": "collegiale.impulsion", "raison-2": REASON},
            "Choisissez une autre case\u00a0: celle-ci est déjà contestée plus haut.",
        ),
    ],
)
def test_a_cell_is_contested_with_a_reason_that_counts(walk, changed, fault):
    after(walk, REBUILT, {}, WEIGHTS, {**OBJECTION, **changed})

    assert walk.response.status_code == 422
    assert walk.faults == [fault]
    assert walk.value_of("failure") == OBJECTION["failure"]


def test_a_short_reason_is_a_draft_that_survives_a_look_elsewhere(walk):
    after(walk, REBUILT, {}, WEIGHTS)

    walk.fill({**OBJECTION, "raison-1": "Non."}, aller="peser")
    assert walk.heading == "Peser les critères"
    walk.fill(WEIGHTS)

    assert walk.heading == "Contester une case"
    assert walk.value_of("raison-1") == "Non."


def test_the_sheet_holds_the_ranking_its_doubts_the_contested_cell_and_the_path(walk):
    text = after(walk, *STEPS).text

    for said in (
        "Ce total n’est pas un verdict",
        "Sur les 286 façons",
        "Déplacez",
        REASON,
        "Avec vos propres signes",
        "24 mois",
        "Un agent de chaque service y travaille.",
        "Deux directeurs s’ignorent.",
    ):
        assert said in text


def test_the_totals_shown_are_those_of_the_lesson(walk):
    rows = [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in after(walk, *STEPS).soup.select("table")[0].select("tbody tr")
    ]

    assert [row[:3] for row in rows] == [
        ["Collégiale", "1", "9"],
        ["Intégrée", "2", "6"],
        ["Autonome", "3", "2"],
        ["Externalisée", "4", "\u22127"],
    ]


def test_equal_modes_are_said_first_together(walk):
    even = {
        **WEIGHTS,
        "poids-impulsion": "10",
        "poids-appropriation": "0",
        "poids-public-prive": "0",
        "poids-rapidite": "0",
    }

    text = after(walk, REBUILT, {}, even, OBJECTION, PATH).text

    assert "Premiers ensemble\u00a0: autonome et externalisée" in after(walk).soup.main.get_text()
    assert "le tableau ne les départage pas" in text


@pytest.mark.parametrize(
    "state",
    [
        '{"placed":{"autonome.prix":3}}',
        '{"placed":{"autonome.impulsion":4}}',
        '{"placed":{"autonome.impulsion":true}}',
        '{"weights":{"impulsion":11}}',
        '{"size":"moyenne"}',
        '{"objections":[{},{},{},{}]}',
        '{"objections":[{"sign":9}]}',
        '{"path":{"months":-1}}',
        '{"compared":"oui"}',
    ],
)
def test_answers_that_the_page_never_wrote_are_refused(client, state):
    answer = client.post(reverse("tools:tool", args=[SLUG]), {"etat": state, "etape": "reconstituer"})

    assert answer.status_code == 422
    assert "ne se lisent pas" in BeautifulSoup(answer.content, "html.parser").get_text()


def test_the_result_is_taken_away_as_markdown_and_as_pdf(walk):
    after(walk, *STEPS)

    markdown, pdf = walk.take("markdown"), walk.take("pdf")

    assert "# Exercice des quatre modes d’organisation" in markdown.content.decode()
    assert REASON in markdown.content.decode()
    assert pdf.content.startswith(b"%PDF")
