"""Lab 6, through its real pages, without JavaScript."""

import re
from html import unescape

import numpy as np
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from courses.progress.models import ActivityCompletion
from sandbox.labs import measures
from sandbox.labs.catalogue import BY_CODE
from sandbox.labs.models import LabRun, LabStep
from sandbox.labs.rules.leaks import ATTACKS, Assumptions, attack, build_stores
from sandbox.labs.services.leaks import order_of, prediction_name
from sandbox.town import rules as town
from sandbox.town.services import all_daily_waste, validations
from sandbox.vault.services import open_vault
from tests.cms.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db

SLUG = "deux-modeles-une-fuite"
PAGE = f"/bac-a-sable/laboratoires/{SLUG}/"
USUAL = {"providers": "5", "active_percent": "80", "token_minutes": "5"}
RIGHT = {
    "attack_1": "cles-partielles",
    "measure_1": "persons",
    "attack_2": "mot-de-passe",
    "measure_2": "records",
}


def do(browser, action, **answers):
    return browser.post(reverse("labs:action", args=[SLUG, action]), answers)


def predict(browser, order="dizaines", **changes):
    return do(browser, "predire", **{prediction_name(name, m): order for name in ATTACKS for m in (1, 2)} | changes)


def page_of(browser):
    return unescape(browser.get(PAGE).content.decode()).replace("\u202f", " ").replace("\xa0", " ")


def steps(learner):
    return set(LabStep.objects.filter(run__learner=learner, run__lab="LAB-6").values_list("step", flat=True))


def cells(text):
    """The matrix as it is read: persons, domains, records, complete profiles of the ten lines."""
    rows = [re.findall(r'<td role="cell" class="num"[^>]*>([\d ]+)</td>', row) for row in text.split("<tr ")]
    numbers = [tuple(int(cell.replace(" ", "")) for cell in row) for row in rows if len(row) == 4]
    return dict(zip([(name, model) for name in ATTACKS for model in (1, 2)], numbers, strict=True))


def records_of(households):
    """Readings that exist, counted from the town itself: a year of days twice, collections, card validations."""
    waste = all_daily_waste()
    cards = np.bincount(validations()["household"], minlength=town.HOUSEHOLDS)
    return sum(365 + 365 + int((waste[number] >= 0).sum()) + int(cards[number]) for number in households)


def with_cards(households):
    cards = np.bincount(validations()["household"], minlength=town.HOUSEHOLDS)
    return sum(bool(cards[number]) for number in households)


def test_the_lab_is_completed_by_what_the_server_sees(browser, learner):
    predict(browser)
    do(browser, "attaquer", **USUAL)
    page = do(browser, "conclure", **RIGHT)

    assert page.status_code == 302
    assert steps(learner) == {step.code for step in BY_CODE["LAB-6"].steps}
    assert "Laboratoire terminé" in page_of(browser)
    assert ActivityCompletion.objects.filter(learner=learner, code="LAB-6").count() == 1


def test_the_matrix_equals_what_the_town_holds(browser, learner):
    measures.forget()
    predict(browser)
    do(browser, "attaquer", **USUAL)

    found = cells(page_of(browser))
    hosted, everybody = range(0, 2000, 5), range(2000)
    mine = [open_vault(learner=learner).household]
    assert found["disque", 1] == found["disque", 2] == (0, 0, 0, 0)
    assert found["cles-partielles", 1] == (2000, 1, 730_000, 0)
    assert found["cles-partielles", 2] == (400, 4, records_of(hosted), with_cards(hosted))
    assert found["toutes-les-cles", 1] == found["toutes-les-cles", 2]
    assert found["toutes-les-cles", 1] == (2000, 4, records_of(everybody), with_cards(everybody))
    assert found["mot-de-passe", 1] == (1, 1, 365, 0)
    assert found["mot-de-passe", 2] == (1, 3 + with_cards(mine), records_of(mine), with_cards(mine))
    assert 15 <= found["agregateur", 1][0] <= 60


def test_other_assumptions_give_what_sealing_under_them_gives(browser):
    predict(browser)
    do(browser, "attaquer", providers="10", active_percent="50", token_minutes="60")

    given = Assumptions(providers=10, active_share=0.5, token_minutes=60)
    stores = build_stores(measures.town_series(), seed=measures.STORES_SEED, given=given)
    found = cells(page_of(browser))
    for name in ("cles-partielles", "agregateur"):
        for model in (1, 2):
            opened = attack(stores, name, model)
            expected = (opened.persons, opened.domains, opened.records, opened.profiles)
            assert found[name, model] == expected, (name, model)
    assert "fournisseurs : 10, coffres actifs : 50 %, jetons : 60 min" in page_of(browser)


def test_predictions_stand_beside_the_results_and_cannot_be_changed_afterwards(browser, learner):
    predict(browser, **{prediction_name("cles-partielles", 2): "centaines"})
    do(browser, "attaquer", **USUAL)

    again = predict(browser, "ville")

    assert again.status_code == 409
    state = LabRun.objects.get(learner=learner).state
    assert state["predictions"][prediction_name("cles-partielles", 2)] == "centaines"
    # Right: the key of one provider of five, and both lines of the aggregator.
    assert page_of(browser).count(" : juste") == 3
    assert "3 prédictions sur 10 donnaient le bon ordre de grandeur" in page_of(browser)


@pytest.mark.parametrize(
    ("persons", "order"), [(0, "aucune"), (1, "une"), (2, "dizaines"), (99, "dizaines"), (100, "centaines"),
                           (999, "centaines"), (1000, "ville"), (2000, "ville")]
)  # fmt: skip
def test_orders_of_magnitude_leave_no_gap(persons, order):
    assert order_of(persons) == order


def test_attacks_wait_for_predictions_and_the_conclusion_for_attacks(browser, learner):
    assert do(browser, "attaquer", **USUAL).status_code == 409
    assert do(browser, "conclure", **RIGHT).status_code == 409
    assert predict(browser, "").status_code == 422
    assert steps(learner) == set()


@pytest.mark.parametrize(
    "wrong", [{"providers": "0"}, {"providers": "11"}, {"active_percent": "85"}, {"token_minutes": ""}]
)
def test_assumptions_stay_within_what_was_measured(browser, learner, wrong):
    predict(browser)

    assert do(browser, "attaquer", **USUAL | wrong).status_code == 422
    assert steps(learner) == {"predire"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"measure_1": "profiles"},
        {"attack_1": "disque"},
        {"attack_1": "toutes-les-cles"},
        {"attack_2": "cles-partielles", "measure_2": "persons"},
        {"attack_2": "mot-de-passe", "measure_2": "persons"},
    ],
)
def test_a_conclusion_against_ones_own_results_is_sent_back_with_them(browser, learner, wrong):
    predict(browser)
    do(browser, "attaquer", **USUAL)

    page = do(browser, "conclure", **RIGHT | wrong)

    assert page.status_code == 409
    assert "Vos résultats disent autre chose" in page.content.decode()
    assert "conclure" not in steps(learner)


def test_with_a_single_provider_a_key_is_no_longer_worse_for_model_1(browser, learner):
    predict(browser)
    do(browser, "attaquer", **USUAL | {"providers": "1"})

    assert do(browser, "conclure", **RIGHT).status_code == 409
    assert cells(page_of(browser))["cles-partielles", 2][0] == 2000


def test_the_figures_of_the_charter_are_the_learners_own(browser, learner):
    predict(browser)
    do(browser, "attaquer", **USUAL)

    found = cells(page_of(browser))
    figures = LabRun.objects.get(learner=learner).state["figures"]
    assert figures["L6.partial"].replace("\xa0", " ") == "2 000 (modèle 1), 400 (modèle 2)"
    one, two = (found["agregateur", model][0] for model in (1, 2))
    assert figures["L6.aggregator"] == f"{one} (modèle 1), {two} (modèle 2)"
    assert "Une seule clef volée : 2 000 personnes, au plus 1 domaine" in page_of(browser)


def test_a_second_computation_waits_for_the_first(browser, learner):
    predict(browser)
    cache.add(f"labs:calcul:{learner.pk}", True, 60)

    page = do(browser, "attaquer", **USUAL)

    assert page.status_code == 409
    assert steps(learner) == {"predire"}


def test_restarting_undoes_this_lab_only_and_another_learner_is_untouched(browser, learner):
    stranger = UserFactory(verified=True)
    other = Client()
    other.force_login(stranger)
    predict(other)
    predict(browser)
    do(browser, "attaquer", **USUAL)

    do(browser, "recommencer")

    assert steps(learner) == set()
    assert steps(stranger) == {"predire"}
    assert cells_absent(page_of(browser))
    assert do(browser, "fuir").status_code == 404


def cells_absent(text):
    return "Profils complets" not in text and "Rien encore" in text


def test_each_slider_tells_its_bounds_and_the_number_last_computed_with(browser):
    predict(browser)
    do(browser, "attaquer", **USUAL | {"providers": "3"})

    text = page_of(browser)
    assert 'type="range" name="providers" value="3"' in text
    assert "De 1 à 10 ; au dernier calcul : 3." in text


def test_results_are_anonymous_to_a_visitor():
    assert Client().get(PAGE).status_code == 302
