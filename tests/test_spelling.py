"""Every word that people read is in the French dictionary, or in the project's own list."""

import pytest

from courses.modules.openformat.prose import Passage
from tests.spelling import report
from tests.spelling.dictionary import french_dictionary
from tests.spelling.sentences import in_python, in_template
from tests.spelling.words import Words, read_words, sorting_key, words_of


@pytest.fixture(scope="module")
def look_up():
    return french_dictionary().spell


def unknown(look_up, text, *own):
    return Words(look_up, frozenset(own)).unknown(text)


@pytest.mark.parametrize(
    "text",
    [
        "L’élue qu’on a élue s’en va jusqu’à l’hôtel de ville.",
        "Aujourd’hui, peut-être, le porte-à-porte : y a-t-il quelqu’un ?",
        "À L’ÉCOLE, les Œuvres de l’État coûtent 3 M€ par m².",
        "Écrivez à mairie@exemple.fr ou sur www.exemple.fr/xqzk, avec le fichier xqzk.csv.",
        "La 2e leçon, SEC-3, renvoie à Q-SEC-14 ; remplacez {xqzk} et %(xqzk)s.",
        "Une <abbr>règle</abbr> de la H5P, dans mainLibrary.",
    ],
)
def test_right_french_is_known_whatever_its_elisions_hyphens_and_capitals(look_up, text):
    assert unknown(look_up, text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Un reseau sûr.", ["reseau"]),
        ("Le maintient de l’aceuil", ["l’aceuil"]),  # a right word in a wrong place is for a reader
        ("d’apropos", ["d’apropos"]),
        ("un demi-jourr", ["demi-jourr"]),
        ("l’oeuvre", ["l’oeuvre"]),
    ],
)
def test_a_misspelled_word_is_told_as_it_is_written(look_up, text, words):
    assert unknown(look_up, text) == words


def test_a_word_of_ours_is_known_after_an_elision_in_a_compound_and_at_the_head_of_a_sentence(look_up):
    assert unknown(look_up, "L’Aubrelle, Haute-Aubrelle. Ransomware", "Aubrelle", "ransomware") == []
    assert unknown(look_up, "aubrelle", "Aubrelle") == ["aubrelle"]


def test_a_phrase_in_another_language_does_not_make_its_words_french(look_up):
    assert unknown(look_up, "Internet of Things, of", "Internet of Things") == ["of"]


def test_a_word_of_the_list_that_nothing_uses_is_told(look_up):
    words = Words(look_up, frozenset({"Aubrelle", "Valfictif", "smart city"}))

    words.unknown("Aubrelle")

    assert words.unused() == ["Valfictif", "smart city"]


def test_the_list_is_in_order_and_holds_no_word_of_the_dictionary(look_up):
    lines = report.WORDS.read_text().splitlines()

    assert lines == sorted(set(lines), key=sorting_key)
    assert [word for word in read_words(report.WORDS) if " " not in word and look_up(word)] == []


def test_what_is_stuck_to_a_number_is_not_a_word():
    assert list(words_of("Le 1er, 12h30, CO2 et 3G")) == ["Le", "et"]


def test_the_sentences_of_the_code_are_found_with_their_lines():
    source = 'x = "autre"\nnom = _("Bonjour")\ny = ngettext("un", "plusieurs", 2)\nfield(help="Une aide.")\n'

    assert list(in_python(source)) == [
        Passage(2, "Bonjour"),
        Passage(3, "un"),
        Passage(3, "plusieurs"),
        Passage(4, "Une aide."),
    ]


def test_the_sentences_of_a_template_are_found_with_their_lines():
    source = (
        '{% comment %}\nautre\n{% endcomment %}{% translate "Bonjour" %}\n'
        "{% include 'x' with a=_('Aide') %}{% blocktranslate count n=1 %}Un {{ mot }}{% plural %}Des{% endblocktranslate %}"
    )

    assert list(in_template(source)) == [Passage(3, "Bonjour"), Passage(4, "Aide"), Passage(4, "Un ……Des")]


def test_a_fault_names_its_file_its_line_and_its_word(tmp_path, monkeypatch, capsys):
    (tmp_path / "page.md").write_text("# Titre\n\nUn reseau.\n", encoding="utf-8")
    (tmp_path / "words.txt").write_text("Aubrelle\n", encoding="utf-8")
    monkeypatch.setattr(report, "ROOT", tmp_path)
    monkeypatch.setattr(report, "WORDS", tmp_path / "words.txt")
    monkeypatch.setattr(report, "PACKAGES", ())
    monkeypatch.setattr(report, "french_pages", lambda: [tmp_path / "page.md"])

    assert report.main() == 1
    told = capsys.readouterr().out
    assert "page.md, ligne 3 : « reseau »" in told
    assert "retirez « Aubrelle »" in told
    assert "3 mots lus, 2 à revoir" in told
