"""Keeping a result: only with the learner's agreement, once, within bounds; doing a tool counts without keeping it."""

import pytest
from django.test import Client

from courses.progress.models import ActivityCompletion
from courses.tools.models import MOST_RESULTS, ToolResult
from courses.tools.services import (
    NotAgreed,
    NotFinished,
    ResultGone,
    TooManyResults,
    documents_of,
    finish,
    forget,
    keep,
    keep_again,
    rename,
)
from courses.tools.services.decision import DECISION_KIND
from courses.tools.services.partnership import PARTNERSHIP_KIND
from tests.cms.accounts.factories import UserFactory
from tests.courses.tools.factories import DECISION, PARTNERSHIP, ToolResultFactory

pytestmark = pytest.mark.django_db

READ = DECISION_KIND.read(DECISION)
UNFINISHED = DECISION_KIND.read({"project": "Candélabres"})


def keep_it(learner, answers=READ, title="Mes candélabres", agrees=True):
    return keep(learner=learner, kind=DECISION_KIND, answers=answers, title=title, agrees=agrees)


def done(learner):
    return list(ActivityCompletion.objects.filter(learner=learner).values_list("code", flat=True))


def test_a_tool_done_to_its_end_counts_once_and_keeps_nothing(learner):
    finish(learner=learner, kind=DECISION_KIND, answers=READ)
    finish(learner=learner, kind=DECISION_KIND, answers=READ)

    assert done(learner) == ["OUTIL-1"]
    assert not ToolResult.objects.exists()


def test_a_tool_that_is_not_finished_counts_for_nothing(learner):
    with pytest.raises(NotFinished):
        finish(learner=learner, kind=DECISION_KIND, answers=UNFINISHED)

    assert done(learner) == []


def test_a_result_is_kept_with_its_title_its_rules_and_the_day_of_the_agreement(learner):
    kept = keep_it(learner, title="  Mes \n candélabres ")

    assert (kept.tool, kept.title, kept.rules_version) == ("OUTIL-1", "Mes candélabres", DECISION_KIND.version)
    assert kept.answers == READ
    assert kept.consented_at is not None
    assert done(learner) == ["OUTIL-1"]


def test_without_an_agreement_nothing_is_kept(learner):
    with pytest.raises(NotAgreed):
        keep_it(learner, agrees=False)

    assert not ToolResult.objects.exists()


def test_an_unfinished_result_is_not_kept(learner):
    with pytest.raises(NotFinished):
        keep_it(learner, answers=UNFINISHED)


def test_the_same_answers_sent_twice_are_kept_once(learner):
    assert keep_it(learner) == keep_it(learner)
    assert keep_it(learner, title="Autre titre") != keep_it(learner)


def test_a_learner_keeps_a_bounded_number_of_results(learner):
    ToolResultFactory.create_batch(MOST_RESULTS, learner=learner)

    with pytest.raises(TooManyResults) as refusal:
        keep_it(learner)

    assert "vous en gardez déjà 40." in str(refusal.value)
    ToolResult.objects.of(learner).first().delete()
    assert keep_it(learner).pk
    assert keep_it(UserFactory()).pk


def test_other_answers_take_the_place_of_those_that_were_kept(learner):
    kept = keep_it(learner)
    other = DECISION_KIND.read({**DECISION, "project": "Arrosage"})

    again = keep_again(learner=learner, kind=DECISION_KIND, answers=other, public_id=kept.public_id)

    assert (again.pk, again.title, again.answers["project"]) == (kept.pk, "Mes candélabres", "Arrosage")
    assert again.consented_at == kept.consented_at
    assert again.updated_at > kept.updated_at
    with pytest.raises(NotFinished):
        keep_again(learner=learner, kind=DECISION_KIND, answers=UNFINISHED, public_id=kept.public_id)


def test_a_result_that_is_gone_or_somebody_else_s_cannot_be_replaced(learner):
    gone, stranger = keep_it(learner), ToolResultFactory()
    forget(result=gone)

    for public_id in (gone.public_id, stranger.public_id, None):
        with pytest.raises(ResultGone):
            keep_again(learner=learner, kind=DECISION_KIND, answers=READ, public_id=public_id)


def test_renaming_changes_the_name_alone(learner):
    kept = keep_it(learner)

    rename(result=kept, title="Lampadaires")

    found = ToolResult.objects.get()
    assert (found.title, found.updated_at, found.answers) == ("Lampadaires", kept.updated_at, READ)


def test_forgetting_takes_the_row_and_leaves_what_counted(learner):
    kept = keep_it(learner)

    forget(result=kept)

    assert not ToolResult.objects.exists()
    assert done(learner) == ["OUTIL-1"]


def test_another_app_finds_a_learner_s_documents_without_knowing_any_tool(learner):
    ToolResultFactory(learner=learner, title="Candélabres")
    ToolResultFactory(learner=learner, title="Borne à verre", partnership=True)
    ToolResultFactory(title="À quelqu’un d’autre")

    documents = list(documents_of(learner=learner))

    assert {(one.tool, str(one.tool_title), one.title) for one in documents} == {
        ("OUTIL-1", "Fiche de décision d’investissement", "Candélabres"),
        ("OUTIL-2", "Test du partenariat d’innovation", "Borne à verre"),
    }
    for one in documents:
        assert one.markdown().startswith("# ")
        assert one.pdf().startswith(b"%PDF")


def test_documents_cost_one_query_however_many_they_are(learner, django_assert_num_queries):
    ToolResultFactory(learner=learner)
    with django_assert_num_queries(1):
        list(documents_of(learner=learner))
    ToolResultFactory.create_batch(19, learner=learner)
    with django_assert_num_queries(1):
        assert len(list(documents_of(learner=learner))) == 20


def test_results_that_no_tool_reads_any_more_are_left_out_of_the_documents(learner):
    ToolResultFactory(learner=learner, tool="OUTIL-99")
    ToolResultFactory(learner=learner, answers={"project": 12})
    ToolResultFactory(learner=learner, answers={"project": "Sans suite"})

    assert list(documents_of(learner=learner)) == []


@pytest.mark.parametrize(
    ("kind", "answers"), [(DECISION_KIND, DECISION), (PARTNERSHIP_KIND, PARTNERSHIP)], ids=["decision", "partnership"]
)
class TestThroughThePages:
    def test_a_visitor_reaches_the_result_and_leaves_no_trace(self, at_tool, kind, answers):
        desk = at_tool(kind.tool.slug).resend(answers, "resultat")

        assert desk.response.status_code == 200
        assert "Rien n’est gardé sur ce site." in desk.text
        assert not desk.client.cookies
        assert not ActivityCompletion.objects.exists()

    def test_a_learner_s_activity_counts_without_keeping_anything(self, at_tool, member, learner, kind, answers):
        desk = at_tool(kind.tool.slug, member).resend(answers, "resultat")

        assert "Cette activité compte comme faite" in desk.text
        assert done(learner) == [kind.tool.code]
        assert not ToolResult.objects.exists()

    def test_the_box_is_never_ticked_in_advance_and_says_what_for_and_until_when(self, at_tool, member, kind, answers):
        desk = at_tool(kind.tool.slug, member).resend(answers, "resultat")

        box = desk.soup.select_one("[name=agrees]")
        assert not box.has_attr("checked")
        for word in ("Ce qui est gardé", "Pour quoi", "Jusqu’à quand"):
            assert word in desk.text

    def test_a_learner_who_agrees_keeps_the_result(self, at_tool, member, learner, kind, answers):
        desk = at_tool(kind.tool.slug, member).resend(answers, "resultat")

        desk.send("garder", title="Pour le conseil", agrees="on")

        kept = ToolResult.objects.of(learner).get()
        assert desk.response["Location"] == kept.get_absolute_url()
        assert (kept.title, kept.tool, kept.answers) == ("Pour le conseil", kind.tool.code, kind.read(answers))

    def test_a_learner_who_does_not_tick_keeps_nothing_and_loses_nothing(self, at_tool, member, kind, answers):
        desk = at_tool(kind.tool.slug, member).resend(answers, "resultat")

        desk.send("garder", title="Pour le conseil")

        assert desk.response.status_code == 422
        assert "Cochez la case pour donner votre accord" in desk.text
        assert desk.soup.select_one("[name=title]")["value"] == "Pour le conseil"
        assert desk.state == kind.read(answers)
        assert not ToolResult.objects.exists()

    def test_a_visitor_who_asks_to_keep_is_told_how_and_loses_nothing(self, at_tool, kind, answers):
        desk = at_tool(kind.tool.slug).resend(answers, "garder", title="Moi", agrees="on")

        assert desk.response.status_code == 403
        assert "connectez-vous dans un autre onglet" in desk.text
        assert desk.state == kind.read(answers)
        assert not ToolResult.objects.exists()

    def test_unfinished_answers_are_never_a_result(self, at_tool, member, kind, answers):
        desk = at_tool(kind.tool.slug, member)

        for action in ("resultat", "pdf", "markdown", "garder"):
            desk.resend({"project": answers["project"]}, action, title="x", agrees="on")
            assert desk.soup.select_one("#etape"), action

        assert not ActivityCompletion.objects.exists()
        assert not ToolResult.objects.exists()

    def test_a_full_space_is_said_at_the_form(self, at_tool, member, learner, kind, answers):
        ToolResultFactory.create_batch(MOST_RESULTS, learner=learner)
        desk = at_tool(kind.tool.slug, member).resend(answers, "resultat")

        desk.send("garder", title="Encore un", agrees="on")

        assert desk.response.status_code == 409
        assert "Supprimez un ancien résultat" in desk.text


class TestTheFormOfAnotherSite:
    """Steps change nothing and are open; what changes something is refused unless our own page sent it."""

    @pytest.fixture
    def strict(self, learner):
        client = Client(enforce_csrf_checks=True)
        client.force_login(learner)
        return client

    def test_counts_no_activity_and_is_asked_to_confirm(self, at_tool, strict, learner):
        desk = at_tool("fiche-de-decision", strict).resend(DECISION, "resultat")

        assert desk.response.status_code == 200
        assert "Confirmer mes réponses" in desk.text
        assert done(learner) == []

        token = desk.soup.select_one("[name=csrfmiddlewaretoken]")["value"]
        desk.send("resultat", csrfmiddlewaretoken=token)
        assert done(learner) == ["OUTIL-1"]

    def test_keeps_nothing(self, at_tool, strict):
        desk = at_tool("fiche-de-decision", strict).resend(DECISION, "garder", title="Forcé", agrees="on")

        assert desk.response.status_code == 403
        assert desk.state == READ
        assert not ToolResult.objects.exists()

    def test_our_own_page_keeps_the_result(self, at_tool, strict):
        desk = at_tool("fiche-de-decision", strict).resend(DECISION, "resultat")
        token = desk.soup.select_one("[name=csrfmiddlewaretoken]")["value"]

        desk.send("garder", title="Voulu", agrees="on", csrfmiddlewaretoken=token)

        assert ToolResult.objects.get().title == "Voulu"
