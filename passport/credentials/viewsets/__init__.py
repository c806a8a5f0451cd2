"""What registrars see and do: find a credential, read it, revoke it. Nothing is added, changed or deleted."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_required
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy

from cms.accounts.http import AuthenticatedRequest
from cms.foundation.errors import DomainError
from passport.credentials.forms import RevocationForm
from passport.credentials.models import Credential
from passport.credentials.permissions import REVOKE, can_revoke
from passport.credentials.rules import Status, read_code
from passport.credentials.services import revoke_credential

STATUS_WORDS = {Status.VALID: _("Valide"), Status.EXPIRED: _("Expiré"), Status.REVOKED: _("Révoqué")}


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Credentials are issued by what learners do: not even a superuser adds, changes or deletes one here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)


def status_in_words(credential: Credential) -> str:
    return str(STATUS_WORDS[credential.status])


def holder_in_words(credential: Credential) -> str:
    return credential.content["holder_name"] or str(_("Compte effacé"))


class CredentialIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Credential]:
        return Credential.objects.newest_first()

    def search_queryset(self, queryset: QuerySet[Credential]) -> QuerySet[Credential]:
        """By number, however it is typed, or by what the holder is called today or was at issue."""
        if not self.is_searching:
            return queryset
        typed = self.search_query
        person = Q(holder__name__icontains=typed) | Q(holder__email__icontains=typed)
        person |= Q(content__holder_name__icontains=typed)
        code = read_code(typed)
        return queryset.filter(person | Q(code__contains=code)) if code else queryset.filter(person)

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("display_code", label=_("Numéro"), get_url=self.get_inspect_url, sort_key="code"),
            Column("holder", label=_("Titulaire"), accessor=holder_in_words),
            Column("title", label=_("Intitulé"), accessor=lambda credential: credential.content["name"]),
            DateColumn("issued_at", label=_("Délivré"), sort_key="issued_at"),
            Column("status", label=_("État"), accessor=status_in_words),
        ]


class CredentialInspectView(InspectView):
    page_title = _("Titre délivré")
    template_name = "credentials/desk/inspect.html"

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        if not can_revoke(self.request.user, self.object):
            return []
        address = reverse("credential_desk:revoke", args=[self.object.pk])
        return [Button(_("Révoquer…"), url=address, icon_name="cross", priority=10)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "credential": self.object,
            "status": status_in_words(self.object),
            "holder": holder_in_words(self.object),
            "modules": self.object.modules,
            "can_revoke": can_revoke(self.request.user, self.object),
        }


@permission_required(REVOKE)
def revoke(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The page that says what revoking does is the page where it is done."""
    credential = get_object_or_404(Credential, pk=pk)
    inspect = redirect("credential_desk:inspect", credential.pk)
    if not can_revoke(request.user, credential):
        messages.warning(request, _("Ce titre est déjà révoqué : une révocation ne se change pas."))
        return inspect
    form = RevocationForm(request.POST or None)
    if form.is_valid():
        try:
            revoke_credential(credential=credential, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            messages.warning(request, str(refusal))
        else:
            words = _("Le titre %(code)s est révoqué. La page publique le dit déjà.")
            messages.success(request, words % {"code": credential.display_code})
        return inspect
    context = {
        "credential": credential,
        "holder": holder_in_words(credential),
        "form": form,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Accueil")},
            {"url": reverse("credential_desk:index"), "label": _("Titres délivrés")},
            {"url": reverse("credential_desk:inspect", args=[credential.pk]), "label": credential.display_code},
            {"url": "", "label": _("Révoquer")},
        ],
    }
    return render(request, "credentials/desk/revoke.html", context, status=422 if form.is_bound else 200)


class CredentialViewSet(ModelViewSet):
    model = Credential
    name = "credential_desk"
    url_prefix = "titres"
    menu_label = _("Titres délivrés")
    icon = "success"
    menu_order = 350
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = CredentialIndexView
    inspect_view_class = CredentialInspectView
    search_fields = ["code"]
    search_backend_name = None
    list_filter = ["issued_at", "revoked_at"]
    exclude_form_fields: list[str] = []

    def get_urlpatterns(self) -> list[URLPattern]:
        """Only what can be done has an address."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/revoquer/", revoke, name="revoke"),
        ]

    def register_admin_url_finder(self) -> None:
        """Wagtail would look for the page that edits one."""
