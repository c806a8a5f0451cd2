"""The files that strangers drop to have them checked: genuine ones in each form, and the worst that is still read."""

import json
from typing import Any

from passport.credentials.documents import baked_badge, sealed_with_photograph
from passport.credentials.models import Credential
from passport.proofs.members import LARGEST, MOST_ITEMS
from passport.signing.services import signed_list

# As deep as a document may be: each holder of a badge may be part of another (Open Badges 3.0, `parentOrg`).
PARENTS = 8


def genuine(credential: Credential) -> dict[str, bytes]:
    """Each form of a credential whose PDF is drawn, by what it is called in the table."""
    photograph = signed_list(credential.status_entry.list.number).document
    with credential.pdf.open() as file:
        sealed = file.read()
    return {
        "JSON": credential.document.encode(),
        "jeton": credential.token.encode(),
        "image": baked_badge(credential),
        "PDF": sealed,
        "PDF avec la liste d’état": sealed_with_photograph(credential, photograph),
    }


def worst(credential: Credential) -> bytes:
    """As large, as deep and with as long a list as is read; in our name, so that it is refused by its proof alone."""
    document = json.loads(credential.document)
    parent: dict[str, Any] = {"type": ["Profile"], "name": "Le plus haut"}
    for level in range(PARENTS - 1):
        parent = {"type": ["Profile"], "name": f"Niveau {level}", "parentOrg": parent}
    document["issuer"]["parentOrg"] = parent
    evidence = document["evidence"]
    missing = MOST_ITEMS - len(evidence)
    evidence += [{"type": ["Evidence"], "name": f"Preuve {number}", "narrative": ""} for number in range(missing)]
    room = LARGEST - len(written(document))
    for each in evidence[-missing:]:
        each["narrative"] = "x" * (room // missing)
    return written(document)


def written(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
