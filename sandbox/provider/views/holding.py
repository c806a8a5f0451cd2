"""One's own vault at provider B. Nothing here takes a vault's number: somebody else's cannot be named."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.accounts.http import AuthenticatedRequest
from cms.foundation.errors import DomainError
from sandbox.provider import services
from sandbox.provider.forms import ErasureForm
from sandbox.provider.views.pages import page
from sandbox.vault.models import Vault, VaultImport
from sandbox.vault.services.exporting import export_vault
from sandbox.vault.services.inventory import inventory


def own_vault(request: AuthenticatedRequest) -> Vault:
    return get_object_or_404(Vault.objects.of(request.user).open())


@require_safe
@never_cache
@login_required
def vault(request: AuthenticatedRequest) -> HttpResponse:
    """What came in, told without opening any of it."""
    own = own_vault(request)
    context = {
        "number": services.number_of(request.user),
        "sets": inventory(own),
        "imported": VaultImport.objects.filter(vault=own).first(),
    }
    return page(request, "provider/vault.html", context)


@require_POST
@never_cache
@login_required
def export(request: AuthenticatedRequest) -> HttpResponse:
    """Leaving B is as easy as arriving."""
    own = own_vault(request)
    try:
        _export, archive = export_vault(vault=own)
    except DomainError as refusal:
        context = {"title": _("L’export n’a pas pu être fait"), "sentence": str(refusal)}
        return page(request, "provider/error.html", context, status=409)
    response = HttpResponse(archive, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="coffre-export.zip"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def erase(request: AuthenticatedRequest) -> HttpResponse:
    own = own_vault(request)
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        holder = request.user
        services.depart(holder=holder, vault=own)
        logout(request)
        messages.success(request, _("Votre coffre chez B est effacé, et votre compte avec lui."))
        return redirect("provider:home")
    status = 422 if request.method == "POST" else 200
    return page(request, "provider/erase.html", {"form": form}, status=status)
