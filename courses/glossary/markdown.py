"""The glossary as text: one form only, so that reading then writing gives the very file that was read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest

from django.utils.translation import gettext as _

from cms.foundation.formats import Fault, ImportRefused
from courses.glossary import limits
from courses.glossary.rules import MOST_SENTENCES, MOST_WORDS, is_easy

TITLE = re.compile(r"### (\S.*)")
FIELD = re.compile(r"(identifiant|aussi|source) : (\S.*)")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST = {
    "identifiant": limits.SLUG,
    "terme": limits.NAME,
    "définition": limits.DEFINITION,
    "aussi": limits.ALSO,
    "source": limits.SOURCE,
}


@dataclass(frozen=True, slots=True)
class TermDraft:
    """A term outside the database. `line` is where it was read; two equal terms may differ by it."""

    slug: str
    name: str
    definition: str
    also: str = ""
    source: str = ""
    line: int = field(default=0, compare=False)


def parse_terms(text: str, filename: str) -> list[TermDraft]:
    """The terms of a file, in its order. Raises ImportRefused with every fault."""
    reader = _Reader(text, filename)
    terms = reader.read()
    if not reader.faults:
        reader.compare_with(render_terms(terms))
    if reader.faults:
        raise ImportRefused(sorted(reader.faults, key=lambda fault: fault.line))
    return terms


def read_loosely(text: str, filename: str) -> list[TermDraft]:
    """The terms of a file whose form may still have to be put right."""
    reader = _Reader(text, filename)
    terms = reader.read()
    if reader.faults:
        raise ImportRefused(sorted(reader.faults, key=lambda fault: fault.line))
    return terms


def render_terms(terms: Iterable[TermDraft]) -> str:
    """The file in its one form, sorted by identifier."""
    return "\n".join(_term_text(term) for term in sorted(terms, key=lambda term: term.slug))


def _term_text(term: TermDraft) -> str:
    lines = [f"### {term.name}", f"identifiant : {term.slug}"]
    if term.also:
        lines.append(f"aussi : {term.also}")
    if term.source:
        lines.append(f"source : {term.source}")
    return "\n".join([*lines, "", term.definition, ""])


class _Reader:
    def __init__(self, text: str, filename: str) -> None:
        self.filename = filename
        self.lines = text.split("\n")
        self.faults: list[Fault] = []

    def fault(self, line: int, reason: str) -> None:
        self.faults.append(Fault(self.filename, line, reason))

    def read(self) -> list[TermDraft]:
        starts = [index for index, line in enumerate(self.lines) if line.startswith("### ")]
        for number, line in enumerate(self.lines[: starts[0]] if starts else self.lines, start=1):
            if line:
                self.fault(number, _("Commencez un terme par « ### Terme » avant cette ligne."))
        terms = [self._term(start, end) for start, end in zip_longest(starts, starts[1:], fillvalue=len(self.lines))]
        seen: dict[str, int] = {}
        for term in terms:
            if term.slug in seen:
                reason = _("Changez l’identifiant « {slug} » : il est déjà pris à la ligne {line}.")
                self.fault(term.line, reason.format(slug=term.slug, line=seen[term.slug]))
            seen.setdefault(term.slug, term.line)
        return terms

    def _term(self, start: int, end: int) -> TermDraft:
        title = TITLE.fullmatch(self.lines[start].rstrip())
        values = {"terme": title[1] if title else ""}
        for number, raw in enumerate(self.lines[start + 1 : end], start=start + 2):
            line = raw.rstrip(" \t")
            if not line:
                continue
            found = FIELD.fullmatch(line) if "définition" not in values else None
            key, value = (found[1], found[2]) if found else ("définition", line)
            if key in values:
                reason = _("Gardez une seule ligne pour « {key} » dans ce terme.")
                self.fault(number, reason.format(key=key))
            values[key] = value
        for key in ("terme", "identifiant", "définition"):
            if not values.get(key):
                self.fault(start + 1, _("Ajoutez à ce terme : {key}.").format(key=key))
        for key, longest in LONGEST.items():
            if len(values.get(key, "")) > longest:
                self.fault(start + 1, _("Raccourcissez « {key} » à {longest} signes.").format(key=key, longest=longest))
        if not is_easy(values.get("définition", "")):
            reason = _("Raccourcissez la définition : {sentences} phrases et {words} mots au plus.")
            self.fault(start + 1, reason.format(sentences=MOST_SENTENCES, words=MOST_WORDS))
        slug = values.get("identifiant", "")
        if slug and not SLUG.fullmatch(slug):
            self.fault(start + 1, _("Écrivez l’identifiant en minuscules sans accent, avec des tirets."))
        return TermDraft(
            slug,
            values["terme"],
            values.get("définition", ""),
            values.get("aussi", ""),
            values.get("source", ""),
            start + 1,
        )

    def compare_with(self, canonical: str) -> None:
        for line, (given, expected) in enumerate(zip_longest(self.lines, canonical.split("\n")), start=1):
            if given != expected:
                reason = (
                    _("Retirez cette ligne, ou laissez-la vide.")
                    if not expected
                    else _("Écrivez exactement : {expected}").format(expected=expected)
                )
                self.fault(line, reason)
                return
