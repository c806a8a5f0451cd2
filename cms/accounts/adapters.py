"""How allauth talks to our accounts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up and sign-in by e-mail address, in our own words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Écrivez-nous : ce compte est fermé."),
        "duplicate_email": _("Choisissez une autre adresse : celle-ci est déjà la vôtre."),
        "email_password_mismatch": _("Vérifiez l’adresse et le mot de passe : ils ne vont pas ensemble."),
        "enter_current_password": _("Vérifiez votre mot de passe actuel : ce n’est pas celui du compte."),
        "incorrect_password": _("Vérifiez votre mot de passe : ce n’est pas celui du compte."),
        "invalid_password_reset": _("Demandez un nouveau lien : celui-ci a déjà servi ou a plus de trois jours."),
        "rate_limited": _("Patientez une minute avant de réessayer : il y a eu trop de demandes."),
        "too_many_login_attempts": _(
            "Patientez cinq minutes avant de réessayer : il y a eu trop d’essais pour cette adresse."
        ),
        "unverified_primary_email": _("Confirmez d’abord votre adresse électronique."),
    }

    def save_user(self, request: HttpRequest, user: User, form: Form, commit: bool = True) -> User:
        """Keep what our sign-up form asks beyond allauth's."""
        user.name = form.cleaned_data["name"]
        user.public = form.cleaned_data["public"]
        user.organization = form.cleaned_data["organization"]
        return super().save_user(request, user, form, commit=commit)

    def clean_password(self, password: str, user: User | None = None) -> str:
        """Say what to do, where Django says what is wrong."""
        try:
            return super().clean_password(password, user=user)
        except ValidationError as refusal:
            raise ValidationError([_say_what_to_do(error, password) for error in refusal.error_list]) from refusal

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        return super().render_mail(template_prefix, email, {**context, "site_url": settings.SITE_URL}, headers)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:profile")


def _say_what_to_do(error: ValidationError, password: str) -> ValidationError:
    missing = 0
    if error.code == "password_too_short" and error.params:
        missing = error.params["min_length"] - len(password)
    said: dict[str | None, Any] = {
        "password_too_short": ngettext(
            "Choisissez un mot de passe plus long : il manque %(missing)d caractère.",
            "Choisissez un mot de passe plus long : il manque %(missing)d caractères.",
            missing,
        ),
        "password_too_common": _("Choisissez un mot de passe moins courant : celui-ci est l’un des premiers essayés."),
        "password_entirely_numeric": _("Ajoutez des lettres au mot de passe : il n’a que des chiffres."),
        "password_too_similar": _("Choisissez un mot de passe plus éloigné de votre adresse : il lui ressemble trop."),
    }
    if error.code not in said:
        return error
    return ValidationError(said[error.code], code=error.code, params={"missing": missing})
