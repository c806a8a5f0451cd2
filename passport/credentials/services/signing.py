"""Signing what was issued: at issue, afterwards for what was issued before signatures, again after a stolen key."""

import json
import logging
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.foundation.workers import ask_worker
from passport.credentials.documents import compose_document, discard_pdf
from passport.credentials.models import Credential
from passport.credentials.services.preparing import request_pdf
from passport.credentials.tasks import sign_missing_credentials
from passport.proofs.reasons import Refused
from passport.signing.models import SigningKey
from passport.signing.services import draw_entry, sign_credential

SIGNED_FIELDS: Final = ["document", "token", "proof_key", "token_key", "status_entry"]
PDF_FIELDS: Final = ["pdf", "pdf_failed_at", "seal_key"]
# What one credential alone can do wrong: a form that is refused, a content or a text that does not read as ours does.
OWN_FAULTS: Final = (Refused, LookupError, TypeError, ValueError)

logger = logging.getLogger(__name__)


def give_signed_forms(credential: Credential) -> None:
    """Draw its place in a status list and sign both forms; the caller saves it, in the transaction it is in."""
    credential.status_entry = draw_entry()
    _sign(credential, compose_document(credential, credential.status_entry))


def sign_missing() -> Iterator[Credential]:
    """Sign what `awaiting_signature` finds, each in a transaction of its own; run again, it finds what is left.

    What was issued before credentials were signed gets its place in a status list and its two forms. What a
    compromised key signed is signed in place: same claims, salt, number and place, new proofs. Both get another PDF.

    One whose own content cannot be signed is logged and left waiting. Raises what `sign_credential` raises when no
    credential can be: NoActiveKey, KeyUnreadable, PassphraseMissing.
    """
    waiting = list(Credential.objects.awaiting_signature(timezone.now()).order_by("pk").values_list("pk", flat=True))
    for credential_id in waiting:
        try:
            credential = _sign_one(credential_id)
        except OWN_FAULTS:
            logger.exception("credential %s cannot be signed; the others are", credential_id)
            continue
        if credential is not None:
            yield credential


def request_signatures() -> None:
    """Ask a worker for what `sign_missing` and `seal_again` do. Without a broker to ask, the nightly round does it."""
    ask_worker(sign_missing_credentials)


def uses_of(key: SigningKey) -> dict[str, int]:
    """What rests on this key and is still worth something, under French plural labels."""
    valid = Credential.objects.worth_something(timezone.now())
    if key.kind == SigningKey.Kind.SEAL:
        return {_("PDF de titres valables"): valid.exclude(pdf="").filter(seal_key=key).count()}
    return {_("titres valables"): valid.signed_by(key).count()}


def seal_again() -> Iterator[Credential]:
    """Have drawn anew each PDF whose seal was made with a key that is compromised since."""
    for credential_id in list(Credential.objects.awaiting_seal(timezone.now()).values_list("pk", flat=True)):
        with transaction.atomic():
            sealed = Credential.objects.awaiting_seal(timezone.now()).select_for_update(of=("self",))
            if credential := sealed.filter(pk=credential_id).first():
                _put_pdf_aside(credential)
                credential.save(update_fields=PDF_FIELDS)
                yield credential


@transaction.atomic
def _sign_one(credential_id: int) -> Credential | None:
    waiting = Credential.objects.awaiting_signature(timezone.now()).select_for_update(of=("self",))
    credential = waiting.filter(pk=credential_id).select_related("achievement", "holder").first()
    if credential is None:
        return None
    if credential.is_signed:
        body = json.loads(credential.document)
        del body["proof"]
        _sign(credential, body)
    else:
        give_signed_forms(credential)
    _put_pdf_aside(credential)
    credential.save(update_fields=[*SIGNED_FIELDS, *PDF_FIELDS])
    return credential


def _sign(credential: Credential, body: dict[str, Any]) -> None:
    signed = sign_credential(body)
    credential.document, credential.token = signed.document, signed.token
    credential.proof_key, credential.token_key = signed.proof_key, signed.token_key


def _put_pdf_aside(credential: Credential) -> None:
    """The file holds the forms of before: it goes, and another is asked for, once all this is committed."""
    if name := credential.pdf.name:
        transaction.on_commit(lambda: discard_pdf(name), robust=True)
    credential.pdf, credential.pdf_failed_at, credential.seal_key = "", None, None
    transaction.on_commit(partial(request_pdf, credential_id=credential.pk))


def lock_holder(holder: User) -> None:
    """One at a time decides what this person holds, until the transaction ends."""
    User.objects.select_for_update(no_key=True).filter(pk=holder.pk).values_list("pk").first()
