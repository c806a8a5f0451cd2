"""`coffre-export/1`: all that leaves with a holder, and what lets the next provider check that all arrived.

Series are written twice, JSON (what a program reads back) and CSV (what a person opens). Neither says who exported them
nor when: the same contents give the same bytes at any provider, so that fingerprints can be compared.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

from sandbox.vault.rules.aggregation import PARIS, hours_of
from sandbox.vault.rules.chunks import Column
from sandbox.vault.rules.formats.cells import write_csv
from sandbox.vault.rules.series import BROUGHT, DOMAINS, Domain, Number, Record

FORMAT = "coffre-export/1"
SERIES_FORMAT = "coffre-serie/1"
MANIFEST, README, JOURNAL, VERIFIER = "manifeste.json", "LISEZMOI.txt", "journal.jsonl", "verifier_journal.py"
RECEIPTS = "recus/"
SIMULATED = "simulé"
FICTITIOUS = "Données fictives : la ville, les foyers et les mesures de ce fichier sont inventés."
MIXED = "Données fictives, sauf celles dont l’origine est « apporté » : la personne titulaire les a apportées."
# Never answered to a service: the meter's pseudonym, or its number if its holder kept it.
POINT = Domain("energie", "Point de livraison", "point", "point", "unique", ())
EXPORTED = (*DOMAINS.values(), POINT)
VALUE_COLUMNS = ("serie", "unite", "pas", "debut", "valeur", "origine")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a vault holds, opened: columns of values or records, by chunk start, by file name."""

    columns: Mapping[str, Mapping[date, Column]]
    records: Mapping[str, Mapping[date, Sequence[Record]]]

    def __repr__(self) -> str:
        return f"Contents({len(self.columns)}, {len(self.records)})"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """What the manifest says of a file."""

    sha256: str
    rows: int
    unit: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    export: str
    made_at: str
    provider: str
    persona: str
    household: int
    anchor: Mapping[str, Any]
    files: Mapping[str, FileEntry]


@dataclass(frozen=True, slots=True)
class SeriesFile:
    name: str
    content: bytes
    rows: int
    unit: str
    step: str


def file_name(domain: Domain) -> str:
    return f"{domain.code}-{domain.series}"


def domain_of(name: str) -> Domain | None:
    return next((domain for domain in EXPORTED if file_name(domain) == name), None)


def holds_records(domain: Domain) -> bool:
    return domain.holds_records or domain is POINT


def compose_series(contents: Contents) -> list[SeriesFile]:
    """The CSV and the JSON of each series that the vault holds."""
    files: list[SeriesFile] = []
    for name, columns in contents.columns.items():
        domain = domain_of(name)
        if domain and columns:
            files += _values_files(domain, columns)
    for name, records in contents.records.items():
        domain = domain_of(name)
        if domain and records:
            files += _records_files(domain, [record for start in sorted(records) for record in records[start]])
    return sorted(files, key=lambda file: file.name)


def points_of(domain: Domain, columns: Mapping[date, Column]) -> list[tuple[str, Number | None, str]]:
    """Start, value and origin of each value, in order of time; a gap has no origin."""
    points: list[tuple[str, Number | None, str]] = []
    for start in sorted(columns):
        content = columns[start]
        starts = starts_of(domain, start, len(content.values))
        for moment, value, brought in zip(starts, content.values, content.brought, strict=True):
            origin = "" if value is None else BROUGHT if brought else SIMULATED
            points.append((moment, value, origin))
    return points


def starts_of(domain: Domain, start: date, size: int) -> list[str]:
    if domain.series == "heure":
        return [hour.isoformat(timespec="minutes") for hour in hours_of(start)[:size]]
    return [date.fromordinal(start.toordinal() + number).isoformat() for number in range(size)]


def _values_files(domain: Domain, columns: Mapping[date, Column]) -> list[SeriesFile]:
    points = points_of(domain, columns)
    mention = _mention(origin for _start, _value, origin in points)
    head = {
        "format": SERIES_FORMAT,
        "mention": mention,
        "serie": domain.code,
        "unite": domain.unit,
        "pas": domain.series,
        "origines": [[origin, len(list(group))] for origin, group in groupby(origin for _s, _v, origin in points)],
    }
    rows = ((domain.code, domain.unit, domain.series, *point) for point in points)
    return _both(
        domain,
        _json(head, "points", [[start, value] for start, value, _origin in points]),
        write_csv([VALUE_COLUMNS, *rows], comment=mention),
        len(points),
    )


def _records_files(domain: Domain, records: list[Record]) -> list[SeriesFile]:
    mention = _mention(str(record.get("qualite", "")) for record in records)
    if domain is POINT:
        mention = MIXED
    names = sorted({name for record in records for name in record})
    head = {
        "format": SERIES_FORMAT,
        "mention": mention,
        "serie": domain.code,
        "unite": domain.unit,
        "pas": domain.series,
    }
    rows = [[_cell(record.get(name)) for name in names] for record in records]
    ordered = [dict(sorted(record.items())) for record in records]
    return _both(domain, _json(head, "releves", ordered), write_csv([names, *rows], comment=mention), len(records))


def _both(domain: Domain, written: bytes, table: bytes, rows: int) -> list[SeriesFile]:
    name = file_name(domain)
    return [
        SeriesFile(f"{name}.csv", table, rows, domain.unit, domain.series),
        SeriesFile(f"{name}.json", written, rows, domain.unit, domain.series),
    ]


def _mention(origins: Iterable[str]) -> str:
    return MIXED if any(origin == BROUGHT for origin in origins) else FICTITIOUS


def _cell(value: object) -> object:
    return {True: "oui", False: "non"}[value] if isinstance(value, bool) else value


def _json(head: Mapping[str, Any], key: str, lines: Sequence[Any]) -> bytes:
    """One point a line: a person can read it, and a comparison shows the line that differs."""
    start = "".join(f' "{name}": {json.dumps(value, ensure_ascii=False)},\n' for name, value in head.items())
    body = ",\n".join(f"  {json.dumps(line, ensure_ascii=False)}" for line in lines)
    return f'{{\n{start} "{key}": [\n{body}\n ]\n}}\n'.encode()


def compose_manifest(manifest: Manifest) -> bytes:
    content = {
        "format": FORMAT,
        "mention": MIXED,
        "export": manifest.export,
        "genere_le": manifest.made_at,
        "fournisseur": manifest.provider,
        "personnage": manifest.persona,
        "foyer": manifest.household,
        "journal": dict(manifest.anchor),
        "fichiers": {
            name: {
                "sha256": entry.sha256,
                "lignes": entry.rows,
                **({"unite": entry.unit, "pas": entry.step} if entry.unit else {}),
            }
            for name, entry in sorted(manifest.files.items())
        },
        "ne_voyage_pas": list(STAYS),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


STAYS = (
    "les autorisations données aux services : elles se redonnent chez le nouveau fournisseur",
    "l’ancrage du journal : le nouveau fournisseur commence un journal à lui",
    "les conseils que des services ont tirés de vos données",
)


def compose_readme(*, made_at: datetime, provider: str, files: Sequence[str]) -> bytes:
    """What the archive is, for whoever opens it years later."""
    stays = "\n".join(f"- {line} ;" for line in STAYS).removesuffix(" ;") + "."
    names = "\n".join(f"- {name}" for name in sorted(files))
    moment = made_at.astimezone(PARIS)
    text = f"""DONNÉES FICTIVES

{MIXED}

Ce dossier est l’export complet d’un coffre du bac à sable « Passeport digital ».
Forme : {FORMAT}. Fournisseur : {provider}. Fait le {moment:%d/%m/%Y} à {moment:%H:%M} (heure de Paris).

Ce qu’il contient :
{names}

Chaque série est écrite deux fois : en CSV (UTF-8, point-virgule) et en JSON. Une case vide ou « null » est un manque.
Dans les CSV, une apostrophe devant un texte qui commence par = + - @ empêche un tableur de le calculer.
manifeste.json donne l’empreinte SHA-256 de chaque fichier.

Pour vérifier le journal, sans rien installer d’autre que Python :
    python {VERIFIER} {JOURNAL}

Ce qui ne voyage pas :
{stays}
"""
    return text.encode()


def now_written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
