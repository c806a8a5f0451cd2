"""What trainers and editors do to the bank in Wagtail."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from courses.questions.kinds import Kind
from courses.questions.models import Question
from tests.cms.accounts.factories import UserFactory
from tests.courses.questions.factories import CHOICES, NUMBERS, PAIRS, SEVERAL, STEPS, QuestionFactory
from tests.courses.quizzes.factories import AttemptFactory

pytestmark = pytest.mark.django_db

ROWS = {
    Kind.SINGLE: CHOICES,
    Kind.TRUE_FALSE: CHOICES,
    Kind.CASE: CHOICES,
    Kind.MULTIPLE: SEVERAL,
    Kind.MATCHING: PAIRS,
    Kind.ORDERING: STEPS,
    Kind.NUMERIC: NUMBERS,
}


def address(name, *args):
    return reverse(Question.snippet_viewset.get_url_name(name), args=args)


def sent(kind=Kind.SINGLE, rows=None, **changes):
    rows = [dict(row) for row in (ROWS[kind] if rows is None else rows)]
    for row in rows:
        if not row.get("right"):
            row.pop("right", None)
    fields = {
        "code": "Q-SEC-77",
        "module_code": "SEC",
        "lesson_code": "SEC-1",
        "level": "comprendre",
        "difficulty": "0.5",
        "objective": "Vérifier que l’écran marche",
        "reference": "§ 1",
        "for_elected": "on",
        "stem": "Que voit-on ?",
        "options": inline_formset(rows),
    }
    if kind == Kind.NUMERIC:
        fields |= {"value": "2.8", "unit": "fois", "tolerance": "0.05"}
    return nested_form_data(fields | changes)


@pytest.fixture
def trainer(client):
    client.force_login(UserFactory(trainer=True))
    return client


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(editor=True))
    return client


def test_a_question_begins_with_its_kind(trainer):
    content = trainer.get(address("add")).content.decode()

    assert [f">{kind.label}<" in content for kind in Kind] == [True] * 7


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_has_its_own_screen(trainer, kind):
    content = trainer.get(address("add"), {"kind": kind}).content.decode()

    assert ("options-__prefix__-match" in content) is (kind == Kind.MATCHING)
    assert ("options-__prefix__-rank" in content) is (kind == Kind.ORDERING)
    assert ("options-__prefix__-right" in content) is (kind not in (Kind.MATCHING, Kind.ORDERING))
    assert ('name="tolerance"' in content) is (kind == Kind.NUMERIC)


@pytest.mark.parametrize("kind", list(Kind))
def test_an_editor_writes_and_publishes_each_kind(editor, kind):
    response = editor.post(f"{address('add')}?kind={kind}", sent(kind) | {"action-publish": "1"})

    assert response.status_code == 302, response.context["form"].errors
    question = Question.objects.get()
    assert question.live
    assert question.current_revision.number == 1
    assert len(question.current_revision.options) == len(ROWS[kind])
    assert editor.get(address("edit", question.pk)).status_code == 200


def test_a_trainer_writes_and_cannot_publish(trainer):
    trainer.post(f"{address('add')}?kind={Kind.SINGLE}", sent() | {"action-publish": "1"})

    question = Question.objects.get()
    assert not question.live
    assert question.current_revision is None
    assert question not in Question.objects.drawable()


def test_a_draft_may_be_unfinished_and_cannot_be_published_so(editor):
    two = CHOICES[:2]

    editor.post(f"{address('add')}?kind={Kind.SINGLE}", sent(rows=two))
    question = Question.objects.get()
    assert question.options.count() == 2

    rows = [{**row, "id": option.pk} for row, option in zip(two, question.options.all(), strict=True)]
    data = sent(rows=rows)
    data |= {"options-INITIAL_FORMS": "2", "action-publish": "1"}
    response = editor.post(address("edit", question.pk), data)

    assert response.status_code == 200
    assert "Écrivez de 3 à 5 propositions : il y en a 2." in str(response.context["form"].non_field_errors())


def test_a_fault_is_told_at_its_row(editor):
    rows = [dict(CHOICES[0]), dict(CHOICES[0]), dict(CHOICES[1])]

    response = editor.post(f"{address('add')}?kind={Kind.SINGLE}", sent(rows=rows) | {"action-publish": "1"})

    assert "Proposition 2 : Ne proposez pas deux fois" in str(response.context["form"].non_field_errors())
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "SEC-1"}, "code"),
        ({"module_code": "LIB"}, "module_code"),
        ({"lesson_code": "LIB-1"}, "lesson_code"),
        ({"difficulty": "3"}, "difficulty"),
        ({"for_elected": ""}, "for_elected"),
        ({"stem": "Un.\n\nDeux."}, "stem"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(editor, changes, field):
    data = {name: value for name, value in sent(**changes).items() if value != ""}

    response = editor.post(f"{address('add')}?kind={Kind.SINGLE}", data)

    assert field in response.context["form"].errors


def test_editing_and_publishing_keeps_identifiers_and_running_papers(editor):
    question = QuestionFactory()
    attempt = AttemptFactory(questions=[question])
    before = question.current_revision
    rows = [
        {**row, "id": option.pk, "text": option.text + " !"}
        for row, option in zip(CHOICES, question.options.all(), strict=True)
    ]
    data = sent(rows=rows, code=question.code) | {"options-INITIAL_FORMS": "3", "action-publish": "1"}

    response = editor.post(address("edit", question.pk), data)

    assert response.status_code == 302
    question = Question.objects.get()
    assert question.current_revision.number == 2
    assert [option["id"] for option in question.current_revision.options] == [option["id"] for option in before.options]
    assert attempt.items.get().revision == before
    assert editor.get(address("history", question.pk)).status_code == 200


def test_the_code_of_a_question_does_not_change(editor):
    question = QuestionFactory()
    rows = [{**row, "id": option.pk} for row, option in zip(CHOICES, question.options.all(), strict=True)]

    editor.post(address("edit", question.pk), sent(rows=rows, code="Q-SEC-99") | {"options-INITIAL_FORMS": "3"})

    assert Question.objects.get().latest_revision.as_object().code == question.code


def test_deleting_is_retiring(editor):
    question = QuestionFactory()
    attempt = AttemptFactory(questions=[question])

    assert "Retirer de la banque" in editor.get(address("delete", question.pk)).content.decode()
    editor.post(address("delete", question.pk))

    question.refresh_from_db()
    assert question.retired_at is not None
    assert question not in Question.objects.drawable()
    assert attempt.items.get().revision.question == question


def test_deleting_several_is_retiring_them(editor):
    questions = QuestionFactory.create_batch(3)
    url = reverse("wagtail_bulk_action", args=["questions", "question", "delete"])
    query = "&".join(f"id={question.pk}" for question in questions)

    editor.post(f"{url}?{query}", {"next": "/gestion/"})

    assert Question.objects.count() == 3
    assert not Question.objects.drawable().exists()


def test_a_trainer_cannot_retire(trainer):
    question = QuestionFactory()

    trainer.post(address("delete", question.pk))

    question.refresh_from_db()
    assert question.retired_at is None


def test_unpublishing_stops_drawing_and_publishing_brings_back(editor):
    question = QuestionFactory()

    editor.post(address("unpublish", question.pk))
    assert not Question.objects.drawable().exists()

    Question.objects.get().save_revision().publish()
    assert Question.objects.drawable().exists()


def test_the_list_is_filtered(editor):
    QuestionFactory(lesson_code="SEC-1", objective="Celle de la leçon une")
    QuestionFactory(lesson_code="SEC-2", numeric=True, objective="Celle de la leçon deux")

    by_lesson = editor.get(address("list"), {"lesson_code": "SEC-2"}).content.decode()
    by_kind = editor.get(address("list"), {"kind": Kind.SINGLE}).content.decode()

    assert "Celle de la leçon deux" in by_lesson
    assert "Celle de la leçon une" not in by_lesson
    assert "Celle de la leçon une" in by_kind
    assert "Celle de la leçon deux" not in by_kind


@pytest.mark.parametrize("role", [{}, {"registrar": True}])
def test_others_do_not_enter(client, role):
    client.force_login(UserFactory(**role))

    assert client.get(address("list")).status_code == 302


@pytest.mark.parametrize("size", [1, 20])
def test_the_list_takes_the_same_queries_whatever_its_length(editor, size, django_assert_max_num_queries):
    QuestionFactory.create_batch(size)
    editor.get(address("list"))

    with django_assert_max_num_queries(16):
        editor.get(address("list"))
