"""The charter of lab 10 on paper and in a word processor: whole, the learner's own, and never more than text."""

import io
from zipfile import ZIP_STORED, ZipFile

import pypdfium2
import pytest
from django.urls import reverse
from odfdo import Document
from pypdf import PdfReader

from sandbox.labs.catalogue import BY_CODE
from sandbox.labs.rules.charter import ARTICLES
from sandbox.labs.services.runs import keep_state, run_of
from tests.cms.accounts.factories import UserFactory
from tests.sandbox.labs.test_charter import SOUND

pytestmark = pytest.mark.django_db

ARGUMENT = "Nous avons mesuré le délai entre un retrait et le premier refus. " * 6
HOSTILE = '<script>alert(1)</script> <img src="http://10.0.0.1/x.png"> \x0b\x0c\x1b\ufffe <b>&amp; ' + "X" * 900


@pytest.fixture
def write(learner):
    """Keep a charter: its choices, and an argument for one article."""

    def keep(argument=ARGUMENT, who=learner, **choices):
        run = run_of(learner=who, lab=BY_CODE["LAB-10"])
        keep_state(run=run, choices=SOUND | choices, argued="seuil", argument=argument)

    return keep


def pdf_of(browser):
    answer = browser.get(reverse("labs:charter_pdf"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return PdfReader(io.BytesIO(answer.content))


def odt_of(browser):
    answer = browser.get(reverse("labs:charter_odt"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/vnd.oasis.opendocument.text")
    return answer.content


def pdf_text(browser):
    return plain(" ".join(page.extract_text() for page in pdf_of(browser).pages))


def odt_text(browser):
    body = Document(io.BytesIO(odt_of(browser))).body
    return plain("\n".join(element.inner_text for element in body.get_elements("//text:h | //text:p")))


def plain(text):
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.mark.parametrize("text_of", [pdf_text, odt_text])
class TestEitherDocument:
    def test_holds_the_twelve_choices_the_argument_and_the_sources(self, browser, write, text_of):
        write()

        text = text_of(browser)

        assert all(plain(f"{number}. {article.title}") in text for number, article in enumerate(ARTICLES, start=1))
        for article in ARTICLES:
            [chosen] = [option.text for option in article.options if option.code == SOUND[article.code]]
            assert plain(chosen) in text
        assert ARGUMENT.strip() in text
        assert "Aucune contradiction." in text
        assert "d’une charte de la donnée" in text

    def test_says_the_figure_of_each_choice_and_which_are_not_measured(self, browser, learner, write, text_of):
        keep_state(run=run_of(learner=learner, lab=BY_CODE["LAB-6"]), figures={"L6.partial": "12,34 %"})
        write()

        text = text_of(browser)

        assert "Laboratoire 6, personnes touchées par le vol d’une seule clé : 12,34 %" in text
        assert "pas encore mesuré" in text

    def test_lists_the_contradictions_that_are_left(self, browser, write, text_of):
        write(controle="declaration", conservation="aucune")

        text = text_of(browser)

        assert "une déclaration ne la vérifie pas." in text
        assert "Aucune contradiction." not in text

    def test_shows_what_was_typed_as_text_and_fetches_nothing(self, browser, write, text_of, monkeypatch):
        monkeypatch.setattr("urllib.request.urlopen", lambda *_a, **_k: pytest.fail("fetched"))
        monkeypatch.setattr("http.client.HTTPConnection.connect", lambda *_a, **_k: pytest.fail("fetched"))
        write(HOSTILE)

        text = text_of(browser)

        assert '<script>alert(1)</script> <img src="http://10.0.0.1/x.png"> <b>&amp;' in text
        assert text.count("X") >= 900

    def test_holds_nothing_of_anybody_else(self, browser, write, text_of):
        write("Le mien. " * 40)
        write("Celui d’une autre personne. " * 20, who=UserFactory(verified=True))

        assert "autre personne" not in text_of(browser)


@pytest.mark.parametrize("address", ["charter_pdf", "charter_odt", "charter_document"])
def test_whoever_has_no_charter_gets_none_and_a_visitor_signs_in(browser, client, address):
    somebody_else = run_of(learner=UserFactory(verified=True), lab=BY_CODE["LAB-10"])
    keep_state(run=somebody_else, choices=SOUND)

    assert browser.get(reverse(f"labs:{address}")).status_code == 404
    assert client.get(reverse(f"labs:{address}"))["Location"].startswith("/compte/connexion/")


def test_the_pdf_has_a_title_a_language_and_our_own_fonts(browser, write):
    write()

    pdf = pdf_of(browser)

    assert pdf.metadata.title == "Charte de la donnée"
    assert pdf.trailer["/Root"]["/Lang"] == "fr"
    fonts = {font.get_object()["/BaseFont"] for font in pdf.pages[0]["/Resources"]["/Font"].get_object().values()}
    assert {font.split("+")[-1] for font in fonts} >= {"Besley-Bold", "AtkinsonHyperlegibleNext-Regular"}


def test_no_word_of_the_pdf_runs_into_the_margin(browser, write):
    write(HOSTILE)

    with pypdfium2.PdfDocument(browser.get(reverse("labs:charter_pdf")).content) as pdf:
        pages = [page.render(scale=1).to_pil().convert("L") for page in pdf]

    assert all(page.crop((545, 0, *page.size)).getextrema()[0] > 200 for page in pages)


def test_the_odt_says_what_it_is_before_anything_else(browser, write):
    write()

    with ZipFile(io.BytesIO(odt_of(browser))) as odt:
        first = odt.infolist()[0]

        assert odt.testzip() is None
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert odt.read("mimetype") == b"application/vnd.oasis.opendocument.text"


def test_the_odt_has_a_title_a_language_a_date_and_headings_in_order(browser, write):
    write()

    document = Document(io.BytesIO(odt_of(browser)))
    headings = [(int(heading.level), heading.inner_text) for heading in document.body.headers]

    assert (document.meta.title, document.get_language()) == ("Charte de la donnée", "fr-FR")
    assert document.meta.creation_date is not None
    assert headings[0] == (1, "Charte de la donnée")
    assert [level for level, _text in headings[1:]] == [2] * 15


def test_the_page_offers_the_three_formats_once_choices_are_made(browser, write):
    page = reverse("labs:lab", args=["charte-de-la-donnee"])
    addresses = [reverse(f"labs:{name}") for name in ("charter_pdf", "charter_odt", "charter_document")]
    before = browser.get(page).content.decode()
    write()
    after = browser.get(page).content.decode()

    assert not any(address in before for address in addresses)
    assert all(address in after for address in addresses)
