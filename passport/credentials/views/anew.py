"""A holder whose name changed asks for the same credential under today's."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.accounts.http import AuthenticatedRequest
from cms.foundation.errors import DomainError
from passport.credentials.services import issue_anew
from passport.credentials.views.owning import own


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def anew(request: AuthenticatedRequest, uuid: UUID) -> HttpResponse:
    """The page that says what changes is the page where it is done."""
    credential = own(request, uuid)
    if request.method == "POST":
        try:
            replacement = issue_anew(credential=credential, by=request.user)
        except DomainError as refusal:
            messages.warning(request, str(refusal))
            return redirect(credential)
        messages.success(request, _("Votre titre est délivré à nouveau. L’ancien numéro est révoqué."))
        return redirect(replacement)
    trail = [
        (_("Accueil"), "/"),
        (_("Mon passeport"), reverse("credentials:index")),
        (credential.content["name"], credential.get_absolute_url()),
        (_("Délivrer à nouveau"), None),
    ]
    context = {"credential": credential, "content": credential.content, "trail": trail, "section": "passeport"}
    context["has_old_name"] = credential.content["holder_name"] != request.user.name
    return render(request, "credentials/anew.html", context)
