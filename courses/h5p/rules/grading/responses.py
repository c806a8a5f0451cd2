"""Responses as H5P writes them in xAPI statements: `[,]` between answers, `[.]` inside a pair (xAPI 1.0.3 § 4.1.1)."""

import re
from collections.abc import Iterator, Sequence

from courses.h5p.rules.grading.outcomes import Refused

ANSWERS, PAIR = "[,]", "[.]"
LONGEST = 100_000

UNREADABLE = "la réponse n’a pas la forme attendue"
OUT_OF_RANGE = "la réponse désigne un choix qui n’existe pas"
REPEATED = "la réponse désigne deux fois le même choix"
TOO_MANY = "la réponse compte plus de choix que la question n’en admet"


def written(response: object) -> str | None:
    """A response as text; some types send a number. None when it is neither."""
    if response is None:
        return ""
    if isinstance(response, bool):
        return "true" if response else "false"
    if isinstance(response, int):
        return str(response) if 0 <= response < LONGEST else None
    if isinstance(response, float):
        return str(int(response)) if response.is_integer() and 0 <= response < LONGEST else None
    return response if isinstance(response, str) and len(response) <= LONGEST else None


def parts(response: str) -> list[str]:
    return response.split(ANSWERS) if response else []


def index(word: str, size: int, prefix: str = "") -> int:
    """`index("e3", 5, "e")` is 3."""
    match = re.fullmatch(rf"{prefix}([0-9]{{1,6}})", word)
    if match is None:
        raise Refused(UNREADABLE)
    if (place := int(match[1])) >= size:
        raise Refused(OUT_OF_RANGE)
    return place


def indexes(response: str, size: int, prefix: str = "") -> list[int]:
    """Places in a list of `size`, each at most once, in the order of the response."""
    places = [index(word, size, prefix) for word in parts(response)]
    if len(set(places)) != len(places):
        raise Refused(REPEATED)
    return places


def tuples(response: str, sizes: Sequence[tuple[str, int]]) -> Iterator[tuple[int, ...]]:
    """`tuples("e0[.]c1", [("e", 3), ("c", 2)])` gives (0, 1)."""
    for part in parts(response):
        words = part.split(PAIR)
        if len(words) != len(sizes):
            raise Refused(UNREADABLE)
        yield tuple(index(word, size, prefix) for word, (prefix, size) in zip(words, sizes, strict=True))
