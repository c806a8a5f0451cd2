"""The request that a signed-in person's view receives."""

from django.http import HttpRequest

from cms.accounts.models import User


class AuthenticatedRequest(HttpRequest):
    """What `login_required` guarantees."""

    user: User
