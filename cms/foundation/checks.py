"""What must hold before anything starts."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register

from cms.foundation.addresses import shared_hosts


@register()
def programs_have_host_names_of_their_own(**kwargs: Any) -> list[Error]:
    return [Error(sentence, id="foundation.E001") for sentence in shared_hosts(settings.PROGRAM_ADDRESSES)]


@register()
def cookies_stay_with_this_host(**kwargs: Any) -> list[Error]:
    """A cookie given a domain is sent to every host below it, other programs included (RFC 6265, § 5.1.3)."""
    named = [name for name in ("SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_DOMAIN") if getattr(settings, name)]
    return [
        Error(f"{name} enverrait ce cookie à d’autres programmes : ne le fixez pas.", id="foundation.E002")
        for name in named
    ]
