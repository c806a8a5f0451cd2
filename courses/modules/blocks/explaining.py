"""Blocks that explain: what to remember, a figure, a quotation, a story, a table, what has changed."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ListBlock, RegexBlock, RichTextBlock, StructBlock, StructValue
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from courses.modules import limits
from courses.modules.blocks.base import INLINE, PROSE, line


class TakeawayBlock(StructBlock):
    """What to remember of the lesson."""

    ideas = ListBlock(
        RichTextBlock(features=INLINE, label=_("idée")), label=_("idées"), min_num=1, max_num=limits.IDEAS
    )

    class Meta:
        icon = "pick"
        label = _("À retenir")
        description = _("Une à trois phrases mises en avant, une seule fois par leçon.")
        template = "modules/blocks/takeaway.html"
        preview_value = {
            "ideas": ["<p>Tout objet relié est <b>une porte</b>.</p>", "<p>Une porte a besoin d’un propriétaire.</p>"]
        }


class FigureBlock(StructBlock):
    """A number that strikes, what it counts, and where it comes from."""

    number = line(limits.FIGURE, label=_("nombre"), help_text=_("Tel qu’il s’affiche : « 218 », « 70 % »."))
    counted = line(limits.COUNTED, label=_("ce qu’il compte"))
    source = line(limits.SOURCE, label=_("source"), help_text=_("Avec sa date. Jamais de chiffre sans source."))

    class Meta:
        icon = "decimal"
        label = _("Chiffre clé")
        description = _("Un nombre en grand, ce qu’il compte et sa source datée.")
        template = "modules/blocks/key_figure.html"
        preview_value = {
            "number": "218",
            "counted": "incidents touchant des collectivités, traités par l’ANSSI en 2024.",
            "source": "ANSSI, CERTFR-2025-CTI-002",
        }


class QuotationBlock(StructBlock):
    """The exact words of the report."""

    text = line(limits.QUOTATION, label=_("texte"), help_text=_("Les mots exacts, sans guillemets autour."))
    reference = line(limits.SOURCE, label=_("référence"), help_text=_("Section ou proposition du rapport."))

    class Meta:
        icon = "openquote"
        label = _("Citation")
        description = _("Les mots exacts du rapport, avec la section ou la proposition.")
        template = "modules/blocks/quotation.html"
        preview_value = {
            "text": "La sécurité des objets connectés est l’affaire de tous.",
            "reference": "§ 3.2.1.2",
        }


class CaseBlock(StructBlock):
    """A concrete story."""

    title = line(limits.HEADING, label=_("titre"))
    text = RichTextBlock(features=PROSE, label=_("texte"))

    class Meta:
        icon = "home"
        label = _("Cas concret")
        description = _("Une histoire vraie ou annoncée comme imaginée, en deux ou trois paragraphes.")
        template = "modules/blocks/case.html"
        preview_value = {
            "title": "Une borne de stationnement bavarde",
            "text": "<p>La borne livrait son mot de passe d’usine. Personne ne l’avait changé.</p>",
        }


class TableBlock(StructBlock):
    """A few rows under their headings."""

    title = line(limits.HEADING, label=_("titre"))
    table = TypedTableBlock([("text", line(limits.CELL, label=_("Texte")))], label=_("tableau"))

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """On a narrow screen each cell stands under the heading of its column, so it carries it."""
        headings = [column["heading"] for column in value["table"].columns]
        rows = [list(zip(headings, row["values"], strict=False)) for row in value["table"].row_data]
        return {**super().get_context(value, parent_context=parent_context), "headings": headings, "rows": rows}

    class Meta:
        icon = "table"
        label = _("Tableau")
        description = _("Un tableau simple, avec un titre ; la première colonne nomme chaque ligne.")
        template = "modules/blocks/table.html"
        preview_value = {
            "title": "Qui répond de quoi ?",
            "table": {
                "columns": [{"type": "text", "heading": "Rôle"}, {"type": "text", "heading": "Répond de"}],
                "rows": [{"values": ["Maire", "La décision d’homologation"]}, {"values": ["DSI", "Les mises à jour"]}],
                "caption": "",
            },
        }


class Since2017Block(StructBlock):
    """What the report could not know."""

    checked = RegexBlock(
        regex=r"^20\d{2}-(0[1-9]|1[0-2])$",
        label=_("vérifié en"),
        help_text=_("Année et mois, par exemple 2026-11."),
        error_messages={"invalid": _("Écrivez l’année et le mois, par exemple 2026-11.")},
    )
    text = RichTextBlock(features=PROSE, label=_("texte"))
    source = line(limits.SOURCE, label=_("source"))

    class Meta:
        icon = "history"
        label = _("Depuis 2017")
        description = _("Ce qui a changé depuis le rapport, avec la source et le mois de la vérification.")
        template = "modules/blocks/since_2017.html"
        preview_value = {
            "checked": "2026-11",
            "text": "<p>La directive NIS 2 concerne désormais de grandes collectivités.</p>",
            "source": "Directive (UE) 2022/2555",
        }
