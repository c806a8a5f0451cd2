"""« Affichage »: a form, the session, a redirect with a message."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.accounts.services import keep_display
from cms.foundation.display import Display
from cms.pages.forms import DisplayForm


def display(request: HttpRequest) -> HttpResponse:
    """Show the choices, or keep them."""
    form = DisplayForm(request.POST or None, initial=asdict(Display.of(request)))
    if request.method == "POST" and form.is_valid():
        choice = form.choice()
        choice.keep(request)
        if request.user.is_authenticated:
            keep_display(user=request.user, display=choice)
        messages.success(request, _("Vos choix d’affichage sont enregistrés."))
        return redirect("pages:display")
    trail = [(_("Accueil"), "/"), (_("Affichage"), None)]
    context = {"form": form, "trail": trail, "action": reverse("pages:display")}
    return render(request, "pages/display.html", context, status=422 if form.is_bound else 200)
