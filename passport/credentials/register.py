"""The register of what was issued, as a table and as JSON: one line per credential, written as it is read.

A register says what was issued to whom, and what became of it. It holds neither e-mail address nor detail of an
attempt: the name is the one written on the credential, empty once the account was erased.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from cms.accounts.models import User
from cms.foundation.spreadsheets import BYTE_ORDER_MARK, harmless
from passport.credentials.models import Credential, CredentialQuerySet
from passport.credentials.rules import Status

EXPORT_ACTION: Final = "credentials.export_register"
MEDIA_TYPES: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}
CHUNK: Final = 500
REPLACED: Final = "replaced"
STATE_WORDS: Final = {
    Status.VALID.value: gettext_lazy("Valide"),
    Status.EXPIRED.value: gettext_lazy("Expiré"),
    Status.REVOKED.value: gettext_lazy("Révoqué"),
    REPLACED: gettext_lazy("Remplacé"),
}


class _Echo:
    """What `csv` writes into: it hands the line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def state_at(credential: Credential, now: datetime) -> str:
    """A key of `STATE_WORDS`: as `Status`, with those revoked for a correction told apart."""
    status = credential.status_at(now)
    return REPLACED if status is Status.REVOKED and successor_of(credential) else status.value


def successor_of(credential: Credential) -> Credential | None:
    """The credential that corrects this one; no query when `replaced_by` was selected."""
    return getattr(credential, "replaced_by", None)


def entries(credentials: CredentialQuerySet, now: datetime) -> Iterator[dict[str, Any]]:
    """Each credential as a flat entry, in the order of the query; never more than `CHUNK` rows in memory.

    Values are text, numbers, booleans or None; instants are ISO 8601 in the site’s time.
    """
    words = {state: str(word) for state, word in STATE_WORDS.items()}
    beside = ("replaces", "replaced_by", "proof_key", "token_key", "seal_key", "status_entry__list")
    together = credentials.select_related(*beside)
    for credential in together.defer("document", "token").iterator(chunk_size=CHUNK):
        content, entry, successor = credential.content, credential.status_entry, successor_of(credential)
        yield {
            "numéro": credential.display_code,
            "identifiant": credential.uuid.urn,
            "état": words[state_at(credential, now)],
            "nature": content["kind"],
            "intitulé": content["name"],
            "version": content["version"],
            "parcours": content["pathway"],
            "public": content["audience_label"],
            "titulaire": content["holder_name"],
            "délivré_le": _instant(credential.issued_at),
            "valable_jusqu_au": _instant(credential.expires_at),
            "révoqué_le": _instant(credential.revoked_at),
            "motif": credential.revocation_reason,
            "motif_publié": credential.reason_is_public,
            "remplace": credential.replaces.display_code if credential.replaces else None,
            "remplacé_par": successor.display_code if successor else None,
            "clef_du_json": credential.proof_key.name if credential.proof_key else None,
            "clef_du_jeton": credential.token_key.name if credential.token_key else None,
            "clef_du_cachet": credential.seal_key.name if credential.seal_key else None,
            "liste_d_état": entry.list.number if entry else None,
            "rang_dans_la_liste": entry.index if entry else None,
        }


def as_csv(lines: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Semicolons and a byte order mark, as French spreadsheets expect; nothing in it runs as a formula."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield BYTE_ORDER_MARK + writer.writerow([_heading(name) for name in HEADINGS])
    for line in lines:
        yield writer.writerow([harmless(_cell(line[name])) for name in HEADINGS])


def as_json(lines: Iterable[dict[str, Any]], now: datetime) -> Iterator[str]:
    """One object with who issued, when it was drawn up and the list of entries; `motif` and dates stay as they are."""
    opening = {"émetteur": settings.ISSUER_NAME, "adresse": settings.SITE_URL, "établi_le": _instant(now)}
    yield json.dumps(opening, ensure_ascii=False)[:-1] + ', "titres": ['
    separator = "\n"
    for line in lines:
        yield separator + json.dumps(line, ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


WRITERS: Final = {"csv": lambda lines, now: as_csv(lines), "json": as_json}


def record_export(*, by: User, kind: str, filters: dict[str, str]) -> None:
    """Who took the register away, in which form and filtered how: one line in the journal, which nobody can edit."""
    log(by, EXPORT_ACTION, user=by, title=str(_("Registre des titres")), data={"kind": kind, "filters": filters})


HEADINGS: Final = {
    "numéro": gettext_lazy("Numéro"),
    "identifiant": gettext_lazy("Identifiant"),
    "état": gettext_lazy("État"),
    "nature": gettext_lazy("Nature"),
    "intitulé": gettext_lazy("Intitulé"),
    "version": gettext_lazy("Version"),
    "parcours": gettext_lazy("Parcours"),
    "public": gettext_lazy("Public"),
    "titulaire": gettext_lazy("Titulaire"),
    "délivré_le": gettext_lazy("Délivré le"),
    "valable_jusqu_au": gettext_lazy("Valable jusqu’au"),
    "révoqué_le": gettext_lazy("Révoqué le"),
    "motif": gettext_lazy("Motif"),
    "motif_publié": gettext_lazy("Motif publié"),
    "remplace": gettext_lazy("Remplace"),
    "remplacé_par": gettext_lazy("Remplacé par"),
    "clef_du_json": gettext_lazy("Clef du JSON"),
    "clef_du_jeton": gettext_lazy("Clef du jeton"),
    "clef_du_cachet": gettext_lazy("Clef du cachet"),
    "liste_d_état": gettext_lazy("Liste d’état"),
    "rang_dans_la_liste": gettext_lazy("Rang dans la liste"),
}


def _heading(name: str) -> str:
    return str(HEADINGS[name])


def _cell(value: Any) -> Any:
    """Empty for what there is not; words for yes and no."""
    if isinstance(value, bool):
        return str(_("oui")) if value else str(_("non"))
    return "" if value is None else value


def _instant(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None
