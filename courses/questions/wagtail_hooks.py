"""What the bank adds to the editors' desk."""

from collections.abc import Sequence

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.snippets.models import register_snippet

from courses.questions.models import Question
from courses.questions.services import retire_question
from courses.questions.viewsets import QuestionViewSet

register_snippet(QuestionViewSet)


@hooks.register("before_delete_snippet")
def retire_instead_of_deleting(request: HttpRequest, instances: Sequence[models.Model]) -> HttpResponse | None:
    """What looks like a deletion, of one question or of several, retires them: papers keep theirs."""
    questions = [instance for instance in instances if isinstance(instance, Question)]
    if not questions or not request.user.has_perm("questions.delete_question"):
        return None
    address = Question.snippet_viewset.get_url_name("list")
    if request.method != "POST":
        trail = [{"url": reverse(address), "label": _("Questions")}, {"url": "", "label": _("Retirer de la banque")}]
        context = {"breadcrumbs_items": trail, "questions": questions, "list_address": address}
        return render(request, "questions/desk/retire.html", context)
    for question in questions:
        retire_question(question=question)
    count = len(questions)
    text = ngettext("%(count)d question retirée.", "%(count)d questions retirées.", count) % {"count": count}
    messages.success(request, text)
    return redirect(address)
