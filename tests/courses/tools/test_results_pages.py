"""What a learner keeps: the list, each result, taking it up again, renaming, deleting; never anybody else's."""

import uuid

import pytest
from django.urls import reverse

from courses.tools.models import ToolResult
from tests.courses.tools.conftest import Desk
from tests.courses.tools.factories import ToolResultFactory

pytestmark = pytest.mark.django_db

NAMES = ["result", "pdf", "markdown", "resume", "rename", "delete"]


@pytest.fixture
def kept(learner):
    return ToolResultFactory(learner=learner, title="Mes candélabres")


def page(client, name="results", *args):
    return Desk("", client).look(client.get(reverse(f"tools:{name}", args=args)))


def test_an_empty_list_says_how_to_keep_a_result(member):
    seen = page(member)

    assert "Vous ne gardez aucun résultat" in seen.text
    assert seen.soup.select_one(".vide a")["href"] == reverse("tools:index")


def test_the_list_shows_the_learner_s_own_results_the_latest_first(member, learner):
    ToolResultFactory(learner=learner, title="Le premier")
    ToolResultFactory(learner=learner, title="Le second", partnership=True)
    ToolResultFactory(title="À quelqu’un d’autre")

    seen = page(member)

    assert [title.get_text() for title in seen.soup.select("main li h2")] == ["Le second", "Le premier"]
    assert "Vous gardez 2 résultats" in seen.text


def test_the_list_costs_the_same_with_one_result_and_with_twenty(member, learner, django_assert_max_num_queries):
    ToolResultFactory(learner=learner)
    member.get(reverse("tools:results"))
    with django_assert_max_num_queries(6) as one:
        page(member)
    ToolResultFactory.create_batch(19, learner=learner)
    with django_assert_max_num_queries(6) as twenty:
        page(member)

    assert len(one) == len(twenty)


def test_a_long_list_is_cut_in_pages(member, learner):
    ToolResultFactory.create_batch(21, learner=learner)

    assert len(page(member).soup.select("main li h2")) == 20
    second = Desk("", member).look(member.get(reverse("tools:results") + "?page=2"))
    assert len(second.soup.select("main li h2")) == 1


def test_a_kept_result_shows_its_sheet_and_the_day_of_the_agreement(member, kept):
    seen = page(member, "result", kept.public_id)

    assert "S2. Repousser ou repenser cet investissement" in seen.text
    assert "Vous avez accepté le" in seen.text


def test_a_kept_result_is_taken_away_as_pdf_and_as_markdown(member, kept):
    pdf = member.get(reverse("tools:pdf", args=[kept.public_id]))
    markdown = member.get(reverse("tools:markdown", args=[kept.public_id]))

    assert pdf.content.startswith(b"%PDF")
    assert pdf["Content-Disposition"] == 'attachment; filename="fiche-de-decision-mes-candelabres.pdf"'
    assert markdown.content.decode().startswith("# Fiche de décision d’investissement")
    assert markdown["Content-Disposition"].endswith('.md"')


def test_a_result_is_taken_up_again_where_it_stood_and_its_changes_are_kept_in_its_place(member, kept):
    desk = Desk("fiche-de-decision", member).look(member.get(reverse("tools:resume", args=[kept.public_id])))
    assert "Vous continuez « Mes candélabres »" in desk.text

    desk.send(point_usages="oui", point_travaux="oui", point_gains="oui").send(yes="oui").send(yes="non")
    assert "Remplacer par ces réponses" in desk.text
    desk.send("garder")

    found = ToolResult.objects.get()
    assert desk.response["Location"] == found.get_absolute_url()
    assert (found.pk, found.title) == (kept.pk, "Mes candélabres")
    assert "S4. Préparer l’appel d’offres" in page(member, "result", kept.public_id).text


def test_somebody_else_s_result_cannot_be_replaced(member, kept):
    stranger = ToolResultFactory(title="À quelqu’un d’autre")
    desk = Desk("fiche-de-decision", member).open().resend(kept.answers, "resultat", garde=str(stranger.public_id))
    assert "À quelqu’un d’autre" not in desk.text

    for wanted in (str(stranger.public_id), "n’importe quoi", str(uuid.uuid4())):
        desk.resend(kept.answers, "garder", garde=wanted)
        assert desk.response.status_code == 404
        assert "À quelqu’un d’autre" not in desk.text

    assert ToolResult.objects.get(pk=stranger.pk).updated_at == stranger.updated_at


def test_a_result_deleted_meanwhile_loses_none_of_the_new_answers(member, kept):
    desk = Desk("fiche-de-decision", member).look(member.get(reverse("tools:resume", args=[kept.public_id])))
    desk.send(point_usages="non", point_travaux="non", point_gains="non")
    kept.delete()

    desk.send("garder")
    assert "Ce résultat n’est plus dans votre espace" in desk.text
    desk.send("garder", title="À nouveau", agrees="on")

    assert ToolResult.objects.get().title == "À nouveau"


def test_a_result_of_one_tool_is_not_replaced_by_the_answers_of_another(member, learner, kept):
    other = ToolResultFactory(learner=learner, partnership=True)

    desk = Desk("fiche-de-decision", member).open().resend(kept.answers, "garder", garde=str(other.public_id))

    assert desk.response.status_code == 404


def test_a_result_is_renamed(member, kept):
    address = reverse("tools:rename", args=[kept.public_id])
    assert 'value="Mes candélabres"' in member.get(address).content.decode()

    assert member.post(address, {"title": "Lampadaires"})["Location"] == kept.get_absolute_url()

    kept.refresh_from_db()
    assert kept.title == "Lampadaires"


@pytest.mark.parametrize("title", ["", "   ", "x" * 121])
def test_a_title_that_does_not_hold_is_refused(member, kept, title):
    answer = member.post(reverse("tools:rename", args=[kept.public_id]), {"title": title})

    assert answer.status_code == 422
    kept.refresh_from_db()
    assert kept.title == "Mes candélabres"


def test_deleting_asks_first_then_takes_the_row(member, kept):
    address = reverse("tools:delete", args=[kept.public_id])
    assert "Cela ne se défait pas" in member.get(address).content.decode()
    assert ToolResult.objects.exists()

    assert member.post(address)["Location"] == reverse("tools:results")

    assert not ToolResult.objects.exists()
    assert member.post(address).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_other_people_s_results_are_not_found(member, name):
    stranger = ToolResultFactory()
    address = reverse(f"tools:{name}", args=[stranger.public_id])

    assert member.get(address).status_code == 404
    if name in ("rename", "delete"):
        assert member.post(address, {"title": "Pris"}).status_code == 404
        assert ToolResult.objects.get().title == stranger.title


@pytest.mark.parametrize("name", ["results", *NAMES])
def test_a_visitor_is_asked_to_sign_in(client, kept, name):
    args = [] if name == "results" else [kept.public_id]

    assert client.get(reverse(f"tools:{name}", args=args))["Location"].startswith("/compte/connexion/")


def test_a_result_under_older_rules_says_that_it_was_computed_again(member, kept):
    ToolResult.objects.update(rules_version="2025-01")

    assert "Les règles de cet outil ont changé depuis" in page(member, "result", kept.public_id).text


def test_a_result_that_the_rules_of_today_do_not_conclude_can_be_continued_or_deleted(member, learner):
    draft = ToolResultFactory(learner=learner, answers={"project": "Candélabres"})

    seen = page(member, "result", draft.public_id)

    assert "Ce résultat est à compléter" in seen.text
    assert member.get(reverse("tools:pdf", args=[draft.public_id])).status_code == 404
    assert "D1. " in page(member, "resume", draft.public_id).text


def test_a_result_that_cannot_be_read_any_more_is_still_listed_and_deleted(member, learner):
    lost = ToolResultFactory(learner=learner, answers={"project": 12})

    assert page(member).soup.select("main li h2")
    assert member.get(reverse("tools:resume", args=[lost.public_id]))["Location"] == lost.get_absolute_url()
    assert "ne peut plus être continué" in page(member, "result", lost.public_id).text
    member.post(reverse("tools:delete", args=[lost.public_id]))
    assert not ToolResult.objects.exists()


def test_a_result_of_a_tool_that_is_gone_says_so(member, learner):
    gone = ToolResultFactory(learner=learner, tool="OUTIL-99")

    assert "Un outil qui n’est plus proposé" in page(member).text
    assert "Cet outil n’est plus proposé" in page(member, "result", gone.public_id).text
    assert member.get(reverse("tools:resume", args=[gone.public_id])).status_code == 404


def test_my_space_leads_to_the_list(member):
    assert reverse("tools:results") in member.get(reverse("progress:home")).content.decode()
