"""Who may read what today, shown on the pages of a vault."""

from django import template
from django.utils import timezone

from sandbox.consents.models import ConsentRecord
from sandbox.vault.models import Vault

register = template.Library()


@register.simple_tag
def readers_of(vault: Vault) -> dict[str, list[str]]:
    """The services that have a consent in force, by domain: one query, however many they are."""
    readers: dict[str, list[str]] = {}
    consents = ConsentRecord.objects.filter(vault=vault).in_force(timezone.now()).select_related("client")
    for consent in consents:
        for domain in {scope.partition(":")[0] for scope in consent.scopes}:
            names = readers.setdefault(domain, [])
            if consent.client.name not in names:
                names.append(consent.client.name)
    return readers


@register.filter
def named(readers: dict[str, list[str]], domain: str) -> list[str]:
    return readers.get(domain, [])
