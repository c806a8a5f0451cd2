"""What comes next, in every situation: no database, no clock."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from courses.progress.rules import (
    LessonStanding,
    ModuleStanding,
    Need,
    PathwayStanding,
    QuizStanding,
    Result,
    StepKind,
    module_segments,
    next_step,
    passed_on,
)

NOW = datetime(2026, 11, 23, 9, 14)


def a_lesson(code="SEC-1", need=Need.REQUIRED, is_done=False):
    return LessonStanding(code, f"Leçon {code}", f"/{code}/", 20, need, is_done)


def a_quiz(**facts):
    return QuizStanding(url="/evaluation/", questions=8, **{"attempts_left": 3, **facts})


def a_module(code="SEC", lessons=(), quiz=None, passed=None, **facts):
    return ModuleStanding(
        code=code,
        number=2,
        title="La sécurité",
        url="/modules/securite/",
        version="2026.1",
        threshold_percent=60,
        lessons=tuple(lessons) or (a_lesson(f"{code}-1", is_done=True),),
        quiz=quiz or a_quiz(),
        passed_on=passed,
        **facts,
    )


def a_pathway(*modules, slug="elu", completed_on=None):
    return PathwayStanding(slug, "Élu", f"/parcours/{slug}/", slug, "2026.1", tuple(modules), completed_on)


class TestTheOneNextStep:
    def test_somebody_who_follows_nothing_chooses_a_pathway(self):
        assert next_step([], NOW).kind is StepKind.CHOOSE

    def test_the_first_required_lesson_that_is_not_finished_is_to_be_read(self):
        module = a_module(lessons=[a_lesson("SEC-1", is_done=True), a_lesson("SEC-2"), a_lesson("SEC-4")])

        step = next_step([a_pathway(module)], NOW)

        assert (step.kind, step.lesson.code) == (StepKind.LESSON, "SEC-2")

    def test_lessons_that_are_only_advised_or_optional_do_not_stand_in_the_way(self):
        module = a_module(
            lessons=[a_lesson("SEC-1", is_done=True), a_lesson("SEC-2", Need.ADVISED), a_lesson("SEC-3", Need.OPTIONAL)]
        )

        assert next_step([a_pathway(module)], NOW).kind is StepKind.QUIZ

    def test_the_quiz_is_ready_when_the_lessons_are_read(self):
        assert next_step([a_pathway(a_module())], NOW).kind is StepKind.QUIZ

    def test_an_open_attempt_comes_before_everything(self):
        reading = a_module("INT", lessons=[a_lesson("INT-1")])
        answering = a_module("SEC", lessons=[a_lesson("SEC-1")], quiz=a_quiz(open_attempt_url="/evaluations/1/"))

        step = next_step([a_pathway(reading, answering)], NOW)

        assert (step.kind, step.module.code) == (StepKind.RESUME, "SEC")

    def test_while_a_quiz_cools_down_the_next_module_goes_on(self):
        waiting = a_module("SEC", quiz=a_quiz(attempts_used=1, not_before=NOW + timedelta(hours=20)))
        reading = a_module("LIB", lessons=[a_lesson("LIB-1")])

        step = next_step([a_pathway(waiting, reading)], NOW)

        assert (step.kind, step.module.code) == (StepKind.LESSON, "LIB")

    def test_when_only_waiting_is_left_the_shortest_wait_is_told(self):
        week = a_module("SEC", quiz=a_quiz(attempts_used=2, not_before=NOW + timedelta(days=7)))
        day = a_module("LIB", quiz=a_quiz(attempts_used=1, not_before=NOW + timedelta(days=1)))

        step = next_step([a_pathway(week, day)], NOW)

        assert (step.kind, step.module.code) == (StepKind.WAIT, "LIB")

    def test_once_the_wait_is_over_the_quiz_is_ready_again(self):
        module = a_module(quiz=a_quiz(attempts_used=1, not_before=NOW))

        assert next_step([a_pathway(module)], NOW).kind is StepKind.QUIZ

    def test_without_attempts_left_a_talk_is_needed(self):
        assert next_step([a_pathway(a_module(quiz=a_quiz(attempts_left=0)))], NOW).kind is StepKind.TUTOR

    def test_a_module_whose_quiz_does_not_exist_yet_is_waited_for(self):
        module = replace(a_module(), quiz=None)

        assert next_step([a_pathway(module)], NOW).kind is StepKind.SOON

    def test_a_passed_module_leads_to_the_next_one(self):
        passed = a_module("SEC", passed=NOW)
        reading = a_module("LIB", lessons=[a_lesson("LIB-1")])

        assert next_step([a_pathway(passed, reading)], NOW).module.code == "LIB"

    def test_a_quiz_passed_before_its_lessons_leaves_the_lessons_to_read(self):
        module = a_module(lessons=[a_lesson("SEC-1")], passed=NOW)

        assert next_step([a_pathway(module)], NOW).kind is StepKind.LESSON

    def test_when_all_is_done_there_is_a_passport(self):
        assert next_step([a_pathway(a_module(passed=NOW))], NOW).kind is StepKind.PASSPORT

    def test_a_second_pathway_goes_on_after_the_first_is_completed(self):
        done = a_pathway(a_module(passed=NOW), completed_on=NOW)
        other = a_pathway(a_module(lessons=[a_lesson()]), slug="cadre")

        assert next_step([done, other], NOW).pathway.slug == "cadre"

    def test_a_completed_pathway_asks_for_nothing_even_if_a_lesson_was_added_since(self):
        grown = a_pathway(a_module(lessons=[a_lesson("SEC-9")], passed=NOW), completed_on=NOW)

        assert next_step([grown], NOW).kind is StepKind.PASSPORT


class TestCompletion:
    def test_needs_every_required_lesson_and_every_threshold(self):
        assert a_pathway(a_module("SEC", passed=NOW), a_module("LIB", passed=NOW)).is_complete

    @pytest.mark.parametrize(
        "module",
        [
            pytest.param(a_module(lessons=[a_lesson()], passed=NOW), id="a lesson is missing"),
            pytest.param(a_module(), id="the quiz is not passed"),
        ],
    )
    def test_is_refused_when_something_is_missing(self, module):
        assert not a_pathway(a_module("LIB", passed=NOW), module).is_complete

    def test_does_not_need_advised_lessons(self):
        lessons = [a_lesson(is_done=True), a_lesson("SEC-2", Need.ADVISED)]

        assert a_pathway(a_module(lessons=lessons, passed=NOW)).is_complete

    def test_a_brilliant_module_never_makes_up_for_a_failed_one(self):
        brilliant = a_module("SEC", quiz=a_quiz(best_percent=Decimal(100)), passed=NOW)
        failed = a_module("LIB", quiz=a_quiz(best_percent=Decimal("59.99")))

        assert not a_pathway(brilliant, failed).is_complete

    def test_a_pathway_without_modules_is_never_complete(self):
        assert not a_pathway().is_complete

    def test_stays_when_the_content_grows(self):
        assert a_pathway(a_module(lessons=[a_lesson("SEC-9")]), completed_on=NOW).is_complete


def a_result(percent, was_passed, when):
    return Result(Fraction(percent) / 10, 10, was_passed, when)


class TestTheDayOfPassing:
    def test_is_the_first_time_the_threshold_was_reached(self):
        results = [
            a_result(90, True, NOW + timedelta(days=2)),
            a_result(59, False, NOW),
            a_result(60, True, NOW + timedelta(days=1)),
        ]

        assert passed_on(results, 60) == NOW + timedelta(days=1)

    def test_does_not_exist_below_the_threshold(self):
        assert passed_on([a_result("59.99", False, NOW)], 60) is None

    def test_is_kept_when_the_threshold_rises_afterwards(self):
        assert passed_on([a_result(60, True, NOW)], 75) == NOW

    def test_comes_to_who_reaches_a_threshold_that_was_lowered(self):
        assert passed_on([a_result(65, False, NOW)], 60) == NOW


class TestSegments:
    def test_an_untouched_module_is_empty(self):
        assert module_segments(a_module(lessons=[a_lesson("SEC-1"), a_lesson("SEC-2")])) == ["", "", ""]

    def test_show_what_is_done_and_where_one_is(self):
        lessons = [a_lesson("SEC-1", is_done=True), a_lesson("SEC-2"), a_lesson("SEC-3", Need.OPTIONAL)]

        assert module_segments(a_module(lessons=lessons)) == ["f", "c", ""]

    def test_a_failed_quiz_is_to_review(self):
        module = a_module(quiz=a_quiz(attempts_used=1, best_percent=Decimal(40)))

        assert module_segments(module) == ["f", "r"]

    def test_a_passed_module_is_full(self):
        assert module_segments(a_module(passed=NOW)) == ["f", "f"]
