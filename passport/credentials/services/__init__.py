"""What happens to a credential, one function per use case."""

from passport.credentials.services.accounts import erase_holder, export_credentials
from passport.credentials.services.issuing import (
    AchievementNotEarned,
    issue_credential,
    issue_earned,
    issue_missing,
)
from passport.credentials.services.preparing import prepare_again, request_pdf
from passport.credentials.services.revoking import AlreadyRevoked, revoke_credential
from passport.credentials.services.sharing import set_visibility

__all__ = [
    "AchievementNotEarned",
    "AlreadyRevoked",
    "erase_holder",
    "export_credentials",
    "issue_credential",
    "issue_earned",
    "issue_missing",
    "prepare_again",
    "request_pdf",
    "revoke_credential",
    "set_visibility",
]
