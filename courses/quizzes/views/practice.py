"""Training: for everybody, without an account, answered by the address alone, never counted.

A question that is not answered is the same page for all: it reads neither session nor cookie.
"""

from itertools import groupby
from random import Random

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.questions.models import Question, QuestionQuerySet
from courses.quizzes.answers import AnswerRefused, as_typed, read_answer
from courses.quizzes.keys import key_of, shuffled_order
from courses.quizzes.rules import grade
from courses.quizzes.showing import asked, explain

SENT = "valider"


@require_safe
def question_or_module(request: HttpRequest, code: str) -> HttpResponse:
    """`Q-SEC-01` is a question; `SEC` is a module, with its questions lesson by lesson."""
    code = code.upper()
    return question(request, code) if code.startswith("Q-") else module(request, code)


def question(request: HttpRequest, code: str) -> HttpResponse:
    drawable = Question.objects.drawable()
    found = get_object_or_404(drawable.select_related("current_revision"), code=code)
    revision = found.current_revision
    same_for_all = Random(revision.pk)  # noqa: S311 - mixes options, guards nothing
    order = shuffled_order(revision, same_for_all)
    series = list(drawable.of_lesson(found.lesson_code).order_by("code").values_list("code", flat=True))
    place = series.index(found.code)
    context = {
        "section": "modules",
        "question": found,
        "position": place + 1,
        "series": series,
        "next_code": series[place + 1] if place + 1 < len(series) else None,
        "states": ["c" if each == place else "f" if each < place else "" for each in range(len(series))],
        "trail": trail_from(found.lesson_code),
        "refusal": None,
    }
    answer = None
    if SENT in request.GET:
        try:
            answer = read_answer(revision, request.GET)
        except AnswerRefused as refusal:
            context["refusal"] = refusal
            answer = as_typed(revision, request.GET)
        else:
            points = grade(key_of(revision), answer)
            context["explanation"] = explain(revision, answer, points, with_key=True)
            return render(request, "quizzes/practice_answer.html", context)
    context["asked"] = asked(revision, order, answer)
    return render(request, "quizzes/practice_question.html", context, status=422 if context["refusal"] else 200)


@require_safe
def lesson(request: HttpRequest, code: str) -> HttpResponse:
    code = code.upper()
    return series_page(request, Question.objects.drawable().of_lesson(code), code)


def module(request: HttpRequest, code: str) -> HttpResponse:
    return series_page(request, Question.objects.drawable().of_module(code), code)


def series_page(request: HttpRequest, questions: QuestionQuerySet, code: str) -> HttpResponse:
    rows = list(questions.order_by("lesson_code", "code").select_related("current_revision"))
    if not rows:
        raise Http404
    lessons = [(each, list(group)) for each, group in groupby(rows, key=lambda row: row.lesson_code)]
    context = {
        "section": "modules",
        "code": code,
        "module_code": code.partition("-")[0],
        "lessons": lessons,
        "is_one_lesson": "-" in code,
        "trail": trail_from(code if "-" in code else ""),
    }
    return render(request, "quizzes/practice_series.html", context)


def trail_from(lesson_code: str) -> list[tuple[str, str | None]]:
    """Back to the lesson that one trains on."""
    here = (_("Entraînement"), None)
    if not lesson_code:
        return [(_("Accueil"), "/"), here]
    lesson = _("Leçon {number}").format(number=number_of(lesson_code))
    return [(_("Accueil"), "/"), (lesson, reverse("modules:lesson", args=[lesson_code])), here]


def number_of(lesson_code: str) -> str:
    """« 3 » of SEC-3."""
    return lesson_code.rpartition("-")[2]
