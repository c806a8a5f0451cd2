"""“Is this file genuine?”, answered to anybody, from the file alone.

Nothing is kept: the file stays in memory while it is judged, neither it nor its name is written, logged or cached, and
nothing that it names is fetched. The form is exempt from the CSRF check, as the one that compares names is: it changes
nothing, its answer depends on nobody’s session, and the check would need a cookie on a page that sets none.
"""

from typing import Any, Final

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from passport.proofs.reasons import Reason
from passport.verification.forms import FileForm, NumberForm
from passport.verification.limits import asker, files, spend
from passport.verification.site import SiteIssuer
from passport.verification.views.answering import cannot_tell, moment_in_words, private, too_many, wants_json
from passport.verify.issuer import IssuerUnreachable
from passport.verify.judging import judge
from passport.verify.reading import LARGEST_FILE
from passport.verify.verdict import Check, Finding, State, Verdict
from passport.verify.wording import LABELS, explain, headline, summary

# What a form adds around its file.
ENVELOPE: Final = 16 << 10
FORM_TYPE: Final = "multipart/form-data"
TOO_LARGE: Final = Verdict(State.REFUSED, (Finding(Check.FILE, False, Reason.TOO_LARGE),))
UNREADABLE, LARGER = 422, 413


@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The form; what is posted is judged."""
    if request.method != "POST":
        return render(request, "verification/file_form.html", _context(form=FileForm()))
    if come_back := spend(files(), asker(request)):
        return private(too_many(request, come_back))
    try:
        return private(_judge(request))
    except IssuerUnreachable:
        return private(cannot_tell(request, timezone.now()))


@sensitive_variables()
def _judge(request: HttpRequest) -> HttpResponse:
    if announced_length(request) > LARGEST_FILE + ENVELOPE:
        return _answer(request, TOO_LARGE)
    if request.content_type == FORM_TYPE:
        request.upload_handlers = [MemoryFileUploadHandler(request)]
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return _ask_again(request, form)
        content = form.cleaned_data["fichier"].read()
    else:
        content = request.body
    return _answer(request, judge(content, issuer=SiteIssuer(), now=timezone.now()))


def announced_length(request: HttpRequest) -> int:
    """In bytes; Django reads nothing of a request whose length is missing or is no number."""
    try:
        return int(request.headers.get("Content-Length", "0"))
    except ValueError:  # thousands of digits too
        return 0


def _ask_again(request: HttpRequest, form: FileForm) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"state": "refused", "errors": form.errors.get_json_data()}, status=UNREADABLE)
    return render(request, "verification/file_form.html", _context(form=form), status=UNREADABLE)


def _answer(request: HttpRequest, verdict: Verdict) -> HttpResponse:
    status = 200
    if verdict.is_unreadable:
        status = LARGER if verdict.findings[0].reason is Reason.TOO_LARGE else UNREADABLE
    if wants_json(request):
        said = verdict.as_json() | {"checked_at": timezone.now()}
        for told, found in zip(said["findings"], verdict.findings, strict=True):
            told["says"] = explain(found).what
        return JsonResponse(said, status=status)
    return render(request, "verification/file_answer.html", _answer_context(verdict), status=status)


def _answer_context(verdict: Verdict) -> dict[str, Any]:
    return _context(
        form=FileForm(),
        verdict=verdict,
        headline=headline(verdict),
        summary=summary(verdict),
        kind="unreadable" if verdict.is_unreadable else verdict.state.value,
        failing=[_row(found) for found in verdict.failing],
        rows=[_row(found) for found in verdict.findings],
        checked_at=moment_in_words(timezone.now()),
        as_of=moment_in_words(verdict.as_of) if verdict.as_of else "",
    )


def _row(found: Finding) -> dict[str, Any]:
    words = explain(found)
    return {"label": LABELS[found.check], "what": words.what, "then": words.then, "finding": found}


def _context(**more: Any) -> dict[str, Any]:
    trail = [(_("Accueil"), "/"), (_("Vérifier un passeport"), "/v/"), (_("Vérifier un fichier"), None)]
    return {"trail": trail, "section": "", "number_form": NumberForm(), "largest": LARGEST_FILE} | more
