"""An activity of ours from its first question to its verdict, by forms and links alone."""

import html
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from courses.h5p import services
from courses.h5p.models import Attempt, Result, State, Statement
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.factories import ActivityFactory, LibraryFactory, PlacementFactory, a_revision
from tests.courses.h5p.plain.contents import ARBRE, CLASSEMENT, COMPARAISON, ORDRE

pytestmark = pytest.mark.django_db

SORTED = {"e0": "0", "e1": "1", "e2": "0"}


def placed(kind, content, **fields):
    library = LibraryFactory(machine_name=f"Passeport.{kind}", major_version=1, minor_version=0, patch_version=0)
    return PlacementFactory(activity=ActivityFactory(title="Essayer", content=content, library=library), **fields)


@pytest.fixture
def learner():
    return UserFactory(verified=True)


@pytest.fixture
def browser(client, learner):
    client.force_login(learner)
    return client


def url(placement):
    return reverse("h5p:plain", args=[placement.key])


def text(response):
    """The page as it is read: entities and special spaces undone."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", html.unescape(response.content.decode()))


def send(browser, placement, **answers):
    """What the form of the page would send, with its hidden fields."""
    page = browser.get(url(placement)).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(version|envoi|path)" value="([^"]*)">', page))
    return browser.post(url(placement), {**hidden, **answers})


def test_statements_are_sorted_and_the_verdict_says_what_was_expected(browser, learner):
    placement = placed("Classement", CLASSEMENT)
    asked = text(browser.get(url(placement)))
    assert "Un échange réel avec un autre outil" in asked
    assert "Pouvoir partir" in asked
    assert Attempt.objects.count() == 0

    answered = send(browser, placement, e0="0", e1="0", e2="0")
    assert answered.url == f"{url(placement)}#resultat"

    verdict = text(browser.get(url(placement)))
    assert "Résultat vérifié : 2 points sur 3" in verdict
    assert verdict.count("option--revoir") == 1
    assert "C’est la preuve attendue." in verdict
    assert "Voir la solution" in verdict
    result = Result.objects.get()
    assert (result.attempt.learner, result.trust, result.points, result.maximum) == (learner, "verified", 2, 3)
    assert Statement.objects.get().result == result


def test_all_right_is_said_so_without_a_solution_to_open(browser):
    placement = placed("Classement", CLASSEMENT)
    send(browser, placement, **SORTED)

    verdict = text(browser.get(url(placement)))
    assert "message--juste" in verdict
    assert "Voir la solution" not in verdict
    assert "option--revoir" not in verdict


def test_a_missing_answer_comes_back_with_the_others_kept(browser):
    placement = placed("Classement", CLASSEMENT)
    refused = send(browser, placement, e0="0", e2="1")

    assert refused.status_code == 422
    page = text(refused)
    assert "<title>Erreur : 1 point à corriger" in page
    assert 'id="erreurs"' in page
    assert re.search(r'<a href="#id_e1_0">Choisissez une catégorie pour « Un échange réel', page)
    assert len(re.findall(r'type="radio"[^>]* checked', page)) == 2
    assert Attempt.objects.count() == Result.objects.count() == 0


def test_steps_are_ordered_by_their_ranks(browser):
    placement = placed("Ordre", ORDRE)
    refused = send(browser, placement, e0="1", e1="1", e2="3")
    assert "le rang 1 est choisi deux fois" in text(refused)

    send(browser, placement, e0="1", e1="3", e2="2")
    verdict = text(browser.get(url(placement)))
    assert "Résultat vérifié : 1 point sur 3" in verdict
    assert "La liste est datée." in verdict


def test_a_tree_is_walked_by_buttons_to_an_outcome_to_print(browser):
    placement = placed("ArbreDecision", ARBRE)
    assert "Demandez aux voisins." in text(browser.get(url(placement)))

    assert send(browser, placement, choice="1").url == f"{url(placement)}#question"
    second = text(browser.get(url(placement)))
    assert "Question 2" in second
    assert "Votre chemin" in second

    assert send(browser, placement, back="0").url.endswith("#question")
    assert "Question 1" in text(browser.get(url(placement)))

    send(browser, placement, choice="1")
    assert send(browser, placement, choice="0").url == f"{url(placement)}#resultat"
    outcome = text(browser.get(url(placement)))
    assert "Oui, expérimentez" in outcome
    assert "Favorable" in outcome
    assert "Le produit est-il déjà vendu ?" in outcome
    result = Result.objects.get()
    assert (result.trust, result.is_complete, result.maximum) == ("verified", True, 0)


def test_an_old_page_of_a_tree_answers_the_question_that_it_showed(browser):
    placement = placed("ArbreDecision", ARBRE)
    revision = placement.activity.current_revision
    send(browser, placement, choice="1")

    browser.post(url(placement), {"version": revision.pk, "path": "", "choice": "0"})
    assert "C’est un achat" in text(browser.get(url(placement)))


def test_a_choice_that_leads_nowhere_is_said_where_it_was_made(browser):
    placement = placed("ArbreDecision", ARBRE)
    send(browser, placement, choice="1")
    refused = send(browser, placement, choice="2")

    assert refused.status_code == 422
    assert "nulle part" in text(refused)
    assert "La question est-elle écrite ?" in text(refused)


def test_a_comparison_shows_cell_by_cell_what_was_expected(browser):
    placement = placed("Comparaison", COMPARAISON)
    cells = {"r0c0": "0", "r0c1": "1", "r1c0": "1", "r1c1": "1"}
    send(browser, placement, **cells, argument="Je mutualiserais,\npar <étapes>.")

    verdict = text(browser.get(url(placement)))
    assert "Résultat vérifié en partie : 1 point sur 2." in verdict
    assert "Réponse attendue" in verdict
    assert "À revoir" in verdict
    assert "par <étapes>." in verdict
    assert "<étapes>" not in browser.get(url(placement)).content.decode()
    assert Result.objects.get().trust == "partial"


def test_the_words_of_an_argument_are_in_the_resume_state_alone(browser):
    placement = placed("Comparaison", COMPARAISON)
    cells = {"r0c0": "0", "r0c1": "1", "r1c0": "1", "r1c1": "1"}
    send(browser, placement, **cells, argument="Je mutualiserais.")

    recorded = json.dumps([Result.objects.get().items, Statement.objects.get().document])
    assert "mutualiserais" not in recorded
    assert "mutualiserais" in State.objects.get().value


def test_beginning_again_opens_a_new_attempt_and_keeps_what_was_recorded(browser):
    placement = placed("Comparaison", COMPARAISON)
    cells = {"r0c0": "0", "r0c1": "1", "r1c0": "1", "r1c1": "1"}
    send(browser, placement, **cells, argument="Je mutualiserais.")

    assert browser.post(url(placement), {"recommencer": "1"}).url.endswith("#question")
    again = text(browser.get(url(placement)))
    assert "Vérifier mes réponses" in again
    assert "Je mutualiserais." in again
    assert "selected" not in again.replace('<option value="" selected>', "")
    assert Attempt.objects.count() == 2
    assert Result.objects.count() == 1


def test_the_same_page_sent_twice_is_one_answer(browser):
    placement = placed("Classement", CLASSEMENT)
    version, sending = placement.activity.current_revision.pk, "5e0c6a3e-0d2a-4f5e-9d0f-6a9a3d4d7c11"
    for _click in range(2):
        browser.post(url(placement), {"version": version, "envoi": sending, **SORTED})

    assert Result.objects.count() == 1


def test_who_began_with_the_script_goes_on_without_it(browser, learner):
    placement = placed("ArbreDecision", ARBRE)
    attempt = services.open_attempt(learner=learner, placement=placement)
    kept = {"seed": 12, "answers": [[0, 1]], "isChecked": False, "isSolved": False}
    services.save_state(attempt=attempt, data_type="state", sub_content_id="0", value=json.dumps(kept))

    assert "La question est-elle écrite ?" in text(browser.get(url(placement)))
    send(browser, placement, choice="0")
    state = json.loads(State.objects.get().value)
    assert state["answers"] == [[0, 1], [1, 0]]
    assert state["isChecked"] is True


def test_a_state_that_is_not_of_this_content_is_left_aside(browser, learner):
    placement = placed("Ordre", ORDRE)
    attempt = services.open_attempt(learner=learner, placement=placement)
    for value in ('{"answers": [0, 0, 0], "isChecked": true}', "[1]", '"x"', "null"):
        services.save_state(attempt=attempt, data_type="state", sub_content_id="0", value=value)
        assert "Choisissez un rang" in text(browser.get(url(placement)))


def test_a_changed_activity_is_answered_anew(browser):
    placement = placed("Classement", CLASSEMENT)
    old = placement.activity.current_revision
    a_revision(placement.activity, content={**CLASSEMENT, "instruction": "Nouvelle consigne."})

    answered = browser.post(url(placement), {"version": old.pk, **SORTED}, follow=True)
    assert "Cette activité a changé" in text(answered)
    assert "Nouvelle consigne." in text(answered)
    assert Result.objects.count() == 0


def test_an_attempt_under_way_keeps_its_version_and_is_told_of_the_new_one(browser):
    placement = placed("Classement", CLASSEMENT)
    send(browser, placement, **SORTED)
    a_revision(placement.activity, content={**CLASSEMENT, "instruction": "Nouvelle consigne."})

    verdict = text(browser.get(url(placement)))
    assert "Rangez chaque phrase." in verdict
    assert "Une nouvelle version de cette activité existe" in verdict


def test_a_threshold_is_reached_without_a_script(browser):
    placement = placed("Classement", CLASSEMENT, is_required=True, threshold_percent=80)
    send(browser, placement, e0="0", e1="0", e2="0")
    assert "Il en faut 80 %" in text(browser.get(url(placement)))

    browser.post(url(placement), {"recommencer": "1"})
    send(browser, placement, **SORTED)
    assert "pour 80 % demandés" in text(browser.get(url(placement)))


def test_an_activity_that_needs_its_program_says_so_and_whom_to_call(browser):
    placement = PlacementFactory()
    page = browser.get(url(placement))

    assert page.status_code == 200
    assert "a besoin de JavaScript" in text(page)
    assert "H5P.MultiChoice" in text(page)
    assert 'href="tel:' in text(page)
    assert browser.post(url(placement), {"e0": "0"}).status_code == 404


def test_visitors_are_invited_to_sign_in_and_come_back(client):
    placement = placed("Classement", CLASSEMENT)
    page = client.get(url(placement))

    assert page.status_code == 200
    assert "Créer un compte" in text(page)
    assert f"?next={url(placement)}" in text(page).replace("%2F", "/")


def test_answers_sent_while_signed_out_come_back_after_signing_in(client, learner):
    placement = placed("Comparaison", COMPARAISON)
    version = placement.activity.current_revision.pk
    lost = client.post(url(placement), {"version": version, "r0c0": "1", "argument": "Je mutualiserais."})
    assert lost.status_code == 403
    assert "vos réponses ne sont pas perdues" in text(lost)

    client.force_login(learner)
    back = html.unescape(re.search(r'href="(/compte/[^"]*brouillon[^"]*)"', lost.content.decode())[1])
    page = client.get(parse_qs(urlsplit(back).query)["next"][0])
    assert "Je mutualiserais." in text(page)
    assert re.search(r'id="id_r0c0"[^>]*>.*?<option value="1" selected>', page.content.decode(), re.DOTALL)
    assert Result.objects.count() == 0


def test_a_draft_for_another_place_or_changed_on_the_way_is_ignored(browser):
    first, second = placed("Comparaison", COMPARAISON), placed("Comparaison", COMPARAISON)
    browser.logout()
    lost = browser.post(url(first), {"argument": "Je mutualiserais."})
    draft = re.search(r"brouillon%3D([^\"&]+)", lost.content.decode())[1]
    browser.force_login(UserFactory(verified=True))

    for address in (f"{url(second)}?brouillon={draft}", f"{url(first)}?brouillon={draft}x", f"{url(first)}?brouillon="):
        assert "Je mutualiserais." not in text(browser.get(address))


def test_what_may_not_be_read_does_not_exist(browser):
    placement = placed("Classement", CLASSEMENT, is_live=False)
    assert browser.get(url(placement)).status_code == 404
    assert browser.post(url(placement), SORTED).status_code == 404

    hidden = placed("Classement", CLASSEMENT)
    hidden.page.unpublish()
    assert browser.get(url(hidden)).status_code == 404
    assert Attempt.objects.count() == 0


def test_each_learner_finds_their_own_answers(browser, client):
    placement = placed("Classement", CLASSEMENT)
    send(browser, placement, **SORTED)
    client.force_login(UserFactory(verified=True))

    assert "Vérifier mes réponses" in text(client.get(url(placement)))


def test_too_many_answers_in_a_minute_wait(browser, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "h5p_event": "1/m/user"}
    placement = placed("ArbreDecision", ARBRE)
    send(browser, placement, choice="1")
    refused = send(browser, placement, choice="0")

    assert refused.status_code == 429
    assert "attendez une minute" in text(refused)
    assert Result.objects.count() == 0


@pytest.mark.parametrize(("kind", "content"), [("Classement", CLASSEMENT), ("Comparaison", COMPARAISON)])
def test_a_page_asks_few_queries_however_long_its_activity(browser, kind, content, django_assert_max_num_queries):
    longer = {**content}
    for name in ("statements", "rows"):
        if name in content:
            longer[name] = content[name] * 5
    for each in (content, longer):
        placement = placed(kind, each)
        browser.get(url(placement))
        with django_assert_max_num_queries(10):
            browser.get(url(placement))
