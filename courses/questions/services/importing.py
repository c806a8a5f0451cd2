"""From the open format to the bank, and back."""

from collections.abc import Sequence
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from cms.accounts.models import Audience
from cms.foundation.formats import Fault, ImportRefused
from courses.questions.kinds import OptionDraft
from courses.questions.markdown import QuestionDraft, parse_bank
from courses.questions.models import Option, Question
from courses.questions.services.publishing import publish_question, retire_question


def import_bank(*, path: Path, module_code: str, heading: str | None = None) -> list[Question]:
    """Read a file, then import it whole, or not at all."""
    drafts = parse_bank(path.read_text(encoding="utf-8"), path.name, heading=heading)
    return import_questions(drafts=drafts, module_code=module_code, filename=path.name)


@transaction.atomic
def import_questions(
    *, drafts: Sequence[QuestionDraft], module_code: str, filename: str = "questions.md"
) -> list[Question]:
    """Make the bank of a module say exactly what the drafts say, published.

    A question that is already so is left alone; one that is no longer there is retired, never deleted.
    Raises ImportRefused when a draft belongs to another module.
    """
    strangers = [draft for draft in drafts if draft.module_code != module_code]
    if strangers:
        reason = _("Déplacez {code} : ce fichier est celui du module {module}.")
        raise ImportRefused(
            [Fault(filename, draft.line, reason.format(code=draft.code, module=module_code)) for draft in strangers]
        )
    known = {
        question.code: question
        for question in Question.objects.select_for_update(of=("self",))
        .filter(module_code=module_code)
        .select_related("current_revision")
        .prefetch_related("options")
    }
    imported = [_import_one(draft, known.pop(draft.code, None)) for draft in drafts]
    for question in known.values():
        retire_question(question=question)
    return imported


def export_questions(*, module_code: str) -> list[QuestionDraft]:
    """The published bank of a module, in the order of the codes."""
    questions = Question.objects.drawable().of_module(module_code).order_by("code").prefetch_related("options")
    return [_draft_of(question) for question in questions]


def _import_one(draft: QuestionDraft, question: Question | None) -> Question:
    if question is None:
        question = Question(code=draft.code, live=False)
    elif question.live and not question.has_unpublished_changes and _draft_of(question) == draft:
        publish_question(question=question)
        return question
    _copy(draft, question)
    _copy_options(draft.options, question)
    question.save()
    question.save_revision().publish()
    question.refresh_from_db()
    publish_question(question=question)
    return question


def _copy(draft: QuestionDraft, question: Question) -> None:
    question.module_code = draft.module_code
    question.lesson_code = draft.lesson_code
    question.objective = draft.objective
    question.kind = draft.kind
    question.level = draft.level
    question.difficulty = draft.difficulty
    question.for_elected = Audience.ELECTED in draft.audiences
    question.for_executive = Audience.EXECUTIVE in draft.audiences
    question.for_student = Audience.STUDENT in draft.audiences
    question.reference = draft.reference
    question.stem = draft.stem
    question.value = draft.value
    question.unit = draft.unit
    question.tolerance = draft.tolerance


def _copy_options(drafts: Sequence[OptionDraft], question: Question) -> None:
    """Keep the identifier of an option that kept its text, else of the one that stood at its place."""
    former = list(question.options.all()) if question.pk else []
    by_text = {option.text: option for option in former}
    kept = {id(by_text[draft.text]) for draft in drafts if draft.text in by_text}
    options: list[Option] = []
    for place, draft in enumerate(drafts):
        same = by_text.get(draft.text)
        if same is None and place < len(former) and id(former[place]) not in kept:
            same = former[place]
        option = Option(pk=same.pk, key=same.key, match_key=same.match_key) if same else Option()
        option.text, option.feedback = draft.text, draft.feedback
        option.right, option.match, option.rank = draft.right, draft.match, draft.rank
        option.sort_order = place
        options.append(option)
    question.options = options


def _draft_of(question: Question) -> QuestionDraft:
    return QuestionDraft(
        code=question.code,
        module_code=question.module_code,
        lesson_code=question.lesson_code,
        objective=question.objective,
        kind=question.kind,
        level=question.level,
        difficulty=question.difficulty,
        audiences=question.audiences,
        reference=question.reference,
        stem=question.stem,
        options=tuple(option.draft for option in question.options.all()),
        value=question.value,
        unit=question.unit,
        tolerance=question.tolerance,
    )
