"""The six labs that need no other program, each completed by keyboard alone."""

from sandbox.labs.models import LabRun
from sandbox.labs.rules.leaks import ATTACKS, MODELS
from sandbox.labs.rules.licence import SOUND as SOUND_CLAUSES
from sandbox.labs.services import reidentification
from sandbox.labs.services.leaks import prediction_name
from sandbox.labs.services.partitioned_files import game_of
from sandbox.labs.services.publication import number_of
from tests.journeys.by_keyboard import arrive, choose, go_to_step, pick, press, slide, tick, write, write_day
from tests.journeys.in_the_sandbox import CHARTER, VISIT, is_finished, lab
from tests.journeys.people import completed
from tests.sandbox.labs.test_charter import SOUND as SOUND_CHARTER
from tests.sandbox.labs.test_charter_page import ARGUMENT
from tests.sandbox.labs.test_leaks_page import RIGHT
from tests.sandbox.labs.test_nudge_page import by_subtraction, mine
from tests.sandbox.labs.test_partitions import PROPORTION, PURPOSE
from tests.sandbox.labs.test_reidentification_page import GOOD, right_stop
from tests.sandbox.labs.test_visit import HOURS, truth

PARTITIONS, LEAKS, REIDENTIFICATION, NUDGE = (
    lab("cloisonnement"),
    lab("deux-modeles-une-fuite"),
    lab("reidentification"),
    lab("coup-de-pouce"),
)


def test_the_vault_is_visited_and_a_charter_written(visit):
    page, learner = visit
    visit_the_vault(page, learner)
    is_finished(page, VISIT)
    assert completed(learner) == {"LAB-1"}

    write_a_charter(page)
    is_finished(page, CHARTER)
    assert completed(learner) == {"LAB-1", "LAB-10"}


def visit_the_vault(page, learner):
    arrive(page, VISIT)
    press(page, "heure par heure")
    assert page.url.endswith(HOURS)
    facts = truth(learner)
    arrive(page, VISIT)
    write(page, "wake", str(facts["wake"]))
    write_day(page, "absence_first", facts["absence_first"])
    write_day(page, "absence_last", facts["absence_last"])
    pick(page, "has_leak", facts["has_leak"])
    if "leak_first" in facts:
        write_day(page, "leak_first", facts["leak_first"])
    press(page, "Vérifier mes trois réponses")
    pick(page, "accepted", "non")
    press(page, "Enregistrer mon choix")
    write(page, "name", "Camille Inventée")
    press(page, "Enregistrer mon choix")


def write_a_charter(page):
    arrive(page, CHARTER)
    for article, choice in SOUND_CHARTER.items():
        pick(page, article, choice)
    press(page, "Enregistrer mes choix")
    choose(page, "article", "seuil")
    write(page, "argument", ARGUMENT)
    press(page, "Enregistrer mon argument")


def test_files_are_linked_and_neighbours_compared(visit):
    page, learner = visit
    link_two_files(page, learner)
    is_finished(page, PARTITIONS)
    assert completed(learner) == {"LAB-5"}

    compare_with_neighbours(page, learner)
    is_finished(page, NUDGE)
    assert completed(learner) == {"LAB-5", "LAB-9"}


def link_two_files(page, learner):
    arrive(page, PARTITIONS)
    for query in ("energie", "eau", "ensemble"):
        pick(page, "query", query)
        press(page, "Interroger")
    write(page, "purpose", PURPOSE)
    write(page, "proportionality", PROPORTION)
    write(page, "months", "6")
    press(page, "Déposer ma demande")
    pick(page, "water", game_of(LabRun.objects.get(learner=learner, lab="LAB-5")).answer)
    press(page, "Vérifier")
    pick(page, "step", "mois")
    pick(page, "zone_known", "non")
    press(page, "Calculer")


def compare_with_neighbours(page, learner):
    arrive(page, NUDGE)
    run = LabRun.objects.get(learner=learner, lab="LAB-9")
    for name, value in mine(run).items():
        pick(page, name, str(value))
    press(page, "Me comparer à ce groupe")
    pick(page, "wording", "approval")
    pick(page, "drift", "low")
    press(page, "Choisir ces mots")
    write(page, "kilowatt_hours", f"{by_subtraction(run):.1f}".replace(".", ","))
    press(page, "Vérifier")


def test_attacks_and_a_publication_are_settled_with_sliders_that_arrows_move(visit):
    page, learner = visit
    run_five_attacks(page)
    is_finished(page, LEAKS)
    run = LabRun.objects.get(learner=learner, lab="LAB-6")
    assert run.state["assumed"] == {"providers": 8, "active_percent": 60, "token_minutes": 5}
    assert completed(learner) == {"LAB-6"}

    undo_a_publication(page, learner)
    is_finished(page, REIDENTIFICATION)
    assert LabRun.objects.get(learner=learner, lab="LAB-7").state["setting"] == GOOD
    assert completed(learner) == {"LAB-6", "LAB-7"}


def run_five_attacks(page):
    arrive(page, LEAKS)
    for attack in ATTACKS:
        for model in MODELS:
            choose(page, prediction_name(attack, model), "dizaines")
    press(page, "Garder mes prédictions")
    slide(page, "providers", 8)
    slide(page, "active_percent", 60)
    press(page, "Lancer les cinq attaques")
    go_to_step(page, "conclure")
    for name, value in RIGHT.items():
        choose(page, name, value)
    press(page, "Vérifier dans mes résultats")


def undo_a_publication(page, learner):
    arrive(page, REIDENTIFICATION)
    run = LabRun.objects.get(learner=learner, lab="LAB-7")
    slide(page, "tries", 1_000_000)
    press(page, "Essayer ces numéros")
    write(page, "number", f"{number_of(reidentification.target_card(run)):06d}")
    press(page, "Vérifier ce numéro")
    for _clue in range(4):
        press(page, "Demander un indice")
    write(page, "code", reidentification.pseudonym(run, reidentification.person_of(run).card))
    press(page, "Vérifier ce pseudonyme")
    settle(page)
    go_to_step(page, "compter")
    pick(page, "minutes", "15")
    slide(page, "k", 5)
    press(page, "Publier ces comptes")
    pick(page, "stop", str(right_stop(run)))
    press(page, "Vérifier cet arrêt")
    tick(page, "clauses", *SOUND_CLAUSES)
    press(page, "Relire ma licence")


def settle(page):
    go_to_step(page, "regler")
    pick(page, "minutes", str(GOOD["minutes"]))
    pick(page, "place", GOOD["place"])
    slide(page, "k", GOOD["k"])
    slide(page, "clues", GOOD["clues"])
    press(page, "Calculer")
