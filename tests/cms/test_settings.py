"""The one settings file, in its three profiles: each run is a process of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "x9!" + "abcdefghijklmnopqrstuvwxyz0123456789" * 2,
    "SITE_URL": "https://passeport.example",
    "ALLOWED_HOSTS": "passeport.example",
    "VAULT_KEY_DIR": "/nowhere/vault-keys",
    "SIGNING_KEY_PASSPHRASE": "cheval pile agrafe juste",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env={**clean, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def value_of(name: str, tmp_path: Path, **environment: str) -> str:
    script = f"from django.conf import settings; print(getattr(settings, {name!r}))"
    return manage("shell", "--no-imports", "-c", script, DATA_DIR=str(tmp_path), **environment).stdout.strip()


@pytest.mark.parametrize("secret", ["SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "VAULT_KEY_DIR"])
def test_production_refuses_to_start_without_its_secrets_and_names_the_missing_one(secret, tmp_path):
    incomplete = {key: value for key, value in PRODUCTION.items() if key != secret}

    refusal = manage("check", DATA_DIR=str(tmp_path), **incomplete)

    assert refusal.returncode != 0
    assert secret in refusal.stderr


def test_the_deployment_check_is_clean_in_production(tmp_path):
    report = manage("check", "--deploy", "--fail-level", "WARNING", DATA_DIR=str(tmp_path), **PRODUCTION)

    assert report.returncode == 0, report.stderr
    assert "no issues" in report.stdout


@pytest.mark.parametrize(
    "name", ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"]
)
def test_production_speaks_https_only_and_a_laptop_does_not(name, tmp_path):
    assert value_of(name, tmp_path, **PRODUCTION) not in ("False", "0")
    assert value_of(name, tmp_path) in ("False", "0")


def test_the_demonstration_makes_its_own_secret_once_and_answers_on_this_machine_only(tmp_path):
    first = value_of("SECRET_KEY", tmp_path, DEMO="1")

    assert len(first) >= 50
    assert value_of("SECRET_KEY", tmp_path, DEMO="1") == first
    # 127.0.0.1 is the aggregator's: the same host name would send it this site's session cookie.
    assert value_of("ALLOWED_HOSTS", tmp_path, DEMO="1") == "['localhost', '[::1]']"
    assert value_of("DEBUG", tmp_path, DEMO="1") == "False"


def test_a_data_folder_left_empty_as_in_the_example_file_is_the_usual_one():
    script = "from django.conf import settings; print(settings.DATA_DIR)"

    assert manage("shell", "--no-imports", "-c", script, DATA_DIR="").stdout.strip() == str(ROOT / "var")


def test_the_example_file_lists_every_variable_that_the_settings_read():
    settings = (ROOT / "cms/settings.py").read_text()
    read = set(re.findall(r'(?:env\.\w+|required_in_production)\(\s*"([A-Z_]+)"', settings))
    listed = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), flags=re.MULTILINE))

    assert read - {"ENV_FILE"} == listed  # what names the file itself can only stand outside it
