"""What registrars see and do: find a credential, read it, revoke it, issue it anew, take the register away.

Nothing is added, changed or deleted here, and keys are only looked at: what changes one is a command.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from passport.credentials.models import Credential
from passport.credentials.viewsets.deciding import issue_anew_page, revoke
from passport.credentials.viewsets.keys import key_page, keys_page
from passport.credentials.viewsets.listing import CredentialFilterSet, CredentialIndexView, RegisterView
from passport.credentials.viewsets.reading import CredentialInspectView
from passport.credentials.viewsets.trail import trail_page


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Credentials are issued by what learners do: not even a superuser adds, changes or deletes one here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)


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
    index_template_name = "credentials/desk/index.html"
    inspect_view_class = CredentialInspectView
    filterset_class = CredentialFilterSet
    search_fields = ["code"]
    search_backend_name = None
    exclude_form_fields: list[str] = []

    @property
    def register_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(RegisterView, **self.get_index_view_kwargs())

    def get_urlpatterns(self) -> list[URLPattern]:
        """Only what can be done has an address."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            re_path(r"^registre\.(?P<kind>csv|json)$", self.register_view, name="register"),
            path("journal/", trail_page, name="trail"),
            path("clefs/", keys_page, name="keys"),
            path("clefs/<slug:name>/", key_page, name="key"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/revoquer/", revoke, name="revoke"),
            path("<int:pk>/delivrer-a-nouveau/", issue_anew_page, name="issue_anew"),
        ]

    def register_admin_url_finder(self) -> None:
        """Wagtail would look for the page that edits one."""
