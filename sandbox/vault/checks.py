"""Where the master keys may live: checked each time the platform starts."""

import os
import stat
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security)
def master_keys_are_apart(app_configs: Any, **options: Any) -> list[checks.CheckMessage]:
    """Neither served to visitors, nor saved with what they open, nor read by others of this machine."""
    folder = Path(settings.VAULT_KEY_DIR).resolve()
    found: list[checks.CheckMessage] = []
    for name in ("MEDIA_ROOT", "STATIC_ROOT"):
        place = getattr(settings, name, None)
        if place and folder.is_relative_to(Path(place).resolve()):
            found.append(checks.Error(f"VAULT_KEY_DIR est sous {name}, que le site sert.", id="vault.E001"))
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3") and folder == Path(str(database["NAME"])).resolve().parent:
        message = "VAULT_KEY_DIR est le dossier de la base : une sauvegarde emporterait les clefs avec les données."
        found.append(checks.Error(message, id="vault.E002"))
    if folder.is_dir():
        held = [folder, *folder.glob("epoch-*.key")]
        if any(stat.S_IMODE(os.stat(path).st_mode) & 0o077 for path in held):
            message = "VAULT_KEY_DIR ou une clef qu’il contient est lisible par d’autres comptes de cette machine."
            found.append(checks.Error(message, hint=f"chmod -R u=rwX,go= {folder}", id="vault.E003"))
    return found
