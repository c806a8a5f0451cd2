import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from passport.proofs.bitstring import decode, is_set
from passport.signing.services import ensure_keys
from tests.passport.factories import AchievementFactory, CredentialFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "export"


def export(folder, *options):
    ensure_keys()
    call_command("export_issuer", str(folder), *options, verbosity=0)


def in_a_year():
    return (timezone.localdate() + timedelta(days=365)).isoformat()


def read(path):
    return json.loads(path.read_text())


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_holds_all_that_verifying_needs(folder, a_signed_credential):
    credential = a_signed_credential()
    achievement = credential.achievement

    export(folder)

    names = set(files_of(folder))
    place = f"referentiels/{achievement.slug}/{achievement.version}"
    assert names >= {
        ".well-known/did.json",
        ".well-known/jwks.json",
        f"cles/{credential.token_key.name}.json",
        "statuts/1",
        "statuts/1.jwt",
        "contextes/credentials-v2.json",
        f"{place}/index.html",
        f"{place}/criteres/index.html",
        f"{place}/achievement.json",
        f"{place}/insigne.png",
        "verifier.html",
        "index.html",
        "404.html",
        "programme.zip",
        "emetteur.json",
    }
    assert len([name for name in names if name.startswith("racines/")]) == 1


def test_its_list_says_what_was_revoked_and_serves_until_the_day_asked(folder, registrar, a_signed_credential):
    from passport.credentials.services import revoke_credential

    kept, revoked = a_signed_credential(), a_signed_credential()
    revoke_credential(credential=revoked, by=registrar, reason="Erreur de personne", publish_reason=False)

    export(folder, "--jusqu-au", in_a_year())

    signed = read(folder / "statuts/1")
    bits = decode(signed["credentialSubject"]["encodedList"])
    assert is_set(bits, revoked.status_entry.index)
    assert not is_set(bits, kept.status_entry.index)
    assert signed["validUntil"][:10] >= in_a_year()


def test_without_a_day_it_serves_until_the_last_title_ends(folder, a_signed_credential):
    first, last = a_signed_credential(), a_signed_credential(expires_at=timezone.now() + timedelta(days=2000))

    export(folder)

    until = read(folder / "statuts/1")["validUntil"]
    assert until == last.expires_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert first.expires_at < last.expires_at


def test_a_day_gone_by_is_refused(folder):
    with pytest.raises(CommandError, match="une date à venir"):
        export(folder, "--jusqu-au", "2020-01-01")
    with pytest.raises(CommandError, match="donnez-en une à venir"):
        export(folder)  # no title sets one

    assert not folder.exists()


def test_nothing_of_a_holder_is_in_it(folder, a_signed_credential):
    credential = a_signed_credential(holder__name="Claire Fontanel", holder__email="claire@commune.example")

    export(folder)

    for name, content in files_of(folder).items():
        for secret in ("Claire Fontanel", "claire@commune.example", credential.code, str(credential.uuid)):
            assert secret.encode() not in content, name
        assert b"PRIVATE KEY" not in content, name


def test_its_inventory_has_the_digest_of_every_file(folder):
    export(folder, "--jusqu-au", in_a_year())

    found = files_of(folder)
    inventory = json.loads(found.pop("emetteur.json"))
    assert inventory["files"] == {name: sha256(content).hexdigest() for name, content in found.items()}
    assert inventory["did"] == "did:web:testserver"


def test_an_earlier_export_is_replaced(folder):
    gone = AchievementFactory(slug="ancien")
    export(folder, "--jusqu-au", in_a_year())
    assert (folder / "referentiels/ancien").exists()
    gone.delete()

    export(folder, "--jusqu-au", in_a_year())

    assert not (folder / "referentiels/ancien").exists()
    assert [path.name for path in folder.parent.iterdir()] == ["export"]


@pytest.mark.parametrize("name", ["note.txt", "sous/dossier/photo.png"])
def test_what_it_did_not_write_is_left_alone(folder, name):
    export(folder, "--jusqu-au", in_a_year())
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("à garder")
    before = files_of(folder)

    with pytest.raises(CommandError, match=name):
        export(folder, "--jusqu-au", in_a_year())

    assert files_of(folder) == before


def test_an_export_that_somebody_changed_is_left_alone(folder):
    export(folder, "--jusqu-au", in_a_year())
    (folder / "verifier.html").write_text("corrigé à la main")

    with pytest.raises(CommandError, match=r"verifier\.html"):
        export(folder, "--jusqu-au", in_a_year())

    assert (folder / "verifier.html").read_text() == "corrigé à la main"


def test_a_folder_of_somebody_else_is_refused(folder):
    folder.mkdir()
    (folder / "emetteur.json").write_text('{"did": "did:web:ailleurs.example"}')

    with pytest.raises(CommandError, match=r"emetteur\.json"):
        export(folder, "--jusqu-au", in_a_year())


def test_a_file_and_a_link_are_refused(folder, tmp_path):
    (tmp_path / "fichier").write_text("à garder")
    (tmp_path / "vide").mkdir()
    folder.symlink_to(tmp_path / "vide")

    for place in (tmp_path / "fichier", folder):
        with pytest.raises(CommandError, match="choisissez un dossier vide"):
            export(place, "--jusqu-au", in_a_year())

    assert list((tmp_path / "vide").iterdir()) == []


def test_it_is_all_or_nothing(folder, monkeypatch):
    """A disk that fills up halfway leaves the earlier export as it was, and no draft behind."""
    export(folder, "--jusqu-au", in_a_year())
    before = files_of(folder)

    def full(*args, **kwargs):
        raise OSError("No space left on device")

    monkeypatch.setattr("passport.credentials.exporting.composing.program", full)
    with pytest.raises(OSError, match="No space left"):
        export(folder, "--jusqu-au", in_a_year())

    assert files_of(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == ["export"]


def test_others_may_read_it(folder):
    export(folder, "--jusqu-au", in_a_year())

    assert all(path.stat().st_mode & 0o444 == 0o444 for path in folder.rglob("*"))
    assert folder.stat().st_mode & 0o755 == 0o755


def test_its_pages_point_at_pages_that_exist(folder):
    import re

    CredentialFactory()
    export(folder)

    for page in folder.rglob("*.html"):
        for address in re.findall(r'(?:href|src)="([^"]+)"', page.read_text()):
            target = folder / address[1:] if address.startswith("/") else page.parent / address
            assert target.exists(), (page, address)
