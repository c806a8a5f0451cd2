from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from passport.achievements.models import Achievement
from passport.achievements.services import achievement_for
from passport.credentials.models import Credential
from passport.credentials.services import issue_credential
from tests.courses.progress.factories import a_course
from tests.passport.factories import a_graduate

THREADS = 6


@pytest.mark.django_db(transaction=True)
def test_clicks_at_the_same_moment_issue_one_credential_and_one_pdf():
    course = a_course()
    enrollment = a_graduate(course)
    together = Barrier(THREADS)

    def click(_n):
        try:
            together.wait(timeout=30)
            achievement = achievement_for(pathway=course.pathway)
            return issue_credential(holder=enrollment.learner, achievement=achievement).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as clicks:
        issued = set(clicks.map(click, range(THREADS)))

    assert len(issued) == 1
    assert Credential.objects.count() == Achievement.objects.count() == 1
    credential = Credential.objects.get()
    assert credential.pdf.storage.exists(credential.pdf.name)
