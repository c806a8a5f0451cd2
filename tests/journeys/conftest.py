"""A real server, a real browser, and the eyes that watch both."""

import os
import re
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as project_settings
from django.core import mail
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import override_settings
from django.test.testcases import LiveServerThread, QuietWSGIRequestHandler
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from cms.accounts.models import User
from cms.foundation.demonstration import load
from cms.foundation.supervisor import Child, answers
from sandbox.companions import companions
from sandbox.consents.services import register_clients
from sandbox.town.services import landmarks
from tests.browser import find
from tests.journeys import acting
from tests.journeys.people import newcomer
from tests.kept_rows import RowsOfPostgreSQL, RowsOfSQLite, keep_rows
from tests.waiting import wait_until

# Playwright's synchronous interface runs a loop of its own in this thread.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

LAUNCH_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
REAL_NOW = timezone.now


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    journeys = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in journeys:
        item.add_marker(pytest.mark.journey)
    if "PYTEST_XDIST_WORKER" in os.environ:  # the longest first: no worker waits for another at the end
        items.sort(key=lambda item: item.get_closest_marker("journey") is None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=LAUNCH_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def collected_static(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static files as production serves them: fingerprinted and compressed."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder, STORAGES=production_storages()):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


def production_storages() -> dict:
    manifest = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    return {**project_settings.STORAGES, "staticfiles": manifest}


class SiteServer(ThreadedWSGIServer):
    """Closes once every request under way has its answer: nothing writes while the next test empties the tables."""

    daemon_threads = False  # those threads are waited for

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.held: set[socket.socket] = set()

    def process_request(self, request, client_address) -> None:
        self.held.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request) -> None:
        self.held.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        for connection in list(self.held):  # a connection kept open by who called would never end by itself
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RD)
        super().server_close()


class SiteThread(LiveServerThread):
    """Answers at the same address from one test to the next."""

    server_class = SiteServer

    def _create_server(self, connections_override=None):
        return self.server_class(
            (self.host, self.port),
            QuietWSGIRequestHandler,
            allow_reuse_address=True,
            connections_override=connections_override,
        )


@pytest.fixture(scope="session")
def put_demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], None]]:
    """Fills the database with the demonstration: loaded for the first test, put back as it was for the others."""
    kept: list[RowsOfSQLite | RowsOfPostgreSQL] = []

    def put() -> None:
        if kept:
            return kept[0].put_back()
        with (tmp_path_factory.mktemp("demonstration") / "load.txt").open("w") as report:
            load(report)
        kept.append(keep_rows())

    yield put
    for rows in kept:
        rows.close()


@pytest.fixture
def site(
    transactional_db, collected_static, settings, put_demonstration, tasks_by_worker, site_address
) -> Iterator[str]:
    """The address of the site, holding the demonstration, on a server of its own."""
    settings.STATIC_ROOT = collected_static
    settings.STORAGES = production_storages()
    settings.SITE_URL = site_address
    put_demonstration()
    port = int(site_address.rpartition(":")[2])
    thread = SiteThread("localhost", static_handler=lambda application: application, port=port)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield site_address
    thread.terminate()


class Watch:
    """Notes what no page may do: call another host, break the content policy, log an error."""

    def __init__(self, ours: list[str]) -> None:
        self.ours = ours
        self.faults: list[str] = []

    def attach(self, context: BrowserContext) -> None:
        context.on("request", self.on_request)
        context.on("console", lambda message: self.on_console(message.type, message.text))
        context.on("weberror", lambda error: self.faults.append(f"erreur : {error.error}"))

    def on_request(self, request) -> None:
        if not request.url.startswith((*self.ours, "data:", "blob:", "about:")):
            self.faults.append(f"requête vers un tiers : {request.url}")

    def on_console(self, kind: str, text: str) -> None:
        expected = re.search(r"the server responded with a status of (4\d\d|503)", text)
        if kind == "error" and not expected:
            self.faults.append(f"console : {text}")


@pytest.fixture
def our_addresses(site: str) -> list[str]:
    """Whom a page may call: the site, and the programs beside it in the tests that start them."""
    return [f"{site}/"]


@pytest.fixture
def open_browser(browser: Browser, site: str, our_addresses: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens a page in a new, empty context; options are Playwright's (`java_script_enabled`, `color_scheme`…)."""
    watch, contexts = Watch(our_addresses), []

    def open_page(**options) -> Page:
        context = browser.new_context(base_url=site, locale="fr-FR", timezone_id="Europe/Paris", **options)
        context.set_default_timeout(60_000)  # a page may be slow when other tests run beside it
        watch.attach(context)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert watch.faults == []


@dataclass(frozen=True, slots=True)
class Companions:
    """The programs beside the site, and where they are."""

    aggregator: str
    twin: str
    provider: str
    folder: Path

    def settings(self) -> dict[str, str | Path]:
        return {
            "AGGREGATOR_URL": self.aggregator,
            "AGGREGATOR_TWIN_URL": self.twin,
            "PROVIDER_B_URL": self.provider,
            "AGGREGATOR_DIR": self.folder / "aggregator",
            "AGGREGATOR_TWIN_DIR": self.folder / "aggregator-twin",
            "SANDBOX_SECRETS_DIR": self.folder / "secrets",
        }


def free_address(last: int) -> str:
    """Each program has a host name of its own, as in the demonstration: cookies ignore ports."""
    host = f"127.0.0.{last}" if sys.platform == "linux" else "127.0.0.1"
    with socket.socket() as probe:
        probe.bind((host, 0))
        return f"http://{host}:{probe.getsockname()[1]}"


@pytest.fixture(scope="session")
def running_programs(
    tmp_path_factory: pytest.TempPathFactory, site_address: str, collected_static: Path
) -> Iterator[Companions]:
    """Both aggregators and provider B, as the demonstration starts them; once, since starting takes seconds."""
    folder = tmp_path_factory.mktemp("programs")
    found = Companions(free_address(1), free_address(3), free_address(2), folder)
    with override_settings(**found.settings(), DATA_DIR=folder, SITE_URL=site_address, STATIC_ROOT=collected_static):
        children = [Child(program) for program in companions()]
    try:
        for child in children:
            child.start()
        for child in children:
            ready = wait_until(lambda health=child.program.health: answers(health), seconds=60)
            assert ready, child.program.log.read_text()
        yield found
    finally:
        for child in children:
            child.kill()


@pytest.fixture
def programs(running_programs: Companions, site: str, our_addresses: list[str], settings, tmp_path: Path) -> Companions:
    """The same programs, known to this test's site; the site's keys are new for each test."""
    for name, value in running_programs.settings().items():
        setattr(settings, name, value)
    settings.VAULT_KEY_DIR = tmp_path / "vault-keys"
    register_clients()
    landmarks()  # kept on disk the first time: no page should wait for it
    our_addresses += [f"{running_programs.aggregator}/", f"{running_programs.twin}/", f"{running_programs.provider}/"]
    return running_programs


@pytest.fixture
def visit(open_browser: Callable[..., Page]) -> tuple[Page, User]:
    """Somebody new, signed in: a page, and who it is."""
    learner = newcomer()
    page = open_browser()
    acting.sign_in(page, learner.email, acting.PASSWORD)
    return page, learner


@pytest.fixture
def move_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Moves the server's clock forward; the browser's does not move."""

    def move(ahead: timedelta) -> None:
        monkeypatch.setattr(timezone, "now", lambda: REAL_NOW() + ahead)

    return move


@pytest.fixture
def link_in_last_mail() -> Callable[[str], str]:
    """The first address in the last mail that holds a given piece of path."""

    def find_link(piece: str) -> str:
        found = re.search(rf"https?://\S*{re.escape(piece)}\S*", mail.outbox[-1].body)
        assert found, mail.outbox[-1].body
        return found.group(0)

    return find_link
