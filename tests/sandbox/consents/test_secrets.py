"""Where secrets are not, and the command that makes them."""

import logging
import stat

import pytest
from django.core.management import call_command
from oauth2_provider.models import Application

from sandbox.consents.services import secret_of


def test_no_log_ever_holds_a_token_a_code_or_a_secret(service, caplog):
    caplog.set_level(logging.DEBUG)
    code = service.code("cout|energie:mois")
    tokens = service.exchange(code).json()
    service.series(tokens["access_token"])
    service.series("", access_token=tokens["access_token"])
    service.refresh(tokens["refresh_token"], scope="energie:heure")
    renewed = service.refresh(tokens["refresh_token"]).json()
    service.refresh(tokens["refresh_token"])
    service.exchange(code)
    service.exchange("faux-code-tres-reconnaissable")

    written = "\n".join(f"{record.getMessage()} {record.args}" for record in caplog.records)
    secrets = [code, service.verifier, secret_of("ma-ville"), "faux-code-tres-reconnaissable"]
    secrets += [each[name] for each in (tokens, renewed) for name in ("access_token", "refresh_token")]
    assert [secret for secret in secrets if secret in written] == []


def test_preparing_makes_secrets_once_for_their_owner_alone(settings, tmp_path, db):
    settings.SANDBOX_SECRETS_DIR = tmp_path / "secrets"
    call_command("prepare_sandbox", verbosity=0)
    first = secret_of("ma-ville")
    call_command("prepare_sandbox", verbosity=0)

    assert secret_of("ma-ville") == first
    assert len(first) >= 43
    assert secret_of("ma-ville-bis") != first
    for file in settings.SANDBOX_SECRETS_DIR.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert Application.objects.count() == 2


def test_preparing_follows_the_addresses(settings, tmp_path, db, capsys):
    settings.SANDBOX_SECRETS_DIR = tmp_path / "secrets"
    call_command("prepare_sandbox")
    settings.AGGREGATOR_URL = "http://127.0.0.1:9001"
    call_command("prepare_sandbox")

    honest = Application.objects.get(client_id="ma-ville")
    assert honest.redirect_uris == "http://127.0.0.1:9001/retour/"
    assert honest.client_type == Application.CLIENT_CONFIDENTIAL
    assert not honest.skip_authorization
    assert "ma-ville-bis" in capsys.readouterr().out


def test_every_safeguard_of_the_toolkit_is_on(settings):
    gates = {name: on for name, on in settings.OAUTH2_PROVIDER.items() if name.startswith("COMPLIANT_")}

    assert len(gates) == 10
    assert all(gates.values())
    assert settings.OAUTH2_PROVIDER["REFRESH_TOKEN_GRACE_PERIOD_SECONDS"] == 0


@pytest.mark.parametrize("client_id", ["ma-ville", "ma-ville-bis"])
def test_a_lost_secret_is_made_again_and_registered(service, settings, client_id):
    lost = secret_of(client_id)
    (settings.SANDBOX_SECRETS_DIR / f"{client_id}.secret").unlink()
    call_command("prepare_sandbox", verbosity=0)

    assert secret_of(client_id) != lost
