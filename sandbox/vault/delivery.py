"""The one letter that vaults send."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from sandbox.vault.models import Vault


def send_idle_warning(vault: Vault) -> None:
    """Tell when the vault goes, and how to keep it; nothing of what it holds."""
    context = {
        "erased_on": timezone.localdate() + timedelta(days=settings.VAULT_GRACE_DAYS),
        "idle_days": settings.VAULT_IDLE_DAYS,
        "site_url": settings.SITE_URL,
        "vault_url": settings.SITE_URL + reverse("vault:index"),
    }
    subject = render_to_string("vault/mail/idle_subject.txt", context).strip()
    body = render_to_string("vault/mail/idle.txt", context)
    send_mail(subject, body, from_email=None, recipient_list=[vault.holder.email])
