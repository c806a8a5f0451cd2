"""Who may do what: the four roles, each a Django group, and what each may do to pages and files.

What a role may do to a model is contributed by the app that owns the model, through
`services.register_role_permissions`. An administrator receives what every other role receives.
"""

from typing import Final

TRAINER: Final = "Formateurs"
EDITOR: Final = "Éditeurs"
REGISTRAR: Final = "Registraires"
ADMINISTRATOR: Final = "Administrateurs"

ROLES: Final = (TRAINER, EDITOR, REGISTRAR, ADMINISTRATOR)

# Given from the root of the tree, so on every page.
PAGE_PERMISSIONS: Final[dict[str, tuple[str, ...]]] = {
    TRAINER: ("add_page", "change_page"),
    EDITOR: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    REGISTRAR: (),
    ADMINISTRATOR: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"),
}

# Given on the root collection, so on every image and document (Wagtail names its own models, not ours).
_FILES: Final = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
COLLECTION_PERMISSIONS: Final[dict[str, tuple[str, ...]]] = {
    TRAINER: _FILES,
    EDITOR: _FILES,
    REGISTRAR: (),
    ADMINISTRATOR: (
        *_FILES,
        "wagtailcore.add_collection",
        "wagtailcore.change_collection",
        "wagtailcore.delete_collection",
    ),
}

# The rest of what is Wagtail's, or ours.
_ADMIN_ACCESS: Final = ("wagtailadmin.access_admin",)
OWN_PERMISSIONS: Final[dict[str, tuple[str, ...]]] = {
    TRAINER: _ADMIN_ACCESS,
    EDITOR: _ADMIN_ACCESS,
    REGISTRAR: _ADMIN_ACCESS,
    ADMINISTRATOR: (
        *_ADMIN_ACCESS,
        "accounts.add_user",
        "accounts.change_user",
        "accounts.delete_user",
        "accounts.view_user",
        "auth.add_group",
        "auth.change_group",
        "auth.delete_group",
        "wagtailcore.add_site",
        "wagtailcore.change_site",
        "wagtailcore.delete_site",
        "wagtailcore.add_task",
        "wagtailcore.change_task",
        "wagtailcore.delete_task",
        "wagtailcore.add_workflow",
        "wagtailcore.change_workflow",
        "wagtailcore.delete_workflow",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
    ),
}
