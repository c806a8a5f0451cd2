"""A person takes their data away: one ZIP file of JSON, with what each app keeps about them."""

import json
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from typing import IO, Any

from allauth.account.models import EmailAddress
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from cms.accounts.models import User

Collector = Callable[[User], object]
FileCollector = Callable[[User], Iterator[tuple[str, IO[bytes]]]]
_collectors: dict[str, Collector] = {}
_file_collectors: dict[str, FileCollector] = {}


def register_export(name: str, collect: Collector) -> None:
    """Add `<name>.json` to every export; `collect(user)` returns that person's rows as JSON-able data.

    An iterator is written as a list, one row after the other, and is never whole in memory.
    """
    _collectors[name] = collect


def register_export_files(folder: str, collect: FileCollector) -> None:
    """Add `<folder>/<name>` to every export for each name and open file that `collect(user)` yields; all are closed."""
    _file_collectors[folder] = collect


def export_account(*, user: User, into: IO[bytes]) -> None:
    """Write everything that is kept about this person, and nothing about anybody else."""
    exported_at = timezone.now()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, "compte", _account(user))
        for name, collect in sorted(_collectors.items()):
            _write(archive, name, collect(user))
        files = [
            _copy(archive, f"{folder}/{name}", file)
            for folder, collect in sorted(_file_collectors.items())
            for name, file in collect(user)
        ]
        summary = {
            "exporté_le": exported_at,
            "adresse": user.email,
            "fichiers": [*(f"{name}.json" for name in ["compte", *sorted(_collectors)]), *files],
        }
        _write(archive, "sommaire", summary)


def _write(archive: zipfile.ZipFile, name: str, content: object) -> None:
    if not isinstance(content, Iterator):
        archive.writestr(f"{name}.json", _json(content) + "\n")
        return
    entry = zipfile.ZipInfo(f"{name}.json", date_time=time.localtime()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    with archive.open(entry, "w", force_zip64=True) as file:
        before = "["
        for row in content:
            file.write(f"{before}\n{_json(row)}".replace("\n", "\n  ").encode())
            before = ","
        file.write(b"[]\n" if before == "[" else b"\n]\n")


def _copy(archive: zipfile.ZipFile, name: str, file: IO[bytes]) -> str:
    """What was sent to us, as it came; a file is never whole in memory."""
    entry = zipfile.ZipInfo(name, date_time=time.localtime()[:6])
    entry.external_attr = 0o600 << 16
    with file, archive.open(entry, "w", force_zip64=True) as copy:
        shutil.copyfileobj(file, copy)
    return name


def _json(content: object) -> str:
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def _account(user: User) -> dict[str, Any]:
    return {
        "prénom_et_nom": user.name,
        "adresse_électronique": user.email,
        "adresses": list(EmailAddress.objects.filter(user=user).order_by("pk").values("email", "verified", "primary")),
        "public": user.get_public_display(),
        "collectivité_ou_école": user.organization,
        "temps_supplémentaire_pour_cent": user.extra_time_percent,
        "affichage": user.display,
        "rôles": list(user.groups.order_by("name").values_list("name", flat=True)),
        "inscription": user.date_joined,
        "dernière_connexion": user.last_login,
        "effacement_demandé_le": user.erasure_requested_at,
    }
