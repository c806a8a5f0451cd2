"""Lab 7 through its page: nothing is done that the server did not compute."""

from collections import Counter
from hashlib import sha256

import pytest
from django.core.cache import cache
from django.urls import reverse

from courses.progress.models import ActivityCompletion
from sandbox.labs.catalogue import lab
from sandbox.labs.models import LabRun
from sandbox.labs.rules.licence import SOUND
from sandbox.labs.services import reidentification as service
from sandbox.labs.services.publication import digest_of, enumeration, measure
from sandbox.labs.services.runs import run_of, steps_done
from sandbox.town import rules as town
from sandbox.town.services import validations
from tests.cms.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db

PAGE = reverse("labs:lab", args=["reidentification"])
GOOD = {"minutes": 60, "place": "district", "k": 20, "clues": 4}
FIVE = ["hachage", "indices", "regler", "compter", "licence"]


@pytest.fixture
def learner(client):
    person = UserFactory(verified=True)
    client.force_login(person)
    return person


@pytest.fixture
def run(learner) -> LabRun:
    return run_of(learner=learner, lab=lab(7))


def send(client, action: str, **facts):
    return client.post(reverse("labs:action", args=["reidentification", action]), facts)


def right_stop(run: LabRun) -> int:
    return next(gap.stop for gap in service.gaps(run) if gap.first != gap.second)


def number_behind(digest: str) -> int:
    """Found here as a learner would: by trying them all."""
    return next(number for number in range(1_000_000) if sha256(b"%06d" % number).hexdigest() == digest)


def test_the_lab_is_completed_through_its_page_without_a_script(client, learner, run) -> None:
    page = client.get(PAGE)
    assert page.status_code == 200
    send(client, "essayer", tries=1_000_000, method="clair")
    trial = client.get(PAGE).context["trial"]
    assert trial.recovered == town.CARDS
    mine = dict(trial.sample)[page.context["digest"]]
    assert mine == number_behind(page.context["digest"])
    send(client, "numero", number=f"{mine:06d}")
    for _turn in range(4):
        send(client, "indice")
    last, _time, _zone = client.get(PAGE).context["narrowing"][-1]
    send(client, "personne", code=last.pseudonyms[0])
    send(client, "regler", **GOOD)
    send(client, "compter", minutes=15, k=5)
    send(client, "difference", stop=right_stop(run))
    assert not ActivityCompletion.objects.filter(learner=learner).exists()
    send(client, "clauses", clauses=sorted(SOUND))

    assert sorted(steps_done(run)) == sorted(FIVE)
    assert ActivityCompletion.objects.filter(learner=learner, code="LAB-7").exists()
    done = client.get(PAGE)
    assert done.context["facts"].model_1
    assert "À écarter" in done.content.decode()
    run.refresh_from_db()
    assert run.state["figures"]["L7.unique"].endswith("%")


@pytest.mark.parametrize(
    ("action", "answer"),
    [
        ("numero", {"number": "0"}),
        ("personne", {"code": "P000000"}),
        ("difference", {"stop": None}),
        ("clauses", {"clauses": ["anonymes"]}),
    ],
)
def test_a_wrong_answer_gets_a_hint_and_no_step(client, run, action: str, answer: dict) -> None:
    if action == "difference":
        answer = {"stop": next(gap.stop for gap in service.gaps(run) if gap.first == gap.second)}

    response = send(client, action, **answer)

    assert response.status_code == 409
    assert "Ce n’est pas encore cela" in response.content.decode()
    assert not steps_done(run)


@pytest.mark.parametrize(
    ("action", "answer"),
    [
        ("essayer", {"tries": 2_000_000, "method": "clair"}),
        ("numero", {"number": "abc"}),
        ("regler", {**GOOD, "minutes": 7}),
        ("regler", {**GOOD, "k": 51}),
        ("regler", {**GOOD, "clues": 9}),
        ("compter", {"minutes": 5, "k": 5}),
        ("difference", {"stop": 500}),
        ("clauses", {"clauses": ["inventée"]}),
    ],
)
def test_what_no_form_offers_is_refused(client, run, action: str, answer: dict) -> None:
    assert send(client, action, **answer).status_code == 422
    run.refresh_from_db()
    assert run.state == {}


def test_a_step_cannot_be_declared_done(client, run) -> None:
    assert send(client, "regler-fait", step="regler").status_code == 404
    send(client, "indice", step="licence", completed="1", goal_is_met="True")

    assert not steps_done(run)
    assert run_of(learner=run.learner, lab=lab(7)).completed_at is None


def test_trying_fewer_numbers_recovers_fewer_cards(client, run) -> None:
    send(client, "essayer", tries=250_000, method="clair")

    found = client.get(PAGE).context["trial"].recovered

    digests = {digest_of(card) for card in range(town.CARDS)}
    assert found == sum(sha256(b"%06d" % number).hexdigest() in digests for number in range(250_000))
    assert 0 < found < town.CARDS


def test_a_secret_leaves_nothing_to_recover(client, run) -> None:
    send(client, "essayer", tries=1_000_000, method="secret")

    assert client.get(PAGE).context["trial"].recovered == 0


def test_the_clues_are_the_towns_and_four_of_them_single_out_one(run) -> None:
    person = service.person_of(run)
    assert person.clues == town.clues(person.household)[:4]
    fits = Counter()
    for clue in person.clues:
        seen = {
            int(row["card"])
            for row in validations()
            if row["day"] == clue.day.timetuple().tm_yday - 1
            and abs(int(row["minute"]) - clue.minute) <= 15
            and town.zone_of_stop(int(row["from_stop"])) == town.zone_of_stop(clue.stop)
        }
        fits.update(seen)

    assert [card for card, count in fits.items() if count == 4] == [person.card]
    assert town.household_of_card(person.card) == person.household


def test_one_clue_is_not_enough_to_conclude_and_a_fifth_does_not_exist(client, run) -> None:
    person = service.person_of(run)
    send(client, "indice")
    code = service.pseudonym(run, person.card)
    assert send(client, "personne", code=code).status_code == 409
    for _turn in range(3):
        assert send(client, "indice").status_code == 302
    assert send(client, "indice").status_code == 409
    assert send(client, "personne", code=code.lower()).status_code == 302
    assert set(steps_done(run)) == {"indices"}


@pytest.mark.parametrize("setting", [{**GOOD, "k": 1}, {**GOOD, "minutes": 1440}, {**GOOD, "k": 50}])
def test_one_threshold_alone_is_not_the_goal(client, run, setting: dict) -> None:
    send(client, "regler", **setting)

    page = client.get(PAGE)

    assert page.context["goal_is_met"] is False
    assert "Pas encore les deux à la fois" in page.content.decode()
    assert not steps_done(run)


def test_the_shown_curve_is_the_one_counted_one_by_one(client, run) -> None:
    send(client, "regler", **{**GOOD, "k": 1})

    rows = client.get(PAGE).context["curve"]

    towards = [row for row in validations() if int(row["to_stop"]) in town.CAMPUS_STOPS]
    before = Counter(int(row["minute"]) // 60 for row in towards)
    districts = {town.district_of_zone(town.zone_of_stop(stop)) for stop in town.CAMPUS_STOPS}
    near = [row for row in validations() if town.district_of_zone(town.zone_of_stop(int(row["to_stop"]))) in districts]
    after = Counter(int(row["minute"]) // 60 for row in near)
    assert [(b, a) for _time, b, a in rows] == [(before[hour], after[hour]) for hour in range(6, 12)]


def test_counts_under_five_or_a_half_of_the_step_do_not_do(client, run) -> None:
    send(client, "compter", minutes=15, k=4)
    send(client, "difference", stop=right_stop(run))
    assert not steps_done(run)

    send(client, "compter", minutes=15, k=5)

    assert set(steps_done(run)) == {"compter"}


def test_one_computation_at_a_time_for_a_learner(client, learner, run) -> None:
    cache.set(f"labs:calcul:{learner.pk}", 1, 30)

    response = send(client, "regler", **GOOD)

    assert response.status_code == 409
    assert "n’est pas fini" in response.content.decode()
    assert not steps_done(run)
    cache.delete(f"labs:calcul:{learner.pk}")
    assert send(client, "regler", **GOOD).status_code == 302


def test_a_page_asked_for_during_a_computation_shows_without_its_figures(client, learner, run) -> None:
    send(client, "regler", **GOOD)
    cache.clear()
    cache.set(f"labs:calcul:{learner.pk}", 1, 30)

    page = client.get(PAGE)

    assert page.status_code == 200
    assert "measure" not in page.context


def test_a_setting_is_computed_once_for_everybody(learner, run, monkeypatch) -> None:
    setting = service.Setting(**GOOD)
    first = measure(learner, setting)
    monkeypatch.setattr("sandbox.labs.services.publication.exposure", None)

    assert measure(UserFactory(), setting) == first
    with pytest.raises(ValueError, match="k=51"):
        measure(learner, service.Setting(60, "district", 51, 4))


def test_another_learner_is_untouched_and_looks_for_another_number(client, learner, run) -> None:
    other = run_of(learner=UserFactory(), lab=lab(7))
    send(client, "indice")
    send(client, "regler", **GOOD)

    other.refresh_from_db()
    assert other.state == {}
    assert not steps_done(other)
    assert digest_of(service.target_card(other)) != digest_of(service.target_card(run))
    assert service.pseudonym(other, 1) != service.pseudonym(run, 1)


def test_beginning_again_draws_another_card_and_forgets_the_answers(client, learner, run) -> None:
    send(client, "regler", **GOOD)
    before = service.target_card(run)
    send(client, "recommencer")

    run.refresh_from_db()
    assert run.state == {}
    assert not steps_done(run)
    assert service.target_card(run) != before


def test_every_go_can_be_won(learner) -> None:
    """Whatever is drawn: a person that two to four clues single out, two publications that betray."""
    assert len(enumeration(learner).plain) == town.CARDS
    for _turn in range(20):
        run = LabRun(learner=learner, lab="LAB-7")
        assert len(service._fitting(service.person_of(run), 1)) > 1
        assert any(gap.first != gap.second for gap in service.gaps(run))
        assert any(gap.first == gap.second for gap in service.gaps(run))
        assert all(gap.first >= 5 and gap.second >= 5 for gap in service.gaps(run))
