"""What happens to a credential, one function per use case."""

from passport.credentials.services.accounts import erase_holder, export_credentials
from passport.credentials.services.correcting import CannotIssueAnew, issue_anew
from passport.credentials.services.issuing import (
    AchievementNotEarned,
    issue_credential,
    issue_earned,
    issue_missing,
)
from passport.credentials.services.preparing import prepare_again, remove_orphans, request_pdf, request_photograph
from passport.credentials.services.revoking import AlreadyRevoked, revoke_credential
from passport.credentials.services.sharing import close_files, open_files, set_visibility
from passport.credentials.services.signing import request_signatures, seal_again, sign_missing, uses_of
from passport.credentials.services.telling import remind_of_ending, tell_again

__all__ = [
    "AchievementNotEarned",
    "AlreadyRevoked",
    "CannotIssueAnew",
    "close_files",
    "erase_holder",
    "export_credentials",
    "issue_anew",
    "issue_credential",
    "issue_earned",
    "issue_missing",
    "open_files",
    "prepare_again",
    "remind_of_ending",
    "remove_orphans",
    "request_pdf",
    "request_photograph",
    "request_signatures",
    "revoke_credential",
    "seal_again",
    "set_visibility",
    "sign_missing",
    "tell_again",
    "uses_of",
]
