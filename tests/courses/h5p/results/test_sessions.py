"""Opening an attempt, going on with it, beginning again."""

import pytest

from courses.h5p.models import Activity, Attempt, State
from courses.h5p.player.document import player_address
from courses.h5p.services import NothingToPlay, PlacedBlock, open_attempt, place, results_of, standing_at
from tests.courses.h5p.factories import ActivityFactory, PlacementFactory, ResultFactory, a_revision
from tests.courses.h5p.results.conftest import Page, answered

pytestmark = pytest.mark.django_db


def restart(page, **fields):
    return page.browser.post(page.url("restart"), fields)


def test_a_session_says_where_to_play_and_that_nothing_was_done():
    page = Page()

    answer = page.open()

    attempt = Attempt.objects.get()
    assert answer.status_code == 200
    assert answer.json() == {
        "player": player_address(page.placement.activity.current_revision),
        "attempt": str(attempt.public_id),
        "states": [],
        "seq": 0,
        "standing": {"kind": "none", "text": ""},
        "newer": False,
    }
    assert (attempt.learner, attempt.placement, attempt.number) == (page.learner, page.placement, 1)
    assert answer.headers["Cache-Control"].startswith("max-age=0")


def test_nothing_of_the_person_is_in_what_the_frame_receives(page):
    page.learner.name = "Prudence Unique"
    page.learner.save()

    text = page.open().content.decode()

    assert page.learner.email not in text
    assert "Prudence" not in text


def test_a_second_session_goes_on_with_the_same_attempt(page):
    assert page.attempt == page.open().json()["attempt"]
    assert Attempt.objects.count() == 1


def test_a_newer_revision_is_told_and_not_forced(page):
    old = page.placement.activity.current_revision
    a_revision(page.placement.activity, content={"question": "Autre"})

    answer = page.open().json()

    assert answer["newer"] is True
    assert answer["player"] == player_address(old)
    assert Attempt.objects.get().revision == old


def test_beginning_again_plays_the_newer_revision_and_keeps_the_old_results(page):
    page.say(answered("0"))
    page.save('{"answers":[0]}')
    newer = a_revision(page.placement.activity)

    answer = restart(page, next="/modules/une-lecon/#h5p-1")
    again = page.open().json()

    assert (answer.status_code, answer.url) == (302, "/modules/une-lecon/#h5p-1")
    assert (again["newer"], again["states"]) == (False, [])
    first, second = Attempt.objects.order_by("number")
    assert (first.closed_at is None, second.number, second.revision) == (False, 2, newer)
    assert again["standing"]["kind"] == "done"
    assert not State.objects.exists()


@pytest.mark.parametrize("elsewhere", ["https://ailleurs.example/", "//ailleurs.example", "javascript:alert(1)", ""])
def test_beginning_again_leads_to_no_other_site(page, elsewhere):
    assert restart(page, next=elsewhere).url == page.url("activity")


def test_two_clicks_on_begin_again_begin_once(page):
    page.say(answered("0"))

    restart(page)
    restart(page)

    assert Attempt.objects.count() == 2


def test_the_same_activity_at_two_places_has_two_attempts(page):
    other = Page(PlacementFactory(activity=page.placement.activity), page.learner)
    page.say(answered("0"))

    assert other.open().json()["standing"]["kind"] == "none"
    assert other.attempt != page.attempt


def test_an_activity_without_content_is_not_there():
    placement = PlacementFactory()
    Activity.objects.update(current_revision=None)

    answer = Page(type(placement).objects.get()).open()

    assert answer.status_code == 404
    assert "pas encore de contenu" in answer.json()["message"]
    placement.activity.refresh_from_db()
    with pytest.raises(NothingToPlay):
        open_attempt(learner=Page(placement).learner, placement=placement)


def test_another_activity_in_the_block_closes_attempts_and_starts_from_nothing(page):
    page.say(answered("0"))
    lesson, other = page.placement.page, ActivityFactory()
    block = PlacedBlock("bloc", other.pk)
    page.placement.key = Page(PlacementFactory(page=lesson, block_id="bloc")).placement.key
    type(page.placement).objects.filter(key=page.placement.key).delete()
    page.placement.save()

    place(page=lesson, blocks=[block])

    page.placement.refresh_from_db()
    assert page.say(answered("0")).status_code == 409
    assert results_of(learner=page.learner, placement=page.placement) == []
    assert standing_at(learner=page.learner, placement=page.placement).kind == "none"
    assert open_attempt(learner=page.learner, placement=page.placement).revision == other.current_revision


def test_a_block_taken_out_is_closed_and_comes_back_with_what_was_done(page):
    result = ResultFactory(attempt__learner=page.learner, attempt__placement__block_id="a")
    placement = result.attempt.placement
    place(page=placement.page, blocks=[])
    assert Page(placement, page.learner).open().status_code == 404

    place(page=placement.page, blocks=[PlacedBlock("a", placement.activity_id, is_required=True, threshold_percent=50)])

    placement.refresh_from_db()
    assert (placement.is_live, placement.is_required, placement.threshold_percent) == (True, True, 50)
    assert Page(placement, page.learner).open().json()["standing"] == {
        "kind": "done",
        "text": "Réussi. Votre meilleur résultat vérifié : 80 %, pour 50 % demandés.",
    }


@pytest.mark.parametrize(
    ("threshold", "fields", "kind", "text"),
    [
        (None, {}, "done", "Fait. Votre meilleur résultat vérifié : 80 %."),
        (90, {}, "short", "Votre meilleur résultat vérifié : 80 %. Il en faut 90 %."),
        (None, {"trust": "declared"}, "done", "Fait, d’après l’activité."),
        (None, {"trust": "partial"}, "done", "Fait, vérifié en partie."),
        (None, {"maximum": 0, "points": 0}, "done", "Fait."),
        (90, {"trust": "partial"}, "short", "Joué, sans résultat vérifié. Il faut 90 % de points vérifiés."),
        (
            None,
            {"trust": "partial", "is_complete": False},
            "short",
            "Commencé. Allez jusqu’au bout de l’activité pour qu’elle soit faite.",
        ),
    ],
)
def test_the_session_says_where_one_stands(threshold, fields, kind, text):
    result = ResultFactory(attempt__placement__threshold_percent=threshold, **fields)

    standing = Page(result.attempt.placement, result.attempt.learner).open().json()["standing"]

    assert standing == {"kind": kind, "text": text}
