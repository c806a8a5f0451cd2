"""Leaving A for B, on B's real process."""

import io
import json
import re
import uuid
import zipfile

import pytest

from tests.sandbox.provider.conftest import with_changed_file


def series_of(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        manifest = json.loads(opened.read("manifeste.json"))
        names = [name for name in manifest["fichiers"] if name.startswith("series/")] if "fichiers" in manifest else []
        names = names or [name for name in opened.namelist() if re.search(r"(csv|json)$", name)]
        return {name: opened.read(name) for name in names}


def test_an_export_of_a_opens_a_vault_at_b_with_the_same_fingerprints(provider, departure):
    export, archive = departure()
    visitor = provider.visitor()

    visitor.opens(archive)

    inventory = visitor.get("/coffre/")
    assert inventory.status_code == 200
    assert "Électricité" in inventory.text or "Énergie" in inventory.text
    answer = visitor.get(f"/api/imports/{export.uid}/")
    assert answer.headers["Content-Type"] == "application/json"
    held = answer.json()
    assert held["export"] == str(export.uid)
    assert held["files"], "B tells no fingerprint"
    assert all(export.digests[name] == digest for name, digest in held["files"].items())
    assert all(export.counts[name] == count for name, count in held["counts"].items())


def test_fingerprints_are_given_without_a_session_and_only_to_whoever_knows_the_export(provider, departure):
    export, archive = departure()
    provider.visitor().opens(archive)
    server = provider.visitor()

    assert server.get(f"/api/imports/{export.uid}/").status_code == 200
    unknown = server.get(f"/api/imports/{uuid.uuid4()}/")
    assert (unknown.status_code, unknown.json()["erreur"]) == (404, "inconnu")
    assert not server.session.cookies


def test_one_comes_back_with_the_number_and_the_code_however_they_are_typed(provider, departure):
    _export, archive = departure()
    first = provider.visitor()
    number, code = first.opens(archive)
    first.post("/coffre/", "/sortir/")
    assert first.get("/coffre/", allow_redirects=False).status_code == 302

    back = provider.visitor()
    answer = back.post("/entrer/", numero=f" {number[:5]} {number[5:]} ", code=code.replace("-", " ").lower())

    assert answer.url == provider.address + "/coffre/"
    assert number in answer.text


def test_a_wrong_code_and_an_unknown_number_get_the_same_answer(provider, departure):
    number, _code = provider.visitor().opens(departure()[1])

    wrong = provider.visitor().post("/entrer/", numero=number, code="AAAA-AAAA-AAAA-AAAA-AAAA")
    unknown = provider.visitor().post("/entrer/", numero="1234567890", code="AAAA-AAAA-AAAA-AAAA-AAAA")

    assert wrong.status_code == unknown.status_code == 422
    assert "Ce numéro et ce code ne vont pas ensemble." in wrong.text
    without_what_was_typed = [
        re.sub(r'value="\w+"', "", re.sub(r"\d{10}", "", answer.text)) for answer in (wrong, unknown)
    ]
    assert without_what_was_typed[0] == without_what_was_typed[1]


def test_guessing_codes_soon_meets_a_limit(provider, departure):
    number, _code = provider.visitor().opens(departure()[1])
    guesser = provider.visitor()

    answers = [guesser.post("/entrer/", numero=number, code="B" * 20).status_code for _ in range(11)]

    assert answers == [422] * 10 + [429]


@pytest.mark.parametrize("content", [b"", b"pas un zip", b"PK\x03\x04 tronque"])
def test_a_file_that_is_not_an_export_is_refused_in_french(provider, content):
    answer = provider.visitor().brings(content)

    assert answer.status_code == 422
    assert "point à corriger" in answer.text


def test_an_export_altered_on_the_way_is_refused_whole(provider, departure):
    export, archive = departure()
    name = next(name for name in export.digests if name.endswith(".csv"))
    visitor = provider.visitor()

    answer = visitor.brings(with_changed_file(archive, name, lambda content: content + b"\n"))

    assert answer.status_code == 422
    assert name in answer.text
    assert visitor.get("/coffre/", allow_redirects=False).status_code == 302
    assert visitor.get(f"/api/imports/{export.uid}/").status_code == 404
    visitor.opens(archive)  # the export itself can still be brought


def test_an_export_is_brought_only_once(provider, departure):
    _export, archive = departure()
    provider.visitor().opens(archive)

    answer = provider.visitor().brings(archive)

    assert answer.status_code == 422


def test_nobody_reaches_the_vault_of_somebody_else(provider, departure):
    mine, theirs = provider.visitor(), provider.visitor()
    my_number, _code = mine.opens(departure()[1])
    export, archive = departure()
    their_number, _code = theirs.opens(archive)

    assert my_number in mine.get("/coffre/").text
    assert their_number not in mine.get("/coffre/").text
    for path in (f"/coffre/{their_number}/", f"/coffre/{export.vault.uid}/", f"/coffre/{export.uid}/exporter/"):
        assert mine.get(path).status_code == 404


def test_leaving_b_gives_the_same_series_back(provider, departure):
    _export, archive = departure()
    visitor = provider.visitor()
    visitor.opens(archive)

    answer = visitor.post("/coffre/", "/coffre/exporter/")

    assert answer.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(archive)) as left, zipfile.ZipFile(io.BytesIO(answer.content)) as again:
        series = [name for name in left.namelist() if name.endswith(".csv")]
        assert series
        assert all(left.read(name) == again.read(name) for name in series)
        assert json.loads(again.read("manifeste.json"))["fournisseur"] == "B"


def test_erasing_at_b_leaves_neither_vault_nor_account(provider, departure):
    export, archive = departure()
    visitor = provider.visitor()
    number, code = visitor.opens(archive)

    refused = visitor.post("/coffre/effacer/")
    assert refused.status_code == 422
    erased = visitor.post("/coffre/effacer/", accord="on")

    assert erased.url == provider.address + "/"
    assert "Votre coffre chez B est effacé" in erased.text
    assert "Votre coffre chez B est effacé" not in visitor.get("/").text
    assert visitor.get(f"/api/imports/{export.uid}/").status_code == 404
    assert provider.visitor().post("/entrer/", numero=number, code=code).status_code == 422


@pytest.mark.parametrize(
    "path",
    ["/gestion/", "/modules/", "/compte/profil/", "/compte/connexion/", "/bac-a-sable/", "/oauth/authorize/", "/v/"],
)
def test_b_serves_neither_desk_nor_course_nor_account_nor_consent_of_a(provider, path):
    answer = provider.visitor().get(path)

    assert answer.status_code == 404
    assert "Cette page n’existe pas" in answer.text


def test_b_says_that_it_answers_and_who_it_is(provider):
    visitor = provider.visitor()

    assert visitor.get("/sante/").json()["status"] == "ok"
    home = visitor.get("/")
    assert "Coffre\u00a0B, un autre fournisseur (fictif)" in home.text.replace("Coffre B", "Coffre\u00a0B")
    assert "form-action 'self'" in home.headers["Content-Security-Policy"]
    assert home.headers["Cache-Control"].find("no-store") >= 0


def test_nothing_changes_without_a_token_nor_by_reading(provider, departure):
    visitor = provider.visitor()
    visitor.opens(departure()[1])

    for path in ("/coffre/effacer/", "/coffre/exporter/", "/sortir/", "/ouvrir/"):
        assert visitor.session.post(provider.address + path, timeout=20).status_code == 403
    assert visitor.get("/coffre/exporter/").status_code == 405
    assert visitor.get("/coffre/").status_code == 200


def test_its_cookies_and_its_keys_are_its_own(provider, departure, settings):
    visitor = provider.visitor()
    visitor.opens(departure()[1])

    assert {cookie.name for cookie in visitor.session.cookies} == {"b-sessionid", "b-csrftoken"}
    keys = {path.read_bytes() for path in (provider.folder / "vault-keys").glob("*.key")}
    assert keys
    assert keys.isdisjoint(path.read_bytes() for path in settings.VAULT_KEY_DIR.glob("*.key"))
    assert (provider.folder / "passeport.sqlite3").exists()


def test_neither_code_nor_reading_is_printed(provider, departure):
    _number, code = provider.visitor().opens(departure()[1])

    printed = (provider.folder / "sorties.log").read_text()

    assert code not in printed
    assert code.replace("-", "") not in printed
