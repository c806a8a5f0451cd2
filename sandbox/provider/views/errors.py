"""What provider B says when something is refused, missing or broken."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sandbox.provider.views.pages import page


def refusal(request: HttpRequest, title: str, sentence: str, code: int) -> HttpResponse:
    return page(request, "provider/error.html", {"title": title, "sentence": sentence}, status=code)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refusal(request, _("Cette demande n’a pas pu être lue"), _("Rien n’a été enregistré."), 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refusal(request, _("Cette demande est refusée"), _("Rien n’a été enregistré."), 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    sentence = _("La page était ouverte depuis trop longtemps. Rechargez-la, puis recommencez.")
    return refusal(request, _("Cette demande est refusée"), sentence, 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refusal(request, _("Cette page n’existe pas"), _("L’adresse est peut-être incomplète."), 404)


def too_many(request: HttpRequest) -> HttpResponse:
    return refusal(request, _("Trop d’essais"), _("Attendez cinq minutes, puis recommencez."), 429)


def server_error(request: HttpRequest) -> HttpResponse:
    sentence = _("Attendez une minute, puis rechargez cette page.")
    return refusal(request, _("Le coffre B a un problème, pas vous"), sentence, 500)
