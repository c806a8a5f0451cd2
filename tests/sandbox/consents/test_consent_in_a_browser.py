"""Browsers check a form's whole chain of redirections against `form-action`: only a real one can tell."""

import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlencode

import pytest
from django.conf import settings as project_settings
from playwright.sync_api import sync_playwright

from sandbox.consents.models import ConsentRecord
from sandbox.consents.services import register_clients
from tests.browser import find
from tests.sandbox.consents.conftest import AUTHORIZE

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def callback():
    """Where the service waits for the browser: another host than the site's."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"retour")

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", seen
    server.shutdown()
    server.server_close()


def click_through(site: str, session: dict[str, str], query: dict[str, str], button: str, scripts: bool) -> None:
    """In a thread of its own: another browser of the same run may hold this one's loop."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox", "--disable-gpu"])
        context = chromium.new_context(base_url=site, java_script_enabled=scripts)
        context.add_cookies([session | {"url": site}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(f"{AUTHORIZE}?{urlencode(query)}")
        assert page.locator("input[type=checkbox]:checked").count() == 0
        page.get_by_label("Pour me prévenir d’une fuite d’eau").check()
        page.get_by_role("button", name=button).click()
        page.wait_for_url(f"{query['redirect_uri']}**")
        chromium.close()


@pytest.mark.parametrize("button", ["Autoriser", "Refuser"])
@pytest.mark.parametrize("scripts", [True, False])
def test_the_answer_reaches_the_service(service, browser, live_server, callback, settings, button, scripts):
    address, seen = callback
    settings.AGGREGATOR_URL = address
    register_clients()
    query = {
        "client_id": "ma-ville",
        "redirect_uri": f"{address}/retour/",
        "response_type": "code",
        "scope": "energie:mois eau:jour",
        "state": "etat-1",
        "code_challenge": service.challenge,
        "code_challenge_method": "S256",
    }
    name = project_settings.SESSION_COOKIE_NAME
    session = {"name": name, "value": browser.cookies[name].value}
    with ThreadPoolExecutor(1) as pool:
        pool.submit(click_through, live_server.url, session, query, button, scripts).result()

    assert ("code=" if button == "Autoriser" else "error=access_denied") in seen[0]
    consent = ConsentRecord.objects.get()
    assert consent.scopes == ({"eau:jour"} if button == "Autoriser" else frozenset())
