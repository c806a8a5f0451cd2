"""What must hold before anything starts."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register

from cms.foundation.addresses import shared_hosts


@register()
def programs_have_host_names_of_their_own(**kwargs: Any) -> list[Error]:
    return [Error(sentence, id="foundation.E001") for sentence in shared_hosts(settings.PROGRAM_ADDRESSES)]
