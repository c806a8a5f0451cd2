"""What a file is, told by its bytes."""

import pytest

from courses.assignments.rules.files import HEAD_BYTES, TAIL_BYTES, Kind, kind_of, shown_name
from tests.courses.assignments.factories import JPEG, PDF, PNG, archive, docx, odt


def kind(content):
    return kind_of(content[:HEAD_BYTES], content[-TAIL_BYTES:])


@pytest.mark.parametrize(
    ("content", "expected"),
    [(PDF, Kind.PDF), (PNG, Kind.PNG), (JPEG, Kind.JPEG), (odt(), Kind.ODT), (docx(), Kind.DOCX)],
    ids=["PDF", "PNG", "JPEG", "ODT", "DOCX"],
)
def test_the_kinds_that_are_kept_are_known(content, expected):
    assert kind(content) is expected


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"MZ\x90\x00 programme",
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"\xd0\xcf\x11\xe0 un vieux document",
        b"GIF89a",
        archive(("a.txt", "rien")),
        archive(("xl/workbook.xml", "<x/>"), ("[Content_Types].xml", "<x/>")),
    ],
    ids=["empty", "two bytes", "program", "page", "drawing", "old document", "GIF", "archive", "spreadsheet"],
)
def test_others_are_not(content):
    assert kind(content) is None


@pytest.mark.parametrize(
    "content",
    [
        b"<script>alert(1)</script>" + PDF,
        PDF + docx(),
        PNG + docx(),
        PNG + b"<script>alert(1)</script>",
        JPEG + odt(),
        docx(comment=b"%PDF-1.7 %%EOF"),
        docx() + PDF,
        PDF + b" " * 2000,
    ],
    ids=[
        "page before a PDF",
        "PDF then archive",
        "picture then archive",
        "picture then page",
        "photograph then document",
        "archive whose comment is a PDF",
        "archive then PDF",
        "PDF then something else",
    ],
)
def test_a_file_that_is_two_things_is_none(content):
    assert kind(content) is None


def test_a_document_with_macros_is_not_kept():
    assert kind(docx(("word/vbaProject.bin", "x"))) is None


def test_a_packed_bomb_is_only_looked_at_from_outside():
    bomb = docx(("word/media/bombe.bin", b"\x00" * 50_000_000))

    assert len(bomb) < 100_000
    assert kind(bomb) is Kind.DOCX


def test_an_archive_whose_directory_lies_about_its_size_is_not_kept():
    content = bytearray(docx())
    content[-10:-6] = (2**32 - 1).to_bytes(4, "little")

    assert kind(bytes(content)) is None


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Fiche de décision.pdf", "Fiche de décision.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\moi\\Ma fiche.docx", "Ma fiche.pdf"),
        ("fiche\u202efdp.exe", "fiche fdp.pdf"),
        ("fiche\x00\r\nX: 1.pdf", "fiche X 1.pdf"),
        ("archive.tar.gz", "archive.tar.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("", "fichier.pdf"),
        ("...", "fichier.pdf"),
        ('<b>"fiche"</b>.pdf', "b.pdf"),
        ("sans extension", "sans extension.pdf"),
        ("é" * 300 + ".pdf", "é" * 76 + ".pdf"),
    ],
)
def test_a_name_is_only_shown_without_path_nor_trap(name, shown):
    assert shown_name(name, Kind.PDF) == shown
