"""The letters about a credential: plain text, what happened, what to do. What a credential says stays on the site."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone

from passport.credentials.models import Credential


def send_issued(credential: Credential) -> None:
    """What was issued and where it is; when it corrects another, which number no longer counts."""
    replaced = credential.replaces
    _send("issued", credential, {"replaced": replaced.display_code if replaced else ""})


def send_revoked(credential: Credential) -> None:
    """The reason is read on the site, behind the holder’s password: a letter may be read by others."""
    _send("revoked", credential, {})


def send_ending(credential: Credential) -> None:
    days = (timezone.localdate(credential.expires_at) - timezone.localdate()) // timedelta(days=1)
    _send("ending", credential, {"days": days})


def _send(template: str, credential: Credential, more: dict[str, Any]) -> None:
    if credential.holder is None:
        raise ValueError("the account is erased: there is nobody to write to")
    context = {
        "name": credential.content["name"],
        "number": credential.display_code,
        "credential": credential,
        "address": settings.SITE_URL + credential.get_absolute_url(),
        "site_url": settings.SITE_URL,
        **more,
    }
    subject = render_to_string(f"credentials/mail/{template}_subject.txt", context).strip()
    body = render_to_string(f"credentials/mail/{template}.txt", context)
    send_mail(subject, body, from_email=None, recipient_list=[credential.holder.email])
