"""What a vault holds is nowhere but in that vault: everything that could remember is searched for planted readings."""

import io
import logging
import re
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from celery.signals import task_prerun
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client

from cms.foundation.supervisor import Child, answers
from sandbox.companions import HONEST, aggregator
from sandbox.consents.models import ConsentRecord
from sandbox.consents.services import register_clients, withdraw
from sandbox.consents.tasks import clear_expired_tokens
from sandbox.labs.catalogue import BY_CODE
from sandbox.labs.rules.auditor import FOUND, audit
from sandbox.labs.rules.canaries import Canaries
from sandbox.labs.services.retention import NOTE, audit_honest, prepare, readings_by
from sandbox.labs.services.runs import run_of
from sandbox.vault.models import Chunk
from sandbox.vault.rules.series import DOMAINS
from sandbox.vault.services import open_vault, vault_of
from sandbox.vault.services.notes import read_note
from sandbox.vault.tasks import recover_vault_keys, tidy_vaults
from sandbox.vault.views import reading
from tests.cms.accounts.factories import UserFactory
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db(transaction=True)

VAULT, API = "/bac-a-sable/coffre/", "/api/coffre/v1/series/"


@pytest.fixture
def ma_ville(live_server, settings, tmp_path):
    """The honest aggregator, as talkative as it can be, reading this test's site."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}"
    settings.SITE_URL = live_server.url
    settings.AGGREGATOR_URL, settings.AGGREGATOR_DIR = address, tmp_path / "ma-ville"
    settings.SANDBOX_SECRETS_DIR = tmp_path / "secrets"
    register_clients()
    talkative = {"MAVILLE_MODE": "honnete", "MAVILLE_LOG_LEVEL": "debug"}
    child = Child(
        aggregator(
            name="Ma ville", client=HONEST, address=address, directory=settings.AGGREGATOR_DIR, variables=talkative
        )
    )
    child.start()
    assert wait_until(lambda: answers(child.program.health), seconds=40), child.program.log.read_text()
    with requests.Session() as session:
        session.trust_env = False
        yield Inhabitant(address, session, live_server.url)
    child.kill()


class Inhabitant:
    """One browser: its two halves, since each program has cookies of its own."""

    def __init__(self, service, session, site):
        self.service, self.session = service, session
        self.site = Client(raise_request_exception=False, headers={"Host": site.removeprefix("http://")})

    def see(self, path):
        return self.session.get(self.service + path, allow_redirects=False, timeout=30)

    def authorise_everything(self):
        asked = urlsplit(self.see("/demander/").headers["Location"])
        form = self.site.get(f"{asked.path}?{asked.query}").context["form"]
        boxes = [value for value, _label in form.fields["cases"].choices]
        answer = {"demande": form.initial["demande"], "cases": boxes, "duree": 7, "reponse": "autoriser"}
        back = self.site.post(asked.path, answer)["Location"]
        assert self.session.get(back, allow_redirects=False, timeout=30).status_code == 302


@pytest.fixture
def messages_of_tasks():
    seen = []

    def note(sender, args, kwargs, **_rest):
        seen.append(f"{sender.name} {args} {kwargs}")

    task_prerun.connect(note)
    yield seen
    task_prerun.disconnect(note)


@pytest.fixture
def log(caplog):
    """What the site logs with LOG_LEVEL=DEBUG, and its database's statements besides.

    Django's own loggers stay at INFO then, which matters: at DEBUG `django.template` quotes whole contexts.
    """
    for logger in (None, "django.db.backends"):
        caplog.set_level(logging.DEBUG, logger)
    assert logging.getLogger("django.template").getEffectiveLevel() > logging.DEBUG
    connection.force_debug_cursor = True
    yield lambda: "\n".join(map(logging.Formatter().format, caplog.records))
    connection.force_debug_cursor = False


def use_everything(person, learner):
    """The service's pages, the holder's pages, an export, a file brought."""
    for path in ("/", "/suivi/", "/a-propos/", "/?epreuve=essai"):
        assert person.see(path).status_code == 200
    for domain in DOMAINS:
        for step in DOMAINS[domain].steps:
            assert (
                person.site.get(f"{VAULT}donnees/{domain}/?pas={step}&du=2025-01-01&au=2025-03-31").status_code == 200
            )
    for page in ("", "journal/", "journal/verifier/", "exporter/", "journal/journal.jsonl"):
        assert person.site.get(VAULT + page).status_code == 200
    assert person.site.post(f"{VAULT}exporter/").status_code == 200


def provoke_every_error(person, learner, monkeypatch):
    """Each refusal and each fault of both programs; what is wrong is as close to the readings as it can be."""
    service = person.service
    statuses = {person.see(path).status_code for path in ("/nulle-part/", "/retour/?code=x&state=y", "/oublier/")}
    statuses.add(person.session.post(f"{service}/oublier/", timeout=30).status_code)
    statuses.add(person.session.get(f"{service}/", headers={"Host": "ailleurs.example"}, timeout=30).status_code)
    assert statuses >= {400, 403, 404, 405}
    site = person.site
    seen = [
        site.get(f"{API}energie/"),
        site.get(f"{API}energie/", headers={"Authorization": "Bearer faux"}),
        site.get(f"{API}rien/?access_token=x"),
        site.get(f"{VAULT}donnees/rien/"),
        site.get(f"{VAULT}donnees/energie/?pas=heure&du=hier&au=demain"),
        site.post(f"{VAULT}journal/"),
        site.post(f"{VAULT}apporter/", {"fichier": io.BytesIO(b"rien"), "accord": "on"}),
        Client(enforce_csrf_checks=True).post("/oauth/authorize/"),
    ]
    with monkeypatch.context() as patch:
        patch.setattr(reading, "chart_of", lambda answer: answer.values[10**6])
        seen.append(site.get(f"{VAULT}donnees/energie/?pas=jour"))
    chunk = Chunk.objects.filter(vault=vault_of(learner), domain="eau").order_by("start").last()
    Chunk.objects.filter(pk=chunk.pk).update(sealed=bytes(chunk.sealed)[:-1] + b"\x00")
    seen.append(site.get(f"{VAULT}donnees/eau/?pas=jour&du=2025-12-01&au=2025-12-31"))
    person.see("/")
    assert {answer.status_code for answer in seen} >= {401, 404, 405, 422, 500}
    withdraw(consent=ConsentRecord.objects.of(learner).get())
    person.see("/suivi/")
    person.see("/")


def test_no_reading_leaves_the_vault_for_anything_that_remembers(
    ma_ville, settings, tmp_path, log, messages_of_tasks, monkeypatch
):
    learner = UserFactory(verified=True)
    ma_ville.site.force_login(learner)
    run = run_of(learner=learner, lab=BY_CODE["LAB-3"])
    prepare(run=run)
    canaries = Canaries.from_json(read_note(vault=open_vault(learner=learner), name=NOTE))
    ma_ville.authorise_everything()

    use_everything(ma_ville, learner)
    audit_honest(run=run)
    provoke_every_error(ma_ville, learner, monkeypatch)
    for task in (tidy_vaults, recover_vault_keys, clear_expired_tokens):
        task.delay()

    assert readings_by(run, HONEST) >= 5
    kept = tmp_path / "kept"
    kept.mkdir()
    logged = log()
    (kept / "journal.log").write_text(logged)
    (kept / "sessions.txt").write_text("\n".join(str(session.get_decoded()) for session in Session.objects.all()))
    (kept / "taches.txt").write_text("\n".join(messages_of_tasks))
    (kept / "base.json").write_text(everything_in_the_database())
    assert all(path.stat().st_size for path in kept.iterdir())
    assert "SELECT" in logged
    for folder in (kept, settings.AGGREGATOR_DIR):
        report = audit(folder, canaries, most_seconds=120)
        assert (report.found, report.cut) == ((), "")
        assert [found for path in files(folder) for found in traces(path, canaries)] == []


def everything_in_the_database():
    told = io.StringIO()
    call_command("dumpdata", stdout=told)
    return told.getvalue()


def files(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def traces(path, canaries):
    """The texts, and any planted number written with its decimals, whatever the decimal mark."""
    content = path.read_bytes().decode("utf-8", "replace")
    texts = [text for text in (canaries.delivery_point, canaries.label) if text in content]
    numbers = re.findall(r"(?<![\d.])(\d{1,9})[.,](\d{3})(?!\d)", content)
    return [f"{path.name}: {found}" for found in texts] + [
        f"{path.name}: {whole}.{thousandths}"
        for whole, thousandths in numbers
        if int(whole + thousandths) in canaries.numbers
    ]


def test_the_search_does_find_what_is_there(tmp_path):
    canaries = Canaries(frozenset({861397, 7310113, 12004737}), frozenset(), "99123456789012", "navette-bcdfghjklm")
    (tmp_path / "a.log").write_text("lu 861,397 puis 7310.113 et 12004.737, navette-bcdfghjklm, 99123456789012")

    assert len(traces(tmp_path / "a.log", canaries)) == 5
    assert audit(tmp_path, canaries).verdict == FOUND
