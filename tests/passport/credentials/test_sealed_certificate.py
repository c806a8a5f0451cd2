"""The PDF that a holder downloads, from drawing to a verdict on it."""

import io
import json
from datetime import timedelta

import pypdfium2
import pytest
import zxingcpp
from django.utils import timezone
from pypdf import PdfReader

from passport.credentials.documents import (
    baked_badge,
    discard_pdf,
    photograph_name,
    render_certificate,
    seal_certificate,
    sealing,
    store_certificate,
    store_photograph,
    storing,
)
from passport.credentials.models import Credential, private_storage
from passport.credentials.services.signing import give_signed_forms
from passport.proofs.baking import unbake
from passport.proofs.pdf import attachments_of, check_seal, read_attachments
from passport.signing import seals
from passport.signing.models import SigningKey
from passport.signing.rules import Kind
from passport.signing.services import (
    activate_key,
    contexts,
    ensure_keys,
    generate_key,
    published_did,
    revoke_entry,
    seal_certificates,
    signed_list,
)
from passport.verify.issuer import FolderIssuer
from passport.verify.judging import judge
from passport.verify.verdict import Check, State
from tests.browser import missing_programs
from tests.passport.credentials.test_certificate import ACCENTED, embedded_fonts, text_of
from tests.passport.factories import CredentialFactory
from tests.passport.proofs.sealing import authority, pdfsig, store_of_certificates

pytestmark = pytest.mark.django_db


def stored(credential):
    store_certificate(credential)
    credential.refresh_from_db()
    return read(credential.pdf.name)


def read(name):
    with private_storage().open(name) as file:
        return file.read()


@pytest.fixture
def issuer(tmp_path):
    """The site's own keys, as its export holds them, and no status list."""
    for name in (".well-known", "racines"):
        (tmp_path / name).mkdir()
    ensure_keys()
    did = published_did()
    (tmp_path / ".well-known/did.json").write_text(json.dumps(did))
    (tmp_path / "emetteur.json").write_text(json.dumps({"did": did["id"]}))
    contexts().write(tmp_path / "contextes")
    issuer = FolderIssuer(tmp_path)
    issuer.trust_roots.extend(seal_certificates())
    return issuer


class TestTheFile:
    def test_carries_the_exact_text_of_both_signed_forms_under_our_seal(self):
        credential = CredentialFactory(signed=True)

        sealed = stored(credential)

        assert read_attachments(sealed) == attachments_of(credential.document, credential.token)
        found = check_seal(sealed, trust_roots=seal_certificates(), now=timezone.now())
        assert (found.number, found.credential_id) == (credential.code, f"urn:uuid:{credential.uuid}")
        assert credential.seal_key == SigningKey.objects.get(kind=SigningKey.Kind.SEAL)

    def test_is_kept_as_drawn_when_there_is_nothing_to_attach(self):
        credential = CredentialFactory(expired=True)

        page = stored(credential)

        assert read_attachments(page) == []
        assert "porte un cachet électronique" not in text_of(PdfReader(io.BytesIO(page)))
        assert credential.seal_key is None

    @pytest.mark.parametrize(
        ("name", "modules"),
        [("Ana", 1), ("Marie-Antoinette " * 7, 7), ("X" * 120, 7), (ACCENTED, 4), ("Ana Neuve", 12)],
    )
    def test_is_one_page_that_says_in_plain_words_that_it_is_sealed_and_where_to_check(self, settings, name, modules):
        sealed = PdfReader(
            io.BytesIO(stored(CredentialFactory(signed=True, holder__name=name.strip(), modules=modules)))
        )

        assert len(sealed.pages) == 1
        assert "Ce fichier porte un cachet électronique : toute modification se voit." in text_of(sealed)
        assert f"{settings.SITE_URL}/v/verifier" in text_of(sealed)

    def test_gives_back_its_accents_its_fonts_and_its_code_once_sealed(self):
        credential = CredentialFactory(signed=True, holder__name=ACCENTED)

        sealed = stored(credential)

        pdf = PdfReader(io.BytesIO(sealed))
        assert ACCENTED in text_of(pdf)
        assert embedded_fonts(pdf) == {
            "Besley-Bold", "AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold",
        }  # fmt: skip
        with pypdfium2.PdfDocument(sealed) as document:
            [code] = zxingcpp.read_barcodes(document[0].render(scale=100 / 72).to_pil())
        assert code.text == credential.public_address.upper()

    def test_is_judged_valid_then_revoked(self, issuer):
        credential = CredentialFactory(signed=True)
        stored(credential)
        before = judge(read(store_photograph(credential)), issuer=issuer, now=timezone.now())
        revoke_entry(entry=credential.status_entry, at=timezone.now())
        after = judge(read(store_photograph(credential)), issuer=issuer, now=timezone.now() + timedelta(seconds=1))

        assert (before.state, after.state) == (State.VALID, State.REVOKED)

    def test_is_refused_when_the_page_is_of_one_person_and_the_attachments_of_another(self, issuer):
        """Even sealed by us."""
        one, other = CredentialFactory(signed=True), CredentialFactory(signed=True)
        genuine = seal_certificate(one, render_certificate(one))
        mixed = seal_certificate(other, render_certificate(one))

        verdict = judge(mixed, issuer=issuer, now=timezone.now())

        assert judge(genuine, issuer=issuer, now=timezone.now()).state is State.CANNOT_TELL
        assert verdict.state is State.REFUSED
        assert [finding.check for finding in verdict.findings if finding.holds is False] == [Check.PRINTED]

    def test_bears_a_time_stamp_when_the_settings_name_an_authority(self, monkeypatch):
        stamped = timezone.now().replace(microsecond=0)
        monkeypatch.setattr(sealing, "seal_timestamper", lambda: authority().timestamper(stamped))

        sealed = stored(CredentialFactory(signed=True))

        trusted = [*seal_certificates(), authority().root]
        assert check_seal(sealed, trust_roots=trusted, now=timezone.now()).stamped_at == stamped

    @pytest.mark.skipif(bool(missing_programs()), reason=f"Il manque {', '.join(missing_programs())}.")
    def test_is_trusted_by_another_program_that_knows_our_root(self, tmp_path):
        path = tmp_path / "certificat.pdf"
        path.write_bytes(stored(CredentialFactory(signed=True)))
        root = seals.load_certificates(SigningKey.objects.get(kind=SigningKey.Kind.SEAL).certificates)[-1]

        said = pdfsig(path, store_of_certificates(tmp_path, root))

        assert "- Total document signed" in said
        assert "Signature Validation: Signature is Valid." in said
        assert "Certificate Validation: Certificate is Trusted." in said

    def test_tells_which_key_sealed_it_even_if_another_is_activated_meanwhile(self, monkeypatch):
        credential = CredentialFactory(signed=True)
        ensure_keys()
        newer = generate_key(kind=Kind.SEAL)
        seal_certificate = storing.seal_certificate

        def activate_then_seal(*arguments):
            monkeypatch.undo()
            sealed = seal_certificate(*arguments)
            activate_key(key=newer)
            return sealed

        monkeypatch.setattr(storing, "seal_certificate", activate_then_seal)

        sealed = stored(credential)

        found = check_seal(sealed, trust_roots=seal_certificates(), now=timezone.now())
        assert credential.seal_key == newer
        assert found.certificate == seals.load_certificates(newer.certificates)[0]

    def test_is_not_kept_when_the_credential_was_signed_anew_meanwhile(self):
        credential = CredentialFactory(signed=True)
        of_before = Credential.objects.get(pk=credential.pk)
        give_signed_forms(credential)
        credential.save()

        store_certificate(of_before)

        credential.refresh_from_db()
        assert not credential.pdf


class TestThePhotograph:
    def test_is_the_certificate_with_the_signed_list_of_now(self):
        credential = CredentialFactory(signed=True)
        stored(credential)

        photographed = read(store_photograph(credential))

        current = signed_list(credential.status_entry.list.number).document
        assert read_attachments(photographed) == attachments_of(credential.document, credential.token, current)
        assert check_seal(photographed, trust_roots=seal_certificates(), now=timezone.now())

    def test_is_made_once_for_each_state_of_the_list_and_replaces_the_one_before(self):
        credential, neighbour = CredentialFactory(signed=True), CredentialFactory(signed=True)
        stored(credential)
        first = store_photograph(credential)
        again = store_photograph(credential)
        revoke_entry(entry=neighbour.status_entry, at=timezone.now())
        assert photograph_name(credential) == ""

        later = store_photograph(credential)

        assert first == again != later == photograph_name(credential)
        assert not private_storage().exists(first)

    def test_goes_with_the_certificate(self):
        credential = CredentialFactory(signed=True)
        stored(credential)
        name = store_photograph(credential)

        discard_pdf(credential.pdf.name)

        assert not private_storage().exists(name)

    @pytest.mark.parametrize("signed", [True, False])
    def test_is_not_made_of_what_has_no_certificate_or_no_signature(self, signed):
        assert store_photograph(CredentialFactory(signed=signed)) == ""


def test_the_badge_carries_the_exact_signed_text():
    credential = CredentialFactory(signed=True)

    assert unbake(baked_badge(credential)) == credential.document
