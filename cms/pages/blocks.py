"""What an editor composes the home page with."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StreamBlock, StructBlock

ADDRESS = RegexValidator(r"^(/|https://)\S*$", _("Écrivez une adresse du site, qui commence par /, ou par https://."))


class AudienceBlock(StructBlock):
    """One of the doors of the home page: to whom it is open, and what lies behind."""

    title = CharBlock(label=_("titre"), max_length=60, help_text=_("Par exemple « Vous êtes élu ou élue »."))
    text = CharBlock(label=_("promesse"), max_length=160)
    time = CharBlock(label=_("durée"), max_length=60, required=False)
    address = CharBlock(label=_("adresse"), max_length=200, validators=[ADDRESS], help_text=_("/parcours/elu/"))

    class Meta:
        icon = "group"
        label = _("Public")
        description = _("Une carte qui mène à un parcours.")
        template = "pages/blocks/audience.html"
        preview_value = {
            "title": "Vous êtes élu ou élue",
            "text": "Lire une offre, poser les bonnes questions, arbitrer au conseil.",
            "time": "2 heures environ",
            "address": "/parcours/elu/",
        }


class StepBlock(StructBlock):
    """One milestone of the road that leads to the passport."""

    title = CharBlock(label=_("titre"), max_length=60)
    text = CharBlock(label=_("explication"), max_length=200)

    class Meta:
        icon = "tick"
        label = _("Étape")
        description = _("Une borne sur la route qui mène au passeport. La dernière porte une coche.")
        template = "pages/blocks/step.html"
        preview_value = {
            "title": "Vous lisez, à votre rythme",
            "text": "Des leçons d’une demi-heure, que vous pouvez imprimer.",
        }


class Audiences(StreamBlock):
    """The doors, side by side."""

    audience = AudienceBlock()

    class Meta:
        required = False
        max_num = 6


class Steps(StreamBlock):
    """The road, in order."""

    step = StepBlock()

    class Meta:
        required = False
        max_num = 5
