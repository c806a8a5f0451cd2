from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection

from passport.achievements.models import Achievement
from passport.achievements.services import achievement_for
from passport.credentials.models import Credential, private_storage
from passport.credentials.services import issue_anew, issue_credential
from passport.signing.models import StatusEntry
from tests.courses.progress.factories import a_course
from tests.passport.factories import CredentialFactory, a_graduate

CLICKS = 20


def at_once(act):
    """What each of many clicks at the same moment got."""
    together = Barrier(CLICKS)

    def click(_n):
        try:
            together.wait(timeout=60)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(CLICKS) as clicks:
        return set(clicks.map(click, range(CLICKS)))


@pytest.mark.django_db(transaction=True)
def test_clicks_at_the_same_moment_issue_one_credential_one_place_one_letter_and_one_pdf():
    course = a_course()
    enrollment = a_graduate(course)

    def click():
        achievement = achievement_for(pathway=course.pathway)
        return issue_credential(holder=enrollment.learner, achievement=achievement).pk

    issued = at_once(click)

    credential = Credential.objects.get()
    assert issued == {credential.pk}
    assert Achievement.objects.count() == StatusEntry.objects.count() == 1
    assert [letter.to for letter in mail.outbox] == [[enrollment.learner.email]]
    _folders, files = private_storage().listdir("certificats")
    assert [name for name in files if str(credential.uuid) in name] == [credential.pdf.name.split("/")[1]]


@pytest.mark.django_db(transaction=True)
def test_clicks_at_the_same_moment_replace_a_credential_once():
    credential = CredentialFactory(signed=True)
    credential.holder.name = "Un autre nom"
    credential.holder.save()

    replacements = at_once(lambda: issue_anew(credential=credential, by=credential.holder).pk)

    assert len(replacements) == 1
    assert Credential.objects.count() == StatusEntry.objects.count() == 2
    assert len(mail.outbox) == 1
