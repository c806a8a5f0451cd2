"""Answers of each tool, from the first word to the last, and results that learners keep."""

import factory

from courses.tools.models import ToolResult
from tests.cms.accounts.factories import UserFactory

REASON = "Trois réunions de quartier en mars, comptes rendus joints au dossier."

# D1 oui, D2 non, D4 oui, D8 non: repousser ou repenser (S2).
DECISION = {
    "project": "Candélabres du bourg",
    "answers": {
        "D1": {"yes": True, "reason": REASON},
        "D2": {"yes": False, "reason": ""},
        "D4": {"yes": True, "reason": ""},
        "D8": {"points": {"usages": True, "travaux": False, "gains": True}, "reason": ""},
    },
}
# X has the main needs, Y the secondary ones: the letter and common sense part.
PARTNERSHIP = {
    "project": "Borne qui trie le verre",
    "main": ["trier par couleur", "se taire"],
    "extra": ["sans électricité", "se vider vite"],
    "frozen_on": "2026-03-14",
    "precautions": {"figees": "oui", "relues": "oui", "appel": "oui", "muet": "oui", "ailleurs": "inconnu"},
    "solutions": [
        {
            "name": "Solution X",
            "covers": {
                "trier par couleur": "oui",
                "se taire": "oui",
                "sans électricité": "non",
                "se vider vite": "non",
            },
        },
        {
            "name": "Solution Y",
            "covers": {
                "trier par couleur": "non",
                "se taire": "oui",
                "sans électricité": "oui",
                "se vider vite": "oui",
            },
        },
    ],
}


class ToolResultFactory(factory.django.DjangoModelFactory):
    """A kept decision sheet; `ToolResultFactory(partnership=True)` keeps the other tool's result."""

    class Meta:
        model = ToolResult

    class Params:
        partnership = factory.Trait(tool="OUTIL-2", answers=PARTNERSHIP)

    learner = factory.SubFactory(UserFactory, verified=True)
    tool = "OUTIL-1"
    title = factory.Sequence(lambda n: f"Résultat {n}")
    answers = DECISION
    rules_version = "2026-11"
