"""The team's screens about people, in Wagtail."""

from typing import Any

from django.forms import BaseForm
from django.utils.translation import gettext_lazy as _
from wagtail.users.views import users as wagtail_users
from wagtail.users.views.bulk_actions import DeleteBulkAction

from cms.accounts.forms.staff import UserCreationForm, UserEditForm
from cms.accounts.models import User
from cms.accounts.services import erase_account


class IndexView(wagtail_users.IndexView):
    """Found by name or address."""

    search_fields = ("name", "email")


class DeleteView(wagtail_users.DeleteView):
    """Erases as the person could have: what proves a passport stays, without the name."""

    page_title = _("Effacer ce compte")
    success_message = _("Le compte de « %(object)s » est effacé.")

    def delete_action(self) -> None:
        erase_account(user=self.object)


class EraseBulkAction(DeleteBulkAction):
    """Several accounts, erased one by one in the same way."""

    @classmethod
    def execute_action(cls, objects: list[User], **kwargs: Any) -> tuple[int, int]:
        for user in objects:
            erase_account(user=user)
        return len(objects), 0


class UserViewSet(wagtail_users.UserViewSet):
    """Accounts: opened, corrected, given a role and extra time."""

    index_view_class = IndexView
    delete_view_class = DeleteView

    def get_form_class(self, for_update: bool = False) -> type[BaseForm]:
        return UserEditForm if for_update else UserCreationForm
