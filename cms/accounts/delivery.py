"""The letters about an account that allauth does not write."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from cms.accounts.models import User


def send_erasure_requested(user: User) -> None:
    """Tell when the account goes, and how to keep it."""
    profile_url = settings.SITE_URL + reverse("accounts:profile")
    _send("erasure_requested", user.email, {"due_at": user.erasure_due_at, "profile_url": profile_url})


def send_account_erased(*, email: str) -> None:
    """The last message."""
    _send("account_erased", email, {})


def _send(template: str, email: str, context: dict[str, object]) -> None:
    context = {**context, "site_url": settings.SITE_URL}
    subject = render_to_string(f"accounts/mail/{template}_subject.txt", context).strip()
    body = render_to_string(f"accounts/mail/{template}.txt", context)
    send_mail(subject, body, from_email=None, recipient_list=[email])
