"""Servers and workers killed where it hurts most: the person gets one credential, once, on whatever database."""

import json

import pytest
from django.conf import settings
from django.utils import timezone

from passport.credentials.models import Credential, private_storage
from passport.credentials.services import issue_earned
from passport.proofs.pdf import read_attachments
from passport.signing.models import StatusEntry
from passport.signing.services import ensure_keys
from passport.verification.site import SiteIssuer
from passport.verify.judging import judge
from passport.verify.verdict import State
from tests.courses.progress.factories import a_course
from tests.passport.concurrency.program import DRAWING, INSIDE, READY, REQUESTS
from tests.passport.factories import a_graduate
from tests.waiting import wait_until

SERVERS, WORKERS = 4, 2


@pytest.mark.django_db(transaction=True)
def test_twenty_requests_issue_once_though_one_process_dies_before_it_commits_and_another_while_it_draws(
    programs, requests_waiting
):
    course = a_course()
    enrollment = a_graduate(course)
    ensure_keys()
    issue_earned(holder=enrollment.learner, pathway=course.pathway, module=course.module)  # the night owes nothing else
    servers = [programs.start("issue", enrollment.learner.pk, course.pathway.pk) for _ in range(SERVERS)]
    workers = [] if settings.CELERY_TASK_ALWAYS_EAGER else [programs.start("work") for _ in range(WORKERS)]
    for _program in [*servers, *workers]:
        programs.next_to_say(READY)

    for server in servers:
        server.go_on()
    first = programs.next_to_say(INSIDE)
    assert requests_waiting(SERVERS * REQUESTS - 1)
    first.kill()
    programs.next_to_say(INSIDE).go_on()
    drawing = programs.next_to_say(DRAWING)
    drawing.kill()
    if not workers:  # the server itself drew, and nobody else will before the night
        night = programs.start("night")
    drawing_again = programs.next_to_say(DRAWING)
    drawing_again.go_on()

    answered = [server for server in servers if server not in (first, drawing)]
    assert [server.finish() for server in answered] == [0] * len(answered)
    if workers:
        assert wait_until(lambda: programs.nothing_is_queued() and not waiting_for_a_worker(), seconds=60)
        drawing_again.process.terminate()  # a worker ends what it has begun
        drawing_again.finish()
    else:
        assert night.finish() == 0
    credential = Credential.objects.get(achievement__module=None)
    assert [server.issued for server in answered] == [[credential.pk] * REQUESTS] * len(answered)
    assert first.issued == []
    assert Credential.objects.count() == StatusEntry.objects.count() == 2
    [letter] = programs.letters
    assert f"To: {enrollment.learner.email}" in letter
    assert drawn(credential) == [credential.pdf.name]
    with credential.pdf.open() as file:
        certificate = file.read()
    [document, _token] = read_attachments(certificate)
    assert json.loads(document.content)["id"] == credential.uuid.urn
    assert judge(certificate, issuer=SiteIssuer(), now=timezone.now()).state is State.VALID


def waiting_for_a_worker():
    return Credential.objects.awaiting_pdf().exists() or Credential.objects.awaiting_letter().exists()


def drawn(credential):
    """Every file of this credential, whether its row names it or not."""
    _folders, files = private_storage().listdir("certificats")
    return [f"certificats/{name}" for name in files if str(credential.uuid) in name]
