"""What a learner keeps: read again, taken up again, renamed, deleted. Other people’s results are a 404."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.accounts.http import AuthenticatedRequest
from courses.tools.catalogue import BY_CODE, TOOLS
from courses.tools.documents import sheet_markdown, sheet_pdf
from courses.tools.forms.base import RenameForm
from courses.tools.models import MOST_RESULTS, ToolResult
from courses.tools.services import forget, kind_of, rename, sheet_of
from courses.tools.views import TOOL_PAGES
from courses.tools.views.tool_page import as_file, file_stem

PER_PAGE = 20


@never_cache
@login_required
@require_safe
def results(request: AuthenticatedRequest) -> HttpResponse:
    own = ToolResult.objects.of(request.user).latest_first()
    page = Paginator(own, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "espace",
        "page_obj": page,
        "rows": [(result, BY_CODE.get(result.tool)) for result in page],
        "tools": TOOLS,
        "most": MOST_RESULTS,
        "trail": [*above()[:-1], (_("Mes résultats d’outils"), None)],
    }
    return render(request, "tools/results.html", context)


@never_cache
@login_required
@require_safe
def result(request: AuthenticatedRequest, public_id: UUID) -> HttpResponse:
    found = own_result(request, public_id)
    kind = kind_of(found.tool)
    context = {
        "section": "espace",
        "result": found,
        "tool": kind.tool if kind else None,
        "sheet": sheet_of(found),
        "is_recomputed": kind is not None and kind.version != found.rules_version,
        "trail": [*above(), (found.title, None)],
    }
    return render(request, "tools/kept.html", context)


@never_cache
@login_required
@require_safe
def document(request: AuthenticatedRequest, public_id: UUID, extension: str) -> HttpResponse:
    """The kept result to take away, as the tool concludes today."""
    found = own_result(request, public_id)
    sheet, kind = sheet_of(found), kind_of(found.tool)
    if sheet is None or kind is None:
        raise Http404
    content = sheet_pdf(sheet) if extension == "pdf" else sheet_markdown(sheet)
    return as_file(content, f"{file_stem(kind, found.title)}.{extension}")


@never_cache
@login_required
@require_safe
def resume(request: AuthenticatedRequest, public_id: UUID) -> HttpResponseBase:
    """The tool, with the kept answers; what is changed there is kept when its learner says so."""
    found = own_result(request, public_id)
    kind = kind_of(found.tool)
    if kind is None:
        raise Http404
    return TOOL_PAGES[kind.tool.slug].as_view()(request, kept=found)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_title(request: AuthenticatedRequest, public_id: UUID) -> HttpResponse:
    found = own_result(request, public_id)
    form = RenameForm(request.POST if request.method == "POST" else None, initial={"title": found.title})
    if form.is_valid():
        rename(result=found, title=form.cleaned_data["title"])
        messages.success(request, _("Ce résultat s’appelle maintenant « {title} ».").format(**form.cleaned_data))
        return redirect(found)
    trail = [*above(), (found.title, found.get_absolute_url()), (_("Renommer"), None)]
    context = {"section": "espace", "result": found, "form": form, "trail": trail}
    return render(request, "tools/rename.html", context, status=422 if form.is_bound else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: AuthenticatedRequest, public_id: UUID) -> HttpResponse:
    """Say what goes, then do it: this is how an agreement is withdrawn."""
    found = own_result(request, public_id)
    if request.method == "POST":
        forget(result=found)
        messages.success(request, _("« {title} » est supprimé. Rien n’en est gardé.").format(title=found.title))
        return redirect("tools:results")
    trail = [*above(), (found.title, found.get_absolute_url()), (_("Supprimer"), None)]
    return render(request, "tools/delete.html", {"section": "espace", "result": found, "trail": trail})


def own_result(request: AuthenticatedRequest, public_id: UUID) -> ToolResult:
    return get_object_or_404(ToolResult.objects.of(request.user), public_id=public_id)


def above() -> list[tuple[str, str | None]]:
    return [
        (_("Accueil"), "/"),
        (_("Mon espace"), reverse("progress:home")),
        (_("Mes résultats d’outils"), reverse("tools:results")),
    ]
