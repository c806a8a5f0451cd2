"""What our own verifier says of the files that a holder downloads, from issue to the end."""

import pytest
from django.utils import timezone

from passport.achievements.services import achievement_for
from passport.credentials.documents import baked_badge
from passport.credentials.models import Credential
from passport.credentials.services import issue_anew, issue_credential, revoke_credential
from passport.proofs.reasons import Reason
from passport.signing.services import compromise_key
from passport.verification.site import SiteIssuer
from passport.verify.judging import judge
from passport.verify.verdict import State
from tests.cms.accounts.factories import UserFactory
from tests.courses.progress.factories import a_course
from tests.passport.factories import a_graduate

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(django_capture_on_commit_callbacks):
    """Two neighbours in the status list, from a finished pathway."""
    course = a_course()
    achievement = achievement_for(pathway=course.pathway)
    graduates = [a_graduate(course, name=name) for name in ("Claire Fontanel", "Jean Martin")]
    with django_capture_on_commit_callbacks(execute=True):
        for graduate in graduates:
            issue_credential(holder=graduate.learner, achievement=achievement)
    return list(Credential.objects.order_by("pk"))


def files_of(credential):
    with credential.pdf.open() as pdf:
        return [credential.document.encode(), credential.token.encode(), baked_badge(credential), pdf.read()]


def judged(files):
    return [judge(content, issuer=SiteIssuer(), now=timezone.now()) for content in files]


def states(files):
    return {verdict.state for verdict in judged(files)}


def test_what_is_issued_from_a_finished_pathway_is_valid_in_every_form(issued):
    for credential in issued:
        assert states(files_of(credential)) == {State.VALID}


def test_what_is_revoked_is_told_at_once_and_its_neighbour_stays_valid(issued):
    revoked, neighbour = issued
    files = files_of(revoked)

    revoke_credential(credential=revoked, by=UserFactory(registrar=True), reason="Fraude", publish_reason=False)

    assert states(files) == {State.REVOKED}
    assert states(files_of(neighbour)) == {State.VALID}


def test_after_a_change_of_name_the_old_files_are_revoked_and_the_new_ones_valid(
    issued, django_capture_on_commit_callbacks
):
    old = issued[0]
    files = files_of(old)
    old.holder.name = "Claire Nouvel"
    old.holder.save()

    with django_capture_on_commit_callbacks(execute=True):
        anew = issue_anew(credential=old, by=old.holder)
    anew.refresh_from_db()

    assert states(files) == {State.REVOKED}
    assert states(files_of(anew)) == {State.VALID}


def test_after_a_compromise_the_files_of_before_are_refused_and_those_of_today_valid(
    issued, django_capture_on_commit_callbacks
):
    before = files_of(issued[0])[0]

    with django_capture_on_commit_callbacks(execute=True):
        compromise_key(key=issued[0].proof_key)

    [verdict] = judged([before])
    assert verdict.state is State.REFUSED
    assert Reason.KEY_COMPROMISED in {finding.reason for finding in verdict.findings}
    assert states(files_of(Credential.objects.get(pk=issued[0].pk))) == {State.VALID}
