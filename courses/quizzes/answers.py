"""Reads what a form sent for one question, and refuses what could not come from its page.

Fields: `answer` (choices: identifiers; numeric: text), `pair-<left id>` (matching), `rank-<id>` (ordering).
"""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import DomainError
from courses.questions.models import Kind, QuestionRevision
from courses.quizzes.keys import CHOICES
from courses.quizzes.rules import read_number

LONGEST_TEXT = 60


class AnswerRefused(DomainError):
    """The question is shown again with what was typed; nothing that was saved before is lost."""


class NothingAnswered(AnswerRefused):
    user_message = _("Donnez une réponse, ou choisissez « Passer cette question ».")


class NothingPicked(NothingAnswered):
    user_message = _("Cochez au moins une réponse.")


class SeveralPicked(AnswerRefused):
    user_message = _("Cochez une seule réponse.")


class OptionUnknown(AnswerRefused):
    user_message = _("Choisissez parmi les réponses de cette page : celle que nous avons reçue n’en fait pas partie.")


class NumberUnreadable(AnswerRefused):
    user_message = _("Écrivez un nombre, par exemple 2,8 ou 1 180. Nous avons lu « {typed} ».")


class RankTwice(AnswerRefused):
    user_message = _("Donnez un rang différent à chaque étape : le rang {rank} est choisi deux fois.")


def read_answer(revision: QuestionRevision, data: QueryDict) -> dict[str, Any]:
    """The answer as an attempt keeps it. Raises AnswerRefused."""
    return READERS[Kind(revision.kind)](revision, data)


def read_one(revision: QuestionRevision, data: QueryDict) -> dict[str, Any]:
    answer = read_several(revision, data)
    if len(answer["picked"]) > 1:
        raise SeveralPicked
    return answer


def read_several(revision: QuestionRevision, data: QueryDict) -> dict[str, Any]:
    picked = sorted(set(data.getlist("answer")))
    if not picked:
        raise NothingPicked
    if not {option["id"] for option in revision.options}.issuperset(picked):
        raise OptionUnknown
    return {"picked": picked}


def read_text(revision: QuestionRevision, data: QueryDict) -> dict[str, Any]:
    text = str(data.get("answer", "")).strip()
    if not text:
        raise NothingAnswered
    if len(text) > LONGEST_TEXT or read_number(text, revision.unit) is None:
        raise NumberUnreadable(typed=text[:LONGEST_TEXT])
    return {"text": text}


def read_pairs(revision: QuestionRevision, data: QueryDict) -> dict[str, Any]:
    rights = {option["match_id"] for option in revision.options}
    pairs = chosen(revision, data, "pair-")
    if not rights.issuperset(pairs.values()):
        raise OptionUnknown
    return {"pairs": pairs}


def read_ranks(revision: QuestionRevision, data: QueryDict) -> dict[str, Any]:
    known = [str(rank) for rank in range(1, len(revision.options) + 1)]
    ranks = chosen(revision, data, "rank-")
    if not set(known).issuperset(ranks.values()):
        raise OptionUnknown
    taken = sorted(ranks.values())
    for rank, following in pairwise(taken):
        if rank == following:
            raise RankTwice(rank=rank)
    return {"ranks": {identifier: int(rank) for identifier, rank in ranks.items()}}


def chosen(revision: QuestionRevision, data: QueryDict, prefix: str) -> dict[str, str]:
    """What was chosen beside each row; an answer may be partial, not empty."""
    found = {option["id"]: str(data.get(prefix + option["id"], "")) for option in revision.options}
    answered = {identifier: value for identifier, value in found.items() if value}
    if not answered:
        raise NothingAnswered
    return answered


def as_typed(revision: QuestionRevision, data: QueryDict) -> dict[str, Any]:
    """Whatever was sent, right or wrong, to show it again."""

    def beside(prefix: str) -> dict[str, str]:
        return {option["id"]: str(data.get(prefix + option["id"], "")) for option in revision.options}

    return {
        "picked": data.getlist("answer"),
        "text": str(data.get("answer", ""))[:LONGEST_TEXT],
        "pairs": beside("pair-"),
        "ranks": beside("rank-"),
    }


READERS: Mapping[Kind, Callable[[QuestionRevision, QueryDict], dict[str, Any]]] = {
    **dict.fromkeys(CHOICES, read_one),
    Kind.MULTIPLE: read_several,
    Kind.NUMERIC: read_text,
    Kind.MATCHING: read_pairs,
    Kind.ORDERING: read_ranks,
}
