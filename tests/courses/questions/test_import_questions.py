"""What an import makes of the bank."""

import pytest

from cms.foundation.formats import ImportRefused
from courses.questions.markdown import parse_bank, render_bank
from courses.questions.models import Question, QuestionRevision
from courses.questions.services import export_questions, import_questions
from tests.courses.questions.test_markdown import HEADING, NUMERIC, QUESTION

pytestmark = pytest.mark.django_db


def load(text):
    return import_questions(drafts=parse_bank(text, "questions.md"), module_code="SEC")


def keys(question):
    return {option.text: option.key for option in question.options.all()}


def test_import_then_export_gives_the_same_bytes():
    text = QUESTION + NUMERIC.split("\n", 1)[1]

    load(text)

    assert render_bank(export_questions(module_code="SEC"), heading=HEADING) == text


def test_importing_again_changes_nothing():
    [before] = load(QUESTION)
    [after] = load(QUESTION)

    assert after.current_revision_id == before.current_revision_id
    assert keys(after) == keys(before)
    assert after.revisions.count() == 1
    assert QuestionRevision.objects.count() == 1


def test_a_new_wording_keeps_the_identifier_and_freezes_a_new_revision():
    [before] = load(QUESTION)
    old = keys(before)

    [after] = load(QUESTION.replace("Il consomme du débit", "Il consomme beaucoup de débit"))

    assert keys(after)["Il consomme beaucoup de débit"] == old["Il consomme du débit"]
    assert keys(after)["Il ajoute un point d'accès"] == old["Il ajoute un point d'accès"]
    assert after.current_revision.number == 2
    assert QuestionRevision.objects.get(number=1).options[0]["text"] == "Il consomme du débit"


def test_options_that_change_places_keep_their_identifiers():
    [before] = load(QUESTION)
    first = "- [ ] Il consomme du débit\n  > Ce n'est pas le risque.\n"

    [after] = load(QUESTION.replace(first, "") + first)

    assert keys(after) == keys(before)
    assert [option.text for option in after.options.all()][-1] == "Il consomme du débit"


def test_a_question_that_left_the_file_is_retired_and_comes_back_with_it():
    both = QUESTION + NUMERIC.split("\n", 1)[1]
    load(both)

    load(QUESTION)
    gone = Question.objects.get(code="Q-SEC-02")
    assert gone.retired_at is not None
    assert not Question.objects.drawable().filter(pk=gone.pk).exists()

    load(both)
    gone.refresh_from_db()
    assert gone.retired_at is None
    assert gone in Question.objects.drawable()


def test_what_is_not_answered_makes_no_new_revision():
    [before] = load(QUESTION)

    [after] = load(QUESTION.replace("§ 3.2.1.2", "Encadré 3"))

    assert after.reference == "Encadré 3"
    assert after.current_revision_id == before.current_revision_id


def test_the_file_wins_over_a_draft():
    [question] = load(QUESTION)
    question.stem = "Un brouillon en cours ?"
    question.save_revision()

    [after] = load(QUESTION)

    assert not after.has_unpublished_changes
    assert after.latest_revision.as_object().stem == "Pourquoi un capteur augmente-t-il le risque ?"


def test_a_question_of_another_module_refuses_the_whole():
    stray = parse_bank(QUESTION.replace("SEC", "LIB").replace("Sécurité", "Logiciel libre"), "questions.md")

    with pytest.raises(ImportRefused) as refusal:
        import_questions(drafts=[*parse_bank(NUMERIC, "questions.md"), *stray], module_code="SEC")

    assert [str(fault) for fault in refusal.value.faults] == [
        "questions.md, ligne 3 : Déplacez Q-LIB-01 : ce fichier est celui du module SEC."
    ]
    assert not Question.objects.exists()
