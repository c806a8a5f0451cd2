"""Texts: blanks, words to drag, words to mark, cut as the browser cuts them."""

import pytest

from courses.h5p.rules.grading.words import blanks_in, clickable_words, is_close, is_marked, word_of
from tests.courses.h5p.grading.played import BLANKS, DRAG_TEXT, MARK, grade, node, outlook


def worth(library, content, response, **more):
    given = grade(library, content, node(response, **more), None)
    return given.points, given.maximum, bool(given.refusals)


def blanks(*lines, **behaviour):
    return {"questions": list(lines), "behaviour": behaviour}


@pytest.mark.parametrize(
    ("line", "solutions"),
    [
        ("Il *fait* beau.", [["fait"]]),
        ("*un/deux : un nombre* et *trois*", [["un", "deux"], ["trois"]]),
        ("*<strong>gras</strong>*", [["gras"]]),
        ("*&eacute;t&eacute;*", [["été"]]),
        ("Rien ** ici, *oui* là", [["oui"]]),
        ("Une * seule", []),
        ("*a* puis * seule", [["a"]]),
        ("*\u00a0autour\u202f*", [["autour"]]),
        ("*<em></em>* puis *vrai*", [["vrai"]]),
    ],
)
def test_blanks_stand_between_asterisks(line, solutions):
    assert blanks_in(line) == solutions


@pytest.mark.parametrize(
    ("content", "response", "points", "maximum"),
    [
        pytest.param(BLANKS, "sont[,]ont[,]coût", 3, 3, id="all right"),
        pytest.param(BLANKS, "restent[,]ont[,]coût", 3, 3, id="an alternative"),
        pytest.param(BLANKS, "sont[,][,]", 1, 3, id="two left empty"),
        pytest.param(BLANKS, "Sont[,]ont[,]coût", 2, 3, id="case matters"),
        pytest.param(BLANKS, "", 0, 3, id="nothing"),
        pytest.param(blanks("*Mairie*"), "mairie", 0, 1, id="case matters when nothing is said"),
        pytest.param(blanks("*Mairie*", caseSensitive=False), "MAIRIE", 1, 1, id="case forgiven"),
        pytest.param(blanks("*œuf*"), "oeuf", 0, 1, id="no folding of ligatures"),
        pytest.param(blanks("*été*"), "e\u0301te\u0301", 0, 1, id="no folding of accents"),
        pytest.param(blanks("*municipalité*", acceptSpellingErrors=True), "muncipalite", 1, 1, id="two errors, long"),
        pytest.param(blanks("*commune*", acceptSpellingErrors=True), "comumne", 1, 1, id="a swap is one error"),
        pytest.param(blanks("*commune*", acceptSpellingErrors=True), "comun", 0, 1, id="two errors, short"),
        pytest.param(blanks("*élu*", acceptSpellingErrors=True), "élue", 0, 1, id="too short to forgive"),
        pytest.param(blanks("*commune*"), "comumne", 0, 1, id="no error forgiven when nothing is said"),
        pytest.param(blanks(None, "", "*a*"), "a", 1, 1, id="empty lines are left out"),
    ],
)
def test_a_blank_brings_a_point_when_its_word_is_accepted(content, response, points, maximum):
    assert worth("H5P.Blanks 1.14", content, response) == (points, maximum, False)


@pytest.mark.parametrize("response", ["sont[,]ont", "sont[,]ont[,]coût[,]plus", "sont"])
def test_blanks_refuse_another_number_of_words(response):
    assert worth("H5P.Blanks 1.14", BLANKS, response) == (0, 3, True)


@pytest.mark.parametrize(
    ("answered", "solution", "errors", "close"),
    [
        ("chat", "chat", 1, True),
        ("chats", "chat", 1, True),
        ("hcat", "chat", 1, True),
        ("tahc", "chat", 2, False),
        ("", "chat", 2, False),
        ("abcdefghij", "badcfehgji", 2, False),
        ("a😀cd", "ab😀cd", 1, True),
        ("aXbcdefghYj", "abcdefghij", 2, True),
    ],
)
def test_close_words_differ_by_few_changes(answered, solution, errors, close):
    assert is_close(answered, solution, errors) is close


@pytest.mark.parametrize(
    ("piece", "word"),
    [
        ("*maire*", "maire"),
        ("*maire:le premier élu*", "maire"),
        ("*maire :une aide*", "maire"),
        ("*maire\\+Bravo\\-Relisez*", "maire"),
        ("*maire:une aide\\+Bravo*", "maire"),
        ("**", ""),
    ],
)
def test_a_word_to_drag_is_cut_from_its_tip_and_comments(piece, word):
    assert word_of(piece) == word


@pytest.mark.parametrize(
    ("response", "points", "refused"),
    [
        ("maire[,]conseil[,]maire", 3, False),
        ("maire[,]préfet[,]maire", 2, False),
        ("conseil[,]maire[,]maire", 1, False),
        ("maire[,][,]", 1, False),
        ("", 0, False),
        ("conseil[,]conseil[,]maire", 0, True),
        ("maire[,]maire[,]maire", 0, True),
        ("maire[,]adjoint[,]maire", 0, True),
        ("maire[,]conseil", 0, True),
        ("Maire[,]conseil[,]maire", 0, True),
    ],
)
def test_words_dragged_are_used_no_more_than_they_exist(response, points, refused):
    assert worth("H5P.DragText 1.10", DRAG_TEXT, response) == (points, 3, refused)


def test_an_empty_zone_counts_and_cannot_be_filled():
    content = {"textField": "Un *mot* et ** rien"}
    assert worth("H5P.DragText 1.10", content, "mot[,]") == (1, 2, False)
    assert "zone vide" in outlook("H5P.DragText 1.10", content).warnings[0]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>Le *chat* dort.</p>", ["Le", "*chat*", "dort"]),
        ("(Oui), « non » !", ["Oui", "non"]),
        ("un<strong>deux</strong>trois", ["un", "deux", "trois"]),
        ("a&nbsp;b\u202fc", ["a", "b", "c"]),
        ("l’*eau* *deux mots*", ["l’*eau*", "*deux", "mots*"]),
        ("<script>non</script>oui<br>encore", ["oui", "encore"]),
        ("&lt;b&gt; … ", ["<b>"]),
        ("un</b>deux <b>trois</b>quatre", ["undeux", "trois", "quatre"]),
        ("un</p>deux<br/>trois", ["un", "deux", "trois"]),
        ("", []),
    ],
)
def test_words_to_click_are_cut_as_the_browser_does(markup, words):
    assert clickable_words(markup) == words


@pytest.mark.parametrize(
    ("word", "marked"),
    [
        ("*eau*", True),
        ("*eau*'", True),
        ("*eau*😀", False),
        ("l’*eau*", False),
        ("*deux", False),
        ("mots*", False),
        ("**", False),
        ("*", False),
    ],
)
def test_a_word_to_mark_begins_and_ends_with_an_asterisk(word, marked):
    assert is_marked(word) is marked


@pytest.mark.parametrize(
    ("response", "points", "refused"),
    [
        ("1[,]4", 2, False),
        ("1", 1, False),
        ("1[,]0", 0, False),
        ("1[,]4[,]0", 1, False),
        ("", 0, False),
        ("1[,]1", 0, True),
        ("6", 0, True),
    ],
)
def test_marks_are_right_ones_less_wrong_ones(response, points, refused):
    assert worth("H5P.MarkTheWords 1.11", MARK, response) == (points, 2, refused)


def test_a_text_without_any_word_to_mark_is_right_when_left_alone():
    content = {"textField": "<p>Rien à marquer</p>"}
    assert worth("H5P.MarkTheWords 1.11", content, "") == (1, 1, False)
    assert worth("H5P.MarkTheWords 1.11", content, "0") == (0, 1, False)


def test_a_browser_that_cut_the_text_another_way_is_believed_in_part():
    given = grade("H5P.MarkTheWords 1.11", MARK, node("1[,]4", choices=7), None)
    assert (given.points, given.trust) == (2, "partial")


def test_a_trainer_is_told_which_asterisks_mark_nothing():
    warnings = outlook("H5P.MarkTheWords 1.11", {"textField": "l’*eau* et *vin*"}).warnings
    assert [warning.split(" ")[0] for warning in warnings] == ["«\u00a0l’*eau*\u00a0»"]
