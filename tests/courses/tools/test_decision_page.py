"""The decision sheet, through its real pages, without JavaScript."""

import pytest

from tests.courses.tools.factories import DECISION, REASON

pytestmark = pytest.mark.django_db

SLUG = "fiche-de-decision"


@pytest.fixture
def desk(at_tool):
    return at_tool(SLUG)


def answer_all(desk, *answers):
    """The project, then oui or non to each question as it comes."""
    desk.send(project="Candélabres du bourg")
    for said in answers:
        desk.send(yes=said)
    return desk


def legends(desk):
    return [legend.get_text(" ", strip=True).replace("\u202f", " ") for legend in desk.soup.select("legend")]


def test_the_first_page_says_that_the_order_is_ours_and_that_nothing_is_scored(desk):
    assert "L’ordre des questions, D1 à D11, est le nôtre" in desk.text
    assert "La fiche ne donne pas de note" in desk.text
    assert all(f"S{number}. " in desk.text for number in range(5))


def test_each_answer_leads_to_the_next_question_of_the_path(desk):
    desk.send(project="Candélabres du bourg")
    assert desk.soup.h2.get_text().startswith("D1. ")

    desk.send(yes="oui", reason=REASON)
    assert desk.soup.h2.get_text().startswith("D2. ")

    desk.send(yes="non")
    assert desk.soup.h2.get_text().startswith("D4. ")
    assert desk.state["answers"]["D1"] == {"yes": True, "reason": REASON}


def test_nothing_is_ticked_in_advance(desk):
    desk.send(project="Candélabres du bourg")

    assert not desk.soup.select("input[checked]")


def test_the_end_of_the_path_explains_the_outcome_and_the_answer_that_decides(desk):
    answer_all(desk, "oui", "non", "oui").send(point_usages="oui", point_travaux="oui", point_gains="non")

    assert "S2. Repousser ou repenser cet investissement" in desk.text
    assert "La réponse qui décide D8." in desk.text
    assert "il manque : des gains qui justifient le coût" in desk.text
    assert "Pièces à produire" in desk.text
    assert "annexe 3" in desk.text


def test_what_is_to_be_done_on_the_way_is_in_the_result(desk):
    answer_all(desk, "oui", "non", "non", "oui").send(point_usages="oui", point_travaux="oui", point_gains="oui")
    desk.send(yes="non").send(yes="non")

    assert "S4. Préparer l’appel d’offres" in desk.text
    assert "Exiger les données dues" in desk.text
    assert "Accompagner le changement" in desk.text


def test_each_yes_without_a_reason_is_said_and_never_refused(desk):
    answer_all(desk, "non")
    assert "À justifier avant de décider" not in desk.text

    desk.open()
    answer_all(desk, "oui", "oui", "oui")
    assert "3 « oui » n’ont pas encore de raison écrite" in desk.text
    assert "S1. Se compléter" in desk.text


def test_a_question_without_an_answer_is_refused_at_its_place_and_keeps_the_reason(desk):
    desk.send(project="Candélabres du bourg")

    desk.send(reason=REASON)

    assert desk.response.status_code == 422
    assert "Répondez par oui ou par non à la question D1." in desk.text
    assert desk.soup.title.get_text().startswith("Erreur")
    assert desk.soup.textarea.get_text().strip() == REASON


def test_each_point_of_d8_asks_for_an_answer_and_keeps_those_that_were_given(desk):
    answer_all(desk, "oui", "non", "oui").send(point_usages="oui", point_gains="non")

    assert desk.response.status_code == 422
    assert "D’autres travaux sont-ils prévus" in desk.soup.select_one("#erreurs").get_text()
    assert {one["name"]: one["value"] for one in desk.soup.select("input[checked]")} == {
        "point_usages": "oui",
        "point_gains": "non",
    }


def test_a_project_without_a_name_is_refused(desk):
    desk.send(project="   ")

    assert desk.response.status_code == 422
    assert "Écrivez en quelques mots de quel projet il s’agit." in desk.text


def test_one_may_go_back_to_any_answer_and_lose_none_of_the_others(desk):
    answer_all(desk, "oui", "oui", "non", "non", "oui")
    before = desk.state

    desk.send(aller="D2")
    assert desk.soup.h2.get_text().startswith("D2. ")
    assert desk.soup.select_one("input[checked]")["value"] == "oui"
    assert desk.state == {**before, "answers": {**before["answers"], "D8": {"points": {}, "reason": ""}}}

    desk.send(yes="non")
    assert desk.soup.h2.get_text().startswith("D8. ")
    assert desk.state["answers"]["D3"] == {"yes": False, "reason": ""}


def test_what_is_being_typed_is_kept_when_one_goes_elsewhere(desk):
    desk.send(project="Candélabres du bourg").send(yes="oui")

    desk.send(reason="Je réfléchis encore", aller="D1")
    desk.send(yes="oui")

    assert desk.soup.h2.get_text().startswith("D2. ")
    assert desk.soup.textarea.get_text().strip() == "Je réfléchis encore"
    assert not desk.soup.select("input[checked]")


def test_a_reason_that_is_too_long_is_said_before_one_goes_elsewhere(desk):
    desk.send(project="Candélabres du bourg").send(yes="oui")

    desk.send(reason="x" * 1501, aller="D1")

    assert desk.response.status_code == 422
    assert desk.soup.select_one("#etape").get_text().startswith("D2. ")
    assert len(desk.soup.textarea.get_text().strip()) == 1501


def test_changing_an_answer_after_the_end_leads_to_another_end(desk):
    desk.resend(DECISION, "resultat")
    assert "S2. " in desk.text

    desk.send(aller="D8", etape="")
    desk.send(point_usages="oui", point_travaux="oui", point_gains="oui").send(yes="oui").send(yes="non")

    assert "S4. " in desk.text


def test_a_browser_cannot_jump_to_a_question_that_is_not_on_the_path(desk):
    desk.send(project="Candélabres du bourg")

    desk.send(etape="D11", yes="oui", aller="D10")

    assert desk.soup.h2.get_text().startswith("D1. ")
    assert desk.state["answers"] == {}


def test_what_was_typed_is_shown_as_text(desk):
    hostile = '<script>alert(1)</script> "><img src=x>'
    desk.resend({"project": hostile, "answers": {**DECISION["answers"], "D1": {"yes": True, "reason": hostile}}})

    assert not desk.soup.main.select("script, img")
    assert "<script>alert(1)</script>" in desk.text
