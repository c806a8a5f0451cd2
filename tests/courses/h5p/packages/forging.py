"""Archives that no honest tool makes, and how their refusal is looked at."""

import stat
import struct
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile, ZipInfo

from tests.courses.h5p.building import package

CENTRAL, LOCAL = b"PK\x01\x02", b"PK\x03\x04"
# Offsets of fields in the headers (.ZIP File Format Specification, § 4.3.7 and § 4.3.12): central, local.
FLAGS, SIZE, COMPRESSED, OFFSET = (8, 6), (24, 22), (20, 18), (42, None)


def forged(data, name, field, value, kind="<L"):
    """The same archive, with one field of one entry changed in both of its headers."""
    changed = bytearray(data)
    for signature, position, at in ((CENTRAL, field[0], 46), (LOCAL, field[1], 30)):
        start = 0
        while position is not None and (start := data.find(signature, start)) >= 0:
            if data[start + at : start + at + len(name.encode())] == name.encode():
                struct.pack_into(kind, changed, start + position, value)
            start += 4
    return bytes(changed)


def local_offset(data, name):
    start = 0
    while (start := data.find(LOCAL, start)) >= 0:
        if data[start + 30 : start + 30 + len(name.encode())] == name.encode():
            return start
        start += 4
    raise KeyError(name)


def with_entry(name, data=b"x", *, mode=None, compression=ZIP_DEFLATED, flag=None):
    """A sound package, and one more entry, raw: whatever its name."""
    buffer = BytesIO(package())
    with ZipFile(buffer, "a") as archive:
        info = ZipInfo("x")
        info.filename = info.orig_filename = name
        info.compress_type = compression
        if mode is not None:
            info.create_system = 3
            info.external_attr = (mode | 0o644) << 16
        archive.writestr(info, data)
    built = buffer.getvalue()
    return built if flag is None else forged(built, name, FLAGS, flag, "<H")


LINK, PIPE, DEVICE = stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR
BZIP2, LZMA = ZIP_BZIP2, ZIP_LZMA


def raw(entry, data):
    return package(extra={entry: data})


def found(faults, entry, reason):
    """One fault names this entry and says this, and tells what to do."""
    matching = [fault for fault in faults if fault.entry == entry and reason in fault.reason]
    assert matching, [(fault.entry, fault.reason) for fault in faults]
    assert all(fault.remedy for fault in faults)
