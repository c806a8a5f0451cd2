"""The two services that may ask: registered by us, never by themselves (no dynamic registration)."""

import hashlib
from typing import Final

from django.conf import settings
from django.db import transaction
from oauth2_provider.models import Application

from sandbox.consents.rules.offers import SERVICES
from sandbox.consents.services.pseudonyms import kept_secret

CALLBACK: Final = "/retour/"


def secret_of(client_id: str) -> str:
    """The secret of a service, to be handed to its process and to nobody else."""
    return kept_secret(f"{client_id}.secret")


def address_of(client_id: str) -> str:
    return {"ma-ville": settings.AGGREGATOR_URL, "ma-ville-bis": settings.AGGREGATOR_TWIN_URL}[client_id]


@transaction.atomic
def register_clients() -> list[Application]:
    """Confidential clients with one exact redirect URI each; again when an address or a secret changed."""
    clients = []
    for service in SERVICES.values():
        client, _is_new = Application.objects.update_or_create(
            client_id=service.client_id,
            defaults={
                "name": service.name,
                "redirect_uris": address_of(service.client_id) + CALLBACK,
                "client_type": Application.CLIENT_CONFIDENTIAL,
                "authorization_grant_type": Application.GRANT_AUTHORIZATION_CODE,
                # 384 random bits need no slow hash: see ConsentValidator._check_secret.
                "client_secret": digest_of_secret(secret_of(service.client_id)),
                "hash_client_secret": False,
                "skip_authorization": False,
            },
        )
        clients.append(client)
    return clients


def digest_of_secret(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
