"""What can be done to an account, and what other apps contribute to one."""

from cms.accounts.services.addresses import change_address, open_account
from cms.accounts.services.erasing import cancel_erasure, erase_account, request_erasure
from cms.accounts.services.exporting import export_account, register_export, register_export_files
from cms.accounts.services.preferences import keep_display
from cms.accounts.services.roles import grant_roles, register_role_permissions, role_permissions

__all__ = [
    "cancel_erasure",
    "change_address",
    "erase_account",
    "export_account",
    "grant_roles",
    "keep_display",
    "open_account",
    "register_export",
    "register_export_files",
    "register_role_permissions",
    "request_erasure",
    "role_permissions",
]
