"""What a browser says, and what it is worth."""

from decimal import Decimal
from uuid import uuid4

import pytest

from courses.h5p import limits
from courses.h5p.models import Result, Statement
from courses.h5p.services import best_result
from courses.h5p.services.verdicts import points_of
from courses.h5p.signals import result_recorded
from tests.courses.h5p.factories import QUESTION, ActivityFactory, LibraryFactory, PlacementFactory
from tests.courses.h5p.results.conftest import Page, answered

pytestmark = pytest.mark.django_db


def test_a_right_answer_is_verified_from_the_content(page, announced, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = page.say(answered("0"))

    assert answer.status_code == 201
    assert answer.json() == {
        "trust": "verified",
        "label": "vérifié",
        "points": 1.0,
        "maximum": 1.0,
        "text": "Résultat vérifié : 1 point sur 1.",
        "kind": "done",
        "complete": True,
    }
    assert announced == [Result.objects.get().pk]


@pytest.mark.parametrize(
    ("points", "maximum", "words"),
    [("0", "1", "0 point sur 1"), ("1.5", "2", "1,5 point sur 2"), ("2.250", "10.000", "2,25 points sur 10")],
)
def test_points_are_written_as_french_does(points, maximum, words):
    assert points_of(Decimal(points), Decimal(maximum)) == words


def test_a_forged_score_changes_nothing(page, caplog):
    answer = page.say(answered("1", score=(999, 1)))

    assert answer.json()["points"] == 0
    result = Result.objects.get()
    assert (result.points, result.declared_points, result.declared_maximum) == (0, 999, 1)
    assert "declared 999.0 of 1.0, recomputed 0.000 of 1.000" in caplog.text


def test_the_same_statement_twice_counts_once(page, announced, django_capture_on_commit_callbacks):
    name = uuid4()
    with django_capture_on_commit_callbacks(execute=True):
        first = page.say(answered("0"), id=name)
        again = page.say(answered("1"), id=name)

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert Statement.objects.count() == Result.objects.count() == len(announced) == 1


COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
INTERACTED = "http://adlnet.gov/expapi/verbs/interacted"
SORTING = {
    "instruction": "Rangez.",
    "categories": [{"label": "Public"}, {"label": "Privé"}],
    "statements": [
        {"text": "Budget", "category": 1},
        {"text": "Santé", "category": 2},
        {"text": "Vote", "category": 1},
    ],
}
SETS = {
    "questions": [
        {
            "library": "H5P.MultiChoice 1.16",
            "params": QUESTION,
            "subContentId": f"0000000{n}-0000-4000-8000-000000000000",
        }
        for n in (1, 2)
    ],
    "passPercentage": 50,
}


def playing(content, name, **version):
    library = LibraryFactory(machine_name=name, **version)
    opened = Page(PlacementFactory(activity=ActivityFactory(content=content, library=library)))
    opened.open()
    return opened


def test_points_are_said_with_a_comma_and_in_the_right_number():
    page = playing(SORTING, "Passeport.Classement", major_version=1, minor_version=0, patch_version=0)

    told = page.say(answered("e0[.]c0[,]e1[.]c1[,]e2[.]c1")).json()

    assert (told["points"], told["maximum"], told["trust"]) == (2, 3, "verified")
    assert told["text"] == "Résultat vérifié : 2 points sur 3."


def test_a_part_that_is_answered_gives_no_result(page):
    answer = page.say(answered("0", part="a-1", parent=True, score=(9, 9)))

    assert answer.status_code == 201
    assert (answer.json()["text"], answer.json()["kind"], answer.json()["points"]) == ("", "none", None)
    assert not Result.objects.exists()


def test_a_set_is_graded_from_its_tree_and_not_from_its_total():
    page = playing(SETS, "H5P.QuestionSet", major_version=1, minor_version=21, patch_version=0)
    tree = {
        "statement": answered("", verb=COMPLETED, score=(2, 2)),
        "children": [
            {"statement": answered(response, part=part["subContentId"], parent=True)}
            for part, response in zip(SETS["questions"], ("0", "1"), strict=True)
        ],
    }

    told = page.say(tree["statement"], tree=tree).json()

    assert (told["points"], told["maximum"]) == (1, 2)
    assert [item["points"] for item in Result.objects.get().items] == [1, 0]


def test_a_perfect_total_without_a_tree_earns_nothing():
    page = playing(SETS, "H5P.QuestionSet", major_version=1, minor_version=21, patch_version=0)
    page.placement.threshold_percent = 50
    page.placement.save()

    told = page.say(answered("", verb=COMPLETED, score=(999, 1))).json()

    assert (told["points"], told["kind"], told["complete"]) == (0, "short", False)
    assert "999" not in told["text"]


def test_a_type_that_cannot_be_checked_counts_as_done_whatever_it_declares():
    page = playing({}, "Exemple.Memoire", major_version=1, minor_version=0)
    page.placement.threshold_percent = 50
    page.placement.save()

    told = page.say(answered("", verb=COMPLETED, score=(5, 5))).json()

    assert (told["trust"], told["points"], told["complete"], told["kind"]) == ("declared", 0, False, "short")
    assert told["text"] == "Résultat déclaré par l’activité : 5 points sur 5. Il vaut « fait », sans points."


@pytest.mark.parametrize("score", [(1e300, 1e300), (-1, 5), (9, 5), (1, 0), (None, None)])
def test_an_unlikely_declared_score_is_not_repeated(score):
    page = playing({}, "Exemple.Memoire", major_version=1, minor_version=0)

    told = page.say(answered("", verb=COMPLETED, score=score)).json()

    assert (told["text"], told["complete"]) == ("Activité faite. Elle ne donne pas de points.", True)


def test_a_response_that_cannot_be_is_refused_politely_and_told_again_in_the_same_words(page, caplog):
    name = uuid4()

    told = page.say(answered("7"), id=name).json()

    assert (told["points"], told["complete"], told["kind"]) == (0, False, "short")
    assert "Une réponse n’est pas de celles que cette activité permet" in told["text"]
    assert page.say(answered("7"), id=name).json() == told
    assert "refused" in caplog.text


def test_a_play_that_says_it_did_not_end_is_not_done(page):
    told = page.say(answered("0", completion=False)).json()

    assert (told["complete"], told["kind"]) == (False, "short")
    assert "jusqu’au bout" in told["text"]


def test_a_retry_is_another_result_and_the_best_one_counts(page):
    page.say(answered("0"))

    told = page.say(answered("1")).json()

    assert (told["points"], told["complete"]) == (0, True)
    assert page.open().json()["standing"]["text"] == "Fait. Votre meilleur résultat vérifié : 100 %."
    assert best_result(learner=page.learner, placement=page.placement).points == 1


def test_declared_time_is_kept_when_it_is_likely(page):
    for duration in ("PT90S", "P60D", "PTNaNS"):
        page.say(answered("0", duration=duration))

    assert list(Result.objects.values_list("seconds", flat=True)) == [90, None, None]


def test_chatter_is_kept_in_the_first_half_and_ends_always(page, monkeypatch):
    monkeypatch.setattr(limits, "STATEMENTS", 6)

    spoken = [page.say(answered("0", verb=INTERACTED)).status_code for _ in range(5)]
    ended = [page.say(answered("0")).status_code for _ in range(4)]

    assert spoken == [201, 201, 201, 200, 200]
    assert ended == [201, 201, 201, 409]
    assert Statement.objects.count() == 6
    assert Result.objects.count() == 3


def test_a_result_is_not_announced_before_it_is_there(page, announced, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False) as waiting:
        page.say(answered("0"))

    assert announced == []
    assert len(waiting) >= 1


def test_a_listener_that_fails_does_not_lose_the_result(page, django_capture_on_commit_callbacks):
    def fail(**kwargs):
        raise RuntimeError

    result_recorded.connect(fail)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            answer = page.say(answered("0"))
    finally:
        result_recorded.disconnect(fail)

    assert answer.status_code == 201
    assert Result.objects.count() == 1
