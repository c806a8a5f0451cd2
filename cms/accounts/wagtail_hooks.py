"""What the accounts add to Wagtail's admin."""

from wagtail import hooks

from cms.accounts.viewsets import EraseBulkAction

# After Wagtail's own “delete”, whose place it takes.
hooks.register("register_bulk_action", EraseBulkAction, order=1)
