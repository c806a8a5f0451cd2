"""When a holder takes their data away, or leaves."""

from functools import partial
from typing import Any

from django.db import transaction

from cms.accounts.models import User
from passport.credentials.documents import discard_pdf
from passport.credentials.models import Credential


def export_credentials(user: User) -> list[dict[str, Any]]:
    """Everything that is kept of this person’s credentials, except who revoked one."""
    return [
        {
            "numéro": credential.display_code,
            "adresse": credential.public_address,
            "contenu": credential.content,
            "délivré_le": credential.issued_at,
            "valable_jusqu_au": credential.expires_at,
            "nom_visible_du_public": credential.shows_name,
            "modules_visibles_du_public": credential.shows_modules,
            "révoqué_le": credential.revoked_at,
            "motif": credential.revocation_reason,
        }
        for credential in Credential.objects.held_by(user).newest_first()
    ]


@transaction.atomic
def erase_holder(*, user: User) -> None:
    """Keep the proof of issue, forget the person.

    Somebody may have been shown the number: the row stays, so that it goes on being answered for (valid,
    expired or revoked), without holder nor name, and with nothing left to compare a name with. The PDF, which
    bears the name, is deleted. This is the one change ever made to a frozen content.
    """
    for credential in Credential.objects.held_by(user).select_for_update():
        if credential.pdf.name:
            transaction.on_commit(partial(discard_pdf, credential.pdf.name))
        credential.holder = None
        credential.content = credential.content | {"holder_name": ""}
        credential.shows_name = False
        credential.pdf = ""
        credential.save(update_fields=["holder", "content", "shows_name", "pdf"])
