"""The authorization server's rules where the toolkit's own do not suffice (RFC 6749, RFC 9700).

Tokens and codes rest as SHA-256 only. Each stands on a consent: a code by `ConsentRecord.code_sha256`, a token by
`ConsentToken`; no token is issued, and none renewed, unless that consent holds at that instant.
"""

import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauthlib.oauth2.rfc6749 import errors

from sandbox.consents.models import ConsentRecord, ConsentToken
from sandbox.consents.rules.access import Refusal
from sandbox.consents.rules.offers import ONCE
from sandbox.consents.services.answering import standing_of
from sandbox.consents.services.clients import digest_of_secret
from sandbox.consents.services.deciding import journal_refusal
from sandbox.consents.services.ending import withdraw
from sandbox.vault.rules.journal import PLATFORM


def digest(secret: str | None) -> str:
    return hashlib.sha256((secret or "").encode()).hexdigest()


class ConsentValidator(OAuth2Validator):
    """Codes and tokens that live no longer than the consent they stand on."""

    def _check_secret(self, provided_secret: str, stored_secret: str) -> bool:
        """Secrets are random and long: their SHA-256 is stored, and a token costs no slow hash."""
        return constant_time_compare(digest_of_secret(provided_secret), stored_secret)

    def validate_redirect_uri(self, client_id: str, redirect_uri: str, request: Any, *args: Any, **kwargs: Any) -> bool:
        """Letter for letter: the toolkit would let any port of a loopback address pass (RFC 9700 § 2.1)."""
        return redirect_uri in request.client.redirect_uris.split()

    # --- Codes

    def _create_authorization_code(self, request: Any, code: dict[str, str], expires: Any = None) -> Any:
        """The consent that was just given, put on the request by the view, keeps the code's digest."""
        consent: ConsentRecord = request.consent
        consent.code_sha256 = digest(code["code"])
        consent.save(update_fields=["code_sha256"])
        return super()._create_authorization_code(request, {"code": consent.code_sha256}, expires)

    def validate_code(self, client_id: str, code: str, client: Any, request: Any, *args: Any, **kwargs: Any) -> bool:
        """A code that was already exchanged withdraws its consent: somebody has a copy (RFC 6749 § 4.1.2)."""
        consent = _consent_of_code(digest(code), client)
        if consent is None:
            return False
        if consent.exchanged_at is not None:
            _withdraw_replayed(consent)
            return False
        if not standing_of(consent).allowed:
            return False
        request.consent = consent
        return super().validate_code(client_id, digest(code), client, request, *args, **kwargs)

    def confirm_redirect_uri(
        self, client_id: str, code: str, redirect_uri: str, client: Any, *args: Any, **kwargs: Any
    ) -> bool:
        return super().confirm_redirect_uri(client_id, digest(code), redirect_uri, client, *args, **kwargs)

    def get_code_challenge(self, code: str, request: Any) -> str | None:
        return super().get_code_challenge(digest(code), request)

    def get_code_challenge_method(self, code: str, request: Any) -> str | None:
        return super().get_code_challenge_method(digest(code), request)

    def get_authorization_code_scopes(self, client_id: str, code: str, redirect_uri: str, request: Any) -> list[str]:
        return super().get_authorization_code_scopes(client_id, digest(code), redirect_uri, request)

    def invalidate_authorization_code(self, client_id: str, code: str, request: Any, *args: Any, **kwargs: Any) -> None:
        super().invalidate_authorization_code(client_id, digest(code), request, *args, **kwargs)

    # --- Tokens

    def validate_refresh_token(self, refresh_token: str, client: Any, request: Any, *args: Any, **kwargs: Any) -> bool:
        """Renewing asks the consent again: withdrawn, expired or given once, it renews nothing."""
        known = (
            ConsentToken.objects.filter(checksum=digest(refresh_token), consent__client=client)
            .select_related("consent__vault", "consent__client")
            .first()
        )
        if known is None:
            return False
        standing = standing_of(known.consent)
        if standing.refusal is Refusal.PAUSED:
            # The token keeps its worth: the client may try again once the holder resumes.
            raise errors.TemporarilyUnavailableError(request=request)
        if not standing.allowed or known.consent.shown.get("days") == ONCE:
            return False
        request.consent = known.consent
        return bool(super().validate_refresh_token(refresh_token, client, request, *args, **kwargs))

    def is_within_original_scope(
        self, request_scopes: Any, refresh_token: str, request: Any, *args: Any, **kwargs: Any
    ) -> bool:
        """Only asked when a renewal wants more than what was granted: never, and the journal says so."""
        consent: ConsentRecord = request.consent
        journal_refusal(vault=consent.vault, client=consent.client, why=str(Refusal.SCOPE), scopes=request_scopes)
        return False

    def save_bearer_token(self, token: dict[str, Any], request: Any, *args: Any, **kwargs: Any) -> Any:
        """One exchange per code, even when two arrive together; then the tokens, tied to their consent."""
        consent: ConsentRecord | None = getattr(request, "consent", None)
        if consent is None:
            raise errors.InvalidGrantError(request=request)
        with transaction.atomic():
            fresh = ConsentRecord.objects.select_for_update(of=("self",)).select_related("vault").get(pk=consent.pk)
            replayed = request.grant_type == "authorization_code" and fresh.exchanged_at is not None
            if not replayed:
                if not standing_of(fresh).allowed:
                    raise errors.InvalidGrantError(request=request)
                if fresh.exchanged_at is None:
                    fresh.exchanged_at = timezone.now()
                    fresh.save(update_fields=["exchanged_at"])
                left = (fresh.expires_at - timezone.now()).total_seconds()
                token["expires_in"] = max(min(int(token.get("expires_in", 300)), int(left)), 1)
                saved = super().save_bearer_token(token, request, *args, **kwargs)
                tokens = [token["access_token"], token.get("refresh_token")]
                ConsentToken.objects.bulk_create(
                    ConsentToken(consent=fresh, checksum=digest(each)) for each in tokens if each
                )
        if replayed:
            _withdraw_replayed(consent)
            raise errors.InvalidGrantError(request=request)
        return saved


def _consent_of_code(checksum: str, client: Any) -> ConsentRecord | None:
    return ConsentRecord.objects.filter(code_sha256=checksum, client=client).select_related("vault", "client").first()


def _withdraw_replayed(consent: ConsentRecord) -> None:
    withdraw(consent=consent, because="code replayed", actor=PLATFORM)
