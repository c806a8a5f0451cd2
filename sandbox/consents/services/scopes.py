"""Which granularities each service may ask for, as the authorization server wants to know it."""

from typing import Any

from oauth2_provider.scopes import BaseScopes

from sandbox.consents.rules.offers import SCOPES, scopes_of


class OfferScopes(BaseScopes):
    """The declared offers of services; nothing is granted by default."""

    def get_all_scopes(self) -> dict[str, str]:
        return {code: scope.reads for code, scope in SCOPES.items()}

    def get_available_scopes(
        self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> list[str]:
        return list(scopes_of(application.client_id)) if application else []

    def get_default_scopes(self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any) -> list[str]:
        return []
