"""Our own image and document models: they cannot be swapped later."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

from cms.media.rules import HEAD_BYTES, MAX_DOCUMENT_BYTES, is_what_it_says


class CustomImage(AbstractImage):
    """An image, with what it shows in words and the credit that must be shown beside it."""

    description = models.CharField(
        _("texte de remplacement"),
        max_length=255,
        help_text=_("Ce que l’image montre, pour qui ne la voit pas. Une phrase, sans « Image de »."),
    )
    credit = models.CharField(_("crédit"), max_length=255, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self) -> str:
        return self.description

    def create_rendition(self, filter: Filter) -> AbstractRendition:
        """As Wagtail does, but closing the temporary file that it leaves open."""
        with self.generate_rendition_file(filter) as file:
            rendition, _is_new = self.renditions.get_or_create(
                filter_spec=filter.spec, focal_point_key=filter.get_cache_key(self), defaults={"file": file}
            )
        return rendition


class CustomRendition(AbstractRendition):
    """A resized copy of an image."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class CustomDocument(AbstractDocument):
    """A file to download."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self) -> None:
        """Refuse, beyond the kinds Wagtail refuses, a file that is too heavy or is not what its name says."""
        super().clean()
        if not self.file or self.file._committed:
            return
        if self.file.size > MAX_DOCUMENT_BYTES:
            raise ValidationError({"file": _("Choisissez un fichier plus léger : 10 Mo au plus.")})
        self.file.seek(0)
        head = self.file.read(HEAD_BYTES)
        self.file.seek(0)
        if not is_what_it_says(self.file_extension.lower(), head):
            raise ValidationError({"file": _("Vérifiez ce fichier : son contenu n’est pas celui que son nom annonce.")})
