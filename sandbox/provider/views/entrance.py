"""Coming in: with an export the first time, with a number and a code afterwards."""

from allauth.core import ratelimit
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.foundation.errors import DomainError
from cms.foundation.formats import ImportRefused
from sandbox.provider import services
from sandbox.provider.forms import ArrivalForm, EntranceForm
from sandbox.provider.views.errors import too_many
from sandbox.provider.views.pages import page

# A file that is wrong everywhere is wrong in one way.
MOST_SHOWN = 5


@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    return page(request, "provider/home.html")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def arrive(request: HttpRequest) -> HttpResponse:
    """The number and the code are in this one answer: they are kept nowhere that they could be shown again from."""
    form = ArrivalForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return page(request, "provider/arrive.html", {"form": ArrivalForm()})
    if not ratelimit.consume(request, action="provider_arrive"):
        return too_many(request)
    if form.is_valid():
        try:
            arrival = services.arrive(file=form.cleaned_data["fichier"])
        except ImportRefused as refusal:
            for fault in refusal.faults[:MOST_SHOWN]:
                form.add_error("fichier", str(fault))
        except DomainError as refusal:
            form.add_error("fichier", str(refusal))
        else:
            login(request, arrival.holder)
            return page(request, "provider/arrived.html", {"arrival": arrival})
    return page(request, "provider/arrive.html", {"form": form}, status=422)


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    """An unknown number and a wrong code get the same answer."""
    if request.method != "POST":
        return page(request, "provider/enter.html", {"form": EntranceForm()})
    form = EntranceForm(request.POST)
    if form.is_valid():
        number = form.cleaned_data["numero"]
        if not ratelimit.consume(request, action="provider_enter", key=number):
            return too_many(request)
        holder = authenticate(request, username=services.address_of(number), password=form.cleaned_data["code"])
        if holder is not None:
            login(request, holder)
            return redirect("provider:vault")
        form.add_error(None, _("Ce numéro et ce code ne vont pas ensemble."))
    return page(request, "provider/enter.html", {"form": form}, status=422)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("provider:home")
