"""Activities and their revisions. A learner always plays a revision, which never changes."""

import json
import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from courses.h5p import limits
from courses.h5p.models.libraries import Library


class Activity(index.Indexed, models.Model):
    """One H5P content, edited freely; what is played is `current_revision`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("titre"), max_length=limits.TITLE)
    current_revision = models.ForeignKey(
        "Revision", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(_("créée le"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    search_fields: ClassVar[list[Any]] = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("created_at"),
        index.FilterField("current_revision_id"),
    ]

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("activité H5P")
        verbose_name_plural = _("activités H5P")

    def __str__(self) -> str:
        return self.title


class Revision(models.Model):
    """A content as it was uploaded or written once: its parameters, its files, the exact libraries it plays with.

    `content_json` is the text of content.json. Files are in `files.content_folder(content_digest)`, listed in
    `files` as `{path: size in bytes}`. `package` names the uploaded file, kept byte for byte, or is empty. `remarks`
    are sentences: what the checks noticed or cleaned.
    """

    class Origin(models.TextChoices):
        UPLOADED = "uploaded", _("paquet téléversé")
        WRITTEN = "written", _("écrite ici")
        IMPORTED = "imported", _("arrivée avec un module")

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("numéro"))
    title = models.CharField(_("titre"), max_length=limits.TITLE)
    language = models.CharField(_("langue"), max_length=20, default="und")
    main_library = models.ForeignKey(Library, on_delete=models.PROTECT, related_name="+")
    libraries = models.ManyToManyField(Library, through="RevisionLibrary", related_name="revisions")
    metadata = models.JSONField(_("h5p.json"), default=dict)
    content_json = models.TextField(_("content.json"))
    content_digest = models.CharField(_("empreinte des fichiers"), max_length=64)
    files = models.JSONField(_("fichiers"), default=dict)
    package = models.CharField(_("paquet d’origine"), max_length=100, blank=True)
    origin = models.CharField(_("origine"), max_length=10, choices=Origin)
    remarks = models.JSONField(_("remarques des contrôles"), default=list, blank=True)
    created_at = models.DateTimeField(_("créée le"), default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("version d’une activité H5P")
        verbose_name_plural = _("versions d’activités H5P")
        constraints = [models.UniqueConstraint(fields=["activity", "number"], name="h5p_one_revision_per_number")]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    @cached_property
    def content(self) -> dict[str, Any]:
        """The parameters, parsed once for this object."""
        return dict(json.loads(self.content_json))

    @cached_property
    def patches(self) -> dict[str, int]:
        """The patch of each library that it plays with, by the name that content uses: grading depends on some."""
        numbers = self.libraries.only("machine_name", "major_version", "minor_version", "patch_version")
        return {library.name: library.patch_version for library in numbers}


class RevisionLibrary(models.Model):
    """A library that a revision plays with, and its place in the order of loading."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="library_links")
    library = models.ForeignKey(Library, on_delete=models.PROTECT, related_name="revision_links")
    position = models.PositiveSmallIntegerField(_("place"))

    class Meta:
        ordering = ["position"]
        verbose_name = _("bibliothèque d’une version")
        verbose_name_plural = _("bibliothèques des versions")
        constraints = [
            models.UniqueConstraint(fields=["revision", "library"], name="h5p_a_library_is_loaded_once"),
            models.UniqueConstraint(fields=["revision", "position"], name="h5p_one_library_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.library_id} ({self.position})"
