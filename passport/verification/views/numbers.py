"""“Is it genuine?”, answered to anybody without an account or a cookie.

A name is compared by POST so that it enters neither addresses, logs, histories nor caches. The form is exempt
from the CSRF check: nothing is changed by it, the answer depends on nobody’s session, and the check would need
a cookie on a page that sets none. Reloading the answer asks the same thing again, which is harmless.
"""

from typing import Any, Final

from django.conf import settings
from django.db import Error as DatabaseUnreachable
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from passport.credentials.rules import is_same_name
from passport.verification.answers import Answer
from passport.verification.asking import ask
from passport.verification.forms import NameForm, NumberForm
from passport.verification.limits import COMPARISONS_PER_ASKER, COMPARISONS_PER_CREDENTIAL, asker, spend
from passport.verification.views.answering import cannot_tell, moment_in_words, private, too_many, wants_json

STATUS_CODES: Final = {"unknown": 404}


@require_safe
def form(request: HttpRequest) -> HttpResponse:
    """Where a number is typed; what was typed becomes an address that can be read aloud."""
    asked = "numero" in request.GET
    number = NumberForm(request.GET if asked else None)
    if asked and number.is_valid():
        return redirect("verification:verify", number.cleaned_data["numero"])
    trail = [(_("Accueil"), "/"), (_("Vérifier un passeport"), None)]
    context = {"form": number, "trail": trail, "section": ""}
    return render(request, "verification/form.html", context, status=422 if asked else 200)


@csrf_exempt
@sensitive_post_parameters("nom")
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, typed: str) -> HttpResponse:
    """What the table says of this number now."""
    try:
        found = ask(request, typed)
        return private(_answer(request, found) if isinstance(found, Answer) else too_many(request, found))
    except DatabaseUnreachable:
        return private(cannot_tell(request, timezone.now()))


def _answer(request: HttpRequest, answer: Answer) -> HttpResponse:
    if request.method == "POST" and answer.can_compare:
        return _compare(request, answer)
    status = STATUS_CODES.get(answer.state, 200)
    if wants_json(request):
        return JsonResponse(answer.as_json(), status=status)
    return render(request, "verification/answer.html", _context(answer), status=status)


def _compare(request: HttpRequest, answer: Answer) -> HttpResponse:
    """Is it the person? Yes or no, never who else."""
    if answer.credential is None:
        raise ValueError("nothing to compare with")
    if come_back := spend(COMPARISONS_PER_ASKER, asker(request)) or spend(COMPARISONS_PER_CREDENTIAL, answer.code):
        return too_many(request, come_back)
    name = NameForm(request.POST)
    context = _context(answer)
    if not name.is_valid():
        context |= {"name_form": name, "form": name}
        return render(request, "verification/answer.html", context, status=422)
    same = is_same_name(name.cleaned_data["nom"], answer.credential.content["holder_name"])
    context |= {"compared": "same" if same else "other"}
    return render(request, "verification/answer.html", context)


def _context(answer: Answer) -> dict[str, Any]:
    return {
        "answer": answer,
        "credential": answer.credential,
        "content": answer.credential and answer.credential.content,
        "checked_at": moment_in_words(answer.checked_at),
        "number_form": NumberForm(),
        "name_form": NameForm(),
        "site_url": settings.SITE_URL,
        "trail": [(_("Accueil"), "/"), (_("Vérifier un passeport"), None)],
        "section": "",
    }
