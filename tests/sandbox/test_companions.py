"""What the programs of the demonstration are given, and above all what they are not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cms.foundation.supervisor import PASSED_ON
from sandbox.aggregator.twin import place_for
from sandbox.companions import companions
from sandbox.labs.services.draws import draw
from sandbox.labs.services.retention import PLACES

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def programs(settings, tmp_path, monkeypatch):
    settings.SANDBOX_SECRETS_DIR = tmp_path / "secrets"
    settings.SECRET_KEY = "secret-de-la-plateforme"
    monkeypatch.setenv("SECRET_KEY", "secret-de-la-plateforme")
    monkeypatch.setenv("DATABASE_URL", "postgres://passeport:motdepasse@base/passeport")
    monkeypatch.setenv("VAULT_KEY_DIR", "/clefs/de/la/plateforme")
    return companions()


def test_there_are_two_aggregators_and_another_provider_each_at_its_own_host_name(programs, settings):
    assert [program.address for program in programs] == [
        settings.AGGREGATOR_URL,
        settings.AGGREGATOR_TWIN_URL,
        settings.PROVIDER_B_URL,
    ]
    assert all(program.health == f"{program.address}/sante/" for program in programs)
    assert not any(program.essential for program in programs)


def test_no_secret_of_the_site_reaches_a_companion(programs, settings):
    for program in programs:
        given = program.variables()
        values = " ".join([*given.values(), *program.argv])

        for secret in ("secret-de-la-plateforme", "motdepasse", "/clefs/de/la/plateforme", str(settings.VAULT_KEY_DIR)):
            assert secret not in values, program.name
        assert "passeport.sqlite3" not in values
        assert {"SECRET_KEY", "DATABASE_URL", "VAULT_KEY_DIR", "CACHE_URL", "EMAIL_URL"}.isdisjoint(given)
        assert not any(arg in " ".join(program.argv) for arg in ("secret", "SECRET")), (
            "arguments are seen by every user"
        )


def test_an_aggregator_gets_the_variables_agreed_with_it_and_no_other(programs):
    honest, dishonest, _provider = programs
    base = {*PASSED_ON, "HOME", "TMPDIR"}
    agreed = {"MAVILLE_VAULT_URL", "MAVILLE_URL", "MAVILLE_CLIENT_ID", "MAVILLE_CLIENT_SECRET", "MAVILLE_DATA_DIR"}

    assert set(honest.variables()) - base == agreed | {"MAVILLE_MODE"}
    assert set(dishonest.variables()) - base == agreed | {"MAVILLE_MODE", "MAVILLE_DRAW_SECRET"}
    assert (honest.environment["MAVILLE_MODE"], dishonest.environment["MAVILLE_MODE"]) == ("honnete", "indelicat")
    assert honest.environment["MAVILLE_CLIENT_SECRET"] != dishonest.environment["MAVILLE_CLIENT_SECRET"]


def test_a_secret_is_made_once_and_stays_the_same(programs):
    again = companions()

    assert [program.environment for program in again] == [program.environment for program in programs]


def test_the_second_aggregator_hides_where_the_lab_looks_for_its_answer(programs):
    given = programs[1].environment["MAVILLE_DRAW_SECRET"]

    for number in range(20):
        hidden = place_for(draw_secret=given, pseudonym="p", trial=f"essai-{number}")
        assert list(PLACES)[draw(who="p", trial=f"essai-{number}", among=len(PLACES))] == hidden


def test_companions_live_and_print_in_folders_of_their_own(programs):
    folders = [program.directory for program in programs]

    assert len(set(folders)) == 3
    for program in programs:
        assert program.log.parent == program.directory
        assert program.variables()["HOME"].startswith(str(program.directory))
        assert program.argv[1] == "-I"  # neither the current folder nor PYTHON… variables are looked at


def test_provider_b_forgets_the_site_even_when_started_with_its_environment(tmp_path):
    asked = """
from django.conf import settings
import sandbox.provider.settings as own
print(own.DATABASES["default"]["NAME"], own.VAULT_KEY_DIR, own.SECRET_KEY == "secret-de-la-plateforme", own.SITE_URL)
print(own.SESSION_COOKIE_NAME, own.VAULT_PROVIDER, own.ALLOWED_HOSTS, own.ROOT_URLCONF)
"""
    environment = {
        "PATH": os.environ["PATH"],
        "DEBUG": "1",
        "SECRET_KEY": "secret-de-la-plateforme",
        "DATABASE_URL": "postgres://passeport:motdepasse@base/passeport",
        "DATA_DIR": str(tmp_path / "site"),
        "VAULT_KEY_DIR": str(tmp_path / "site-keys"),
        "SITE_URL": "http://localhost:8000",
        "PROVIDER_B_DATA_DIR": str(tmp_path / "b"),
        "PROVIDER_B_URL": "http://127.0.0.2:8002",
    }

    said = subprocess.run(
        [sys.executable, "-c", asked], env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()

    b = tmp_path / "b"
    assert said == [
        f"{b}/passeport.sqlite3 {b}/vault-keys False http://127.0.0.2:8002",
        "b-sessionid B ['127.0.0.2'] sandbox.provider.urls",
    ]
    assert not (tmp_path / "site").exists()


def test_the_tables_of_provider_b_are_those_that_its_models_need(tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "sandbox.provider.settings",
        "PROVIDER_B_DATA_DIR": str(tmp_path / "b"),
    }

    subprocess.run(
        [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run", "--skip-checks"],
        env=environment,
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
