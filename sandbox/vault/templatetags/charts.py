"""Charts in templates: `{% bar_chart chart %}`, `{% row_bar value whole %}`."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sandbox.vault.charts import BarChart, share

register = template.Library()


@register.inclusion_tag("vault/_bar_chart.html")
def bar_chart(chart: BarChart, table: bool = True) -> dict[str, Any]:
    """The chart, its sentence, and the same figures in a table, folded when they are many."""
    return {"chart": chart, "table": table, "is_long": len(chart.bars) > 12}


@register.simple_tag
def row_bar(value: float, whole: float, kind: str = "b1") -> SafeString:
    """A horizontal bar inside a table's row: the figure stands in the next cell."""
    return format_html(
        '<svg class="barre" aria-hidden="true" focusable="false" width="100%" height="16">'
        '<rect class="{}" x="0" y="0" width="{}" height="100%"/></svg>',
        kind,
        share(value, whole),
    )
