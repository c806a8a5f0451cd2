"""The profile: what the account says, what can be taken away, how to leave."""

from tempfile import TemporaryFile

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cms.accounts.forms.profile import EraseForm, ProfileForm
from cms.accounts.http import AuthenticatedRequest
from cms.accounts.models import User
from cms.accounts.services import cancel_erasure, export_account, request_erasure
from cms.accounts.views.entrance import trail


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: AuthenticatedRequest) -> HttpResponse:
    # A copy of its own: a refused name must not show in the header of the page that refuses it.
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if form.is_valid():
        form.save()
        messages.success(request, _("Votre profil est enregistré."))
        return redirect("accounts:profile")
    context = {"form": form, "trail": trail(_("Mon compte"))}
    return render(request, "accounts/profile.html", context, status=422 if form.is_bound else 200)


@never_cache
@login_required
@require_POST
def export(request: AuthenticatedRequest) -> HttpResponseBase:
    if refused := ratelimit.consume_or_429(request, action="export", user=request.user):
        return refused
    archive = TemporaryFile()  # noqa: SIM115  # the answer closes it, and then it is gone
    export_account(user=request.user, into=archive)
    archive.seek(0)
    return FileResponse(
        archive, as_attachment=True, filename="mes-donnees-passeport-digital.zip", content_type="application/zip"
    )


@never_cache
@sensitive_post_parameters("password")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: AuthenticatedRequest) -> HttpResponse:
    if refused := ratelimit.consume_or_429(request, action="reauthenticate", user=request.user):
        return refused
    form = EraseForm(request.POST or None, user=request.user)
    if form.is_valid():
        request_erasure(user=request.user)
        return redirect("accounts:profile")
    context = {
        "form": form,
        "delay_days": settings.ACCOUNT_ERASURE_DELAY_DAYS,
        "trail": trail(_("Effacer mon compte")),
    }
    return render(request, "accounts/erase.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def keep(request: AuthenticatedRequest) -> HttpResponse:
    cancel_erasure(user=request.user)
    messages.success(request, _("Votre compte reste ouvert : rien ne sera effacé."))
    return redirect("accounts:profile")
