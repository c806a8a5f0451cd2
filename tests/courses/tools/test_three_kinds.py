"""The three tools that compute: what is kept of them is read again as it was, and a tool done to its end counts."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest

from courses.progress.models import ActivityCompletion
from courses.tools.documents import sheet_markdown
from courses.tools.models import ToolResult
from courses.tools.services import KINDS
from courses.tools.services.exit_cost import index
from tests.cms.accounts.factories import UserFactory
from tests.courses.tools import organisation
from tests.courses.tools.clause_answers import FRAME, SITTINGS
from tests.courses.tools.exit_cost import CONTRACT, EXPENSES
from tests.courses.tools.walking import Walk

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
WAYS = {
    "OUTIL-3": organisation.STEPS,
    "OUTIL-4": (CONTRACT, EXPENSES),
    "OUTIL-5": (FRAME, *SITTINGS),
}


def gone_through(client, code):
    walk = Walk(KINDS[code].tool.slug, client).open()
    for step in WAYS[code]:
        walk.fill(step)
    return walk


@pytest.mark.django_db
@pytest.mark.parametrize("code", WAYS)
def test_a_learner_who_goes_to_the_end_has_done_the_activity_and_keeps_nothing_unasked(client, code):
    learner = UserFactory()
    client.force_login(learner)

    gone_through(client, code)

    assert list(ActivityCompletion.objects.filter(learner=learner).values_list("code", flat=True)) == [code]
    assert not ToolResult.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("code", WAYS)
def test_what_is_kept_is_read_again_as_it_was_and_leads_to_the_same_sheet(client, code):
    client.force_login(UserFactory())
    walk = gone_through(client, code)

    sent = walk.state
    walk.send("garder", title="Mon essai", agrees="on")

    kept, kind = ToolResult.objects.get(), KINDS[code]
    assert kept.answers == sent == kind.read(sent)
    assert kind.is_complete(kept.answers)
    assert "".join(sheet_markdown(kind.sheet(kept.answers, NOW)).split()) != ""
    assert client.get(kept.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("code", WAYS)
def test_answers_that_were_never_given_are_nothing_yet(code):
    kind = KINDS[code]

    assert not kind.is_complete(kind.read({}))
    assert kind.read(kind.read({})) == kind.read({})


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Fraction(19, 10), "1,9"),
        (Fraction(7, 10), "0,7"),
        (Fraction(2, 3), "0,67"),
        (Fraction(3, 2), "1,5"),
        (Fraction(0), "0"),
        (Fraction(1501, 1000), "un peu plus de 1,5"),
        (Fraction(4999, 10000), "un peu moins de 0,5"),
    ],
)
def test_an_index_is_written_so_that_its_colour_can_be_told(number, written):
    assert index(number) == written
