"""What people read in our text files, line by line: without keys, marks, identifiers or addresses.

For those who proofread: it reads a canonical file, in which a text is never folded, and refuses nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import yaml

from courses.modules.openformat.folder import GLOSSARY, QUESTIONS
from courses.modules.openformat.texts import FENCE

BRIEF: Final = "brief"
PARAGRAPH: Final = "paragraph"
LINE: Final = "line"

Kind = Literal["brief", "paragraph", "line"]

HEADER: Final = "---"
# Keys whose values are names or numbers, blocks that hold nothing else, and keys that hold sentences.
NAMES: Final = frozenset(
    {"code", "numéro", "minutes", "minutes-courtes", "version", "fichier", "forme", "date", "obligatoire", "seuil"}
    | {"public", "module", "leçon", "obligatoires", "conseillées", "activités", "nombres"}
)
LISTS_OF_NAMES: Final = frozenset({"mots", "questions"})
PROSE: Final = frozenset({"texte", "introduction", "compte", "lecture", "consigne", "idées", "faire", "éviter"})
# What a block says is ours to make easy, unless the words are another's.
KINDS: Final[dict[str, Kind]] = {"en-bref": BRIEF, "citation": LINE}
READ_IN_A_QUESTION: Final = frozenset({"objectif", "référence", "énoncé"})
READ_IN_A_TERM: Final = frozenset({"aussi", "source"})
NOT_READ_IN_AN_ACTIVITY: Final = frozenset({"library", "language", "verdict"})
PARAGRAPHS_OF_AN_ACTIVITY: Final = frozenset({"instruction", "introduction", "explanation", "prompt", "text", "help"})

ENTRY: Final = re.compile(r"(?P<dashes>\s*(?:- )*)(?:(?P<key>[^\W\d][\w-]*):(?: |$))?(?P<value>.*)")
FIELD: Final = re.compile(r"(?P<key>\w+) : (?P<value>.*)")
TERM_FIELD: Final = re.compile(r"(?P<key>identifiant|aussi|source) : (?P<value>.*)")
OPTION: Final = re.compile(r"- \[[ x\d]\] (?P<value>.*)")
JSON_LINE: Final = re.compile(r'\s*(?:"(?P<key>\w+)": )?"(?P<value>(?:[^"\\]|\\.)*)",?')
LIST_MARK: Final = re.compile(r"^\s*(?:[-*+]|\d+\.) ")
HEADING: Final = re.compile(r"^#+ ")
LINK: Final = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")
CODE_FENCE: Final = re.compile(r"\s*(?:```|~~~)")
CODE: Final = re.compile(r"`[^`]*`")
EMPHASIS: Final = re.compile(r"\\(?=[^\w\s])|\*+")


@dataclass(frozen=True, slots=True)
class Passage:
    """One line that people read, as they read it; `number` is its line in the file."""

    number: int
    text: str
    kind: Kind = LINE


def passages_of(path: Path) -> Iterator[Passage]:
    """What a file of ours says, whatever its kind: lesson, module, question bank, glossary, pathway, activity, page."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        found = in_activity(text)
    elif path.suffix == ".yaml":
        found = in_mapping(list(enumerate(text.splitlines(), start=1)), "")
    elif path.name == QUESTIONS:
        found = in_questions(text)
    elif path.name == GLOSSARY:
        found = in_glossary(text)
    else:
        found = in_lesson(text)
    return (passage for passage in found if passage.text)


def in_lesson(text: str) -> Iterator[Passage]:
    """A lesson, a module, or any page of Markdown: the header, the blocks, and the text between them."""
    name, gathered, is_code = "", list[tuple[int, str]](), False
    for number, line in enumerate(text.splitlines(), start=1):
        fence = None if is_code else FENCE.fullmatch(line)
        if fence or (line == HEADER and (number == 1 or name == HEADER)):
            yield from in_mapping(gathered, name)
            name = (fence["name"] or "") if fence else HEADER if number == 1 else ""
            gathered = []
        elif name:
            gathered.append((number, line))
        elif CODE_FENCE.match(line):
            is_code = not is_code
        elif not is_code:
            yield from in_markdown(number, line)


def in_markdown(number: int, line: str) -> Iterator[Passage]:
    """One line of Markdown: a paragraph, unless it is a heading or the row of a table."""
    if line.lstrip().startswith("|"):
        yield from (Passage(number, shown(cell).strip(":- ")) for cell in line.split("|"))
    elif HEADING.match(line):
        yield Passage(number, shown(HEADING.sub("", line)))
    else:
        yield Passage(number, shown(LIST_MARK.sub("", line)), PARAGRAPH)


def in_mapping(lines: list[tuple[int, str]], block: str) -> Iterator[Passage]:
    """The values of a mapping in its one form: « key: value », « - value », and lines below a `|`."""
    if block in LISTS_OF_NAMES:
        return
    prose: Kind = KINDS.get(block, PARAGRAPH)
    literal, key = -1, ""
    for number, line in lines:
        if literal >= 0 and (not line or len(line) - len(line.lstrip()) > literal):
            yield Passage(number, shown(LIST_MARK.sub("", line)), prose)
            continue
        entry = ENTRY.fullmatch(line)
        if entry is None or line.startswith("#"):
            continue
        key = entry["key"] or key
        literal = len(entry["dashes"]) if entry["value"] == "|" else -1
        if literal < 0 and key not in NAMES:
            yield Passage(number, shown(unquoted(entry["value"])), prose if key in PROSE else LINE)


def in_questions(text: str) -> Iterator[Passage]:
    """A bank: what is asked, what may be answered, what is said of each answer."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("### "):
            continue
        if line.startswith("## "):
            yield Passage(number, line.removeprefix("## "))
        elif option := OPTION.fullmatch(line):
            yield from (Passage(number, part.strip()) for part in option["value"].split("=>"))
        elif line.startswith("  > "):
            yield Passage(number, line.removeprefix("  > "), PARAGRAPH)
        elif not (field := FIELD.fullmatch(line)):
            yield Passage(number, line, PARAGRAPH)
        elif field["key"] in READ_IN_A_QUESTION:
            yield Passage(number, field["value"], PARAGRAPH if field["key"] == "énoncé" else LINE)


def in_glossary(text: str) -> Iterator[Passage]:
    """The terms, their other names, their sources, their definitions."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("### "):
            yield Passage(number, line.removeprefix("### "))
        elif not (field := TERM_FIELD.fullmatch(line)):
            yield Passage(number, line, PARAGRAPH)
        elif field["key"] in READ_IN_A_TERM:
            yield Passage(number, field["value"])


def in_activity(text: str) -> Iterator[Passage]:
    """The source of an H5P activity, one key a line."""
    for number, line in enumerate(text.splitlines(), start=1):
        if (found := JSON_LINE.fullmatch(line)) and found["key"] not in NOT_READ_IN_AN_ACTIVITY:
            kind: Kind = PARAGRAPH if found["key"] in PARAGRAPHS_OF_AN_ACTIVITY else LINE
            yield Passage(number, unquoted(f'"{found["value"]}"'), kind)


def shown(text: str) -> str:
    """Markdown as it is shown: links without their address, « … » for code, no mark of emphasis."""
    return EMPHASIS.sub("", LINK.sub(r"\1", CODE.sub("…", text))).strip()


def unquoted(value: str) -> str:
    """A value of YAML or JSON without its quotation marks."""
    return str(yaml.safe_load(value)) if value.startswith(('"', "'")) else value
