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
            "obtenu_le": credential.awarded_at,
            "délivré_le": credential.issued_at,
            "valable_jusqu_au": credential.expires_at,
            "nom_visible_du_public": credential.shows_name,
            "modules_visibles_du_public": credential.shows_modules,
            "lien_ouvert_au_fichier": bool(credential.share_key),
            "remplace_le_numéro": credential.replaces.display_code if credential.replaces else None,
            "fichier_signé": credential.document,
            "jeton_signé": credential.token,
            "révoqué_le": credential.revoked_at,
            "motif": credential.revocation_reason,
        }
        for credential in Credential.objects.held_by(user).select_related("replaces").newest_first()
    ]


@transaction.atomic
def erase_holder(*, user: User) -> None:
    """Keep the proof of issue, forget the person.

    Somebody may have been shown the number: the row stays, so that it goes on being answered for (valid,
    expired or revoked), without holder nor name, and with nothing left to compare a name with. The signed forms and
    the PDF, which bear the name, are deleted; the place in the status list stays, since copies of the files may still
    be shown: revoking goes on working. This is the one change ever made to a frozen content.
    """
    for credential in Credential.objects.held_by(user).select_for_update():
        if credential.pdf.name:
            transaction.on_commit(partial(discard_pdf, credential.pdf.name))
        credential.holder = None
        credential.content = credential.content | {
            "holder_name": "",
            "modules": [module | {"percent": None} for module in credential.content["modules"]],
        }
        credential.shows_name = False
        credential.share_key = ""
        credential.document = credential.token = credential.pdf = ""
        credential.save(update_fields=["holder", "content", "shows_name", "share_key", "document", "token", "pdf"])
