import io
import json
import zipfile

import pytest
from django.urls import reverse

from cms.accounts.services import export_account, exporting, register_export
from tests.cms.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_collector(monkeypatch):
    monkeypatch.setattr(exporting, "_collectors", {})


def exported(user):
    """The archive of a person, in memory."""
    archive = io.BytesIO()
    export_account(user=user, into=archive)
    return archive


def unpack(file):
    archive = zipfile.ZipFile(file)
    return {name: json.loads(archive.read(name)) for name in archive.namelist()}


def test_everybody_takes_their_own_data_away_and_nobody_else_s(client):
    person = UserFactory(verified=True, name="Claire Fontanel", elected=True)
    other = UserFactory(verified=True, name="Paul Desbornes")
    client.force_login(person)

    answer = client.post(reverse("accounts:export"))

    assert answer["Content-Type"] == "application/zip"
    assert 'filename="mes-donnees-passeport-digital.zip"' in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    files = unpack(io.BytesIO(answer.getvalue()))
    assert files["compte.json"]["prénom_et_nom"] == "Claire Fontanel"
    assert files["compte.json"]["public"] == "Élu ou élue"
    everything = json.dumps(files, ensure_ascii=False)
    assert other.name not in everything
    assert other.email not in everything
    assert "password" not in everything


def test_each_app_adds_its_file(no_collector):
    person = UserFactory()
    register_export("parcours", lambda user: [{"personne": user.pk}])
    files = unpack(exported(person))
    assert files["parcours.json"] == [{"personne": person.pk}]
    assert files["sommaire.json"]["fichiers"] == ["compte.json", "parcours.json"]


@pytest.mark.parametrize(
    "rows", [[], [{"texte": "un\u2028deux\ntrois"}], [{"n": 1}, {"n": [2, {"m": 3}]}, "texte", None]]
)
def test_rows_that_come_one_by_one_are_the_same_list(no_collector, rows):
    register_export("ensemble", lambda user: rows)
    register_export("une-par-une", lambda user: iter(rows))

    with zipfile.ZipFile(exported(UserFactory())) as archive:
        assert archive.read("une-par-une.json") == archive.read("ensemble.json")
        assert json.loads(archive.read("une-par-une.json")) == rows


def test_a_link_cannot_start_an_export(client):
    client.force_login(UserFactory())
    assert client.get(reverse("accounts:export")).status_code == 405


def test_exports_are_limited(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"export": "1/h/user"}
    client.force_login(UserFactory())
    answer = client.post(reverse("accounts:export"))
    assert (answer.status_code, answer.getvalue()[:2]) == (200, b"PK")
    assert client.post(reverse("accounts:export")).status_code == 429


def test_a_visitor_exports_nothing(client):
    assert client.post(reverse("accounts:export")).status_code == 302
