"""Lab 2: the least authorization that makes a service useful; refusing is worth as much."""

import pytest

from sandbox.consents.models import ConsentRecord

pytestmark = pytest.mark.django_db

PUBLIC = ["collecte", "tarifs", "reseau"]
NEEDED = "cout|energie:mois"
BEYOND = "conseil-fin|energie:heure"


def consent_of(service):
    return ConsentRecord.objects.get(client__client_id=service.client_id)


def test_authorizing_a_little_using_it_and_reading_the_receipt_completes_the_lab(at_lab, service):
    lab = at_lab(2)
    lab.see()
    lab.do("sans", tiles=PUBLIC)
    token = service.tokens(NEEDED)["access_token"]
    service.series(token)
    lab.see()
    page = lab.do("recu", line=consent_of(service).anchor["seq"])

    assert lab.done == {"sans", "decider", "utiliser", "recu"}
    assert lab.is_complete
    assert "1 lectures, 12 valeurs" in page or "1 lecture" in page
    assert "Plus que nécessaire" not in page


def test_refusing_everything_completes_the_lab_as_well(at_lab, service):
    lab = at_lab(2)
    lab.see()
    service.answer(service.shown("energie:mois"), answer="refuser")
    lab.do("sans", tiles=PUBLIC)
    page = lab.do("recu", line=consent_of(service).anchor["seq"])

    assert lab.is_complete
    assert "a lu 0 valeur" in page


def test_granting_more_than_needed_is_told_and_is_no_failure(at_lab, service):
    lab = at_lab(2)
    lab.see()
    token = service.tokens(NEEDED, BEYOND)["access_token"]
    service.series(token)

    page = lab.see()

    assert "Plus que nécessaire" in page
    assert {"decider", "utiliser"} <= lab.done


def test_a_decision_made_before_the_lab_began_does_not_count(at_lab, service):
    service.tokens(NEEDED)
    lab = at_lab(2)

    lab.see()

    assert lab.done == set()


@pytest.mark.parametrize(("tiles", "hint"), [(["cout", *PUBLIC], "vos propres données"), (["tarifs"], "en manque")])
def test_a_wrong_answer_gives_a_hint_and_no_step(at_lab, clients, tiles, hint):
    lab = at_lab(2)
    lab.see()

    page = lab.do("sans", status=409, tiles=tiles)

    assert hint in page.replace("\u00a0", " ")
    assert lab.done == set()


def test_saying_that_one_uses_the_service_without_having_refused_does_nothing(at_lab, service):
    lab = at_lab(2)
    lab.see()
    service.tokens(NEEDED)

    lab.do("sans-accord", status=409)
    lab.do("recu", status=409, line=999_999)

    assert lab.done <= {"decider"}
    assert not lab.is_complete


def test_beginning_again_undoes_the_steps_and_keeps_the_completion(at_lab, service):
    lab = at_lab(2)
    lab.see()
    service.answer(service.shown("energie:mois"), answer="refuser")
    lab.do("sans", tiles=PUBLIC)
    lab.do("recu", line=consent_of(service).anchor["seq"])

    lab.do("recommencer")

    assert lab.done == set()
    assert lab.run.goes == 2
    assert lab.is_complete
