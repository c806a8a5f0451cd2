"""The page that every lab is: one address to read, one per action, the same frame around."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final, NamedTuple

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View

from cms.accounts.http import AuthenticatedRequest
from cms.foundation.context_processors import notices
from cms.foundation.errors import DomainError
from sandbox.labs.catalogue import Lab
from sandbox.labs.forms.base import LabForm
from sandbox.labs.models import LabRun
from sandbox.labs.services.programs import programs
from sandbox.labs.services.runs import Caution, restart, run_of, steps_done

REFUSAL: Final = "#erreurs"  # where an answer shown again begins, far down a long page; a redirection has its own


class Action(NamedTuple):
    """What a form of the page does: `do(run=…, **cleaned_data)` returns the sentence to show, if any.

    `anchor` is the step to come back to.
    """

    form: type[LabForm]
    do: Callable[..., str | None]
    anchor: str = ""


class Facts(NamedTuple):
    """One measured fact for each model; empty as long as nothing was measured."""

    model_1: str
    model_2: str


@method_decorator(never_cache, name="dispatch")
class LabPage(LoginRequiredMixin, View):
    """Subclasses name their `lab`, their `template_name` and their `actions`, and may add to the context.

    `follow` notes what effects already show (a consent, a line of the journal); it runs before each display.
    """

    lab: ClassVar[Lab]
    template_name: ClassVar[str]
    actions: ClassVar[Mapping[str, Action]] = {}
    needs: ClassVar[tuple[str, ...]] = ()  # the programs that the lab talks to, by code

    request: AuthenticatedRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A vault that cannot be read is said, wherever in the page it was found."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except DomainError as refusal:
            context = {"section": "bac-a-sable", "place": "labs", "reason": str(refusal)}
            return render(request, "vault/unreadable.html", context, status=409)

    def get(self, request: HttpRequest, action: str = "") -> HttpResponseBase:
        if action:  # signed in again after a POST: back to the page
            return redirect(self.address())
        run = run_of(learner=self.request.user, lab=self.lab)
        return self.show(run)

    def post(self, request: HttpRequest, action: str = "") -> HttpResponseBase:
        run = run_of(learner=self.request.user, lab=self.lab)
        if action == "recommencer":
            restart(run=run)
            messages.info(request, _("Ce laboratoire recommence à sa première étape."))
            return redirect(self.address())
        chosen = self.actions.get(action)
        if chosen is None:
            raise Http404
        form = chosen.form(request.POST, request.FILES, run=run, prefix=None)
        if not form.is_valid():
            return self.show(run, {action: form}, status=422)
        try:
            sentence = chosen.do(run=run, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.show(run, {action: form}, status=409)
        if sentence:
            level = messages.WARNING if isinstance(sentence, Caution) else messages.SUCCESS
            messages.add_message(request, level, sentence, extra_tags=chosen.anchor)
        return redirect(self.address(chosen.anchor))

    def address(self, step: str = "") -> str:
        anchor = f"#etape-{step}" if step else ""
        return reverse("labs:lab", args=[self.lab.slug]) + anchor

    def show(self, run: LabRun, bound: Mapping[str, LabForm] | None = None, status: int = 200) -> HttpResponse:
        self.follow(run)
        forms = {name: action.form(run=run, initial=self.initial(run, name)) for name, action in self.actions.items()}
        forms.update(bound or {})
        done = steps_done(run)
        known = programs() if self.needs else {}
        said = list(notices(self.request))
        context = {
            "section": "bac-a-sable",
            "place": "labs",
            "lab": self.lab,
            "run": run,
            "done": done,
            "said": said,
            "notices": [notice for notice in said if notice.place not in self.lab.step_codes],
            "form": next(iter((bound or {}).values()), None),
            "forms": {name.replace("-", "_"): form for name, form in forms.items()},
            "addresses": {
                name.replace("-", "_"): reverse("labs:action", args=[self.lab.slug, name]) + REFUSAL
                for name in [*self.actions, "recommencer"]
            },
            "programs": known,
            "stopped": [known[code] for code in self.needs if not known[code].is_up],
            "states": ["f" if step.code in done else "" for step in self.lab.steps],
            "facts": self.facts(run),
            "trail": [
                (_("Accueil"), "/"),
                (_("Bac à sable"), reverse("labs:index")),
                (self.lab.title, None),
            ],
            **self.context(run),
        }
        return render(self.request, self.template_name, context, status=status)

    def follow(self, run: LabRun) -> None:
        """Record the steps that the tables show done."""

    def initial(self, run: LabRun, action: str) -> dict[str, Any]:
        """What a form shows at first: mostly what was answered before."""
        return {}

    def context(self, run: LabRun) -> dict[str, Any]:
        return {}

    def facts(self, run: LabRun) -> Facts | None:
        return None
