"""What other pages show of a learner’s credentials."""

from typing import Any

from django import template
from django.template.context import RequestContext

from passport.credentials.models import Credential

register = template.Library()


@register.inclusion_tag("credentials/_mine.html", takes_context=True)
def my_credentials(context: RequestContext) -> dict[str, Any]:
    """The reader’s credentials, newest first; one query, and nothing at all for a visitor."""
    if not context["user_is_known"]():
        return {"credentials": ()}
    return {"credentials": Credential.objects.held_by(context["request"].user).newest_first()}


@register.inclusion_tag("credentials/_state.html")
def credential_state(credential: Credential) -> dict[str, Any]:
    """What it is worth today, in words."""
    return {"credential": credential}
