"""Grading again: the content decides the maximum, the responses decide the points, the browser's score nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from courses.h5p.rules.grading import branching, choices, containers, own, parts, words
from courses.h5p.rules.grading.answers import Answers
from courses.h5p.rules.grading.outcomes import ZERO, Grade, Item, Key, Refused, Sheet, Trust, Worth
from courses.h5p.rules.grading.parts import Part
from courses.h5p.rules.grading.responses import UNREADABLE
from courses.h5p.rules.grading.types import UNKNOWN, UNSCORED, Type, type_of

QUESTIONS = {
    **choices.QUESTIONS,
    **words.QUESTIONS,
    **own.QUESTIONS,
    containers.CHOICE: choices.single_choice,
    containers.PANEL: choices.summary_panel,
}
SCENARIO, COMPARISON, ARGUMENT = "H5P.BranchingScenario", "Passeport.Comparaison", own.ARGUMENT
DEEPEST, MOST_ITEMS, LONGEST_RESPONSE = 12, 2_000, 500

NO_TREE = "les réponses n’ont pas été reçues : rien n’a pu être vérifié"
NO_ID = "cette question n’a pas d’identifiant : sa réponse ne peut pas être reconnue"
UNKNOWN_ID = "une réponse vise une partie que l’activité n’a pas"
REPEATED_ID = "deux réponses ont été reçues pour la même partie"
OTHER_DRAW = "le nombre de questions reçues n’est pas celui du tirage"


def grade(
    library: str,
    content: Mapping[str, Any],
    tree: Mapping[str, Any] | None,
    statement: Mapping[str, Any] | None,
    patches: Mapping[str, int] | None = None,
) -> Grade:
    """What one end of play is worth.

    `tree` is what `getXAPIData` returned (H5P specification, contracts of content types); `statement` stands in for
    it when the activity is one question. Whatever anybody writes in them, this answers. `patches` gives the patch of
    each library that plays (`{"H5P.Blanks 1.14": 12}`): some send a sound response only since one of them.
    """
    root = parts.root(library, content)
    answers = Answers(tree, statement)
    grader = Grader(answers, ids=list(parts.ids_in(content)), patches=patches or {})
    grader.part(root)
    grader.check_ids()
    return grader.sheet.total()


@dataclass
class Grader:
    answers: Answers
    ids: list[str]
    sheet: Sheet = field(default_factory=Sheet)
    cap: Trust = "verified"  # no item may be trusted more
    kind: Type = UNKNOWN  # what is being graded
    patches: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # The same identifier at two places of a content: a response to it could be for either.
        self.ambiguous = {one for one, count in Counter(self.ids).items() if count > 1}

    def check_ids(self) -> None:
        """Say which responses point nowhere; they were worth nothing."""
        known = {"", *self.ids}
        for key in self.answers.nodes:
            owner, _, local = key.rpartition("/")
            if (owner if local in ("cells", "argument") and "/" in key else key) not in known:
                self.sheet.refuse("", UNKNOWN_ID)
                break

    # --- One part
    def part(self, part: Part, depth: int = 0) -> None:
        if depth > DEEPEST or len(self.sheet.items) >= MOST_ITEMS:
            return
        kind = type_of(part.name)
        trust = kind.trust_in(part.version, self.patches.get(part.library))
        outer, self.cap, self.kind = self.cap, lower(self.cap, trust), kind
        try:
            if self.cap == "declared":
                self.declare(part, depth)
            elif part.name in containers.CONTAINERS:
                self.container(part, depth)
            elif part.name in containers.SETS:
                self.children(part, containers.SETS[part.name](part.params))
            elif part.name == COMPARISON:
                self.comparison(part)
            elif part.name == SCENARIO:
                self.scenario(part, depth)
            else:
                self.question(part, part.id, QUESTIONS[part.name](part.params))
        finally:
            self.cap = outer

    def declare(self, part: Part, depth: int) -> None:
        """What the server cannot check: no points, no maximum. A text among questions is not even an item."""
        if not depth or part.name not in UNSCORED:
            self.add(part.id, part.title, "declared", ZERO, ZERO, self.response(part.id))

    def question(self, part: Part, key: str, how: Key, shown: str = "") -> None:
        worth, response = Worth(ZERO), ""
        trust = lower(self.cap, how.trust)
        if trust == "declared":
            self.add(shown or key, part.title, "declared", ZERO, ZERO, self.response(key))
            return
        if reason := self.unusable(key):
            self.sheet.refuse(part.title, reason)
        elif self.answers.known(key):
            worth, response = self.read(part, key, how)
        trust = lower(trust, worth.trust)
        if not key and not shown:
            self.sheet.is_complete = worth.is_complete
        self.add(shown or key, part.title, trust, worth.points, how.maximum, response)

    def read(self, part: Part, key: str, how: Key) -> tuple[Worth, str]:
        answer = self.answers.answer(key)
        if answer is None:
            self.sheet.refuse(part.title, UNREADABLE)
            return Worth(ZERO), ""
        try:
            return how.worth(answer), answer.response
        except Refused as refusal:
            self.sheet.refuse(part.title, str(refusal))
            return Worth(ZERO), answer.response

    def unusable(self, key: str) -> str:
        return REPEATED_ID if key in self.answers.repeated or key in self.ambiguous else ""

    # --- What holds parts
    def container(self, part: Part, depth: int) -> None:
        inner = containers.CONTAINERS[part.name](part.params)
        pool = containers.drawn(part.params) if part.name == "H5P.QuestionSet" else 0
        if pool:
            self.pool(part, inner, pool, depth)
        else:
            if any(child.name not in UNSCORED for child in inner):
                self.need_answers(part, bool(self.answers.sequence))
            for child in inner:
                self.child(child, depth)

    def need_answers(self, part: Part, came: bool) -> None:
        """Without any response at all, questions are only declared; inside a tree, silence is an untouched question."""
        if not part.id and not came and not self.answers.is_outlook:
            self.sheet.refuse(part.title, NO_TREE)
            self.cap = "declared"

    def child(self, child: Part, depth: int) -> None:
        if child.id or child.name in UNSCORED or child.name in ("H5P.Row", "H5P.RowColumn"):
            self.part(child, depth + 1)
        else:
            self.sheet.refuse(child.title, NO_ID)
            self.add("", child.title, "declared", ZERO, ZERO, "")

    def pool(self, part: Part, inner: list[Part], size: int, depth: int) -> None:
        """Questions drawn by the browser: the learner may have drawn again, so the result is partial at most."""
        self.cap = lower(self.cap, "partial")
        asked = [child for child in inner if child.id and self.answers.known(child.id)]
        if len(asked) != size and not self.answers.is_outlook:
            self.sheet.refuse(part.title, OTHER_DRAW)
            self.add(part.id, part.title, "declared", ZERO, ZERO, "")
            return
        for child in inner if self.answers.is_outlook else asked:
            self.child(child, depth)

    def children(self, part: Part, inner: Iterable[Part]) -> None:
        """Lists and choices of one type, kept in order by the player: without identifiers, their place tells them."""
        listed = list(inner)
        statements = self.answers.children(part.id)
        by_place = listed and not any(child.id for child in listed) and len(statements) == len(listed)
        self.need_answers(part, bool(statements))
        for rank, child in enumerate(listed):
            how = QUESTIONS[child.name](child.params)
            shown = f"{part.id}#{rank}"
            if child.id:
                self.question(child, child.id, how)
            elif by_place:
                placed = Grader(Answers({"statement": statements[rank]}, None), [], self.sheet, self.cap)
                placed.question(child, "", how, shown)
            elif statements:
                self.sheet.refuse(child.title, NO_ID)
                self.add(shown, child.title, "declared", ZERO, ZERO, "")
            else:
                self.add(shown, child.title, self.cap, ZERO, ZERO if self.cap == "declared" else how.maximum, "")

    def comparison(self, part: Part) -> None:
        self.need_answers(part, any(self.answers.known(f"{part.id}/{local}") for local in ("cells", "argument")))
        outer, self.cap = self.cap, "verified" if self.cap == "partial" else self.cap
        for inner in own.comparaison(part.params):
            key = f"{part.id}/{inner.id}"
            if inner.name == ARGUMENT:
                self.add(key, inner.title, "declared", ZERO, ZERO, own.told_of(self.response(key)))
            else:
                self.question(inner, key, own.comparison_cells(inner.params))
        self.cap = outer

    def scenario(self, part: Part, depth: int) -> None:
        def inner(task: Part) -> tuple[Fraction, Fraction, Trust]:
            if not task.id:
                return ZERO, ZERO, "verified" if task.name in UNSCORED else "partial"
            alone = Grader(self.answers, self.ids, cap=self.cap, patches=self.patches)
            alone.part(task, depth + 1)
            self.sheet.refusals += alone.sheet.refusals
            total = alone.sheet.total()
            return total.points, total.maximum, total.trust if alone.sheet.items else "verified"

        statements = self.answers.children(part.id)
        self.need_answers(part, bool(statements))
        try:
            path = branching.replay(part.params, statements, inner)
        except Refused as refusal:
            if statements:
                self.sheet.refuse(part.title, str(refusal))
            self.sheet.is_complete = self.sheet.is_complete and bool(depth)
            trust = lower(self.cap, branching.trust_before(part.params))
            maximum = ZERO if trust == "declared" else branching.greatest(part.params)
            self.add(part.id, part.title, trust, ZERO, maximum, "")
            return
        self.add(part.id, part.title, lower(self.cap, path.trust), path.points, path.maximum, path.response)

    # --- Writing down
    def response(self, key: str) -> str:
        answer = self.answers.answer(key)
        return answer.response if answer else ""

    def add(self, key: str, title: str, trust: Trust, points: Fraction, maximum: Fraction, response: str) -> None:
        if trust == "declared":
            points = maximum = ZERO
        kept = response if len(response) <= LONGEST_RESPONSE else f"{response[:LONGEST_RESPONSE]}…"
        self.sheet.items.append(Item(key.removeprefix("/"), title, trust, points, maximum, kept))
        self.sheet.kinds.append(self.kind)


def lower(first: Trust, second: Trust) -> Trust:
    order: list[Trust] = ["declared", "partial", "verified"]
    return min(first, second, key=order.index)
