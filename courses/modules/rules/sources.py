"""Is what a lesson says of the 2017 report really in it? Quotations, figures, and sentences taken without saying so.

The report is a text of one paragraph a line, with its headings: « 3.2.1.2. Title », « Encadré 3 : », « Tableau 1 : »,
« Proposition n° 5 : ». It is not shipped with the platform.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

RUN = 12  # words in a row that two authors do not write by chance

SECTION = re.compile(r"(\d(?:\.\d){1,5})\.\s+\S")
BOX = re.compile(r"(Encadré|Tableau|Graphique)\s+(\d+)\s*:", re.IGNORECASE)
PROPOSAL = re.compile(r"Propositions?\s+(?:n°\s*)?(\d+)\b.*?:", re.IGNORECASE)
FIRST_SECTION = "1.1"
PARTS = {"SYNTHESE": "synthèse", "INTRODUCTION": "introduction"}

IN_REFERENCE = re.compile(
    r"§\s*(?P<sections>\d(?:\.\d)*(?:\s*(?:,|et)\s*\d(?:\.\d)+)*)"
    r"|(?P<box>encadré|tableau|graphique)s?\s+(?P<boxes>\d+(?:\s*(?:,|et)\s*\d+)*)"
    r"|propositions?\s+n°\s*(?P<proposals>\d+(?:\s*(?:,|et)\s*\d+)*)"
    r"|(?P<part>synthèse|introduction)",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:,\d+)?")
WORD = re.compile(r"[^\W_]+")
QUOTED = re.compile(r"«[^«»]*»")
CHARACTERS = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "–": "-", "—": "-", "‑": "-"})
QUOTES = str.maketrans(dict.fromkeys('«»“”"'))


@dataclass(frozen=True, slots=True)
class Claim:
    """What a lesson says to be in the report: a quotation (`text`), or the figures of a block (`numbers`)."""

    place: str
    reference: str
    text: str = ""
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What was not found. `number`: the figure, when it is one; `admitted`: why it may stay."""

    place: str
    reason: str
    number: str = ""
    admitted: str = ""


class Report:
    """The report, cut into its parts."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        self.whole = plain(text)
        self.parts: dict[str, str] = {}
        self._cut()

    def _cut(self) -> None:
        marks = list(self._marks())
        for place, (start, kind, name) in enumerate(marks):
            following = marks[place + 1 :]
            end = next((at for at, other, label in following if ends_at(kind, name, other, label)), len(self.lines))
            key = f"{kind} {name}"
            self.parts[key] = " ".join([self.parts.get(key, ""), plain(" ".join(self.lines[start:end]))])

    def _marks(self) -> Iterator[tuple[int, str, str]]:
        for at, line in enumerate(self.lines):
            text = line.strip()
            if text in PARTS:
                yield at, "part", PARTS[text]
            elif found := SECTION.match(text):
                yield at, "section", found[1]
            elif found := BOX.match(text):
                yield at, found[1].lower(), found[2]
            elif found := PROPOSAL.match(text):
                for number in re.findall(r"\d+", found[0]):
                    yield at, "proposition", number

    def passages(self, reference: str) -> list[str]:
        """The parts that a reference names; none when it names none that the text has."""
        return [self.parts[key] for key in named_in(reference) if key in self.parts]

    def runs(self) -> frozenset[tuple[str, ...]]:
        return frozenset(runs_of(words_of(self.whole)))


def ends_at(kind: str, name: str, other: str, label: str) -> bool:
    """Whether a part of the report ends where another begins: a section holds its own, a box holds nothing."""
    if kind == "section":
        return other == "section" and not label.startswith(f"{name}.")
    if kind == "part":
        return other == "part" or (other == "section" and label == FIRST_SECTION)
    return True


def named_in(reference: str) -> Iterator[str]:
    """« § 3.2.1.2 et 3.2.2 ; Encadré 3 » as the keys of the report's parts."""
    for found in IN_REFERENCE.finditer(reference):
        if found["sections"]:
            yield from (f"section {number}" for number in re.findall(r"\d(?:\.\d)*", found["sections"]))
        elif found["boxes"]:
            yield from (f"{found['box'].lower()} {number}" for number in re.findall(r"\d+", found["boxes"]))
        elif found["proposals"]:
            yield from (f"proposition {number}" for number in re.findall(r"\d+", found["proposals"]))
        else:
            yield f"part {found['part'].lower()}"


def findings(report: Report, claims: Iterable[Claim]) -> Iterator[Finding]:
    """Every claim that the part it names does not hold, with where it is instead if it is anywhere."""
    for claim in claims:
        passages = report.passages(claim.reference)
        if not passages:
            yield Finding(claim.place, f"référence introuvable dans le rapport\u00a0: {claim.reference}")
            continue
        here = " ".join(passages)
        if claim.text and plain(claim.text) not in here:
            where = "ailleurs dans le rapport" if plain(claim.text) in report.whole else "nulle part"
            yield Finding(claim.place, f"citation trouvée {where}\u00a0: {claim.text}")
        known = numbers_of(here)
        for number in claim.numbers:
            if number not in known:
                where = "ailleurs dans le rapport" if number in numbers_of(report.whole) else "nulle part"
                yield Finding(claim.place, f"nombre trouvé {where}\u00a0: {number} ({claim.reference})", number)


def copied(report_runs: frozenset[tuple[str, ...]], texts: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Places and texts that share twelve words in a row with the report outside « quotation marks »."""
    for place, text in texts:
        for stretch in QUOTED.split(text):
            shared = next((run for run in runs_of(words_of(plain(stretch))) if run in report_runs), None)
            if shared:
                yield Finding(place, f"{RUN} mots du rapport sans guillemets\u00a0: {' '.join(shared)}")


def plain(text: str) -> str:
    """One space, straight apostrophes, no quotation mark, small letters: what typography may change."""
    text = unicodedata.normalize("NFC", text).translate(CHARACTERS).translate(QUOTES)
    return re.sub(r"\s+", " ", text).strip().casefold()


def numbers_of(text: str) -> frozenset[str]:
    """Every figure, without the spaces between thousands."""
    return frozenset(found.replace(" ", "") for found in NUMBER.findall(plain(text).replace(".", ",")))


def words_of(text: str) -> list[str]:
    return WORD.findall(text)


def runs_of(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))
