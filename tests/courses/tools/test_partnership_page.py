"""The partnership test, through its real pages, without JavaScript."""

import copy

import pytest

from tests.courses.tools.factories import PARTNERSHIP

pytestmark = pytest.mark.django_db

SLUG = "test-du-partenariat"
SEARCHED = dict.fromkeys(("figees", "relues", "appel", "muet", "ailleurs"), "oui")
BANNER = "n’est jamais devenue une règle"


@pytest.fixture
def desk(at_tool):
    return at_tool(SLUG)


def named(desk, solutions="Solution X\nSolution Y"):
    """The needs, the search and the names of the solutions."""
    desk.send(project="Borne", main="trier\nse taire", extra="léger\nrapide")
    return desk.send(**SEARCHED).send(names=solutions)


def cover(desk, *cells):
    return desk.send(**{f"need_{number}": cell for number, cell in enumerate(cells)})


def test_it_says_before_and_after_that_it_is_not_the_law(desk):
    assert BANNER in desk.text
    assert "Le droit applicable est le code de la commande publique." in desk.text

    desk.resend(PARTNERSHIP, "resultat")
    assert BANNER in desk.text
    assert "L. 2172-3" in desk.text
    assert "à vérifier" in desk.text


def test_crossed_solutions_part_the_letter_from_common_sense(desk):
    cover(cover(named(desk), "oui", "oui", "non", "non"), "non", "oui", "oui", "oui")

    assert "À la lettre : le partenariat ne serait pas justifié" in desk.text
    assert "vrai, le partenariat serait justifié" in desk.text
    assert "Cas limite : solutions croisées" in desk.text


def test_half_exactly_is_not_more_than_half_and_it_is_said(desk):
    cover(named(desk, "Solution Z"), "oui", "non", "oui", "non")

    assert "À la lettre : le partenariat serait justifié" in desk.text
    assert "Cas limite : la moitié pile" in desk.text


def test_what_is_not_known_and_may_change_the_conclusion_is_listed(desk):
    cover(named(desk, "Solution Z"), "oui", "inconnu", "oui", "oui")

    assert "À la lettre : on ne peut pas encore conclure" in desk.text
    assert "Solution Z : se taire" in desk.text


def test_no_solution_at_all_is_a_borderline_case(desk):
    named(desk, "")

    assert "Cas limite : aucune solution recensée" in desk.text
    assert "Chacune des deux conditions suffit." in desk.text


def test_without_secondary_needs_condition_b_is_about_nothing(desk):
    desk.send(project="Borne", main="trier").send(**SEARCHED).send(names="Solution Z")
    cover(desk, "non")

    assert "sans objet, faute de besoin accessoire" in desk.text
    assert "La condition A est remplie." in desk.text


def test_precautions_that_were_not_taken_are_explained(desk):
    desk.send(project="Borne", main="trier").send(**SEARCHED | {"muet": "non", "relues": "inconnu"}).send(names="")

    assert "La recherche ne peut pas encore être montrée" in desk.text
    assert "Un appel qui annonce une invention décourage" in desk.text
    assert "Sans relecture" in desk.text


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"main": ""}, "Écrivez au moins un besoin principal."),
        ({"main": "trier\nTRIER"}, "Retirez une ligne : « TRIER » y est deux fois."),
        ({"extra": "léger\n trier "}, "Choisissez : « trier » est aussi un besoin principal."),
        ({"main": "\n".join(f"besoin {n}" for n in range(11))}, "Gardez 10 lignes au plus, il y en a 11."),
        ({"extra": "x" * 121}, "Raccourcissez cette ligne, 120 signes au plus"),
        ({"project": ""}, "Écrivez en quelques mots ce que vous cherchez."),
    ],
)
def test_lists_that_cannot_be_compared_are_refused_at_their_place_and_kept(desk, sent, message):
    given = {"project": "Borne", "main": "trier", "extra": "léger"} | sent

    desk.send(**given)

    assert desk.response.status_code == 422
    assert message in desk.text
    assert desk.soup.select_one("[name=main]").get_text().strip() == given["main"].strip()
    assert desk.soup.select_one("[name=extra]").get_text().strip() == given["extra"].strip()


def test_signs_that_no_text_holds_make_no_need_and_no_difference(desk):
    desk.send(project="Borne", main="trier\n\x07\ntri\x07er", extra="\x1b")
    assert "Retirez une ligne : « trier » y est deux fois." in desk.text

    desk.send(project="Borne", main="trier\n\x07", extra="\x1b")
    assert (desk.state["main"], desk.state["extra"]) == (["trier"], [])


def test_a_need_without_an_answer_is_named(desk):
    cover(named(desk), "oui", "non", "oui")

    assert desk.response.status_code == 422
    assert "Réponse manquante : rapide" in desk.text


def test_a_day_that_does_not_exist_is_refused(desk):
    desk.send(project="Borne", main="trier").send(**SEARCHED, frozen_on="2026-02-31")

    assert desk.response.status_code == 422
    assert "Écrivez un jour qui existe" in desk.text


def test_changing_the_lists_keeps_what_was_said_of_the_needs_that_stay(desk):
    cover(named(desk, "Solution Z"), "oui", "non", "oui", "non")
    desk.send(aller="besoins", etape="")

    desk.send(project="Borne", main="se taire\ntrier", extra="léger\nsolide")

    assert desk.soup.h2.get_text().endswith("Solution Z")
    ticked = {one["name"]: one["value"] for one in desk.soup.select("input[checked]")}
    assert ticked == {"need_0": "non", "need_1": "oui", "need_2": "oui"}


def test_adding_a_solution_keeps_what_was_said_of_the_others(desk):
    cover(named(desk, "Solution Z"), "oui", "non", "oui", "non")
    desk.send(aller="solutions", etape="")

    desk.send(names="Solution A\nsolution z")

    assert desk.soup.h2.get_text().endswith("Solution A")
    assert [len(one["covers"]) for one in desk.state["solutions"]] == [0, 4]


def test_each_solution_shows_the_rank_of_each_need(desk):
    named(desk)

    said = [legend.get_text(" ", strip=True) for legend in desk.soup.select("legend")]
    assert said == ["trier (principal)", "se taire (principal)", "léger (accessoire)", "rapide (accessoire)"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda it: it.update(main=["a"] * 2),
        lambda it: it.update(main=[""]),
        lambda it: it.update(extra=["trier par couleur"]),
        lambda it: it.update(main=[f"besoin {n}" for n in range(11)]),
        lambda it: it.update(frozen_on="demain"),
        lambda it: it.update(precautions={"inventée": "oui"}),
        lambda it: it.update(precautions={"muet": "peut-être"}),
        lambda it: it.update(solutions=[{"name": "", "covers": {}}]),
        lambda it: it.update(solutions=[{"name": "X", "covers": {}}] * 2),
        lambda it: it["solutions"][0]["covers"].update({"se taire": 1}),
        lambda it: it.update(solutions="X"),
    ],
)
def test_answers_that_the_pages_never_write_are_refused(desk, spoil):
    answers = copy.deepcopy(PARTNERSHIP)
    spoil(answers)

    desk.resend(answers, "resultat")

    assert desk.response.status_code == 422
    assert "Les réponses envoyées ne se lisent pas" in desk.text
