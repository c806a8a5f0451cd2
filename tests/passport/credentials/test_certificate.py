import io

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from passport.credentials.documents import qr_png, qr_svg, render_certificate
from tests.cms.accounts.factories import UserFactory
from tests.passport.factories import CredentialFactory

pytestmark = pytest.mark.django_db

ACCENTED = "Zoë Œuvrard-Łukasiewicz Nagyő Șerban"


def drawn(**facts):
    credential = CredentialFactory(**facts)
    return credential, PdfReader(io.BytesIO(render_certificate(credential)))


def text_of(pdf):
    return " ".join(pdf.pages[0].extract_text().split())


def embedded_fonts(pdf):
    fonts = pdf.pages[0]["/Resources"]["/Font"].get_object().values()
    fonts = [font.get_object() for font in fonts]
    return {
        font["/BaseFont"].split("+")[-1]
        for font in fonts
        if "/FontFile2" in str(font.get("/FontDescriptor", {}).get_object() if "/FontDescriptor" in font else "")
    }


def test_it_says_who_what_when_and_where_to_check():
    credential, pdf = drawn(holder__name="Claire Fontanel")

    text = text_of(pdf)

    assert "Claire Fontanel" in text
    assert credential.display_code in text
    assert credential.public_address in text
    assert "Module visé numéro 3" in text
    assert "validé le 12 mars 2026" in text
    assert str(credential.expires_at.year) in text


def test_names_of_all_europe_are_written_with_our_own_fonts():
    _credential, pdf = drawn(holder__name=ACCENTED)

    assert ACCENTED in text_of(pdf)
    assert embedded_fonts(pdf) == {
        "Besley-Bold",
        "AtkinsonHyperlegibleNext-Regular",
        "AtkinsonHyperlegibleNext-Bold",
    }


def test_it_has_a_title_and_a_language():
    credential, pdf = drawn()

    assert pdf.metadata.title == f"Certificat {credential.display_code} – Passeport digital"
    assert pdf.trailer["/Root"]["/Lang"] == "fr"


@pytest.mark.parametrize(
    ("name", "modules"),
    [
        ("Ana", 1),
        ("Marie-Antoinette " * 7, 7),
        ("X" * 120, 7),
        ("Xavier" * 20, 4),
        ("Ana Neuve", 7),
        ("Ana Neuve", 12),
        (ACCENTED, 4),
    ],
)
def test_it_is_one_page_of_paper_whatever_the_name(name, modules):
    _credential, pdf = drawn(holder__name=name.strip(), modules=modules)

    assert len(pdf.pages) == 1
    assert [round(side) for side in pdf.pages[0].mediabox[2:]] == [595, 842]
    assert "Seule la page de vérification fait foi" in text_of(pdf)


def test_an_attestation_is_called_one():
    _credential, pdf = drawn(attestation=True)

    assert "Attestation de réussite d’un module" in text_of(pdf)
    assert "Cette attestation est délivrée à" in text_of(pdf)


def test_a_name_cannot_have_files_read_or_addresses_fetched(monkeypatch):
    monkeypatch.setattr("urllib.request.urlopen", lambda *_a, **_k: pytest.fail("fetched"))
    _credential, pdf = drawn(holder__name='<img src="http://10.0.0.1/x.png">')

    assert "<img" in text_of(pdf)


def test_the_code_printed_on_the_page_leads_to_the_address_in_capitals():
    credential = CredentialFactory()
    with pypdfium2.PdfDocument(render_certificate(credential)) as document:
        page = document[0].render(scale=100 / 72).to_pil()

    [found] = zxingcpp.read_barcodes(page)

    assert found.text == credential.public_address.upper()


def test_the_code_uses_the_compact_mode_with_a_medium_level_and_a_quiet_zone():
    credential = CredentialFactory()

    [found] = zxingcpp.read_barcodes(Image.open(io.BytesIO(qr_png(credential))))

    assert found.text == credential.public_address.upper()
    assert found.ec_level == "M"


def test_the_code_on_screen_carries_no_inline_style():
    drawing = qr_svg(CredentialFactory())

    assert "style" not in drawing
    assert 'class="qr"' in drawing


def test_the_holder_s_name_of_today_is_not_the_one_that_was_issued():
    credential = CredentialFactory(holder=UserFactory(name="Nom d’alors"))
    credential.holder.name = "Nom d’aujourd’hui"
    credential.holder.save()

    assert "Nom d’alors" in text_of(PdfReader(io.BytesIO(render_certificate(credential))))
