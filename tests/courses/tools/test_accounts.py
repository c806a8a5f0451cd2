"""What a person takes away of the tools, and what goes with the account."""

import io
import json
import zipfile

import pytest

from cms.accounts.erasure import erase
from cms.accounts.models import User
from cms.accounts.services import export_account
from courses.tools.models import ToolResult
from tests.courses.tools.factories import DECISION, ToolResultFactory

pytestmark = pytest.mark.django_db


def exported(learner):
    file = io.BytesIO()
    export_account(user=learner, into=file)
    with zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("outils.json"))


def test_the_export_holds_each_kept_result_its_answers_and_its_sheet(learner):
    ToolResultFactory(learner=learner, title="Mes candélabres")
    ToolResultFactory(title="À quelqu’un d’autre")

    (told,) = exported(learner)

    assert (told["outil"], told["titre"], told["réponses"]) == ("OUTIL-1", "Mes candélabres", DECISION)
    assert told["nom_de_l_outil"] == "Fiche de décision d’investissement"
    assert told["accord_donné_le"]
    assert "S2. Repousser ou repenser" in told["fiche"]


def test_the_export_holds_what_no_tool_reads_any_more(learner):
    ToolResultFactory(learner=learner, tool="OUTIL-99", answers={"reste": "entier"})

    (told,) = exported(learner)

    assert told["réponses"] == {"reste": "entier"}
    assert told["fiche"] is None


def test_somebody_who_keeps_nothing_takes_an_empty_list(learner):
    assert exported(learner) == []


def test_the_export_does_not_cost_more_queries_for_more_results(learner, django_assert_max_num_queries):
    ToolResultFactory.create_batch(20, learner=learner)

    from courses.tools.services import export_results

    with django_assert_max_num_queries(1):
        assert len(list(export_results(learner))) == 20


def test_kept_results_go_with_the_account_and_no_others(learner):
    ToolResultFactory(learner=learner)
    stays = ToolResultFactory()

    erase(User.objects.filter(pk=learner.pk))

    assert list(ToolResult.objects.all()) == [stays]
