"""A program of the site, in a process that may be killed.

`issue HOLDER PATHWAY` is a server that gets several requests at once, `work` a Celery worker, `night` the nightly
round, an hour later. Each says where it is to whoever started it. At the moments worth being killed in, before what
was written is committed and while a PDF is drawn, it waits to be told to go on.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from multiprocessing.connection import Connection
from threading import Barrier, Lock
from unittest.mock import patch

READY, INSIDE, DRAWING, ISSUED = "ready", "inside", "drawing", "issued"
REQUESTS = 5
SPEAKING = Lock()

starter: Connection


def run(connection: Connection, letters: str, act: str, *rest: object) -> None:
    """What the process does, whatever else is set up already; its letters go to that folder."""
    from django.conf import settings

    global starter
    starter, settings.EMAIL_FILE_PATH = connection, letters
    hold_where_it_may_be_killed()
    ACTS[act](*rest)


def say(word: str, *rest: object) -> None:
    with SPEAKING:
        starter.send((word, *rest))


def wait() -> None:
    try:
        starter.recv()
    except EOFError:  # whoever started us is gone
        os._exit(1)


def hold_where_it_may_be_killed() -> None:
    from django.db.models.signals import post_save

    from passport.credentials.documents import storing
    from passport.credentials.models import Credential

    def hold_inside(*, created: bool, **_sent: object) -> None:
        if created:
            say(INSIDE)
            wait()

    draw = storing.render_certificate

    def hold_then_draw(credential: Credential) -> bytes:
        say(DRAWING)
        wait()
        return draw(credential)

    post_save.connect(hold_inside, sender=Credential, weak=False)
    storing.render_certificate = hold_then_draw


def issue(holder_id: int, pathway_id: int) -> None:
    from django.db import connection

    from cms.accounts.models import User
    from courses.pathways.models import Pathway
    from passport.credentials.services import issue_earned

    together = Barrier(REQUESTS)

    def request(_number: int) -> None:
        try:
            holder, pathway = User.objects.get(pk=holder_id), Pathway.objects.get(pk=pathway_id)
            together.wait(timeout=60)
            say(ISSUED, issue_earned(holder=holder, pathway=pathway).pk)
        finally:
            connection.close()

    say(READY)
    wait()
    with ThreadPoolExecutor(REQUESTS) as requests:
        list(requests.map(request, range(REQUESTS)))


def work() -> None:
    from celery.signals import worker_ready
    from django.conf import settings

    from cms.celery import app

    worker_ready.connect(lambda **_sent: say(READY), weak=False)
    app.worker_main(
        [
            "--quiet", "worker", "--pool=solo", "--loglevel=WARNING", "--without-mingle", "--without-gossip",
            f"--hostname=celery-{os.getpid()}@{settings.DATA_DIR.name}",
        ]
    )  # fmt: skip


def night() -> None:
    """When what is missing may no longer be on its way."""
    from django.core.management import call_command

    with patch("passport.credentials.services.telling.GRACE", timedelta(0)):
        call_command("issue_missing_credentials", verbosity=0)


ACTS: dict[str, Callable[..., None]] = {"issue": issue, "work": work, "night": night}
