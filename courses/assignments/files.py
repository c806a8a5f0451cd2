"""The files that come with a production: looked at, kept under a name that nobody can guess, deleted with their row."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from uuid import uuid4

from django.core.files.base import ContentFile, File
from django.db import transaction

from courses.assignments.models import Attachment, private_storage
from courses.assignments.rules.files import HEAD_BYTES, TAIL_BYTES, Kind, kind_of

FOLDER = "productions"


def kind_of_file(file: File) -> Kind | None:
    """What a file is, told by its first and last bytes."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    file.seek(max(0, file.size - TAIL_BYTES))
    tail = file.read(TAIL_BYTES)
    file.seek(0)
    return kind_of(head, tail)


def keep(file: File, kind: Kind) -> str:
    """Write the file where only our views reach; the name that was given to it."""
    return private_storage().save(f"{FOLDER}/{uuid4()}.{kind}", file)


def keep_bytes(content: bytes, kind: Kind) -> str:
    return keep(ContentFile(content), kind)


def keep_copy(attachment: Attachment) -> str:
    """The same file for another row: each deletes its own."""
    with attachment.file.open() as original:
        return keep(original, Kind(attachment.kind))


def discard_later(names: Iterable[str]) -> None:
    """Once the rows are gone for good: a transaction that fails must find its files again."""
    for name in filter(None, list(names)):
        transaction.on_commit(partial(private_storage().delete, name))


def unclaimed(before: datetime) -> Iterator[str]:
    """Files that no row names: what a transaction that failed had written. The latest may be on their way."""
    storage = private_storage()
    if not storage.exists(FOLDER):
        return
    claimed = set(Attachment.objects.exclude(file="").values_list("file", flat=True))
    for name in storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if path not in claimed and storage.get_modified_time(path) < before:
            yield path
