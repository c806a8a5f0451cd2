"""Questions made of a text: blanks to fill, words to drag, words to mark. Cut as the browser cuts them."""

import html
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from courses.h5p.rules.grading.outcomes import Answer, Key, Refused, Worth
from courses.h5p.rules.grading.reading import SPACES, mapping, sequence, text, text_nodes, trim
from courses.h5p.rules.grading.responses import ANSWERS, REPEATED, indexes

WRONG_COUNT = "le nombre de réponses n’est pas celui des champs du texte"
LONGEST_BLANK = 1_000


# --- Blanks: `Paris a *vingt/20:tip* arrondissements.`
def solutions_of(blank: str) -> list[str]:
    """What is accepted between two asterisks: alternatives, without the tip, entities decoded."""
    solution = blank.split(":", 1)[0]
    return [html.unescape(trim(alternative)) for alternative in solution.split("/")]


def blanks_in(question: str) -> list[list[str]]:
    """The blanks of a line. Tags go first; two asterisks with nothing between them make no blank."""
    pieces = question.split("*")
    between = pieces[1:-1:2] if len(pieces) % 2 else pieces[1:-2:2]
    cleaned = (re.sub(r"</?[a-z]*\d?>", "", piece, flags=re.IGNORECASE | re.ASCII) for piece in between)
    return [solutions_of(piece) for piece in cleaned if piece]


def is_close(answered: str, solution: str, errors: int) -> bool:
    """Whether at most `errors` changes separate two words, swapping two neighbours being one (in UTF-16 units)."""
    first, second = units(answered), units(solution)
    if abs(len(first) - len(second)) > errors:
        return False
    far = errors + 1
    before: list[int] = []
    last = list(range(len(second) + 1))
    for row, unit in enumerate(first, start=1):
        line = [row] + [far] * len(second)
        for column in range(max(1, row - errors), min(len(second), row + errors) + 1):
            other = second[column - 1]
            best = min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (unit != other))
            if row > 1 and column > 1 and unit == second[column - 2] and first[row - 2] == other:
                best = min(best, before[column - 2] + (unit != other))
            line[column] = best
        before, last = last, line
    return last[len(second)] <= errors


def units(word: str) -> list[bytes]:
    data = word.encode("utf-16-le", "surrogatepass")
    return [data[place : place + 2] for place in range(0, len(data), 2)]


@dataclass(frozen=True, slots=True)
class Reader:
    minds_case: bool
    forgives: bool

    def accepts(self, solutions: list[str], answered: str) -> bool:
        answered = trim(answered.replace("&nbsp;", " "))
        if not self.minds_case:
            answered = answered.lower()
        return any(self._is(answered, one if self.minds_case else one.lower()) for one in solutions)

    def _is(self, answered: str, solution: str) -> bool:
        if answered == trim(solution):
            return True
        length = len(units(solution))
        if not self.forgives or length <= 3 or length > LONGEST_BLANK:
            return False
        return is_close(answered, trim(solution), 2 if length > 9 else 1)


def blanks(params: Mapping[str, Any]) -> Key:
    """No Unicode folding: `oeuf` is not `œuf`."""
    expected = [blank for line in sequence(params.get("questions")) for blank in blanks_in(text(line))]
    behaviour = mapping(params.get("behaviour"))
    reader = Reader(behaviour.get("caseSensitive", True) is True, behaviour.get("acceptSpellingErrors") is True)

    def worth(answer: Answer) -> Worth:
        if not answer.response and len(expected) != 1:
            return Worth(Fraction(0))
        answered = answer.response.split(ANSWERS)
        if len(answered) != len(expected):
            raise Refused(WRONG_COUNT)
        return Worth(Fraction(sum(map(reader.accepts, expected, answered))))

    return Key(Fraction(len(expected)), worth)


# --- DragText: `*word:tip\+right\-wrong*`
def starred(line: str) -> list[str]:
    pieces = [piece for piece in re.split(r"(\*[^\n\r\u2028\u2029]*?\*)", line) if piece]
    return [piece for piece in pieces if piece.startswith("*") and piece.endswith("*")]


def word_of(piece: str) -> str:
    """The word to drag, without its tip and its comments."""
    word = piece.removeprefix("*").removesuffix("*")
    notes = [":[^\\\\*]+", "\\\\\\+[^\\\\*:]+", "\\\\-[^\\\\*:]+"]
    for found in [re.findall(note, word) for note in notes]:
        if found:
            word = word.replace(",".join(found), "", 1)
    return word.rstrip(SPACES)


def words_in(value: object) -> list[str]:
    return [word_of(piece) for piece in starred(re.sub(r"\r\n|\n|\r", "<br/>", text(value)))]


def drag_text(params: Mapping[str, Any]) -> Key:
    """The word in each zone, in the order of the text. Twins are worth each other; a zone `**` stays empty."""
    expected = words_in(params.get("textField"))
    stock = Counter(expected + words_in(params.get("distractors")))

    def worth(answer: Answer) -> Worth:
        if not answer.response and len(expected) != 1:
            return Worth(Fraction(0))
        put = answer.response.split(ANSWERS)
        if len(put) != len(expected):
            raise Refused(WRONG_COUNT)
        used = Counter(word for word in put if word)
        if any(word not in stock for word in used):
            raise Refused("un mot posé n’est pas dans la liste")
        if any(count > stock[word] for word, count in used.items()):
            raise Refused(REPEATED)
        return Worth(Fraction(sum(word == right != "" for word, right in zip(put, expected, strict=True))))

    return Key(Fraction(len(expected)), worth)


# --- MarkTheWords: `Le *chat* dort.`
TOKEN = re.compile(rf" \*[^* ]+\* |[^{re.escape(SPACES)}]+")
BEFORE, AFTER = re.compile(r"[\[({⟨¿¡“\"«„]+"), re.compile(r"[\",….:;?!\])}⟩»”]+$")


def clickable_words(markup: str) -> list[str]:
    """Every word that can be clicked, in reading order, without the punctuation around it."""
    words = []
    for node in text_nodes(markup):
        for token in TOKEN.findall(re.sub(r"&nbsp;|\r\n|\n|\r", " ", node)):
            entry = trim(token)
            opening, closing = BEFORE.match(entry), AFTER.search(entry)
            start = len(opening[0]) if opening else 0
            end = len(entry) - (len(closing[0]) if closing else 0)
            if word := entry[start : max(end, start)]:
                words.append(word)
    return words


def is_marked(word: str) -> bool:
    """A word to mark begins and ends with an asterisk: `l’*eau*` does not. Two in a row write an asterisk."""
    shorter = word
    place = word.find("*")
    while place != -1:
        if word.startswith("*", place + 1):
            shorter = word[:place] + word[place + 2 :]
        place = word.find("*", place + 1)
    if len(shorter) < 3 or shorter[0] != "*":
        return False
    # One more character may follow, of one UTF-16 unit.
    return shorter[-1] == "*" or (shorter[-2] == "*" and shorter[-1] <= "\uffff")


def mark_the_words(params: Mapping[str, Any]) -> Key:
    """Right marks less wrong ones. When the browser cut the text another way, the result is partial at most."""
    rights = [is_marked(word) for word in clickable_words(text(params.get("textField")))]
    is_blank = not any(rights)

    def worth(answer: Answer) -> Worth:
        marked = indexes(answer.response, len(rights))
        hits = sum(rights[place] for place in marked)
        wrong = len(marked) - hits
        if is_blank and not wrong:
            hits = 1
        same_cut = answer.options is None or answer.options == len(rights)
        return Worth(Fraction(max(hits - wrong, 0)), "verified" if same_cut else "partial")

    return Key(Fraction(max(sum(rights), 1)), worth)


def traps(name: str, params: Mapping[str, Any]) -> list[str]:
    """What a trainer wrote that learners will not see as meant."""
    if name == "H5P.MarkTheWords":
        words = clickable_words(text(params.get("textField")))
        stray = [word for word in words if "*" in word.replace("**", "") and not is_marked(word)]
        return [
            f"« {word} » n’est pas un mot à marquer : les astérisques doivent entourer tout le mot."
            for word in stray[:10]
        ]
    if name == "H5P.DragText" and "" in words_in(params.get("textField")):
        return ["Le texte contient « ** » : cette zone vide ne peut être remplie par personne."]
    return []


QUESTIONS: dict[str, Callable[[Mapping[str, Any]], Key]] = {
    "H5P.Blanks": blanks,
    "H5P.DragText": drag_text,
    "H5P.MarkTheWords": mark_the_words,
}
