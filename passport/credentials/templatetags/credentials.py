"""What « mon espace » shows of a learner’s credentials."""

from typing import Any

from django import template
from django.template.context import RequestContext

from passport.credentials.models import Credential

register = template.Library()


@register.inclusion_tag("credentials/_mine.html", takes_context=True)
def my_credentials(context: RequestContext) -> dict[str, Any]:
    """The reader’s credentials, newest first; one query, and nothing at all for a visitor."""
    user = context["request"].user
    held = Credential.objects.filter(holder=user).order_by("-issued_at") if user.is_authenticated else ()
    return {"credentials": held}
