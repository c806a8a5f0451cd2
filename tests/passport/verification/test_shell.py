"""`python -m passport.verify` beside the platform, without any folder."""

import pytest
from django.db import OperationalError

from passport.credentials.services import revoke_credential
from passport.verification import site
from passport.verify.__main__ import main
from tests.cms.accounts.factories import UserFactory
from tests.passport.verification.presented import a_signed_credential, file_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(tmp_path, monkeypatch):
    monkeypatch.delenv("PASSPORT_EXPORT", raising=False)

    def ask_about(content):
        file = tmp_path / "fichier"
        file.write_bytes(content)
        return main([str(file)])

    return ask_about


def test_the_platform_answers_for_itself(ask, capsys):
    credential = a_signed_credential()
    content = file_of(credential, "jwt")

    assert ask(content) == 0
    assert "Claire Fontanel" in capsys.readouterr().out
    revoke_credential(credential=credential, by=UserFactory(), reason="Fraude", publish_reason=False)
    assert ask(content) == 1


def test_without_its_tables_nothing_is_concluded(ask, monkeypatch, capsys):
    content = file_of(a_signed_credential(), "json")

    def unreachable():
        raise OperationalError("no route to host")

    monkeypatch.setattr(site, "published_did", unreachable)

    assert ask(content) == 2
    assert "nous ne pouvons pas conclure" in capsys.readouterr().err
