"""What can be done to an account, and what other apps contribute to one."""

from cms.accounts.services.exporting import export_account, register_export
from cms.accounts.services.roles import grant_roles, register_role_permissions, role_permissions

__all__ = ["export_account", "grant_roles", "register_export", "register_role_permissions", "role_permissions"]
