"""Blocks to act with: steps, advice, a sheet to print, an activity to do elsewhere."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, ListBlock, RegexBlock, RichTextBlock, StructBlock, StructValue

from courses.modules import limits
from courses.modules.activities import activity
from courses.modules.blocks.base import INLINE, PROSE, line


class SectionBlock(StructBlock):
    """A title and its text, inside another block."""

    title = line(limits.HEADING, label=_("titre"))
    text = RichTextBlock(features=PROSE, label=_("texte"))

    class Meta:
        icon = "title"
        label = _("partie")


class StepsBlock(StructBlock):
    """What to do, in order."""

    title = line(limits.HEADING, label=_("titre"))
    steps = ListBlock(SectionBlock(label=_("étape")), label=_("étapes"), min_num=1, max_num=limits.STEPS)

    class Meta:
        icon = "list-ol"
        label = _("Étapes")
        description = _("Des étapes numérotées, chacune avec un titre et une ou deux phrases.")
        template = "modules/blocks/steps.html"
        preview_value = {
            "title": "La première heure",
            "steps": [
                {"title": "Isoler", "text": "<p>Débranchez le réseau, laissez les machines allumées.</p>"},
                {"title": "Prévenir", "text": "<p>Appelez la personne désignée dans le plan.</p>"},
            ],
        }


class AdviceBlock(StructBlock):
    """What to do and what to avoid, side by side."""

    title = line(limits.HEADING, label=_("titre"), required=False)
    do = ListBlock(RichTextBlock(features=INLINE), label=_("à faire"), min_num=1, max_num=limits.ADVICE)
    avoid = ListBlock(RichTextBlock(features=INLINE), label=_("à éviter"), min_num=1, max_num=limits.ADVICE)

    class Meta:
        icon = "tasks"
        label = _("À faire, à éviter")
        description = _("Deux listes qui se répondent : les bons gestes et les erreurs courantes.")
        template = "modules/blocks/advice.html"
        preview_value = {
            "title": "À la livraison",
            "do": ["<p>Changer le mot de passe d’usine.</p>"],
            "avoid": ["<p>Brancher d’abord, vérifier plus tard.</p>"],
        }


class SheetBlock(StructBlock):
    """A good-practice sheet, that has its own page to print."""

    title = line(limits.HEADING, label=_("titre"))
    introduction = RichTextBlock(features=PROSE, label=_("introduction"), required=False)
    sections = ListBlock(SectionBlock(label=_("rubrique")), label=_("rubriques"), min_num=1, max_num=limits.RUBRICS)

    class Meta:
        icon = "doc-full"
        label = _("Fiche")
        description = _("Une fiche de bonne pratique, à imprimer sur une page et à remplir.")
        template = "modules/blocks/sheet.html"
        preview_value = {
            "title": "Inventaire des objets reliés",
            "introduction": "<p>Une ligne par objet.</p>",
            "sections": [{"title": "Qui le met à jour ?", "text": "<p>Un nom, une date.</p>"}],
        }


class ActivityBlock(StructBlock):
    """Something to do outside the lesson, that the learner's progress counts."""

    code = RegexBlock(
        regex=rf"^{limits.ACTIVITY_CODE_SHAPE}\Z",
        max_length=limits.ACTIVITY_CODE,
        label=_("code de l’activité"),
        help_text=_("Par exemple LAB-1."),
        error_messages={"invalid": _("Écrivez le code sous la forme LAB-1.")},
    )
    instruction = line(limits.INSTRUCTION, label=_("consigne"), help_text=_("Ce qu’il faut y faire, et pourquoi."))
    required = BooleanBlock(
        label=_("obligatoire"),
        required=False,
        help_text=_("La leçon ne peut être marquée comme terminée qu’une fois l’activité faite."),
    )

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        offered = activity(value["code"])
        lesson = getattr(context.get("page"), "code", "")
        return {**context, "activity": offered, "address": offered.url_from(lesson) if offered else ""}

    class Meta:
        icon = "desktop"
        label = _("Activité")
        description = _("Un laboratoire du bac à sable, ou une autre activité, avec ce qu’il faut y faire.")
        template = "modules/blocks/activity.html"
        preview_value = {
            "code": "LAB-1",
            "instruction": "Lisez une journée de votre compteur, heure par heure.",
            "required": False,
        }
