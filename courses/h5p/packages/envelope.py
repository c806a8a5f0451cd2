"""The archive itself: what is checked before anything is unpacked, then unpacking, counting the real bytes.

`.ZIP File Format Specification` 6.3.10 lets an archive lie: sizes, overlapping entries, bytes before it. Whatever
readers could understand in two ways is refused.
"""

import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from courses.h5p import limits
from courses.h5p.packages.faults import Findings
from courses.h5p.packages.kinds import check_first_bytes, check_kind
from courses.h5p.packages.scanning import check_with_scanner
from courses.h5p.packages.wording import mebibytes, name_reason
from courses.h5p.rules.names import clashes, flaw_of, is_leftover

ENCRYPTED = 0x1 | 0x40 | 0x2000  # traditional, strong, masked headers (§ 4.4.4)
UTF8 = 0x800
CENTRAL = b"PK\x01\x02"
LOCAL_HEADER = 30
PIECE = 64 * limits.KIB


def unpack(source: Path, folder: Path, findings: Findings) -> None:
    """Put into `folder` every entry that may be kept; nothing at all of an archive that is not sound."""
    count = most_entries(source)
    if count > limits.ENTRIES:  # before the list is read: its lines are small, and weigh more in memory than on disk
        reason = _("il contient {count} fichiers, la limite est de {limit}.").format(count=count, limit=limits.ENTRIES)
        findings.refuse(_("paquet"), reason, _("Partagez l’activité en plusieurs paquets."))
        return
    try:
        with ZipFile(source) as archive:
            entries = archive.infolist()
            if not check_archive(archive, entries, findings):
                return
            for entry in kept_entries(entries, findings):
                extract(archive, entry, folder, findings)
    except (BadZipFile, NotImplementedError, UnicodeDecodeError):
        findings.refuse(
            _("paquet"),
            _("ce fichier n’est pas une archive H5P lisible, ou il est abîmé."),
            _("Exportez-le à nouveau, puis téléversez-le sans l’ouvrir."),
        )


def most_entries(source: Path) -> int:
    """How many lines its central directory could have: each begins with these four bytes (§ 4.3.12)."""
    count, end = 0, b""
    with source.open("rb") as file:
        while piece := file.read(limits.MIB):
            count += (end + piece).count(CENTRAL)
            end = piece[-len(CENTRAL) + 1 :]
    return count


def check_archive(archive: ZipFile, entries: list[ZipInfo], findings: Findings) -> bool:
    """Whether it is safe to read on: what is refused here is refused for the whole archive."""
    whole, before = _("paquet"), len(findings.faults)
    if not entries:
        findings.refuse(whole, _("l’archive est vide."), _("Exportez l’activité à nouveau."))
        return False
    in_order = sorted(entries, key=lambda entry: entry.header_offset)
    if in_order[0].header_offset != 0:
        findings.refuse(
            whole,
            _("des octets précèdent l’archive."),
            _("Exportez l’activité à nouveau depuis l’outil qui l’a faite."),
        )
    ends = [entry.header_offset for entry in in_order[1:]] + [archive.start_dir]
    for entry, end in zip(in_order, ends, strict=True):
        if entry.header_offset + LOCAL_HEADER + len(entry.orig_filename) + entry.compress_size > end:
            findings.refuse(
                shown(entry), _("il partage ses octets avec un autre fichier de l’archive."), _("Refaites l’archive.")
            )
    declared = sum(entry.file_size for entry in entries)
    if declared > limits.UNPACKED:
        reason = _("une fois ouvert, il pèserait {size}, la limite est de {limit}.")
        reason = reason.format(size=mebibytes(declared), limit=mebibytes(limits.UNPACKED))
        findings.refuse(whole, reason, _("Réduisez les images, les sons et les vidéos."))
    for entry in entries:
        check_entry(entry, findings)
    return len(findings.faults) == before


def check_entry(entry: ZipInfo, findings: Findings) -> None:
    name = shown(entry)
    if entry.flag_bits & ENCRYPTED:
        findings.refuse(name, _("il est chiffré."), _("Refaites l’archive sans mot de passe."))
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        reason = _("sa méthode de compression n’est pas acceptée ({number}).").format(number=entry.compress_type)
        findings.refuse(name, reason, _("Refaites l’archive avec la méthode « deflate », celle d’un zip ordinaire."))
    if entry.file_size > limits.ONE_FILE:
        reason = _("il pèse {size}, la limite par fichier est de {limit}.")
        reason = reason.format(size=mebibytes(entry.file_size), limit=mebibytes(limits.ONE_FILE))
        findings.refuse(name, reason, _("Réduisez-le."))
    if entry.file_size > limits.MIB and entry.file_size > limits.RATIO * entry.compress_size:
        reason = _("il grossit plus de {ratio} fois en s’ouvrant, comme une « bombe zip ».").format(ratio=limits.RATIO)
        findings.refuse(name, reason, _("Remplacez-le par un vrai fichier."))


def kept_entries(entries: list[ZipInfo], findings: Findings) -> Iterator[ZipInfo]:
    """The files to unpack: names that every disk takes, regular files only, kinds that we know."""
    sound = [entry for entry in entries if has_sound_name(entry, findings)]
    left_out = [entry for entry in sound if is_leftover(entry.filename)]
    sound = [entry for entry in sound if not is_leftover(entry.filename)]
    if left_out:
        names = ", ".join(sorted({entry.filename for entry in left_out})[:5])
        findings.note(_("Fichiers cachés ou de service laissés de côté : {names}.").format(names=names))
    files = [entry for entry in sound if not entry.is_dir()]
    clashing = set()
    for name, other in clashes(entry.filename for entry in files):
        clashing.add(name)
        reason = _("il prendrait la place de « {other} » sur certains disques.").format(other=other)
        findings.refuse(name, reason, _("Gardez-en un seul, ou changez son nom."))
    for entry in files:
        if entry.filename not in clashing and check_kind(entry.filename, findings):
            yield entry


def has_sound_name(entry: ZipInfo, findings: Findings) -> bool:
    before, name = len(findings.faults), shown(entry)
    remedy = _("Renommez-le avec des lettres, des chiffres, des tirets et des points.")
    if not entry.flag_bits & UTF8 and not entry.filename.isascii():
        findings.refuse(name, _("l’écriture de son nom n’est pas sûre (UTF-8 non déclaré)."), remedy)
    flaw = flaw_of(entry.orig_filename)
    if flaw is not None:
        findings.refuse(name, name_reason(flaw), remedy)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or (kind == stat.S_IFDIR) > entry.is_dir():
        findings.refuse(
            name,
            _("ce n’est ni un fichier ni un dossier ordinaire (lien ou périphérique)."),
            _("Remplacez-le par le fichier lui-même."),
        )
    return len(findings.faults) == before


def extract(archive: ZipFile, entry: ZipInfo, folder: Path, findings: Findings) -> None:
    """Write one file, in pieces; its length and its CRC-32 must be those that the archive declares."""
    path = folder / entry.filename
    path.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    try:
        with archive.open(entry) as compressed, path.open("xb") as file:
            while piece := compressed.read(PIECE):
                written += len(piece)
                if written > entry.file_size:
                    break
                file.write(piece)
    except (BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError):
        written = -1
    if written != entry.file_size:
        path.unlink(missing_ok=True)
        findings.refuse(
            entry.filename,
            _("son contenu ne correspond pas à ce que l’archive annonce (taille, nom ou somme de contrôle)."),
            _("Exportez l’activité à nouveau."),
        )
        return
    check_first_bytes(entry.filename, path, findings)
    check_with_scanner(entry.filename, path, findings)


def shown(entry: ZipInfo) -> str:
    """A name fit for a screen, whatever was put in it."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in entry.orig_filename)[:200]
