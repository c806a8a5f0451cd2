"""Libraries: the programs that packages are made of, stored once per version."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.h5p import limits


class LibraryQuerySet(models.QuerySet["Library"]):
    def in_store(self) -> Self:
        """What an administrator installed for the whole site."""
        return self.filter(is_shared=True)

    def newest_first(self) -> Self:
        return self.order_by("machine_name", "-major_version", "-minor_version", "-patch_version")


class Library(models.Model):
    """One version of one library, as its files are on disk (`files.library_folder(digest)`).

    `is_shared` says that it belongs to the site's store, where every package of the same major and minor version
    takes it from. A library that an administrator's package brought with other bytes under a number already taken
    is kept apart, for that package alone.
    """

    machine_name = models.CharField(_("nom technique"), max_length=limits.MACHINE_NAME)
    major_version = models.PositiveIntegerField(_("version majeure"))
    minor_version = models.PositiveIntegerField(_("version mineure"))
    patch_version = models.PositiveIntegerField(_("correctif"))
    digest = models.CharField(_("empreinte"), max_length=64, help_text=_("SHA-256 de ses fichiers."))
    title = models.CharField(_("titre"), max_length=limits.TITLE)
    is_runnable = models.BooleanField(_("peut être jouée seule"), default=False)
    is_shared = models.BooleanField(_("commune à tout le site"), default=True)
    metadata = models.JSONField(_("library.json"), default=dict)
    files = models.JSONField(_("fichiers"), default=dict, help_text=_("Chemin et taille en octets."))
    installed_at = models.DateTimeField(_("installée le"), default=timezone.now)
    installed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = LibraryQuerySet.as_manager()

    class Meta:
        verbose_name = _("bibliothèque H5P")
        verbose_name_plural = _("bibliothèques H5P")
        constraints = [
            models.UniqueConstraint(
                fields=["machine_name", "major_version", "minor_version", "patch_version", "digest"],
                name="h5p_library_is_stored_once",
            ),
            models.UniqueConstraint(
                fields=["machine_name", "major_version", "minor_version", "patch_version"],
                condition=models.Q(is_shared=True),
                name="h5p_one_shared_library_per_version",
            ),
        ]
        permissions = [("install_library", _("Peut installer ou mettre à jour une bibliothèque H5P"))]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"

    @property
    def version(self) -> str:
        return f"{self.major_version}.{self.minor_version}.{self.patch_version}"

    @property
    def name(self) -> str:
        """As content names it: `H5P.MultiChoice 1.16`."""
        return f"{self.machine_name} {self.major_version}.{self.minor_version}"

    @property
    def folder_name(self) -> str:
        """As packages and addresses name it: `H5P.MultiChoice-1.16`."""
        return f"{self.machine_name}-{self.major_version}.{self.minor_version}"

    def dependencies(self, kind: str = "preloaded") -> list[dict[str, Any]]:
        """`preloaded`, `dynamic` or `editor` dependencies, as library.json lists them."""
        return list(self.metadata.get(f"{kind}Dependencies", []))
