"""The page to print of an activity: the learner's own answers, or the activity without any."""

import json

import pytest
from django.urls import reverse

from courses.h5p import services
from courses.h5p.models import Attempt
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.factories import a_revision
from tests.courses.h5p.plain.contents import ARBRE, CLASSEMENT, COMPARAISON
from tests.courses.h5p.plain.test_plain_pages import placed, send, text, url

pytestmark = pytest.mark.django_db

CELLS = {"r0c0": "0", "r0c1": "1", "r1c0": "1", "r1c1": "1"}


@pytest.fixture
def browser(client):
    client.force_login(UserFactory(verified=True))
    return client


def paper(placement):
    return reverse("h5p:paper", args=[placement.key])


def decide(browser):
    placement = placed("ArbreDecision", ARBRE)
    send(browser, placement, choice="1")
    send(browser, placement, choice="0")
    return placement


def test_a_tree_prints_the_path_and_its_outcome_alone(browser):
    page = text(browser.get(paper(decide(browser))))

    assert "La question est-elle écrite ?" in page
    assert "Oui, expérimentez" in page
    assert "Gardez des traces." in page
    assert "Activité faite, et vérifiée." in page
    assert "C’est un achat" not in page


def test_what_the_script_kept_and_the_server_graded_is_printed(browser):
    learner, placement = UserFactory(verified=True), placed("ArbreDecision", ARBRE)
    browser.force_login(learner)
    attempt = services.open_attempt(learner=learner, placement=placement)
    statement = {
        "verb": {"id": "http://adlnet.gov/expapi/verbs/answered"},
        "result": {"response": "n0[.]c0", "completion": True},
    }
    services.record_statement(
        attempt=attempt, statement_id=attempt.public_id, statement=statement, tree={"statement": statement}
    )
    kept = {"seed": 12, "answers": [[0, 0]], "isChecked": True, "isSolved": False}
    services.save_state(attempt=attempt, data_type="state", sub_content_id="0", value=json.dumps(kept))

    page = text(browser.get(paper(placement)))
    assert "C’est un achat" in page
    assert "Oui, expérimentez" not in page


def test_a_comparison_prints_its_table_and_the_whole_argument(browser):
    placement = placed("Comparaison", COMPARAISON)
    argument = "Je mutualiserais, par étapes. " * 40
    send(browser, placement, **CELLS, argument=argument)

    page = text(browser.get(paper(placement)))
    assert "Réponse attendue" in page
    assert argument.strip() in page


def test_before_the_end_the_whole_tree_is_printed_and_the_page_says_why(browser):
    placement = placed("ArbreDecision", ARBRE)
    send(browser, placement, choice="1")

    page = text(browser.get(paper(placement)))
    assert "Vous n’avez pas encore terminé cette activité" in page
    assert "Non → question 2" in page
    assert "Oui → C’est un achat" in page
    assert "Rien n’est prévu → sans suite pour le moment" in page
    assert "Choisissez une procédure." in page


def test_before_the_end_a_comparison_is_an_empty_table(browser):
    page = text(browser.get(paper(placed("Comparaison", COMPARAISON))))

    assert "Point fort, Point faible." in page
    assert "Que recommandez-vous ?" in page
    assert "Un service prêt ouvre vite." not in page
    assert "Réponse attendue" not in page


def test_visitors_get_the_whole_tree_and_are_told_that_their_answers_stayed_with_them(client):
    placement = placed("ArbreDecision", ARBRE)
    page = text(client.get(paper(placement)))

    assert "n’ont pas quitté votre navigateur" in page
    assert f"?next={reverse('h5p:activity', args=[placement.key])}" in page
    assert "Oui → C’est un achat" in page


def test_nobody_prints_the_answers_of_somebody_else(browser):
    placement = decide(browser)
    browser.force_login(UserFactory(verified=True))

    page = text(browser.get(paper(placement)))
    assert "Vous n’avez pas encore terminé" in page
    assert "Votre chemin" not in page


def test_beginning_again_prints_nothing_of_the_former_try(browser):
    placement = decide(browser)
    browser.post(url(placement), {"recommencer": "1"})

    assert "Votre chemin" not in text(browser.get(paper(placement)))


def test_the_version_that_was_answered_is_the_one_that_is_printed(browser):
    placement = decide(browser)
    a_revision(placement.activity, content={**ARBRE, "introduction": "Une autre question ?"})

    assert "Une autre question ?" not in text(browser.get(paper(placement)))


def test_printing_is_offered_where_the_activity_was_finished_and_only_if_its_author_allows_it(browser):
    placement = decide(browser)
    assert paper(placement) in browser.get(url(placement)).content.decode()

    silent = placed("ArbreDecision", {**ARBRE, "behaviour": {"enablePrint": False}})
    send(browser, silent, choice="0")
    assert paper(silent) not in browser.get(url(silent)).content.decode()
    assert browser.get(paper(silent)).status_code == 404


def test_a_comparison_whose_author_does_not_let_it_be_printed_has_no_page_to_print(browser):
    silent = placed("Comparaison", {**COMPARAISON, "behaviour": {"enablePrint": False}})
    send(browser, silent, **CELLS, argument="Je mutualiserais.")

    assert paper(silent) not in browser.get(url(silent)).content.decode()
    assert browser.get(paper(silent)).status_code == 404


def test_what_has_no_page_to_print_or_may_not_be_read_does_not_exist(browser):
    hidden = placed("ArbreDecision", ARBRE)
    hidden.page.unpublish()

    for placement in (placed("Classement", CLASSEMENT), placed("ArbreDecision", ARBRE, is_live=False), hidden):
        assert browser.get(paper(placement)).status_code == 404
        assert browser.post(paper(placement)).status_code == 405
    assert Attempt.objects.count() == 0


def test_reading_the_page_asks_few_queries_and_opens_no_attempt(browser, django_assert_max_num_queries):
    placement = placed("ArbreDecision", ARBRE)
    browser.get(paper(placement))
    with django_assert_max_num_queries(14):
        browser.get(paper(placement))
    assert Attempt.objects.count() == 0
