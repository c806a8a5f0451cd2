"""Blocks that are drawn here from what they say: a chart from its figures, a diagram from its parts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock, StructBlock, StructValue
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from courses.modules import limits
from courses.modules.blocks.base import line
from courses.modules.rules import charts

BARS, CURVE, SHARES = "bars", "curve", "shares"
CHAIN, LAYERS, CYCLE, TIMELINE = "chain", "layers", "cycle", "timeline"


def figures_of(table: Any) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of a typed table, as texts."""
    return [column["heading"] for column in table.columns], [list(row["values"]) for row in table.row_data]


class ChartBlock(StructBlock):
    """Figures that are better seen. The table is kept and shown; the drawing comes from it."""

    title = line(limits.HEADING, label=_("titre"))
    shape = ChoiceBlock(
        [(BARS, _("Barres")), (CURVE, _("Courbe dans le temps")), (SHARES, _("Parts, sur 100"))],
        default=BARS,
        search_index=False,
        label=_("forme"),
    )
    unit = line(limits.UNIT, label=_("unité"), help_text=_("Par exemple « millions d’objets » ou « % »."))
    table = TypedTableBlock(
        [("text", line(limits.CELL, label=_("Texte")))],
        label=_("chiffres"),
        help_text=_("La première colonne nomme chaque ligne ; les autres ne contiennent que des nombres."),
    )
    reading = line(limits.READING, label=_("lecture"), help_text=_("Une phrase : ce qu’il faut voir."))
    source = line(limits.SOURCE, label=_("source"), help_text=_("Avec sa date. Jamais de chiffre sans source."))

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        columns, rows = figures_of(cleaned["table"])
        if len(columns) < 2 or not rows:
            flaw = _now("Donnez au moins deux colonnes et une ligne.")
            raise StructBlockValidationError({"table": ValidationError(flaw)})
        place = charts.flaw_of_figures(columns, rows, are_shares=cleaned["shape"] == SHARES)
        if place:
            flaw = _now("Écrivez un nombre ({place}), par exemple 1 179,7.").format(place=place)
            raise StructBlockValidationError({"table": ValidationError(flaw)})
        return cleaned

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        columns, rows = figures_of(value["table"])
        is_curve = value["shape"] == CURVE
        return {
            **context,
            "columns": columns,
            "rows": charts.bars(columns, rows, are_shares=value["shape"] == SHARES),
            "chart": charts.line_chart(columns, rows) if is_curve else None,
            "box": charts,
        }

    class Meta:
        icon = "decimal"
        label = _("Graphique")
        description = _("Des chiffres dessinés en barres, en courbe ou en parts, avec leur tableau et leur source.")
        template = "modules/blocks/chart.html"
        preview_value = {
            "title": "Objets connectés des villes",
            "shape": BARS,
            "unit": "millions d’objets",
            "table": {
                "columns": [{"type": "text", "heading": "Année"}, {"type": "text", "heading": "Total"}],
                "rows": [{"values": ["2015", "1 179,7"]}, {"values": ["2018", "3 332,5"]}],
                "caption": "",
            },
            "reading": "Presque trois fois plus en trois ans, si la prévision tient.",
            "source": "Rapport de 2017, Tableau 1",
        }


class PartOfDiagramBlock(StructBlock):
    """One box of a diagram."""

    title = line(limits.HEADING, label=_("titre"))
    text = line(limits.CELL, label=_("texte"))

    class Meta:
        icon = "title"
        label = _("élément")


class DiagramBlock(StructBlock):
    """How things follow, stack or come back: a list that is shown as a picture."""

    title = line(limits.HEADING, label=_("titre"))
    shape = ChoiceBlock(
        [
            (CHAIN, _("Chaîne : l’un mène à l’autre")),
            (LAYERS, _("Couches : l’un repose sur l’autre")),
            (CYCLE, _("Cycle : le dernier ramène au premier")),
            (TIMELINE, _("Frise : des dates")),
        ],
        default=CHAIN,
        search_index=False,
        label=_("forme"),
    )
    parts = ListBlock(PartOfDiagramBlock(), label=_("éléments"), min_num=2, max_num=limits.DIAGRAM_PARTS)
    reading = line(limits.READING, label=_("lecture"), help_text=_("Une phrase : ce qu’il faut voir."))
    source: CharBlock = line(limits.SOURCE, label=_("source"), required=False)

    class Meta:
        icon = "order"
        label = _("Schéma")
        description = _("Deux à huit éléments reliés : une chaîne, des couches, un cycle ou une frise.")
        template = "modules/blocks/diagram.html"
        preview_value = {
            "title": "Le chemin d’une mesure",
            "shape": CHAIN,
            "parts": [
                {"title": "Capteur", "text": "Il mesure, dans la rue."},
                {"title": "Réseau", "text": "Il transporte."},
                {"title": "Plateforme", "text": "Elle garde et montre."},
            ],
            "reading": "Chaque passage est une porte.",
            "source": "",
        }
