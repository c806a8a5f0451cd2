"""A result on paper and as Markdown: whole, dated, sourced, and never more than text."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest
from pypdf import PdfReader

from courses.tools.documents import Part, Reading, Sheet, Table, Verdict, sheet_markdown, sheet_pdf
from courses.tools.services.decision import DECISION_KIND
from courses.tools.services.partnership import PARTNERSHIP_KIND
from tests.courses.tools.factories import DECISION, PARTNERSHIP

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
HOSTILE = '<script>alert(1)</script> <img src="http://10.0.0.1/x.png"> \x0b\x1b\ufffe <b>&amp; ' + "X" * 900
SHEET = Sheet(
    title="Feuille d’essai",
    subject="Candélabres",
    made_at=NOW,
    warning="À lire.",
    parts=(
        Part(
            title="Tout à la fois",
            verdict=Verdict("info", "On repousse", "Et l’on date."),
            texts=("Premier paragraphe.\nDeuxième.",),
            facts=(("Réponse", "Oui"),),
            table=Table("Un tableau", ("Question", "Réponse"), (("D1", "oui"), ("D2", "non"))),
            points=("Un point",),
            readings=(Reading("INT-4", "pour les questions", "Les bonnes questions"),),
        ),
    ),
    sources=("Une source",),
)


def plain(text):
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def pdf_text(sheet):
    return plain(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(sheet_pdf(sheet))).pages))


def of(kind, answers, **changes):
    return kind.sheet(kind.read(answers | changes), NOW)


def test_markdown_writes_each_part_in_order():
    assert plain(sheet_markdown(SHEET)) == plain("""
        # Feuille d’essai
        **Candélabres**
        Fait le 28 novembre 2026
        > À lire.
        ## Tout à la fois
        > **On repousse**
        Et l’on date.
        Premier paragraphe.
        Deuxième.
        - **Réponse** : Oui
        **Un tableau**
        | Question | Réponse |
        | --- | --- |
        | D1 | oui |
        | D2 | non |
        - Un point
        - Les bonnes questions (INT-4) – pour les questions
        ## Sources
        - Une source
    """)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("# Titre", "\\# Titre"),
        ("- puce", "\\- puce"),
        ("a | b", "a \\| b"),
        ("*gras* _it_ `code`", "\\*gras\\* \\_it\\_ \\`code\\`"),
        ("[lien](http://x)", "\\[lien\\](http://x)"),
        ("<script>", "\\<script\\>"),
        ("12. douze", "12\\. douze"),
        ("> cité", "\\> cité"),
        ("C’est - parfois - ainsi", "C’est - parfois - ainsi"),
        ("un\n## deux", "un ## deux"),
    ],
)
def test_nothing_that_was_typed_becomes_a_mark_of_markdown(typed, written):
    sheet = replace(SHEET, parts=(Part(title="Vos mots", points=(typed,)),))

    assert f"- {written}\n" in sheet_markdown(sheet)


def test_a_cell_of_several_lines_stays_in_its_row():
    table = Table("Un tableau", ("Question", "Réponse"), (("D1", "oui\n\n# non"),))

    assert "| D1 | oui # non |" in sheet_markdown(replace(SHEET, parts=(Part(title="T", table=table),)))


@pytest.mark.parametrize(
    ("kind", "answers", "words"),
    [
        (DECISION_KIND, DECISION, ["S2. Repousser ou repenser", "notre reconstitution", "Trois réunions de quartier"]),
        (PARTNERSHIP_KIND, PARTNERSHIP, ["À la lettre", "jamais devenue une règle", "14 mars 2026", "Solution Y"]),
    ],
    ids=["decision", "partnership"],
)
class TestEachTool:
    def test_says_what_it_concludes_why_and_from_which_sources(self, kind, answers, words):
        sheet = of(kind, answers)

        for text in (pdf_text(sheet), plain(sheet_markdown(sheet))):
            for word in [*words, str(answers["project"]), "28 novembre 2026", "avril 2017"]:
                assert word in text

    def test_the_pdf_has_a_title_a_language_and_our_own_fonts(self, kind, answers, words):
        pdf = PdfReader(io.BytesIO(sheet_pdf(of(kind, answers))))

        assert pdf.metadata.title == str(kind.tool.title)
        assert pdf.trailer["/Root"]["/Lang"] == "fr"
        fonts = {font.get_object()["/BaseFont"] for font in pdf.pages[0]["/Resources"]["/Font"].get_object().values()}
        assert {font.split("+")[-1] for font in fonts} >= {"Besley-Bold", "AtkinsonHyperlegibleNext-Regular"}

    def test_shows_what_was_typed_as_text_and_fetches_nothing(self, kind, answers, words, monkeypatch):
        monkeypatch.setattr("urllib.request.urlopen", lambda *_a, **_k: pytest.fail("fetched"))
        monkeypatch.setattr("http.client.HTTPConnection.connect", lambda *_a, **_k: pytest.fail("fetched"))
        sheet = of(kind, answers, project='<b>&amp;</b> <img src="http://10.0.0.1/x.png">')

        assert '<b>&amp;</b> <img src="http://10.0.0.1/x.png">' in pdf_text(sheet)

    def test_no_word_of_the_pdf_runs_into_the_margin(self, kind, answers, words):
        with pypdfium2.PdfDocument(sheet_pdf(of(kind, answers, project="W" * 120))) as pdf:
            pages = [page.render(scale=1).to_pil().convert("L") for page in pdf]

        assert all(page.crop((545, 0, *page.size)).getextrema()[0] > 200 for page in pages)


def test_a_long_justification_is_cut_and_stays_on_the_page():
    answers = {**DECISION, "answers": {**DECISION["answers"], "D1": {"yes": True, "reason": HOSTILE}}}
    sheet = of(DECISION_KIND, answers)

    assert pdf_text(sheet).count("X") >= 900
    with pypdfium2.PdfDocument(sheet_pdf(sheet)) as pdf:
        pages = [page.render(scale=1).to_pil().convert("L") for page in pdf]
    assert all(page.crop((545, 0, *page.size)).getextrema()[0] > 200 for page in pages)


def test_the_longest_test_of_a_partnership_is_drawn_whole():
    main, extra = [f"principal {n} {'m' * 100}" for n in range(10)], [f"accessoire {n} {'e' * 100}" for n in range(16)]
    solutions = [
        {"name": f"Solution {n} {'s' * 45}", "covers": dict.fromkeys([*main, *extra], "non")} for n in range(8)
    ]
    sheet = of(PARTNERSHIP_KIND, PARTNERSHIP, main=main, extra=extra, solutions=solutions)

    text = pdf_text(sheet)

    assert text.replace("non couverts", "").count("non couvert") == 8 * 26
    assert all(f"principal {n}" in text for n in range(10))
