import pytest

from sandbox.vault.rules.formats import FileRefused, recognise
from sandbox.vault.rules.formats.cells import neutralise, restore, write_csv
from sandbox.vault.rules.formats.tables import MOST_ROWS, read_csv
from sandbox.vault.rules.formats.texts import decode
from tests.sandbox.vault import samples


def refusal(content: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        recognise(content)
    return str(refused.value.faults[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_utf8_with_or_without_its_mark_and_windows_are_read_alike(encoding):
    text = samples.periods()
    assert recognise(text.encode(encoding)).readout.count == 24
    assert decode("Début : 12 kW".encode(encoding)) == "Début : 12 kW"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "cp500", "shift_jis"])
def test_any_other_encoding_is_refused(encoding):
    with pytest.raises(FileRefused):
        decode("Début;Fin;Valeur été 日本".encode(encoding, "replace"))


def test_bytes_that_windows_does_not_define_and_signs_that_french_does_not_use_are_refused():
    assert "UTF-8" in refusal(b"D\x81but;Fin")
    assert "UTF-8" in refusal(b"D\xdebut;Fin")
    assert "UTF-8" in refusal(b"\xef\xbb\xbfD\xe9but;Fin")


@pytest.mark.parametrize("content", [b"", b"   \n\t ", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n\n"])
def test_an_empty_file_is_refused(content):
    assert "vide" in refusal(content)


def test_a_binary_file_is_refused():
    assert "commande" in refusal(b"D\x00but;Fin")


def test_a_million_columns_are_refused_before_they_are_cut():
    assert "colonnes" in refusal(b"a;" * 1_000_000)
    assert "longue" in refusal(b"a" * 1_000_000)


def test_too_many_lines_are_refused():
    assert "60\u00a0000 lignes" in refusal(b"a;b\n" * (MOST_ROWS + 1))


def test_quotes_that_do_not_close_are_refused():
    assert "guillemets" in refusal(b'a;b\n"c;d\n')


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@x", "\tx", "\rx", "'déjà", "''=x", "'=1"])
def test_a_text_that_a_spreadsheet_would_run_is_neutralised_and_comes_back_as_it_was(text):
    assert neutralise(text).startswith("'")
    assert restore(neutralise(text)) == text


@pytest.mark.parametrize("text", ["", "énergie", "2025-01-01", "a=b", "l’eau"])
def test_other_texts_are_left_alone(text):
    assert neutralise(text) == restore(text) == text


def test_numbers_are_written_as_they_are():
    written = write_csv([["libelle", "valeur"], ["=cmd|x", -5], [None, 1.25]])

    assert written == b"libelle;valeur\n'=cmd|x;-5\n;1.25\n"
    assert read_csv(written.decode()).rows[1].cells == ("'=cmd|x", "-5")
