"""What people say of themselves, and their farewell."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.accounts.forms.fields import CurrentPasswordField
from cms.accounts.models import User


class ProfileForm(forms.ModelForm):
    """What a person may change by themselves; extra time is granted by the team."""

    class Meta:
        model = User
        fields = ("name", "public", "organization")
        labels = {"public": _("Vous êtes")}
        help_texts = {
            "name": _("Tels qu’ils doivent figurer sur le passeport. Un passeport déjà délivré ne change pas.")
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "public": forms.RadioSelect,
            "organization": forms.TextInput(attrs={"autocomplete": "organization"}),
        }
        error_messages = {"name": {"required": _("Indiquez votre prénom et votre nom.")}}


class EraseForm(forms.Form):
    """The password, so that an open session is not enough to erase somebody."""

    password = CurrentPasswordField()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError(_("Vérifiez votre mot de passe : ce n’est pas celui du compte."))
        return password
