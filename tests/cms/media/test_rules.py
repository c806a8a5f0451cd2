import pytest

from cms.media.rules import is_what_it_says


@pytest.mark.parametrize(
    ("extension", "head"),
    [
        ("pdf", b"%PDF-1.7\n"),
        ("odt", b"PK\x03\x04mimetype"),
        ("xlsx", b"PK\x03\x04"),
        ("csv", "commune;habitants\nÉpinal;32000".encode()),
        ("txt", b"\xef\xbb\xbfbonjour"),
    ],
)
def test_a_file_is_accepted_when_its_first_bytes_agree_with_its_name(extension, head):
    assert is_what_it_says(extension, head)


@pytest.mark.parametrize(
    ("extension", "head"),
    [
        ("pdf", b"<!doctype html><script>alert(1)</script>"),
        ("pdf", b"MZ\x90\x00"),
        ("docx", b"%PDF-1.7"),
        ("txt", b"<html>"),
        ("csv", b"\xef\xbb\xbf  <svg onload=alert(1)>"),
        ("txt", b"\x7fELF\x02\x00"),
        ("svg", b"<svg/>"),
        ("", b""),
    ],
)
def test_a_file_in_disguise_is_refused(extension, head):
    assert not is_what_it_says(extension, head)
