"""What trainers read: totals, from five answers on, and nobody’s answer."""

import csv
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.cms.accounts.factories import UserFactory
from tests.courses.modules.factories import ModulePageFactory
from tests.courses.surveys.factories import SurveyAnswerFactory

pytestmark = pytest.mark.django_db

INDEX, TABLE = reverse("surveys_desk:index"), reverse("surveys_desk:table")


@pytest.fixture
def trainer(client):
    person = UserFactory(trainer=True)
    client.force_login(person)
    return person


def text_of(answer):
    assert answer.status_code == 200
    text = BeautifulSoup(answer.content, "html.parser").get_text(" ")
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


def report(client, module):
    return client.get(reverse("surveys_desk:report", args=[module.pk]))


def rows(client):
    text = client.get(TABLE).content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))


def test_the_menu_of_reports_leads_there(client, trainer):
    assert INDEX in client.get(reverse("wagtailadmin_home")).content.decode()


def test_without_any_answer_the_page_says_where_they_come_from(client, trainer):
    assert "Personne n’a encore donné son avis" in text_of(client.get(INDEX))


@pytest.mark.parametrize("count", [1, 4])
def test_under_five_answers_no_figure_and_no_remark_is_shown(client, trainer, count):
    module = ModulePageFactory()
    SurveyAnswerFactory.create_batch(count, module=module, clear=1, comment="On me reconnaît")

    for page in (text_of(client.get(INDEX)), text_of(report(client, module)), str(rows(client))):
        assert "On me reconnaît" not in page
        assert "Moyenne :" not in page
    assert f"Avis reçus : {count}. Il en manque {5 - count}" in text_of(report(client, module))
    assert rows(client)[1:] == [[module.title, "Nombre d’avis", "", str(count), ""]]


def test_from_five_answers_on_counts_means_and_remarks_are_shown_without_names(client, trainer):
    module = ModulePageFactory()
    answers = [SurveyAnswerFactory(module=module, clear=step, comment=f"Remarque {step}") for step in (1, 2, 4, 5, 5)]

    page = text_of(report(client, module))

    assert "Moyenne : 3,4 sur 5, 5 réponses." in page
    assert "5. Tout à fait d’accord 2 40 %" in page
    assert "Remarque 1 Remarque 2" in page
    assert not any(answer.learner.name in page or answer.learner.email in page for answer in answers)


def test_the_sixth_answer_is_announced_and_not_told(client, trainer):
    module = ModulePageFactory()
    SurveyAnswerFactory.create_batch(5, module=module, clear=5)
    before = rows(client)
    SurveyAnswerFactory(module=module, clear=1, comment="On me reconnaît")

    page = text_of(report(client, module))

    assert "5 avis comptés." in page
    assert "1 autre attend : il en manque 4 pour le compter" in page
    assert "6 (comptés : 5)" in text_of(client.get(INDEX))
    assert "On me reconnaît" not in page
    assert rows(client)[2:] == before[2:]


def test_a_bar_repeats_the_figure_that_stands_beside_it(client, trainer):
    module = ModulePageFactory()
    SurveyAnswerFactory.create_batch(5, module=module, useful=4)

    soup = BeautifulSoup(report(client, module).content, "html.parser")
    bar = soup.select_one("#avis-useful ~ table tr:nth-of-type(4) svg")

    assert bar["aria-hidden"] == "true"
    assert bar.select(".surveys-bar__part")[0]["width"] == "100%"


def test_a_question_that_few_answered_stays_hidden(client, trainer):
    module = ModulePageFactory()
    SurveyAnswerFactory.create_batch(4, module=module, accessible=1)
    SurveyAnswerFactory(module=module, accessible=None)

    assert "Moins de 5 personnes ont répondu à cette question" in text_of(report(client, module))
    assert "trop peu" in text_of(client.get(INDEX))
    assert [row[2] for row in rows(client) if row[1].startswith("Sur mon appareil")] == ["Trop peu de réponses"]


def test_the_table_is_what_a_french_spreadsheet_opens_and_never_a_formula(client, trainer):
    module = ModulePageFactory(title="Sécurité")
    SurveyAnswerFactory.create_batch(4, module=module)
    SurveyAnswerFactory(module=module, clear=5, comment="=HYPERLINK(1)")

    answer = client.get(TABLE)

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith("\ufeff".encode())
    assert ["Sécurité", "Les leçons étaient claires", "Plutôt d’accord", "4", "4,2"] in rows(client)
    assert ["Sécurité", "Remarque", "'=HYPERLINK(1)", "", ""] in rows(client)


@pytest.mark.parametrize("role", [{}, {"registrar": True}])
def test_who_is_not_a_trainer_reads_nothing(client, role):
    client.force_login(UserFactory(**role))
    module = SurveyAnswerFactory().module

    for address in (INDEX, TABLE, reverse("surveys_desk:report", args=[module.pk])):
        assert client.get(address).status_code in (302, 403)


def test_an_editor_reads_them_too(client):
    client.force_login(UserFactory(editor=True))

    assert client.get(INDEX).status_code == 200


def test_no_screen_of_the_desk_shows_one_answer(client):
    client.force_login(UserFactory(administrator=True))
    answer = SurveyAnswerFactory(comment="Rien qu’à moi")

    assert client.get(f"/gestion/avis/{answer.module.pk}/1/").status_code == 404
    assert "Rien qu’à moi" not in client.get(INDEX).content.decode()


@pytest.mark.parametrize("size", [1, 20])
def test_the_list_costs_the_same_with_one_module_or_twenty(client, trainer, size, django_assert_max_num_queries):
    for _ in range(size):
        SurveyAnswerFactory.create_batch(5, module=ModulePageFactory())
    client.get(INDEX)

    with django_assert_max_num_queries(16):
        client.get(INDEX)
