"""The block that is played in the lesson: an H5P activity, in its sealed frame."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import BaseChooser
from wagtail.blocks import BooleanBlock, ChooserBlock, IntegerBlock, RegexBlock, StructBlock, StructValue
from wagtail.blocks.struct_block import StructBlockValidationError

from courses.h5p.models import Activity, Placement, placement_key
from courses.modules import limits
from courses.modules.blocks.base import line
from courses.modules.thresholds import flaw_of_threshold


def place_name(block_id: str, activity_id: int | None) -> str:
    """How a place is called in its page: the block with another activity in it is another place."""
    return f"{block_id}/{activity_id}"


class ActivityChooser(BaseChooser):
    """The button that opens the list of activities (see `viewsets.ActivityChooserViewSet`)."""

    model = Activity
    icon = "media"
    choose_one_text = _("Choisir une activité H5P")
    choose_another_text = _("Choisir une autre activité")
    link_to_chosen_text = _("Voir cette activité")
    chooser_modal_url_name = "h5p_activity_chooser:choose"


class ActivityChooserBlock(ChooserBlock):
    target_model = Activity

    @cached_property
    def widget(self) -> BaseChooser:
        return ActivityChooser()


class H5PBlock(StructBlock):
    """An H5P activity to play here. Its result is decided on the server."""

    activity = ActivityChooserBlock(label=_("activité"))
    instruction = line(
        limits.INSTRUCTION,
        label=_("consigne"),
        required=False,
        help_text=_("Ce qu’il faut y faire, et pourquoi. Facultative."),
    )
    required = BooleanBlock(
        label=_("obligatoire"),
        required=False,
        help_text=_("La leçon ne peut être marquée comme terminée qu’une fois l’activité faite."),
    )
    threshold = IntegerBlock(
        label=_("seuil (%)"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("Part des points à obtenir. Seulement pour une activité que le serveur sait noter en entier."),
    )
    file_name = RegexBlock(
        regex=rf"^{limits.PACKAGE_NAME}\Z",
        max_length=limits.FILE_NAME,
        label=_("nom du fichier à l’export"),
        required=False,
        help_text=_("Laissez vide : le titre de l’activité servira."),
        error_messages={"invalid": _("Écrivez en minuscules, avec des tirets, par exemple tri-donnees.h5p.")},
    )

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        activity = cleaned["activity"]
        if activity is None:  # a draft may still have to choose one
            return cleaned
        if activity.current_revision_id is None:
            flaw = _now("Mettez d’abord une version de cette activité en service.")
            raise StructBlockValidationError({"activity": ValidationError(flaw)})
        if cleaned["threshold"] and (flaw := flaw_of_threshold(activity)):
            raise StructBlockValidationError({"threshold": ValidationError(flaw)})
        return cleaned

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Without a place on line (a draft, a preview), the block says what will be played there."""
        context = super().get_context(value, parent_context=parent_context)
        page, places, activity = context.get("page"), context.get("places", ()), value["activity"]
        if page is None or activity is None:
            return context
        key = placement_key(page.pk, place_name(context.get("block_id", ""), activity.pk))
        return {**context, "key": key if Placement.code_of(key) in places else None}

    class Meta:
        icon = "media"
        label = _("Activité H5P")
        description = _("Une activité H5P à faire dans la leçon : questions, classement, étude de cas.")
        template = "modules/blocks/h5p.html"

    def get_preview_value(self) -> StructValue:
        """Any activity of the site; without one, a title alone."""
        activity = Activity.objects.order_by("pk").first() or Activity(title=_now("Un classement à faire"))
        values = {
            "activity": activity,
            "instruction": _now("Classez chaque objet relié d’après ce qu’il sait de vous."),
            "required": False,
            "threshold": None,
            "file_name": "",
        }
        return StructValue(self, values)
