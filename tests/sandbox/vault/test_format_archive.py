import zipfile
from datetime import date

import pytest

from sandbox.vault.rules.formats import FileRefused, recognise
from sandbox.vault.rules.formats.archive import Limits, read_archive, write_archive
from tests.sandbox.vault import samples

DAY = date(2025, 1, 15)
SHEET = "xl/worksheets/sheet2.xml"


def refusal(call, *args) -> str:
    with pytest.raises(FileRefused) as refused:
        call(*args)
    return str(refused.value.faults[0])


def a_workbook() -> bytes:
    return samples.workbook([["Début", "Fin", "Valeur (en kW)"], *samples.period_rows(DAY)])


def test_an_ordinary_archive_is_read():
    assert read_archive(samples.zipped({"b.txt": b"2", "a.txt": b"1"})) == {"a.txt": b"1", "b.txt": b"2"}


def test_the_same_contents_give_the_same_bytes_in_any_order():
    assert write_archive({"b": b"2", "a": b"1"}) == write_archive({"a": b"1", "b": b"2"})
    assert read_archive(write_archive({"a": b"1"})) == {"a": b"1"}


@pytest.mark.parametrize(
    "name",
    ["../a.txt", "/etc/a.txt", "dossier/a.txt", "a\\b.txt", "C:a.txt", "..", "a/../b.txt", "a\tb.txt", "./a.txt"],
)
def test_a_name_that_is_a_path_is_refused(name):
    assert "nom de fichier interdit" in refusal(read_archive, samples.zipped({name: b"x"}))


def test_folders_are_read_only_where_a_format_has_them():
    archive = samples.zipped({"recus/a.json": b"x"})
    assert "interdit" in refusal(read_archive, archive)
    assert read_archive(archive, Limits(folders=("recus/",))) == {"recus/a.json": b"x"}
    outside = samples.zipped({"recus/../a.json": b"x"})
    assert "interdit" in refusal(read_archive, outside, Limits(folders=("recus/",)))


def test_a_link_is_refused():
    assert "lien" in refusal(read_archive, samples.zipped_link())


def test_the_same_name_twice_is_refused_whatever_its_case():
    content = samples.zipped({"a.txt": b"1", "b.txt": b"2"}).replace(b"b.txt", b"a.txt")
    assert "deux fois" in refusal(read_archive, content)
    assert "deux fois" in refusal(read_archive, samples.zipped({"a.txt": b"1", "A.TXT": b"2"}))


def test_an_encrypted_entry_is_refused():
    content = bytearray(samples.zipped({"a.txt": b"1"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    content[6] |= 1
    assert "chiffré" in refusal(read_archive, bytes(content))


@pytest.mark.parametrize("name", ["b.zip", "b.GZ", "b.txt"])
def test_an_archive_inside_is_refused_even_under_another_name(name):
    assert "autre archive" in refusal(read_archive, samples.zipped({name: samples.zipped({"a": b"1"})}))


def test_an_archive_of_more_than_5_megabytes_is_refused_before_it_is_opened():
    assert "5 Mo" in refusal(read_archive, b"PK\x03\x04" + bytes(5 * 1024 * 1024))


def test_more_than_two_hundred_files_are_refused():
    assert "200" in refusal(read_archive, samples.zipped({f"{n}.txt": b"" for n in range(201)}))


def test_a_bomb_is_refused_while_it_expands():
    bomb = samples.zipped({"a.txt": bytes(60 * 1024 * 1024)})
    assert len(bomb) < 100_000
    assert "trop compressée" in refusal(read_archive, bomb)
    assert "50 Mo" in refusal(read_archive, bomb, Limits(ratio=10_000))


def test_many_small_files_count_together():
    parts = samples.zipped({f"{n}.txt": bytes([n]) * 1_000_000 for n in range(60)})
    assert "50 Mo" in refusal(read_archive, parts, Limits(ratio=10_000))


def test_a_size_that_lies_is_found_out():
    content = samples.zipped({"a.txt": b"x" * 1000}, method=zipfile.ZIP_STORED)
    shorter = content.replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert "ment" in refusal(read_archive, shorter)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x03\x04" + b"x" * 500, b"not a zip"])
def test_what_is_not_a_zip_is_refused(content):
    assert "ZIP" in refusal(read_archive, content)


def test_an_empty_archive_and_a_rare_compression_are_refused():
    assert "vide" in refusal(read_archive, samples.zipped({}))
    assert "compression" in refusal(read_archive, samples.zipped({"a.txt": b"1"}, method=zipfile.ZIP_BZIP2))


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "haha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><worksheet>&j;</worksheet>"
)


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_a_billion_laughs_in_a_workbook_is_refused(part):
    assert "entités" in refusal(recognise, samples.rezipped(a_workbook(), {part: LAUGHS}))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-7"])
def test_entities_hidden_in_another_encoding_are_refused(encoding):
    text = LAUGHS.decode().replace('version="1.0"', f'version="1.0" encoding="{encoding}"')
    assert "entités" in refusal(recognise, samples.rezipped(a_workbook(), {SHEET: text.encode(encoding)}))


def test_a_formula_is_refused_and_never_computed():
    rows = [["Début", "Fin", "Valeur (en kW)"], *samples.period_rows(DAY)]
    rows[3][2] = "=1+1"
    assert refusal(recognise, samples.workbook(rows)).startswith("ligne 4, colonne 3 : Cette case contient une formule")


def test_macros_are_refused():
    assert "macros" in refusal(recognise, samples.rezipped(a_workbook(), {"xl/vbaProject.bin": b"x"}))


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET])
@pytest.mark.parametrize("content", [b"<x", b"<x/>", b"", None])
def test_a_damaged_workbook_is_refused(part, content):
    with pytest.raises(FileRefused):
        recognise(samples.rezipped(a_workbook(), {part: content}))


def test_a_sheet_that_claims_a_million_rows_of_sixteen_thousand_columns_costs_nothing():
    cells = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in (1, 1_048_576))
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>{cells}</sheetData></worksheet>'
    with pytest.raises(FileRefused):
        recognise(samples.rezipped(a_workbook(), {SHEET: sheet.encode()}))


def test_a_cell_with_a_monstrous_number_is_refused():
    rows = [["Début", "Fin", "Valeur (en kW)"], *samples.period_rows(DAY)]
    for number in (1e308, 1e14, -1e300, 5e-324):
        rows[1][2] = number
        assert "ligne 2, colonne 3" in refusal(recognise, samples.workbook(rows))
