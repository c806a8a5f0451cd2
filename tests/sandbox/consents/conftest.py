"""A service as the vault sees it: it asks, exchanges, renews and reads through the real addresses."""

import base64
import hashlib
import secrets
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from sandbox.consents.models import ConsentRecord
from sandbox.consents.services import register_clients, secret_of
from sandbox.vault.models import JournalEntry
from sandbox.vault.services import open_vault
from tests.cms.accounts.factories import UserFactory

AUTHORIZE, TOKEN, REVOKE = "/oauth/authorize/", "/oauth/token/", "/oauth/revoke_token/"
ALL_SCOPES = "energie:mois eau:mois dechets:mois logement:profil eau:jour mobilite:zone"


class ServiceUnderTest:
    """One registered client, with one learner's browser."""

    def __init__(self, client_id: str, redirect_uri: str, browser: Client) -> None:
        self.client_id = client_id
        self.redirect_uri = redirect_uri
        self.browser = browser
        self.own = Client()
        self.verifier = secrets.token_urlsafe(48)

    @property
    def challenge(self) -> str:
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def ask(self, scope: str = "energie:jour", **changes):
        parameters = {
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "response_type": "code",
            "scope": scope,
            "state": "etat-1",
            "code_challenge": self.challenge,
            "code_challenge_method": "S256",
        } | changes
        parameters = {name: value for name, value in parameters.items() if value is not None}
        return self.browser.get(AUTHORIZE, parameters)

    def shown(self, scope: str, **changes) -> str:
        """The key of the form that the screen holds."""
        response = self.ask(scope, **changes)
        assert response.status_code == 200, response
        return response.context["form"].initial["demande"]

    def answer(self, key: str, *boxes: str, days: int = 30, answer: str = "autoriser", **more):
        body = {"demande": key, "cases": boxes, "duree": days, "reponse": answer} | more
        return self.browser.post(AUTHORIZE, body)

    def code(self, *boxes: str, days: int = 30, **changes) -> str:
        scope = " ".join(dict.fromkeys(box.partition("|")[2] for box in boxes))
        response = self.answer(self.shown(scope, **changes), *boxes, days=days)
        assert response.status_code == 302, response.content.decode()
        return back(response)["code"]

    def post_token(self, **body):
        return self.own.post(TOKEN, {"client_id": self.client_id, "client_secret": secret_of(self.client_id)} | body)

    def exchange(self, code: str, **changes):
        body = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri,
            "code_verifier": self.verifier,
        } | changes
        return self.post_token(**{name: value for name, value in body.items() if value is not None})

    def refresh(self, refresh_token: str, **more):
        return self.post_token(grant_type="refresh_token", refresh_token=refresh_token, **more)

    def tokens(self, *boxes: str, **changes) -> dict:
        response = self.exchange(self.code(*boxes, **changes))
        assert response.status_code == 200, response.content
        return response.json()

    def series(self, token: str, domain="energie", step="mois", first="2025-01-01", last="2025-12-31", **more):
        query = {"pas": step, "du": first, "au": last} | more
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return self.own.get(f"/api/coffre/v1/series/{domain}/", query, headers=headers)


def back(response) -> dict[str, str]:
    """What the browser carries back to the service."""
    return {name: values[0] for name, values in parse_qs(urlsplit(response["Location"]).query).items()}


@pytest.fixture
def clients(db, settings, tmp_path):
    settings.SANDBOX_SECRETS_DIR = tmp_path / "secrets"
    settings.VAULT_KEY_DIR = tmp_path / "vault-keys"
    return {client.client_id: client for client in register_clients()}


@pytest.fixture
def learner(db):
    return UserFactory(verified=True)


@pytest.fixture
def vault(learner, clients):
    return open_vault(learner=learner)


@pytest.fixture
def browser(learner):
    browser = Client()
    browser.force_login(learner)
    return browser


@pytest.fixture
def service(clients, vault, browser):
    return ServiceUnderTest("ma-ville", clients["ma-ville"].redirect_uris, browser)


@pytest.fixture
def twin(clients, vault, browser):
    return ServiceUnderTest("ma-ville-bis", clients["ma-ville-bis"].redirect_uris, browser)


@pytest.fixture
def journal(vault):
    """The contents of the journal's lines since the test began to look."""

    def lines(action: str | None = None) -> list[dict]:
        contents = JournalEntry.objects.of(vault).values_list("content", flat=True)
        return [content for content in contents if action in (None, content["action"])]

    return lines


@pytest.fixture
def only_consent(vault):
    return lambda: ConsentRecord.objects.get(vault=vault)
