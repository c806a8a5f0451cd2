import re
from datetime import UTC, datetime

import pytest

from passport.proofs.reasons import Reason
from passport.verify.report import report
from passport.verify.verdict import Check, Finding, State
from passport.verify.wording import HEADLINES, HOLDING, LABELS, REASONS, SUMMARIES, explain, in_words
from tests.passport.verify.presenting import A_WEEK_LATER, SEALED, a_list, export, file_of, verdict_of
from tests.spelling import report as report_of_spelling
from tests.spelling.dictionary import french_dictionary
from tests.spelling.words import Words, read_words

SENTENCE = re.compile(r"[A-ZÀÉÊÎÔ].*\.", re.DOTALL)


def test_every_reason_has_a_sentence_and_what_to_do_next():
    assert REASONS.keys() == set(Reason)
    for words in REASONS.values():
        assert SENTENCE.fullmatch(words.what), words
        assert SENTENCE.fullmatch(words.then), words


def test_every_state_and_check_has_words():
    assert HEADLINES.keys() == SUMMARIES.keys() == set(State)
    assert LABELS.keys() == HOLDING.keys() == set(Check)


def test_every_word_of_it_is_in_the_dictionary():
    """These sentences are not marked for translation: the package knows no Django, the proofreader does not see them."""
    words = Words(french_dictionary().spell, read_words(report_of_spelling.WORDS) | {"jwt"})
    texts = [*HEADLINES.values(), *SUMMARIES.values(), *LABELS.values(), *HOLDING.values()]
    texts += [text for reason in REASONS.values() for text in reason]

    assert [word for text in texts for word in words.unknown(text)] == []


def test_a_forged_list_says_nothing_against_the_file():
    words = explain(Finding(Check.LIST, None, Reason.PROOF_ALTERED, "/proof"))

    assert "liste des révocations" in words.what
    assert "N’acceptez pas" not in words.then


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 12, 1, 8, 5, tzinfo=UTC), "1er décembre 2026 à 9\u00a0h\u00a005"),
        (datetime(2026, 7, 14, 22, 30, tzinfo=UTC), "15 juillet 2026 à 0\u00a0h\u00a030"),
    ],
)
def test_dates_are_told_in_french_and_in_paris(moment, words):
    assert in_words(moment) == words


def test_the_report_of_a_genuine_file_says_so_first(issuer):
    lines = report(verdict_of(file_of(SEALED), issuer)).splitlines()

    assert lines[0] == "CE DOCUMENT EST AUTHENTIQUE ET VALABLE"
    assert "Titulaire\u00a0: Camille Éluard-Noël" in lines
    assert "Numéro\u00a0: 7Q2X-M4KD-9P0T" in lines
    assert not any("NON" in line for line in lines)


def test_the_report_of_a_forged_file_repeats_nothing_of_it(issuer):
    forged = file_of("document").replace("Éluard".encode(), b"Eluard")

    text = report(verdict_of(forged, issuer))

    assert text.startswith("CE FICHIER NE PEUT PAS ÊTRE ACCEPTÉ")
    assert "Eluard" not in text
    assert "[NON] Signature" in text
    assert "(proof-altered, /proof/proofValue)" in text


def test_a_file_with_an_old_photograph_gets_its_date(tmp_path):
    photographed = file_of(SEALED, photograph=a_list()["1"])

    text = report(verdict_of(photographed, export(tmp_path, lists={}), A_WEEK_LATER))

    assert text.startswith("CE DOCUMENT ÉTAIT VALABLE À LA DATE DU 23 NOVEMBRE 2026")
    assert "révoqué depuis cette date" in text
