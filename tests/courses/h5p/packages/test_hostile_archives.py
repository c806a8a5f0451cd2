"""Archives that break a rule of envelopes, names or kinds: the French reason and the entry, and nothing kept."""

import struct
import tracemalloc
import warnings
from io import BytesIO

import pytest

from courses.h5p import limits
from courses.h5p.services import PackageRefused, upload_package
from tests.courses.h5p.building import PNG, demo, dumped, h5p_json, package, zipped
from tests.courses.h5p.packages import forging
from tests.courses.h5p.packages.forging import CENTRAL, found, raw

pytestmark = pytest.mark.django_db


def twice(first, second):
    """Two entries, the second under the name of the first or nearly."""
    entries = [("h5p.json", dumped(h5p_json())), ("content/content.json", dumped({"text": "a"})), *demo().items()]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile warns of the repeated name that we want
        return zipped([*entries, (first, b"a"), (second, b"b")])


def overlapping():
    data = package(extra={"content/a.txt": b"a", "content/b.txt": b"b"})
    return forging.forged(data, "content/b.txt", forging.OFFSET, forging.local_offset(data, "content/a.txt"))


def lying(size):
    data = package(extra={"content/a.txt": b"abcdefgh" * 100})
    return forging.forged(data, "content/a.txt", forging.SIZE, size)


ENVELOPE = {
    "not an archive": (b"%PDF-1.7 hello", "paquet", "n’est pas une archive"),
    "nothing at all": (b"", "paquet", "n’est pas une archive"),
    "an empty archive": (zipped({}), "paquet", "l’archive est vide"),
    "cut short": (package()[:-30], "paquet", "n’est pas une archive"),
    "bytes before": (b"#!/bin/sh\n" + package(), "paquet", "des octets précèdent"),
    "encrypted": (forging.with_entry("content/a.txt", flag=1), "content/a.txt", "il est chiffré"),
    "bzip2": (
        forging.with_entry("content/a.txt", compression=forging.BZIP2),
        "content/a.txt",
        "méthode de compression",
    ),
    "lzma": (forging.with_entry("content/a.txt", compression=forging.LZMA), "content/a.txt", "méthode de compression"),
    "shared local header": (overlapping(), "content/a.txt", "partage ses octets"),
    "a bomb": (raw("content/a.txt", b"\0" * 3 * limits.MIB), "content/a.txt", "bombe zip"),
    "declares less": (lying(8), "content/a.txt", "ne correspond pas à ce que l’archive annonce"),
    "declares more": (lying(900), "content/a.txt", "ne correspond pas à ce que l’archive annonce"),
    "declares one huge file": (lying(limits.ONE_FILE + 1), "content/a.txt", "la limite par fichier est de 200\u00a0Mo"),
    "declares too much": (lying(limits.UNPACKED + 1), "paquet", "la limite est de 500\u00a0Mo"),
    "damaged": (package().replace(b"PK\x03\x04", b"PK\x03\x05", 1), "h5p.json", "ne correspond pas"),
}


NAMES = {
    "/etc/passwd.txt": "commence à la racine",
    "C:/a.txt": "lettre de lecteur",
    "content\\a.txt": "barre oblique inverse",
    "content/../../a.txt": "sort du paquet",
    "../a.txt": "sort du paquet",
    "content//a.txt": "est vide ou s’appelle",
    "content/./a.txt": "est vide ou s’appelle",
    "content/a\x07.txt": "caractères invisibles",
    "content/a\u202etxt.png": "caractères invisibles",
    "content/" + "a" * 101: "trop long",
    "content/" + "/".join(["dossier"] * 30) + ".txt": "trop long",
    "content/NUL.txt": "réservé",
    "content/com1": "réservé",
    "content/a:b.txt": "réservé",
    "content/a.txt.": "finit par un point",
    "content/a /b.txt": "finit par un point ou une espace",
}


MODES = {"link": forging.LINK, "pipe": forging.PIPE, "device": forging.DEVICE}


CLASHES = {
    "the same name": ("content/a.txt", "content/a.txt"),
    "other letters": ("content/Straße.txt", "content/STRASSE.txt"),
    "another composition": ("content/e\u0301.txt", "content/\u00e9.txt"),
    "a file for a folder": ("content/a.txt", "content/a.txt/b.txt"),
}


KINDS = {
    "content/page.html": "« .html »",
    "content/page.htm": "« .htm »",
    "content/page.php": "« .php »",
    "content/setup.exe": "« .exe »",
    "content/archive.zip": "« .zip »",
    "content/film.swf": "« .swf »",
    "content/program.js": "n’a pas sa place parmi les contenus",
    "content/style.css": "n’a pas sa place parmi les contenus",
    "content/sans-extension": "n’a pas d’extension",
    "H5P.Demo-1.0/page.html": "« .html »",
    "H5P.Demo-1.0/setup.exe": "« .exe »",
}


BYTES = {
    "content/a.png": b"GIF89a" + b"\0" * 20,
    "content/a.jpg": PNG,
    "content/a.gif": b"<html>",
    "content/a.mp4": b"MZ" + b"\0" * 300,
    "content/a.mp3": b"not a sound",
    "content/a.pdf": b"<html><script>1</script>",
    "H5P.Demo-1.0/images/a.png": b"<svg></svg>",
}


@pytest.mark.parametrize("case", ENVELOPE)
def test_an_archive_that_is_not_sound(refused, case):
    data, entry, reason = ENVELOPE[case]

    found(refused(data), entry, reason)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_some_disk_would_misread(refused, name):
    faults = refused(forging.with_entry(name))

    found(faults, "".join(letter if letter.isprintable() else "\ufffd" for letter in name)[:200], NAMES[name])


@pytest.mark.parametrize("mode", MODES)
def test_an_entry_that_is_no_file(refused, mode):
    faults = refused(forging.with_entry("content/a.txt", b"/etc/passwd", mode=MODES[mode]))

    found(faults, "content/a.txt", "ni un fichier ni un dossier ordinaire")


def test_a_name_whose_letters_are_not_declared(refused):
    data = forging.with_entry("content/été.txt", flag=0)

    [fault] = refused(data)

    assert "UTF-8 non déclaré" in fault.reason


@pytest.mark.parametrize("case", CLASHES)
def test_two_entries_for_one_place(refused, case):
    first, second = CLASHES[case]

    found(refused(twice(first, second)), second, f"la place de «\u00a0{first}\u00a0»")


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_of_file_that_is_not_taken(refused, name):
    found(refused(raw(name, b"x")), name, KINDS[name].replace("« ", "«\u00a0").replace(" »", "\u00a0»"))


@pytest.mark.parametrize("name", BYTES)
def test_a_file_that_is_not_what_its_name_says(refused, name):
    found(refused(raw(name, BYTES[name])), name, "ses premiers octets")


def test_a_file_that_does_not_end_as_packages_do(kept, tmp_path):
    path = tmp_path / "activite.zip"
    path.write_bytes(package())

    with pytest.raises(PackageRefused) as refusal:
        upload_package(file=path, by=None)

    found(refusal.value.faults, "activite.zip", "ne s’appelle pas «\u00a0.h5p\u00a0»")
    assert kept() == ([], [0, 0, 0])


def test_a_package_beyond_the_limit_is_not_read_to_its_end(refused, monkeypatch):
    monkeypatch.setattr(limits, "PACKAGE", 2 * limits.MIB)

    class Endless(BytesIO):
        taken = 0

        def read(self, size=-1):
            Endless.taken += 1
            return b"\0" * size

    with pytest.raises(PackageRefused) as refusal:
        upload_package(file=Endless(), by=None)

    found(refusal.value.faults, "paquet", "il dépasse 2\u00a0Mo")
    assert Endless.taken == 3


def test_more_entries_than_any_activity_needs(refused):
    data = zipped({f"content/{number}.txt": b"" for number in range(limits.ENTRIES + 1)})

    found(refused(data), "paquet", "il contient 5001 fichiers")


def test_a_list_of_entries_that_would_fill_the_memory_is_not_read(refused):
    """Lines of 47 bytes, all for the same file: millions of them fit in a package."""
    count = 100_000
    line = struct.pack("<4s4B4HL2L5H2L", CENTRAL, 20, 3, 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(line) * count, 0, 0)
    data = line * count + end
    tracemalloc.start()
    try:
        faults = refused(data)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert f"il contient {count} fichiers" in faults[0].reason
    assert peak < 4 * len(data)


def test_hidden_files_are_left_out_and_told():
    data = package(extra={"__MACOSX/._a.png": b"x", ".DS_Store": b"x", "content/Thumbs.db": b"x", "content/a.png": PNG})

    revision = upload_package(file=BytesIO(data), by=None)

    assert list(revision.files) == ["a.png"]
    assert any("laissés de côté" in remark and ".DS_Store" in remark for remark in revision.remarks)
