"""What credentials add to the desk."""

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import register_permission_policy

from passport.credentials.models import Credential
from passport.credentials.permissions import VIEW
from passport.credentials.register import EXPORT_ACTION
from passport.credentials.services.correcting import ISSUE_ANEW_ACTION
from passport.credentials.services.revoking import REVOKE_ACTION
from passport.credentials.viewsets import CredentialViewSet, ReadOnlyPolicy

register_permission_policy(Credential, ReadOnlyPolicy(Credential))


@hooks.register("register_admin_viewset")
def credentials_desk() -> CredentialViewSet:
    return CredentialViewSet()


class RegistrarsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(VIEW)


@hooks.register("register_reports_menu_item")
def keys_menu_item() -> RegistrarsMenuItem:
    return RegistrarsMenuItem(_("Clefs de signature"), reverse_lazy("credential_desk:keys"), icon_name="key", order=60)


@hooks.register("register_reports_menu_item")
def trail_menu_item() -> RegistrarsMenuItem:
    return RegistrarsMenuItem(
        _("Journal des titres"), reverse_lazy("credential_desk:trail"), icon_name="history", order=61
    )


@hooks.register("register_log_actions")
def log_of_revocations(actions: LogActionRegistry) -> None:
    actions.register_action(REVOKE_ACTION, _("Révoquer un titre"), _("Titre révoqué"))
    actions.register_action(ISSUE_ANEW_ACTION, _("Délivrer un titre à nouveau"), _("Titre délivré à nouveau"))
    actions.register_action(EXPORT_ACTION, _("Emporter le registre"), _("Registre emporté"))
