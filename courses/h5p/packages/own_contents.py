"""What a content of our own types gets wrong, in the words of the editor's screens."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from courses.h5p.packages.contents import ENTRY
from courses.h5p.packages.faults import SHOWN, Fault, PackageRefused
from courses.h5p.rules.contents import nested_contents
from courses.h5p.rules.own_contents import Defect, Flaw, Thing, defects_of

LONGEST = 40


def faults_of(library: str, content: dict[str, Any]) -> list[Fault]:
    """Of the content itself and of all that it nests; beyond a hundred, more of them would help nobody."""
    return list(islice(_faults(library, content), SHOWN))


def refuse_faults(library: str, content: dict[str, Any]) -> None:
    """Raise `PackageRefused` if learners would meet something that cannot be done."""
    faults = faults_of(library, content)
    if faults:
        raise PackageRefused(faults)


def _faults(library: str, content: dict[str, Any]) -> Iterator[Fault]:
    for defect in defects_of(library, content):
        entry = entry_of(defect)
        yield Fault(entry[:1].upper() + entry[1:], *reason_and_remedy(defect))
    for place, nested in nested_contents(content):
        for defect in defects_of(nested["library"], nested["params"]):
            part = title_of(nested) or place or ENTRY
            entry = _("« {part} », {entry}").format(part=part, entry=entry_of(defect))
            yield Fault(entry, *reason_and_remedy(defect))


def title_of(nested: dict[str, Any]) -> str:
    metadata = nested.get("metadata")
    title = metadata.get("title") if isinstance(metadata, dict) else None
    return title.strip()[:100] if isinstance(title, str) else ""


def entry_of(defect: Defect) -> str:
    """`question 2, réponse 1`; a list that is too short has the name that it has on the screen."""
    named = [item_label(thing).format(number=number) for thing, number in defect.place]
    if defect.flaw is Flaw.TOO_FEW:
        named.append(list_label(defect.of))
    return ", ".join(named)


def item_label(thing: Thing) -> str:
    return {
        Thing.CATEGORY: _("catégorie {number}"),
        Thing.STATEMENT: _("affirmation {number}"),
        Thing.STEP: _("étape {number}"),
        Thing.QUESTION: _("question {number}"),
        Thing.ANSWER: _("réponse {number}"),
        Thing.OUTCOME: _("issue {number}"),
        Thing.COLUMN: _("colonne {number}"),
        Thing.ROW: _("critère {number}"),
        Thing.LEVEL: _("niveau {number}"),
        Thing.CELL: _("case {number}"),
    }[thing]


def list_label(thing: Thing) -> str:
    return {
        Thing.CATEGORY: _("catégories"),
        Thing.STATEMENT: _("affirmations"),
        Thing.STEP: _("étapes, dans le bon ordre"),
        Thing.QUESTION: _("questions"),
        Thing.ANSWER: _("réponses"),
        Thing.OUTCOME: _("issues"),
        Thing.COLUMN: _("ce que l’on compare"),
        Thing.ROW: _("critères"),
        Thing.LEVEL: _("échelle"),
        Thing.CELL: _("réponses attendues"),
    }[thing]


def reason_and_remedy(defect: Defect) -> tuple[str, str]:
    match defect.flaw:
        case Flaw.TOO_FEW:
            return too_few(defect.of), _("Ajoutez ce qui manque.")
        case Flaw.UNSAID:
            return unsaid(defect.of), number_up_to(defect.count)
        case Flaw.UNKNOWN:
            reason = unknown(defect.of).format(number=shown(defect.number), count=defect.count)
            return reason, number_up_to(defect.count)
        case Flaw.NOWHERE:
            return _("elle ne mène nulle part."), _("Écrivez le numéro d’une question ou d’une issue.")
        case Flaw.CUT_OFF:
            reason = _("aucune réponse n’y mène.")
            if defect.of is Thing.QUESTION:
                reason = _("aucun chemin n’y mène depuis la question 1.")
            return reason, _("Vérifiez les numéros écrits dans les réponses, ou supprimez-la.")
        case Flaw.ENDLESS:
            reason = _("quelles que soient les réponses, on n’arrive à aucune issue.")
            return reason, _("Faites mener à une issue l’une de ses réponses, ou l’une des suivantes.")
        case Flaw.CONTRADICTED:
            reason = _("la case {number} attend un autre niveau pour le même critère et la même colonne.")
            return reason.format(number=defect.number), _("Gardez l’une des deux.")


def too_few(of: Thing) -> str:
    return {
        Thing.CATEGORY: _("il en faut au moins deux."),
        Thing.STATEMENT: _("il en faut au moins une."),
        Thing.STEP: _("il en faut au moins deux."),
        Thing.QUESTION: _("il en faut au moins une."),
        Thing.ANSWER: _("il en faut au moins une."),
        Thing.OUTCOME: _("il en faut au moins une."),
        Thing.COLUMN: _("il faut au moins deux colonnes."),
        Thing.ROW: _("il en faut au moins un."),
        Thing.LEVEL: _("il faut au moins deux niveaux."),
    }[of]


def unsaid(of: Thing) -> str:
    return {
        Thing.CATEGORY: _("le numéro de sa catégorie manque."),
        Thing.ROW: _("le numéro du critère manque."),
        Thing.COLUMN: _("le numéro de la colonne manque."),
        Thing.LEVEL: _("le numéro du niveau manque."),
    }[of]


def unknown(of: Thing) -> str:
    return {
        Thing.CATEGORY: _("la catégorie {number} n’existe pas ; il y en a {count}."),
        Thing.QUESTION: _("la question {number} n’existe pas ; il y en a {count}."),
        Thing.OUTCOME: _("l’issue {number} n’existe pas ; il y en a {count}."),
        Thing.ROW: _("le critère {number} n’existe pas ; il y en a {count}."),
        Thing.COLUMN: _("la colonne {number} n’existe pas ; il y en a {count}."),
        Thing.LEVEL: _("le niveau {number} n’existe pas ; il y en a {count}."),
    }[of]


def number_up_to(count: int) -> str:
    if count == 0:
        return _("Ajoutez ce qui manque, puis écrivez son numéro.")
    if count == 1:
        return _("Écrivez 1, ou ajoutez ce qui manque.")
    return _("Écrivez un numéro de 1 à {count}.").format(count=count)


def shown(number: object) -> str:
    return str(number)[:LONGEST] if isinstance(number, str | int | float) else "?"
