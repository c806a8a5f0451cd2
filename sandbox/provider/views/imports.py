"""What the provider that somebody left may ask, server to server: is what you hold what I handed over?"""

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sandbox.vault.models import Vault, VaultImport


@require_safe
@never_cache
def fingerprints(request: HttpRequest, uid: UUID) -> JsonResponse:
    """Fingerprints and counts, never a value. The export's number cannot be guessed: only its two parties know it."""
    imported = VaultImport.objects.filter(export_uid=uid, vault__state=Vault.State.OPEN).first()
    if imported is None:
        return JsonResponse({"erreur": "inconnu", "message": "Aucun import de cet export ici."}, status=404)
    return JsonResponse({"export": str(uid), "files": imported.digests, "counts": imported.counts})
