"""An xAPI statement as H5P sends it: what is read of it, and what the server writes in its place.

xAPI 1.0.3 § 2.4 says what a statement holds; the core's own list says which verbs it may use. Who, when, where and on
what are never read: the server knows them. A score is read as what the browser declares, and kept under that name.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, Final

ADL = "http://adlnet.gov/expapi/verbs/"
STREAMS = "http://activitystrea.ms/schema/1.0/"
LIBRARIES = "http://h5p.org/libraries/"
SUB_CONTENT = "http://h5p.org/x-api/h5p-subContentId"
CONTENT_ID = "http://h5p.org/x-api/h5p-local-content-id"

# H5P specification, the list of the core; then the verb of texts that are read to their end.
OF_THE_CORE: Final = (
    "answered", "asked", "attempted", "attended", "commented", "completed", "exited", "experienced", "failed",
    "imported", "initialized", "interacted", "launched", "mastered", "passed", "preferred", "progressed", "registered",
    "responded", "resumed", "scored", "shared", "suspended", "terminated", "voided",
    "downloaded", "copied", "accessed-reuse", "accessed-embed", "accessed-copyright",
)  # fmt: skip
VERBS: Final = {f"{ADL}{name}": name for name in OF_THE_CORE} | {f"{STREAMS}consume": "consumed"}
# What ends a play and is worth a result, when the whole activity says it.
ENDS: Final = frozenset({"answered", "completed", "consumed"})

# xAPI 1.0.3 § 2.4.4.1: the kinds of interactions, and the lists of components that belong to them.
INTERACTIONS: Final = frozenset({
    "true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert", "numeric",
    "other",
})  # fmt: skip
COMPONENTS: Final = ("choices", "scale", "source", "target", "steps")

PART: Final = re.compile(r"[\w.-]{1,64}", re.ASCII)
DURATION: Final = re.compile(r"P(?=[\dT])(\d+([.,]\d+)?W|(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)", re.ASCII)
MOST_EXTENSIONS, MOST_COMPONENTS, MOST_PATTERNS, MOST_LANGUAGES, MOST_CATEGORIES = 30, 300, 100, 10, 5
LONGEST_IRI, LONGEST_TEXT, LONGEST_RESPONSE, LONGEST_EXTENSIONS = 500, 10_000, 100_000, 20_000

NOT_AN_OBJECT = "il faut un objet"
NOT_A_LIST = "il faut une liste"
NOT_A_TEXT = "il faut un texte"
NOT_A_NUMBER = "il faut un nombre fini"
NOT_A_BOOLEAN = "il faut true ou false"
TOO_MANY = "il y en a trop"
TOO_LONG = "ce texte est trop long"
UNKNOWN_VERB = "ce verbe n’est pas de ceux de H5P"
UNKNOWN_KIND = "cette sorte d’interaction n’existe pas"
NOT_AN_IRI = "il faut une adresse complète (IRI)"
NOT_A_PART = "cet identifiant de partie n’est pas valable"


class BadStatement(ValueError):
    """What is refused: where in the statement, and why, in French."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Score:
    """As declared: nothing here was verified."""

    raw: float | None = None
    minimum: float | None = None
    maximum: float | None = None
    scaled: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What is kept of a statement. `part` names the part of the activity that speaks, empty for the whole."""

    verb: str
    verb_id: str
    part: str
    is_child: bool
    parent: str
    definition: dict[str, Any]
    categories: tuple[str, ...]
    score: Score
    success: bool | None
    completion: bool | None
    response: str | None
    duration: str
    extensions: dict[str, Any] = field(default_factory=dict)

    @property
    def ends_the_play(self) -> bool:
        """A part that is answered never changes what the whole is worth."""
        return self.verb in ENDS and not self.is_child


def read_statement(given: object) -> Reading:
    """Raises BadStatement at the first thing that is not as xAPI and H5P say."""
    statement = an_object(given, "statement")
    verb_id = a_text(an_object(statement.get("verb"), "verb").get("id"), "verb.id", LONGEST_IRI)
    if verb_id not in VERBS:
        raise BadStatement("verb.id", UNKNOWN_VERB)
    target = an_object(statement.get("object"), "object")
    definition, part = read_definition(target.get("definition"))
    parents, categories = read_context(statement.get("context"))
    result = an_object(statement.get("result"), "result")
    return Reading(
        verb=VERBS[verb_id],
        verb_id=verb_id,
        part=part,
        is_child=bool(part or parents),
        parent=part_in(parents[0]) if parents else "",
        definition=definition,
        categories=categories,
        score=read_score(result.get("score")),
        success=a_boolean(result.get("success"), "result.success"),
        completion=a_boolean(result.get("completion"), "result.completion"),
        response=read_response(result.get("response")),
        duration=read_duration(result.get("duration")),
        extensions=read_extensions(result.get("extensions"), "result.extensions"),
    )


def read_definition(given: object) -> tuple[dict[str, Any], str]:
    """What the object of the statement is, without the browser's numbers; and the part that it names."""
    place = "object.definition"
    definition = an_object(given, place)
    extensions = read_extensions(definition.get("extensions"), f"{place}.extensions")
    part = extensions.pop(SUB_CONTENT, "")
    extensions.pop(CONTENT_ID, None)
    if part != "" and (not isinstance(part, str) or not PART.fullmatch(part)):
        raise BadStatement(f"{place}.extensions", NOT_A_PART)
    readers: dict[str, Callable[[object, str], Any]] = {"name": read_languages, "description": read_languages}
    readers |= {"type": an_iri, "interactionType": read_kind, "correctResponsesPattern": read_patterns}
    readers |= dict.fromkeys(COMPONENTS, read_components)
    given_ones = {name: read for name, read in readers.items() if definition.get(name) is not None}
    kept = {name: read(definition[name], f"{place}.{name}") for name, read in given_ones.items()}
    return kept | ({"extensions": extensions} if extensions else {}), part


def read_kind(given: object, place: str) -> str:
    kind = a_text(given, place, 40)
    if kind == "compound":  # H5P's own word for what holds several questions: xAPI has none
        return "other"
    if kind not in INTERACTIONS:
        raise BadStatement(place, UNKNOWN_KIND)
    return kind


def read_patterns(given: object, place: str) -> list[str]:
    return [a_text(each, place, LONGEST_TEXT) for each in a_list(given, place, MOST_PATTERNS)]


def read_components(given: object, place: str) -> list[dict[str, Any]]:
    kept = []
    for each in a_list(given, place, MOST_COMPONENTS):
        component = an_object(each, place)
        identifier = component.get("id")
        name = str(identifier) if is_whole(identifier) else a_text(identifier, f"{place}.id", LONGEST_TEXT)
        kept.append({"id": name, "description": read_languages(component.get("description"), f"{place}.description")})
    return kept


def read_languages(given: object, place: str) -> dict[str, str]:
    """xAPI 1.0.3 § 4.2: texts by language."""
    texts = an_object(given, place)
    if len(texts) > MOST_LANGUAGES:
        raise BadStatement(place, TOO_MANY)
    return {a_text(key, place, 35): a_text(text, place, LONGEST_TEXT) for key, text in texts.items()}


def read_context(given: object) -> tuple[list[str], tuple[str, ...]]:
    """The parents that the statement names, and the libraries that it says it comes from."""
    activities = an_object(an_object(given, "context").get("contextActivities"), "context.contextActivities")
    parents = read_activities(activities.get("parent"), "context.contextActivities.parent")
    categories = read_activities(activities.get("category"), "context.contextActivities.category")
    return parents, tuple(each for each in categories if each.startswith(LIBRARIES))


def read_activities(given: object, place: str) -> list[str]:
    """xAPI 1.0.3 § 2.4.6.2: a list, or one activity alone."""
    if given is None:
        return []
    activities = a_list([given] if isinstance(given, Mapping) else given, place, MOST_CATEGORIES)
    return [a_text(an_object(each, place).get("id"), f"{place}.id", LONGEST_IRI) for each in activities]


def part_in(address: str) -> str:
    """The part that an identifier of the core names after `subContentId=`; empty for the whole."""
    _whole, _sign, part = address.partition("subContentId=")
    return part if PART.fullmatch(part) else ""


def read_score(given: object) -> Score:
    score = an_object(given, "result.score")
    numbers = {name: a_number(score.get(name), f"result.score.{name}") for name in ("raw", "min", "max", "scaled")}
    return Score(numbers["raw"], numbers["min"], numbers["max"], numbers["scaled"])


def read_response(given: object) -> str | None:
    """A text for xAPI; some types send a number or a boolean."""
    if isinstance(given, bool):
        return "true" if given else "false"
    if is_whole(given):
        return str(given)
    return None if given is None else a_text(given, "result.response", LONGEST_RESPONSE)


def read_duration(given: object) -> str:
    """ISO 8601; one that is not (some types divide by zero) is left out: it decides nothing."""
    duration = "" if given is None else a_text(given, "result.duration", 100)
    return duration if DURATION.fullmatch(duration) else ""


def read_extensions(given: object, place: str) -> dict[str, Any]:
    extensions = an_object(given, place)
    if len(extensions) > MOST_EXTENSIONS:
        raise BadStatement(place, TOO_MANY)
    if len(json.dumps(extensions, ensure_ascii=False)) > LONGEST_EXTENSIONS:
        raise BadStatement(place, TOO_LONG)
    return {an_iri(key, place): value for key, value in extensions.items()}


def an_object(given: object, place: str) -> Mapping[str, Any]:
    """What is absent counts as empty."""
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise BadStatement(place, NOT_AN_OBJECT)
    return given


def a_list(given: object, place: str, most: int) -> list[Any]:
    if not isinstance(given, list):
        raise BadStatement(place, NOT_A_LIST)
    if len(given) > most:
        raise BadStatement(place, TOO_MANY)
    return given


def a_text(given: object, place: str, longest: int) -> str:
    if not isinstance(given, str):
        raise BadStatement(place, NOT_A_TEXT)
    if len(given) > longest:
        raise BadStatement(place, TOO_LONG)
    return given


def an_iri(given: object, place: str) -> str:
    iri = a_text(given, place, LONGEST_IRI)
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:\S", iri) or any(letter.isspace() for letter in iri):
        raise BadStatement(place, NOT_AN_IRI)
    return iri


def a_number(given: object, place: str) -> float | None:
    """`null` is what JSON makes of a division by zero."""
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int | float) or not isfinite(given):
        raise BadStatement(place, NOT_A_NUMBER)
    return float(given)


def a_boolean(given: object, place: str) -> bool | None:
    if given is not None and not isinstance(given, bool):
        raise BadStatement(place, NOT_A_BOOLEAN)
    return given


def is_whole(given: object) -> bool:
    return isinstance(given, int) and not isinstance(given, bool)
