"""An address and a password, asked in our words and without placeholders."""

from typing import Any

from allauth.account.fields import EmailField, PasswordField, SetPasswordField
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _("12 caractères au moins. Trois mots courants collés ensemble conviennent très bien.")


class WordedField:
    """Takes away the placeholder that allauth writes in each field, and says what to fill in."""

    widget: forms.Widget
    error_messages: dict[str, Any]
    required_message = _("Remplissez ce champ.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.widget.attrs.pop("placeholder", None)
        self.error_messages["required"] = self.required_message


class AddressField(WordedField, EmailField):
    """An e-mail address; a refusal quotes what was typed."""

    required_message = _("Indiquez votre adresse électronique.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Adresse électronique"))
        super().__init__(*args, **kwargs)

    def clean(self, value: Any) -> str:
        try:
            return super().clean(value)
        except ValidationError as refusal:
            if refusal.error_list[0].code != "invalid":
                raise
            sentence = (
                _("Corrigez votre adresse. Vous avez écrit « %(value)s ».")
                if "@" in str(value)
                else _("Ajoutez le signe @ à votre adresse. Vous avez écrit « %(value)s ».")
            )
            raise ValidationError(sentence, code="invalid", params={"value": value}) from refusal


class CurrentPasswordField(WordedField, PasswordField):
    """The password that the account has."""

    required_message = _("Indiquez votre mot de passe.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Mot de passe"))
        kwargs.setdefault("autocomplete", "current-password")
        super().__init__(*args, **kwargs)


class SignupPasswordField(WordedField, PasswordField):
    """A first password; the form checks it, since nobody owns it yet."""

    required_message = _("Choisissez un mot de passe.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Mot de passe"))
        super().__init__(*args, autocomplete="new-password", help_text=PASSWORD_HINT, **kwargs)


class NewPasswordField(WordedField, SetPasswordField):
    """Another password for somebody who has an account."""

    required_message = _("Choisissez un mot de passe.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Nouveau mot de passe"))
        super().__init__(*args, help_text=PASSWORD_HINT, **kwargs)
