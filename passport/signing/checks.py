"""Where the private keys may live, and what protects them: checked each time the platform starts."""

import os
import stat
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks

from passport.signing import keystore


@checks.register(checks.Tags.security)
def signing_keys_are_apart(app_configs: Any, **options: Any) -> list[checks.CheckMessage]:
    """Neither served to visitors, nor saved with what they open, nor read by others of this machine, nor in clear."""
    folder = keystore.folder().resolve()
    found: list[checks.CheckMessage] = []
    for name in ("MEDIA_ROOT", "STATIC_ROOT"):
        place = getattr(settings, name, None)
        if place and folder.is_relative_to(Path(place).resolve()):
            found.append(checks.Error(f"SIGNING_KEY_DIR est sous {name}, que le site sert.", id="signing.E001"))
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3") and folder == Path(str(database["NAME"])).resolve().parent:
        message = "SIGNING_KEY_DIR est le dossier de la base : une sauvegarde emporterait les clefs avec les données."
        found.append(checks.Error(message, id="signing.E002"))
    if folder.is_dir():
        held = [folder, *folder.glob("*.pem"), *folder.glob(keystore.PASSPHRASE_FILE)]
        if any(stat.S_IMODE(os.stat(path).st_mode) & 0o077 for path in held):
            message = "SIGNING_KEY_DIR ou une clef qu’il contient est lisible par d’autres comptes de cette machine."
            found.append(checks.Error(message, hint=f"chmod -R u=rwX,go= {folder}", id="signing.E003"))
    if settings.PRODUCTION and not settings.SIGNING_KEY_PASSPHRASE:
        message = "La variable d’environnement SIGNING_KEY_PASSPHRASE est obligatoire en production."
        found.append(checks.Error(message, id="signing.E004"))
    if settings.PRODUCTION and (folder / keystore.PASSPHRASE_FILE).exists():
        message = "SIGNING_KEY_DIR contient la phrase secrète d’un poste de travail, à côté des clefs."
        found.append(checks.Error(message, hint="Créez d’autres clefs, ailleurs.", id="signing.E005"))
    if settings.SIGNING_TOKEN_ALGORITHM not in ("ES256", "RS256"):
        found.append(checks.Error("SIGNING_TOKEN_ALGORITHM vaut ES256 ou RS256.", id="signing.E006"))
    return found
