"""How easy a French text is to read, from 0 (very hard) to 100 (very easy).

The measure is Flesch's reading ease as Kandel and Moles set it for French (« Application de l’indice de Flesch à la
langue française », Cahiers d’études de radio-télévision, 19, 1958): 207, less 1.015 × words in a sentence, less
73.6 × syllables in a word. From 60 on, a text is for everybody; below 30, for those who study. It sees long sentences
and long words; it sees neither what a reader already knows, nor whether a text is true.

An elided word counts with the next one. Syllables are counted on the letters: a group of vowels is one, an `e` at the
end is mute, one inside is not, and a figure is one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

BASE: Final = 207.0
A_WORD_IN_A_SENTENCE: Final = 1.015
A_SYLLABLE_IN_A_WORD: Final = 73.6

# Below so many words, one long word weighs more than the way a paragraph is written.
FEWEST_WORDS: Final = 20
# A summary of thirty seconds is for everybody: « fairly easy » on Flesch's scale, and one breath a sentence.
EASY: Final = 70.0
LONGEST_SENTENCE: Final = 20

WORD: Final = re.compile(r"[^\W_](?:[\w’'‑-]|[.,](?=\d))*")
# A sentence ends on a sign that a capital, a figure or an opening mark follows, unless the full stop abbreviates.
END: Final = re.compile(r"(?<=[.!?…])\s*[»)]?\s+(?=[«(“\d]|[^\W\d_a-zà-öø-ÿœ])")
ABBREVIATED: Final = re.compile(r"(?:\b(?:art|p|pp|cf|ex|av|env|vol|Cass|crim|MM?|Mme|[A-Z])\.|n°)$")

VOWEL: Final = "aeiouyàâéèêëîïôöûùüœæ"
VOWELS: Final = re.compile(rf"[{VOWEL}]+")
SILENT_U: Final = re.compile(r"(?<=q)u|(?<=g)u(?=[eéèêiîy])")
SILENT_E: Final = re.compile(r"(?<=g)e(?=[aoâô])|(?<=.)es?$|(?<=.)ent$")
# Endings in « -ent » that are heard: « moment », « vient », and a few words; elsewhere it is the mark of a verb.
HEARD: Final = re.compile(
    r"(?:[mi]|réqu|séqu|sid|cid|vid|tell|cell|lig|val|rér|cohér|adhér|par|pér|concurr|néfic|tin|man|évén)ent$"
    r"|^(?:l|d|v|c|ag|arg|urg|réc|souv|abs|acc|fér|différ|tal|cont)ent$"
)
# Vowels that meet and do not melt: « ré-alité », « co-opérer », « po-ésie », « cli-ent », « ha-ïr »; and « mo-yen ».
MEETING: Final = re.compile(
    rf"(?<=é)(?=[{VOWEL}])|(?<=[aou])(?=[éè])|(?<=[{VOWEL}])(?=[ïëü])|(?<=o)(?=[oa])"
    rf"|(?<=[bcdfgptv][lr][iu])(?=[{VOWEL}])"
)
GLIDE: Final = re.compile(rf"y(?=[{VOWEL}])")


@dataclass(frozen=True, slots=True)
class Ease:
    """What a text is made of. `longest`: its longest sentence."""

    words: int
    sentences: int
    syllables: int
    longest: str

    @property
    def score(self) -> float:
        """Kandel and Moles' reading ease; as easy as can be when there is nothing to read."""
        if not self.words:
            return BASE
        length, weight = self.words / self.sentences, self.syllables / self.words
        return BASE - A_WORD_IN_A_SENTENCE * length - A_SYLLABLE_IN_A_WORD * weight

    @property
    def is_easy(self) -> bool:
        """Easy enough for a summary of thirty seconds."""
        return self.score >= EASY and len(words_of(self.longest)) <= LONGEST_SENTENCE


def ease_of(paragraphs: Iterable[str]) -> Ease:
    """The ease of a text: what ends a paragraph ends a sentence."""
    sentences = [sentence for paragraph in paragraphs for sentence in sentences_of(paragraph)]
    words = [word for sentence in sentences for word in words_of(sentence)]
    longest = max(sentences, key=lambda sentence: len(words_of(sentence)), default="")
    return Ease(len(words), len(sentences), sum(map(syllables, words)), longest)


def sentences_of(paragraph: str) -> list[str]:
    """The sentences of a paragraph that hold a word."""
    sentences, start = list[str](), 0
    for end in END.finditer(paragraph):
        if not ABBREVIATED.search(paragraph, start, end.start()):
            sentences.append(paragraph[start : end.end()].strip())
            start = end.end()
    return [sentence for sentence in [*sentences, paragraph[start:].strip()] if WORD.search(sentence)]


def words_of(text: str) -> list[str]:
    return WORD.findall(text)


def syllables(word: str) -> int:
    """At least one a word; one for each sign of an acronym that cannot be read, or of a number."""
    return max(1, sum(_syllables_of(part) for part in re.split("[’'‑-]", word)))


def _syllables_of(part: str) -> int:
    letters = part.lower()
    if any(sign.isdigit() for sign in part) or (part.isupper() and not VOWELS.search(letters)):
        return sum(sign.isalnum() for sign in part)
    letters = SILENT_U.sub("", letters)
    if not letters.endswith("ent") or not HEARD.search(letters):
        shorter = SILENT_E.sub("", letters)
        letters = shorter if VOWELS.search(shorter) else letters
    return len(VOWELS.findall(MEETING.sub("-", GLIDE.sub("-", letters))))
