"""Lab 5, through its real pages, without JavaScript."""

import hmac
import re
from html import unescape

import numpy as np
import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.crypto import salted_hmac

from courses.progress.models import ActivityCompletion
from sandbox.labs import measures
from sandbox.labs.catalogue import BY_CODE
from sandbox.labs.models import LabRun, LabStep
from sandbox.labs.rules.linking import link
from sandbox.labs.rules.necessity import faults
from sandbox.labs.rules.spells import likeness, quiet_spells
from sandbox.labs.services.partitioned_files import game_of, names
from sandbox.labs.services.partitions import percent
from sandbox.labs.tasks import precompute_labs
from sandbox.town import rules as town
from sandbox.town.services import all_daily_energy, all_daily_water
from sandbox.vault.models import JournalEntry
from sandbox.vault.services import verify
from tests.cms.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db

SLUG = "cloisonnement"
PAGE = f"/bac-a-sable/laboratoires/{SLUG}/"
PURPOSE = (
    "Repérer les logements chauffés à l’électricité qui ont aussi une fuite d’eau, pour proposer une visite gratuite."
)
PROPORTION = (
    "Aucun des deux fichiers ne suffit seul, et seule la liste des cent logements les plus touchés est produite."
)


def do(browser, action, **answers):
    return browser.post(reverse("labs:action", args=[SLUG, action]), answers)


def page_of(browser):
    return unescape(browser.get(PAGE).content.decode()).replace("\u202f", " ").replace("\xa0", " ")


def steps(learner):
    return set(LabStep.objects.filter(run__learner=learner, run__lab="LAB-5").values_list("step", flat=True))


def patterns(text):
    """What a reader sees: the dates of each pseudonym, electricity first."""
    found = re.findall(r'<span class="empreinte">(\w{12})</span></th><td[^>]*>([^<]*)</td>', text)
    return [(name, set(re.findall(r"du [^,<]+", dates))) for name, dates in found]


def read_and_link(browser):
    """As an attentive reader: the water line whose dates are most like those of the electricity line."""
    (_energy, wanted), *waters = patterns(page_of(browser))
    return max(waters, key=lambda water: len(wanted & water[1]))[0]


def ask_all(browser):
    for query in ("energie", "eau", "ensemble"):
        do(browser, "interroger", query=query)


def test_the_lab_is_completed_by_what_the_server_sees(browser, learner):
    ask_all(browser)
    do(browser, "justifier", purpose=PURPOSE, proportionality=PROPORTION, months="6")
    do(browser, "relier", water=read_and_link(browser))
    do(browser, "regler", step="semaine", zone_known="non")
    assert "regler" not in steps(learner)
    do(browser, "regler", step="mois", zone_known="non")

    assert steps(learner) == {step.code for step in BY_CODE["LAB-5"].steps}
    assert "Laboratoire terminé" in page_of(browser)
    assert ActivityCompletion.objects.filter(learner=learner, code="LAB-5").count() == 1


def test_a_join_is_refused_and_written_with_its_reason_in_the_learners_own_journal(browser, learner):
    other = UserFactory(verified=True)

    page = do(browser, "interroger", query="ensemble")

    line = JournalEntry.objects.get(vault__holder=learner, content__action="refus")
    assert page.status_code == 302
    assert line.content["actor"] == {"kind": "platform", "name": "plateforme"}
    assert line.content["scope"] == "energie:jour eau:jour"
    assert "aucune autorisation ni nécessité" in line.content["why"]
    assert line.content["count"] is None
    assert verify(line.vault)
    assert f"Ligne {line.seq} de votre journal" in page_of(browser)
    assert "Croisement refusé" in browser.get("/bac-a-sable/coffre/journal/?voir=refus").content.decode()
    assert not JournalEntry.objects.filter(vault__holder=other).exists()


def test_the_join_alone_is_not_the_whole_step(browser, learner):
    do(browser, "interroger", query="ensemble")
    do(browser, "interroger", query="eau")

    assert steps(learner) == set()

    do(browser, "interroger", query="energie")
    assert steps(learner) == {"croiser"}


def test_the_rows_shown_are_the_towns_under_the_pseudonyms_of_the_domain(browser):
    do(browser, "interroger", query="energie")

    text = page_of(browser)
    key = salted_hmac("sandbox.labs.partitions", "energie", algorithm="sha256").digest()
    mine = sorted(
        (hmac.new(key, f"energie|{number}".encode(), "sha256").hexdigest()[:12], number) for number in range(2000)
    )
    for name, number in mine[:5]:
        year = round(sum(town.daily_energy(number).tolist()) / 1000)
        row = text[text.index(name) :].split("</tr>")[0]
        assert town.ZONE_NAMES[town.household(number).zone] in row
        assert f">{year:,}<".replace(",", " ") in row
    assert mine[5][0] not in text


def test_no_pseudonym_is_common_to_both_files(browser):
    ask_all(browser)

    assert not set(names("energie")) & set(names("eau"))
    assert "Pseudonymes communs aux deux fichiers : 0 sur 2 000" in page_of(browser)


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ({"purpose": "Pour mieux connaître les habitants."}, "Le but"),
        ({"proportionality": "x" + " " * 100 + "y"}, "La proportion"),
        ({"proportionality": PURPOSE}, "ne répétez pas"),
        ({"months": "13"}, "de 1 à 12 mois"),
    ],
)
def test_a_request_badly_justified_is_sent_back_with_what_it_lacks(browser, learner, change, hint):
    answers = {"purpose": PURPOSE, "proportionality": PROPORTION, "months": "12"} | change

    page = do(browser, "justifier", **answers)

    assert page.status_code == 409
    assert hint in page.content.decode().replace("\xa0", " ")
    assert steps(learner) == set()


def test_twelve_months_and_eighty_signs_are_enough():
    assert faults("a" * 80, "b" * 80, 12) == ()
    assert faults("a" * 79, "b" * 79, 0) == ("finalite", "proportionnalite", "duree")
    assert faults("A" * 80, "a" * 80, 1) == ("repetition",)


def test_a_wrong_link_is_refused_and_the_try_counted(browser, learner):
    game = game_of(LabRun.objects.create(learner=learner, lab="LAB-5"))
    wrong = next(water.pseudonym for water in game.waters if water.pseudonym != game.answer)

    page = do(browser, "relier", water=wrong)

    assert page.status_code == 409
    assert "Comparez les dates" in page.content.decode()
    assert "1 essai jusqu’ici" in page_of(browser)
    assert do(browser, "relier", water="000000000000").status_code == 422
    assert steps(learner) == set()


def test_the_right_link_is_the_same_household_in_both_files(browser, learner):
    do(browser, "relier", water=read_and_link(browser))

    evidence = LabStep.objects.get(run__learner=learner, step="relier").evidence
    energy, *waters = (name for name, _dates in patterns(page_of(browser)))
    assert names("energie").index(energy) == evidence["household"]
    assert names("eau")[evidence["household"]] in waters
    zones = {town.household(names("eau").index(water)).zone for water in waters}
    assert zones == {town.household(evidence["household"]).zone}


def test_another_go_asks_about_another_home(browser, learner):
    browser.get(PAGE)
    before = patterns(page_of(browser))

    do(browser, "recommencer")

    assert patterns(page_of(browser)) != before


def test_quiet_spells_are_the_absences_of_the_household():
    for number in (0, 34, 68):
        absences = {
            ((first - town.household(0).absences[0][0].replace(month=1, day=1)).days, (last - first).days)
            for first, last in town.household(number).absences
        }
        for domain, series in (("energie", town.daily_energy(number)), ("eau", town.daily_water(number))):
            spells = quiet_spells(series, domain)
            assert {(first, last - first) for first, last in spells} == absences


def test_likeness_goes_from_never_to_always():
    assert likeness(((0, 3),), ((0, 3),)) == 1
    assert likeness(((0, 3),), ((10, 12),)) == 0
    assert likeness(((0, 3),), ((2, 5),)) == pytest.approx(1 / 3)
    assert likeness((), ()) == 0


def test_the_share_on_the_page_is_what_linking_the_two_files_gives(browser, learner):
    measures.forget()
    zones = np.array([town.household(number).zone for number in range(town.HOUSEHOLDS)])
    expected = link(all_daily_energy(), all_daily_water(), step="mois", zones=zones, keys=(b"a", b"b"))

    do(browser, "regler", step="mois", zone_known="oui")

    text = page_of(browser)
    assert f">{expected.right}</td>" in text
    assert f"{round(100 * expected.right / 2000)} % des foyers reliés à raison, pour 1 réglage essayé" in text
    assert steps(learner) == set()
    assert LabRun.objects.get(learner=learner).state["figures"]["L5.share"] == percent(expected.share)


def test_a_setting_under_five_per_cent_is_kept_with_its_figure(browser, learner):
    do(browser, "regler", step="semaine", zone_known="non")
    do(browser, "regler", step="mois", zone_known="non")

    evidence = LabStep.objects.get(run__learner=learner, step="regler").evidence
    assert (evidence["step"], evidence["zone_known"]) == ("mois", False)
    assert evidence["right"] / 2000 < 0.05
    assert LabRun.objects.get(learner=learner).state["figures"]["L5.share"].startswith("de 0,")


def test_only_all_the_households_are_a_hundred_per_cent():
    assert percent(1) == "100 %"
    assert percent(0.9985) == "99,9 %"
    assert percent(0.0055) in ("0,5 %", "0,6 %")
    assert percent(0.0005, 2) == "0,05 %"


def test_a_second_computation_waits_for_the_first(browser, learner):
    cache.add(f"labs:calcul:{learner.pk}", True, 60)

    page = do(browser, "regler", step="mois", zone_known="non")

    assert page.status_code == 409
    assert "Votre calcul précédent" in page.content.decode()
    assert steps(learner) == set()


def test_what_was_computed_ahead_is_not_computed_again(browser, monkeypatch):
    for name, values in (("STEPS", ("mois",)), ("PROVIDERS", [5]), ("ACTIVE_PERCENTS", [80]), ("TOKEN_MINUTES", [5])):
        monkeypatch.setattr(measures, name, values)
    call_command("precompute_labs")
    monkeypatch.setattr(measures, "_link", None)
    monkeypatch.setattr(measures, "_attack", None)

    precompute_labs()

    assert do(browser, "regler", step="mois", zone_known="oui").status_code == 302


def test_nothing_forged_completes_anything(browser, learner):
    assert do(browser, "regler", step="heure", zone_known="oui").status_code == 422
    assert do(browser, "interroger", query="tout").status_code == 422
    assert do(browser, "conclure", done="1").status_code == 404
    assert steps(learner) == set()
    assert not ActivityCompletion.objects.exists()


def test_restarting_undoes_this_lab_only_and_another_learner_is_untouched(browser, learner):
    other = Client()
    other.force_login(UserFactory(verified=True))
    do(other, "justifier", purpose=PURPOSE, proportionality=PROPORTION, months="6")
    do(browser, "justifier", purpose=PURPOSE, proportionality=PROPORTION, months="6")

    do(browser, "recommencer")

    assert steps(learner) == set()
    assert LabStep.objects.count() == 1
    assert PURPOSE not in page_of(browser)
    assert PURPOSE in page_of(other)


def test_facts_come_with_measures_only(browser):
    assert "Rien encore" in page_of(browser)

    ask_all(browser)
    do(browser, "regler", step="mois", zone_known="non")

    text = page_of(browser)
    assert "0 pseudonyme commun" in text
    assert "refusé à la ligne" in text
    assert "0,5 % des foyers reliés à raison" in text or "0,6 % des foyers reliés à raison" in text
