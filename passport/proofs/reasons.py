"""Why something is refused: one word per way to be wrong, so that each can be told to people, and tested.

The sentences people read are not here: `passport.verify.wording` has one for each reason.
"""

from enum import StrEnum
from typing import Final


class Reason(StrEnum):
    """One way to be refused. The value is stable: it is what the JSON form of the public answer says."""

    # The text and its form.
    TOO_LARGE = "too-large"
    TOO_DEEP = "too-deep"
    TOO_MANY_NODES = "too-many-nodes"
    NOT_JSON = "not-json"
    REPEATED_MEMBER = "repeated-member"
    BAD_NUMBER = "bad-number"
    BAD_TEXT = "bad-text"
    EMPTY_VALUE = "empty-value"
    UNKNOWN_TERM = "unknown-term"
    OTHER_CONTEXT = "other-context"
    INLINE_CONTEXT = "inline-context"
    NESTED_CONTEXT = "nested-context"
    MEMBER_AS_IRI = "member-as-iri"
    RELATIVE_IDENTIFIER = "relative-identifier"
    REPEATED_NODE = "repeated-node"
    INDISTINCT_NODES = "indistinct-nodes"
    SHAPE = "shape"
    OTHER_KIND = "other-kind"
    DATE_MALFORMED = "date-malformed"

    # The embedded proof.
    PROOF_MISSING = "proof-missing"
    PROOF_MALFORMED = "proof-malformed"
    PROOF_ALTERED = "proof-altered"
    SUITE_REFUSED = "suite-refused"
    PURPOSE_REFUSED = "purpose-refused"

    # The token.
    TOKEN_MALFORMED = "token-malformed"  # noqa: S105
    TOKEN_ALTERED = "token-altered"  # noqa: S105
    HEADER_REFUSED = "header-refused"
    ALGORITHM_REFUSED = "algorithm-refused"
    WRAPPER_REFUSED = "wrapper-refused"
    CLAIM_MISMATCH = "claim-mismatch"

    # The keys and who holds them.
    ISSUER_UNKNOWN = "issuer-unknown"
    KEY_ELSEWHERE = "key-elsewhere"
    KEY_UNKNOWN = "key-unknown"
    KEY_COMPROMISED = "key-compromised"
    KEY_MALFORMED = "key-malformed"
    KEYS_MALFORMED = "keys-malformed"

    # The status and its list.
    STATUS_MISSING = "status-missing"
    STATUS_MALFORMED = "status-malformed"
    INDEX_MALFORMED = "index-malformed"
    INDEX_OUT_OF_RANGE = "index-out-of-range"
    LIST_MISSING = "list-missing"
    LIST_MALFORMED = "list-malformed"
    LIST_TOO_SHORT = "list-too-short"
    LIST_TOO_LONG = "list-too-long"
    LIST_ELSEWHERE = "list-elsewhere"
    LIST_OF_ANOTHER = "list-of-another"
    LIST_PURPOSE = "list-purpose"
    LIST_NOT_YET = "list-not-yet"
    LIST_EXPIRED = "list-expired"

    # The picture and the PDF around a credential.
    FILE_UNKNOWN = "file-unknown"
    PICTURE_UNREADABLE = "picture-unreadable"
    NOTHING_BAKED = "nothing-baked"
    BAKED_TWICE = "baked-twice"
    PDF_UNREADABLE = "pdf-unreadable"
    SEAL_MISSING = "seal-missing"
    SEAL_REPEATED = "seal-repeated"
    SEAL_ALTERED = "seal-altered"
    SEAL_UNTRUSTED = "seal-untrusted"
    SEAL_PARTIAL = "seal-partial"
    SEAL_MODIFIED = "seal-modified"
    ATTACHMENT_MISSING = "attachment-missing"
    ATTACHMENT_REFUSED = "attachment-refused"
    ATTACHMENTS_DIFFER = "attachments-differ"
    PRINTED_DIFFERS = "printed-differs"

    # Genuine, and yet not to be accepted now.
    EXPIRED = "expired"
    NOT_YET = "not-yet"
    REVOKED = "revoked"


class Refused(Exception):
    """Something given does not hold.

    `reason` says which rule, `place` where: a JSON pointer (RFC 6901) into the document, or the name of a header
    member or a claim; "" for the whole. Nothing of what was given is quoted beyond that place.
    """

    def __init__(self, reason: Reason, place: str = "") -> None:
        super().__init__(reason, place)
        self.reason: Final = reason
        self.place: Final = place

    def __str__(self) -> str:
        return f"{self.reason} ({self.place})" if self.place else str(self.reason)
