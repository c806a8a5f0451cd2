"""Lab 10, through its real pages, without JavaScript."""

import pytest
from django.urls import reverse

from courses.progress.models import ActivityCompletion
from sandbox.labs.catalogue import BY_CODE
from sandbox.labs.models import LabStep
from sandbox.labs.rules.charter import ARTICLES
from sandbox.labs.services.runs import keep_state, run_of
from tests.cms.accounts.factories import UserFactory
from tests.sandbox.labs.test_charter import SOUND

pytestmark = pytest.mark.django_db

SLUG = "charte-de-la-donnee"
PAGE = f"/bac-a-sable/laboratoires/{SLUG}/"
ARGUMENT = "Nous avons mesuré le délai entre un retrait et le premier refus. " * 6


@pytest.fixture(autouse=True)
def _begun(browser):
    browser.get(PAGE)


def do(browser, action, **answers):
    return browser.post(reverse("labs:action", args=[SLUG, action]), answers)


def steps(learner):
    return set(LabStep.objects.filter(run__learner=learner, run__lab="LAB-10").values_list("step", flat=True))


def test_a_charter_without_contradiction_and_one_argument_complete_the_lab(browser, learner):
    assert do(browser, "choisir", **SOUND).status_code == 302
    assert do(browser, "argumenter", article="seuil", argument=ARGUMENT).status_code == 302
    page = browser.get(PAGE).content.decode()

    assert steps(learner) == {"choisir", "argumenter"}
    assert "Laboratoire terminé" in page
    assert ARGUMENT.strip() in page
    assert ActivityCompletion.objects.filter(learner=learner, code="LAB-10").count() == 1


def test_nothing_is_chosen_in_advance(browser):
    assert " checked" not in browser.get(PAGE).content.decode()


def test_contradictory_choices_are_kept_and_explained_and_complete_nothing(browser, learner):
    answer = browser.post(
        reverse("labs:action", args=[SLUG, "choisir"]), SOUND | {"controle": "declaration"}, follow=True
    ).content.decode()

    assert "1 contradiction à lever" in answer
    assert steps(learner) == set()
    do(browser, "choisir", **SOUND)
    assert steps(learner) == {"choisir"}


def test_a_missing_choice_and_a_short_argument_are_refused(browser, learner):
    missing = do(browser, "choisir", **{code: choice for code, choice in SOUND.items() if code != "aide"})
    short = do(browser, "argumenter", article="seuil", argument="x" + " " * 400 + "y")

    assert missing.status_code == 422
    assert short.status_code == 409
    assert steps(learner) == set()


def test_an_invented_option_or_article_is_refused(browser, learner):
    assert do(browser, "choisir", **(SOUND | {"seuil": "onze"})).status_code == 422
    assert do(browser, "argumenter", article="inventé", argument=ARGUMENT).status_code == 422
    assert browser.post(f"{PAGE}terminer/").status_code == 404
    assert steps(learner) == set()


def test_an_argument_is_shown_as_text(browser):
    do(browser, "choisir", **SOUND)
    do(browser, "argumenter", article="seuil", argument=f"<script>alert(1)</script> {ARGUMENT}")

    assert "<script>alert(1)" not in browser.get(PAGE).content.decode()


def test_the_figures_are_the_learner_s_own_results(browser, learner):
    keep_state(run=run_of(learner=learner, lab=BY_CODE["LAB-5"]), figures={"L5.share": "12,34"})
    stranger = UserFactory(verified=True)
    keep_state(run=run_of(learner=stranger, lab=BY_CODE["LAB-9"]), figures={"L9.small": "98,76"})

    page = browser.get(PAGE).content.decode()

    assert "12,34" in page
    assert "98,76" not in page


def test_the_charter_is_taken_away_as_a_document_of_twelve_articles(browser, learner):
    do(browser, "choisir", **SOUND)
    do(browser, "argumenter", article="seuil", argument=ARGUMENT)

    document = browser.get(reverse("labs:charter_document")).json()

    assert [article["article"] for article in document["articles"]] == [article.title for article in ARTICLES]
    assert all(article["choix"] for article in document["articles"])
    assert sum(bool(article["argument"]) for article in document["articles"]) == 1
    assert document["contradictions"] == []


def test_beginning_again_empties_the_charter_and_keeps_what_counted(browser, learner):
    do(browser, "choisir", **SOUND)
    do(browser, "argumenter", article="seuil", argument=ARGUMENT)
    do(browser, "recommencer")

    assert steps(learner) == set()
    assert " checked" not in browser.get(PAGE).content.decode()
    assert ActivityCompletion.objects.filter(learner=learner, code="LAB-10").exists()
