"""The page that every tool is.

To add a tool:

1. its rules in `rules/<tool>.py`, pure, and what it is for in `catalogue.py` (add it to `TOOLS`);
2. in `services/<tool>.py`, a `Kind`: how answers are read again, when they are complete, which sheet they lead to;
   add it to `services.kinds.KINDS`;
3. in `forms/<tool>.py`, one `StepForm` per step;
4. in `views/<tool>.py`, a `ToolPage` that names its `kind`, says its `steps` and gives their `form`; add it to
   `views.TOOL_PAGES`. A template `tools/<tool>.html` that extends `tools/tool.html` may introduce it.

The rest is common: going back to any step, the sheet on screen, on paper, as Markdown and as a PDF, keeping it, the way
back to the lesson, the activity that counts as done.

Answers travel in the page (`etat`, JSON) and are read again at each step; what they lead to is computed each time. So
the steps change nothing and need no session: they are exempt from the CSRF check, and somebody who signs in meanwhile,
in another tab, loses nothing. What changes something (an activity that counts as done, a result that is kept) asks
`sent_by_our_page` first.
"""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import View

from cms.accounts.models import User
from cms.foundation.context_processors import user_is_known
from cms.foundation.errors import DomainError
from courses.tools.forms.base import KeepForm, StepForm
from courses.tools.models import ToolResult
from courses.tools.rules import reading
from courses.tools.services import Kind, ResultGone, as_markdown, as_pdf, finish, keep, keep_again, with_titles
from courses.tools.services.kind import Answers
from courses.tools.views.lessons import came_from, lessons_of


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the way: what it asks, and what was answered."""

    code: str
    title: str
    is_done: bool
    said: str = ""


class FormCheck(CsrfViewMiddleware):
    """The check of Django, asked by hand; nothing is logged nor rendered when it fails."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(reason, status=403)


def sent_by_our_page(request: HttpRequest) -> bool:
    """Did this person’s own page send this form? A page opened before signing in did not."""
    return FormCheck(passed).process_view(request, passed, (), {}) is None


def passed(request: HttpRequest) -> HttpResponse:
    """What the check leads to: a page that nobody sees."""
    return HttpResponse()


class ToolPage(View):
    """See above. An answer is shown where it was sent: there is no address to come back to, and nothing is kept."""

    kind: ClassVar[Kind]
    template_name: ClassVar[str] = "tools/tool.html"
    result_template_name: ClassVar[str] = "tools/result.html"

    def steps(self, answers: Answers) -> list[Step]:
        """The steps on the way of these answers, the first that is not done last or nearly so."""
        raise NotImplementedError

    def form(self, step: str, answers: Answers, data: Any = None) -> StepForm:
        raise NotImplementedError

    def context(self, answers: Answers) -> dict[str, Any]:
        """What the tool’s own templates need beside."""
        return {}

    # What is asked for

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        if request.method == "POST" or user_is_known(request):
            patch_cache_control(response, private=True)  # the browser may go back to it, nobody else
        return response

    def get(self, request: HttpRequest, action: str = "", kept: ToolResult | None = None) -> HttpResponseBase:
        """The first step; or those of a result that its learner takes up again."""
        if kept is None:
            return redirect(self.address()) if action else self.show(self.kind.read({}))
        try:
            answers = self.kind.read(kept.answers)
        except reading.Unreadable:
            messages.warning(
                request, _("Cet outil a changé : ce résultat ne peut plus être continué. Vous pouvez le lire.")
            )
            return redirect(kept)
        return self.show(answers, kept=kept)

    def post(self, request: HttpRequest, action: str = "") -> HttpResponseBase:
        does = {
            "": self.answer_step,
            "resultat": self.answer_result,
            "pdf": self.answer_pdf,
            "markdown": self.answer_markdown,
            "garder": self.answer_keep,
            "recommencer": self.answer_again,
        }.get(action)
        if does is None:
            raise Http404
        try:
            answers = self.kind.read(reading.state(request.POST.get("etat", "")))
        except reading.Unreadable:
            return self.show(self.kind.read({}), unread=True, status=422)
        return does(answers)

    def answer_step(self, answers: Answers) -> HttpResponse:
        """Take what this step says, then go on, or where a button leads."""
        asked, wanted = self.request.POST.get("etape", ""), self.request.POST.get("aller", "")
        if asked in self.codes(answers):
            form = self.form(asked, answers, self.request.POST)
            if not form.is_valid() and not (wanted and form.only_lacks):
                return self.show(answers, asked, form, status=422)
            try:
                answers = reading.carried(self.kind.read(form.merged()))
            except reading.Unreadable:
                form.add_error(
                    None, _("Raccourcissez ou recopiez ce que vous avez écrit : cette page ne peut pas le garder.")
                )
                return self.show(answers, asked, form, status=422)
        if wanted in self.codes(answers):
            return self.show(answers, wanted)
        if self.kind.is_complete(answers):
            return self.answer_result(answers)
        return self.show(answers)

    def answer_result(self, answers: Answers) -> HttpResponse:
        if not self.kind.is_complete(answers):
            return self.show(answers)
        if counts := self.may_change_something():
            finish(learner=self.learner, kind=self.kind, answers=answers)
        return self.show_result(answers, counts=counts)

    def answer_pdf(self, answers: Answers) -> HttpResponse:
        if not self.kind.is_complete(answers):
            return self.show(answers)
        if not ratelimit.consume(self.request, action="tool_pdf"):
            notice = _(
                "Patientez une minute avant de demander un autre PDF : il y a eu beaucoup de demandes depuis votre "
                "réseau."
            )
            return self.show_result(answers, counts=self.may_change_something(), notice=notice, status=429)
        return as_file(as_pdf(self.kind.sheet(answers, timezone.now())), self.file_name(answers, "pdf"))

    def answer_markdown(self, answers: Answers) -> HttpResponse:
        if not self.kind.is_complete(answers):
            return self.show(answers)
        return as_file(as_markdown(self.kind.sheet(answers, timezone.now())), self.file_name(answers, "md"))

    def answer_keep(self, answers: Answers) -> HttpResponse:
        """Keep a new result with the learner’s agreement, or the changes of one that is kept."""
        if not self.kind.is_complete(answers):
            return self.show(answers)
        if not self.may_change_something():
            return self.show_result(answers, counts=False, status=403)
        if self.request.POST.get("garde"):
            try:
                kept = keep_again(learner=self.learner, kind=self.kind, answers=answers, public_id=self.wanted_result())
            except ResultGone as refusal:
                return self.show_result(answers, counts=True, notice=str(refusal), status=404)
            messages.success(self.request, _("Les changements de « {title} » sont gardés.").format(title=kept.title))
            return redirect(kept)
        form = KeepForm(self.request.POST, kind=self.kind, answers=answers)
        if not form.is_valid():
            return self.show_result(answers, counts=True, form=form, status=422)
        try:
            kept = keep(learner=self.learner, kind=self.kind, answers=answers, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.show_result(answers, counts=True, form=form, status=409)
        messages.success(
            self.request,
            _("« {title} » est gardé. Vous pouvez le supprimer quand vous voulez.").format(title=kept.title),
        )
        return redirect(kept)

    def answer_again(self, answers: Answers) -> HttpResponse:
        """Say what would be lost. To begin again is to read the first page."""
        return self.render("tools/again.html", answers, {"is_complete": self.kind.is_complete(answers)})

    # What is shown

    def show(
        self,
        answers: Answers,
        wanted: str = "",
        form: StepForm | None = None,
        *,
        kept: ToolResult | None = None,
        unread: bool = False,
        status: int = 200,
    ) -> HttpResponse:
        """One step: the one that is wanted, else the first to do, else the last."""
        steps = self.steps(answers)
        places = [step.code for step in steps]
        todo = next((place for place, step in enumerate(steps) if not step.is_done), len(steps) - 1)
        place = places.index(wanted) if wanted in places else todo
        context = {
            "steps": steps,
            "step": steps[place],
            "rank": place + 1,
            "is_start": place == 0,
            "others": [step for step in steps if step.is_done and step.code != places[place]],
            "before": steps[place - 1] if place else None,
            "form": form or self.form(places[place], answers),
            "unread": unread,
            "is_complete": self.kind.is_complete(answers),
        }
        return self.render(self.template_name, answers, context, kept=kept, status=status)

    def show_result(
        self,
        answers: Answers,
        *,
        counts: bool,
        form: KeepForm | None = None,
        notice: str = "",
        status: int = 200,
    ) -> HttpResponse:
        steps = self.steps(answers)
        context = {
            "sheet": with_titles(self.kind.sheet(answers, timezone.now())),
            "counts": counts,
            "notice": notice,
            "keeping": form or KeepForm(kind=self.kind, answers=answers),
            "form": form,
            "steps": steps,
            "last": steps[-1],
            "addresses": {
                name: self.address(name) for name in ("pdf", "markdown", "garder", "recommencer", "resultat")
            },
        }
        return self.render(self.result_template_name, answers, context, status=status)

    def render(
        self,
        template: str,
        answers: Answers,
        context: dict[str, Any],
        *,
        kept: ToolResult | None = None,
        status: int = 200,
    ) -> HttpResponse:
        tool = self.kind.tool
        kept = kept or self.kept()
        lesson = came_from(self.request)
        everywhere = {
            "section": "modules",
            "tool": tool,
            "address": self.address(),
            "again": self.address("recommencer"),
            "login_address": f"{reverse('account_login')}?{urlencode({'next': self.request.get_full_path()})}",
            "state": reading.written(answers),
            "has_answers": answers != self.kind.read({}),
            "kept": kept,
            "came_from": lesson,
            "lessons": [] if lesson else lessons_of(tool),
            "trail": [(_("Accueil"), "/"), (_("Outils"), reverse("tools:index")), (tool.title, None)],
        }
        return render(self.request, template, {**everywhere, **self.context(answers), **context}, status=status)

    # What they stand on

    def may_change_something(self) -> bool:
        return user_is_known(self.request) and sent_by_our_page(self.request)

    def address(self, action: str = "") -> str:
        slug = self.kind.tool.slug
        return reverse("tools:action", args=[slug, action]) if action else reverse("tools:tool", args=[slug])

    def codes(self, answers: Answers) -> list[str]:
        return [step.code for step in self.steps(answers)]

    def file_name(self, answers: Answers, extension: str) -> str:
        return f"{file_stem(self.kind, self.kind.title(answers))}.{extension}"

    @property
    def learner(self) -> User:
        """Who is signed in; asked only once it is known that somebody is."""
        assert isinstance(self.request.user, User)  # noqa: S101 - `user_is_known` has said so
        return self.request.user

    def kept(self) -> ToolResult | None:
        """The learner’s own result that the page says it continues; nothing when it is not one."""
        wanted = self.wanted_result()
        if wanted is None or not user_is_known(self.request):
            return None
        own = ToolResult.objects.of(self.learner)
        return own.filter(tool=self.kind.tool.code, public_id=wanted).first()

    def wanted_result(self) -> UUID | None:
        try:
            return UUID(self.request.POST.get("garde", ""))
        except ValueError:
            return None


def file_stem(kind: Kind, title: str) -> str:
    """`fiche-de-decision-candelabres-du-bourg`: what the file is, then what it is about."""
    return f"{kind.tool.slug}-{slugify(title)[:60]}".rstrip("-")


def as_file(content: str | bytes, name: str) -> HttpResponse:
    """A text is Markdown, bytes are a PDF."""
    content_type = "text/markdown; charset=utf-8" if isinstance(content, str) else "application/pdf"
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
