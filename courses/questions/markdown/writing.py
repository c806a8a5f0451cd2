"""Writes a bank in its one form."""

from collections.abc import Iterable, Iterator

from courses.questions.kinds import ARROW, Kind, OptionDraft, write_decimal
from courses.questions.markdown.drafts import AUDIENCE_WORDS, QuestionDraft


def render_bank(drafts: Iterable[QuestionDraft], *, heading: str) -> str:
    """The file of one module; `heading` comes from `bank_heading`. Questions stay in the given order."""
    blocks = [f"## {heading}\n"]
    blocks += ["\n".join(_question_lines(draft)) + "\n" for draft in drafts]
    return "\n".join(blocks)


def _question_lines(draft: QuestionDraft) -> Iterator[str]:
    yield f"### {draft.code}"
    yield f"module : {draft.module_code}"
    yield f"leçon : {draft.lesson_code}"
    yield f"objectif : {draft.objective}"
    yield f"type : {draft.kind}"
    yield f"niveau : {draft.level}"
    yield "difficulté : " + f"{draft.difficulty:.2f}".replace(".", ",")
    yield "publics : " + ", ".join(word for word, audience in AUDIENCE_WORDS.items() if audience in draft.audiences)
    yield f"référence : {draft.reference}"
    if draft.value is not None and draft.tolerance is not None:
        yield f"valeur : {write_decimal(draft.value)}"
        yield f"unité : {draft.unit}"
        yield f"tolérance : {write_decimal(draft.tolerance)}"
    yield f"énoncé : {draft.stem}"
    yield ""
    for option in draft.options:
        yield f"- [{_mark(draft.kind, option)}] {_text(draft.kind, option)}"
        yield f"  > {option.feedback}"


def _mark(kind: str, option: OptionDraft) -> str:
    if kind == Kind.ORDERING:
        return str(option.rank)
    return "x" if option.right or kind == Kind.MATCHING else " "


def _text(kind: str, option: OptionDraft) -> str:
    return option.text + ARROW + option.match if kind == Kind.MATCHING else option.text
