"""Lab 1, through its real pages, without JavaScript."""

from datetime import timedelta

import pytest
from django.urls import reverse

from courses.progress.models import ActivityCompletion
from sandbox.labs.catalogue import BY_CODE
from sandbox.labs.models import LabRun, LabStep
from sandbox.labs.rules.inference import guess_absences, guess_leak, guess_wake_hour
from sandbox.labs.services.runs import run_of
from sandbox.labs.services.visit import FIRST, LAST, guesses_about
from sandbox.town import rules as town
from sandbox.town.rules import household
from sandbox.vault.sealing import DataKey, Place
from sandbox.vault.services import open_vault
from tests.cms.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db

SLUG = "visite-du-coffre"
PAGE = f"/bac-a-sable/laboratoires/{SLUG}/"
MOST_QUERIES = 18
HOURS = "/bac-a-sable/coffre/donnees/energie/?pas=heure&du=2025-05-13&au=2025-05-13"


@pytest.fixture(autouse=True)
def _begun(browser):
    browser.get(PAGE)


def do(browser, action, **answers):
    return browser.post(reverse("labs:action", args=[SLUG, action]), answers)


def truth(learner):
    """What the town says of the household that this vault tells of."""
    home = household(open_vault(learner=learner).household)
    first, last = home.absences[0]
    facts = {
        "wake": int(home.wake),
        "absence_first": first.isoformat(),
        "absence_last": last.isoformat(),
        "has_leak": "oui" if home.leak else "non",
    }
    return facts | ({"leak_first": home.leak[0].isoformat()} if home.leak else {})


def steps(learner):
    return set(LabStep.objects.filter(run__learner=learner, run__lab="LAB-1").values_list("step", flat=True))


def do_everything(browser, learner):
    do(browser, "faits", **truth(learner))
    browser.get(HOURS)
    do(browser, "collecte", accepted="non")
    do(browser, "aide", name="")
    return browser.get(PAGE)


def test_the_lab_is_completed_by_what_the_server_sees(browser, learner):
    page = do_everything(browser, learner)

    assert steps(learner) == {step.code for step in BY_CODE["LAB-1"].steps}
    assert "Laboratoire terminé" in page.content.decode()
    assert "Ce que des seuils trouvent tout seuls" in page.content.decode()
    assert ActivityCompletion.objects.filter(learner=learner, code="LAB-1").count() == 1
    assert open_vault(learner=learner).hourly_collection is False


def test_the_page_does_not_give_the_answers_before_they_are_found(browser, learner):
    page = browser.get(PAGE).content.decode()

    assert "Ce que des seuils trouvent tout seuls" not in page


@pytest.fixture
def opened(monkeypatch):
    """Where each chunk that was opened belongs, in order."""
    places: list[Place] = []
    unseal = DataKey.unseal

    def noted(key, sealed, place):
        places.append(place)
        return unseal(key, sealed, place)

    monkeypatch.setattr(DataKey, "unseal", noted)
    return places


def test_before_the_facts_are_found_the_page_opens_no_chunk(browser, opened):
    browser.get(PAGE)

    assert opened == []


def test_then_it_opens_once_what_its_sentences_need_and_no_more(browser, learner, opened):
    do(browser, "faits", **truth(learner))
    browser.get(PAGE)

    assert len(opened) == len(set(opened))
    assert {(place.domain, place.start.month) for place in opened} == {
        *(("energie", month) for month in range(5, 10)),
        *(("eau", month) for month in range(1, 13)),
    }
    assert len(opened) == 153 + 12


def test_an_answer_that_is_not_understood_opens_them_once_too(browser, learner, opened):
    do(browser, "faits", **truth(learner))
    do(browser, "collecte", accepted="peut-être")

    assert len(opened) == 153 + 12


def test_closed_hours_are_not_opened(browser, learner, opened):
    do(browser, "collecte", accepted="non")
    do(browser, "faits", **truth(learner))
    page = browser.get(PAGE).content.decode()

    assert {place.domain for place in opened} == {"eau"}
    assert "Personne du" in page
    assert "Lever vers" not in page


def test_what_is_deduced_is_what_the_whole_year_would_tell(learner):
    vault = open_vault(learner=learner)
    number = vault.household
    days = [FIRST + timedelta(days=rank) for rank in range(365)]
    hours = dict(zip(days, map(list, town.hourly_energy(number, FIRST, LAST)), strict=True))
    water = dict(zip(days, (int(value) for value in town.daily_water(number)), strict=True))
    energy = dict(zip(days, (int(value) for value in town.daily_energy(number)), strict=True))

    guesses = guesses_about(vault)

    assert guesses.wake == guess_wake_hour(hours)
    assert guesses.leak == guess_leak(water)
    assert guesses.absences == [(span.first, span.last) for span in guess_absences(energy, water)]
    assert guesses.absences


def test_showing_what_was_deduced_costs_few_queries(browser, learner, django_assert_max_num_queries):
    do(browser, "faits", **truth(learner))

    with django_assert_max_num_queries(MOST_QUERIES):
        browser.get(PAGE)


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ({"wake": 20}, "L’heure du lever"),
        ({"absence_first": "2025-01-01", "absence_last": "2025-01-02"}, "L’absence"),
    ],
)
def test_a_wrong_fact_is_refused_with_a_hint_and_without_the_answer(browser, learner, wrong, hint):
    answer = do(browser, "faits", **(truth(learner) | wrong))

    assert answer.status_code == 409
    assert hint in answer.content.decode()
    assert steps(learner) == set()


def test_the_opposite_of_the_truth_about_a_leak_is_refused(browser, learner):
    facts = truth(learner)
    facts["has_leak"] = "non" if facts["has_leak"] == "oui" else "oui"

    assert do(browser, "faits", **(facts | {"leak_first": "2025-02-02"})).status_code == 409


def test_answers_that_mean_nothing_are_shown_again(browser, learner):
    assert do(browser, "faits", wake="midi").status_code == 422
    assert do(browser, "collecte", accepted="peut-être").status_code == 422
    assert steps(learner) == set()


def test_a_completion_cannot_be_posted(browser, learner):
    run = LabRun.objects.get(learner=learner, lab="LAB-1")

    assert browser.post(f"{PAGE}heure/").status_code == 404
    assert browser.post(f"{PAGE}terminer/", {"done": "1"}).status_code == 404
    do(browser, "collecte", accepted="non", step="faits", run=run.pk, completed_at="2025-01-01")
    browser.get(PAGE, {"step": "heure"})

    assert steps(learner) == {"collecte"}
    assert not ActivityCompletion.objects.filter(learner=learner).exists()


def test_days_are_not_hours(browser, learner):
    browser.get(HOURS.replace("pas=heure", "pas=jour"))
    browser.get(PAGE)

    assert "heure" not in steps(learner)


def test_beginning_again_forgets_the_steps_and_keeps_what_counted(browser, learner):
    do_everything(browser, learner)
    do(browser, "recommencer")
    page = browser.get(PAGE).content.decode()

    assert steps(learner) == set()
    assert "Laboratoire terminé" not in page
    assert ActivityCompletion.objects.filter(learner=learner, code="LAB-1").exists()


def test_somebody_else_s_run_is_left_alone(browser, learner):
    other = UserFactory(verified=True)
    run_of(learner=other, lab=BY_CODE["LAB-1"])

    do_everything(browser, learner)

    assert steps(other) == set()
    assert not ActivityCompletion.objects.filter(learner=other).exists()
