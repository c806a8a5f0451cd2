"""Blocks for readers in a hurry: the lesson in a few plain words, and where its long version begins and ends."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ChoiceBlock, RichTextBlock, StructBlock, StructValue
from wagtail.blocks.struct_block import StructBlockValidationError

from courses.modules import limits
from courses.modules.blocks.base import PROSE, line

LONG, ALL = "long", "all"


class BriefBlock(StructBlock):
    """The lesson in thirty seconds, in words that everybody knows. Shown first, wherever it stands."""

    text = RichTextBlock(features=PROSE, label=_("texte"))

    class Meta:
        icon = "time"
        label = _("En bref")
        description = _("La leçon en trente secondes, en mots très simples. Une seule fois, toujours en tête.")
        template = "modules/blocks/brief.html"
        preview_value = {"text": "<p>Un objet relié est une porte. À chaque porte, il faut un nom.</p>"}


class PartBlock(StructBlock):
    """From here on: for the long version alone, or for everybody again.

    The short version is the same lesson with its long parts folded: each can be opened.
    """

    version = ChoiceBlock(
        [(LONG, _("À partir d’ici : version complète seulement")), (ALL, _("À partir d’ici : toutes les versions"))],
        default=LONG,
        search_index=False,
        label=_("version"),
    )
    title = line(
        limits.HEADING,
        label=_("titre de la partie"),
        required=False,
        help_text=_("Pour une partie de la version complète : c’est ce qu’on lit quand elle est repliée."),
    )

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        if flaw := flaw_of_part(cleaned["version"], cleaned["title"]):
            raise StructBlockValidationError({"title": ValidationError(flaw)})
        return cleaned

    class Meta:
        icon = "bars"
        label = _("Version courte ou complète")
        description = _("Marque où commence, et où finit, ce qui est réservé à la version complète.")
        template = "modules/blocks/part.html"
        preview_value = {"version": LONG, "title": "Comparer trois voies sur cinq ans"}


def flaw_of_part(version: str, title: str | None) -> str:
    """What is wrong with a mark; empty when it is sound."""
    if version == LONG and not title:
        return _now("Donnez un titre à cette partie : c’est ce qu’on lit quand elle est repliée.")
    if version == ALL and title:
        return _now("Retirez ce titre : la version courte reprend ici, sous les titres du texte.")
    return ""
