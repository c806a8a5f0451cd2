"""The YAML file of a pathway: what it says, and where it is wrong.

The keys are those of `docs/format-module.md`. Reading never touches the database: codes of modules,
lessons and activities are only words here, with the line they stand on.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.utils.translation import gettext as _

from cms.accounts.models import Audience
from cms.foundation.formats import Fault, ImportRefused
from courses.pathways import limits

LONGEST = {
    "titre": limits.TITLE,
    "résumé": limits.SUMMARY,
    "promesse": limits.PROMISE,
    "version": limits.VERSION,
    "avertissement": limits.SUMMARY,
    "consigne": limits.INSTRUCTIONS,
    "aide": limits.ADVICE,
}
NEEDED = ("titre", "version", "consigne")
OPTIONAL = ("résumé", "promesse", "version-courte", "avertissement", "productions")
PATHWAY_KEYS = ("code", "public", "titre", "version", "modules", *OPTIONAL)
LESSON_KEYS = ("obligatoires", "conseillées")
ACTIVITY_KEYS = ("activités", "activités-conseillées")
ASSIGNMENT_KEYS = ("code", "titre", "demande", "consigne", "parties")
PART_KEYS = ("code", "titre", "aide", "mots", "facultative")
MODULE_KEYS = ("module", "seuil", "faciles", "moyennes", "exigeantes", *LESSON_KEYS, *ACTIVITY_KEYS)


@dataclass(frozen=True, slots=True)
class LessonDraft:
    code: str
    line: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    code: str
    line: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class ModuleDraft:
    code: str
    threshold_percent: int
    easy: int
    medium: int
    hard: int
    required: tuple[LessonDraft, ...]
    advised: tuple[LessonDraft, ...]
    activities: tuple[ActivityDraft, ...] = ()
    advised_activities: tuple[ActivityDraft, ...] = ()
    line: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class PartDraft:
    code: str
    title: str
    advice: str = ""
    most_words: int | None = None
    is_optional: bool = False
    line: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class AssignmentDraft:
    """A production that the pathway asks for."""

    code: str
    title: str
    instructions: str
    parts: tuple[PartDraft, ...]
    is_required: bool = True
    line: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class PathwayDraft:
    """A pathway as a file says it. Two drafts that say the same are equal, wherever their lines are."""

    slug: str
    audience: str
    title: str
    summary: str
    promise: str
    version: str
    note: str
    modules: tuple[ModuleDraft, ...]
    is_short: bool = False
    assignments: tuple[AssignmentDraft, ...] = ()
    line: int = field(compare=False, default=0)


def parse_pathway(text: str, filename: str) -> PathwayDraft:
    """Read the file.

    Raises ImportRefused with all its faults, in reading order.
    """
    reader = Reader(filename)
    draft = reader.read(text)
    if reader.faults or draft is None:
        raise ImportRefused(sorted(reader.faults, key=lambda fault: fault.line))
    return draft


class Reader:
    """Walks the YAML nodes, which know their lines, and collects faults instead of stopping at the first."""

    def __init__(self, filename: str) -> None:
        self.filename = filename
        self.faults: list[Fault] = []

    def read(self, text: str) -> PathwayDraft | None:
        try:
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            self.faults.append(Fault(self.filename, line, _("ce n’est pas du YAML lisible.")))
            return None
        except yaml.YAMLError:
            self.faults.append(Fault(self.filename, 1, _("ce n’est pas du YAML lisible.")))
            return None
        entries = self.mapping(root, PATHWAY_KEYS, optional=OPTIONAL)
        if entries is None:
            return None
        rows = self.sequence(entries.get("modules"), required=True)
        asked = self.sequence(entries.get("productions"))
        return PathwayDraft(
            slug=self.slug(entries.get("code")),
            audience=self.audience(entries.get("public")),
            title=self.text(entries, "titre"),
            summary=self.text(entries, "résumé"),
            promise=self.text(entries, "promesse"),
            version=self.text(entries, "version"),
            note=self.text(entries, "avertissement"),
            modules=self.once([draft for row in rows if (draft := self.module(row))]),
            is_short=self.yes(entries.get("version-courte")),
            assignments=self.once([wanted for row in asked if (wanted := self.assignment(row))]),
            line=line_of(root),
        )

    def module(self, node: yaml.Node) -> ModuleDraft | None:
        entries = self.mapping(node, MODULE_KEYS, optional=("conseillées", *ACTIVITY_KEYS))
        if entries is None:
            return None
        counts = {name: self.number(entries.get(name), 0, 60) for name in ("faciles", "moyennes", "exigeantes")}
        if not any(counts.values()):
            self.fault(node, _("le nombre de questions est nul."))
        required = self.lessons(entries.get("obligatoires"))
        advised = self.lessons(entries.get("conseillées"))
        self.once([*required, *advised])
        activities = self.activities(entries.get("activités"))
        advised_activities = self.activities(entries.get("activités-conseillées"))
        self.once([*activities, *advised_activities])
        return ModuleDraft(
            code=self.word(entries.get("module")),
            threshold_percent=self.number(entries.get("seuil"), 1, 100),
            easy=counts["faciles"],
            medium=counts["moyennes"],
            hard=counts["exigeantes"],
            required=required,
            advised=advised,
            activities=activities,
            advised_activities=advised_activities,
            line=line_of(node),
        )

    def assignment(self, node: yaml.Node) -> AssignmentDraft | None:
        entries = self.mapping(node, ASSIGNMENT_KEYS, optional=("demande",))
        if entries is None:
            return None
        rows = self.sequence(entries.get("parties"), required=True)
        if len(rows) > limits.PARTS:
            self.fault(rows[limits.PARTS], _("une production a {most} parties au plus.").format(most=limits.PARTS))
        return AssignmentDraft(
            code=self.slug(entries.get("code")),
            title=self.text(entries, "titre"),
            instructions=self.text(entries, "consigne"),
            parts=self.once([draft for row in rows if (draft := self.part(row))]),
            is_required=self.demand(entries.get("demande")),
            line=line_of(node),
        )

    def part(self, node: yaml.Node) -> PartDraft | None:
        entries = self.mapping(node, PART_KEYS, optional=("aide", "mots", "facultative"))
        if entries is None:
            return None
        words = entries.get("mots")
        return PartDraft(
            code=self.slug(entries.get("code")),
            title=self.text(entries, "titre"),
            advice=self.text(entries, "aide"),
            most_words=self.number(words, limits.FEWEST_WORDS, limits.MOST_WORDS) if words else None,
            is_optional=self.yes(entries.get("facultative")),
            line=line_of(node),
        )

    def lessons(self, node: yaml.Node | None) -> tuple[LessonDraft, ...]:
        return tuple(LessonDraft(self.word(item), line_of(item)) for item in self.sequence(node))

    def activities(self, node: yaml.Node | None) -> tuple[ActivityDraft, ...]:
        return tuple(ActivityDraft(self.word(item), line_of(item)) for item in self.sequence(node))

    def once(self, drafts: list[Any]) -> tuple[Any, ...]:
        """Refuse the second draft that carries a code already met."""
        met: set[str] = set()
        for draft in drafts:
            if draft.code and draft.code in met:
                reason = _("« {code} » est écrit deux fois.").format(code=draft.code)
                self.faults.append(Fault(self.filename, draft.line, reason))
            met.add(draft.code)
        return tuple(drafts)

    def mapping(
        self, node: yaml.Node | None, keys: tuple[str, ...], optional: tuple[str, ...]
    ) -> dict[str, yaml.Node] | None:
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, _("on attend des lignes « clé : valeur »."))
            return None
        entries: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if key.value not in keys:
                self.fault(key, _("la clé « {key} » n’est pas connue.").format(key=key.value))
            elif key.value in entries:
                self.fault(key, _("la clé « {key} » est écrite deux fois.").format(key=key.value))
            else:
                entries[key.value] = value
        for key in keys:
            if key not in entries and key not in optional:
                self.fault(node, _("la clé « {key} » manque.").format(key=key))
        return entries

    def sequence(self, node: yaml.Node | None, required: bool = False) -> list[yaml.Node]:
        if isinstance(node, yaml.SequenceNode) and (node.value or not required):
            return list(node.value)
        if node is not None:
            self.fault(node, _("on attend une liste."))
        return []

    def scalar(self, node: yaml.Node | None, is_right: Callable[[str], bool], reason: str) -> str:
        """The text of a node that may be missing (already told) but not wrong."""
        if node is None:
            return ""
        if isinstance(node, yaml.ScalarNode) and is_right(node.value.strip()):
            return node.value.strip()
        self.fault(node, reason)
        return ""

    def word(self, node: yaml.Node | None) -> str:
        return self.scalar(node, bool, _("on attend un code."))

    def text(self, entries: dict[str, yaml.Node], key: str) -> str:
        longest = LONGEST[key]
        reason = _("« {key} » est un texte de {longest} signes au plus.").format(key=key, longest=longest)
        least = 1 if key in NEEDED else 0
        return self.scalar(entries.get(key), lambda text: least <= len(text) <= longest, reason)

    def slug(self, node: yaml.Node | None) -> str:
        def is_slug(text: str) -> bool:
            return (
                text.isascii() and text.replace("-", "").isalnum() and text == text.lower() and len(text) <= limits.CODE
            )

        return self.scalar(node, is_slug, _("le code s’écrit en minuscules sans accent, chiffres et traits d’union."))

    def audience(self, node: yaml.Node | None) -> str:
        reason = _("le public est l’un de : {values}.").format(values=", ".join(Audience.values))
        return self.scalar(node, lambda text: text in Audience.values, reason)

    def demand(self, node: yaml.Node | None) -> bool:
        """Whether what is asked is required, as it is when nothing is said."""
        words = ("obligatoire", "conseillée")
        return self.scalar(node, words.__contains__, _("on attend « obligatoire » ou « conseillée ».")) != words[1]

    def yes(self, node: yaml.Node | None) -> bool:
        return self.scalar(node, lambda text: text in ("oui", "non"), _("on attend « oui » ou « non ».")) == "oui"

    def number(self, node: yaml.Node | None, least: int, most: int) -> int:
        reason = _("on attend un nombre entier de {least} à {most}.").format(least=least, most=most)

        def is_right(text: str) -> bool:
            return text.isascii() and text.isdigit() and least <= int(text) <= most

        return int(self.scalar(node, is_right, reason) or least)

    def fault(self, node: yaml.Node | None, reason: str) -> None:
        self.faults.append(Fault(self.filename, line_of(node), reason))


def line_of(node: yaml.Node | None) -> int:
    return node.start_mark.line + 1 if node else 1
