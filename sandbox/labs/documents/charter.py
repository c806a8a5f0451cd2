"""The charter as it is written down, whatever the format."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from unicodedata import category

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.foundation.templatetags.ui import jour

UNPRINTABLE: Final = frozenset({"Cc", "Cn", "Co", "Cs"})


@dataclass(frozen=True, slots=True)
class CharterArticle:
    """One article as it was settled; what is missing is empty. `argument` is the learner's own text."""

    title: str
    choice: str
    measure: str
    figure: str
    argument: str

    @property
    def paragraphs(self) -> list[str]:
        return [line for line in printable(self.argument).splitlines() if line.strip()]

    @property
    def measured(self) -> str:
        """What the choice rests on, in one line; nothing without a choice."""
        if not self.measure:
            return ""
        return _("{measure} : {figure}").format(measure=self.measure, figure=self.figure or _("pas encore mesuré"))


@dataclass(frozen=True, slots=True)
class CharterSheet:
    title: str
    made_at: datetime
    warning: str
    limit: str
    articles: tuple[CharterArticle, ...]
    contradictions: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def dated(self) -> str:
        return _("Faite le {day}").format(day=jour(timezone.localtime(self.made_at)))


def printable(text: str) -> str:
    """Without the control characters that no document can hold."""
    return "".join(sign for sign in text if sign in "\n\t" or category(sign) not in UNPRINTABLE)


def charter_json(sheet: CharterSheet) -> dict[str, Any]:
    return {
        "version": "charte-donnee/1",
        "titre": sheet.title,
        "faite_le": timezone.localtime(sheet.made_at).isoformat(timespec="minutes"),
        "avertissement": sheet.warning,
        "articles": [
            {
                "article": article.title,
                "choix": article.choice or None,
                "mesure": article.measured if article.figure else None,
                "argument": article.argument or None,
            }
            for article in sheet.articles
        ],
        "contradictions": list(sheet.contradictions),
        "sources": list(sheet.sources),
    }
