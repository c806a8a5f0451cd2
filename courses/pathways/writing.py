"""A pathway written as a YAML file, always in the same bytes: keys in the order of the format, one item a line."""

import json
from collections.abc import Iterable, Iterator, Sequence

import yaml

from courses.pathways.format import AssignmentDraft, ModuleDraft, PartDraft, PathwayDraft


def write_pathway(draft: PathwayDraft) -> str:
    """Read again by `parse_pathway`, it gives an equal draft."""
    return "".join(f"{line}\n" for line in lines_of(draft))


def lines_of(draft: PathwayDraft) -> Iterator[str]:
    yield f"code: {scalar(draft.slug)}"
    yield f"public: {scalar(draft.audience)}"
    yield f"titre: {scalar(draft.title)}"
    if draft.summary:
        yield f"résumé: {scalar(draft.summary)}"
    if draft.promise:
        yield f"promesse: {scalar(draft.promise)}"
    yield f"version: {json.dumps(draft.version, ensure_ascii=False)}"
    if draft.is_short:
        yield "version-courte: oui"
    if draft.note:
        yield f"avertissement: {scalar(draft.note)}"
    yield "modules:"
    for module in draft.modules:
        yield from item(module_lines(module))
    if draft.assignments:
        yield "productions:"
        for assignment in draft.assignments:
            yield from item(assignment_lines(assignment))


def module_lines(module: ModuleDraft) -> Iterator[str]:
    yield f"module: {scalar(module.code)}"
    yield f"seuil: {module.threshold_percent}"
    yield f"faciles: {module.easy}"
    yield f"moyennes: {module.medium}"
    yield f"exigeantes: {module.hard}"
    yield from codes("obligatoires", [lesson.code for lesson in module.required])
    yield from codes("conseillées", [lesson.code for lesson in module.advised])
    if module.activities:
        yield from codes("activités", [asked.code for asked in module.activities])
    if module.advised_activities:
        yield from codes("activités-conseillées", [asked.code for asked in module.advised_activities])


def assignment_lines(assignment: AssignmentDraft) -> Iterator[str]:
    yield f"code: {scalar(assignment.code)}"
    yield f"titre: {scalar(assignment.title)}"
    if not assignment.is_required:
        yield "demande: conseillée"
    yield from text("consigne", assignment.instructions)
    yield "parties:"
    for part in assignment.parts:
        yield from item(part_lines(part))


def part_lines(part: PartDraft) -> Iterator[str]:
    yield f"code: {scalar(part.code)}"
    yield f"titre: {scalar(part.title)}"
    if part.advice:
        yield from text("aide", part.advice)
    if part.most_words is not None:
        yield f"mots: {part.most_words}"
    if part.is_optional:
        yield "facultative: oui"


def item(lines: Iterable[str]) -> Iterator[str]:
    """The lines of one mapping of a list."""
    for place, line in enumerate(lines):
        yield f"{'    ' if place else '  - '}{line}" if line else ""


def codes(key: str, named: Sequence[str]) -> Iterator[str]:
    yield f"{key}:" if named else f"{key}: []"
    for code in named:
        yield f"  - {scalar(code)}"


def text(key: str, value: str) -> Iterator[str]:
    """On the line of its key when it holds in one, else as a block that keeps its lines."""
    if "\n" not in value:
        yield f"{key}: {scalar(value)}"
        return
    yield f"{key}: |"
    for line in value.split("\n"):
        yield f"  {line}" if line else ""


def scalar(value: str) -> str:
    """Plain when YAML reads it back as the same words, else between quotes."""
    try:
        is_plain = yaml.safe_load(f"clé: {value}") == {"clé": value}
    except yaml.YAMLError:
        is_plain = False
    return value if is_plain else json.dumps(value, ensure_ascii=False)
