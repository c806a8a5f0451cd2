"""The forms that allauth drives: signing up, signing in, passwords, the address."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cms.accounts.forms.fields import AddressField, CurrentPasswordField, NewPasswordField, SignupPasswordField
from cms.accounts.models import User


class SignupForm(allauth_forms.SignupForm):
    """Five questions, one of them optional."""

    name = forms.CharField(
        label=_("Prénom et nom"),
        max_length=User._meta.get_field("name").max_length,
        help_text=_("Tels qu’ils doivent figurer sur le passeport."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Indiquez votre prénom et votre nom.")},
    )
    public = forms.ChoiceField(
        label=_("Vous êtes"),
        choices=User.Public.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Cochez la réponse qui vous ressemble le plus.")},
    )
    organization = forms.CharField(
        label=_("Collectivité ou école"),
        required=False,
        max_length=User._meta.get_field("organization").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    field_order = ("name", "email", "password1", "public", "organization")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField(help_text=_("Exemple : prenom.nom@mairie.example"))
        self.fields["password1"] = SignupPasswordField()
        self.order_fields(self.field_order)

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """A form sent twice at once is told what an address already known is told."""
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)


class LoginForm(allauth_forms.LoginForm):
    """An address and its password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField()
        self.fields["password"] = CurrentPasswordField()


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    """The password once more, before what cannot be undone by somebody who only found the session open."""

    password = CurrentPasswordField()


class AddEmailForm(allauth_forms.AddEmailForm):
    """Another address. The account keeps the old one until the new one is confirmed."""

    email = AddressField(label=_("Nouvelle adresse électronique"))
    # The name of allauth's button: our form component names none.
    action_add = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    """The old password, then the new one, once."""

    oldpassword = CurrentPasswordField(label=_("Mot de passe actuel"))
    password1 = NewPasswordField()
    password2 = None


class SetPasswordForm(allauth_forms.SetPasswordForm):
    """A first password, for somebody whose account was opened by the team."""

    password1 = NewPasswordField()
    password2 = None


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """Where to send the link."""

    email = AddressField()


class ResetPasswordKeyForm(allauth_forms.ResetPasswordKeyForm):
    """A new password, for somebody who came by the link."""

    password1 = NewPasswordField()
    password2 = None
