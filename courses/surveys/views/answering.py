"""A learner’s own answer, and nobody else’s: the address names a module, never a person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.accounts.http import AuthenticatedRequest
from courses.modules.models import ModulePage
from courses.surveys.forms import SurveyForm
from courses.surveys.models import SurveyAnswer
from courses.surveys.services import SurveyNotOpen, can_answer, delete_answer, save_answer


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: AuthenticatedRequest, module: str) -> HttpResponse:
    """Give an opinion, or change it."""
    page = module_named(module)
    kept = SurveyAnswer.objects.of(request.user).on(page).first()
    if not can_answer(learner=request.user, module=page):
        return not_yet(request, page)
    form = SurveyForm(request.POST if request.method == "POST" else None, instance=kept)
    if form.is_valid():
        try:
            save_answer(learner=request.user, module=page, values=form.cleaned_data)
        except SurveyNotOpen:
            return not_yet(request, page)
        messages.success(request, _("Merci : votre avis est enregistré. Vous pouvez le changer ou l’effacer."))
        return redirect(page.url)
    context = {
        "form": form,
        "module": page,
        "kept": kept,
        "trail": trail(page, _("Votre avis")),
        "section": "modules",
    }
    return render(request, "surveys/answer.html", context, status=422 if form.is_bound else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: AuthenticatedRequest, module: str) -> HttpResponse:
    page = module_named(module)
    if request.method == "POST":
        if delete_answer(learner=request.user, module=page):
            messages.success(request, _("Votre avis est effacé."))
        return redirect(page.url)
    kept = get_object_or_404(SurveyAnswer.objects.of(request.user).on(page))
    steps = trail(page, _("Effacer votre avis"))
    return render(request, "surveys/delete.html", {"module": page, "kept": kept, "trail": steps, "section": "modules"})


def module_named(slug: str) -> ModulePage:
    return get_object_or_404(ModulePage.objects.live().public(), slug=slug)


def not_yet(request: AuthenticatedRequest, page: ModulePage) -> HttpResponse:
    messages.info(request, str(SurveyNotOpen()))
    return redirect(page.url)


def trail(page: ModulePage, here: str) -> list[tuple[str, str | None]]:
    return [(_("Accueil"), "/"), (page.title, page.url), (here, None)]
