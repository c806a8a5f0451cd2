"""Semantics with every kind of field, and a shelf of types that needs no installing."""

import random
from typing import Any

from courses.h5p.rules.semantics import MISSING, Field, read_semantics

INNER = [
    {"name": "question", "type": "text", "label": "Question"},
    {"name": "right", "type": "boolean", "label": "Vrai", "optional": True},
    {
        "name": "media",
        "type": "group",
        "label": "Illustration",
        "fields": [
            {"name": "type", "type": "library", "label": "Type", "options": ["H5P.Image 1.1"], "optional": True}
        ],
    },
]
PICTURE = [
    {"name": "file", "type": "image", "label": "Image"},
    {"name": "alt", "type": "text", "label": "Texte de remplacement"},
]
PAGES = [
    {
        "name": "parts",
        "type": "list",
        "label": "Parties",
        "field": {"name": "part", "type": "library", "label": "Partie", "options": ["T.Inner 1.0", "T.Absent 9.9"]},
    }
]
NESTED = {"T.Inner 1.0": INNER, "H5P.Image 1.1": PICTURE, "T.Pages 1.0": PAGES}

EVERYTHING = [
    {"name": "line", "type": "text", "label": "Une ligne", "description": "Avec <b>du gras</b>.", "maxLength": 50},
    {"name": "area", "type": "text", "widget": "textarea", "label": "Plusieurs lignes", "optional": True},
    {
        "name": "code",
        "type": "text",
        "label": "Code",
        "optional": True,
        "regexp": {"pattern": "^[a-z]+$", "modifiers": "i"},
    },
    {"name": "rich", "type": "text", "widget": "html", "label": "Texte", "tags": ["strong", "em", "ul", "a"]},
    {"name": "colour", "type": "text", "widget": "colorSelector", "label": "Couleur", "default": "#fff"},
    {"name": "whole", "type": "number", "label": "Entier", "min": 1, "max": 9, "default": 3},
    {"name": "share", "type": "number", "label": "Part", "decimals": 2, "step": 0.25, "optional": True},
    {"name": "yes", "type": "boolean", "label": "Oui", "default": True},
    {
        "name": "choice",
        "type": "select",
        "label": "Choix",
        "default": "a",
        "options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}],
    },
    {"name": "dynamic", "type": "select", "widget": "dynamicCheckboxes", "label": "Zones", "options": []},
    {"name": "words", "type": "list", "label": "Mots", "field": {"name": "word", "type": "text", "label": "Mot"}},
    {
        "name": "flats",
        "type": "list",
        "label": "Plats",
        "entity": "plat",
        "field": {
            "name": "flat",
            "type": "group",
            "label": "Plat",
            "fields": [{"name": "only", "type": "text", "label": "Seul"}],
        },
    },
    {
        "name": "people",
        "type": "list",
        "label": "Personnes",
        "min": 1,
        "field": {
            "name": "person",
            "type": "group",
            "label": "Personne",
            "fields": [
                {"name": "name", "type": "text", "label": "Nom"},
                {"name": "age", "type": "number", "label": "Âge", "optional": True},
                {"name": "picture", "type": "image", "label": "Portrait", "optional": True},
            ],
        },
    },
    {
        "name": "options",
        "type": "group",
        "label": "Réglages",
        "optional": True,
        "fields": [
            {"name": "mode", "type": "select", "label": "Mode", "options": ["short", "long"]},
            {
                "name": "why",
                "type": "text",
                "label": "Pourquoi",
                "widget": "showWhen",
                "showWhen": {"rules": [{"field": "mode", "equals": ["long"]}]},
            },
            {"name": "secret", "type": "text", "label": "Caché", "widget": "none", "default": "x"},
        ],
    },
    {"name": "sound", "type": "audio", "label": "Son", "optional": True},
    {"name": "film", "type": "video", "label": "Film", "optional": True},
    {"name": "annex", "type": "file", "label": "Pièce", "optional": True},
    {"name": "activity", "type": "library", "label": "Activité", "options": ["T.Inner 1.0"], "optional": True},
    PAGES[0],
    {"name": "board", "type": "group", "widget": "boardEditor", "label": "Tableau", "fields": PICTURE},
    {"name": "odd", "type": "hologram", "label": "Étrange"},
    {
        "name": "l10n",
        "type": "group",
        "label": "Mots",
        "common": True,
        "fields": [
            {"name": "check", "type": "text", "label": "Bouton", "default": "Check"},
            {"name": "retry", "type": "text", "label": "Bouton", "default": "Retry"},
        ],
    },
]


class Shelf:
    """Types by their names, as the store gives them."""

    def __init__(self, semantics: dict[str, Any]) -> None:
        self.fields = {name: read_semantics(document) for name, document in semantics.items()}

    def fields_of(self, name: str) -> tuple[Field, ...] | None:
        return self.fields.get(name)

    def title_of(self, name: str) -> str:
        return name


class Author:
    """Writes contents by chance: absent, sound, or strange values; parameters that no type knows of."""

    def __init__(self, seed: int, shelf: Shelf, strangeness: float) -> None:
        self.chance = random.Random(seed)
        self.shelf, self.strangeness = shelf, strangeness

    def content(self, fields: Any, depth: int = 0) -> dict[str, Any]:
        values = {field.name: self.value(field, depth) for field in fields}
        written = {name: value for name, value in values.items() if value is not MISSING}
        if self.chance.random() < 0.3:
            written["unknown"] = self.anything()
        return written

    def value(self, field: Field, depth: int, *, may_miss: bool = True) -> Any:
        luck = self.chance.random()
        if luck < 0.2 and may_miss:
            return MISSING
        return self.anything() if luck > 1 - self.strangeness else self.sound(field, depth)

    def sound(self, field: Field, depth: int) -> Any:
        pick = self.chance.choice
        match field.type:
            case "text" if field.widget == "html":
                return pick(
                    ["", "<p>Oui</p>", "a <b>b</b>", "<table><tr><td>x</td></tr></table>", "<p>1</p>\n\n<p>2</p>"]
                )
            case "text":
                return pick(["", " Bonjour ", "Deux\nlignes", "L’été : 5 €", "<b>", "a" * 300, "\r\nfin"])
            case "number":
                return pick([0, 3, -2, 0.25, 9.0, "4", 1e3])
            case "boolean":
                return pick([True, False])
            case "select":
                return pick(["a", "b", "z", "", 4, "long", "short"])
            case "list":
                return [self.value(field.item, depth + 1, may_miss=False) for _each in range(pick([0, 1, 3]))]
            case "group":
                only = field.fields[0]
                return self.value(only, depth, may_miss=False) if field.is_flat else self.content(field.fields, depth)
            case "library":
                return self.nested(depth)
            case "audio" | "video":
                return [self.file()] * pick([0, 1, 2])
            case _:
                return self.file()

    def nested(self, depth: int) -> Any:
        if depth > 6 or self.chance.random() < 0.1:
            return {}
        name = self.chance.choice([*self.shelf.fields, "T.Absent 9.9"])
        params = self.content(self.shelf.fields_of(name) or (), depth + 1)
        return {"library": name, "params": params, "subContentId": f"id-{self.chance.random()}", "more": 1}

    def file(self) -> dict[str, Any]:
        path = self.chance.choice(["images/a.png", "files/b.pdf", "https://exemple.fr/c.mp4"])
        return {"path": path, "mime": "image/png", "copyright": {"license": "U"}, "width": 3}

    def anything(self) -> Any:
        return self.chance.choice([None, 0, "", "x", True, [], {}, [None], {"path": 3}, {"a": {"b": [1.5]}}, ["x", {}]])
