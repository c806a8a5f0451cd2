"""The forms by which an administrator opens and corrects accounts in Wagtail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users import forms as wagtail_forms

from cms.accounts.models import User
from cms.accounts.services import change_address


class StaffUserForm(wagtail_forms.UserForm):
    """Our person has one name, and nobody is made a superuser from a web page."""

    first_name = None
    last_name = None
    error_messages = {
        **wagtail_forms.UserForm.error_messages,
        "duplicate_username": _("Choisissez une autre adresse : un compte porte déjà celle-ci."),
    }
    email = forms.EmailField(label=_("Adresse électronique"))
    name = forms.CharField(label=_("Prénom et nom"), max_length=User._meta.get_field("name").max_length)
    extra_time_percent = forms.IntegerField(
        label=_("Temps supplémentaire (%)"),
        min_value=0,
        max_value=300,
        initial=0,
        help_text=_("33 pour un tiers-temps. Compte pour les évaluations commencées ensuite."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("is_superuser", None)
        self.address_before = self.instance.email

    @property
    def account_fields(self) -> list[forms.BoundField]:
        """What the first tab shows; the second has the roles."""
        return [field for field in self.visible_fields() if field.name != "groups"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def save(self, commit: bool = True) -> User:
        user = super().save(commit=commit)
        if commit and user.email != self.address_before:
            change_address(user=user, address=user.email)
        return user


FIELDS = ("email", "name", "public", "organization", "extra_time_percent", "groups")


class UserCreationForm(StaffUserForm):
    """The password may stay empty: the person then chooses one by « Mot de passe oublié »."""

    password_required = False

    class Meta:
        model = User
        fields = (*FIELDS, "is_superuser")
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _(
            "Peut rester vide : la personne choisit le sien à la page « Mot de passe oublié »."
        )

    def save(self, commit: bool = True) -> User:
        if not self.cleaned_data["password1"]:
            self.instance.set_unusable_password()
        return super().save(commit=commit)


class UserEditForm(StaffUserForm, wagtail_forms.UserEditForm):
    """Nobody closes their own account from here."""

    class Meta:
        model = User
        fields = (*FIELDS, "is_active", "is_superuser")
        widgets = {"groups": forms.CheckboxSelectMultiple}
