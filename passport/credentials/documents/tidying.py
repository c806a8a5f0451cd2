"""Files that no credential names: a worker that was stopped between storing one and saying so leaves one behind."""

from datetime import datetime
from typing import Final

from passport.credentials.documents.storing import discard_pdf
from passport.credentials.models import Credential, private_storage

FOLDER: Final = "certificats"


def discard_orphans(*, before: datetime) -> int:
    """Delete those last written before then, which no transaction under way can still be about; return how many."""
    storage = private_storage()
    if not storage.exists(FOLDER):
        return 0
    stored = [f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]]
    old = [name for name in stored if storage.get_modified_time(name) < before]
    named = set(Credential.objects.exclude(pdf="").values_list("pdf", flat=True))
    orphans = [name for name in old if name not in named]
    for name in orphans:
        discard_pdf(name)
    return len(orphans)
