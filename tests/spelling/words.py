"""Words, and whether they are known: by the French dictionary, or by this project."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cms.foundation.typography import KEPT

# Not words: addresses, names of files and of sites, places to fill in, tags, codes of lessons, names of variables.
SITES = "fr|re|org|com|eu|net|io|gov|info|localhost|h5p|json|csv|pdf|png|md|yaml|py|html|ics|xlsx|ods|webp"
NOT_WORDS = re.compile(
    rf"{KEPT.pattern}|(?:[\w-]+\.)+(?:{SITES})\b[\w/.-]*|\{{\w*\}}|%\(\w+\)[sd]|@\w+|<[^<>]*>|(?<![\w.])[/#:][\w./#-]+"
    r"|\b(?:Q-)?[A-Z]{2,8}-[0-9A-Z]+\b|\b[a-z]+[A-Z]\w*"
)
WORD = re.compile(r"(?<![\w’'-])[^\W\d_]+(?:[’'-][^\W\d_]+)*(?![\w])")
ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)[’']", re.IGNORECASE)


def words_of(text: str) -> Iterator[str]:
    """Every word, with its elision and its hyphens; numbers and what is stuck to one are not words."""
    return iter(WORD.findall(NOT_WORDS.sub(" ", text)))


@dataclass
class Words:
    """The dictionary, and the project's own words and phrases, each noted when it serves."""

    in_dictionary: Callable[[str], bool]
    own: frozenset[str] = frozenset()
    used: set[str] = field(default_factory=set)
    looked_up: int = 0
    _answers: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._phrases = [word for word in self.own if " " in word]

    def unknown(self, text: str) -> list[str]:
        for phrase in self._phrases:
            if phrase.casefold() in text.casefold():
                self.used.add(phrase)
                text = re.sub(re.escape(phrase), " ", text, flags=re.IGNORECASE)
        words = list(words_of(text))
        self.looked_up += len(words)
        return [word for word in words if not self.knows(word)]

    def unused(self) -> list[str]:
        return sorted(self.own - self.used)

    def knows(self, word: str) -> bool:
        if word not in self._answers:
            self._answers[word] = self._looks_up(word)
        return self._answers[word]

    def _looks_up(self, word: str) -> bool:
        """Whole, then after « l’ » or « qu’ », then each side of its hyphens: a compound is right if its words are."""
        if self.in_dictionary(word) or self._is_own(word):
            return True
        if elided := ELISION.match(word):
            return self.knows(word[elided.end() :])
        parts = word.split("-")
        return len(parts) > 1 and all(self.knows(part) for part in parts)

    def _is_own(self, word: str) -> bool:
        """As it is listed; a word listed without capital may begin a sentence."""
        found = self.own & {word, word[0].lower() + word[1:]}
        self.used |= found
        return bool(found)


def read_words(path: Path) -> frozenset[str]:
    """One word, or one phrase in another language, a line."""
    return frozenset(path.read_text(encoding="utf-8").splitlines())


def sorting_key(word: str) -> tuple[str, str]:
    """As a dictionary orders them: accents and capitals come after letters."""
    letters = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    return letters.casefold(), word
