"""Reading back a `coffre-export/1`: every fingerprint and every value is checked before anything is kept."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from math import isfinite
from typing import Any, NoReturn
from uuid import UUID

from sandbox.vault.rules.aggregation import PARIS, hours_of
from sandbox.vault.rules.chunks import Column
from sandbox.vault.rules.formats import departure
from sandbox.vault.rules.formats.archive import Limits, read_archive
from sandbox.vault.rules.formats.departure import Contents, FileEntry, Manifest
from sandbox.vault.rules.formats.faults import FaultList, FileFault, FileRefused, TooManyFaults, refused
from sandbox.vault.rules.series import BROUGHT, Domain, Number, Record

LIMITS = Limits(folders=(departure.RECEIPTS,))
OTHERS = frozenset({departure.MANIFEST, departure.README, departure.JOURNAL, departure.VERIFIER})
FIELD = re.compile(r"[a-z_]{1,40}")
DIGEST = re.compile(r"[0-9a-f]{64}")
MOST_POINTS = 100_000
MOST_VALUE = 10**12
MOST_TEXT = 200

NO_MANIFEST = "Ce n’est pas un export de coffre : il n’y a pas de « manifeste.json »."
OTHER_FORMAT = "Cet export n’est pas de la forme « coffre-export/1 »."
UNREADABLE = "Ce fichier JSON n’est pas lisible."
BAD_FIELD = "Le champ « {name} » manque ou n’a pas la forme attendue."
MISSING = "Ce fichier, que le manifeste annonce, n’est pas dans l’archive."
UNLISTED = "Ce fichier n’est pas annoncé par le manifeste."
ALTERED = "Ce fichier n’a pas l’empreinte que dit le manifeste : il a changé depuis l’export."
UNKNOWN_SERIES = "Ce coffre ne connaît pas cette série."
ALONE = "Chaque série doit être là deux fois, en CSV et en JSON."
DIFFERENT = "Le CSV et le JSON de cette série ne disent pas la même chose."
BAD_POINT = "Le point n° {number} est illisible."
BAD_DAY = "Le {day} n’a pas le nombre d’heures attendu."
BAD_RECORD = "Le relevé n° {number} est illisible."
BAD_ORIGINS = "Les origines ne couvrent pas tous les points."


@dataclass(frozen=True, slots=True)
class Arrival:
    manifest: Manifest
    contents: Contents


def read_departure(content: bytes) -> Arrival:
    """Raises FileRefused with every fault."""
    parts = read_archive(content, LIMITS)
    manifest = read_manifest(parts)
    problems = {name: _file_problem(name, parts, manifest) for name in set(manifest.files) | set(parts)}
    faults = [FileFault(0, 0, problem, name) for name, problem in sorted(problems.items()) if problem]
    if faults:
        raise FileRefused(faults[:50])
    return Arrival(manifest, _contents(parts, manifest))


def read_manifest(parts: Mapping[str, bytes]) -> Manifest:
    name = departure.MANIFEST
    if name not in parts:
        raise refused(NO_MANIFEST)
    content = _load(parts[name], name)
    if content.get("format") != departure.FORMAT:
        raise refused(OTHER_FORMAT, file=name)
    files = content.get("fichiers")
    checks = {
        "export": _is_uuid(content.get("export")),
        "genere_le": _is_text(content.get("genere_le")),
        "fournisseur": _is_text(content.get("fournisseur")),
        "personnage": _is_text(content.get("personnage"), most=32),
        "foyer": _is_whole(content.get("foyer"), most=32_767),
        "journal": isinstance(content.get("journal"), dict),
        "fichiers": isinstance(files, dict) and all(_is_entry(entry) for entry in files.values()),
    }
    if wrong := [FileFault(0, 0, BAD_FIELD.format(name=field), name) for field, right in checks.items() if not right]:
        raise FileRefused(wrong)
    entries = {
        path: FileEntry(entry["sha256"], entry["lignes"], str(entry.get("unite", "")), str(entry.get("pas", "")))
        for path, entry in (files or {}).items()
    }
    return Manifest(content["export"], content["genere_le"], content["fournisseur"], content["personnage"],
                    content["foyer"], content["journal"], entries)  # fmt: skip


def _file_problem(name: str, parts: Mapping[str, bytes], manifest: Manifest) -> str | None:
    if name == departure.MANIFEST:
        return None
    if name not in parts:
        return MISSING
    if name not in manifest.files:
        return UNLISTED
    if sha256(parts[name]).hexdigest() != manifest.files[name].sha256:
        return ALTERED
    if name in OTHERS or name.startswith(departure.RECEIPTS):
        return None
    stem, _dot, ending = name.rpartition(".")
    if ending not in ("csv", "json") or departure.domain_of(stem) is None:
        return UNKNOWN_SERIES
    return None if f"{stem}.csv" in parts and f"{stem}.json" in parts else ALONE


def _contents(parts: Mapping[str, bytes], manifest: Manifest) -> Contents:
    columns: dict[str, dict[date, Column]] = {}
    records: dict[str, dict[date, list[Record]]] = {}
    faults: list[FileFault] = []
    for domain in departure.EXPORTED:
        name = departure.file_name(domain)
        if f"{name}.json" not in parts:
            continue
        found = FaultList(f"{name}.json")
        try:
            content = _load(parts[f"{name}.json"], f"{name}.json")
            if departure.holds_records(domain):
                records[name] = _records(domain, content, found)
            else:
                columns[name] = _columns(domain, content, found)
        except TooManyFaults:
            pass
        except FileRefused as refusal:
            found.found.extend(refusal.faults)
        faults += found.found
    if faults:
        raise FileRefused(faults[:50])
    contents = Contents(columns, records)
    for file in departure.compose_series(contents):
        if parts[file.name] != file.content:
            faults.append(FileFault(0, 0, DIFFERENT, file.name))
    if faults:
        raise FileRefused(faults)
    return contents


def _columns(domain: Domain, content: Mapping[str, Any], faults: FaultList) -> dict[date, Column]:
    points, origins = content.get("points"), _origins(content.get("origines"))
    if not isinstance(points, list) or len(points) > MOST_POINTS:
        raise refused(BAD_FIELD.format(name="points"), file=faults.file)
    if origins is None or len(origins) != len(points):
        raise refused(BAD_ORIGINS, file=faults.file)
    days: dict[date, dict[str, tuple[Number | None, bool]]] = {}
    for number, (point, origin) in enumerate(zip(points, origins, strict=True), start=1):
        if not _is_point(point):
            faults.add(0, 0, BAD_POINT.format(number=number))
            continue
        day = _day(point[0])
        start = None if day is None else domain.chunk_start(day)
        if start is None or point[0] in days.get(start, {}):
            faults.add(0, 0, BAD_POINT.format(number=number))
            continue
        days.setdefault(start, {})[point[0]] = (point[1], origin == BROUGHT)
    columns: dict[date, Column] = {}
    for start, held in days.items():
        if list(held) != departure.starts_of(domain, start, len(held)) or not _is_complete(domain, start, len(held)):
            faults.add(0, 0, BAD_DAY.format(day=start.isoformat()))
        values = tuple(held.values())
        columns[start] = Column(tuple(value for value, _brought in values), tuple(brought for _v, brought in values))
    return columns


def _is_complete(domain: Domain, start: date, size: int) -> bool:
    """All the hours of a day; days of a month from its first on, with no hole."""
    return size == len(hours_of(start)) if domain.series == "heure" else size <= 31


def _day(text: str) -> date | None:
    """The local day of a moment, or the day itself."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if not 2000 <= moment.year <= 2099:
        return None
    return moment.astimezone(PARIS).date() if moment.tzinfo else moment.date()


def _origins(given: object) -> list[str] | None:
    if not isinstance(given, list):
        return None
    origins: list[str] = []
    for pair in given:
        if not isinstance(pair, list) or len(pair) != 2 or pair[0] not in ("", BROUGHT, departure.SIMULATED):
            return None
        if not _is_whole(pair[1], most=MOST_POINTS) or len(origins) + pair[1] > MOST_POINTS:
            return None
        origins += [pair[0]] * pair[1]
    return origins


def _records(domain: Domain, content: Mapping[str, Any], faults: FaultList) -> dict[date, list[Record]]:
    given = content.get("releves")
    if not isinstance(given, list) or len(given) > MOST_POINTS:
        raise refused(BAD_FIELD.format(name="releves"), file=faults.file)
    records: dict[date, list[Record]] = {}
    for number, record in enumerate(given, start=1):
        day = date(2025, 1, 1)
        if not isinstance(record, dict) or not all(_is_field(name, value) for name, value in record.items()):
            faults.add(0, 0, BAD_RECORD.format(number=number))
            continue
        if domain.chunk != "unique":
            found = _day(str(record.get("debut", "")))
            if found is None or not {"mode", "de_zone", "a_zone"} <= set(record):
                faults.add(0, 0, BAD_RECORD.format(number=number))
                continue
            day = found
        records.setdefault(domain.chunk_start(day), []).append(record)
    return records


def _load(content: bytes, name: str) -> dict[str, Any]:
    try:
        loaded = json.loads(content.decode("utf-8"), parse_constant=_refuse_constant, parse_int=_small_int)
    except (ValueError, RecursionError):
        raise refused(UNREADABLE, line=1, file=name) from None
    if not isinstance(loaded, dict):
        raise refused(UNREADABLE, line=1, file=name)
    return loaded


def _refuse_constant(_name: str) -> NoReturn:
    raise ValueError


def _small_int(digits: str) -> int:
    if len(digits) > 15:
        raise ValueError
    return int(digits)


def _is_point(point: object) -> bool:
    if not isinstance(point, list) or len(point) != 2 or not isinstance(point[0], str):
        return False
    value = point[1]
    if value is None:
        return True
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return False
    return 0 <= value < MOST_VALUE and (isinstance(value, int) or round(value, 3) == value)


def _is_field(name: str, value: object) -> bool:
    if not FIELD.fullmatch(name):
        return False
    if isinstance(value, str):
        return len(value) <= MOST_TEXT and value.isprintable()
    if isinstance(value, float):
        return isfinite(value)
    return value is None or isinstance(value, int)


def _is_text(value: object, most: int = MOST_TEXT) -> bool:
    return isinstance(value, str) and len(value) <= most


def _is_whole(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _is_entry(entry: object) -> bool:
    if not isinstance(entry, dict):
        return False
    digest = entry.get("sha256")
    return isinstance(digest, str) and bool(DIGEST.fullmatch(digest)) and _is_whole(entry.get("lignes"), most=10**6)


def _is_uuid(value: object) -> bool:
    try:
        return isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        return False
