"""The issuer that this site is, as `passport.verify` asks about one: its keys, lists and register, read now."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Final

from cryptography import x509
from django.core.exceptions import ValidationError
from django.db import Error as DatabaseUnreachable

from cms.foundation.errors import DomainError
from passport.credentials.models import Credential
from passport.proofs.contexts import Contexts
from passport.proofs.did import PublicKey, read_did_document
from passport.signing.models import StatusList
from passport.signing.services import contexts, issuer_did, published_did, seal_certificates, signed_list
from passport.verify.issuer import IssuerUnreachable, known_key, list_number, published_in

URN: Final = "urn:uuid:"


class SiteIssuer:
    """One judgement’s view of the tables: keys are read once. Every method raises IssuerUnreachable."""

    @property
    def did(self) -> str:
        return issuer_did()

    @property
    def contexts(self) -> Contexts:
        return contexts()

    @property
    def trust_roots(self) -> Sequence[x509.Certificate]:
        """The seals’ own certificates, those of retired keys included."""
        with reaching():
            return seal_certificates()

    @cached_property
    def _document(self) -> dict[str, Any]:
        with reaching():
            return published_did()

    @cached_property
    def _trusted(self) -> dict[str, PublicKey]:
        return read_did_document(self._document)

    def key(self, method: str) -> PublicKey:
        return known_key(method, did=self.did, trusted=self._trusted, published=published_in(self._document))

    def status_list(self, address: str) -> str | None:
        """Signed again here if a revocation came since: our own answer is never late."""
        number = list_number(address, self.did)
        if number is None:
            return None
        try:
            with reaching():
                return signed_list(number).document
        except (StatusList.DoesNotExist, DomainError):  # a list that cannot be signed now tells nothing
            return None

    def number_of(self, credential_id: str) -> str | None:
        """Empty for a credential that the register does not hold."""
        if not credential_id.startswith(URN):
            return ""
        with reaching():
            try:
                found = Credential.objects.filter(uuid=credential_id.removeprefix(URN))
                return found.values_list("code", flat=True).first() or ""
            except ValidationError:  # not written as an identifier of ours
                return ""


@contextmanager
def reaching() -> Iterator[None]:
    try:
        yield
    except DatabaseUnreachable as trouble:
        raise IssuerUnreachable from trouble
