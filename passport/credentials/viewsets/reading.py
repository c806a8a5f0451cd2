"""One credential, whole: what it says, what signed it, what became of it."""

from typing import Any, Final

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import InspectView
from wagtail.admin.widgets.button import Button

from passport.credentials.models import Credential
from passport.credentials.permissions import can_issue_anew, can_revoke
from passport.credentials.register import successor_of
from passport.credentials.viewsets.listing import holder_in_words, state_in_words

NAMED_BESIDE: Final = (
    "holder",
    "revoked_by",
    "replaces",
    "replaced_by",
    "proof_key",
    "token_key",
    "seal_key",
    "status_entry__list",
)
FORMS: Final = {
    "pdf": _("PDF scellé"),
    "json": _("Fichier JSON (Open Badges 3.0)"),
    "jwt": _("Jeton JWT"),
    "png": _("Insigne PNG"),
}


class CredentialInspectView(InspectView):
    page_title = _("Titre délivré")
    template_name = "credentials/desk/inspect.html"

    def get_object(self, queryset: QuerySet[Credential] | None = None) -> Credential:
        """With all that the page names, in one query."""
        return get_object_or_404(Credential.objects.select_related(*NAMED_BESIDE), pk=self.pk)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        acts = (
            (can_issue_anew, "issue_anew", _("Délivrer à nouveau…"), "redirect"),
            (can_revoke, "revoke", _("Révoquer…"), "cross"),
        )
        return [
            Button(label, url=reverse(f"credential_desk:{name}", args=[self.object.pk]), icon_name=icon, priority=10)
            for is_allowed, name, label, icon in acts
            if is_allowed(self.request.user, self.object)
        ]

    @cached_property
    def files(self) -> list[tuple[str, str]]:
        """What can be downloaded of it, and where; each form but the PDF once it is signed."""
        forms = [form for form in FORMS if form == "pdf" or self.object.is_signed] if self.object.holder else []
        return [(str(FORMS[form]), reverse("credentials:attestation", args=[self.object.uuid, form])) for form in forms]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        user = self.request.user
        return context | {
            "credential": self.object,
            "status": state_in_words(self.object),
            "holder": holder_in_words(self.object),
            "modules": self.object.modules,
            "successor": successor_of(self.object),
            "files": self.files,
            "can_revoke": can_revoke(user, self.object),
            "can_issue_anew": can_issue_anew(user, self.object),
        }
