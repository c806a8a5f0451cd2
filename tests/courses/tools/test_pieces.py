"""Kept results as documents of a production: the learner's own, as they are on the day of handing in."""

import uuid

import pytest

from courses.assignments.sources import piece_source, pieces_of
from tests.cms.accounts.factories import UserFactory
from tests.courses.tools.factories import ToolResultFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(learner):
    return ToolResultFactory(learner=learner, title="Mes candélabres")


def offered(learner):
    return {source.name: [piece.title for piece in pieces] for source, pieces in pieces_of(learner)}.get("outils")


def test_a_learner_may_attach_what_is_kept_and_sees_which_tool_made_it(learner, kept):
    ToolResultFactory(title="À quelqu’un d’autre")

    assert offered(learner) == ["Mes candélabres (Fiche de décision d’investissement)"]
    assert offered(UserFactory()) is None


def test_the_copy_holds_the_words_and_the_pdf(learner, kept):
    copy = piece_source("outils").copy(learner, str(kept.public_id))

    assert copy.title == "Mes candélabres"
    assert copy.text.startswith("# Fiche de décision d’investissement")
    assert copy.pdf.startswith(b"%PDF")


def test_what_is_gone_unreadable_or_somebody_else_s_is_no_document(learner, kept):
    source = piece_source("outils")
    unfinished = ToolResultFactory(learner=learner, answers={"project": "Sans suite"})

    assert source.copy(UserFactory(), str(kept.public_id)) is None
    assert source.copy(learner, str(uuid.uuid4())) is None
    assert source.copy(learner, "n’importe quoi") is None
    assert source.copy(learner, str(unfinished.public_id)) is None
    kept.delete()
    assert source.copy(learner, str(kept.public_id)) is None
